#include "access/world.h"

#include <algorithm>

namespace hearth::test {
namespace {

using access::Relation;
using store::Rows;
using store::Sql;

const std::vector<std::string> kDistricts{"E07000117", "E07000118", "E07000119"};
const std::vector<std::string> kClasses{"identity", "address",  "general",    "health",
                                        "police",   "survivor", "poses_risk", "legal"};
const std::vector<std::string> kKinds{"local_authority", "police",    "health",
                                      "school",          "probation", "voluntary"};

// Days around today: past, just ended, now, not yet; some versions superseded.
Dated dated(Random& random, std::int64_t a, std::int64_t b, Date today) {
    Dated d{a, b, today, std::nullopt, !random.chance(0.15)};
    switch (random.uniform(0, 5)) {
        case 0:
            d.from = today - 300;
            d.to = today - 1;
            break;
        case 1:
            d.from = today - 30;
            d.to = today;
            break;
        case 2:
            d.from = today + 1;
            break;
        case 3:
            d.from = today;
            break;
        default:
            d.from = today - 90;
            if (random.chance(0.3)) d.to = today + 10;
            break;
    }
    return d;
}

const char* superseded(bool current) {
    return current ? "9999-12-31T23:59:59.999Z" : "2026-01-01T00:00:00.000Z";
}
constexpr const char* kRecorded = "2025-01-01T00:00:00.000Z";

void clear_worlds(store::Session& session) {
    static constexpr Sql kClear[] = {
        {"clear_agency", "DELETE FROM agency"},     {"clear_worker", "DELETE FROM worker"},
        {"clear_role", "DELETE FROM worker_role"},  {"clear_family", "DELETE FROM family"},
        {"clear_alloc", "DELETE FROM allocation"},  {"clear_ft", "DELETE FROM family_team"},
        {"clear_tm", "DELETE FROM team_member"},    {"clear_fm", "DELETE FROM family_member"},
        {"clear_r", "DELETE FROM restriction"},     {"clear_x", "DELETE FROM exclusion"},
        {"clear_bg", "DELETE FROM break_glass"},    {"clear_c", "DELETE FROM contact"},
        {"clear_cp", "DELETE FROM contact_person"}, {"clear_pc", "DELETE FROM partner_check"},
        {"clear_one", "DELETE FROM person_one"},    {"clear_e", "DELETE FROM entry"}};
    // Deleted rows would stay in the way of later worlds until PostgreSQL tidies up.
    static constexpr Sql kTruncate{
        "clear_all",
        "TRUNCATE agency, worker, worker_role, family, allocation, family_team, team_member, "
        "family_member, "
        "restriction, exclusion, break_glass, contact, contact_person, partner_check, entry, "
        "person_one"};
    if (session.dialect() == store::Dialect::postgresql) {
        session.execute(kTruncate);
        return;
    }
    for (const auto& sql : kClear) session.execute(sql);
}

}  // namespace

std::int64_t World::one(std::int64_t record) const {
    const auto it = shown_as.find(record);
    return it == shown_as.end() ? record : it->second;
}

std::set<std::int64_t> World::joined(std::int64_t family) const {
    std::set<std::int64_t> out;
    for (const auto& ours : members)
        for (const auto& theirs : members)
            if (ours.a == family && ours.current && theirs.current && ours.b != theirs.b &&
                one(ours.b) == one(theirs.b))
                out.insert(theirs.a);
    return out;
}

bool World::excluded(std::int64_t family) const {
    auto among = joined(family);
    among.insert(family);
    for (const auto& x : exclusions)
        if (x.a == subject.worker.value && x.holds(date_of(now)))
            for (const auto& m : members)
                if (among.contains(m.a) && one(m.b) == one(x.b) && m.current) return true;
    return false;
}

access::Facts World::family_facts(std::int64_t family) const {
    const Date today = date_of(now);
    const std::int64_t me = subject.worker.value;
    access::Facts facts;
    for (std::size_t i = 0; i < families.size(); ++i)
        if (families[i] == family) facts.district = districts[i];
    for (const auto& a : allocations)
        if (a.a == family && a.b == me && a.holds(today)) facts.relations.add(Relation::allocated);
    bool held = false;
    for (const auto& t : family_teams) {
        if (t.a != family || !t.holds(today)) continue;
        held = true;
        for (const auto& m : memberships)
            if (m.a == t.b && m.b == me && m.holds(today)) facts.relations.add(Relation::team);
    }
    bool open_contact = false;
    for (const auto& c : contact_rows)
        open_contact = open_contact || (c.current && c.family == family && c.status != "decided");
    if (open_contact || !held) facts.relations.add(Relation::duty);
    for (const auto& g : glasses)
        if (g.family == family && g.worker == me && g.current && g.from <= now && g.until > now)
            facts.broke_glass = true;
    if (facts.broke_glass) facts.relations.add(Relation::break_glass);
    facts.excluded = excluded(family);
    auto among = joined(family);
    among.insert(family);
    bool shut = false;  // one of them is restricted, and its list lacks the worker
    for (const auto which : among) {
        bool restricted = false, listed = false;
        for (const auto& r : restrictions) {
            if (r.a != which || !r.holds(today)) continue;
            if (r.b == 0) restricted = true;
            if (r.b == me) listed = true;
        }
        facts.restricted = facts.restricted || restricted;
        facts.on_list = facts.on_list || listed;
        shut = shut || (restricted && !listed);
    }
    facts.on_list = facts.on_list && !shut;
    return facts;
}

access::Facts World::contact_facts(const ContactRow& c) const {
    const std::int64_t me = subject.worker.value;
    access::Facts facts;
    if (c.status != "decided" || c.holder == me || c.decider == me)
        facts.relations.add(Relation::duty);
    if (c.referrer == me) facts.relations.add(Relation::referred);
    for (const auto& check : check_rows)
        if (check.current && check.contact == c.id && check.agency == subject.agency.value)
            facts.relations.add(Relation::asked);
    if (c.family != 0) {
        const auto family = family_facts(c.family);
        facts.restricted = family.restricted;
        facts.on_list = family.on_list;
        facts.broke_glass = family.broke_glass;
        facts.excluded = family.excluded;
    }
    for (const auto& x : exclusions)
        if (x.a == me && one(x.b) == one(c.person) && c.person_current && x.holds(date_of(now)))
            facts.excluded = true;
    return facts;
}

access::Facts World::check_facts(const CheckRow& check) const {
    access::Facts facts;
    if (check.agency == subject.agency.value) facts.relations.add(Relation::asked);
    for (const auto& c : contact_rows)
        if (c.current && c.id == check.contact) facts.excluded = contact_facts(c).excluded;
    return facts;
}

Persona random_persona(Random& random, const practice::Roles& roles) {
    Persona persona;
    const auto count = random.uniform(0, 3);
    for (int i = 0; i < count; ++i) {
        const auto& role = random.pick(roles.roles);
        persona.roles.push_back({role.id, random.chance(0.5) ? "" : random.pick(kDistricts)});
        // Mostly an agency that fits.
        if (persona.agency_kind.empty() && !role.agencies.empty() && random.chance(0.85))
            persona.agency_kind = random.pick(role.agencies);
    }
    if (persona.agency_kind.empty()) persona.agency_kind = random.pick(kKinds);
    return persona;
}

Life random_life(Random& random, std::int64_t id, Instant now, const Persona& persona) {
    Life life;
    life.now = now;
    const Date today = date_of(now);
    life.subject.worker = WorkerId{id};
    life.subject.agency = AgencyId{id};
    life.subject.agency_kind = persona.agency_kind;
    life.subject.roles = persona.roles;
    life.subject.at = now;
    auto& from = life.agreement_from;
    auto& to = life.agreement_to;
    switch (random.uniform(0, 15)) {
        case 0:  // there never was one
            break;
        case 1:
            from = today - 400;
            to = today - 1;
            break;
        case 2:
            from = today + 1;
            break;
        case 3:
            from = today - 400;
            to = today;
            break;
        case 4:
            from = today;
            break;
        default:
            from = today - 100;
            break;
    }
    life.subject.agreement_in_force = from && *from <= today && (!to || *to >= today);
    if (random.chance(0.3)) {
        Dated past{0, 0, today - 50, today - 1, true};
        if (random.chance(0.5)) past = {0, 0, today - 50, std::nullopt, false};
        life.past_roles.push_back(past);
    }
    return life;
}

World random_world(Random& random, std::int64_t base, const Life& life) {
    World w;
    w.base = base;
    w.now = life.now;
    w.subject = life.subject;
    const Instant now = life.now;
    const Date today = date_of(now);
    const std::int64_t me = life.subject.worker.value, other = base + 3;
    const std::int64_t teams[] = {base + 4, base + 5};
    const auto either = [&] { return random.chance(0.7) ? me : other; };
    for (int i = 0; i < 2; ++i) {
        w.families.push_back(base + 10 + i);
        w.districts.push_back(kDistricts[random.index(3)]);
    }
    for (const auto family : w.families) {
        for (int p = 0; p < 2; ++p)
            w.members.push_back(dated(random, family, base + 20 + random.uniform(0, 4), today));
        if (random.chance(0.5)) w.allocations.push_back(dated(random, family, either(), today));
        if (random.chance(0.6))
            w.family_teams.push_back(dated(random, family, teams[random.index(2)], today));
        if (random.chance(0.35)) {
            w.restrictions.push_back(dated(random, family, 0, today));
            if (random.chance(0.5))
                w.restrictions.push_back(dated(random, family, either(), today));
        }
        if (random.chance(0.25)) {
            const auto from = now - std::chrono::minutes(random.uniform(0, 120));
            w.glasses.push_back(
                {family, either(), from, from + std::chrono::minutes(60), !random.chance(0.1)});
        }
        for (int e = 0; e < 2; ++e)
            w.entries.push_back({base + 40 + static_cast<std::int64_t>(w.entries.size()), family,
                                 kClasses[random.index(kClasses.size())]});
    }
    for (const auto team : teams)
        if (random.chance(0.6)) w.memberships.push_back(dated(random, team, either(), today));
    if (random.chance(0.25))
        w.exclusions.push_back(dated(random, either(), base + 20 + random.uniform(0, 4), today));
    // Sometimes records that are held to be one person, of one family or of both.
    if (random.chance(0.4)) {
        const auto one = base + 20 + random.uniform(0, 4);
        for (std::int64_t p = base + 20; p <= base + 24; ++p)
            if (p != one && random.chance(0.4)) w.shown_as[p] = w.shown_as[one] = one;
    }
    const std::vector<std::string> statuses{"new", "screening", "awaiting_decision", "decided"};
    const auto maybe_me = [&](double p) { return random.chance(p) ? me : 0; };
    const auto some_contact = [&](int i, bool current) {
        w.contact_rows.push_back({base + 30 + i, random.chance(0.5) ? random.pick(w.families) : 0,
                                  either() == me ? other : me, maybe_me(0.2), maybe_me(0.2),
                                  base + 20 + random.uniform(0, 4), random.pick(statuses),
                                  !random.chance(0.15), current});
    };
    for (int i = 0; i < 2; ++i) {
        w.contacts.push_back(base + 30 + i);
        some_contact(i, true);
        if (random.chance(0.3)) some_contact(i, false);
        if (random.chance(0.6)) {
            w.checks.push_back(base + 35 + i);
            w.check_rows.push_back({base + 35 + i, base + 30 + i,
                                    random.chance(0.6) ? w.subject.agency.value : base + 9,
                                    random.pick(kClasses), true});
            if (random.chance(0.2))
                w.check_rows.push_back({base + 35 + i, base + 30 + i, w.subject.agency.value,
                                        random.pick(kClasses), false});
        }
    }
    return w;
}

practice::Roles random_roles(Random& random) {
    practice::Roles roles;
    roles.classes = kClasses;
    const std::vector<std::string> family_relations{"allocated", "team",        "duty",
                                                    "area",      "break_glass", "any"};
    const std::vector<std::string> actions{"list", "view", "search", "write", "break_glass"};
    roles.never_cross = {{"survivor", "poses_risk"}};
    roles.both_sides = {"role0"};
    for (int r = 0; r < 5; ++r) {
        practice::Role role;
        role.id = "role" + std::to_string(r);
        role.content = !random.chance(0.1);
        for (const auto& kind : kKinds)
            if (random.chance(0.6)) role.agencies.push_back(kind);
        const auto some = [&](const std::vector<std::string>& from, double p) {
            std::vector<std::string> out;
            for (const auto& word : from)
                if (random.chance(p)) out.push_back(word);
            return out;
        };
        for (int g = 0; g < 3; ++g)
            role.grants.push_back({"family",
                                   some(actions, 0.5),
                                   some(family_relations, 0.3),
                                   some(kClasses, 0.5),
                                   {}});
        role.grants.push_back({"contact",
                               some(actions, 0.6),
                               some({"duty", "referred", "asked", "any"}, 0.35),
                               some(kClasses, 0.5),
                               {}});
        role.grants.push_back(
            {"check", some(actions, 0.6), some({"asked", "any"}, 0.4), some(kClasses, 0.5), {}});
        roles.roles.push_back(std::move(role));
    }
    return roles;
}

void store_worlds(store::Session& session, const std::vector<Life>& lives,
                  const std::vector<World>& worlds) {
    clear_worlds(session);
    static constexpr Sql kAgency{
        "w_agency",
        "INSERT INTO agency (version_id, id, recorded_at, superseded_at, recorded_by, name, kind, "
        "agreement_from, agreement_to) VALUES (:v, :id, :r, :s, :by, :name, :kind, :from, :to)"};
    static constexpr Sql kWorker{
        "w_worker",
        "INSERT INTO worker (version_id, id, recorded_at, superseded_at, recorded_by, agency_id, "
        "name, job_title, discipline, agency_worker, from_date) VALUES (:v, :id, :r, :s, :by, "
        ":agency, :name, :job, :d, :aw, :from)"};
    static constexpr Sql kRole{
        "w_role",
        "INSERT INTO worker_role (version_id, id, recorded_at, superseded_at, recorded_by, "
        "worker_id, role, area, from_date, to_date) VALUES (:v, :id, :r, :s, :by, :worker, :role, "
        ":area, :from, :to)"};
    static constexpr Sql kFamily{"w_family",
                                 "INSERT INTO family (version_id, id, recorded_at, superseded_at, "
                                 "recorded_by, name, reference, district, from_date) VALUES (:v, "
                                 ":id, :r, :s, :by, :name, :ref, :district, :from)"};
    static constexpr Sql kAllocation{
        "w_allocation",
        "INSERT INTO allocation (version_id, id, recorded_at, superseded_at, recorded_by, "
        "family_id, worker_id, discipline, lead, from_date, to_date) VALUES (:v, :id, :r, :s, :by, "
        ":a, :b, :d, :lead, :from, :to)"};
    static constexpr Sql kFamilyTeam{"w_family_team",
                                     "INSERT INTO family_team (version_id, id, recorded_at, "
                                     "superseded_at, recorded_by, family_id, team_id, from_date, "
                                     "to_date) VALUES (:v, :id, :r, :s, :by, :a, :b, :from, :to)"};
    static constexpr Sql kTeamMember{
        "w_team_member",
        "INSERT INTO team_member (version_id, id, recorded_at, superseded_at, recorded_by, "
        "team_id, worker_id, fte, from_date, to_date) VALUES (:v, :id, :r, :s, :by, :a, :b, :fte, "
        ":from, :to)"};
    static constexpr Sql kMember{"w_member",
                                 "INSERT INTO family_member (version_id, id, recorded_at, "
                                 "superseded_at, recorded_by, family_id, person_id, role, "
                                 "from_date) VALUES (:v, :id, :r, :s, :by, :a, :b, :role, :from)"};
    static constexpr Sql kRestriction{
        "w_restriction",
        "INSERT INTO restriction (version_id, id, recorded_at, superseded_at, recorded_by, "
        "family_id, worker_id, reason, from_date, to_date) VALUES (:v, :id, :r, :s, :by, :a, :b, "
        ":why, :from, :to)"};
    static constexpr Sql kExclusion{
        "w_exclusion",
        "INSERT INTO exclusion (version_id, id, recorded_at, superseded_at, recorded_by, "
        "worker_id, person_id, reason, from_date, to_date) VALUES (:v, :id, :r, :s, :by, :a, :b, "
        ":why, :from, :to)"};
    static constexpr Sql kGlass{
        "w_glass",
        "INSERT INTO break_glass (version_id, id, recorded_at, superseded_at, recorded_by, "
        "worker_id, family_id, reason_code, reason, from_instant, until_instant) VALUES (:v, :id, "
        ":r, :s, :by, :worker, :family, :code, :why, :from, :until)"};
    static constexpr Sql kContact{
        "w_contact",
        "INSERT INTO contact (version_id, id, recorded_at, superseded_at, recorded_by, reference, "
        "received_at, source_code, status, referrer_worker, worker_id, decided_by, family_id) "
        "VALUES (:v, :id, :r, :s, :by, :ref, :at, :src, :status, :referrer, :holder, :decider, "
        ":family)"};
    static constexpr Sql kContactPerson{
        "w_contact_person",
        "INSERT INTO contact_person (version_id, id, recorded_at, superseded_at, recorded_by, "
        "contact_id, person_id, role, given, surname) VALUES (:v, :id, :r, :s, :by, :contact, "
        ":person, :role, :given, :surname)"};
    static constexpr Sql kCheck{
        "w_check",
        "INSERT INTO partner_check (version_id, id, recorded_at, superseded_at, recorded_by, "
        "contact_id, agency_id, question, lawful_basis, asked_by, asked_at, due_at, class) VALUES "
        "(:v, :id, :r, :s, :by, :contact, :agency, :q, :lb, :asker, :at, :due, :cls)"};
    static constexpr Sql kEntry{
        "w_entry",
        "INSERT INTO entry (version_id, id, recorded_at, superseded_at, recorded_by, form, "
        "form_version, family_id, author_id, discipline, agency_id, class, status, happened_at, "
        "title, summary, significant) VALUES (:v, :id, :r, :s, :by, :form, :fv, :family, :author, "
        ":d, :agency, :cls, :status, :at, :title, :summary, :sig)"};
    static constexpr Sql kOne{"w_one",
                              "INSERT INTO person_one (record_id, one_id, shown_from, "
                              "shown_until) VALUES (:person, :one, :r, :s)"};
    Rows one(4), agency(9), worker(11), role(10), family(9), allocation(11), family_team(9),
        team_member(10), member(9), restriction(10), exclusion(10), glass(11), contact(13),
        contact_person(10), check(13), entry(17);
    for (const auto& l : lives) {
        std::int64_t v = l.subject.worker.value + 1;
        const Date today = date_of(l.now);
        const auto now = superseded(true);
        agency.add(v++, l.subject.agency.value, kRecorded, now, 1, "A", l.subject.agency_kind,
                   l.agreement_from, l.agreement_to);
        worker.add(v++, l.subject.worker, kRecorded, now, 1, l.subject.agency.value, "W", "J",
                   "social_work", 0, today - 100);
        for (const auto& held : l.subject.roles) {
            role.add(v, v, kRecorded, now, 1, l.subject.worker, held.role,
                     held.area.empty() ? store::Value{} : store::Value(held.area), today - 100,
                     store::Value{});
            ++v;
        }
        for (const auto& past : l.past_roles) {
            role.add(v, v, kRecorded, superseded(past.current), 1, l.subject.worker,
                     "service_manager", store::Value{}, past.from, past.to);
            ++v;
        }
    }
    for (const auto& w : worlds) {
        std::int64_t v = w.base + 100;
        const Date today = date_of(w.now);
        const auto now = superseded(true);
        const auto null_if_zero = [](std::int64_t id) {
            return id == 0 ? store::Value{} : store::Value(id);
        };
        for (std::size_t i = 0; i < w.families.size(); ++i)
            family.add(v++, w.families[i], kRecorded, now, 1, "F", "F-1", w.districts[i],
                       today - 100);
        for (const auto& [record, shown] : w.shown_as) one.add(record, shown, kRecorded, now);
        for (const auto& d : w.allocations) {
            allocation.add(v, v, kRecorded, superseded(d.current), 1, d.a, d.b, "social_work", 0,
                           d.from, d.to);
            ++v;
        }
        for (const auto& d : w.family_teams) {
            family_team.add(v, v, kRecorded, superseded(d.current), 1, d.a, d.b, d.from, d.to);
            ++v;
        }
        for (const auto& d : w.memberships) {
            team_member.add(v, v, kRecorded, superseded(d.current), 1, d.a, d.b, 1.0, d.from, d.to);
            ++v;
        }
        for (const auto& d : w.members) {
            member.add(v, v, kRecorded, superseded(d.current), 1, d.a, d.b, "child", d.from);
            ++v;
        }
        for (const auto& d : w.restrictions) {
            restriction.add(v, v, kRecorded, superseded(d.current), 1, d.a, null_if_zero(d.b), "r",
                            d.from, d.to);
            ++v;
        }
        for (const auto& d : w.exclusions) {
            exclusion.add(v, v, kRecorded, superseded(d.current), 1, d.a, d.b, "r", d.from, d.to);
            ++v;
        }
        for (const auto& g : w.glasses) {
            glass.add(v, v, kRecorded, superseded(g.current), 1, g.worker, g.family, "urgent", "r",
                      g.from, g.until);
            ++v;
        }
        for (const auto& c : w.contact_rows) {
            contact.add(v++, c.id, kRecorded, superseded(c.current), 1, "C-1", w.now, "2A",
                        c.status, null_if_zero(c.referrer), null_if_zero(c.holder),
                        null_if_zero(c.decider), null_if_zero(c.family));
            if (c.current)
                contact_person.add(v, v, kRecorded, superseded(c.person_current), 1, c.id, c.person,
                                   "child", "G", "S");
            ++v;
        }
        for (const auto& c : w.check_rows)
            check.add(v++, c.id, kRecorded, superseded(c.current), 1, c.contact, c.agency, "q",
                      "public_task", 1, w.now, w.now, c.cls);
        for (const auto& e : w.entries)
            entry.add(v++, e.id, kRecorded, now, 1, "visit", 1, e.family, 1, "social_work", 1,
                      e.cls, "signed", w.now, "t", "s", 0);
    }
    const auto put = [&](const Sql& sql, const Rows& rows) {
        if (rows.size() > 0) session.insert_many(sql, rows);
    };
    put(kAgency, agency);
    put(kWorker, worker);
    put(kRole, role);
    put(kFamily, family);
    put(kAllocation, allocation);
    put(kFamilyTeam, family_team);
    put(kTeamMember, team_member);
    put(kMember, member);
    put(kRestriction, restriction);
    put(kExclusion, exclusion);
    put(kGlass, glass);
    put(kContact, contact);
    put(kContactPerson, contact_person);
    put(kCheck, check);
    put(kEntry, entry);
    put(kOne, one);
    // As a database that has been looked after: plans that are made while the tables seem empty
    // would be kept for full ones.
    static constexpr Sql kAnalyze{"w_analyze",
                                  "ANALYZE family, family_member, person_one, contact, "
                                  "contact_person, partner_check, entry, exclusion, restriction"};
    if (session.dialect() == store::Dialect::postgresql) session.execute(kAnalyze);
}

}  // namespace hearth::test
