// What a form's signing does: whether the tables and columns exist, and whether what is set fits
// them.
#include "practice/form_checker.h"

namespace hearth::practice {

void FormChecker::effect(const Effect& effect) {
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
        trouble(effect.where, "the effect is for each person, but nobody is ticked on this form",
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
            trouble(setting.where, "the column \"" + setting.column + "\" belongs to the system",
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

const Table* FormChecker::target(const Effect& effect) {
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
        trouble(effect.where, "there is no table \"" + effect.target + "\" that a form may write",
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

void FormChecker::fits(const Table& table, const Column& column, const Setting& setting,
                       const Section* in) {
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
    const bool fine = type == ExprType::unknown || (column.type == ColumnType::text) ||
                      (column.type == ColumnType::integer &&
                       (type == ExprType::number || type == ExprType::yes_no)) ||
                      (column.type == ColumnType::number && type == ExprType::number) ||
                      ((column.type == ColumnType::date || column.type == ColumnType::instant) &&
                       type == ExprType::date);
    if (!fine) wrong("\"" + value.text() + "\"", wanted);
}

void FormChecker::literal_fits(const Table& table, const std::string& literal, const Column& column,
                               const Where& at, const std::string& where,
                               const std::string& wanted) {
    const bool digits = !literal.empty() && std::all_of(literal.begin(), literal.end(), [](char c) {
        return c >= '0' && c <= '9';
    });
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

void FormChecker::named_thing(const Table& table, const Column& column, const std::string& literal,
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

void FormChecker::codes_fit(const Field& field, const Column& column, const Where& at,
                            const std::string& where) {
    const CodeList* wanted = practice_.code_list(column.codes);
    const CodeList* given = practice_.code_list(field.codes);
    if (wanted == nullptr || field.codes == column.codes) return;
    if (given == nullptr) {
        trouble(at,
                "the column " + where + " takes a code of " + column.codes + ", but \"" + field.id +
                    "\" is free text",
                "Make the field a choice with codes: " + column.codes + ".");
        return;
    }
    for (const Code& code : given->codes) {
        if (wanted->find(code.id) != nullptr) continue;
        trouble(at,
                "the column " + where + " takes a code of " + column.codes + ", but \"" + field.id +
                    "\" can be " + code.id,
                "Add the code to " + column.codes + ", or use that list.");
        return;
    }
}

bool FormChecker::suits(const Field& field, ColumnType column) {
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

bool FormChecker::suits(NameType name, ColumnType column) {
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
}  // namespace hearth::practice
