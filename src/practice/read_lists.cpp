// The small files: code lists, clocks, calendars, hours, meetings, programme, workbook, pathway,
// profile.
#include <algorithm>

#include "practice/calendar.h"
#include "practice/reader.h"

namespace hearth::practice {
namespace {

// Files are lists of things of one kind.
const std::vector<Node>& items_of(const Node& file, std::string_view what, Problems& problems) {
    static const std::vector<Node> kNone;
    if (file.kind == Node::Kind::list) return file.items;
    report(problems, file, "this file must be a list of " + std::string(what),
           "Begin each with \"- id: ...\".");
    return kNone;
}

std::optional<int> minutes_of(std::string_view clock) {
    if (clock.size() != 5 || clock[2] != ':') return std::nullopt;
    for (const std::size_t i : {0U, 1U, 3U, 4U}) {
        if (clock[i] < '0' || clock[i] > '9') return std::nullopt;
    }
    const int hours = (clock[0] - '0') * 10 + (clock[1] - '0');
    const int minutes = (clock[3] - '0') * 10 + (clock[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 1440) return std::nullopt;
    return hours * 60 + minutes;
}

Code read_code(const Node::Entry& entry, Problems& problems) {
    Code code;
    code.id = entry.key;
    if (entry.value.kind == Node::Kind::text) {
        code.label = entry.value.text;
    } else {
        MapReader in(entry.value, "a code", problems);
        code.label = in.required_text("label");
        code.hint = in.text("hint");
        code.from = in.date("from");
        code.to = in.date("to");
        if (code.from && code.to && *code.to < *code.from) {
            report(problems, entry.value, "the code \"" + code.id + "\" ends before it begins",
                   "Turn from and to round.");
        }
    }
    if (code.label.empty()) {
        problems.push_back({entry.value.file, entry.line, entry.column,
                            "the code \"" + code.id + "\" has no label",
                            "Write what people read: " + code.id + ": label"});
    }
    return code;
}

}  // namespace

void read_code_lists(const Node& file, std::vector<CodeList>& out, Problems& problems) {
    for (const Node& node : items_of(file, "code lists", problems)) {
        MapReader in(node, "a code list", problems);
        CodeList list;
        list.where = where_of(node);
        list.id = in.id();
        list.title = in.required_text("title");
        in.text("source");
        const Node* codes = in.required_node("codes");
        if (codes != nullptr && codes->kind != Node::Kind::map) {
            report(problems, *codes, "codes must be lines of code: label", "Indent them below.");
        } else if (codes != nullptr) {
            for (const Node::Entry& entry : codes->entries) {
                list.codes.push_back(read_code(entry, problems));
            }
        }
        out.push_back(std::move(list));
    }
}

void read_clocks(const Node& file, std::vector<ClockRule>& out, Problems& problems) {
    for (const Node& node : items_of(file, "clocks", problems)) {
        MapReader in(node, "a clock", problems);
        ClockRule rule;
        rule.where = where_of(node);
        rule.id = in.id();
        rule.title = in.required_text("title");
        in.required_node("length");
        rule.length = in.integer("length", 1, 0, 3660);
        in.required_node("unit");
        rule.unit = in.word<ClockUnit>("unit", {{"working_days", ClockUnit::working_days},
                                                {"hub_hours", ClockUnit::hub_hours},
                                                {"elapsed_hours", ClockUnit::elapsed_hours},
                                                {"days", ClockUnit::days},
                                                {"weeks", ClockUnit::weeks},
                                                {"months", ClockUnit::months}});
        if (rule.unit == ClockUnit::working_days && !in.has("counting")) {
            report(problems, node,
                   "the clock \"" + rule.id + "\" does not say how its working days are counted",
                   "Add counting: day_after_is_day_one or start_day_is_day_one.");
        }
        rule.counting = in.word<Convention>(
            "counting", {{"day_after_is_day_one", Convention::day_after_is_day_one},
                         {"start_day_is_day_one", Convention::start_day_is_day_one}});
        rule.calendar = in.text("calendar", rule.calendar);
        rule.hours = in.text("hours");
        if (rule.unit == ClockUnit::hub_hours && rule.hours.empty()) {
            report(problems, node, "the clock \"" + rule.id + "\" runs in hours it does not name",
                   "Add hours: and an id of hours.yaml.");
        }
        rule.never_at_weekend = in.flag("never_at_weekend");
        rule.owner = in.word<std::string>(
            "owner",
            {{"worker", "worker"}, {"lead", "lead"}, {"manager", "manager"}, {"team", "team"}});
        rule.warn_days = in.integer("warn_days", 2, 0, 60);
        rule.starts_when = in.required_text("starts");
        rule.stops_when = in.required_text("stops");
        rule.source = in.required_text("source");
        rule.local = in.flag("local");
        rule.inspector = in.text("inspector");
        rule.then = in.text("then");
        for (const Node& step : in.list("escalates")) {
            MapReader of(step, "an escalation", problems);
            Escalation escalation;
            escalation.to = of.required_text("to");
            of.required_node("after");
            escalation.after = of.integer("after", 0, 0, 260);
            const bool twice =
                std::any_of(rule.escalates.begin(), rule.escalates.end(),
                            [&](const Escalation& one) { return one.to == escalation.to; });
            if (twice)
                report(problems, step,
                       "the clock \"" + rule.id + "\" escalates to " + escalation.to + " twice",
                       "Name each role once: an escalation is raised once and never again.");
            else if (!rule.escalates.empty() && escalation.after < rule.escalates.back().after)
                report(problems, step, "the escalations of \"" + rule.id + "\" are not in order",
                       "Write them soonest first, by after: working days after the due date.");
            rule.escalates.push_back(std::move(escalation));
        }
        out.push_back(std::move(rule));
    }
}

std::optional<BankHolidays> read_calendar(const Node& file, Problems& problems) {
    MapReader in(file, "a calendar", problems);
    in.required_text("name");
    in.required_node("first_year");
    in.required_node("last_year");
    const int first = in.integer("first_year", 2022, 1996, 2200);
    const int last = in.integer("last_year", first, 1996, 2200);
    std::vector<Date> days;
    in.required_node("days");
    for (const Node& day : in.list("days")) {
        MapReader of(day, "a bank holiday", problems);
        of.required_text("name");
        of.required_node("date");
        if (const auto date = of.date("date")) days.push_back(*date);
    }
    auto made = BankHolidays::make(std::move(days), first, last);
    if (made) return made.value().with_years_by_rule(kYearsWorkedOut);
    std::string why = "this calendar cannot be used";
    if (const auto* wrong = std::get_if<Invalid>(&made.failure())) {
        for (const FieldError& error : wrong->errors) why += ": " + error.message;
    }
    report(problems, file, why,
           "Give every bank holiday of each year from first_year to last_year, once.");
    return std::nullopt;
}

void read_hours(const Node& file, std::vector<Hours>& out, Problems& problems) {
    static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                                 "friday", "saturday", "sunday"};
    for (const Node& node : items_of(file, "opening hours", problems)) {
        MapReader in(node, "opening hours", problems);
        Hours hours;
        hours.id = in.id();
        in.required_text("title");
        for (const auto& [key, minutes] :
             {std::pair{"opens", &hours.hours.opens}, std::pair{"closes", &hours.hours.closes}}) {
            const std::string text = in.required_text(key);
            const auto value = minutes_of(text);
            if (value) {
                *minutes = *value;
            } else if (!text.empty()) {
                report(problems, *in.node(key), "\"" + text + "\" is not a time of day",
                       "Write it between quotes, as '08:45'.");
            }
        }
        in.required_node("days");
        hours.hours.weekdays = {};
        for (const std::string& day : in.texts("days")) {
            bool known = false;
            for (std::size_t i = 0; i < 7; ++i) {
                if (day != kDays[i]) continue;
                hours.hours.weekdays[i] = true;
                known = true;
            }
            if (!known) {
                report(problems, *in.node("days"), "\"" + day + "\" is not a day of the week",
                       suggest(day, {std::begin(kDays), std::end(kDays)}));
            }
        }
        hours.hours.open_on_bank_holidays = in.flag("open_on_bank_holidays");
        if (!hours.hours.valid()) {
            report(problems, node, "the hours \"" + hours.id + "\" are never open",
                   "opens must be before closes, with one day of the week at least.");
        }
        out.push_back(hours);
    }
}

void read_meetings(const Node& file, std::vector<MeetingKind>& out, Problems& problems) {
    for (const Node& node : items_of(file, "meetings", problems)) {
        MapReader in(node, "a meeting", problems);
        MeetingKind kind;
        kind.where = where_of(node);
        kind.id = in.id();
        kind.title = in.required_text("title");
        kind.form = in.required_text("form");
        kind.disciplines = in.texts("invites");
        in.required_node("decided_by");
        kind.decides = in.texts("decided_by");
        kind.decisions = in.text("decisions");
        kind.every_months = in.integer("every_months", 0, 0, 24);
        out.push_back(std::move(kind));
    }
}

void read_programme(const Node& file, std::vector<ProgrammeModule>& out, Problems& problems) {
    for (const Node& node : items_of(file, "modules", problems)) {
        MapReader in(node, "a module", problems);
        ProgrammeModule one;
        one.where = where_of(node);
        one.id = in.id();
        one.title = in.required_text("title");
        one.purpose = in.required_text("purpose");
        out.push_back(std::move(one));
    }
}

void read_workbook(const Node& file, std::vector<WorkbookSection>& out, Problems& problems) {
    for (const Node& node : items_of(file, "workbook sections", problems)) {
        MapReader in(node, "a workbook section", problems);
        WorkbookSection section;
        section.where = where_of(node);
        section.id = in.id();
        section.title = in.required_text("title");
        section.guidance = in.required_text("guidance");
        section.field_class = in.required_text("class");
        section.forms = in.texts("forms");
        section.disciplines = in.texts("disciplines");
        out.push_back(std::move(section));
    }
}

void read_pathway(const Node& file, std::vector<Step>& out, Problems& problems) {
    for (const Node& node : items_of(file, "steps", problems)) {
        MapReader in(node, "a step", problems);
        Step step;
        step.where = where_of(node);
        step.id = in.id();
        step.title = in.required_text("title");
        step.form = in.text("form");
        step.next = in.texts("next");
        step.basis = in.text("basis");
        out.push_back(std::move(step));
    }
}

std::vector<std::string> read_profile(const Node& file, Practice& practice, Problems& problems) {
    MapReader in(file, "a profile", problems);
    practice.id = in.id();
    practice.title = in.required_text("title");
    practice.guidance = in.required_text("guidance");
    practice.threshold_document = in.required_text("threshold_document");
    practice.caseload_target = in.integer("caseload_target", 15, 1, 200);
    if (const Node* terms = in.node("terms")) {
        if (terms->kind != Node::Kind::map) {
            report(problems, *terms, "terms must be lines of word: what it is called",
                   "Indent them below.");
        }
        for (const Node::Entry& entry : terms->entries) {
            practice.terms[entry.key] = entry.value.text;
        }
    }
    return in.texts("uses");
}

}  // namespace hearth::practice
