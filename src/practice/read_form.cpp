// Forms: forms/*.yaml, one version of one form a file.
#include "practice/form_words.h"
#include "practice/reader.h"

namespace hearth::practice {
namespace {

Field read_field(const Node& node, Problems& problems) {
    MapReader in(node, "a field", problems);
    Field field;
    field.where = where_of(node);
    field.id = in.id();
    field.label = in.required_text("label");
    field.hint = in.text("hint");
    field.guidance = in.text("guidance");
    in.required_node("type");
    field.type = in.word<FieldType>("type", kFieldTypes);
    field.codes = in.text("codes");
    field.required = in.flag("required");
    field.when = in.expression("when");
    field.value = in.expression("value");
    field.min = in.number("min");
    field.max = in.number("max");
    field.max_words = in.integer("max_words", 0, 1, 20000);
    field.unit = in.text("unit");

    const bool coded = field.type == FieldType::choice || field.type == FieldType::choices;
    if (coded && field.codes.empty()) {
        report(problems, node, "the field \"" + field.id + "\" offers a choice of nothing",
               "Add codes: and the id of a code list.");
    }
    if (!coded && !field.codes.empty()) {
        report(problems, node, "the field \"" + field.id + "\" has codes but is not a choice",
               "Make its type choice or choices, or remove codes.");
    }
    if (field.type == FieldType::calculated && !field.value) {
        report(problems, node, "the calculated field \"" + field.id + "\" has no value",
               "Add value: and an expression.");
    }
    if (field.type == FieldType::calculated && field.required) {
        report(problems, node, "the calculated field \"" + field.id + "\" cannot be required",
               "Remove required: nobody types it.");
    }
    if (field.type == FieldType::scale && (!field.min || !field.max)) {
        report(problems, node, "the scale \"" + field.id + "\" has no ends",
               "Add min and max, such as min: 0 and max: 10.");
    }
    if (field.min && field.max && *field.min >= *field.max) {
        report(problems, node, "the field \"" + field.id + "\" has a min that is not below its max",
               "Turn them round.");
    }
    const bool counted = field.type == FieldType::number || field.type == FieldType::scale;
    if ((field.min || field.max) && !counted) {
        report(problems, node, "the field \"" + field.id + "\" has min or max but is no number",
               "Remove them, or make its type number or scale.");
    }
    // Who may be chosen stands where the code list of a choice does; "members" is no filter.
    if (in.has("choose")) {
        enum class Whom { members, children, adults };
        const auto whom = in.word<Whom>(
            "choose",
            {{"members", Whom::members}, {"children", Whom::children}, {"adults", Whom::adults}});
        if (whom != Whom::members) field.codes = in.text("choose");
        if (field.type != FieldType::person && field.type != FieldType::people)
            report(problems, node,
                   "the field \"" + field.id + "\" has choose but is not about people",
                   "Make its type person or people, or remove choose.");
    }
    return field;
}

Section read_section(const Node& node, Problems& problems) {
    MapReader in(node, "a section", problems);
    Section section;
    section.where = where_of(node);
    section.id = in.id();
    section.title = in.required_text("title");
    section.guidance = in.text("guidance");
    section.field_class = in.text("class");
    section.disciplines = in.texts("disciplines");
    section.when = in.expression("when");
    section.repeat = in.text("repeat");
    section.repeat_min = in.integer("at_least", 0, 0, 30);
    section.repeat_max = in.integer("at_most", 30, 1, 200);
    if (section.repeat.empty() && (in.has("at_least") || in.has("at_most"))) {
        report(problems, node, "the section \"" + section.id + "\" does not repeat",
               "Add repeat: and a name for the group, or remove at_least and at_most.");
    }
    if (section.repeat_min > section.repeat_max) {
        report(problems, node, "the section \"" + section.id + "\" has at_least above at_most",
               "Turn them round.");
    }
    in.required_node("fields");
    for (const Node& field : in.list("fields")) {
        section.fields.push_back(read_field(field, problems));
    }
    return section;
}

Effect read_effect(const Node& node, Problems& problems) {
    MapReader in(node, "an effect", problems);
    Effect effect;
    effect.where = where_of(node);
    int kinds = 0;
    for (const auto& [word, kind] : kEffectKinds) {
        if (!in.has(word)) continue;
        effect.kind = kind;
        effect.target = in.text(word);
        ++kinds;
    }
    if (kinds != 1) {
        report(problems, node, "an effect does exactly one thing",
               "Begin it with one of records, opens, closes, starts, stops, makes.");
    }
    effect.per = in.word<Per>(
        "per", {{"entry", Per::entry}, {"child", Per::child}, {"person", Per::person}});
    effect.group = in.text("for_each");
    if (!effect.group.empty()) {
        if (in.has("per")) {
            report(problems, node, "an effect has both per and for_each", "Keep one of them.");
        }
        effect.per = Per::group;
    }
    effect.when = in.expression("when");
    effect.each = in.expression("each");
    effect.row = in.expression("row");
    effect.name = in.text("as");
    if (effect.row && effect.kind != EffectKind::records && effect.kind != EffectKind::makes &&
        effect.kind != EffectKind::closes) {
        report(problems, node, "row belongs to records, makes and closes only", "Remove it.");
    }
    if (const Node* set = in.node("set")) {
        if (set->kind != Node::Kind::map) {
            report(problems, *set, "set must be lines of column: expression", "Indent them below.");
        }
        for (const Node::Entry& entry : set->entries) {
            const Where where{node.file, entry.line};
            if (auto value = read_expression(entry.value, problems)) {
                effect.set.push_back({entry.key, std::move(*value), where});
            }
        }
    }
    return effect;
}

}  // namespace

std::optional<Form> read_form(const Node& file, Problems& problems) {
    const std::size_t before = problems.size();
    Form form;
    {
        MapReader in(file, "a form", problems);
        form.where = where_of(file);
        form.id = in.id();
        form.version = in.integer("version", 1, 1, 9999);
        in.required_node("version");
        form.title = in.required_text("title");
        form.verb = in.required_text("verb");
        form.guidance = in.text("guidance");
        in.required_node("about");
        form.about = in.word<About>(
            "about",
            {{"family", About::family}, {"contact", About::contact}, {"meeting", About::meeting}});
        form.people = in.word<Choose>("people", {{"none", Choose::none},
                                                 {"children", Choose::children},
                                                 {"adults", Choose::adults},
                                                 {"members", Choose::members}});
        form.field_class = in.required_text("class");
        in.required_node("roles");
        form.roles = in.texts("roles");
        form.signed_by = in.texts("signed_by");
        form.happened = in.text("happened");
        form.summary = in.required_text("summary");
        form.significant = in.expression("significant");
        form.workbook_section = in.text("workbook_section");
        in.required_node("sections");
        for (const Node& section : in.list("sections")) {
            form.sections.push_back(read_section(section, problems));
            if (form.sections.back().field_class.empty()) {
                form.sections.back().field_class = form.field_class;
            }
        }
        for (const Node& rule : in.list("rules")) {
            MapReader of(rule, "a rule", problems);
            Rule read;
            read.where = where_of(rule);
            of.required_node("that");
            if (auto that = of.expression("that")) read.that = std::move(*that);
            read.field = of.required_text("field");
            read.says = of.required_text("says");
            form.rules.push_back(std::move(read));
        }
        for (const Node& effect : in.list("signing")) {
            form.effects.push_back(read_effect(effect, problems));
        }
    }
    // A form without an id cannot be kept; everything else can, so that it is checked further.
    if (form.id.empty() && problems.size() > before) return std::nullopt;
    return form;
}

}  // namespace hearth::practice
