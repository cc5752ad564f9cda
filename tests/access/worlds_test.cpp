// The proof that a list shows exactly what decide() allows, over random worlds, on both databases.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <span>

#include "access/guard.h"
#include "access/world.h"
#include "practice/loader.h"
#include "support/test_database.h"

namespace hearth::test {
namespace {

using access::Action;
using access::ObjectKind;
using access::Policy;
using store::Sql;

class Worlds : public DatabaseTest {
    // A plan made once a text, with the indexes that a full table would have it use.
    void adjust(store::DatabaseConfig& config) override {
        if (config.url.starts_with("postgresql"))
            config.url +=
                "?options=-c%20plan_cache_mode%3Dforce_generic_plan%20-c%20enable_seqscan%3Doff%20-"
                "c%20jit%3Doff";
        config.pool = 1;
        config.statement_deadline = std::chrono::hours(2);
    }
};
HEARTH_ON_BOTH_DATABASES(Worlds);

int worlds_to_try() {
    const char* cases = std::getenv("HEARTH_PROPERTY_CASES");
    return cases != nullptr ? std::atoi(cases) : 100'000;
}

// Other worlds for another number, so that a long run can be made in parts.
std::uint64_t worlds_seed() {
    const char* part = std::getenv("HEARTH_PROPERTY_PART");
    return 20261122U + (part != nullptr ? std::strtoull(part, nullptr, 10) : 0U);
}

constexpr Action kActions[] = {Action::list, Action::view, Action::search, Action::write,
                               Action::break_glass};

// The ids are apart by kind, so one set holds what all four lists of a world show.
using Ids = std::set<std::int64_t>;

// The four lists of a worker for one action as one statement. Kept for each policy, persona, action
// and agreement, on which alone its text depends: making it anew takes longer than running it.
struct Lists {
    std::optional<Sql> sql;
    bool me = false, agency = false, today = false, now = false;
    store::Params areas;

    void make(const Policy& policy, const access::Subject& subject, Action action) {
        const auto families = policy.families(subject, action, "f.id");
        const std::pair<std::string, std::string> from[] = {
            {"family f", families.text},
            {"entry e", policy.families(subject, action, "e.family_id", "e.class").text},
            {"contact c", policy.contacts(subject, action, "c").text},
            {"partner_check p", policy.checks(subject, action, "p").text}};
        std::string text;
        for (const auto& [table, test] : from)
            text += fmt::format(
                "{0}SELECT {1}.id FROM {2} WHERE {1}.id BETWEEN :low AND :high AND "
                "{1}.superseded_at = '9999-12-31T23:59:59.999Z' AND {3}",
                text.empty() ? "" : " UNION ALL ", table.substr(table.size() - 1), table, test);
        const auto names = [&](std::string_view p) { return text.find(p) != std::string::npos; };
        me = names(":acc_me");
        agency = names(":acc_agency");
        today = names(":acc_today");
        now = names(":acc_now");
        for (const auto& param : families.params.all())
            if (param.name.starts_with("acc_area")) areas.add(param.name, param.value);
        sql = Sql::trusted("worlds_list", std::move(text));
    }

