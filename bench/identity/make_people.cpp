// Writes a register of invented people, dirty contacts about them, and a dirty register with
// duplicates, with the truth beside each row. See docs/identity.md for how they are used.
//
//   make_people --people 300000 --seed 1 --out FOLDER [--contacts 10000]
//
// register.csv   one row a person (--sources: some have a second, from an earlier address or name)
// contacts.csv   what somebody might ring in about them: `category` says what is wrong with it;
//                `person` is empty when nobody on the register is meant; `relative` is then the
//                sibling or twin who is on it
// duplicates.csv register.csv and a dirty second or third row for about a fifth of the people
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "base/csv.h"
#include "base/text.h"
#include "identity/people.h"

namespace {

using bench::Address;
using bench::Families;
using bench::Group;
using bench::Person;
using hearth::Date;
using hearth::Random;

struct Row {
    std::string given, middle, surname, previous, sex, dob, expected, house, address, town,
        postcode, nhs, upn;
};

void put_address(Row& row, const Address& a) {
    row.house = a.house;
    row.address = a.street;
    row.town = a.town;
    row.postcode = a.postcode;
}

Row register_row(Random& random, const Person& p) {
    Row row;
    row.given = p.given;
    row.middle = p.middle;
    row.surname = p.surname;
    row.previous = p.previous;
    row.sex = p.sex;
    if (p.expected) {
        constexpr std::array<std::string_view, 4> kNames = {"Unborn", "Baby", "", "Unborn baby"};
        row.given = random.pick(kNames);
        row.middle.clear();
        row.sex = "U";
        row.expected = p.expected->iso();
    } else {
        row.dob = p.born->iso();
        if (!p.child && random.chance(0.06)) row.dob.clear();
    }
    put_address(row, p.home);
    if (random.chance(0.03)) row.postcode.clear();
    row.nhs = p.nhs;
    row.upn = p.upn;
    return row;
}

// ---- mistakes
// ------------------------------------------------------------------------------------

std::string mistype(Random& random, std::string word) {
    if (word.size() < 3) return word + static_cast<char>('a' + random.uniform(0, 25));
    const std::size_t at = 1 + random.index(word.size() - 1);
    const char letter = static_cast<char>('a' + random.uniform(0, 25));
    switch (random.uniform(0, 4)) {
        case 0:
            word.erase(at, 1);
            break;
        case 1:
            word.insert(at, 1, letter);
            break;
        case 2:
            word[at] = word[at] == letter ? 'x' : letter;
            break;
        case 3:
            if (at + 1 < word.size() && word[at] != word[at + 1])
                std::swap(word[at], word[at + 1]);
            else
                word.erase(at, 1);
            break;
        default:
            word.insert(at, 1, word[at]);
    }
    return word;
}

// As somebody spells it who has only heard it.
std::string misheard(Random& random, const std::string& word) {
    constexpr std::array<std::array<std::string_view, 2>, 34> kSounds = {{
        {"ph", "f"},  {"f", "ph"},  {"ck", "k"},  {"c", "k"},  {"k", "c"},   {"ie", "y"},
        {"y", "ie"},  {"ee", "ea"}, {"ea", "ee"}, {"ou", "u"}, {"oo", "u"},  {"u", "oo"},
        {"s", "z"},   {"z", "s"},   {"ll", "l"},  {"l", "ll"}, {"nn", "n"},  {"n", "nn"},
        {"tt", "t"},  {"ss", "s"},  {"mm", "m"},  {"e", ""},   {"ai", "ay"}, {"ay", "ai"},
        {"ei", "ie"}, {"sh", "ch"}, {"v", "w"},   {"w", "v"},  {"q", "k"},   {"kh", "k"},
        {"a", "e"},   {"i", "e"},   {"o", "u"},   {"h", ""},
    }};
    for (int tries = 0; tries < 40; ++tries) {
        const auto& [from, to] = random.pick(kSounds);
        const auto at = word.find(from, 1);
        if (at == std::string::npos) continue;
        std::string out = word;
        return out.replace(at, from.size(), to);
    }
    return mistype(random, word);
}

std::string short_for(Random& random, const std::string& given) {
    std::vector<std::string> choices;
    for (const auto line : bench::kShort) {
        const auto names = hearth::words(line);
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] != given) continue;
            if (i == 0)
                for (std::size_t k = 1; k < names.size(); ++k) choices.emplace_back(names[k]);
            else
                choices.emplace_back(names[0]);
        }
    }
    return choices.empty() ? std::string() : random.pick(choices);
}

