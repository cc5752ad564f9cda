// Long because: a search is one object of many small steps over the same few lists.
//
// A search of the index: keys, candidates, a cheap rank, and the model's word on the best of them.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "base/time.h"
#include "identity/index/keys.h"
#include "identity/index/person_index.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity::index {

using linkage::Comparison;
using linkage::Field;
using linkage::PartialDate;
using linkage::Person;
using linkage::Record;
using linkage::Role;
using linkage::Sex;

namespace {

constexpr std::size_t kMostCandidates = 6000;
constexpr std::size_t kMostPairs = 200;  // of a given name and a surname
constexpr std::size_t kFullyScored = 64;
constexpr std::uint32_t kMostOfNames = 3000;  // people of one name that are looked at
constexpr std::uint32_t kMostOfKey = 600;
// A thread's own list of texts is begun anew when it holds so many.
constexpr std::size_t kMostTexts = 60000;

// A set of rows that forgets everything at no cost.
class RowSet {
  public:
    RowSet() : slots_(std::size_t{1} << 14) {}
    void clear() { ++now_; }
    bool insert(RowId row) {
        std::size_t i = (row * 0x9e3779b1U) >> 18;
        for (;; i = (i + 1) & (slots_.size() - 1)) {
            auto& slot = slots_[i];
            if (slot.at != now_) {
                slot = {now_, row};
                return true;
            }
            if (slot.row == row) return false;
        }
    }

  private:
    struct Slot {
        std::uint32_t at = 0;
        RowId row = 0;
    };
    std::vector<Slot> slots_;  // twice kMostCandidates and more
    std::uint32_t now_ = 0;
};

// What a name of a row is worth to a cheap rank, by name.
class NameWorth {
  public:
    NameWorth() : slots_(1024) {}
    void clear() { ++now_, held_ = 0; }
    void put(TextId name, float worth) {
        for (std::size_t i = (name * 0x9e3779b1U) >> 22;; i = (i + 1) & 1023) {
            auto& slot = slots_[i];
            if (slot.at != now_) {
                if (++held_ > 900) return;
                slot = {now_, name, worth};
                return;
            }
            if (slot.name == name) {
                slot.worth = std::max(slot.worth, worth);
                return;
            }
        }
    }
    float of(TextId name) const {
        for (std::size_t i = (name * 0x9e3779b1U) >> 22;; i = (i + 1) & 1023) {
            const auto& slot = slots_[i];
            if (slot.at != now_) return 0;
            if (slot.name == name) return slot.worth;
        }
    }

  private:
    struct Slot {
        std::uint32_t at = 0;
        TextId name = 0;
        float worth = 0;
    };
    std::vector<Slot> slots_;
    std::uint32_t now_ = 1, held_ = 0;
};

struct Probe {
    std::uint64_t key;
    std::uint32_t most;
};
struct Candidate {
    RowId row;
    float rank;
};

float worth_of(Likeness likeness) {
    switch (likeness) {
        case Likeness::same:
            return 6;
        case Likeness::related:
            return 5;
        case Likeness::slip:
            return 4.5F;
        case Likeness::sound:
            return 3.5F;
        case Likeness::begins:
            return 3;
    }
    return 0;
}

}  // namespace

struct Scratch::State {
    SearchEffort effort;
    std::vector<Probe> probes;
    std::vector<Candidate> candidates;
    RowSet seen;
    NameWorth given, surname;
    std::vector<Spelling> likely_given, likely_surname, other_given, other_surname, swapped_given,
        swapped_surname, more;
    // The texts of queries and candidates, for linkage::compare, which needs all in one Lexicon.
    linkage::Lexicon lexicon;
    std::vector<linkage::TextId> names_there, streets_there;  // by our id
    linkage::CompareCache cache{15};
    Person one, one_street;
    std::uint64_t index = 0;  // whose names names_there has

    void forget() {
        lexicon = linkage::Lexicon();
        names_there.clear();
        streets_there.clear();
        cache = linkage::CompareCache(15);
    }
};

