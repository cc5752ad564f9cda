// Two records side by side: what each says, field by field, with where it comes from.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/guard.h"
#include "base/text.h"
#include "identity/duplicates.h"
#include "record/readable.h"

namespace hearth::identity {
namespace {

using store::Sql;

// One row a thing said: which side, field (in the order shown), its code list or none, value, since
// when it has been recorded, by whom, and whether it is a confidential address.
constexpr Sql kSaid{"compare_said", R"(
SELECT one_person(s.person) AS side, s.field, s.value, s.recorded_at, w.name, s.confidential FROM (
SELECT id AS person, 'a_name' AS field, given || ' ' || surname AS value, recorded_at, recorded_by, CAST(0 AS BIGINT) AS confidential
FROM person WHERE id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT person_id, 'b_other', given || ' ' || surname, recorded_at, recorded_by, 0
FROM person_name WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, 'c_born', born, recorded_at, recorded_by, 0
FROM person WHERE born IS NOT NULL AND id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, 'd_expected', expected, recorded_at, recorded_by, 0
FROM person WHERE expected IS NOT NULL AND id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, 'e_died', died, recorded_at, recorded_by, 0
FROM person WHERE died IS NOT NULL AND id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, 'f_sex', sex, recorded_at, recorded_by, 0
FROM person WHERE id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT person_id, 'g_number', kind || ' ' || value, recorded_at, recorded_by, 0
FROM person_identifier WHERE to_date IS NULL AND person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT person_id, 'h_address', line1 || coalesce(', ' || town, '') || coalesce(' ' || postcode, ''), recorded_at, recorded_by, confidential
FROM person_address WHERE to_date IS NULL AND person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT person_id, 'i_reach', value, recorded_at, recorded_by, 0
FROM person_contact WHERE to_date IS NULL AND person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z') s
LEFT JOIN worker w ON w.id = s.recorded_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 2, 4, 3)"};
constexpr Sql kFamilies{"compare_families", R"(
SELECT one_person(m.person_id), f.id, f.name, f.reference, m.role,
  CASE WHEN EXISTS (SELECT 1 FROM restriction r WHERE r.family_id = f.id AND r.worker_id IS NULL
    AND r.superseded_at = '9999-12-31T23:59:59.999Z' AND (r.to_date IS NULL OR r.to_date >= :today)) THEN 1 ELSE 0 END
FROM family_member m JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.person_id IN (SELECT value FROM each_record(:people)) AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY f.name, f.id)"};
constexpr Sql kExcluded{"compare_excluded", R"(
SELECT COUNT(DISTINCT x.worker_id) FROM exclusion x
WHERE x.superseded_at = '9999-12-31T23:59:59.999Z' AND (x.to_date IS NULL OR x.to_date >= :today)
  AND x.person_id IN (SELECT value FROM each_record(:people)))"};

struct FieldName {
    std::string_view key, name, list;
};
constexpr FieldName kFields[] = {{"a_name", "Name", ""},
                                 {"b_other", "Other names", ""},
                                 {"c_born", "Date of birth", ""},
                                 {"d_expected", "Expected date of birth", ""},
                                 {"e_died", "Died", ""},
                                 {"f_sex", "Sex", "sex"},
                                 {"g_number", "Numbers", "identifier_kind"},
                                 {"h_address", "Addresses now", ""},
                                 {"i_reach", "Telephone and email", ""}};

std::string in_words(const record::Context& context, const FieldName& field,
                     std::string_view value) {
    if (const auto day = Date::parse(value)) return day->plain();
    const auto* list = field.list.empty() ? nullptr : context.practice.code_list(field.list);
    if (list == nullptr) return std::string(value);
    const auto space = value.find(' ');
    const auto code = value.substr(0, space);
    std::string out(list->label(code));
    if (space != std::string_view::npos) out += ": " + std::string(value.substr(space + 1));
    return out;
}

}  // namespace

Result<Comparison> compare_people(store::Session& session, const record::Context& context,
                                  LiveIndex& index, PersonId first, PersonId second) {
    auto one = access::guard_person(session, context.policy, context.subject,
                                    access::Action::manage, first);
    if (!one) return one.failure();
    auto two = access::guard_person(session, context.policy, context.subject,
                                    access::Action::manage, second);
    if (!two) return two.failure();
    Comparison out;
    out.first = shown_as(session, first);
    out.second = shown_as(session, second);
    out.one_already = out.first == out.second;
    const record::Readable of_first(context, one->classes), of_second(context, two->classes);
    const std::vector<PersonId> both{out.first, out.second};
    for (const auto& field : kFields)
        out.fields.push_back({std::string(field.name), {}, {}, Agreement::same});
    session.each(kSaid, {{"people", both}}, [&](const store::Row& row) {
        const bool is_first = row.id<PersonTag>(0) == out.first;
        const auto& readable = is_first ? of_first : of_second;
        const auto key = row.text(1);
        const auto at = static_cast<std::size_t>(
            std::find_if(std::begin(kFields), std::end(kFields),
                         [&](const FieldName& f) { return f.key == key; }) -
            std::begin(kFields));
        if ((key == "h_address" || key == "i_reach") && !readable.has("address")) return;
        if (row.yes(5) && !readable.confidential_addresses()) return;
        if (key == "a_name") (is_first ? out.first_name : out.second_name) = row.text(2);
        auto& values = is_first ? out.fields[at].first : out.fields[at].second;
        auto text = in_words(context, kFields[at], row.text(2));
        if (std::any_of(values.begin(), values.end(),
                        [&](const ComparedValue& v) { return v.text == text; }))
            return;
        values.push_back({std::move(text),
                          fmt::format("recorded {}{}{}", date_of(row.instant(3).value()).plain(),
                                      row.is_null(4) ? "" : " by ", row.text(4))});
    });
    for (auto& f : out.fields) {
        const auto keys = [](const std::vector<ComparedValue>& values) {
            std::set<std::string> all;
            for (const auto& v : values) all.insert(fold(v.text));
            return all;
        };
        f.agreement = f.second.empty() && !f.first.empty()   ? Agreement::only_first
                      : f.first.empty() && !f.second.empty() ? Agreement::only_second
                      : keys(f.first) == keys(f.second)      ? Agreement::same
                                                             : Agreement::different;
    }
    std::erase_if(out.fields,
                  [](const ComparedField& f) { return f.first.empty() && f.second.empty(); });
    session.each(
        kFamilies, {{"people", both}, {"today", context.today()}}, [&](const store::Row& row) {
            auto& families =
                row.id<PersonTag>(0) == out.first ? out.first_families : out.second_families;
            families.push_back({row.id<FamilyTag>(1), std::string(row.text(2)),
                                std::string(row.text(3)), std::string(row.text(4)), row.yes(5)});
        });
    out.excluded = session
                       .one(kExcluded, {{"people", both}, {"today", context.today()}},
                            [](const store::Row& row) { return row.int64(0); })
                       .value_or(0);
    if (!out.one_already) {
        out.said = not_same(session, out.first, out.second);
        auto like = candidates_of(session, index, {out.first}, 0);
        for (auto& m : like.front())
            if (m.person == out.second) out.judged = std::move(m);
    }
    return out;
}

}  // namespace hearth::identity
