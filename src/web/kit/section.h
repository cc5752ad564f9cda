// Parts of a page that open, close or stand side by side: accordion and tabs. Both show everything
// with scripts off.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/html.h"

namespace hearth::web::kit {

struct AccordionSection {
    Html heading = {};
    Html summary = {};
    Html content = {};  // plain text is set in a paragraph
    bool expanded = false;
    bool omit = false;
};
struct Accordion {
    std::string id = {};
    std::vector<AccordionSection> items = {};
    int heading_level = 2;
    std::optional<bool> remember_expanded = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string hide_all_sections = {}, hide_section = {}, hide_section_aria_label = {},
                show_all_sections = {}, show_section = {}, show_section_aria_label = {};
};
Html accordion(const Accordion& o);

struct Tab {
    std::string label = {};
    Html panel = {};  // plain text is set in a paragraph
    std::string id = {};
    bool omit = false;
    Attributes attributes = {};
    Attributes panel_attributes = {};
};
struct Tabs {
    std::vector<Tab> items = {};
    std::string title = "Contents";
    std::string id = {};
    std::string id_prefix = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html tabs(const Tabs& o);

}  // namespace hearth::web::kit
