#include "returns/lists/list_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "base/text.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

Invalid wrong(const fs::path& file, int line, std::string what) {
    return Invalid{
        {{file.filename().string(), "list", fmt::format("{}:{}: {}", file.string(), line, what)}}};
}

Result<ListColumn> column_of(const fs::path& file, int line, const std::string& value) {
    ListColumn column;
    const auto bar = value.rfind(" | ");
    column.name = bar == std::string::npos
                      ? value
                      : std::string(trim(std::string_view(value).substr(0, bar)));
    if (bar != std::string::npos) {
        const auto kind = trim(std::string_view(value).substr(bar + 3));
        if (kind == "date")
            column.kind = CellKind::date;
        else if (kind == "number")
            column.kind = CellKind::number;
        else
            return wrong(file, line,
                         fmt::format("“{}” is no kind of column. Write date or number, or nothing "
                                     "for text.",
                                     kind));
    }
    if (column.name.empty()) return wrong(file, line, "The column has no name.");
    return column;
}

}  // namespace

Result<ListFile> read_list(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Fault{fmt::format("{} could not be opened", file.string())};
    ListFile list;
    list.id = file.stem().string();
    list.path = file;
    std::string line;
    bool header = true;
    for (int number = 1; std::getline(in, line); ++number) {
        const auto colon = line.find(": ");
        header = header && line.starts_with("-- ") && colon != std::string::npos;
        if (!header) {
            list.sql += line;
            list.sql += '\n';
            continue;
        }
        const auto key = line.substr(3, colon - 3);
        const std::string value(trim(std::string_view(line).substr(colon + 2)));
        if (key == "sheet" || key == "file") {
            list.makes = value;
        } else if (key == "title") {
            list.title = value;
        } else if (key == "from") {
            const auto [end, error] =
                std::from_chars(value.data(), value.data() + value.size(), list.from_year);
            if (error != std::errc{} || end != value.data() + value.size())
                return wrong(file, number, "`from` is a collection year such as 2026.");
        } else if (key == "column") {
            auto column = column_of(file, number, value);
            if (!column) return column.failure();
            list.columns.push_back(std::move(column).value());
        } else if (key == "key") {
            list.key.push_back(value);
        } else if (key != "who" && key != "source") {
            return wrong(file, number,
                         fmt::format("The header does not know “{}”. It may have sheet or file, "
                                     "title, who, source, from, key and column.",
                                     key));
        }
    }
    if (list.makes.empty())
        return wrong(file, 1, "The header does not say which sheet or file this makes.");
    if (list.columns.empty()) return wrong(file, 1, "The header names no column.");
    for (const auto& name : list.key)
        if (std::none_of(list.columns.begin(), list.columns.end(),
                         [&](const ListColumn& column) { return column.name == name; }))
            return wrong(file, 1, fmt::format("The key “{}” is none of the columns.", name));
    while (!list.sql.empty() && (list.sql.back() == '\n' || list.sql.back() == ';'))
        list.sql.pop_back();
    if (list.sql.empty()) return wrong(file, 1, "There is no SELECT after the header.");
    return list;
}

Result<std::vector<ListFile>> read_lists(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".sql") files.push_back(entry.path());
    if (error || files.empty()) return Fault{fmt::format("{} holds no lists", folder.string())};
    std::sort(files.begin(), files.end());
    std::vector<ListFile> lists;
    for (const auto& file : files) {
        auto list = read_list(file);
        if (!list) return list.failure();
        lists.push_back(std::move(list).value());
    }
    return lists;
}

}  // namespace hearth::returns
