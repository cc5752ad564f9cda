// Long because: one page with all that can be done about a contact; its parts are drawn in its
// order. The page of one request: what was sent, the automatic checks beside it, partners, consent,
// decision, history; and the acts on it.
#include "record/contact_page.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "access/guard.h"
#include "base/text.h"
#include "identity/alike.h"
#include "practice/answers.h"
#include "record/contact_checks.h"
#include "record/entries.h"
#include "record/form_sheet.h"
#include "record/front_door.h"
#include "record/names.h"
#include "web/kit/kit.h"
#include "web/pages/candidates.h"
#include "web/pages/front_door.h"
#include "web/pages/pages.h"
#include "web/pages/people_index.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using record::ContactPage;
using record::Finding;

// What may be done here, by this person.
struct Acts {
    bool ask = false;
    bool decide = false;
};

std::string born_words(const std::optional<Date>& born, const std::optional<Date>& expected,
                       Date today) {
    if (born) return fmt::format("born {}, {}", born->plain(), kit::age_in_words(*born, today));
    if (expected) return "due " + expected->plain();
    return "date of birth not known";
}

Html sent_sections(const practice::Practice& practice, const ContactPage& c,
                   const practice::NameOf& names) {
    Html out;
    for (const auto& sent : c.sent) {
        const auto* form = practice.form(sent.form, sent.form_version);
        if (form == nullptr) continue;
        for (const auto& section : form->sections) {
            if (section.id != sent.section || !section.repeat.empty()) continue;
            const auto values = practice::context_of(
                practice, *form, sent.answers,
                [](std::string_view) { return practice::ExprValue{}; }, names);
            std::vector<std::pair<std::string, Html>> rows;
            for (const auto& field : section.fields)
                if (sent.answers.has(field.id))
                    rows.emplace_back(field.label, kit::prose(join_and(values.words(field.id))));
            if (!rows.empty()) out << kit::h3(section.title) << kit::summary_rows(rows);
        }
    }
    return out;
}

Html finding_tag(Finding finding) {
    switch (finding) {
        case Finding::yes:
            return kit::tag({.text = "Yes", .classes = "govuk-tag--red"});
        case Finding::possible:
            return kit::tag({.text = "Possibly", .classes = "govuk-tag--yellow"});
        case Finding::no:
            return kit::tag({.text = "No", .classes = "govuk-tag--grey"});
    }
    return {};
}

Html person_line(const record::NamedPerson& p, const practice::Practice& practice, Date today) {
    std::vector<std::string> parts{code_label(practice, "member_role", p.role),
                                   born_words(p.born, p.expected, today)};
    if (!p.relationship.empty())
        parts.push_back(code_label(practice, "relationship_kind", p.relationship));
    if (!p.school.empty()) parts.push_back(p.school);
    std::string address;
    for (const auto& part : {p.line1, p.town, p.postcode})
        if (!part.empty()) address += (address.empty() ? "" : ", ") + part;
    if (!address.empty()) parts.push_back(address);
    if (!p.phone.empty()) parts.push_back(p.phone);
    return kit::p(hearth::join(parts, " · "));
}

class ContactDrawer {
  public:
    ContactDrawer(App& app, Context& ctx, const ContactPage& c, Acts acts, Instant now)
        : app_(app), ctx_(ctx), c_(c), acts_(acts), now_(now) {}

    Html head() {
        Html out;
        out << kit::p(join(rag_tag(c_.rag), " ",
                           c_.clocks.empty() ? Html() : time_left(c_.clocks.front().due_at, now_)));
        for (const auto& clock : c_.clocks) {
            const auto rule = app_.practice.clocks.find(clock.rule);
            out << kit::p(join(rule == app_.practice.clocks.end() ? clock.rule : rule->second.title,
                               ": by ", plain(clock.due_at), " (", clock.words, ")"));
        }
        out << kit::summary_rows(
            {{"Sent by", Html(c_.referrer + (c_.agency.empty() ? "" : ", " + c_.agency))},
             {"Received", Html(plain(c_.received_at))},
             {"Source", Html(code_label(app_.practice, "contact_source", c_.source))},
             {"District", Html(code_label(app_.practice, "district", c_.district))},
             {"Level, as the referrer sees it",
              Html(code_label(app_.practice, "level_of_need", c_.level_at_referral))},
             {"Held by", Html(c_.holder.empty() ? "Nobody yet" : c_.holder)}});
        return out;
    }

