// Long because: one drawer for each type of field, side by side, so that a new type is seen to be
// missing. Drawing a form: sections, repeated groups, one question for each field.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "practice/answers.h"
#include "web/kit/kit.h"
#include "web/pages/entry_form.h"

namespace hearth::web {
namespace {

using practice::Field;
using practice::FieldType;
using practice::Section;
using record::Choosable;
using record::SectionUse;

class Drawer {
  public:
    explicit Drawer(const FormDrawing& d)
        : d_(d), form_(*d.sheet.form), answers_(d.sheet.draft.answers) {}

    Html form() {
        Html out;
        if (form_.people != practice::Choose::none) out << people();
        for (std::size_t s = 0; s < form_.sections.size(); ++s) {
            const auto& section = form_.sections[s];
            switch (d_.sheet.sections[s]) {
                case SectionUse::hidden:
                    break;
                case SectionUse::read:
                    out << read_only(section);
                    break;
                case SectionUse::write:
                    out << this->section(section);
                    break;
            }
        }
        return out;
    }

  private:
    Html people() {
        std::vector<kit::Choice> items;
        for (const auto& person : d_.sheet.people)
            if (person.ticked_for_form) items.push_back({.text = person.words, .value = person.id});
        if (items.empty())
            return kit::inset_text(
                {.text = "There is nobody on the record whom this form could be about. Add the "
                         "people first.",
                 .id = "people"});
        return kit::checkboxes(
            {.name = "people",
             .items = std::move(items),
             .fieldset = kit::Fieldset{.legend = {.text = "Who is this about?",
                                                  .classes = "govuk-fieldset__legend--m"}},
             .values = answers_.all("people"),
             .hint = {.text = "Tick everybody it concerns: it is written once and shows for each."},
             .error = {.text = kit::error_for(d_.errors, "people")}});
    }

    // Those whom the field asks for, and whoever was chosen before.
    std::vector<Choosable> people_for(const Field& field, const std::vector<std::string>& values) {
        std::vector<Choosable> out;
        for (const auto& person : d_.sheet.people)
            if (record::offers(field, person) ||
                std::find(values.begin(), values.end(), person.id) != values.end())
                out.push_back(person);
        return out;
    }

    Html section(const Section& section) {
        Html out;
        out.open("section", {id("section-" + section.id), cls("hearth-form-section"),
                             attr_if("data-when", when_of(section.when, {}, 0))});
        out << kit::h2(section.title);
        if (!section.disciplines.empty()) out << written_by(section);
        if (!section.guidance.empty()) out << kit::p(section.guidance);
        if (section.repeat.empty()) {
            for (const auto& field : section.fields) out << question(field, field.id, {}, 0);
        } else {
            out << repeated(section);
        }
        out.close("section");
        return out;
    }

    Html written_by(const Section& section) {
        std::vector<std::string> names;
        const auto* list = d_.practice.code_list("discipline");
        for (const auto& discipline : section.disciplines)
            names.emplace_back(list == nullptr ? discipline : list->label(discipline));
        return kit::p("Written by: " + join_and(names) + ".", "hearth-meta");
    }

    Html repeated(const Section& section) {
        auto indices = answers_.groups(section.repeat);
        int next = indices.empty() ? 0 : indices.back() + 1;
        while (static_cast<int>(indices.size()) < section.repeat_min) indices.push_back(next++);
        std::vector<Html> items;
        for (std::size_t n = 0; n < indices.size(); ++n) {
            Html inside;
            for (const auto& field : section.fields)
                inside << question(field,
                                   Answers::key(section.repeat, static_cast<int>(n), field.id),
                                   section.repeat, indices[n]);
            items.push_back(std::move(inside));
        }
        Html out = kit::hidden(section.repeat + ".count", std::to_string(items.size()));
        if (const auto error = kit::error_for(d_.errors, section.repeat); !error.empty())
            out << kit::error_message({.text = error});
        out << kit::add_another({.name = section.repeat,
                                 .item_label = singular(section),
                                 .items = std::move(items),
                                 .can_remove_last = section.repeat_min == 0});
        return out;
    }

    static std::string singular(const Section& section) {
        if (section.repeat == "members") return "Person";
        std::string out = section.repeat;
        if (section.repeat == "words") return "Child's words";
        if (out.size() > 2 && out.ends_with("s") && !out.ends_with("ss")) out.pop_back();
        std::replace(out.begin(), out.end(), '_', ' ');
        if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
        return out;
    }

