#include "record/supervision_prefill.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/text.h"
#include "record/family_list.h"
#include "record/read_entry.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr int kMostWords = 150;

constexpr Sql kWorkers{"prefill_workers", R"(
SELECT w.id, w.name, a.discipline FROM allocation a
JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.family_id = :family AND a.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)
ORDER BY a.lead DESC, a.discipline, a.id)"};
constexpr Sql kTeam{"prefill_team", R"(
SELECT w.id, w.name, w.discipline FROM family_team ft
JOIN team_member tm ON tm.team_id = ft.team_id AND tm.superseded_at = '9999-12-31T23:59:59.999Z'
  AND tm.from_date <= :today AND (tm.to_date IS NULL OR tm.to_date >= :today)
JOIN worker w ON w.id = tm.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
  AND w.discipline IN ('management', 'business_support')
WHERE ft.family_id = :family AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
ORDER BY w.discipline DESC, w.name)"};
constexpr Sql kSince{"prefill_since", R"(
SELECT MAX(opened_on) FROM workbook WHERE family_id = :family AND closed_on IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kMembers{"prefill_members", R"(
SELECT one_person(person_id), role FROM family_member
WHERE family_id = :family AND role IN ('child', 'parent', 'carer') AND to_date IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id)"};
constexpr Sql kSections{"prefill_sections", R"(
SELECT e.author_id, e.form, e.form_version, e.title, e.happened_at, s.section, s.answers
FROM entry e JOIN entry_section s ON s.version_id = e.version_id
WHERE e.family_id = :family AND e.happened_at >= :since AND e.status = 'signed'
  AND e.superseded_at = '9999-12-31T23:59:59.999Z'
  AND e.form IN (SELECT value FROM each_text(:forms)) AND e.form <> 'group_supervision'
  AND e.class IN (SELECT value FROM each_text(:classes))
  AND s.class IN (SELECT value FROM each_text(:classes))
ORDER BY e.happened_at DESC, e.id DESC, s.section)"};

// The classes that every role which may write the form may read of a family it may write about.
std::vector<std::string> common_classes(const practice::Practice& practice,
                                        const practice::Form& form) {
    std::vector<std::string> out = practice.roles.classes;
    for (const auto& id : form.roles) {
        const auto* role = practice.roles.find(id);
        if (role == nullptr) continue;
        std::vector<std::string> theirs;
        for (const auto& grant : role->grants)
            if (grant.object == "family" && std::find(grant.actions.begin(), grant.actions.end(),
                                                      "write") != grant.actions.end())
                theirs.insert(theirs.end(), grant.classes.begin(), grant.classes.end());
        std::erase_if(out, [&](const std::string& c) {
            return std::find(theirs.begin(), theirs.end(), c) == theirs.end();
        });
    }
    for (const auto& [one, other] : practice.roles.never_cross)
        std::erase_if(out, [&](const std::string& c) { return c == one || c == other; });
    return out;
}

// Adds words until there are `kMostWords`; false when some were left out.
bool add_words(std::string& text, int& count, std::string_view more) {
    std::size_t at = 0;
    while (at < more.size()) {
        const auto end = std::min(more.find_first_of(" \n\t", at), more.size());
        if (end > at) {
            if (count == kMostWords) {
                text += "…";
                return false;
            }
            if (!text.empty()) text += ' ';
            text += more.substr(at, end - at);
            ++count;
        }
        at = end + 1;
    }
    return true;
}

struct Paragraph {
    std::string text;
    int words = 0;
    bool full = false;
};

}  // namespace

