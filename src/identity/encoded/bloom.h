// A person's record as keyed Bloom-filter encodings: two authorities can compare lists without
// showing each other names.
//
// Each field (given name, surname, date of birth, postcode, address, numbers) becomes 512 bits.
// Its tokens (pairs of letters of a name, parts of a date) are put through HMAC-SHA256 under a key
// of the field's own, made from the one secret key, which chooses the bits of 1,024 that each token
// sets; the two halves are then folded upon each other (exclusive or), and a share of the bits is
// turned over at random. What two filters have in common says how alike the texts are, and whoever
// has no key cannot make filters of names to compare with.
//
// It is pseudonymisation, not anonymity: docs/identity.md states the known attacks (frequency,
// pattern mining, graphs). The key must be held apart from whoever links. Deterministic: one record
// under one key and one setting gives the same filters, so that sending it again tells nothing new.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "identity/linkage/person.h"

namespace hearth::identity::encoded {

enum class Part : std::uint8_t { given, surname, dob, postcode, address, nhs, upn, identifier };
inline constexpr std::size_t kParts = 8;
std::string_view name_of(Part part);  // "given"

inline constexpr std::size_t kWords = 8;  // of 64 bits
struct Filter {
    std::array<std::uint64_t, kWords> bits{};
    int ones = 0;  // 0: the record does not say
    bool given() const { return ones > 0; }
};
// How much two have in common, 0 to 1: twice the bits that both have, over the bits of each.
double dice(const Filter& a, const Filter& b);

struct Encoded {
    std::string id, truth;
    std::array<Filter, kParts> parts{};
};

// The share of bits turned over, unless another is asked for.
inline constexpr double kFlips = 0.02;
inline constexpr double kMostFlips = 0.2;

class Encoder {
  public:
    Encoder(const Sha256& key, double flips);
    // `id` takes part in what is turned over, so that two records that are the same are not the
    // same encoded.
    Encoded encode(std::string_view id, const linkage::Person& person);

  private:
    const std::vector<std::uint16_t>& bits_of(std::size_t part, const std::string& token);
    std::array<Sha256, kParts> keys_;
    Sha256 noise_;
    double flips_;
    // Of each token met so far.
    std::array<std::unordered_map<std::string, std::vector<std::uint16_t>>, kParts> seen_;
};

// A secret key and its file: one line, "hearth-key 1 " and 64 hex digits.
Sha256 make_key();
std::string write_key(const Sha256& key);
Result<Sha256> read_key(std::string_view text);
// What is written into encoded files, to tell files of different keys apart; nothing of the key can
// be learnt from it.
std::string check_of(const Sha256& key);

// An encoded file: a first line with the check of its key, then CSV.
struct EncodedFile {
    std::string check;
    double flips = 0;
    std::vector<Encoded> records;
};
bool is_encoded(std::string_view text);
std::string head_of_file(const Sha256& key, double flips, bool with_truth);
void write_record(std::string& out, const Encoded& record, bool with_truth);
// The last line, of the hash of all before it: nobody is left out because a file was cut short or
// came with a wrong byte.
std::string end_of_file(const Sha256& all_before);
// Invalid: it is none, is not whole, or a line of it is wrong; says which, and what to do.
Result<EncodedFile> read_encoded(std::string_view text);

}  // namespace hearth::identity::encoded
