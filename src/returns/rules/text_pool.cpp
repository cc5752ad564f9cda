#include "returns/rules/text_pool.h"

#include <algorithm>
#include <cstring>

namespace hearth::returns {

namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10;

std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 32;
    x *= 0x9E3779B97F4A7C15ULL;
    return x ^ (x >> 29);
}

// Not against an attacker: a text that is long to look up costs time, never a wrong answer.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t h = text.size() * 0xC2B2AE3D27D4EB4FULL;
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        h = mix(h ^ word);
    }
    std::uint64_t word = 0;
    if (left > 0) std::memcpy(&word, at, left);
    return mix(h ^ word ^ (std::uint64_t{left} << 56));
}

}  // namespace

TextPool::TextPool() : slots_(1024) {
    texts_.emplace_back();
}

std::size_t TextPool::slot_of(std::string_view text, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    const auto short_hash = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = static_cast<std::size_t>(hash) & mask;
    while (slots_[at].id != 0 && (slots_[at].hash != short_hash || view(slots_[at].id) != text)) {
        at = (at + 1) & mask;
    }
    return at;
}

TextId TextPool::add(std::string_view text) {
    if (text.empty()) return 0;
    const std::uint64_t hash = hash_of(text);
    std::size_t at = slot_of(text, hash);
    if (slots_[at].id != 0) return slots_[at].id;
    if (texts_.size() * 2 > slots_.size()) {
        grow();
        at = slot_of(text, hash);
    }
    const auto id = static_cast<TextId>(texts_.size());
    texts_.push_back(store(text));
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), id};
    return id;
}

TextId TextPool::find(std::string_view text) const {
    if (text.empty()) return -1;
    const TextId id = slots_[slot_of(text, hash_of(text))].id;
    return id == 0 ? -1 : id;
}

std::string_view TextPool::store(std::string_view text) {
    if (text.size() > free_) {
        free_ = std::max(kBlock, text.size());
        blocks_.push_back(std::make_unique<char[]>(free_));
        blocks_.back()[0] = 0;
        block_end_ = blocks_.back().get() + free_;
    }
    char* at = block_end_ - free_;
    std::memcpy(at, text.data(), text.size());
    free_ -= text.size();
    return {at, text.size()};
}

void TextPool::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.id == 0) continue;
        std::size_t at = static_cast<std::size_t>(hash_of(view(slot.id))) & mask;
        while (slots_[at].id != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

}  // namespace hearth::returns
