// What a page says about itself: inset and warning text, banners, panels, tags, the error summary,
// details.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "web/html.h"

namespace hearth::web::kit {

struct InsetText {
    Html text = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html inset_text(const InsetText& o);

struct WarningText {
    Html text = {};
    std::string icon_fallback_text = "Warning";
    std::string classes = {};
    Attributes attributes = {};
};
Html warning_text(const WarningText& o);

struct NotificationBanner {
    Html text = {};         // plain text becomes the banner's heading line; markup stands as it is
    Html title = {};        // "Important", or "Success"
    std::string type = {};  // "success" or empty
    std::string role = {};
    int title_heading_level = 2;
    std::string title_id = "govuk-notification-banner-title";
    std::optional<bool> disable_auto_focus = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html notification_banner(const NotificationBanner& o);

struct PanelAction {
    std::string text = {};
    Url href = {};
    std::string type = {};  // "button" makes a link look like a button; "submit" sends the form
    std::string classes = {};
    Attributes attributes = {};
};
struct PanelActions {
    std::vector<PanelAction> items = {};
    std::string classes = {};
    Attributes attributes = {};
};
struct Panel {
    Html title = {};
    Html text = {};
    int heading_level = 1;
    std::string classes = {};
    std::optional<PanelActions> actions = {};  // only with the class govuk-panel--interruption
    Attributes attributes = {};
};
Html panel(const Panel& o);

// A tag always has words; colour only repeats them. classes: govuk-tag--red, --yellow, --green,
// --blue, --grey …
struct Tag {
    Html text = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html tag(const Tag& o);

struct PhaseBanner {
    Tag tag = {};
    Html text = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html phase_banner(const PhaseBanner& o);

struct ErrorLink {
    Html text = {};
    Url href = {};  // "#field"
    Attributes attributes = {};
};
struct ErrorSummary {
    std::vector<ErrorLink> errors = {};
    Html title = "There is a problem";
    Html description = {};
    std::optional<bool> disable_auto_focus = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html error_summary(const ErrorSummary& o);
// From what a use case refused: each error links to the element whose id is the field's name. Empty
// when there are none.
Html error_summary(const std::vector<FieldError>& errors);
// The message for one field, empty when it has none: `.error = {.text = error_for(errors,
// "name")}`.
std::string error_for(const std::vector<FieldError>& errors, std::string_view field);

struct Details {
    Html summary = {};
    Html text = {};
    std::string id = {};
    bool open = false;
    std::string classes = {};
    Attributes attributes = {};
};
Html details(const Details& o);

}  // namespace hearth::web::kit
