// Summary lists and cards, task lists, pages of a long list.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/kit/notice.h"

namespace hearth::web::kit {

struct RowAction {
    Html text = {};
    Url href = {};
    std::string visually_hidden_text = {};
    std::string classes = {};
    Attributes attributes = {};
};
struct SummaryPart {
    Html text = {};
    std::string classes = {};
};
struct SummaryRow {
    SummaryPart key = {};
    SummaryPart value = {};
    std::vector<RowAction> actions = {};
    std::string actions_classes = {};
    std::string classes = {};
};
struct SummaryCard {
    Html title = {};
    int heading_level = 2;
    std::string title_classes = {};
    std::vector<RowAction> actions = {};
    std::string actions_classes = {};
    std::string classes = {};
    Attributes attributes = {};
};
struct SummaryList {
    std::vector<SummaryRow> rows = {};
    std::optional<SummaryCard> card = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html summary_list(const SummaryList& o);
// Two columns without actions: summary_rows({{"Name", name}, {"Born", born}}). Rows with an empty
// value are left out.
Html summary_rows(const std::vector<std::pair<std::string, Html>>& rows,
                  std::string_view classes = {});

struct Task {
    Html title = {};
    Url href = {};
    Html hint = {};
    Html status_text = {};
    std::optional<Tag> status_tag = {};
    std::string status_classes = {};
    std::string title_classes = {};
    std::string classes = {};
    bool omit = false;
};
struct TaskList {
    std::vector<Task> items = {};
    std::string id_prefix = "task-list";
    std::string classes = {};
    Attributes attributes = {};
};
Html task_list(const TaskList& o);

struct PageLink {
    Url href = {};
    Html text = {};  // "Previous" or "Next"
    std::string label_text = {};
    Attributes attributes = {};
};
struct PageItem {
    std::string number = {};
    Url href = {};
    bool current = false;
    bool ellipsis = false;
    std::string visually_hidden_text = {};
    Attributes attributes = {};
};
struct Pagination {
    PageLink previous = {};
    PageLink next = {};
    std::optional<std::vector<PageItem>> items = {};
    std::string landmark_label = "Pagination";
    std::string classes = {};
    Attributes attributes = {};
};
Html pagination(const Pagination& o);
// The usual case: page `current` of `pages` (from 1), at `base` with the query parameter "page".
Html pagination(const Url& base, int current, int pages);

}  // namespace hearth::web::kit
