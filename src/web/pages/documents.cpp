// Documents: what can be made of a family or a contact, the draft, the check before it goes, and
// what was sent, as page and PDF.
// Long because: one flow from the choice to what was kept, whose pages share the frame and the ways
// to each other.
#include <fmt/format.h>

#include "record/outputs.h"
#include "web/kit/kit.h"
#include "web/pages/document_view.h"
#include "web/pages/documents.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pdf.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using record::MadeOutput;
using record::MadePart;

std::shared_ptr<const practice::Outputs>& in_use() {
    static std::shared_ptr<const practice::Outputs> outputs;
    return outputs;
}
const practice::Outputs& outputs() {
    return *in_use();
}

std::string draft_path(std::int64_t draft) {
    return "/drafts/documents/" + id_to_text(draft);
}
Url draft_url(std::int64_t draft) {
    return url("/drafts/documents/{}", id_to_text(draft));
}
std::optional<std::int64_t> draft_of(const Context& ctx) {
    return id_from_text(ctx.raw_param("draft"));
}
std::int64_t edition_of(std::string_view text) {
    std::int64_t out = 0;
    for (const char c : text)
        if (c >= '0' && c <= '9' && out < 1000000000) out = out * 10 + (c - '0');
    return out;
}
// Signed out meanwhile: what was typed has been saved, and nothing else is done.
Response expired_answer(const Context& ctx, std::int64_t draft) {
    if (ctx.request.method == Method::put) return Response::status_only(401);
    return Response::see_other("/sign-in?return=" + percent_encode(draft_path(draft)));
}

kit::Page frame(App& app, const Context& ctx, const std::optional<record::FamilyHead>& head,
                std::int64_t contact) {
    if (head) {
        // Flags of the family are the worker's to see, and never on the paper that a reader is
        // handed.
        auto page = family_frame(app, ctx, *head, FamilyTab::documents);
        page.before_main = el("div", {cls("hearth-noprint")}, page.before_main);
        return page;
    }
    kit::Page page;
    page.before_main =
        kit::back_above(url("/contacts/{}", id_to_text(contact)), "Back to the contact");
    return page;
}

// ---- the list

Url make_url_of(const std::optional<record::FamilyHead>& head, std::int64_t contact,
                const std::string& output) {
    return head ? url("/families/{}/documents/{}", head->id, output)
                : url("/contacts/{}/documents/{}", id_to_text(contact), output);
}

Response list_page(App& app, Context& ctx, const record::DocumentsPage& data) {
    kit::Page page = frame(app, ctx, data.head, data.contact);
    page.title = "Documents";
    Html& h = page.content;
    if (!data.drafts.empty()) {
        kit::DataTable drafts;
        drafts.caption = "What you are writing";
        drafts.caption_hidden = true;
        drafts.columns = {{.name = "Document"}, {.name = "For"}, {.name = "Saved"}};
        for (const auto& d : data.drafts)
            drafts.rows.push_back({kit::link(draft_url(d.id), d.title, " for " + d.reader),
                                   d.reader, plain(d.saved_at)});
        h << kit::h2("What you are writing") << kit::data_table(drafts);
    }
    kit::DataTable sent;
    sent.caption = "Sent";
    sent.caption_hidden = true;
    sent.columns = {
        {.name = "Document"}, {.name = "For"}, {.name = "Sent"}, {.name = "How"}, {.name = "By"}};
    sent.empty = "No document has been recorded as sent.";
    for (const auto& s : data.sent)
        sent.rows.push_back({kit::link(url("/documents/{}", s.id), s.title,
                                       " for " + s.reader + ", " + plain(s.sent_at)),
                             s.reader, plain(s.sent_at),
                             label_of(app, "document_channel", s.channel), s.sent_by});
    h << kit::h2("Sent") << kit::data_table(sent);
    if (!data.offers.empty()) {
        std::vector<std::pair<std::string, Html>> rows;
        h << kit::h2("Make a document")
          << kit::p(
                 "It is made from the record. You add what only you can say, and see what is "
                 "left out for its reader before it goes.");
        kit::DataTable offers;
        offers.caption = "Make a document";
        offers.caption_hidden = true;
        offers.columns = {{.name = "Document"}, {.name = "When to use it"}};
        for (const auto& o : data.offers)
            offers.rows.push_back(
                {kit::link(make_url_of(data.head, data.contact, o.output), o.title), o.guidance});
        h << kit::data_table(offers);
    }
    return app.page(ctx, std::move(page));
}

