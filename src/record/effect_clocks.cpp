// The effects `starts` and `stops`.
#include "record/effects.h"

namespace hearth::record {
namespace {

using practice::Effect;

std::optional<Instant> instant_in(const practice::ExprValue& texts) {
    if (texts.empty()) return std::nullopt;
    if (const auto at = Instant::parse(texts.front())) return at;
    if (const auto date = Date::parse(texts.front())) return instant_of(*date, 0);
    return std::nullopt;
}

}  // namespace

Result<Done> EffectRunner::start(const Effect& effect) {
    ClockStart clock;
    clock.subject.person =
        setting(effect, "person_id") ? PersonId{setting_id(effect, "person_id")} : person();
    clock.subject.family = family_;
    clock.subject.contact = contact_;
    clock.subject.by_contact = about_contact() && !family_;
    clock.subject.row = setting_id(effect, "subject_id");
    clock.from = happened_at_;
    if (const auto set = setting(effect, "started_at")) {
        const auto from = instant_in(*set);
        if (!from)
            return invalid("", "no_start", "The date that a timescale starts from is missing.");
        clock.from = *from;
    }
    const auto id_of = [&](std::string_view name_) {
        const auto text = name(name_);
        return text.empty() ? 0 : id_from_text(text.front()).value_or(0);
    };
    const auto& rule = clock_rule(context_.practice, effect.target);
    clock.owner = WorkerId{setting(effect, "owner_id") ? setting_id(effect, "owner_id")
                           : rule.owner == "worker"    ? id_of("author")
                           : rule.owner == "lead"      ? id_of("lead")
                                                       : 0};
    clock.team = TeamId{setting(effect, "team_id") ? setting_id(effect, "team_id") : id_of("team")};
    auto started = start_clock(session_, context_, writer_, effect.target, clock);
    if (!started) return started.failure();
    remember(effect, started->id, started->words);
    made_.back().what = "clock";
    return Done{};
}

Result<Done> EffectRunner::stop(const Effect& effect) {
    ClockSubject subject;
    subject.person = person();
    subject.family = family_;
    subject.contact = contact_;
    subject.by_contact = about_contact();
    subject.row = setting_id(effect, "subject_id");
    Instant at = happened_at_;
    if (const auto set = setting(effect, "stopped_at"))
        at = instant_in(*set).value_or(happened_at_);
    const auto reason = setting(effect, "stop_reason");
    auto stopped = stop_clock(session_, context_, writer_, effect.target, subject, at,
                              reason && !reason->empty() ? reason->front() : "done");
    if (!stopped) return stopped.failure();
    if (stopped.value() > 0 && (!reason || reason->empty() || reason->front() == "done"))
        made_.push_back(
            {"clock", 0, clock_rule(context_.practice, effect.target).title + ": done"});
    return Done{};
}

}  // namespace hearth::record
