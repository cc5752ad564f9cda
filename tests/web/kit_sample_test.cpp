// One page that holds every component: it is checked for what no fixture checks (one heading, no
// inline script or style, ids once, references that lead somewhere) and written to
// build/kit-sample.html, to be looked at.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "web/kit/kit.h"
#include "web/kit_tokens.h"

namespace hearth::web::kit {
namespace {

namespace fs = std::filesystem;
const Date kToday = *Date::parse("2026-11-24");

Html questions() {
    const std::vector<FieldError> errors = {
        {"visit-place", "missing", "Say where the visit took place"},
        {"seen-day", "missing", "Enter the date that the child was seen"}};
    Html h = error_summary(errors);
    h << input({.name = "visit-place",
                .label = {.text = "Where did you meet?"},
                .hint = {.text = "For example, at home or at school"},
                .error = {.text = error_for(errors, "visit-place")}});
    h << date_input({.id = "seen-day",
                     .name_prefix = "seen",
                     .fieldset = Fieldset{.legend = {.text = "When was the child seen?"}},
                     .hint = {.text = "For example, 27 3 2026"},
                     .error = {.text = error_for(errors, "seen-day")}});
    h << radios(
        {.name = "alone",
         .items = {{.text = "Yes", .value = "yes"},
                   {.text = "No",
                    .value = "no",
                    .hint = {.text = "You will be asked why"},
                    .conditional = input({.name = "why-not", .label = {.text = "Why not?"}})}},
         .fieldset = Fieldset{.legend = {.text = "Was the child seen alone?"}},
         .value = "no"});
    h << checkboxes(
        {.name = "present",
         .items = {{.text = "Mother", .value = "mother"},
                   {.text = "Father", .value = "father"},
                   {.divider = "or"},
                   {.text = "Nobody else", .value = "nobody", .behaviour = "exclusive"}},
         .fieldset = Fieldset{.legend = {.text = "Who else was there?"}},
         .values = {"mother"}});
    h << textarea({.name = "account",
                   .label = {.text = "What happened?"},
                   .value = "<b>not bold</b>\n& so on"});
    h << character_count(
        {.name = "wishes", .label = {.text = "What does the child want?"}, .max_length = 500});
    h << select({.name = "district",
                 .items = {{.text = "Burnley", .value = "burnley"},
                           {.text = "Preston", .value = "preston"}},
                 .label = {.text = "District"},
                 .value = "preston"});
    h << password_input({.name = "password", .label = {.text = "Password"}});
    h << file_upload({.name = "letter", .label = {.text = "A letter or picture"}});
    h << add_another(
        {.name = "actions",
         .item_label = "Action",
         .items = {input({.name = "action-1", .label = {.text = "What will be done?"}}),
                   input({.name = "action-2", .label = {.text = "What will be done?"}})}});
    h << button_group(join(button({.text = "Save and continue"}),
                           button({.text = "Save as draft", .classes = "govuk-button--secondary"}),
                           link(url("/cancel"), "Cancel")));
    return form({.action = url("/entries"), .csrf = "token", .draft = "visit-7", .id = "visit"}, h);
}

Html lists() {
    Html h = h2("Lists and tables");
    h << data_table(
        {.caption = "Open children",
         .columns = {{.name = "Child", .sort = url("?sort=name"), .order = Order::ascending},
                     {.name = "Lead worker", .sort = url("?sort=worker")},
                     {.name = "Next visit", .sort = url("?sort=visit")},
                     {.name = "Plan"},
                     {.name = "Days open", .numeric = true}},
         .rows = {{link(url("/people/1"), "Sam Walker"), "Priya Shah", when(kToday - 2, kToday),
                   tag({.text = "Child in need", .classes = "govuk-tag--blue"}), 112},
                  {link(url("/people/2"), "Baby Walker"), "Priya Shah", when(kToday + 3, kToday),
                   tag({.text = "Child protection", .classes = "govuk-tag--red"}), 14},
                  {link(url("/people/3"), "Alexandra Featherstonehaugh-Cholmondeley"),
                   "Not allocated", when(kToday, kToday),
                   tag({.text = "Assessment", .classes = "govuk-tag--grey"}), 3}},
         .row_classes = {"hearth-row--late", "", "hearth-row--soon"}});
    h << pagination(url("/children"), 4, 12);
    h << summary_list(
        {.rows = {{.key = {.text = "Name"},
                   .value = {.text = "Sam Walker"},
                   .actions = {{.text = "Change",
                                .href = url("/people/1/name"),
                                .visually_hidden_text = "name"}}},
                  {.key = {.text = "School"}, .value = {.text = "Park Road Primary"}}},
         .card = SummaryCard{.title = "Details", .heading_level = 3}});
    h << task_list(
        {.items = {{.title = "The family", .href = url("/f/1"), .status_text = "Completed"},
                   {.title = "The child's words",
                    .href = url("/f/2"),
                    .hint = "In the child's own words",
                    .status_tag = Tag{.text = "Not started", .classes = "govuk-tag--blue"}}}});
    h << timeline({.items = {{.title = "Home visit",
                              .datetime = "2026-11-20",
                              .when = said_on(kToday - 4, kToday),
                              .byline = "Priya Shah, social worker",
                              .content = prose("Seen with her sister.\nThe house was warm.")},
                             {.title = "Contact from school",
                              .datetime = "2026-11-02",
                              .when = said_on(kToday - 22, kToday),
                              .byline = "Park Road Primary",
                              .content = prose("Sam said that mum is poorly again.")}},
                   .heading_level = 3});
    h << messages({{.text = "Can we meet on Friday?",
                    .sender = "Priya",
                    .day = "20 November 2026",
                    .time = "09:12",
                    .datetime = "2026-11-20"},
                   {.text = "Yes, at school.",
                    .sender = "You",
                    .day = "20 November 2026",
                    .time = "09:30",
                    .datetime = "2026-11-20",
                    .sent = true}});
    h << progress_bar({{.text = "Contact", .complete = true},
                       {.text = "Decision", .active = true},
                       {.text = "Assessment"}});
    h << ticket_panel(
        {{.text = p("Sam Walker, 7 years"), .classes = "moj-ticket-panel__content--blue"}},
        "Ticket");
    return h;
}

Html notices() {
    Html h = h2("Notices");
    h << notification_banner(
        {.text = "The entry was saved.", .type = "success", .title_id = "saved"});
    h << alert({.kind = AlertKind::warning,
                .title = "Two records may be the same child",
                .text = p("Compare them first.")});
    h << alert({.kind = AlertKind::success, .title = "Signed"});
    h << alert({.kind = AlertKind::error, .title = "Not sent"})
      << alert({.title = "For your information"});
    h << safe_contact("Text only, between 10 and 2. Do not leave a message.");
    h << warning_text({.text = "This address is not to be given to anyone."});
    h << inset_text({.text = "The next review is due on Friday."});
    h << details({.summary = "How this date was reached",
                  .text = "15 working days after the strategy discussion."});
    h << p(join(badge({.text = "New", .classes = "moj-badge--blue"}), " ",
                tag({.text = "Late", .classes = "govuk-tag--red"}), " ", figure(6, 8)));
    h << el("blockquote", {cls("hearth-words")}, "I like it when gran is here.");
    h << empty_state("No meetings are planned. Plan one from the family's page.");
    h << el("ul", {cls("hearth-tiles")},
            each(std::vector<std::pair<const char*, const char*>>{{"15", "children on my caseload"},
                                                                  {"2", "visits late"},
                                                                  {"1", "draft to sign"}},
                 [](const auto& t) {
                     return el("li", {cls("hearth-tile")},
                               el("span", {cls("hearth-tile__figure")}, t.first), " ",
                               el("span", {cls("hearth-tile__note")}, t.second));
                 }));
    h << el(
        "div", {cls("hearth-board")},
        each(std::vector<const char*>{"Red", "Amber", "Green"}, [](const char* rating) {
            return el(
                "section", {cls("hearth-board__column"), attr("aria-label", rating)}, h3(rating),
                el("div",
                   {cls("hearth-card", std::string(rating) == "Red" ? "hearth-card--late" : "")},
                   p(link(url("/contacts/1"), "Walker family, Burnley")), p(when(kToday, kToday))));
        }));
    h << accordion({.id = "acc",
                    .items = {{.heading = "Mother", .content = "Seen weekly."},
                              {.heading = "Father", .content = "Seen monthly."}},
                    .heading_level = 3});
    h << tabs({.items = {{.label = "This week", .panel = "Two visits."},
                         {.label = "Last week", .panel = "One visit."}},
               .id_prefix = "week"});
    h << panel({.title = "Referral sent",
                .text = "We will tell you the decision within one working day.",
                .heading_level = 2});
    h << interruption_card({.heading = "This record is restricted",
                            .body = el("p", "Opening it is recorded and reviewed by someone else."),
                            .actions = join(button({.text = "Give a reason",
                                                    .href = url("/reason"),
                                                    .classes = "govuk-button--inverse"}),
                                            link(url("/"), "Go back", {}, "govuk-link--inverse")),
                            .heading_level = 2});
    h << exit_this_page({});
    return h;
}

Page sample() {
    const Places places{.my_day = url("/my-day"),
                        .search = url("/search"),
                        .front_door = url("/front-door"),
                        .meetings = url("/meetings"),
                        .dashboard = url("/dashboard"),
                        .help = url("/help")};
    Html bar =
        person_bar({.name = "Sam Walker",
                    .born = Date::parse("2019-05-03"),
                    .number = "01H8Z3K4M5N6P",
                    .pronouns = "she/her",
                    .flags = {{.words = "Child protection plan", .colour = "govuk-tag--red"},
                              {.words = "Hidden address", .colour = "govuk-tag--yellow"}},
                    .actions = button({.text = "Write an entry", .href = url("/entries/new")})},
                   kToday);
    bar << person_navigation({.overview = url("/p/1"),
                              .chronology = url("/p/1/c"),
                              .family = url("/p/1/f"),
                              .assessments = url("/p/1/a"),
                              .plan = url("/p/1/p"),
                              .meetings = url("/p/1/m"),
                              .documents = url("/p/1/d"),
                              .who_has_looked = url("/p/1/w")},
                             PersonTab::overview);
    Html content = el(
        "div", {cls("hearth-columns")}, el("div", notices(), lists(), questions()),
        el("aside", {attr("aria-label", "Beside")},
           side_navigation(
               {.sections = {{.heading = "Workbook",
                              .items = {{.text = "The family", .href = url("/w/1"), .active = true},
                                        {.text = "Safety", .href = url("/w/2")}}}}}),
           filter(
               {.selected = {{.heading = "Kind", .tags = {{.text = "Visit", .remove = url("?")}}}},
                .clear = url("?"),
                .options = input({.name = "q", .label = {.text = "Words"}}),
                .action = url("/p/1/c")})));
    return {
        .title = "Overview",
        .section = "Sam Walker",
        .authority = "Lancashire (demonstration)",
        .navigation = main_navigation(places, Place::my_day),
        .account = {.name = "Priya Shah", .role = "social worker", .sign_out = url("/sign-out")},
        .csrf = "token",
        .demonstration = true,
        .break_glass = BreakGlass{.reason = "Police need the address now",
                                  .until = "12:05",
                                  .end = url("/break-glass/end")},
        .has_errors = true,
        .before_main = join(el("div", {cls("govuk-width-container")},
                               breadcrumbs({.items = {{.text = "My day", .href = url("/my-day")},
                                                      {.text = "Sam Walker"}}})),
                            bar),
        .caption = "Sam Walker",
        .content = content,
        .drafts = true,
        .components = true,
        .idle = {.seconds = 1200, .keep = url("/session/keep")},
        .footer = {{.text = "Accessibility statement", .href = url("/help/accessibility")},
                   {.text = "Privacy", .href = url("/help/privacy")}},
        .asset = [](std::string_view name) { return url("/assets/{}", name); }};
}

const std::string& document() {
    static const std::string d = page(sample()).str();
    return d;
}

TEST(KitSample, is_written_for_the_eye) {
    const fs::path folder = fs::path(HEARTH_SOURCE_DIR) / "build";
    fs::create_directories(folder);
    std::ofstream(folder / "kit-sample.html") << document();
    EXPECT_GT(fs::file_size(folder / "kit-sample.html"), 10000U);
}

TEST(KitSample, has_one_heading_of_the_first_level_a_main_landmark_and_a_title_that_says_error) {
    int h1 = 0, mains = 0;
    std::string title;
    const auto read = tokens::read(document());
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (read[i].kind != tokens::Token::Kind::open) continue;
        if (read[i].name == "h1") ++h1;
        if (read[i].name == "main") {
            ++mains;
            EXPECT_EQ(read[i].attributes.at("id"), "main-content");
        }
        if (read[i].name == "title") title = read[i + 1].text;
    }
    EXPECT_EQ(h1, 1);
    EXPECT_EQ(mains, 1);
    EXPECT_EQ(title, "Error: Overview – Sam Walker – Hearth – Lancashire (demonstration)");
    EXPECT_EQ(document().rfind("<!DOCTYPE html>", 0), 0U);
}

TEST(KitSample, holds_no_inline_script_style_or_handler) {
    const auto read = tokens::read(document());
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (read[i].kind != tokens::Token::Kind::open) continue;
        EXPECT_NE(read[i].name, "style");
        if (read[i].name == "script") {
            EXPECT_EQ(read[i].attributes.count("src"), 1U);
            EXPECT_EQ(read[i + 1].show(), "</script>");
        }
        for (const auto& [name, value] : read[i].attributes) {
            EXPECT_NE(name, "style") << read[i].show();
            EXPECT_NE(name.substr(0, 2), "on") << read[i].show();
        }
    }
}