    Html read_only(const Section& section) {
        const auto values = practice::context_of(d_.practice, form_, answers_, d_.names, name_of());
        std::vector<std::pair<std::string, Html>> rows;
        if (section.repeat.empty())
            for (const auto& field : section.fields)
                if (answers_.has(field.id))
                    rows.emplace_back(field.label, kit::prose(join_and(values.words(field.id))));
        if (rows.empty()) return {};
        return el("section", {cls("hearth-form-section")}, kit::h2(section.title),
                  written_by(section), kit::summary_rows(rows));
    }

    practice::NameOf name_of() const {
        return [this](FieldType type, std::string_view text) -> std::string {
            const auto in = [&](const std::vector<Choosable>& from) {
                for (const auto& c : from)
                    if (c.id == text) return c.words;
                return std::string("somebody no longer on record");
            };
            if (type == FieldType::person || type == FieldType::people) return in(d_.sheet.people);
            if (type == FieldType::worker || type == FieldType::workers)
                return in(d_.sheet.workers);
            if (type == FieldType::team) return in(d_.sheet.teams);
            if (type == FieldType::agency) return in(d_.sheet.agencies);
            if (type == FieldType::family) return in(d_.sheet.families);
            return std::string(text);
        };
    }

    // "outcome=assessment&x=;outcome=strategy&x=*" for the page's script.
    std::string when_of(const std::optional<practice::Expression>& when, std::string_view group,
                        int shown_index) {
        if (!when) return {};
        const auto found = record::combinations(d_.context, form_, *when, d_.names, group);
        if (!found || found->empty()) return {};
        std::string out;
        for (const auto& combination : *found) {
            if (!out.empty()) out += ';';
            bool first = true;
            for (const auto& [name, text] : combination) {
                if (!first) out += '&';
                first = false;
                const bool inside =
                    !group.empty() && form_.field(std::string(group) + "." + name) != nullptr;
                out += (inside ? Answers::key(group, shown_index, name) : name) + "=" + text;
            }
        }
        return out;
    }

    // `key` is the name on the page; in a group the answer may still have an older number.
    Html question(const Field& field, const std::string& key, std::string_view group, int index) {
        if (field.when && !record::could_show(d_.context, form_, *field.when, d_.names, group))
            return {};
        const std::string stored = group.empty() ? key : Answers::key(group, index, field.id);
        int shown = 0;
        if (!group.empty()) {
            const auto dot = key.find('.');
            shown = std::stoi(key.substr(dot + 1));
        }
        Html inside = input(field, key, stored);
        if (!field.guidance.empty())
            inside << kit::details(
                {.summary = join("Guidance",
                                 el("span", {cls("govuk-visually-hidden")}, ": " + field.label)),
                 .text = kit::prose(field.guidance)});
        inside << unsettled(field, stored);
        const Html before = last_time(field);
        if (!before.empty()) inside = el("div", {cls("hearth-beside")}, el("div", inside), before);
        const auto condition = when_of(field.when, group, shown);
        if (condition.empty() && !field.when) return inside;
        return el("div", {cls("hearth-when"), attr_if("data-when", condition)}, inside);
    }

    Html unsettled(const Field& field, const std::string& stored) {
        const auto& others = answers_.all("other." + stored);
        Html out;
        for (const auto& text : others)
            out << kit::inset_text(
                {.text = join(el("strong", "Also written, on another device or by somebody else:"),
                              kit::prose(words(field, text)))});
        if (!others.empty())
            out << kit::checkboxes(
                {.name = "settled." + stored,
                 .items = {{.text = "I have taken what is needed from this text: remove it",
                            .value = "yes"}},
                 .classes = "govuk-checkboxes--small"});
        return out;
    }

    Html last_time(const Field& field) {
        if (!d_.sheet.last || !d_.sheet.last->answers.has(field.id)) return {};
        const auto& last = *d_.sheet.last;
        const auto values =
            practice::context_of(d_.practice, form_, last.answers, d_.names, name_of());
        const auto text = join_and(values.words(field.id));
        if (is_blank(text)) return {};
        return el("div", {cls("hearth-last-time")},
                  kit::p(join("Last time, ", date_of(last.happened).plain(),
                              last.author.empty() ? "" : ", " + last.author),
                         "hearth-meta"),
                  kit::prose(text));
    }

    std::string words(const Field& field, const std::string& text) {
        if (field.type == FieldType::choice || field.type == FieldType::choices)
            if (const auto* list = d_.practice.code_list(field.codes))
                return std::string(list->label(text));
        if (field.type == FieldType::date)
            if (const auto date = Date::parse(text)) return date->plain();
        return text;
    }

    Html hint_of(const Field& field) {
        std::string out = field.hint;
        if (!field.required && field.type != FieldType::calculated && !field.when) {
            if (!out.empty()) out += ". ";
            out += "Optional";
        }
        return out;
    }

