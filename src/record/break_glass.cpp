#include "record/break_glass.h"

#include <fmt/format.h>

#include <chrono>

#include "access/guard.h"
#include "access/relations_sql.h"
#include "base/text.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr std::size_t kShortestReason = 15;  // characters: a sentence, not "urgent"
constexpr std::size_t kLongestReason = 500;

constexpr Sql kSubject{"glass_subject", R"(
SELECT f.name, f.reference, f.district,
       (SELECT t.name FROM family_team ft JOIN team t ON t.id = ft.team_id
          AND t.superseded_at = '9999-12-31T23:59:59.999Z'
        WHERE ft.family_id = f.id AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
          AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
        ORDER BY ft.from_date DESC, ft.id DESC LIMIT 1),
       (SELECT MAX(b.until_instant) FROM break_glass b WHERE b.worker_id = :me AND b.family_id = f.id
          AND b.superseded_at = '9999-12-31T23:59:59.999Z' AND b.until_instant > :now)
FROM family f WHERE f.id = :family AND f.superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kLead{"glass_lead", R"(
SELECT a.worker_id FROM allocation a
WHERE a.family_id = :family AND a.lead = 1 AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)
ORDER BY a.from_date DESC, a.id DESC LIMIT 1)"};

constexpr Sql kOpen{"open_glasses", R"(
SELECT b.id, b.family_id, f.name, b.reason_code, b.reason, b.until_instant
FROM break_glass b JOIN family f ON f.id = b.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE b.worker_id = :worker AND b.superseded_at = '9999-12-31T23:59:59.999Z'
  AND b.from_instant <= :now AND b.until_instant > :now
ORDER BY b.until_instant DESC, b.id)"};

// Of those, what a banner may name: whoever has since been excluded is told nothing more.
constexpr Sql kOpenShown{"open_glasses_shown", R"(
SELECT b.id, b.family_id, f.name, b.reason_code, b.reason, b.until_instant
FROM break_glass b JOIN family f ON f.id = b.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE b.worker_id = :worker AND b.superseded_at = '9999-12-31T23:59:59.999Z'
  AND b.from_instant <= :now AND b.until_instant > :now
  AND NOT EXISTS (SELECT 1 FROM exclusion x
    JOIN family_member m ON m.person_id = x.person_id AND m.family_id = b.family_id
      AND m.superseded_at = '9999-12-31T23:59:59.999Z'
    WHERE x.worker_id = :worker AND x.superseded_at = '9999-12-31T23:59:59.999Z'
      AND x.from_date <= :today AND (x.to_date IS NULL OR x.to_date >= :today))
ORDER BY b.until_instant DESC, b.id)"};

constexpr std::string_view kReviews = R"(
SELECT b.id, b.worker_id, w.name, g.name, b.family_id, f.name, f.reference, b.reason_code, b.reason,
       b.from_instant, b.until_instant,
       (SELECT COUNT(*) FROM audit_event a WHERE a.family_id = b.family_id AND a.worker_id = b.worker_id
          AND a.at >= b.from_instant AND a.at <= b.until_instant AND a.allowed = 1),
       v.name, b.reviewed_at, b.review_outcome, b.review_note
FROM break_glass b
JOIN worker w ON w.id = b.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN agency g ON g.id = w.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN family f ON f.id = b.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker v ON v.id = b.reviewed_by AND v.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE b.superseded_at = '9999-12-31T23:59:59.999Z'
  AND (b.reviewed_at IS NULL OR b.from_instant >= :since) AND NOT {}
ORDER BY b.from_instant, b.id)";

constexpr Sql kMonths{"glass_months", R"(
SELECT substr(b.from_instant, 1, 7), COUNT(*), SUM(CASE WHEN b.reviewed_at IS NULL THEN 0 ELSE 1 END),
       SUM(CASE WHEN b.review_outcome IN ('not_justified', 'referred') THEN 1 ELSE 0 END)
FROM break_glass b WHERE b.superseded_at = '9999-12-31T23:59:59.999Z' AND b.from_instant >= :since
GROUP BY substr(b.from_instant, 1, 7) ORDER BY 1 DESC LIMIT 12)"};

