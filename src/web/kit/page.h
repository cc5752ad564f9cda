// The frame of every page: head, skip link, header, navigation, banners, main landmark, footer.
//
// It guarantees one <h1>, a title that begins "Error: " when something is wrong, no inline script
// or style, and a page that is complete with scripts off. It does not decide what a person may see:
// banners and navigation are passed in.
//
// Assets are named by the caller through `asset`, which gives the address of a (hashed) file:
// "hearth-all.css", "favicon.svg"; and, only on pages that ask for them, "boot.js", "init.js",
// "govuk-frontend.min.js", "draft.js", "search.js", "timeout.js". With the server's own assets:
// [](auto n) { return *Url::local(asset_url(n)); }. The authority's colours are at /brand.css.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "web/html.h"
#include "web/kit/navigation.h"

namespace hearth::web::kit {

using AssetUrl = std::function<Url(std::string_view name)>;

struct Account {  // who is signed in; the name is empty on the sign-in page
    std::string name = {};
    std::string role = {};  // "Social worker, Team 4"
    Url sign_out = {};      // posts
    Url profile = {};
};

// Until when a restricted record is open to this person, and why. Shown on every page meanwhile.
struct BreakGlass {
    std::string reason = {};
    std::string until = {};  // "12:05"
    Url end = {};            // posts
};

struct IdleTimeout {
    int seconds = 0;  // 0: no warning
    int warn_before = 300;
    Url keep = {};  // answers 204 and extends the session
};

struct Page {
    std::string title = {};                // of this page; also its h1 unless `heading` is given
    std::string section = {};              // "Thing – Section – Hearth – Authority"
    std::string authority = {};            // "Lancashire County Council"
    std::vector<NavItem> navigation = {};  // see `main_navigation`
    Account account = {};
    std::string csrf = {};
    bool demonstration = false;
    std::optional<BreakGlass> break_glass = {};
    bool has_errors = false;
    Html before_main = {};     // back link or breadcrumbs, identity bar, sub-navigation
    bool own_heading = false;  // the content brings its own <h1>
    Html heading = {};         // other than the title
    std::string caption = {};  // small line above the heading
    Html content = {};
    bool wide = false;    // lists, boards, workbook
    bool drafts = false;  // the page has a form with data-draft
    bool live_search = false;
    bool components =
        false;  // loads the design systems' own scripts (conditional questions, counts)
    IdleTimeout idle = {};
    std::vector<NavItem> footer = {};  // accessibility statement, privacy …
    AssetUrl asset = {};
};
// The whole document, from <!DOCTYPE html>.
Html page(const Page& o);

enum class Place { none, my_day, search, front_door, meetings, dashboard, imports, help };
// My day · Search · Front door · Meetings · Dashboard · Imports · Help, without those whose address
// is empty.
struct Places {
    Url my_day = {}, search = {}, front_door = {}, meetings = {}, dashboard = {}, imports = {};
    Url help = {};
};
std::vector<NavItem> main_navigation(const Places& places, Place here);

struct PersonFlag {
    std::string words = {};   // "Child in need", "Hidden address"
    std::string colour = {};  // govuk-tag--red …; empty: the plain blue
};
// Exactly one of born, due is known as a rule; neither: "date of birth not known".
struct PersonIdentity {
    std::string name = {};
    std::optional<Date> born = {};
    std::optional<Date> died = {};
    std::optional<Date> due = {};  // unborn
    std::string number = {};       // the person's id as people quote it
    std::string pronouns = {};
    std::vector<PersonFlag> flags = {};
    Html actions = {};
};
// "Sam Walker · born 3 May 2019, 7 years · No. 01H8Z3…" and the flags in words.
Html person_bar(const PersonIdentity& person, Date today);
// "7 years", "5 months", "3 weeks", "2 days", "due Friday 27 November (in 3 days)"
std::string age_in_words(Date born, Date on);

enum class PersonTab {
    overview,
    chronology,
    family,
    assessments,
    plan,
    meetings,
    documents,
    who_has_looked
};
// Overview · Chronology · Family and network · Assessments · Plan and actions · Meetings ·
// Documents · Who has looked.
struct PersonTabs {
    Url overview = {}, chronology = {}, family = {}, assessments = {}, plan = {}, meetings = {},
        documents = {}, who_has_looked = {};  // an empty address leaves the tab out
};
Html person_navigation(const PersonTabs& tabs, PersonTab here);

}  // namespace hearth::web::kit
