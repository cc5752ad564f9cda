// Statements, rows and values: the same on both databases.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "support/test_database.h"

namespace hearth::store {
namespace {

constexpr Sql kMakeThings{
    "make_things",
    "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT, weight DOUBLE PRECISION, "
    "on_day TEXT, yes BIGINT)"};
constexpr Sql kInsert{
    "insert_thing",
    "INSERT INTO thing (id, name, weight, on_day, yes) VALUES (:id, :name, :weight, :day, :yes)"};
constexpr Sql kById{"thing_by_id",
                    "SELECT id, name, weight, on_day, yes FROM thing WHERE id = :id"};
constexpr Sql kCount{"count_things", "SELECT count(*) FROM thing"};
constexpr Sql kAll{"all_things", "SELECT id, name FROM thing ORDER BY id"};

class Sessions : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        db().write([](Session& s) { s.execute(kMakeThings); });
    }
    void put(std::int64_t id, std::string_view name) {
        db().write([&](Session& s) {
            s.execute(
                kInsert,
                {{"id", id}, {"name", name}, {"weight", nullptr}, {"day", nullptr}, {"yes", true}});
        });
    }
    std::int64_t count() {
        return *db().read(
            [](Session& s) { return s.one(kCount, {}, [](const Row& r) { return r.int64(0); }); });
    }
};
HEARTH_ON_BOTH_DATABASES(Sessions);

TEST_P(Sessions, every_kind_of_value_comes_back_as_it_went_in) {
    const Date day = *Date::parse("2024-02-29");
    db().write([&](Session& s) {
        s.execute(kInsert, {{"id", PersonId{(std::int64_t{1} << 62) + 7}},
                            {"name", "Zoë O’Brien 'quoted' :not_a_parameter"},
                            {"weight", 0.1},
                            {"day", day},
                            {"yes", true}});
    });
    const auto seen = db().read([&](Session& s) {
        return s.one(kById, {{"id", (std::int64_t{1} << 62) + 7}}, [&](const Row& r) {
            EXPECT_EQ(r.id<PersonTag>(0).value, (std::int64_t{1} << 62) + 7);
            EXPECT_EQ(r.text("name"), "Zoë O’Brien 'quoted' :not_a_parameter");
            EXPECT_EQ(r.real(2), 0.1);
            EXPECT_EQ(r.date("on_day"), day);
            EXPECT_TRUE(r.yes("yes"));
            EXPECT_EQ(r.col("yes"), 4);
            EXPECT_THROW(r.col("no_such_column"), WrongType);
            EXPECT_THROW(r.int64("name"), WrongType);
            return true;
        });
    });
    EXPECT_TRUE(seen.has_value());
}

TEST_P(Sessions, what_is_not_there_is_null_and_never_a_silent_zero) {
    db().write([&](Session& s) {
        s.execute(kInsert, {{"id", 1},
                            {"name", std::optional<std::string>()},
                            {"weight", std::nullopt},
                            {"day", std::optional<Date>()},
                            {"yes", PersonId{}}});
        s.one(kById, {{"id", 1}}, [&](const Row& r) {
            EXPECT_TRUE(r.is_null(1));
            EXPECT_EQ(r.text(1), "");
            EXPECT_EQ(r.maybe_text(1), std::nullopt);
            EXPECT_THROW(r.real(2), WrongType);
            EXPECT_EQ(r.maybe_real(2), std::nullopt);
            EXPECT_EQ(r.date(3), std::nullopt);
            EXPECT_THROW(r.int64(4), WrongType);
            EXPECT_FALSE(r.id<PersonTag>(4));
            return true;
        });
    });
}

TEST_P(Sessions, a_misspelt_or_missing_parameter_is_an_error_not_a_null) {
    EXPECT_THROW(db().read([](Session& s) { s.execute(kById, {{"ident", 1}}); }), DatabaseError);
    EXPECT_THROW(db().read([](Session& s) { s.execute(kById, {}); }), DatabaseError);
    EXPECT_THROW(db().read([](Session& s) {
        s.execute(kById, {{"id", 1}, {"more", 2}});
    }),
                 DatabaseError);
}

