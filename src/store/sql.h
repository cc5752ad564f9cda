// SQL text with a name. The name shows in timings and errors; the text is the same on SQLite and
// PostgreSQL.
//
// Guarantees that SQL comes from the program's own source: the ordinary constructor runs only at
// compile time, so text that a user typed cannot become SQL. Values travel as named parameters
// (":name"), never inside the text. Sql::trusted is the one exception, for SQL read from checked
// files (indicators, rules) or made by the access predicate generator; every use of it can be found
// by that word. It keeps its text for the life of the program, so it must not be given text that
// holds values (a list of ids goes in as a parameter: `IN (SELECT value FROM each_id(:ids))`).
//
// It does not check the SQL; the database does that when the statement is first prepared.
//
// What the two databases share, and the few places where they differ, is in docs/architecture.md.
// In short:
// - integers for yes and no (0, 1); dates and instants as ISO text; BIGINT, TEXT and DOUBLE
// PRECISION only;
// - say NULLS FIRST or NULLS LAST wherever NULL can be in ORDER BY: the databases differ;
// - a statement that failed ends a PostgreSQL transaction: to go on after a ConstraintViolation,
// run it in a savepoint;
// - a yes/no parameter is compared (`:flag = 1`), never used bare;
// - LIKE is case-sensitive on both; text sorts by code point on both;
// - functions on both: days_between, add_days, add_months, age_years, date_part_of, known_at, fold,
//   working_days_between, round(x, places), group_concat(text, separator), each_id(:ids),
//   each_text(:texts).
#pragma once
#include <string>
#include <string_view>

namespace hearth::store {

class Sql {
  public:
    consteval Sql(std::string_view name, std::string_view text) : name_(name), text_(text) {}

    // For SQL of checked files and of the access predicate. Equal texts share one copy, kept for
    // ever.
    static Sql trusted(std::string name, std::string text);

    constexpr std::string_view name() const { return name_; }
    constexpr std::string_view text() const { return text_; }

  private:
    struct Interned {};
    constexpr Sql(Interned, std::string_view name, std::string_view text)
        : name_(name), text_(text) {}

    std::string_view name_;
    std::string_view text_;
};

}  // namespace hearth::store
