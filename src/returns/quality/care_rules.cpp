#include "returns/quality/care_rules.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "returns/list_returns.h"
#include "returns/rules/rule_kit.h"
#include "returns/rules/validate.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;
using store::Sql;

// The number that the lists give each child.
constexpr Sql kNumbers{"quality_care_numbers", R"(
SELECT c.child_id, (SELECT max(m.family_id) FROM family_member m WHERE m.person_id = c.child_id AND m.role = 'child'
                      AND m.superseded_at = '9999-12-31T23:59:59.999Z'), c.la_child_id
FROM hearth_return_child c
WHERE EXISTS (SELECT 1 FROM cla_episode e WHERE e.person_id = c.child_id
              AND e.superseded_at = '9999-12-31T23:59:59.999Z')
   OR EXISTS (SELECT 1 FROM care_leaver l WHERE l.person_id = c.child_id AND l.superseded_at = '9999-12-31T23:59:59.999Z'))"};
constexpr Sql kNumbersOfFew{"quality_care_numbers_of_few", R"(
SELECT m.person_id, max(m.family_id), coalesce(max(i.value), CAST(m.person_id AS TEXT))
FROM family_member m
LEFT JOIN person_identifier i ON i.person_id = m.person_id AND i.kind = 'la_child_id' AND i.to_date IS NULL
  AND i.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.person_id IN (SELECT value FROM each_id(:only)) AND m.role = 'child' AND m.superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY m.person_id)"};

// For nobody else to read, and gone at the end whatever happens.
class OwnFolder {
  public:
    OwnFolder() {
        std::string name = (fs::temp_directory_path() / "hearth-return-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("no folder could be made for the lists of the return");
        path_ = name;
    }
    ~OwnFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    OwnFolder(const OwnFolder&) = delete;
    OwnFolder& operator=(const OwnFolder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

void write_lists(store::Database& db, const std::string& practice, int year,
                 std::optional<Instant> known, const std::vector<PersonId>* only,
                 const fs::path& folder) {
    const auto sink = csv_folder(folder);
    const auto written = export_ssda903(db, practice, year, known, *sink, only);
    if (!written) throw std::runtime_error("the lists of the return could not be written");
}

}  // namespace

struct CareRules::Impl {
    std::string practice;
    RuleKit kit;
};

CareRules::CareRules(const std::string& practice, const std::string& local_rules)
    : impl_(
          std::make_unique<Impl>(Impl{practice, read_rule_kit(practice, "ssda903", local_rules)})) {
}
CareRules::~CareRules() = default;

RecordFindings CareRules::whole_record(store::Database& db, int year,
                                       std::optional<Instant> known) const {
    return check(db, year, known, nullptr);
}

RecordFindings CareRules::of_people(store::Database& db, int year,
                                    const std::vector<PersonId>& people) const {
    return check(db, year, {}, &people);
}

bool CareRules::needs_the_whole(const RuleFile& rule) {
    return std::any_of(rule.fields.begin(), rule.fields.end(), [](const std::string& each) {
        return each.ends_with(".CHILD") || each.ends_with(".UPN") || each.ends_with(".PL_LA") ||
               each.ends_with(".PL_LOCATION") || each.ends_with(".PL_DISTANCE");
    });
}

RecordFindings CareRules::check(store::Database& db, int year, std::optional<Instant> known,
                                const std::vector<PersonId>* only) const {
    const OwnFolder folder;
    write_lists(db, impl_->practice, year, known, only, folder.path());
    write_lists(db, impl_->practice, year - 1, known, only, folder.path() / "prev");
    Ssda903Options options;
    options.year = year;
    options.today = db.clock().today();
    const auto report = validate_ssda903(folder.path().string(), impl_->kit, options);
    if (!report) throw std::runtime_error("the lists of the return could not be read");

    std::unordered_map<std::string, std::pair<PersonId, FamilyId>> children;
    const auto number = [&](store::Session& session) {
        const auto keep = [&](const store::Row& row) {
            children[std::string(row.text(2))] = {row.id<PersonTag>(0), row.id<FamilyTag>(1)};
        };
        if (only == nullptr)
            session.each(kNumbers, {}, keep);
        else
            session.each(kNumbersOfFew, {{"only", *only}}, keep);
    };
    db.read(number);

    RecordFindings out;
    out.year = year;
    out.children = report->children;
    out.rules = impl_->kit.rules.of(report->year);
    out.rules_not_run = report->rules_not_run;
    std::map<std::string, const RuleFile*, std::less<>> by_code;
    for (const RuleFile* rule : out.rules) by_code[rule->code] = rule;
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> ordinal;
    std::set<std::tuple<std::string, std::string, std::int64_t>> seen;
    report->each_issue([&](const ReturnIssue& issue) {
        const auto rule = by_code.find(issue.code);
        if (rule == by_code.end()) return;  // the reader's own words: a rule says the same
        if (only != nullptr && (issue.la_child_id.empty() || needs_the_whole(*rule->second)))
            return;
        if (!seen.emplace(issue.code, issue.table, issue.row).second) return;
        RecordFault fault;
        fault.rule = rule->second;
        fault.la_child_id = issue.la_child_id;
        if (const auto child = children.find(issue.la_child_id); child != children.end())
            std::tie(fault.person, fault.family) = child->second;
        fault.table = issue.table;
        fault.field = issue.field;
        fault.row = ++ordinal[{issue.code, issue.la_child_id, issue.table}];
        fault.value = issue.value;
        out.faults.push_back(std::move(fault));
    });
    return out;
}

}  // namespace hearth::returns
