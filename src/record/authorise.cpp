#include "record/authorise.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/guard.h"
#include "base/text.h"
#include "record/drafts.h"
#include "record/names.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using practice::About;
using practice::Form;
using store::Sql;

// The team that holds the family, when somebody in it today may sign.
constexpr Sql kTeamOfSignatory{"team_of_signatory", R"(
SELECT ft.team_id FROM family_team ft
JOIN team_member tm ON tm.team_id = ft.team_id AND tm.superseded_at = '9999-12-31T23:59:59.999Z'
  AND tm.from_date <= :today AND (tm.to_date IS NULL OR tm.to_date >= :today)
JOIN worker_role r ON r.worker_id = tm.worker_id AND r.superseded_at = '9999-12-31T23:59:59.999Z'
  AND r.from_date <= :today AND (r.to_date IS NULL OR r.to_date >= :today)
WHERE ft.family_id = :family AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
  AND tm.worker_id <> :me AND r.role IN (SELECT value FROM each_text(:roles))
ORDER BY ft.from_date DESC, ft.id DESC LIMIT 1)"};
constexpr Sql kSend{"send_draft", R"(
UPDATE draft SET sent_at = :now, sent_by = :me, sent_team = :team, returned_at = NULL,
  returned_by = NULL, returned_reason = NULL
WHERE id = :draft)"};
constexpr Sql kReturn{"return_draft", R"(
UPDATE draft SET sent_at = NULL, returned_at = :now, returned_by = :me, returned_reason = :reason
WHERE id = :draft AND sent_at IS NOT NULL)"};
constexpr Sql kTakeBack{"take_back_draft", R"(
UPDATE draft SET sent_at = NULL, sent_by = NULL, sent_team = NULL
WHERE id = :draft AND sent_at IS NOT NULL AND sent_by = :me)"};
constexpr Sql kSender{"sender_of_draft", "SELECT sent_by FROM draft WHERE id = :draft"};

constexpr std::string_view kColumns = R"(
SELECT d.id, d.form, d.form_version, d.family_id, f.name, d.sent_by, w.name,
  COALESCE(d.sent_at, d.returned_at), b.name, d.returned_reason, d.returned_at
FROM draft d
JOIN family f ON f.id = d.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = d.sent_by AND w.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker b ON b.id = d.returned_by AND b.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE )";
constexpr std::string_view kForMe = R"(d.sent_at IS NOT NULL AND d.sent_by <> :me
  AND d.form IN (SELECT value FROM each_text(:forms))
  AND (d.sent_team IS NULL OR d.sent_team IN (SELECT value FROM each_id(:teams))) AND )";
constexpr std::string_view kInTeam = R"(d.sent_at IS NOT NULL
  AND d.form IN (SELECT value FROM each_text(:forms))
  AND d.family_id IN (SELECT ft.family_id FROM family_team ft WHERE ft.team_id = :team
    AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
    AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)) AND )";
constexpr std::string_view kReturned = "d.returned_at IS NOT NULL AND d.sent_by = :me AND ";

std::vector<WaitingDraft> list(store::Session& session, const Context& context,
                               std::string_view name, std::string_view where, Action action,
                               store::Params params) {
    const auto allowed = context.policy.families(context.subject, action, "d.family_id");
    std::string text(kColumns);
    text += where;
    text += allowed.text;
    text += " ORDER BY d.sent_at, d.id LIMIT 100";
    params.add(allowed.params);
    std::vector<WaitingDraft> out;
    session.each(
        Sql::trusted(std::string(name), std::move(text)), params, [&](const store::Row& row) {
            out.push_back({row.int64(0), std::string(row.text(1)), static_cast<int>(row.int64(2)),
                           row.id<FamilyTag>(3), std::string(row.text(4)), row.id<WorkerTag>(5),
                           std::string(row.text(6)), row.instant(7).value_or(Instant{}),
                           std::string(row.text(8)), std::string(row.text(9)), row.instant(10)});
        });
    access::log_list(session, context.subject, action, name, 0, {}, {});
    return out;
}

template <class Fits>
std::vector<std::string> forms(const Context& context, Fits&& fits) {
    std::vector<std::string> out;
    for (const auto& [id, versions] : context.practice.forms)
        if (!versions.back().signed_by.empty() && fits(versions.back())) out.push_back(id);
    return out;
}

const Form* form_of(const Context& context, const Draft& draft) {
    return context.practice.form(draft.subject.form, draft.form_version);
}

}  // namespace

bool must_be_sent(const access::Subject& subject, const Form& form) {
    return form.about != About::contact && !form.signed_by.empty() && may_write(subject, form) &&
           !may_sign(subject, form);
}