Response family_list(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_documents(session, context, outputs(), *family);
    });
    return read ? list_page(app, ctx, read.value()) : app.failure(ctx, read.failure());
}
Response contact_list(App& app, Context& ctx) {
    const auto contact = id_from_text(ctx.raw_param("contact"));
    if (!contact) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::contact_documents(session, context, outputs(), *contact);
    });
    return read ? list_page(app, ctx, read.value()) : app.failure(ctx, read.failure());
}

// ---- for whom

std::optional<record::OutputSubject> subject_of(const Context& ctx, bool of_contact) {
    record::OutputSubject subject;
    subject.output = ctx.raw_param("output");
    if (of_contact) {
        const auto contact = id_from_text(ctx.raw_param("contact"));
        if (!contact) return std::nullopt;
        subject.contact = *contact;
    } else {
        const auto family = ctx.param<FamilyId>("family");
        if (!family) return std::nullopt;
        subject.family = *family;
    }
    return subject;
}

std::string choice_value(const record::ReaderChoice& c) {
    return c.person ? c.reader + " " + c.person.text() : c.reader;
}

Response choose_page(App& app, Context& ctx, bool of_contact,
                     const std::vector<FieldError>& errors = {}, int status = 200) {
    const auto subject = subject_of(ctx, of_contact);
    if (!subject) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::output_choices(session, context, outputs(), *subject);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& data = read.value();
    kit::Page page = frame(app, ctx, data.head, subject->contact);
    page.title = data.output->title;
    page.has_errors = !errors.empty();
    Html& h = page.content;
    h << kit::error_summary(errors) << kit::p(data.output->guidance);
    if (data.readers.empty()) {
        h << kit::empty_state(
            "Nobody of this family could be its reader. Add the person on Family "
            "and network first.");
        return app.page(ctx, std::move(page), status);
    }
    kit::Radios readers{.name = "reader"};
    readers.fieldset = kit::Fieldset{.legend = {.text = "Who will read it?"}};
    readers.hint = {.text = "What may stand in it follows from the reader."};
    readers.error = {.text = kit::error_for(errors, "reader")};
    readers.value = ctx.request.has_field("reader") ? std::string(ctx.request.field("reader"))
                    : data.readers.size() == 1      ? choice_value(data.readers.front())
                                                    : std::string();
    bool named = false;
    for (const auto& c : data.readers) {
        readers.items.push_back(
            {.text = c.words, .value = choice_value(c), .hint = {.text = c.hint}});
        named = named || c.named;
    }
    Html inside = kit::radios(readers);
    if (named)
        inside << kit::input({.name = "named",
                              .label = {.text = "Name of the court, agency or person"},
                              .value = std::string(ctx.request.field("named")),
                              .hint = {.text = "Only where the reader is outside the family"},
                              .error = {.text = kit::error_for(errors, "named")},
                              .classes = "govuk-!-width-two-thirds"});
    if (data.output->about == practice::About::meeting) {
        kit::Select meetings{.name = "meeting", .label = {.text = "Which meeting?"}};
        meetings.error = {.text = kit::error_for(errors, "meeting")};
        meetings.value = std::string(ctx.request.field("meeting"));
        meetings.items.push_back({.text = "Choose a meeting", .value = ""});
        for (const auto& [id, words] : data.meetings)
            meetings.items.push_back({.text = words, .value = id.text()});
        inside << kit::select(meetings);
    }
    inside << kit::button({.text = "Make it", .prevent_double_click = true});
    h << app.form(ctx, {.action = make_url_of(data.head, subject->contact, subject->output)},
                  inside);
    return app.page(ctx, std::move(page), status);
}

