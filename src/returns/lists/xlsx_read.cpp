#include "returns/lists/xlsx_read.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>

#include "base/text.h"
#include "base/time.h"
#include "returns/ssd/ssd_file.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kLongestCell = 32'767;

Invalid wrong(std::string code, std::string message) {
    return Invalid{{{"file", std::move(code), std::move(message)}}};
}

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;

// ---- XML with attributes, in blocks

class Sax {
  public:
    virtual ~Sax() = default;
    virtual void start(std::string_view name, const xmlChar** attributes, int count) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view piece) = 0;

    // An attribute without its namespace's prefix.
    static std::string attribute(const xmlChar** all, int count, std::string_view name) {
        for (int i = 0; i < count; ++i) {
            const xmlChar** one = all + static_cast<std::ptrdiff_t>(i) * 5;
            if (name == reinterpret_cast<const char*>(one[0]))
                return {reinterpret_cast<const char*>(one[3]),
                        reinterpret_cast<const char*>(one[4])};
        }
        return {};
    }
};

class Parse {
  public:
    Parse(Sax& sax, std::uint32_t depth) : sax_(sax), most_(depth) {
        handler_.initialized = XML_SAX2_MAGIC;
        handler_.startElementNs = [](void* self, const xmlChar* name, const xmlChar*,
                                     const xmlChar*, int, const xmlChar**, int count, int,
                                     const xmlChar** attributes) {
            auto& parse = *static_cast<Parse*>(self);
            if (++parse.depth_ > parse.most_) return parse.stop("is nested too deeply");
            parse.sax_.start(reinterpret_cast<const char*>(name), attributes, count);
        };
        handler_.endElementNs = [](void* self, const xmlChar* name, const xmlChar*,
                                   const xmlChar*) {
            auto& parse = *static_cast<Parse*>(self);
            --parse.depth_;
            parse.sax_.end(reinterpret_cast<const char*>(name));
        };
        handler_.characters =
            handler_.cdataBlock = [](void* self, const xmlChar* text, int length) {
                static_cast<Parse*>(self)->sax_.text(
                    {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
            };
        handler_.internalSubset = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
            static_cast<Parse*>(self)->stop("has a document type, which no workbook has");
        };
        handler_.getEntity = [](void*, const xmlChar*) -> xmlEntityPtr { return nullptr; };
        handler_.serror = [](void*, auto) {};  // its outcome is asked for
        context_ = xmlCreatePushParserCtxt(&handler_, this, nullptr, 0, nullptr);
        if (context_ == nullptr) throw std::bad_alloc();
        xmlCtxtUseOptions(context_, XML_PARSE_NONET);
    }
    ~Parse() {
        if (context_->myDoc != nullptr) xmlFreeDoc(context_->myDoc);
        xmlFreeParserCtxt(context_);
    }
    Parse(const Parse&) = delete;
    Parse& operator=(const Parse&) = delete;

    void feed(std::string_view bytes, bool last) {
        if (!why_.empty()) return;
        const int code =
            xmlParseChunk(context_, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
        if (code != XML_ERR_OK && context_->wellFormed == 0 && why_.empty()) why_ = "is broken XML";
    }
    const std::string& why() const { return why_; }
    void stop(std::string why) {
        if (why_.empty()) why_ = std::move(why);
        xmlStopParser(context_);
    }

  private:
    Sax& sax_;
    xmlSAXHandler handler_{};
    xmlParserCtxtPtr context_ = nullptr;
    std::uint32_t depth_ = 0, most_;
    std::string why_;
};

// ---- the parts of a workbook

// Which sheet is where: names of workbook.xml, targets of its relations.
class Sheets final : public Sax {
  public:
    void start(std::string_view name, const xmlChar** attributes, int count) override {
        if (name == "sheet" && names.size() < 1'000)
            names.emplace_back(attribute(attributes, count, "name"), relation(attributes, count));
        if (name == "Relationship" && targets.size() < 5'000)
            targets[attribute(attributes, count, "Id")] = attribute(attributes, count, "Target");
        if (name == "workbookPr") {
            const auto from = attribute(attributes, count, "date1904");
            from_1904 = from == "1" || from == "true";
        }
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
    std::vector<std::pair<std::string, std::string>> names;  // name, relation
    std::map<std::string, std::string> targets;
    bool from_1904 = false;

  private:
    static std::string relation(const xmlChar** attributes, int count) {
        return attribute(attributes, count, "id");  // r:id; sheetId has another name
    }
};

class SharedTexts final : public Sax {
  public:
    explicit SharedTexts(std::uint64_t most) : most_(most) {}
    void start(std::string_view name, const xmlChar**, int) override {
        if (name == "si") texts.emplace_back();
        if (name == "rPh") phonetic_ = true;
        inside_ = name == "t" && !phonetic_;
    }
    void end(std::string_view name) override {
        if (name == "t") inside_ = false;
        if (name == "rPh") phonetic_ = false;
    }
    void text(std::string_view piece) override {
        if (!inside_ || texts.empty() || full()) return;
        piece = piece.substr(0, kLongestCell - std::min(kLongestCell, texts.back().size()));
        texts.back() += piece;
        bytes_ += piece.size();
    }
    bool full() const { return bytes_ + texts.size() * sizeof(std::string) > most_; }
    std::vector<std::string> texts;

  private:
    std::uint64_t most_, bytes_ = 0;
    bool inside_ = false, phonetic_ = false;
};

class Cells final : public Sax {
  public:
    Cells(const std::vector<std::string>& shared, const XlsxLimits& limits,
          std::function<void(XlsxRow&&)> on_row)
        : shared_(shared), limits_(limits), on_row_(std::move(on_row)) {}

    void start(std::string_view name, const xmlChar** attributes, int count) override {
        if (name == "row") {
            const auto said = attribute(attributes, count, "r");
            std::uint32_t number = row_.number + 1;
            std::from_chars(said.data(), said.data() + said.size(), number);
            row_ = {number, {}};
            column_ = 0;
        } else if (name == "c") {
            place(attribute(attributes, count, "r"));
            type_ = attribute(attributes, count, "t");
            value_.clear();
        }
        inside_ = name == "v" || (name == "t" && type_ == "inlineStr");
    }
    void end(std::string_view name) override {
        if (name == "v" || name == "t") inside_ = false;
        if (name == "c") cell();
        if (name == "row") {
            while (!row_.cells.empty() && row_.cells.back().empty()) row_.cells.pop_back();
            if (!row_.cells.empty() && row_.number <= limits_.rows) on_row_(XlsxRow(row_));
            row_.cells.clear();
        }
    }
    void text(std::string_view piece) override {
        if (inside_)
            value_ += piece.substr(0, kLongestCell - std::min(kLongestCell, value_.size()));
    }

  private:
    void place(std::string_view reference) {
        std::uint32_t column = 0;
        for (const char c : reference) {
            if (c < 'A' || c > 'Z') break;
            column = std::min<std::uint32_t>(column * 26 + static_cast<std::uint32_t>(c - 'A' + 1),
                                             1'000'000);
        }
        column_ = column == 0 ? column_ + 1 : column;
    }
    void cell() {
        if (column_ == 0 || column_ > limits_.columns || value_.empty() || type_ == "e") return;
        std::string_view said = value_;
        if (type_ == "s") {
            std::size_t i = shared_.size();
            std::from_chars(said.data(), said.data() + said.size(), i);
            if (i >= shared_.size()) return;
            said = shared_[i];
        } else if (type_ == "b") {
            said = said == "1" ? "TRUE" : "FALSE";
        }
        said = trim(said);
        if (said.empty() || said.starts_with("#N/A") || said.starts_with("#REF!")) return;
        if (row_.cells.size() < column_) row_.cells.resize(column_);
        auto text = repair_utf8(said);
        std::erase(text, '\0');
        row_.cells[column_ - 1] = std::move(text);
    }

    const std::vector<std::string>& shared_;
    const XlsxLimits& limits_;
    std::function<void(XlsxRow&&)> on_row_;
    XlsxRow row_;
    std::uint32_t column_ = 0;
    std::string type_, value_;
    bool inside_ = false;
};

Result<Done> parse_entry(zip_t* archive, const std::string& name, Sax& sax,
                         const XlsxLimits& limits, const std::function<bool()>& enough = {}) {
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat(archive, name.c_str(), 0, &about) != 0)
        return wrong("xlsx_part", fmt::format("The workbook lacks its part {}. Save it again as "
                                              ".xlsx and import that.",
                                              name));
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
        return wrong("xlsx_locked", "The workbook is locked. Take its password off.");
    std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen(archive, name.c_str(), 0));
    if (!entry)
        return wrong("xlsx_part", fmt::format("The part {} of the workbook cannot be read.", name));
    const std::uint64_t packed = std::max<std::uint64_t>(about.comp_size, 1);
    Parse parse(sax, limits.depth);
    std::array<char, 65'536> block{};
    std::uint64_t read = 0;
    for (;;) {
        const auto n = zip_fread(entry.get(), block.data(), block.size());
        if (n < 0)
            return wrong("xlsx_damaged",
                         "The workbook is damaged: a part of it ends too early. "
                         "Fetch it again, or save it again.");
        if (n == 0) break;
        read += static_cast<std::uint64_t>(n);
        // what is really unpacked counts, not what the archive says
        if (read > limits.entry_bytes || (read > (1U << 20) && read / packed > limits.ratio))
            return wrong("xlsx_bomb",
                         fmt::format("The part {} of the workbook unpacks to far more than a "
                                     "workbook holds. It was not read.",
                                     name));
        parse.feed({block.data(), static_cast<std::size_t>(n)}, false);
        if (!parse.why().empty()) break;
        if (enough && enough())
            return wrong("xlsx_bomb", "The workbook holds far more text than such lists do.");
    }
    if (parse.why().empty()) parse.feed({}, true);
    if (!parse.why().empty())
        return wrong("xlsx_xml", fmt::format("The part {} of the workbook {}. Open it and save it "
                                             "again as .xlsx.",
                                             name, parse.why()));
    return Done{};
}

Result<Done> read_archive(zip_t* archive, const XlsxSink& on_row, const XlsxLimits& limits) {
    const auto entries = zip_get_num_entries(archive, 0);
    if (entries < 0 || static_cast<std::uint64_t>(entries) > limits.entries)
        return wrong("xlsx_bomb", "The file holds more parts than a workbook does.");
    Sheets sheets;
    for (const auto* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"})
        if (auto read = parse_entry(archive, part, sheets, limits); !read)
            return wrong("not_xlsx",
                         "This is no workbook (.xlsx). A workbook of another kind (.xls, .ods, "
                         ".csv) has to be saved as .xlsx first.");
    if (sheets.from_1904)
        return wrong("xlsx_1904",
                     "The workbook counts days from 1904. Change that in its options, and check "
                     "the dates.");
    SharedTexts shared(limits.shared_bytes);
    if (zip_name_locate(archive, "xl/sharedStrings.xml", 0) >= 0)
        if (auto read = parse_entry(archive, "xl/sharedStrings.xml", shared, limits,
                                    [&] { return shared.full(); });
            !read)
            return read.failure();
    for (const auto& [name, relation] : sheets.names) {
        const auto target = sheets.targets.find(relation);
        if (target == sheets.targets.end()) continue;
        std::string part = target->second;
        if (part.starts_with("/"))
            part = part.substr(1);
        else
            part = "xl/" + part;
        if (part.find("worksheets/") == std::string::npos) continue;  // a chart
        const auto called = std::string(trim(name));
        Cells cells(shared.texts, limits, [&](XlsxRow&& row) { on_row(called, std::move(row)); });
        if (auto read = parse_entry(archive, part, cells, limits); !read) return read.failure();
    }
    return Done{};
}

}  // namespace

Result<Done> read_xlsx(const std::filesystem::path& file, const XlsxSink& on_row,
                       const XlsxLimits& limits) {
    int error = 0;
    const Archive archive(zip_open(file.c_str(), ZIP_RDONLY, &error));
    if (!archive)
        return wrong("not_xlsx", fmt::format("{} is no workbook (.xlsx), or only part of one.",
                                             file.filename().string()));
    return read_archive(archive.get(), on_row, limits);
}

Result<Done> read_xlsx_text(std::string_view bytes, const XlsxSink& on_row,
                            const XlsxLimits& limits) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return wrong("not_xlsx", "This is no workbook (.xlsx).");
    const Archive archive(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive) {
        zip_source_free(source);
        return wrong("not_xlsx", "This is no workbook (.xlsx), or only part of one.");
    }
    return read_archive(archive.get(), on_row, limits);
}

std::optional<std::string> xlsx_day(std::string_view cell) {
    if (auto day = ssd_day(cell)) return day;
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
    if (!(number >= 61) || number >= 2'958'466) return std::nullopt;  // 1900-03-01 to 9999-12-31
    return (*Date::from(1899, 12, 30) + static_cast<int>(number)).iso();
}

}  // namespace hearth::returns
