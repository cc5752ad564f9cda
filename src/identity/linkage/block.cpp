// Long because: the keys of every field, and what of a budget each may use, are one table.
#include "identity/linkage/block.h"

#include <algorithm>
#include <array>
#include <functional>

#include "identity/linkage/parallel.h"

namespace hearth::identity::linkage {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    std::uint64_t z = a * 0x9E3779B97F4A7C15ULL + b + 0x632BE59BD9B4E019ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

// 0 when any part is missing.
std::uint64_t key(std::initializer_list<std::uint64_t> parts) {
    std::uint64_t h = 7;
    for (const auto part : parts) {
        if (part == 0) return 0;
        h = mix(h, part);
    }
    return h == 0 ? 1 : h;
}

struct Parts {
    const Lexicon& lexicon;
    const Record& r;

    std::uint64_t given() const { return r.given[0]; }
    std::uint64_t surname() const { return r.surnames[0]; }
    std::uint64_t given_sound() const { return sound(r.given[0]); }
    std::uint64_t surname_sound() const { return sound(r.surnames[0]); }
    std::uint64_t sound(TextId id) const {
        if (id == 0) return 0;
        const auto s = lexicon.name(id).sound;
        return s != 0 ? s : 1000000007ULL + id;
    }
    std::uint64_t letter(TextId id) const {
        return id == 0 ? 0 : 1ULL + static_cast<unsigned char>(lexicon.names.text(id).front());
    }
    std::uint64_t given_letter() const { return letter(r.given[0]); }
    std::uint64_t surname_letter() const { return letter(r.surnames[0]); }
    bool dated() const { return r.dob.known() && r.dob.month != 0 && r.dob.day != 0; }
    std::uint64_t date() const { return dated() ? packed(r.dob) : 0; }
    // The same for a date whose day and month are swapped.
    std::uint64_t date_either() const {
        if (!dated()) return 0;
        PartialDate d = r.dob;
        if (d.month > d.day) std::swap(d.month, d.day);
        return packed(d);
    }
    std::uint64_t year() const {
        const auto& d = r.dob.known() ? r.dob : r.expected;
        return d.known() ? static_cast<std::uint64_t>(d.year) : 0;
    }
    std::uint64_t month_day() const { return dated() ? 1ULL + r.dob.month * 40ULL + r.dob.day : 0; }
    std::uint64_t year_month() const {
        return dated() ? 5000ULL + static_cast<std::uint64_t>(r.dob.year) * 13 + r.dob.month : 0;
    }
    std::uint64_t year_day() const {
        return dated() ? 5000ULL + static_cast<std::uint64_t>(r.dob.year) * 32 + r.dob.day : 0;
    }
    std::uint64_t postcode() const { return r.postcode; }
    std::uint64_t district() const {
        if (r.postcode == 0) return 0;
        const auto text = lexicon.postcodes.text(r.postcode);
        const auto gap = text.find(' ');
        const auto part =
            text.substr(0, gap != std::string_view::npos ? gap : (text.size() + 1) / 2);
        std::uint64_t h = 1;
        for (const char c : part) h = h * 131 + static_cast<unsigned char>(c);
        return h;
    }
    std::uint64_t street() const { return r.street; }
    std::uint64_t place() const {  // house and street, or the street when it has no number
        return r.address != 0 ? r.address : r.street != 0 ? 0x100000000ULL + r.street : 0;
    }
    std::uint64_t town() const { return r.town; }
};

using MakeKey = std::uint64_t (*)(const Parts&);
struct KeyRule {
    const char* name;
    MakeKey make;
};

std::uint64_t full_name(const Parts& p) {
    const auto a = std::min(p.given(), p.surname());
    const auto b = std::max(p.given(), p.surname());
    return key({a, b});
}

// Strictest first: a pair is compared under the first key that it shares.
const KeyRule kRules[] = {
    {"NHS number", [](const Parts& p) { return key({p.r.nhs}); }},
    {"unique pupil number", [](const Parts& p) { return key({p.r.upn}); }},
    {"identifier 1", [](const Parts& p) { return key({p.r.identifiers[0]}); }},
    {"identifier 2", [](const Parts& p) { return key({p.r.identifiers[1]}); }},
    {"identifier 3", [](const Parts& p) { return key({p.r.identifiers[2]}); }},
    {"date of birth, surname sound",
     [](const Parts& p) {
         return key({p.date_either(), p.surname_sound()});
     }},
    {"date of birth, given name sound",
     [](const Parts& p) {
         return key({p.date_either(), p.given_sound()});
     }},
    {"given name, surname (either way round)", full_name},
    {"date of birth, postcode",
     [](const Parts& p) {
         return key({p.date(), p.postcode()});
     }},
    {"postcode, given name",
     [](const Parts& p) {
         return key({p.postcode(), p.given()});
     }},
    {"postcode, surname sound",
     [](const Parts& p) {
         return key({p.postcode(), p.surname_sound()});
     }},
    {"name sounds, year of birth",
     [](const Parts& p) {
         return key({p.given_sound(), p.surname_sound(), p.year()});
     }},
    {"surname sound, month and day",
     [](const Parts& p) {
         return key({p.surname_sound(), p.month_day()});
     }},
    {"given name, month and day",
     [](const Parts& p) {
         return key({p.given(), p.month_day()});
     }},
    {"given name, month and year",
     [](const Parts& p) {
         return key({p.given(), p.year_month()});
     }},
    {"surname, year and month",
     [](const Parts& p) {
         return key({p.surname(), p.year_month()});
     }},
    {"surname, year and day",
     [](const Parts& p) {
         return key({p.surname(), p.year_day()});
     }},
    {"address, given letter",
     [](const Parts& p) {
         return key({p.place(), p.given_letter()});
     }},
    {"date of birth, initials",
     [](const Parts& p) {
         return key({p.date(), p.given_letter(), p.surname_letter()});
     }},
    {"name sounds",
     [](const Parts& p) {
         return key({p.given_sound(), p.surname_sound()});
     }},
    {"date of birth, given letter",
     [](const Parts& p) {
         return key({p.date(), p.given_letter()});
     }},
    {"date of birth, surname letter",
     [](const Parts& p) {
         return key({p.date(), p.surname_letter()});
     }},
    {"date of birth, town",
     [](const Parts& p) {
         return key({p.date(), p.town()});
     }},
    {"postcode", [](const Parts& p) { return key({p.postcode()}); }},
    {"address", [](const Parts& p) { return key({p.place()}); }},
    {"date of birth", [](const Parts& p) { return key({p.date()}); }},
    {"surname, district",
     [](const Parts& p) {
         return key({p.surname(), p.district()});
     }},
    {"given name, district, year",
     [](const Parts& p) {
         return key({p.given(), p.district(), p.year()});
     }},
    {"surname, year",
     [](const Parts& p) {
         return key({p.surname(), p.year()});
     }},
    {"given name, town, year",
     [](const Parts& p) {
         return key({p.given(), p.town(), p.year()});
     }},
    {"surname, town",
     [](const Parts& p) {
         return key({p.surname(), p.town()});
     }},
    {"surname sound, given letter",
     [](const Parts& p) {
         return key({p.surname_sound(), p.given_letter()});
     }},
    {"given name sound, year",
     [](const Parts& p) {
         return key({p.given_sound(), p.year()});
     }},
    {"given name sound, town",
     [](const Parts& p) {
         return key({p.given_sound(), p.town()});
     }},
    {"given name, district",
     [](const Parts& p) {
         return key({p.given(), p.district()});
     }},
    {"district, year",
     [](const Parts& p) {
         return key({p.district(), p.year()});
     }},
    {"town, month and year",
     [](const Parts& p) {
         return key({p.town(), p.year_month()});
     }},
    {"surname sound", [](const Parts& p) { return key({p.surname_sound()}); }},
    {"initials, year",
     [](const Parts& p) {
         return key({p.given_letter(), p.surname_letter(), p.year()});
     }},
};
constexpr std::size_t kRuleCount = std::size(kRules);
constexpr std::size_t kNumberKeys = 5;  // the first of them

struct Entry {
    std::uint32_t hash, record;
};

// Sorted by hash, records in their order within one: two or three passes of a counting sort.
void sort_entries(std::vector<Entry>& entries) {
    std::vector<Entry> other(entries.size());
    for (const int shift : {0, 11, 22}) {
        std::array<std::size_t, 2049> starts{};
        for (const auto& e : entries) ++starts[((e.hash >> shift) & 2047U) + 1];
        for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
        for (const auto& e : entries) other[starts[(e.hash >> shift) & 2047U]++] = e;
        entries.swap(other);
    }
}

// take(i, j) of each run of entries with one hash; the entries are sorted.
template <class Take>
void each_block(const std::vector<Entry>& entries, Take take) {
    for (std::size_t i = 0; i < entries.size();) {
        std::size_t j = i;
        while (j < entries.size() && entries[j].hash == entries[i].hash) ++j;
        take(i, j);
        i = j;
    }
}

}  // namespace

