// One batch of rows of one table of the dataset, brought into the record: inside one transaction.
//
// New rows are added; of a row that is known, the fields that the file says differently become a
// new version; what the file does not say stays. A value that its column cannot hold is an issue
// and is kept beside the record by ssd_compare.h, and so is a row that cannot be in it at all (its
// child is in no file, its beginning has no date).
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/context.h"
#include "record/rows.h"
#include "returns/cin_import_rows.h"
#include "returns/issue.h"
#include "returns/ssd/ssd_file.h"
#include "returns/ssd/ssd_ids.h"
#include "returns/ssd/ssd_map.h"

namespace hearth::returns {

// Which fields of a row that the record has are said otherwise in the file: bit i is field i.
using SsdChanges = std::unordered_map<std::string, std::uint64_t>;  // by the key in the file

// Who is a child although grown up, and who is somebody's mother: from the files themselves.
struct SsdPeople {
    std::set<std::string, std::less<>> served, mothers, with_family;
};

struct SsdSettings {
    std::int64_t import_id = 0;
    Date as_at;
    bool into_empty = false;
    bool ours = false;  // Hearth wrote the files
    TeamId team;        // holds families that are made
    std::int64_t agency = 0;
    std::string authority;
    const SsdPeople* people = nullptr;
    int year = 0;          // the collection year of the return, for its findings; 0: that of as_at
    bool partial = false;  // not the dataset itself: empty cells say nothing, days are known again
    std::function<void(ReturnIssue&)> place = {};
};

struct SsdCounts {
    std::uint64_t rows = 0, added = 0, changed = 0, unchanged = 0, held = 0;
    std::uint64_t people_new = 0, people_changed = 0, people_same = 0;
    std::uint64_t errors = 0, queries = 0;
    SsdCounts& operator+=(const SsdCounts& more);
};

class SsdBatch {
  public:
    SsdBatch(store::Session& session, const record::Context& context, const SsdSettings& settings,
             const IssueSink& on_issue);
    // No two rows have the same key. `changes` has every row that the record shows already.
    void rows(const SsdTable& table, const SsdFile& file, const std::vector<SsdRow>& rows,
              const SsdChanges& changes);
    // A family of their own for the children of these rows of ssd_person that have none.
    void lone_children(const std::vector<SsdRow>& people);
    // The numbers that ssd_person gives and ssd_linked_identifiers does not.
    void identifiers(const std::vector<SsdRow>& people);
    void finding(ReturnIssue&& issue, std::int64_t person = 0);
    SsdCounts finish();  // writes what is gathered

  private:
    struct At {
        const SsdTable& table;
        const SsdRow& row;
    };
    struct Person {
        std::string given, surname, sex;
        std::optional<Date> born, expected;
        std::int64_t family = 0;
    };
    struct Episode {
        std::int64_t id = 0;
        std::string entered, from, to;
    };

    const std::string& cell(const At& at, std::string_view field) const;
    void issue(const At& at, std::string_view field, std::string code, IssueSeverity severity,
               std::string message, std::string remedy);
    void ask_ids(const SsdTable& table, const std::vector<SsdRow>& rows);
    void ask_more(const SsdTable& table, const std::vector<SsdRow>& rows);
    void read_people(const std::set<std::int64_t>& ids);
    void read_teams();
    void read_episodes(const std::set<std::int64_t>& people);
    // Values of the mapped fields in `mask`; false when the row cannot be in the record.
    bool values_of(const At& at, const SsdMapping& mapping, const SsdFile& file, std::uint64_t mask,
                   record::Values& values);
    bool reference(const At& at, const SsdField& field, bool required, store::Value& value);
    bool complete(const At& at, const SsdMapping& mapping, record::Values& values);
    bool special(const At& at, record::Values& values, bool is_new);
    bool in_family(const At& at, record::Values& values, bool is_new);
    bool in_period(const At& at, record::Values& values, bool is_new);
    std::int64_t known_id(const At& at);
    void read_days(const SsdTable& table, const SsdMapping& mapping,
                   const std::vector<SsdRow>& rows);
    void added(const At& at, std::int64_t id, const record::Values& values);
    void changed(const At& at, const SsdMapping& mapping, std::int64_t id, record::Values& values);
    void contact(const At& at, std::int64_t id, bool is_new);
    void name_period(const At& at);
    void factors(const std::vector<SsdRow>& rows, const SsdTable& table);
    void involvement(const At& at);
    std::string allocation_of(const At& at) const;
    void ask_allocations(const SsdTable& table, const std::vector<SsdRow>& rows);
    void revise(std::string_view table, std::int64_t id, record::Values& values);
    Date since(const Person& child) const;
    bool is_child(const Person& person, const std::string& theirs) const;
    std::int64_t make_family(const Person& person, Date from);

    store::Session& session_;
    const record::Context& context_;
    const SsdSettings& settings_;
    const IssueSink& on_issue_;
    record::RowWriter writer_;
    BulkRows bulk_;
    SsdIds ids_;
    SsdCounts counts_;
    std::unordered_map<std::int64_t, Person> people_;
    std::unordered_map<std::int64_t, std::vector<Episode>> episodes_;
    std::unordered_map<std::int64_t, std::int64_t> by_person_;  // immunisations
    std::map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>> teams_;  // id, agency
    std::map<std::string, std::pair<std::string, std::string>> spans_;  // of allocations
    std::vector<PersonId> renamed_;
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> by_day_;  // of one table
};

}  // namespace hearth::returns
