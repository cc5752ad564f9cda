// Long because: the routes of drafts and signing share how a draft is found, saved and told about.
// The page of a form: opened as a draft, saved, signed, discarded; and what signing did.
#include "web/pages/entry_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "identity/alike.h"
#include "record/authorise.h"
#include "record/entries.h"
#include "record/names.h"
#include "returns/quality/quality_run.h"
#include "web/kit/kit.h"
#include "web/pages/chronology.h"
#include "web/pages/front_door.h"
#include "web/pages/pages.h"
#include "web/pages/people_index.h"
#include "web/pages/quality.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using record::DraftSubject;

std::string path_of(std::int64_t draft) {
    return "/drafts/" + id_to_text(draft);
}

std::optional<std::int64_t> draft_of(const Context& ctx) {
    return id_from_text(ctx.raw_param("draft"));
}

std::int64_t edition_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    std::int64_t out = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

// What there is to say at the head of the page after a post.
enum class Said { nothing, saved, sent, conflict, key_used, taken_back };

// Where it stands between its writer and whoever signs it.
Html standing(const record::Draft& draft, record::Names& names, std::string_view signatory,
              Said said) {
    if (draft.sent_at && said != Said::sent)
        return kit::inset_text(
            {.text = join("Sent by ", names.worker(draft.sent_by), " on ", plain(*draft.sent_at),
                          " for the ", signatory,
                          "’s signature. Its writers cannot change it meanwhile.")});
    if (!draft.returned_at) return {};
    return kit::notification_banner(
        {.text = join(names.worker(draft.returned_by), ", ", plain(*draft.returned_at), ": ",
                      draft.returned_reason),
         .title = "Returned to be changed"});
}

Html return_box(const record::Draft& draft, const std::vector<FieldError>& errors,
                std::string_view typed) {
    const auto wrong = std::find_if(errors.begin(), errors.end(),
                                    [](const FieldError& e) { return e.field == "return_reason"; });
    Html inside =
        kit::textarea({.name = "return_reason",
                       .label = {.text = "What has to change"},
                       .value = std::string(typed),
                       .error = {.text = wrong == errors.end() ? std::string() : wrong->message},
                       .id = "return_reason",
                       .rows = 3});
    inside << kit::button(
        {.text = "Return to the writer",
         .classes = "govuk-button--secondary",
         .prevent_double_click = true,
         .attributes = {form_action(url("/drafts/{}/return", id_to_text(draft.id)))}});
    return kit::details(
        {.summary = "Return it with a reason", .text = inside, .open = wrong != errors.end()});
}

Html sent_banner(App& app, const practice::Form& form, Said said) {
    if (said != Said::sent) return {};
    return kit::notification_banner(
        {.text = "It is on their My day under “Waiting for you”. You will see on yours when it is "
                 "signed, or returned with a reason.",
         .title = "Sent to the " + record::signatory_words(app.practice, form),
         .type = "success"});
}

// The sections that the reader may see of `answers`, in words.
Html answers_in_words(store::Session& session, const record::Context& context,
                      const record::FormSheet& sheet, const Answers& answers) {
    record::Names names(session);
    std::vector<record::SectionRead> sections;
    for (std::size_t i = 0; i < sheet.sections.size(); ++i) {
        if (sheet.sections[i] == record::SectionUse::hidden) continue;
        auto section =
            record::section_in_words(context, *sheet.form, sheet.form->sections[i], answers, names);
        if (!section.groups.empty()) sections.push_back(std::move(section));
    }
    return sections_in_words(sections);
}

