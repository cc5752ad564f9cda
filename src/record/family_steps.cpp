#include "record/family_steps.h"

#include <algorithm>
#include <map>

#include "record/entries.h"

namespace hearth::record {
namespace {

using store::Sql;

// The last entry of each form: ids grow with time, so the greatest of a day is its last.
constexpr Sql kWritten{"entries_by_form", R"(
SELECT e.form, count(*), max(date_part_of(e.happened_at)),
       CAST(substr(max(date_part_of(e.happened_at) || CAST(e.id AS TEXT)), 11) AS BIGINT)
FROM entry e
WHERE e.family_id = :family AND e.status = 'signed' AND e.superseded_at = '9999-12-31T23:59:59.999Z'
  AND e.class IN (SELECT value FROM each_text(:classes))
GROUP BY e.form)"};

struct Written {
    int count = 0;
    std::optional<Date> last;
    EntryId entry;
};

}  // namespace

Result<FamilySteps> read_family_steps(store::Session& session, const Context& context,
                                      FamilyId family) {
    auto head = family_head(session, context, family, "steps");
    if (!head) return head.failure();
    FamilySteps out;
    out.head = std::move(head).value();
    const Readable readable(context, out.head.decision.classes);
    std::map<std::string, Written, std::less<>> written;
    session.each(kWritten, {{"family", family}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     written[std::string(row.text(0))] = {static_cast<int>(row.int64(1)),
                                                          row.date(2), row.id<EntryTag>(3)};
                 });
    for (const auto& step : context.practice.pathway) {
        const auto* form = context.practice.form(step.form);
        if (form == nullptr || form->about == practice::About::contact) continue;
        FamilyStep line;
        line.id = step.id;
        line.title = step.title;
        line.form = form->id;
        line.verb = form->verb;
        line.of_meeting = form->about == practice::About::meeting;
        line.may_write = !out.head.closed && readable.has(form->field_class) &&
                         may_write(context.subject, *form);
        if (const auto found = written.find(form->id); found != written.end()) {
            line.written = found->second.count;
            line.last = found->second.last;
            line.last_entry = found->second.entry;
        }
        if (!line.may_write && line.written == 0) continue;
        auto group = std::find_if(out.groups.begin(), out.groups.end(),
                                  [&](const StepGroup& g) { return g.basis == step.basis; });
        if (group == out.groups.end()) {
            out.groups.push_back({step.basis, {}});
            group = std::prev(out.groups.end());
        }
        group->steps.push_back(std::move(line));
    }
    return out;
}

}  // namespace hearth::record
