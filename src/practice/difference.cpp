// A practice as facts (kind, id, part: words), and two such maps held against each other.
#include "practice/difference.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "base/text.h"
#include "practice/form_words.h"

namespace hearth::practice {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;
using Facts = std::map<Key, std::string>;

// Minutes after midnight: "08:45".
std::string clock_face(int minutes) {
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

// One thing's facts; what is empty is left out, so that it reads as added or removed.
class Thing {
  public:
    Thing(Facts& facts, std::string kind, std::string id, const std::string& title)
        : facts_(facts), kind_(std::move(kind)), id_(std::move(id)) {
        facts_[{kind_, id_, ""}] = title;
    }
    void part(const std::string& name, const std::string& words) {
        if (!words.empty()) facts_[{kind_, id_, name}] = words;
    }
    void part(const std::string& name, const std::optional<Expression>& expression) {
        if (expression) part(name, expression->text());
    }

  private:
    Facts& facts_;
    std::string kind_, id_;
};

void clocks(const Practice& practice, Facts& facts) {
    for (const auto& [id, rule] : practice.clocks) {
        Thing thing(facts, "clock", id, rule.title);
        thing.part("length", rule.words());
        thing.part("calendar", rule.calendar);
        thing.part("hours", rule.hours);
        thing.part("owner", rule.owner);
        thing.part("warns", std::to_string(rule.warn_days) + " working days before");
        for (const auto& step : rule.escalates)
            thing.part("escalates to " + step.to,
                       step.after == 0
                           ? std::string("as soon as it is late")
                           : std::to_string(step.after) + " working days after it was due");
        thing.part("inspector", rule.inspector);
        thing.part("starts when", rule.starts_when);
        thing.part("stops when", rule.stops_when);
        thing.part("source", rule.source + (rule.local ? " (local)" : ""));
        thing.part("then", rule.then);
    }
    for (const auto& [id, hours] : practice.hours)
        Thing(facts, "hours", id, id)
            .part("open", clock_face(hours.hours.opens) + " to " + clock_face(hours.hours.closes));
    for (const auto& [id, calendar] : practice.calendars) {
        Thing thing(facts, "calendar", id, id);
        for (const Date day : calendar.published_days()) thing.part(day.iso(), "holiday");
    }
}

void codes(const Practice& practice, Facts& facts) {
    for (const auto& [id, list] : practice.codes) {
        Thing thing(facts, "codes", id, list.title);
        for (const Code& code : list.codes) {
            std::string words = code.label;
            if (!code.hint.empty()) words += " (" + code.hint + ")";
            if (code.from) words += " from " + code.from->iso();
            if (code.to) words += " until " + code.to->iso();
            thing.part("code " + code.id, words);
        }
    }
}

std::string field_words(const Field& field) {
    std::string out =
        field.label + "; " + std::string(word_for<FieldType>(kFieldTypes, field.type));
    if (!field.codes.empty()) out += " of " + field.codes;
    if (field.required) out += "; required";
    if (field.when) out += "; when " + field.when->text();
    if (field.value) out += "; value " + field.value->text();
    if (field.min) out += "; at least " + std::to_string(*field.min);
    if (field.max) out += "; at most " + std::to_string(*field.max);
    if (field.max_words > 0) out += "; at most " + std::to_string(field.max_words) + " words";
    if (!field.unit.empty()) out += "; in " + field.unit;
    if (!field.hint.empty()) out += "; hint: " + field.hint;
    if (!field.guidance.empty()) out += "; guidance: " + field.guidance;
    return out;
}

std::string effect_words(const Effect& effect) {
    std::string out =
        std::string(word_for<EffectKind>(kEffectKinds, effect.kind)) + " " + effect.target;
    switch (effect.per) {
        case Per::entry:
            break;
        case Per::child:
            out += " for each child";
            break;
        case Per::person:
            out += " for each person";
            break;
        case Per::group:
            out += " for each of " + effect.group;
            break;
    }
    if (effect.each) out += "; each " + effect.each->text();
    if (effect.when) out += "; when " + effect.when->text();
    if (effect.row) out += "; row " + effect.row->text();
    for (const Setting& set : effect.set) out += "; " + set.column + " = " + set.value.text();
    return out;
}

void forms(const Practice& practice, Facts& facts) {
    for (const auto& [id, versions] : practice.forms) {
        const Form& form = versions.back();
        Thing thing(facts, "form", id, form.title);
        thing.part("version", std::to_string(form.version));
        thing.part("verb", form.verb);
        thing.part("guidance", form.guidance);
        thing.part("class", form.field_class);
        thing.part("roles", join(form.roles, ", "));
        thing.part("signed by", join(form.signed_by, ", "));
        thing.part("summary", form.summary);
        thing.part("significant", form.significant);
        thing.part("workbook section", form.workbook_section);
        for (const Section& section : form.sections) {
            std::string head = section.title + "; " + section.field_class;
            if (!section.repeat.empty()) head += "; repeated";
            if (section.when) head += "; when " + section.when->text();
            if (!section.disciplines.empty()) head += "; " + join(section.disciplines, ", ");
            if (!section.guidance.empty()) head += "; guidance: " + section.guidance;
            thing.part("section " + section.id, head);
            for (const Field& field : section.fields)
                thing.part(
                    "field " + (section.repeat.empty() ? "" : section.repeat + ".") + field.id,
                    field_words(field));
        }
        for (const Rule& rule : form.rules)
            thing.part("rule " + rule.that.text(), rule.says + " (at " + rule.field + ")");
        // Effects have no names: equal ones are told apart by how many there are.
        std::map<std::string, int> same;
        for (const Effect& effect : form.effects) {
            const std::string words = effect_words(effect);
            const int n = ++same[words];
            thing.part("signing " + words, n == 1 ? "once" : std::to_string(n) + " times");
        }
    }
}

void lists(const Practice& practice, Facts& facts) {
    for (const auto& [id, kind] : practice.meetings) {
        Thing thing(facts, "meeting", id, kind.title);
        thing.part("form", kind.form);
        thing.part("invites", join(kind.disciplines, ", "));
        thing.part("decided by", join(kind.decides, ", "));
        thing.part("decisions", kind.decisions);
        if (kind.every_months > 0)
            thing.part("every", std::to_string(kind.every_months) + " months");
    }
    for (const auto& one : practice.programme)
        Thing(facts, "module", one.id, one.title).part("purpose", one.purpose);
    for (const auto& one : practice.workbook) {
        Thing thing(facts, "workbook", one.id, one.title);
        thing.part("guidance", one.guidance);
        thing.part("class", one.field_class);
        thing.part("forms", join(one.forms, ", "));
        thing.part("disciplines", join(one.disciplines, ", "));
    }
    for (const auto& one : practice.pathway) {
        Thing thing(facts, "step", one.id, one.title);
        thing.part("form", one.form);
        thing.part("next", join(one.next, ", "));
        thing.part("basis", one.basis);
    }
    for (const auto& one : practice.indicators) {
        Thing thing(facts, "indicator", one.id, one.title);
        thing.part("definition", one.definition);
        if (one.target) thing.part("target", std::to_string(*one.target));
        thing.part("query", one.sql);
    }
}

void roles(const Practice& practice, Facts& facts) {
    for (const auto& role : practice.roles.roles) {
        Thing thing(facts, "role", role.id, role.title);
        thing.part("discipline", role.discipline);
        thing.part("agencies", join(role.agencies, ", "));
        for (const Grant& grant : role.grants)
            thing.part("grant " + grant.object + " through " + join(grant.relations, ", ") + ": " +
                           join(grant.actions, ", "),
                       grant.classes.empty() ? "no classes" : join(grant.classes, ", "));
    }
}

Facts facts_of(const Practice& practice) {
    Facts facts;
    Thing profile(facts, "profile", "", practice.title);
    profile.part("guidance", practice.guidance);
    profile.part("threshold document", practice.threshold_document);
    profile.part("caseload target", std::to_string(practice.caseload_target));
    for (const auto& [id, words] : practice.terms) Thing(facts, "term", id, words);
    codes(practice, facts);
    clocks(practice, facts);
    lists(practice, facts);
    forms(practice, facts);
    roles(practice, facts);
    return facts;
}

}  // namespace

std::vector<Change> difference(const Practice& before, const Practice& after) {
    const Facts a = facts_of(before);
    const Facts b = facts_of(after);
    std::vector<Change> out;
    const auto whole = [](const Key& key) {
        return Key{std::get<0>(key), std::get<1>(key), std::string()};
    };
    const auto add = [&](const Key& key, Differs how, std::string was, std::string is) {
        out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), how, std::move(was),
                       std::move(is)});
    };
    Facts all = a;
    all.insert(b.begin(), b.end());
    for (const auto& [key, words] : all) {
        const auto was = a.find(key);
        const auto is = b.find(key);
        // Of a thing that is new or gone, its parts are not told one by one.
        const bool part = !std::get<2>(key).empty();
        if (part && (!a.contains(whole(key)) || !b.contains(whole(key)))) continue;
        if (was == a.end()) {
            add(key, Differs::added, {}, is->second);
        } else if (is == b.end()) {
            add(key, Differs::removed, was->second, {});
        } else if (was->second != is->second) {
            add(key, Differs::changed, was->second, is->second);
        }
    }
    return out;
}

}  // namespace hearth::practice