// Sent to be signed by somebody else: to be read, and taken back by whoever sent it. `typed` is
// what an older page of it posted, which is not saved: it is shown, so that nobody loses it.
Html locked_part(App& app, Context& ctx, store::Session& session, const record::Context& context,
                 const record::FormSheet& sheet, const FieldMap* typed) {
    const auto& draft = sheet.draft;
    const auto& form = *sheet.form;
    const auto signatory = record::signatory_words(app.practice, form);
    Html h;
    if (typed != nullptr) {
        const Answers posted = posted_answers(*typed, form, sheet.sections, draft.answers);
        Answers changed;
        for (const auto& field : posted.fields())
            if (field.name != "people" && draft.answers.all(field.name) != field.texts)
                changed.set(field.name, field.texts);
        Html unsaved = answers_in_words(session, context, sheet, changed);
        if (!unsaved.empty())
            h << kit::inset_text(
                {.text = join(el("strong",
                                 "What you typed and is not in it. Copy it before you "
                                 "leave this page."),
                              unsaved)});
    }
    std::vector<Html> about;
    for (const auto& id : draft.answers.all("people"))
        for (const auto& person : sheet.people)
            if (person.id == id) about.emplace_back(person.words);
    if (!about.empty()) h << kit::summary_rows({{"About", kit::bullets(about)}});
    h << answers_in_words(session, context, sheet, draft.answers);
    if (draft.sent_by == context.subject.worker)
        return join(h,
                    kit::p("To change it, take it back. It then waits for nobody until you send it "
                           "again."),
                    app.form(ctx, {.action = url("/drafts/{}/take-back", id_to_text(draft.id))},
                             kit::button({.text = "Take it back to change it",
                                          .classes = "govuk-button--secondary",
                                          .prevent_double_click = true})));
    return join(h, kit::p("To change it, ask whoever sent it to take it back, or the " + signatory +
                          " to return it."));
}

Response form_page(App& app, Context& ctx, std::int64_t draft,
                   const std::vector<FieldError>& errors, Said said, int status = 200,
                   std::string_view returned_text = {}, const FieldMap* typed = nullptr) {
    return app.read(ctx, [&](store::Session& session, const record::Context& context) -> Response {
        auto sheet = record::form_sheet(session, context, draft);
        if (!sheet) return app.failure(ctx, sheet.failure());
        const auto& s = sheet.value();
        const auto& form = *s.form;
        kit::Page page;
        page.title = form.title;
        page.caption = s.subject;
        page.has_errors = !errors.empty();
        page.wide = s.last.has_value();
        page.drafts = !s.locked;
        page.components = true;
        if (s.locked) {
            record::Names names(session);
            if (typed != nullptr)
                page.content << kit::notification_banner(
                    {.text = "It had been sent to be signed before you pressed the button. What "
                             "you typed since is below, and is not saved.",
                     .title = "Not saved"});
            page.content << sent_banner(app, form, said)
                         << standing(s.draft, names, record::signatory_words(app.practice, form),
                                     said)
                         << locked_part(app, ctx, session, context, s, typed);
            return app.page(ctx, std::move(page), status);
        }

        Html inside = kit::hidden("edition", std::to_string(s.draft.edition));
        // Return pressed in a text box is the form's first button: to save.
        inside << el("button",
                     {cls("govuk-visually-hidden"), attr("type", "submit"), attr("tabindex", "-1"),
                      attr("aria-hidden", "true")},
                     "Save");
        inside << draw_form({app.practice, s, errors,
                             record::names_for(session, context, form, s.draft.subject), context});
        if (s.last)
            inside << kit::p(
                join("What was written last time on ", date_of(s.last->happened).plain(),
                     " stands beside the questions. It is not copied."),
                "hearth-meta");
        const Url sign_to = url("/drafts/{}/sign", id_to_text(draft));
        Html buttons;
        const auto signatory = record::signatory_words(app.practice, form);
        const bool sends = record::must_be_sent(context.subject, form);
        if (s.may_sign)
            buttons << kit::button({.text = form.signed_by.empty() ? "Sign" : "Sign and decide",
                                    .prevent_double_click = true,
                                    .attributes = {form_action(sign_to)}});
        else if (sends)
            buttons << kit::button(
                {.text = "Send to " + signatory,
                 .prevent_double_click = true,
                 .attributes = {form_action(url("/drafts/{}/send", id_to_text(draft)))}});
        buttons << kit::button({.text = "Save draft", .classes = "govuk-button--secondary"});
        // What was sent is returned, or taken back by its sender, before it can be thrown away.
        if (!s.draft.sent_at)
            buttons << kit::button(
                {.text = "Discard draft",
                 .classes = "govuk-button--warning",
                 .attributes = {form_action(url("/drafts/{}/discard", id_to_text(draft)))}});
        if (s.may_sign && s.draft.sent_at)
            inside << return_box(s.draft, errors, returned_text);
        else if (sends)
            inside << kit::inset_text(
                {.text = "Signing this is the " + signatory + "’s. Send it when it is complete."});
        inside << kit::button_group(buttons);
        inside << el("p", {cls("hearth-save-state"), attr("role", "status")},
                     join("Saved ", plain(s.draft.saved_at)));

        Html content;
        content << kit::error_summary(errors);
        switch (said) {
            case Said::nothing:
                break;
            case Said::saved:
                content << kit::notification_banner(
                    {.text = "Your draft is saved. It is on My day until you sign it.",
                     .title = "Saved",
                     .type = "success"});
                break;
            case Said::sent:
                break;  // said of what is locked
            case Said::taken_back:
                content << kit::notification_banner(
                    {.text = "It waits for nobody now. Change it, and send it again.",
                     .title = "Taken back",
                     .type = "success"});
                break;
            case Said::conflict:
                content << kit::notification_banner(
                    {.text = "This was changed in another place since you opened it. Both texts "
                             "are kept and shown below: yours in the box, the other under it.",
                     .title = "Two texts"});
                break;
            case Said::key_used:
                content << kit::notification_banner(
                    {.text = "This page had been sent before. Your draft is saved; check it and "
                             "send it again.",
                     .title = "Check"});
                break;
        }
        record::Names names(session);
        content << standing(s.draft, names, record::signatory_words(app.practice, form), said);
        if (!form.guidance.empty()) content << kit::p(form.guidance);
        content << app.form(
            ctx,
            {.action = url("/drafts/{}", id_to_text(draft)),
             .draft = id_to_text(draft),
             .attributes = {attr("data-draft-version", std::to_string(s.draft.edition))}},
            inside);
        page.content = std::move(content);
        return app.page(ctx, std::move(page), status);
    });
}

