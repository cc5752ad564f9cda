#include "record/shown_people.h"

#include <vector>

namespace hearth::record {
namespace {

constexpr store::Sql kShown{"shown_people", R"(
SELECT p.id, one_person(p.id) FROM person p
WHERE p.id IN (SELECT value FROM each_id(:people)) AND p.superseded_at = '9999-12-31T23:59:59.999Z')"};

}  // namespace

std::map<PersonId, PersonId> shown_people(store::Session& session,
                                          std::span<const PersonId> records) {
    std::map<PersonId, PersonId> shown;
    if (records.empty()) return shown;
    session.each(
        kShown, {{"people", std::vector<PersonId>(records.begin(), records.end())}},
        [&](const store::Row& row) { shown.emplace(row.id<PersonTag>(0), row.id<PersonTag>(1)); });
    return shown;
}

}  // namespace hearth::record
