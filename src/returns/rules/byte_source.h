// The bytes of a file, decompressed when it is an .xz, block by block.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hearth::returns {

class ByteSource {
  public:
    static Result<ByteSource> open(const std::string& path);
    ByteSource(ByteSource&&) noexcept;
    ~ByteSource();
    // The next block, good until the next call; empty at the end. Throws std::runtime_error when
    // the file is damaged.
    std::string_view next();

  private:
    struct Impl;
    explicit ByteSource(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
