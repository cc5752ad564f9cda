// A person of the index in 64 bytes, and how texts and numbers are packed into it.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "identity/linkage/person.h"
#include "identity/linkage/text_pool.h"

namespace hearth::identity::index {

using linkage::TextId;

// A number such as an NHS number or UPN as one word: up to 17 figures, or a letter and up to 15; 0
// when it is neither (or empty). number_text() gives it back.
std::uint64_t pack_number(std::string_view text);
std::string number_text(std::uint64_t packed);

// Of linkage::packed; its kind is judged anew.
linkage::PartialDate unpack_date(std::uint32_t packed);

struct Row {
    std::array<TextId, 2> given{}, surname{};
    TextId postcode = 0, street = 0, house = 0, town = 0;
    std::uint32_t date = 0;   // of birth, or expected
    std::uint32_t extra = 0;  // of what few people have: one more than its place among the extras
    std::uint64_t nhs = 0, upn = 0;
    linkage::Sex sex = linkage::Sex::unknown;
    bool unborn = false;
    bool expects = false;  // `date` is the expected date of birth
    bool gone = false;     // taken out: to be skipped
};

struct Extra {
    TextId given = 0, surname = 0;  // a third one
    std::uint32_t expected = 0;     // beside a date of birth
    std::uint64_t uprn = 0;
    std::array<std::uint64_t, 4> identifiers{};
};

}  // namespace hearth::identity::index