// Opens (or finds) the draft and leads to its page.
Response open(App& app, Context& ctx, const DraftSubject& subject) {
    auto draft = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return record::open_draft(session, context, subject);
    });
    if (!draft) return app.failure(ctx, draft.failure());
    return Response::see_other(path_of(draft->id));
}

// What was posted, over what the draft holds of sections that are not this writer's.
Result<record::Saved> save_posted(App&, store::Session& session, const record::Context& context,
                                  std::int64_t draft, std::int64_t edition,
                                  const FieldMap& posted) {
    auto sheet = record::form_sheet(session, context, draft);
    if (!sheet) return sheet.failure();
    auto whole = record::read_draft(session, context, draft);  // also what the sheet leaves out
    if (!whole) return whole.failure();
    const auto answers = posted_answers(posted, *sheet->form, sheet->sections, whole->answers);
    return record::save_draft(session, context, draft, edition, answers);
}

Response expired_answer(const Context& ctx, std::int64_t draft) {
    if (ctx.request.method == Method::put) return Response::status_only(401);
    return Response::see_other("/sign-in?return=" + percent_encode(path_of(draft)));
}

bool was_sent(const Failure& failure) {
    const auto* wrong = std::get_if<Invalid>(&failure);
    return wrong != nullptr && wrong->errors.front().code == record::kDraftSent;
}

// It waits for a signature by now: the page of what was sent, with what this post would have added.
Response not_changed(App& app, Context& ctx, std::int64_t draft) {
    return form_page(app, ctx, draft, {}, Said::nothing, 409, {}, &ctx.request.form);
}

Response put_draft(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    const auto edition = edition_of(ctx.request.header("if-match"));
    auto saved = app.write(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<record::Saved> {
            auto done = save_posted(app, session, context, *draft, edition, ctx.request.form);
            // Nothing is sent over the other's text: the page's own post shows both.
            if (done && !done->conflicts.empty())
                return invalid("", "conflict", "changed elsewhere");
            return done;
        });
    if (!saved) {
        if (std::holds_alternative<Invalid>(saved.failure())) return Response::status_only(409);
        return app.failure(ctx, saved.failure());
    }
    auto response = Response::status_only(200);
    response.header("ETag", "\"" + std::to_string(saved->edition) + "\"");
    return response;
}

Response post_draft(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    auto saved = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return save_posted(app, session, context, *draft, edition_of(ctx.request.field("edition")),
                           ctx.request.form);
    });
    if (!saved && was_sent(saved.failure())) {
        if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
        return not_changed(app, ctx, *draft);
    }
    if (!saved) return app.failure(ctx, saved.failure());
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    if (!saved->conflicts.empty()) return form_page(app, ctx, *draft, {}, Said::conflict, 409);
    for (const auto& [name, value] : ctx.request.form) {  // a button of a repeated group
        if (!name.starts_with("add-") && !name.starts_with("remove-")) continue;
        const auto group = name.substr(name.find('-') + 1);
        return Response::see_other(path_of(*draft) + "#" + percent_encode(group));
    }
    return Response::see_other(path_of(*draft) + "?saved=1");
}

