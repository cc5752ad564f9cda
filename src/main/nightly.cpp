#include "main/nightly.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <map>
#include <string>

#include "identity/duplicates.h"
#include "returns/quality/quality_run.h"

namespace hearth {
namespace {

// How often the clock is looked at; also how soon after the start, so that the first pages come
// first.
constexpr std::chrono::seconds kLook{60};
constexpr std::chrono::seconds kAfterStart{5};
// Records looked for each time among the others.
constexpr std::size_t kLookedFor = 200;

}  // namespace

Nightly::Nightly(store::Database& db, std::shared_ptr<const web::ReturnRules> rules,
                 std::shared_ptr<identity::LiveIndex> people, IdMaker& ids, int hour)
    : db_(db), rules_(std::move(rules)), people_(std::move(people)), ids_(ids), hour_(hour) {
    if (hour_ >= 0) thread_ = std::thread([this] { work(); });
}

Nightly::~Nightly() {
    {
        const std::scoped_lock lock(mutex_);
        stop_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Nightly::work() {
    std::unique_lock lock(mutex_);
    auto wait = kAfterStart;
    while (!wake_.wait_for(lock, wait, [this] { return stop_; })) {
        wait = kLook;
        lock.unlock();
        try {
            if (look()) wait = kAfterStart;  // more are waiting
        } catch (const std::exception& error) {
            spdlog::error("possible duplicates could not be looked for: {}", error.what());
        }
        try {
            if (due()) run();
        } catch (const std::exception& error) {
            // The next look tries again; the pages say when the rules were last run.
            spdlog::error("the rules of the returns could not be run: {}", error.what());
        }
        lock.lock();
    }
}

// New records, whoever made them, are looked for among all the others: a few at a time, so that
// nobody waits behind it.
bool Nightly::look() {
    const auto looked = db_.read([&](store::Session& session) {
        return identity::look_for_duplicates(session, *people_, kLookedFor);
    });
    if (looked.versions.empty()) return false;
    db_.write([&](store::Session& session) {
        identity::keep_duplicates(session, db_.clock().now(), looked, "new record");
    });
    return looked.versions.size() == kLookedFor;
}

// Whether the last time that the hour struck has passed without a run.
bool Nightly::due() const {
    const Instant now = db_.clock().now();
    const WallTime wall = wall_time(now);
    const Date day = wall.minutes >= hour_ * 60 ? wall.date : wall.date - 1;
    const Instant struck = instant_of(day, hour_ * 60);
    const auto last = db_.read([&](store::Session& session) {
        return returns::last_run(session, returns::kCare, census_year(wall.date));
    });
    return !last || last->finished < struck;
}

void Nightly::run() {
    returns::run_every_year(db_, rules_->census, rules_->care, ids_, {}, [](const auto& done) {
        tell(done);
        return true;
    });
    db_.analyze();
}

void Nightly::tell(const Result<returns::QualityRun>& done) {
    if (!done) {
        spdlog::error("the rules of the returns were not run");
        return;
    }
    spdlog::info("rules of {} {}: {} children, {} errors, {} queries, {} not run", done->kind,
                 done->year, done->children, done->errors, done->queries, done->rules_not_run);
    // One line, however many: those of one reason together.
    std::map<std::string, std::string> not_run;
    for (const auto& rule : done->not_run) {
        auto& codes = not_run[rule.reason];
        codes += (codes.empty() ? "" : ", ") + rule.rule;
    }
    std::string words;
    for (const auto& [reason, codes] : not_run)
        words += fmt::format("{}{} ({})", words.empty() ? "" : "; ", codes, reason);
    if (!words.empty()) spdlog::warn("{}: rules not run: {}", done->kind, words);
}

}  // namespace hearth
