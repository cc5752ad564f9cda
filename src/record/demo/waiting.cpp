#include "record/demo/waiting.h"

#include <fmt/format.h>

#include <algorithm>

#include "record/demo/story.h"
#include "record/people.h"

namespace hearth::record::demo {
namespace {

enum class State { fresh, screening, checking, awaiting };

struct Waiting {
    State state;
    const char* rag;
    int minutes_ago;
    Theme theme;
    const char* source;
    int district;
};
// In every state; two of them past their time, so that a late clock can be seen.
constexpr Waiting kWaiting[] = {
    {State::fresh, nullptr, 12, Theme::neglect, "2A", 2},
    {State::fresh, nullptr, 47, Theme::domestic_abuse, "6", 6},
    {State::fresh, nullptr, 140, Theme::depression, "3A", 4},
    {State::screening, "amber", 95, Theme::drugs, "7", 0},
    {State::checking, "red", 150, Theme::physical_harm, "2A", 2},
    {State::checking, "amber", 320, Theme::alcohol_and_abuse, "6", 11},
    {State::checking, "green", 1'700, Theme::conflict, "1A", 8},
    {State::checking, "red", 330, Theme::exploitation, "5B", 10},
    {State::awaiting, "amber", 1'500, Theme::domestic_abuse, "3B", 3},
    {State::awaiting, "green", 2'900, Theme::neglect, "4", 9},
    {State::awaiting, "red", 200, Theme::drugs, "3E", 5},
};

const char* status(State state) {
    switch (state) {
        case State::fresh:
            return "new";
        case State::screening:
            return "screening";
        case State::checking:
            return "checking";
        case State::awaiting:
            return "awaiting_decision";
    }
    return "new";
}

// A family that the story can be about.
Household household_for(World& world, Random& random, const Waiting& w) {
    for (;;) {
        Household house =
            make_household(world, random, w.district, family_size(random), world.as_at - 2);
        if (suits(w.theme, house, world.as_at)) return house;
    }
}

void contact_people(World& world, const Household& house, std::int64_t contact, Instant at,
                    std::int64_t by) {
    for (std::size_t i = 0; i < house.people.size(); ++i) {
        const auto& p = house.people[i];
        if (p.role == "other") continue;
        const auto& home = house.homes[static_cast<std::size_t>(p.home)].address;
        const bool child = p.role == "child";
        world.sheets.version(
            Table::contact_person, world.sheets.id(), at, by, nullptr, contact, nullptr, p.role,
            p.given, p.surname, p.born, p.expected,
            p.unborn()           ? "U"
            : p.sex == Sex::male ? "M"
                                 : "F",
            child ? store::Value()
                  : store::Value(static_cast<int>(i) == house.mother ? "mother"
                                                                     : "parent or partner"),
            home.line1, home.town, home.postcode,
            child && p.age(world.as_at) >= 4 ? store::Value(house.school.name) : store::Value(),
            child ? store::Value() : store::Value(house.phone));
    }
}

}  // namespace

void make_waiting_contacts(World& world, Notes& notes, Faults& faults) {
    (void)notes;
    (void)faults;
    auto& sheets = world.sheets;
    const auto& officer = world.workers[static_cast<std::size_t>(world.mash_officers.front())];
    const auto referrer = world.cast.find("partner_referrer");
    std::uint64_t n = 0;
    for (const auto& w : kWaiting) {
        Random random = Random(world.options.seed).fork("waiting").fork(n++);
        Household house = household_for(world, random, w);
        Voice voice(random, house, world.as_at);
        const auto id = sheets.id();
        Instant received = world.now - std::chrono::minutes(w.minutes_ago);
        const bool screened = w.state != State::fresh;
        const Instant rated = received + std::chrono::minutes(std::min(40, w.minutes_ago / 2));
        const bool school = std::string_view(w.source) == "2A";
        const bool tour = school && referrer != world.cast.end();
        const Worker* from =
            tour ? &world.workers[static_cast<std::size_t>(referrer->second)] : nullptr;
        const std::string who =
            from != nullptr ? from->name + ", safeguarding lead" : "The referrer";
        sheets.version(Table::contact, id, screened ? rated : received, officer.id, nullptr,
                       contact_reference(id), received, w.source,
                       from != nullptr ? store::Value(from->id) : store::Value(),
                       from != nullptr ? store::Value(from->agency) : store::Value(), who,
                       districts()[static_cast<std::size_t>(w.district)].code, status(w.state),
                       screened ? store::Value(w.rag) : store::Value(),
                       screened ? store::Value(rated) : store::Value(),
                       screened ? store::Value(officer.id) : store::Value(), "3", nullptr, nullptr,
                       nullptr, nullptr, nullptr, nullptr, nullptr,
                       screened ? store::Value(officer.id) : store::Value(), nullptr);
        contact_people(world, house, id, received, officer.id);
        const auto clock = [&](std::string_view name, Instant start, std::int64_t subject,
                               std::optional<Instant> stopped, std::int64_t owner) {
            const auto* rule = world.rule(name);
            if (rule == nullptr) return;
            sheets.version(Table::clock, sheets.id(), stopped.value_or(start), officer.id, nullptr,
                           rule->id, rule->words(), nullptr, id, nullptr,
                           subject == 0 ? store::Value() : store::Value(subject),
                           owner == 0 ? store::Value() : store::Value(owner), nullptr, start,
                           world.due(*rule, start), stopped,
                           stopped ? store::Value("done") : store::Value());
        };
        clock("contact_decision", received, 0, {}, 0);
        if (screened) clock(fmt::format("rag_{}", w.rag), received, 0, {}, officer.id);

        Note request;
        request.form = "request_for_support";
        request.at = received;
        request.author = from != nullptr ? from : &officer;
        request.author_role = from != nullptr ? "partner_referrer" : "mash_officer";
        request.contact = id;
        auto& a = request.answers;
        const std::string worries = voice.say(words::worries(w.theme)) + ".";
        a.set("referrer_name", who);
        a.set("referrer_contact", make_phone(random, false));
        a.set("source", w.source);
        a.set("district", std::string(districts()[static_cast<std::size_t>(w.district)].code));
        a.set("danger", "no");
        int i = 0;
        for (const auto& p : house.people) {
            if (p.role == "other") continue;
            const auto set = [&](std::string_view field, std::string text) {
                a.set(Answers::key("members", i, field), std::move(text));
            };
            set("role", p.role);
            set("given", p.given);
            set("surname", p.surname);
            set("sex", p.unborn() ? "U" : p.sex == Sex::male ? "M" : "F");
            if (p.born) set("born", p.born->iso());
            if (p.expected) set("expected", p.expected->iso());
            if (p.role != "child") {
                set("relationship", "birth_parent");
                set("to_all", "yes");
            }
            ++i;
        }
        a.set("worries", worries);
        a.set("working_well", voice.say(words::working_well()) + ".");
        a.set("hopes", voice.say(words::hopes(w.theme)) + ".");
        a.set("level", "3");
        a.set("consent", "given");
        a.set("consent_whom", house.lead_parent().full());
        a.set("safe_contact", "phone");
        request.summary = fmt::format("Request for support from {}. {}", who, worries);
        notes.write(request);
        sheets.version(Table::consent, sheets.id(), received, officer.id, nullptr, nullptr, id,
                       nullptr, "request_for_support", "given", nullptr, officer.id,
                       date_of(received), nullptr);
        if (w.state != State::checking && w.state != State::awaiting) continue;
        const struct {
            const char* role;
            std::int64_t agency;
            const char* cls;
        } partners[] = {{"partner_police", world.police, "police"},
                        {"partner_health", world.health, "health"},
                        {"partner_probation", world.probation, "general"}};
        bool first = true;
        for (const auto& partner : partners) {
            const auto cast = world.cast.find(partner.role);
            if (cast == world.cast.end()) continue;
            const auto& by = world.workers[static_cast<std::size_t>(cast->second)];
            const bool answered = w.state == State::awaiting || (first && w.minutes_ago > 300);
            first = false;
            const auto check = sheets.id();
            const auto* rule = world.rule("partner_check");
            const Instant due =
                rule != nullptr ? world.due(*rule, rated) : rated + std::chrono::hours(4);
            const Instant replied = std::min(rated + std::chrono::minutes(75), world.now);
            sheets.version(
                Table::partner_check, check, answered ? replied : rated,
                answered ? by.id : officer.id, nullptr, id, partner.agency,
                "What do you know about these children and adults that bears on the children's "
                "safety or welfare?",
                "public_task", officer.id, rated, due,
                answered ? store::Value(by.id) : store::Value(),
                answered ? store::Value(replied) : store::Value(),
                answered ? store::Value("known") : store::Value(),
                answered ? store::Value("duty_to_share") : store::Value(),
                answered ? store::Value(voice.say(words::check_answer(
                               w.theme, partner.cls == std::string_view("general") ? "probation"
                                                                                   : partner.cls)))
                         : store::Value(),
                partner.cls);
            clock("partner_check", rated, check, answered ? std::optional(replied) : std::nullopt,
                  by.id);
            sheets.version(Table::sharing, sheets.id(), rated, officer.id, nullptr, nullptr, id,
                           partner.agency, "out", "shared", "duty_to_share",
                           "Question about the children named", officer.id, rated);
        }
    }
}

void make_past_contact(World& world, Notes& notes, Random& random, Date day) {
    auto& sheets = world.sheets;
    const int district = static_cast<int>(random.index(districts().size()));
    Household house = make_household(world, random, district, family_size(random), day);
    Story story = make_story(random, house, day, day + 1);
    Voice voice(random, house, day);
    const auto id = sheets.id();
    const auto& officer = world.workers[static_cast<std::size_t>(random.pick(world.mash_officers))];
    const auto& decider = world.workers[static_cast<std::size_t>(random.pick(world.deciders))];
    const Date on = world.next_working_day(day);
    const Instant received = instant_of(on, static_cast<int>(random.uniform(540, 1'000)));
    const Instant rated = received + std::chrono::minutes(random.uniform(15, 90));
    const Instant decided = std::min(
        instant_of(world.next_working_day(on + 1), static_cast<int>(random.uniform(560, 960))),
        world.now);
    if (decided <= rated) return;
    const auto source = std::string(pick_of(random, facts(story.theme).sources));
    const char* outcome = random.chance(0.7) ? "advice" : "nfa";
    const std::string reason = voice.say(words::decision_reason(story.theme, false)) + ".";
    sheets.version(Table::contact, id, decided, decider.id, nullptr, contact_reference(id),
                   received, source, nullptr, nullptr, "A professional who knows them",
                   districts()[static_cast<std::size_t>(district)].code, "decided",
                   random.chance(0.7) ? "green" : "amber", rated, officer.id,
                   random.chance(0.6) ? "3" : "2", random.chance(0.7) ? "2" : "3",
                   world.practice.threshold_document, outcome, decided, decider.id, reason,
                   random.chance(0.93) ? store::Value(decided) : store::Value(), officer.id,
                   nullptr);
    contact_people(world, house, id, received, officer.id);
    Note decision;
    decision.form = "contact_decision";
    decision.at = decided;
    decision.author = &decider;
    decision.author_role = "mash_manager";
    decision.contact = id;
    auto& d = decision.answers;
    d.set("threshold_document", world.practice.threshold_document);
    d.set("level", "2");
    d.set("outcome", outcome);
    d.set("reason", reason);
    d.set("advice", "The family hub in the town, and the school's family worker.");
    d.set("dissent", "no");
    d.set(
        "message",
        "We have read your request and given advice. Please ask again if it does not get better.");
    d.set("tell_now", "yes");
    decision.summary = "Decided: " + reason;
    notes.write(decision);
}

void make_guarded_families(World& world, const std::vector<Known>& families) {
    if (families.size() < 6) return;
    auto& sheets = world.sheets;
    const Date today = world.as_at;
    const auto cast = [&](std::string_view role) -> const Worker* {
        const auto it = world.cast.find(role);
        return it == world.cast.end() ? nullptr
                                      : &world.workers[static_cast<std::size_t>(it->second)];
    };
    const auto* manager = cast("team_manager");
    const auto* guardian = cast("information_guardian");
    const auto* officer = cast("mash_officer");
    const auto* senior = cast("senior_social_worker");
    if (manager == nullptr || guardian == nullptr || officer == nullptr || senior == nullptr)
        return;
    const auto restrict = [&](const Known& family, const char* reason,
                              std::initializer_list<std::int64_t> who) {
        const auto at = instant_of(today - 80, 640);
        sheets.version(Table::restriction, sheets.id(), at, manager->id, family.family, nullptr,
                       reason, today - 80, nullptr);
        for (const auto id : who)
            sheets.version(Table::restriction, sheets.id(), at, manager->id, family.family, id,
                           reason, today - 80, nullptr);
    };
    restrict(families[4], "A parent works for the authority.", {families[4].lead, manager->id});
    restrict(families[5], "The family has been in the news.",
             {families[5].lead, manager->id, senior->id});
    sheets.version(Table::exclusion, sheets.id(), instant_of(today - 200, 640), manager->id,
                   senior->id, families[3].mother, "A cousin by marriage.", today - 200, nullptr);
    const auto broke = [&](const Known& family, int days_ago, bool reviewed) {
        const auto from = instant_of(today - days_ago, 1'130);
        sheets.version(
            Table::break_glass, sheets.id(), reviewed ? from + std::chrono::hours(40) : from,
            reviewed ? guardian->id : officer->id, officer->id, family.family, "police_or_hospital",
            "The hospital rang: a child of this family is in the emergency department.", from,
            from + std::chrono::minutes(60), family.lead,
            reviewed ? store::Value(guardian->id) : store::Value(),
            reviewed ? store::Value(from + std::chrono::hours(40)) : store::Value(),
            reviewed ? store::Value("justified") : store::Value(),
            reviewed ? store::Value("Rang the ward: the call is in their log.") : store::Value());
    };
    broke(families[4], 24, true);
    broke(families[5], 2, false);
    sheets.version(Table::task, sheets.id(), instant_of(today - 2, 1'131), officer->id, nullptr,
                   "review_break_glass", "Review a record that was opened in an emergency",
                   families[5].family, nullptr, nullptr, guardian->id, nullptr, nullptr,
                   instant_of(today + 1, 1'020), nullptr, nullptr);
}

}  // namespace hearth::record::demo
