#include "identity/index/word_search.h"

#include <algorithm>
#include <unordered_map>

#include "identity/index/keys.h"
#include "identity/linkage/strings.h"

namespace hearth::identity::index {
namespace {

// People of one name that are looked at, and beginnings of names that are tried.
constexpr std::size_t kMostOfName = 20000, kMostBeginnings = 300, kMostPeople = 60000;

Fit fit_of(Likeness likeness) {
    switch (likeness) {
        case Likeness::same:
            return Fit::exact;
        case Likeness::related:
            return Fit::related;
        case Likeness::slip:
            return Fit::slip;
        case Likeness::sound:
            return Fit::sound;
        case Likeness::begins:
            return Fit::begins;
    }
    return Fit::none;
}

}  // namespace

// A number or a date of birth says more than a name; an exact word more than the beginning of one,
// and that more than a sound.
int worth(Criterion::Kind kind, Fit fit) {
    if (fit == Fit::none) return 0;
    switch (kind) {
        case Criterion::Kind::word:
            switch (fit) {
                case Fit::exact:
                    return 10;
                case Fit::related:
                    return 7;
                case Fit::begins:
                    return 6;
                case Fit::slip:
                    return 5;
                case Fit::sound:
                case Fit::swapped:
                case Fit::near:
                case Fit::none:
                    return 3;
            }
            return 0;
        case Criterion::Kind::date:
            return fit == Fit::exact ? 12 : fit == Fit::swapped ? 9 : 5;
        case Criterion::Kind::years:
            return 4;
        case Criterion::Kind::postcode:
            return 8;
        case Criterion::Kind::number:
            return 20;
        case Criterion::Kind::address:
            return fit == Fit::exact ? 10 : 5;
    }
    return 0;
}

class WordSearch {
  public:
    WordSearch(const PersonIndex& index, const std::vector<Criterion>& criteria)
        : index_(index), criteria_(criteria) {}

    std::vector<WordFound> run(int need, std::size_t most) {
        for (at_ = 0; at_ < std::min(criteria_.size(), kMostCriteria); ++at_) {
            const Criterion& c = criteria_[at_];
            switch (c.kind) {
                case Criterion::Kind::word:
                    by_word(c);
                    break;
                case Criterion::Kind::date:
                    by_date(c);
                    break;
                case Criterion::Kind::postcode:
                    by_key(
                        key_of(key::postcode_only, index_.postcodes_.find(c.text)),
                        [&](const Row& r) { return index_.postcodes_.text(r.postcode) == c.text; });
                    break;
                case Criterion::Kind::number:
                    by_number(c);
                    break;
                case Criterion::Kind::address:
                    by_address(c);
                    break;
                case Criterion::Kind::years:
                    break;
            }
        }
        judge_dates();
        return best(need, most);
    }

  private:
    void fits(RowId row, Fit fit, TextId name) {
        const std::int64_t owner = index_.owner(row);
        auto found = of_owner_.find(owner);
        if (found == of_owner_.end()) {
            if (people_.size() >= kMostPeople) return;
            found = of_owner_.emplace(owner, people_.size()).first;
            people_.emplace_back();
            people_.back().owner = owner;
            first_row_.push_back(row);
        }
        FitOf& how = people_[found->second].how[at_];
        if (worth(criteria_[at_].kind, fit) > worth(criteria_[at_].kind, how.fit))
            how = {fit, name};
    }

    // Rows that the key gives and that really fit.
    template <class Judge>
    void by_key(std::uint64_t key, Judge judge, Fit fit = Fit::exact, TextId name = 0) {
        index_.by_key_.each(key, kMostOfName, [&](RowId row) {
            const Row& r = index_.rows_[row];
            if (!r.gone && judge(r)) fits(row, fit, name);
        });
    }

    bool has_name(const Row& row, TextId name) const {
        const auto is = [&](TextId whole) {
            if (whole == name) return true;
            const auto& parts = index_.parts_of(whole);
            return std::find(parts.begin(), parts.end(), name) != parts.end();
        };
        for (const TextId g : row.given)
            if (is(g)) return true;
        for (const TextId s : row.surname)
            if (is(s)) return true;
        if (row.extra == 0) return false;
        const Extra& extra = index_.extras_[row.extra - 1];
        return is(extra.given) || is(extra.surname);
    }

    void by_name(const Spelling& spelling) {
        by_key(
            key_of(key::any_name, spelling.name),
            [&](const Row& row) { return has_name(row, spelling.name); }, fit_of(spelling.likeness),
            spelling.name);
    }