constexpr Sql kToReview{"glass_to_review", R"(
SELECT worker_id, reviewed_at, family_id FROM break_glass
WHERE id = :id AND superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kReviewTasks{"glass_review_tasks", R"(
SELECT id FROM task WHERE family_id = :family AND kind = 'review_break_glass' AND subject_id = :id
  AND done_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};

bool is_code(const Context& context, std::string_view list, std::string_view code) {
    const auto* codes = context.practice.code_list(list);
    return codes != nullptr && codes->find(code) != nullptr;
}

Result<access::Decision> may_review(store::Session& session, const Context& context) {
    return access::guard_whole(session, context.policy, context.subject, access::Action::review,
                               access::ObjectKind::break_glass, {"break_glass_review", 0});
}

}  // namespace

Result<GlassSubject> glass_subject(store::Session& session, const Context& context,
                                   FamilyId family) {
    auto allowed =
        access::guard_family(session, context.policy, context.subject, access::Action::break_glass,
                             family, {}, {"break_glass_question", 0});
    if (!allowed) return allowed.failure();
    auto found = session.one(kSubject,
                             {{"family", family},
                              {"today", context.today()},
                              {"me", context.subject.worker},
                              {"now", context.now}},
                             [&](const store::Row& row) {
                                 return GlassSubject{family,
                                                     std::string(row.text(0)),
                                                     std::string(row.text(1)),
                                                     std::string(row.text(2)),
                                                     std::string(row.text(3)),
                                                     row.instant(4)};
                             });
    if (!found) return Refusal{"absent"};
    return std::move(*found);
}

Result<GlassOpened> break_glass(store::Session& session, const Context& context,
                                const GlassRequest& request) {
    auto allowed = access::guard_family(session, context.policy, context.subject,
                                        access::Action::break_glass, request.family);
    if (!allowed) return allowed.failure();
    std::vector<FieldError> errors;
    if (!is_code(context, "break_glass_reason", request.reason_code))
        errors.push_back({"reason_code", "required", "Choose why you need to open this record."});
    const auto length = count_characters(trim(request.reason));
    if (length < kShortestReason)
        errors.push_back(
            {"reason", "too_short", "Say in a sentence what is happening and why it cannot wait."});
    if (length > kLongestReason)
        errors.push_back({"reason", "too_long", "Say it in at most 500 characters."});
    if (!errors.empty()) return Invalid{std::move(errors)};

    for (const auto& open : open_glasses(session, context.subject.worker, context.now))
        if (open.family == request.family) return GlassOpened{0, open.until};

    const auto lead = session
                          .one(kLead, {{"family", request.family}, {"today", context.today()}},
                               [](const store::Row& row) { return row.id<WorkerTag>(0); })
                          .value_or(WorkerId{});
    const Instant until =
        context.now + std::chrono::minutes(context.practice.roles.break_glass_minutes);
    RowWriter writer(session, context);
    const auto id = writer.insert("break_glass", {{"worker_id", context.subject.worker},
                                                  {"family_id", request.family},
                                                  {"reason_code", request.reason_code},
                                                  {"reason", std::string(trim(request.reason))},
                                                  {"from_instant", context.now},
                                                  {"until_instant", until},
                                                  {"notified_worker", lead}});
    const auto task = [&](std::string_view kind, std::string_view title, Values who) {
        who.emplace("kind", kind);
        who.emplace("title", title);
        who.emplace("family_id", request.family);
        who.emplace("subject_id", id);
        writer.insert("task", who);
    };
    if (lead)
        task("notice_break_glass",
             "The record of a family that you lead was opened in an emergency",
             {{"owner_id", lead}});
    task("notice_break_glass", "A record was opened in an emergency",
         {{"role", "information_guardian"}});
    task("review_break_glass", "Review an emergency opening of a record",
         {{"role", "information_guardian"}, {"due_at", context.now + std::chrono::hours(24 * 5)}});
    return GlassOpened{id, until};
}

std::vector<OpenGlass> open_glasses(store::Session& session, WorkerId worker, Instant now) {
    std::vector<OpenGlass> out;
    const store::Params params{{"worker", worker}, {"now", now}, {"today", date_of(now)}};
    session.each(kOpenShown, params, [&](const store::Row& row) {
        out.push_back({row.id<FamilyTag>(1), std::string(row.text(2)), std::string(row.text(3)),
                       std::string(row.text(4)), row.instant(5).value()});
    });
    return out;
}

