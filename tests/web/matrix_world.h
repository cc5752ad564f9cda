// An authority in which every relation meets every restriction, with one worker of each role, and
// every piece of information marked with its field class.
//
// Twenty-four families: five relations times four restrictions, the same for every worker, and four
// more that have been opened in an emergency. What is true between a worker and a family is known
// by construction, so that what is expected is worked out from the policy without the database.
// Made of rows, not of use cases: it must not depend on what it tests. The marks are words that
// occur nowhere else ("Canarysurvivor07": what a survivor said in family 7); `may_see` says from
// the policy who may meet which.
#pragma once
#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "record/output_document.h"
#include "support/small_world.h"

namespace hearth::test {

using access::Action;
using access::ObjectKind;
using access::Relation;

enum class Stands { allocated, team, area, duty, none };
enum class Limits { none, restricted, on_list, excluded };
enum class Glass { none, open, over };

struct MatrixWorker {
    std::string name;  // the role, or "recovery_worker@health" in another agency than the usual
    std::string role;
    access::Subject subject;
    bool may_break = false;  // the glass: only then have they
};

struct MatrixFamily {
    int index = 0;  // in the marks
    Stands stands = Stands::none;
    Limits limits = Limits::none;
    Glass glass = Glass::none;
    std::string given;  // the child's, of no other: what a search asks for
    std::string reference;
    FamilyId id;
    PersonId child, parent;
    std::map<std::string, EntryId, std::less<>> entries;  // by class
    std::map<std::string, ActionId, std::less<>> actions;
    std::int64_t mixed = 0;  // an entry that all may read, with a section of each class
    MeetingId meeting;
    std::int64_t note_draft = 0, sheet_draft = 0;  // somebody else's; the sheet of the meeting
    std::map<std::string, DocumentId, std::less<>> documents;  // sent; by the class beside general
    std::int64_t output_draft = 0;                             // somebody else's
    std::int64_t allocation = 0, relation = 0, task = 0, glass_row = 0;
    ClockId late;  // long enough to stand escalated to everybody that its rule names

    std::string key() const {
        static constexpr const char* kStand[] = {"allocated", "team", "area", "duty", "none"};
        static constexpr const char* kLimit[] = {"", "/restricted", "/on_list", "/excluded"};
        static constexpr const char* kGlasses[] = {"", "/glass", "/glass_over"};
        return std::string(kStand[static_cast<int>(stands)]) + kLimit[static_cast<int>(limits)] +
               kGlasses[static_cast<int>(glass)];
    }
    access::Facts facts(const MatrixWorker& who) const {
        access::Facts f;
        f.district = stands == Stands::area ? "burnley" : "pendle";
        if (stands == Stands::allocated) f.relations.add(Relation::allocated);
        if (stands == Stands::team) f.relations.add(Relation::team);
        if (stands == Stands::duty) f.relations.add(Relation::duty);
        f.broke_glass = glass == Glass::open && who.may_break;
        if (f.broke_glass) f.relations.add(Relation::break_glass);
        f.restricted = limits == Limits::restricted || limits == Limits::on_list;
        f.on_list = limits == Limits::on_list;
        f.excluded = limits == Limits::excluded;
        return f;
    }
};

struct MatrixCheck {
    std::int64_t id = 0;
    std::string agency_kind, field_class;
};
struct MatrixContact {
    int index = 0;
    std::string key;
    std::int64_t id = 0, named = 0;
    EntryId note;
    const MatrixFamily* family = nullptr;  // null: of no family yet
    bool open = false, excluded = false;
    std::string referrer, holder;  // roles
    std::vector<MatrixCheck> checks;

    access::Facts facts(const MatrixWorker& who) const {
        access::Facts f;
        if (family != nullptr) f = family->facts(who);
        f.district = "pendle";
        f.relations = {};
        f.excluded = f.excluded || excluded;
        if (open || holder == who.name) f.relations.add(Relation::duty);
        if (referrer == who.name) f.relations.add(Relation::referred);
        for (const auto& c : checks)
            if (c.agency_kind == who.subject.agency_kind) f.relations.add(Relation::asked);
        return f;
    }
    access::Facts check_facts(const MatrixWorker& who, const MatrixCheck& check) const {
        access::Facts f;
        f.excluded = facts(who).excluded;
        if (check.agency_kind == who.subject.agency_kind) f.relations.add(Relation::asked);
        return f;
    }
};

// "Canaryposesrisk07"
inline std::string mark(std::string_view kind, int index) {
    std::string plain;
    for (const char c : kind)
        if (c != '_') plain += c;
    return fmt::format("Canary{}{:02}", plain, index);
}

class MatrixWorld {
  public:
    std::vector<MatrixWorker> workers;
    std::vector<MatrixFamily> families;
    std::vector<MatrixContact> contacts;
    PersonId grandparent;  // of family 0 and of a restricted one: both families' member
    std::int64_t import = 0;
    std::int64_t kept_return = 0;
    std::int64_t clock_run = 0;  // that moved the late clock of every family
    TeamId team, elsewhere;