Blocks::Blocks(const People& people, std::uint64_t budget, std::uint64_t all_pairs_up_to,
               std::size_t threads)
    : n_(people.records.size()), left_(people.left) {
    if (people.pairs() <= static_cast<double>(all_pairs_up_to)) {
        all_ = true;
        report_.push_back({"all pairs", static_cast<std::uint64_t>(people.pairs()), n_, n_, 0});
        return;
    }
    // Keys that nobody has are left out altogether.
    std::vector<std::size_t> used;
    for (std::size_t k = 0; k < kRuleCount; ++k) {
        std::size_t has = 0;
        const std::size_t step = std::max<std::size_t>(1, n_ / 2000);
        for (std::size_t i = 0; i < n_; i += step) {
            if (kRules[k].make({people.lexicon, people.records[i]}) != 0) ++has;
        }
        if (has > 0) used.push_back(k);
    }
    keys_ = used.size();
    if (n_ >= kLarge) {
        sketches_ = sketches(people);
        bits_needed_ = bits_needed(n_);
    }
    hashes_.assign(n_ * keys_, 0);
    in_parts(threads, n_, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            const Parts parts{people.lexicon, people.records[i]};
            for (std::size_t k = 0; k < keys_; ++k) {
                const auto h = kRules[used[k]].make(parts);
                hashes_[i * keys_ + k] = static_cast<std::uint32_t>(h ^ (h >> 32));
            }
        }
    });
    lists_.resize(keys_);
    report_.resize(keys_);
    const std::uint64_t most_pairs = 2 * budget / std::max<std::size_t>(1, keys_) + 1;
    in_parallel(threads, [&](std::size_t t) {
        for (std::size_t k = t; k < keys_; k += threads) {
            lists_[k].of_number = used[k] < kNumberKeys;
            report_[k].name = kRules[used[k]].name;
            make_list(k, most_pairs);
        }
    });
}

