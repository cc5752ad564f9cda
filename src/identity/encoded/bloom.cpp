#include "identity/encoded/bloom.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace hearth::identity::encoded {
namespace {

using linkage::PartialDate;
using linkage::Person;
using Tokens = std::set<std::string>;

constexpr std::size_t kWide = 1024;  // before it is folded
constexpr std::size_t kFolded = kWide / 2;
static_assert(kFolded == kWords * 64);

// Bits that each token sets: so many that about a fifth of the wide filter is set by a usual text.
constexpr std::array<std::size_t, kParts> kBitsOfToken{30, 30, 50, 30, 14, 22, 18, 22};

// "_ava_" in pairs. Several words are read apart, so that their order does not matter.
void pairs_of(Tokens& out, std::string_view text) {
    std::string word = "_";
    const auto end_word = [&] {
        if (word.size() > 1) {
            word += '_';
            for (std::size_t i = 0; i + 1 < word.size(); ++i) out.insert(word.substr(i, 2));
        }
        word = "_";
    };
    for (const char c : text)
        if (c == ' ')
            end_word();
        else
            word += c;
    end_word();
}

// Day, month and year for themselves, and day and month in either order: a date with two parts
// right, or with day and month turned, keeps half of its tokens.
void date_of(Tokens& out, const PartialDate& date) {
    if (date.year > 0) out.insert(fmt::format("y{}", date.year));
    if (date.month > 0) out.insert(fmt::format("m{}", date.month));
    if (date.day > 0) out.insert(fmt::format("d{}", date.day));
    if (date.day > 0 && date.month > 0)
        out.insert(
            fmt::format("b{}-{}", std::min(date.day, date.month), std::max(date.day, date.month)));
}

// Characters with their place, so that a number is not its digits in another order.
void number_of(Tokens& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) out.insert(fmt::format("{}{}", i, text[i]));
}

Tokens tokens_of(Part part, const Person& p) {
    Tokens out;
    switch (part) {
        case Part::given:
            if (!p.given.empty()) pairs_of(out, p.given.front());
            break;
        case Part::surname:
            if (!p.surnames.empty()) pairs_of(out, p.surnames.front());
            break;
        case Part::dob:
            date_of(out, p.dob.known() ? p.dob : p.expected);
            break;
        case Part::postcode:
            pairs_of(out, p.postcode);
            break;
        case Part::address:
            if (!p.house.empty()) out.insert("n" + p.house);
            pairs_of(out, p.street);
            break;
        case Part::nhs:
            number_of(out, p.nhs);
            break;
        case Part::upn:
            number_of(out, p.upn);
            break;
        case Part::identifier:
            for (const auto& one : p.identifiers) number_of(out, one);
            break;
    }
    return out;
}

std::string_view raw(const Sha256& hash) {
    return hash.raw();
}

// Numbers below 2^32 from a key and a text, as many as are asked for.
class Stream {
  public:
    Stream(const Sha256& key, std::string_view text) : key_(key), text_(text) {}
    std::uint32_t next() {
        if (at_ == 8) {
            block_ = hmac_sha256(raw(key_), fmt::format("{}:{}", counter_++, text_));
            at_ = 0;
        }
        std::uint32_t out = 0;
        for (std::size_t i = 0; i < 4; ++i)
            out = out << 8 | static_cast<std::uint32_t>(block_.bytes[at_ * 4 + i]);
        ++at_;
        return out;
    }

  private:
    const Sha256& key_;
    std::string text_;
    Sha256 block_;
    std::size_t at_ = 8;
    int counter_ = 0;
};

void set_bit(Filter& f, std::size_t i) {
    f.bits[i / 64] ^= std::uint64_t{1} << (i % 64);
}
int count(const Filter& f) {
    int n = 0;
    for (const auto word : f.bits) n += std::popcount(word);
    return n;
}

constexpr std::string_view kKeyHead = "hearth-key 1 ";
constexpr std::string_view kFileHead = "# hearth-encoded 1 ";

}  // namespace

std::string_view name_of(Part part) {
    static constexpr std::array<std::string_view, kParts> kNames{
        "given", "surname", "dob", "postcode", "address", "nhs", "upn", "identifier"};
    return kNames[static_cast<std::size_t>(part)];
}

double dice(const Filter& a, const Filter& b) {
    int both = 0;
    for (std::size_t i = 0; i < kWords; ++i) both += std::popcount(a.bits[i] & b.bits[i]);
    return 2.0 * both / std::max(1, a.ones + b.ones);
}

Encoder::Encoder(const Sha256& key, double flips)
    : noise_(hmac_sha256(raw(key), "turned over")), flips_(flips) {
    for (std::size_t i = 0; i < kParts; ++i)
        keys_[i] = hmac_sha256(raw(key), fmt::format("field {}", name_of(static_cast<Part>(i))));
}

const std::vector<std::uint16_t>& Encoder::bits_of(std::size_t part, const std::string& token) {
    auto& known = seen_[part][token];
    if (known.empty()) {
        Stream bits(keys_[part], token);
        for (std::size_t k = 0; k < kBitsOfToken[part]; ++k)
            known.push_back(static_cast<std::uint16_t>(bits.next() % kWide));
    }
    return known;
}

Encoded Encoder::encode(std::string_view id, const Person& person) {
    Encoded out;
    out.id = id;
    std::string whole(id);  // everything that is encoded: what is turned over follows from it
    std::array<Tokens, kParts> tokens;
    for (std::size_t i = 0; i < kParts; ++i) {
        tokens[i] = tokens_of(static_cast<Part>(i), person);
        for (const auto& t : tokens[i]) whole += "|" + t;
        whole += '/';
    }
    const Sha256 record = hmac_sha256(raw(noise_), whole);
    for (std::size_t i = 0; i < kParts; ++i) {
        if (tokens[i].empty()) continue;
        std::array<bool, kWide> wide{};
        for (const auto& t : tokens[i])
            for (const auto bit : bits_of(i, t)) wide[bit] = true;
        Filter& f = out.parts[i];
        for (std::size_t b = 0; b < kFolded; ++b)
            if (wide[b] != wide[b + kFolded]) set_bit(f, b);
        if (flips_ > 0) {
            Stream turns(record, name_of(static_cast<Part>(i)));
            for (auto n = std::lround(flips_ * kFolded); n > 0; --n)
                set_bit(f, turns.next() % kFolded);
        }
        f.ones = count(f);
    }
    return out;
}

std::string write_key(const Sha256& key) {
    return std::string(kKeyHead) + key.hex() + "\n";
}

Result<Sha256> read_key(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    if (text.starts_with(kKeyHead))
        if (const auto key = Sha256::from_hex(text.substr(kKeyHead.size()))) return *key;
    return invalid("", "not_a_key",
                   "This is not a key: make one with \"hearth encode --make-key FILE\".");
}

std::string check_of(const Sha256& key) {
    return hmac_sha256(raw(key), "which key").hex().substr(0, 16);
}

bool is_encoded(std::string_view text) {
    return text.starts_with(kFileHead);
}

std::string head_of_file(const Sha256& key, double flips, bool with_truth) {
    std::string out = fmt::format("{}{} {}\nid", kFileHead, check_of(key), flips);
    if (with_truth) out += ",truth";
    for (std::size_t i = 0; i < kParts; ++i)
        out += fmt::format(",{}", name_of(static_cast<Part>(i)));
    return out + "\n";
}

}  // namespace hearth::identity::encoded