    MatrixWorld(SmallWorld& world, const access::Policy& policy) : world_(world), policy_(policy) {
        team = world.team;
        elsewhere = world.other_team;
        world.write([&](store::Session& session, const record::Context& context) {
            record::RowWriter rows(session, context);
            add_workers(rows, context);
            for (int s = 0; s < 5; ++s)
                for (int l = 0; l < 4; ++l)
                    plan(static_cast<Stands>(s), static_cast<Limits>(l), Glass::none);
            plan(Stands::none, Limits::none, Glass::open);
            plan(Stands::none, Limits::restricted, Glass::open);
            plan(Stands::none, Limits::excluded, Glass::open);
            plan(Stands::none, Limits::restricted, Glass::over);
            for (auto& f : families) add_family(session, rows, context, f);
            add_moves(session, rows, context);
            add_grandparent(session, rows, context);
            add_contacts(session, rows, context);
            add_import(session, rows, context);
            return Done{};
        });
        for (const auto& who : workers) allow(who);
    }

    const MatrixFamily& family(std::string_view key) const {
        for (const auto& f : families)
            if (f.key() == key) return f;
        throw std::logic_error(fmt::format("no family stands '{}'", key));
    }

    access::Decision decide(const MatrixWorker& who, const MatrixFamily& f, Action action,
                            std::string_view cls = {}) const {
        return policy_.decide(who.subject, action,
                              {ObjectKind::family, f.facts(who), index_of(cls)});
    }
    access::Decision decide(const MatrixWorker& who, const MatrixContact& c, Action action,
                            std::string_view cls = {}) const {
        return policy_.decide(who.subject, action,
                              {ObjectKind::contact, c.facts(who), index_of(cls)});
    }
    access::Decision decide(const MatrixWorker& who, const MatrixContact& c,
                            const MatrixCheck& check, Action action) const {
        return policy_.decide(
            who.subject, action,
            {ObjectKind::check, c.check_facts(who, check), index_of(check.field_class)});
    }