Response post_discard(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    auto gone = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return record::discard_draft(session, context, *draft);
    });
    if (!gone && was_sent(gone.failure())) return not_changed(app, ctx, *draft);
    if (!gone) return app.failure(ctx, gone.failure());
    return Response::see_other("/my-day");
}

// First line: where the entry shows. Then a line for each thing made: words, tab, path (or
// nothing).
std::string told(const record::Submission& submission, const record::Signed& done) {
    std::string out;
    if (done.contact != 0)
        out = submission.check != 0 ? "/checks" : "/contacts/" + id_to_text(done.contact);
    else if (done.family)
        out = "/families/" + done.family.text();
    std::vector<std::string> said;  // the same of several children is said once
    for (const auto& made : done.made) {
        if (made.words.empty() || std::find(said.begin(), said.end(), made.words) != said.end())
            continue;
        said.push_back(made.words);
        std::string line = made.words;
        std::replace(line.begin(), line.end(), '\n', ' ');
        std::replace(line.begin(), line.end(), '\t', ' ');
        std::string path;
        if (made.what == "family") path = "/families/" + id_to_text(made.id);
        out += "\n" + line + "\t" + path;
    }
    return out;
}

Html made_list(std::string_view lines) {
    std::vector<Html> items;
    for (const auto line : split(lines, '\n')) {
        if (line.empty()) continue;
        const auto tab = line.find('\t');
        const auto words = line.substr(0, tab);
        const auto path = line.substr(tab + 1);
        const auto to = path.empty() ? std::nullopt : Url::local(path);
        items.push_back(to ? kit::link(*to, words) : Html(words));
    }
    if (items.empty()) return kit::p("Your words are on the record. Nothing else was started.");
    return kit::bullets(items);
}

// The entry and its family, when signing it changed what a return tells: "\tENTRY\tFAMILY" after
// the form's title.
std::string to_check(const record::Signed& done) {
    const bool changed =
        done.family && std::any_of(done.made.begin(), done.made.end(), [](const record::Made& m) {
            return returns::is_census_table(m.what) || returns::is_care_table(m.what);
        });
    return changed ? "\t" + done.entry.text() + "\t" + done.family.text() : std::string();
}

Response done_page(App& app, Context& ctx, std::string_view title, std::string_view text,
                   const Html& faults) {
    const auto end = text.find('\n');
    const auto path = text.substr(0, end);
    const auto lines = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    kit::Page page;
    page.title = "Signed: " + std::string(title);
    page.own_heading = true;
    page.content << kit::panel({.title = "Signed", .text = title});
    page.content << kit::h2("What this did") << made_list(lines) << faults;
    if (const auto to = Url::local(path))
        page.content << kit::p(kit::link(*to, path.starts_with("/contacts/") ? "Back to the request"
                                              : path == "/checks" ? "Back to your questions"
                                                                  : "Go to the family’s record"));
    page.content << kit::p(kit::link(url("/my-day"), "Go to My day"));
    return app.page(ctx, std::move(page));
}

// Nothing was signed or sent: what was typed is kept all the same, and the page says what is wrong.
Response not_done(App& app, Context& ctx, std::int64_t draft, std::int64_t edition,
                  const Failure& failure, bool conflict) {
    const auto* wrong = std::get_if<Invalid>(&failure);
    if (wrong == nullptr) return app.failure(ctx, failure);
    if (was_sent(failure)) return not_changed(app, ctx, draft);
    const auto errors = wrong->errors;
    auto saved = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return save_posted(app, session, context, draft, edition, ctx.request.form);
    });
    if (!saved) return app.failure(ctx, saved.failure());
    if (conflict || !saved->conflicts.empty())
        return form_page(app, ctx, draft, {}, Said::conflict, 409);
    const bool reused = std::any_of(errors.begin(), errors.end(), [](const FieldError& e) {
        return e.code == "key_used_before";
    });
    if (reused) return form_page(app, ctx, draft, {}, Said::key_used, 422);
    return form_page(app, ctx, draft, errors, Said::nothing, 422);
}