// A date that somebody got wrong in one part.
Date near_date(Random& random, Date born) {
    for (;;) {
        int year = born.year(), month = born.month(), day = born.day();
        switch (random.uniform(0, 4)) {
            case 0:
                day += random.chance(0.5) ? 1 : -1;
                break;
            case 1:
                day = day > 9 ? day % 10 * 10 + day / 10 : day + 10;
                break;
            case 2:
                month += random.chance(0.5) ? 1 : -1;
                break;
            case 3:
                year += random.chance(0.5) ? 1 : -1;
                break;
            default:
                day = random.uniform(1, 28);
        }
        const auto date = Date::from(year, month, day);
        if (date && *date != born && *date < bench::kToday + 300) return *date;
    }
}

std::string shift_address(Random& random, std::string street) {
    constexpr std::array<std::array<std::string_view, 2>, 5> kShort = {{{" Road", " Rd"},
                                                                        {" Street", " St"},
                                                                        {" Avenue", " Ave"},
                                                                        {" Drive", " Dr"},
                                                                        {" Close", " Cl"}}};
    for (const auto& [from, to] : kShort)
        if (street.ends_with(from) && random.chance(0.5))
            street.replace(street.size() - from.size(), from.size(), to);
    return random.chance(0.05) ? mistype(random, street) : street;
}

enum class Error {
    none,
    given_typo,
    surname_typo,
    misheard,
    nickname,
    initial,
    dob_error,
    day_month,
    dob_missing,
    moved,
    surname_changed,
    swapped,
    middle_first,
    hyphen_part
};

class Contacts {
  public:
    explicit Contacts(const Families& families) : families_(families) {}

    // What is known of the person, before anything is wrong with it.
    Row truth(Random& random, const Person& p) const {
        Row row;
        row.given = p.given;
        if (random.chance(0.35)) row.middle = p.middle;
        row.surname = p.surname;
        if (random.chance(0.85)) row.sex = random.chance(0.01) ? (p.sex == "M" ? "F" : "M") : p.sex;
        row.dob = (p.expected ? p.really_born : *p.born).iso();
        put_address(row, p.before && random.chance(0.12) ? *p.before : p.home);
        row.address = shift_address(random, row.address);
        if (random.chance(0.15)) row.house.clear(), row.address.clear(), row.town.clear();
        if (random.chance(0.12)) row.postcode.clear();
        if (!random.chance(0.12))
            row.nhs.clear();
        else
            row.nhs = p.nhs;
        if (random.chance(0.05)) row.upn = p.upn;
        return row;
    }

    // False when this person cannot have this error (no nickname, no hyphen).
    bool apply(Random& random, const Person& p, Error error, Row& row) const {
        const auto replace = [](std::string& field, std::string with) {
            const bool changed = !with.empty() && with != field;
            if (changed) field = std::move(with);
            return changed;
        };
        switch (error) {
            case Error::none:
                return true;
            case Error::given_typo:
                return replace(row.given, mistype(random, row.given));
            case Error::surname_typo:
                return replace(row.surname, mistype(random, row.surname));
            case Error::misheard:
                return random.chance(0.5) ? replace(row.given, misheard(random, row.given))
                                          : replace(row.surname, misheard(random, row.surname));
            case Error::nickname:
                return replace(row.given, short_for(random, p.given));
            case Error::initial:
                row.middle.clear();
                return replace(row.given, row.given.substr(0, 1));
            case Error::dob_error: {
                const auto date = Date::parse(row.dob);
                return date && replace(row.dob, near_date(random, *date).iso());
            }
            case Error::day_month: {
                const auto d = Date::parse(row.dob);
                const auto other = d ? Date::from(d->year(), d->day(), d->month()) : std::nullopt;
                return other && replace(row.dob, other->iso());
            }
            case Error::dob_missing:
                row.dob.clear();
                return true;
            case Error::moved:
                put_address(row, families_.new_address(random, p.home.district));
                return true;
            case Error::surname_changed:
                return replace(row.surname, !p.previous.empty() ? p.previous
                                            : !p.other_surname.empty()
                                                ? p.other_surname
                                                : families_.surname(random, p.group));
            case Error::swapped:
                std::swap(row.given, row.surname);
                return true;
            case Error::middle_first:
                if (p.middle.empty()) return false;
                row.middle = random.chance(0.5) ? row.given : std::string();
                return replace(row.given, p.middle);
            case Error::hyphen_part: {
                const auto dash = row.surname.find('-');
                if (dash == std::string::npos) return false;
                return replace(row.surname, random.chance(0.5) ? row.surname.substr(0, dash)
                                                               : row.surname.substr(dash + 1));
            }
        }
        return false;
    }

