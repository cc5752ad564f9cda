// Components of the Ministry of Justice's design system that records of people need. Upstream ships
// no fixtures for them; the class names are its, the markup is tested here. The identity bar does
// not use its zero font size, which hides text placed outside its own classes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/kit/button.h"
#include "web/kit/notice.h"

namespace hearth::web::kit {

struct IdentityBar {
    Html title = {};
    Html details = {};  // under the title
    Html actions = {};
    std::string label = "Person";  // names the region
};
Html identity_bar(const IdentityBar& o);

struct TimelineItem {
    Html title = {};
    std::string datetime = {};  // ISO, for machines
    Html when = {};             // as people read it
    Html byline = {};           // follows "by "
    Html content = {};
    std::string id = {};
    std::string classes = {};
};
struct Timeline {
    std::vector<TimelineItem> items = {};
    int heading_level = 2;
    std::string classes = {};
};
Html timeline(const Timeline& o);

struct FilterTag {
    Html text = {};
    Url remove = {};
};
struct FilterGroup {
    Html heading = {};
    std::vector<FilterTag> tags = {};
};
struct Filter {
    Html heading = "Filter";
    std::vector<FilterGroup> selected = {};
    Url clear = {};
    Html options = {};  // the questions; the filter is a GET form
    Url action = {};
    std::string submit_text = "Apply filters";
};
Html filter(const Filter& o);

struct Badge {
    Html text = {};
    std::string classes =
        {};  // moj-badge--red, --green, --purple, --blue, --grey, --black; moj-badge--large
};
Html badge(const Badge& o);

enum class AlertKind { information, success, warning, error };
struct Alert {
    AlertKind kind = AlertKind::information;
    std::string title = {};  // said to screen readers, and shown above the text when show_title
    Html text = {};
    bool show_title = true;
    int heading_level = 2;
    std::string role = "region";
    std::string classes = {};
    Attributes attributes = {};
};
Html alert(const Alert& o);

struct Message {
    Html text = {};
    std::string sender = {};
    std::string day = {};       // "22 November 2026"; said once above messages of the same day
    std::string time = {};      // "11:36"
    std::string datetime = {};  // ISO
    bool sent = false;          // by the reader
    std::string id = {};
};
Html messages(const std::vector<Message>& items, std::string_view label = "Messages");

struct ProgressStep {
    Html text = {};
    bool complete = false;
    bool active = false;
};
Html progress_bar(const std::vector<ProgressStep>& steps, std::string_view label = "Progress");

struct TicketSection {
    Html text = {};
    std::string classes =
        {};  // moj-ticket-panel__content--red, --blue, --green, --purple, --orange, --yellow …
};
Html ticket_panel(const std::vector<TicketSection>& sections, std::string_view label);

// A heading with its page's actions beside it.
Html page_header_actions(const Html& heading, const std::vector<Button>& actions, int level = 1,
                         std::string_view classes = "govuk-heading-l");

// The page between a person and a restricted or destructive act. `actions` are buttons or links.
struct InterruptionCard {
    Html heading = {};
    Html body = {};
    Html actions = {};
    int heading_level = 1;
};
Html interruption_card(const InterruptionCard& o);

// A list of the same questions that grows by buttons which post: "add-NAME" adds one, "remove-NAME"
// with the number (from 1) takes one away. The server draws the page again with what was typed.
struct AddAnother {
    std::string name = {};
    std::string item_label = "Item";
    std::vector<Html> items = {};
    bool can_remove_last = false;
};
Html add_another(const AddAnother& o);

}  // namespace hearth::web::kit
