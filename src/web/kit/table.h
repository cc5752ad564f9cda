// Tables. On a narrow screen rows become stacked blocks, each cell after its column's name (class
// "hearth-table", the cells' data-label), so nothing scrolls sideways. Columns sort by links, so
// that sorting works with scripts off.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "web/html.h"

namespace hearth::web::kit {

struct Cell {
    Html text = {};
    std::string format = {};  // "numeric"
    std::string classes = {};
    int colspan = 0;
    int rowspan = 0;
    Attributes attributes = {};
};
struct Table {
    std::vector<std::vector<Cell>> rows = {};
    std::vector<Cell> head = {};
    std::string caption = {};
    std::string caption_classes = {};
    bool first_cell_is_header = false;
    std::string classes = {};
    Attributes attributes = {};
};
// The GOV.UK table, as it is upstream.
Html table(const Table& o);

enum class Order { none, ascending, descending };
struct Column {
    std::string name = {};
    bool numeric = false;
    Url sort = {};  // where this column's heading leads; none: not sortable
    Order order = Order::none;
};
struct DataTable {
    std::string caption = {};  // always given; visible unless caption_hidden
    bool caption_hidden = false;
    std::vector<Column> columns = {};
    std::vector<std::vector<Html>> rows = {};  // the first cell is the row's header
    Html empty = "None.";                      // said instead of a table without rows
    std::string classes = {};
    std::vector<std::string> row_classes = {};  // by row, where given: "hearth-row--late"
};
// Our lists: dense, stacked on narrow screens, sortable.
Html data_table(const DataTable& o);

}  // namespace hearth::web::kit
