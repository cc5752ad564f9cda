// The rows that effects write: which values, into a new row or a new version of an old one.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "record/effects.h"
#include "record/people.h"

namespace hearth::record {
namespace {

using practice::Effect;
using practice::EffectKind;
using practice::Per;
using store::Sql;

// What the engine fills when a form does not say: the state that a new thing begins in.
struct Default {
    std::string_view table, column, text;
};
constexpr Default kDefaults[] = {
    {"contact", "status", "new"},     {"action", "status", "open"},
    {"meeting", "status", "planned"}, {"meeting_attendee", "attendance", "invited"},
    {"plan", "kind", "family"},       {"contact_person", "role", "other"},
};

// Current, open rows of a table for a person, or for the family when the table is about families.
const Sql& open_sql(const practice::Table& table, std::string_view key, std::string_view end) {
    static std::map<std::string, Sql, std::less<>> made;
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const auto name = fmt::format("open_{}_by_{}", table.name, key);
    auto it = made.find(name);
    if (it == made.end())
        it = made.emplace(
                     name,
                     Sql::trusted(
                         name,
                         fmt::format(
                             "SELECT id FROM {} WHERE {} = :key AND {} IS NULL AND superseded_at "
                             "= '9999-12-31T23:59:59.999Z' ORDER BY id DESC LIMIT 1",
                             table.name, key, end)))
                 .first;
    return it->second;
}

const Sql& made_sql(const practice::Table& table, bool by_person) {
    static std::map<std::string, Sql, std::less<>> made;
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const auto name = fmt::format("made_{}{}", table.name, by_person ? "_for_person" : "");
    auto it = made.find(name);
    if (it == made.end())
        it = made.emplace(
                     name,
                     Sql::trusted(
                         name, fmt::format(
                                   "SELECT id FROM {} WHERE entry_id = :entry AND superseded_at = "
                                   "'9999-12-31T23:59:59.999Z'{} ORDER BY id LIMIT 1",
                                   table.name, by_person ? " AND person_id = :person" : "")))
                 .first;
    return it->second;
}

constexpr Sql kLastCycle{"last_workbook_cycle", R"(
SELECT MAX(cycle) FROM workbook WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};

}  // namespace

std::int64_t EffectRunner::open_row(std::string_view name, PersonId person) const {
    const auto* table = record_catalog().find(name);
    if (table == nullptr) return 0;
    const auto end = table->end_column();
    if (!end) return 0;
    const auto find = [&](std::string_view key, store::Value value) -> std::int64_t {
        return session_
            .one(open_sql(*table, key, *end), {{"key", std::move(value)}},
                 [](const store::Row& row) { return row.int64(0); })
            .value_or(0);
    };
    if (person && table->has("person_id")) return find("person_id", person);
    if (family_ && table->has("family_id")) return find("family_id", family_);
    if (contact_ != 0 && table->has("contact_id")) return find("contact_id", contact_);
    return 0;
}

std::int64_t EffectRunner::made_before(std::string_view name, PersonId person) const {
    const auto* table = record_catalog().find(name);
    if (table == nullptr || !table->has("entry_id")) return 0;
    const bool by_person = person && table->has("person_id");
    store::Params params{{"entry", entry_}};
    if (by_person) params.add("person", person);
    return session_
        .one(made_sql(*table, by_person), params,
             [](const store::Row& row) { return row.int64(0); })
        .value_or(0);
}

Result<std::vector<Values>> EffectRunner::values_of(const Effect& effect, const Turn& turn,
                                                    const practice::Table& table, bool fill) const {
    const auto expression = expressions(turn);
    Values values;
    std::string fanned;  // the one column that was given several texts
    std::vector<store::Value> fan;
    for (const auto& set : effect.set) {
        const auto* column = table.find(set.column);
        if (column == nullptr)
            continue;  // a word of the effect itself (started_at of a clock), not a column
        const auto texts = set.value.value(expression);
        std::vector<store::Value> read;
        for (const auto& text : texts) {
            auto value = value_for(*column, text);
            if (!value)
                return invalid(set.value.only_field().value_or(""), "does_not_fit",
                               fmt::format("'{}' cannot be kept as {} of {}. Check this answer.",
                                           text, set.column, table.name));
            read.push_back(std::move(*value));
        }
        if (read.size() > 1) {
            fanned = set.column;
            fan = std::move(read);
        } else {
            values[set.column] = read.empty() ? store::Value{} : read.front();
        }
    }
    if (fill) {
        const auto put = [&](std::string_view column, store::Value value) {
            if (!table.has(column)) return;
            const auto it = values.find(column);
            if (it == values.end() || it->second.is_null())
                values.insert_or_assign(std::string(column), std::move(value));
        };
        put("person_id", turn.person);
        put("family_id", family_);
        put("contact_id", contact_ == 0 ? store::Value{} : store::Value(contact_));
        put("meeting_id", submission_.meeting);
        if (table.name != "contact") put("worker_id", context_.subject.worker);
        if (table.has("team_id")) {
            const auto team = name("team");
            put("team_id",
                team.empty() ? store::Value{} : store::Value(*id_from_text(team.front())));
        }
        put("class", form_.field_class);
        if (table.has("referral_id") && turn.person)
            put("referral_id", [&] {
                const auto open = open_row("referral", turn.person);
                return open == 0 ? store::Value{} : store::Value(open);
            }());
        if (const auto start = table.start_column()) put(*start, date_of(happened_));
        if (table.name == "workbook")
            put("cycle",
                session_.one(kLastCycle, {{"family", family_}},
                             [](const store::Row& row) { return row.maybe_int64(0).value_or(0); })
                        .value_or(0) +
                    1);
        for (const auto& given : kDefaults)
            if (given.table == table.name) put(given.column, given.text);
    }
    std::vector<Values> out;
    if (fanned.empty()) {
        out.push_back(std::move(values));
    } else {
        int position = 0;
        for (auto& value : fan) {
            values[fanned] = std::move(value);
            if (table.has("position")) values["position"] = position++;
            out.push_back(values);
        }
    }
    return out;
}

void EffectRunner::remember(const Effect& effect, const Turn& turn, std::int64_t id) {
    if (!effect.name.empty()) named_[effect.name][turn.person] = id;
    if (effect.target == "contact" && contact_ == 0) contact_ = id;
}

Result<Done> EffectRunner::write_row(const Effect& effect, const Turn& turn) {
    const auto* table = record_catalog().find(effect.target);
    if (table == nullptr)
        return Fault{fmt::format("form {} writes an unknown table {}", form_.id, effect.target)};

    // `row:` names the row that gets a new version; a revision of the entry, the row that it made.
    std::int64_t existing = 0;
    if (effect.row) {
        const auto wanted = effect.row->value(expressions(turn));
        if (!wanted.empty()) existing = id_from_text(wanted.front()).value_or(0);
        if (existing == 0)
            return invalid("", "no_row", fmt::format("There is no {} to change.", effect.target));
    } else if (submission_.revises && effect.per != Per::group) {
        existing = made_before(effect.target, turn.person);
    }
    auto sets = values_of(effect, turn, *table, existing == 0);
    if (!sets) return sets.failure();
    if (existing != 0) {
        auto revised = writer_.revise(effect.target, existing, sets.value().front());
        if (!revised) return revised.failure();
        remember(effect, turn, existing);
        made_.push_back({effect.target, existing, {}});
        return Done{};
    }
    for (auto& values : sets.value()) {
        for (const auto& column : table->columns) {
            if (!column.required || is_header(column.name) || column.name == "reference") continue;
            const auto it = values.find(column.name);
            if (it == values.end() || it->second.is_null())
                return invalid("", "missing",
                               fmt::format("Nothing says what the {} of the {} is.", column.name,
                                           effect.target));
        }
        const auto id = context_.ids.make(context_.now);
        if (table->name == "contact") values["reference"] = contact_reference(id);
        writer_.insert_as(effect.target, id, values);
        remember(effect, turn, id);
        made_.push_back({effect.target, id, {}});
    }
    return Done{};
}

Result<Done> EffectRunner::close_row(const Effect& effect, const Turn& turn) {
    const auto* table = record_catalog().find(effect.target);
    const auto end = table == nullptr ? std::nullopt : table->end_column();
    if (!end)
        return Fault{fmt::format("form {} closes {}, which does not end", form_.id, effect.target)};
    const auto open = open_row(effect.target, turn.person);
    if (open == 0) return Done{};  // imported or never opened: there is nothing to end
    auto sets = values_of(effect, turn, *table, false);
    if (!sets) return sets.failure();
    Values changes = sets.value().front();
    if (!changes.contains(*end)) {
        const auto* column = table->find(*end);
        changes[*end] = column->type == practice::ColumnType::instant
                            ? store::Value(happened_)
                            : store::Value(date_of(happened_));
    }
    auto closed = writer_.revise(effect.target, open, changes);
    if (!closed) return closed.failure();
    remember(effect, turn, open);
    made_.push_back({effect.target, open, {}});
    return Done{};
}

}  // namespace hearth::record
