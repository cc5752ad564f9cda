// One person's pages: the record and the chronology.
#include "web/pages/person.h"

#include <map>

#include "base/text.h"
#include "identity/merge.h"
#include "web/kit/kit.h"
#include "web/pages/chronology.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using record::PersonRecord;
using record::StepKind;

Html dates(const std::optional<Date>& from, const std::optional<Date>& to) {
    if (from && to) return join(from->plain(), " to ", to->plain());
    if (from) return join("Since ", from->plain());
    if (to) return join("Until ", to->plain());
    return "Dates not recorded";
}

Html who(App& app, const PersonRecord& p) {
    std::vector<std::pair<std::string, Html>> rows;
    rows.emplace_back("Sex", label_of(app, "sex", p.sex));
    rows.emplace_back("Gender", p.gender);
    rows.emplace_back("Pronouns", p.pronouns);
    if (p.born)
        rows.emplace_back("Date of birth",
                          join(p.born->plain(), p.born_estimated ? " (estimated)" : ""));
    else if (p.expected)
        rows.emplace_back("Expected", p.expected->plain());
    if (p.died) rows.emplace_back("Died", p.died->plain());
    rows.emplace_back("Ethnicity",
                      p.ethnicity.empty() ? Html() : Html(label_of(app, "ethnicity", p.ethnicity)));
    rows.emplace_back("First language", p.language);
    rows.emplace_back("Interpreter", p.interpreter ? Html("Needed") : Html());
    rows.emplace_back("Religion", p.religion);
    if (!p.disabilities.empty()) rows.emplace_back("Disability", hearth::join_and(p.disabilities));
    return join(kit::h2("Who they are"), kit::summary_rows(rows));
}

Html names(App& app, const PersonRecord& p) {
    std::vector<std::vector<Html>> rows;
    for (const auto& n : p.names)
        rows.push_back({n.name, label_of(app, "name_kind", n.kind), dates(n.from, n.to)});
    std::vector<std::vector<Html>> numbers;
    for (const auto& n : p.numbers)
        numbers.push_back({label_of(app, "identifier_kind", n.kind), n.value, dates(n.from, n.to)});
    return join(
        kit::h2("Names and numbers"),
        kit::data_table({.caption = "Names",
                         .columns = {{.name = "Name"}, {.name = "Kind"}, {.name = "When"}},
                         .rows = std::move(rows),
                         .empty = "No other name is recorded."}),
        kit::data_table({.caption = "Numbers",
                         .columns = {{.name = "Kind"}, {.name = "Number"}, {.name = "When"}},
                         .rows = std::move(numbers),
                         .empty = "No number is recorded. Schools and health know the unique "
                                  "pupil number and the NHS number."}));
}

Html reach(App& app, const PersonRecord& p) {
    if (!p.addresses_shown) return {};
    Html h = kit::h2("How to reach them");
    h << (p.safe_contact.empty()
              ? kit::p("Nobody has recorded how this person may safely be contacted. Ask them.")
              : kit::safe_contact(p.safe_contact));
    std::vector<std::vector<Html>> contacts;
    for (const auto& c : p.reach)
        contacts.push_back({c.kind == "phone"   ? "Telephone"
                            : c.kind == "email" ? "Email"
                                                : c.kind,
                            c.value});
    h << kit::data_table({.caption = "Contact details",
                          .columns = {{.name = "How"}, {.name = "Number or address"}},
                          .rows = std::move(contacts),
                          .empty = "No telephone number or email is recorded."});
    std::vector<std::vector<Html>> addresses;
    for (const auto& a : p.addresses) {
        Html text = join(a.text, " ", a.postcode);
        if (a.confidential)
            text << " " << kit::tag({.text = "Confidential", .classes = "govuk-tag--red"});
        addresses.push_back({text, label_of(app, "address_kind", a.kind), dates(a.from, a.to)});
    }
    return join(
        h, kit::data_table({.caption = "Addresses, the present one first",
                            .columns = {{.name = "Address"}, {.name = "Kind"}, {.name = "When"}},
                            .rows = std::move(addresses),
                            .empty = "No address is recorded."}));
}