Response post_choose(App& app, Context& ctx, bool of_contact) {
    auto subject = subject_of(ctx, of_contact);
    if (!subject) return Response::not_found();
    const auto chosen = ctx.request.field("reader");
    const auto space = chosen.find(' ');
    subject->reader = chosen.substr(0, space);
    if (space != std::string_view::npos)
        subject->person = PersonId::parse(chosen.substr(space + 1)).value_or(PersonId{});
    subject->named = ctx.request.field("named");
    subject->meeting = MeetingId::parse(ctx.request.field("meeting")).value_or(MeetingId{});
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto draft = record::open_output(session, context, outputs(), *subject);
            if (!draft) return draft.failure();
            return draft_path(draft.value());
        });
    if (done) return Response::see_other(done.value());
    if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
        return choose_page(app, ctx, of_contact, wrong->errors, 422);
    return app.failure(ctx, done.failure());
}

// ---- the draft

Result<MadeOutput> make(App& app, Context& ctx, std::int64_t draft) {
    return app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::make_output(session, context, outputs(), draft, app.authority.name,
                                   draw_network(context.today()));
    });
}

Html left_out(const MadeOutput& made) {
    Html h;
    h << kit::h2("What was left out, and why", "left-out")
      << kit::p("Only you see this. It is no part of the document.");
    kit::DataTable table;
    table.caption = "What was left out";
    table.caption_hidden = true;
    table.columns = {{.name = "Part"}, {.name = "What"}, {.name = "Why"}};
    table.empty = "Nothing was left out for this reader.";
    for (const auto& one : made.left_out) table.rows.push_back({one.part, one.what, one.why});
    h << kit::data_table(table);
    if (!made.mentions.empty()) {
        std::vector<Html> items(made.mentions.begin(), made.mentions.end());
        h << kit::h3("Read these words again")
          << kit::p("They stand in the document. A first name in them may be somebody else’s.")
          << kit::bullets(items);
    }
    return h;
}

Html choose_rows(const MadePart& part, const std::vector<FieldError>& errors) {
    const auto& id_ = part.part->id;
    if (part.rows.empty()) return {};
    Html h = kit::hidden("rows." + id_, "yes");
    std::vector<kit::Choice> items;
    std::vector<std::string> kept;
    for (const auto& row : part.rows) {
        kit::Choice choice{.text = row.words, .value = row.key};
        if (row.kept) kept.push_back(row.key);
        items.push_back(std::move(choice));
    }
    if (part.part->choose) {
        kit::Checkboxes boxes{.name = "keep." + id_};
        boxes.items = std::move(items);
        boxes.fieldset = kit::Fieldset{.legend = {.text = "Which of these stand in it?"}};
        boxes.values = std::move(kept);
        boxes.classes = "govuk-checkboxes--small";
        h << kit::checkboxes(boxes);
    }
    if (part.part->comment) {
        Html comments;
        for (const auto& row : part.rows) {
            const auto name = "comment." + id_ + "." + row.key;
            comments << kit::textarea({.name = name,
                                       .label = {.text = row.words},
                                       .value = row.comment,
                                       .error = {.text = kit::error_for(errors, name)},
                                       .rows = 2});
        }
        const bool any = std::any_of(part.rows.begin(), part.rows.end(),
                                     [](const auto& row) { return !row.comment.empty(); });
        h << kit::details({.summary = "Comment on these", .text = comments, .open = any});
    }
    return h;
}

Html draft_parts(const MadeOutput& made) {
    Html h;
    for (const auto& part : made.parts) {
        const bool writes = part.part->kind == practice::PartKind::write;
        if (!part.doc.title.empty() && (!part.doc.blocks.empty() || writes || !part.rows.empty()))
            h << kit::h2(part.doc.title);
        if (writes) {
            const auto name = "write." + part.part->id;
            kit::Textarea box{.name = name};
            box.label = {.text = part.part->label};
            box.value = part.text;
            box.hint = {.text = part.part->hint};
            box.rows = 6;
            if (part.other) {
                box.error = {.text = kit::error_for(made.problems, name)};
                h << kit::inset_text({.text = join(kit::p("On another device this stands there:"),
                                                   kit::prose(*part.other))});
            }
            h << kit::textarea(box);
            continue;
        }
        if (!part.rows.empty()) {
            h << choose_rows(part, made.problems);
            if (part.part->choose) continue;  // the choice shows the rows themselves
        }
        for (const auto& block : part.doc.blocks) h << document_block(block, part.doc.title);
    }
    return h;
}

