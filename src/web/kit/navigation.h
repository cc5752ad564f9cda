// Ways around: the service's navigation, a header of our own, a person's sub-navigation and the
// side navigation.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/html.h"

namespace hearth::web::kit {

struct NavItem {
    Html text = {};
    Url href = {};
    bool current = false;  // this very page
    bool active = false;   // this section
    Attributes attributes = {};
};
struct ServiceNavigation {
    std::vector<NavItem> items = {};
    std::string service_name = {};
    Url service_url = {};
    std::string navigation_label = {};
    std::string navigation_id = "navigation";
    std::string navigation_classes = {};
    std::string menu_button_text = "Menu";
    std::string menu_button_label = {};
    std::optional<bool> collapse_on_mobile = {};  // unless given: when there is more than one item
    std::string aria_label = "Service information";
    Html slot_start = {}, slot_end = {}, slot_navigation_start = {}, slot_navigation_end = {};
    bool slot_end_inline = false;
    std::string classes = {};
    Attributes attributes = {};
};
Html service_navigation(const ServiceNavigation& o);

struct GenericHeader {
    Html logo = {};
    Url url = {};  // "/"
    std::string classes = {};
    std::string container_classes = "govuk-width-container";
    Attributes attributes = {};
};
Html generic_header(const GenericHeader& o);

struct SubNavigation {
    std::vector<NavItem> items = {};
    std::string label = "Secondary navigation region";
    std::string classes = {};
    Attributes attributes = {};
};
Html sub_navigation(const SubNavigation& o);

struct SideSection {
    Html heading = {};  // none: no heading
    std::vector<NavItem> items = {};
};
struct SideNavigation {
    std::vector<SideSection> sections = {};
    std::string label = "Side navigation";
    int heading_level = 2;
    std::string classes = {};
};
Html side_navigation(const SideNavigation& o);

}  // namespace hearth::web::kit
