// Long because: one evaluator, with a case for every operator and function.
// Trees to values. Never throws and never fails: what has no value is absent.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/time.h"
#include "practice/expression.h"
#include "practice/expression_node.h"

namespace hearth::practice {
namespace {

using Node = Expression::Node;

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [at, problem] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (problem != std::errc{} || at != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

ExprValue value_of(double number) {
    char buffer[400];
    if (number == 0) number = 0;  // no "-0"
    const auto out =
        std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed);
    if (out.ec != std::errc{}) return {};
    return {std::string(buffer, out.ptr)};
}

ExprValue value_of(bool truth) {
    return {truth ? "yes" : "no"};
}

std::optional<Date> date_in(std::string_view text) {
    if (const auto date = Date::parse(text)) return date;
    if (text.size() > 10) {
        if (const auto instant = Instant::parse(text)) return date_of(*instant);
    }
    return std::nullopt;
}

std::optional<int> whole(const ExprValue& value) {
    if (value.size() != 1) return std::nullopt;
    const auto number = number_of(value[0]);
    // A hundred years of days bounds what add_days may be asked for.
    if (!number || std::abs(*number) > 36525) return std::nullopt;
    return static_cast<int>(*number);
}

bool equal(const ExprValue& a, const ExprValue& b) {
    if (a.empty() || a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == b[i]) continue;
        const auto x = number_of(a[i]);
        const auto y = number_of(b[i]);
        if (x && y && *x == *y) continue;
        const auto d = date_in(a[i]);
        const auto e = date_in(b[i]);
        // A date and an instant of that day are equal; two different instants are not.
        const bool mixed = (a[i].size() == 10) != (b[i].size() == 10);
        if (d && e && mixed && *d == *e) continue;
        return false;
    }
    return true;
}

// Negative, zero, positive; nothing when they cannot be ordered.
std::optional<int> order(const ExprValue& a, const ExprValue& b) {
    if (a.size() != 1 || b.size() != 1) return std::nullopt;
    const auto x = number_of(a[0]);
    const auto y = number_of(b[0]);
    if (x && y) return *x < *y ? -1 : (*x > *y ? 1 : 0);
    const auto d = date_in(a[0]);
    const auto e = date_in(b[0]);
    if (d && e && (a[0].size() == 10 || b[0].size() == 10)) {
        return *d < *e ? -1 : (*d > *e ? 1 : 0);
    }
    if (x || y) return std::nullopt;  // a number against a text
    return a[0].compare(b[0]);
}

class Evaluator {
  public:
    explicit Evaluator(const ExprContext& context) : context_(context) {}

    ExprValue value(const Node& node) const {
        switch (node.op) {
            case Op::text:
            case Op::number:
                return {node.text};
            case Op::field:
                return context_.answer ? context_.answer(node.text) : ExprValue{};
            case Op::name:
                return context_.context ? context_.context(node.text) : ExprValue{};
            case Op::call:
                return called(node);
            case Op::equal:
            case Op::not_equal:
            case Op::less:
            case Op::greater:
            case Op::at_most:
            case Op::at_least:
            case Op::both:
            case Op::either:
            case Op::negate:
            case Op::is_answered:
            case Op::is_yes:
            case Op::is_no:
            case Op::contains:
            case Op::in:
                return value_of(truth(node));
        }
        return {};
    }

    bool truth(const Node& node) const {
        const auto arg = [&](std::size_t i) { return value(*node.args[i]); };
        switch (node.op) {
            case Op::equal:
                return equal(arg(0), arg(1));
            case Op::not_equal: {
                const ExprValue left = arg(0);
                const ExprValue right = arg(1);
                return !left.empty() && !right.empty() && !equal(left, right);
            }
            case Op::less:
                return compared([](int c) { return c < 0; }, arg(0), arg(1));
            case Op::greater:
                return compared([](int c) { return c > 0; }, arg(0), arg(1));
            case Op::at_most:
                return compared([](int c) { return c <= 0; }, arg(0), arg(1));
            case Op::at_least:
                return compared([](int c) { return c >= 0; }, arg(0), arg(1));
            case Op::both:
                return std::all_of(node.args.begin(), node.args.end(),
                                   [&](const auto& side) { return truth(*side); });
            case Op::either:
                return std::any_of(node.args.begin(), node.args.end(),
                                   [&](const auto& side) { return truth(*side); });
            case Op::negate:
                return !truth(*node.args[0]);
            case Op::is_answered:
                return !arg(0).empty();
            case Op::is_yes:
                return arg(0) == ExprValue{"yes"};
            case Op::is_no:
                return arg(0) == ExprValue{"no"};
            case Op::contains:
            case Op::in: {
                const ExprValue left = arg(0);
                for (std::size_t i = 1; i < node.args.size(); ++i) {
                    for (const std::string& wanted : arg(i)) {
                        if (std::find(left.begin(), left.end(), wanted) != left.end()) return true;
                    }
                }
                return false;
            }
            case Op::text:
            case Op::number:
            case Op::field:
            case Op::name:
            case Op::call: {
                // A value standing alone as a condition: answered, and not with "no".
                const ExprValue alone = value(node);
                return !alone.empty() && alone != ExprValue{"no"};
            }
        }
        return false;
    }

