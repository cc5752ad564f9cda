// How one running Hearth is set up: one TOML file, then the environment, then the command line.
//
// The file is hearth.toml in the data folder, or the one that --config names; every key has a sane
// default. An environment variable HEARTH_SERVER_PORT overrides [server] port, and so on. An
// unknown key, a wrong type or a value out of range is an error that names the file, the line and
// what to do.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace hearth::cli {

// What the operator did wrong; `what()` says where and how to mend it. Ends the command with exit
// code 2.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Config {
    // [authority]
    std::string database;  // "" is sqlite:<data>/hearth.db
    std::string practice;  // folder of the practice; "" is the one that came with the program
    std::string profile = "family-help";
    // [server]
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string certificate, key;
    std::vector<std::string> trusted_proxies, hosts;
    unsigned workers = 0;
    // [session]
    int idle_minutes = 30;
    int absolute_hours = 12;
    bool second_factor = true;
    // [quality]
    int quality_hour = 2;   // English time; -1: the rules do not run by themselves
    std::string own_rules;  // folder of the authority's own rules of returns; "" none
    // [log]
    std::string log_level = "info";
};

using Environment = std::map<std::string, std::string>;
// The process's variables that begin with HEARTH_.
Environment hearth_environment();

// Throws UsageError. A missing `file` is no error unless `required`.
Config read_config(const std::filesystem::path& file, bool required,
                   const Environment& environment);

// The folder that holds practice/ and build/assets: a checkout around the program,
// /usr/share/hearth when installed, or HEARTH_SHARE.
std::filesystem::path share_folder(const Environment& environment);

}  // namespace hearth::cli