Answers supervision_prefill(store::Session& session, const Context& context, FamilyId family) {
    Answers out;
    const auto* form = context.practice.form("group_supervision");
    if (form == nullptr) return out;
    const Date today = context.today();

    struct Worker {
        WorkerId id;
        std::string name, discipline;
    };
    std::vector<Worker> workers, team;
    const auto into = [](std::vector<Worker>& list) {
        return [&list](const store::Row& row) {
            list.push_back(
                {row.id<WorkerTag>(0), std::string(row.text(1)), std::string(row.text(2))});
        };
    };
    session.each(kWorkers, {{"family", family}, {"today", today}}, into(workers));
    session.each(kTeam, {{"family", family}, {"today", today}}, into(team));
    int index = 0;
    for (const auto* list : {&workers, &team})
        for (const auto& worker : *list) {
            const auto key = [&](std::string_view field) {
                return Answers::key("attendees", index, field);
            };
            out.set(key("attendee_worker"), worker.id.text());
            out.set(key("attendee"), worker.name);
            out.set(key("attendee_discipline"), worker.discipline);
            ++index;
        }

    int parents = 0, children = 0;
    std::vector<std::string> people;
    session.each(kMembers, {{"family", family}}, [&](const store::Row& row) {
        const std::string id = id_to_text(row.int64(0));
        if (row.text(1) == "child") {
            out.set(Answers::key("risk", children++, "child"), id);
            people.push_back(id);
        } else {
            out.set(Answers::key("readiness", parents++, "parent"), id);
        }
    });
    out.set("people", people);

    const auto since = session.one(kSince, {{"family", family}},
                                   [](const store::Row& row) { return row.date(0); });
    std::map<WorkerId, Paragraph> said;
    std::string voice;
    Names names(session);
    session.each(kSections,
                 {{"family", family},
                  {"since", instant_of(since.value_or(std::nullopt).value_or(today - 31), 0)},
                  {"forms", workbook_forms(context.practice)},
                  {"classes", common_classes(context.practice, *form)}},
                 [&](const store::Row& row) {
                     const auto* written =
                         context.practice.form(row.text(1), static_cast<int>(row.int64(2)));
                     if (written == nullptr) return;
                     const auto section = std::find_if(
                         written->sections.begin(), written->sections.end(),
                         [&](const practice::Section& s) { return s.id == row.text(5); });
                     if (section == written->sections.end()) return;
                     auto answers = Answers::from_json(row.text(6));
                     if (!answers) throw std::runtime_error("the answers of an entry are damaged");
                     const auto words =
                         section_in_words(context, *written, *section, answers.value(), names);
                     const std::string day = date_of(row.instant(4).value()).plain();
                     if (section->field_class == "voice") {
                         for (const auto& group : words.groups) {
                             voice += voice.empty() ? "" : "\n";
                             voice += day + ": ";
                             for (std::size_t i = 0; i < group.size(); ++i)
                                 voice += (i == 0 ? "" : ". ") + group[i].words;
                         }
                         return;
                     }
                     auto& mine = said[row.id<WorkerTag>(0)];
                     const std::string opening = fmt::format("{}, {}:", day, row.text(3));
                     std::string text;
                     for (const auto& group : words.groups)
                         for (const auto& line : group)
                             if (line.prose) text += " " + line.words;
                     if (text.empty() || mine.full) return;
                     const bool fits = (mine.text.find(opening) != std::string::npos ||
                                        add_words(mine.text, mine.words, opening)) &&
                                       add_words(mine.text, mine.words, text);
                     mine.full = !fits;
                 });
    index = 0;
    for (const auto& worker : workers) {
        const auto key = [&](std::string_view field) {
            return Answers::key("contributions", index, field);
        };
        out.set(key("worker"), worker.id.text());
        out.set(key("discipline"), worker.discipline);
        if (const auto mine = said.find(worker.id);
            mine != said.end() && !mine->second.text.empty())
            out.set(key("changed"), mine->second.text);
        ++index;
    }
    if (!voice.empty()) out.set("voice", voice);
    return out;
}

Answers prefill_for(store::Session& session, const Context& context, const practice::Form& form,
                    FamilyId family) {
    if (form.id == "group_supervision" && family)
        return supervision_prefill(session, context, family);
    return {};
}

}  // namespace hearth::record