Scratch::Scratch() : state_(std::make_unique<State>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;
const SearchEffort& Scratch::effort() const {
    return state_->effort;
}

class Search {
  public:
    Search(const PersonIndex& index, const Person& asked, Scratch::State& state)
        : index_(index), asked_(asked), s_(state) {
        s_.effort = {};
        s_.probes.clear();
        s_.candidates.clear();
        s_.seen.clear();
        s_.given.clear();
        s_.surname.clear();
    }

    std::vector<Found> run(const linkage::Scorer& scorer, std::size_t most) {
        read_dates();
        read_names();
        read_places();
        probe_dates();
        probe_pairs();
        probe_places();
        probe_numbers();
        probe_unborn();
        gather();
        rank();
        return score(scorer, most);
    }

  private:
    static constexpr auto kGivenUse = Use::given, kSurnameUse = Use::surname;

    void probe(std::uint64_t key, std::uint32_t most = kMostOfKey) {
        s_.probes.push_back({key, most});
    }

    void read_dates() {
        born_ = asked_.dob.known() ? packed(asked_.dob) : 0;
        if (!key::whole(born_)) return;
        dates_[dates_used_++] = born_;
        const auto& d = asked_.dob;
        if (d.day <= 12 && d.day != d.month)
            dates_[dates_used_++] =
                (born_ & 0xffff0000U) | (static_cast<std::uint32_t>(d.day) << 8) | d.month;
    }

    void more_like(std::string_view name, Use use, std::size_t most, std::vector<Spelling>& to) {
        index_.names_.like(name, use, most, s_.more);
        to.insert(to.end(), s_.more.begin(), s_.more.end());
    }

    void read_names() {
        const auto name = [](const std::vector<std::string>& list, std::size_t i) {
            return i < list.size() ? std::string_view(list[i]) : std::string_view();
        };
        const auto first = name(asked_.given, 0), last = name(asked_.surnames, 0);
        index_.names_.like(first, kGivenUse, kMostSpellings, s_.likely_given);
        index_.names_.like(last, kSurnameUse, kMostSpellings, s_.likely_surname);
        s_.other_given.clear();
        s_.other_surname.clear();
        for (std::size_t i = 1; i < std::min<std::size_t>(3, asked_.given.size()); ++i)
            more_like(asked_.given[i], kGivenUse, 4, s_.other_given);
        for (const auto word : words(first))
            if (word.size() > 1 && word.size() != first.size())
                more_like(word, kGivenUse, 3, s_.other_given);
        for (std::size_t i = 1; i < std::min<std::size_t>(4, asked_.surnames.size()); ++i)
            more_like(asked_.surnames[i], kSurnameUse, 8, s_.other_surname);
        for (const auto word : words(last))
            if (word.size() > 1 && word.size() != last.size())
                more_like(word, kSurnameUse, 6, s_.other_surname);
        index_.names_.like(last, kGivenUse, 6, s_.swapped_given);
        index_.names_.like(first, kSurnameUse, 6, s_.swapped_surname);
        for (const auto& spelling : s_.likely_given)
            s_.given.put(spelling.name, worth_of(spelling.likeness));
        for (const auto& spelling : s_.other_given)
            s_.given.put(spelling.name, worth_of(spelling.likeness) - 1);
        for (const auto& spelling : s_.swapped_given)
            s_.given.put(spelling.name, worth_of(spelling.likeness) - 1.5F);
        for (const auto& spelling : s_.likely_surname)
            s_.surname.put(spelling.name, worth_of(spelling.likeness));
        for (const auto& spelling : s_.other_surname)
            s_.surname.put(spelling.name, worth_of(spelling.likeness) - 1);
        for (const auto& spelling : s_.swapped_surname)
            s_.surname.put(spelling.name, worth_of(spelling.likeness) - 1.5F);
        initial_given_ = first.empty() ? 0 : static_cast<unsigned char>(first.front());
        initial_surname_ = last.empty() ? 0 : static_cast<unsigned char>(last.front());
    }

    void read_places() {
        postcode_ = index_.postcodes_.find(asked_.postcode);
        street_ = index_.streets_.find(asked_.street);
        house_ = index_.houses_.find(asked_.house);
        nhs_ = index_.find_number(asked_.nhs);
        upn_ = index_.find_number(asked_.upn);
    }

    template <class F>
    void each_given(F f) const {
        for (const auto* list : {&s_.likely_given, &s_.other_given, &s_.swapped_given})
            for (const auto& spelling : *list) f(spelling.name);
    }
    template <class F>
    void each_surname(F f) const {
        for (const auto* list : {&s_.likely_surname, &s_.other_surname, &s_.swapped_surname})
            for (const auto& spelling : *list) f(spelling.name);
    }

    void probe_dates() {
        for (std::size_t d = 0; d < dates_used_; ++d) {
            const std::uint32_t date = dates_[d];
            each_given([&](TextId g) { probe(key_of(key::given_date, g, date)); });
            each_surname([&](TextId n) { probe(key_of(key::surname_date, n, date)); });
            if (postcode_ != 0) probe(key_of(key::postcode_date, postcode_, date));
            if (initial_given_ != 0 && initial_surname_ != 0) {
                probe(key_of(key::initials_date, initial_given_, initial_surname_, date));
                probe(key_of(key::initials_date, initial_surname_, initial_given_, date));
            }
        }
    }

    void probe_pair(TextId g, TextId n, bool sure) {
        using namespace key;
        const bool small = index_.rows_.size() < 2'000'000;
        if (born_ == 0) {
            probe(key_of(names_only, g, n), kMostOfNames);
            return;
        }
        probe(key_of(names_year, g, n, year(born_)));
        probe(key_of(names_year, g, n, 0));
        if (whole(born_)) {
            probe(key_of(names_month_day, g, n, month_day(born_)));
            if (dates_used_ == 2) probe(key_of(names_month_day, g, n, month_day(dates_[1])));
        }
        if (!sure) return;
        probe(key_of(names_year, g, n, year(born_) - 1));
        probe(key_of(names_year, g, n, year(born_) + 1));
        if (small) probe(key_of(names_only, g, n), 150);
    }

    void probe_pairs() {
        std::size_t pairs = 0;
        const auto& given = s_.likely_given;
        const auto& surnames = s_.likely_surname;
        const auto sure = [](const Spelling& x) { return x.likeness <= Likeness::related; };
        for (std::size_t i = 0; i < given.size(); ++i)
            for (std::size_t j = 0; j < surnames.size(); ++j) {
                const bool tried = (sure(given[i]) && (j < 12 || sure(surnames[j]))) ||
                                   (sure(surnames[j]) && i < 24) || (i < 8 && j < 8);
                if (!tried && (i >= 1 && j >= 1)) continue;
                if (++pairs > kMostPairs) return;
                probe_pair(given[i].name, surnames[j].name, sure(given[i]) && sure(surnames[j]));
            }
        for (const auto& g : s_.other_given)
            for (std::size_t j = 0; j < std::min<std::size_t>(4, surnames.size()); ++j)
                probe_pair(g.name, surnames[j].name, false);
        for (std::size_t i = 0; i < std::min<std::size_t>(6, given.size()); ++i)
            for (std::size_t j = 0; j < std::min<std::size_t>(12, s_.other_surname.size()); ++j)
                probe_pair(given[i].name, s_.other_surname[j].name, false);
        for (std::size_t i = 0; i < std::min<std::size_t>(4, s_.swapped_given.size()); ++i)
            for (std::size_t j = 0; j < std::min<std::size_t>(4, s_.swapped_surname.size()); ++j)
                probe_pair(s_.swapped_given[i].name, s_.swapped_surname[j].name, i + j == 0);
    }

    void probe_places() {
        if (street_ != 0 && house_ != 0) {
            const std::uint64_t address = std::uint64_t{street_} << 32 | house_;
            each_given([&](TextId g) { probe(key_of(key::address_given, address, g)); });
            each_surname([&](TextId n) { probe(key_of(key::address_surname, address, n)); });
        }
        if (postcode_ == 0) return;
        each_given([&](TextId g) { probe(key_of(key::postcode_given, g, postcode_)); });
        each_surname([&](TextId n) { probe(key_of(key::postcode_surname, n, postcode_)); });
    }

    void probe_numbers() {
        for (const std::uint64_t n : {nhs_, upn_})
            if (n != 0) probe(key_of(key::number, n));
        for (const auto& text : asked_.identifiers)
            if (const std::uint64_t n = index_.find_number(text); n != 0)
                probe(key_of(key::number, n));
    }

    void probe_unborn() {
        // An unborn child on the register may have been born since.
        if (postcode_ != 0) probe(key_of(key::unborn_postcode, postcode_), 100);
        if (street_ != 0 && house_ != 0) probe(key_of(key::unborn_address, street_, house_), 100);
        const PartialDate& about = asked_.dob.known() ? asked_.dob : asked_.expected;
        if (about.kind != linkage::DateKind::exact) return;
        const Date day{linkage::day_number(about)};
        std::uint32_t last = 0;
        for (const int days : {-24, 0, 30, 60, 90, 120}) {
            const Date at = day + days;
            const auto month = (static_cast<std::uint32_t>(at.year()) << 8) |
                               static_cast<std::uint32_t>(at.month());
            if (month == last) continue;
            last = month;
            each_surname([&](TextId n) { probe(key_of(key::unborn_surname_due, n, month), 60); });
        }
        if (asked_.dob.known()) return;
        // Asked about an unborn child, who may have been born since.
        for (int days = -60; days <= 21; ++days) {
            const Date at = day + days;
            const auto date = (static_cast<std::uint32_t>(at.year()) << 16) |
                              (static_cast<std::uint32_t>(at.month()) << 8) |
                              static_cast<std::uint32_t>(at.day());
            for (std::size_t j = 0; j < std::min<std::size_t>(3, s_.likely_surname.size()); ++j)
                probe(key_of(key::surname_date, s_.likely_surname[j].name, date));
            if (postcode_ != 0) probe(key_of(key::postcode_date, postcode_, date));
        }
    }

    void gather() {
        const auto& probes = s_.probes;
        const auto& postings = index_.by_key_;
        s_.effort.probes = probes.size();
        constexpr std::size_t kAhead = 16;
        for (std::size_t i = 0; i < std::min(kAhead, probes.size()); ++i)
            postings.prefetch(probes[i].key);
        for (std::size_t i = 0; i < probes.size(); ++i) {
            if (i + kAhead < probes.size()) postings.prefetch(probes[i + kAhead].key);
            if (i + kAhead / 2 < probes.size()) postings.prefetch_rows(probes[i + kAhead / 2].key);
            std::uint32_t met = 0;
            postings.each(probes[i].key, probes[i].most, [&](RowId row) {
                ++met;
                if (s_.candidates.size() >= kMostCandidates || !s_.seen.insert(row)) return;
                __builtin_prefetch(&index_.rows_[row]);
                s_.candidates.push_back({row, 0});
            });
            if (met >= probes[i].most) s_.effort.cut_short = true;
        }
        s_.effort.candidates = s_.candidates.size();
    }

    float cheap_date(const Row& row) const {
        if (born_ == 0 || row.date == 0) return row.unborn ? 1.5F : 1;
        if (row.expects) return 3;
        if (row.date == born_) return 9;
        if (dates_used_ == 2 && row.date == dates_[1]) return 7;
        const int parts = (key::year(row.date) == key::year(born_)) +
                          ((row.date >> 8 & 0xff) == (born_ >> 8 & 0xff)) +
                          ((row.date & 0xff) == (born_ & 0xff));
        return parts == 2 ? 5.0F : key::year(row.date) == key::year(born_) ? 1.0F : -2.0F;
    }

    float cheap_rank(const Row& row) const {
        if (row.gone) return -1000;
        float rank = std::max(s_.given.of(row.given[0]), s_.given.of(row.given[1]) - 1);
        if (rank <= 0 && row.given[0] != 0 && initial_given_ != 0 &&
            static_cast<unsigned char>(index_.names_.text(row.given[0]).front()) == initial_given_)
            rank = 2;
        rank += std::max(s_.surname.of(row.surname[0]), s_.surname.of(row.surname[1]) - 1);
        rank += cheap_date(row);
        if (postcode_ != 0 && row.postcode == postcode_) rank += 6;
        if (street_ != 0 && row.street == street_) rank += row.house == house_ ? 4.0F : 1.0F;
        if (nhs_ != 0 && row.nhs == nhs_) rank += 20;
        if (upn_ != 0 && row.upn == upn_) rank += 20;
        if (asked_.sex != Sex::unknown && row.sex != Sex::unknown && row.sex != asked_.sex)
            rank -= 3;
        return rank;
    }

    void rank() {
        auto& all = s_.candidates;
        if (all.size() <= kFullyScored) return;
        for (auto& c : all) c.rank = cheap_rank(index_.rows_[c.row]);
        std::nth_element(all.begin(), all.begin() + kFullyScored, all.end(),
                         [](const Candidate& a, const Candidate& b) {
                             return a.rank != b.rank ? a.rank > b.rank : a.row < b.row;
                         });
        all.resize(kFullyScored);
    }

    // ---- the model's word ---------------------------------------------------------------------

    // Names and streets go in as a person's, since the Lexicon keeps more of them than the text.
    linkage::TextId there(TextId ours) {
        if (ours == 0) return 0;
        auto& map = s_.names_there;
        if (map.size() <= ours) map.resize(index_.names_.size());
        if (map[ours] == 0) {
            s_.one.given.assign(1, std::string(index_.names_.text(ours)));
            map[ours] = s_.lexicon.add(s_.one).given[0];
        }
        return map[ours];
    }
    linkage::TextId street_there(TextId ours) {
        if (ours == 0) return 0;
        auto& map = s_.streets_there;
        if (map.size() <= ours) map.resize(index_.streets_.size());
        if (map[ours] == 0) {
            s_.one_street.street = index_.streets_.text(ours);
            map[ours] = s_.lexicon.add(s_.one_street).street;
        }
        return map[ours];
    }

    // Only what both can say: the rest would be missing in the comparison anyway.
    Record record_of(const Row& row, const Record& asked) {
        Record r;
        const Extra none;
        const Extra& extra = row.extra == 0 ? none : index_.extras_[row.extra - 1];
        r.given = {there(row.given[0]), there(row.given[1]), there(extra.given)};
        r.surnames = {there(row.surname[0]), there(row.surname[1]), there(extra.surname)};
        auto& lexicon = s_.lexicon;
        if (asked.postcode != 0)
            r.postcode = lexicon.postcodes.add(index_.postcodes_.text(row.postcode));
        if (asked.street != 0) r.street = street_there(row.street);
        if (asked.house != 0) r.house = lexicon.houses.add(index_.houses_.text(row.house));
        if (asked.town != 0) r.town = lexicon.towns.add(index_.towns_.text(row.town));
        const auto number = [&](linkage::TextId wanted, std::uint64_t n) {
            return wanted == 0 || n == 0 ? linkage::TextId{0}
                                         : lexicon.numbers.add(index_.text_of(n));
        };
        r.nhs = number(asked.nhs, row.nhs);
        r.upn = number(asked.upn, row.upn);
        r.uprn = number(asked.uprn, extra.uprn);
        for (std::size_t i = 0; i < linkage::kIdentifiers; ++i)
            r.identifiers[i] = number(asked.identifiers[i], extra.identifiers[i]);
        const auto date = unpack_date(row.date);
        (row.expects ? r.expected : r.dob) = date;
        if (extra.expected != 0) r.expected = unpack_date(extra.expected);
        r.sex = row.sex;
        r.unborn = row.unborn;
        return r;
    }

    static float share(std::uint64_t n, std::uint64_t total) {
        return static_cast<float>(static_cast<double>(std::max<std::uint64_t>(n, 1)) /
                                  static_cast<double>(std::max<std::uint64_t>(total, 2)));
    }
    static std::uint32_t counted(const std::vector<std::uint32_t>& counts, TextId id) {
        return id < counts.size() ? counts[id] : 0;
    }

    // The thread's own Lexicon knows no frequencies: wherever one matters, it is the index's.
    void put_shares(const Row& row, Comparison& c) const {
        for (std::size_t f = 0; f < linkage::kFields; ++f) {
            float& to = c.shares[f];
            if (to <= 0) continue;
            switch (static_cast<Field>(f)) {
                case Field::given:
                    to = share(std::max(index_.names_.count(row.given[0], kGivenUse), asked_given_),
                               index_.with_given_);
                    break;
                case Field::middle:
                    to = share(index_.names_.count(row.given[1], kGivenUse), index_.with_given_);
                    break;
                case Field::surname:
                    to = share(
                        std::max(index_.names_.count(row.surname[0], kSurnameUse), asked_surname_),
                        index_.with_surname_);
                    break;
                case Field::dob:
                    to = index_.share_of_date(row.date);
                    break;
                case Field::postcode:
                    to = share(counted(index_.in_postcode_, row.postcode), index_.with_postcode_);
                    break;
                case Field::address:
                    // A street's people, over a couple of dozen houses.
                    to = share(c.levels[f] == linkage::level::address_same
                                   ? counted(index_.in_street_, row.street) / 24
                                   : counted(index_.in_street_, row.street),
                               index_.with_street_);
                    break;
                case Field::town:
                    to = share(counted(index_.in_town_, row.town), index_.with_town_);
                    break;
                case Field::sex:
                case Field::uprn:
                case Field::nhs:
                case Field::upn:
                case Field::identifier1:
                case Field::identifier2:
                case Field::identifier3:
                case Field::identifier4:
                    to = share(1, index_.rows_.size());
                    break;
            }
        }
    }

    std::vector<Found> score(const linkage::Scorer& scorer, std::size_t most) {
        std::vector<Found> out;
        if (s_.candidates.empty()) return out;
        if (s_.index != index_.serial_ || s_.lexicon.names.size() > kMostTexts ||
            s_.lexicon.postcodes.size() > kMostTexts || s_.lexicon.numbers.size() > kMostTexts ||
            s_.lexicon.streets.size() > kMostTexts)
            s_.forget();
        s_.index = index_.serial_;
        const Record asked = s_.lexicon.add(asked_);
        const auto count_of = [&](const std::vector<std::string>& names, Use use) {
            const TextId id = names.empty() ? 0 : index_.names_.find(names[0]);
            return id == 0 ? 0U : index_.names_.count(id, use);
        };
        asked_given_ = count_of(asked_.given, kGivenUse);
        asked_surname_ = count_of(asked_.surnames, kSurnameUse);
        out.reserve(s_.candidates.size());
        for (const auto& candidate : s_.candidates) {
            const Row& row = index_.rows_[candidate.row];
            if (row.gone) continue;
            const Record record = record_of(row, asked);
            Found found;
            found.row = candidate.row;
            found.owner = index_.owner(candidate.row);
            linkage::compare(s_.lexicon, asked, record, s_.cache, found.comparison);
            put_shares(row, found.comparison);
            found.log_odds = scorer.log_odds(found.comparison);
            out.push_back(found);
        }
        s_.effort.scored = out.size();
        std::sort(out.begin(), out.end(), [](const Found& a, const Found& b) {
            return a.log_odds != b.log_odds ? a.log_odds > b.log_odds : a.row < b.row;
        });
        std::vector<Found> best;
        for (const auto& found : out) {
            if (best.size() == most) break;
            const bool again = std::any_of(best.begin(), best.end(),
                                           [&](const Found& b) { return b.owner == found.owner; });
            if (again) continue;
            best.push_back(found);
            best.back().probability = 1 / (1 + std::exp(-found.log_odds));
        }
        return best;
    }

    const PersonIndex& index_;
    const Person& asked_;
    Scratch::State& s_;
    std::uint32_t born_ = 0;
    std::array<std::uint32_t, 2> dates_{};
    std::size_t dates_used_ = 0;
    TextId postcode_ = 0, street_ = 0, house_ = 0;
    std::uint64_t nhs_ = 0, upn_ = 0;
    unsigned initial_given_ = 0, initial_surname_ = 0;
    std::uint32_t asked_given_ = 0, asked_surname_ = 0;
};

std::vector<Found> PersonIndex::search(const Person& asked, const linkage::Scorer& scorer,
                                       std::size_t most, Scratch& scratch) const {
    return Search(*this, asked, *scratch.state_).run(scorer, most);
}

}  // namespace hearth::identity::index