    Html actions() {
        if (!acts_.ask || c_.status == "decided") return {};
        Html buttons;
        if (c_.holder.empty())
            buttons << act("take", kit::button({.text = "Take this request",
                                                .classes = "govuk-button--secondary"}));
        buttons << kit::button(
            {.text = c_.rag.empty() ? "Screen and rate" : "Screen and rate again",
             .href = write("contact_screening")});
        if (!c_.rag.empty() && c_.status != "awaiting_decision")
            buttons << act("send", kit::button({.text = "Send to the manager",
                                                .classes = "govuk-button--secondary"}));
        if (acts_.decide)
            buttons << kit::button({.text = "Decide", .href = write("contact_decision")});
        buttons << kit::button({.text = "Write a note",
                                .href = write("contact_note"),
                                .classes = "govuk-button--secondary"});
        return kit::button_group(buttons);
    }

    Html decision() {
        if (c_.outcome.empty()) return {};
        Html out = kit::h2("Decision");
        out << kit::summary_rows(
            {{"Outcome", Html(code_label(app_.practice, "contact_outcome", c_.outcome))},
             {"Level of need",
              Html(code_label(app_.practice, "level_of_need", c_.level_at_decision))},
             {"Threshold document", Html(c_.threshold_document)},
             {"Reason", kit::prose(c_.decision_reason)},
             {"Decided by", Html(c_.decided_by)},
             {"Decided", Html(c_.decided_at ? plain(*c_.decided_at) : "")},
             {"Referrer told",
              c_.told_at ? join(plain(*c_.told_at), kit::prose(c_.told)) : Html("Not yet")}});
        Html next;
        if (!c_.told_at && acts_.ask)
            next << kit::button({.text = "Tell the referrer", .href = write("referrer_told")});
        if (acts_.ask)
            next << kit::button({.text = "Letters about this contact",
                                 .href = url("/contacts/{}/documents", id_to_text(c_.id)),
                                 .classes = "govuk-button--secondary"});
        if (c_.family)
            next << kit::button({.text = "Go to the family’s record",
                                 .href = url("/families/{}", c_.family),
                                 .classes = "govuk-button--secondary"});
        if (!next.empty()) out << kit::button_group(next);
        return out;
    }

    Html partners(const std::vector<record::AskableAgency>& agencies) {
        Html out = kit::h2("Partners", "partners");
        std::vector<std::vector<Html>> rows;
        for (const auto& check : c_.checks) {
            Html answer;
            if (!check.answered_at) {
                answer =
                    join("Waiting. By ", plain(check.due_at), " ", time_left(check.due_at, now_));
            } else {
                answer = join(code_label(app_.practice, "check_response", check.response), ", ",
                              plain(*check.answered_at), ", ", check.answered_by, ". ",
                              code_label(app_.practice, "sharing_basis", check.response_basis));
                if (check.words_hidden)
                    answer << kit::p("The words are kept from your role.");
                else if (!check.words.empty())
                    answer << kit::prose(check.words);
            }
            rows.push_back({check.agency, kit::prose(check.question), std::move(answer)});
        }
        out << kit::data_table(
            {.caption = "Questions and answers",
             .columns = {{.name = "Agency"}, {.name = "Question"}, {.name = "Answer"}},
             .rows = std::move(rows),
             .empty = kit::empty_state("Nobody has been asked yet.")});
        if (acts_.ask && c_.status != "decided") {
            Html buttons;
            for (const auto& agency : agencies) {
                const bool waiting =
                    std::any_of(c_.checks.begin(), c_.checks.end(), [&](const auto& check) {
                        return check.agency_id == agency.id && !check.answered_at;
                    });
                if (waiting) continue;
                buttons << act("ask", join(kit::hidden("agency", agency.id.text()),
                                           kit::button({.text = "Ask " + agency.name,
                                                        .classes = "govuk-button--secondary",
                                                        .prevent_double_click = true})));
            }
            if (!buttons.empty())
                out << kit::p(
                           "One click asks what they know that bears on the children’s safety, "
                           "as a public task. Each question and answer is logged.")
                    << kit::button_group(buttons);
            out << kit::p(kit::link(write("partner_check_request"), "Ask something else"));
        }
        return out;
    }

