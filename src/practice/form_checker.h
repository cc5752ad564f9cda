// Checks one form against the rest of the practice and against the record's tables. For
// check_form.cpp and check_effect.cpp.
#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/loader.h"
#include "practice/reader.h"

namespace hearth::practice {

// What $names are; the page docs/practice_language.md says what each gives. `row`, `open`, `last`,
// `ended`, `contact`, `family`, `meeting`, `check` and `person` also take a part after a full stop.
enum class NameType { id, ids, date, instant, number, text };
inline constexpr std::array<std::pair<std::string_view, NameType>, 24> kNames = {{
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

inline constexpr std::array<std::string_view, 9> kMakes = {
    "meeting",    "plan",          "action",   "task",       "family",
    "allocation", "partner_check", "workbook", "family_team"};
inline constexpr std::array<std::string_view, 6> kEngineOnly = {
    "version_id", "id", "recorded_at", "superseded_at", "recorded_by", "entry_id"};

inline std::vector<std::string> names_known() {
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

    void check();

  private:
    void trouble(const Where& at, std::string what, std::string remedy);
    void class_exists(const Where& at, const std::string& id);
    void role_exists(const std::string& id);

    void head();

    // A role that the form names must be able to do what the form asks of it.
    void able(const std::string& id, const std::string& action, const std::string& why);

    void summary();

    void sections();
    void add_name(std::vector<std::string>& names, const std::string& id, const Where& at);
    void field(const Section& section, const Field& field);

    static std::vector<std::string> ids_of(const CodeList& list);
    const Field* top_field(std::string_view id) const;
    const Section* group(std::string_view id) const;
    // The field that a name means inside `section` (nullptr: outside every group).
    const Field* meant(std::string_view name, const Section* section) const;
    bool knows(std::string_view name, const Section* section) const;
    std::vector<std::string> field_names(const Section* inside) const;
    // Whether `name` stands before `until` (a field), or before the section `before`.
    bool earlier(std::string_view name, const Section* inside, const Section* before,
                 const Field* until) const;

    // `inside`: whose group a bare name may mean. `before`, `until`: what must come later than what
    // is mentioned.
    void expression(const Expression& expression, const Where& at, const Section* inside,
                    const Section* before, const Field* until);

    void context_name(const std::string& name, const Where& at);
    std::vector<std::string> tables() const;
    bool column_exists(const Table& table, const std::string& column, const Where& at);
    // Effects write what comes of an entry, so only tables that say which entry.
    static bool writable(const Table& table);

    void effect(const Effect& effect);

    // The table that the effect writes; nullptr when unknown (reported) or without a catalogue.
    const Table* target(const Effect& effect);

    void fits(const Table& table, const Column& column, const Setting& setting, const Section* in);
    void literal_fits(const Table& table, const std::string& literal, const Column& column,
                      const Where& at, const std::string& where, const std::string& wanted);
    // Columns whose texts name things of the practice that are no code list.
    void named_thing(const Table& table, const Column& column, const std::string& literal,
                     const Where& at);
    void codes_fit(const Field& field, const Column& column, const Where& at,
                   const std::string& where);
    static bool suits(const Field& field, ColumnType column);
    static bool suits(NameType name, ColumnType column);

    const Practice& practice_;
    const Form& form_;
    const TableCatalog* catalog_;
    Problems& problems_;
    std::vector<std::string> rows_;
};

}  // namespace hearth::practice
