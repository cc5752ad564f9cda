// The small expression language of the practice files: conditions ("kind = cp and seen is yes"), calculated values
// ("days_between(referred_on, $today)") and what an effect sets ("$author", "'cp'", "$open.referral").
//
// An Expression is parsed and checked once, when the practice is loaded, and evaluated over answers and context many times.
// It has no loops, no side effects and no access to anything but what the context hands it. Values are texts (dates are
// ISO texts, numbers decimal texts), lists of texts, or absent; absent equals nothing and makes a condition false.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::practice {

// A text, or several (choices, people). Empty means not answered.
using ExprValue = std::vector<std::string>;

// What an expression may look up. `answer`: a field of the form (inside a repeated group: of this group first).
// `context`: names beginning with $: author, today, now, person, family, contact, meeting, team, row.<name>, open.<table>.
struct ExprContext {
    std::function<ExprValue(std::string_view field)> answer;
    std::function<ExprValue(std::string_view name)> context;
};

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
    const std::string& text() const { return text_; }

  private:
    std::string text_;
    std::shared_ptr<const Node> root_;
};

}  // namespace hearth::practice
