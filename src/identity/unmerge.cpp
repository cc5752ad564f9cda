#include "identity/unmerge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/guard.h"
#include "base/text.h"
#include "identity/written_since.h"
#include "record/people.h"
#include "record/readable.h"
#include "record/rows.h"

namespace hearth::identity {
namespace {

std::string lower_first(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

using store::Sql;

constexpr Sql kAnswer{"add_unmerge_answer", R"(
INSERT INTO unmerge_answer (merge_id, fact, fact_id, field, person_id, worker_id, answered_at)
VALUES (:merge, :fact, :id, :field, :person, :worker, :now))"};
constexpr Sql kForgetAbout{
    "forget_entry_person",
    "DELETE FROM entry_person WHERE entry_id = :entry AND person_id = :person"};
constexpr Sql kAbout{"entry_person_held", R"(
SELECT COUNT(*) FROM entry_person WHERE entry_id = :entry AND person_id = :person)"};
constexpr Sql kAddAbout{"add_entry_person_again",
                        "INSERT INTO entry_person (entry_id, person_id) VALUES (:entry, :person)"};

struct Reading {
    UnmergeSheet sheet;
    Sides sides;
    std::vector<Written> written;
};

Result<Reading> read(store::Session& session, const record::Context& context, std::int64_t merge) {
    const auto line = merge_in_force(session, merge);
    if (!line) return Refusal{"absent"};
    auto allowed = access::guard_person(session, context.policy, context.subject,
                                        access::Action::manage, line->kept);
    if (!allowed) return allowed.failure();
    Reading out{{*line, {}}, sides_of(session, *line), {}};
    const record::Readable readable(context, allowed->classes);
    out.written = written_since(session, context, readable, *line, out.sides);
    for (const auto& w : out.written) out.sheet.questions.push_back(w.question);
    return out;
}

// The answer says that it is the other side's: the row's next version, or the entry's people.
Result<Done> move(store::Session& session, const record::Context& context, const Written& w,
                  PersonId to) {
    record::RowWriter writer(session, context);
    const auto& fact = w.question.fact;
    if (fact.table == "entry_person") {
        session.execute(kForgetAbout, {{"entry", fact.id}, {"person", w.person}});
        const auto there = session.one(kAbout, {{"entry", fact.id}, {"person", to}},
                                       [](const store::Row& row) { return row.int64(0); });
        if (there == 0) session.execute(kAddAbout, {{"entry", fact.id}, {"person", to}});
        return Done{};
    }
    if (fact.table == "person") {
        const auto mine = writer.current("person", w.person.value);
        if (!mine) return Refusal{"absent"};
        auto given = writer.revise("person", to.value, {{fact.field, mine->at(fact.field)}});
        if (!given) return given.failure();
        return writer.revise("person", w.person.value, {{fact.field, w.before}});
    }
    return writer.revise(fact.table, fact.id,
                         {{fact.field.empty() ? "person_id" : fact.field, to}});
}

}  // namespace

std::string Fact::key() const {
    return table + "." + id_to_text(id) + (field.empty() ? "" : "." + field);
}

Result<UnmergeSheet> unmerge_sheet(store::Session& session, const record::Context& context,
                                   std::int64_t merge) {
    auto found = read(session, context, merge);
    if (!found) return found.failure();
    return std::move(found).value().sheet;
}

Result<Done> unmerge_people(store::Session& session, const record::Context& context,
                            const UnmergeRequest& request) {
    auto found = read(session, context, request.merge);
    if (!found) return found.failure();
    const auto& line = found->sheet.merge;
    std::vector<FieldError> errors;
    if (is_blank(request.reason))
        errors.push_back({"reason", "required", "Say how you know that they are two people."});
    for (const auto& q : found->sheet.questions) {
        const auto it = request.answers.find(q.fact);
        if (it == request.answers.end() || (it->second != line.kept && it->second != line.other))
            errors.push_back({q.fact.key(), "required",
                              fmt::format("Say whose this is: {}.", lower_first(q.title))});
    }
    if (!errors.empty()) return Invalid{std::move(errors)};

    for (const auto& w : found->written) {
        const auto& fact = w.question.fact;
        const PersonId answer = request.answers.at(fact);
        session.execute(kAnswer, {{"merge", request.merge},
                                  {"fact", fact.table},
                                  {"id", fact.id},
                                  {"field", fact.field},
                                  {"person", answer},
                                  {"worker", context.subject.worker},
                                  {"now", context.now}});
        if (answer == w.question.now) continue;
        auto moved = move(session, context, w, answer);
        if (!moved) return moved.failure();
    }
    record::RowWriter writer(session, context);
    auto undone = writer.revise("person_merge", request.merge,
                                {{"undone_by", context.subject.worker},
                                 {"undone_at", context.now},
                                 {"undone_reason", std::string(trim(request.reason))}});
    if (!undone) return undone.failure();
    std::vector<PersonId> records(found->sides.kept.begin(), found->sides.kept.end());
    records.insert(records.end(), found->sides.other.begin(), found->sides.other.end());
    show_as_merged(session, context.now, records);
    for (const auto record : {line.kept, line.other}) record::index_names(session, record);
    return Done{};
}

}  // namespace hearth::identity
