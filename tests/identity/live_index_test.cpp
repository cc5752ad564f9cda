// The people in memory follow the database, whoever writes to it.
#include "identity/live_index.h"

#include <set>

#include "base/text.h"
#include "identity/candidates.h"
#include "identity/search.h"
#include "support/small_world.h"

namespace hearth::test {
namespace {

using identity::LiveIndex;
using identity::index::Criterion;

// A session that counts what it is asked about changes, and whose reading of changed people fails
// when it is told to, as when it takes too long.
class WatchedSession final : public store::Session {
  public:
    explicit WatchedSession(store::Session& inner, bool failing = false)
        : inner_(inner), failing_(failing) {}
    int changes_read = 0;
    std::int64_t execute(const store::Sql& sql, const store::Params& params) override {
        return inner_.execute(sql, params);
    }
    std::int64_t insert_many(const store::Sql& sql, const store::Rows& rows) override {
        return inner_.insert_many(sql, rows);
    }
    store::Dialect dialect() const override { return inner_.dialect(); }

  protected:
    void run_each(const store::Sql& sql, const store::Params& params, RowFunction f) override {
        if (failing_ && sql.name() == "index_some_people")
            throw store::DatabaseError("it took too long");
        inner_.each(sql, params, [&](const store::Row& row) {
            if (sql.name() == "index_changed") ++changes_read;
            return f(row);
        });
    }
    void begin_savepoint() override {}
    void end_savepoint(bool) override {}
    void abandon_savepoint() noexcept override {}

  private:
    store::Session& inner_;
    bool failing_;
};

class LivePeople : public DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<SmallWorld>(db(), clock());
    }
    void TearDown() override { world.reset(); }

    // The people that this server finds by one thing typed.
    static std::set<std::int64_t> finds(store::Database& database, LiveIndex& people,
                                        Criterion::Kind kind, const std::string& text) {
        database.read([&](store::Session& session) { people.refresh(session); });
        Criterion c;
        c.kind = kind;
        c.text = text;
        std::set<std::int64_t> out;
        for (const auto& hit : people.search({c}, 1, 50)) out.insert(hit.person.value);
        return out;
    }
    bool finds_word(LiveIndex& people, const std::string& word, PersonId who) {
        return finds(db(), people, Criterion::Kind::word, word).contains(who.value);
    }
    template <class F>
    void write(F f) {
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            f(session, w);
            return Done{};
        });
    }
    identity::SearchResults search_as(const std::string& worker, const std::string& typed) {
        return world->read_as(worker, [&](store::Session& session, const record::Context& context) {
            return identity::search(session, context, mine, typed).value();
        });
    }

    std::unique_ptr<SmallWorld> world;
    LiveIndex mine, other;  // of two servers
};
HEARTH_ON_BOTH_DATABASES(LivePeople);

TEST_P(LivePeople, are_read_again_when_reading_them_failed) {
    EXPECT_FALSE(finds_word(mine, "quigley", world->ava));
    write([&](store::Session&, record::RowWriter& w) {
        EXPECT_TRUE(w.revise("person", world->ava.value, {{"surname", "Quigley"}}).ok());
    });
    EXPECT_THROW(db().read([&](store::Session& session) {
        WatchedSession failing(session, true);
        mine.refresh(failing);
    }),
                 store::DatabaseError);
    EXPECT_TRUE(finds_word(mine, "quigley", world->ava));
}

// A search that follows an import asks for what came since, and not for the import again.
TEST_P(LivePeople, whose_versions_are_older_than_any_write_takes_are_not_read_again) {
    ManualClock later(clock().now());
    later.advance(std::chrono::hours(1));
    LiveIndex an_hour_later(later);
    const auto changes_read = [&] {
        int count = 0;
        db().read([&](store::Session& session) {
            WatchedSession watched(session);
            an_hour_later.refresh(watched);
            count = watched.changes_read;
        });
        return count;
    };
    changes_read();  // everybody
    EXPECT_EQ(changes_read(), 0);
    write([&](store::Session&, record::RowWriter& w) {
        EXPECT_TRUE(w.revise("person", world->ava.value, {{"surname", "Quigley"}}).ok());
    });
    EXPECT_EQ(changes_read(), 1);
    EXPECT_EQ(changes_read(), 0);
}

// Two children of one given name and town, whose records were made one after the other.
TEST_P(LivePeople, are_not_alike_for_a_number_that_the_authority_gave_or_a_reason_for_having_none) {
    PersonId one, two;
    write([&](store::Session& session, record::RowWriter& w) {
        const auto child = [&](const char* surname, const char* born, const char* number,
                               const char* nhs, const char* line1, const char* postcode) {
            const PersonId id = record::create_person(
                session, w,
                {{"given", "Jaxon"}, {"surname", surname}, {"sex", "M"}, {"born", born}});
            for (const auto& [kind, value] :
                 {std::pair("la_child_id", number), std::pair("nhs_number", nhs),
                  std::pair("upn_unknown", "UN1")})
                w.insert("person_identifier", {{"person_id", id},
                                               {"kind", kind},
                                               {"value", value},
                                               {"from_date", Date::parse("2026-01-05")}});
            w.insert("person_address", {{"person_id", id},
                                        {"kind", "home"},
                                        {"line1", line1},
                                        {"town", "Saltmarsh Green"},
                                        {"postcode", postcode},
                                        {"confidential", 0},
                                        {"from_date", Date::parse("2026-01-05")}});
            return id;
        };
        one = child("Nuttall", "2023-08-25", "1000576", "9995899094", "111 Tanner Street",
                    "FY10 1UW");
        two = child("Birtwistle", "2026-01-03", "1000756", "9995199394", "84 Hawthorn Grove",
                    "FY9 8YP");
    });
    const auto found = db().read([&](store::Session& session) {
        return identity::candidates_of(session, mine, {one, two}, 0.05);
    });
    EXPECT_TRUE(found[0].empty());
    EXPECT_TRUE(found[1].empty());
    const auto compared = db().read(
        [&](store::Session& session) { return LiveIndex::as_compared(session, {one.value}); });
    for (const auto& record : compared.at(one.value)) {
        EXPECT_EQ(record.nhs, "9995899094");
        for (const auto& number : record.identifiers) EXPECT_EQ(number, "");
    }
    // Found by it all the same.
    EXPECT_TRUE(finds(db(), mine, Criterion::Kind::number, "1000576").contains(one.value));
}

