#include "record/effects.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace hearth::record {
namespace {

using practice::Effect;
using practice::EffectKind;
using practice::ExprValue;
using practice::Per;
using store::Sql;

constexpr Sql kFamilyTeam{"effects_family_team", R"(
SELECT team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};

ExprValue id_text(std::int64_t id) {
    return id == 0 ? ExprValue{} : ExprValue{id_to_text(id)};
}

Invalid cannot(const Effect& effect, std::string_view why) {
    return invalid(
        "", "effect_refused",
        fmt::format("{} (signing would {} {})", why,
                    effect.kind == EffectKind::closes ? "close" : "record", effect.target));
}

}  // namespace

EffectRunner::EffectRunner(store::Session& session, const Context& context,
                           const practice::Form& form, const Submission& submission, EntryId entry,
                           Instant happened, std::vector<PersonId> children)
    : session_(session),
      context_(context),
      form_(form),
      submission_(submission),
      entry_(entry),
      happened_(happened),
      children_(std::move(children)),
      family_(submission.family),
      contact_(submission.contact),
      writer_(session, context, entry) {}

Result<Done> EffectRunner::run() {
    for (const auto& effect : form_.effects) {
        for (const auto& turn : turns(effect)) {
            now_ = turn;
            if (effect.when && !effect.when->truth(expressions(turn))) continue;
            auto done = run_one(effect, turn);
            if (!done) return done.failure();
        }
    }
    now_ = {};
    return Done{};
}

std::vector<EffectRunner::Turn> EffectRunner::turns(const Effect& effect) const {
    std::vector<Turn> out;
    switch (effect.per) {
        case Per::entry:
            out.push_back({});
            break;
        case Per::child:
            for (const auto child : children_) out.push_back({child, {}, 0});
            break;
        case Per::person:
            for (const auto person : submission_.people) out.push_back({person, {}, 0});
            break;
        case Per::group:
            for (const int index : submission_.answers.groups(effect.group))
                out.push_back({{}, effect.group, index});
            break;
    }
    return out;
}

practice::ExprContext EffectRunner::expressions(const Turn& turn) const {
    return practice::context_of(
        context_.practice, form_, submission_.answers,
        [this](std::string_view wanted) { return name(wanted); }, {}, turn.group, turn.index);
}

ExprValue EffectRunner::name(std::string_view wanted) const {
    if (wanted == "author") return id_text(context_.subject.worker.value);
    if (wanted == "agency") return id_text(context_.subject.agency.value);
    if (wanted == "today") return {context_.today().iso()};
    if (wanted == "now") return {context_.now.iso()};
    if (wanted == "happened") return {happened_.iso()};
    if (wanted == "family") return id_text(family_.value);
    if (wanted == "contact") return id_text(contact_);
    if (wanted == "check") return id_text(submission_.check);
    if (wanted == "meeting") return id_text(submission_.meeting.value);
    if (wanted == "entry") return id_text(entry_.value);
    if (wanted == "person" || wanted == "child") return id_text(now_.person.value);
    if (wanted == "threshold_document") return {context_.practice.threshold_document};
    if (wanted == "people") {
        ExprValue out;
        for (const auto person : submission_.people) out.push_back(person.text());
        return out;
    }
    if (wanted == "team") {
        if (family_) {
            const auto team =
                session_.one(kFamilyTeam, {{"family", family_}, {"today", context_.today()}},
                             [](const store::Row& row) { return row.int64(0); });
            if (team) return id_text(*team);
        }
        return context_.subject.teams.empty() ? ExprValue{}
                                              : id_text(context_.subject.teams.front().value);
    }
    if (wanted.starts_with("row.")) {
        const auto it = named_.find(wanted.substr(4));
        if (it == named_.end()) return {};
        // A row made for this person; else the one made for the entry as a whole.
        auto row = it->second.find(now_.person);
        if (row == it->second.end()) row = it->second.find(PersonId{});
        return row == it->second.end() ? ExprValue{} : id_text(row->second);
    }
    if (wanted.starts_with("open.")) return id_text(open_row(wanted.substr(5), now_.person));
    return {};
}

std::optional<std::string> EffectRunner::setting(const Effect& effect, const Turn& turn,
                                                 std::string_view column) const {
    for (const auto& set : effect.set) {
        if (set.column != column) continue;
        const auto value = set.value.value(expressions(turn));
        if (!value.empty()) return value.front();
    }
    return std::nullopt;
}

Result<Done> EffectRunner::run_one(const Effect& effect, const Turn& turn) {
    const bool revision = static_cast<bool>(submission_.revises);
    switch (effect.kind) {
        case EffectKind::records:
            return write_row(effect, turn);
        case EffectKind::opens:
            if (!revision && open_row(effect.target, turn.person) != 0)
                return cannot(effect, "There is one open already");
            return write_row(effect, turn);
        case EffectKind::closes:
            return revision ? Done{} : close_row(effect, turn);
        case EffectKind::starts:
            return start(effect, turn);
        case EffectKind::stops:
            return revision ? Done{} : stop(effect, turn);
        case EffectKind::makes:
            if (revision) return Done{};
            if (effect.target == "family") return make_family(effect);
            return write_row(effect, turn);
    }
    return Done{};
}

ClockSubject EffectRunner::clock_subject(const Effect& effect, const Turn& turn) const {
    ClockSubject subject;
    subject.person = turn.person;
    subject.family = family_;
    subject.contact = family_ && form_.about != practice::About::contact ? 0 : contact_;
    if (const auto row = setting(effect, turn, "subject_id"))
        subject.row = id_from_text(*row).value_or(0);
    return subject;
}

Result<Done> EffectRunner::start(const Effect& effect, const Turn& turn) {
    Instant from = happened_;
    if (const auto text = setting(effect, turn, "started_at")) {
        if (const auto at = Instant::parse(*text)) {
            from = *at;
        } else if (const auto date = Date::parse(*text)) {
            from = instant_of(*date, 0);
        } else {
            return cannot(effect, "The clock cannot start from this date");
        }
    }
    auto started =
        start_clock(session_, context_, writer_, effect.target, clock_subject(effect, turn), from);
    if (!started) return started.failure();
    made_.push_back({"clock", started->id, started->words});
    return Done{};
}

Result<Done> EffectRunner::stop(const Effect& effect, const Turn& turn) {
    auto stopped =
        stop_clock(session_, context_, writer_, effect.target, clock_subject(effect, turn),
                   happened_, setting(effect, turn, "stop_reason").value_or("done"));
    if (!stopped) return stopped.failure();
    return Done{};
}

}  // namespace hearth::record