    Html consents() {
        std::vector<std::vector<Html>> rows;
        for (const auto& k : c_.consents)
            rows.push_back({code_label(app_.practice, "consent_purpose", k.purpose),
                            code_label(app_.practice, "consent_decision", k.decision),
                            kit::prose(k.reason), join(k.from.plain(), ", ", k.asked_by)});
        return join(kit::h2("Consent"),
                    kit::data_table({.caption = "Consent, or why it was gone without",
                                     .caption_hidden = true,
                                     .columns = {{.name = "For"},
                                                 {.name = "Decision"},
                                                 {.name = "Reason"},
                                                 {.name = "Recorded"}},
                                     .rows = std::move(rows),
                                     .empty = kit::empty_state("Nothing is recorded yet. Screening "
                                                               "asks for it.")}));
    }

    Html history() {
        std::vector<kit::TimelineItem> items;
        for (const auto& e : c_.history)
            items.push_back({.title = e.title,
                             .datetime = e.at.iso(),
                             .when = plain(e.at),
                             .byline = e.author,
                             .content = kit::p(e.summary)});
        return join(kit::h2("History"),
                    kit::timeline({.items = std::move(items), .heading_level = 3}));
    }

    Html people(const std::optional<std::vector<record::PersonChecks>>& checks) {
        Html out = kit::h2("People and automatic checks", "people");
        out << kit::p(kRestrictedNotShown, "hearth-meta");
        if (!checks)
            out << kit::alert(
                {.kind = kit::AlertKind::error,
                 .title = "The automatic checks could not be made",
                 .text =
                     kit::p("This is a fault, not an answer: nobody has been searched for. Load "
                            "the page again, and tell your administrator if it goes on.")});
        for (std::size_t i = 0; i < c_.people.size(); ++i) {
            const auto& p = c_.people[i];
            out.open("section", {cls("hearth-form-section"), id("person-" + id_to_text(p.row))});
            out << kit::h3(p.name()) << person_line(p, app_.practice, date_of(now_));
            if (checks) out << person_checks(p, (*checks)[i]);
            out.close("section");
        }
        return out;
    }

