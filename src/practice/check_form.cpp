// One form against the rest of the practice and against the record's tables.
#include <algorithm>
#include <array>

#include "practice/loader.h"
#include "practice/reader.h"

namespace hearth::practice {
namespace {

// What $names are; the page docs/practice_language.md says what each gives. `row`, `open`, `last`,
// `ended`, `contact`, `family`, `meeting`, `check` and `person` also take a part after a full stop.
enum class NameType { id, ids, date, instant, number, text };
constexpr std::array<std::pair<std::string_view, NameType>, 24> kNames = {{
    {"author", NameType::id},
    {"signer", NameType::id},
    {"each", NameType::text},
    {"author_agency", NameType::id},
    {"author_discipline", NameType::text},
    {"today", NameType::date},
    {"now", NameType::instant},
    {"happened", NameType::date},
    {"happened_at", NameType::instant},
    {"entry", NameType::id},
    {"person", NameType::id},
    {"people", NameType::ids},
    {"family", NameType::id},
    {"contact", NameType::id},
    {"meeting", NameType::id},
    {"check", NameType::id},
    {"team", NameType::id},
    {"lead", NameType::id},
    {"workbook", NameType::id},
    {"cycle", NameType::number},
    {"plan", NameType::id},
    {"position", NameType::number},
    {"threshold_document", NameType::text},
    {"form_title", NameType::text},
}};

constexpr std::array<std::string_view, 9> kMakes = {"meeting",       "plan",     "action",
                                                    "task",          "family",   "allocation",
                                                    "partner_check", "workbook", "family_team"};
constexpr std::array<std::string_view, 6> kEngineOnly = {
    "version_id", "id", "recorded_at", "superseded_at", "recorded_by", "entry_id"};

std::vector<std::string> names_known() {
    std::vector<std::string> out;
    for (const auto& entry : kNames) out.emplace_back(entry.first);
    out.insert(out.end(), {"row.<name>", "open.<table>", "last.<table>", "ended.<table>"});
    return out;
}

template <class List>
bool has(const List& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

class FormChecker {
  public:
    FormChecker(const Practice& practice, const Form& form, const LoadOptions& options,
                Problems& problems)
        : practice_(practice), form_(form), catalog_(options.catalog), problems_(problems) {}

    void check() {
        head();
        sections();
        if (form_.significant) {
            expression(*form_.significant, form_.where, nullptr, nullptr, nullptr);
        }
        for (const Rule& rule : form_.rules) {
            expression(rule.that, rule.where, nullptr, nullptr, nullptr);
            if (!knows(rule.field, nullptr)) {
                trouble(
                    rule.where,
                    "the rule is shown at \"" + rule.field + "\", which is no field of this form",
                    suggest(rule.field, field_names(nullptr)));
            }
        }
        for (const Effect& effect : form_.effects) this->effect(effect);
    }

  private:
    void trouble(const Where& at, std::string what, std::string remedy) {
        report(problems_, at, std::move(what), std::move(remedy));
    }
    void class_exists(const Where& at, const std::string& id) {
        if (id.empty() || has(practice_.roles.classes, id)) return;
        trouble(at, "there is no field class \"" + id + "\"", suggest(id, practice_.roles.classes));
    }
    void role_exists(const std::string& id) {
        if (practice_.roles.find(id) != nullptr) return;
        std::vector<std::string> known;
        for (const Role& role : practice_.roles.roles) known.push_back(role.id);
        trouble(form_.where, "there is no role \"" + id + "\"", suggest(id, known));
    }

    void head() {
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
                trouble(field->where,
                        "happened names \"" + form_.happened + "\", which is not a date",
                        "Name a field of type date or instant.");
            } else if (!field->required) {
                trouble(field->where,
                        "\"" + form_.happened + "\" says when it happened but is not required",
                        "Add required: yes.");
            }
        }
        summary();
    }