Html relations(App& app, const PersonRecord& p) {
    std::vector<std::vector<Html>> rows;
    for (const auto& r : p.relations) {
        const bool ours = r.from == p.id;
        const Url to = url("/people/{}", ours ? r.to : r.from);
        const std::string kind = label_of(app, "relationship_kind", r.kind);
        Html words = ours ? join(kind, " of ", kit::link(to, r.to_name))
                          : join(kit::link(to, r.from_name), " is ", kind, " of ", r.to_name);
        if (r.responsibility) words << ", with parental responsibility";
        rows.push_back({words, r.since || r.until ? dates(r.since, r.until) : Html()});
    }
    std::vector<std::vector<Html>> families;
    for (const auto& f : p.families)
        families.push_back({kit::link(url("/families/{}", f.id), f.name), f.reference,
                            label_of(app, "member_role", f.role), dates(f.since, f.until)});
    return join(kit::h2("Family"),
                kit::data_table({.caption = "Relationships",
                                 .columns = {{.name = "Relationship"}, {.name = "When"}},
                                 .rows = std::move(rows),
                                 .empty = "No relationship is recorded. Add one from the "
                                          "family’s page Family and network."}),
                kit::data_table({.caption = "Family records",
                                 .columns = {{.name = "Family"},
                                             {.name = "Reference"},
                                             {.name = "Part"},
                                             {.name = "When"}},
                                 .rows = std::move(families)}));
}

struct Part {
    const char* title;
    std::vector<StepKind> kinds;
};

Html history(const PersonRecord& p) {
    const Part parts[] = {
        {"Contacts and early help", {StepKind::contact, StepKind::early_help}},
        {"Referrals and assessments", {StepKind::referral, StepKind::assessment}},
        {"Section 47 and conferences",
         {StepKind::strategy, StepKind::enquiry, StepKind::initial_conference}},
        {"Plans and reviews", {StepKind::cin_plan, StepKind::cp_plan, StepKind::cp_review}},
        {"Visits", {StepKind::visit}},
        {"Looked after", {StepKind::looked_after, StepKind::placement}},
        {"Legal", {StepKind::legal_status, StepKind::pre_proceedings}}};
    Html h = kit::h2("Statutory history");
    bool any = false;
    for (const auto& part : parts) {
        std::vector<std::vector<Html>> rows;
        for (const auto& s : p.history) {
            if (std::find(part.kinds.begin(), part.kinds.end(), s.kind) == part.kinds.end())
                continue;
            Html words = s.words;
            if (!s.ending.empty()) words << (s.words.empty() ? "" : " ") << s.ending;
            if (!s.factors.empty()) {
                std::vector<Html> factors(s.factors.begin(), s.factors.end());
                words << kit::p("Factors at the end of the assessment:") << kit::bullets(factors);
            }
            Html when = s.on.plain();
            if (s.ended) when << " to " << s.ended->plain();
            if (s.open) when << " " << kit::tag({.text = "Open now", .classes = "govuk-tag--blue"});
            Html title = s.entry ? kit::link(url("/entries/{}", s.entry), s.title) : Html(s.title);
            rows.push_back({title, when, words});
        }
        if (rows.empty()) continue;
        any = true;
        h << kit::data_table({.caption = part.title,
                              .columns = {{.name = "Step"}, {.name = "When"}, {.name = "What"}},
                              .rows = std::move(rows)});
    }
    if (!any) h << kit::empty_state("No statutory step is recorded for this person.");
    return h;
}

PersonBar bar_of(const PersonRecord& p) {
    return {p.id, p.name, p.pronouns, p.born, p.expected, p.died, p.families, p.flags};
}

