#include "returns/code_lists.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <numeric>
#include <optional>
#include <sstream>

#include "base/csv.h"

namespace hearth::returns {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<int> a_year(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1900 || value > 9999) {
        return std::nullopt;
    }
    return value;
}

Invalid wrong(std::size_t line, const char* code, const std::string& what) {
    return invalid("line " + std::to_string(line), code,
                   "Line " + std::to_string(line) + ": " + what);
}

}  // namespace

CodeList::CodeList(std::vector<ListedCode> codes)
    : codes_(std::move(codes)), sorted_(codes_.size()) {
    std::iota(sorted_.begin(), sorted_.end(), std::size_t{0});
    std::sort(sorted_.begin(), sorted_.end(),
              [this](std::size_t a, std::size_t b) { return codes_[a].code < codes_[b].code; });
}

const ListedCode* CodeList::find(std::string_view code) const {
    const auto at =
        std::lower_bound(sorted_.begin(), sorted_.end(), code,
                         [this](std::size_t a, std::string_view b) { return codes_[a].code < b; });
    return at != sorted_.end() && codes_[*at].code == code ? &codes_[*at] : nullptr;
}

const ListedCode* CodeList::find_any_case(std::string_view code) const {
    const auto at = std::find_if(codes_.begin(), codes_.end(), [code](const ListedCode& listed) {
        return std::equal(listed.code.begin(), listed.code.end(), code.begin(), code.end(),
                          [](char a, char b) { return lower(a) == lower(b); });
    });
    return at != codes_.end() ? &*at : nullptr;
}

Result<CodeLists> CodeLists::parse(std::string_view csv) {
    std::map<std::string, std::vector<ListedCode>, std::less<>> found;
    auto table = read_csv(csv);
    if (!table) return table.failure();
    if (table->header !=
        std::vector<std::string>{"list", "code", "label", "from_year", "to_year"}) {
        return wrong(1, "columns", "the columns should be list,code,label,from_year,to_year.");
    }
    for (std::size_t i = 0; i < table->rows.size(); ++i) {
        const std::vector<std::string>& cell = table->rows[i];
        const std::size_t line = table->lines[i];
        if (cell[0].empty() || cell[1].empty()) {
            return wrong(line, "empty", "the list and the code must be given.");
        }
        const auto from = a_year(cell[3]);
        const auto to = cell[4].empty() ? std::optional<int>(9999) : a_year(cell[4]);
        if (!from || !to || *to < *from) {
            return wrong(line, "years", "the years should be four digits, the first one earlier.");
        }
        auto& list = found[cell[0]];
        for (const ListedCode& earlier : list) {
            if (earlier.code == cell[1]) {
                return wrong(line, "twice", "this code is in the list already.");
            }
        }
        list.push_back({cell[1], cell[2], *from, *to});
    }
    CodeLists out;
    for (auto& [list, codes] : found) out.lists_.emplace(list, CodeList(std::move(codes)));
    return out;
}

Result<CodeLists> CodeLists::load(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (in) text << in.rdbuf();
    if (!in || in.bad()) return Fault{"cannot read the code lists at " + path};
    return parse(text.str());
}

const CodeList* CodeLists::find(std::string_view list) const {
    const auto at = lists_.find(list);
    return at != lists_.end() ? &at->second : nullptr;
}

}  // namespace hearth::returns
