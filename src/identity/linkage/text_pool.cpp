#include "identity/linkage/text_pool.h"

#include "identity/linkage/strings.h"

namespace hearth::identity::linkage {
namespace {

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t h = 0xcbf29ce484222325U;
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return h ^ (h >> 31);
}

}  // namespace

TextPool::TextPool() : starts_{0, 0}, slots_(64, 0) {}

TextId TextPool::find(std::string_view text) const {
    if (text.empty()) return 0;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash_of(text) & mask;; i = (i + 1) & mask) {
        const TextId id = slots_[i];
        if (id == 0 || this->text(id) == text) return id;
    }
}

TextId TextPool::add(std::string_view text) {
    if (text.empty()) return 0;
    if (std::size_t{size()} * 3 >= slots_.size() * 2) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash_of(text) & mask;
    for (; slots_[i] != 0; i = (i + 1) & mask)
        if (this->text(slots_[i]) == text) return slots_[i];
    const TextId id = size();
    chars_.insert(chars_.end(), text.begin(), text.end());
    starts_.push_back(static_cast<std::uint32_t>(chars_.size()));
    slots_[i] = id;
    return id;
}

void TextPool::grow() {
    std::vector<TextId> wider(slots_.size() * 2, 0);
    const std::size_t mask = wider.size() - 1;
    for (TextId id = 1; id < size(); ++id) {
        std::size_t i = hash_of(text(id)) & mask;
        while (wider[i] != 0) i = (i + 1) & mask;
        wider[i] = id;
    }
    slots_ = std::move(wider);
}

std::size_t TextPool::bytes() const {
    return chars_.capacity() + starts_.capacity() * 4 + slots_.capacity() * 4;
}

TextId LetteredPool::add(std::string_view text) {
    const TextId id = texts_.add(text);
    if (id == letters_.size()) letters_.push_back(letters_of(text));
    return id;
}

}  // namespace hearth::identity::linkage
