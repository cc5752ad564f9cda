// Batches as files: batch-0001.json, batch-0002.json, ... each a JSON array of at most 100
// children.
//
// Those that an earlier run left in the folder are removed first, so that nothing is sent twice by
// hand. A file is found under its name only when it is whole.
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "returns/dfe_api/submissions.h"

namespace hearth::returns::dfe {

inline constexpr std::size_t kBatchSize = 100;

// Children that were refused before as they stand share no batch with others.
std::vector<std::span<Waiting>> batches_of(std::span<Waiting> waiting);

class BatchFiles {
  public:
    // Throws std::runtime_error when the folder cannot be written.
    explicit BatchFiles(std::filesystem::path folder);
    ~BatchFiles();
    BatchFiles(const BatchFiles&) = delete;
    BatchFiles& operator=(const BatchFiles&) = delete;
    void write(std::span<const Waiting> batch);
    // Puts what was written under its names.
    void keep();
    std::size_t count() const { return count_; }

  private:
    std::filesystem::path folder_;
    std::size_t count_ = 0;
    std::vector<std::filesystem::path> written_;  // not yet kept
};

}  // namespace hearth::returns::dfe