Response draft_page(App& app, Context& ctx, std::int64_t draft, int status = 200) {
    auto read = make(app, ctx, draft);
    if (!read) return app.failure(ctx, read.failure());
    const auto& made = read.value();
    kit::Page page = frame(app, ctx, made.head, made.subject.contact);
    page.title = made.document.title;
    page.drafts = true;
    Html& h = page.content;
    if (ctx.request.has_field("saved"))
        h << kit::notification_banner(
            {.text = "Saved. You can go on at any time.", .type = "success"});
    h << kit::p(join("For ", el("strong", made.document.reader), ", ", made.reader->title, "."));
    h << kit::inset_text({.text = made.output->guidance});
    Html inside = kit::hidden("edition", std::to_string(made.edition));
    inside << draft_parts(made)
           << kit::button_group(
                  join(kit::button({.text = "See it as the reader will",
                                    .name = "go",
                                    .value = "preview",
                                    .prevent_double_click = true}),
                       kit::button({.text = "Save", .classes = "govuk-button--secondary"}),
                       kit::button({.text = "Discard the draft",
                                    .classes = "govuk-button--warning",
                                    .attributes = {form_action(url("/drafts/documents/{}/discard",
                                                                   id_to_text(draft)))}})));
    h << app.form(ctx,
                  {.action = draft_url(draft),
                   .draft = id_to_text(draft),
                   .attributes = {attr("data-draft-path", "/drafts/documents/"),
                                  attr("data-draft-version", std::to_string(made.edition))}},
                  inside);
    h << left_out(made);
    return app.page(ctx, std::move(page), status);
}

Answers answers_of(const FieldMap& form) {
    Answers out;
    for (const auto& [name, value] : form)
        for (const std::string_view start : {"write.", "rows.", "keep.", "comment."})
            if (name.starts_with(start)) {
                // A blank free part is an answer: it was emptied.
                if (start == "comment." && value.empty()) break;
                out.add(name, value);
                break;
            }
    return out;
}

Response put_draft(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    const auto edition = edition_of(ctx.request.header("if-match"));
    auto saved = app.write(ctx,
                           [&](store::Session& session,
                               const record::Context& context) -> Result<record::OutputSaved> {
                               return session.savepoint([&]() -> Result<record::OutputSaved> {
                                   auto done = record::save_output_draft(
                                       session, context, outputs(), *draft, edition,
                                       answers_of(ctx.request.form));
                                   // Nothing is laid over the other's text: the page's own post
                                   // shows both.
                                   if (done && done->merged)
                                       return invalid("", "conflict", "changed elsewhere");
                                   return done;
                               });
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
        return record::save_output_draft(session, context, outputs(), *draft,
                                         edition_of(ctx.request.field("edition")),
                                         answers_of(ctx.request.form));
    });
    if (!saved) return app.failure(ctx, saved.failure());
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    if (saved->merged) return draft_page(app, ctx, *draft, 409);
    return Response::see_other(draft_path(*draft) +
                               (ctx.request.field("go") == "preview" ? "/preview" : "?saved=1"));
}

Response post_discard(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    struct Gone {
        FamilyId family;
    };
    auto gone = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return record::discard_output_draft(session, context, outputs(), *draft);
    });
    if (!gone) return app.failure(ctx, gone.failure());
    if (!gone.value()) return Response::see_other("/front-door");
    return Response::see_other("/families/" + gone.value().text() + "/documents");
}

// ---- before it goes

