#include "web/pages/work_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "web/pages/family_frame.h"

namespace hearth::web {

Url stop_url(const record::DueItem& item) {
    if (item.form.empty()) return {};
    if (!item.form_of_meeting) return url("/families/{}/write/{}", item.family, item.form);
    if (item.meeting) return url("/meetings/{}", item.meeting);
    return url("/families/{}/meetings/plan/{}", item.family, item.form);
}

namespace {

struct Card {
    Date due;
    Html html;
};

const char* card_class(Date due, Date today) {
    return due < today ? "hearth-card--late" : due <= today + 7 ? "hearth-card--soon" : "";
}

Card due_card(const record::DueItem& item, Date today, WorkerId me) {
    Html title(item.title);
    if (!item.names.empty()) title << ": " << join_and(item.names);
    Html line = kit::link(url("/families/{}", item.family), item.family_name);
    if (item.owner && item.owner != me) line << ". For " << item.owner_name;
    if (!item.owner) line << ". For the team";
    Html why;
    why << item.words << ".";
    if (!item.starts_when.empty()) why << " It runs from when " << item.starts_when << ".";
    if (!item.source.empty()) why << " " << item.source << ".";
    if (item.local) why << " Our own standard.";
    Html action;
    if (const Url to = stop_url(item); !to.empty()) {
        const std::string words = !item.form_of_meeting ? item.form_verb
                                  : item.meeting        ? "Open the meeting"
                                                        : "Plan the meeting";
        action = kit::p(kit::link(to, words, " for " + item.family_name));
    }
    return {item.due,
            el("li", {cls("hearth-card", card_class(item.due, today))},
               el("h3", {cls("govuk-heading-s")}, title), kit::p(kit::when(item.due, today)),
               kit::p(line), el("p", {cls("hearth-meta")}, "Why: ", why), action,
               due_notes(item, today))};
}

Card action_card(const record::ActionLine& action, Date today) {
    Html line = kit::link(url("/families/{}", action.family), action.family_name);
    if (!action.person.empty()) line << ". For " << action.person;
    Html why = action_source(action);
    if (!action.child_will_know.empty())
        why << ". How the child will know: " << action.child_will_know;
    why << ".";
    return {action.due,
            el("li", {cls("hearth-card", card_class(action.due, today))},
               el("h3", {cls("govuk-heading-s")}, "Action: ", action.what),
               kit::p(kit::when(action.due, today)), kit::p(line),
               el("p", {cls("hearth-meta")}, "Why: ", why),
               kit::p(kit::link(action_url(action), "Finish this action", ": " + action.what)))};
}

}  // namespace

Html escalation_words(const record::StandingEscalation& standing) {
    Html out = join("Escalated to ", standing.role_title, ", ", standing.since.plain(), ". ");
    if (!standing.read) return join(out, "Not read yet.");
    return join(out, "Read by ", standing.read->by, ", ", standing.read->on.plain(), ": ",
                standing.read->note);
}

Html inspector_words(std::string_view inspector, Date due, Date today) {
    Html out("What an inspector would see: ");
    if (due < today)
        out << "not done, " << kit::lateness(due, today) << ". ";
    else
        out << "in time so far. ";
    if (inspector.empty())
        out << "No return counts it; the file shows the due date, the day it was done and what was "
               "written about it.";
    else
        out << inspector << ".";
    return out;
}

Html due_notes(const record::DueItem& item, Date today) {
    Html lines;
    if (item.reminds_from)
        lines << el("p", {cls("hearth-meta")}, "Reminder since ", item.reminds_from->plain(), ".");
    for (const auto& standing : item.escalated)
        lines << el("p", {cls("hearth-meta")},
                    standing.read ? kit::tag({.text = "Escalated, read"})
                                  : kit::tag({.text = "Escalated", .classes = "govuk-tag--red"}),
                    " ", escalation_words(standing));
    if (item.moved_from)
        lines << el("p", {cls("hearth-meta")}, "It was due ", item.moved_from->plain(), " until ",
                    item.moved_on->plain(), ". ", item.moved_why, ".");
    Html more;
    if (!item.stops_when.empty())
        more << kit::p(join("The clock stops when ", item.stops_when, "."));
    more << kit::p(inspector_words(item.inspector, item.due, today));
    return join(lines, kit::details({.summary = join("What stops it, what an inspector sees",
                                                     el("span", {cls("govuk-visually-hidden")},
                                                        ": ", item.title, ", ", item.family_name)),
                                     .text = more,
                                     .classes = "hearth-due-notes"}));
}

Url action_url(const record::ActionLine& action) {
    return url("/families/{}/plan", action.family).fragment("action-" + action.id.text());
}

Html action_source(const record::ActionLine& action) {
    Html out("Set");
    if (!action.set_by.empty()) out << " by " << action.set_by;
    if (!action.entry) return out;
    out << " in " << kit::link(url("/entries/{}", action.entry), action.set_in);
    if (action.set_on) out << ", " << action.set_on->plain();
    return out;
}

Html due_cards(const std::vector<record::DueItem>& items,
               const std::vector<record::ActionLine>& actions, Date today, WorkerId me) {
    std::vector<Card> cards;
    for (const auto& item : items) cards.push_back(due_card(item, today, me));
    for (const auto& action : actions) cards.push_back(action_card(action, today));
    std::stable_sort(cards.begin(), cards.end(),
                     [](const Card& a, const Card& b) { return a.due < b.due; });
    return el("ul", {cls("hearth-board")}, each(cards, [](const Card& card) { return card.html; }));
}

std::string basis_label(const App& app, std::string_view basis) {
    if (basis == "assessment") return "Assessment";
    return label_of(app, "plan_basis", basis);
}

Html child_names(const record::ListedFamily& family, Date today) {
    Html out;
    bool first = true;
    for (const auto& child : family.children) {
        if (!first) out << ", ";
        first = false;
        out << kit::link(url("/people/{}", child.id), child.given);
        if (child.born)
            out << " (" << kit::age_in_words(*child.born, today) << ")";
        else if (child.expected)
            out << " (" << kit::age_in_words(*child.expected, today) << ")";
    }
    return out;
}

Html freshness(Date written, Date today) {
    Html out(kit::distance(written, today));
    if (today - written > kFreshDays)
        out << " "
            << kit::tag({.text = join("Due every ", kFreshDays, " days"),
                         .classes = "govuk-tag--yellow"});
    return out;
}

Html family_table(const App& app, const record::FamilyList& list, Date today,
                  std::string_view caption, const Html& empty) {
    kit::DataTable table;
    table.caption = caption;
    table.caption_hidden = true;  // the heading above says the same
    table.columns = {{.name = "Family"},  {.name = "Children"},  {.name = "Basis"},
                     {.name = "Lead"},    {.name = "Last seen"}, {.name = "Next due"},
                     {.name = "Workbook"}};
    table.empty = empty;
    for (const auto& f : list.families) {
        const Html name = f.viewable ? kit::link(url("/families/{}", f.id), f.name) : Html(f.name);
        std::vector<Html> row{join(name, el("br"),
                                   el("span", {cls("hearth-meta")}, f.reference, ", ",
                                      label_of(app, "district", f.district)))};
        if (!f.viewable) {
            row.insert(row.end(), {"", "", f.lead.empty() ? "Nobody yet" : f.lead, "", "", ""});
            table.rows.push_back(std::move(row));
            table.row_classes.emplace_back();
            continue;
        }
        row.push_back(child_names(f, today));
        row.emplace_back(f.basis.empty() ? "None open" : basis_label(app, f.basis));
        row.emplace_back(f.lead.empty() ? "Nobody yet" : f.lead);
        row.push_back(f.last_seen ? Html(kit::distance(*f.last_seen, today))
                                  : Html("No visit recorded"));
        std::string row_class;
        if (f.next_due) {
            const auto rule = app.practice.clocks.find(f.next_rule);
            const auto& title =
                rule == app.practice.clocks.end() ? f.next_rule : rule->second.title;
            row.push_back(join(title, el("br"), kit::when(*f.next_due, today)));
            if (*f.next_due < today) row_class = "hearth-row--late";
        } else {
            row.emplace_back("Nothing");
        }
        if (f.cycle == 0)
            row.emplace_back("Not open");
        else
            row.push_back(
                join(kit::link(url("/families/{}/workbook", f.id), join("Cycle ", f.cycle),
                               " of the workbook of the " + f.name),
                     ", ",
                     f.last_written ? join("written ", freshness(*f.last_written, today))
                                    : Html("nothing written yet")));
        table.rows.push_back(std::move(row));
        table.row_classes.push_back(std::move(row_class));
    }
    return kit::data_table(table);
}

std::string time_text(Instant at) {
    const auto wall = wall_time(at);
    return fmt::format("{:02}:{:02}", wall.minutes / 60, wall.minutes % 60);
}

Html meeting_time(Instant at, Date today) {
    return join(kit::said_on(date_of(at), today), ", at ", time_text(at));
}

std::string meeting_title(const App& app, std::string_view kind) {
    const auto found = app.practice.meetings.find(kind);
    return found == app.practice.meetings.end() ? std::string(kind) : found->second.title;
}

}  // namespace hearth::web
