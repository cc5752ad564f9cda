// How the family came: the request, its screening, what partners answered, the decision.
#include <fmt/format.h>

#include <algorithm>

#include "record/demo/life.h"
#include "record/people.h"

namespace hearth::record::demo {

void Life::early_help_before(Date contact) {
    const Date from = contact - static_cast<int>(random_.uniform(150, 420));
    const Date to = contact - static_cast<int>(random_.uniform(2, 100));
    early_help(from, to, to + 30 > contact ? "stepped_up" : "completed");
}

void Life::early_help_after(Date closed) {
    // It has ended by now, as the family's record has.
    const Date to = std::min(closed + static_cast<int>(random_.uniform(60, 240)), world_.as_at - 1);
    if (to > closed + 20) early_help(closed, to, "completed");
}

void Life::early_help(Date from, Date to, const char* ended) {
    const auto& team = world_.teams[static_cast<std::size_t>(random_.pick(world_.early_help))];
    const auto& worker = world_.holder(random_.pick(team.case_holders), from);
    for (const auto& child : children_) {
        if (!alive(child, from)) continue;
        const auto id = sheets_.id();
        span(Table::early_help_episode, id, from, to, worker.id, [&](bool over, auto&& put) {
            put(nullptr, child.id, house_.id, from, over ? store::Value(to) : store::Value(),
                voice_.say("Routines, attendance and money|Parenting support asked for by the "
                           "school|Housing, debt and loneliness"),
                over ? store::Value(ended) : store::Value(), "Northmoor family hubs", worker.id);
        });
    }
}

void Life::partner_checks(Instant asked, std::int64_t contact) {
    const auto& officer =
        world_.workers[static_cast<std::size_t>(random_.pick(world_.mash_officers))];
    struct Partner {
        const char* role;
        std::int64_t agency;
        const char* cls;
        const char* kind;
        double share;
    };
    const Partner partners[] = {
        {"partner_police", world_.police, "police", "police", 0.8},
        {"partner_health", world_.health, "health", "health", 0.75},
        {"partner_probation", world_.probation, "general", "probation", 0.3}};
    for (const auto& partner : partners) {
        if (!random_.chance(partner.share)) continue;
        const auto cast = world_.cast.find(partner.role);
        if (cast == world_.cast.end()) continue;
        const auto& by = world_.workers[static_cast<std::size_t>(cast->second)];
        const Instant answered =
            std::min(asked + std::chrono::minutes(random_.uniform(35, 400)), world_.now);
        const auto* rule = world_.rule("partner_check");
        const Instant due =
            rule != nullptr ? world_.due(*rule, asked) : asked + std::chrono::hours(4);
        const bool declined = random_.chance(0.03);
        const bool known = !declined && random_.chance(0.7);
        const std::string what =
            known ? voice_.say(words::check_answer(story_.theme, partner.kind)) : std::string();
        const auto id = sheets_.id();
        const auto question =
            "What do you know about these children and adults that bears on the children's safety "
            "or welfare?";
        sheets_.version(Table::partner_check, id, answered, by.id, nullptr, contact, partner.agency,
                        question, "public_task", officer.id, asked, due, by.id, answered,
                        declined ? "declined"
                        : known  ? "known"
                                 : "nothing_known",
                        declined ? "live_investigation"
                        : known  ? "duty_to_share"
                                 : "not_held",
                        declined ? store::Value("An investigation is live. Ask again on Friday.")
                        : what.empty() ? store::Value()
                                       : store::Value(what),
                        partner.cls);
        sheets_.version(Table::sharing, sheets_.id(), asked, officer.id, nullptr, house_.id,
                        contact, partner.agency, "out", "shared", "duty_to_share", question,
                        officer.id, asked);
        sheets_.version(Table::sharing, sheets_.id(), answered, by.id, nullptr, house_.id, contact,
                        partner.agency, "in", declined ? "declined" : "shared",
                        declined ? "live_investigation"
                        : known  ? "duty_to_share"
                                 : "not_held",
                        known      ? "Answer to a check"
                        : declined ? "Nothing"
                                   : "That nothing is known",
                        by.id, answered);
    }
}

void Life::contact(const Episode& episode) {
    const auto& theme = facts(story_.theme);
    source_ = std::string(pick_of(random_, theme.sources));
    const bool at_night = source_ == "6" && random_.chance(0.4);
    const Date day = at_night ? episode.contact : world_.next_working_day(episode.contact);
    const Instant received =
        at(day, at_night ? static_cast<int>(random_.uniform(1'080, 1'420)) : minutes());
    // Nine in ten are decided within a working day; the manager sleeps at weekends.
    const bool in_time = random_.chance(0.92);
    Date decided_on =
        working_days_after(day, in_time ? static_cast<int>(random_.uniform(0, 1)) : 2);
    if (decided_on == day && !random_.chance(0.5)) decided_on = working_days_after(day, 1);
    Instant decided = at(decided_on, static_cast<int>(random_.uniform(600, 1'000)));
    if (decided <= received) decided = std::min(received + std::chrono::minutes(95), world_.now);
    decided_ = date_of(decided);
    referred_ = day;
    allocated_ = up_to_today(working_days_after(decided_, static_cast<int>(random_.uniform(1, 3))));
    const char* rag = story_.theme == Theme::physical_harm || random_.chance(0.15) ? "red"
                      : random_.chance(0.6)                                        ? "amber"
                                                                                   : "green";
    const auto& officer =
        world_.workers[static_cast<std::size_t>(random_.pick(world_.mash_officers))];
    const auto& decider = world_.workers[static_cast<std::size_t>(random_.pick(world_.deciders))];
    const bool help = episode.further;
    const char* outcome = !help ? "advice"
                          : episode.stage == Stage::protection && random_.chance(0.4)
                              ? "strategy"
                              : "assessment";
    const auto id = sheets_.id();
    contact_id_ = id;
    const bool school = source_ == "2A";
    const bool tour_school =
        school && house_.district == 2 && house_.school.agency == world_.schools[2][0].agency;
    const auto referrer_cast = world_.cast.find("partner_referrer");
    const Worker* referrer = tour_school && referrer_cast != world_.cast.end()
                                 ? &world_.workers[static_cast<std::size_t>(referrer_cast->second)]
                                 : nullptr;
    const std::string who = referrer != nullptr ? referrer->name + ", safeguarding lead"
                            : school            ? "Safeguarding lead, " + house_.school.name
                            : source_ == "6"    ? "Public protection unit, Northmoor Constabulary"
                            : source_[0] == '3' ? "Health visiting, Northmoor Coast and Valleys"
                            : source_ == "1A" || source_ == "1D" ? "A member of the family"
                                                                 : "A professional who knows them";
    const store::Value agency = school              ? store::Value(house_.school.agency)
                                : source_ == "6"    ? store::Value(world_.police)
                                : source_[0] == '3' ? store::Value(world_.health)
                                                    : store::Value();
    const std::string worries = voice_.say(words::worries(story_.theme));
    const std::string reason = voice_.say(words::decision_reason(story_.theme, help));
    const Instant screened =
        std::min(received + std::chrono::minutes(random_.uniform(15, 70)), decided);
    const auto level = random_.chance(0.75) ? "4" : "3";
    const auto put = [&](Instant recorded, std::optional<Instant> until, bool done,
                         std::int64_t by) {
        const auto values = [&](auto&& row) {
            row(nullptr, contact_reference(id), received, source_,
                referrer != nullptr ? store::Value(referrer->id) : store::Value(), agency, who,
                districts()[static_cast<std::size_t>(house_.district)].code,
                done ? "decided" : "new", done ? store::Value(rag) : store::Value(),
                done ? store::Value(screened) : store::Value(),
                done ? store::Value(officer.id) : store::Value(), level,
                done ? store::Value(help ? "4" : "2") : store::Value(),
                done ? store::Value(world_.practice.threshold_document) : store::Value(),
                done ? store::Value(outcome) : store::Value(),
                done ? store::Value(decided) : store::Value(),
                done ? store::Value(decider.id) : store::Value(),
                done ? store::Value(reason) : store::Value(),
                done && random_.chance(0.94) ? store::Value(decided) : store::Value(),
                done ? store::Value(officer.id) : store::Value(),
                done ? store::Value(house_.id) : store::Value());
        };
        if (until)
            values([&](auto&&... v) {
                sheets_.past_version(Table::contact, id, recorded, *until, by, v...);
            });
        else
            values([&](auto&&... v) { sheets_.version(Table::contact, id, recorded, by, v...); });
    };
    if (decided > received) put(received, decided, false, officer.id);
    put(decided, {}, true, decider.id);

    int n = 0;
    Answers members;
    for (std::size_t i = 0; i < house_.people.size(); ++i) {
        const auto& p = house_.people[i];
        if (p.role == "other" || (p.unborn() && episode.end) || (p.born && *p.born > day)) continue;
        const auto& home = house_.homes[static_cast<std::size_t>(p.home)].address;
        const bool child = p.role == "child";
        sheets_.version(
            Table::contact_person, sheets_.id(), received, officer.id, nullptr, id, p.id, p.role,
            p.given, p.surname, p.born, p.expected,
            p.unborn()           ? "U"
            : p.sex == Sex::male ? "M"
                                 : "F",
            child ? store::Value()
                  : store::Value(static_cast<int>(i) == house_.mother ? "mother"
                                                                      : "parent or partner"),
            home.line1, home.town, home.postcode,
            child && p.age(day) >= 4
                ? store::Value(p.age(day) >= 11 ? house_.secondary.name : house_.school.name)
                : store::Value(),
            static_cast<int>(i) == house_.mother ? store::Value(house_.phone) : store::Value());
        const auto set = [&](std::string_view field, std::string text) {
            members.set(Answers::key("members", n, field), std::move(text));
        };
        set("role", p.role);
        set("given", p.given);
        set("surname", p.surname);
        set("sex", p.unborn() ? "U" : p.sex == Sex::male ? "M" : "F");
        if (p.born) set("born", p.born->iso());
        if (p.expected) set("expected", p.expected->iso());
        if (!child) {
            set("relationship", "birth_parent");
            set("to_all", "yes");
        }
        set("postcode", home.postcode);
        ++n;
    }

    const bool consented = random_.chance(0.72);
    Note request = note("request_for_support", day, referrer != nullptr ? *referrer : officer);
    request.at = received;
    request.contact = id;
    request.people = child_ids();
    request.author_role = referrer != nullptr ? "partner_referrer" : "mash_officer";
    request.answers = members;
    auto& a = request.answers;
    a.set("referrer_name", who);
    a.set("referrer_contact", make_phone(random_, false));
    a.set("source", source_);
    a.set("district", std::string(districts()[static_cast<std::size_t>(house_.district)].code));
    a.set("danger", "no");
    a.set("worries", worries + ".");
    a.set("working_well", voice_.say(words::working_well()) + ".");
    a.set("hopes", voice_.say(words::hopes(story_.theme)) + ".");
    a.set("level", level);
    a.set("consent", consented ? "given" : "dispensed");
    if (consented)
        a.set("consent_whom", house_.lead_parent().full());
    else
        a.set("consent_reason", "Asking first could put the children or an adult at greater risk.");
    a.set("safe_contact", "through_school");
    request.summary = fmt::format("Request for support from {}. {}.", who, worries);
    notes_.write(request);
    sheets_.version(
        Table::consent, sheets_.id(), received, officer.id, nullptr, house_.id, id,
        consented ? store::Value(house_.lead_parent().id) : store::Value(), "checks",
        consented ? "given" : "dispensed",
        consented ? store::Value() : store::Value("Asking could raise the risk to the children."),
        officer.id, day, nullptr);

    if (random_.chance(help ? 0.8 : 0.45)) partner_checks(screened, id);
    Note screening = note("contact_screening", day, officer);
    screening.at = screened;
    screening.contact = id;
    screening.author_role = "mash_officer";
    screening.people = child_ids();
    auto& s = screening.answers;
    for (const auto* field :
         {"known", "open_case", "early_help", "siblings", "address", "earlier_contacts"})
        s.set(field, "no");
    s.set("rag", rag);
    s.set("rag_reason", help ? "What the referrer describes is recent and specific, and the "
                               "children's account agrees with it."
                             : "Worrying, not urgent. The children are seen each day at school.");
    s.set("consent", consented ? "given" : "dispensed");
    if (consented)
        s.set("consent_whom", house_.lead_parent().full());
    else
        s.set("consent_reason", "Asking first could raise the risk. The referrer explained why.");
    screening.summary = fmt::format("Screened and rated {}.", rag);
    notes_.write(screening);

    Note decision = note("contact_decision", decided_, decider);
    decision.at = decided;
    decision.contact = id;
    decision.author_role = "mash_manager";
    decision.people = child_ids();
    decision.significant = help;
    auto& d = decision.answers;
    d.set("threshold_document", world_.practice.threshold_document);
    d.set("level", help ? "4" : "2");
    d.set("outcome", outcome);
    d.set("reason", reason + ".");
    if (help) {
        d.set("primary_need", std::string(theme.primary_need));
        d.set("family_is", "new");
        d.set("family_name", house_.name);
        d.set("district", std::string(districts()[static_cast<std::size_t>(house_.district)].code));
        d.set("to_team", id_to_text(team_id()));
    } else {
        d.set("advice", "The family hub in the town, and the school's own family worker.");
    }
    d.set("dissent", "no");
    d.set("message", help ? "A social worker will see the family this week. Thank you; please tell "
                            "us if anything changes."
                          : "We have given advice and will not open an assessment. Please ask "
                            "again if it does not get better.");
    d.set("tell_now", "yes");
    decision.summary = fmt::format("Decided: {}, level {}. {}.",
                                   help ? "child and family assessment" : "information and advice",
                                   help ? "4" : "2", reason);
    notes_.write(decision);
}

}  // namespace hearth::record::demo
