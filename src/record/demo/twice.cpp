#include "record/demo/twice.h"

#include <algorithm>

#include "base/text.h"
#include "record/demo/story.h"

namespace hearth::record::demo {
namespace {

struct Twice {
    std::int64_t first = 0, again = 0;
};

// `person` as somebody else's record of them: `again` says how they were written down there.
Twice record_again(World& world, const Person& person, const Person& again, const Household& family,
                   Date day, Faults& faults) {
    auto& sheets = world.sheets;
    const Instant at = instant_of(day, 671);
    Person p = again;
    p.id = sheets.id();
    sheets.version(Table::person, p.id, at, world.system, nullptr, p.given, p.surname,
                   p.sex == Sex::male ? "M" : "F", nullptr, nullptr, nullptr, nullptr, false,
                   nullptr, p.born, false, nullptr, nullptr, nullptr);
    sheets.version(Table::person_name, sheets.id(), at, world.system, nullptr, p.id, "legal",
                   p.given, p.surname, nullptr, nullptr);
    write_words(sheets, p);
    sheets.version(Table::family_member, sheets.id(), at, world.system, nullptr, family.id, p.id,
                   "other", "Stays with relatives", day, nullptr);
    ++faults.people;
    return {person.id, p.id};
}

const Person& eldest(const Household& family) {
    return family.people[static_cast<std::size_t>(family.children.front())];
}

void wait_in_queue(World& world, const Twice& pair, double probability, const char* why) {
    world.sheets.row(Table::duplicate_pair, std::min(pair.first, pair.again),
                     std::max(pair.first, pair.again), probability, why, "new record",
                     instant_of(world.as_at - 1, 130));
}

// Merged at the front door; a name and a number to ring were written since.
void merge(World& world, const Twice& pair, const Person& person) {
    const auto worker = world.cast.find("mash_manager");
    if (worker == world.cast.end()) return;
    const auto by = world.workers[static_cast<std::size_t>(worker->second)].id;
    auto& sheets = world.sheets;
    const Instant at = instant_of(world.as_at - 12, 604), since = instant_of(world.as_at - 5, 951);
    sheets.version(Table::person_merge, sheets.id(), at, by, pair.first, pair.again,
                   "The school has one child of this name, with this birthday and both addresses.",
                   by, at, nullptr, nullptr, nullptr);
    for (const auto record : {pair.first, pair.again})
        sheets.row(Table::person_one, record, pair.first, at, kForever);
    sheets.version(Table::person_name, sheets.id(), since, by, nullptr, pair.first, "known_as",
                   person.given.substr(0, 3), person.surname, nullptr, nullptr);
    sheets.version(Table::person_contact, sheets.id(), since, by, nullptr, pair.first, "phone",
                   "07700 900461", nullptr, nullptr);
}

}  // namespace

void make_people_twice(World& world, const std::vector<Household>& families, Faults& faults) {
    if (families.size() < 2) return;
    const auto& child = eldest(families[0]);
    merge(world, record_again(world, child, child, families[1], world.as_at - 40, faults), child);
    if (families.size() < 4) return;
    const auto& other = eldest(families[2]);
    Person misspelt = other;
    misspelt.surname += misspelt.surname.ends_with('e') ? "s" : "e";
    wait_in_queue(world, record_again(world, other, misspelt, families[3], world.as_at - 9, faults),
                  0.97,
                  "Given name: the same\nSurname: one letter differs\nSex: the same\n"
                  "Date of birth: the same");
    if (families.size() < 6) return;
    const auto& mother = families[4].people[static_cast<std::size_t>(families[4].mother)];
    Person before = mother;
    before.surname = families[5].people[static_cast<std::size_t>(families[5].mother)].surname;
    wait_in_queue(world, record_again(world, mother, before, families[5], world.as_at - 3, faults),
                  0.64,
                  "Given name: the same\nSurname: different\nSex: the same\n"
                  "Date of birth: the same");
}

}  // namespace hearth::record::demo
