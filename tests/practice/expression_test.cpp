#include "practice/expression.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace hearth::practice {
namespace {

const std::map<std::string, ExprValue, std::less<>> kAnswers = {
    {"kind", {"cp"}},
    {"seen", {"yes"}},
    {"alone", {"no"}},
    {"factors", {"2A", "16A"}},
    {"born", {"2012-02-29"}},
    {"length", {"45"}},
    {"other", {"cp"}},
    {"visited_on", {"2026-03-02"}},
    {"scores", {"2", "10", "3.5"}},
    {"at", {"2026-03-28T23:30:00Z"}},
};
const std::map<std::string, ExprValue, std::less<>> kNames = {
    {"today", {"2026-03-01"}}, {"open.referral", {"17"}}, {"person", {"5"}}};

ExprContext context() {
    static const BankHolidays holidays =
        BankHolidays::make({*Date::parse("2026-01-01"), *Date::parse("2026-04-03"),
                            *Date::parse("2026-04-06"), *Date::parse("2026-05-04"),
                            *Date::parse("2026-05-25"), *Date::parse("2026-08-31"),
                            *Date::parse("2026-12-25"), *Date::parse("2026-12-28")})
            .value();
    const auto in = [](const auto& map) {
        return [&map](std::string_view name) {
            const auto found = map.find(name);
            return found == map.end() ? ExprValue{} : found->second;
        };
    };
    ExprContext out;
    out.answer = in(kAnswers);
    out.context = in(kNames);
    out.holidays = &holidays;
    return out;
}

std::string value(std::string_view text) {
    ExprError error;
    const auto parsed = Expression::parse(text, error);
    if (!parsed) return "error at " + std::to_string(error.column) + ": " + error.what;
    std::string out;
    for (const std::string& one : parsed->value(context())) out += (out.empty() ? "" : "|") + one;
    return out;
}

TEST(Expressions, give_what_the_page_of_the_language_says) {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {"kind = cp and seen is yes", "yes"},
        {"kind = 'cp'", "yes"},
        {"kind != cin", "yes"},
        {"kind = (other)", "yes"},
        {"kind = other", "no"},  // a bare word after = is a code
        {"missing = cp", "no"},
        {"missing != cp", "no"},  // absent equals nothing, and differs from nothing
        {"not (missing = cp)", "yes"},
        {"missing is answered", "no"},
        {"missing is not answered", "yes"},
        {"alone is no", "yes"},
        {"not alone is yes or kind = cin", "yes"},
        {"factors contains 2A", "yes"},
        {"factors contains 21", "no"},
        {"kind in (cin, cp)", "yes"},
        {"length > 9", "yes"},
        {"length >= 45.0", "yes"},
        {"visited_on < 2026-03-10", "yes"},
        {"at = 2026-03-28", "yes"},
        {"kind < 5", "no"},
        {"days_between(visited_on, '2026-04-02')", "31"},
        {"add_days(visited_on, -2)", "2026-02-28"},
        {"add_working_days('2026-04-02', 1)", "2026-04-07"},  // Good Friday and Easter Monday
        {"add_working_days('2030-04-02', 1)", ""},
        {"age(born)", "14"},  // born on a leap day: fourteen on 1 March
        {"count(factors)", "2"},
        {"count(missing)", "0"},
        {"sum(scores, 1)", "16.5"},
        {"sum(kind)", ""},
        {"min(scores)", "2"},
        {"max(visited_on, $today)", "2026-03-02"},
        {"join(', ', kind, missing, factors)", "cp|2A|16A"},
        {"if(seen is yes, 'x', 'y')", "x"},
        {"if(missing is yes, 'x')", ""},
        {"$open.referral", "17"},
        {"date(at)", "2026-03-28"},
        {"'it''s'", "it's"},
        {"kind = cp or (seen is no and alone is yes)", "yes"},
    };
    for (const auto& [text, wanted] : cases) {
        const std::string shown = std::string(text).find("join") == 0 ? "cp, 2A, 16A" : wanted;
        EXPECT_EQ(value(text), shown) << text;
    }
}

TEST(Expressions, that_cannot_be_read_say_at_which_column) {
    EXPECT_EQ(value("kind = "), "error at 8: something is missing at the end");
    EXPECT_EQ(value("kind == cp").substr(0, 11), "error at 7:");
    EXPECT_EQ(value("nothing(kind)"), "error at 1: there is no function nothing");
    EXPECT_EQ(value("age()"), "error at 1: is written age(date of birth)");
    EXPECT_EQ(value("kind = 'cp"), "error at 8: a quoted text has no closing '");
    EXPECT_EQ(value("kind & seen").substr(0, 11), "error at 6:");
    EXPECT_EQ(value(""), "error at 1: there is nothing here");
    EXPECT_NE(value(std::string(5000, '(')).find("longer"), std::string::npos);
    EXPECT_NE(value(std::string(200, '(')).find("nested"), std::string::npos);
    std::string nots;
    for (int i = 0; i < 500; ++i) nots += "not ";
    EXPECT_NE(value(nots + "kind").find("nested"), std::string::npos);
}

TEST(Expressions, tell_the_checker_what_they_mention) {
    ExprError error;
    const auto parsed =
        Expression::parse("if(kind in (cp, cin), $open.cp_plan, 'none') = (other)", error);
    ASSERT_TRUE(parsed) << error.what;
    EXPECT_EQ(parsed->fields(), (std::vector<std::string>{"kind", "other"}));
    EXPECT_EQ(parsed->names(), (std::vector<std::string>{"open.cp_plan"}));
    EXPECT_EQ(parsed->compared().size(), 2U);
    EXPECT_EQ(parsed->type(), ExprType::yes_no);
}

RC_GTEST_PROP(Expressions, never_crash_on_any_text, (const std::string& text)) {
    ExprError error;
    if (const auto parsed = Expression::parse(text, error)) {
        parsed->value(context());
        parsed->truth(context());
    } else {
        RC_ASSERT(error.column >= 1);
        RC_ASSERT(!error.what.empty());
    }
}

RC_GTEST_PROP(Expressions, never_crash_on_any_row_of_their_own_words, ()) {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "kind", "=", "!=", "<", ">=", "(", ")", ",", "and", "or", "not", "is", "yes", "no",
        "answered", "contains", "in", "'cp'", "2A", "-7", "1.5", "$today", "if(", "age(", "sum(",
        "join(", "min(", "add_days(", "add_working_days(", "scores", "born", "99999999999999999"));
    std::string text;
    for (const auto& word : words) text += word + " ";
    ExprError error;
    if (const auto parsed = Expression::parse(text, error)) {
        parsed->value(context());
        parsed->truth(context());
        // What has been read once is read again to the same meaning.
        const auto again = Expression::parse(parsed->text(), error);
        RC_ASSERT(again.has_value());
        RC_ASSERT(again->value(context()) == parsed->value(context()));
    }
}

}  // namespace
}  // namespace hearth::practice