// Which records are held to be this one person, and the way to say so or to undo it.
Html records(App& app, const Context& ctx, const PersonRecord& p,
             const std::vector<identity::MergeLine>& merges) {
    const bool may = app.could(ctx, access::Action::manage, access::ObjectKind::family);
    Html h;
    for (const auto& m : merges) {
        Html words =
            join(m.kept_name, " was also recorded as ", m.other_name, ". ", m.by, " said on ",
                 date_of(m.at).plain(), " that they are one person: “", m.reason, "”");
        if (may) words << " " << kit::link(url("/merges/{}", RowId{m.id}), "They are two people");
        h << kit::inset_text({.text = words});
    }
    if (may)
        h << kit::p(kit::link(url("/people/{}/same", p.id),
                              "This may be the same person as somebody else on record"));
    return h;
}

Response person_page(App& app, Context& ctx) {
    const auto person = ctx.param<PersonId>("person");
    if (!person) return Response::not_found();
    std::vector<identity::MergeLine> merges;
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        auto read = record::person_record(session, context, *person);
        if (read) merges = identity::merges_of(session, read->id);
        return read;
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& p = found.value();
    kit::Page page = person_frame(app, bar_of(p), kit::PersonTab::overview);
    page.title = p.name;
    for (const auto& flag : p.flags) page.content << kit::warning_text({.text = flag.words});
    page.content << records(app, ctx, p, merges);
    page.content << reach(app, p) << who(app, p) << names(app, p) << relations(app, p)
                 << history(p);
    return app.page(ctx, std::move(page));
}

Response person_chronology_page(App& app, Context& ctx) {
    const auto person = ctx.param<PersonId>("person");
    if (!person) return Response::not_found();
    const auto filter = chronology_filter(ctx.request);
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_person_chronology(session, context, *person, filter);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& p = found.value();
    kit::Page page =
        person_frame(app, {p.id, p.name, {}, p.born, p.expected, p.died, p.families, {}},
                     kit::PersonTab::chronology);
    page.title = "Chronology";
    page.caption = p.name;
    page.components = true;
    if (filter.print) page.content << print_heading(app, ctx, p.name);
    page.content << chronology_part(
        app, p.chronology, filter, url("/people/{}/chronology", *person), false,
        app.could(ctx, access::Action::print, access::ObjectKind::family));
    return app.page(ctx, std::move(page));
}

}  // namespace

kit::Page person_frame(App& app, const PersonBar& p, kit::PersonTab here) {
    kit::PersonIdentity identity;
    identity.name = p.name;
    identity.pronouns = p.pronouns;
    identity.born = p.born;
    if (!p.born) identity.due = p.expected;
    identity.died = p.died;
    for (const auto& flag : p.flags)
        identity.flags.push_back({label_of(app, "flag_kind", flag.kind), "govuk-tag--red"});
    kit::PersonTabs tabs;
    tabs.overview = url("/people/{}", p.id);
    tabs.chronology = url("/people/{}/chronology", p.id);
    tabs.who_has_looked = url("/people/{}/looked", p.id);
    for (const auto& f : p.families) {
        if (f.until) continue;
        tabs.family = url("/families/{}/network", f.id);
        tabs.plan = url("/families/{}/plan", f.id);
        break;
    }
    kit::Page page;
    page.section = p.name;
    if (!p.families.empty()) {
        const auto& f = p.families.front();
        page.before_main =
            el("div", {cls("govuk-width-container")},
               kit::breadcrumbs({.items = {{.text = f.name, .href = url("/families/{}", f.id)},
                                           {.text = p.name}}}));
    }
    page.before_main << kit::person_bar(identity, app.clock.today())
                     << kit::person_navigation(tabs, here);
    return page;
}

void add_person_routes(Router& router, App& app) {
    router.add({Method::get, "/people/{person}",
                Policy::guarded(access::Action::view, access::ObjectKind::family),
                [&](Context& ctx) { return person_page(app, ctx); }});
    router.add({Method::get, "/people/{person}/chronology",
                Policy::guarded(access::Action::view, access::ObjectKind::family),
                [&](Context& ctx) { return person_chronology_page(app, ctx); }});
}

}  // namespace hearth::web
