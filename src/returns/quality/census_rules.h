// The rules of the children in need census, run over the record itself: the whole of it, or the
// children of one family.
//
// The children are put into the rules' tables as each_census_record gives them, with the header
// that the census would have; no file is written. What the rules find is told child by child with
// the row of the record that it lies in. A rule may name several cells of one thing that is wrong:
// the fault stands in the first table that the rule names and that has a cell of the child, once
// for each row there. It judges nothing beyond the rules and keeps nothing in the database.
//
// For single children the engine and its statements are made once and kept: a check then costs the
// reading of the rows and the running of prepared statements. Safe to use from several threads.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "returns/issue.h"
#include "returns/rules/rule_file.h"
#include "returns/rules/rule_report.h"
#include "store/session.h"

namespace hearth::returns {

struct RecordFault {
    PersonId person;  // none: the return as a whole, or a child that an import kept aside
    FamilyId family;
    std::string la_child_id;
    const RuleFile* rule = nullptr;
    std::string table, field;  // as the return names them
    std::int64_t row = 0;      // of the record; 0 none
    std::string value;         // as the return would say it; at most 200 bytes
};

struct RecordFindings {
    int year = 0;
    std::uint64_t children = 0;          // in the census as it would be sent
    std::vector<const RuleFile*> rules;  // that were to be run
    std::vector<RuleNotRun> rules_not_run;
    std::vector<RecordFault> faults;
};

class CensusRules {
  public:
    // `practice` is the practice folder. Throws std::runtime_error when the rules cannot be listed.
    explicit CensusRules(const std::string& practice, const std::string& local_rules = {});
    ~CensusRules();
    CensusRules(const CensusRules&) = delete;
    CensusRules& operator=(const CensusRules&) = delete;

    // `year` is the collection year, `now` the instant of the header.
    RecordFindings whole_record(store::Session& session, int year, Instant now) const;
    // Of these people alone: what is no child's is left out, and so is what only the whole return
    // can show (two children with one number).
    RecordFindings of_people(store::Session& session, int year, const std::vector<PersonId>& people,
                             Instant now) const;
    // Whether the absence of its faults among a few children says nothing of the whole: it compares
    // children with one another.
    static bool compares_children(const RuleFile& rule);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