TEST(KitSample, uses_each_id_once_and_refers_only_to_ids_that_are_there) {
    std::set<std::string> ids;
    const auto read = tokens::read(document());
    for (const auto& t : read)
        if (const auto it = t.attributes.find("id"); it != t.attributes.end()) {
            EXPECT_TRUE(ids.insert(it->second).second) << "twice: " << it->second;
        }
    for (const auto& t : read)
        for (const char* reference :
             {"for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"})
            if (const auto it = t.attributes.find(reference); it != t.attributes.end()) {
                std::istringstream words(it->second);
                for (std::string one; words >> one;) EXPECT_EQ(ids.count(one), 1U) << t.show();
            }
    for (const auto& t : read)
        if (const auto it = t.attributes.find("href");
            it != t.attributes.end() && it->second.size() > 1 && it->second[0] == '#') {
            EXPECT_EQ(ids.count(it->second.substr(1)), 1U) << t.show();
        }
}

TEST(KitSample, closes_every_element_in_the_order_it_was_opened) {
    static const std::set<std::string> kVoid = {"meta", "link", "input",   "br",
                                                "img",  "hr",   "!DOCTYPE"};
    std::vector<std::string> open;
    for (const auto& t : tokens::read(document())) {
        if (t.name == "path") continue;  // of a drawing; may close itself
        if (t.kind == tokens::Token::Kind::open && kVoid.count(t.name) == 0) open.push_back(t.name);
        if (t.kind == tokens::Token::Kind::close) {
            ASSERT_FALSE(open.empty()) << t.show();
            ASSERT_EQ(open.back(), t.name);
            open.pop_back();
        }
    }
    EXPECT_TRUE(open.empty());
}

