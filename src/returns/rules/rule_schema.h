// The tables that a return's rules look at, as practice/returns/<return>/tables.sql states them.
//
// What stands before the line "-- after loading" makes the tables; they become frames. Of what
// stands after it, indices are left out (frames make their own when they are wanted), and so are
// the statements that fill Episodes' previous, next and period, when they are those that the loader
// does itself with the same result (links_episodes); the rest is run on the loaded tables.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "returns/rules/frame.h"

namespace hearth::returns {

struct RuleSchema {
    std::vector<std::pair<std::string, std::vector<Column>>> tables;
    std::vector<std::string> after_loading;  // statements
    bool links_episodes = false;             // the loader is to do it (ssda903_tables.h)

    const std::vector<Column>* find(std::string_view table) const;
    // Whether "Table.Field" names a cell that a rule may report.
    bool has_cell(std::string_view cell) const;
};

// Throws std::runtime_error, which names the file.
RuleSchema read_rule_schema(const std::string& path);
RuleSchema parse_rule_schema(const std::string& name, const std::string& sql);

}  // namespace hearth::returns
