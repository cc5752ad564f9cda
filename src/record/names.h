// Names for ids, as entries and pages show them: people, workers, teams, agencies, families.
//
// Asks the database once for each id and keeps the answer; made for one request. It asks no access
// question: use it only for ids that the reader has already been allowed.
#pragma once
#include <map>
#include <string>

#include "base/id.h"
#include "practice/answers.h"
#include "store/session.h"

namespace hearth::record {

class Names {
  public:
    explicit Names(store::Session& session) : session_(session) {}
    const std::string& person(PersonId id);
    const std::string& worker(WorkerId id);
    const std::string& team(TeamId id);
    const std::string& agency(AgencyId id);
    const std::string& family(FamilyId id);
    // For practice::context_of: `id` is the 13 characters that a form posts.
    practice::NameOf of_fields();

  private:
    const std::string& look_up(const store::Sql& sql, std::int64_t id);
    store::Session& session_;
    std::map<std::int64_t, std::string> known_;
};

}  // namespace hearth::record
