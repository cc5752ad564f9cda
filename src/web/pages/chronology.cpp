// Chronologies, and the page of one entry.
#include "web/pages/chronology.h"

#include <charconv>

#include "record/read_entry.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using record::ChronologyFilter;
using record::ChronologyLine;

struct StepName {
    record::StepKind kind;
    const char* words;
};
constexpr StepName kSteps[] = {{record::StepKind::contact, "Contacts"},
                               {record::StepKind::early_help, "Early help"},
                               {record::StepKind::referral, "Referrals"},
                               {record::StepKind::assessment, "Assessments"},
                               {record::StepKind::strategy, "Strategy discussions"},
                               {record::StepKind::enquiry, "Section 47 enquiries"},
                               {record::StepKind::initial_conference, "Initial conferences"},
                               {record::StepKind::cp_plan, "Child protection plans"},
                               {record::StepKind::cp_review, "Review conferences"},
                               {record::StepKind::cin_plan, "Child in need plans"},
                               {record::StepKind::visit, "Visits"},
                               {record::StepKind::looked_after, "Looked after"},
                               {record::StepKind::placement, "Placements"},
                               {record::StepKind::legal_status, "Legal status"},
                               {record::StepKind::pre_proceedings, "Pre-proceedings"}};

// A day as three boxes or one (type=date posts ISO).
std::optional<Date> day_of(const Request& request, std::string_view name) {
    return Date::parse(request.field(name));
}

Url with_filter(const Url& base, const ChronologyFilter& f) {
    Url to = base;
    if (!f.kind.empty()) to = std::move(to).query("kind", f.kind);
    if (!f.discipline.empty()) to = std::move(to).query("discipline", f.discipline);
    if (f.person) to = std::move(to).query("person", f.person.text());
    if (f.from) to = std::move(to).query("from", f.from->iso());
    if (f.to) to = std::move(to).query("to", f.to->iso());
    if (f.significant) to = std::move(to).query("significant", "yes");
    return to;
}

Html filter_form(App& app, const record::Chronology& c, const ChronologyFilter& f, const Url& base,
                 bool whole) {
    std::vector<kit::Option> kinds{{.text = "Everything", .value = ""}};
    for (const auto& [id, versions] : app.practice.forms)
        if (!versions.empty() && versions.back().about != practice::About::contact)
            kinds.push_back({.text = versions.back().title, .value = id});
    for (const auto& step : kSteps)
        kinds.push_back({.text = std::string("Step: ") + step.words,
                         .value = std::string(record::to_text(step.kind))});
    std::vector<kit::Option> disciplines{{.text = "Every discipline", .value = ""}};
    if (const auto* list = app.practice.code_list("discipline"))
        for (const auto& code : list->codes)
            disciplines.push_back({.text = code.label, .value = code.id});
    Html options;
    options << kit::select({.name = "kind",
                            .items = std::move(kinds),
                            .label = {.text = "What"},
                            .value = f.kind})
            << kit::select({.name = "discipline",
                            .items = std::move(disciplines),
                            .label = {.text = "Who wrote it"},
                            .value = f.discipline});
    if (whole) {
        std::vector<kit::Option> people{{.text = "Everybody", .value = ""}};
        for (const auto& [id, name] : c.people)
            people.push_back({.text = name, .value = id.text()});
        options << kit::select({.name = "person",
                                .items = std::move(people),
                                .label = {.text = "About"},
                                .value = f.person ? f.person.text() : std::string()});
    }
    options << kit::input({.name = "from",
                           .label = {.text = "From"},
                           .value = f.from ? f.from->iso() : std::string(),
                           .type = "date",
                           .classes = "govuk-input--width-10"})
            << kit::input({.name = "to",
                           .label = {.text = "To"},
                           .value = f.to ? f.to->iso() : std::string(),
                           .type = "date",
                           .classes = "govuk-input--width-10"})
            << kit::checkboxes({.name = "significant",
                                .items = {{.text = "Significant only", .value = "yes"}},
                                .values = f.significant ? std::vector<std::string>{"yes"}
                                                        : std::vector<std::string>{},
                                .classes = "govuk-checkboxes--small"});
    const bool any =
        !f.kind.empty() || !f.discipline.empty() || f.person || f.from || f.to || f.significant;
    Html inside = options;
    inside << kit::button_group(
        join(kit::button({.text = "Show these", .classes = "govuk-button--secondary"}),
             any ? kit::link(base, "Show everything") : Html()));
    return kit::details({.summary = any ? "Filtered: change what is shown" : "Filter",
                         .text = kit::get_form(base, inside),
                         .open = any,
                         .classes = "hearth-noprint"});
}

