// Every text of a return, kept once and called by a number.
//
// A return of 50,000 children holds millions of values and a few ten thousand different ones, so a
// value in a table is the number of its text. 0 is nothing (SQL's NULL): empty texts have it. Views
// stay good while the pool lives. Not for several threads.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns {

using TextId = std::int32_t;

class TextPool {
  public:
    TextPool();
    TextPool(const TextPool&) = delete;
    TextPool& operator=(const TextPool&) = delete;

    TextId add(std::string_view text);
    // The number of a text that is there; -1 when it is not.
    TextId find(std::string_view text) const;
    std::string_view view(TextId id) const { return texts_[static_cast<std::size_t>(id)]; }
    std::size_t size() const { return texts_.size(); }

  private:
    std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
    std::string_view store(std::string_view text);
    void grow();

    struct Slot {
        std::uint32_t hash = 0;
        TextId id = 0;  // 0: free
    };
    std::vector<Slot> slots_;
    std::vector<std::string_view> texts_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* block_end_ = nullptr;
    std::size_t free_ = 0;  // bytes left in the last block
};

}  // namespace hearth::returns
