// A small random world for the proof that a list shows exactly what decide() allows.
//
// Two families, two contacts, up to two checks, and whatever may stand between
// them and a worker: dated, superseded, lapsed, overlapping. The facts are worked out here, from
// the world itself, by a second spelling of each relation; the database holds the same world as
// rows. Many worlds share one database, apart by their ids.
//
// It does not vary what one statement cannot see: policies and the sets of roles (personas) are
// few, since each makes a text of SQL that is kept for ever.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "access/policy.h"
#include "base/random.h"
#include "store/session.h"

namespace hearth::test {

// A row of a table of versions with its days.
struct Dated {
    std::int64_t a = 0, b = 0;  // what it joins
    Date from;
    std::optional<Date> to;
    bool current = true;  // not superseded
    bool holds(Date today) const { return current && from <= today && (!to || *to >= today); }
};

// A kind of agency and the roles held, each over a district or over all.
struct Persona {
    std::string agency_kind;
    std::vector<access::RoleHeld> roles;
};

// A worker of an agency; several worlds may be judged for the same one.
struct Life {
    Instant now;
    access::Subject subject;  // the agreement and the roles as of now
    std::optional<Date> agreement_from, agreement_to;
    std::vector<Dated> past_roles;  // not in force, whatever else the worker holds; a, b unused
};

struct World {
    std::int64_t base = 0;  // ids of this world are base + small number
    Instant now;
    access::Subject subject;
    std::vector<std::int64_t> families, contacts, checks;
    std::vector<std::string> districts;             // of the families
    std::vector<Dated> allocations;                 // a family, b worker
    std::vector<Dated> family_teams;                // a family, b team
    std::vector<Dated> memberships;                 // a team, b worker
    std::vector<Dated> members;                     // a family, b person; the days do not count
    std::vector<Dated> restrictions;                // a family, b worker or 0
    std::vector<Dated> exclusions;                  // a worker, b person
    std::map<std::int64_t, std::int64_t> shown_as;  // records held to be one person, by record
    struct Glass {
        std::int64_t family, worker;
        Instant from, until;
        bool current;
    };
    std::vector<Glass> glasses;
    struct ContactRow {
        std::int64_t id, family, referrer, holder, decider, person;
        std::string status;
        bool person_current = true;
        bool current = true;  // false: what was thought of the contact before
    };
    std::vector<ContactRow> contact_rows;
    struct CheckRow {
        std::int64_t id, contact, agency;
        std::string cls;
        bool current = true;
    };
    std::vector<CheckRow> check_rows;
    struct EntryRow {
        std::int64_t id, family;
        std::string cls;
    };
    std::vector<EntryRow> entries;

    access::Facts family_facts(std::int64_t family) const;
    access::Facts contact_facts(const ContactRow& contact) const;
    access::Facts check_facts(const CheckRow& check) const;
    bool excluded(std::int64_t family) const;
    std::int64_t one(std::int64_t record) const;
    // The families that hold another record of somebody in this one.
    std::set<std::int64_t> joined(std::int64_t family) const;
};

Persona random_persona(Random& random, const practice::Roles& roles);
Life random_life(Random& random, std::int64_t id, Instant now, const Persona& persona);
World random_world(Random& random, std::int64_t base, const Life& life);
// A policy with other grants than the shipped one: every word may occur anywhere.
practice::Roles random_roles(Random& random);
// Writes all the worlds' rows, in place of whatever the tables held; one call for many.
void store_worlds(store::Session& session, const std::vector<Life>& lives,
                  const std::vector<World>& worlds);

}  // namespace hearth::test
