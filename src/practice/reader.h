// Strict reading of one YAML map: every key must be known, every value of the right shape. Problems
// are collected with file and line; reading goes on with a default, so that one run shows them all.
// For the loader's own files only.
#pragma once
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/definitions.h"
#include "practice/problem.h"
#include "practice/yaml.h"

namespace hearth::practice {

using Problems = std::vector<Problem>;

void report(Problems& problems, const Node& at, std::string what, std::string remedy);
void report(Problems& problems, const Where& at, std::string what, std::string remedy);
Where where_of(const Node& node);

// "Did you mean visit?", or "Known: a, b, c." when nothing is near; for the remedy of an unknown
// name.
std::string suggest(std::string_view unknown, const std::vector<std::string>& known);

class MapReader {
  public:
    // `thing`: "a form", for the messages. A node that is no map is reported, and then reads as
    // empty.
    MapReader(const Node& node, std::string_view thing, Problems& problems);
    ~MapReader();  // reports the keys that nobody asked for
    MapReader(const MapReader&) = delete;
    MapReader& operator=(const MapReader&) = delete;

    bool has(std::string_view key);
    const Node* node(std::string_view key);           // nullptr when absent
    const Node* required_node(std::string_view key);  // reported when absent
    std::string text(std::string_view key, std::string_view otherwise = {});
    std::string required_text(std::string_view key);
    std::string id(
        std::string_view key = "id");  // required; a-z, digits and _ (and - for profiles)
    int integer(std::string_view key, int otherwise, int least, int most);
    std::optional<double> number(std::string_view key);
    bool flag(std::string_view key, bool otherwise = false);  // yes or no
    std::vector<std::string> texts(std::string_view key);     // [a, b], or a alone
    std::optional<Date> date(std::string_view key);
    std::optional<Expression> expression(std::string_view key);
    const std::vector<Node>& list(std::string_view key);  // of anything
    // One of the words; the first when absent.
    template <class T>
    T word(std::string_view key, std::initializer_list<std::pair<std::string_view, T>> words) {
        return word(key, std::span(words.begin(), words.size()));
    }
    template <class T>
    T word(std::string_view key, std::span<const std::pair<std::string_view, T>> words) {
        const Node* found = node(key);
        if (found == nullptr) return words.begin()->second;
        for (const auto& [name, value] : words) {
            if (found->kind == Node::Kind::text && found->text == name) return value;
        }
        std::vector<std::string> known;
        for (const auto& entry : words) known.emplace_back(entry.first);
        not_one_of(*found, key, known);
        return words.begin()->second;
    }
    Problems& problems() { return problems_; }
    const Node& map() const { return node_; }

  private:
    void not_one_of(const Node& found, std::string_view key, const std::vector<std::string>& known);

    const Node& node_;
    std::string thing_;
    Problems& problems_;
    std::set<std::string, std::less<>> asked_;
};

// An expression that stands in `node`; problems carry the column within the line.
std::optional<Expression> read_expression(const Node& node, Problems& problems);

// Readers of one file each.
void read_code_lists(const Node& file, std::vector<CodeList>& out, Problems& problems);
std::optional<Form> read_form(const Node& file, Problems& problems);
void read_clocks(const Node& file, std::vector<ClockRule>& out, Problems& problems);
std::optional<BankHolidays> read_calendar(const Node& file, Problems& problems);
void read_hours(const Node& file, std::vector<Hours>& out, Problems& problems);
void read_meetings(const Node& file, std::vector<MeetingKind>& out, Problems& problems);
void read_programme(const Node& file, std::vector<ProgrammeModule>& out, Problems& problems);
void read_workbook(const Node& file, std::vector<WorkbookSection>& out, Problems& problems);
void read_pathway(const Node& file, std::vector<Step>& out, Problems& problems);
std::optional<Roles> read_roles(const Node& file, Problems& problems);
std::optional<Indicator> read_indicator(const std::string& file, const std::string& sql,
                                        Problems& problems);
// profile.yaml: id, title, guidance, terms, threshold_document and caseload_target into `practice`;
// `uses` returned.
std::vector<std::string> read_profile(const Node& file, Practice& practice, Problems& problems);

// What only the whole practice can show to be wrong.
struct LoadOptions;
void check_names(const Practice& practice, const LoadOptions& options, Problems& problems);
void check_form(const Practice& practice, const Form& form, const LoadOptions& options,
                Problems& problems);

}  // namespace hearth::practice
