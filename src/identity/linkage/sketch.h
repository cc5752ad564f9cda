// A record in 36 bytes, and whether two of them are worth comparing in full.
//
// In a large file most pairs that share a key share nothing else, and comparing them in full is
// nine tenths of the work. Here each field speaks in whole bits, always for the pair when in doubt
// (a first letter in common counts as a name misspelt), so that what is passed over is what the
// model would give odds far below anything that is kept. Numbers are not looked at: pairs that
// share one are compared whatever else they say.
#pragma once
#include <cstdint>
#include <vector>

#include "identity/linkage/train.h"

namespace hearth::identity::linkage {

struct Sketch {
    std::uint32_t given = 0, surname = 0, dob = 0, postcode = 0, place = 0;
    // Hashes; 0 for none.
    std::uint16_t given_sound = 0, surname_sound = 0, forms = 0, district = 0, town = 0;
    std::uint8_t given_letter = 0, surname_letter = 0;
    std::uint8_t given_bits = 0, surname_bits = 0;  // what the very same name is worth
    bool other_given = false, other_surnames = false;
    bool loose_date = false;  // none, a part of one, the first of January, an unborn child's
};

// Of each record, by the frequencies that the lexicon holds now.
std::vector<Sketch> sketches(const People& people);
// Bits that a pair must have among so many records.
int bits_needed(std::size_t records);

inline int bits_for(const Sketch& a, const Sketch& b) {
    int bits = 0;
    if (a.given != 0 && b.given != 0) {
        if (a.given == b.given) {
            bits += a.given_bits;
        } else if (a.given == b.surname || a.surname == b.given) {
            return 64;  // perhaps swapped
        } else if (a.given_sound == b.given_sound || a.given_letter == b.given_letter ||
                   (a.forms & b.forms) != 0) {
            bits += 4;
        } else if (!a.other_given && !b.other_given) {
            bits -= 4;
        }
    }
    if (a.surname != 0 && b.surname != 0) {
        if (a.surname == b.surname) {
            bits += a.surname_bits;
        } else if (a.surname_sound == b.surname_sound) {
            bits += 6;
        } else if (a.surname_letter == b.surname_letter || a.other_surnames || b.other_surnames) {
            bits += 4;
        } else {
            bits -= 4;
        }
    }
    if (a.postcode != 0 && b.postcode != 0) {
        bits += a.postcode == b.postcode ? 14 : a.district == b.district ? 3 : -2;
    }
    if (a.place != 0 && a.place == b.place && a.postcode != b.postcode) bits += 10;
    if (a.town != 0 && b.town != 0) bits += a.town == b.town ? 2 : 0;
    if (a.dob != 0 && b.dob != 0) {
        const std::uint32_t apart = a.dob ^ b.dob;
        const int parts = ((apart >> 16) == 0) + ((apart & 0xff00U) == 0) + ((apart & 0xffU) == 0);
        if (parts == 3) {
            bits += 13;
        } else if (parts == 2 || a.loose_date || b.loose_date) {
            bits += 4;
        } else if (parts == 1 && (apart >> 16) == 0) {
            const bool swapped = ((a.dob >> 8) & 0xffU) == (b.dob & 0xffU) &&
                                 ((b.dob >> 8) & 0xffU) == (a.dob & 0xffU);
            bits += swapped ? 8 : -1;
        } else {
            bits -= 4;
        }
    }
    return bits;
}

}  // namespace hearth::identity::linkage
