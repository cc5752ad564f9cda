// What a function that can fail in an expected way gives back: a value, or one of three failures.
//
// Refusal: the policy said no. To the person asking it looks exactly like an absent record.
// Invalid: what was given is wrong; each error says which field, a stable code, and what to do.
// Fault:   the machine could not do it (disk, database, another system); nothing was written.
//
// It guarantees that a failure cannot be mistaken for an empty answer. It is not for bugs (assert)
// nor for what ends a request from deep inside (throw).
#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace hearth {

// One thing wrong with one field. `code` is stable and documented; `message` is plain English, says
// what is wrong and how to put it right, and never repeats personal data.
struct FieldError {
    std::string field;
    std::string code;
    std::string message;
    bool operator==(const FieldError&) const = default;
};

struct Refusal {
    std::string rule;  // the policy rule that refused, for the audit log; never shown to the user
    bool operator==(const Refusal&) const = default;
};

struct Invalid {
    std::vector<FieldError> errors;
    bool operator==(const Invalid&) const = default;
};

struct Fault {
    std::string what;  // for the operator; never shown to the user
    bool operator==(const Fault&) const = default;
};

using Failure = std::variant<Refusal, Invalid, Fault>;

struct Done {
    bool operator==(const Done&) const = default;
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Refusal f) : state_(std::in_place_index<1>, std::move(f)) {}
    Result(Invalid f) : state_(std::in_place_index<1>, std::move(f)) {}
    Result(Fault f) : state_(std::in_place_index<1>, std::move(f)) {}
    Result(Failure f) : state_(std::in_place_index<1>, std::move(f)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() & {
        assert(ok());
        return *std::get_if<0>(&state_);
    }
    const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&state_);
    }
    T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&state_));
    }
    const T* operator->() const { return &value(); }
    const Failure& failure() const {
        assert(!ok());
        return *std::get_if<1>(&state_);
    }

  private:
    std::variant<T, Failure> state_;
};

inline Invalid invalid(std::string field, std::string code, std::string message) {
    return Invalid{{FieldError{std::move(field), std::move(code), std::move(message)}}};
}

}  // namespace hearth
