#include "identity/linkage/record.h"

#include <algorithm>

#include "base/text.h"
#include "identity/linkage/nicknames.h"

namespace hearth::identity::linkage {
namespace {

// First letter, then consonants without repeats: near spellings of other languages too.
std::string skeleton_of(std::string_view name) {
    std::string out;
    char last = 0;
    for (const char c : name) {
        if (c < 'a' || c > 'z') continue;
        const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' ||
                           c == 'h' || c == 'w';
        if (out.empty() || (!vowel && c != last)) out += c;
        last = c;
    }
    return out;
}

std::size_t at(Role role) {
    return static_cast<std::size_t>(role);
}

}  // namespace

Lexicon::Lexicon() : infos_(1), street_starts_(1) {}

TextId Lexicon::add_name(std::string_view text) {
    const TextId id = names.add(text);
    if (id < infos_.size()) return id;
    NameInfo info;
    info.sound = sounds.add(phonetic_key(text));
    info.skeleton = sounds.add("/" + skeleton_of(text));
    info.words = static_cast<std::uint8_t>(std::min<std::size_t>(9, hearth::words(text).size()));
    info.initial = text.size() == 1;
    const auto of_name = name_groups(text);
    if (groups_.size() + of_name.size() < 65535) {
        info.groups_at = static_cast<std::uint16_t>(groups_.size());
        info.groups = static_cast<std::uint16_t>(of_name.size());
        groups_.insert(groups_.end(), of_name.begin(), of_name.end());
    }
    infos_.push_back(info);
    return id;
}

TextId Lexicon::add_street(std::string_view text) {
    const TextId id = streets.add(text);
    if (id < street_starts_.size()) return id;
    for (const auto word : hearth::words(text)) street_words_.push_back(words.add(word));
    street_starts_.push_back(street_words_.size());
    return id;
}

bool Lexicon::related(TextId a, TextId b) const {
    const NameInfo& x = infos_[a];
    const NameInfo& y = infos_[b];
    for (std::size_t i = 0; i < x.groups; ++i) {
        for (std::size_t j = 0; j < y.groups; ++j) {
            if (groups_[x.groups_at + i] == groups_[y.groups_at + j]) return true;
        }
    }
    return false;
}

Record Lexicon::add(const Person& person) {
    Record r;
    for (std::size_t i = 0; i < std::min(kNames, person.given.size()); ++i) {
        r.given[i] = add_name(person.given[i]);
    }
    for (std::size_t i = 0; i < std::min(kNames, person.surnames.size()); ++i) {
        r.surnames[i] = add_name(person.surnames[i]);
    }
    r.dob_typed = typed.add(person.dob_typed);
    r.house = houses.add(person.house);
    r.street = add_street(person.street);
    if (r.house != 0 && r.street != 0)
        r.address = addresses.add(person.house + "|" + person.street);
    r.town = towns.add(person.town);
    r.postcode = postcodes.add(person.postcode);
    r.uprn = numbers.add(person.uprn);
    r.nhs = numbers.add(person.nhs);
    r.upn = numbers.add(person.upn);
    for (std::size_t i = 0; i < std::min(kIdentifiers, person.identifiers.size()); ++i) {
        r.identifiers[i] = numbers.add(person.identifiers[i]);
    }
    r.dob = person.dob;
    r.expected = person.expected;
    r.sex = person.sex;
    r.unborn = person.unborn;
    return r;
}

void Lexicon::reset_counts() {
    for (auto& counts : counts_) counts.clear();
    totals_ = {};
    form_counts_.clear();
    whole_names_.assign(whole_ ? 1024 : 0, {});
    whole_count_ = 0;
}

void Lexicon::add_count(Role role, TextId id, float weight) {
    if (id == 0) return;
    auto& counts = counts_[at(role)];
    if (counts.size() <= id) counts.resize(std::max<std::size_t>(id + 1, counts.size() * 2));
    counts[id] += weight;
    totals_[at(role)] += static_cast<double>(weight);
}

namespace {
// A date as a number below 2^21: day, month and year of a range that real dates lie in.
TextId date_id(const PartialDate& d) {
    const int year = std::clamp(static_cast<int>(d.year) - 1000, 0, 1299);
    return static_cast<TextId>((year * 13 + std::min<int>(d.month, 12)) * 32 +
                               std::min<int>(d.day, 31));
}
}  // namespace

void Lexicon::count(const Record& record, float weight) {
    add_count(Role::given, record.given[0], weight);
    for (std::size_t i = 1; i < kNames; ++i) add_count(Role::middle, record.given[i], weight);
    add_count(Role::surname, record.surnames[0], weight);
    if (record.given[0] != 0) {
        const NameInfo& name = infos_[record.given[0]];
        for (std::size_t i = name.groups_at; i < std::size_t{name.groups_at} + name.groups; ++i) {
            if (form_counts_.size() <= groups_[i]) form_counts_.resize(groups_[i] + 1U);
            form_counts_[groups_[i]] += weight;
        }
        if (whole_ && record.surnames[0] != 0) {
            count_whole_name(record.given[0], record.surnames[0], weight);
        }
    }
    add_count(Role::postcode, record.postcode, weight);
    add_count(Role::address, record.address, weight);
    add_count(Role::street, record.street, weight);
    add_count(Role::town, record.town, weight);
    if (record.dob.known()) add_count(Role::dob, date_id(record.dob), weight);
    add_count(Role::uprn, record.uprn, weight);
    add_count(Role::nhs, record.nhs, weight);
    add_count(Role::upn, record.upn, weight);
    for (std::size_t i = 0; i < kIdentifiers; ++i) {
        add_count(static_cast<Role>(at(Role::identifier1) + i), record.identifiers[i], weight);
    }
}

float Lexicon::share(Role role, TextId id) const {
    const auto& counts = counts_[at(role)];
    const float n = id < counts.size() ? counts[id] : 0.0F;
    const double total = std::max(2.0, totals_[at(role)]);
    return static_cast<float>(std::max(1.0, static_cast<double>(n)) / total);
}

void Lexicon::count_whole_name(TextId given, TextId surname, float weight) {
    if (whole_count_ * 2 >= whole_names_.size()) {
        std::vector<WholeName> old(whole_names_.size() * 2);
        old.swap(whole_names_);
        for (const auto& name : old) {
            if (name.names != 0) whole_name(name.names) = name;
        }
    }
    const std::uint64_t both = (std::uint64_t{given} << 32) | surname;
    auto& name = whole_name(both);
    if (name.names == 0) ++whole_count_;
    name.names = both;
    name.people += weight;
}

Lexicon::WholeName& Lexicon::whole_name(std::uint64_t both) {
    const std::size_t mask = whole_names_.size() - 1;
    std::size_t i = place_of(both) & mask;
    while (whole_names_[i].names != 0 && whole_names_[i].names != both) i = (i + 1) & mask;
    return whole_names_[i];
}

float Lexicon::go_together(TextId given, TextId surname) const {
    if (whole_names_.empty()) return 1;
    const std::uint64_t both = (std::uint64_t{given} << 32) | surname;
    const std::size_t mask = whole_names_.size() - 1;
    std::size_t i = place_of(both) & mask;
    while (whole_names_[i].names != 0 && whole_names_[i].names != both) i = (i + 1) & mask;
    // Others than the person asked about, against what is expected of names that do not go
    // together; the fewer are expected, the less a few others say.
    const float others = std::max(0.0F, whole_names_[i].people - 1);
    const double people = std::min(totals_[at(Role::given)], totals_[at(Role::surname)]);
    const auto expected =
        static_cast<float>(people) * share(Role::given, given) * share(Role::surname, surname);
    return (others + 1) / (expected + 1);
}

float Lexicon::share_of_forms(TextId a, TextId b) const {
    const NameInfo& x = infos_[a];
    const NameInfo& y = infos_[b];
    float most = 0;
    for (std::size_t i = 0; i < x.groups; ++i) {
        for (std::size_t j = 0; j < y.groups; ++j) {
            const auto group = groups_[x.groups_at + i];
            if (group == groups_[y.groups_at + j] && group < form_counts_.size()) {
                most = std::max(most, form_counts_[group]);
            }
        }
    }
    const double total = std::max(2.0, totals_[at(Role::given)]);
    return static_cast<float>(static_cast<double>(most) / total);
}

float Lexicon::share_of_date(const PartialDate& date) const {
    return share(Role::dob, date_id(date));
}

double Lexicon::agreement(Role role) const {
    const double total = totals_[at(role)];
    if (total <= 1) return 1;
    double sum = 0;
    for (const float n : counts_[at(role)]) {
        // Pairs of two people: a person does not pair with itself.
        if (n > 1) sum += static_cast<double>(n) * (static_cast<double>(n) - 1);
    }
    return (sum + 0.5) / (total * (total - 1) + 1);
}

}  // namespace hearth::identity::linkage