    std::vector<kit::Choice> codes_of(const Field& field, const std::vector<std::string>& chosen) {
        std::vector<kit::Choice> items;
        const auto* list = d_.practice.code_list(field.codes);
        if (list == nullptr) return items;
        const Date today = d_.context.today();
        for (const auto& code : list->codes) {
            const bool is_chosen = std::find(chosen.begin(), chosen.end(), code.id) != chosen.end();
            if (!is_chosen && ((code.to && *code.to < today) || (code.from && *code.from > today)))
                continue;
            items.push_back({.text = code.label, .value = code.id, .hint = {.text = code.hint}});
        }
        return items;
    }

    Html select_of(const Field& field, const std::string& key, const std::string& value,
                   const std::vector<Choosable>& from, const std::string& error) {
        std::vector<kit::Option> items{{.text = "Choose", .value = ""}};
        bool found = value.empty();
        for (const auto& c : from) {
            items.push_back({.text = c.words, .value = c.id});
            found = found || c.id == value;
        }
        if (!found)
            items.push_back({.text = "As answered before, no longer in the list", .value = value});
        return kit::select({.name = key,
                            .items = std::move(items),
                            .label = {.text = field.label, .classes = "govuk-label--s"},
                            .value = value,
                            .hint = {.text = hint_of(field)},
                            .error = {.text = error}});
    }

    // A few short words stand in one line: Yes, No, Not asked.
    static bool short_choices(const std::vector<kit::Choice>& items) {
        std::size_t length = 0;
        for (const auto& item : items) {
            if (!item.hint.text.empty()) return false;
            length += item.text.str().size();
        }
        return items.size() <= 4 && length <= 40;
    }

    Html choose(const Field& field, const std::string& key, std::vector<kit::Choice> items,
                const std::vector<std::string>& values, const std::string& error, bool several,
                std::string classes = {}) {
        const kit::Fieldset fieldset{
            .legend = {.text = field.label, .classes = "govuk-fieldset__legend--s"}};
        if (several)
            return kit::checkboxes({.name = key,
                                    .items = std::move(items),
                                    .fieldset = fieldset,
                                    .values = values,
                                    .hint = {.text = hint_of(field)},
                                    .error = {.text = error},
                                    .classes = "govuk-checkboxes--small"});
        if (classes.empty() && short_choices(items)) classes = "govuk-radios--inline";
        return kit::radios({.name = key,
                            .items = std::move(items),
                            .fieldset = fieldset,
                            .value = values.empty() ? std::string() : values.front(),
                            .hint = {.text = hint_of(field)},
                            .error = {.text = error},
                            .classes = std::move(classes)});
    }

    Html date_of_field(const Field& field, const std::string& key, const std::string& value,
                       const std::string& error) {
        std::string day, month, year;
        if (const auto date = Date::parse(value)) {
            day = std::to_string(date->day());
            month = std::to_string(date->month());
            year = std::to_string(date->year());
        } else if (const auto parts = split(value, '/'); parts.size() == 3) {
            day = parts[0];
            month = parts[1];
            year = parts[2];
        }
        return kit::date_input(
            {.id = key,
             .name_prefix = key,
             .fieldset = kit::Fieldset{.legend = {.text = field.label,
                                                  .classes = "govuk-fieldset__legend--s"}},
             .hint = {.text = hint_of(field)},
             .error = {.text = error},
             .day_value = day,
             .month_value = month,
             .year_value = year});
    }

    Html instant_of_field(const Field& field, const std::string& key, const std::string& value,
                          const std::string& error) {
        std::string date = value, time;
        if (const auto at = Instant::parse(value)) {
            const auto wall = wall_time(*at);
            date = wall.date.iso();
            time = fmt::format("{:02}:{:02}", wall.minutes / 60, wall.minutes % 60);
        } else if (const auto space = value.find(' '); space != std::string::npos) {
            date = value.substr(0, space);
            time = value.substr(space + 1);
        }
        return join(
            date_of_field(field, key, date, error),
            kit::input({.name = key + "-time",
                        .label = {.text = join("Time", el("span", {cls("govuk-visually-hidden")},
                                                          ": " + field.label))},
                        .value = time,
                        .hint = {.text = "For example, 14:30"},
                        .classes = "govuk-input--width-5"}));
    }

