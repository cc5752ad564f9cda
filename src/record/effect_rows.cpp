// The rows that effects write: what is set, what the engine fills, into a new row or a new version.
#include <fmt/format.h>

#include <algorithm>

#include "record/effects.h"
#include "record/people.h"

namespace hearth::record {
namespace {

using practice::Effect;
using practice::EffectKind;
using practice::Per;
using store::Sql;

// Whose worker is the family's lead, not who happened to sign.
constexpr std::string_view kLedTables[] = {"referral",          "assessment",  "cin_plan",
                                           "cp_plan",           "s47_enquiry", "early_help_episode",
                                           "initial_conference"};

Sql made_sql(const practice::Table& table, bool by_person) {
    const auto name = fmt::format("made_{}{}", table.name, by_person ? "_for_person" : "");
    return Sql::trusted(name,
                        fmt::format("SELECT id FROM {} WHERE entry_id = :entry AND superseded_at = "
                                    "'9999-12-31T23:59:59.999Z'{} ORDER BY id LIMIT 1",
                                    table.name, by_person ? " AND person_id = :person" : ""));
}

constexpr Sql kAgencyKind{
    "kind_of_agency",
    "SELECT kind FROM agency WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z'"};
constexpr Sql kPersonOfTick{"person_of_ticked", R"(
SELECT one_person(person_id) FROM contact_person WHERE id = :tick AND superseded_at = '9999-12-31T23:59:59.999Z')"};

}  // namespace

EffectRunner::Set EffectRunner::setting(const Effect& effect, std::string_view column) const {
    for (const auto& set : effect.set)
        if (set.column == column) return set.value.value(expressions());
    return std::nullopt;
}

std::int64_t EffectRunner::setting_id(const Effect& effect, std::string_view column) const {
    const auto set = setting(effect, column);
    return set && !set->empty() ? id_from_text(set->front()).value_or(0) : 0;
}

Result<Values> EffectRunner::values_of(const Effect& effect, const practice::Table& table) const {
    const auto expression = expressions();
    Values values;
    for (const auto& set : effect.set) {
        const auto* column = table.find(set.column);
        if (column == nullptr) continue;  // a word of the effect itself: started_at of a clock
        auto texts = set.value.value(expression);
        // In a form about a contact a person field holds a row of contact_person: what is meant is
        // its person.
        if (about_contact() && column->name == "person_id" && !texts.empty() &&
            set.value.only_field())
            if (const auto tick = id_from_text(texts.front()))
                if (const auto known = session_.one(
                        kPersonOfTick, {{"tick", *tick}},
                        [](const store::Row& row) { return row.maybe_int64(0).value_or(0); }))
                    texts = *known == 0 ? practice::ExprValue{}
                                        : practice::ExprValue{id_to_text(*known)};
        std::string text;
        for (const auto& part : texts) text += (text.empty() ? "" : ", ") + part;
        if (text.empty()) {
            values[set.column] = store::Value{};
            continue;
        }
        auto value = value_for(*column, text);
        if (!value)
            return invalid(set.value.only_field().value_or(""), "does_not_fit",
                           fmt::format("“{}” cannot be kept here. Check this answer.", text));
        values[set.column] = std::move(*value);
    }
    return values;
}

void EffectRunner::fill(const Effect& effect, const practice::Table& table, Values& values) const {
    const auto put = [&](std::string_view column, const auto& make) {
        if (table.has(column) && !values.contains(column)) values.emplace(column, make());
    };
    const auto from_name = [&](std::string_view wanted) -> store::Value {
        const auto text = name(wanted);
        return text.empty() ? store::Value{} : store::Value(id_from_text(text.front()).value_or(0));
    };
    if (effect.per == Per::child || effect.per == Per::person)
        put("person_id", [&] { return store::Value(person()); });
    put("family_id", [&] { return store::Value(family_); });
    put("contact_id", [&] { return contact_ == 0 ? store::Value{} : store::Value(contact_); });
    put("meeting_id", [&] { return meeting_ == 0 ? store::Value{} : store::Value(meeting_); });
    if (now_.tick != 0)
        put("referral_id", [&] {
            const auto open = open_row("referral");
            return open == 0 ? store::Value{} : store::Value(open);
        });
    const bool led =
        std::find(std::begin(kLedTables), std::end(kLedTables), table.name) != std::end(kLedTables);
    if (table.name != "contact")
        put("worker_id", [&] { return from_name(led ? "lead" : "author"); });
    put("team_id", [&] { return from_name("team"); });
    if (const auto start = table.start_column())
        put(*start, [&] {
            return table.find(*start)->type == practice::ColumnType::instant
                       ? store::Value(happened_at_)
                       : store::Value(date_of(happened_at_));
        });
    put("class", [&]() -> store::Value {
        if (table.name == "partner_check") {
            const auto kind =
                session_.one(kAgencyKind, {{"id", setting_id(effect, "agency_id")}},
                             [](const store::Row& row) { return std::string(row.text(0)); });
            return kind && context_.policy.class_index(*kind) >= 0 ? *kind : std::string("general");
        }
        if (!now_.group.empty())
            for (const auto& section : form_.sections)
                if (section.repeat == now_.group && !section.field_class.empty())
                    return section.field_class;
        // A section of a form that all may read can be for fewer: what is made from it is too.
        if (now_.group.empty() && form_.field_class == "general")
            for (const auto& set : effect.set) {
                const auto from = set.value.only_field();
                if (!from) continue;
                for (const auto& section : form_.sections)
                    for (const auto& field : section.fields)
                        if (field.id == *from && !section.field_class.empty() &&
                            section.field_class != form_.field_class)
                            return section.field_class;
            }
        return form_.field_class;
    });
}

Result<std::int64_t> EffectRunner::insert(const Effect& effect, const practice::Table& table,
                                          Values values) {
    const auto id = context_.ids.make(context_.now);
    if (table.name == "contact" && !values.contains("reference"))
        values["reference"] = free_contact_reference(session_, id);
    if (table.name == "family" && !values.contains("reference"))
        values["reference"] = free_family_reference(session_, id);
    for (const auto& column : table.columns) {
        if (!column.required || is_header(column.name)) continue;
        const auto it = values.find(column.name);
        if (it != values.end() && !it->second.is_null()) continue;
        std::string field;
        for (const auto& set : effect.set)
            if (set.column == column.name) field = set.value.only_field().value_or("");
        return invalid(field, "required",
                       fmt::format("Signing needs the {} of the {}, and nothing here gives it.",
                                   column.name, table.name));
    }
    // An absent value for a column with a default takes the default.
    std::erase_if(values, [&](const auto& value) {
        return value.second.is_null() && table.find(value.first) != nullptr &&
               table.find(value.first)->preset;
    });
    writer_.insert_as(table.name, id, values);
    return id;
}

Result<Done> EffectRunner::write_row(const Effect& effect) {
    const auto* table = record_catalog().find(effect.target);
    if (table == nullptr)
        return Fault{fmt::format("form {} writes an unknown table {}", form_.id, effect.target)};

    // `row:` names the row that gets a new version; on a revision, the row that the entry made
    // does.
    std::int64_t existing = 0;
    if (effect.row) {
        const auto wanted = effect.row->value(expressions());
        if (!wanted.empty()) existing = id_from_text(wanted.front()).value_or(0);
        const bool first_meeting =
            effect.target == "meeting" && form_.about == practice::About::meeting && meeting_ == 0;
        if (existing == 0 && !first_meeting)
            return invalid("", "no_row", fmt::format("There is no {} to change.", effect.target));
    } else if (revision()) {
        if (effect.per == Per::group || effect.each)
            return Done{};  // rows of a list are not matched one to one
        const PersonId in_hand = person();
        const bool by_person = in_hand && table->has("person_id");
        store::Params params{{"entry", entry_}};
        if (by_person) params.add("person", in_hand);
        existing = session_
                       .one(made_sql(*table, by_person), params,
                            [](const store::Row& row) { return row.int64(0); })
                       .value_or(0);
    }
    auto values = values_of(effect, *table);
    if (!values) return values.failure();
    if (existing != 0) {
        Values changes = std::move(values).value();
        std::erase_if(changes, [&](const auto& value) {
            return value.second.is_null() && table->find(value.first)->preset;
        });
        auto revised = writer_.revise(effect.target, existing, changes);
        if (!revised) return revised.failure();
        remember(effect, existing);
        return Done{};
    }
    Values row = std::move(values).value();
    if (effect.target == "meeting" && effect.row) {
        for (const auto& [id, kind] : context_.practice.meetings)
            if (kind.form == form_.id) row.try_emplace("kind", id);
        row.try_emplace("planned_at", happened_at_);
    }
    fill(effect, *table, row);
    auto id = insert(effect, *table, std::move(row));
    if (!id) return id.failure();
    remember(effect, id.value());
    return Done{};
}

Result<Done> EffectRunner::close_rows(const Effect& effect) {
    const auto* table = record_catalog().find(effect.target);
    const auto end = table == nullptr ? std::nullopt : table->end_column();
    if (!end)
        return Fault{fmt::format("form {} closes {}, which does not end", form_.id, effect.target)};
    std::vector<std::int64_t> rows;
    if (effect.row) {
        const auto wanted = effect.row->value(expressions());
        if (!wanted.empty())
            if (const auto id = id_from_text(wanted.front())) rows.push_back(*id);
    } else {
        rows = open_rows(*table, true);
    }
    auto values = values_of(effect, *table);
    if (!values) return values.failure();
    Values changes = std::move(values).value();
    if (!changes.contains(*end))
        changes.emplace(*end, table->find(*end)->type == practice::ColumnType::instant
                                  ? store::Value(happened_at_)
                                  : store::Value(date_of(happened_at_)));
    for (const auto row : rows) {
        auto closed = writer_.revise(effect.target, row, changes);
        if (!closed) return closed.failure();
        remember(effect, row);
    }
    return Done{};
}

}  // namespace hearth::record
