#include "record/effects.h"

namespace hearth::record {

using practice::Effect;
using practice::EffectKind;
using practice::Per;
using store::Sql;

namespace {

constexpr Sql kFinishTasks{"tasks_done_by_form", R"(
SELECT id FROM task
WHERE kind = :form AND done_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND (family_id = :family OR contact_id = :contact))"};

}  // namespace

EffectRunner::EffectRunner(store::Session& session, const Context& context,
                           const practice::Form& form, const Submission& submission, EntryId entry,
                           std::vector<Ticked> ticked)
    : session_(session),
      context_(context),
      form_(form),
      submission_(submission),
      entry_(entry),
      happened_at_(context.now),
      ticked_(std::move(ticked)),
      family_(submission.family),
      contact_(submission.contact),
      meeting_(submission.meeting.value),
      writer_(session, context, entry) {
    remember_before();
}

Result<Done> EffectRunner::run() {
    for (const auto& effect : form_.effects) {
        for (const auto& turn : turns(effect)) {
            now_ = turn;
            std::vector<std::string> texts{""};
            if (effect.each) texts = effect.each->value(expressions());
            int position = turn.position;
            for (const auto& text : texts) {
                now_.each = text;
                if (effect.each) now_.position = position++;
                if (effect.when && !effect.when->truth(expressions())) continue;
                auto done = run_one(effect);
                if (!done) return done.failure();
            }
        }
        now_ = {};
    }
    return revision() ? Result<Done>(Done{}) : finish_tasks();
}

std::vector<EffectRunner::Turn> EffectRunner::turns(const Effect& effect) const {
    std::vector<Turn> out;
    switch (effect.per) {
        case Per::entry:
            out.push_back({});
            break;
        case Per::child:
        case Per::person:
            for (const auto& ticked : ticked_)
                if (effect.per == Per::person || ticked.child)
                    out.push_back({ticked.tick, {}, 0, static_cast<int>(out.size()), {}});
            break;
        case Per::group:
            for (const int index : submission_.answers.groups(effect.group))
                out.push_back({0, effect.group, index, static_cast<int>(out.size()), {}});
            break;
    }
    return out;
}

practice::ExprContext EffectRunner::expressions() const {
    return practice::context_of(
        context_.practice, form_, submission_.answers,
        [this](std::string_view wanted) { return name(wanted); }, {}, now_.group, now_.index);
}

Result<Done> EffectRunner::run_one(const Effect& effect) {
    switch (effect.kind) {
        case EffectKind::records:
            return write_row(effect);
        case EffectKind::opens:
            if (!revision() && open_row(effect.target) != 0)
                return invalid(
                    "", "already_open",
                    "There is one open already. End that one first, or carry on with it.");
            return write_row(effect);
        case EffectKind::closes:
            return revision() ? Result<Done>(Done{}) : close_rows(effect);
        case EffectKind::starts:
            return revision() ? Result<Done>(Done{}) : start(effect);
        case EffectKind::stops:
            return revision() ? Result<Done>(Done{}) : stop(effect);
        case EffectKind::makes:
            return revision() ? Result<Done>(Done{}) : make(effect);
    }
    return Done{};
}

void EffectRunner::remember(const Effect& effect, std::int64_t id, std::string words) {
    if (!effect.name.empty()) named_[effect.name][now_.tick] = id;
    if (effect.target == "contact" && contact_ == 0) contact_ = id;
    if (effect.target == "meeting" && meeting_ == 0 && effect.row) meeting_ = id;
    made_.push_back({effect.target, id, std::move(words)});
}

// A task whose kind is the id of this form is done now that the form is signed.
Result<Done> EffectRunner::finish_tasks() {
    std::vector<std::int64_t> tasks;
    session_.each(kFinishTasks,
                  {{"form", form_.id},
                   {"family", family_},
                   {"contact", contact_ == 0 ? store::Value{} : store::Value(contact_)}},
                  [&](const store::Row& row) { tasks.push_back(row.int64(0)); });
    for (const auto task : tasks) {
        auto done = writer_.revise(
            "task", task, {{"done_at", context_.now}, {"done_by", context_.subject.worker}});
        if (!done) return done.failure();
    }
    return Done{};
}

}  // namespace hearth::record