Result<int> end_glasses(store::Session& session, const Context& context) {
    std::vector<std::pair<std::int64_t, FamilyId>> open;
    session.each(
        kOpen, {{"worker", context.subject.worker}, {"now", context.now}},
        [&](const store::Row& row) { open.emplace_back(row.int64(0), row.id<FamilyTag>(1)); });
    RowWriter writer(session, context);
    for (const auto& [id, family] : open) {
        auto done = writer.revise("break_glass", id, {{"until_instant", context.now}});
        if (!done) return done.failure();
        access::log_list(session, context.subject, access::Action::break_glass, "break_glass_end",
                         id, family, {});
    }
    return static_cast<int>(open.size());
}

Result<GlassReviews> glass_reviews(store::Session& session, const Context& context) {
    auto allowed = may_review(session, context);
    if (!allowed) return allowed.failure();
    GlassReviews out;
    // Exclusion beats everything: a reviewer who is excluded from a family does not meet it here.
    const auto sql =
        Sql::trusted("glass_reviews",
                     fmt::format(fmt::runtime(kReviews), access::family_excluded("b.family_id")));
    auto params = access::params_of(context.subject, sql.text());
    params.add("since", context.now - std::chrono::hours(24 * 92));
    session.each(sql, params, [&](const store::Row& row) {
        GlassReview r;
        r.id = row.int64(0);
        r.worker = row.id<WorkerTag>(1);
        r.worker_name = row.text(2);
        r.agency = row.text(3);
        r.family = row.id<FamilyTag>(4);
        r.family_name = row.text(5);
        r.family_reference = row.text(6);
        r.reason_code = row.text(7);
        r.reason = row.text(8);
        r.from = row.instant(9).value();
        r.until = row.instant(10).value();
        r.looks = row.int64(11);
        r.reviewed_by = row.text(12);
        r.reviewed_at = row.instant(13);
        r.outcome = row.text(14);
        r.note = row.text(15);
        r.own = r.worker == context.subject.worker;
        if (r.reviewed_at)
            out.done.insert(out.done.begin(), std::move(r));
        else
            out.waiting.push_back(std::move(r));
    });
    session.each(kMonths, {{"since", context.now - std::chrono::hours(24 * 366)}},
                 [&](const store::Row& row) {
                     out.months.push_back(
                         {std::string(row.text(0)), row.int64(1), row.int64(2), row.int64(3)});
                 });
    return out;
}

Result<Done> review_glass(store::Session& session, const Context& context, std::int64_t id,
                          const std::string& outcome, const std::string& note) {
    auto allowed = may_review(session, context);
    if (!allowed) return allowed.failure();
    struct Row {
        WorkerId worker;
        bool reviewed;
        FamilyId family;
    };
    const auto row = session.one(kToReview, {{"id", id}}, [](const store::Row& r) {
        return Row{r.id<WorkerTag>(0), !r.is_null(1), r.id<FamilyTag>(2)};
    });
    if (!row) return Refusal{"absent"};
    const auto facts = access::family_facts(session, context.subject, row->family);
    if (row->worker == context.subject.worker || !facts || facts->excluded) {
        access::log_list(session, context.subject, access::Action::review, "break_glass", id,
                         row->family, {}, false);
        return Refusal{"refused.own_act"};
    }
    if (row->reviewed)
        return invalid("outcome", "changed_meanwhile", "Somebody has reviewed this meanwhile.");
    std::vector<FieldError> errors;
    if (!is_code(context, "break_glass_outcome", outcome))
        errors.push_back({"outcome", "required", "Choose what the review found."});
    if (is_blank(note))
        errors.push_back({"note", "required", "Say what you looked at and whom you spoke to."});
    if (!errors.empty()) return Invalid{std::move(errors)};

    RowWriter writer(session, context);
    auto done = writer.revise("break_glass", id,
                              {{"reviewed_by", context.subject.worker},
                               {"reviewed_at", context.now},
                               {"review_outcome", outcome},
                               {"review_note", std::string(trim(note))}});
    if (!done) return done.failure();
    std::vector<std::int64_t> tasks;
    session.each(kReviewTasks, {{"family", row->family}, {"id", id}},
                 [&](const store::Row& r) { tasks.push_back(r.int64(0)); });
    for (const auto task : tasks) {
        auto closed = writer.revise(
            "task", task, {{"done_at", context.now}, {"done_by", context.subject.worker}});
        if (!closed) return closed.failure();
    }
    access::log_list(session, context.subject, access::Action::review, "break_glass", id,
                     row->family, {});
    return Done{};
}

}  // namespace hearth::record
