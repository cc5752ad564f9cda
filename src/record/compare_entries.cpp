#include "record/compare_entries.h"

#include <algorithm>
#include <map>

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kEntries{"entries_to_compare", R"(
SELECT e.id, e.happened_at, w.name FROM entry e
JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.family_id = :family AND e.form = :form AND e.status = 'signed'
  AND e.class IN (SELECT value FROM each_text(:classes))
  AND e.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY e.happened_at DESC, e.id DESC LIMIT 30)"};

// Lines of both, in the order of the newer; what only the older has follows.
std::vector<ComparedLine> lines_of(const std::vector<AnswerLine>& before,
                                   const std::vector<AnswerLine>& now, Comparison& out) {
    std::vector<ComparedLine> lines;
    std::vector<bool> used(before.size(), false);
    for (const auto& line : now) {
        ComparedLine one{line.label, {}, line.words, line.prose, Changed::added};
        for (std::size_t i = 0; i < before.size(); ++i) {
            if (used[i] || before[i].label != line.label) continue;
            used[i] = true;
            one.before = before[i].words;
            one.how = one.before == one.now ? Changed::same : Changed::changed;
            break;
        }
        lines.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < before.size(); ++i)
        if (!used[i])
            lines.push_back({before[i].label, before[i].words, {}, before[i].prose, Changed::gone});
    for (const auto& line : lines) {
        switch (line.how) {
            case Changed::same:
                ++out.same;
                break;
            case Changed::changed:
                ++out.changed;
                break;
            case Changed::added:
                ++out.added;
                break;
            case Changed::gone:
                ++out.gone;
                break;
        }
    }
    return lines;
}

// Whom a group of a repeated section is about: its first answer that names a person; else its
// place.
std::string about(const practice::Form* form, const std::string& section,
                  const std::vector<AnswerLine>& group, std::size_t place) {
    if (form != nullptr)
        for (const auto& s : form->sections) {
            if (s.id != section || s.repeat.empty()) continue;
            for (const auto& field : s.fields)
                if (field.type == practice::FieldType::person)
                    for (const auto& line : group)
                        if (line.label == field.label) return line.words;
        }
    return std::to_string(place + 1);
}

void compare(const practice::Form* form, const EntryRead& before, const EntryRead& now,
             Comparison& out) {
    struct Pair {
        std::string title;
        const SectionRead* before = nullptr;
        const SectionRead* now = nullptr;
    };
    std::vector<std::pair<std::string, Pair>> pairs;
    for (const auto& section : now.sections)
        pairs.push_back({section.id, {section.title, nullptr, &section}});
    for (const auto& section : before.sections) {
        const auto found = std::find_if(pairs.begin(), pairs.end(),
                                        [&](const auto& one) { return one.first == section.id; });
        if (found != pairs.end())
            found->second.before = &section;
        else
            pairs.push_back({section.id, {section.title, &section, nullptr}});
    }
    static const std::vector<AnswerLine> kNone;
    for (const auto& [id, pair] : pairs) {
        ComparedSection section{pair.title, {}};
        const bool repeated = [&, &section_id = id] {
            if (form != nullptr)
                for (const auto& s : form->sections)
                    if (s.id == section_id) return !s.repeat.empty();
            return false;
        }();
        std::vector<std::pair<
            std::string, std::pair<const std::vector<AnswerLine>*, const std::vector<AnswerLine>*>>>
            groups;
        const auto place = [&, &section_id = id](const SectionRead* read, bool is_now) {
            if (read == nullptr) return;
            for (std::size_t i = 0; i < read->groups.size(); ++i) {
                const std::string who =
                    repeated ? about(form, section_id, read->groups[i], i) : std::string();
                auto found = std::find_if(groups.begin(), groups.end(),
                                          [&](const auto& one) { return one.first == who; });
                if (found == groups.end()) {
                    groups.push_back({who, {&kNone, &kNone}});
                    found = groups.end() - 1;
                }
                (is_now ? found->second.second : found->second.first) = &read->groups[i];
            }
        };
        place(pair.now, true);
        place(pair.before, false);
        for (const auto& [who, both] : groups) {
            auto lines = lines_of(*both.first, *both.second, out);
            if (!lines.empty()) section.groups.push_back({who, std::move(lines)});
        }
        if (!section.groups.empty()) out.sections.push_back(std::move(section));
    }
}

}  // namespace

Result<Comparison> compare_entries(store::Session& session, const Context& context, FamilyId family,
                                   std::string_view form, EntryId now, EntryId before) {
    auto head = family_head(session, context, family, "assessments");
    if (!head) return head.failure();
    Comparison out;
    out.head = std::move(head).value();
    const auto* definition = context.practice.form(form);
    if (definition != nullptr) out.title = definition->title;
    const Readable readable(context, out.head.decision.classes);
    session.each(kEntries, {{"family", family}, {"form", form}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     out.entries.push_back({row.id<EntryTag>(0), date_of(row.instant(1).value()),
                                            std::string(row.text(2))});
                 });
    const auto index_of = [&](EntryId id) {
        return std::find_if(out.entries.begin(), out.entries.end(),
                            [&](const ComparedEntry& one) { return one.id == id; });
    };
    auto newer = now ? index_of(now) : out.entries.begin();
    if (newer == out.entries.end()) {
        if (now || before) return Refusal{"absent"};
        return out;
    }
    auto older = before ? index_of(before) : newer + 1;
    if (older == out.entries.end()) {
        if (before) return Refusal{"absent"};
        return out;
    }
    auto a = read_entry(session, context, older->id);
    if (!a) return a.failure();
    auto b = read_entry(session, context, newer->id);
    if (!b) return b.failure();
    out.before = *older;
    out.now = *newer;
    compare(definition, a.value(), b.value(), out);
    return out;
}

}  // namespace hearth::record
