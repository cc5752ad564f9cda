#include "identity/index/person_index.h"

#include <algorithm>
#include <atomic>

#include "base/text.h"
#include "identity/index/keys.h"

namespace hearth::identity::index {
namespace {

using linkage::Person;
using linkage::Sex;

// A date as a small number, unlike for unlike dates of 1850 to 2105.
std::uint32_t day_of(std::uint32_t date) {
    const auto year = static_cast<std::uint32_t>(
        std::clamp<int>(static_cast<int>(date >> 16), 1850, 2105) - 1850);
    return (year * 13 + std::min<std::uint32_t>(date >> 8 & 0xff, 12)) * 32 +
           std::min<std::uint32_t>(date & 0xff, 31);
}

void add_to(std::vector<std::uint32_t>& counts, std::uint32_t at, std::int32_t by) {
    if (counts.size() <= at) counts.resize(std::size_t{at} + 1 + at / 4);
    counts[at] += static_cast<std::uint32_t>(by);
}

}  // namespace

PersonIndex::PersonIndex(Keys keys) : keys_(keys) {
    static std::atomic<std::uint64_t> made{0};
    serial_ = ++made;
}

std::uint64_t PersonIndex::pack(std::string_view number) {
    const std::uint64_t packed = pack_number(number);
    return packed != 0 ? packed : odd_numbers_.add(number);
}

std::uint64_t PersonIndex::find_number(std::string_view number) const {
    const std::uint64_t packed = pack_number(number);
    return packed != 0 ? packed : odd_numbers_.find(number);
}

std::string PersonIndex::text_of(std::uint64_t number) const {
    if (number >> 32 != 0) return number_text(number);
    return std::string(odd_numbers_.text(static_cast<TextId>(number)));
}

TextId PersonIndex::add_name(std::string_view name, Use use) {
    const TextId id = names_.add(name, use);
    if (name.find(' ') == std::string_view::npos) return id;
    if (has_parts_.size() <= id) has_parts_.resize(std::size_t{id} + 1 + id / 2);
    const bool known = has_parts_[id];
    std::vector<TextId> parts;
    for (const auto word : words(name))
        if (word.size() > 1) parts.push_back(names_.add(word, use));
    if (!known) {
        has_parts_[id] = true;
        parts_.emplace(id, std::move(parts));
    }
    return id;
}

const std::vector<TextId>& PersonIndex::parts_of(TextId name) const {
    static const std::vector<TextId> kNone;
    if (name >= has_parts_.size() || !has_parts_[name]) return kNone;
    return parts_.at(name);
}

void PersonIndex::count(const Row& row, std::int32_t by) {
    const auto one = [&](std::uint64_t& total, bool yes) {
        if (yes) total += static_cast<std::uint64_t>(static_cast<std::int64_t>(by));
    };
    one(with_given_, row.given[0] != 0);
    one(with_middle_, row.given[1] != 0);
    one(with_surname_, row.surname[0] != 0);
    one(with_postcode_, row.postcode != 0);
    one(with_street_, row.street != 0);
    one(with_town_, row.town != 0);
    one(with_date_, row.date != 0 && !row.expects);
    one(with_number_, row.nhs != 0);
    add_to(in_postcode_, row.postcode, by);
    add_to(in_street_, row.street, by);
    add_to(in_town_, row.town, by);
    if (row.date != 0 && !row.expects) add_to(born_on_, day_of(row.date), by);
}

float PersonIndex::share_of_date(std::uint32_t date) const {
    const std::uint32_t at = day_of(date);
    const std::uint32_t n = at < born_on_.size() ? born_on_[at] : 0;
    return static_cast<float>(static_cast<double>(std::max(n, 1U)) /
                              static_cast<double>(std::max<std::uint64_t>(with_date_, 2)));
}

RowId PersonIndex::add(const Person& p, std::int64_t owner) {
    Row row;
    Extra extra;
    bool more = false;
    const auto name_at = [](const std::vector<std::string>& list, std::size_t i) {
        return i < list.size() ? std::string_view(list[i]) : std::string_view();
    };
    for (std::size_t i = 0; i < 2; ++i) {
        row.given[i] = add_name(name_at(p.given, i), Use::given);
        row.surname[i] = add_name(name_at(p.surnames, i), Use::surname);
    }
    extra.given = add_name(name_at(p.given, 2), Use::given);
    extra.surname = add_name(name_at(p.surnames, 2), Use::surname);
    more = extra.given != 0 || extra.surname != 0;
    row.postcode = postcodes_.add(p.postcode);
    row.street = streets_.add(p.street);
    row.house = houses_.add(p.house);
    row.town = towns_.add(p.town);
    row.sex = p.sex;
    row.unborn = p.unborn || (!p.dob.known() && p.expected.known());
    if (p.dob.known()) {
        row.date = packed(p.dob);
        extra.expected = packed(p.expected);
        more = more || extra.expected != 0;
    } else if (p.expected.known()) {
        row.date = packed(p.expected);
        row.expects = true;
    }
    row.nhs = pack(p.nhs);
    row.upn = pack(p.upn);
    extra.uprn = pack(p.uprn);
    more = more || extra.uprn != 0;
    for (std::size_t i = 0; i < std::min(p.identifiers.size(), extra.identifiers.size()); ++i) {
        extra.identifiers[i] = pack(p.identifiers[i]);
        more = more || extra.identifiers[i] != 0;
    }
    if (more) {
        extras_.push_back(extra);
        row.extra = static_cast<std::uint32_t>(extras_.size());
    }
    count(row, 1);
    const auto id = static_cast<RowId>(rows_.size());
    rows_.push_back(row);
    if (owners_.empty() && owner != id)
        for (RowId before = 0; before < id; ++before) owners_.push_back(before);
    if (!owners_.empty() || owner != id) owners_.push_back(owner);
    if (built_ != 0) keys_of(row, [&](std::uint64_t key) { by_key_.add(key, id); });
    return id;
}

void PersonIndex::remove(RowId id) {
    Row& row = rows_[id];
    if (row.gone) return;
    row.gone = true;
    ++gone_;
    count(row, -1);
    for (const TextId g : row.given) names_.take(g, Use::given);
    for (const TextId s : row.surname) names_.take(s, Use::surname);
}

void PersonIndex::build() {
    rows_.shrink_to_fit();
    owners_.shrink_to_fit();
    names_.build();
    built_ = rows_.size();
    // Twelve keys a person, judged on some of them.
    std::size_t seen = 0, keys = 0;
    for (std::size_t i = 0; i < rows_.size(); i += 1 + rows_.size() / 1000, ++seen)
        keys_of(rows_[i], [&](std::uint64_t) { ++keys; });
    by_key_.build(seen == 0 ? 0 : keys * rows_.size() / seen, [&](auto sink) {
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (!rows_[i].gone)
                keys_of(rows_[i],
                        [&](std::uint64_t key) { sink(key, static_cast<std::uint32_t>(i)); });
    });
}

template <class F>
void PersonIndex::keys_of(const Row& row, F f) const {
    using namespace key;
    std::array<TextId, 12> given{}, surnames{};
    std::size_t g = 0, first = 0, s = 0;
    const auto put = [](std::array<TextId, 12>& list, std::size_t& n, TextId id) {
        if (id == 0 || n == list.size()) return;
        for (std::size_t i = 0; i < n; ++i)
            if (list[i] == id) return;
        list[n++] = id;
    };
    const Extra none;
    const Extra& extra = row.extra == 0 ? none : extras_[row.extra - 1];
    put(given, g, row.given[0]);
    for (const TextId part : parts_of(row.given[0])) put(given, g, part);
    first = g;  // those that stand for the first name
    put(given, g, row.given[1]);
    put(given, g, extra.given);
    for (const TextId name : {row.surname[0], row.surname[1], extra.surname}) {
        put(surnames, s, name);
        for (const TextId part : parts_of(name)) put(surnames, s, part);
    }
    const std::uint32_t born = row.expects ? 0 : row.date;
    const bool whole_date = whole(born);
    for (std::size_t i = 0; i < g; ++i) {
        if (whole_date) f(key_of(given_date, given[i], born));
        if (row.postcode != 0 && i < first) f(key_of(postcode_given, given[i], row.postcode));
    }
    for (std::size_t j = 0; j < s; ++j) {
        if (whole_date) f(key_of(surname_date, surnames[j], born));
        if (row.postcode != 0) f(key_of(postcode_surname, surnames[j], row.postcode));
        if (row.unborn) f(key_of(unborn_surname_due, surnames[j], year_month(row.date)));
    }
    for (std::size_t i = 0; i < first; ++i)
        for (std::size_t j = 0; j < s; ++j) {
            f(key_of(names_year, given[i], surnames[j], year(born)));
            if (whole_date) f(key_of(names_month_day, given[i], surnames[j], month_day(born)));
            f(key_of(names_only, given[i], surnames[j]));
        }
    if (whole_date && row.postcode != 0) f(key_of(postcode_date, row.postcode, born));
    if (whole_date && row.given[0] != 0 && row.surname[0] != 0)
        f(key_of(initials_date, static_cast<unsigned char>(names_.text(row.given[0]).front()),
                 static_cast<unsigned char>(names_.text(row.surname[0]).front()), born));
    if (row.street != 0 && row.house != 0) {
        const std::uint64_t address = std::uint64_t{row.street} << 32 | row.house;
        if (row.given[0] != 0) f(key_of(address_given, address, row.given[0]));
        if (row.surname[0] != 0) f(key_of(address_surname, address, row.surname[0]));
    }
    if (row.unborn) {
        if (row.postcode != 0) f(key_of(unborn_postcode, row.postcode));
        if (row.street != 0 && row.house != 0) f(key_of(unborn_address, row.street, row.house));
    }
    const auto one_number = [&](std::uint64_t n) {
        if (n != 0) f(key_of(number, n));
    };
    one_number(row.nhs);
    one_number(row.upn);
    if (keys_ == Keys::words) {
        for (std::size_t i = 0; i < g; ++i) f(key_of(any_name, given[i]));
        for (std::size_t j = 0; j < s; ++j)
            if (std::find(given.begin(), given.begin() + g, surnames[j]) == given.begin() + g)
                f(key_of(any_name, surnames[j]));
        if (whole_date) f(key_of(date_only, born));
        if (row.postcode != 0) f(key_of(postcode_only, row.postcode));
        if (row.street != 0) f(key_of(street_only, row.street));
    }
    if (row.extra != 0) {
        // Many people share a property's number: it is compared, and no key.
        for (const std::uint64_t n : extra.identifiers) one_number(n);
    }
}

std::size_t PersonIndex::bytes() const {
    const auto of = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
    return of(rows_) + of(owners_) + of(extras_) + names_.bytes() + parts_.size() * 64 +
           postcodes_.bytes() + streets_.bytes() + houses_.bytes() + towns_.bytes() +
           odd_numbers_.bytes() + of(in_postcode_) + of(in_street_) + of(in_town_) + of(born_on_) +
           by_key_.bytes();
}

}  // namespace hearth::identity::index
