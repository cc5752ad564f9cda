// Long because: its parts share state that would have to be passed around; to be parted.
// Visits, sessions of the adult specialists, direct work, calls, events, workbook sections.
#include <fmt/format.h>

#include <algorithm>

#include "record/demo/life.h"

namespace hearth::record::demo {
namespace {

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

const char* change(Level level) {
    switch (level) {
        case Level::high:
            return "more";
        case Level::middle:
            return "same";
        case Level::low:
            return "less";
    }
    return "same";
}

}  // namespace

void Life::visits(Date from, Date to, std::string_view kind) {
    // Rhythm by kind: an assessment sees the child each week or two; protection every ten working
    // days, family help every four or five weeks, care every six weeks. Some come late.
    Date on = world_.next_working_day(from);
    while (on <= to) {
        visit(on, kind, true);
        int gap = 0;
        if (kind == "cp")
            gap = random_.chance(0.9) ? static_cast<int>(random_.uniform(9, 14))
                                      : static_cast<int>(random_.uniform(15, 24));
        else if (kind == "assessment")
            gap = static_cast<int>(random_.uniform(8, 16));
        else if (kind == "cla")
            gap = static_cast<int>(random_.uniform(32, 44));
        else
            gap = static_cast<int>(random_.uniform(22, 44));
        on = world_.next_working_day(on + gap);
    }
}

void Life::visit(Date on, std::string_view kind, bool write_up) {
    const auto& worker = lead(on);
    const Level level = story_.level(on);
    const auto entry = write_up ? sheets_.id() : 0;
    const bool at_school = kind != "s47" && random_.chance(0.18);
    const bool crisis = level == Level::high && random_.chance(0.2);
    const char* place = at_school ? "school" : crisis ? "unannounced" : "home";
    std::vector<int> seen;
    std::vector<int> alone;
    std::vector<std::int64_t> people;
    const Instant when = at(on, minutes());
    for (auto& child : children_) {
        if (!alive(child, on)) continue;
        const auto& p = person(child.person);
        const bool was_seen = random_.chance(0.93);
        const bool was_alone = was_seen && p.age(on) >= 4 && random_.chance(0.55);
        people.push_back(child.id);
        if (was_seen) {
            seen.push_back(child.person);
            child.last_visit = std::max(child.last_visit.value_or(on), on);
        }
        if (was_alone) alone.push_back(child.person);
        const auto plan = kind == "cp" ? child.cp_plan : kind == "cin" ? child.cin_plan : 0;
        sheets_.version(Table::visit, sheets_.id(), when + std::chrono::minutes(50), worker.id,
                        entry == 0 ? store::Value() : store::Value(entry), child.id, kind,
                        plan == 0 ? store::Value() : store::Value(plan), on, was_seen, was_alone,
                        was_seen && !at_school && random_.chance(0.6), worker.id);
    }
    if (people.empty() || !write_up) return;
    Note n = note("visit", on, worker);
    n.id = entry;
    n.at = when;
    n.people = people;
    n.author_role = lead_role(on);
    auto& a = n.answers;
    a.set("visited_on", on.iso());
    a.set("purpose", kind == "assessment" ? "assessment" : crisis ? "unannounced" : "statutory");
    a.set("place", at_school ? "school" : "home");
    a.set("minutes", std::to_string(5 * random_.uniform(6, 18)));
    for (const int p : seen) a.add("seen", id_to_text(person(p).id));
    if (!seen.empty())
        for (const int p : alone) a.add("seen_alone", id_to_text(person(p).id));
    if (seen.size() < people.size())
        a.set("not_seen",
              voice_.say("At a friend's house. I will see them at school on Thursday.|Asleep "
                         "upstairs with a temperature; looked in from the door.|At nursery. The "
                         "nursery confirmed it by telephone."));
    const int kid = seen.empty() ? focus(on) : random_.pick(seen);
    const std::string opening = voice_.say(words::visit_opening(place), kid) + ".";
    const std::string child = voice_.say(words::child_seen(person(kid).age(on), level), kid) + ".";
    const std::string parent = voice_.say(words::parent(story_.theme, level), kid) + ".";
    std::string what = opening;
    if (!at_school) what += " " + voice_.say(words::home(level)) + ".";
    what += " " + child;
    a.set("what", what + " " + voice_.say(words::next_step(level), kid) + ".");
    if (!at_school) a.set("parent_view", parent);
    a.set("words.0.child", id_to_text(person(kid).id));
    a.set("words.0.said", voice_.say(words::child_voice(person(kid).age(on), level), kid));
    a.set("risks.0.risk", std::string(facts(story_.theme).title));
    a.set("risks.0.risk_is", change(level));
    a.set("risks.0.evidence", at_school ? child : parent);
    std::string names;
    for (std::size_t i = 0; i < seen.size(); ++i)
        names += (i == 0 ? "" : i + 1 == seen.size() ? " and " : ", ") + person(seen[i]).given;
    n.summary = fmt::format("Visit to {}. {}", names.empty() ? "the home" : names,
                            at_school ? child : opening + " " + child);
    n.significant = false;
    notes_.write(n);
}

void Life::session(std::string_view form, Date on, const Worker& worker, int adult, bool first) {
    const Level level = story_.level(on);
    Note n = note(form, on, worker);
    n.people = {person(adult).id};
    auto& a = n.answers;
    a.set("on", on.iso());
    a.set("minutes", std::to_string(5 * random_.uniform(8, 15)));
    a.set("attended", "yes");
    std::string words;
    if (form == "substance") {
        n.author_role = "recovery_worker";
        words = voice_.say(words::recovery(level));
        a.set("used", story_.theme == Theme::drugs ? "opiates" : "alcohol");
        a.set("pattern", level == Level::high ? "Most days, at home, in the evening, mostly alone."
                         : level == Level::middle
                             ? "Two or three days of the week. Not before the children are in bed."
                             : "None for many weeks.");
        a.set("treatment", level == Level::low      ? "engaged"
                           : level == Level::middle ? "irregular"
                                                    : "referred");
        a.set("relapse_plan", voice_.say("Ring {g} first, then me. The children go to {g}'s. Eat, "
                                         "walk, and wait twenty minutes."));
        a.set("storage", level == Level::high ? "no" : "yes");
    } else if (form == "survivor") {
        n.author_role = "domestic_abuse_practitioner";
        words = voice_.say(words::survivor(level));
        a.set("told", words + ".");
        a.set("checklist", std::to_string(level == Level::high     ? random_.uniform(12, 17)
                                          : level == Level::middle ? random_.uniform(7, 11)
                                                                   : random_.uniform(2, 5)));
        a.set("high_risk", level == Level::high && first ? "yes" : "no");
        if (level == Level::high && first) a.set("marac_on", on.iso());
        a.set("safety_plan",
              voice_.say("Safe times to ring: 9.30 to 2.30. Bag and papers are at {g}'s. The "
                         "children know the word, and the neighbour's door."));
    } else if (form == "poses_risk") {
        n.author_role = "domestic_abuse_officer";
        words = voice_.say(words::officer(level));
        a.set("responsibility", level == Level::high ? "Little. Speaks of what was done to him."
                                : level == Level::middle
                                    ? "Names what he did, and some of what it did to the children."
                                    : "Says plainly what he did, and what he does instead.");
        a.set("programme", "Fourteen-session programme, one to one.");
    } else {
        n.author_role = "mental_health_practitioner";
        words = voice_.say(words::mental_health(level));
        a.set("presentation", words + ".");
        a.set("mood_score", std::to_string(level == Level::high     ? random_.uniform(17, 23)
                                           : level == Level::middle ? random_.uniform(10, 15)
                                                                    : random_.uniform(3, 8)));
        a.set("treatment", level == Level::high ? "referred" : "engaged");
        a.set("self_harm", level == Level::high ? "yes" : "no");
        if (level == Level::high)
            a.set("crisis_plan",
                  voice_.say(
                      "{g} by day and night, then the crisis line. The children go to {g}'s."));
        a.set("wellbeing", scale(story_.confidence(on)));
    }
    if (form != "survivor" && form != "poses_risk") a.set("tools", "rulers");
    a.set("summary_words", words + ".");
    a.set("assessed", first ? "yes" : "no");
    a.set("ended", "no");
    a.set("effect",
          level == Level::high
              ? voice_.say("The children are looked after by {c} at those times, and know "
                           "it.|Nobody in the house sleeps well. School sees it by Wednesday.")
          : level == Level::middle
              ? voice_.say("Better evenings. Mornings still depend on how the night went.|The "
                           "children ask less often where mum is going.")
              : voice_.say("The children's evenings are ordinary, which is the point.|{c} has "
                           "stopped checking."));
    a.set("risk_now", change(level));
    a.set("importance", scale(story_.importance(on)));
    a.set("confidence", scale(story_.confidence(on)));
    a.set("why_not_lower", voice_.say("'Because of {c}'s face.'|'I did it for three weeks once, so "
                                      "I know I can.'|'I am too tired to go back to that.'"));
    n.summary = words + ".";
    const auto id = notes_.write(n);
    if (id == 0 || form == "poses_risk") return;
    const auto measure = [&](const char* kind, double value) {
        sheets_.version(
            Table::measure, sheets_.id(), n.at, worker.id, id, house_.id, person(adult).id, kind,
            static_cast<double>(std::lround(std::clamp(value, 0.0, 10.0))), on, form, nullptr);
    };  // each of these forms bears the name of its class
    measure("importance", story_.importance(on));
    measure("confidence", story_.confidence(on));
}

void Life::sessions(Date from, Date to) {
    if (!safeguarding()) return;
    const auto& theme = facts(story_.theme);
    const int parent = house_.mother >= 0 ? house_.mother : house_.partner;
    const int other = house_.partner >= 0 ? house_.partner : house_.absent_father;
    const auto run = [&](std::string_view form, int post, int adult, int gap) {
        if (post < 0 || adult < 0) return;
        bool first = true;
        Date on = world_.next_working_day(from + static_cast<int>(random_.uniform(5, 30)));
        while (on <= to) {
            session(form, on, world_.holder(post, on), adult, first);
            first = false;
            on = world_.next_working_day(on + gap + static_cast<int>(random_.uniform(-3, 12)));
        }
    };
    if (theme.recovery) run("substance", team().recovery, parent, 14);
    if (theme.abuse) run("survivor", team().da_survivor, parent, 17);
    if (theme.abuse) run("poses_risk", team().da_risk, other, 21);
    if (theme.mental_health) run("mental_health", team().mental_health, parent, 17);
    if (team().practitioner >= 0) {
        Date on = world_.next_working_day(from + 15);
        while (on <= to) {
            const auto& worker = world_.holder(team().practitioner, on);
            const int kid = focus(on);
            if (!person(kid).born || *person(kid).born > on) break;  // nobody is born yet
            const Level level = story_.level(on);
            Note n = note("direct_work", on, worker);
            n.author_role = "family_practitioner";
            n.people = {person(kid).id};
            auto& a = n.answers;
            const std::string words = voice_.say(words::practitioner(level), kid) + ".";
            a.set("on", on.iso());
            a.set("minutes", "45");
            a.set("aim",
                  voice_.say(
                      "What home is like, in {o} own way|Who is safe to tell|How last week went",
                      kid));
            a.set("tools",
                  std::string(pick_of(random_,
                                      "three_houses|day_in_my_life|words_pictures|feelings|play")));
            a.set("happened", words);
            a.set("meaning", voice_.say(words::next_step(level), kid) + ".");
            if (person(kid).age(on) >= 3)
                a.set("words", voice_.say(words::child_voice(person(kid).age(on), level), kid));
            n.summary = fmt::format("Direct work with {}. {}", person(kid).given, words);
            notes_.write(n);
            on = world_.next_working_day(on + static_cast<int>(random_.uniform(26, 48)));
        }
    }
}

void Life::events(Date from, Date to) {
    Date on = from + static_cast<int>(random_.uniform(8, 50));
    while (on <= to) {
        const Level level = story_.level(on);
        const auto& worker = lead(on);
        const int kid = focus(on);
        if (level != Level::middle && random_.chance(0.4)) {
            Note n = note("significant_event", on, worker);
            n.people = child_ids();
            for (const auto adult : adult_ids()) n.people.push_back(adult);
            n.significant = true;
            auto& a = n.answers;
            const std::string words = voice_.say(words::event(story_.theme, level), kid) + ".";
            a.set("happened", n.at.iso());
            a.set("kind", std::string(words::event_kind(story_.theme, level)));
            a.set("what", words);
            a.set("source", level == Level::low ? "The family" : "Police and the family");
            a.set(
                "effect",
                level == Level::low
                    ? voice_.say(
                          "{c} told everyone at school.|The children saw that it can go well.", kid)
                    : voice_.say("{c} heard it and took the little ones upstairs.|{c} was not "
                                 "there and learnt of it at school, which was worse.|{c} has not "
                                 "slept in {o} own bed since.",
                                 kid));
            a.set("done", level == Level::low
                              ? "Said so, and wrote it down."
                              : voice_.say("Spoke with {m} the same day, saw the children next "
                                           "morning, told the manager."));
            n.summary = words;
            notes_.write(n);
        } else {
            Note n = note("case_note", on, worker);
            n.people = {house_.lead_parent().id};
            auto& a = n.answers;
            const std::string words = voice_.say(words::call(level), kid) + ".";
            a.set("at", n.at.iso());
            a.set("kind", random_.chance(0.6) ? "in" : "out");
            a.set("with", random_.chance(0.6) ? house_.lead_parent().given : house_.school.name);
            a.set("note", words);
            n.summary = capital(words);
            notes_.write(n);
        }
        on = on + static_cast<int>(random_.uniform(16, 55));
    }
}

void Life::workbook_notes(Date from) {
    const Date today = world_.as_at;
    const Date until = now_.end.value_or(today);
    const auto write = [&](std::string_view form, Date on, auto&& fill) {
        on = world_.next_working_day(on);
        if (on > until || !safeguarding()) return;
        Note n = note(form, on, lead(on));
        n.people = child_ids();
        fill(n, on);
        notes_.write(n);
    };
    write("engagement", from, [&](Note& n, Date on) {
        auto& a = n.answers;
        n.people.push_back(house_.lead_parent().id);
        a.set("on", on.iso());
        const std::string purpose = voice_.say(words::danger(story_.theme)) + ".";
        a.set("purpose", purpose);
        a.set("family_words",
              voice_.say("{m}: 'I do not want them to remember this as what home was.'|{m}: "
                         "'Everyone tells me what is wrong. Nobody asks what I have tried.'|{c}: "
                         "'I want us all in one room and nobody cross.'"));
        a.set("matters",
              voice_.say("Staying together. Being told things straight. Not having to say it all "
                         "again to a new worker.|{g}, the children's school, and Sunday dinner."));
        a.set("ways",
              voice_.say("Text before visiting. Thursdays suit. {m} would rather talk walking than "
                         "sitting.|After the school run, at the hub when the house is too full."));
        a.set("readiness.0.parent", id_to_text(house_.lead_parent().id));
        a.set("readiness.0.importance", scale(story_.importance(on)));
        a.set("readiness.0.confidence", scale(story_.confidence(on)));
        a.set("consent", "given");
        a.set("consent_person", id_to_text(house_.lead_parent().id));
        n.summary = purpose;
    });
    write("family_story", from + 12, [&](Note& n, Date on) {
        auto& a = n.answers;
        n.people.push_back(house_.lead_parent().id);
        const std::string story = voice_.say(words::history(story_.theme)) + ".";
        a.set("on", on.iso());
        a.set("told_by", voice_.say("{m}, over two visits|{m} and {g}"));
        a.set("story", story);
        a.set("strengths", voice_.say(words::strengths()) + ".");
        n.summary = story;
    });
    for (Date on = from + 25; on <= until; on = on + 120) {
        write("child_experience", on, [&](Note& n, Date day) {
            const int kid = focus(day);
            const Level level = story_.level(day);
            n.people = {person(kid).id};
            auto& a = n.answers;
            const std::string words =
                voice_.say(words::child_seen(person(kid).age(day), level), kid) + ".";
            a.set("on", day.iso());
            a.set("day", words + " " +
                             voice_.say("The hour after school tells most: who is in, and in which "
                                        "mood.|{c} wakes early and listens before getting up.",
                                        kid));
            a.set(
                "relationships",
                voice_.say("{g}, a teacher, and a friend called Robin.|{m} first, then {g}.", kid));
            a.set("words", voice_.say(words::child_voice(person(kid).age(day), level), kid));
            a.set("wishes", voice_.say("That it is quiet at night.|To see dad, with somebody "
                                       "there.|To have a friend round.",
                                       kid));
            a.set("health",
                  voice_.say("Eats well, sleeps badly.|Weight on the line; teeth being treated."));
            a.set("education",
                  voice_.say("Reads above the class, attends below it.|Settled in nursery."));
            a.set("attendance", std::to_string(level == Level::high     ? random_.uniform(55, 82)
                                               : level == Level::middle ? random_.uniform(83, 92)
                                                                        : random_.uniform(93, 99)));
            n.summary = fmt::format("{}: {}", person(kid).given, words);
        });
        write("analysis", on + 9, [&](Note& n, Date day) {
            const Level level = story_.level(day);
            auto& a = n.answers;
            const std::string words = voice_.say(words::analysis(story_.theme, level)) + ".";
            a.set("on", day.iso());
            a.set("danger", voice_.say(words::danger(story_.theme)) + ".");
            a.set("harm", voice_.say(words::history(story_.theme)) + ".");
            a.set("protective", voice_.say(words::strengths()) + ".");
            a.set("missing",
                  voice_.say(
                      "What {d} thinks, in his own words.|What the nights are like when nobody "
                      "from outside is there.|How much {g} can do without wearing out."));
            a.set("motivation",
                  voice_.say(
                      "{m} puts importance at nine, and does things between visits that nobody "
                      "asked for.|Says the words. What is done between visits is less."));
            a.set("ability", voice_.say("Can, with somebody beside her; not yet alone.|Has done it "
                                        "before for over a year."));
            a.set("timescale",
                  voice_.say("The little ones cannot wait a year. Three months of change that "
                             "holds would be enough to go on.|At this pace, yes."));
            a.set("must_change", voice_.say(words::hopes(story_.theme)) + ".");
            a.set("so_what", words);
            a.set("change", change(level));
            a.set("risk", scale(story_.risk(day)));
            a.set("dissent", "no");
            n.summary = words;
            n.significant = level == Level::high;
        });
    }
    write("network_home_money", from + 35, [&](Note& n, Date on) {
        auto& a = n.answers;
        n.people.push_back(house_.lead_parent().id);
        const std::string network = voice_.say(
            "{g} every day, a neighbour with a key, and {m}'s friend from the school gate.|{g} at "
            "weekends. {m}'s brother would help and has not been asked.");
        a.set("on", on.iso());
        a.set("network", network);
        a.set("fgdm_offered", "yes");
        a.set(
            "fgdm_answer",
            voice_.say(
                "Not yet, said {m}; maybe when {d} has moved out.|Yes. {g} will ask the others."));
        a.set("home", voice_.say("Three bedrooms, dry since the roof was mended, short of two "
                                 "beds.|Two rooms over a shop. Warm, and too small."));
        a.set("money", voice_.say("Universal Credit and child benefit; rent arrears of 340 pounds, "
                                  "being paid.|Wages from cleaning, paid late twice. No savings."));
        n.summary = "Network: " + network;
    });
}

}  // namespace hearth::record::demo
