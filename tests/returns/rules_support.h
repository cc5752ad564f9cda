// What the tests of the returns' rules share: a small schema, rules written in the test, the kits
// of the practice, and temporary folders.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cin_support.h"
#include "returns/rules/rule_cases.h"
#include "returns/rules/rule_engine.h"
#include "returns/rules/rule_kit.h"

namespace hearth::returns::testing {

inline const RuleKit& kit_of(const std::string& kind) {
    static const RuleKit cin = read_rule_kit(source_path("practice"), "cin");
    static const RuleKit ssda903 = read_rule_kit(source_path("practice"), "ssda903");
    return kind == "cin" ? cin : ssda903;
}

inline RuleFile rule_of(const std::string& fields, const std::string& sql,
                        const std::string& more = "") {
    return parse_rule("1", "1.sql",
                      "-- rule: 1\n-- severity: error\n-- fields: " + fields +
                          "\n-- message: m\n-- remedy: r\n-- source: s\n" + more + sql);
}

// "Table.Field row", in order.
inline std::vector<std::string> cells_of(const RuleFile& rule, const RuleOutcome& outcome) {
    std::vector<std::string> out;
    for (const FoundCell& cell : outcome.cells) {
        out.push_back(rule.fields[cell.field] + " " + std::to_string(cell.row));
    }
    return out;
}

// A folder that goes with the test.
class Folder {
  public:
    Folder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("hearth_rules_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path(const std::string& name = "") const { return (path_ / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace hearth::returns::testing
