#include "web/kit/table.h"

#include <algorithm>

#include "web/kit/parts.h"

namespace hearth::web::kit {
namespace {

Attr span_of(AttrName name, int n) {
    return n > 0 ? attr(name, n) : Attr{};
}

std::string formatted(std::string base, std::string_view modifier, const std::string& format) {
    if (!format.empty()) {
        base += ' ';
        base += modifier;
        base += format;
    }
    return base;
}

}  // namespace

Html table(const Table& o) {
    Html h;
    h.open("table", {cls("govuk-table", o.classes)}, o.attributes);
    if (!o.caption.empty())
        h << el("caption", {cls("govuk-table__caption", o.caption_classes)}, o.caption);
    if (!o.head.empty()) {
        h.open("thead", {cls("govuk-table__head")}).open("tr", {cls("govuk-table__row")});
        for (const Cell& c : o.head) {
            h.open("th",
                   {attr("scope", "col"),
                    cls(formatted("govuk-table__header", "govuk-table__header--", c.format),
                        c.classes),
                    span_of("colspan", c.colspan), span_of("rowspan", c.rowspan)},
                   c.attributes);
            h.add(c.text).close("th");
        }
        h.close("tr").close("thead");
    }
    h.open("tbody", {cls("govuk-table__body")});
    for (const std::vector<Cell>& row : o.rows) {
        h.open("tr", {cls("govuk-table__row")});
        bool first = true;
        for (const Cell& c : row) {
            if (first && o.first_cell_is_header) {
                h.open("th",
                       {attr("scope", "row"), cls("govuk-table__header", c.classes),
                        span_of("colspan", c.colspan), span_of("rowspan", c.rowspan)},
                       c.attributes);
                h.add(c.text).close("th");
            } else {
                h.open("td",
                       {cls(formatted("govuk-table__cell", "govuk-table__cell--", c.format),
                            c.classes),
                        span_of("colspan", c.colspan), span_of("rowspan", c.rowspan)},
                       c.attributes);
                h.add(c.text).close("td");
            }
            first = false;
        }
        h.close("tr");
    }
    return std::move(h.close("tbody").close("table"));
}

// ARIA roles are given in full because the narrow layout sets the parts of the table to blocks, and
// some browsers then forget that it is a table.
Html data_table(const DataTable& o) {
    if (o.rows.empty()) return el("p", {cls("govuk-body hearth-empty")}, o.empty);
    // A column in which nothing is said is left out.
    std::vector<bool> said(o.columns.size(), false);
    for (std::size_t i = 0; i < o.columns.size(); ++i)
        said[i] = i == 0 || !o.columns[i].sort.empty() ||
                  std::any_of(o.rows.begin(), o.rows.end(), [i](const std::vector<Html>& row) {
                      return i < row.size() && !row[i].empty();
                  });
    Html h;
    h.reserve(o.rows.size() * o.columns.size() * 96 + 1024);
    h.open("table", {cls("govuk-table hearth-table", o.classes), attr("role", "table")});
    h << el("caption",
            {cls("govuk-table__caption",
                 o.caption_hidden ? "govuk-visually-hidden" : "govuk-table__caption--s")},
            o.caption);
    h.open("thead", {cls("govuk-table__head"), attr("role", "rowgroup")});
    h.open("tr", {cls("govuk-table__row"), attr("role", "row")});
    for (std::size_t i = 0; i < o.columns.size(); ++i) {
        if (!said[i]) continue;
        const Column& c = o.columns[i];
        Attr sort;
        switch (c.order) {
            case Order::none:
                if (!c.sort.empty()) sort = attr("aria-sort", "none");
                break;
            case Order::ascending:
                sort = attr("aria-sort", "ascending");
                break;
            case Order::descending:
                sort = attr("aria-sort", "descending");
                break;
        }
        h.open("th", {attr("scope", "col"), attr("role", "columnheader"),
                      cls("govuk-table__header", c.numeric ? "govuk-table__header--numeric" : ""),
                      std::move(sort)});
        if (c.sort.empty()) {
            h.add(c.name);
        } else {
            h.open("a", {cls("govuk-link govuk-link--no-visited-state hearth-sort"), href(c.sort)})
                .add(c.name);
            if (c.order != Order::none)
                h << el("span", {cls("hearth-sort__mark"), attr("aria-hidden", "true")},
                        c.order == Order::ascending ? " \u25B2" : " \u25BC");
            h.close("a");
        }
        h.close("th");
    }
    h.close("tr").close("thead");
    h.open("tbody", {cls("govuk-table__body"), attr("role", "rowgroup")});
    for (std::size_t r = 0; r < o.rows.size(); ++r) {
        h.open("tr", {cls("govuk-table__row",
                          r < o.row_classes.size() ? o.row_classes[r] : std::string_view{}),
                      attr("role", "row")});
        for (std::size_t i = 0; i < o.rows[r].size(); ++i) {
            if (i < said.size() && !said[i]) continue;
            static const Column kNone;
            const Column& c = i < o.columns.size() ? o.columns[i] : kNone;
            if (i == 0) {
                h.open("th", {attr("scope", "row"), attr("role", "rowheader"),
                              cls("govuk-table__header")});
                h.add(o.rows[r][i]).close("th");
            } else {
                h.open("td",
                       {attr("role", "cell"),
                        cls("govuk-table__cell", c.numeric ? "govuk-table__cell--numeric" : ""),
                        attr_if("data-label", c.name)});
                // One box for the value, so that the stacked layout sets it beside its label.
                h.open("span", {cls("hearth-table__value")})
                    .add(o.rows[r][i])
                    .close("span")
                    .close("td");
            }
        }
        h.close("tr");
    }
    return std::move(h.close("tbody").close("table"));
}

}  // namespace hearth::web::kit