std::string signatory_words(const practice::Practice& practice, const Form& form) {
    for (const auto& role : practice.roles.roles)
        if (!form.signed_by.empty() && role.id == form.signed_by.front())
            return role.discipline == "management" ? "manager" : lower_ascii(role.title);
    return "manager";
}

Result<Done> send_for_authority(store::Session& session, const Context& context, std::int64_t id) {
    auto read = read_draft(session, context, id);
    if (!read) return read.failure();
    const Draft& draft = read.value();
    const Form* form = form_of(context, draft);
    if (form == nullptr || !must_be_sent(context.subject, *form)) return Refusal{"form.signed_by"};
    if (draft.sent_at) return invalid("", std::string(kDraftSent), "This has been sent already.");
    if (form->about == About::family) {
        auto complete = check_entry(session, context, submission_of(*form, draft));
        if (!complete) return complete.failure();
    }
    const auto team = session.one(kTeamOfSignatory,
                                  {{"family", draft.subject.family},
                                   {"me", context.subject.worker},
                                   {"roles", form->signed_by},
                                   {"today", context.today()}},
                                  [](const store::Row& row) { return row.id<TeamTag>(0); });
    session.execute(kSend, {{"now", context.now},
                            {"me", context.subject.worker},
                            {"team", team ? store::Value(*team) : store::Value{}},
                            {"draft", id}});
    return Done{};
}

Result<Done> return_draft(store::Session& session, const Context& context, std::int64_t id,
                          std::string_view reason) {
    auto read = read_draft(session, context, id);
    if (!read) return read.failure();
    const Form* form = form_of(context, read.value());
    if (form == nullptr || form->signed_by.empty() || !may_sign(context.subject, *form))
        return Refusal{"form.signed_by"};
    if (!read->sent_at) return Refusal{"draft.not_sent"};
    if (is_blank(reason))
        return invalid("return_reason", "required",
                       "Say what has to change, so that the writer knows.");
    session.execute(kReturn, {{"now", context.now},
                              {"me", context.subject.worker},
                              {"reason", std::string(trim(reason))},
                              {"draft", id}});
    return Done{};
}

Result<Done> take_back_draft(store::Session& session, const Context& context, std::int64_t id) {
    auto read = read_draft(session, context, id);
    if (!read) return read.failure();
    const Form* form = form_of(context, read.value());
    if (form == nullptr) return Refusal{"absent"};
    if (!read->sent_at) return Done{};
    if (read->sent_by != context.subject.worker) return Refusal{"draft.worker"};
    auto allowed =
        access::guard_family(session, context.policy, context.subject, Action::write,
                             read->subject.family, form->field_class, {"draft_taken_back", id});
    if (!allowed) return allowed.failure();
    session.execute(kTakeBack, {{"draft", id}, {"me", context.subject.worker}});
    return Done{};
}

std::vector<WaitingDraft> waiting_for_me(store::Session& session, const Context& context) {
    auto mine = forms(context, [&](const Form& form) { return may_sign(context.subject, form); });
    if (mine.empty()) return {};
    return list(session, context, "waiting_for_me", kForMe, Action::write,
                {{"me", context.subject.worker},
                 {"forms", std::move(mine)},
                 {"teams", context.subject.teams}});
}

std::vector<WaitingDraft> waiting_in_team(store::Session& session, const Context& context,
                                          TeamId team) {
    auto mine = forms(context, [&](const Form& form) { return may_write(context.subject, form); });
    if (mine.empty()) return {};
    return list(session, context, "waiting_in_team", kInTeam, Action::view,
                {{"forms", std::move(mine)}, {"team", team}, {"today", context.today()}});
}

std::vector<WaitingDraft> returned_to_me(store::Session& session, const Context& context) {
    return list(session, context, "returned_to_me", kReturned, Action::view,
                {{"me", context.subject.worker}});
}

void tell_sender(store::Session& session, const Context& context, const Form& form,
                 std::int64_t draft, FamilyId family, EntryId entry) {
    const auto sender = session.one(kSender, {{"draft", draft}},
                                    [](const store::Row& row) { return row.id<WorkerTag>(0); });
    if (!sender || !*sender || *sender == context.subject.worker) return;
    Names names(session);
    RowWriter writer(session, context, entry);
    writer.insert("task", {{"kind", "authorised"},
                           {"title", fmt::format("{} was signed by {}", form.title,
                                                 names.worker(context.subject.worker))},
                           {"family_id", family},
                           {"subject_id", entry},
                           {"owner_id", *sender}});
}

}  // namespace hearth::record
