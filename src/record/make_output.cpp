// A document from its template: each part in order, every row and answer past the audience.
//
// Long because: the kinds of part share the facts, the audience and the list of what was left out.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "practice/answers.h"
#include "record/output_audience.h"
#include "record/output_internal.h"
#include "record/output_rows.h"

namespace hearth::record {
namespace {

using practice::OutputPart;
using practice::PartKind;
using store::Sql;

constexpr Sql kMeeting{"output_meeting", R"(
SELECT kind, COALESCE(held_at, planned_at), decision, decision_reason, next_on FROM meeting
WHERE id = :meeting AND family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kContact{"output_contact", R"(
SELECT reference, received_at, decided_at, outcome FROM contact
WHERE id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAddress{"output_reader_address", R"(
SELECT line1, line2, town, postcode FROM person_address
WHERE person_id = :person AND confidential = 0 AND kind IN ('correspondence', 'home', 'placement')
  AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY CASE kind WHEN 'correspondence' THEN 0 ELSE 1 END, from_date DESC, id DESC LIMIT 1)"};
constexpr Sql kPerson{"output_person", R"(
SELECT given, surname FROM person
WHERE id = :person AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kMembers{"output_members", R"(
SELECT DISTINCT m.person_id, m.role, p.given, p.born,
  CASE WHEN m.to_date IS NULL OR m.to_date >= :today THEN 1 ELSE 0 END
FROM family_member m JOIN person p ON p.id = m.person_id
  AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY p.born, m.person_id)"};
constexpr Sql kEntries{"output_entries", R"(
SELECT e.id, e.version_id, e.form_version, e.class, e.happened_at FROM entry e
WHERE e.form = :form AND e.family_id = :family
  AND e.superseded_at = '9999-12-31T23:59:59.999Z' AND e.status = 'signed'
ORDER BY e.happened_at DESC, e.id DESC LIMIT 20)"};
constexpr Sql kMeetingEntries{"output_entries_of_meeting", R"(
SELECT e.id, e.version_id, e.form_version, e.class, e.happened_at FROM entry e
WHERE e.form = :form AND e.family_id = :family AND e.meeting_id = :meeting
  AND e.superseded_at = '9999-12-31T23:59:59.999Z' AND e.status = 'signed'
ORDER BY e.happened_at DESC, e.id DESC LIMIT 20)"};
constexpr Sql kContactEntries{"output_entries_of_contact", R"(
SELECT e.id, e.version_id, e.form_version, e.class, e.happened_at FROM entry e
WHERE e.form = :form AND e.contact_id = :contact
  AND e.superseded_at = '9999-12-31T23:59:59.999Z' AND e.status = 'signed'
ORDER BY e.happened_at DESC, e.id DESC LIMIT 20)"};
constexpr Sql kTicked{"output_people_of_entries", R"(
SELECT entry_id, person_id FROM entry_person
WHERE entry_id IN (SELECT value FROM each_id(:entries)) ORDER BY entry_id, person_id)"};
constexpr Sql kSections{"output_sections", R"(
SELECT section, class, answers FROM entry_section WHERE version_id = :version ORDER BY section)"};

std::vector<std::string> paragraphs_of(std::string_view text) {
    std::vector<std::string> out;
    std::string one;
    for (const auto line : split(text, '\n')) {
        if (is_blank(line)) {
            if (!one.empty()) out.push_back(std::move(one));
            one.clear();
        } else {
            if (!one.empty()) one += '\n';
            one += trim(line);
        }
    }
    if (!one.empty()) out.push_back(std::move(one));
    return out;
}

class Maker {
  public:
    Maker(store::Session& session, const Context& context, OpenOutput open,
          std::string_view authority, const DrawNetwork& draw)
        : session_(session),
          context_(context),
          open_(std::move(open)),
          readable_(context, open_.access.decision.classes),
          audience_(open_.stored.subject.family
                        ? Audience(session, context, *open_.reader, open_.stored.subject.family,
                                   open_.stored.subject.person)
                        : Audience(context, *open_.reader)),
          names_(session),
          draw_(draw) {
        made_.draft = open_.stored.id;
        made_.edition = open_.stored.edition;
        made_.subject = open_.stored.subject;
        made_.output = open_.output;
        made_.reader = open_.reader;
        made_.head = open_.access.head;
        read_members();
        read_facts(authority);
    }

    MadeOutput make() {
        Document& document = made_.document;
        document.output = open_.output->id;
        document.version = open_.output->version;
        document.template_hash = open_.output->hash;
        document.title = open_.output->title;
        document.reader = fact("reader");
        document.reference = fact("reference");
        document.authority = fact("authority");
        document.author = context_.subject.name;
        document.author_title = context_.subject.job_title;
        document.made_from = context_.today();
        classes_.insert("identity");
        const OutputRow nothing;
        for (const auto& part : open_.output->parts) {
            if (part.shown && !part.shown->truth(nothing.context(facts_))) continue;
            MadePart made;
            made.part = &part;
            made.doc.id = part.id;
            made.doc.title = part.title;
            switch (part.kind) {
                case PartKind::words:
                    words(part, made);
                    break;
                case PartKind::write:
                    write(part, made);
                    break;
                case PartKind::rows:
                    rows(part, made);
                    break;
                case PartKind::answers:
                    answers(part, made);
                    break;
                case PartKind::draw:
                    drawing(part, made);
                    break;
            }
            if (made.doc.blocks.empty() && !part.empty.empty() && part.kind != PartKind::write)
                text(made, filled(part.empty), false);
            if (!made.doc.blocks.empty()) document.parts.push_back(made.doc);
            made_.parts.push_back(std::move(made));
        }
        if (open_.reader->is == practice::ReaderIs::adult &&
            open_.reader->people == practice::ReaderOf::own && audience_.children().empty())
            made_.left_out.push_back(
                {"Children", "Everything about the children",
                 fmt::format("No child is recorded as {}’s. Record the relationship on Family and "
                             "network.",
                             fact("reader"))});
        made_.classes.assign(classes_.begin(), classes_.end());
        made_.hash = document.hash();
        return std::move(made_);
    }

  private:
    // ---- facts

    std::string fact(std::string_view name) const {
        const auto found = facts_.find(name);
        return found == facts_.end() ? std::string() : found->second.words;
    }
    void put(std::string_view name, const std::string& words, std::string raw = {}) {
        if (words.empty()) return;
        OutputCell cell;
        cell.words = words;
        cell.raw = {raw.empty() ? words : std::move(raw)};
        facts_.insert_or_assign(std::string(name), std::move(cell));
    }
    void put(std::string_view name, std::optional<Date> day) {
        if (day) put(name, day->plain(), day->iso());
    }
    void read_members() {
        if (!open_.stored.subject.family) return;
        session_.each(kMembers,
                      {{"family", open_.stored.subject.family}, {"today", context_.today()}},
                      [&](const store::Row& row) {
                          const auto person = row.id<PersonTag>(0);
                          members_.push_back(person);
                          if (row.text(1) != "child") return;
                          children_.push_back(person);
                          if (row.yes(4) && audience_.knows(person))
                              given_.emplace_back(row.text(2));
                      });
    }
    void read_facts(std::string_view authority) {
        const auto& subject = open_.stored.subject;
        if (subject.person) {
            session_.one(kPerson, {{"person", subject.person}}, [&](const store::Row& row) {
                put("reader", fmt::format("{} {}", row.text(0), row.text(1)));
                put("reader_first", std::string(row.text(0)));
                return true;
            });
            if (readable_.has("address"))
                session_.one(kAddress, {{"person", subject.person}, {"today", context_.today()}},
                             [&](const store::Row& row) {
                                 std::vector<std::string> lines;
                                 for (int i = 0; i < 4; ++i)
                                     if (!row.text(i).empty()) lines.emplace_back(row.text(i));
                                 const auto words = join(lines, ", ");
                                 if (!audience_.holds_confidential_address(words))
                                     put("reader_address", words);
                                 return true;
                             });
        } else {
            put("reader", subject.named);
            put("reader_first", subject.named);
        }
        put("reader_is", open_.reader->title, open_.reader->id);
        put("today", context_.today());
        put("author", context_.subject.name);
        put("author_title", context_.subject.job_title);
        put("authority", std::string(authority));
        put("guidance", context_.practice.guidance);
        put("threshold_document", context_.practice.threshold_document);
        for (const auto& [id, words] : context_.practice.terms) put("term_" + id, words);
        if (made_.head) {
            put("family", made_.head->name);
            put("reference", made_.head->reference);
            put("team", made_.head->team);
            put("lead", made_.head->lead_name);
            put("children", given_.empty() ? std::string("the children") : join_and(given_));
        }
        if (subject.meeting)
            session_.one(
                kMeeting, {{"meeting", subject.meeting}, {"family", subject.family}},
                [&](const store::Row& row) {
                    const auto kind = context_.practice.meetings.find(row.text(0));
                    const bool known = kind != context_.practice.meetings.end();
                    put("meeting", known ? kind->second.title : std::string(row.text(0)),
                        std::string(row.text(0)));
                    const auto at = row.instant(1).value();
                    put("meeting_on", std::optional(date_of(at)));
                    const int minutes = wall_time(at).minutes;
                    put("meeting_time", fmt::format("{}:{:02}", minutes / 60, minutes % 60));
                    if (!readable_.has("general")) return true;
                    const auto* decisions =
                        known ? context_.practice.code_list(kind->second.decisions) : nullptr;
                    put("meeting_decision",
                        std::string(decisions == nullptr ? row.text(2)
                                                         : decisions->label(row.text(2))),
                        std::string(row.text(2)));
                    const OutputItem reason{{"general"}, {}, true, {row.text(3)}};
                    if (!audience_.refuses(reason)) put("meeting_reason", std::string(row.text(3)));
                    put("meeting_next", row.date(4));
                    return true;
                });
        if (subject.contact != 0)
            session_.one(kContact, {{"contact", subject.contact}}, [&](const store::Row& row) {
                put("reference", std::string(row.text(0)));
                put("contact_reference", std::string(row.text(0)));
                if (const auto at = row.instant(1))
                    put("contact_received", std::optional(date_of(*at)));
                if (const auto at = row.instant(2))
                    put("contact_decided", std::optional(date_of(*at)));
                const auto* list = context_.practice.code_list("contact_outcome");
                put("contact_outcome",
                    std::string(list == nullptr ? row.text(3) : list->label(row.text(3))),
                    std::string(row.text(3)));
                return true;
            });
    }
    std::string filled(std::string_view words) const {
        const OutputRow nothing;
        return practice::summary_of(words, nothing.context(facts_));
    }

    // ---- what may stand

    // Whether it may; if not, it is told to the author.
    bool passes(const OutputPart& part, const OutputItem& item, const std::string& what) {
        if (const auto why = audience_.refuses(item)) {
            made_.left_out.push_back({title_of(part), shorten(what, 120), *why});
            return false;
        }
        for (const auto text : item.texts) mention(part, text);
        classes_.insert(item.classes.begin(), item.classes.end());
        return true;
    }
    void mention(const OutputPart& part, std::string_view text) {
        for (const auto& who : audience_.mentions(text)) {
            auto words = fmt::format(
                "{}: somebody called {} is named. {} is not the reader’s to be "
                "told about.",
                title_of(part), who.substr(0, who.find(' ')), who);
            auto& all = made_.mentions;
            if (std::find(all.begin(), all.end(), words) == all.end())
                all.push_back(std::move(words));
        }
    }
    static std::string title_of(const OutputPart& part) {
        return !part.title.empty() ? part.title : !part.label.empty() ? part.label : part.id;
    }

    static void text(MadePart& made, std::string words, bool authored, std::string label = {}) {
        if (is_blank(words)) return;
        DocBlock block;
        block.text = std::move(words);
        block.label = std::move(label);
        block.authored = authored;
        made.doc.blocks.push_back(std::move(block));
    }

    // ---- the kinds of part

    // Paragraphs; a paragraph of lines that begin with "- " is a list.
    void words(const OutputPart& part, MadePart& made) {
        for (const auto& paragraph : paragraphs_of(part.words)) {
            const auto lines = split(paragraph, '\n');
            const bool list = std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
                return line.starts_with("- ");
            });
            if (!list) {
                text(made, filled(paragraph), false);
                continue;
            }
            DocBlock block;
            block.kind = DocBlock::Kind::list;
            for (const auto line : lines)
                if (auto item = filled(line.substr(2)); !item.empty())
                    block.items.push_back(std::move(item));
            if (!block.items.empty()) made.doc.blocks.push_back(std::move(block));
        }
    }

    void problem(const std::string& field, const char* code, std::string message) {
        made_.problems.push_back({field, code, std::move(message)});
    }

    void write(const OutputPart& part, MadePart& made) {
        const auto& answers = open_.stored.answers;
        const auto name = "write." + part.id;
        if (answers.has(name)) {
            made.text = answers.get(name);
        } else {
            for (const auto& paragraph : paragraphs_of(part.words)) {
                if (!made.text.empty()) made.text += "\n\n";
                made.text += filled(paragraph);
            }
        }
        if (answers.has("other." + name)) {
            made.other = std::string(answers.get("other." + name));
            problem(name, "two_texts", "Two texts were written here. Make one of them, and save.");
        }
        if (part.required && is_blank(made.text))
            problem(name, "required", fmt::format("Write: {}.", part.label));
        if (part.max_words > 0 && words_in(made.text) > static_cast<std::size_t>(part.max_words))
            problem(name, "too_long",
                    fmt::format("{}: use {} words at most.", part.label, part.max_words));
        if (audience_.holds_confidential_address(made.text))
            problem(name, "address",
                    fmt::format("{}: this holds an address that is kept confidential. Take it out.",
                                part.label));
        mention(part, made.text);
        text(made, made.text, true);
    }
    static std::size_t words_in(std::string_view text) { return hearth::words(text).size(); }

    const std::vector<OutputRow>& rows_of(const practice::OutputSource& source) {
        const auto found = cache_.find(source.name);
        if (found != cache_.end()) return found->second;
        const OutputScope scope{open_.stored.subject.family, open_.stored.subject.contact,
                                open_.stored.subject.meeting, &children_, &members_};
        auto rows = output_rows(session_, context_, readable_, scope, source, names_);
        if (source.name == "people")
            for (auto& row : rows)
                if (audience_.hidden_home(row.people.front())) row.cells.erase("household");
        return cache_.emplace(source.name, std::move(rows)).first->second;
    }

    void rows(const OutputPart& part, MadePart& made) {
        const auto* source = practice::output_source(part.source);
        if (source == nullptr) return;
        const auto& answers = open_.stored.answers;
        const bool asked = answers.has("rows." + part.id);
        const auto& kept_keys = answers.all("keep." + part.id);
        const std::set<std::string> kept(kept_keys.begin(), kept_keys.end());
        struct Line {
            std::string key, words;
            std::vector<std::string> cells;
            bool kept = true;
            std::string comment;
        };
        std::vector<Line> lines;
        for (const auto& row : rows_of(*source)) {
            const auto in = row.context(facts_);
            if (part.when && !part.when->truth(in)) continue;
            Line line;
            line.key = row.key;
            if (part.columns.empty()) {
                line.cells = {practice::summary_of(part.line, in)};
            } else {
                for (const auto& column : part.columns)
                    line.cells.push_back(practice::summary_of(column.words, in));
            }
            line.words = join(line.cells, " · ");
            if (is_blank(line.words)) continue;
            OutputItem item{row.classes, row.people, row.of_family, {}};
            for (const auto& cell : line.cells) item.texts.emplace_back(cell);
            if (!passes(part, item, line.words)) continue;
            if (part.choose)
                line.kept = asked ? kept.contains(row.key) : !part.chosen || part.chosen->truth(in);
            if (part.comment) {
                const auto name = fmt::format("comment.{}.{}", part.id, row.key);
                line.comment = std::string(trim(answers.get(name)));
                if (audience_.holds_confidential_address(line.comment))
                    problem(name, "address",
                            "A comment holds an address that is kept confidential. Take it out.");
                mention(part, line.comment);
            }
            lines.push_back(std::move(line));
        }
        if (lines.size() > static_cast<std::size_t>(part.at_most)) {
            const auto gone = lines.size() - static_cast<std::size_t>(part.at_most);
            made_.left_out.push_back(
                {title_of(part), plural(static_cast<std::int64_t>(gone), "older row", "older rows"),
                 fmt::format("At most {} stand there.", part.at_most)});
            lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(gone));
        }
        if (part.newest_first) std::reverse(lines.begin(), lines.end());
        DocBlock block;
        const bool table = !part.columns.empty();
        block.kind = table ? DocBlock::Kind::table : DocBlock::Kind::list;
        const bool comments =
            part.comment && std::any_of(lines.begin(), lines.end(), [](const Line& line) {
                return line.kept && !line.comment.empty();
            });
        if (table) {
            for (const auto& column : part.columns) block.head.push_back(column.title);
            if (comments) block.head.emplace_back("Comment");
        }
        for (auto& line : lines) {
            if (part.choose || part.comment)
                made.rows.push_back({line.key, line.words, line.kept, line.comment});
            if (!line.kept) continue;
            if (!table) {
                block.items.push_back(std::move(line.cells.front()));
                continue;
            }
            if (comments) line.cells.push_back(line.comment);
            block.rows.push_back(std::move(line.cells));
        }
        if (!block.items.empty() || !block.rows.empty())
            made.doc.blocks.push_back(std::move(block));
    }

    struct Entry {
        EntryId id;
        std::int64_t version = 0;
        int form_version = 0;
        std::string cls;
        Instant at;
    };
    // The newest entry on the form that the reader may be told of.
    void answers(const OutputPart& part, MadePart& made) {
        const auto& subject = open_.stored.subject;
        const auto* newest = context_.practice.form(part.form);
        if (newest == nullptr) return;
        const bool of_meeting = newest->about == practice::About::meeting && subject.meeting;
        std::vector<Entry> entries;
        std::vector<EntryId> ids;
        const bool of_contact = subject.contact != 0;
        store::Params params{{"form", part.form}};
        if (of_contact)
            params.add("contact", subject.contact);
        else
            params.add("family", subject.family);
        if (of_meeting) params.add("meeting", subject.meeting);
        session_.each(of_contact   ? kContactEntries
                      : of_meeting ? kMeetingEntries
                                   : kEntries,
                      params, [&](const store::Row& row) {
                          entries.push_back({row.id<EntryTag>(0), row.int64(1),
                                             static_cast<int>(row.int64(2)),
                                             std::string(row.text(3)), row.instant(4).value()});
                          ids.push_back(entries.back().id);
                      });
        std::map<EntryId, std::vector<PersonId>> ticked;
        if (!ids.empty())
            session_.each(kTicked, {{"entries", ids}}, [&](const store::Row& row) {
                ticked[row.id<EntryTag>(0)].push_back(row.id<PersonTag>(1));
            });
        for (const auto& entry : entries) {
            if (!readable_.has(entry.cls)) continue;
            const auto* form = context_.practice.form(part.form, entry.form_version);
            if (form == nullptr) continue;
            // A meeting's own record is the family's where it ticks nobody.
            const OutputItem item{{entry.cls}, ticked[entry.id], of_meeting || of_contact, {}};
            const auto what = fmt::format("{}, {}", form->title, date_of(entry.at).plain());
            if (!passes(part, item, what)) continue;
            entry_answers(part, made, *form, entry, ticked[entry.id], of_meeting || of_contact);
            return;
        }
    }
    void entry_answers(const OutputPart& part, MadePart& made, const practice::Form& form,
                       const Entry& entry, const std::vector<PersonId>& people, bool of_whole) {
        struct Stored {
            std::string cls;
            Answers answers;
        };
        std::map<std::string, Stored, std::less<>> stored;
        session_.each(kSections, {{"version", entry.version}}, [&](const store::Row& row) {
            auto answers = Answers::from_json(row.text(2));
            if (answers && readable_.has(row.text(1)))
                stored[std::string(row.text(0))] = {std::string(row.text(1)),
                                                    std::move(answers).value()};
        });
        const auto none = [](std::string_view) { return practice::ExprValue{}; };
        for (const auto& section : form.sections) {
            const auto found = stored.find(section.id);
            if (found == stored.end()) continue;
            const auto& answers = found->second.answers;
            const auto group = [&](int index, const practice::ExprContext& words) {
                const auto key = [&](const std::string& id) {
                    return section.repeat.empty() ? id : Answers::key(section.repeat, index, id);
                };
                std::vector<PersonId> about;
                for (const auto& field : section.fields)
                    if (field.type == practice::FieldType::person)
                        if (const auto person = PersonId::parse(answers.get(key(field.id))))
                            about.push_back(*person);
                if (about.empty()) about = people;
                for (const auto& field : section.fields) {
                    if (!part.fields.empty() && std::find(part.fields.begin(), part.fields.end(),
                                                          field.id) == part.fields.end())
                        continue;
                    if (!answers.has(key(field.id))) continue;
                    const bool prose = field.type == practice::FieldType::longtext;
                    auto said = join(words.words ? words.words(field.id) : practice::ExprValue{},
                                     prose ? "\n" : ", ");
                    if (is_blank(said)) said = join(answers.all(key(field.id)), ", ");
                    if (is_blank(said)) continue;
                    OutputItem item{{found->second.cls, entry.cls}, about, of_whole, {said}};
                    // Persons whom the answer itself names by id.
                    if (field.type == practice::FieldType::person ||
                        field.type == practice::FieldType::people)
                        for (const auto& id : answers.all(key(field.id)))
                            if (const auto person = PersonId::parse(id))
                                item.people.push_back(*person);
                    if (!passes(part, item, fmt::format("{}: {}", field.label, said))) continue;
                    text(made, std::move(said), false, part.labels ? field.label : std::string());
                }
            };
            if (section.repeat.empty()) {
                group(0, practice::context_of(context_.practice, form, answers, none,
                                              names_.of_fields()));
            } else {
                for (const int index : answers.groups(section.repeat))
                    group(index, practice::context_of(context_.practice, form, answers, none,
                                                      names_.of_fields(), section.repeat, index));
            }
        }
    }

    // The network as the reader may know it.
    void drawing(const OutputPart& part, MadePart& made) {
        if (!draw_) return;
        auto read =
            family_network(session_, context_, open_.stored.subject.family, access::Action::print);
        if (!read) return;
        FamilyNetwork network = std::move(read).value();
        const auto may = [&](PersonId person, const std::string& name) {
            const OutputItem item{{"identity"}, {person}, false, {}};
            return passes(part, item, name);
        };
        std::erase_if(network.members, [&](const MemberLine& m) { return !may(m.person, m.name); });
        std::erase_if(network.relatives, [&](const Relative& r) { return !may(r.person, r.name); });
        std::erase_if(network.relations, [&](const RelationLine& r) {
            return !audience_.knows(r.from) || !audience_.knows(r.to);
        });
        for (auto& m : network.members) {
            if (audience_.hidden_home(m.person) ||
                audience_.holds_confidential_address(m.household))
                m.household.clear();
            m.basis.clear();
        }
        network.households.clear();  // addresses are no part of a drawing
        std::erase_if(network.workers, [&](const WorkerLine& w) {
            return (w.discipline == "domestic_abuse_survivor" && !audience_.told("survivor")) ||
                   (w.discipline == "domestic_abuse_risk" && !audience_.told("poses_risk"));
        });
        network.head.flags.clear();
        made.doc.blocks = draw_(part.draw, network);
    }

    store::Session& session_;
    const Context& context_;
    OpenOutput open_;
    Readable readable_;
    Audience audience_;
    Names names_;
    const DrawNetwork& draw_;
    MadeOutput made_;
    OutputFacts facts_;
    std::set<std::string> classes_;
    std::vector<PersonId> members_, children_;
    std::vector<std::string> given_;
    std::map<std::string_view, std::vector<OutputRow>> cache_;
};

}  // namespace

Result<MadeOutput> make_output(store::Session& session, const Context& context,
                               const practice::Outputs& outputs, std::int64_t draft,
                               std::string_view authority, const DrawNetwork& draw) {
    auto open = open_stored(session, context, outputs, draft);
    if (!open) return open.failure();
    return Maker(session, context, std::move(open).value(), authority, draw).make();
}

}  // namespace hearth::record