    // A role that the form names must be able to do what the form asks of it.
    void able(const std::string& id, const std::string& action, const std::string& why) {
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

    void summary() {
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
                trouble(form_.where,
                        "the summary says {" + name + "}, which is no field of this form",
                        suggest(name, field_names(nullptr)));
            }
        }
    }

    void sections() {
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
            trouble(form_.where,
                    "the form holds both " + a + " and " + b + ", which must never cross",
                    "Make two forms of it.");
        }
        if (fields == 0)
            trouble(form_.where, "the form asks nothing", "Add a section with a field.");
    }
    void add_name(std::vector<std::string>& names, const std::string& id, const Where& at) {
        if (has(names, id)) {
            trouble(at, "the name \"" + id + "\" is used twice in this form",
                    "Give one of them another id.");
        }
        if (id.find('-') != std::string::npos) {
            trouble(at, "the field \"" + id + "\" has a - in its id", "Use _ instead.");
        }
        names.push_back(id);
    }
    void field(const Section& section, const Field& field) {
        if (!field.codes.empty() && practice_.code_list(field.codes) == nullptr) {
            std::vector<std::string> known;
            for (const auto& entry : practice_.codes) known.push_back(entry.first);
            trouble(field.where, "there is no code list \"" + field.codes + "\"",
                    suggest(field.codes, known));
        }
        if (field.when) expression(*field.when, field.where, &section, &section, &field);
        if (field.value) expression(*field.value, field.where, &section, &section, &field);
    }

    static std::vector<std::string> ids_of(const CodeList& list) {
        std::vector<std::string> out;
        for (const Code& code : list.codes) out.push_back(code.id);
        return out;
    }
    const Field* top_field(std::string_view id) const {
        for (const Section& section : form_.sections) {
            if (!section.repeat.empty()) continue;
            for (const Field& field : section.fields) {
                if (field.id == id) return &field;
            }
        }
        return nullptr;
    }
    const Section* group(std::string_view id) const {
        for (const Section& section : form_.sections) {
            if (!section.repeat.empty() && section.repeat == id) return &section;
        }
        return nullptr;
    }
    // The field that a name means inside `section` (nullptr: outside every group).
    const Field* meant(std::string_view name, const Section* section) const {
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
    bool knows(std::string_view name, const Section* section) const {
        return meant(name, section) != nullptr || group(name) != nullptr ||
               (name == "people" && form_.people != Choose::none);
    }
    std::vector<std::string> field_names(const Section* inside) const {
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
    // Whether `name` stands before `until` (a field), or before the section `before`.
    bool earlier(std::string_view name, const Section* inside, const Section* before,
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

    // `inside`: whose group a bare name may mean. `before`, `until`: what must come later than what
    // is mentioned.
    void expression(const Expression& expression, const Where& at, const Section* inside,
                    const Section* before, const Field* until) {
        for (const std::string& name : expression.fields()) {
            if (!knows(name, inside)) {
                trouble(at, "\"" + name + "\" is no field of this form",
                        suggest(name, field_names(inside)) + " A text goes between single quotes.");
            } else if (before != nullptr && name != "people" &&
                       !earlier(name, inside, before, until)) {
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

    void context_name(const std::string& name, const Where& at) {
        for (const auto& known : kNames) {
            if (known.first == name) return;
        }
        const std::size_t dot = name.find('.');
        const std::string first = name.substr(0, dot);
        const std::string rest = dot == std::string::npos ? std::string() : name.substr(dot + 1);
        if (first == "row" && !rest.empty()) {
            if (!has(rows_, rest)) {
                trouble(
                    at, "$row." + rest + " names a row that no earlier effect makes",
                    "Add as: " + rest + " to the effect that makes it. " + suggest(rest, rows_));
            }
            return;
        }
        if ((first == "open" || first == "last" || first == "ended") && !rest.empty()) {
            if (catalog_ == nullptr) return;
            const std::string table = rest.substr(0, rest.find('.'));
            const Table* found = catalog_->find(table);
            if (found == nullptr || !found->end_column()) {
                trouble(
                    at,
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
    std::vector<std::string> tables() const {
        std::vector<std::string> out;
        for (const auto& entry : catalog_->tables) {
            if (writable(entry.second)) out.push_back(entry.first);
        }
        return out;
    }
    bool column_exists(const Table& table, const std::string& column, const Where& at) {
        if (table.has(column)) return true;
        std::vector<std::string> known;
        for (const Column& one : table.columns) {
            if (!has(kEngineOnly, one.name)) known.push_back(one.name);
        }
        trouble(at, "the table " + table.name + " has no column \"" + column + "\"",
                suggest(column, known));
        return false;
    }
    // Effects write what comes of an entry, so only tables that say which entry.
    static bool writable(const Table& table) {
        return table.versions() && table.has("entry_id") && table.name != "entry";
    }

    void effect(const Effect& effect) {
        const Section* in = nullptr;
        if (effect.per == Per::group) {
            in = group(effect.group);
            if (in == nullptr) {
                std::vector<std::string> known;
                for (const Section& s : form_.sections) {
                    if (!s.repeat.empty()) known.push_back(s.repeat);
                }
                trouble(effect.where, "no section repeats as \"" + effect.group + "\"",
                        suggest(effect.group, known));
            }
        }
        const bool ticks = form_.people != Choose::none || form_.about == About::contact;
        if ((effect.per == Per::child || effect.per == Per::person) && !ticks) {
            trouble(effect.where,
                    "the effect is for each person, but nobody is ticked on this form",
                    "Add people: children (or adults, members) to the form.");
        }
        if (effect.per == Per::child && form_.people == Choose::adults) {
            trouble(effect.where, "the effect is for each child, but only adults are ticked",
                    "Write per: person.");
        }
        if (effect.when) expression(*effect.when, effect.where, in, nullptr, nullptr);
        if (effect.each) expression(*effect.each, effect.where, in, nullptr, nullptr);
        if (effect.row) expression(*effect.row, effect.where, in, nullptr, nullptr);
        const Table* table = target(effect);
        std::vector<std::string> columns;
        for (const Setting& setting : effect.set) {
            expression(setting.value, setting.where, in, nullptr, nullptr);
            columns.push_back(setting.column);
            if (table == nullptr) continue;
            if (has(kEngineOnly, setting.column)) {
                trouble(setting.where,
                        "the column \"" + setting.column + "\" belongs to the system",
                        "Remove the line.");
            } else if (column_exists(*table, setting.column, setting.where)) {
                fits(*table, *table->find(setting.column), setting, in);
            }
        }
        const bool inserts = !effect.row && effect.kind != EffectKind::closes &&
                             effect.kind != EffectKind::starts && effect.kind != EffectKind::stops;
        if (table != nullptr && inserts) {
            for (const Column& column : table->columns) {
                if (!column.required || has(columns, column.name)) continue;
                const bool allocation = table->name == "allocation" && column.name == "worker_id";
                if (!allocation &&
                    filled_by_engine(effect.kind, table->name, column.name, effect.per)) {
                    continue;
                }
                trouble(effect.where,
                        "the table " + table->name + " needs \"" + column.name +
                            "\", which this effect does not set",
                        "Add " + column.name + ": to its set.");
            }
        }
        if (effect.name.empty()) return;
        if (effect.kind == EffectKind::stops || effect.kind == EffectKind::starts) {
            trouble(effect.where, "a clock makes no row that could be named", "Remove as.");
        }
        // The same name twice is one row made in two ways, by effects whose conditions exclude each
        // other.
        if (!has(rows_, effect.name)) rows_.push_back(effect.name);
    }

    // The table that the effect writes; nullptr when unknown (reported) or without a catalogue.
    const Table* target(const Effect& effect) {
        if (effect.target.empty()) return nullptr;
        if (effect.kind == EffectKind::starts || effect.kind == EffectKind::stops) {
            if (practice_.clocks.find(effect.target) == practice_.clocks.end()) {
                std::vector<std::string> known;
                for (const auto& entry : practice_.clocks) known.push_back(entry.first);
                trouble(effect.where, "there is no clock \"" + effect.target + "\"",
                        suggest(effect.target, known));
            }
            return catalog_ == nullptr ? nullptr : catalog_->find("clock");
        }
        if (effect.kind == EffectKind::makes && !has(kMakes, effect.target)) {
            trouble(effect.where, "an effect cannot make \"" + effect.target + "\"",
                    suggest(effect.target, {kMakes.begin(), kMakes.end()}));
            return nullptr;
        }
        if (catalog_ == nullptr) return nullptr;
        const Table* table = catalog_->find(effect.target);
        if (table == nullptr || !writable(*table)) {
            trouble(effect.where,
                    "there is no table \"" + effect.target + "\" that a form may write",
                    suggest(effect.target, tables()));
            return nullptr;
        }
        const bool opens = effect.kind == EffectKind::opens || effect.kind == EffectKind::closes;
        if (opens && !table->end_column()) {
            trouble(effect.where,
                    "rows of " + effect.target + " do not end, so they cannot open or close",
                    "Write records: instead.");
        }
        return table;
    }

    void fits(const Table& table, const Column& column, const Setting& setting, const Section* in) {
        const Expression& value = setting.value;
        const std::string where = table.name + "." + column.name;
        const auto wrong = [&](const std::string& what, const std::string& wanted) {
            trouble(setting.where, "the column " + where + " takes " + wanted + ", not " + what,
                    "Change the expression.");
        };
        static constexpr std::array<std::string_view, 6> kWanted = {
            "an id", "a whole number, yes or no", "a number", "a text", "a date", "an instant"};
        const std::string wanted(kWanted[static_cast<std::size_t>(column.type)]);
        if (const auto name = value.only_field()) {
            const Field* field = meant(*name, in);
            if (field != nullptr && !suits(*field, column.type)) wrong("\"" + *name + "\"", wanted);
            if (field != nullptr && !column.codes.empty()) {
                codes_fit(*field, column, setting.where, where);
            }
            return;
        }
        if (const auto name = value.only_name()) {
            for (const auto& [known, type] : kNames) {
                if (known == *name && !suits(type, column.type)) wrong("$" + *name, wanted);
            }
            return;
        }
        for (const std::string& literal : value.possible_literals()) {
            literal_fits(table, literal, column, setting.where, where, wanted);
        }
        if (value.literal()) return;
        const ExprType type = value.type();
        const bool fine =
            type == ExprType::unknown || (column.type == ColumnType::text) ||
            (column.type == ColumnType::integer &&
             (type == ExprType::number || type == ExprType::yes_no)) ||
            (column.type == ColumnType::number && type == ExprType::number) ||
            ((column.type == ColumnType::date || column.type == ColumnType::instant) &&
             type == ExprType::date);
        if (!fine) wrong("\"" + value.text() + "\"", wanted);
    }
    void literal_fits(const Table& table, const std::string& literal, const Column& column,
                      const Where& at, const std::string& where, const std::string& wanted) {
        const bool digits =
            !literal.empty() && std::all_of(literal.begin(), literal.end(),
                                            [](char c) { return c >= '0' && c <= '9'; });
        bool fine = true;
        switch (column.type) {
            case ColumnType::id:
                fine = false;
                break;
            case ColumnType::integer:
                fine = digits || literal == "yes" || literal == "no";
                break;
            case ColumnType::number:
                fine = digits;
                break;
            case ColumnType::text:
                break;
            case ColumnType::date:
                fine = Date::parse(literal).has_value();
                break;
            case ColumnType::instant:
                fine = Instant::parse(literal).has_value();
                break;
        }
        if (!fine) {
            trouble(at, "the column " + where + " takes " + wanted + ", not '" + literal + "'",
                    "Change the expression.");
        }
        named_thing(table, column, literal, at);
        if (column.codes.empty()) return;
        const CodeList* list = practice_.code_list(column.codes);
        if (list == nullptr || list->find(literal) != nullptr) return;
        trouble(at, "'" + literal + "' is not in the code list " + column.codes + " of " + where,
                suggest(literal, ids_of(*list)));
    }
    // Columns whose texts name things of the practice that are no code list.
    void named_thing(const Table& table, const Column& column, const std::string& literal,
                     const Where& at) {
        std::vector<std::string> known;
        std::string what;
        if (column.name == "class") {
            what = "field class";
            known = practice_.roles.classes;
        } else if (table.name == "meeting" && column.name == "kind") {
            what = "meeting";
            for (const auto& entry : practice_.meetings) known.push_back(entry.first);
        } else if (table.name == "task" && column.name == "role") {
            what = "role";
            for (const Role& role : practice_.roles.roles) known.push_back(role.id);
        }
        if (what.empty() || has(known, literal)) return;
        trouble(at, "there is no " + what + " \"" + literal + "\"", suggest(literal, known));
    }
    void codes_fit(const Field& field, const Column& column, const Where& at,
                   const std::string& where) {
        const CodeList* wanted = practice_.code_list(column.codes);
        const CodeList* given = practice_.code_list(field.codes);
        if (wanted == nullptr || field.codes == column.codes) return;
        if (given == nullptr) {
            trouble(at,
                    "the column " + where + " takes a code of " + column.codes + ", but \"" +
                        field.id + "\" is free text",
                    "Make the field a choice with codes: " + column.codes + ".");
            return;
        }
        for (const Code& code : given->codes) {
            if (wanted->find(code.id) != nullptr) continue;
            trouble(at,
                    "the column " + where + " takes a code of " + column.codes + ", but \"" +
                        field.id + "\" can be " + code.id,
                    "Add the code to " + column.codes + ", or use that list.");
            return;
        }
    }
    static bool suits(const Field& field, ColumnType column) {
        switch (field.type) {
            case FieldType::text:
            case FieldType::longtext:
            case FieldType::choice:
            case FieldType::choices:
            case FieldType::postcode:
                return column == ColumnType::text;
            case FieldType::date:
                return column == ColumnType::date || column == ColumnType::instant;
            case FieldType::instant:
                return column == ColumnType::instant;
            case FieldType::yes_no:
                return column == ColumnType::integer;
            case FieldType::number:
            case FieldType::scale:
                return column == ColumnType::integer || column == ColumnType::number;
            case FieldType::person:
            case FieldType::family:
            case FieldType::worker:
            case FieldType::agency:
            case FieldType::team:
                return column == ColumnType::id;
            case FieldType::people:
            case FieldType::workers:
                return false;
            case FieldType::calculated:
                return true;
        }
        return true;
    }
    static bool suits(NameType name, ColumnType column) {
        switch (name) {
            case NameType::id:
                return column == ColumnType::id;
            case NameType::ids:
                return false;
            case NameType::date:
                return column == ColumnType::date || column == ColumnType::instant;
            case NameType::instant:
                return column == ColumnType::instant;
            case NameType::number:
                return column == ColumnType::integer || column == ColumnType::number;
            case NameType::text:
                return column == ColumnType::text;
        }
        return true;
    }

    const Practice& practice_;
    const Form& form_;
    const TableCatalog* catalog_;
    Problems& problems_;
    std::vector<std::string> rows_;
};

}  // namespace

void check_form(const Practice& practice, const Form& form, const LoadOptions& options,
                Problems& problems) {
    FormChecker(practice, form, options, problems).check();
}

}  // namespace hearth::practice
