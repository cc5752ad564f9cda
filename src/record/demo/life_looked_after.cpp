// What goes with being looked after, child by child: reviews, care plan, health, questionnaires,
// going missing, the way to adoption; and what follows at 16 to 21.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "record/demo/life.h"

namespace hearth::record::demo {

std::optional<Date> Life::leaves_care(const Child& child, std::optional<Date> family_end) const {
    const auto& born = person(child.person).born;
    if (!born) return family_end;
    const Date eighteenth = add_months(*born, 18 * 12);
    if (eighteenth > world_.as_at || (family_end && *family_end <= eighteenth)) return family_end;
    return eighteenth;
}

void Life::looked_after(const Child& child, Date from, std::optional<Date> end) {
    const Date until = std::min(end.value_or(world_.as_at), world_.as_at);
    const auto& who = person(child.person);
    care_reviews(child, from, until);
    care_health(child, from, until);
    const int age = who.age(from);
    const std::string_view permanence =
        age < 4    ? "adoption|return|sgo"
        : age < 12 ? "return|long_term_fostering|sgo|return"
                   : "long_term_fostering|supported_living|return|residential";
    const Date planned = working_days_after(from, static_cast<int>(random_.uniform(5, 14)));
    std::string aim;
    if (planned <= until && random_.chance(0.95)) {
        aim = pick_of(random_, permanence);
        span(Table::care_plan, sheets_.id(), planned, end, lead(planned).id,
             [&](bool over, auto&& put) {
                 put(nullptr, child.id, planned, over ? store::Value(end) : store::Value(), aim,
                     nullptr);
             });
    }
    const bool before = random_.chance(0.06);
    sheets_.version(
        Table::previous_permanence, sheets_.id(), at(from, 800), lead(from).id, nullptr, child.id,
        before ? pick_of(random_, "P1|P2|P3") : std::string_view("Z1"),
        before ? store::Value("888") : store::Value(),
        before ? store::Value(fmt::format("zz/{:02}/{}", random_.uniform(1, 12), from.year() - 4))
               : store::Value());
    if (aim == "adoption") towards_adoption(child, from, until);
    if (age >= 11) going_missing(child, from, until);
    if (who.age(until) >= 16 && who.born) after_care(child, from, end);
}

// The first review within 20 working days, the second within three months of it, then every six.
void Life::care_reviews(const Child& child, Date from, Date until) {
    Date due = working_days_after(from, 20);
    for (int n = 0; due <= until + 30; ++n) {
        const bool late = random_.chance(0.09);
        const Date held = working_days_after(late ? due : due - 8,
                                             late ? 6 : static_cast<int>(random_.uniform(0, 4)));
        const int age = person(child.person).age(std::min(held, until));
        const bool done = held <= until;
        sheets_.version(
            Table::cla_review, sheets_.id(), at(done ? held : std::min(due - 30, until), 840),
            lead(until).id, nullptr, child.id, nullptr, due,
            done ? store::Value(held) : store::Value(), 0,
            done ? store::Value(age < 4 ? std::string_view("PN0")
                                        : pick_of(random_, "PN1|PN1|PN2|PN3|PN5|PN6|PN7"))
                 : store::Value());
        if (!done) return;
        due = n == 0 ? add_months(held, 3) : add_months(held, 6);
    }
}

void Life::care_health(const Child& child, Date from, Date until) {
    const auto& who = person(child.person);
    const auto check = [&](std::string_view kind, Date on) {
        if (on > until) return;
        const bool refused = who.age(on) >= 14 && random_.chance(0.08);
        sheets_.version(Table::health_check, sheets_.id(), at(on, 900), lead(on).id, nullptr,
                        child.id, kind, on, refused ? "refused" : "completed");
    };
    // Twice a year under five, then yearly; the first within 20 working days.
    Date next = working_days_after(from, static_cast<int>(random_.uniform(12, 24)));
    while (next <= until) {
        check("health_assessment", next);
        next = add_months(next, who.age(next) < 5 ? 6 : 12) +
               static_cast<int>(random_.uniform(-10, 20));
    }
    for (Date on = from + static_cast<int>(random_.uniform(20, 150)); on <= until;
         on = on + static_cast<int>(random_.uniform(150, 260)))
        if (who.age(on) >= 1 && random_.chance(0.88)) check("dental", on);
    for (Date on = from + static_cast<int>(random_.uniform(30, 200));
         on <= until && who.age(on) < 5; on = on + 180)
        check("surveillance", on);
    const Date asked = from + static_cast<int>(random_.uniform(15, 40));
    if (asked <= until)
        sheets_.version(Table::immunisation, sheets_.id(), at(asked, 905), lead(asked).id, nullptr,
                        child.id, random_.chance(0.86) ? 1 : 0, asked);
    for (Date on = from + static_cast<int>(random_.uniform(200, 360)); on <= until; on = on + 360) {
        const int age = who.age(on);
        if (age < 4 || age > 16) continue;
        const bool scored = random_.chance(0.82);
        const int score = std::clamp(static_cast<int>(random_.normal(14, 7)), 0, 40);
        sheets_.version(Table::sdq_score, sheets_.id(), at(on, 910), lead(on).id, nullptr, child.id,
                        on, scored ? store::Value(score) : store::Value(),
                        scored ? store::Value() : store::Value(pick_of(random_, "SDQ2|SDQ3|SDQ4")));
    }
    if (who.age(until) >= 12 && random_.chance(0.08)) {
        const Date on = from + static_cast<int>(random_.uniform(10, std::max(11, until - from)));
        if (on <= until && who.age(on) >= 12) {
            const bool received = random_.chance(0.55);
            sheets_.version(Table::substance_misuse, sheets_.id(), at(on, 915), lead(on).id,
                            nullptr, child.id, on,
                            pick_of(random_, "Cannabis|Alcohol|Cannabis and alcohol|Ketamine"), 1,
                            received ? 1 : 0);
        }
    }
    if (who.age(until) >= 12 && random_.chance(0.04)) {
        const Date on = from + static_cast<int>(random_.uniform(10, std::max(11, until - from)));
        if (on <= until && who.age(on) >= 10)
            sheets_.version(
                Table::conviction, sheets_.id(), at(on, 920), lead(on).id, nullptr, child.id, on,
                pick_of(random_,
                        "Criminal damage|Common assault|Theft|Possession of a class B drug"));
    }
}

void Life::going_missing(const Child& child, Date from, Date until) {
    if (!random_.chance(0.22)) return;
    const int times = 1 + static_cast<int>(random_.uniform(0, 5));
    Date last = from;
    for (int i = 0; i < times; ++i) {
        const Date on = last + static_cast<int>(random_.uniform(4, 80));
        const int nights = random_.chance(0.7) ? 1 : static_cast<int>(random_.uniform(1, 4));
        if (on + nights + 1 > until || person(child.person).age(on) < 11) return;
        const bool offered = random_.chance(0.93);
        sheets_.version(Table::missing_episode, sheets_.id(), at(on + nights, 700), lead(on).id,
                        nullptr, child.id, random_.chance(0.85) ? "M" : "A", instant_of(on, 1'320),
                        instant_of(on + nights, 420), offered ? 1 : 0,
                        offered ? store::Value(random_.chance(0.6) ? 1 : 0) : store::Value());
        last = on + nights;
    }
}

void Life::towards_adoption(const Child& child, Date from, Date until) {
    const Date decision = from + static_cast<int>(random_.uniform(170, 280));
    if (decision > until) return;
    const Date order = decision + static_cast<int>(random_.uniform(30, 90));
    const Date matched = order + static_cast<int>(random_.uniform(60, 260));
    const Date placed = matched + static_cast<int>(random_.uniform(14, 40));
    const bool reversed = random_.chance(0.12) && matched > until && decision + 200 <= until;
    const auto reached = [&](Date day) {
        return day <= until && !reversed ? store::Value(day) : store::Value();
    };
    sheets_.version(Table::permanence, sheets_.id(), at(std::min(until, placed), 930),
                    lead(until).id, nullptr, child.id, decision,
                    order <= until ? store::Value(order) : store::Value(), reached(matched),
                    reached(placed), reversed ? store::Value(decision + 190) : store::Value(),
                    reversed ? store::Value(pick_of(random_, "RD1|RD2|RD3|RD4")) : store::Value());
}

// From 16 on, with 13 weeks of care behind them: eligible while looked after, then relevant, and
// former relevant at 18.
void Life::after_care(const Child& child, Date from, std::optional<Date> end) {
    const auto& who = person(child.person);
    const Date today = world_.as_at;
    const Date last = std::min(end.value_or(today), today);
    if (last - from < 91 || who.age(last) < 16) return;
    const bool left = end && *end <= today;
    const int age = who.age(today);
    const std::string_view category = !left      ? "eligible"
                                      : age < 18 ? "relevant"
                                                 : "former_relevant";
    const bool touch = random_.chance(0.93);
    const Date reviewed = today - static_cast<int>(random_.uniform(5, 240));
    const auto value = [&](bool known, std::string_view codes) {
        return known ? store::Value(pick_of(random_, codes)) : store::Value();
    };
    Random own(static_cast<std::uint64_t>(child.id) ^ 0x1ea'71'6'ca'2eULL);
    const auto adviser =
        pick_of(random_, "Joanne Pilkington|Imran Sadiq|Becky Threlfall|Marcus Oyelaran");
    const bool planned = reviewed > from;
    sheets_.version(
        Table::care_leaver, sheets_.id(), at(std::max(last, reviewed), 935), lead(today).id,
        nullptr, child.id, category, !left ? store::Value() : store::Value(touch ? "YES" : "NO"),
        left && touch ? store::Value(today - static_cast<int>(random_.uniform(3, 70)))
                      : store::Value(),
        value(left && touch, "U|U|B|D|D|T|Z|X|E"),
        left && touch ? store::Value(random_.chance(0.9) ? 1 : 2) : store::Value(),
        value(left && touch, "F2|F5|F5|P5|F4|G5|G5|G4|G6|F1"),
        planned ? store::Value(reviewed) : store::Value(), adviser, team_id(), lead(today).id,
        left && age >= 18 && own.chance(0.8)
            ? store::Value(250.0 * static_cast<double>(own.uniform(1, 12)))
            : store::Value(),
        planned ? store::Value(own.chance(0.6) ? 1 : 0) : store::Value(),
        planned ? store::Value(own.chance(0.7) ? 1 : 0) : store::Value());
    // The adviser of the tour works with those who bear the name.
    if (const auto cast = world_.cast.find("personal_adviser");
        cast != world_.cast.end() && adviser == "Joanne Pilkington") {
        const auto& joanne = world_.workers[static_cast<std::size_t>(cast->second)];
        const Date begin = std::max(std::min(last, today) - 30, from);
        span(Table::allocation, sheets_.id(), begin, {}, lead(today).id, [&](bool, auto&& put) {
            put(nullptr, house_.id, joanne.id, "leaving_care", false, begin, store::Value(),
                store::Value("FCONTA"));
        });
    }
    static constexpr const char* kSaid[][3] = {
        {"home", "I want to choose my own flat and not be moved again.",
         "Housing adviser meets you on the first Monday of the month; two flats to see."},
        {"money", "Nobody told me about the allowance until I had left.",
         "The allowance is explained in the pathway plan at 16 from now on."},
        {"work", "I would like an apprenticeship with animals.",
         "Your adviser and the college visit the stables with you."},
        {"adviser", "I have had three advisers. I want one who stays.", ""},
        {"plan", "My plan was written without me.", "You write the first page yourself."},
        {"papers", "I still have no passport.", "The application went off; we pay for it."}};
    if (own.chance(0.6)) {
        const auto& view = kSaid[own.uniform(0, 5)];
        const Date asked = today - static_cast<int>(own.uniform(10, 300));
        if (asked > from)
            sheets_.version(Table::leaver_view, sheets_.id(), at(asked, 940), lead(asked).id,
                            nullptr, child.id, asked, view[0], view[1],
                            *view[2] == '\0' ? store::Value() : store::Value(view[2]));
    }
}

}  // namespace hearth::record::demo
