#include "returns/rules/rule_set.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <stdexcept>

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

// The year that a folder is named by; 0 when it is none.
int year_of(const fs::path& folder) {
    const std::string name = folder.filename().string();
    int year = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), year);
    return error == std::errc() && end == name.data() + name.size() && name.size() == 4 ? year : 0;
}

std::vector<fs::path> listed(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder, error)) out.push_back(entry.path());
    if (error) throw std::runtime_error(folder.string() + " cannot be listed: " + error.message());
    std::sort(out.begin(), out.end());
    return out;
}

void read_folder(const fs::path& folder, int year, bool local, std::vector<RuleFile>& out) {
    for (const fs::path& path : listed(folder)) {
        if (path.extension() != ".sql" || path.filename() == "tables.sql") continue;
        RuleFile rule = read_rule(path.string());
        rule.year = year;
        rule.local = local;
        out.push_back(std::move(rule));
    }
}

int leading_number(std::string_view& text) {
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc()) text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

}  // namespace

bool rule_before(std::string_view a, std::string_view b) {
    const int x = leading_number(a);
    const int y = leading_number(b);
    if ((x < 0) != (y < 0)) return y < 0;
    return x != y ? x < y : a < b;
}

RuleSet RuleSet::read(const std::string& folder, const std::string& local_folder) {
    RuleSet set;
    for (const fs::path& path : listed(folder)) {
        const int year = year_of(path);
        if (year == 0) continue;
        read_folder(path, year, false, set.files_);
        if (set.first_year_ == 0 && !set.files_.empty()) set.first_year_ = year;
    }
    if (local_folder.empty()) return set;
    const auto department = static_cast<std::ptrdiff_t>(set.files_.size());
    read_folder(local_folder, 0, true, set.files_);
    for (const fs::path& path : listed(local_folder)) {
        if (const int year = year_of(path); year != 0) read_folder(path, year, true, set.files_);
    }
    for (auto rule = set.files_.begin() + department; rule != set.files_.end(); ++rule) {
        const bool taken = std::any_of(set.files_.begin(), set.files_.begin() + department,
                                       [&](const RuleFile& r) { return r.code == rule->code; });
        if (taken) {
            rule->problems.push_back(
                {rule->path, 1, 0, "The number " + rule->code + " is a rule of the Department's",
                 "Give the authority's own rule another, such as L" + rule->code});
        }
    }
    return set;
}

std::vector<const RuleFile*> RuleSet::of(int year, Early early) const {
    const bool every = year < first_year_ && early == Early::every_rule;
    const int until = std::max(year, first_year_);
    std::map<std::pair<bool, std::string_view>, const RuleFile*> last;
    for (const RuleFile& rule : files_) {
        if (every) {
            last.try_emplace({rule.local, rule.code}, &rule);
        } else if (rule.year <= until) {
            last[{rule.local, rule.code}] = &rule;
        }
    }
    std::vector<const RuleFile*> out;
    for (const auto& [key, rule] : last) {
        if (!rule->withdrawn) out.push_back(rule);
    }
    std::sort(out.begin(), out.end(), [](const RuleFile* a, const RuleFile* b) {
        return a->local != b->local ? b->local : rule_before(a->code, b->code);
    });
    return out;
}

}  // namespace hearth::returns
