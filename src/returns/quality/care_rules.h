// The rules of the return on children looked after, run over the record: its lists are written to a
// folder of this process's own, checked as the files of the return would be, and the folder is
// removed.
//
// After a signing the same is done for the children of one family, from lists that read their rows
// alone (lists/narrow.h).
//
// Last year's files stand beside them, made from the same record, so that the rules that look back
// can run. Faults stand where the rules name them; a row of a list has no single row of the record
// behind it, so a fault is told apart from others of its rule by its place among the child's in
// that file. Postcodes and Ofsted's lists are not looked up: the rules that need them say so.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "returns/quality/census_rules.h"
#include "store/database.h"

namespace hearth::returns {

class CareRules {
  public:
    // Throws std::runtime_error when the rules cannot be listed.
    explicit CareRules(const std::string& practice, const std::string& local_rules = {});
    ~CareRules();
    CareRules(const CareRules&) = delete;
    CareRules& operator=(const CareRules&) = delete;

    // Throws std::runtime_error when the lists cannot be written or read.
    RecordFindings whole_record(store::Database& db, int year, std::optional<Instant> known) const;
    // Of these people alone, as the record is now. What only the whole return can show is left out.
    RecordFindings of_people(store::Database& db, int year,
                             const std::vector<PersonId>& people) const;
    // Whether a few children say nothing of it: it compares children with one another, or asks what
    // the postcodes of the whole return can tell.
    static bool needs_the_whole(const RuleFile& rule);

  private:
    RecordFindings check(store::Database& db, int year, std::optional<Instant> known,
                         const std::vector<PersonId>* only) const;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
