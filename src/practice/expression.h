// The small expression language of the practice files: conditions ("kind = cp and seen is yes"),
// calculated values
// ("days_between(referred_on, $today)") and what an effect sets ("$author", "'cp'",
// "$open.referral").
//
// An Expression is parsed and checked once, when the practice is loaded, and evaluated over answers
// and context many times. It has no loops, no side effects and no access to anything but what the
// context hands it. Values are texts (dates are ISO texts, numbers decimal texts), lists of texts,
// or absent; absent equals nothing and makes a condition false.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/working_days.h"

namespace hearth::practice {

// A text, or several (choices, people). Empty means not answered.
using ExprValue = std::vector<std::string>;

// What an expression may look up. `answer`: a field of the form (inside a repeated group: of this
// group first). The name of a repeated group gives the indices of its groups; `group.field` the
// field's texts in all of them. `context`: names beginning with $, given without it: author, today,
// open.referral. docs/practice_language.md lists them. `words`: what words(field) shows: labels of
// codes, names of people; without it the stored texts. `holidays`: for add_working_days; without
// it, or in a year that it does not cover, that is absent.
struct ExprContext {
    std::function<ExprValue(std::string_view field)> answer;
    std::function<ExprValue(std::string_view name)> context;
    std::function<ExprValue(std::string_view field)> words = {};
    const BankHolidays* holidays = nullptr;
};

// What an expression gives, as far as its text tells; for checking what an effect writes into a
// column.
enum class ExprType { unknown, text, number, yes_no, date };

struct ExprError {
    int column = 0;
    std::string what;
};

class Expression {
  public:
    struct Node;
    Expression() = default;  // always absent
    // Nothing when it cannot be parsed; `error` then has the column and what is wrong.
    static std::optional<Expression> parse(std::string_view text, ExprError& error);
    ExprValue value(const ExprContext& context) const;
    bool truth(const ExprContext& context) const;
    // Every field and every $name that it mentions, for the checker.
    std::vector<std::string> fields() const;
    std::vector<std::string> names() const;
    // "cp" of the expression 'cp'; nothing when it is not a literal. `only_field`: the field, when
    // it is nothing else; `only_name` likewise, without the $.
    std::optional<std::string> literal() const;
    std::optional<std::string> only_field() const;
    std::optional<std::string> only_name() const;
    ExprType type() const;
    // Every field compared with a literal by =, !=, in or contains: to find codes that no list has.
    std::vector<std::pair<std::string, std::string>> compared() const;
    // The literals that it may give as it stands or through if(): each has to suit the column.
    std::vector<std::string> possible_literals() const;
    const std::string& text() const { return text_; }

  private:
    std::string text_;
    std::shared_ptr<const Node> root_;
};

}  // namespace hearth::practice
