// Values on their way to PostgreSQL and back. All travel as text. Internal to the store; only units
// that know libpq use it.
#pragma once
#include <string>
#include <string_view>

#include "store/row.h"
#include "store/value.h"

struct pg_result;

namespace hearth::store {

// The type that a parameter is declared as; 0 for NULL, which takes whatever type its place wants.
unsigned postgres_type(const Value& value);
std::string real_text(double d);  // the shortest that reads back the same
// In the text form of COPY. Throws when a text holds a NUL.
void add_copy_text(std::string& out, const Value& value);
std::int64_t rows_touched(const pg_result* answer);

// The rows of an answer, one after another.
class PgRows final : public RowSource {
  public:
    PgRows(const pg_result* answer, std::string_view statement)
        : answer_(answer), name_(statement) {}
    void go_to(int row) { row_ = row; }
    int columns() const override;
    std::string_view column_name(int i) const override;
    bool is_null(int i) const override;
    std::int64_t int64(int i) const override;
    double real(int i) const override;
    std::string_view text(int i) const override;

  private:
    void check(int i) const;
    std::string_view raw(int i) const;
    [[noreturn]] void wrong(int i, const char* what) const;

    const pg_result* answer_;
    std::string_view name_;
    int row_ = 0;
};

}  // namespace hearth::store