void Blocks::make_list(std::size_t k, std::uint64_t most_pairs) {
    std::vector<Entry> entries;
    entries.reserve(n_);
    for (std::size_t i = 0; i < n_; ++i) {
        const auto h = hashes_[i * keys_ + k];
        if (h != 0) entries.push_back({h, static_cast<std::uint32_t>(i)});
    }
    sort_entries(entries);
    // Pairs by size of block, to find the largest size that the budget bears.
    std::vector<std::uint64_t> pairs_of_size;
    each_block(entries, [&](std::size_t i, std::size_t j) {
        const std::size_t size = std::min<std::size_t>(j - i, 100'000);
        if (pairs_of_size.size() <= size) pairs_of_size.resize(size + 1);
        pairs_of_size[size] += static_cast<std::uint64_t>(j - i) * (j - i - 1) / 2;
    });
    std::size_t cap = 1;
    std::uint64_t sum = 0;
    while (cap + 1 < pairs_of_size.size() && sum + pairs_of_size[cap + 1] <= most_pairs) {
        sum += pairs_of_size[++cap];
    }
    auto& list = lists_[k];
    auto& report = report_[k];
    report.pairs = sum;
    report.records = entries.size();
    report.largest = cap;
    each_block(entries, [&](std::size_t i, std::size_t j) {
        if (j - i > cap) {
            ++report.blocks_left_out;
            for (std::size_t e = i; e < j; ++e) hashes_[entries[e].record * keys_ + k] = 0;
        } else if (j - i > 1) {
            list.starts.push_back(static_cast<std::uint32_t>(list.records.size()));
            for (std::size_t e = i; e < j; ++e) list.records.push_back(entries[e].record);
            list.ends.push_back(static_cast<std::uint32_t>(list.records.size()));
        }
    });
}

namespace {

struct SessionRule {
    const char* name;
    MakeKey make;
    std::initializer_list<Field> fixed;  // by the block, or going with what it fixes
};

const SessionRule kSessions[] = {
    {"full name",
     [](const Parts& p) {
         return key({p.given(), p.surname()});
     },
     {Field::given, Field::surname, Field::sex, Field::middle}},
    {"date of birth and surname",
     [](const Parts& p) {
         return key({p.date(), p.surname()});
     },
     {Field::dob, Field::surname}},
    {"date of birth and given name",
     [](const Parts& p) {
         return key({p.date(), p.given()});
     },
     {Field::dob, Field::given, Field::sex, Field::middle}},
    {"postcode and given name",
     [](const Parts& p) {
         return key({p.postcode(), p.given()});
     },
     {Field::postcode, Field::given, Field::sex, Field::middle, Field::address, Field::town,
      Field::uprn}},
    {"postcode and surname",
     [](const Parts& p) {
         return key({p.postcode(), p.surname()});
     },
     {Field::postcode, Field::surname, Field::address, Field::town, Field::uprn}},
    {"date of birth and postcode",
     [](const Parts& p) {
         return key({p.date(), p.postcode()});
     },
     {Field::dob, Field::postcode, Field::address, Field::town, Field::uprn}},
    {"NHS number", [](const Parts& p) { return key({p.r.nhs}); }, {Field::nhs}},
    {"unique pupil number", [](const Parts& p) { return key({p.r.upn}); }, {Field::upn}},
};

}  // namespace

TrainingPairs::TrainingPairs(const People& people, std::uint64_t pairs_each, std::size_t threads)
    : chosen_(std::size(kSessions)), threads_(threads) {
    const std::size_t n = people.records.size();
    in_parallel(threads, [&](std::size_t t) {
        for (std::size_t s = t; s < chosen_.size(); s += threads) {
            const auto& rule = kSessions[s];
            std::vector<Entry> entries;
            for (std::size_t i = 0; i < n; ++i) {
                const auto h = rule.make({people.lexicon, people.records[i]});
                if (h != 0) {
                    entries.push_back(
                        {static_cast<std::uint32_t>(h ^ (h >> 32)), static_cast<std::uint32_t>(i)});
                }
            }
            if (entries.size() < 2) continue;
            sort_entries(entries);
            std::uint64_t all = 0;
            each_block(entries, [&](std::size_t i, std::size_t j) {
                if (j - i <= 2000) all += static_cast<std::uint64_t>(j - i) * (j - i - 1) / 2;
            });
            if (all < 20) continue;
            // Whole blocks, chosen by their hash, about as many pairs as asked for.
            const double keep =
                std::min(1.0, static_cast<double>(pairs_each) / static_cast<double>(all));
            auto& chosen = chosen_[s];
            chosen.used = true;
            chosen.learns.fill(true);
            for (const auto field : rule.fixed) {
                chosen.learns[static_cast<std::size_t>(field)] = false;
            }
            each_block(entries, [&](std::size_t i, std::size_t j) {
                const double place =
                    static_cast<double>(mix(entries[i].hash, 11) >> 40) / 16777216.0;
                if (j - i > 2000 || place >= keep) return;
                for (std::size_t a = i; a < j; ++a) {
                    for (std::size_t b = a + 1; b < j; ++b) {
                        const auto x = entries[a].record;
                        const auto y = entries[b].record;
                        if (people.two_files() && (x < people.left) == (y < people.left)) continue;
                        chosen.pairs.push_back({x, y});
                    }
                }
            });
        }
    });
    std::erase_if(chosen_, [](const Chosen& c) { return !c.used; });
}

std::vector<Session> TrainingPairs::sessions(const People& people) const {
    std::vector<Session> sessions(chosen_.size());
    in_parallel(threads_, [&](std::size_t t) {
        CompareCache cache;
        for (std::size_t s = t; s < chosen_.size(); s += threads_) {
            auto& session = sessions[s];
            session.learns = chosen_[s].learns;
            session.prior = {0.3, 0.1, 0.02, 0.58};
            session.seen.resize(chosen_[s].pairs.size());
            for (std::size_t i = 0; i < session.seen.size(); ++i) {
                const auto& pair = chosen_[s].pairs[i];
                compare(people.lexicon, people.records[pair.a], people.records[pair.b], cache,
                        session.seen[i]);
            }
        }
    });
    return sessions;
}

}  // namespace hearth::identity::linkage
