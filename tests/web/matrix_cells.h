// How each route is asked, and what the policy says of each asking.
//
// `cells_of` gives, for a worker, every way in which the route is tried: which family, contact,
// check, entry, and whether the policy allows it. What is expected is worked out from the policy
// over facts known by construction (matrix_world.h), never by the code behind the route. A route
// without an entry here makes the matrix fail.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/matrix_world.h"
#include "web/support_app.h"

namespace hearth::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Cell {
    std::string about;  // "allocated/restricted", "team survivor"; "own" when it is about nobody
    bool may = true;
    Fields path;        // parameters of the pattern
    std::string query;  // with its "?"
    Fields form = {};   // of a post
};

enum class Judge {
    both,     // shown if and only if the policy allows it
    refusal,  // a form may refuse for reasons of its own: only what the policy refuses is judged
    content   // no refusal is expected of anybody: what is shown is judged
};

struct Known {
    std::function<void(const MatrixWorld&, const MatrixWorker&, std::vector<Cell>&)> cells;
    Judge judge = Judge::both;
    // What the use case asks about the object. A guarded route must say the same to the gate.
    std::optional<std::pair<Action, ObjectKind>> asks = {};
    std::string untried = {};  // why it is not asked at all
};

namespace cells {

using Of = std::function<std::pair<bool, Fields>(const MatrixWorld&, const MatrixWorker&,
                                                 const MatrixFamily&)>;

// A family that is shut refuses every class alike: three of them stand for all.
inline bool worth_asking(const MatrixWorld& w, const MatrixWorker& who, const MatrixFamily& f,
                         Action action, std::string_view cls) {
    return cls == "general" || cls == "survivor" || cls == "poses_risk" ||
           w.decide(who, f, action).allowed;
}

inline Known own(std::vector<std::string> queries = {""}, Judge judge = Judge::both) {
    return {[queries](const MatrixWorld&, const MatrixWorker&, std::vector<Cell>& out) {
                for (const auto& q : queries) out.push_back({"own", true, {}, q});
            },
            judge};
}
inline Known untried(std::string why) {
    Known k;
    k.untried = std::move(why);
    return k;
}
// Of a thing that is one for the authority.
inline Known whole(Action action, ObjectKind kind, Fields path = {}) {
    return {[=](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                const auto d = shipped_policy().decide(who.subject, action, {kind, {}, -1});
                out.push_back({"own", d.allowed, path, ""});
            },
            Judge::both, std::pair(action, kind)};
}
inline Known by_family(Action action, Of of, Fields form = {}, std::string query = {}) {
    return {[=](const MatrixWorld& world, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& f : world.families) {
                    auto [may, path] = of(world, who, f);
                    out.push_back({f.key(), may, std::move(path), query, form});
                }
            },
            Judge::both, std::pair(action, ObjectKind::family)};
}
inline Fields family_path(const MatrixFamily& f) {
    return {{"family", f.id.text()}};
}
inline Known family(Action action, Fields form = {}, std::string query = {}) {
    return by_family(
        action,
        [=](const MatrixWorld& w, const MatrixWorker& who, const MatrixFamily& f) {
            return std::pair(w.decide(who, f, action).allowed, family_path(f));
        },
        std::move(form), std::move(query));
}
// Both ways of asking: the page, and what is printed of it.
inline Known page_and_print(Action print) {
    const Known page = family(Action::view), paper = family(print, {}, "?print=1");
    return {[=](const MatrixWorld& world, const MatrixWorker& who, std::vector<Cell>& out) {
                page.cells(world, who, out);
                const auto from = out.size();
                paper.cells(world, who, out);
                for (auto i = from; i < out.size(); ++i) out[i].about += " printed";
            },
            Judge::both, page.asks};
}
inline Known person(Action action) {
    return by_family(
        action, [=](const MatrixWorld& w, const MatrixWorker& who, const MatrixFamily& f) {
            return std::pair(w.decide(who, f, action).allowed, Fields{{"person", f.child.text()}});
        });
}
// Two records held to be one person: asked about one record and itself, so that nothing is merged.
inline Known merging(Judge judge, Fields form = {}) {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& f : w.families)
                    out.push_back({f.key(),
                                   w.decide(who, f, Action::manage).allowed,
                                   {{"person", f.child.text()}, {"other", f.child.text()}},
                                   "",
                                   form});
            },
            judge, std::pair(Action::manage, ObjectKind::family)};
}
inline bool writes(const MatrixWorker& who, std::string_view form_id) {
    const auto* form = shipped_practice().form(form_id);
    const auto has = [&](const std::vector<std::string>& roles) {
        return std::find(roles.begin(), roles.end(), who.role) != roles.end();
    };
    return form->roles.empty() || has(form->roles) || has(form->signed_by);
}
// Writing one of these forms about a family.
inline Known forms(std::vector<std::string> ids) {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& id : ids) {
                    const auto& cls = shipped_practice().form(id)->field_class;
                    for (const auto& f : w.families)
                        out.push_back(
                            {f.key() + " " + id,
                             writes(who, id) && w.decide(who, f, Action::write, cls).allowed,
                             {{"family", f.id.text()}, {"meeting", f.meeting.text()}, {"form", id}},
                             ""});
                }
            },
            Judge::both, std::pair(Action::write, ObjectKind::family)};
}
inline Known contact(Action action, std::string form = {}, bool posts = false) {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& c : w.contacts)
                    out.push_back(
                        {c.key,
                         w.decide(who, c, action).allowed && (form.empty() || writes(who, form)),
                         {{"contact", id_to_text(c.id)}, {"form", form}},
                         "",
                         posts ? Fields{{"agency", AgencyId{1}.text()},
                                        {"named", id_to_text(c.named)},
                                        {"person", ""}}
                               : Fields{}});
            },
            Judge::both, std::pair(action, ObjectKind::contact)};
}
inline Known check(Action action, std::string form = {}) {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& c : w.contacts)
                    for (const auto& k : c.checks)
                        out.push_back({c.key + " " + k.agency_kind,
                                       w.decide(who, c, k, action).allowed &&
                                           (form.empty() || writes(who, form)),
                                       {{"check", id_to_text(k.id)}, {"form", form}},
                                       ""});
            },
            Judge::both, std::pair(action, ObjectKind::check)};
}
inline Known team(Action action) {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto id : {w.team, w.elsewhere}) {
                    access::Facts facts;
                    if (id == w.team) facts.relations.add(Relation::team);
                    out.push_back({id == w.team ? "own team" : "another team",
                                   shipped_policy()
                                       .decide(who.subject, action, {ObjectKind::team, facts, -1})
                                       .allowed,
                                   {{"team", id.text()}},
                                   ""});
                }
            },
            Judge::both, std::pair(action, ObjectKind::team)};
}
// An entry of each class, and one of sections of every class.
inline Known entries() {
    return {[](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
        for (const auto& f : w.families) {
            for (const auto& [cls, id] : f.entries)
                if (worth_asking(w, who, f, Action::view, cls))
                    out.push_back({f.key() + " " + cls,
                                   w.decide(who, f, Action::view, cls).allowed,
                                   {{"entry", id.text()}},
                                   ""});
            out.push_back({f.key() + " mixed",
                           w.decide(who, f, Action::view, "general").allowed,
                           {{"entry", id_to_text(f.mixed)}},
                           ""});
        }
        // Work between the contact and its decision is the front door's.
        for (const auto& c : w.contacts)
            out.push_back({c.key,
                           w.decide(who, c, Action::view, "police").allowed,
                           {{"entry", c.note.text()}},
                           ""});
    }};
}
inline Known revisions() {
    Known k{[](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
        for (const auto& f : w.families) {
            for (const auto& [cls, id] : f.entries)
                if (worth_asking(w, who, f, Action::write, cls))
                    out.push_back({f.key() + " " + cls,
                                   w.decide(who, f, Action::write, cls).allowed,
                                   {{"entry", id.text()}},
                                   ""});
            // Revising what one may not read whole would drop the rest.
            out.push_back({f.key() + " mixed", false, {{"entry", id_to_text(f.mixed)}}, ""});
        }
    }};
    k.judge = Judge::refusal;
    k.asks = std::pair(Action::write, ObjectKind::family);
    return k;
}
// Late, and by so much that it has come up to everybody whom the practice names: of the families
// that they hold, not of those opened in an emergency.
inline Known escalations() {
    return {[](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
        const auto steps = shipped_practice().clocks.at("cp_visit").escalates;
        const bool told = std::any_of(steps.begin(), steps.end(),
                                      [&](const auto& step) { return step.to == who.role; });
        for (const auto& f : w.families) {
            const bool own = f.stands == Stands::team || f.stands == Stands::allocated;
            out.push_back({f.key(),
                           told && w.decide(who, f, Action::view).allowed &&
                               (own || who.role != "team_manager"),
                           {{"clock", f.late.text()}},
                           "",
                           {{"note", "Visit tomorrow"}}});
        }
    }};
}
inline Known drafts() {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
        for (const auto& f : w.families) {
            out.push_back({f.key() + " somebody's note",
                           false,
                           {{"draft", id_to_text(f.note_draft)}},
                           "",
                           {{"edition", "1"}}});
            out.push_back({f.key() + " the meeting's sheet",
                           writes(who, "group_supervision") &&
                               w.decide(who, f, Action::write, "supervision").allowed,
                           {{"draft", id_to_text(f.sheet_draft)}},
                           "",
                           {{"edition", "1"}}});
        }
    }};
}
// A document that was sent: for those who may see every class that stands in it. `few`: of three
// roles alone, since a PDF is a child process each time and the page has decided the same.
inline Known documents(bool few) {
    return {[few](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
        if (few && who.name != "social_worker" && who.name != "recovery_worker" &&
            who.name != "partner_police")
            return;
        for (const auto& f : w.families) {
            if (few && f.key() != "allocated" && f.key() != "none") continue;
            const auto d = w.decide(who, f, Action::view);
            for (const auto& [cls, id] : f.documents)
                out.push_back({f.key() + " " + cls,
                               d.allowed && d.classes.has(shipped_policy().class_index(cls)),
                               {{"document", id.text()}},
                               ""});
        }
    }};
}
inline Known output_drafts() {
    return {[](const MatrixWorld& w, const MatrixWorker&, std::vector<Cell>& out) {
        for (const auto& f : w.families)
            out.push_back(
                {f.key() + " somebody's document",
                 false,
                 {{"draft", id_to_text(f.output_draft)}},
                 "",
                 {{"edition", "1"}, {"hash", "x"}, {"channel", "post"}, {"sent_to", "x"}}});
    }};
}
inline Known letters(bool posts) {
    return {[posts](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& c : w.contacts)
                    out.push_back(
                        {c.key,
                         w.decide(who, c, Action::write).allowed &&
                             (who.role == "mash_officer" || who.role == "mash_manager"),
                         {{"contact", id_to_text(c.id)}, {"output", "referrer_letter"}},
                         "",
                         posts ? Fields{{"reader", "referrer"}, {"named", "A school"}} : Fields{}});
            },
            Judge::both, std::pair(Action::write, ObjectKind::contact)};
}

