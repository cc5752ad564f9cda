#include "returns/quality/care_rules.h"

#include <fmt/format.h>
#include <stdlib.h>

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
              AND e.superseded_at = '9999-12-31T23:59:59.999Z'))"};

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
                 std::optional<Instant> known, const fs::path& folder) {
    const auto written = export_ssda903(db, practice, year, known, folder);
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
    const OwnFolder folder;
    write_lists(db, impl_->practice, year, known, folder.path());
    write_lists(db, impl_->practice, year - 1, known, folder.path() / "prev");
    Ssda903Options options;
    options.year = year;
    options.today = db.clock().today();
    const auto report = validate_ssda903(folder.path().string(), impl_->kit, options);
    if (!report) throw std::runtime_error("the lists of the return could not be read");

    std::unordered_map<std::string, std::pair<PersonId, FamilyId>> children;
    const auto number = [&](store::Session& session) {
        session.each(kNumbers, {}, [&](const store::Row& row) {
            children[std::string(row.text(2))] = {row.id<PersonTag>(0), row.id<FamilyTag>(1)};
        });
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
