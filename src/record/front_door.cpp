#include "record/front_door.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/guard.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr std::string_view kColumns = R"(
SELECT c.id, c.reference, c.received_at, c.status, c.rag, c.source_code, c.district, c.outcome, c.decided_at,
       c.referrer_told_at, c.referrer_name, a.name, w.name, c.level_at_decision
FROM contact c
LEFT JOIN agency a ON a.id = c.referrer_agency AND a.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = c.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.superseded_at = '9999-12-31T23:59:59.999Z')";

constexpr Sql kPeople{"queue_people", R"(
SELECT contact_id, role, given, surname, CASE WHEN person_id IS NULL THEN 0 ELSE 1 END FROM contact_person
WHERE contact_id IN (SELECT value FROM each_id(:contacts)) AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY contact_id, born, id)"};
constexpr Sql kClocks{"queue_clocks", R"(
SELECT contact_id, due_at, rule FROM clock
WHERE contact_id IN (SELECT value FROM each_id(:contacts)) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND stopped_at IS NULL AND rule <> 'partner_check'
ORDER BY contact_id, due_at)"};
constexpr Sql kAnswers{"queue_answers", R"(
SELECT contact_id, COUNT(*), COUNT(answered_at) FROM partner_check
WHERE contact_id IN (SELECT value FROM each_id(:contacts)) AND superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY contact_id)"};

constexpr std::string_view kCheckColumns = R"(
SELECT p.id, p.question, p.lawful_basis, w.name, p.asked_at, p.due_at, p.answered_at, p.response, p.contact_id
FROM partner_check p
LEFT JOIN worker w ON w.id = p.asked_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.superseded_at = '9999-12-31T23:59:59.999Z')";
constexpr Sql kCheckPeople{"check_people", R"(
SELECT contact_id, given, surname, role, born, expected FROM contact_person
WHERE contact_id IN (SELECT value FROM each_id(:contacts)) AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY contact_id, CASE role WHEN 'child' THEN 0 ELSE 1 END, born, id)"};
constexpr Sql kAskable{"askable_agencies", R"(
SELECT DISTINCT a.id, a.name, a.kind FROM agency a
JOIN worker w ON w.agency_id = a.id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN worker_role r ON r.worker_id = w.id AND r.superseded_at = '9999-12-31T23:59:59.999Z' AND r.to_date IS NULL
  AND r.role IN ('partner_police', 'partner_health', 'partner_probation')
WHERE a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.agreement_from IS NOT NULL AND a.agreement_from <= :today AND (a.agreement_to IS NULL OR a.agreement_to >= :today)
ORDER BY a.kind DESC, a.name)"};

std::vector<QueueRow> read_rows(store::Session& session, const Sql& sql,
                                const store::Params& params) {
    std::vector<QueueRow> out;
    std::vector<std::int64_t> ids;
    std::map<std::int64_t, std::size_t> at;
    session.each(sql, params, [&](const store::Row& row) {
        QueueRow q;
        q.id = row.int64(0);
        q.reference = row.text(1);
        q.received_at = row.instant(2).value_or(Instant{});
        q.status = row.text(3);
        q.rag = row.text(4);
        q.source = row.text(5);
        q.district = row.text(6);
        q.outcome = row.text(7);
        q.decided_at = row.instant(8);
        q.told_at = row.instant(9);
        q.referrer = row.text(10);
        q.agency = row.text(11);
        q.holder = row.text(12);
        q.level = row.text(13);
        at.emplace(q.id, out.size());
        ids.push_back(q.id);
        out.push_back(std::move(q));
    });
    if (ids.empty()) return out;
    const store::Params contacts{{"contacts", ids}};
    session.each(kPeople, contacts, [&](const store::Row& row) {
        auto& q = out[at.at(row.int64(0))];
        if (row.text(1) == "child")
            q.children.push_back(fmt::format("{} {}", row.text(2), row.text(3)));
        else
            ++q.adults;
        q.matched += row.yes(4) ? 1 : 0;
    });
    session.each(kClocks, contacts, [&](const store::Row& row) {
        auto& q = out[at.at(row.int64(0))];
        if (q.due_at) return;
        q.due_at = row.instant(1);
        q.due_rule = row.text(2);
    });
    session.each(kAnswers, contacts, [&](const store::Row& row) {
        auto& q = out[at.at(row.int64(0))];
        q.asked = static_cast<int>(row.int64(1));
        q.answered = static_cast<int>(row.int64(2));
    });
    return out;
}