kit::TimelineItem item_of(App& app, const record::Chronology& c, const ChronologyLine& line,
                          bool printed) {
    kit::TimelineItem item;
    item.title = line.is_entry && !printed ? kit::link(url("/entries/{}", line.entry), line.title)
                                           : Html(line.title);
    if (line.significant) item.title << " " << kit::tag({.text = "Significant"});
    item.datetime = line.is_entry ? line.at.iso() : line.on.iso();
    item.when = kit::day_with_year(line.on);
    if (line.is_entry)
        item.byline = join(line.author, ", ", label_of(app, "discipline", line.discipline), ", ",
                           line.agency);
    std::vector<std::string> about;
    for (const auto person : line.people)
        for (const auto& [id, name] : c.people)
            if (id == person) about.push_back(name);
    if (!line.words.empty()) item.content << kit::p(line.words);
    if (!line.factors.empty())
        item.content << kit::p(join("Factors: ", [&] {
            Html h;
            for (std::size_t i = 0; i < line.factors.size(); ++i)
                h << (i == 0 ? "" : "; ") << line.factors[i];
            return h;
        }()));
    if (!about.empty()) {
        Html names;
        for (std::size_t i = 0; i < about.size(); ++i) names << (i == 0 ? "" : ", ") << about[i];
        item.content << kit::p(join("About ", names), "govuk-hint govuk-!-margin-bottom-0");
    }
    return item;
}

Response family_chronology_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto filter = chronology_filter(ctx.request);
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_chronology(session, context, *family, filter);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& head = found->head;
    kit::Page page = family_frame(app, ctx, head, FamilyTab::chronology);
    page.title = "Chronology";
    page.components = true;
    if (filter.print) page.content << print_heading(app, ctx, head.name + ", " + head.reference);
    page.content << chronology_part(
        app, found->chronology, filter, url("/families/{}/chronology", *family), true,
        app.could(ctx, access::Action::print, access::ObjectKind::family));
    return app.page(ctx, std::move(page));
}

std::string signature_kind(std::string_view kind) {
    if (kind == "manager") return "Manager’s signature";
    if (kind == "dissent") return "Signed with dissent";
    return "Written and signed";
}

Response entry_page(App& app, Context& ctx) {
    const auto id = ctx.param<EntryId>("entry");
    if (!id) return Response::not_found();
    const auto version = id_from_text(ctx.request.field("version")).value_or(0);
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_entry(session, context, *id, version);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& e = found.value();
    const Date today = app.clock.today();
    kit::Page page;
    if (e.head)
        page = family_frame(app, ctx, *e.head, FamilyTab::none);
    else
        page.before_main =
            kit::back_above(url("/contacts/{}", RowId{e.contact}), "Back to the contact");
    page.title = e.title;
    if (!e.current)
        page.content << kit::notification_banner(
            {.text = join("This is an earlier version, replaced since. ",
                          kit::link(url("/entries/{}", *id), "Read the present version"))});
    if (e.status == "withdrawn")
        page.content << kit::warning_text({.text = "This entry has been withdrawn."});
    std::vector<Html> people;
    for (const auto& [person, name] : e.people)
        people.push_back(kit::link(url("/people/{}", person), name));
    page.content << kit::summary_rows(
        {{"Happened", kit::said_on(date_of(e.happened), today)},
         {"About", people.empty() ? Html("The family as a whole") : kit::bullets(people)},
         {"Written by",
          join(e.author, ", ", label_of(app, "discipline", e.discipline), ", ", e.agency)},
         {"Recorded", plain(e.recorded)},
         {"Significant", e.significant ? Html("Yes, a significant event") : Html()},
         {"Form",
          join(e.title, ", version ", e.form_version,
               e.form_known ? "" : " (no longer held: answers stand as they were stored)")}});
    page.content << sections_in_words(e.sections);
    if (e.sections.empty()) page.content << kit::empty_state("Nothing to show.");
    if (e.may_revise)
        page.content << kit::p(
            join(kit::link(url("/entries/{}/revise", *id), "Correct this entry"),
                 " if something in it is wrong or missing. What was signed stays on the record as "
                 "an earlier version."),
            "govuk-body hearth-noprint");

    std::vector<std::vector<Html>> signed_rows;
    for (const auto& s : e.signatures) {
        const auto* role = app.practice.roles.find(s.role);
        signed_rows.push_back({s.worker, role == nullptr ? s.role : role->title,
                               s.note.empty() ? Html(signature_kind(s.kind))
                                              : join(signature_kind(s.kind), ": ", s.note),
                               plain(s.at)});
    }
    page.content
        << kit::h2("Signed by")
        << kit::data_table(
               {.caption = "Signatures",
                .caption_hidden = true,
                .columns = {{.name = "Who"}, {.name = "As"}, {.name = "What"}, {.name = "When"}},
                .rows = std::move(signed_rows),
                .empty = "Not signed."});
    if (!e.made.empty()) {
        std::vector<Html> made(e.made.begin(), e.made.end());
        page.content << kit::h2("What signing this did") << kit::bullets(made);
    }
    if (e.versions.size() > 1) {
        std::vector<Html> versions;
        for (const auto& v : e.versions) {
            Html words = join(plain(v.recorded), ", ", v.by,
                              v.current ? Html(" (present version)") : Html());
            versions.push_back(
                v.version == e.version
                    ? join(words, ", shown here")
                    : kit::link(url("/entries/{}", *id).query("version", RowId{v.version}.text()),
                                words));
        }
        page.content << kit::h2("Versions") << kit::bullets(versions);
    }
    return app.page(ctx, std::move(page));
}

}  // namespace

