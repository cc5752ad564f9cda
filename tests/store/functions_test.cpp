// The SQL functions that both databases share, against the program's own reckoning.
#include <gtest/gtest.h>

#include <random>

#include "base/text.h"
#include "base/working_days.h"
#include "support/test_database.h"

namespace hearth::store {
namespace {

class SqlFunctions : public test::DatabaseTest {
  protected:
    // The text of one expression over :a and :b; "NULL" when it is that.
    std::string value(std::string_view expression, const Params& params) {
        return db().read([&](Session& s) {
            return *s.one(Sql::trusted("expression", "SELECT " + std::string(expression)), params,
                          [](const Row& r) {
                              return r.is_null(0) ? std::string("NULL") : std::string(r.text(0));
                          });
        });
    }
    std::string of(std::string_view expression, const Value& a, const Value& b) {
        return value(expression, {{"a", a}, {"b", b}});
    }
};
HEARTH_ON_BOTH_DATABASES(SqlFunctions);

TEST_P(SqlFunctions, agree_with_the_program_s_own_dates) {
    std::mt19937 random(20261122);
    std::uniform_int_distribution<int> day(-20000, 40000);  // 1915 to 2079
    std::uniform_int_distribution<int> months(-40, 40);
    db().read([&](Session& s) {
        constexpr Sql kAll{
            "all_functions",
            "SELECT days_between(:a, :b), add_days(:a, :n), add_months(:a, :n), age_years(:a, :b)"};
        for (int i = 0; i < 300; ++i) {
            // Month ends and leap days are where mistakes live.
            const Date a =
                i % 3 == 0 ? *Date::from(1990 + i % 40, 1 + i % 12, 28) + i % 4 : Date{day(random)};
            const Date b{day(random)};
            const int n = months(random);
            s.one(kAll, {{"a", a}, {"b", b}, {"n", n}}, [&](const Row& r) {
                EXPECT_EQ(r.int64(0), b - a) << a.iso() << " " << b.iso();
                EXPECT_EQ(r.date(1), a + n) << a.iso() << " " << n;
                EXPECT_EQ(r.date(2), add_months(a, n)) << a.iso() << " " << n;
                EXPECT_EQ(r.int64(3), age_in_years(a, b)) << a.iso() << " " << b.iso();
                return true;
            });
        }
    });
}

TEST_P(SqlFunctions, pass_null_through) {
    for (const auto* f :
         {"days_between(:a, :b)", "age_years(:a, :b)", "working_days_between(:a, :b)"}) {
        EXPECT_EQ(of(f, "2026-01-01", nullptr), "NULL") << f;
        EXPECT_EQ(of(f, nullptr, "2026-01-01"), "NULL") << f;
    }
    EXPECT_EQ(of("add_days(:a, :b)", nullptr, 3), "NULL");
    EXPECT_EQ(of("add_months(:a, :b)", "2026-01-01", nullptr), "NULL");
    EXPECT_EQ(value("date_part_of(:a)", {{"a", nullptr}}), "NULL");
    EXPECT_EQ(value("fold(:a)", {{"a", nullptr}}), "NULL");
}

TEST_P(SqlFunctions, take_an_instant_where_a_date_is_meant) {
    EXPECT_EQ(of("days_between(:a, :b)", "2026-11-22T23:59:59.999Z", "2026-11-25"), "3");
    EXPECT_EQ(value("date_part_of(:a)", {{"a", "2026-11-22T23:59:59.999Z"}}), "2026-11-22");
}

TEST_P(SqlFunctions, refuse_what_is_no_date) {
    EXPECT_THROW(of("days_between(:a, :b)", "soon", "2026-01-01"), DatabaseError);
    EXPECT_THROW(of("days_between(:a, :b)", "2026-02-30", "2026-01-01"), DatabaseError);
}

TEST_P(SqlFunctions, fold_as_the_program_folds) {
    // Every letter of Latin-1, Latin Extended-A and the names that districts write.
    std::vector<std::string> texts = {"Zoë O’Brien-Smith",
                                      "STRAẞE straße",
                                      "Łódź",
                                      "Siân",
                                      "  two   spaces ",
                                      "Ǽ æ œ Œ",
                                      "Þór ð Đ",
                                      "Nguyễn",
                                      "İstanbul ı",
                                      "“quoted”",
                                      "plain",
                                      "a–b—c‐d",
                                      "d`Arcy d‘Arcy",
                                      "\u00a0no-break\u2009thin"};
    for (char32_t c = 0xC0; c < 0x180; ++c) {
        if (c == 0xD7 || c == 0xF7) continue;
        std::string utf8;
        utf8 += static_cast<char>(0xC0 | (c >> 6));
        utf8 += static_cast<char>(0x80 | (c & 0x3F));
        texts.push_back("a" + utf8 + "z");
    }
    for (const auto& t : texts) EXPECT_EQ(value("fold(:a)", {{"a", t}}), fold(t)) << t;
}

TEST_P(SqlFunctions, count_working_days_as_the_program_does) {
    std::vector<Date> holidays;
    db().write([&](Session& s) {
        constexpr Sql kHoliday{"holiday",
                               "INSERT INTO bank_holiday (day, name) VALUES (:day, 'a holiday')"};
        for (int year = 2024; year <= 2026; ++year) {
            for (const auto& [month, d] :
                 {std::pair{1, 1}, {4, 3}, {4, 6}, {5, 4}, {5, 25}, {8, 31}, {12, 25}, {12, 28}}) {
                holidays.push_back(*Date::from(year, month, d));
                s.execute(kHoliday, {{"day", holidays.back()}});
            }
        }
    });
    const auto calendar = BankHolidays::make(holidays);
    ASSERT_TRUE(calendar.ok());
    std::mt19937 random(1);
    std::uniform_int_distribution<int> day(0, 3 * 365);
    const Date first = *Date::from(2024, 1, 1);
    db().read([&](Session& s) {
        constexpr Sql kRows{"count_working_days", "SELECT working_days_between(:a, :b)"};
        for (int i = 0; i < 200; ++i) {
            const Date a = first + day(random);
            const Date b = i % 4 == 0 ? a + i % 9 : first + day(random);
            const auto expected =
                working_days_between(a, b, Convention::day_after_is_day_one, calendar.value());
            const auto got =
                *s.one(kRows, {{"a", a}, {"b", b}}, [](const Row& r) { return r.maybe_int64(0); });
            if (expected.ok()) {
                EXPECT_EQ(got, std::optional<std::int64_t>(expected.value()))
                    << a.iso() << " " << b.iso();
            } else {
                EXPECT_EQ(got, std::optional<std::int64_t>()) << a.iso() << " " << b.iso();
            }
        }
    });
    EXPECT_EQ(of("working_days_between(:a, :b)", "2026-12-01", "2027-01-04"), "NULL")
        << "2027 is not in the calendar";
}

TEST_P(SqlFunctions, known_at_is_the_far_future_unless_the_session_says) {
    EXPECT_EQ(value("known_at()", {}), "9999-12-30T00:00:00.000Z");
    const auto then = *Instant::parse("2025-03-31T23:59:59.999Z");
    const auto said = db().read_as_known(then, [](Session& s) {
        EXPECT_EQ(s.known_at().iso(), "2025-03-31T23:59:59.999Z");
        constexpr Sql kKnown{"known", "SELECT known_at()"};
        return *s.one(kKnown, {}, [](const Row& r) { return std::string(r.text(0)); });
    });
    EXPECT_EQ(said, then.iso());
    EXPECT_EQ(value("known_at()", {}), "9999-12-30T00:00:00.000Z");
}

}  // namespace
}  // namespace hearth::store