bool makes_people(const practice::Form& form) {
    return std::any_of(form.effects.begin(), form.effects.end(), [](const practice::Effect& e) {
        return e.kind == practice::EffectKind::makes && e.target == "family";
    });
}

// Whom a contact names who may be on record, and nobody has said: asked just before what may make
// people of them is signed.
std::vector<std::int64_t> may_be_known(App& app, Context& ctx, std::int64_t draft) {
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        std::vector<std::int64_t> out;
        const auto read = record::read_draft(session, context, draft);
        if (!read || read->subject.contact == 0) return out;
        const auto* form = context.practice.form(read->subject.form, read->form_version);
        if (form == nullptr || !makes_people(*form)) return out;
        const auto contact = record::read_contact(session, context, read->subject.contact);
        if (!contact) return out;
        const auto people = people_index(app);
        people->refresh(session);
        const auto found = identity::alike(*people, contact->people);
        const auto proposed =
            record::propose(session, context, contact->id, contact->people, found);
        for (std::size_t i = 0; i < proposed.size(); ++i) {
            const auto& all = proposed[i].candidates;
            if (!contact->people[i].person &&
                std::any_of(all.begin(), all.end(), [](const auto& c) { return c.likely(); }))
                out.push_back(contact->people[i].row);
        }
        return out;
    });
}

Response post_sign(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return post_draft(app, ctx);
    const auto edition = edition_of(ctx.request.field("edition"));
    bool conflict = false;
    const auto unanswered = may_be_known(app, ctx, *draft);
    auto signed_ = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto saved = save_posted(app, session, context, *draft, edition, ctx.request.form);
            if (!saved) return saved.failure();
            if (!saved->conflicts.empty()) {
                conflict = true;
                return invalid("", "conflict", "Two texts were written. Look at both, then sign.");
            }
            auto read = record::read_draft(session, context, *draft);
            if (!read) return read.failure();
            const auto& d = read.value();
            const auto* form = context.practice.form(d.subject.form, d.form_version);
            auto submission = record::submission_of(*form, d);
            submission.may_be_known = unanswered;
            auto done = record::sign_entry(session, context, submission);
            if (!done) return done.failure();
            return form->title + to_check(done.value()) + "\n" + told(submission, done.value());
        });
    if (signed_) {
        const auto& text = signed_.value();
        const auto end = text.find('\n');
        const auto head = split(std::string_view(text).substr(0, end), '\t');
        const std::string_view form_title = head.front();
        const auto rest = text.substr(end + 1);
        // A request that somebody outside the hub has sent: when they hear, not what it started.
        const auto path = std::string_view(rest).substr(0, rest.find('\n'));
        if (path.starts_with("/contacts/") && !app.could(ctx, Action::ask, ObjectKind::contact))
            if (const auto contact = id_from_text(path.substr(10)))
                if (auto sent = request_sent_page(app, ctx, *contact)) return std::move(*sent);
        Html faults;
        if (head.size() == 3)
            faults = faults_of_signing(app, ctx, FamilyId::parse(head[2]).value_or(FamilyId{}),
                                       EntryId::parse(head[1]).value_or(EntryId{}));
        return done_page(app, ctx, form_title, rest, faults);
    }
    return not_done(app, ctx, *draft, edition, signed_.failure(), conflict);
}

Response post_send(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return post_draft(app, ctx);
    const auto edition = edition_of(ctx.request.field("edition"));
    bool conflict = false;
    auto sent = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto saved = save_posted(app, session, context, *draft, edition, ctx.request.form);
            if (!saved) return saved.failure();
            if (!saved->conflicts.empty()) {
                conflict = true;
                return invalid("", "conflict", "Two texts were written. Look at both, then send.");
            }
            auto done = record::send_for_authority(session, context, *draft);
            if (!done) return done.failure();
            return path_of(*draft) + "?sent=1";
        });
    if (sent) return Response::see_other(sent.value());
    return not_done(app, ctx, *draft, edition, sent.failure(), conflict);
}

Response post_take_back(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    auto back = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto done = record::take_back_draft(session, context, *draft);
            if (!done) return done.failure();
            return path_of(*draft) + "?back=1";
        });
    if (!back) return app.failure(ctx, back.failure());
    return Response::see_other(back.value());
}

