#include "identity/linkage/sketch.h"

#include <algorithm>
#include <cmath>

#include "identity/linkage/nicknames.h"

namespace hearth::identity::linkage {
namespace {

std::uint16_t small_hash(std::uint64_t x) {
    if (x == 0) return 0;
    return static_cast<std::uint16_t>(((x * 0x9E3779B97F4A7C15ULL) >> 48) | 1U);
}

std::uint16_t hash_of(std::string_view text) {
    std::uint64_t h = 7;
    for (const char c : text) h = h * 131 + static_cast<unsigned char>(c);
    return text.empty() ? std::uint16_t{0} : small_hash(h);
}

std::uint8_t bits_of(float share) {
    return static_cast<std::uint8_t>(std::clamp(-std::log2(share), 4.0F, 14.0F));
}

}  // namespace

int bits_needed(std::size_t records) {
    // Even odds need about log2(records) + 2 bits; the model forgets what is some 11 bits short.
    return static_cast<int>(std::log2(static_cast<double>(records))) - 8;
}

std::vector<Sketch> sketches(const People& people) {
    const Lexicon& lexicon = people.lexicon;
    // Of each distinct text once.
    std::vector<std::uint16_t> districts(lexicon.postcodes.size());
    for (TextId id = 1; id < districts.size(); ++id) {
        const auto text = lexicon.postcodes.text(id);
        const auto gap = text.find(' ');
        districts[id] =
            hash_of(text.substr(0, gap != std::string_view::npos ? gap : (text.size() + 1) / 2));
    }
    struct OfName {
        std::uint16_t sound = 0;
        std::uint8_t letter = 0, given_bits = 0, surname_bits = 0;
        bool several = false;
        std::uint16_t forms = 0;
    };
    std::vector<OfName> names(lexicon.names.size());
    for (TextId id = 1; id < names.size(); ++id) {
        auto& name = names[id];
        const NameInfo& info = lexicon.name(id);
        name.sound = info.sound != 0 ? small_hash(info.sound) : small_hash(0x100000000ULL + id);
        name.letter = static_cast<std::uint8_t>(lexicon.names.text(id).front());
        name.given_bits = bits_of(lexicon.share(Role::given, id));
        name.surname_bits = bits_of(lexicon.share(Role::surname, id));
        name.several = info.words > 1;
        for (const auto group : name_groups(lexicon.names.text(id))) {
            name.forms = static_cast<std::uint16_t>(name.forms | (1U << (group % 16)));
        }
    }
    std::vector<Sketch> all(people.records.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Record& r = people.records[i];
        Sketch& s = all[i];
        s.given = r.given[0];
        s.surname = r.surnames[0];
        const auto& given = names[s.given];
        const auto& surname = names[s.surname];
        s.given_sound = given.sound;
        s.given_letter = given.letter;
        s.given_bits = given.given_bits;
        s.forms = given.forms;
        s.other_given = r.given[1] != 0 || given.several;
        s.surname_sound = surname.sound;
        s.surname_letter = surname.letter;
        s.surname_bits = surname.surname_bits;
        s.other_surnames = r.surnames[1] != 0 || surname.several;
        if (r.dob.known() && !r.unborn) s.dob = packed(r.dob);
        s.loose_date = r.dob.kind != DateKind::exact || (r.dob.month == 1 && r.dob.day == 1);
        s.postcode = r.postcode;
        s.district = districts[r.postcode];
        s.place = r.address != 0 ? r.address : r.street != 0 ? 0x80000000U | r.street : 0;
        s.town = small_hash(r.town);
    }
    return all;
}

}  // namespace hearth::identity::linkage