Response preview_page(App& app, Context& ctx, std::int64_t draft,
                      const std::vector<FieldError>& errors = {}, int status = 200) {
    auto read = make(app, ctx, draft);
    if (!read) return app.failure(ctx, read.failure());
    const auto& made = read.value();
    auto wrong = errors.empty() ? made.problems : errors;
    kit::Page page = frame(app, ctx, made.head, made.subject.contact);
    page.title = "Check before it goes: " + made.document.title;
    page.has_errors = !errors.empty();
    Html& h = page.content;
    for (auto& e : wrong)  // what is mended on the other page
        if (e.field.starts_with("write.") || e.field.starts_with("comment.")) e.field = "change";
    h << kit::error_summary(wrong);
    h << kit::p(kit::link(draft_url(draft), "Change what you wrote"), "govuk-body hearth-noprint");
    h << el("p", {id("change"), cls("govuk-body hearth-noprint")},
            kit::link(url("/drafts/documents/{}/pdf", id_to_text(draft)), "PDF of this draft"));
    h << el("article", {cls("hearth-document"), attr("lang", made.document.language)},
            document_head(made.document), document_parts(made.document));
    Html after = left_out(made);
    if (made.problems.empty()) {
        kit::Radios how{.name = "channel"};
        how.fieldset = kit::Fieldset{.legend = {.text = "How is it sent?"}};
        how.error = {.text = kit::error_for(errors, "channel")};
        how.value = std::string(ctx.request.field("channel"));
        if (const auto* channels = app.practice.code_list("document_channel"))
            for (const auto& code : channels->codes)
                how.items.push_back({.text = code.label, .value = code.id});
        Html inside = kit::hidden("hash", made.hash);
        inside << kit::radios(how)
               << kit::input({.name = "sent_to",
                              .label = {.text = "To whom"},
                              .value = ctx.request.has_field("sent_to")
                                           ? std::string(ctx.request.field("sent_to"))
                                           : made.document.reader,
                              .hint = {.text = "Who took it, or where it went"},
                              .error = {.text = kit::error_for(errors, "sent_to")},
                              .classes = "govuk-!-width-two-thirds"})
               << kit::button({.text = "Record as sent", .prevent_double_click = true});
        after << kit::h2("Send it")
              << kit::p(
                     "Hearth keeps it as it stands above. Then hand it over, post it or send it "
                     "yourself: as PDF, or printed, from the page that follows.")
              << app.form(ctx, {.action = url("/drafts/documents/{}/send", id_to_text(draft))},
                          inside);
    }
    h << el("div", {cls("hearth-noprint")}, after);
    return app.page(ctx, std::move(page), status);
}

Response post_send(App& app, Context& ctx) {
    const auto draft = draft_of(ctx);
    if (!draft) return Response::not_found();
    if (App::visitor(ctx).expired) return expired_answer(ctx, *draft);
    const record::Sending sending{std::string(ctx.request.field("hash")),
                                  std::string(ctx.request.field("channel")),
                                  std::string(ctx.request.field("sent_to"))};
    auto sent = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto id = record::send_output(session, context, outputs(), *draft, sending,
                                          app.authority.name, draw_network(context.today()));
            if (!id) return id.failure();
            return "/documents/" + id->text();
        });
    if (sent) return Response::see_other(sent.value());
    if (const auto* wrong = std::get_if<Invalid>(&sent.failure()))
        return preview_page(app, ctx, *draft, wrong->errors, 422);
    return app.failure(ctx, sent.failure());
}

Response as_pdf(App& app, Context& ctx, const record::Document& document, std::string_view mark) {
    auto pdf = make_pdf(document_for_pdf(document, mark));
    if (!pdf) return app.failure(ctx, pdf.failure());
    return Response::download(std::move(pdf).value(), "application/pdf", pdf_name(document));
}

// ---- what was sent

template <class F>
Response with_sent(App& app, Context& ctx, F&& show) {
    const auto id = ctx.param<DocumentId>("document");
    if (!id) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_sent(session, context, *id);
    });
    return read ? show(read.value()) : app.failure(ctx, read.failure());
}

Response sent_page(App& app, Context& ctx, const record::SentDocument& sent) {
    kit::Page page = frame(app, ctx, sent.head, sent.contact);
    page.title = sent.document.title;
    Html& h = page.content;
    Html about;
    about << kit::inset_text(
        {.text = join("Sent to ", sent.line.sent_to, " on ", plain(sent.line.sent_at), " by ",
                      sent.line.sent_by, ": ", label_of(app, "document_channel", sent.line.channel),
                      ". It is shown as it was sent. Nothing that is recorded later changes it.")});
    about << kit::p(kit::link(url("/documents/{}/pdf", sent.line.id), "Download as PDF"));
    h << el("div", {cls("hearth-noprint")}, about);
    h << el("article", {cls("hearth-document"), attr("lang", sent.document.language)},
            document_head(sent.document), document_parts(sent.document));
    h << el("div", {cls("hearth-noprint")},
            kit::details(
                {.summary = "How it was made",
                 .text = kit::summary_rows(
                     {{"Template", join(sent.document.output, ", version ", sent.document.version)},
                      {"Hash of the template",
                       el("span", {cls("hearth-hash")}, sent.document.template_hash)},
                      {"Hash of what was sent", el("span", {cls("hearth-hash")}, sent.hash)}})}));
    return app.page(ctx, std::move(page));
}

}  // namespace