    Ids listed(store::Session& session, const World& w, std::int64_t last) const {
        store::Params params{{"low", w.base}, {"high", last}};
        if (me) params.add("acc_me", w.subject.worker);
        if (agency) params.add("acc_agency", w.subject.agency);
        if (today) params.add("acc_today", date_of(w.now));
        if (now) params.add("acc_now", w.now);
        params.add(areas);
        Ids ids;
        session.each(*sql, params, [&](const store::Row& row) { ids.insert(row.int64(0)); });
        return ids;
    }
};

// The same, one record at a time.
void decided(const Policy& policy, const World& w, Action action, Ids& ids) {
    const auto ask = [&](std::int64_t id, ObjectKind kind, const access::Facts& facts, int cls) {
        if (policy.decide(w.subject, action, {kind, facts, cls}).allowed) ids.insert(id);
    };
    std::map<std::int64_t, access::Facts> of_family;
    for (const auto family : w.families) {
        of_family[family] = w.family_facts(family);
        ask(family, ObjectKind::family, of_family[family], -1);
    }
    for (const auto& e : w.entries)
        ask(e.id, ObjectKind::family, of_family[e.family], policy.class_index(e.cls));
    for (const auto& c : w.contact_rows)
        if (c.current) ask(c.id, ObjectKind::contact, w.contact_facts(c), -1);
    for (const auto& c : w.check_rows)
        if (c.current) ask(c.id, ObjectKind::check, w.check_facts(c), -1);
}

void compare_facts(store::Session& session, const World& w, Random& random) {
    const auto family = random.pick(w.families);
    ASSERT_EQ(access::family_facts(session, w.subject, FamilyId{family}), w.family_facts(family))
        << "family " << family;
    const auto& c = random.pick(w.contact_rows);
    if (!c.current) return;
    auto facts = access::contact_facts(session, w.subject, c.id);
    ASSERT_TRUE(facts);
    facts->district.clear();
    ASSERT_EQ(*facts, w.contact_facts(c)) << "contact " << c.id;
}

void compare_subject(store::Session& session, const Life& w) {
    const auto loaded = access::load_subject(session, w.subject.worker, "", w.now);
    ASSERT_TRUE(loaded);
    ASSERT_EQ(loaded->agreement_in_force, w.subject.agreement_in_force);
    auto roles = w.subject.roles;
    const auto before = [](const auto& a, const auto& b) {
        return std::pair(a.role, a.area) < std::pair(b.role, b.area);
    };
    std::sort(roles.begin(), roles.end(), before);
    auto found = loaded->roles;
    std::sort(found.begin(), found.end(), before);
    ASSERT_EQ(found, roles);
}

// One policy with those who live under it.
struct Regime {
    Policy policy;
    std::vector<Persona> personas;
    std::map<std::tuple<std::size_t, Action, bool>, Lists> lists;  // persona, action, agreement
};

std::vector<Regime> regimes(Random& random) {
    auto loaded =
        practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
    EXPECT_TRUE(loaded.ok());
    const auto& shipped = loaded.practice.roles;
    std::vector<Regime> all;
    all.push_back({Policy(shipped), {}, {}});
    for (const auto& role : shipped.roles)  // each alone, where it may be held
        all.front().personas.push_back(
            {role.agencies.front(), {{role.id, random.chance(0.5) ? "" : "E07000117"}}});
    for (int i = 0; i < 15; ++i) all.front().personas.push_back(random_persona(random, shipped));
    for (int i = 0; i < 20; ++i) {
        const auto roles = random_roles(random);
        Regime regime{Policy(roles), {}, {}};
        for (int p = 0; p < 2; ++p) regime.personas.push_back(random_persona(random, roles));
        all.push_back(std::move(regime));
    }
    return all;
}

// part: S0-45
TEST_P(Worlds, a_list_shows_exactly_what_the_decision_on_each_record_allows_worlds) {
    const int total = worlds_to_try();
    // Worlds that are judged for the same worker: one statement lists what is shown of all of them.
    const int together = 25, batch = 20;
    Random random(worlds_seed());
    auto all = regimes(random);
    const Instant now = clock().now();
    std::int64_t shown = 0, hidden = 0;
    int tried = 0;
    while (tried < total && !HasFailure()) {
        std::int64_t id = 1'000'000;
        std::vector<World> worlds;
        std::vector<Life> lives;
        std::vector<std::pair<Regime*, std::size_t>> under;
        for (int i = 0; i < batch; ++i) {
            // Half of them judged by the shipped policy, half by one that nobody would write.
            Regime& regime = all[random.chance(0.5) ? 0 : random.index(all.size())];
            under.emplace_back(&regime, random.index(regime.personas.size()));
            lives.push_back(
                random_life(random, id += 1000, now, regime.personas[under.back().second]));
            for (int k = 0; k < together; ++k)
                worlds.push_back(random_world(random, id += 1000, lives.back()));
        }
        // Undone at the end: nothing of it needs to reach the disk.
        const auto undone = db().write([&](store::Session& session) -> Result<Done> {
            store_worlds(session, lives, worlds);
            for (std::size_t i = 0; i < lives.size(); ++i) {
                auto& [regime, persona] = under[i];
                const auto mine = std::span(worlds).subspan(i * together, together);
                for (int a = 0; a < 2; ++a) {
                    const Action action = kActions[random.index(std::size(kActions))];
                    auto& lists =
                        regime->lists[{persona, action, lives[i].subject.agreement_in_force}];
                    if (!lists.sql) lists.make(regime->policy, lives[i].subject, action);
                    Ids expected;
                    for (const auto& w : mine) decided(regime->policy, w, action, expected);
                    const Ids found = lists.listed(session, mine.front(), mine.back().base + 99);
                    EXPECT_EQ(found, expected)
                        << access::to_text(action) << " as worker " << mine.front().base - 1000;
                    shown += std::ssize(found);
                    hidden -= std::ssize(found);
                    for (const auto& w : mine) hidden += 8 + std::ssize(w.checks);
                }
                for (std::size_t k = i % 3; k < mine.size(); k += 3)
                    compare_facts(session, mine[k], random);
                compare_subject(session, lives[i]);
                if (HasFailure()) break;
            }
            return Refusal{"undone"};
        });
        EXPECT_FALSE(undone.ok());
        tried += batch * together;
    }
    if (HasFailure()) return;
    // The proof says nothing if all is hidden, or all is shown.
    EXPECT_GT(shown, total / 2);
    EXPECT_GT(hidden, total / 2);
    fmt::print("{} worlds: {} records shown, {} hidden, 0 differences\n", tried, shown, hidden);
}

}  // namespace
}  // namespace hearth::test
