// The rules of the return on children looked after, run over the record: its lists are written to a
// folder of this process's own, checked as the files of the return would be, and the folder is
// removed.
//
// Last year's files stand beside them, made from the same record, so that the rules that look back
// can run. Faults stand where the rules name them; a row of a list has no single row of the record
// behind it, so a fault is told apart from others of its rule by its place among the child's in
// that file. Postcodes and Ofsted's lists are not looked up: the rules that need them say so.
#pragma once
#include <memory>
#include <optional>
#include <string>

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

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