TEST_P(Sessions, one_row_asked_for_and_two_found_is_an_error) {
    put(1, "a");
    put(2, "b");
    EXPECT_THROW(
        db().read([](Session& s) { s.one(kAll, {}, [](const Row& r) { return r.int64(0); }); }),
        WrongType);
}

TEST_P(Sessions, a_statement_may_be_run_inside_its_own_rows) {
    for (int i = 1; i <= 3; ++i) put(i, "n");
    int pairs = 0;
    db().read([&](Session& s) {
        s.each(kAll, {}, [&](const Row&) { s.each(kAll, {}, [&](const Row&) { ++pairs; }); });
    });
    EXPECT_EQ(pairs, 9);
}

TEST_P(Sessions, reading_ends_early_when_the_caller_has_enough) {
    for (int i = 1; i <= 5; ++i) put(i, "n");
    int seen = 0;
    db().read([&](Session& s) { s.each(kAll, {}, [&](const Row&) { return ++seen < 2; }); });
    EXPECT_EQ(seen, 2);
}

TEST_P(Sessions, a_read_cannot_write) {
    EXPECT_THROW(db().read([](Session& s) {
        s.execute(kInsert,
                  {{"id", 1}, {"name", "x"}, {"weight", 1.0}, {"day", nullptr}, {"yes", 0}});
    }),
                 DatabaseError);
    EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, a_failure_undoes_what_was_written_and_is_given_back) {
    const auto result = db().write([&](Session& s) -> Result<int> {
        s.execute(kInsert,
                  {{"id", 1}, {"name", "x"}, {"weight", 1.0}, {"day", nullptr}, {"yes", 0}});
        return invalid("name", "too_short", "Enter the whole name");
    });
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(std::get<Invalid>(result.failure()).errors.at(0).code, "too_short");
    EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, an_exception_undoes_what_was_written_and_is_rethrown) {
    EXPECT_THROW(db().write([&](Session& s) {
        s.execute(kInsert,
                  {{"id", 1}, {"name", "x"}, {"weight", 1.0}, {"day", nullptr}, {"yes", 0}});
        throw std::runtime_error("the page was closed");
    }),
                 std::runtime_error);
    EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, a_nested_transaction_undoes_only_its_own) {
    const auto insert = [](Session& s, int id) {
        s.execute(kInsert,
                  {{"id", id}, {"name", "x"}, {"weight", 1.0}, {"day", nullptr}, {"yes", 0}});
    };
    db().write([&](Session& s) {
        insert(s, 1);
        const auto refused = s.savepoint([&]() -> Result<Done> {
            insert(s, 2);
            return Refusal{"rule"};
        });
        EXPECT_FALSE(refused.ok());
        EXPECT_THROW(s.savepoint([&] {
            insert(s, 3);
            s.savepoint([&] { insert(s, 4); });
            insert(s, 1);  // there already
        }),
                     ConstraintViolation);
        s.savepoint([&] { insert(s, 5); });
    });
    std::set<std::int64_t> ids;
    db().read([&](Session& s) { s.each(kAll, {}, [&](const Row& r) { ids.insert(r.int64(0)); }); });
    EXPECT_EQ(ids, (std::set<std::int64_t>{1, 5}));
}