    // A row with the mistakes of a category drawn at random, and the category's name.
    std::pair<std::string, Row> dirty(Random& random, const Person& p) const {
        struct Category {
            std::string_view name;
            double weight;
            int errors;
            Error only;
        };
        static constexpr std::array<Category, 16> kCategories = {{
            {"clean", 14, 1, Error::none},
            {"given typo", 8, 1, Error::given_typo},
            {"surname typo", 8, 1, Error::surname_typo},
            {"misheard", 6, 1, Error::misheard},
            {"nickname", 24, 1, Error::nickname},
            {"initial", 4, 1, Error::initial},
            {"dob error", 7, 1, Error::dob_error},
            {"day and month", 5, 1, Error::day_month},
            {"dob missing", 6, 1, Error::dob_missing},
            {"moved", 10, 1, Error::moved},
            {"surname changed", 5, 1, Error::surname_changed},
            {"swapped", 4, 1, Error::swapped},
            {"middle name first", 4, 1, Error::middle_first},
            {"part of surname", 18, 1, Error::hyphen_part},
            {"two errors", 9, 2, Error::none},
            {"three errors", 3, 3, Error::none},
        }};
        static const std::vector<double> weights = [] {
            std::vector<double> w;
            for (const auto& c : kCategories) w.push_back(c.weight);
            return w;
        }();
        if (p.expected) {
            Row row = truth(random, p);
            if (random.chance(0.4)) row.surname = p.other_surname;
            return {"unborn now born", row};
        }
        for (;;) {
            const auto& category = kCategories[random.weighted(weights)];
            Row row = truth(random, p);
            if (category.errors == 1) {
                if (!apply(random, p, category.only, row)) continue;
                return {std::string(category.name), row};
            }
            std::vector<Error> errors = {
                Error::given_typo, Error::surname_typo, Error::misheard,
                Error::nickname,   Error::dob_error,    Error::day_month,
                Error::moved,      Error::dob_missing,  Error::surname_changed};
            random.shuffle(errors);
            int made = 0;
            for (const Error e : errors)
                if (made < category.errors && apply(random, p, e, row)) ++made;
            return {std::string(category.name), row};
        }
    }

  private:
    const Families& families_;
};

// ---- files
// ---------------------------------------------------------------------------------------

class File {
  public:
    File(const std::filesystem::path& path, std::string_view first_columns)
        : file_(std::fopen(path.c_str(), "wb")), writer_(text_, hearth::CsvGuard::none) {
        if (file_ == nullptr) throw std::runtime_error("cannot write " + path.string());
        text_ = std::string(first_columns) +
                ",given,middle,surname,previous,sex,dob,expected,house,address,town,postcode,nhs,"
                "upn,group,district\r\n";
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        flush();
        std::fclose(file_);
    }
    void put(std::initializer_list<std::string_view> first, const Row& r, const Person& p) {
        for (const auto cell : first) writer_.cell(cell);
        for (const auto& cell : {r.given, r.middle, r.surname, r.previous, r.sex, r.dob, r.expected,
                                 r.house, r.address, r.town, r.postcode, r.nhs, r.upn})
            writer_.cell(cell);
        writer_.cell(bench::kGroups[static_cast<std::size_t>(p.group)]);
        writer_.cell(Families::district_name(p.home.district));
        writer_.end_row();
        if (text_.size() > (std::size_t{1} << 20)) flush();
    }

  private:
    void flush() {
        if (std::fwrite(text_.data(), 1, text_.size(), file_) != text_.size())
            throw std::runtime_error("the disk is full");
        text_.clear();
    }
    std::FILE* file_;
    std::string text_;
    hearth::CsvWriter writer_;
};

