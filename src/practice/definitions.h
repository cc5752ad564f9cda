// The practice as plain values: what the files under practice/ say, once read and checked.
//
// A Practice is immutable and self-contained; it guarantees that every name it mentions exists (a
// form's code list, a clock's calendar, an effect's table and columns, a section's field class),
// because the loader refuses anything else with file, line, what is wrong and what to do. It knows
// nothing of storage or pages. docs/practice_language.md tells the language.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "base/working_days.h"
#include "practice/expression.h"

namespace hearth::practice {

struct Where {
    std::string file;  // relative to practice/
    int line = 0;
};

// ---- code lists
// -----------------------------------------------------------------------------------------------------

struct Code {
    std::string id;     // as stored and returned: "2A"
    std::string label;  // as shown: "Schools"
    std::string hint;
    std::optional<Date> from, to;  // in use; a retired code still shows its label
};
struct CodeList {
    std::string id, title;
    std::vector<Code> codes;
    Where where;
    const Code* find(std::string_view code) const;
    // The label, or the code itself when the list does not have it (an imported value is never
    // hidden).
    std::string_view label(std::string_view code) const;
};

// ---- forms
// ----------------------------------------------------------------------------------------------------------

enum class FieldType {
    text,
    longtext,
    date,
    instant,
    choice,
    choices,
    yes_no,
    number,
    scale,
    person,
    people,
    family,
    worker,
    workers,
    agency,
    team,
    postcode,
    calculated
};
// person, people: members of the family; about a contact, the people it names. family: one the
// system knows, found by search. Each is answered with ids.
struct Field {
    std::string id, label, hint, guidance;
    FieldType type = FieldType::text;
    std::string codes;  // choices: the code list; person, people: "children", "adults" or ""
    bool required = false;
    std::optional<Expression> when;  // shown, and required, only then
    std::optional<Expression>
        value;  // calculated: its value; others: what it is filled with at first
    std::optional<double> min, max;  // number and scale
    int max_words = 0;               // longtext; 0 no limit
    std::string unit;                // "minutes"
    Where where;
};
struct Section {
    std::string id, title, guidance;
    std::string field_class;               // of practice/roles.yaml
    std::vector<std::string> disciplines;  // who writes it; empty: whoever may write the form
    std::optional<Expression> when;
    std::string repeat;  // name of the repeated group, "" when it occurs once
    int repeat_min = 0, repeat_max = 30;
    std::vector<Field> fields;
    Where where;
};

enum class EffectKind { records, opens, closes, starts, stops, makes };
enum class Per {
    entry,
    child,
    person,
    group
};  // once, for each child ticked, each person ticked, each group
struct Setting {
    std::string column;  // of the target's table; for starts and stops, of the table clock
    Expression value;
    Where where;
};
// What signing does. records: a row of `target` (or, with `row`, a new version of that row). opens:
// the same, but refused while the person has one open. closes: sets the end of the open row.
// starts, stops: the clock `target`. makes: a meeting, plan, action, task, family, allocation,
// partner_check or workbook.
struct Effect {
    EffectKind kind = EffectKind::records;
    std::string target;
    Per per = Per::entry;
    std::string group;  // with Per::group
    std::optional<Expression> when;
    std::optional<Expression> each;  // once more for each text of this; $each is the text
    std::optional<Expression> row;   // the row to make a new version of
    std::string name;                // later effects may say $row.<name>
    std::vector<Setting> set;
    Where where;
};

// What must hold before the form is signed, beyond what each field asks: "21 stands alone".
struct Rule {
    Expression that;
    std::string field;  // where the message is shown
    std::string says;
    Where where;
};

enum class About { family, contact, meeting };
enum class Choose { none, children, adults, members };
struct Form {
    std::string id, title, verb;  // verb: the button and link, "Record a visit"
    int version = 1;
    std::string guidance;
    About about = About::family;
    Choose people = Choose::none;        // who is ticked at the top of the form
    std::string field_class;             // who may know that an entry on it exists
    std::vector<std::string> roles;      // who may write it
    std::vector<std::string> signed_by;  // roles whose signature completes it; empty: the author's
    std::string happened;                // the field that says when; "" is the moment of signing
    std::string summary;                 // template for the chronology: "Visit to {people}. {what}"
    std::optional<Expression> significant;
    std::string workbook_section;  // where it shows in the workbook; "" nowhere
    std::vector<Section> sections;
    std::vector<Rule> rules;
    std::vector<Effect> effects;
    Where where;
    const Field* field(std::string_view id) const;
    const Section* section_of(std::string_view field_id) const;
};

// ---- clocks
// ---------------------------------------------------------------------------------------------------------

enum class ClockUnit { working_days, hub_hours, elapsed_hours, days, weeks, months };
// What a late clock comes up to, besides the worker: every holder of the role who may see what the
// clock is about. Once, however late it becomes.
struct Escalation {
    std::string to;  // role of practice/roles.yaml
    int after = 0;   // working days after the due date; 0: as soon as it is late
};
struct ClockRule {
    std::string id, title;
    int length = 0;
    ClockUnit unit = ClockUnit::working_days;
    Convention counting = Convention::day_after_is_day_one;
    std::string calendar = "england-and-wales";
    std::string hours;              // hub hours, for hub_hours
    bool never_at_weekend = false;  // moved back to the working day before (DfE rules 8870Q, 8875)
    std::string owner;              // worker, lead, manager, team
    int warn_days = 2;              // working days before it is due
    std::string starts_when, stops_when;  // in words, for the page
    std::string source;                   // Act, regulation, guidance paragraph, or "local"
    std::string then;                   // clock that stopping it starts, "" none (visits, reviews)
    std::vector<Escalation> escalates;  // soonest first, each role once
    std::string inspector;  // which return or list shows it, in words; "": then only the file does
    Where where;
    bool local = false;         // a standard that the authority chose, not one of law or guidance
    std::string words() const;  // "15 working days, counting from the day after"
};
struct Hours {
    std::string id;
    HubHours hours;
};

// ---- meetings, programme, workbook, pathway
// -------------------------------------------------------------------------

struct MeetingKind {
    std::string id, title;
    std::string form;                      // the form that is signed to close it
    std::vector<std::string> disciplines;  // who is invited
    std::vector<std::string> decides;      // roles that decide
    std::string decisions;                 // code list
    int every_months = 0;                  // 0: not periodic
    Where where;
};
struct ProgrammeModule {
    std::string id, title, purpose;
    Where where;
};
struct WorkbookSection {
    std::string id, title, guidance, field_class;
    std::vector<std::string> forms;  // what may be written there
    std::vector<std::string> disciplines;
    Where where;
};
struct Step {  // of the pathway, for the picture and "what next"
    std::string id, title, form;
    std::vector<std::string> next;
    std::string basis;  // early_help, s17, s47, looked_after
    Where where;
};

// ---- roles
// ----------------------------------------------------------------------------------------------------------

struct Grant {
    std::string object;  // family, contact, check, team, authority, break_glass, audit, system
    std::vector<std::string>
        actions;  // list, view, search, write, sign, print, decide, allocate, ...
    std::vector<std::string>
        relations;  // allocated, team, duty, area, asked, referred, break_glass, any
    std::vector<std::string> classes;  // field classes; empty: the object has none
    Where where;
};
struct Role {
    std::string id, title, discipline;
    std::vector<std::string> agencies;  // kinds of agency whose workers may hold it
    bool content = true;                // false: sees nobody's record, whatever else is granted
    std::vector<Grant> grants;
    Where where;
};
struct Roles {
    int version = 1;
    std::vector<std::string> classes;  // field classes, at most 63
    std::vector<std::string> purposes;
    std::vector<std::pair<std::string, std::string>> never_cross;
    std::vector<std::string>
        both_sides;  // roles that decide, and so read both of a never_cross pair
    int break_glass_minutes = 60;
    std::vector<Role> roles;
    const Role* find(std::string_view id) const;
};

// ---- indicators
// -----------------------------------------------------------------------------------------------------

enum class IndicatorUnit { count, percent, rate_per_10000, mean, median };
enum class Better { up, down, neither };
enum class PeriodKind { point, year_to_date, rolling_year, month };
// A small SQL file under indicators/. Its query gives one row for each thing counted in the
// denominator, with columns child_id (a person id), family_id, district, team_id, numerator (0 or
// 1, or the value for mean and median). n/N, splits, trend and the children behind the figure all
// come from this one query. Parameters: :from and :to, dates.
struct Indicator {
    std::string id, title, definition, numerator, denominator, source, owner;
    IndicatorUnit unit = IndicatorUnit::percent;
    Better better = Better::neither;
    PeriodKind period = PeriodKind::point;
    std::optional<double> target;
    std::string sql;
    Where where;
};

// ---- the whole
// ------------------------------------------------------------------------------------------------------

struct Practice {
    std::string id, title, guidance;  // "family-help", "Family Help", "Working Together 2026"
    std::map<std::string, std::string>
        terms;                       // what this profile calls things: plan: "Family help plan"
    std::string threshold_document;  // name and version of the Continuum of Need in force
    int caseload_target = 15;
    std::map<std::string, CodeList, std::less<>> codes;
    // Every version of every form that the files hold, newest last.
    std::map<std::string, std::vector<Form>, std::less<>> forms;
    std::map<std::string, ClockRule, std::less<>> clocks;
    std::map<std::string, BankHolidays, std::less<>> calendars;
    std::map<std::string, Hours, std::less<>> hours;
    std::map<std::string, MeetingKind, std::less<>> meetings;
    std::vector<ProgrammeModule> programme;
    std::vector<WorkbookSection> workbook;
    std::vector<Step> pathway;
    std::vector<Indicator> indicators;
    Roles roles;

    const Form* form(std::string_view id) const;               // newest
    const Form* form(std::string_view id, int version) const;  // as it was written on
    const CodeList* code_list(std::string_view id) const;
    std::string term(std::string_view id) const;  // the id itself when the profile says nothing
};

}  // namespace hearth::practice
