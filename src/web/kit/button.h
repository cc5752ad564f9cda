// Buttons, and the links that sit at the head of a page. A button with `href` is a link that looks
// like a button.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/html.h"

namespace hearth::web::kit {

struct Button {
    Html text = {};
    std::string type = "submit";
    std::string name = {};
    std::string value = {};
    std::string id = {};
    Url href = {};
    std::string classes = {};  // govuk-button--secondary, --warning, --inverse
    bool disabled = false;
    bool is_start_button = false;
    std::optional<bool> prevent_double_click = {};
    Attributes attributes = {};
};
Html button(const Button& o);
Html button_group(const Html& buttons);

struct BackLink {
    Url href = {};
    Html text = {};  // "Back"
    std::string classes = {};
    Attributes attributes = {};
};
Html back_link(const BackLink& o);
// The same as it stands above <main>: in the width of the page.
Html back_above(Url to, const Html& text = "Back");

struct Crumb {
    Html text = {};
    Url href = {};  // none: the present page
    Attributes attributes = {};
};
struct Breadcrumbs {
    std::vector<Crumb> items = {};
    std::string classes = {};
    bool collapse_on_mobile = false;
    std::string label_text = "Breadcrumb";
    Attributes attributes = {};
};
Html breadcrumbs(const Breadcrumbs& o);

struct SkipLink {
    Html text = {};
    Url href = {};  // #content
    std::string classes = {};
    Attributes attributes = {};
};
Html skip_link(const SkipLink& o);

// For pages that a child or a survivor of abuse may open; works as a plain link with scripts off.
struct ExitThisPage {
    Html text = {};
    Url redirect_url = {};  // a weather forecast
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string activated_text = {}, timed_out_text = {}, press_two_more_times_text = {},
                press_one_more_time_text = {};
};
Html exit_this_page(const ExitThisPage& o);

// <a class="govuk-link">; `hidden` is read out after the text ("Change<span> name of Sam</span>").
Html link(const Url& to, const Html& text, std::string_view hidden = {},
          std::string_view classes = {});

}  // namespace hearth::web::kit
