// EXPSSDA903, the XML form of the return: CHILD with one HEADER, in which the other tables' values
// stand, and EPISODEs.
#include <map>
#include <optional>

#include "returns/cin_text.h"
#include "returns/rules/ssda903_reader.h"
#include "returns/xml_push.h"

namespace hearth::returns {
namespace {

constexpr std::uint32_t kDepth = 16;
constexpr std::size_t kLongestValue = 4096;

// Groups whose values are a row of their own.
constexpr std::pair<std::string_view, std::string_view> kGroups[] = {
    {"EPISODE", "Episodes"},
    {"AMISSING", "Missing"},
    {"AREVIEW", "Reviews"},
    {"PERMANENCE", "PrevPerm"},
    {"AD_PLACED", "PlacedAdoption"},
    {"OC2", "OC2"},
    {"OC3", "OC3"},
    {"AD1", "AD1"},
    {"SW_EPISODE", "SWEpisodes"},
    {"DOLO", "DoLo"}};
// Values of HEADER that are a row of another table, when there is any.
constexpr std::pair<std::string_view, std::string_view> kInHeader[] = {
    {"DUC", "UASC"},      {"DATE_INT", "AD1"},   {"DATE_MATCH", "AD1"}, {"FOSTER_CARE", "AD1"},
    {"NB_ADOPTR", "AD1"}, {"SEX_ADOPTR", "AD1"}, {"LS_ADOPTR", "AD1"},  {"IN_TOUCH", "OC3"},
    {"ACTIV", "OC3"},     {"ACCOM", "OC3"}};

std::string_view of(std::string_view name, const auto& pairs) {
    for (const auto& [element, table] : pairs) {
        if (element == name) return table;
    }
    return {};
}

}  // namespace

class Ssda903Xml final : public XmlEvents {
  public:
    Ssda903Xml(Ssda903Reader& reader, std::string name, bool last)
        : reader_(reader), name_(std::move(name)), last_(last) {}

    void run(const std::string& bytes) {
        XmlPush parser(*this, kDepth);
        parser.feed(bytes);
        if (!parser.stopped()) parser.finish();
        if (!right_ && !told_) {
            tell(1, "This is not a return of children looked after in XML (EXPSSDA903).",
                 "Check that it is the right file.");
        }
    }

    void start(std::string_view name, std::uint32_t line) override {
        path_.emplace_back(name);
        value_.clear();
        if (path_.size() == 1) right_ = name == "EXPSSDA903";
        if (!right_) return;
        if (path_.size() == 2 && name == "CHILD") {
            child_.clear();
            rows_.clear();
            child_line_ = line;
        } else if (const auto table = of(name, kGroups); !table.empty() && path_.size() >= 3) {
            rows_.push_back({std::string(table), line, {}});
        }
    }
    void end(std::string_view name) override {
        if (path_.empty()) return;
        const std::string_view parent =
            path_.size() >= 2 ? path_[path_.size() - 2] : std::string_view();
        if (right_ && path_.size() >= 4) {
            const std::string_view value = trimmed(value_);
            if (parent == "HEADER" && of(name, kGroups).empty()) {
                child_.emplace_back(std::string(name), std::string(value));
            } else if (!of(parent, kGroups).empty() && !rows_.empty()) {
                rows_.back().values.emplace_back(name == "PL" ? "PLACE" : std::string(name),
                                                 std::string(value));
            }
        }
        if (right_ && path_.size() == 2 && name == "CHILD") finish_child();
        path_.pop_back();
        value_.clear();
    }
    void text(std::string_view piece, std::uint32_t) override {
        if (value_.size() < kLongestValue) value_ += piece.substr(0, kLongestValue);
    }
    void problem(const XmlProblem& problem) override {
        if (told_) return;
        told_ = true;
        tell(problem.line, "The XML is broken or refused here (" + problem.detail + ").",
             "Export the file again; if it happens again, tell the system's supplier.");
    }

  private:
    using Values = std::vector<std::pair<std::string, std::string>>;
    struct Row {
        std::string table;
        std::uint32_t line;
        Values values;
    };

    void tell(std::uint32_t line, std::string message, std::string remedy) {
        reader_.tell("xml_problem", IssueSeverity::error, {}, {}, name_, line, {},
                     std::move(message), std::move(remedy));
    }
    void add(std::string_view table, std::uint32_t line, const Values& values) {
        Frame* frame = reader_.begin_table(table, name_, last_);
        if (frame == nullptr) return;
        Ssda903Rows rows(reader_.frames_, *frame, reader_.values_);
        const std::size_t place = rows.add();
        reader_.out_.tables.at(frame->name()).lines.push_back(line);
        for (const auto& [name, value] : values) {
            const auto column = frame->column(name == "CHILDID" ? "CHILD" : name);
            if (column && !ssda903_own_column(name)) rows.set(place, *column, value);
        }
    }
    // CHILDID, DOB and SEX stand in the header only, and the tables' files repeat them.
    Values shared() const {
        Values out;
        for (const auto& [name, value] : child_) {
            if (name == "CHILDID" || name == "DOB" || name == "SEX") out.emplace_back(name, value);
        }
        return out;
    }
    void finish_child() {
        const Values id = shared();
        add("Header", child_line_, child_);
        std::map<std::string_view, Values> inner;
        for (const auto& [name, value] : child_) {
            const auto table = of(name, kInHeader);
            if (!table.empty() && !value.empty()) inner[table].emplace_back(name, value);
        }
        for (const auto& [name, value] : child_) {
            if (name == "UASC" && value == "1") inner["UASC"];
        }
        for (auto& [table, values] : inner) {
            values.insert(values.begin(), id.begin(), id.end());
            add(table, child_line_, values);
        }
        for (Row& row : rows_) {
            if (row.values.empty()) continue;
            row.values.insert(row.values.begin(), id.begin(), id.end());
            add(row.table, row.line, row.values);
        }
    }

    Ssda903Reader& reader_;
    std::string name_;
    bool last_;
    bool right_ = false;
    bool told_ = false;
    std::vector<std::string> path_;
    std::string value_;
    Values child_;
    std::uint32_t child_line_ = 0;
    std::vector<Row> rows_;
};

void Ssda903Reader::read_xml(const std::string& name, const std::string& bytes, bool last) {
    Ssda903Xml(*this, name, last).run(bytes);
    if (!last) out_.xml = true;
}

}  // namespace hearth::returns
