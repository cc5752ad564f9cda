// A form's head, sections, fields and expressions.
#include "practice/form_checker.h"

namespace hearth::practice {

void FormChecker::check() {
    head();
    sections();
    if (form_.significant) {
        expression(*form_.significant, form_.where, nullptr, nullptr, nullptr);
    }
    for (const Rule& rule : form_.rules) {
        expression(rule.that, rule.where, nullptr, nullptr, nullptr);
        if (!knows(rule.field, nullptr)) {
            trouble(rule.where,
                    "the rule is shown at \"" + rule.field + "\", which is no field of this form",
                    suggest(rule.field, field_names(nullptr)));
        }
    }
    for (const Effect& effect : form_.effects) this->effect(effect);
}

void FormChecker::trouble(const Where& at, std::string what, std::string remedy) {
    report(problems_, at, std::move(what), std::move(remedy));
}

void FormChecker::class_exists(const Where& at, const std::string& id) {
    if (id.empty() || has(practice_.roles.classes, id)) return;
    trouble(at, "there is no field class \"" + id + "\"", suggest(id, practice_.roles.classes));
}

void FormChecker::role_exists(const std::string& id) {
    if (practice_.roles.find(id) != nullptr) return;
    std::vector<std::string> known;
    for (const Role& role : practice_.roles.roles) known.push_back(role.id);
    trouble(form_.where, "there is no role \"" + id + "\"", suggest(id, known));
}

void FormChecker::head() {
    class_exists(form_.where, form_.field_class);
    for (const auto& role : form_.roles) {
        role_exists(role);
        able(role, "write", "writes this form");
        // Partners send a request by writing it: for them that is the signature.
        if (form_.signed_by.empty() && form_.about != About::contact) {
            able(role, "sign", "completes this form by signing it");
        }
    }
    for (const auto& role : form_.signed_by) {
        role_exists(role);
        able(role, "sign", "signs this form");
    }
    if (!form_.workbook_section.empty() &&
        std::none_of(practice_.workbook.begin(), practice_.workbook.end(),
                     [&](const auto& one) { return one.id == form_.workbook_section; })) {
        std::vector<std::string> known;
        for (const auto& one : practice_.workbook) known.push_back(one.id);
        trouble(form_.where, "there is no workbook section \"" + form_.workbook_section + "\"",
                suggest(form_.workbook_section, known));
    }
    if (!form_.happened.empty()) {
        const Field* field = top_field(form_.happened);
        if (field == nullptr) {
            trouble(form_.where,
                    "happened names \"" + form_.happened + "\", which is no field of this form",
                    suggest(form_.happened, field_names(nullptr)));
        } else if (field->type != FieldType::date && field->type != FieldType::instant) {
            trouble(field->where, "happened names \"" + form_.happened + "\", which is not a date",
                    "Name a field of type date or instant.");
        } else if (!field->required) {
            trouble(field->where,
                    "\"" + form_.happened + "\" says when it happened but is not required",
                    "Add required: yes.");
        }
    }
    summary();
}

void FormChecker::able(const std::string& id, const std::string& action, const std::string& why) {
    const Role* role = practice_.roles.find(id);
    if (role == nullptr) return;
    for (const Grant& grant : role->grants) {
        const bool about = form_.about == About::contact
                               ? grant.object == "contact" || grant.object == "check"
                               : grant.object == "family";
        if (about && has(grant.actions, action) &&
            (grant.classes.empty() || has(grant.classes, form_.field_class))) {
            return;
        }
    }
    trouble(form_.where,
            "the role \"" + id + "\" " + why + ", but roles.yaml does not let it " + action +
                " what has the class " + form_.field_class,
            "Take the role out of this form, or grant it " + action + " in roles.yaml.");
}

void FormChecker::summary() {
    const std::string& text = form_.summary;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string::npos) {
            trouble(form_.where, "the summary has a { without its }", "Close it.");
            return;
        }
        const std::string name = text.substr(at + 1, end - at - 1);
        at = end;
        if (!name.empty() && name.front() == '$') {
            context_name(name.substr(1), form_.where);
        } else if (name == "people" && form_.people != Choose::none) {
            continue;
        } else if (!knows(name, nullptr)) {
            trouble(form_.where, "the summary says {" + name + "}, which is no field of this form",
                    suggest(name, field_names(nullptr)));
        }
    }
}