  private:
    Url write(std::string_view form) {
        return url("/contacts/{}/write/{}", id_to_text(c_.id), form);
    }
    Html act(std::string_view what, const Html& inside) {
        return app_.form(ctx_,
                         {.action = url("/contacts/{}/{}", id_to_text(c_.id), what),
                          .classes = "hearth-inline-form"},
                         inside);
    }
    // Said, so that nobody wonders why somebody of that name is not proposed; and can be taken
    // back.
    Html ruled_out(const record::NamedPerson& p, const record::PersonChecks& checks) {
        if (checks.proposed.ruled_out.empty()) return {};
        Html list;
        for (const auto& r : checks.proposed.ruled_out) {
            Html line =
                join(el("strong", r.name), ", ", r.family_name, ", ", r.family_reference, ". ",
                     r.by, " said on ", r.on.plain(), r.earlier ? ", on an earlier request," : "",
                     " that this is not the same person. ");
            if (acts_.ask && c_.status != "decided") {
                Html inside = kit::hidden("named", id_to_text(p.row));
                inside << kit::hidden("person", r.person.text())
                       << kit::button({.text = join("Propose them again",
                                                    el("span", {cls("govuk-visually-hidden")}, ": ",
                                                       r.name)),
                                       .name = "verdict",
                                       .value = "again",
                                       .classes = "govuk-button--secondary"});
                line << act("match", inside);
            }
            list << el("li", line);
        }
        return kit::details({.summary = "Not proposed: ruled out before",
                             .text = el("ul", {cls("govuk-list govuk-list--spaced")}, list)});
    }
    Html verdicts(const record::NamedPerson& p, const record::Candidate& c) {
        Html inside = kit::hidden("named", id_to_text(p.row));
        inside << kit::hidden("person", c.person.text());
        const auto hidden = el("span", {cls("govuk-visually-hidden")}, ": ", c.name);
        if (!c.chosen)
            inside << kit::button({.text = join("This is the same person", hidden),
                                   .name = "verdict",
                                   .value = "same",
                                   .classes = "govuk-button--secondary"})
                   << " ";
        inside << kit::button(
            {.text =
                 join(c.chosen ? "Not the same person after all" : "Not the same person", hidden),
             .name = "verdict",
             .value = "not",
             .classes = "govuk-button--secondary"});
        return act("match", inside);
    }
    Html person_checks(const record::NamedPerson& p, const record::PersonChecks& checks) {
        Html out;
        std::vector<std::vector<Html>> rows;
        for (const auto& fact : checks.facts)
            rows.push_back({fact.question, finding_tag(fact.finding), fact.words});
        out << kit::data_table({.caption = "Checks for " + checks.name,
                                .caption_hidden = true,
                                .columns = {{.name = "Check"}, {.name = "Found"}, {.name = "What"}},
                                .rows = std::move(rows)});
        out << kit::p(checks.searched, "hearth-meta");
        out << ruled_out(p, checks);
        const bool open = acts_.ask && c_.status != "decided";
        CandidatePanel panel{.proposed = checks.proposed,
                             .name = checks.name,
                             .today = date_of(now_),
                             .open = !checks.matched};
        if (open) panel.acts = [&](const record::Candidate& c) { return verdicts(p, c); };
        out << candidate_panel(panel);
        if (!p.asked_by.empty())
            out << kit::inset_text(
                {.text = join(p.asked_by, " was not sure who this is and asked the manager on ",
                              p.asked_on ? p.asked_on->plain() : std::string(),
                              ". It waits until somebody says.")});
        else if (open && !checks.matched &&
                 !(checks.proposed.candidates.empty() && checks.proposed.household.empty()))
            out << act("match",
                       join(kit::hidden("named", id_to_text(p.row)),
                            kit::button({.text = join("Not sure: ask the manager",
                                                      el("span", {cls("govuk-visually-hidden")},
                                                         " who ", p.name(), " is")),
                                         .name = "verdict",
                                         .value = "ask",
                                         .classes = "govuk-button--secondary"})));
        return out;
    }

    App& app_;
    Context& ctx_;
    const ContactPage& c_;
    Acts acts_;
    Instant now_;
};

Html for_referrer(App& app, const ContactPage& c) {
    Html out;
    if (c.told_at) {
        out << kit::inset_text(
            {.text =
                 join(el("strong", code_label(app.practice, "contact_outcome", c.outcome)),
                      kit::p("You were told on " + plain(*c.told_at) + "."), kit::prose(c.told))});
    } else {
        out << kit::inset_text(
            {.text = "It has not been decided yet. You will be told the outcome here within one "
                     "working day of the decision."});
    }
    out << kit::h2("What you sent");
    return out;
}