void use_outputs(std::shared_ptr<const practice::Outputs> outputs) {
    in_use() = std::move(outputs);
}

void add_document_routes(Router& router, App& app) {
    if (in_use() == nullptr) in_use() = std::make_shared<const practice::Outputs>();
    router.add({Method::get, "/families/{family}/documents",
                Policy::guarded(Action::view, ObjectKind::family),
                [&](Context& ctx) { return family_list(app, ctx); }});
    router.add({Method::get, "/contacts/{contact}/documents",
                Policy::guarded(Action::view, ObjectKind::contact),
                [&](Context& ctx) { return contact_list(app, ctx); }});
    const auto prints = [] { return Policy::guarded(Action::print, ObjectKind::family); };
    const auto writes = [] { return Policy::guarded(Action::write, ObjectKind::contact); };
    router.add({Method::get, "/families/{family}/documents/{output}", prints(),
                [&](Context& ctx) { return choose_page(app, ctx, false); }});
    router.add({Method::post, "/families/{family}/documents/{output}", prints(),
                [&](Context& ctx) { return post_choose(app, ctx, false); }});
    router.add({Method::get, "/contacts/{contact}/documents/{output}", writes(),
                [&](Context& ctx) { return choose_page(app, ctx, true); }});
    router.add({Method::post, "/contacts/{contact}/documents/{output}", writes(),
                [&](Context& ctx) { return post_choose(app, ctx, true); }});

    const auto own = [] {
        return Policy::signed_in("a document that is being written is its author's own");
    };
    router.add({Method::get, "/drafts/documents/{draft}", own(), [&](Context& ctx) {
                    const auto draft = draft_of(ctx);
                    return draft ? draft_page(app, ctx, *draft) : Response::not_found();
                }});
    router.add({Method::put, "/drafts/documents/{draft}", own(),
                [&](Context& ctx) { return put_draft(app, ctx); }});
    router.add({Method::post, "/drafts/documents/{draft}", own(),
                [&](Context& ctx) { return post_draft(app, ctx); }});
    router.add({Method::post, "/drafts/documents/{draft}/discard", own(),
                [&](Context& ctx) { return post_discard(app, ctx); }});
    router.add({Method::get, "/drafts/documents/{draft}/preview", own(), [&](Context& ctx) {
                    const auto draft = draft_of(ctx);
                    return draft ? preview_page(app, ctx, *draft) : Response::not_found();
                }});
    router.add({Method::post, "/drafts/documents/{draft}/send", own(),
                [&](Context& ctx) { return post_send(app, ctx); }});
    router.add({Method::get,
                "/drafts/documents/{draft}/pdf",
                own(),
                [&](Context& ctx) {
                    const auto draft = draft_of(ctx);
                    if (!draft) return Response::not_found();
                    auto made = make(app, ctx, *draft);
                    if (!made) return app.failure(ctx, made.failure());
                    return as_pdf(app, ctx, made->document, "Draft: not sent");
                },
                {.pool = Pool::slow}});
    const auto kept = [] { return Policy::signed_in("the document's family or contact decides"); };
    router.add({Method::get, "/documents/{document}", kept(), [&](Context& ctx) {
                    return with_sent(app, ctx, [&](const record::SentDocument& sent) {
                        return sent_page(app, ctx, sent);
                    });
                }});
    router.add({Method::get,
                "/documents/{document}/pdf",
                kept(),
                [&](Context& ctx) {
                    return with_sent(app, ctx, [&](const record::SentDocument& sent) {
                        return as_pdf(app, ctx, sent.document, "");
                    });
                },
                {.pool = Pool::slow}});
}

}  // namespace hearth::web