void FormChecker::sections() {
    std::vector<std::string> ids;
    std::vector<std::string> top;  // names outside groups, and of the groups
    if (form_.people != Choose::none) top.emplace_back("people");
    std::size_t fields = 0;
    for (const Section& section : form_.sections) {
        if (has(ids, section.id)) {
            trouble(section.where, "the section \"" + section.id + "\" is here twice",
                    "Give one of them another id.");
        }
        ids.push_back(section.id);
        class_exists(section.where, section.field_class);
        for (const auto& discipline : section.disciplines) {
            const CodeList* codes = practice_.code_list("discipline");
            if (codes == nullptr || codes->find(discipline) != nullptr) continue;
            trouble(section.where, "there is no discipline \"" + discipline + "\"",
                    suggest(discipline, ids_of(*codes)));
        }
        if (section.when) {
            expression(*section.when, section.where, nullptr, &section, nullptr);
        }
        if (!section.repeat.empty()) add_name(top, section.repeat, section.where);
        std::vector<std::string> inside;
        for (const Field& field : section.fields) {
            add_name(section.repeat.empty() ? top : inside, field.id, field.where);
            this->field(section, field);
            ++fields;
        }
    }
    for (const auto& [a, b] : practice_.roles.never_cross) {
        const auto holds = [&](const std::string& one) {
            return form_.field_class == one ||
                   std::any_of(form_.sections.begin(), form_.sections.end(),
                               [&](const Section& s) { return s.field_class == one; });
        };
        if (!holds(a) || !holds(b)) continue;
        trouble(form_.where, "the form holds both " + a + " and " + b + ", which must never cross",
                "Make two forms of it.");
    }
    if (fields == 0) trouble(form_.where, "the form asks nothing", "Add a section with a field.");
}

void FormChecker::add_name(std::vector<std::string>& names, const std::string& id,
                           const Where& at) {
    if (has(names, id)) {
        trouble(at, "the name \"" + id + "\" is used twice in this form",
                "Give one of them another id.");
    }
    if (id.find('-') != std::string::npos) {
        trouble(at, "the field \"" + id + "\" has a - in its id", "Use _ instead.");
    }
    names.push_back(id);
}

void FormChecker::field(const Section& section, const Field& field) {
    const bool coded = field.type == FieldType::choice || field.type == FieldType::choices;
    if (coded && !field.codes.empty() && practice_.code_list(field.codes) == nullptr) {
        std::vector<std::string> known;
        for (const auto& entry : practice_.codes) known.push_back(entry.first);
        trouble(field.where, "there is no code list \"" + field.codes + "\"",
                suggest(field.codes, known));
    }
    if (field.when) expression(*field.when, field.where, &section, &section, &field);
    if (field.value) expression(*field.value, field.where, &section, &section, &field);
}

std::vector<std::string> FormChecker::ids_of(const CodeList& list) {
    std::vector<std::string> out;
    for (const Code& code : list.codes) out.push_back(code.id);
    return out;
}

const Field* FormChecker::top_field(std::string_view id) const {
    for (const Section& section : form_.sections) {
        if (!section.repeat.empty()) continue;
        for (const Field& field : section.fields) {
            if (field.id == id) return &field;
        }
    }
    return nullptr;
}

const Section* FormChecker::group(std::string_view id) const {
    for (const Section& section : form_.sections) {
        if (!section.repeat.empty() && section.repeat == id) return &section;
    }
    return nullptr;
}

const Field* FormChecker::meant(std::string_view name, const Section* section) const {
    const std::size_t dot = name.find('.');
    if (dot != std::string_view::npos) {
        const Section* in = group(name.substr(0, dot));
        if (in == nullptr) return nullptr;
        for (const Field& field : in->fields) {
            if (field.id == name.substr(dot + 1)) return &field;
        }
        return nullptr;
    }
    if (section != nullptr && !section->repeat.empty()) {
        for (const Field& field : section->fields) {
            if (field.id == name) return &field;
        }
    }
    return top_field(name);
}

bool FormChecker::knows(std::string_view name, const Section* section) const {
    return meant(name, section) != nullptr || group(name) != nullptr ||
           (name == "people" && form_.people != Choose::none);
}