record::ChronologyFilter chronology_filter(const Request& request) {
    ChronologyFilter f;
    f.kind = request.field("kind");
    f.discipline = request.field("discipline");
    f.person = PersonId::parse(request.field("person")).value_or(PersonId{});
    f.from = day_of(request, "from");
    f.to = day_of(request, "to");
    f.significant = request.field("significant") == "yes";
    f.print = request.field("print") == "yes";
    const auto page = request.field("page");
    std::from_chars(page.data(), page.data() + page.size(), f.page);
    if (f.page < 1) f.page = 1;
    return f;
}

Html sections_in_words(const std::vector<record::SectionRead>& sections) {
    Html h;
    for (const auto& section : sections) {
        h << kit::h2(section.title);
        for (const auto& group : section.groups) {
            std::vector<std::pair<std::string, Html>> rows;
            for (const auto& line : group)
                rows.emplace_back(line.label,
                                  line.prose ? kit::prose(line.words) : Html(line.words));
            h << kit::summary_rows(rows);
        }
    }
    return h;
}

Html print_heading(const App& app, const Context& http, std::string_view of) {
    const auto& subject = App::visitor(http).subject;
    return join(
        kit::p(join(of, ". Printed ", plain(app.clock.now()), " by ", subject.name, ", ",
                    subject.job_title, ", ", app.authority.name, ".")),
        kit::inset_text({.text = "Print this page from your browser. It leaves out all work on "
                                 "domestic abuse, with survivors and with people who pose risk: "
                                 "paper is read by whoever finds it."}));
}

Html chronology_part(App& app, const record::Chronology& c, const ChronologyFilter& f,
                     const Url& base, bool whole, bool may_print) {
    Html h;
    if (!f.print) {
        h << filter_form(app, c, f, base, whole);
        if (may_print)
            h << kit::p(kit::link(with_filter(base, f).query("print", "yes"), "Printable version"),
                        "govuk-body hearth-noprint");
    }
    std::vector<kit::TimelineItem> items;
    for (const auto& line : c.lines) items.push_back(item_of(app, c, line, f.print));
    if (items.empty())
        h << kit::empty_state(
            f.page > 1 ? "There is nothing older."
                       : "Nothing here yet, or nothing fits the filter. Entries appear as soon as "
                         "they are signed.");
    else
        h << kit::timeline({.items = std::move(items)});
    if (f.print) {
        if (c.more)
            h << kit::warning_text({.text = "There is more than can be printed at once. Choose a "
                                            "range of dates, and print the rest after it."});
        return h;
    }
    kit::Pagination ways;
    const Url here = with_filter(base, f);
    if (f.page > 1) ways.previous = {.href = Url(here).query("page", f.page - 1), .text = "Newer"};
    if (c.more) ways.next = {.href = Url(here).query("page", f.page + 1), .text = "Older"};
    if (f.page > 1 || c.more) h << kit::pagination(ways);
    return h;
}

void add_chronology_routes(Router& router, App& app) {
    router.add({Method::get, "/families/{family}/chronology",
                Policy::guarded(access::Action::view, access::ObjectKind::family),
                [&](Context& ctx) { return family_chronology_page(app, ctx); }});
    router.add({Method::get, "/entries/{entry}",
                Policy::signed_in("the entry's family or contact decides"),
                [&](Context& ctx) { return entry_page(app, ctx); }});
}

}  // namespace hearth::web