CheckRow read_check_row(const store::Row& row) {
    CheckRow c;
    c.id = row.int64(0);
    c.question = row.text(1);
    c.basis = row.text(2);
    c.asked_by = row.text(3);
    c.asked_at = row.instant(4).value_or(Instant{});
    c.due_at = row.instant(5).value_or(Instant{});
    c.answered_at = row.instant(6);
    c.response = row.text(7);
    return c;
}

std::vector<CheckRow> read_checks(store::Session& session, const Sql& sql,
                                  const store::Params& params) {
    std::vector<CheckRow> out;
    std::vector<std::int64_t> of;
    session.each(sql, params, [&](const store::Row& row) {
        out.push_back(read_check_row(row));
        of.push_back(row.int64(8));
    });
    if (out.empty()) return out;
    session.each(kCheckPeople, {{"contacts", of}}, [&](const store::Row& row) {
        for (std::size_t i = 0; i < out.size(); ++i)
            if (of[i] == row.int64(0))
                out[i].people.push_back({fmt::format("{} {}", row.text(1), row.text(2)),
                                         std::string(row.text(3)), row.date(4), row.date(5)});
    });
    return out;
}

}  // namespace

std::vector<QueueRow> front_door_queue(store::Session& session, const Context& context,
                                       const QueueFilter& filter) {
    const auto allowed = context.policy.contacts(context.subject, Action::list, "c");
    const auto sql = Sql::trusted(
        "front_door_queue",
        fmt::format("{} AND c.status <> 'decided' AND ({})"
                    " AND (:rag = '' OR COALESCE(c.rag, 'none') = :rag)"
                    " AND (:district = '' OR c.district = :district)"
                    " AND (:mine = 0 OR c.worker_id = :me) ORDER BY c.received_at LIMIT 300",
                    kColumns, allowed.text));
    store::Params params{{"rag", filter.rag},
                         {"district", filter.district},
                         {"mine", filter.mine},
                         {"me", context.subject.worker}};
    params.add(allowed.params);
    auto out = read_rows(session, sql, params);
    std::stable_sort(out.begin(), out.end(), [](const QueueRow& a, const QueueRow& b) {
        if (a.due_at.has_value() != b.due_at.has_value()) return a.due_at.has_value();
        return a.due_at && *a.due_at < *b.due_at;
    });
    access::log_list(session, context.subject, Action::list, "contact", 0, {},
                     filter.rag + "|" + filter.district);
    return out;
}

std::vector<QueueRow> requests_sent(store::Session& session, const Context& context) {
    const auto allowed = context.policy.contacts(context.subject, Action::list, "c");
    const auto sql = Sql::trusted(
        "requests_sent",
        fmt::format("{} AND c.referrer_worker = :me AND ({}) ORDER BY c.received_at DESC LIMIT 100",
                    kColumns, allowed.text));
    store::Params params{{"me", context.subject.worker}};
    params.add(allowed.params);
    auto out = read_rows(session, sql, params);
    for (auto& q : out) {
        if (q.told_at) continue;
        q.outcome.clear();
        q.level.clear();
        q.decided_at.reset();
    }
    access::log_list(session, context.subject, Action::list, "contact", 0, {}, "sent");
    return out;
}

std::vector<CheckRow> checks_asked(store::Session& session, const Context& context) {
    const auto allowed = context.policy.checks(context.subject, Action::list, "p");
    const auto sql = Sql::trusted(
        "checks_asked",
        fmt::format("{} AND ({}) AND (p.answered_at IS NULL OR p.answered_at >= :since) ORDER BY "
                    "CASE WHEN p.answered_at IS NULL THEN 0 ELSE 1 END, p.due_at LIMIT 200",
                    kCheckColumns, allowed.text));
    store::Params params{{"since", instant_of(context.today() - 30, 0)}};
    params.add(allowed.params);
    auto out = read_checks(session, sql, params);
    access::log_list(session, context.subject, Action::list, "check", 0, {}, "asked");
    return out;
}

Result<CheckRow> read_check(store::Session& session, const Context& context, std::int64_t check) {
    auto allowed =
        access::guard_check(session, context.policy, context.subject, Action::view, check);
    if (!allowed) return allowed.failure();
    static const Sql sql =
        Sql::trusted("read_check", fmt::format("{} AND p.id = :check", kCheckColumns));
    auto rows = read_checks(session, sql, {{"check", check}});
    if (rows.empty()) return Refusal{"absent"};
    return std::move(rows.front());
}

std::vector<AskableAgency> askable_agencies(store::Session& session, const Context& context) {
    std::vector<AskableAgency> out;
    session.each(kAskable, {{"today", context.today()}}, [&](const store::Row& row) {
        out.push_back({row.id<AgencyTag>(0), std::string(row.text(1)), std::string(row.text(2))});
    });
    return out;
}

}  // namespace hearth::record