// For those who work with the family, and for readers of the audit log who could open no record.
inline Known looked(bool of_person) {
    return {[=](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
        const auto& policy = shipped_policy();
        const bool reads = policy.could(who.subject, Action::view, ObjectKind::audit) &&
                           !policy.could(who.subject, Action::view, ObjectKind::family);
        for (const auto& f : w.families)
            out.push_back({f.key(),
                           reads ? !f.facts(who).excluded : w.decide(who, f, Action::view).allowed,
                           of_person ? Fields{{"person", f.child.text()}} : family_path(f), ""});
    }};
}

}  // namespace cells

inline const std::map<std::string, Known>& known_routes() {
    using namespace cells;
    const auto part = [](Action action) {
        return [action](const MatrixWorld& w, const MatrixWorker& who, const MatrixFamily& f) {
            return std::pair(w.decide(who, f, action).allowed,
                             Fields{{"family", f.id.text()},
                                    {"person", f.child.text()},
                                    {"relation", RowId{f.relation}.text()},
                                    {"kind", "group_supervision"}});
        };
    };
    const Fields member{{"given", "Pat"},  {"surname", "New"},         {"sex", "F"},
                        {"role", "other"}, {"household", "Next door"}, {"kind", "birth_parent"}};
    static const std::map<std::string, Known> routes = [&] {
        std::map<std::string, Known> r;
        // ---- of nobody's record
        r["GET /sign-in"] = own();
        r["POST /sign-in"] = untried("asks no session; what it lets in is tested by itself");
        r["GET /sign-in/code"] = own();
        r["POST /sign-in/code"] = untried("asks no session; what it lets in is tested by itself");
        r["POST /sign-out"] = untried("would end the session that the matrix goes on with");
        r["POST /session/keep"] = own();
        r["GET /help"] = own();
        r["GET /accessibility"] = own();
        r["GET /privacy"] = own();
        r["GET /account"] = own();
        r["POST /account/password"] = own({""}, Judge::content);
        r["POST /account/second-factor"] = own({""}, Judge::content);
        r["POST /account/end-others"] = own({""}, Judge::content);
        // ---- lists: each line is decided by itself, so that the marks judge
        r["GET /"] = own();
        r["GET /my-day"] = own();
        r["GET /my-day/start"] = own();
        r["GET /families"] = own({"", "?list=all", "?show=all"});
        r["GET /search"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                const bool may =
                    shipped_policy().could(who.subject, Action::search, ObjectKind::family);
                out.push_back({"own", may, {}, ""});
                for (const auto& f : w.families)
                    for (const auto& asked : {f.given, f.reference})
                        out.push_back({"own", may, {}, "?q=" + asked});
            },
            Judge::both, std::pair(Action::search, ObjectKind::family)};
        r["GET /teams"] = own();
        r["GET /dashboard"] = own();
        r["GET /meetings"] = own({"", "?list=team"});
        r["GET /checks"] = own();
        r["GET /front-door"] = {
            [](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                const auto& policy = shipped_policy();
                out.push_back({"own",
                               policy.could(who.subject, Action::list, ObjectKind::contact) ||
                                   policy.could(who.subject, Action::list, ObjectKind::check),
                               {},
                               ""});
            }};
        for (const char* method : {"GET", "POST"})
            r[fmt::format("{} /escalations/{{clock}}", method)] = escalations();
        r["GET /escalations"] = own({"", "?show=read"});
        r["GET /clock-changes"] = own();
        r["GET /clock-changes/{run}"] = {
            [](const MatrixWorld& w, const MatrixWorker&, std::vector<Cell>& out) {
                for (const char* q : {"", "?page=2"})
                    out.push_back({"own", true, {{"run", RowId{w.clock_run}.text()}}, q});
            }};
        // ---- one thing for the authority
        const auto figures = [](Fields path = {}) {
            return whole(Action::figures, ObjectKind::authority, std::move(path));
        };
        r["GET /scorecard"] = figures();
        r["GET /service-board"] = figures();
        r["GET /scorecard/districts"] = figures();
        r["GET /scorecard/download"] = figures();
        r["GET /scorecard/{indicator}"] = {
            [](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                const bool may =
                    shipped_policy()
                        .decide(who.subject, Action::figures, {ObjectKind::authority, {}, -1})
                        .allowed;
                for (const auto& indicator : shipped_practice().indicators)
                    out.push_back({"own", may, {{"indicator", indicator.id}}, "?children=all"});
            },
            Judge::both, std::pair(Action::figures, ObjectKind::authority)};
        r["GET /scorecard/{indicator}/download"] =
            figures({{"indicator", shipped_practice().indicators.front().id}});
        r["GET /imports"] = whole(Action::export_, ObjectKind::authority);
        r["GET /imports/{import}"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                out.push_back(
                    {"own",
                     shipped_policy()
                         .decide(who.subject, Action::export_, {ObjectKind::authority, {}, -1})
                         .allowed,
                     {{"import", RowId{w.import}.text()}},
                     ""});
            },
            Judge::both, std::pair(Action::export_, ObjectKind::authority)};
        // ---- data quality: each line is decided by itself
        r["GET /quality"] = {
            [](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                const bool may =
                    shipped_policy().could(who.subject, Action::list, ObjectKind::family);
                for (const char* q : {"", "?whose=all"}) out.push_back({"own", may, {}, q});
            },
            Judge::both, std::pair(Action::list, ObjectKind::family)};
        for (const char* page : {"GET /leaving-care", "GET /looked-after"})
            r[page] = {[](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                           const bool may = shipped_policy().could(who.subject, Action::view,
                                                                   ObjectKind::family);
                           for (const char* q : {"", "?show=all"})
                               out.push_back({"own", may, {}, q});
                       },
                       Judge::both, std::pair(Action::view, ObjectKind::family)};
        r["GET /quality/download"] = {
            [](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                out.push_back(
                    {"own",
                     shipped_policy().could(who.subject, Action::list, ObjectKind::family),
                     {},
                     "?whose=all"});
            },
            Judge::both, std::pair(Action::list, ObjectKind::family)};
        r["POST /quality/run"] = whole(Action::export_, ObjectKind::authority);
        r["GET /quality/returns"] = whole(Action::export_, ObjectKind::authority);
        r["POST /quality/returns"] = whole(Action::export_, ObjectKind::authority);
        for (const char* route :
             {"GET /quality/returns/{return}/file", "GET /quality/returns/{return}/again",
              "POST /quality/returns/{return}/submitted"})
            r[route] = {[](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                            out.push_back({"own",
                                           shipped_policy()
                                               .decide(who.subject, Action::export_,
                                                       {ObjectKind::authority, {}, -1})
                                               .allowed,
                                           {{"return", RowId{w.kept_return}.text()}},
                                           ""});
                        },
                        Judge::both, std::pair(Action::export_, ObjectKind::authority)};
        r["GET /known"] = whole(Action::ask, ObjectKind::authority);
        r["POST /known"] = {
            [](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                out.push_back(
                    {"own",
                     shipped_policy()
                         .decide(who.subject, Action::ask, {ObjectKind::authority, {}, -1})
                         .allowed,
                     {},
                     ""});
            },
            Judge::refusal, std::pair(Action::ask, ObjectKind::authority)};
        r["GET /break-glass/review"] = whole(Action::review, ObjectKind::break_glass);
        // ---- a team
        r["GET /teams/{team}"] = team(Action::view);
        // ---- a family
        for (const char* page :
             {"", "/chronology", "/network", "/assessments", "/meetings", "/steps",
              "/assessments/compare", "/care-graded", "/progress", "/documents"})
            r[fmt::format("GET /families/{{family}}{}", page)] = family(Action::view);
        for (const char* page : {"/plan", "/workbook"})
            r[fmt::format("GET /families/{{family}}{}", page)] = page_and_print(Action::print);
        r["GET /families/{family}/looked"] = looked(false);
        r["GET /families/{family}/allocate"] = family(Action::allocate);
        r["POST /families/{family}/allocate"] =
            family(Action::allocate, {{"team", TeamId{1}.text()}});
        r["POST /families/{family}/allocate/end"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& f : w.families)
                    out.push_back(
                        {f.key(),
                         w.decide(who, f, Action::allocate).allowed,
                         family_path(f),
                         "",
                         {{"allocation", id_to_text(f.allocation)}, {"end_reason", "MANAGE"}}});
            },
            Judge::both, std::pair(Action::allocate, ObjectKind::family)};
        r["GET /families/{family}/members/new"] = by_family(Action::write, part(Action::write));
        r["GET /families/{family}/members/{person}"] =
            by_family(Action::write, part(Action::write));
        r["GET /families/{family}/relationships/{relation}"] =
            by_family(Action::write, part(Action::write));
        r["POST /families/{family}/members/new"] =
            by_family(Action::write, part(Action::write), member);
        r["POST /families/{family}/members/{person}"] =
            by_family(Action::write, part(Action::write), member);
        r["POST /families/{family}/relationships/{relation}"] =
            by_family(Action::write, part(Action::write), member);
        r["GET /families/{family}/meetings/plan/{kind}"] =
            by_family(Action::write, part(Action::write));
        r["POST /families/{family}/meetings/plan/{kind}"] = by_family(
            Action::write,
            [](const MatrixWorld& w, const MatrixWorker& who, const MatrixFamily& f) {
                return std::pair(writes(who, "group_supervision") &&
                                     w.decide(who, f, Action::write, "supervision").allowed,
                                 Fields{{"family", f.id.text()}, {"kind", "group_supervision"}});
            },
            {{"planned-day", "1"},
             {"planned-month", "12"},
             {"planned-year", "2026"},
             {"time", "10:00"}});
        r["GET /families/{family}/write/{form}"] =
            forms({"case_note", "survivor", "poses_risk", "substance", "family_plan"});
        r["GET /meetings/{meeting}/write/{form}"] = forms({"group_supervision"});
        r["GET /meetings/{meeting}"] = by_family(
            Action::view, [](const MatrixWorld& w, const MatrixWorker& who, const MatrixFamily& f) {
                return std::pair(w.decide(who, f, Action::view).allowed,
                                 Fields{{"meeting", f.meeting.text()}});
            });
        r["GET /people/{person}"] = person(Action::view);
        r["GET /people/{person}/chronology"] = person(Action::view);
        r["GET /people/{person}/looked"] = looked(true);
        // ---- one person, twice: each pair is decided by itself
        for (const char* route : {"GET /duplicates", "POST /duplicates"})
            r[route] = {[](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                            out.push_back({"own",
                                           shipped_policy().could(who.subject, Action::manage,
                                                                  ObjectKind::family),
                                           {},
                                           ""});
                        },
                        Judge::both, std::pair(Action::manage, ObjectKind::family)};
        for (const char* route : {"GET /merges/{merge}", "POST /merges/{merge}"})
            r[route] = {[](const MatrixWorld&, const MatrixWorker&, std::vector<Cell>& out) {
                            // One that is not there; those that are stand in tests/identity.
                            out.push_back({"none", false, {{"merge", "0SAX64N002KV5"}}, ""});
                        },
                        Judge::both, std::pair(Action::manage, ObjectKind::family)};
        r["GET /people/{person}/same"] = merging(Judge::both);
        r["GET /people/{person}/same/{other}"] = merging(Judge::both);
        r["POST /people/{person}/same/{other}/merge"] =
            merging(Judge::refusal, {{"reason", "Seen"}});
        r["POST /people/{person}/same/{other}/not"] =
            merging(Judge::refusal, {{"not_same_reason", "Seen"}});
        r["GET /entries/{entry}"] = entries();
        r["GET /entries/{entry}/revise"] = revisions();
        r["POST /actions/{action}/done"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& f : w.families)
                    for (const auto& [cls, id] : f.actions)
                        if (worth_asking(w, who, f, Action::write, cls))
                            out.push_back({f.key() + " " + cls,
                                           w.decide(who, f, Action::write, cls).allowed,
                                           {{"action", id.text()}},
                                           "",
                                           {{"evidence", "Seen"}}});
            },
            Judge::both, std::pair(Action::write, ObjectKind::family)};
        r["POST /tasks/{task}/done"] = {[](const MatrixWorld& w, const MatrixWorker& who,
                                           std::vector<Cell>& out) {
            for (const auto& f : w.families)
                out.push_back(
                    {f.key(),
                     who.name == w.workers.front().name && w.decide(who, f, Action::view).allowed,
                     {{"task", id_to_text(f.task)}},
                     ""});
        }};
        r["GET /drafts/{draft}"] = drafts();
        r["PUT /drafts/{draft}"] = drafts();
        r["POST /drafts/{draft}"] = drafts();
        r["POST /drafts/{draft}/sign"] = drafts();
        r["POST /drafts/{draft}/send"] = drafts();
        r["POST /drafts/{draft}/return"] = drafts();
        r["POST /drafts/{draft}/discard"] = drafts();
        r["POST /drafts/{draft}/take-back"] = drafts();
        // ---- documents
        const auto output = [](const MatrixWorld& w, const MatrixWorker& who,
                               const MatrixFamily& f) {
            return std::pair(w.decide(who, f, Action::print).allowed,
                             Fields{{"family", f.id.text()}, {"output", "case_summary"}});
        };
        r["GET /families/{family}/documents/{output}"] = by_family(Action::print, output);
        r["POST /families/{family}/documents/{output}"] =
            by_family(Action::print, output, {{"reader", "professional"}, {"named", "A school"}});
        r["GET /contacts/{contact}/documents"] = contact(Action::view);
        r["GET /contacts/{contact}/documents/{output}"] = letters(false);
        r["POST /contacts/{contact}/documents/{output}"] = letters(true);
        for (const char* route :
             {"GET /drafts/documents/{draft}", "PUT /drafts/documents/{draft}",
              "POST /drafts/documents/{draft}", "POST /drafts/documents/{draft}/discard",
              "GET /drafts/documents/{draft}/preview", "POST /drafts/documents/{draft}/send",
              "GET /drafts/documents/{draft}/pdf"})
            r[route] = output_drafts();
        r["GET /documents/{document}"] = documents(false);
        r["GET /documents/{document}/pdf"] = documents(true);
        // ---- in an emergency
        r["GET /break-glass"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                out.push_back(
                    {"own",
                     shipped_policy().could(who.subject, Action::break_glass, ObjectKind::family),
                     {},
                     ""});
                for (const auto& f : w.families)
                    out.push_back({f.key(),
                                   w.decide(who, f, Action::break_glass).allowed,
                                   {},
                                   "?family=" + f.id.text()});
            },
            Judge::both, std::pair(Action::break_glass, ObjectKind::family)};
        r["POST /break-glass"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                for (const auto& f : w.families)
                    out.push_back({f.key(),
                                   w.decide(who, f, Action::break_glass).allowed,
                                   {},
                                   "",
                                   {{"family", f.id.text()},
                                    {"reason_code", "immediate_risk"},
                                    {"reason", "Police are at the door and ask who is inside."},
                                    {"password", std::string(kTestPassword)}}});
            },
            Judge::both, std::pair(Action::break_glass, ObjectKind::family)};
        r["POST /break-glass/end"] = untried("ends the visitor's own, which the matrix needs open");
        r["POST /break-glass/review/{id}"] = {
            [](const MatrixWorld& w, const MatrixWorker& who, std::vector<Cell>& out) {
                const bool reviews =
                    shipped_policy().could(who.subject, Action::review, ObjectKind::break_glass);
                for (const auto& f : w.families)
                    if (f.glass_row != 0)
                        out.push_back({f.key(),
                                       reviews && !f.facts(who).excluded,
                                       {{"id", RowId{f.glass_row}.text()}},
                                       "",
                                       {{"outcome", "justified"}, {"note", "Spoke to the lead."}}});
            },
            Judge::both, std::pair(Action::review, ObjectKind::break_glass)};
        // ---- the front door
        r["GET /front-door/new"] = {
            [](const MatrixWorld&, const MatrixWorker& who, std::vector<Cell>& out) {
                access::Facts about_to_be;
                about_to_be.relations.add(Relation::duty);
                out.push_back({"own",
                               writes(who, "request_for_support") &&
                                   shipped_policy()
                                       .decide(who.subject, Action::write,
                                               {ObjectKind::contact, about_to_be, -1})
                                       .allowed,
                               {},
                               ""});
            },
            Judge::both, std::pair(Action::write, ObjectKind::contact)};
        r["GET /contacts/{contact}"] = contact(Action::view);
        r["GET /contacts/{contact}/write/{form}"] = contact(Action::write, "contact_note");
        for (const char* act : {"take", "send", "ask", "match"})
            r[fmt::format("POST /contacts/{{contact}}/{}", act)] = contact(Action::ask, {}, true);
        r["GET /checks/{check}"] = check(Action::view);
        r["GET /checks/{check}/write/{form}"] = check(Action::write, "partner_check_answer");
        return r;
    }();
    return routes;
}

}  // namespace hearth::test