std::optional<std::vector<record::PersonChecks>> checks_or_fault(App& app, Context& ctx,
                                                                 const ContactPage& contact) {
    try {
        auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
            const auto people = people_index(app);
            people->refresh(session);
            return record::automatic_checks(session, context, contact,
                                            identity::alike(*people, contact.people));
        });
        if (found) return std::move(found).value();
        spdlog::error("automatic checks were refused");
    } catch (const std::exception& error) {
        // Shown as a fault on the page; the words of the error are for the operator.
        spdlog::error("automatic checks failed: {}", error.what());
    }
    return std::nullopt;
}

Response contact_page(App& app, Context& ctx, const std::vector<FieldError>& errors = {},
                      int status = 200) {
    const auto contact = id_from_text(ctx.raw_param("contact"));
    if (!contact) return Response::not_found();
    struct Read {
        ContactPage page;
        std::vector<record::AskableAgency> agencies;
        Html sent;
        Instant now;
    };
    const Acts acts{app.could(ctx, Action::ask, ObjectKind::contact),
                    app.could(ctx, Action::decide, ObjectKind::contact)};
    auto read =
        app.read(ctx, [&](store::Session& session, const record::Context& context) -> Result<Read> {
            auto found = record::read_contact(session, context, *contact);
            if (!found) return found.failure();
            Read out{std::move(found).value(), {}, {}, context.now};
            if (acts.ask) out.agencies = record::askable_agencies(session, context);
            record::Names names(session);
            out.sent = sent_sections(app.practice, out.page, names.of_fields());
            return out;
        });
    if (!read) return app.failure(ctx, read.failure());
    const auto& c = read->page;
    kit::Page page;
    std::vector<std::string> children;
    for (const auto& p : c.people)
        if (p.role == "child") children.push_back(p.name());
    page.title = children.empty() ? "Request " + c.reference : join_and(children);
    page.caption = "Request " + c.reference;
    page.before_main = kit::back_above(url("/front-door"), "Front door");
    page.has_errors = !errors.empty();
    page.components = true;
    page.content << kit::error_summary(errors);
    ContactDrawer draw(app, ctx, c, acts, read->now);
    if (c.by_reader && !acts.ask) {
        page.content << for_referrer(app, c) << read->sent;
        std::vector<Html> people;
        for (const auto& p : c.people)
            people.push_back(join(el("strong", p.name()), " ",
                                  person_line(p, app.practice, date_of(read->now))));
        page.content << kit::h3("People") << each(people, [](const Html& one) { return one; });
        return app.page(ctx, std::move(page), status);
    }
    page.wide = true;
    const auto checks = checks_or_fault(app, ctx, c);
    page.content << draw.actions();
    page.content << el(
        "div", {cls("hearth-columns")},
        el("div", draw.decision(), kit::h2("What was sent"), read->sent, draw.people(checks),
           draw.partners(read->agencies), draw.consents(), draw.history()),
        el("aside", {attr("aria-label", "Where this request stands")}, draw.head()));
    return app.page(ctx, std::move(page), status);
}

// Runs an act and comes back to the page; what is Invalid is shown there.
template <class F>
Response act_and_return(App& app, Context& ctx, F&& f) {
    const auto contact = id_from_text(ctx.raw_param("contact"));
    if (!contact) return Response::not_found();
    const std::string back = "/contacts/" + id_to_text(*contact);
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto did = f(session, context, *contact);
            if (!did) return did.failure();
            return back;
        });
    if (done) return Response::see_other(done.value());
    if (const auto* bad = std::get_if<Invalid>(&done.failure()))
        return contact_page(app, ctx, bad->errors, 422);
    return app.failure(ctx, done.failure());
}

// One click: the form's own question and basis, signed as it stands.
Result<Done> ask_agency(store::Session& session, const record::Context& context,
                        std::int64_t contact, std::string_view agency) {
    const auto* form = context.practice.form("partner_check_request");
    if (form == nullptr) return Refusal{"absent"};
    record::DraftSubject subject;
    subject.form = form->id;
    subject.contact = contact;
    record::Submission submission;
    submission.form = form->id;
    submission.contact = contact;
    submission.answers = practice::first_answers(
        context.practice, *form, record::names_for(session, context, *form, subject));
    submission.answers.set("agency", std::string(agency));
    auto done = record::sign_entry(session, context, submission);
    if (!done) return done.failure();
    return Done{};
}

}  // namespace

