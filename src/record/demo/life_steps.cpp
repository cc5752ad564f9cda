// Referral, allocation, assessment, family help plan and closing. Protection and care: see
// life_protection.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "record/demo/life.h"

namespace hearth::record::demo {

void Life::referral(const Episode& episode) {
    const auto& theme = facts(story_.theme);
    for (auto& child : children_) {
        const auto& p = person(child.person);
        const auto id = sheets_.id();
        child.referral = id;
        const Date date = p.born && *p.born > referred_ ? *p.born : referred_;
        if (!episode.further) {
            sheets_.version(Table::referral, id, at(decided_, 960), world_.system, nullptr,
                            child.id, house_.id, contact_id_, date, source_, theme.primary_need, 1,
                            "advice", decided_, "RC7", nullptr, nullptr);
            continue;
        }
        const char* reason = episode.stage == Stage::assessment
                                 ? (random_.chance(0.35) ? "RC9" : "RC8")
                             : random_.chance(0.9) ? "RC7"
                                                   : "RC5";
        span(Table::referral, id, date, episode.end, lead(date).id, [&](bool over, auto&& put) {
            put(nullptr, child.id, house_.id, contact_id_, date, source_, theme.primary_need, 0,
                "assessment", over ? store::Value(episode.end) : store::Value(),
                over ? store::Value(reason) : store::Value(), team_id(),
                lead(over ? *episode.end : world_.as_at).id);
        });
    }
}

void Life::allocate(Date from, std::optional<Date> to) {
    const auto id = sheets_.id();
    span(Table::family_team, id, from, to, world_.system, [&](bool over, auto&& put) {
        put(nullptr, house_.id, team_id(), from, over ? store::Value(to) : store::Value());
    });
    const Date until = to.value_or(world_.as_at);
    // A post's holders follow one another; the family's worker changes with them.
    const auto hold = [&](int post, std::string_view discipline, bool leads, Date since) {
        if (post < 0 || since > until) return;
        const auto& holders = world_.posts[static_cast<std::size_t>(post)].holders;
        for (std::size_t i = 0; i < holders.size(); ++i) {
            const auto& who = world_.workers[static_cast<std::size_t>(holders[i])];
            const Date begin = std::max(i == 0 ? since : who.from, since);
            std::optional<Date> end = who.to;
            if (end && *end < since && i + 1 < holders.size()) continue;
            if (begin > until) break;
            // Nobody has come yet to a post that is vacant now: the last holder's manager covers,
            // so the allocation has ended and the family waits.
            std::optional<Date> stop = to;
            std::string_view why = "TSPROC";
            if (end && *end < until) {
                stop = std::max(*end, begin);
                why = "LEFTRL";
            }
            span(Table::allocation, sheets_.id(), begin, stop, manager(begin).id,
                 [&](bool over, auto&& put) {
                     put(nullptr, house_.id, who.id, discipline, leads, begin,
                         over ? store::Value(stop) : store::Value(),
                         over             ? store::Value(why)
                         : begin == since ? store::Value("FCONTA")
                                          : store::Value("MANAGE"));
                 });
        }
    };
    hold(post_, "social_work", true, from);
    if (!safeguarding()) return;
    const auto& theme = facts(story_.theme);
    const auto help = [&](int post, std::string_view discipline, int adult) {
        if (post < 0 || adult < 0) return;
        const Date asked = from + static_cast<int>(random_.uniform(0, 25));
        if (asked > until) return;
        hold(post, discipline, false, asked);
        // Waits are short where the post is filled; some families still wait.
        const Date first = asked + static_cast<int>(random_.uniform(3, 34));
        const bool begun = first <= until;
        const std::optional<Date> assessed =
            begun && first + 28 <= until ? std::optional(first + 28) : std::nullopt;
        const auto id_of = sheets_.id();
        const std::optional<Date> ended = to;
        span(Table::adult_service_request, id_of, asked, ended, manager(asked).id,
             [&](bool over, auto&& put) {
                 put(nullptr, house_.id, person(adult).id, discipline, asked,
                     begun ? store::Value(first) : store::Value(),
                     assessed ? store::Value(assessed) : store::Value(),
                     over ? store::Value(ended) : store::Value(),
                     over ? store::Value(story_.arc == Arc::worsening ? "partial" : "completed")
                          : store::Value());
             });
        if (!begun && !to) {
            const auto* rule = world_.rule("adult_first_session");
            if (rule != nullptr) {
                const auto& owner = world_.holder(post, world_.as_at);
                const Instant start = at(asked, 600);
                sheets_.version(Table::clock, sheets_.id(), start, manager(asked).id, nullptr,
                                rule->id, rule->words(), house_.id, nullptr, person(adult).id,
                                id_of, owner.id, team_id(), start, world_.due(*rule, start),
                                nullptr, nullptr);
            }
        }
    };
    const int parent = house_.mother >= 0 ? house_.mother : house_.partner;
    const int other = house_.partner >= 0 ? house_.partner : house_.absent_father;
    if (theme.recovery) help(team().recovery, "recovery", parent);
    if (theme.abuse) help(team().da_survivor, "domestic_abuse_survivor", parent);
    if (theme.abuse && random_.chance(0.7)) help(team().da_risk, "domestic_abuse_risk", other);
    if (theme.mental_health) help(team().mental_health, "mental_health", parent);
    if (team().practitioner >= 0 && random_.chance(0.4))
        hold(team().practitioner, "family_practice", false, from + 12);

    Note n = note("allocation", from, manager(from));
    n.author_role = "team_manager";
    n.people = child_ids();
    n.significant = true;
    n.answers.set("allocated_on", from.iso());
    n.answers.set("team", id_to_text(team_id()));
    n.answers.set("lead_worker", id_to_text(lead(from).id));
    n.answers.set("change_reason", "FCONTA");
    n.answers.set("reason",
                  voice_.say("Knows the school well and has room for a new family.|Has "
                             "worked with a family like this one and asked for it.|Room "
                             "within the target. The adult workers can start this month."));
    n.summary = fmt::format("Allocated to {}.", lead(from).name);
    notes_.write(n);
}

void Life::assess(const Episode& episode) {
    const Date today = world_.as_at;
    const Date start = referred_;
    // Five in six within 45 working days, most between three and seven weeks; some run late.
    const bool late = random_.chance(0.165);
    const int length = late ? static_cast<int>(random_.uniform(46, 70))
                            : std::clamp(static_cast<int>(random_.normal(31, 9)), 4, 45);
    Date done = working_days_after(start, length);
    const bool open = !episode.end && (episode.stage == Stage::assessment || done > today);
    if (episode.end && done > *episode.end) done = *episode.end;
    if (done > today) done = today;
    const auto& theme = facts(story_.theme);
    const auto factors = list_of(theme.factors);
    const char* outcome = episode.stage == Stage::assessment
                              ? (random_.chance(0.4) ? "early_help" : "nfa")
                              : "family_help_plan";
    const Date visited =
        std::min(std::max(start + static_cast<int>(random_.uniform(1, 6)), allocated_), done);
    visits(visited, open ? today : done, "assessment");
    const bool without_factor =
        !open && faults_.strike(random_, 0.02, "finished assessment without a factor");
    for (auto& child : children_) {
        if (person(child.person).born && *person(child.person).born > done) continue;
        const auto id = sheets_.id();
        child.assessment = id;
        const std::optional<Date> ended = open ? std::nullopt : std::optional(done);
        const Date begun = born_by(child, start);
        span(Table::assessment, id, begun, ended, lead(start).id, [&](bool over, auto&& put) {
            put(nullptr, child.id, child.referral, begun, working_days_after(start, 10),
                over ? store::Value(ended) : store::Value(),
                over ? store::Value(
                           !faults_.strike(random_, 0.01, "assessment with the child not seen"))
                     : store::Value(),
                over ? store::Value(outcome) : store::Value(),
                over && length > 45
                    ? store::Value("Waiting for the hospital's report and for the father's view.")
                    : store::Value(),
                team_id(), lead(over ? done : start).id);
        });
        if (!open && !without_factor)
            for (std::size_t i = 0; i < factors.size(); ++i)
                if (i == 0 || random_.chance(0.75))
                    sheets_.version(Table::assessment_factor, sheets_.id(), at(done, 990),
                                    lead(done).id, nullptr, id, factors[i], static_cast<int>(i));
        if (!open) stopped_clock("assessment", at(start, 600), at(done, 990), child.id, id);
    }
    if (open) return;
    authorised_ = done;
    const auto& author = lead(done);
    Note n = note("child_and_family_assessment", done, author);
    n.people = child_ids();
    n.signer = &manager(done);
    n.significant = true;
    const Level level = story_.level(done);
    auto& a = n.answers;
    a.set("completed_on", done.iso());
    for (const auto& child : children_)
        if (alive(child, done)) a.add("seen", id_to_text(child.id));
    if (!a.has("seen")) a.set("seen", id_to_text(children_.front().id));
    a.set("who",
          voice_.say("{m}, {g}, the school and the health visitor. {d} was seen once, at the "
                     "office.|{m} and {d} apart, the school, the GP and the police report."));
    // A section for each child, and the words of each.
    int group = 0;
    n.people.clear();
    for (const auto& child : children_) {
        if (!alive(child, done) && child.id != children_.front().id) continue;
        n.people.push_back(child.id);
        const int kid = child.person;
        const std::string needs = fmt::format("children.{}.", group);
        const std::string said = fmt::format("voices.{}.", group++);
        a.set(needs + "child", id_to_text(child.id));
        a.set(needs + "health",
              voice_.say("Registered with a GP. Immunisations up to date but for the preschool "
                         "boosters. {c} has eczema, treated when somebody remembers.|No serious "
                         "illness. Teeth need care. Sleep is broken.|Growth is on the line. Two "
                         "clinic appointments missed, both rebooked.",
                         kid));
        a.set(needs + "education",
              voice_.say("Attendance 84 per cent this year, and below the class in "
                         "reading.|Attendance 91 per cent. The teacher describes a bright child "
                         "who is tired.|Nursery four mornings. Speech is a little behind and "
                         "coming on.",
                         kid));
        a.set(needs + "emotion",
              voice_.say(words::child_seen(person(kid).age(done), level), kid) + ".");
        a.set(needs + "identity",
              voice_.say("{c} is proud of being the eldest and of {o} grandmother's cooking.|{c} "
                         "knows {o} family's story in part and asks about the rest.|The family's "
                         "faith matters to them and gives the week its shape.",
                         kid));
        a.set(needs + "relationships",
              voice_.say("{k} are close. {g} is the person they would ring.|{c} has one good "
                         "friend and does not ask friends home.",
                         kid));
        a.set(said + "said_by", id_to_text(child.id));
        a.set(said + "voice", voice_.say(words::child_voice(person(kid).age(done), level), kid));
        a.set(said + "alone", person(kid).age(done) < 4 ? "no" : "yes");
    }
    const int kid = focus(done);
    a.set("care", voice_.say(words::home(level)) + ".");
    a.set("safety", voice_.say(words::parent(story_.theme, level), kid) + ".");
    a.set("warmth",
          voice_.say("{m} speaks of each child with love and knows what each one likes.|Warm on "
                     "good days. On bad days the children go to one another."));
    a.set("stimulation", voice_.say("There are books and they are read. Screens fill the "
                                    "rest.|Little play together; {g} takes them to the park."));
    a.set("boundaries", voice_.say("Rules change with {m}'s mood, and {c} has learnt to read "
                                   "it.|Bedtimes are kept on school nights."));
    a.set("stability", voice_.say("Three addresses in four years; the present tenancy is "
                                  "safe.|Lived here since {c} was born."));
    a.set("history", voice_.say(words::history(story_.theme)) + ".");
    a.set(
        "network",
        voice_.say("{g}, two streets away, and a neighbour with a key.|{m} sees her sister on "
                   "Sundays. The mosque and the school are the other two places where she is "
                   "known.|Few people. {m} has lost touch with friends and would like one back."));
    a.set("home", voice_.say("Rented from the housing association. Universal Credit; forty pounds "
                             "a week goes to old debts.|Private let, damp in the back bedroom. {m} "
                             "cleans offices from five in the morning."));
    a.set("conclusion", voice_.say(words::analysis(story_.theme, level)) + ".");
    for (const auto factor : factors) a.add("factors", std::string(factor));
    a.set("outcome", outcome);
    a.set("parent_view",
          voice_.say("{m} has read it and thinks it fair. She asked to add that she never missed a "
                     "parents' evening.|{m} agrees with the worries and not with the word "
                     "'neglect'.|{m} said that it was hard to read and that it was true."));
    a.set("late", length > 45 ? "yes" : "no");
    if (length > 45)
        a.set("delay_reason", "Waiting for the hospital's report and for the father's view.");
    a.set("risk", scale(story_.risk(done)));
    n.summary = fmt::format("Assessment of {}. {}.", voice_.kids(),
                            voice_.say(words::analysis(story_.theme, level)));
    notes_.write(n);
}

void Life::help_plan(const Episode&, Date from, std::optional<Date> to) {
    const Date today = world_.as_at;
    if (from > today) return;
    in_help_ = !to || *to > today;
    for (auto& child : children_) {
        const auto id = sheets_.id();
        child.cin_plan = id;
        const Date start = born_by(child, from);
        if (start > today || (to && start >= *to)) continue;
        span(Table::cin_plan, id, start, to, lead(start).id, [&](bool over, auto&& put) {
            put(nullptr, child.id, child.referral, start, over ? store::Value(to) : store::Value(),
                team_id(), lead(over ? *to : start).id);
        });
    }
    visits(from + 10, std::min(to.value_or(today), today), "cin");
    for (Date on = add_months(from, 3); on < to.value_or(today); on = add_months(on, 3)) {
        const Level level = story_.level(on);
        Note n = note("plan_review", world_.next_working_day(on), lead(on));
        if (n.at >= world_.now) break;
        n.people = child_ids();
        n.signer = &manager(on);
        auto& a = n.answers;
        a.set("reviewed_on", date_of(n.at).iso());
        a.set("progress", voice_.say(words::changed("social_work", level)) + ".");
        a.set("not_done",
              voice_.say("The debt adviser has not been seen yet.|{d} has not come to the last two "
                         "meetings.|The dentist, for one of the children."));
        a.set("family_view", voice_.say("{m} thinks that it is going the right way and wants fewer "
                                        "meetings.|{m} is tired of it and sees why it goes on."));
        a.set("goes_on", "yes");
        a.set("reason", voice_.say("What has changed is recent. Three more months will show "
                                   "whether it holds.|The children still need it."));
        const int kid = focus(on);
        a.set("child_view", voice_.say(words::child_voice(person(kid).age(on), level), kid));
        n.summary =
            fmt::format("Plan reviewed. {}.", voice_.say(words::changed("social_work", level)));
        notes_.write(n);
        reviewed_ = true;
    }
}

void Life::close(const Episode& episode) {
    const Date on = *episode.end;
    Note n = note("case_closure", on, lead(on));
    n.at = at(on, 970);
    n.people = child_ids();
    n.signer = &manager(on);
    n.significant = true;
    auto& a = n.answers;
    a.set("closed_on", on.iso());
    a.set("reason_code", episode.stage == Stage::assessment ? "RC8" : "RC7");
    const std::string words = voice_.say(words::closing(episode.stage == Stage::assessment)) + ".";
    a.set("reason", words);
    a.set("remaining", voice_.say("Money is still tight; the family hub holds it.|None that the "
                                  "family cannot name themselves."));
    const bool helped = episode.early_help && on + 30 < world_.as_at;
    a.set("to_early_help", helped ? "yes" : "no");
    if (helped) {
        a.set("lead_after", "Northmoor family hubs");
        early_help_after(on);
    }
    a.set("family_told",
          voice_.say("At a last visit, with a card from the team that the children had asked "
                     "for.|By visit and letter. {m} was glad and a little anxious."));
    a.set("close_family", "yes");
    const int kid = focus(on);
    a.set("voice", voice_.say(words::child_voice(person(kid).age(on), Level::low), kid));
    n.summary = fmt::format("Closed. {}", words);
    notes_.write(n);
}

}  // namespace hearth::record::demo