    Html input(const Field& field, const std::string& key, const std::string& stored) {
        const auto& values = answers_.all(stored);
        const std::string value = values.empty() ? std::string() : values.front();
        const std::string error = kit::error_for(d_.errors, key);
        const kit::Label label{.text = field.label, .classes = "govuk-label--s"};
        switch (field.type) {
            case FieldType::text:
                return kit::input({.name = key,
                                   .label = label,
                                   .value = value,
                                   .hint = {.text = hint_of(field)},
                                   .error = {.text = error}});
            case FieldType::postcode:
                return kit::input({.name = key,
                                   .label = label,
                                   .value = value,
                                   .hint = {.text = hint_of(field)},
                                   .error = {.text = error},
                                   .classes = "govuk-input--width-10"});
            case FieldType::longtext:
                if (field.max_words > 0)
                    return kit::character_count({.name = key,
                                                 .label = label,
                                                 .value = value,
                                                 .hint = {.text = hint_of(field)},
                                                 .error = {.text = error},
                                                 .rows = 6,
                                                 .max_words = field.max_words,
                                                 .spellcheck = true});
                return kit::textarea({.name = key,
                                      .label = label,
                                      .value = value,
                                      .hint = {.text = hint_of(field)},
                                      .error = {.text = error},
                                      .rows = 6,
                                      .spellcheck = true});
            case FieldType::date:
                return date_of_field(field, key, value, error);
            case FieldType::instant:
                return instant_of_field(field, key, value, error);
            case FieldType::choice: {
                auto items = codes_of(field, values);
                if (items.size() <= 12)
                    return choose(field, key, std::move(items), values, error, false,
                                  items.size() <= 3 ? "" : "govuk-radios--small");
                std::vector<Choosable> from;
                if (const auto* list = d_.practice.code_list(field.codes))
                    for (const auto& code : list->codes)
                        if (!code.to || *code.to >= d_.context.today() || code.id == value)
                            from.push_back({code.id, code.label});
                return select_of(field, key, value, from, error);
            }
            case FieldType::choices:
                return choose(field, key, codes_of(field, values), values, error, true);
            case FieldType::yes_no:
                return choose(field, key,
                              {{.text = "Yes", .value = "yes"}, {.text = "No", .value = "no"}},
                              values, error, false, "govuk-radios--inline");
            case FieldType::number:
                return kit::input({.name = key,
                                   .label = label,
                                   .value = value,
                                   .hint = {.text = hint_of(field)},
                                   .error = {.text = error},
                                   .inputmode = "decimal",
                                   .suffix = {.text = field.unit},
                                   .classes = "govuk-input--width-5"});
            case FieldType::scale: {
                std::vector<kit::Choice> items;
                const int from = static_cast<int>(field.min.value_or(0));
                const int to = static_cast<int>(field.max.value_or(10));
                for (int n = from; n <= to; ++n)
                    items.push_back({.text = std::to_string(n), .value = std::to_string(n)});
                // A number given by mistake can be taken away: a radio cannot be unticked.
                if (!field.required) items.push_back({.text = "No answer", .value = ""});
                return choose(field, key, std::move(items), values, error, false,
                              "govuk-radios--inline govuk-radios--small hearth-ruler");
            }
            case FieldType::person:
                return select_of(field, key, value, people_for(field, values), error);
            case FieldType::worker:
                return select_of(field, key, value, d_.sheet.workers, error);
            case FieldType::team:
                return select_of(field, key, value, d_.sheet.teams, error);
            case FieldType::agency:
                return select_of(field, key, value, d_.sheet.agencies, error);
            case FieldType::family:
                return select_of(field, key, value, d_.sheet.families, error);
            case FieldType::people:
            case FieldType::workers: {
                const auto from =
                    field.type == FieldType::people ? people_for(field, values) : d_.sheet.workers;
                std::vector<kit::Choice> items;
                // Of workers, those of the family's team, and whoever was chosen before.
                for (const auto& c : from)
                    if (field.type == FieldType::people || c.near || from.size() <= 30 ||
                        std::find(values.begin(), values.end(), c.id) != values.end())
                        items.push_back({.text = c.words, .value = c.id});
                return choose(field, key, std::move(items), values, error, true);
            }
            case FieldType::calculated: {
                std::string shown = "Worked out from your answers when you save";
                for (const auto& [name, texts] : d_.sheet.calculated)
                    if (name == field.id && !texts.empty()) shown = join_and(texts);
                if (const auto date = Date::parse(shown)) shown = date->plain();
                return kit::summary_rows({{field.label, Html(shown)}});
            }
        }
        return {};
    }

    const FormDrawing& d_;
    const practice::Form& form_;
    const Answers& answers_;
};

}  // namespace

Html draw_form(const FormDrawing& drawing) {
    return Drawer(drawing).form();
}

}  // namespace hearth::web