TEST_P(Sessions, many_rows_go_in_at_once_with_their_nulls_and_awkward_texts) {
    const std::vector<std::string> awkward = {"tab\there", "line\nbreak", "back\\slash", "\\N",
                                              "",          "\\.",         "é, \"q\""};
    Rows rows(5);
    for (std::size_t i = 0; i < 1000; ++i) {
        rows.add(i + 1, awkward[i % awkward.size()], i % 3 == 0 ? Value(nullptr) : Value(0.5),
                 "2026-01-01", true);
    }
    const auto inserted = db().write([&](Session& s) { return s.insert_many(kInsert, rows); });
    EXPECT_EQ(inserted, 1000);
    std::size_t i = 0;
    db().read([&](Session& s) {
        s.each(kAll, {}, [&](const Row& r) {
            EXPECT_EQ(r.text(1), awkward[i % awkward.size()]);
            EXPECT_FALSE(r.is_null(1));
            ++i;
        });
    });
    EXPECT_EQ(i, 1000U);
    // Not plain: a computed value. Still many rows, one statement.
    constexpr Sql kComputed{"insert_computed",
                            "INSERT INTO thing (id, name, weight, on_day, yes) VALUES (:id, :name "
                            "|| '!', 1.5, NULL, 0)"};
    Rows more(2);
    more.add(2001, "a");
    more.add(2002, "b");
    EXPECT_EQ(db().write([&](Session& s) { return s.insert_many(kComputed, more); }), 2);
    EXPECT_EQ(count(), 1002);
}

TEST_P(Sessions, many_rows_at_once_are_all_or_none) {
    Rows rows(5);
    rows.add(1, "a", 1.0, nullptr, 0);
    rows.add(1, "again", 1.0, nullptr, 0);
    EXPECT_THROW(db().write([&](Session& s) { s.insert_many(kInsert, rows); }),
                 ConstraintViolation);
    EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, a_list_of_ids_or_texts_is_one_parameter) {
    for (int i = 1; i <= 5; ++i) put(i, "n" + std::to_string(i));
    constexpr Sql kIn{
        "things_in",
        "SELECT id FROM thing WHERE id IN (SELECT value FROM each_id(:ids)) ORDER BY id"};
    constexpr Sql kNamed{
        "things_named",
        "SELECT id FROM thing WHERE name IN (SELECT value FROM each_text(:names)) ORDER BY id"};
    const auto ids = [&](const Sql& sql, const Params& params) {
        std::vector<std::int64_t> out;
        db().read([&](Session& s) {
            s.each(sql, params, [&](const Row& r) { out.push_back(r.int64(0)); });
        });
        return out;
    };
    EXPECT_EQ(ids(kIn, {{"ids", std::vector<PersonId>{PersonId{2}, PersonId{4}, PersonId{99}}}}),
              (std::vector<std::int64_t>{2, 4}));
    EXPECT_TRUE(ids(kIn, {{"ids", std::vector<PersonId>{}}}).empty());
    EXPECT_EQ(ids(kNamed, {{"names", std::vector<std::string>{"n1", "\"quoted\"\n", "n5"}}}),
              (std::vector<std::int64_t>{1, 5}));
}

TEST_P(Sessions, the_same_statement_takes_a_value_now_and_a_null_then) {
    constexpr Sql kMaybe{"maybe", "SELECT count(*) FROM thing WHERE :name IS NULL OR name = :name"};
    put(1, "a");
    put(2, "b");
    const auto found = [&](const Value& name) {
        return *db().read([&](Session& s) {
            return s.one(kMaybe, {{"name", name}}, [](const Row& r) { return r.int64(0); });
        });
    };
    EXPECT_EQ(found("a"), 1);
    EXPECT_EQ(found(nullptr), 2);
    EXPECT_EQ(found("b"), 1);
    constexpr Sql kNullFirst{
        "null_first", "SELECT count(*) FROM thing WHERE (:yes IS NULL OR yes = :yes) AND 1 = 1"};
    for (const auto& [value, rows] :
         {std::pair<Value, int>{nullptr, 2}, {1, 2}, {0, 0}, {nullptr, 2}}) {
        const Params params{{"yes", value}};
        EXPECT_EQ(db().read([&](Session& s) {
            return s.one(kNullFirst, params, [](const Row& r) { return r.int64(0); });
        }),
                  rows);
    }
}

TEST_P(Sessions, tables_can_be_analysed) {
    put(1, "a");
    db().analyze();
    EXPECT_EQ(count(), 1);
}

