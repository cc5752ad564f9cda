// Values that go into a statement: one value, named parameters, and rows in bulk.
//
// A Value owns its text, so parameters may outlive what they were made from. Id 0 ("names nothing")
// and an empty optional are NULL. A yes/no is 1 or 0. Dates and instants are ISO text. A list of
// ids or texts becomes one JSON array, read in SQL by each_id(:ids) or each_text(:texts), which
// give one column, `value`.
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace hearth::store {

class Value {
  public:
    using Null = std::monostate;
    enum class Kind { null, integer, real, text };  // in the order of the variant

    Value() = default;
    Value(std::nullptr_t) {}
    Value(std::nullopt_t) {}
    Value(bool v) : state_(std::int64_t{v}) {}
    template <std::integral N>
    Value(N v) : state_(static_cast<std::int64_t>(v)) {}
    Value(double v) : state_(v) {}
    Value(std::string v) : state_(std::move(v)) {}
    Value(std::string_view v) : state_(std::string(v)) {}
    Value(const char* v) : state_(std::string(v)) {}
    template <class Tag>
    Value(Id<Tag> v) {
        if (v.value != 0) state_ = v.value;
    }
    Value(Date v) : state_(v.iso()) {}
    Value(Instant v) : state_(v.iso()) {}
    template <class T>
    Value(const std::optional<T>& v) {
        if (v) *this = Value(*v);
    }
    template <class Tag>
    Value(const std::vector<Id<Tag>>& ids) {
        std::vector<std::int64_t> plain;
        plain.reserve(ids.size());
        for (const auto id : ids) plain.push_back(id.value);
        state_ = json_array(plain);
    }
    Value(const std::vector<std::int64_t>& ids) : state_(json_array(ids)) {}
    Value(const std::vector<std::string>& texts) : state_(json_array(texts)) {}

    Kind kind() const { return static_cast<Kind>(state_.index()); }
    bool is_null() const { return kind() == Kind::null; }
    std::int64_t integer() const { return std::get<std::int64_t>(state_); }
    double real() const { return std::get<double>(state_); }
    const std::string& text() const { return std::get<std::string>(state_); }
    bool operator==(const Value&) const = default;

  private:
    static std::string json_array(std::span<const std::int64_t> values);
    static std::string json_array(std::span<const std::string> values);

    std::variant<Null, std::int64_t, double, std::string> state_;
};

struct Param {
    Param(std::string_view n, Value v) : name(n), value(std::move(v)) {}
    std::string_view name;  // a literal, without the colon
    Value value;
};

// `{{"family", id}, {"today", date}}`. Every parameter that the statement names must be given, and
// none that it does not name: either mistake throws, so that a misspelt name is not a NULL.
class Params {
  public:
    Params() = default;
    Params(std::initializer_list<Param> list) : list_(list) {}
    Params& add(std::string_view name, Value value) {
        list_.emplace_back(name, std::move(value));
        return *this;
    }
    Params& add(const Params& others) {
        list_.insert(list_.end(), others.list_.begin(), others.list_.end());
        return *this;
    }
    std::span<const Param> all() const { return list_; }

  private:
    std::vector<Param> list_;
};

// Rows for Session::insert_many: every row gives the statement's parameters in the order in which
// they first appear.
class Rows {
  public:
    explicit Rows(std::size_t width) : width_(width) {}
    template <class... V>
    void add(V&&... values) {
        (values_.emplace_back(std::forward<V>(values)), ...);
    }
    void append(Value value) { values_.push_back(std::move(value)); }
    void clear() { values_.clear(); }
    std::size_t width() const { return width_; }
    std::size_t size() const { return width_ == 0 ? 0 : values_.size() / width_; }
    bool whole() const { return width_ != 0 && values_.size() % width_ == 0; }
    std::span<const Value> row(std::size_t i) const {
        return std::span(values_).subspan(i * width_, width_);
    }

  private:
    std::size_t width_;
    std::vector<Value> values_;
};

}  // namespace hearth::store