TEST(KitSample, headings_skip_no_level) {
    int last = 0;
    for (const auto& t : tokens::read(document()))
        if (t.kind == tokens::Token::Kind::open && t.name.size() == 2 && t.name[0] == 'h' &&
            t.name[1] >= '1' && t.name[1] <= '6') {
            const int level = t.name[1] - '0';
            EXPECT_LE(level, last + 1) << t.show();
            last = level;
        }
}

// The upstream identity bar hides stray text by a font size of zero; ours may not, and nothing of
// ours may.
TEST(KitStyles, no_rule_of_ours_hides_text_by_its_size) {
    std::ifstream file(fs::path(HEARTH_SOURCE_DIR) / "assets/hearth.css");
    ASSERT_TRUE(file.good());
    std::stringstream css;
    css << file.rdbuf();
    const std::string text = css.str();
    for (const char* trick :
         {"font-size: 0", "font-size:0", "font: 0", "text-indent: -", "color: transparent"})
        EXPECT_EQ(text.find(trick), std::string::npos) << trick;
    EXPECT_EQ(document().find("moj-identity-bar"), std::string::npos);
}

TEST(KitStyles, every_class_of_ours_that_the_kit_writes_has_a_rule_or_is_known_to_need_none) {
    std::ifstream file(fs::path(HEARTH_SOURCE_DIR) / "assets/hearth.css");
    std::stringstream css;
    css << file.rdbuf();
    const std::string text = css.str();
    static const std::set<std::string> kPlain = {"hearth-header__who", "hearth-small-number",
                                                 "hearth-sort__mark", "hearth-identity__facts",
                                                 "hearth-footer__link"};
    for (const auto& t : tokens::read(document())) {
        const auto it = t.attributes.find("class");
        if (it == t.attributes.end()) continue;
        std::istringstream words(it->second);
        for (std::string one; words >> one;)
            if (one.rfind("hearth-", 0) == 0 && kPlain.count(one) == 0) {
                EXPECT_NE(text.find("." + one), std::string::npos) << one;
            }
    }
}

}  // namespace
}  // namespace hearth::web::kit
