#include "record/output_document.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace hearth::record {
namespace {

std::string_view to_text(DocBlock::Kind kind) {
    switch (kind) {
        case DocBlock::Kind::text:
            return "text";
        case DocBlock::Kind::list:
            return "list";
        case DocBlock::Kind::table:
            return "table";
        case DocBlock::Kind::drawing:
            return "drawing";
    }
    return "";
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name).begin_array();
    for (const auto& text : texts) json.value(text);
    json.end_array();
}

std::string text_at(const Json& json, std::string_view name) {
    return std::string(json.at(name).text().value_or(""));
}
std::vector<std::string> texts_in(const Json& json) {
    std::vector<std::string> out;
    for (const auto& item : json.items()) out.emplace_back(item.text().value_or(""));
    return out;
}

std::optional<DocBlock> read_block(const Json& json) {
    DocBlock block;
    const auto kind = text_at(json, "kind");
    bool known = false;
    for (const auto k : {DocBlock::Kind::text, DocBlock::Kind::list, DocBlock::Kind::table,
                         DocBlock::Kind::drawing})
        if (kind == to_text(k)) {
            block.kind = k;
            known = true;
        }
    if (!known) return std::nullopt;
    block.authored = json.at("authored").boolean().value_or(false);
    block.label = text_at(json, "label");
    block.text = text_at(json, "text");
    block.items = texts_in(json.at("items"));
    block.head = texts_in(json.at("head"));
    for (const auto& row : json.at("rows").items()) block.rows.push_back(texts_in(row));
    block.svg = text_at(json, "svg");
    return block;
}

}  // namespace

std::string Document::to_json() const {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.member("layout", 1).member("output", output).member("version", version);
    json.member("template_hash", template_hash).member("title", title);
    json.member("language", language).member("reader", reader).member("reference", reference);
    json.member("authority", authority).member("author", author);
    json.member("author_title", author_title).member("made_from", made_from.iso());
    json.key("parts").begin_array();
    for (const auto& part : parts) {
        json.begin_object().member("id", part.id).member("title", part.title);
        json.key("blocks").begin_array();
        for (const auto& block : part.blocks) {
            json.begin_object().member("kind", to_text(block.kind));
            if (block.authored) json.member("authored", true);
            if (!block.label.empty()) json.member("label", block.label);
            if (!block.text.empty()) json.member("text", block.text);
            if (!block.items.empty()) write_texts(json, "items", block.items);
            if (!block.head.empty()) write_texts(json, "head", block.head);
            if (!block.rows.empty()) {
                json.key("rows").begin_array();
                for (const auto& row : block.rows) {
                    json.begin_array();
                    for (const auto& cell : row) json.value(cell);
                    json.end_array();
                }
                json.end_array();
            }
            if (!block.svg.empty()) json.member("svg", block.svg);
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return out;
}

Result<Document> Document::from_json(std::string_view text) {
    auto read = Json::parse(text);
    if (!read) return read.failure();
    const Json& json = read.value();
    const auto wrong = [] { return invalid("", "document_shape", "This is no document."); };
    const auto from = Date::parse(text_at(json, "made_from"));
    if (json.at("layout").integer() != 1 || !from) return wrong();
    Document out;
    out.output = text_at(json, "output");
    out.version = static_cast<int>(json.at("version").integer().value_or(0));
    out.template_hash = text_at(json, "template_hash");
    out.title = text_at(json, "title");
    out.language = text_at(json, "language");
    out.reader = text_at(json, "reader");
    out.reference = text_at(json, "reference");
    out.authority = text_at(json, "authority");
    out.author = text_at(json, "author");
    out.author_title = text_at(json, "author_title");
    out.made_from = *from;
    for (const auto& one : json.at("parts").items()) {
        DocPart part{text_at(one, "id"), text_at(one, "title"), {}};
        for (const auto& block : one.at("blocks").items()) {
            auto made = read_block(block);
            if (!made) return wrong();
            part.blocks.push_back(std::move(*made));
        }
        out.parts.push_back(std::move(part));
    }
    return out;
}

std::string Document::hash() const {
    return sha256(to_json()).hex();
}

std::vector<std::string> texts_of(const Document& document) {
    std::vector<std::string> out{document.title,     document.reader, document.reference,
                                 document.authority, document.author, document.author_title};
    for (const auto& part : document.parts) {
        out.push_back(part.title);
        for (const auto& block : part.blocks) {
            out.push_back(block.label);
            out.push_back(block.text);
            out.insert(out.end(), block.items.begin(), block.items.end());
            out.insert(out.end(), block.head.begin(), block.head.end());
            for (const auto& row : block.rows) out.insert(out.end(), row.begin(), row.end());
            out.push_back(block.svg);
        }
    }
    return out;
}

}  // namespace hearth::record