    void by_word(const Criterion& c) {
        const auto whole = index_.names_.find(c.text);
        if (c.text.size() < 2) {  // one letter is a name that is that letter
            if (whole != 0) by_name({whole, Likeness::same});
            return;
        }
        std::vector<Spelling> spellings;
        for (const Use use : {Use::given, Use::surname}) {
            index_.names_.like(c.text, use, kMostSpellings, spellings);
            for (const auto& spelling : spellings) by_name(spelling);
        }
        spellings.clear();
        for (const Use use : {Use::given, Use::surname})
            index_.names_.beginning(c.text, use, kMostBeginnings, spellings);
        for (const auto& spelling : spellings)
            if (spelling.name != whole) by_name(spelling);
    }

    void by_date(const Criterion& c) {
        const auto on = [&](std::uint32_t date, Fit fit) {
            by_key(
                key_of(key::date_only, date),
                [&](const Row& r) { return r.date == date && !r.expects; }, fit);
        };
        on(c.date, Fit::exact);
        const std::uint32_t swapped = swapped_date(c.date);
        if (swapped != 0) on(swapped, Fit::swapped);
    }

    static std::uint32_t swapped_date(std::uint32_t date) {
        const std::uint32_t month = date >> 8 & 0xff, day = date & 0xff;
        if (day > 12 || day == month || day == 0) return 0;
        return (date & 0xffff0000U) | (day << 8) | month;
    }

    void by_number(const Criterion& c) {
        const std::uint64_t n = index_.find_number(c.text);
        if (n == 0) return;
        by_key(key_of(key::number, n), [&](const Row& r) {
            if (r.nhs == n || r.upn == n) return true;
            if (r.extra == 0) return false;
            const auto& ids = index_.extras_[r.extra - 1].identifiers;
            return std::find(ids.begin(), ids.end(), n) != ids.end();
        });
    }

    void by_address(const Criterion& c) {
        const TextId house = index_.houses_.find(c.house);
        for (TextId street = 1; street < index_.streets_.size(); ++street) {
            const auto text = index_.streets_.text(street);
            const bool same = text.starts_with(c.text) || text.ends_with(c.text) ||
                              (c.text.size() > 5 && linkage::osa(text, c.text, 1) <= 1);
            if (!same) continue;
            by_key(key_of(key::street_only, street), [&](const Row& r) {
                return r.street == street && (c.house.empty() || r.house == house);
            });
            if (!c.house.empty())
                by_key(
                    key_of(key::street_only, street),
                    [&](const Row& r) { return r.street == street; }, Fit::near);
        }
    }

    // Of people found by something else: is the date near, or in the years asked for?
    void judge_dates() {
        for (std::size_t i = 0; i < std::min(criteria_.size(), kMostCriteria); ++i) {
            const Criterion& c = criteria_[i];
            if (c.kind != Criterion::Kind::date && c.kind != Criterion::Kind::years) continue;
            for (std::size_t p = 0; p < people_.size(); ++p) {
                FitOf& how = people_[p].how[i];
                const Row& row = index_.rows_[first_row_[p]];
                if (how.fit != Fit::none || row.date == 0) continue;
                if (c.kind == Criterion::Kind::years) {
                    if (row.date >= c.date && row.date <= c.last) how.fit = Fit::exact;
                } else if (!row.expects) {
                    const int same = (key::year(row.date) == key::year(c.date)) +
                                     ((row.date >> 8 & 0xff) == (c.date >> 8 & 0xff)) +
                                     ((row.date & 0xff) == (c.date & 0xff));
                    if (same == 2) how.fit = Fit::near;
                }
            }
        }
    }

    std::vector<WordFound> best(int need, std::size_t most) {
        std::vector<WordFound> out;
        for (auto& person : people_) {
            for (std::size_t i = 0; i < std::min(criteria_.size(), kMostCriteria); ++i) {
                if (person.how[i].fit == Fit::none) continue;
                ++person.fits;
                person.score += worth(criteria_[i].kind, person.how[i].fit);
            }
            if (person.fits >= need) out.push_back(person);
        }
        const auto better = [](const WordFound& a, const WordFound& b) {
            if (a.fits != b.fits) return a.fits > b.fits;
            return a.score != b.score ? a.score > b.score : a.owner < b.owner;
        };
        if (out.size() > most) {
            std::nth_element(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(most),
                             out.end(), better);
            out.resize(most);
        }
        std::sort(out.begin(), out.end(), better);
        return out;
    }

    const PersonIndex& index_;
    const std::vector<Criterion>& criteria_;
    std::size_t at_ = 0;
    std::vector<WordFound> people_;
    std::vector<RowId> first_row_;
    std::unordered_map<std::int64_t, std::size_t> of_owner_;
};

std::vector<WordFound> search_words(const PersonIndex& index,
                                    const std::vector<Criterion>& criteria, int need,
                                    std::size_t most) {
    return WordSearch(index, criteria).run(need, most);
}

}  // namespace hearth::identity::index
