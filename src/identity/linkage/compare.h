// How two records agree, field by field: a level for each field, from "the same" down to
// "different", or missing when either does not say.
//
// Levels are judged by rules that do not depend on any data; what a level is worth is the model's
// affair (model.h). A comparison is symmetric.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "identity/linkage/record.h"

namespace hearth::identity::linkage {

enum class Field : std::uint8_t {
    given,
    middle,
    surname,
    sex,
    dob,
    postcode,
    address,
    town,
    uprn,
    nhs,
    upn,
    identifier1,
    identifier2,
    identifier3,
    identifier4,
};
inline constexpr std::size_t kFields = 15;
inline constexpr std::size_t kMostLevels = 9;
inline constexpr std::uint8_t kMissing = 255;

// Levels, best first.
namespace level {
enum Given : std::uint8_t {
    given_same,
    given_short,
    given_slip,
    given_initial,
    given_alike,
    given_swapped,
    given_other_name,
    given_different
};
enum Middle : std::uint8_t { middle_same, middle_initial, middle_alike, middle_different };
enum Surname : std::uint8_t {
    surname_same,
    surname_slip,
    surname_alike,
    surname_part,
    surname_swapped,
    surname_different
};
enum SexLevel : std::uint8_t { sex_same, sex_different };
enum Dob : std::uint8_t {
    dob_same,
    dob_swapped,
    dob_slip,
    dob_two_parts,
    dob_partial,
    dob_expected,
    dob_near,
    dob_different
};
enum Postcode : std::uint8_t {
    postcode_same,
    postcode_slip,
    postcode_sector,
    postcode_district,
    postcode_different
};
enum Address : std::uint8_t {
    address_same,
    address_nearly,
    address_street,
    address_part,
    address_different
};
enum Town : std::uint8_t { town_same, town_alike, town_different };
enum Number : std::uint8_t { number_same, number_slip, number_alike, number_different };
}  // namespace level

std::size_t levels_of(Field field);
std::string_view name_of(Field field);                       // "given", "dob", in model files
std::string_view name_of(Field field, std::uint8_t level);   // "same", "slip"
std::string_view in_words(Field field, std::uint8_t level);  // "given name: a short form of it"

struct Comparison {
    std::array<std::uint8_t, kFields> levels;
    // Share of people who have the agreed value (of the commoner one when only alike); 0 when it
    // does not matter for the level.
    std::array<float, kFields> shares;
};

// Remembers what comparing two distinct texts gave. One for each thread; sized for the work.
class CompareCache {
  public:
    explicit CompareCache(std::size_t slots_log2 = 14);
    struct Slot {
        std::uint64_t key = 0;
        std::uint8_t level = 0;
    };
    Slot& slot(std::uint64_t key) { return slots_[(key * 0x9E3779B97F4A7C15ULL) >> shift_]; }

  private:
    std::vector<Slot> slots_;
    int shift_;
};

void compare(const Lexicon& lexicon, const Record& a, const Record& b, CompareCache& cache,
             Comparison& out);

}  // namespace hearth::identity::linkage
