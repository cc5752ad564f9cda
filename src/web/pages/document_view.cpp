#include "web/pages/document_view.h"

#include <fmt/format.h>

#include <cstdint>

#include "base/text.h"
#include "insight/ecomap.h"
#include "insight/family_genogram.h"
#include "web/kit/kit.h"

namespace hearth::web {
namespace {

using record::DocBlock;
using record::Document;

// The look on paper. Sizes in points; nothing is fetched.
constexpr std::string_view kPaper = R"(
@page { size: A4; margin: 20mm 18mm 22mm 18mm;
  @bottom-left { content: $FOOT; font-size: 8.5pt; color: #505a5f; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8.5pt; color: #505a5f; } }
html { font-family: "Liberation Sans", Arial, "DejaVu Sans", sans-serif; font-size: 11pt; line-height: 1.4; color: #0b0c0c; }
body { margin: 0; }
h1 { font-size: 19pt; line-height: 1.2; margin: 0 0 8pt; }
h2 { font-size: 14pt; line-height: 1.25; margin: 16pt 0 5pt; break-after: avoid; }
h3 { font-size: 11.5pt; margin: 10pt 0 3pt; break-after: avoid; }
p { margin: 0 0 7pt; orphans: 2; widows: 2; }
ul { margin: 0 0 8pt; padding-left: 16pt; } li { margin-bottom: 3pt; }
.hearth-document__head { border-bottom: 1pt solid #b1b4b6; margin-bottom: 12pt; font-size: 9.5pt; color: #383f43; }
.hearth-document__mark { border: 1pt solid #0b0c0c; padding: 3pt 6pt; font-weight: bold; margin-bottom: 10pt; }
table { width: 100%; border-collapse: collapse; margin: 2pt 0 10pt; font-size: 9.5pt; line-height: 1.3; }
caption { display: none; }
th, td { text-align: left; vertical-align: top; padding: 3.5pt 6pt 3.5pt 0; border-bottom: 0.5pt solid #b1b4b6; font-weight: normal; }
thead th { font-weight: bold; border-bottom: 1pt solid #0b0c0c; }
tr { break-inside: avoid; }
figure { margin: 6pt 0; break-inside: avoid; } svg { max-width: 100%; height: auto; }
.govuk-visually-hidden { display: none; }
)";

// Words as a string of the style sheet: whatever is no plain letter or digit by its number, so that
// no name can leave the string.
std::string css_string(std::string_view words) {
    std::string out = "\"";
    const std::string clean = repair_utf8(words);
    for (std::size_t i = 0; i < clean.size();) {
        const auto byte = static_cast<unsigned char>(clean[i]);
        const int more = byte < 0x80 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        std::uint32_t point = more == 0 ? byte : byte & (0x3fU >> more);
        for (int k = 1; k <= more; ++k)
            point = point << 6 |
                    (static_cast<unsigned char>(clean[i + static_cast<std::size_t>(k)]) & 0x3fU);
        i += static_cast<std::size_t>(more) + 1;
        const bool plain = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
                           (point >= '0' && point <= '9') || point == ' ';
        out += plain ? std::string(1, static_cast<char>(point)) : fmt::format("\\{:06x} ", point);
    }
    return out + "\"";
}

Html table(const DocBlock& block, std::string_view title) {
    kit::DataTable t;
    t.caption = block.label.empty() ? std::string(title) : block.label;
    t.caption_hidden = true;
    for (const auto& head : block.head) t.columns.push_back({.name = head});
    for (const auto& row : block.rows) {
        std::vector<Html> cells;
        for (const auto& cell : row) cells.emplace_back(cell);
        t.rows.push_back(std::move(cells));
    }
    return kit::data_table(t);
}

DocBlock genogram_table(const insight::Genogram& drawn) {
    DocBlock block;
    block.kind = DocBlock::Kind::table;
    block.label = "The same in words";
    block.head = {"Name", "Age", "Relationship", "Household"};
    for (const auto& row : drawn.table)
        block.rows.push_back({row.name, row.age, row.relationship, row.household});
    return block;
}

std::vector<DocBlock> genogram(const record::FamilyNetwork& network, Date today) {
    const auto drawn = insight::draw_genogram(insight::genogram_of(network, today));
    std::vector<DocBlock> out;
    if (!drawn.notice.empty()) {
        DocBlock said;
        said.text = drawn.notice;
        out.push_back(std::move(said));
    }
    if (drawn.drawn) {
        DocBlock picture;
        picture.kind = DocBlock::Kind::drawing;
        picture.text = "Genogram. The table below says the same in words.";
        picture.svg = drawn.svg.text();
        out.push_back(std::move(picture));
    }
    if (!drawn.table.empty()) out.push_back(genogram_table(drawn));
    return out;
}

std::vector<DocBlock> ecomap(const record::FamilyNetwork& network) {
    insight::Ecomap map;
    map.title = "Ecomap of the " + network.head.name;
    DocBlock words;
    words.kind = DocBlock::Kind::table;
    words.label = "The same in words";
    words.head = {"Who", "What they are to the family"};
    for (const auto& m : network.members) map.household.push_back(m.name);
    for (const auto& r : network.relatives) map.ties.push_back({r.name, "Family", false});
    for (const auto& w : network.workers)
        map.ties.push_back({w.name, w.job_title + ", " + w.agency, true});
    for (const auto& tie : map.ties) words.rows.push_back({tie.name, tie.what});
    std::vector<DocBlock> out;
    if (const auto svg = insight::draw_ecomap(map); !svg.empty()) {
        DocBlock picture;
        picture.kind = DocBlock::Kind::drawing;
        picture.text =
            "Ecomap. Broken lines lead to family, whole lines to services. The table "
            "below says the same in words.";
        picture.svg = svg.text();
        out.push_back(std::move(picture));
    }
    if (!words.rows.empty()) out.push_back(std::move(words));
    return out;
}

}  // namespace

Html document_block(const DocBlock& block, std::string_view part_title) {
    Html h;
    if (!block.label.empty()) h << kit::h3(block.label);
    switch (block.kind) {
        case DocBlock::Kind::text:
            h << kit::prose(block.text);
            break;
        case DocBlock::Kind::list: {
            std::vector<Html> items(block.items.begin(), block.items.end());
            h << kit::bullets(items);
            break;
        }
        case DocBlock::Kind::table:
            h << table(block, part_title);
            break;
        case DocBlock::Kind::drawing:
            h << el("figure", {cls("hearth-document__figure")},
                    el("div",
                       {cls("hearth-scroll"), attr("tabindex", "0"), attr("role", "region"),
                        attr("aria-label", "Drawing, which may scroll sideways")},
                       Html::from_svg(block.svg)),
                    el("figcaption", {cls("govuk-body-s")}, block.text));
            break;
    }
    return h;
}

Html document_parts(const Document& document) {
    Html h;
    for (const auto& part : document.parts) {
        if (!part.title.empty()) h << kit::h2(part.title);
        for (const auto& block : part.blocks) h << document_block(block, part.title);
    }
    return h;
}

Html document_head(const Document& document) {
    Html h;
    h << "For " << document.reader << ". ";
    if (!document.reference.empty()) h << "Reference " << document.reference << ". ";
    h << "Made from the record as known on " << document.made_from.plain() << " by "
      << document.author << ", " << document.author_title << ", " << document.authority << ".";
    return el("p", {cls("govuk-body-s hearth-document__head")}, h);
}

std::string document_for_pdf(const Document& document, std::string_view mark) {
    const auto foot =
        fmt::format("{} · {} · {}", document.authority, document.title, document.reference);
    Html head = join(
        el("meta", {attr("charset", "utf-8")}), el("title", document.title),
        el("meta",
           {attr("name", "author"), attr("content", document.author + ", " + document.authority)}),
        el("meta", {attr("name", "dcterms.created"), attr("content", document.made_from.iso())}));
    Html body;
    if (!mark.empty()) body << el("p", {cls("hearth-document__mark")}, mark);
    body << el("h1", document.title) << document_head(document) << document_parts(document);
    std::string paper(kPaper);
    constexpr std::string_view kFoot = "$FOOT";
    paper.replace(paper.find(kFoot), kFoot.size(), css_string(foot));
    // The style cannot be part of Html, which refuses it; there is no word of anybody's in it.
    return "<!DOCTYPE html><html lang=\"" + percent_encode(document.language) + "\"><head>" +
           std::move(head).str() + "<style>" + paper + "</style></head><body>" +
           std::move(body).str() + "</body></html>";
}

record::DrawNetwork draw_network(Date today) {
    return [today](std::string_view drawing, const record::FamilyNetwork& network) {
        return drawing == "genogram" ? genogram(network, today) : ecomap(network);
    };
}

std::string pdf_name(const Document& document) {
    std::string name;
    for (const char c : fold(document.title))
        name += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    return name + "-" + document.made_from.iso() + ".pdf";
}

}  // namespace hearth::web
