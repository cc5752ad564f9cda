// Who has looked at a family's or a person's record.
#include <charconv>

#include "record/who_looked.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/person.h"

namespace hearth::web {
namespace {

using record::LookFilter;

struct Word {
    std::string_view code;
    const char* words;
};
constexpr Word kActions[] = {{"list", "Saw in a list"},
                             {"view", "Read"},
                             {"search", "Searched"},
                             {"write", "Wrote"},
                             {"sign", "Signed"},
                             {"print", "Printed"},
                             {"decide", "Decided"},
                             {"approve", "Approved"},
                             {"allocate", "Allocated"},
                             {"restrict", "Changed who may see it"},
                             {"ask", "Asked another agency"},
                             {"manage", "Said whether two records are one person"},
                             {"break_glass", "Opened in an emergency"},
                             {"review", "Reviewed"},
                             {"export", "Exported"}};
constexpr Word kThings[] = {{"family", "the family’s overview"},
                            {"chronology", "the chronology"},
                            {"network", "family and network"},
                            {"who_has_looked", "this page"},
                            {"entry", "an entry"},
                            {"entry_page", "an entry’s page"},
                            {"person", "a person’s record"},
                            {"assessments", "the assessments"},
                            {"plan", "plan and actions"},
                            {"meetings", "the meetings"},
                            {"workbook", "the workbook"},
                            {"draft", "a draft"},
                            {"draft_taken_back", "a draft, taken back from whoever was to sign it"},
                            {"steps", "the steps"},
                            {"family_member", "who is in the family"},
                            {"relationship", "a relationship"},
                            {"break_glass_question", "the emergency access page"},
                            {"break_glass_end", "ended emergency access"}};
constexpr Word kPurposes[] = {
    {"direct_work", "Direct work"},         {"front_door", "Front door"},
    {"supervision", "Supervision"},         {"quality_assurance", "Quality assurance"},
    {"performance", "Performance"},         {"administration", "Administration"},
    {"partner_request", "Partner request"}, {"break_glass", "Emergency"}};

template <std::size_t N>
std::string in_words(const Word (&list)[N], const std::string& code) {
    for (const auto& w : list)
        if (w.code == code) return w.words;
    std::string plain = code;
    for (char& c : plain)
        if (c == '_') c = ' ';
    return plain;
}

LookFilter filter_of(const Request& request) {
    LookFilter f;
    f.from = Date::parse(request.field("from"));
    f.to = Date::parse(request.field("to"));
    const auto page = request.field("page");
    std::from_chars(page.data(), page.data() + page.size(), f.page);
    if (f.page < 1) f.page = 1;
    return f;
}

Html list(App& app, const record::Looks& looks, const LookFilter& f, const Url& base) {
    Html inside;
    inside << kit::input({.name = "from",
                          .label = {.text = "From"},
                          .value = f.from ? f.from->iso() : std::string(),
                          .type = "date",
                          .classes = "govuk-input--width-10"})
           << kit::input({.name = "to",
                          .label = {.text = "To"},
                          .value = f.to ? f.to->iso() : std::string(),
                          .type = "date",
                          .classes = "govuk-input--width-10"})
           << kit::button({.text = "Show these days", .classes = "govuk-button--secondary"});
    std::vector<std::vector<Html>> rows;
    std::vector<std::string> classes;
    for (const auto& l : looks.lines) {
        Html what = join(in_words(kActions, l.action), ": ", in_words(kThings, l.what));
        if (l.in_emergency)
            what << " " << kit::tag({.text = "Emergency access", .classes = "govuk-tag--orange"});
        if (!l.allowed) what << " " << kit::tag({.text = "Refused", .classes = "govuk-tag--red"});
        const auto* role = app.practice.roles.find(l.role);
        rows.push_back(
            {plain(l.at), l.agency.empty() ? Html(l.worker) : join(l.worker, ", ", l.agency),
             role == nullptr ? l.role : role->title, in_words(kPurposes, l.purpose), what});
    }
    Html h;
    h << kit::p(looks.refusals_shown
                    ? "Everyone who opened, wrote, printed or was refused this record, newest "
                      "first. Your own visits are listed too."
                    : "Everyone who opened, wrote or printed this record, newest first. Your own "
                      "visits are listed too.");
    h << kit::details(
        {.summary = "Choose days", .text = kit::get_form(base, inside), .open = f.from || f.to});
    h << kit::data_table({.caption = "Who has looked",
                          .caption_hidden = true,
                          .columns = {{.name = "When"},
                                      {.name = "Who"},
                                      {.name = "As"},
                                      {.name = "Purpose"},
                                      {.name = "What"}},
                          .rows = std::move(rows),
                          .empty = "Nobody looked in this time."});
    Url here = base;
    if (f.from) here = std::move(here).query("from", f.from->iso());
    if (f.to) here = std::move(here).query("to", f.to->iso());
    kit::Pagination ways;
    if (f.page > 1) ways.previous = {.href = Url(here).query("page", f.page - 1), .text = "Newer"};
    if (looks.more) ways.next = {.href = Url(here).query("page", f.page + 1), .text = "Older"};
    if (f.page > 1 || looks.more) h << kit::pagination(ways);
    return h;
}

Response family_looked(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto filter = filter_of(ctx.request);
    app.db.sequence_audit();  // a look that was answered a moment ago is listed
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::who_looked_at_family(session, context, *family, filter);
    });
    if (!found) return app.failure(ctx, found.failure());
    kit::Page page;
    if (found->log_only)
        page.caption = "Family " + found->head.reference;
    else
        page = family_frame(app, ctx, found->head, FamilyTab::who_has_looked);
    page.title = "Who has looked";
    page.components = true;
    page.wide = true;
    page.content << list(app, found->looks, filter, url("/families/{}/looked", *family));
    return app.page(ctx, std::move(page));
}

Response person_looked(App& app, Context& ctx) {
    const auto person = ctx.param<PersonId>("person");
    if (!person) return Response::not_found();
    const auto filter = filter_of(ctx.request);
    app.db.sequence_audit();  // a look that was answered a moment ago is listed
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::who_looked_at_person(session, context, *person, filter);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& p = found.value();
    kit::Page page;
    if (!p.log_only) {
        page = person_frame(app, {p.id, p.name, {}, p.born, p.expected, p.died, p.families, {}},
                            kit::PersonTab::who_has_looked);
        page.caption = p.name;
    }
    page.title = "Who has looked";
    page.components = true;
    page.wide = true;
    page.content << kit::p(p.log_only
                               ? "This lists who opened this person’s record, and the records of "
                                 "their families."
                               : "This lists who opened this person’s record, and the records of "
                                 "their families that you work with.")
                 << list(app, p.looks, filter, url("/people/{}/looked", *person));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_looked_routes(Router& router, App& app) {
    const auto both = [] {
        return Policy::signed_in(
            "for those who work with the family, and for readers of the audit log; the use case "
            "decides");
    };
    router.add({Method::get, "/families/{family}/looked", both(),
                [&](Context& ctx) { return family_looked(app, ctx); }});
    router.add({Method::get, "/people/{person}/looked", both(),
                [&](Context& ctx) { return person_looked(app, ctx); }});
}

}  // namespace hearth::web