struct Options {
    std::int64_t people = 300000, contacts = 10000;
    std::uint64_t seed = 1;
    std::filesystem::path out = ".";
    bool sources = false;
};

void run(const Options& o) {
    std::filesystem::create_directories(o.out);
    File reg(o.out / "register.csv", "id,person"), dup(o.out / "duplicates.csv", "id,person"),
        con(o.out / "contacts.csv", "query,person,relative,category");
    Families families(o.seed);
    const Contacts contacts(families);
    std::int64_t rows = 0, queries = 0;
    const auto share = [&](double of_contacts, double of_people) {
        return of_contacts * static_cast<double>(o.contacts) /
               (of_people * static_cast<double>(o.people));
    };
    const auto contact = [&](Random& random, const Person& p, bool known, std::int64_t relative,
                             std::string_view as) {
        auto [category, row] = contacts.dirty(random, p);
        if (!as.empty()) category = as;
        con.put({"q" + std::to_string(++queries), known ? std::to_string(p.id) : "",
                 relative != 0 ? std::to_string(relative) : "", category},
                row, p);
    };
    while (rows < o.people) {
        auto family = families.next();
        Random random =
            Random(o.seed)
                .fork(static_cast<std::uint64_t>(family.empty() ? 0 : family.front().id))
                .fork("contacts");
        if (family.empty()) continue;
        if (random.chance(share(0.05, 0.25))) {  // nobody of this family is on the register
            contact(random, random.pick(family), false, 0, "unknown person");
            continue;
        }
        // One of them may not be on it.
        std::size_t unknown = family.size();
        const auto& last = family.back();
        const auto twin =
            std::find_if(family.begin(), family.end(), [](const Person& p) { return p.twin; });
        const bool sibling = family.size() > 1 && last.child && family[family.size() - 2].child &&
                             !last.twin && last.born;
        if (twin != family.end() && twin + 1 != family.end() &&
            random.chance(share(0.02, 0.0075))) {
            unknown = static_cast<std::size_t>(twin - family.begin());
            contact(random, *twin, false, (twin + 1)->id, "unknown twin");
        } else if (sibling && random.chance(share(0.05, 0.13))) {
            unknown = family.size() - 1;
            contact(random, last, false, family[unknown - 1].id, "unknown sibling");
        }
        for (std::size_t i = 0; i < family.size(); ++i) {
            const Person& p = family[i];
            if (i == unknown) continue;
            Row row = register_row(random, p);
            const std::string person = std::to_string(p.id);
            ++rows;
            reg.put({person + "-1", person}, row, p);
            dup.put({person + "-1", person}, row, p);
            const double wanted = p.expected ? share(0.03, 0.0135) : share(0.85, 1.0);
            if (random.chance(wanted)) contact(random, p, true, 0, {});
            if (o.sources && p.before && random.chance(0.4)) {
                put_address(row, *p.before);
                if (!p.previous.empty()) row.surname = p.previous;
                reg.put({person + "-4", person}, row, p);
            }
            if (!p.expected) {
                const double u = random.unit();
                for (int k = 2; k <= (u < 0.04 ? 3 : u < 0.2 ? 2 : 1); ++k)
                    dup.put({person + "-" + std::to_string(k), person},
                            contacts.dirty(random, p).second, p);
            }
        }
    }
    std::fprintf(stderr, "%lld people, %lld contacts\n", static_cast<long long>(rows),
                 static_cast<long long>(queries));
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
        if (name == "--sources")
            o.sources = true;
        else if (value != nullptr && name == "--people")
            o.people = std::atoll(value), ++i;
        else if (value != nullptr && name == "--contacts")
            o.contacts = std::atoll(value), ++i;
        else if (value != nullptr && name == "--seed")
            o.seed = static_cast<std::uint64_t>(std::atoll(value)), ++i;
        else if (value != nullptr && name == "--out")
            o.out = value, ++i;
        else {
            std::fprintf(stderr,
                         "make_people --people N --contacts N --seed N --out FOLDER [--sources]\n");
            return 2;
        }
    }
    try {
        run(o);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_people: %s\n", error.what());
        return 3;
    }
    return 0;
}