  private:
    template <class Test>
    static bool compared(Test test, const ExprValue& a, const ExprValue& b) {
        const auto c = order(a, b);
        return c && test(*c);
    }
    // The numbers of all arguments; nothing when one text among them is no number.
    std::optional<std::vector<double>> numbers(const Node& node) const {
        std::vector<double> out;
        for (const auto& arg : node.args) {
            for (const std::string& text : value(*arg)) {
                const auto number = number_of(text);
                if (!number) return std::nullopt;
                out.push_back(*number);
            }
        }
        return out;
    }
    // The texts of all arguments, for min and max over dates.
    ExprValue least(const Node& node, int sign) const {
        ExprValue best;
        for (const auto& arg : node.args) {
            for (const std::string& text : value(*arg)) {
                if (best.empty()) {
                    best = {text};
                    continue;
                }
                const auto c = order({text}, best);
                if (!c) return {};
                if (*c * sign < 0) best = {text};
            }
        }
        return best;
    }
    std::optional<Date> date(const Node& node, std::size_t i) const {
        const ExprValue v = value(*node.args[i]);
        return v.size() == 1 ? date_in(v[0]) : std::nullopt;
    }

    ExprValue called(const Node& node) const {
        switch (node.call) {
            case Call::days_between: {
                const auto from = date(node, 0);
                const auto to = date(node, 1);
                return from && to ? ExprValue{std::to_string(*to - *from)} : ExprValue{};
            }
            case Call::add_days: {
                const auto from = date(node, 0);
                const auto days = whole(value(*node.args[1]));
                return from && days ? ExprValue{(*from + *days).iso()} : ExprValue{};
            }
            case Call::add_months: {
                const auto from = date(node, 0);
                const auto months = whole(value(*node.args[1]));
                return from && months && std::abs(*months) <= 1200
                           ? ExprValue{hearth::add_months(*from, *months).iso()}
                           : ExprValue{};
            }
            case Call::weekday: {
                static constexpr std::array<const char*, 7> kDays = {
                    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
                const auto on = date(node, 0);
                return on ? ExprValue{kDays.at(static_cast<std::size_t>(on->weekday() - 1))}
                          : ExprValue{};
            }
            case Call::add_working_days: {
                const auto from = date(node, 0);
                const auto days = whole(value(*node.args[1]));
                if (!from || !days || context_.holidays == nullptr) return {};
                const auto to = hearth::add_working_days(
                    *from, *days, Convention::day_after_is_day_one, *context_.holidays);
                return to ? ExprValue{to->iso()} : ExprValue{};
            }
            case Call::age: {
                const auto born = date(node, 0);
                const ExprValue today = context_.context ? context_.context("today") : ExprValue{};
                const auto on = today.size() == 1 ? date_in(today[0]) : std::nullopt;
                if (!born || !on || *on < *born) return {};
                return {std::to_string(age_in_years(*born, *on))};
            }
            case Call::count:
                return {std::to_string(value(*node.args[0]).size())};
            case Call::sum: {
                const auto all = numbers(node);
                if (!all || all->empty()) return {};
                double total = 0;
                for (const double n : *all) total += n;
                return std::isfinite(total) ? value_of(total) : ExprValue{};
            }
            case Call::min:
                return least(node, 1);
            case Call::max:
                return least(node, -1);
            case Call::join: {
                const ExprValue between = value(*node.args[0]);
                std::string out;
                bool any = false;
                for (std::size_t i = 1; i < node.args.size(); ++i) {
                    for (const std::string& text : value(*node.args[i])) {
                        if (any && !between.empty()) out += between[0];
                        out += text;
                        any = true;
                    }
                }
                return any ? ExprValue{out} : ExprValue{};
            }
            case Call::choose: {
                if (truth(*node.args[0])) return value(*node.args[1]);
                return node.args.size() > 2 ? value(*node.args[2]) : ExprValue{};
            }
            case Call::words: {
                const std::string& field = node.args[0]->text;
                if (context_.words) return context_.words(field);
                return context_.answer ? context_.answer(field) : ExprValue{};
            }
            case Call::date: {
                const auto day = date(node, 0);
                return day ? ExprValue{day->iso()} : ExprValue{};
            }
        }
        return {};
    }

    const ExprContext& context_;
};

void collect(const Node& node, Op op, std::set<std::string>& out) {
    if (node.op == op) out.insert(node.text);
    for (const auto& arg : node.args) collect(*arg, op, out);
}

void literals(const Node& node, std::vector<std::string>& out) {
    if (node.op == Op::text || node.op == Op::number) out.push_back(node.text);
    if (node.op == Op::call && node.call == Call::choose) {
        for (std::size_t i = 1; i < node.args.size(); ++i) literals(*node.args[i], out);
    }
}

void compared_in(const Node& node, std::vector<std::pair<std::string, std::string>>& out) {
    const bool compares = node.op == Op::equal || node.op == Op::not_equal || node.op == Op::in ||
                          node.op == Op::contains;
    if (compares && node.args[0]->op == Op::field) {
        for (std::size_t i = 1; i < node.args.size(); ++i) {
            const Node& side = *node.args[i];
            if (side.op == Op::text) out.emplace_back(node.args[0]->text, side.text);
        }
    }
    for (const auto& arg : node.args) compared_in(*arg, out);
}

ExprType type_of(const Node& node) {
    switch (node.op) {
        case Op::text:
            return Date::parse(node.text) ? ExprType::date : ExprType::text;
        case Op::number:
            return ExprType::number;
        case Op::field:
        case Op::name:
            return ExprType::unknown;
        case Op::call:
            break;
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::greater:
        case Op::at_most:
        case Op::at_least:
        case Op::both:
        case Op::either:
        case Op::negate:
        case Op::is_answered:
        case Op::is_yes:
        case Op::is_no:
        case Op::contains:
        case Op::in:
            return ExprType::yes_no;
    }
    switch (node.call) {
        case Call::days_between:
        case Call::age:
        case Call::count:
        case Call::sum:
            return ExprType::number;
        case Call::add_days:
        case Call::add_months:
        case Call::add_working_days:
        case Call::date:
            return ExprType::date;
        case Call::weekday:
        case Call::join:
        case Call::words:
            return ExprType::text;
        case Call::min:
        case Call::max:
        case Call::choose:
            return ExprType::unknown;
    }
    return ExprType::unknown;
}

}  // namespace

ExprValue Expression::value(const ExprContext& context) const {
    return root_ ? Evaluator(context).value(*root_) : ExprValue{};
}

bool Expression::truth(const ExprContext& context) const {
    return root_ && Evaluator(context).truth(*root_);
}

std::vector<std::string> Expression::fields() const {
    std::set<std::string> out;
    if (root_) collect(*root_, Op::field, out);
    return {out.begin(), out.end()};
}

std::vector<std::string> Expression::names() const {
    std::set<std::string> out;
    if (root_) collect(*root_, Op::name, out);
    return {out.begin(), out.end()};
}

std::optional<std::string> Expression::literal() const {
    if (root_ && (root_->op == Op::text || root_->op == Op::number)) return root_->text;
    return std::nullopt;
}

std::optional<std::string> Expression::only_field() const {
    if (root_ && root_->op == Op::field) return root_->text;
    return std::nullopt;
}

std::optional<std::string> Expression::only_name() const {
    if (root_ && root_->op == Op::name) return root_->text;
    return std::nullopt;
}

ExprType Expression::type() const {
    return root_ ? type_of(*root_) : ExprType::unknown;
}

std::vector<std::pair<std::string, std::string>> Expression::compared() const {
    std::vector<std::pair<std::string, std::string>> out;
    if (root_) compared_in(*root_, out);
    return out;
}

std::vector<std::string> Expression::possible_literals() const {
    std::vector<std::string> out;
    if (root_) literals(*root_, out);
    return out;
}

}  // namespace hearth::practice