    // Every mark of `text` that this worker may not meet, once each.
    std::set<std::string> forbidden_in(const MatrixWorker& who, std::string_view text) const {
        std::set<std::string> out;
        const auto& allowed = allowed_.at(who.name);
        for (auto at = text.find("Canary"); at != std::string_view::npos;
             at = text.find("Canary", at + 1)) {
            auto end = at;
            while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0))
                ++end;
            std::string word(text.substr(at, end - at));
            if (!allowed.contains(word)) out.insert(std::move(word));
        }
        return out;
    }

  private:
    int index_of(std::string_view cls) const { return cls.empty() ? -1 : policy_.class_index(cls); }

    // ---- who may meet what ----

    static constexpr Action kReading[] = {
        Action::list,  Action::view,   Action::search,  Action::write,    Action::sign,
        Action::print, Action::decide, Action::approve, Action::allocate, Action::restrict_};
    void allow(const MatrixWorker& who) {
        auto& out = allowed_[who.name];
        const auto& classes = shipped_practice().roles.classes;
        const bool local = who.subject.agency_kind == "local_authority";
        const bool reviews = policy_.could(who.subject, Action::review, ObjectKind::break_glass);
        for (const auto& f : families) {
            access::ClassSet seen;
            bool named = decide(who, f, Action::break_glass).allowed;  // the page asks "of whom?"
            for (const auto action : kReading) {
                const auto d = decide(who, f, action);
                if (d.allowed) seen.add(d.classes);
                named = named || d.allowed;
            }
            const bool reviewer = reviews && f.glass != Glass::none && !f.facts(who).excluded;
            if (named || reviewer) out.insert(mark("name", f.index));
            if (reviewer) out.insert(mark("glass", f.index));
            for (const auto& cls : classes)
                if (seen.has(policy_.class_index(cls))) out.insert(mark(cls, f.index));
            if (local && seen.has(policy_.class_index("address")))
                out.insert(mark("confidential", f.index));
        }
        for (const auto& c : contacts) {
            access::ClassSet seen;
            for (const auto action : {Action::list, Action::view, Action::write, Action::sign,
                                      Action::ask, Action::decide}) {
                const auto d = decide(who, c, action);
                // Writing a new one lets nobody read another.
                if (d.allowed) seen.add(d.classes);
            }
            for (const auto& check : c.checks) {
                const auto d = decide(who, c, check, Action::view);
                if (d.allowed) seen.add(d.classes);
            }
            // Whoever sent it reads their own words.
            if (c.referrer == who.name && decide(who, c, Action::view).allowed)
                seen.add(policy_.class_set({"identity", "address", "general", "education"}));
            for (const auto& cls : classes)
                if (seen.has(policy_.class_index(cls))) out.insert(mark(cls, c.index));
        }
        // Files of another system are a matter of the return, not of a family's record.
        if (policy_.could(who.subject, Action::export_, ObjectKind::authority))
            out.insert(mark("import", 0));
    }

    // ---- workers ----

    void add_workers(record::RowWriter& rows, const record::Context& context) {
        agencies_["local_authority"] = world_.agency;
        const auto& roles = shipped_practice().roles;
        for (const auto& role : roles.roles)
            add_worker(rows, context, role, role.id, role.agencies.front());
        // The same roles in a partner agency: no confidential address, whatever the class.
        for (const auto& [id, kind] : {std::pair("recovery_worker", "health"),
                                       std::pair("domestic_abuse_practitioner", "voluntary")})
            add_worker(rows, context, *roles.find(id), fmt::format("{}@{}", id, kind), kind);
    }

    void add_worker(record::RowWriter& rows, const record::Context& context,
                    const practice::Role& role, const std::string& name,
                    const std::string& agency_kind) {
        const Date from = context.today() - 60;
        auto& agency = agencies_[agency_kind];
        if (!agency)
            agency = AgencyId{rows.insert("agency", {{"name", agency_kind + " agency"},
                                                     {"kind", agency_kind},
                                                     {"agreement_from", from}})};
        MatrixWorker w;
        w.name = name;
        w.role = role.id;
        auto& s = w.subject;
        s.agency = agency;
        s.agency_kind = agency_kind;
        s.agreement_in_force = true;
        s.roles = {{role.id, "burnley"}};
        s.at = context.now;
        s.discipline = role.discipline;
        s.worker = WorkerId{rows.insert("worker", {{"agency_id", s.agency},
                                                   {"name", "Worker " + name},
                                                   {"job_title", role.title},
                                                   {"discipline", role.discipline},
                                                   {"from_date", from}})};
        rows.insert(
            "worker_role",
            {{"worker_id", s.worker}, {"role", role.id}, {"area", "burnley"}, {"from_date", from}});
        rows.insert("team_member",
                    {{"team_id", team}, {"worker_id", s.worker}, {"from_date", from}});
        w.may_break = policy_.could(s, Action::break_glass, ObjectKind::family);
        world_.workers[name] = s.worker;
        workers.push_back(std::move(w));
    }

    // ---- families ----

    void plan(Stands stands, Limits limits, Glass glass) {
        static constexpr const char* kGiven[] = {
            "Avocet",    "Bittern",     "Curlew",   "Dunlin",  "Egret",    "Fieldfare",
            "Goldcrest", "Harrier",     "Ibis",     "Jackdaw", "Knot",     "Lapwing",
            "Merlin",    "Nuthatch",    "Osprey",   "Pipit",   "Quail",    "Redwing",
            "Shrike",    "Treecreeper", "Umbrella", "Vireo",   "Whimbrel", "Yaffle"};
        MatrixFamily f;
        f.index = static_cast<int>(families.size());
        f.stands = stands;
        f.limits = limits;
        f.glass = glass;
        f.given = kGiven[families.size()];
        f.reference = fmt::format("F-77{:02}", f.index);
        families.push_back(std::move(f));
    }

    void add_moves(store::Session& session, record::RowWriter& rows,
                   const record::Context& context) {
        static constexpr store::Sql kRun{
            "test_clock_run", R"(INSERT INTO clock_run (id, at, facts, why, looked, moved)
VALUES (:id, :at, '', 'Bank holiday added', 24, 24))"};
        static constexpr store::Sql kMove{
            "test_clock_move",
            R"(INSERT INTO clock_move (run_id, clock_id, before_version, after_version, why)
VALUES (:run, :clock, :version, :version, 'Bank holiday added'))"};
        clock_run = context.ids.make(context.now);
        session.execute(kRun, {{"id", clock_run}, {"at", context.now}});
        for (auto& f : families) {
            f.late = ClockId{
                rows.insert("clock", {{"rule", "cp_visit"},
                                      {"rule_words", "10 working days " + mark("general", f.index)},
                                      {"family_id", f.id},
                                      {"person_id", f.child},
                                      {"team_id", f.stands == Stands::team ? team : elsewhere},
                                      {"started_at", instant_of(context.today() - 100, 0)},
                                      {"due_at", instant_of(context.today() - 80, 0)}})};
            std::int64_t version = 0;
            rows.current("clock", f.late.value, &version);
            session.execute(kMove, {{"run", clock_run}, {"clock", f.late}, {"version", version}});
        }
    }

    PersonId add_person(record::RowWriter& rows, const record::Context& context, MatrixFamily& f,
                        const std::string& given, const char* role, int days_old) {
        const PersonId id{rows.insert("person", {{"given", given},
                                                 {"surname", mark("name", f.index)},
                                                 {"sex", "F"},
                                                 {"religion", mark("general", f.index)},
                                                 {"safe_contact", mark("address", f.index)},
                                                 {"born", context.today() - days_old}})};
        rows.insert("family_member", {{"family_id", f.id},
                                      {"person_id", id},
                                      {"role", role},
                                      {"household", mark("identity", f.index)},
                                      {"from_date", context.today() - 40}});
        return id;
    }

    void add_family(store::Session& session, record::RowWriter& rows,
                    const record::Context& context, MatrixFamily& f) {
        const Date from = context.today() - 40;
        const auto outsider = world_.workers.at("Tom Marsh");
        const auto& classes = shipped_practice().roles.classes;
        f.id = FamilyId{
            rows.insert("family", {{"name", mark("name", f.index) + " family"},
                                   {"reference", f.reference},
                                   {"district", f.stands == Stands::area ? "burnley" : "pendle"},
                                   {"from_date", from}})};
        f.child = add_person(rows, context, f, f.given, "child", 3000);
        f.parent = add_person(rows, context, f, "Jo", "parent", 12000);
        for (const auto person : {f.child, f.parent}) record::index_names(session, person);
        f.relation = rows.insert("relationship", {{"from_person", f.parent},
                                                  {"to_person", f.child},
                                                  {"kind", "birth_parent"},
                                                  {"parental_responsibility", 1}});
        rows.insert("person_identifier", {{"person_id", f.child},
                                          {"kind", "la_child_id"},
                                          {"value", mark("identity", f.index)}});
        rows.insert(
            "person_contact",
            {{"person_id", f.parent}, {"kind", "phone"}, {"value", mark("address", f.index)}});
        address(rows, f.parent, mark("address", f.index), false, from);
        address(rows, f.child, mark("confidential", f.index), true, from);
        stand(rows, context, f, from);

        const Instant now = context.now;
        const auto general = mark("general", f.index);
        const auto referral = rows.insert("referral", {{"person_id", f.child},
                                                       {"family_id", f.id},
                                                       {"referral_date", from},
                                                       {"source_code", "2A"},
                                                       {"primary_need", "N1"}});
        rows.insert("cin_plan",
                    {{"person_id", f.child}, {"referral_id", referral}, {"start_date", from}});
        rows.insert("cp_plan", {{"person_id", f.child},
                                {"referral_id", referral},
                                {"start_date", from},
                                {"initial_category", "NEG"},
                                {"latest_category", "NEG"}});
        rows.insert("pre_proceedings", {{"person_id", f.child},
                                        {"family_id", f.id},
                                        {"decision_date", from},
                                        {"outcome", mark("legal", f.index)},
                                        {"court_reference", mark("legal", f.index)}});
        rows.insert(
            "legal_status",
            {{"person_id", f.child}, {"status", mark("legal", f.index)}, {"start_date", from}});
        for (const char* cls : {"general", "survivor"})
            f.documents[cls] = add_document(session, context, f, cls);
        f.output_draft = add_output_draft(session, context, f);
        rows.insert("workbook", {{"family_id", f.id}, {"cycle", 1}, {"opened_on", from}});
        rows.insert(
            "programme_module",
            {{"family_id", f.id}, {"module", "1"}, {"started_on", from}, {"evidence", general}});
        rows.insert("consent", {{"family_id", f.id},
                                {"purpose", "help"},
                                {"decision", "dispensed"},
                                {"reason", general},
                                {"asked_by", outsider},
                                {"from_date", from}});
        rows.insert("plan", {{"family_id", f.id},
                             {"kind", "family"},
                             {"title", general},
                             {"start_date", from},
                             {"danger", general},
                             {"contingency", general}});
        f.meeting = MeetingId{
            rows.insert("meeting", {{"kind", "group_supervision"},
                                    {"family_id", f.id},
                                    {"team_id", f.stands == Stands::team ? team : elsewhere},
                                    {"planned_at", now + std::chrono::hours(24)},
                                    {"status", "planned"},
                                    {"decision_reason", general},
                                    {"dissent", general}})};
        // For the lists of everybody: each task and each timescale waits for every worker.
        for (const auto& w : workers) {
            const auto task = rows.insert("task", {{"kind", "read"},
                                                   {"title", general},
                                                   {"family_id", f.id},
                                                   {"owner_id", w.subject.worker},
                                                   {"due_at", now}});
            if (&w == &workers.front()) f.task = task;
        }
        rows.insert("task", {{"kind", "approve"},
                             {"title", general},
                             {"family_id", f.id},
                             {"team_id", team},
                             {"due_at", now}});
        rows.insert("clock", {{"rule", "cp_visit"},
                              {"rule_words", general},
                              {"family_id", f.id},
                              {"person_id", f.child},
                              {"owner_id", outsider},
                              {"team_id", team},
                              {"started_at", now},
                              {"due_at", now}});
        for (const auto& cls : classes) {
            const auto words = mark(cls, f.index);
            rows.insert("flag", {{"person_id", f.child},
                                 {"kind", "injunction"},
                                 {"words", words},
                                 {"class", cls},
                                 {"from_date", from}});
            f.actions[cls] = ActionId{rows.insert("action", {{"family_id", f.id},
                                                             {"what", words},
                                                             {"child_will_know", words},
                                                             {"owner_id", outsider},
                                                             {"due_on", context.today()},
                                                             {"status", "open"},
                                                             {"class", cls}})};
            rows.insert("meeting_contribution", {{"meeting_id", f.meeting},
                                                 {"worker_id", outsider},
                                                 {"discipline", "social_work"},
                                                 {"class", cls},
                                                 {"changed_since", words}});
            f.entries[cls] = add_entry(session, rows, context, f, cls, {cls});
        }
        f.mixed = add_entry(session, rows, context, f, "general", classes).value;
        f.note_draft = add_draft(session, context, f, "case_note", {}, outsider);
        f.sheet_draft = add_draft(session, context, f, "group_supervision", f.meeting, outsider);
    }

    static void address(record::RowWriter& rows, PersonId person, const std::string& line,
                        bool confidential, Date from) {
        rows.insert("person_address", {{"person_id", person},
                                       {"kind", "home"},
                                       {"line1", line},
                                       {"postcode", "FY1 1AA"},
                                       {"confidential", confidential},
                                       {"from_date", from}});
    }

    // What stands between the family and each worker.
    void stand(record::RowWriter& rows, const record::Context& context, MatrixFamily& f,
               Date from) {
        const auto outsider = world_.workers.at("Tom Marsh");
        if (f.stands != Stands::duty)
            rows.insert("family_team", {{"family_id", f.id},
                                        {"team_id", f.stands == Stands::team ? team : elsewhere},
                                        {"from_date", from}});
        const auto on_list = [&](const store::Value& worker) {
            rows.insert("restriction", {{"family_id", f.id},
                                        {"worker_id", worker},
                                        {"reason", mark("secret", f.index)},
                                        {"from_date", from}});
        };
        if (f.limits == Limits::restricted || f.limits == Limits::on_list) on_list({});
        f.allocation = rows.insert("allocation", {{"family_id", f.id},
                                                  {"worker_id", outsider},
                                                  {"discipline", "recovery"},
                                                  {"from_date", from}});
        for (const auto& w : workers) {
            const auto me = w.subject.worker;
            if (f.stands == Stands::allocated)
                rows.insert("allocation", {{"family_id", f.id},
                                           {"worker_id", me},
                                           {"discipline", "social_work"},
                                           {"from_date", from}});
            if (f.limits == Limits::on_list) on_list(store::Value(me));
            if (f.limits == Limits::excluded)
                rows.insert("exclusion", {{"worker_id", me},
                                          {"person_id", f.child},
                                          {"reason", mark("secret", f.index)},
                                          {"from_date", from}});
            if (f.glass == Glass::none || !w.may_break) continue;
            // The excluded one's lasts longest: it must not be the one that a banner tells of.
            const auto until = f.glass == Glass::over         ? std::chrono::minutes(-1)
                               : f.limits == Limits::excluded ? std::chrono::minutes(59)
                                                              : std::chrono::minutes(30);
            const auto row =
                rows.insert("break_glass", {{"worker_id", me},
                                            {"family_id", f.id},
                                            {"reason_code", "immediate_risk"},
                                            {"reason", mark("glass", f.index)},
                                            {"from_instant", context.now - std::chrono::hours(1)},
                                            {"until_instant", context.now + until}});
            if (f.glass_row == 0) f.glass_row = row;
        }
    }

    // Where a form asks for words of that class: form, section, field.
    struct Place {
        std::string form, section, field;
    };
    static Place place_of(std::string_view cls, std::string_view wanted_form = {}) {
        for (const auto& [id, versions] : shipped_practice().forms) {
            const auto& form = versions.front();
            if (!wanted_form.empty() && id != wanted_form) continue;
            if (form.about == practice::About::contact) continue;
            for (const auto& section : form.sections)
                if (section.field_class == cls && section.repeat.empty())
                    for (const auto& field : section.fields)
                        if (field.type == practice::FieldType::longtext)
                            return {id, section.id, field.id};
        }
        return {"case_note", "extra", "words"};
    }

    // A signed entry of the class, with a section for each of `sections`.
    EntryId add_entry(store::Session& session, record::RowWriter& rows,
                      const record::Context& context, MatrixFamily& f, const std::string& cls,
                      const std::vector<std::string>& sections) {
        static constexpr store::Sql kSection{
            "matrix_section",
            "INSERT INTO entry_section (version_id, section, class, answers) SELECT version_id, "
            ":section, :class, :answers FROM entry WHERE id = :id"};
        static constexpr store::Sql kPerson{
            "matrix_entry_person",
            "INSERT INTO entry_person (entry_id, person_id) VALUES (:entry, :person)"};
        static constexpr store::Sql kSignature{
            "matrix_signature",
            "INSERT INTO entry_signature (id, version_id, worker_id, role, kind, note, signed_at) "
            "SELECT :new, version_id, :worker, 'social_worker', 'author', :note, :now FROM entry "
            "WHERE id = :id"};
        const auto outsider = world_.workers.at("Tom Marsh");
        const bool whole = sections.size() > 1;
        const std::string form = whole ? "child_experience" : place_of(cls).form;
        const EntryId id{rows.insert("entry", {{"form", form},
                                               {"form_version", 1},
                                               {"family_id", f.id},
                                               {"author_id", outsider},
                                               {"discipline", "social_work"},
                                               {"agency_id", world_.agency},
                                               {"class", cls},
                                               {"status", "signed"},
                                               {"happened_at", context.now},
                                               {"title", mark(cls, f.index)},
                                               {"summary", mark(cls, f.index)},
                                               {"significant", 1}})};
        int n = 0;
        for (const auto& section : sections) {
            const auto where = whole ? place_of(section, form) : place_of(section);
            const auto name = where.form == form ? where.section : fmt::format("extra{}", n++);
            session.execute(
                kSection,
                {{"section", name},
                 {"class", section},
                 {"answers", fmt::format(R"({{"{}":"{}"}})", where.field, mark(section, f.index))},
                 {"id", id}});
        }
        for (const auto person : {f.child, f.parent})
            session.execute(kPerson, {{"entry", id}, {"person", person}});
        session.execute(kSignature, {{"new", world_.ids().make(context.now)},
                                     {"worker", outsider},
                                     {"note", mark(cls, f.index)},
                                     {"now", context.now},
                                     {"id", id}});
        return id;
    }

    // Sent by somebody else, with words of this class in it.
    DocumentId add_document(store::Session& session, const record::Context& context,
                            const MatrixFamily& f, const std::string& cls) {
        static constexpr store::Sql kDocument{
            "matrix_document",
            "INSERT INTO sent_document (id, family_id, output, output_version, template_hash, "
            "reader, reader_name, title, document, document_hash, channel, sent_to, sent_at, "
            "sent_by) VALUES (:id, :family, 'case_summary', 1, '', 'professional', :words, :words, "
            ":document, :hash, 'post', :words, :now, :me)"};
        static constexpr store::Sql kClass{
            "matrix_document_class",
            "INSERT INTO sent_document_class (document_id, class) VALUES (:id, :class)"};
        const auto words = mark(cls, f.index);
        record::Document document;
        document.title = words;
        document.made_from = context.today();
        document.parts = {{"part", words, {}}};
        const auto id = context.ids.next<DocumentTag>(context.now);
        session.execute(kDocument, {{"id", id},
                                    {"family", f.id},
                                    {"words", words},
                                    {"document", document.to_json()},
                                    {"hash", document.hash()},
                                    {"now", context.now},
                                    {"me", world_.workers.at("Tom Marsh")}});
        session.execute(kClass, {{"id", id}, {"class", "identity"}});
        session.execute(kClass, {{"id", id}, {"class", cls}});
        return id;
    }
    std::int64_t add_output_draft(store::Session& session, const record::Context& context,
                                  const MatrixFamily& f) {
        static constexpr store::Sql kDraft{
            "matrix_output_draft",
            "INSERT INTO output_draft (id, worker_id, output, family_id, reader, reader_name, "
            "answers, edition, started_at, saved_at) VALUES (:id, :me, 'case_summary', :family, "
            "'professional', 'Somebody', :answers, 1, :now, :now)"};
        const auto id = context.ids.make(context.now);
        session.execute(
            kDraft, {{"id", id},
                     {"me", world_.workers.at("Tom Marsh")},
                     {"family", f.id},
                     {"answers", fmt::format(R"({{"write.now":"{}"}})", mark("general", f.index))},
                     {"now", context.now}});
        return id;
    }

    // Somebody else's, with words of each class that the form asks for. A meeting's sheet has been
    // sent to our team's manager to be signed.
    std::int64_t add_draft(store::Session& session, const record::Context& context,
                           const MatrixFamily& f, const std::string& form, MeetingId meeting,
                           WorkerId author) {
        static constexpr store::Sql kDraft{
            "matrix_draft",
            "INSERT INTO draft (id, worker_id, form, form_version, family_id, meeting_id, answers, "
            "before, edition, started_at, saved_at, sent_at, sent_by, sent_team) VALUES (:id, "
            ":author, :form, 1, :family, :meeting, :answers, '{}', 1, :now, :now, :sent, :author, "
            ":team)"};
        Answers answers;
        for (const auto& section : context.practice.form(form)->sections) {
            if (!section.repeat.empty()) continue;
            const bool shared = meeting.value != 0;
            for (const auto& field : section.fields)
                if (field.type == practice::FieldType::longtext)
                    answers.set(field.id, mark(shared ? section.field_class : "draft", f.index));
        }
        const auto id = world_.ids().make(context.now);
        session.execute(kDraft, {{"id", id},
                                 {"author", author},
                                 {"form", form},
                                 {"family", f.id},
                                 {"meeting", meeting},
                                 {"answers", answers.to_json()},
                                 {"sent", meeting ? store::Value(context.now) : store::Value{}},
                                 {"team", team},
                                 {"now", context.now}});
        return id;
    }

    // One person in two families: whoever works with the first must not learn of the second.
    void add_grandparent(store::Session& session, record::RowWriter& rows,
                         const record::Context& context) {
        const auto& ours = family("allocated");
        const auto& hidden = family("none/restricted");
        grandparent = PersonId{rows.insert("person", {{"given", "Ada"},
                                                      {"surname", mark("name", ours.index)},
                                                      {"sex", "F"},
                                                      {"born", context.today() - 24000}})};
        record::index_names(session, grandparent);
        for (const auto* f : {&ours, &hidden}) {
            rows.insert("family_member", {{"family_id", f->id},
                                          {"person_id", grandparent},
                                          {"role", "other"},
                                          {"from_date", context.today() - 40}});
            rows.insert(
                "relationship",
                {{"from_person", grandparent}, {"to_person", f->parent}, {"kind", "birth_parent"}});
        }
    }

    // ---- the front door ----

    void add_contacts(store::Session& session, record::RowWriter& rows,
                      const record::Context& context) {
        for (const auto& f : families) {
            if (f.stands != Stands::duty && f.stands != Stands::none) continue;
            MatrixContact c;
            c.key = f.key();
            c.family = &f;
            c.open = f.stands == Stands::duty;
            add_contact(session, rows, context, std::move(c), {});
        }
        const auto alone = [&](const char* key, bool open, PersonId person) {
            MatrixContact c;
            c.key = key;
            c.open = open;
            c.excluded = person.value != 0;
            return add_contact(session, rows, context, std::move(c), person);
        };
        const auto excluded = family("none/excluded").child;
        alone("new", true, {});
        alone("new/excluded", true, excluded);
        alone("decided", false, {});
        for (const char* role : {"partner_referrer", "partner_police", "mash_officer"})
            for (const bool barred : {false, true}) {
                MatrixContact c;
                c.key = fmt::format("sent_by_{}{}", role, barred ? "/excluded" : "");
                c.referrer = role;
                c.excluded = barred;
                add_contact(session, rows, context, std::move(c), barred ? excluded : PersonId{});
            }
        MatrixContact held;
        held.key = "held_by_mash_officer";
        held.holder = "mash_officer";
        add_contact(session, rows, context, std::move(held), {});
    }

    void add_contact(store::Session& session, record::RowWriter& rows,
                     const record::Context& context, MatrixContact c, PersonId person) {
        static constexpr store::Sql kSection{
            "matrix_contact_section",
            "INSERT INTO entry_section (version_id, section, class, answers) SELECT version_id, "
            "'note', :class, :answers FROM entry WHERE id = :id"};
        c.index = 40 + static_cast<int>(contacts.size());
        const auto worker = [&](const std::string& role) {
            return role.empty() ? store::Value{} : store::Value(world_.workers.at(role));
        };
        const auto general = mark("general", c.index);
        c.id = rows.insert(
            "contact",
            {{"reference", fmt::format("C-88{}", c.index)},
             {"received_at", context.now},
             {"source_code", "2A"},
             {"status", c.open ? "awaiting_decision" : "decided"},
             {"rag", "amber"},
             {"referrer_name", general},
             {"referrer_worker", worker(c.referrer)},
             {"worker_id", worker(c.holder)},
             {"decision_reason", general},
             {"family_id", c.family == nullptr ? store::Value{} : store::Value(c.family->id)}});
        c.named = rows.insert("contact_person",
                              {{"contact_id", c.id},
                               {"person_id", person ? store::Value(person) : store::Value{}},
                               {"role", "child"},
                               {"given", "Kit"},
                               {"surname", mark("identity", c.index)},
                               {"line1", mark("address", c.index)},
                               {"phone", mark("address", c.index)},
                               {"school", mark("education", c.index)}});
        for (const char* kind : {"police", "health", "probation"}) {
            MatrixCheck check;
            check.agency_kind = kind;
            check.field_class = policy_.class_index(kind) >= 0 ? kind : "general";
            const auto words = mark(check.field_class, c.index);
            check.id = rows.insert("partner_check", {{"contact_id", c.id},
                                                     {"agency_id", agencies_.at(kind)},
                                                     {"question", "What is known?"},
                                                     {"lawful_basis", "public_task"},
                                                     {"asked_by", world_.workers.at("Moira Sand")},
                                                     {"asked_at", context.now},
                                                     {"due_at", context.now},
                                                     {"answered_at", context.now},
                                                     {"response", "known"},
                                                     {"response_words", words},
                                                     {"class", check.field_class}});
            c.checks.push_back(std::move(check));
        }
        c.note = EntryId{rows.insert("entry", {{"form", "contact_note"},
                                               {"form_version", 1},
                                               {"contact_id", c.id},
                                               {"author_id", world_.workers.at("Moira Sand")},
                                               {"discipline", "front_door"},
                                               {"agency_id", world_.agency},
                                               {"class", "police"},
                                               {"status", "signed"},
                                               {"happened_at", context.now},
                                               {"title", mark("police", c.index)},
                                               {"summary", mark("police", c.index)}})};
        session.execute(kSection,
                        {{"class", "police"},
                         {"answers", fmt::format(R"({{"note":"{}"}})", mark("police", c.index))},
                         {"id", c.note}});
        contacts.push_back(std::move(c));
    }

    void add_import(store::Session& session, record::RowWriter& rows,
                    const record::Context& context) {
        static constexpr store::Sql kFile{
            "matrix_import",
            "INSERT INTO import_file (id, kind, source_name, sha256, census_year, authority_code, "
            "as_at, started_at, status, imported_by) VALUES (:id, 'cin', 'cin.xml', 'x', 2026, "
            "'999', '2026-03-31', :now, 'complete', 1)"};
        static constexpr store::Sql kReturn{
            "matrix_return",
            "INSERT INTO quality_return (id, kind, census_year, authority_code, release, known_at, "
            "made_at, made_by, sha256, bytes, children, left_out, errors, queries) VALUES (:id, "
            "'cin', 2026, '999', '1', :now, :now, 1, 'x', 1, 0, 0, 0, 0)"};
        static constexpr store::Sql kPart{
            "matrix_return_part",
            "INSERT INTO quality_return_part (return_id, position, content) VALUES (:id, 0, 'x')"};
        kept_return = world_.ids().make(context.now);
        session.execute(kReturn, {{"id", kept_return}, {"now", context.now}});
        session.execute(kPart, {{"id", kept_return}});
        import = world_.ids().make(context.now);
        session.execute(kFile, {{"id", import}, {"now", context.now}});
        rows.insert("import_issue", {{"import_id", import},
                                     {"census_year", 2026},
                                     {"person_id", families.front().child},
                                     {"la_child_id", "1"},
                                     {"file_table", "Assessments"},
                                     {"field", "x"},
                                     {"file_row", 0},
                                     {"line", 1},
                                     {"path", "/"},
                                     {"code", "8555"},
                                     {"severity", "error"},
                                     {"value", mark("import", 0)},
                                     {"message", "m"},
                                     {"remedy", "r"}});
    }

    SmallWorld& world_;
    const access::Policy& policy_;
    std::map<std::string, AgencyId> agencies_;
    std::map<std::string, std::set<std::string>> allowed_;  // marks, by worker's name
};

}  // namespace hearth::test
