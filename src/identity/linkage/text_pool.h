// Distinct texts, numbered from 1 in order of first sight; 0 is "not given".
//
// Compact: the text, four bytes where it starts and some eight of a hash table. A view that text()
// gives is good until the next add(). Adding is not thread-safe; reading is.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace hearth::identity::linkage {

using TextId = std::uint32_t;  // 0 is "not given"

class TextPool {
  public:
    TextPool();
    TextId add(std::string_view text);         // 0 for the empty text
    TextId find(std::string_view text) const;  // 0 when it was never added
    std::string_view text(TextId id) const {
        return {chars_.data() + starts_[id], starts_[id + 1] - starts_[id]};
    }
    // The empty text counts.
    std::uint32_t size() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
    std::size_t bytes() const;

  private:
    void grow();
    std::vector<char> chars_;
    std::vector<std::uint32_t> starts_;
    std::vector<TextId> slots_;
};

// The same with the letters of each text at hand, by which texts that are plainly apart are told
// quickly.
class LetteredPool {
  public:
    TextId add(std::string_view text);
    TextId find(std::string_view text) const { return texts_.find(text); }
    std::string_view text(TextId id) const { return texts_.text(id); }
    std::uint64_t letters(TextId id) const { return letters_[id]; }  // letters_of its text
    std::uint32_t size() const { return texts_.size(); }

  private:
    TextPool texts_;
    std::vector<std::uint64_t> letters_{0};
};

}  // namespace hearth::identity::linkage
