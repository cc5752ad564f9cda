// The rows that an invented family's people become.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "record/demo/household.h"
#include "record/demo/identifiers.h"

namespace hearth::record::demo {
namespace {

void write_identifiers(World& world, Random& random, const Person& p, Instant at, Date today,
                       Faults& faults) {
    auto& sheets = world.sheets;
    const auto add = [&](std::string_view kind, const std::string& value) {
        sheets.version(Table::person_identifier, sheets.id(), at, world.system, nullptr, p.id, kind,
                       value, nullptr, nullptr);
    };
    if (p.role == "child") add("la_child_id", fmt::format("{}", 1'000'000 + faults.child_cursor++));
    if (p.unborn()) return;
    if (random.chance(p.role == "child" ? 0.97 : 0.75))
        add("nhs_number", next_nhs_number(faults.nhs_cursor));
    if (p.role != "child") return;
    if (p.age(today) < 5) {
        add("upn_unknown", "UN1");
    } else if (faults.strike(random, 0.02, "school-age child without a pupil number")) {
        // neither a number nor a reason: what data quality pages must find
    } else {
        // 001 to 005 are numbers of no authority's schools: the return accepts them, no child has
        // one.
        const auto n = faults.upn_cursor++;
        add("upn", upn(2, 4'000 + static_cast<int>(n / 1'000 % 6'000),
                       p.born->year() % 100 + 4 > 99 ? 0 : p.born->year() % 100 + 4,
                       static_cast<int>(n % 1'000)));
        if (random.chance(0.03)) {
            const auto old = faults.upn_cursor++;
            add("former_upn", upn(1, 4'000 + static_cast<int>(old / 1'000 % 6'000),
                                  p.born->year() % 100, static_cast<int>(old % 1'000)));
        }
    }
}

void write_address(World& world, const Person& p, const Home& home, Date first_known, Instant at) {
    auto& sheets = world.sheets;
    const auto add = [&](const Address& a, Date from, std::optional<Date> to) {
        sheets.version(Table::person_address, sheets.id(), at, world.system, nullptr, p.id, "home",
                       a.line1, nullptr, a.town, a.postcode,
                       districts()[static_cast<std::size_t>(a.district)].code, home.confidential,
                       from, to);
    };
    const Date start = p.born ? std::max(*p.born, first_known - 1'500) : first_known;
    if (home.moved && *home.moved > start) {
        add(home.earlier, start, *home.moved - 1);
        add(home.address, *home.moved, {});
    } else {
        add(home.address, start, {});
    }
}

}  // namespace

void write_words(Sheets& sheets, const Person& person) {
    // As index_names() in record/people.h does for a person made through the pages.
    std::set<std::string, std::less<>> found;
    for (const auto* text : {&person.given, &person.surname, &person.former_surname}) {
        const std::string folded = name_key(*text);
        for (const auto word : hearth::words(folded)) found.emplace(word);
    }
    for (const auto& word : found)
        sheets.row(Table::name_word, word, phonetic_key(word), person.id);
}

void write_household(World& world, Random& random, Household& h, Date first_known,
                     std::optional<Date> closed, Faults& faults) {
    auto& sheets = world.sheets;
    const Instant at = instant_of(first_known, static_cast<int>(random.uniform(560, 1'000)));
    const auto by = world.system;
    sheets.version(Table::family, h.id, at, by, nullptr, h.name, h.reference,
                   districts()[static_cast<std::size_t>(h.district)].code, first_known, closed);
    for (std::size_t i = 0; i < h.people.size(); ++i) {
        auto& p = h.people[i];
        const auto& origin = facts(p.origin);
        const bool child = p.role == "child";
        ++faults.people;
        if (child) ++faults.children;
        store::Value ethnicity(p.ethnicity);
        if (child && !p.unborn() && faults.strike(random, 0.02, "child without ethnicity"))
            ethnicity = {};
        else if (random.chance(0.01))
            ethnicity = "REFU";
        const bool elsewhere = origin.language != "English";
        const bool interpreter = !child && elsewhere && random.chance(origin.interpreter);
        store::Value safe;
        if (static_cast<int>(i) == h.mother && h.homes[0].confidential)
            safe =
                "Text before you ring, and only between 9.30 and 2.30. Never leave a message. "
                "Never send letters to the house: use the school.";
        else if (static_cast<int>(i) == h.mother && random.chance(0.06))
            safe =
                "Ring on her own mobile, not the house phone. Say you are calling from the "
                "school if somebody else answers.";
        // A child born after the family became known is recorded soon after the birth.
        const Instant known = p.born && *p.born > first_known ? instant_of(*p.born + 2, 600) : at;
        sheets.version(Table::person, p.id, known, by, nullptr, p.given, p.surname,
                       p.unborn()           ? "U"
                       : p.sex == Sex::male ? "M"
                                            : "F",
                       nullptr, nullptr, ethnicity,
                       p.unborn() ? store::Value() : store::Value(origin.language), interpreter,
                       random.chance(0.6) ? store::Value(origin.religion) : store::Value(), p.born,
                       false, p.expected, nullptr, safe);
        sheets.version(Table::person_name, sheets.id(), known, by, nullptr, p.id, "legal", p.given,
                       p.surname, nullptr, nullptr);
        if (!p.former_surname.empty())
            sheets.version(Table::person_name, sheets.id(), known, by, nullptr, p.id,
                           child ? "former" : "birth", p.given, p.former_surname, nullptr,
                           first_known - 400);
        else if (random.chance(0.04) && p.given.size() > 5)
            sheets.version(Table::person_name, sheets.id(), known, by, nullptr, p.id, "known_as",
                           p.given.substr(0, 3), p.surname, nullptr, nullptr);
        write_words(sheets, p);
        write_identifiers(world, random, p, known, world.as_at, faults);
        write_address(world, p, h.homes[static_cast<std::size_t>(p.home)], first_known, known);
        if (!child && random.chance(0.9))
            sheets.version(
                Table::person_contact, sheets.id(), known, by, nullptr, p.id, "phone",
                static_cast<int>(i) == h.mother ? h.phone : make_phone(random, random.chance(0.9)),
                nullptr, nullptr);
        if (!child && random.chance(0.3)) {
            std::string mail = name_key(p.given + " " + p.surname);
            std::replace(mail.begin(), mail.end(), ' ', '.');
            sheets.version(Table::person_contact, sheets.id(), known, by, nullptr, p.id, "email",
                           fmt::format("{}.{}@example.org", mail, random.uniform(1, 99)), nullptr,
                           nullptr);
        }
        if (child && !p.unborn()) {
            static constexpr double kShare = 0.12;
            if (random.chance(kShare))
                sheets.version(Table::disability, sheets.id(), known, by, nullptr, p.id,
                               pick_of(random, "AUT|LD|BEH|COMM|MOB|HEAR|VIS|CON|PC|HAND|DDA"));
            else
                sheets.version(Table::disability, sheets.id(), known, by, nullptr, p.id, "NONE");
        }
        sheets.version(Table::family_member, sheets.id(), known, by, nullptr, h.id, p.id, p.role,
                       h.homes[static_cast<std::size_t>(p.home)].label,
                       p.born && *p.born > first_known ? *p.born : first_known, nullptr);
    }
    const auto relate = [&](int from, int to, std::string_view kind, bool responsibility) {
        if (from < 0 || to < 0) return;
        sheets.version(Table::relationship, sheets.id(), at, by, nullptr,
                       h.people[static_cast<std::size_t>(from)].id,
                       h.people[static_cast<std::size_t>(to)].id, kind, responsibility, nullptr,
                       nullptr);
    };
    for (const int c : h.children) {
        const auto& child = h.people[static_cast<std::size_t>(c)];
        relate(child.mother, c, "birth_parent", true);
        relate(child.father, c, "birth_parent", child.father >= 0 && random.chance(0.8));
        if (h.partner >= 0 && h.partner != child.father) relate(h.partner, c, "step_parent", false);
        relate(h.grandparent, c, "grandparent", false);
    }
    relate(h.grandparent, h.mother, "birth_parent", false);
    if (h.partner >= 0 && h.mother >= 0)
        relate(h.mother, h.partner,
               h.people[static_cast<std::size_t>(h.mother)].former_surname.empty() ? "partner"
                                                                                   : "married",
               false);
    if (h.absent_father >= 0) relate(h.mother, h.absent_father, "former_partner", false);
    // One family in fourteen has something that everybody must know first.
    const auto flag = [&](int person, std::string_view kind, std::string_view text,
                          std::string_view cls, int review_in) {
        sheets.version(Table::flag, sheets.id(), at, by, nullptr,
                       h.people[static_cast<std::size_t>(person)].id, kind, text, cls,
                       world.as_at + review_in, first_known + 20, closed);
    };
    if (closed) return;
    if (h.homes[0].confidential)
        flag(h.mother, "confidential_address",
             "Address must not reach the father or his family. Check every letter.", "survivor",
             40);
    if (random.chance(0.05))
        flag(h.mother, "dangerous_dog",
             "Large dog, loose in the yard. Ring before you come; the family will shut it in.",
             "general", static_cast<int>(random.uniform(-15, 120)));
    if (h.partner >= 0 && random.chance(0.05))
        flag(h.partner, "visit_in_pairs",
             "Threatened a worker at the door last spring. Visit in pairs, and tell the duty desk "
             "when you leave.",
             "general", static_cast<int>(random.uniform(-20, 90)));
    for (const int c : h.children)
        if (h.people[static_cast<std::size_t>(c)].unborn())
            flag(c, "unborn", "Pre-birth plan on file with the maternity ward.", "general", 30);
}

}  // namespace hearth::record::demo
