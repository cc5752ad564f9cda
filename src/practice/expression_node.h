// The tree behind an Expression. For expression_parse.cpp and expression_value.cpp only.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "practice/expression.h"

namespace hearth::practice {

enum class Op {
    text,
    number,
    field,
    name,  // leaves
    equal,
    not_equal,
    less,
    greater,
    at_most,
    at_least,  // two sides
    both,
    either,
    negate,
    is_answered,
    is_yes,
    is_no,  // one side
    contains,
    in,  // the first against each of the others
    call
};
enum class Call {
    days_between,
    add_days,
    add_months,
    add_working_days,
    weekday,
    age,
    count,
    sum,
    min,
    max,
    join,
    choose,
    words,
    date
};

struct Expression::Node {
    Op op = Op::text;
    Call call = Call::count;
    std::string text;  // the literal, the field, or the name without its $
    std::vector<std::shared_ptr<const Node>> args;
};

}  // namespace hearth::practice