TEST_P(Sessions, answers_of_expressions_are_typed_alike) {
    put(1, "a");
    put(2, "b");
    constexpr Sql kExpressions{
        "expressions",
        "SELECT sum(id), avg(id), count(*) > 1, max(name), sum(id) * 1.0 / count(*), "
        "round(CAST(2.345 AS DOUBLE PRECISION), 1), group_concat(name, '+'), "
        "CAST('12' AS BIGINT), coalesce(NULL, 7) FROM thing"};
    db().read([&](Session& s) {
        s.one(kExpressions, {}, [](const Row& r) {
            EXPECT_EQ(r.int64(0), 3);
            EXPECT_EQ(r.real(1), 1.5);
            EXPECT_TRUE(r.yes(2));
            EXPECT_EQ(r.text(3), "b");
            EXPECT_EQ(r.real(4), 1.5);
            EXPECT_EQ(r.real(5), 2.3);
            EXPECT_EQ(r.text(6), "a+b");
            EXPECT_EQ(r.int64(7), 12);
            EXPECT_EQ(r.int64(8), 7);
            return true;
        });
    });
}

TEST_P(Sessions, text_sorts_by_code_point_and_like_minds_case) {
    for (const auto* name : {"b", "B", "a", "é", "Z"}) put(name[0] + 1000 * (name[1] != 0), name);
    constexpr Sql kSorted{"sorted", "SELECT name FROM thing ORDER BY name"};
    constexpr Sql kLike{"like", "SELECT count(*) FROM thing WHERE name LIKE 'b%'"};
    std::string order;
    db().read([&](Session& s) { s.each(kSorted, {}, [&](const Row& r) { order += r.text(0); }); });
    EXPECT_EQ(order, "BZabé");
    EXPECT_EQ(db().read([&](Session& s) {
        return s.one(kLike, {}, [](const Row& r) { return r.int64(0); });
    }),
              1);
}

TEST_P(Sessions, a_text_in_a_number_s_column_is_refused) {
    // Tables of migrations are strict on SQLite too.
    constexpr Sql kWrong{
        "wrong", "INSERT INTO audit_head (id, size, root, peaks) VALUES (2, :size, '', '')"};
    EXPECT_THROW(db().write([&](Session& s) {
        s.execute(kWrong, {{"size", "large"}});
    }),
                 DatabaseError);
}

TEST_P(Sessions, one_read_sees_one_moment) {
    put(1, "a");
    db().read([&](Session& s) {
        const auto here = [&] {
            return *s.one(kCount, {}, [](const Row& r) { return r.int64(0); });
        };
        EXPECT_EQ(here(), 1);
        std::thread([&] { put(2, "b"); }).join();
        EXPECT_EQ(here(), 1);
    });
    EXPECT_EQ(count(), 2);
}

TEST_P(Sessions, a_read_or_write_inside_another_is_a_mistake_that_says_so) {
    EXPECT_THROW(db().write([&](Session&) { db().read([](Session&) {}); }), std::logic_error);
    EXPECT_THROW(db().write([&](Session&) { db().write([](Session&) {}); }), std::logic_error);
    EXPECT_THROW(db().read([&](Session&) { db().write([](Session&) {}); }), std::logic_error);
    EXPECT_EQ(count(), 0);
}

TEST_P(Sessions, errors_name_the_statement_and_no_value) {
    put(1, "Secretname");
    try {
        put(1, "Secretname");
        FAIL();
    } catch (const ConstraintViolation& e) {
        const std::string what = e.what();
        EXPECT_NE(what.find("insert_thing"), std::string::npos) << what;
        EXPECT_EQ(what.find("Secretname"), std::string::npos) << what;
    }
}

TEST_P(Sessions, timings_count_statements_by_name) {
    put(1, "a");
    put(2, "a");
    for (const auto& t : db().timings()) {
        if (t.name == "insert_thing") {
            EXPECT_EQ(t.count, 2);
            EXPECT_GE(t.total_us, t.max_us);
            return;
        }
    }
    FAIL() << "insert_thing was not timed";
}

}  // namespace
}  // namespace hearth::store
