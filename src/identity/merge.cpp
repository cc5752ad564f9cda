#include "identity/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/guard.h"
#include "base/text.h"
#include "record/names.h"
#include "record/rows.h"

namespace hearth::identity {
namespace {

using store::Sql;

constexpr Sql kShownAs{"shown_as", R"(
SELECT one_id FROM person_one
WHERE record_id = :person AND shown_until = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kRecords{"records_of", R"(
SELECT b.record_id FROM person_one b
WHERE b.one_id = :one AND b.shown_until = '9999-12-31T23:59:59.999Z' ORDER BY b.record_id)"};
constexpr Sql kEdges{"merge_edges", R"(
SELECT other_person, kept_person FROM person_merge
WHERE other_person IN (SELECT value FROM each_id(:records)) AND undone_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kHeld{"person_one_held", R"(
SELECT record_id, one_id FROM person_one
WHERE record_id IN (SELECT value FROM each_id(:records)) AND shown_until = '9999-12-31T23:59:59.999Z')"};
// A row made at this very instant never counted for anybody.
constexpr Sql kForget{"forget_person_one",
                      "DELETE FROM person_one WHERE record_id = :record AND shown_from = :now"};
constexpr Sql kClose{"close_person_one", R"(
UPDATE person_one SET shown_until = :now
WHERE record_id = :record AND shown_until = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kShow{"add_person_one", R"(
INSERT INTO person_one (record_id, one_id, shown_from, shown_until)
VALUES (:record, :one, :now, '9999-12-31T23:59:59.999Z'))"};
constexpr Sql kNotSame{"not_same", R"(
SELECT n.id, w.name, n.reason, n.from_date FROM never_same n
LEFT JOIN worker w ON w.id = n.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE n.to_date IS NULL AND n.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ((n.person_id IN (SELECT value FROM each_id(:ones))
        AND n.other_person IN (SELECT value FROM each_id(:others)))
    OR (n.person_id IN (SELECT value FROM each_id(:others))
        AND n.other_person IN (SELECT value FROM each_id(:ones))))
ORDER BY n.from_date DESC, n.id DESC)"};

Result<Done> guard_both(store::Session& session, const record::Context& context, PersonId one,
                        PersonId other) {
    for (const auto person : {one, other}) {
        auto allowed = access::guard_person(session, context.policy, context.subject,
                                            access::Action::manage, person);
        if (!allowed) return allowed.failure();
    }
    return Done{};
}

}  // namespace

std::string merges_in_force(std::string_view which) {
    return fmt::format(R"(
SELECT m.id, m.kept_person, m.other_person, k.given || ' ' || k.surname, o.given || ' ' || o.surname,
       w.name, m.reason, m.merged_at
FROM person_merge m
JOIN person k ON k.id = m.kept_person AND k.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person o ON o.id = m.other_person AND o.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = m.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.undone_at IS NULL AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND {}
ORDER BY m.merged_at DESC, m.id DESC)",
                       which);
}

MergeLine merge_line(const store::Row& row) {
    return {row.int64(0),
            row.id<PersonTag>(1),
            row.id<PersonTag>(2),
            std::string(row.text(3)),
            std::string(row.text(4)),
            std::string(row.text(5)),
            std::string(row.text(6)),
            row.instant(7).value()};
}

PersonId shown_as(store::Session& session, PersonId record) {
    const auto one = session.one(kShownAs, {{"person", record}},
                                 [](const store::Row& row) { return row.id<PersonTag>(0); });
    return one.value_or(record);
}

std::vector<PersonId> records_of(store::Session& session, PersonId record) {
    const PersonId one = shown_as(session, record);
    std::vector<PersonId> out{one};
    session.each(kRecords, {{"one", one}}, [&](const store::Row& row) {
        if (row.id<PersonTag>(0) != one) out.push_back(row.id<PersonTag>(0));
    });
    return out;
}

std::vector<MergeLine> merges_of(store::Session& session, PersonId person) {
    static const Sql kOfRecords =
        Sql::trusted("merges_of_records",
                     merges_in_force("m.other_person IN (SELECT value FROM each_id(:records))"));
    std::vector<MergeLine> out;
    session.each(kOfRecords, {{"records", records_of(session, person)}},
                 [&](const store::Row& row) { out.push_back(merge_line(row)); });
    return out;
}

std::optional<MergeLine> merge_in_force(store::Session& session, std::int64_t merge) {
    static const Sql kOne = Sql::trusted("merge_in_force", merges_in_force("m.id = :merge"));
    return session.one(kOne, {{"merge", merge}}, merge_line);
}

void show_as_merged(store::Session& session, Instant now, const std::vector<PersonId>& records) {
    std::map<PersonId, PersonId> up, held;
    session.each(kEdges, {{"records", records}},
                 [&](const store::Row& row) { up[row.id<PersonTag>(0)] = row.id<PersonTag>(1); });
    session.each(kHeld, {{"records", records}},
                 [&](const store::Row& row) { held[row.id<PersonTag>(0)] = row.id<PersonTag>(1); });
    std::map<PersonId, PersonId> wanted;
    for (const auto& [other, kept] : up) {
        PersonId one = kept;
        for (auto it = up.find(one); it != up.end(); it = up.find(one)) one = it->second;
        wanted[other] = wanted[one] = one;
    }
    for (const auto record : records) {
        const auto want = wanted.find(record), has = held.find(record);
        if (want == wanted.end() ? has == held.end()
                                 : has != held.end() && has->second == want->second)
            continue;
        session.execute(kForget, {{"record", record}, {"now", now}});
        session.execute(kClose, {{"record", record}, {"now", now}});
        if (want != wanted.end())
            session.execute(kShow, {{"record", record}, {"one", want->second}, {"now", now}});
    }
}

Result<std::int64_t> merge_people(store::Session& session, const record::Context& context,
                                  const MergeRequest& request) {
    auto allowed = guard_both(session, context, request.kept, request.other);
    if (!allowed) return allowed.failure();
    if (request.kept == request.other)
        return invalid("other", "same", "This is the same record. Choose another one.");
    if (is_blank(request.reason))
        return invalid("reason", "required",
                       "Say why they are the same person: who told you, or what you checked.");
    auto records = records_of(session, request.kept);
    const auto others = records_of(session, request.other);
    if (records.front() == others.front()) {
        std::string who = "Somebody";
        if (const auto merges = merges_of(session, request.kept); !merges.empty())
            who = merges.front().by;
        return invalid(
            "other", "already",
            fmt::format("{} has already said that these two are the same person. Nothing "
                        "more is to be done.",
                        who));
    }
    record::Names names(session);
    for (const auto& [asked, now] :
         {std::pair(request.kept, records.front()), std::pair(request.other, others.front())})
        if (asked != now)
            return invalid("other", "changed_meanwhile",
                           fmt::format("{} is shown as {} by now. Compare those two instead.",
                                       names.person(asked), names.person(now)));
    if (const auto never = not_same(session, request.kept, request.other))
        return invalid("other", "never_same",
                       fmt::format("{} said on {} that they are not the same person: “{}”. Take "
                                   "that back first, if it is wrong.",
                                   never->by, never->on.plain(), never->reason));
    record::RowWriter writer(session, context);
    const auto merge = writer.insert("person_merge", {{"kept_person", request.kept},
                                                      {"other_person", request.other},
                                                      {"reason", std::string(trim(request.reason))},
                                                      {"worker_id", context.subject.worker},
                                                      {"merged_at", context.now}});
    records.insert(records.end(), others.begin(), others.end());
    show_as_merged(session, context.now, records);
    return merge;
}

std::optional<NotSame> not_same(store::Session& session, PersonId one, PersonId other) {
    std::optional<NotSame> out;
    session.each(kNotSame,
                 {{"ones", records_of(session, one)}, {"others", records_of(session, other)}},
                 [&](const store::Row& row) {
                     if (!out)
                         out = NotSame{row.int64(0), std::string(row.text(1)),
                                       std::string(row.text(2)), row.date(3).value()};
                 });
    return out;
}

Result<Done> say_not_same(store::Session& session, const record::Context& context, PersonId one,
                          PersonId other, std::string_view reason) {
    auto allowed = guard_both(session, context, one, other);
    if (!allowed) return allowed.failure();
    if (one == other) return invalid("other", "same", "This is the same record.");
    if (is_blank(reason))
        return invalid(
            "not_same_reason", "required",
            "Say how you know that they are two people: others will meet the same pair.");
    if (shown_as(session, one) == shown_as(session, other))
        return invalid("other", "already_one",
                       "They are held to be one person. Undo that first, on the person’s page.");
    if (not_same(session, one, other)) return Done{};
    record::RowWriter writer(session, context);
    writer.insert("never_same", {{"person_id", std::min(one, other)},
                                 {"other_person", std::max(one, other)},
                                 {"reason", std::string(trim(reason))},
                                 {"worker_id", context.subject.worker},
                                 {"from_date", context.today()}});
    return Done{};
}

Result<Done> take_back_not_same(store::Session& session, const record::Context& context,
                                PersonId one, PersonId other) {
    auto allowed = guard_both(session, context, one, other);
    if (!allowed) return allowed.failure();
    record::RowWriter writer(session, context);
    while (const auto said = not_same(session, one, other)) {
        auto done = writer.revise("never_same", said->row, {{"to_date", context.today()}});
        if (!done) return done.failure();
    }
    return Done{};
}

}  // namespace hearth::identity
