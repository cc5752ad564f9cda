// The $names of the practice language, as docs/practice_language.md tells them.
#include <fmt/format.h>

#include <mutex>

#include "record/effects.h"

namespace hearth::record {
namespace {

using practice::ExprValue;
using store::Sql;

constexpr Sql kFamilyTeam{"names_family_team", R"(
SELECT team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};
constexpr Sql kFrontDoorTeam{"names_front_door_team", R"(
SELECT t.id FROM team t
JOIN contact c ON c.id = :contact AND c.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE t.kind = 'front_door' AND t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.from_date <= :today
  AND (t.to_date IS NULL OR t.to_date >= :today) AND (t.district IS NULL OR t.district = c.district)
ORDER BY CASE WHEN t.district IS NULL THEN 1 ELSE 0 END, t.id LIMIT 1)"};
constexpr Sql kAnyFrontDoorTeam{"names_any_front_door_team", R"(
SELECT t.id FROM team t
WHERE t.kind = 'front_door' AND t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.from_date <= :today
  AND (t.to_date IS NULL OR t.to_date >= :today)
ORDER BY CASE WHEN t.district IS NULL THEN 0 ELSE 1 END, t.id LIMIT 1)"};
constexpr Sql kLead{"names_lead", R"(
SELECT worker_id FROM allocation
WHERE family_id = :family AND lead = 1 AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};
constexpr Sql kPlan{"names_plan", R"(
SELECT id FROM plan
WHERE family_id = :family AND kind = 'family' AND end_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY start_date DESC, id DESC LIMIT 1)"};
constexpr Sql kWorkbook{"names_workbook", R"(
SELECT id, cycle FROM workbook
WHERE family_id = :family AND closed_on IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY cycle DESC LIMIT 1)"};
constexpr Sql kAuthor{"names_author", R"(
SELECT discipline, agency_id FROM worker
WHERE id = :worker AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kCheck{"names_check", R"(
SELECT id FROM partner_check
WHERE contact_id = :contact AND agency_id = :agency AND answered_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY asked_at, id LIMIT 1)"};
constexpr Sql kPersonOfTick{"person_of_tick", R"(
SELECT one_person(person_id) FROM contact_person WHERE id = :tick AND superseded_at = '9999-12-31T23:59:59.999Z')"};

ExprValue id_text(std::int64_t id) {
    return id == 0 ? ExprValue{} : ExprValue{id_to_text(id)};
}

// Statements made once for each table and question; their number is bounded by the tables.
Sql made_once(const std::string& name, const std::string& text) {
    return Sql::trusted(name, text);
}

std::string text_of(const practice::Column& column, const store::Value& value) {
    switch (value.kind()) {
        case store::Value::Kind::null:
            return {};
        case store::Value::Kind::integer:
            return column.type == practice::ColumnType::id ? id_to_text(value.integer())
                                                           : std::to_string(value.integer());
        case store::Value::Kind::real:
            return fmt::format("{}", value.real());
        case store::Value::Kind::text:
            return value.text();
    }
    return {};
}

}  // namespace

void EffectRunner::remember_before() {
    const Date today = context_.today();
    const auto one_id = [&](const Sql& sql, const store::Params& params) {
        return session_.one(sql, params, [](const store::Row& row) { return row.int64(0); })
            .value_or(0);
    };
    if (family_) {
        before_["team"] = id_text(one_id(kFamilyTeam, {{"family", family_}, {"today", today}}));
        remember_lead();
        before_["plan"] = id_text(one_id(kPlan, {{"family", family_}}));
        session_.each(kWorkbook, {{"family", family_}}, [&](const store::Row& row) {
            before_["workbook"] = id_text(row.int64(0));
            before_["cycle"] = {std::to_string(row.int64(1))};
        });
    }
    if (about_contact()) {
        before_["team"] = id_text(
            contact_ == 0 ? one_id(kAnyFrontDoorTeam, {{"today", today}})
                          : one_id(kFrontDoorTeam, {{"contact", contact_}, {"today", today}}));
        // A draft of an answer knows the check alone.
        if (contact_ != 0 || submission_.check != 0)
            before_["check"] = id_text(
                submission_.check != 0
                    ? submission_.check
                    : one_id(kCheck, {{"contact", contact_}, {"agency", context_.subject.agency}}));
    }
}

// Also once a contact has become part of a family that is known.
void EffectRunner::remember_lead() {
    before_["lead"] = id_text(session_
                                  .one(kLead, {{"family", family_}, {"today", context_.today()}},
                                       [](const store::Row& row) { return row.int64(0); })
                                  .value_or(0));
}

const EffectRunner::Author& EffectRunner::author() const {
    if (author_) return *author_;
    author_ = Author{context_.subject.discipline, context_.subject.agency};
    if (submission_.author && submission_.author != context_.subject.worker)
        session_.one(kAuthor, {{"worker", submission_.author}}, [&](const store::Row& row) {
            author_ = Author{std::string(row.text(0)), row.id<AgencyTag>(1)};
            return true;
        });
    return *author_;
}

PersonId EffectRunner::person() const {
    if (now_.tick == 0) return {};
    if (!about_contact()) return PersonId{now_.tick};
    return session_
        .one(kPersonOfTick, {{"tick", now_.tick}},
             [](const store::Row& row) { return row.id<PersonTag>(0); })
        .value_or(PersonId{});
}

// Rows of the person in hand, or of the family (in a form about a contact: of the contact, where
// the table has it); the latest to start first.
std::vector<std::int64_t> EffectRunner::open_rows(const practice::Table& table,
                                                  bool only_open) const {
    const auto end = table.end_column();
    std::string key;
    store::Value value;
    const PersonId in_hand = person();
    if (in_hand && table.has("person_id")) {
        key = "person_id";
        value = in_hand;
    } else if (now_.tick != 0 && table.has("person_id") && !table.has("family_id")) {
        return {};  // nobody has been made of this tick yet
    } else if (family_ && table.has("family_id")) {
        key = "family_id";
        value = family_;
    } else if (contact_ != 0 && about_contact() && table.has("contact_id")) {
        key = "contact_id";
        value = contact_;
    } else {
        return {};
    }
    const bool by_discipline = table.has("discipline") && only_open;
    const auto start = table.start_column();
    const auto name = fmt::format("rows_{}_by_{}{}", table.name, key, only_open ? "_open" : "");
    store::Params params{{"key", std::move(value)}};
    if (by_discipline) params.add("discipline", author().discipline);
    std::vector<std::int64_t> ids;
    session_.each(
        made_once(name, fmt::format(
                            "SELECT id FROM {} WHERE {}{}{} AND superseded_at = "
                            "'9999-12-31T23:59:59.999Z' ORDER BY {}id DESC",
                            table.name,
                            key == "person_id" ? "person_id IN same_person(:key)" : key + " = :key",
                            only_open && end ? fmt::format(" AND {} IS NULL", *end) : "",
                            by_discipline ? " AND discipline = :discipline" : "",
                            start ? fmt::format("{} DESC, ", *start) : "")),
        params, [&](const store::Row& row) { ids.push_back(row.int64(0)); });
    return ids;
}

std::int64_t EffectRunner::open_row(std::string_view name, bool only_open) const {
    const auto* table = record_catalog().find(name);
    if (table == nullptr || (only_open && !table->end_column())) return 0;
    const auto rows = open_rows(*table, only_open);
    return rows.empty() ? 0 : rows.front();
}

ExprValue EffectRunner::column_of(std::string_view name, std::int64_t id,
                                  std::string_view column) const {
    if (id == 0) return {};
    const auto* table = record_catalog().find(name);
    const auto* definition = table == nullptr ? nullptr : table->find(column);
    const auto row = definition == nullptr ? std::nullopt : writer_.current(name, id);
    if (!row) return {};
    const auto text = text_of(*definition, row->at(std::string(column)));
    return text.empty() ? ExprValue{} : ExprValue{text};
}

ExprValue EffectRunner::ended(std::string_view name) const {
    const auto* table = record_catalog().find(name);
    if (table == nullptr || !table->end_column()) return {"0"};
    const auto all = open_rows(*table, false).size();
    return {std::to_string(all - open_rows(*table, true).size())};
}

ExprValue EffectRunner::name(std::string_view wanted) const {
    const auto dot = wanted.find('.');
    const auto head = wanted.substr(0, dot);
    const auto rest = dot == std::string_view::npos ? std::string_view() : wanted.substr(dot + 1);
    const auto& subject = context_.subject;
    if (head == "author")
        return id_text(submission_.author ? submission_.author.value : subject.worker.value);
    if (head == "author_agency") return id_text(author().agency.value);
    if (head == "author_discipline") return {author().discipline};
    if (head == "signer") return id_text(subject.worker.value);
    if (head == "today") return {context_.today().iso()};
    if (head == "now") return {context_.now.iso()};
    if (head == "happened") return {date_of(happened_at_).iso()};
    if (head == "happened_at") return {happened_at_.iso()};
    if (head == "entry") return id_text(entry_.value);
    if (head == "form_title") return {form_.title};
    if (head == "threshold_document") return {context_.practice.threshold_document};
    if (head == "person") return id_text(person().value);
    if (head == "position") return {std::to_string(now_.position)};
    if (head == "each") return now_.each.empty() ? ExprValue{} : ExprValue{now_.each};
    if (head == "people") {
        ExprValue out;
        for (const auto& ticked : ticked_) out.push_back(id_to_text(ticked.tick));
        return out;
    }
    if (head == "family")
        return rest.empty() ? id_text(family_.value) : column_of("family", family_.value, rest);
    if (head == "contact")
        return rest.empty() ? id_text(contact_) : column_of("contact", contact_, rest);
    if (head == "meeting")
        return rest.empty() ? id_text(meeting_) : column_of("meeting", meeting_, rest);
    if (head == "team" || head == "lead" || head == "plan" || head == "workbook" ||
        head == "cycle" || head == "check") {
        const auto it = before_.find(head);
        if (it == before_.end()) return {};
        if (rest.empty() || it->second.empty()) return it->second;
        const std::string_view table = head == "check" ? "partner_check" : head;
        return column_of(table, id_from_text(it->second.front()).value_or(0), rest);
    }
    if (head == "row") {
        const auto it = named_.find(rest);
        if (it == named_.end()) return {};
        auto row = it->second.find(now_.tick);
        if (row == it->second.end()) row = it->second.find(0);
        return row == it->second.end() ? ExprValue{} : id_text(row->second);
    }
    if (head == "open" || head == "last") {
        const auto second = rest.find('.');
        const auto table = rest.substr(0, second);
        const auto id = open_row(table, head == "open");
        return second == std::string_view::npos ? id_text(id)
                                                : column_of(table, id, rest.substr(second + 1));
    }
    if (head == "ended") return ended(rest);
    return {};
}

}  // namespace hearth::record
