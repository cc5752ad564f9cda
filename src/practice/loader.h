// Reads and checks the files under practice/.
//
// A practice is a profile (practice/<id>/profile.yaml) laid over the folders that it uses; a later
// layer replaces by id. All problems are reported, not the first; a practice with problems must not
// be run. docs/practice_language.md tells the language. The same bytes give the same answer: the
// date and the tables are passed in.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "practice/catalog.h"
#include "practice/definitions.h"
#include "practice/problem.h"

namespace hearth::practice {

// Path relative to practice/ ("common/forms/visit.v1.yaml") to its text.
using Files = std::map<std::string, std::string, std::less<>>;
// Every *.yaml, *.sql and *.lock under `dir`. Throws std::runtime_error when it cannot be read.
Files read_files(const std::string& dir);

struct LoadOptions {
    const TableCatalog* catalog = nullptr;  // without it, effects are not compared with the tables
    std::optional<Date> today;  // without it, nobody asks whether the calendars reach far enough
};
struct Loaded {
    Practice practice;
    std::vector<Problem> problems;  // in order of file and line
    bool ok() const { return problems.empty(); }
};
Loaded load_practice(const Files& files, std::string_view profile, const LoadOptions& options = {});
Loaded load_practice(const std::string& dir, std::string_view profile,
                     const LoadOptions& options = {});

// The folders that hold a profile.yaml.
std::vector<std::string> profiles(const Files& files);
// Every profile, and the lock; each problem once.
std::vector<Problem> check_practice(const Files& files, const LoadOptions& options = {});
std::vector<Problem> check_practice(const std::string& dir, const LoadOptions& options = {});

// versions.lock: one line for each released form version, "<layer> <form> <version> <sha256 of what
// it says>". Comments and layout may change; what the form says may not. Entries written on it
// years ago are still shown with it.
inline constexpr std::string_view kLockFile = "versions.lock";
// The lock for these files: what the present lock holds, and every form version that it lacks. Form
// versions that differ from the lock stay as locked, so that the check goes on reporting them.
std::string lock_text(const Files& files);

}  // namespace hearth::practice