TEST_P(LivePeople, follow_every_commit_on_each_server) {
    EXPECT_TRUE(finds_word(mine, "ashworth", world->ava));
    EXPECT_TRUE(finds_word(other, "ashworth", world->ava));
    EXPECT_FALSE(finds_word(mine, "quigley", world->ava));
    write([&](store::Session&, record::RowWriter& w) {
        EXPECT_TRUE(w.revise("person", world->ava.value, {{"surname", "Quigley"}}).ok());
    });
    EXPECT_TRUE(finds_word(mine, "quigley", world->ava));
    EXPECT_TRUE(finds_word(other, "quigly", world->ava));
    clock().advance(std::chrono::hours(3));
    PersonId born;
    write([&](store::Session& session, record::RowWriter& w) {
        born = record::create_person(
            session, w,
            {{"given", "Zebedee"}, {"surname", "Quigley"}, {"sex", "M"}, {"born", "2026-11-20"}});
    });
    EXPECT_TRUE(finds_word(other, "zebedee", born));
    EXPECT_TRUE(finds_word(mine, "zeb", born));
}

TEST_P(LivePeople, have_addresses_and_telephones_but_never_a_confidential_address) {
    write([&](store::Session&, record::RowWriter& w) {
        w.insert("person_address", {{"person_id", world->mother},
                                    {"kind", "home"},
                                    {"line1", "12 Park Rd"},
                                    {"postcode", "BB11 4AA"},
                                    {"confidential", 0},
                                    {"from_date", "2020-01-01"}});
        w.insert("person_address", {{"person_id", world->mother},
                                    {"kind", "home"},
                                    {"line1", "1 Hidden Lane"},
                                    {"postcode", "BB9 9ZZ"},
                                    {"confidential", 1},
                                    {"from_date", "2026-01-01"}});
        w.insert("person_contact",
                 {{"person_id", world->mother}, {"kind", "phone"}, {"value", "+44 7700 900123"}});
    });
    const auto mother = world->mother.value;
    using Kind = Criterion::Kind;
    EXPECT_TRUE(finds(db(), mine, Kind::postcode, "BB11 4AA").contains(mother));
    EXPECT_TRUE(finds(db(), mine, Kind::address, "park road").contains(mother));
    EXPECT_TRUE(finds(db(), mine, Kind::number, "07700900123").contains(mother));
    EXPECT_TRUE(finds(db(), mine, Kind::postcode, "BB9 9ZZ").empty());
    EXPECT_TRUE(finds(db(), mine, Kind::address, "hidden lane").empty());
    // The open address becomes confidential.
    constexpr store::Sql kOpen{"test_open_address",
                               "SELECT id FROM person_address WHERE postcode = 'BB11 4AA'"};
    write([&](store::Session& session, record::RowWriter& w) {
        const auto address =
            session.one(kOpen, {}, [](const store::Row& row) { return row.int64(0); });
        EXPECT_TRUE(w.revise("person_address", address.value(), {{"confidential", 1}}).ok());
    });
    EXPECT_TRUE(finds(db(), mine, Kind::postcode, "BB11 4AA").empty());
    EXPECT_TRUE(search_as("Ruth Hale", "BB11 4AA").people.empty());
}

TEST_P(LivePeople, are_found_by_turned_dates_years_ages_and_short_names_and_the_answer_says_why) {
    write([&](store::Session&, record::RowWriter& w) {
        EXPECT_TRUE(w.revise("person", world->ava.value, {{"given", "Katherine"}}).ok());
    });
    const auto why = [&](const std::string& typed) {
        const auto found = search_as("Ruth Hale", typed);
        return found.people.empty() ? std::string("nobody") : join(found.people.front().why, "; ");
    };
    EXPECT_EQ(why("kate ashworth"), "“katherine” is a form of “kate”; name “ashworth”");
    EXPECT_EQ(why("ashwroth"), "“ashworth” is spelt like “ashwroth”");
    EXPECT_EQ(why("4/2/2018"), "date of birth with day and month swapped");
    EXPECT_EQ(why("katherine 2018"), "name “katherine”; year of birth");
    EXPECT_EQ(why("katherine 8yo"), "name “katherine”; age");
    EXPECT_EQ(why("katherine aged 3"), "name “katherine”; not this age");
    EXPECT_TRUE(search_as("Ruth Hale", "katherine aged 3").partial);
}

}  // namespace
}  // namespace hearth::test
