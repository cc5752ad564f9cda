// One row of an answer, read by column number (from 0) or by column name.
//
// The same on both databases: whole numbers, decimals, texts, yes/no as 1 and 0. A NULL whole
// number or decimal that is read as if it were there throws WrongType (ask is_null first, or use
// maybe_…); a NULL text is ""; a NULL id is the id that names nothing; a NULL date or instant is
// nothing. A text that is no date throws: the record is damaged.
//
// A Row, and every string_view from it, is good only inside the callback that it was given to.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"

namespace hearth::store {

// What each database implements; callers use Row.
class RowSource {
  public:
    virtual ~RowSource() = default;
    virtual int columns() const = 0;
    virtual std::string_view column_name(int i) const = 0;
    virtual bool is_null(int i) const = 0;
    virtual std::int64_t int64(int i) const = 0;  // the column is not NULL
    virtual double real(int i) const = 0;         // the column is not NULL
    virtual std::string_view text(int i) const = 0;
};

class Row {
  public:
    explicit Row(const RowSource& source) : source_(source) {}

    int columns() const { return source_.columns(); }
    std::string_view column_name(int i) const { return source_.column_name(i); }
    int col(std::string_view name) const;  // throws WrongType when the answer has no such column

    bool is_null(int i) const { return source_.is_null(i); }
    std::int64_t int64(int i) const { return source_.is_null(i) ? missing(i) : source_.int64(i); }
    double real(int i) const {
        return source_.is_null(i) ? static_cast<double>(missing(i)) : source_.real(i);
    }
    std::string_view text(int i) const {
        return source_.is_null(i) ? std::string_view() : source_.text(i);
    }
    bool yes(int i) const { return int64(i) != 0; }
    std::optional<std::int64_t> maybe_int64(int i) const {
        return is_null(i) ? std::nullopt : std::optional(source_.int64(i));
    }
    std::optional<double> maybe_real(int i) const {
        return is_null(i) ? std::nullopt : std::optional(source_.real(i));
    }
    std::optional<std::string> maybe_text(int i) const {
        return is_null(i) ? std::nullopt : std::optional(std::string(source_.text(i)));
    }
    template <class Tag>
    Id<Tag> id(int i) const {
        return Id<Tag>{is_null(i) ? 0 : source_.int64(i)};
    }
    std::optional<Date> date(int i) const;
    std::optional<Instant> instant(int i) const;

    bool is_null(std::string_view name) const { return is_null(col(name)); }
    std::int64_t int64(std::string_view name) const { return int64(col(name)); }
    double real(std::string_view name) const { return real(col(name)); }
    std::string_view text(std::string_view name) const { return text(col(name)); }
    bool yes(std::string_view name) const { return yes(col(name)); }
    std::optional<std::int64_t> maybe_int64(std::string_view name) const {
        return maybe_int64(col(name));
    }
    std::optional<double> maybe_real(std::string_view name) const { return maybe_real(col(name)); }
    std::optional<std::string> maybe_text(std::string_view name) const {
        return maybe_text(col(name));
    }
    template <class Tag>
    Id<Tag> id(std::string_view name) const {
        return id<Tag>(col(name));
    }
    std::optional<Date> date(std::string_view name) const { return date(col(name)); }
    std::optional<Instant> instant(std::string_view name) const { return instant(col(name)); }

  private:
    [[noreturn]] std::int64_t missing(int i) const;  // throws WrongType
    const RowSource& source_;
};

}  // namespace hearth::store
