// Distinct texts, numbered from 1 in order of first sight; 0 is "not given".
//
// Compact: the text, four bytes where it starts and some eight of a hash table. A view that text()
// gives is good until the next add(). Adding is not thread-safe; reading is.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace hearth::identity::index {

using TextId = std::uint32_t;

class Dictionary {
  public:
    Dictionary();
    TextId add(std::string_view text);
    TextId find(std::string_view text) const;
    std::string_view text(TextId id) const {
        return {chars_.data() + starts_[id], starts_[id + 1] - starts_[id]};
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
    std::size_t bytes() const;
    void shrink();

  private:
    void grow();
    std::vector<char> chars_;
    std::vector<std::uint32_t> starts_;
    std::vector<TextId> slots_;
};

}  // namespace hearth::identity::index