std::optional<Response> request_sent_page(App& app, Context& ctx, std::int64_t contact) {
    struct Read {
        std::string reference;
        std::optional<Instant> due;
    };
    auto read =
        app.read(ctx, [&](store::Session& session, const record::Context& context) -> Result<Read> {
            const auto sent = record::requests_sent(session, context);
            for (const auto& q : sent)
                if (q.id == contact) return Read{q.reference, q.due_at};
            return Refusal{"absent"};
        });
    if (!read) return std::nullopt;
    kit::Page page;
    page.title = "Request sent";
    page.own_heading = true;
    page.content << kit::panel(
        {.title = "Request sent",
         .text = join("Your reference is ", el("br"), el("strong", read->reference))});
    page.content << kit::h2("What happens next");
    std::vector<Html> steps{
        "The front door reads it now, and looks for what is already known about each person.",
        read->due ? Html("A manager decides by " + plain(*read->due) + ".")
                  : Html("A manager decides within one working day."),
        "You are told the outcome within one working day of the decision: it shows under Front "
        "door."};
    page.content << kit::bullets(steps);
    page.content << kit::p(
        "If a child is in danger before then, call 999. Do not wait for an answer.");
    page.content << kit::p(kit::link(url("/contacts/{}", id_to_text(contact)), "See what you sent"))
                 << kit::p(kit::link(url("/front-door"), "Your requests"));
    return app.page(ctx, std::move(page));
}

void add_contact_routes(Router& router, App& app) {
    const auto asks = [] { return Policy::guarded(Action::ask, ObjectKind::contact); };
    router.add({Method::get, "/contacts/{contact}",
                Policy::guarded(Action::view, ObjectKind::contact),
                [&](Context& ctx) { return contact_page(app, ctx); }});
    router.add({Method::post, "/contacts/{contact}/take", asks(), [&](Context& ctx) {
                    return act_and_return(app, ctx,
                                          [](auto& session, const auto& context, auto id) {
                                              return record::take_contact(session, context, id);
                                          });
                }});
    router.add({Method::post, "/contacts/{contact}/send", asks(), [&](Context& ctx) {
                    return act_and_return(app, ctx,
                                          [](auto& session, const auto& context, auto id) {
                                              return record::send_to_manager(session, context, id);
                                          });
                }});
    router.add({Method::post, "/contacts/{contact}/ask", asks(), [&](Context& ctx) {
                    return act_and_return(
                        app, ctx, [&](auto& session, const auto& context, auto id) {
                            return ask_agency(session, context, id, ctx.request.field("agency"));
                        });
                }});
    router.add({Method::post, "/contacts/{contact}/match", asks(), [&](Context& ctx) {
                    return act_and_return(
                        app, ctx,
                        [&](store::Session& session, const record::Context& context,
                            std::int64_t id) -> Result<Done> {
                            const auto named = id_from_text(ctx.request.field("named"));
                            const auto person = PersonId::parse(ctx.request.field("person"));
                            const auto verdict = ctx.request.field("verdict");
                            if (!named) return Refusal{"absent"};
                            if (verdict == "ask")
                                return record::ask_who(session, context, id, *named);
                            // Nobody named: the match is taken away, and nothing said of anybody.
                            if (!person)
                                return record::match_person(session, context, id, *named, {});
                            if (verdict == "same")
                                return record::match_person(session, context, id, *named, *person);
                            if (verdict == "not")
                                return record::reject_match(session, context, id, *named, *person);
                            if (verdict == "again")
                                return record::allow_match(session, context, id, *named, *person);
                            return Refusal{"absent"};
                        });
                }});
}

}  // namespace hearth::web
