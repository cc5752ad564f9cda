// Long because: one module of SQLite, whose functions share a plan and a cursor.
#include "returns/rules/frame_tables.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "returns/rules/frame.h"

namespace hearth::returns {
namespace {

// What of a WHERE is passed on, as the letter that the plan holds.
enum class Test : char {
    equal = 'e',
    not_equal = 'n',
    less = 'l',
    less_equal = 'm',
    greater = 'g',
    greater_equal = 'h',
    is_null = 'z',
    not_null = 'y',
};
constexpr char kFirstColumn = '0';  // a plan is pairs: a test's letter, kFirstColumn + column

struct Table {
    sqlite3_vtab base;
    Frame* frame = nullptr;
    TextPool* texts = nullptr;
};

struct Filter {
    Test test = Test::equal;
    ColumnType type = ColumnType::text;
    const std::int32_t* cells = nullptr;
    std::int32_t null = 0;
    std::int32_t value = 0;
    std::string text;  // for order
};

struct Cursor {
    sqlite3_vtab_cursor base;
    const Frame* frame = nullptr;
    const TextPool* texts = nullptr;
    const std::uint32_t* list = nullptr;  // the rows of an index; nullptr: all rows
    std::size_t at = 0;
    std::size_t end = 0;
    std::size_t place = 0;
    std::size_t filters = 0;
    std::vector<Filter> filter;  // the first `filters` of them
};

Table& table_of(sqlite3_vtab* base) {
    return *reinterpret_cast<Table*>(base);
}
Cursor& cursor_of(sqlite3_vtab_cursor* base) {
    return *reinterpret_cast<Cursor*>(base);
}

bool passes(const Filter& filter, const TextPool& texts, std::size_t place) {
    const std::int32_t cell = filter.cells[place];
    if (filter.test == Test::is_null) return cell == filter.null;
    if (cell == filter.null) return false;
    int order = 0;
    switch (filter.test) {
        case Test::is_null:
        case Test::not_null:
            return true;
        case Test::equal:
            return cell == filter.value;
        case Test::not_equal:
            return cell != filter.value;
        case Test::less:
        case Test::less_equal:
        case Test::greater:
        case Test::greater_equal:
            if (filter.type == ColumnType::text) {
                order = texts.view(cell).compare(filter.text);
            } else {
                order = cell < filter.value ? -1 : (cell > filter.value ? 1 : 0);
            }
            break;
    }
    if (filter.test == Test::less) return order < 0;
    if (filter.test == Test::less_equal) return order <= 0;
    if (filter.test == Test::greater) return order > 0;
    return order >= 0;
}

// Goes on to the first row, from `at`, that passes.
void settle(Cursor& cursor) {
    for (; cursor.at < cursor.end; ++cursor.at) {
        cursor.place = cursor.list != nullptr ? cursor.list[cursor.at] : cursor.at;
        bool good = true;
        for (std::size_t i = 0; good && i < cursor.filters; ++i) {
            good = passes(cursor.filter[i], *cursor.texts, cursor.place);
        }
        if (good) return;
    }
}

// --- The module's functions ---

extern "C" {

int frame_connect(sqlite3* connection, void* data, int, const char* const* words,
                  sqlite3_vtab** out, char**) {
    auto& frames = *static_cast<Frames*>(data);
    Frame* frame = frames.find(words[2]);
    if (frame == nullptr) return SQLITE_ERROR;
    std::string sql = "CREATE TABLE frame (";
    for (const Column& column : frame->columns()) {
        const char* type = column.type == ColumnType::text      ? "TEXT"
                           : column.type == ColumnType::integer ? "INTEGER"
                                                                : "REAL";
        if (sql.back() != '(') sql += ", ";
        sql += '"' + column.name + "\" " + type;
    }
    const int code = sqlite3_declare_vtab(connection, (sql + ")").c_str());
    if (code != SQLITE_OK) return code;
    sqlite3_vtab_config(connection, SQLITE_VTAB_INNOCUOUS);
    auto* table = new Table();
    table->frame = frame;
    table->texts = &frames.texts();
    *out = &table->base;
    return SQLITE_OK;
}

int frame_disconnect(sqlite3_vtab* base) {
    delete &table_of(base);
    return SQLITE_OK;
}

int frame_plan(sqlite3_vtab* base, sqlite3_index_info* info) {
    const Frame& frame = *table_of(base).frame;
    const auto rows = static_cast<double>(frame.rows());
    double found = rows;  // rows that an index leaves
    double kept = 1.0;    // part of them that the other tests leave
    std::string plan;
    const auto take = [&](int i, Test test, bool certain) {
        info->aConstraintUsage[i].argvIndex = static_cast<int>(plan.size() / 2) + 1;
        info->aConstraintUsage[i].omit = certain ? 1 : 0;
        plan += static_cast<char>(test);
        plan += static_cast<char>(kFirstColumn + info->aConstraint[i].iColumn);
    };
    const auto usable = [&](int i) {
        const auto& c = info->aConstraint[i];
        if (c.usable == 0 || c.iColumn < 0) return false;
        const auto type = frame.columns()[static_cast<std::size_t>(c.iColumn)].type;
        return type != ColumnType::text ||
               std::strcmp(sqlite3_vtab_collation(info, i), "BINARY") == 0;
    };
    // `listed`: x IN (…), which SQLite asks value by value; only when nothing else leads in.
    for (const bool listed : {false, true}) {
        if (listed && !plan.empty()) break;
        for (int i = 0; i < info->nConstraint; ++i) {
            const auto& c = info->aConstraint[i];
            if (c.op != SQLITE_INDEX_CONSTRAINT_EQ || !usable(i)) continue;
            if ((sqlite3_vtab_in(info, i, -1) != 0) != listed) continue;
            const auto column = static_cast<std::size_t>(c.iColumn);
            if (frame.columns()[column].type == ColumnType::thousandths) continue;
            double each = 1;
            if (frame.columns()[column].name != "row") {
                each = rows / static_cast<double>(
                                  std::max<std::size_t>(frame.index(column).distinct(), 1));
            } else if (!listed) {
                info->idxFlags |= SQLITE_INDEX_SCAN_UNIQUE;
            }
            found = std::min(found, listed ? std::min(rows, each * 4) : each);
            take(i, Test::equal, false);
            if (listed) break;
        }
    }
    for (int i = 0; i < info->nConstraint; ++i) {
        if (!usable(i)) continue;
        const auto column = static_cast<std::size_t>(info->aConstraint[i].iColumn);
        const double empty = rows > 0 ? static_cast<double>(frame.nulls(column)) / rows : 0;
        switch (info->aConstraint[i].op) {
            case SQLITE_INDEX_CONSTRAINT_ISNULL:
                take(i, Test::is_null, true);
                kept *= empty;
                break;
            case SQLITE_INDEX_CONSTRAINT_ISNOTNULL:
                take(i, Test::not_null, true);
                kept *= 1 - empty;
                break;
            case SQLITE_INDEX_CONSTRAINT_NE:
                take(i, Test::not_equal, false);
                kept *= 0.9 * (1 - empty);
                break;
            case SQLITE_INDEX_CONSTRAINT_LT:
                take(i, Test::less, false);
                kept *= 0.3 * (1 - empty);
                break;
            case SQLITE_INDEX_CONSTRAINT_LE:
                take(i, Test::less_equal, false);
                kept *= 0.3 * (1 - empty);
                break;
            case SQLITE_INDEX_CONSTRAINT_GT:
                take(i, Test::greater, false);
                kept *= 0.3 * (1 - empty);
                break;
            case SQLITE_INDEX_CONSTRAINT_GE:
                take(i, Test::greater_equal, false);
                kept *= 0.3 * (1 - empty);
                break;
            default:
                break;
        }
    }
    info->idxStr = sqlite3_mprintf("%s", plan.c_str());
    if (info->idxStr == nullptr) return SQLITE_NOMEM;
    info->needToFreeIdxStr = 1;
    info->estimatedRows = static_cast<sqlite3_int64>(std::ceil(std::max(found * kept, 1.0)));
    info->estimatedCost = 2.0 + 0.2 * found + found * kept;
    return SQLITE_OK;
}

int frame_open(sqlite3_vtab* base, sqlite3_vtab_cursor** out) {
    auto* cursor = new Cursor();
    cursor->frame = table_of(base).frame;
    cursor->texts = table_of(base).texts;
    *out = &cursor->base;
    return SQLITE_OK;
}

int frame_close(sqlite3_vtab_cursor* base) {
    delete &cursor_of(base);
    return SQLITE_OK;
}

}  // extern "C"

std::string_view text_of(sqlite3_value* value) {
    const auto* text = sqlite3_value_text(value);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

enum class Take { filtered, everything, nothing };

// Prepares the filter for one value; `everything` when it is better left to SQLite.
Take prepare(Filter& filter, const TextPool& texts, sqlite3_value* value) {
    if (filter.test == Test::is_null || filter.test == Test::not_null) return Take::filtered;
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) return Take::nothing;
    const bool exact = filter.test == Test::equal || filter.test == Test::not_equal;
    if (filter.type == ColumnType::text) {
        if (type != SQLITE_TEXT) return Take::everything;
        if (!exact) {
            filter.text = text_of(value);
            return Take::filtered;
        }
        filter.value = texts.find(text_of(value));
        if (filter.value < 0) {
            return filter.test == Test::equal ? Take::nothing : Take::everything;
        }
        return Take::filtered;
    }
    if (filter.type != ColumnType::integer || type != SQLITE_INTEGER) return Take::everything;
    const sqlite3_int64 number = sqlite3_value_int64(value);
    if (number <= kNoNumber || number > std::numeric_limits<std::int32_t>::max()) {
        return filter.test == Test::equal ? Take::nothing : Take::everything;
    }
    filter.value = static_cast<std::int32_t>(number);
    return Take::filtered;
}

void open_rows(Cursor& cursor, std::string_view plan, sqlite3_value** values) {
    const Frame& frame = *cursor.frame;
    cursor.list = nullptr;
    cursor.at = 0;
    cursor.end = frame.rows();
    cursor.filters = 0;
    cursor.filter.resize(std::max(cursor.filter.size(), plan.size() / 2));
    std::size_t leads = plan.size();  // the filter that an index has answered
    for (std::size_t i = 0; i * 2 < plan.size(); ++i) {
        const auto column = static_cast<std::size_t>(plan[2 * i + 1] - kFirstColumn);
        Filter& filter = cursor.filter[cursor.filters];
        filter.test = static_cast<Test>(plan[2 * i]);
        filter.type = frame.columns()[column].type;
        filter.cells = frame.cells(column).data();
        filter.null = frame.null(column);
        const Take take = prepare(filter, *cursor.texts, values[i]);
        if (take == Take::everything) continue;
        if (take == Take::nothing) {
            cursor.end = 0;
            return;
        }
        ++cursor.filters;
        if (filter.test != Test::equal) continue;
        if (frame.columns()[column].name == "row") {
            const auto place = frame.place_of(filter.value);
            cursor.list = nullptr;
            cursor.at = place.value_or(0);
            cursor.end = place ? *place + 1 : 0;
            if (!place) return;
            continue;
        }
        const auto found = frame.index(column).rows(filter.value);
        if (found.size() > cursor.end - cursor.at) continue;
        cursor.list = found.data();
        cursor.at = 0;
        cursor.end = found.size();
        leads = cursor.filters - 1;
        if (found.empty()) return;
    }
    if (cursor.list != nullptr && leads < cursor.filters) {
        std::swap(cursor.filter[leads], cursor.filter[cursor.filters - 1]);
        --cursor.filters;
    }
}

extern "C" {

int frame_filter(sqlite3_vtab_cursor* base, int, const char* plan, int, sqlite3_value** values) {
    Cursor& cursor = cursor_of(base);
    open_rows(cursor, plan == nullptr ? "" : plan, values);
    settle(cursor);
    return SQLITE_OK;
}

int frame_next(sqlite3_vtab_cursor* base) {
    Cursor& cursor = cursor_of(base);
    ++cursor.at;
    settle(cursor);
    return SQLITE_OK;
}

int frame_eof(sqlite3_vtab_cursor* base) {
    const Cursor& cursor = cursor_of(base);
    return cursor.at >= cursor.end ? 1 : 0;
}

int frame_column(sqlite3_vtab_cursor* base, sqlite3_context* context, int number) {
    if (sqlite3_vtab_nochange(context) != 0) return SQLITE_OK;  // an UPDATE that leaves it
    const Cursor& cursor = cursor_of(base);
    const auto column = static_cast<std::size_t>(number);
    const std::int32_t cell = cursor.frame->cell(column, cursor.place);
    switch (cursor.frame->columns()[column].type) {
        case ColumnType::text:
            if (cell != 0) {
                const std::string_view text = cursor.texts->view(cell);
                sqlite3_result_text(context, text.data(), static_cast<int>(text.size()),
                                    SQLITE_STATIC);
            }
            break;
        case ColumnType::integer:
            if (cell != kNoNumber) sqlite3_result_int(context, cell);
            break;
        case ColumnType::thousandths:
            if (cell != kNoNumber) sqlite3_result_double(context, cell / 1000.0);
            break;
    }
    return SQLITE_OK;
}

int frame_rowid(sqlite3_vtab_cursor* base, sqlite3_int64* out) {
    *out = static_cast<sqlite3_int64>(cursor_of(base).place);
    return SQLITE_OK;
}

// Rows are neither added nor taken out.
int frame_update(sqlite3_vtab* base, int count, sqlite3_value** values, sqlite3_int64*) {
    if (count < 2 || sqlite3_value_type(values[0]) == SQLITE_NULL ||
        sqlite3_value_int64(values[0]) != sqlite3_value_int64(values[1])) {
        return SQLITE_READONLY;
    }
    Frame& frame = *table_of(base).frame;
    TextPool& texts = *table_of(base).texts;
    const auto place = static_cast<std::size_t>(sqlite3_value_int64(values[0]));
    for (std::size_t i = 0; i < frame.columns().size(); ++i) {
        sqlite3_value* value = values[i + 2];
        if (sqlite3_value_nochange(value) != 0) continue;
        std::int32_t cell = frame.null(i);
        if (sqlite3_value_type(value) != SQLITE_NULL) {
            switch (frame.columns()[i].type) {
                case ColumnType::text:
                    cell = texts.add(text_of(value));
                    break;
                case ColumnType::integer:
                    cell = sqlite3_value_int(value);
                    break;
                case ColumnType::thousandths:
                    cell =
                        static_cast<std::int32_t>(std::lround(sqlite3_value_double(value) * 1000));
                    break;
            }
        }
        frame.change(i, place, cell);
    }
    return SQLITE_OK;
}

}  // extern "C"

const sqlite3_module& module() {
    static const sqlite3_module frames = [] {
        sqlite3_module m{};
        m.xCreate = frame_connect;
        m.xConnect = frame_connect;
        m.xBestIndex = frame_plan;
        m.xDisconnect = frame_disconnect;
        m.xDestroy = frame_disconnect;
        m.xOpen = frame_open;
        m.xClose = frame_close;
        m.xFilter = frame_filter;
        m.xNext = frame_next;
        m.xEof = frame_eof;
        m.xColumn = frame_column;
        m.xRowid = frame_rowid;
        m.xUpdate = frame_update;
        return m;
    }();
    return frames;
}

}  // namespace

void attach_frames(sqlite3* connection, Frames& frames) {
    if (sqlite3_create_module_v2(connection, "frame", &module(), &frames, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(connection));
    }
    for (const auto& frame : frames.all()) {
        const std::string sql = "CREATE VIRTUAL TABLE \"" + frame->name() + "\" USING frame";
        if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error(frame->name() + ": " + sqlite3_errmsg(connection));
        }
    }
}

}  // namespace hearth::returns
