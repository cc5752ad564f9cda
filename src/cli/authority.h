// An authority opened for work: its data folder, configuration, database, practice and policy.
//
// What every command begins with. Opening refuses a broken practice, naming each problem's file and
// line, and a database that cannot be brought up to date.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "access/policy.h"
#include "cli/config.h"
#include "practice/definitions.h"
#include "record/accounts.h"
#include "store/database.h"

namespace hearth::cli {

struct OpenOptions {
    std::filesystem::path data = "var/demo";
    std::string config;    // file; "" is hearth.toml in the data folder
    std::string database;  // overrides the configuration
    bool make_folder = false;
    bool must_exist = true;  // an authority must have been made in it
};

struct OpenAuthority {
    std::filesystem::path data;
    std::filesystem::path share;
    Config config;
    std::unique_ptr<store::Database> db;
    practice::Practice practice;
    std::unique_ptr<access::Policy> policy;
    std::optional<record::Authority> authority;
};

// Throws UsageError or a store error; both say what to do.
OpenAuthority open_authority(const OpenOptions& options);
// Loads and checks the practice alone. Throws UsageError with every problem on a line of its own.
practice::Practice open_practice(const std::filesystem::path& folder, const std::string& profile,
                                 Date today);

}  // namespace hearth::cli