std::vector<std::string> FormChecker::field_names(const Section* inside) const {
    std::vector<std::string> out;
    for (const Section& section : form_.sections) {
        const bool bare = section.repeat.empty() || &section == inside;
        if (!section.repeat.empty()) out.push_back(section.repeat);
        for (const Field& field : section.fields) {
            out.push_back(bare ? field.id : section.repeat + "." + field.id);
        }
    }
    return out;
}

bool FormChecker::earlier(std::string_view name, const Section* inside, const Section* before,
                          const Field* until) const {
    const Field* wanted = meant(name, inside);
    for (const Section& section : form_.sections) {
        if (&section == before && until == nullptr) return false;
        for (const Field& field : section.fields) {
            if (&field == until) return false;
            if (&field == wanted) return true;
        }
        if (section.repeat == name && &section != before) return true;
    }
    return false;
}

void FormChecker::expression(const Expression& expression, const Where& at, const Section* inside,
                             const Section* before, const Field* until) {
    for (const std::string& name : expression.fields()) {
        if (!knows(name, inside)) {
            trouble(at, "\"" + name + "\" is no field of this form",
                    suggest(name, field_names(inside)) + " A text goes between single quotes.");
        } else if (before != nullptr && name != "people" && !earlier(name, inside, before, until)) {
            trouble(at, "\"" + name + "\" is asked later than this",
                    "Move it before, so that it can be answered first.");
        }
    }
    for (const auto& [name, code] : expression.compared()) {
        const Field* field = meant(name, inside);
        if (field == nullptr || field->codes.empty()) continue;
        const CodeList* list = practice_.code_list(field->codes);
        if (list == nullptr || list->find(code) != nullptr) continue;
        trouble(at,
                "\"" + name + "\" is compared with \"" + code +
                    "\", which is not in the code list " + field->codes,
                suggest(code, ids_of(*list)));
    }
    for (const std::string& name : expression.names()) context_name(name, at);
}

void FormChecker::context_name(const std::string& name, const Where& at) {
    for (const auto& known : kNames) {
        if (known.first == name) return;
    }
    const std::size_t dot = name.find('.');
    const std::string first = name.substr(0, dot);
    const std::string rest = dot == std::string::npos ? std::string() : name.substr(dot + 1);
    if (first == "row" && !rest.empty()) {
        if (!has(rows_, rest)) {
            trouble(at, "$row." + rest + " names a row that no earlier effect makes",
                    "Add as: " + rest + " to the effect that makes it. " + suggest(rest, rows_));
        }
        return;
    }
    if ((first == "open" || first == "last" || first == "ended") && !rest.empty()) {
        if (catalog_ == nullptr) return;
        const std::string table = rest.substr(0, rest.find('.'));
        const Table* found = catalog_->find(table);
        // The last row is there to ask for in every table; only some rows are open, or have ended.
        const bool fits =
            found != nullptr && (found->end_column() || (first == "last" && found->versions()));
        if (!fits) {
            trouble(at,
                    "$" + name + ": there is no table \"" + table + "\" whose rows open and close",
                    suggest(table, tables()));
        } else if (rest.size() > table.size()) {
            column_exists(*found, rest.substr(table.size() + 1), at);
        }
        return;
    }
    if ((first == "contact" || first == "family" || first == "meeting" || first == "check" ||
         first == "person") &&
        !rest.empty()) {
        const Table* found =
            catalog_ == nullptr
                ? nullptr
                : catalog_->find(first == "check" ? std::string("partner_check") : first);
        if (found != nullptr) column_exists(*found, rest, at);
        return;
    }
    trouble(at, "there is no $" + name, suggest(name, names_known()));
}

std::vector<std::string> FormChecker::tables() const {
    std::vector<std::string> out;
    for (const auto& entry : catalog_->tables) {
        if (writable(entry.second)) out.push_back(entry.first);
    }
    return out;
}

bool FormChecker::column_exists(const Table& table, const std::string& column, const Where& at) {
    if (table.has(column)) return true;
    std::vector<std::string> known;
    for (const Column& one : table.columns) {
        if (!has(kEngineOnly, one.name)) known.push_back(one.name);
    }
    trouble(at, "the table " + table.name + " has no column \"" + column + "\"",
            suggest(column, known));
    return false;
}

bool FormChecker::writable(const Table& table) {
    return table.versions() && table.has("entry_id") && table.name != "entry";
}

void check_form(const Practice& practice, const Form& form, const LoadOptions& options,
                Problems& problems) {
    FormChecker(practice, form, options, problems).check();
}

}  // namespace hearth::practice
