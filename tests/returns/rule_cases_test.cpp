// Every rule file of the practice does what its cases say, and agrees with the worked cases that
// the sector shares, when these are at hand (../shared).
#include <algorithm>
#include <map>

#include "base/json.h"
#include "returns/rules/cin_tables.h"
#include "returns/rules/validate.h"
#include "rules_support.h"

namespace hearth::returns {
namespace {

using testing::kit_of;

class RuleCases : public ::testing::TestWithParam<const char*> {};

TEST_P(RuleCases, every_rule_finds_what_its_cases_say_and_nothing_else) {
    const RuleKit& kit = kit_of(GetParam());
    ASSERT_FALSE(kit.rules.files().empty());
    for (const auto& problem : check_rules(GetParam(), kit)) {
        ADD_FAILURE() << practice::to_text(problem);
    }
}
INSTANTIATE_TEST_SUITE_P(Returns, RuleCases, ::testing::Values("cin", "ssda903"),
                         [](const auto& about) { return std::string(about.param); });

// --- Worked cases of the sector ---

std::string text_of(const Json& value) {
    if (const auto text = value.text()) return std::string(*text);
    if (const auto whole = value.integer()) return std::to_string(*whole);
    if (const auto number = value.number()) {
        std::string out = std::to_string(*number);
        while (out.back() == '0') out.pop_back();
        if (out.back() == '.') out.pop_back();
        return out;
    }
    if (const auto flag = value.boolean()) return *flag ? "1" : "0";
    return {};
}

std::vector<std::filesystem::path> files_in(const std::string& folder, const std::string& ending) {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().string().ends_with(ending)) out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

Json parsed(const std::filesystem::path& path) {
    auto json = Json::parse(testing::slurp(path.string()));
    EXPECT_TRUE(json) << path;
    return json ? std::move(json.value()) : Json();
}

// Cases that docs/returns/decisions.md lists: "| suite | case | …".
std::set<std::string> decided(const std::string& suite) {
    std::istringstream in(testing::slurp(testing::source_path("docs/returns/decisions.md")));
    std::set<std::string> out;
    const std::string start = "| " + suite + " | ";
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(start)) continue;
        const std::string rest = line.substr(start.size());
        out.insert(rest.substr(0, rest.find(" |")));
    }
    return out;
}

// Some cases name columns that no file of the return has; what they stand for.
std::string known_name(const std::string& table, const std::string& column) {
    if (table == "Header" && column == "UASC_STATUS") return "UASC";
    if (table == "Episodes" && column == "PLACEMENT") return "PLACE";
    if (table == "Episodes" && column == "DATE_EPISODE_CEASED") return "DEC";
    return column;
}

// The last form of a rule in the repository.
const RuleFile* newest(const RuleKit& kit, std::string code) {
    const RuleFile* found = nullptr;
    const auto lower = [](std::string text) {
        for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return text;
    };
    for (const RuleFile& rule : kit.rules.files()) {
        if (lower(rule.code) == lower(code)) found = &rule;
    }
    return found != nullptr && !found->withdrawn ? found : nullptr;
}

void compare(const std::string& suite, const std::map<std::string, std::string>& disagreements,
             std::size_t cases) {
    const std::set<std::string> known = decided(suite);
    for (const auto& [name, how] : disagreements) {
        EXPECT_TRUE(known.contains(name)) << suite << " " << name << ": " << how;
    }
    for (const std::string& name : known) {
        EXPECT_TRUE(disagreements.contains(name))
            << "docs/returns/decisions.md lists " << suite << " " << name << ", which agrees";
    }
    EXPECT_GT(cases, 40U);
}

TEST(WorkedCases, the_census_agrees_cell_by_cell) {
    const auto shared = testing::shared_folder();
    if (!shared) GTEST_SKIP() << "no ../shared";
    std::map<std::string, std::string> disagreements;
    std::size_t cases = 0;
    for (const auto& path : files_in(*shared + "/corpus/cin_xml", ".xml")) {
        const std::string code = path.stem().string();
        if (newest(kit_of("cin"), code) == nullptr) {
            ADD_FAILURE() << "there is no rule " << code;
            continue;
        }
        ValidateOptions options;
        options.year = 2026;
        const auto report = validate_cin(path.string(), kit_of("cin"), options);
        ASSERT_TRUE(report) << path;
        for (const auto& rule : report.value().rules_not_run) {
            ADD_FAILURE() << rule.rule << " was not run: " << rule.reason;
        }
        std::set<std::string> found;
        report.value().each_issue([&](const ReturnIssue& issue) {
            if (issue.code == code) {
                found.insert(issue.table + "." + issue.field + " " + std::to_string(issue.row));
            }
        });
        const Json expected = parsed(path.parent_path() / (code + ".expected.json"));
        ++cases;
        if (expected.at("la_level").boolean().value_or(false)) {
            for (const std::string& cell : found)
                EXPECT_TRUE(cell.ends_with(" -1")) << code << cell;
            EXPECT_FALSE(found.empty()) << code;
            continue;
        }
        std::set<std::string> wanted;
        for (const Json& cell : expected.at("expected_from_peer_unit_test").items()) {
            wanted.insert(text_of(cell.items()[0]) + "." + text_of(cell.items()[1]) + " " +
                          text_of(cell.items()[2]));
        }
        if (found != wanted) disagreements[code] = ::testing::PrintToString(found);
    }
    compare("cin", disagreements, cases);
}

