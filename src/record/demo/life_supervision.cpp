// The family plan, the workbook's cycles, group supervision and the programme.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "record/demo/life.h"

namespace hearth::record::demo {

void Life::plan(Date from, std::optional<Date> to) {
    const Date today = world_.as_at;
    const Date start = world_.next_working_day(from);
    if (start > to.value_or(today) || start > today) return;
    plan_from_ = start;
    plan_id_ = sheets_.id();
    const auto& worker = lead(start);
    const auto entry = sheets_.id();
    span(Table::plan, plan_id_, start, to, worker.id, [&](bool over, auto&& put) {
        put(entry, house_.id, "family", "Family plan", start,
            over ? store::Value(to) : store::Value(), voice_.say(words::danger(story_.theme)) + ".",
            voice_.say(words::contingency(story_.theme)) + ".");
    });
    const char* basis = now_.stage == Stage::help         ? "s17"
                        : now_.stage == Stage::protection ? "s47"
                                                          : "looked_after";
    for (const auto& child : children_)
        span(Table::plan_basis, sheets_.id(), start, to, worker.id, [&](bool over, auto&& put) {
            put(entry, plan_id_, child.id, basis, start, over ? store::Value(to) : store::Value());
        });
    Note n = note("family_plan", start, worker);
    n.id = entry;
    n.people = child_ids();
    n.signer = &manager(start);
    n.significant = true;
    auto& a = n.answers;
    const int kid = focus(start);
    const std::string goal =
        voice_.say(
            "{k} wake up, go to school and come home without having to guess what they will find. "
            "{m} and the people who love them know what to do on a bad day",
            kid) +
        ".";
    a.set("agreed_on", start.iso());
    a.set("basis", basis);
    a.set("goal", goal);
    a.set("danger", voice_.say(words::danger(story_.theme)) + ".");
    a.set("strengths", voice_.say(words::strengths()) + ".");
    a.set("contingency", voice_.say(words::contingency(story_.theme)) + ".");
    a.set("family_view", voice_.say("{m}: 'I can do this one. The last one was a list of what I am "
                                    "bad at.'|{m} agrees. {d} has been sent it and has not "
                                    "answered.|{g} wants it said that she will do Mondays."));
    a.set("child_view", voice_.say(words::child_voice(person(kid).age(start), Level::middle), kid));
    int i = 0;
    for (const auto& words : words::actions(story_.theme)) {
        const int post = words.owner == 'r'   ? team().recovery
                         : words.owner == 's' ? team().da_survivor
                         : words.owner == 'o' ? team().da_risk
                         : words.owner == 'm' ? team().mental_health
                                              : post_;
        const bool family = words.owner == 'f' || post < 0;
        const auto& owner = world_.holder(post < 0 ? post_ : post, today);
        const std::string who = house_.lead_parent().full();
        // Due within weeks of the plan, or of now for what runs on: some are done, some late.
        Date due = start + static_cast<int>(random_.uniform(20, 90));
        const bool recurring = due < today - 60 && random_.chance(0.6);
        if (recurring)
            due = world_.next_working_day(today + static_cast<int>(random_.uniform(-12, 40)));
        const bool done = !recurring && due < today && random_.chance(0.85);
        const Date done_on = std::min(due + static_cast<int>(random_.uniform(-8, 6)), today);
        const std::string what = voice_.say(words.what, kid);
        const std::string know = voice_.say(words.child_will_know, kid);
        const char* cls = words.owner == 's'   ? "survivor"
                          : words.owner == 'o' ? "poses_risk"
                                               : "general";
        sheets_.version(
            Table::action, sheets_.id(), at(done ? done_on : start, 980), worker.id, entry,
            plan_id_, house_.id, nullptr, person(kid).id, what, know,
            family ? store::Value() : store::Value(owner.id),
            family ? store::Value(who) : store::Value(), due,
            to && !done ? "dropped"
            : done      ? "done"
                        : "open",
            done ? store::Value(done_on) : store::Value(),
            done ? store::Value("Seen at the visit, and the children agree.") : store::Value(),
            cls);
        if (words.owner != 's' && words.owner != 'o') {
            const auto set = [&](std::string_view field, std::string text) {
                a.set(Answers::key("actions", i, field), std::move(text));
            };
            set("what", what);
            if (family)
                set("owner_name", who);
            else
                set("owner", id_to_text(owner.id));
            set("due_on", due.iso());
            set("child_will_know", know);
            ++i;
        }
    }
    n.summary = fmt::format("Family plan agreed for {}. {}", voice_.kids(), goal);
    notes_.write(n);
}

void Life::supervise(Date from, std::optional<Date> to) {
    const Date today = world_.as_at;
    const Date until = std::min(to.value_or(today), today);
    if (from > until) return;
    const auto& worker = lead(from);
    const auto cycle_row = [&](int cycle, std::int64_t id, Date opened, std::optional<Date> closed,
                               std::int64_t meeting) {
        span(Table::workbook, id, opened, closed, worker.id, [&](bool over, auto&& put) {
            put(nullptr, house_.id, cycle, opened, over ? store::Value(closed) : store::Value(),
                over && meeting != 0 ? store::Value(meeting) : store::Value());
        });
    };
    int cycle = 1;
    Date opened = from;
    std::int64_t workbook = sheets_.id();
    Date next = world_.next_working_day(from + static_cast<int>(random_.uniform(16, 29)));
    while (next <= until) {
        const bool last_before_close = to && next + 30 > *to;
        // Most months, not all: holidays, sickness, a vacancy.
        if (random_.chance(0.09) && !last_before_close) {
            next = world_.next_working_day(next + static_cast<int>(random_.uniform(20, 33)));
            continue;
        }
        const auto meeting = sheets_.id();
        supervision(next, cycle, meeting);
        cycle_row(cycle, workbook, opened, next, meeting);
        last_supervision_ = next;
        opened = next;
        workbook = sheets_.id();
        ++cycle;
        next = world_.next_working_day(next + static_cast<int>(random_.uniform(26, 31)));
    }
    cycle_row(cycle, workbook, opened, to, 0);
    programme(from + 20, until);
}

void Life::supervision(Date on, int cycle, std::int64_t meeting) {
    const Level level = story_.level(on);
    const auto& chair = manager(on);
    const Instant when = at(on, static_cast<int>(random_.uniform(9 * 60, 15 * 60)));
    const bool closing = now_.end && on + 30 > *now_.end;
    const char* decision =
        closing                                                                       ? "close"
        : level == Level::high && story_.arc == Arc::worsening && random_.chance(0.4) ? "step_up"
        : level == Level::low && random_.chance(0.25)                                 ? "step_down"
        : random_.chance(0.06)                                                        ? "fgdm"
                                                                                      : "continue";
    const std::string reason = voice_.say(closing ? words::closing(now_.stage == Stage::assessment)
                                                  : words::supervision_reason(level, story_.arc)) +
                               ".";
    const bool dissent = random_.chance(0.06);
    const std::string other_view =
        dissent ? voice_.say(
                      "The recovery worker would wait another month before fewer visits, because "
                      "payday fell in a holiday week.|The social worker thinks that the children "
                      "are more worried than the adults say, and asks for it to be written.")
                : std::string();
    const Date next = world_.next_working_day(on + 29);
    const auto entry = sheets_.id();
    sheets_.version(Table::meeting, meeting, when, chair.id, entry, "group_supervision", house_.id,
                    team_id(), when, when, chair.id, cycle, "signed", decision, reason,
                    dissent ? store::Value(other_view) : store::Value(), chair.id,
                    closing ? store::Value() : store::Value(next));
    Note n = note("group_supervision", on,
                  team().business >= 0 ? world_.holder(team().business, on) : chair);
    n.id = entry;
    n.at = when;
    n.author_role = "business_support";
    n.signer = &chair;
    n.meeting = meeting;
    n.people = child_ids();
    n.significant = std::string_view(decision) != "continue";
    auto& a = n.answers;
    a.set("held_at", when.iso());
    a.set("mode", random_.chance(0.7) ? "in_person" : "both");
    a.set("cycle", std::to_string(cycle));
    const auto& theme = facts(story_.theme);
    struct Seat {
        int post;
        bool here;
    };
    const Seat seats[] = {{post_, true},
                          {team().recovery, theme.recovery},
                          {team().da_survivor, theme.abuse},
                          {team().da_risk, theme.abuse},
                          {team().mental_health, theme.mental_health},
                          {team().practitioner, random_.chance(0.4)}};
    int attendees = 0;
    int contributions = 0;
    for (const auto& seat : seats) {
        if (seat.post < 0 || !seat.here) continue;
        const auto& who = world_.holder(seat.post, on);
        const bool came = random_.chance(0.9);
        sheets_.version(Table::meeting_attendee, sheets_.id(), when, chair.id, entry, meeting,
                        who.id, nullptr, who.name, who.discipline, who.agency,
                        came ? "attended" : "apologies", nullptr);
        const auto seat_key = [&](std::string_view field, std::string text) {
            a.set(Answers::key("attendees", attendees, field), std::move(text));
        };
        seat_key("attendee_worker", id_to_text(who.id));
        seat_key("attendee", who.name);
        seat_key("attendee_discipline", who.discipline);
        seat_key("attendance", came ? "attended" : "apologies");
        ++attendees;
        if (!came && random_.chance(0.5)) continue;
        const bool survivor = who.discipline == "domestic_abuse_survivor";
        const bool risk = who.discipline == "domestic_abuse_risk";
        const std::string words = voice_.say(words::changed(who.discipline, level)) + ".";
        sheets_.version(Table::meeting_contribution, sheets_.id(), when, who.id, entry, meeting,
                        who.id, who.discipline,
                        survivor ? "survivor"
                        : risk   ? "poses_risk"
                                 : "supervision",
                        words);
        if (survivor || risk) continue;  // their words stay in their own sections
        const auto said = [&](std::string_view field, std::string text) {
            a.set(Answers::key("contributions", contributions, field), std::move(text));
        };
        said("worker", id_to_text(who.id));
        said("discipline", who.discipline);
        said("changed", words);
        ++contributions;
    }
    const int kid = focus(on);
    a.set("voice", voice_.say(words::child_voice(person(kid).age(on), level), kid));
    a.set("strengths", voice_.say(words::strengths()) + ".");
    a.set("worries", voice_.say(words::danger(story_.theme)) + ".");
    a.set("hypothesis", voice_.say(words::hypothesis(story_.theme)) + ".");
    a.set("tested",
          voice_.say("Ask {c}, at school, what Fridays are like now.|Two visits without notice "
                     "this month.|Compare the drink diary with the attendance register."));
    a.set("bias", voice_.say("We like {m}, and may hear what we hope for.|We have seen little of "
                             "{d}, and speak of him as if we had."));
    const auto& parent = house_.lead_parent();
    a.set("readiness.0.parent", id_to_text(parent.id));
    a.set("readiness.0.importance", scale(story_.importance(on)));
    a.set("readiness.0.confidence", scale(story_.confidence(on)));
    a.set("readiness.0.ready", scale(story_.readiness(on)));
    const auto measure = [&](const char* kind, std::int64_t whom, double value) {
        sheets_.version(Table::measure, sheets_.id(), when, chair.id, entry, house_.id, whom, kind,
                        static_cast<double>(std::lround(std::clamp(value, 0.0, 10.0))), on,
                        "general",
                        whom == parent.id ? store::Value("supervision") : store::Value());
    };
    measure("importance", parent.id, story_.importance(on));
    measure("confidence", parent.id, story_.confidence(on));
    measure("readiness", parent.id, story_.readiness(on));
    int r = 0;
    for (const auto& child : children_) {
        if (!alive(child, on)) continue;
        a.set(Answers::key("risk", r, "child"), id_to_text(child.id));
        a.set(Answers::key("risk", r, "risk_now"), scale(story_.risk(on)));
        measure("risk", child.id, story_.risk(on));
        ++r;
    }
    a.set("decision", decision);
    a.set("decision_reason", reason);
    a.set("dissent", dissent ? "yes" : "no");
    if (dissent) a.set("dissent_words", other_view);
    if (!closing) a.set("next_at", at(next, 600).iso());
    const Date due = world_.next_working_day(on + static_cast<int>(random_.uniform(7, 26)));
    const auto& owner = lead(on);
    const std::string what = voice_.say(
        "See {c} alone at school and ask about Fridays|Meet {d} at the office, with the "
        "officer|Ring the surgery with {m} about the missed appointments|Ask {g} what she needs so "
        "as to go on helping|Walk the way to school with {c} once this week|Write the safety plan "
        "on one page, with pictures",
        kid);
    const bool done = due < world_.as_at && random_.chance(0.9);
    sheets_.version(
        Table::action, sheets_.id(), at(done ? std::min(due, world_.as_at) : on, 985), chair.id,
        entry,
        plan_id_ == 0 || (plan_from_ && on < *plan_from_) ? store::Value() : store::Value(plan_id_),
        house_.id, meeting, person(kid).id, what, nullptr, owner.id, nullptr, due,
        done       ? "done"
        : now_.end ? "dropped"
                   : "open",
        done ? store::Value(due) : store::Value(), nullptr, "general");
    a.set("actions.0.what", what);
    a.set("actions.0.person", id_to_text(person(kid).id));
    a.set("actions.0.owner", id_to_text(owner.id));
    a.set("actions.0.due_on", due.iso());
    n.summary =
        fmt::format("Group supervision: {}. {}",
                    closing                                    ? "close"
                    : std::string_view(decision) == "continue" ? "continue with the plan"
                    : std::string_view(decision) == "fgdm"    ? "offer family group decision making"
                    : std::string_view(decision) == "step_up" ? "step up"
                                                              : "step down",
                    reason);
    notes_.write(n);
}

void Life::programme(Date from, Date to) {
    // About one module a month, in order; a few are declined.
    const auto& parent = house_.lead_parent();
    Date on = world_.next_working_day(from);
    for (int module = 1; module <= 8 && on <= to; ++module) {
        const Date started = world_.next_working_day(on + 5);
        const Date ended =
            world_.next_working_day(started + static_cast<int>(random_.uniform(14, 35)));
        const bool declined = random_.chance(0.06);
        const bool begun = !declined && started <= to;
        const bool finished = begun && ended <= to;
        const auto& worker = lead(on);
        const Date known = declined ? on : finished ? ended : begun ? started : on;
        const Level level = story_.level(known);
        const std::string evidence = voice_.say(words::module_evidence(module, level)) + ".";
        std::int64_t entry = 0;
        if (begun) {
            Note n = note("parenting_programme", known, worker);
            n.people = {parent.id};
            auto& a = n.answers;
            a.set("on", known.iso());
            a.set("module", std::to_string(module));
            a.set("state", finished ? "ended" : "started");
            if (finished) a.set("outcome", level == Level::high ? "partial" : "completed");
            a.set("minutes", "60");
            a.set(
                "tools",
                std::string(pick_of(
                    random_, "rulers|decisional_balance|genogram|worries_strengths|conversation")));
            a.set("evidence", evidence);
            a.set(finished ? "importance_after" : "importance_before",
                  scale(story_.importance(known)));
            a.set(finished ? "confidence_after" : "confidence_before",
                  scale(story_.confidence(known)));
            n.summary =
                fmt::format("Module {}: {}. {}", module, finished ? "ended" : "started", evidence);
            entry = notes_.write(n);
        }
        const auto value = [&](bool is, double x) {
            return is ? store::Value(std::lround(std::clamp(x, 0.0, 10.0))) : store::Value();
        };
        sheets_.version(
            Table::programme_module, sheets_.id(), at(known, 1'000), worker.id,
            entry == 0 ? store::Value() : store::Value(entry), house_.id, std::to_string(module),
            on, begun ? store::Value(started) : store::Value(),
            finished || declined ? store::Value(known) : store::Value(),
            declined   ? store::Value("declined")
            : finished ? store::Value(level == Level::high ? "partial" : "completed")
                       : store::Value(),
            value(begun, story_.importance(started)), value(finished, story_.importance(ended)),
            value(begun, story_.confidence(started)), value(finished, story_.confidence(ended)),
            begun ? store::Value(evidence) : store::Value());
        on = world_.next_working_day((begun ? ended : on) +
                                     static_cast<int>(random_.uniform(3, 24)));
    }
}

}  // namespace hearth::record::demo
