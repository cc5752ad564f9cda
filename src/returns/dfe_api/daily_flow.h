// The Department's daily collection: what has changed since it was last told, written as batches
// and sent.
//
// With neither a folder nor a sender it is a dry run: it says what would be sent and changes
// nothing. Otherwise every payload is put into dfe_submission as pending before it leaves, and what
// the receiver acknowledged is put there batch by batch: a run that is cut off is run again, and
// sends only what was not acknowledged. The reading is in the audit log as one export.
//
// Throws store errors and std::runtime_error (files; another run at the same time).
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "returns/dfe_api/sender.h"
#include "returns/dfe_api/submissions.h"
#include "store/database.h"

namespace hearth::returns::dfe {

struct FlowOptions {
    bool everything = false;    // --full
    std::filesystem::path out;  // "" for no files
    Sender* sender = nullptr;   // nullptr: nothing is sent
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};
};

struct NotAccepted {
    std::string la_child_id;
    std::string words;
};

struct FlowReport {
    Counts counts;
    std::vector<LeftOut> left_out;     // items that the collection cannot take
    std::vector<NotAccepted> refused;  // by the receiver, or by us before it
    std::uint64_t batches = 0;         // sent, or written
    std::uint64_t accepted = 0;
    std::uint64_t waiting = 0;  // still to be sent
    std::string stopped;        // why sending ended early; empty when it did not
    bool again = false;         // some children follow in the next run, once others are purged
};

FlowReport run_daily_flow(store::Database& db, const FlowOptions& options);

}  // namespace hearth::returns::dfe
