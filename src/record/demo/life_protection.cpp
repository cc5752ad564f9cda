// Strategy discussion, enquiry, conference, child protection plan, reviews; and coming into care.
#include <fmt/format.h>

#include <algorithm>

#include "record/demo/life.h"

namespace hearth::record::demo {

Date Life::protect(const Episode& episode, Date strategy_on) {
    const Date today = world_.as_at;
    const std::optional<Date> end = episode.end;
    const auto& theme = facts(story_.theme);
    const auto& worker = lead(strategy_on);
    const bool police = random_.chance(0.95);
    const bool health = random_.chance(0.9);
    const bool education = random_.chance(0.75);
    // Three in four conferences are in time; the limit is 15 working days.
    Date conference = working_days_after(
        strategy_on, random_.chance(0.82) ? static_cast<int>(random_.uniform(9, 15))
                                          : static_cast<int>(random_.uniform(16, 24)));
    const Date target = working_days_after(strategy_on, 15);
    const Date enquiry_end =
        working_days_after(strategy_on, static_cast<int>(random_.uniform(5, 9)));
    const bool held = conference <= today;
    if (end && conference >= *end) conference = *end;
    while (conference.weekday() > 5) conference = conference - 1;  // never at a weekend

    const auto strategy_meeting = sheets_.id();
    const Instant met = at(strategy_on, static_cast<int>(random_.uniform(600, 960)));
    const std::string words = voice_.say(words::strategy(story_.theme)) + ".";
    sheets_.version(Table::meeting, strategy_meeting, met, manager(strategy_on).id, nullptr,
                    "strategy_discussion", house_.id, team_id(), met, met, manager(strategy_on).id,
                    nullptr, "signed", "s47_joint", words, nullptr, manager(strategy_on).id,
                    nullptr);
    {
        Note n = note("strategy_discussion", strategy_on, manager(strategy_on));
        n.at = met;
        n.meeting = strategy_meeting;
        n.author_role = "team_manager";
        n.people = child_ids();
        n.significant = true;
        auto& a = n.answers;
        a.set("held_at", met.iso());
        a.set("local_authority", "yes");
        a.set("police", police ? "yes" : "no");
        a.set("health", health ? "yes" : "no");
        a.set("education", education ? "yes" : "no");
        if (!education) a.set("education_why", "Asked, and sent attendance by telephone.");
        if (police) a.set("police_view", "agrees");
        if (health) a.set("health_view", "agrees");
        if (education) a.set("education_view", "agrees");
        if (!police || !health)
            a.set("absent_reason", "Asked and could not come; sent what they hold by telephone.");
        a.set("attendees.0.attendee", manager(strategy_on).name);
        a.set("attendees.0.attendance", "attended");
        a.set("shared", voice_.say(words::check_answer(story_.theme, "police")) + ".");
        a.set("outcome", "s47_joint");
        a.set("reason", words);
        a.set("safe_now",
              voice_.say("{g} stays at the house until the children have been seen.|{d} sleeps at "
                         "his brother's; bail conditions say the same."));
        a.set("medical", story_.theme == Theme::physical_harm ? "yes" : "no");
        a.set("who_sees", fmt::format("{} and the police, tomorrow at school.", worker.name));
        a.set("dissent", "no");
        n.summary = fmt::format("Strategy discussion about {}. {}", voice_.kids(), words);
        notes_.write(n);
    }
    enquiry_from_ = strategy_on;
    std::int64_t conference_meeting = 0;
    if (held) {
        conference_meeting = sheets_.id();
        const auto& chair = world_.workers[static_cast<std::size_t>(random_.pick(world_.chairs))];
        const Instant when = at(conference, 600);
        const std::string reason = voice_.say(words::conference(story_.theme)) + ".";
        sheets_.version(Table::meeting, conference_meeting, when, chair.id, nullptr,
                        "initial_conference", house_.id, team_id(), when, when, chair.id, nullptr,
                        "signed", "plan", reason, nullptr, chair.id, add_months(conference, 3));
        const char* agencies[] = {"School", "Health visitor", "Police"};
        for (int i = 0; i < 3; ++i)
            sheets_.version(Table::meeting_attendee, sheets_.id(), when, chair.id, nullptr,
                            conference_meeting, nullptr, nullptr, agencies[i], nullptr, nullptr,
                            random_.chance(0.85) ? "attended" : "apologies",
                            i == 0 ? store::Value(conference - 3) : store::Value());
        sheets_.version(Table::meeting_attendee, sheets_.id(), when, chair.id, nullptr,
                        conference_meeting, worker.id, nullptr, worker.name, "social_work",
                        worker.agency, "attended", conference - 5);
        Note n = note("initial_conference", conference, chair);
        n.at = when;
        n.meeting = conference_meeting;
        n.author_role = "conference_chair";
        n.people = child_ids();
        n.significant = true;
        auto& a = n.answers;
        const Level level = story_.level(conference);
        const int kid = focus(conference);
        a.set("held_at", when.iso());
        a.set("quorate", "yes");
        a.set("parents",
              voice_.say("{m} came with {g} and spoke for herself. {d} was heard before the "
                         "meeting.|Both parents came, and were heard apart because of the order."));
        a.set("participation", person(kid).age(conference) < 4 ? "PN0" : "PN6");
        a.set("attendees.0.attendee", worker.name);
        a.set("attendees.0.attendance", "attended");
        a.set("worries", voice_.say(words::danger(story_.theme)) + ".");
        a.set("strengths", voice_.say(words::strengths()) + ".");
        a.set("must_change",
              voice_.say("The children are not to be frightened at home, and each adult takes up "
                         "the work named in the plan.|{k} are seen, fed and at school every day, "
                         "whoever is having a bad one."));
        a.set("voice", voice_.say(words::child_voice(person(kid).age(conference), level), kid));
        a.set("outcome", "plan");
        a.set("category", std::string(theme.category));
        a.set("reason", reason);
        a.set("dissent", "no");
        a.set("reports_in_time", "yes");
        a.set("core_group_at", instant_of(working_days_after(conference, 9), 840).iso());
        a.set("review_at",
              instant_of(world_.next_working_day(add_months(conference, 3) - 12), 600).iso());
        n.summary = fmt::format("Initial conference about {}: child protection plan. {}",
                                voice_.kids(), reason);
        notes_.write(n);
    }
    // A child who comes into care leaves the protection plan: care has visits and reviews of its
    // own.
    std::optional<Date> into;
    if (held && episode.stage == Stage::care) {
        const int room = end.value_or(today) - conference;
        const Date day = conference + static_cast<int>(random_.uniform(30, std::max(31, room / 3)));
        if (day < end.value_or(today) - 30) into = day;
    }
    const std::optional<Date> plan_end = into  ? into
                                         : end ? std::optional(std::max(*end - 20, conference + 1))
                                               : std::nullopt;
    for (auto& child : children_) {
        if (person(child.person).born && *person(child.person).born > strategy_on) continue;
        const auto discussion = sheets_.id();
        sheets_.version(Table::strategy_discussion, discussion, met, manager(strategy_on).id,
                        nullptr, child.id, child.referral, strategy_meeting, strategy_on, 1, police,
                        health, education, "s47_joint");
        const auto enquiry = sheets_.id();
        child.enquiry = enquiry;
        span(Table::s47_enquiry, enquiry, strategy_on,
             enquiry_end <= today ? std::optional(enquiry_end) : std::nullopt, worker.id,
             [&](bool over, auto&& put) {
                 put(nullptr, child.id, child.referral, discussion, strategy_on,
                     over ? store::Value(enquiry_end) : store::Value(), target, 0,
                     over ? store::Value("icpc") : store::Value(), worker.id, team_id());
             });
        if (!held) continue;
        const auto initial = sheets_.id();
        sheets_.version(Table::initial_conference, initial, at(conference, 990), worker.id, nullptr,
                        child.id, child.referral, enquiry, conference_meeting, target, conference,
                        0, 1, "plan", team_id(), worker.id);
        stopped_clock("icpc", met, at(conference, 600), child.id, enquiry);
        const auto plan = sheets_.id();
        child.cp_plan = plan;
        const bool again = random_.chance(0.2);
        if (episode.end &&
            faults_.strike(random_, 0.02, "family help plan that overlaps a protection plan"))
            sheets_.version(Table::cin_plan, sheets_.id(), at(conference, 995), worker.id, nullptr,
                            child.id, child.referral, conference, plan_end, team_id(), worker.id);
        span(Table::cp_plan, plan, conference, plan_end, worker.id, [&](bool over, auto&& put) {
            put(nullptr, child.id, child.referral, initial, conference,
                over ? store::Value(plan_end) : store::Value(), theme.category, theme.category,
                again, 0, team_id(), lead(over ? *plan_end : conference).id);
        });
    }
    if (!held) return conference;
    conference_ = conference;
    in_protection_ = !plan_end;
    visits(conference + 4, std::min(plan_end.value_or(today), today), "cp");
    reviews(conference, plan_end);
    if (into) care(episode, *into);
    return conference;
}

void Life::reviews(Date from, std::optional<Date> to) {
    const Date today = world_.as_at;
    const Date until = std::min(to.value_or(today), today);
    // Core groups.
    Date core = working_days_after(from, static_cast<int>(random_.uniform(6, 11)));
    while (core <= until) {
        const Level level = story_.level(core);
        const auto meeting = sheets_.id();
        const Instant when = at(core, 840);
        const auto& worker = lead(core);
        sheets_.version(Table::meeting, meeting, when, worker.id, nullptr, "core_group", house_.id,
                        team_id(), when, when, worker.id, nullptr, "signed", nullptr, nullptr,
                        nullptr, nullptr, core + 40);
        Note n = note("core_group", core, worker);
        n.at = when;
        n.meeting = meeting;
        n.people = child_ids();
        auto& a = n.answers;
        a.set("held_at", when.iso());
        const std::string progress = voice_.say(words::changed("social_work", level)) + ".";
        a.set("progress", progress);
        a.set(
            "not_changed",
            voice_.say("{d} has not met the officer since the last group.|Bedtimes. {m} says that "
                       "she will try again with {g} there.|The window, reported three times."));
        a.set("family_view",
              voice_.say("{m} wants the next group to be at the school, which is nearer.|{g} said "
                         "that she sees the difference.|{m} was quiet, and said so."));
        a.set("next_at", at(core + 40, 840).iso());
        a.set("attendees.0.attendee", worker.name);
        a.set("attendees.0.attendance", "attended");
        const int kid = focus(core);
        a.set("voice", voice_.say(words::child_voice(person(kid).age(core), level), kid));
        n.summary = "Core group. " + progress;
        notes_.write(n);
        last_core_group_ = core;
        core = world_.next_working_day(core + static_cast<int>(random_.uniform(34, 47)));
    }
    // Reviews: the first within three months, then every six at most. Few are late.
    Date due = add_months(from, 3);
    while (true) {
        const bool late = faults_.strike(random_, 0.03, "review conference held late");
        Date held = world_.next_working_day(late ? due + static_cast<int>(random_.uniform(6, 30))
                                                 : due - static_cast<int>(random_.uniform(4, 16)));
        if (held > until) break;
        const auto& chair = world_.workers[static_cast<std::size_t>(random_.pick(world_.chairs))];
        const Level level = story_.level(held);
        const auto meeting = sheets_.id();
        const Instant when = at(held, 600);
        const std::string reason = voice_.say(words::supervision_reason(level, story_.arc)) + ".";
        sheets_.version(Table::meeting, meeting, when, chair.id, nullptr, "review_conference",
                        house_.id, team_id(), when, when, chair.id, nullptr, "signed", "continue",
                        reason, nullptr, chair.id, add_months(held, 6));
        for (const auto& child : children_) {
            if (child.cp_plan == 0) continue;
            const int age = person(child.person).age(held);
            sheets_.version(Table::cp_review, sheets_.id(), when, chair.id, nullptr, child.id,
                            child.cp_plan, meeting, due, held, 1, random_.chance(0.96),
                            age < 4 ? "PN0" : pick_of(random_, "PN1|PN5|PN6|PN6|PN7|PN2"));
        }
        Note n = note("review_conference", held, chair);
        n.at = when;
        n.meeting = meeting;
        n.author_role = "conference_chair";
        n.people = child_ids();
        n.significant = true;
        auto& a = n.answers;
        const int kid = focus(held);
        a.set("held_at", when.iso());
        a.set("quorate", "yes");
        a.set("participation", person(kid).age(held) < 4 ? "PN0" : "PN6");
        a.set("progress", voice_.say(words::changed("social_work", level)) + ".");
        a.set("worries", voice_.say(words::danger(story_.theme)) + ".");
        a.set("attendees.0.attendee", lead(held).name);
        a.set("attendees.0.attendance", "attended");
        a.set("voice", voice_.say(words::child_voice(person(kid).age(held), level), kid));
        a.set("outcome", "continue");
        a.set("category", std::string(facts(story_.theme).category));
        a.set("reason", reason);
        a.set("dissent", "no");
        a.set("reports_in_time", "yes");
        a.set("next_at", instant_of(world_.next_working_day(add_months(held, 6) - 12), 600).iso());
        n.summary = fmt::format("Review conference about {}: the plan continues. {}", voice_.kids(),
                                reason);
        notes_.write(n);
        last_review_ = held;
        due = add_months(held, 6);
    }
}

void Life::care(const Episode& episode, Date from) {
    const Date today = world_.as_at;
    const bool proceedings = random_.chance(0.75);
    const Date decision = from - static_cast<int>(random_.uniform(20, 28));
    std::optional<Date> family_end = episode.end;
    if (family_end) family_end = *family_end - 5;
    // Most who leave go home; some stay with family under an order.
    const std::string left(episode.home ? "E4A" : pick_of(random_, "E4A|E4A|E4A|E4B|E13|E47|E41"));
    for (auto& child : children_) {
        if (!alive(child, from)) continue;
        // Brothers and sisters mostly come in together.
        if (&child != &children_.front() && !random_.chance(0.85)) continue;
        const auto id = sheets_.id();
        child.cla = id;
        const std::optional<Date> end = leaves_care(child, family_end);
        const bool grown = end != family_end;  // nobody is looked after past the 18th birthday
        span(Table::cla_episode, id, from, end, lead(from).id, [&](bool over, auto&& put) {
            put(nullptr, child.id, child.referral, from, "S", facts(story_.theme).primary_need,
                over ? store::Value(end) : store::Value(),
                over ? store::Value(grown ? std::string("E6") : left) : store::Value(), from);
        });
        const auto status = [&](std::string_view code, Date start, std::optional<Date> stop) {
            span(Table::legal_status, sheets_.id(), start, stop, lead(start).id,
                 [&](bool over, auto&& put) {
                     put(nullptr, child.id, code, start,
                         over ? store::Value(stop) : store::Value());
                 });
        };
        const Date hearing = from + static_cast<int>(random_.uniform(20, 70));
        const Date order = hearing + static_cast<int>(random_.uniform(150, 250));
        const Date until = end.value_or(today);
        if (!proceedings || hearing >= until) {
            status("V2", from, end);
        } else {
            status("V2", from, hearing - 1);
            if (order < until) {
                status("C1", hearing, order - 1);
                status("C2", order, end);
            } else {
                status("C1", hearing, end);
            }
        }
        // One to four homes; two in ten children move three times or more.
        static constexpr double kHomes[] = {0.52, 0.28, 0.13, 0.07};
        const int homes = 1 + static_cast<int>(random_.weighted(kHomes));
        Date start = from;
        for (int i = 0; i < homes; ++i) {
            const bool last = i + 1 == homes;
            const std::optional<Date> stop =
                last ? end
                     : std::optional(start + static_cast<int>(random_.uniform(
                                                 20, std::max(21, (until - from) / homes))));
            if (!last && *stop >= until - 5) {
                span(Table::placement, sheets_.id(), start, end, lead(start).id,
                     [&](bool over, auto&& put) {
                         put(nullptr, child.id, id, start,
                             over ? store::Value(end) : store::Value(), "U4", "PR1", nullptr,
                             make_address(random_, house_.district).postcode, 4.2, 410.0, nullptr);
                     });
                break;
            }
            const auto type = pick_of(random_, "U1|U4|U4|U4|U6|U6|K2|P1");
            const double miles = std::max(0.4, random_.normal(9, 6));
            const double cost = type == "K2" ? 5'400 : type == "P1" ? 0 : type == "U6" ? 430 : 620;
            span(Table::placement, sheets_.id(), start, stop, lead(start).id,
                 [&](bool over, auto&& put) {
                     put(nullptr, child.id, id, start, over ? store::Value(stop) : store::Value(),
                         type,
                         type == "P1"          ? "PR0"
                         : random_.chance(0.6) ? "PR1"
                                               : "PR4",
                         nullptr, make_address(random_, house_.district).postcode,
                         static_cast<double>(static_cast<int>(miles * 10)) / 10, cost,
                         over && !last ? store::Value(pick_of(random_, "CARPL|CREQB|CHILD|PLACE"))
                                       : store::Value());
                 });
            if (last) break;
            start = *stop + 1;
        }
        looked_after(child, from, end);
        if (proceedings && decision > referred_)
            sheets_.version(
                Table::pre_proceedings, sheets_.id(), at(decision, 700), lead(decision).id, nullptr,
                child.id, house_.id, decision, decision + 2, decision + 12, decision + 2,
                random_.chance(0.6) && decision + 16 <= today ? store::Value(decision + 16)
                                                              : store::Value(),
                "issue", hearing < until ? store::Value(hearing - 3) : store::Value(),
                fmt::format("NM{}C{:05}", decision.year() % 100, random_.uniform(1, 99'999)));
    }
    Note n = note("significant_event", from, lead(from));
    n.people = child_ids();
    n.significant = true;
    auto& a = n.answers;
    const std::string words = voice_.say(
        "{k} came to live with foster carers today. {m} packed their bags and wrote a page about "
        "what each one likes at bedtime|{m} agreed that the children should be cared for while she "
        "gets well. {g} was asked first and could not, because of her heart");
    a.set("happened", n.at.iso());
    a.set("kind", "move");
    a.set("what", words + ".");
    a.set("source", "Present");
    a.set("effect", voice_.say("{c} asked when {h} could ring mum, and rang at six.|{c} took {o} "
                               "own pillow. {H} slept."));
    a.set("done",
          "Placement plan signed. First visit tomorrow, first review within 20 working days.");
    n.summary = words + ".";
    notes_.write(n);
    visits(from + 5, std::min(family_end.value_or(today), today), "cla");
}

}  // namespace hearth::record::demo