std::string iso(const std::string& uk) {
    return uk.size() == 10 ? uk.substr(6) + "-" + uk.substr(3, 2) + "-" + uk.substr(0, 2) : uk;
}

CaseInput::Row row_of(const Json& row, const std::vector<std::string>& columns, std::size_t number,
                      const std::vector<Column>& known) {
    CaseInput::Row out;
    bool child = false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        child = child || columns[i] == "CHILD";
        const bool ours = std::any_of(known.begin(), known.end(),
                                      [&](const Column& c) { return c.name == columns[i]; });
        if (!ours || columns[i] == "row" || columns[i] == "child_no") continue;
        const Json& cell = row.items()[i];
        out.emplace_back(columns[i], cell.is_null() ? std::nullopt : std::optional(text_of(cell)));
    }
    if (!child) out.emplace_back("CHILD", "@" + std::to_string(number));
    return out;
}

CaseInput input_of(const Json& one, const RuleSchema& schema) {
    CaseInput input;
    input.year = 2026;
    input.given.emplace();
    const auto add = [&](const std::string& table, const Json& rows) {
        std::vector<std::string> columns;
        for (const Json& column : rows.at("columns").items())
            columns.push_back(known_name(table, text_of(column)));
        std::vector<CaseInput::Row> out;
        for (const Json& row : rows.at("rows").items()) {
            out.push_back(row_of(row, columns, out.size(), *schema.find(table)));
            if (table == "provider") out.back().pop_back();  // no child
        }
        input.given->insert(table);
        input.tables.emplace_back(table, std::move(out));
    };
    for (const auto& [table, rows] : one.at("input").members()) add(table, rows);
    const Json& about = one.at("metadata");
    input.starts = iso(text_of(about.at("collection_start")));
    input.ends = iso(text_of(about.at("collection_end")));
    input.authority = text_of(about.at("localAuthority"));
    if (about.has("file_format")) input.format = text_of(about.at("file_format"));
    if (about.has("collectionYear")) input.year = std::stoi(text_of(about.at("collectionYear")));
    if (about.has("provider_info")) add("provider", about.at("provider_info"));
    return input;
}

using RowsByTable = std::map<std::string, std::set<int>>;

// What a case expects; nothing when it expects something else than rows.
std::optional<RowsByTable> expected_of(const Json& one) {
    const bool after = !one.at("expected_after_production_ingest").is_null();
    const Json& expected = one.at(after ? "expected_after_production_ingest" : "expected");
    if (expected.kind() != Json::Kind::object) return std::nullopt;
    RowsByTable out;
    for (const auto& [table, rows] : expected.members()) {
        for (const Json& row : rows.items()) {
            out[table].insert(static_cast<int>(row.number().value_or(-9)));
        }
    }
    return out;
}

TEST(WorkedCases, children_looked_after_agree_row_by_row) {
    const auto shared = testing::shared_folder();
    if (!shared) GTEST_SKIP() << "no ../shared";
    const RuleKit& kit = kit_of("ssda903");
    std::map<std::string, std::string> disagreements;
    std::size_t cases = 0;
    for (const auto& path : files_in(*shared + "/corpus/ssda903", ".json")) {
        const RuleFile* rule = newest(kit, path.stem().string());
        if (rule == nullptr) {
            ADD_FAILURE() << "there is no rule " << path.stem();
            continue;
        }
        const Json json = parsed(path);
        for (const Json& one : json.at("cases").items()) {
            const auto wanted = expected_of(one);
            if (!wanted) continue;
            ++cases;
            const auto loaded = load_case("ssda903", kit.schema, input_of(one, kit.schema));
            RuleEngine engine(kit.schema, loaded->frames, kit.holidays);
            const RuleOutcome outcome = engine.run(*rule, &loaded->given);
            RowsByTable found;
            for (const FoundCell& cell : outcome.cells) {
                const std::string& name = rule->fields[cell.field];
                found[name.substr(0, name.find('.'))].insert(cell.row);
            }
            if (found == *wanted) continue;
            disagreements[text_of(one.at("id"))] =
                outcome.ran ? "found " + ::testing::PrintToString(found) + ", expected " +
                                  ::testing::PrintToString(*wanted)
                            : "not run: " + outcome.reason;
        }
    }
    compare("ssda903", disagreements, cases);
}

}  // namespace
}  // namespace hearth::returns