Response post_return(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    const std::string reason(ctx.request.field("return_reason"));
    auto returned = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto done = record::return_draft(session, context, *draft, reason);
            if (!done) return done.failure();
            return std::string("/my-day");
        });
    if (returned) return Response::see_other(returned.value());
    const auto* wrong = std::get_if<Invalid>(&returned.failure());
    if (wrong == nullptr) return app.failure(ctx, returned.failure());
    return form_page(app, ctx, *draft, wrong->errors, Said::nothing, 422, reason);
}

}  // namespace

void add_entry_form_routes(Router& router, App& app) {
    const auto writes = [](ObjectKind kind) { return Policy::guarded(Action::write, kind); };
    router.add({Method::get, "/families/{family}/write/{form}", writes(ObjectKind::family),
                [&](Context& ctx) {
                    const auto family = ctx.param<FamilyId>("family");
                    if (!family) return Response::not_found();
                    return open(app, ctx,
                                {.form = std::string(ctx.raw_param("form")), .family = *family});
                }});
    router.add({Method::get, "/contacts/{contact}/write/{form}", writes(ObjectKind::contact),
                [&](Context& ctx) {
                    const auto contact = id_from_text(ctx.raw_param("contact"));
                    if (!contact) return Response::not_found();
                    return open(app, ctx,
                                {.form = std::string(ctx.raw_param("form")), .contact = *contact});
                }});
    router.add({Method::get, "/meetings/{meeting}/write/{form}", writes(ObjectKind::family),
                [&](Context& ctx) {
                    const auto meeting = ctx.param<MeetingId>("meeting");
                    if (!meeting) return Response::not_found();
                    return open(app, ctx,
                                {.form = std::string(ctx.raw_param("form")), .meeting = *meeting});
                }});
    router.add(
        {Method::get, "/checks/{check}/write/{form}", writes(ObjectKind::check), [&](Context& ctx) {
             const auto check = id_from_text(ctx.raw_param("check"));
             if (!check) return Response::not_found();
             return open(app, ctx, {.form = std::string(ctx.raw_param("form")), .check = *check});
         }});
    router.add(
        {Method::get, "/entries/{entry}/revise", writes(ObjectKind::family), [&](Context& ctx) {
             const auto entry = ctx.param<EntryId>("entry");
             if (!entry) return Response::not_found();
             auto draft =
                 app.write(ctx, [&](store::Session& session, const record::Context& context) {
                     return record::open_revision(session, context, *entry);
                 });
             if (!draft) return app.failure(ctx, draft.failure());
             return Response::see_other(path_of(draft->id));
         }});
    router.add({Method::get, "/front-door/new", writes(ObjectKind::contact),
                [&](Context& ctx) { return open(app, ctx, {.form = "request_for_support"}); }});

    const auto own = [] {
        return Policy::signed_in("a draft is its writer's own, or a meeting's");
    };
    router.add({Method::get, "/drafts/{draft}", own(), [&](Context& ctx) {
                    const auto draft = draft_of(ctx);
                    if (!draft) return Response::not_found();
                    return form_page(app, ctx, *draft, {},
                                     ctx.request.has_field("sent")    ? Said::sent
                                     : ctx.request.has_field("back")  ? Said::taken_back
                                     : ctx.request.has_field("saved") ? Said::saved
                                                                      : Said::nothing);
                }});
    router.add(
        {Method::put, "/drafts/{draft}", own(), [&](Context& ctx) { return put_draft(app, ctx); }});
    router.add({Method::post, "/drafts/{draft}", own(),
                [&](Context& ctx) { return post_draft(app, ctx); }});
    router.add({Method::post, "/drafts/{draft}/sign", own(),
                [&](Context& ctx) { return post_sign(app, ctx); }});
    router.add({Method::post, "/drafts/{draft}/send", own(),
                [&](Context& ctx) { return post_send(app, ctx); }});
    router.add({Method::post, "/drafts/{draft}/take-back", own(),
                [&](Context& ctx) { return post_take_back(app, ctx); }});
    router.add({Method::post, "/drafts/{draft}/return", own(),
                [&](Context& ctx) { return post_return(app, ctx); }});
    router.add({Method::post, "/drafts/{draft}/discard", own(),
                [&](Context& ctx) { return post_discard(app, ctx); }});
}

}  // namespace hearth::web
