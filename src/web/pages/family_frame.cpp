#include "web/pages/family_frame.h"

#include "web/kit/kit.h"

namespace hearth::web {
namespace {

// Those that a worker must meet before a visit stand out; the others inform.
bool alarming(std::string_view kind) {
    for (const std::string_view k :
         {"visit_in_pairs", "risk_to_workers", "dangerous_dog", "weapons", "confidential_address",
          "safe_contact", "injunction", "exploitation", "missing"})
        if (kind == k) return true;
    return false;
}

}  // namespace

std::string label_of(const App& app, std::string_view list, std::string_view code) {
    const auto* codes = app.practice.code_list(list);
    return std::string(codes == nullptr ? code : codes->label(code));
}

kit::Page family_frame(App& app, const Context&, const record::FamilyHead& head, FamilyTab here) {
    Html facts;
    std::vector<Html> items{
        join("Reference ", head.reference), Html(label_of(app, "district", head.district)),
        head.lead_name.empty() ? Html("No lead worker yet") : join("Lead worker ", head.lead_name)};
    if (!head.team.empty()) items.emplace_back(head.team);
    facts << el("ul", {cls("hearth-identity__list")},
                each(items, [](const Html& item) { return el("li", item); }));
    std::vector<Html> tags;
    if (head.restricted)
        tags.push_back(kit::tag({.text = "Restricted record", .classes = "govuk-tag--red"}));
    if (head.closed)
        tags.push_back(kit::tag(
            {.text = join("Closed ", head.closed->plain()), .classes = "govuk-tag--grey"}));
    for (const auto& flag : head.flags)
        tags.push_back(
            kit::tag({.text = join(label_of(app, "flag_kind", flag.kind), ": ", flag.name),
                      .classes = alarming(flag.kind) ? "govuk-tag--red" : "govuk-tag--yellow"}));
    if (!tags.empty())
        facts << el("ul", {cls("hearth-identity__flags"), attr("aria-label", "Flags")},
                    each(tags, [](const Html& t) { return el("li", t); }));

    struct Entry {
        FamilyTab tab;
        const char* words;
        Url to;
    };
    const auto& f = head.id;
    const Entry entries[] = {
        {FamilyTab::overview, "Overview", url("/families/{}", f)},
        {FamilyTab::chronology, "Chronology", url("/families/{}/chronology", f)},
        {FamilyTab::network, "Family and network", url("/families/{}/network", f)},
        {FamilyTab::assessments, "Assessments", url("/families/{}/assessments", f)},
        {FamilyTab::plan, "Plan and actions", url("/families/{}/plan", f)},
        {FamilyTab::meetings, "Meetings", url("/families/{}/meetings", f)},
        {FamilyTab::workbook, "Workbook", url("/families/{}/workbook", f)},
        {FamilyTab::steps, "Steps", url("/families/{}/steps", f)},
        {FamilyTab::documents, "Documents", url("/families/{}/documents", f)},
        {FamilyTab::who_has_looked, "Who has looked", url("/families/{}/looked", f)}};
    std::vector<kit::NavItem> tabs;
    for (const auto& e : entries)
        tabs.push_back({.text = e.words, .href = e.to, .current = e.tab == here});

    kit::Page page;
    page.section = head.name;
    page.before_main =
        join(kit::identity_bar({.title = head.name, .details = facts, .label = "Family"}),
             el("div", {cls("govuk-width-container")},
                kit::sub_navigation({.items = std::move(tabs), .label = "Pages of this family"})));
    return page;
}

}  // namespace hearth::web
