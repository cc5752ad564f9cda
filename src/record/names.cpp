#include "record/names.h"

namespace hearth::record {
namespace {

using practice::FieldType;
using store::Sql;

constexpr Sql kPerson{"name_of_person", R"(
SELECT given || ' ' || surname FROM person WHERE id = one_person(:id) AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kWorker{"name_of_worker", R"(
SELECT name FROM worker WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kTeam{"name_of_team", R"(
SELECT name FROM team WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kFamily{"name_of_family", R"(
SELECT name FROM family WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAgency{"name_of_agency", R"(
SELECT name FROM agency WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};

}  // namespace

const std::string& Names::look_up(const Sql& sql, std::int64_t id) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    auto name = session_.one(sql, {{"id", id}},
                             [](const store::Row& row) { return std::string(row.text(0)); });
    return known_.emplace(id, name.value_or(std::string("somebody no longer on record")))
        .first->second;
}

const std::string& Names::person(PersonId id) {
    return look_up(kPerson, id.value);
}
const std::string& Names::worker(WorkerId id) {
    return look_up(kWorker, id.value);
}
const std::string& Names::team(TeamId id) {
    return look_up(kTeam, id.value);
}
const std::string& Names::family(FamilyId id) {
    return look_up(kFamily, id.value);
}
const std::string& Names::agency(AgencyId id) {
    return look_up(kAgency, id.value);
}

practice::NameOf Names::of_fields() {
    return [this](FieldType type, std::string_view text) -> std::string {
        const auto id = id_from_text(text);
        if (!id) return std::string(text);
        switch (type) {
            case FieldType::person:
            case FieldType::people:
                return person(PersonId{*id});
            case FieldType::worker:
            case FieldType::workers:
                return worker(WorkerId{*id});
            case FieldType::team:
                return team(TeamId{*id});
            case FieldType::family:
                return family(FamilyId{*id});
            case FieldType::agency:
                return agency(AgencyId{*id});
            case FieldType::text:
            case FieldType::longtext:
            case FieldType::date:
            case FieldType::instant:
            case FieldType::choice:
            case FieldType::choices:
            case FieldType::yes_no:
            case FieldType::number:
            case FieldType::scale:
            case FieldType::postcode:
            case FieldType::calculated:
                break;
        }
        return std::string(text);
    };
}

}  // namespace hearth::record
