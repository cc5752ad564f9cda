#include "identity/index/spellings.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "identity/linkage/nicknames.h"
#include "identity/linkage/strings.h"

namespace hearth::identity::index {
namespace {

constexpr std::uint64_t kLetters = 101, kSound = 102, kConsonants = 103;
constexpr std::size_t kMostSeen = 3000;  // names of one sound that are looked at

std::uint64_t hash_of(std::string_view text, std::size_t without = std::string_view::npos) {
    std::uint64_t h = 0xcbf29ce484222325U;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i != without) h = (h ^ static_cast<unsigned char>(text[i])) * 0x100000001b3U;
    return h;
}

// The first letter and the consonants after it, none twice running.
std::string consonants(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c < 'a' || c > 'z') continue;
        const bool soft = std::string_view("aeiouyhw").find(c) != std::string_view::npos;
        if (out.empty() || (!soft && c != out.back())) out += c;
    }
    return out;
}

}  // namespace

template <class F>
void Spellings::keys(std::string_view name, F f) {
    f(key_of(kLetters, hash_of(name)));
    for (std::size_t i = 0; i < name.size() && i < 24; ++i)
        if (i == 0 || name[i] != name[i - 1]) f(key_of(kLetters, hash_of(name, i)));
    if (const auto sound = phonetic_key(name); sound.size() > 1) f(key_of(kSound, hash_of(sound)));
    if (const auto bones = consonants(name); bones.size() > 2)
        f(key_of(kConsonants, hash_of(bones)));
}

TextId Spellings::intern(std::string_view folded) {
    const TextId id = names_.add(folded);
    if (uses_.size() <= id) uses_.resize(std::size_t{id} + 1);
    if (built_ != 0 && id >= built_) {
        built_ = id + 1;
        keys(folded, [&](std::uint64_t key) { by_key_.add(key, id); });
    }
    return id;
}

TextId Spellings::add(std::string_view folded, Use use) {
    if (folded.empty()) return 0;
    const TextId id = intern(folded);
    ++uses_[id][index(use)];
    return id;
}

void Spellings::take(TextId name, Use use) {
    if (uses_[name][index(use)] > 0) --uses_[name][index(use)];
}

void Spellings::build() {
    by_key_.build(std::size_t{9} * names_.size(), [&](auto sink) {
        for (TextId id = 1; id < names_.size(); ++id)
            keys(names_.text(id), [&](std::uint64_t key) { sink(key, id); });
    });
    built_ = names_.size();
    sorted_.resize(names_.size() - 1);
    for (TextId id = 1; id < names_.size(); ++id) sorted_[id - 1] = id;
    std::sort(sorted_.begin(), sorted_.end(),
              [&](TextId a, TextId b) { return names_.text(a) < names_.text(b); });
}

void Spellings::like(std::string_view folded, Use use, std::size_t most,
                     std::vector<Spelling>& out) const {
    out.clear();
    if (folded.empty()) return;
    const auto has = [&](TextId id) {
        return std::any_of(out.begin(), out.end(), [&](const Spelling& s) { return s.name == id; });
    };
    const std::size_t u = index(use);
    if (const TextId id = names_.find(folded); id != 0 && uses_[id][u] > 0)
        out.push_back({id, Likeness::same});
    if (folded.size() < 2) return;
    if (use == Use::given)
        for (const auto other : linkage::related_to(folded))
            if (const TextId id = names_.find(other); id != 0 && uses_[id][u] > 0 && !has(id))
                out.push_back({id, Likeness::related});
    const std::size_t sure = out.size();
    const int far = folded.size() < 4 ? 1 : 2;
    const auto consider = [&](TextId id, Likeness how) {
        if (uses_[id][u] == 0 || has(id)) return;
        const auto name = names_.text(id);
        const int distance = linkage::osa(folded, name, 2);
        if (distance <= (how == Likeness::slip ? far : 1)) {
            out.push_back({id, distance <= 1 ? Likeness::slip : Likeness::sound});
        } else if (how == Likeness::sound && linkage::jaro_winkler(folded, name) >= 0.80) {
            out.push_back({id, Likeness::sound});
        }
    };
    keys(folded, [&](std::uint64_t key) {
        by_key_.each(key, kMostSeen, [&](std::uint32_t id) { consider(id, Likeness::slip); });
    });
    if (const auto sound = phonetic_key(folded); sound.size() > 1)
        by_key_.each(key_of(kSound, hash_of(sound)), kMostSeen,
                     [&](std::uint32_t id) { consider(id, Likeness::sound); });
    if (const auto bones = consonants(folded); bones.size() > 2)
        by_key_.each(key_of(kConsonants, hash_of(bones)), kMostSeen,
                     [&](std::uint32_t id) { consider(id, Likeness::sound); });
    if (out.size() > most) {
        std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(std::min(sure, most)), out.end(),
                         [&](const Spelling& a, const Spelling& b) {
                             if (a.likeness != b.likeness) return a.likeness < b.likeness;
                             return uses_[a.name][u] > uses_[b.name][u];
                         });
        out.resize(most);
    }
}

void Spellings::beginning(std::string_view folded, Use use, std::size_t most,
                          std::vector<Spelling>& out) const {
    const std::size_t u = index(use), from = out.size();
    const auto begins = [&](TextId id) { return names_.text(id).starts_with(folded); };
    auto at = std::lower_bound(sorted_.begin(), sorted_.end(), folded,
                               [&](TextId id, std::string_view t) { return names_.text(id) < t; });
    for (; at != sorted_.end() && begins(*at); ++at)
        if (uses_[*at][u] > 0) out.push_back({*at, Likeness::begins});
    for (TextId id = static_cast<TextId>(sorted_.size()) + 1; id < names_.size(); ++id)
        if (uses_[id][u] > 0 && begins(id)) out.push_back({id, Likeness::begins});
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(from), out.end(),
              [&](const Spelling& a, const Spelling& b) {
                  return uses_[a.name][u] != uses_[b.name][u] ? uses_[a.name][u] > uses_[b.name][u]
                                                              : a.name < b.name;
              });
    if (out.size() > from + most) out.resize(from + most);
}

std::size_t Spellings::bytes() const {
    return names_.bytes() + uses_.capacity() * 8 + by_key_.bytes() + sorted_.capacity() * 4;
}

}  // namespace hearth::identity::index
