#include "identity/people.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace bench {
namespace {

using hearth::Date;
using hearth::Random;

struct District {
    std::string_view name, outward, towns;
    std::array<double, 6> groups;  // of the families, as kGroups
};
constexpr std::array<District, 12> kDistricts = {{
    {"Blackpool", "FY", "Blackpool|Bispham|Layton", {80, 2, 5, 3, 3, 7}},
    {"Blackburn", "BB", "Blackburn|Darwen|Rishton", {55, 1, 3, 34, 2, 5}},
    {"Burnley", "BN", "Burnley|Padiham", {72, 1, 3, 18, 2, 4}},
    {"Preston", "PR", "Preston|Fulwood|Penwortham", {68, 2, 4, 16, 5, 5}},
    {"Lancaster", "LA", "Lancaster|Morecambe|Carnforth", {85, 3, 4, 3, 2, 3}},
    {"Bolton", "BL", "Bolton|Farnworth|Horwich", {68, 2, 4, 16, 7, 3}},
    {"Bradford", "BD", "Bradford|Shipley|Keighley", {52, 1, 3, 34, 4, 6}},
    {"Luton", "LU", "Luton|Dunstable", {44, 1, 7, 26, 12, 10}},
    {"Flint", "CH", "Flint|Mold|Buckley", {42, 46, 3, 3, 2, 4}},
    {"Leeds", "LS", "Leeds|Morley|Otley", {68, 2, 5, 12, 7, 6}},
    {"Peterborough", "PE", "Peterborough|Wisbech|March", {66, 1, 3, 9, 4, 17}},
    {"Croydon", "CR", "Croydon|Thornton Heath|Purley", {48, 2, 5, 15, 24, 6}},
}};
constexpr std::string_view kStreets =
    "Victoria Church Station Park Mill School London Albert Queen King Chapel Grange Manor "
    "Springfield "
    "Windsor Alexandra Highfield Stanley Clarence Whitegate Talbot Lytham Central Devonshire "
    "Cambridge "
    "Oxford Warwick Hornby Preston Leeds Bolton Regent Palatine Lancaster York Durham Derby "
    "Norfolk "
    "Moss Meadow Lime Cedar Beech Ash Elm Willow Poplar Hawthorn Laburnum Acacia Rowan Maple "
    "Sycamore "
    "Bridge River Canal Quarry Hill Moor Heath Common Green Orchard Garden Rectory Abbey Priory "
    "Castle";
constexpr std::string_view kRoads =
    "Road Street Avenue Drive Lane Close Grove Crescent Terrace Place Gardens Way";
constexpr std::string_view kUnit = "ABDEFGHJLNPQRSTUWXYZ";  // letters that end a postcode

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (const auto word : hearth::words(text)) out.emplace_back(word);
    return out;
}

std::string check_digit(const std::string& nine) {
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += (nine[i] - '0') * static_cast<int>(10 - i);
    const int check = (11 - sum % 11) % 11;
    return check == 10 ? std::string() : std::to_string(check);
}

std::string padded(std::int64_t n, std::size_t figures) {
    std::string s = std::to_string(n);
    return s.size() < figures ? std::string(figures - s.size(), '0') + s : s;
}

}  // namespace

Families::List Families::list_of(std::string_view text, double skew) {
    List list{words_of(text), {}};
    double sum = 0;
    for (std::size_t i = 0; i < list.names.size(); ++i)
        list.up_to.push_back(sum += 1 / std::pow(static_cast<double>(i) + 2.5, skew));
    return list;
}

const std::string& Families::draw(Random& random, const List& list) {
    const double at = random.unit() * list.up_to.back();
    const auto found = std::lower_bound(list.up_to.begin(), list.up_to.end(), at);
    return list.names[static_cast<std::size_t>(found - list.up_to.begin())];
}

Families::Families(std::uint64_t seed) : seed_(seed), households_(kDistricts.size(), 0) {
    for (const Names& names : kNames) {
        boys_.push_back(list_of(names.boys, 0.75));
        girls_.push_back(list_of(names.girls, 0.75));
        men_.push_back(list_of(names.men, 0.85));
        women_.push_back(list_of(names.women, 0.85));
        surnames_.push_back(list_of(names.surnames, 0.8));
    }
    first_parts_ = list_of(kFirstParts, 0.2);
    last_parts_ = list_of(kLastParts, 0.5);
}

std::string_view Families::district_name(std::size_t district) {
    return kDistricts[district].name;
}

std::string Families::given_name(Random& random, Group group, bool boy, bool child) const {
    const auto g = static_cast<std::size_t>(group);
    // Many families of Wales and Ireland use the names that everybody does.
    const bool shared = (group == Group::welsh || group == Group::irish) && random.chance(0.5);
    const std::size_t from = shared ? 0 : g;
    std::string name =
        draw(random, child ? (boy ? boys_ : girls_)[from] : (boy ? men_ : women_)[from]);
    if (group == Group::south_asian && child && boy && random.chance(0.10) &&
        name.find("ham") == std::string::npos)
        name = "Muhammad " + name;
    if (group == Group::english && child && !boy && random.chance(0.03)) name += "-Rose";
    return name;
}

std::string Families::surname(Random& random, Group group) const {
    const auto g = static_cast<std::size_t>(group);
    const double rare = group == Group::english ? 0.34 : group == Group::welsh ? 0.10 : 0.0;
    if (random.chance(rare)) {
        std::string first = draw(random, first_parts_), last = draw(random, last_parts_);
        if (first.back() == last.front()) first.pop_back();
        return first + last;
    }
    std::string name = draw(random, surnames_[g]);
    if (random.chance(group == Group::english ? 0.03 : 0.01))
        name += "-" + draw(random, surnames_[g]);
    return name;
}

// Every household of a district has an address of its own; twelve or so share a postcode.
Address Families::address_of(std::size_t district, std::int64_t household) const {
    static const std::vector<std::string> streets = words_of(kStreets), roads = words_of(kRoads);
    const District& d = kDistricts[district];
    const std::int64_t street = household / 24, postcode = household / 12;
    std::uint64_t h = static_cast<std::uint64_t>(street) * 0x9e3779b97f4a7c15u + district;
    h ^= h >> 29;
    Address a;
    a.district = district;
    a.house = std::to_string(household % 24 * 2 + 1 + static_cast<std::int64_t>(h % 3) * 14);
    if (household % 24 == 7) a.house = "Flat " + std::to_string(household / 24 % 6 + 1);
    if (household % 24 == 9) a.house += "A";
    a.street = streets[h / 7 % streets.size()] + " " + roads[h / 911 % roads.size()];
    const auto towns = hearth::split(d.towns, '|');
    a.town = towns[h / 31 % towns.size()];
    const std::int64_t outward = postcode % 19 + 1, sector = postcode / 19 % 9 + 1;
    const auto unit = static_cast<std::size_t>(postcode / 171);
    a.postcode = std::string(d.outward) + std::to_string(outward + 19 * (postcode / 68400)) + " " +
                 std::to_string(sector) + kUnit[unit * 7 % 20] + kUnit[unit / 20 % 20];
    return a;
}

Address Families::new_address(Random& random, std::size_t district) const {
    const std::size_t to = random.chance(0.8) ? district : random.index(kDistricts.size());
    return address_of(to, random.uniform(std::int64_t{0}, households_[to] + 400));
}

void Families::number(Random& random, Person& p) {
    p.id = ++people_;
    const bool known = p.child ? random.chance(0.85) : random.chance(0.5);
    if (known && p.born) {
        // Numbers that begin with 9 are nobody's.
        std::string nine = "9" + padded((people_ * 7368787 + 1234567) % 100000000, 8);
        const std::string check = check_digit(nine);
        if (!check.empty()) p.nhs = nine + check;
    }
    if (p.child && p.born && hearth::age_in_years(*p.born, kToday) >= 4 && random.chance(0.8)) {
        constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
        const std::string twelve =
            padded(880 + static_cast<std::int64_t>(p.home.district), 3) + padded(people_, 9);
        std::size_t sum = 0;
        for (std::size_t i = 0; i < twelve.size(); ++i)
            sum += static_cast<std::size_t>(twelve[i] - '0') * (i + 2);
        p.upn = kLetters[sum % 23] + twelve;
    }
}

Person Families::somebody(Random& random, Group group, bool child, bool boy,
                          const std::string& surname, const Address& home) {
    Person p;
    p.group = group;
    p.child = child;
    p.surname = surname;
    p.home = home;
    p.sex = boy ? "M" : "F";
    p.given = given_name(random, group, boy, child);
    if (random.chance(child ? 0.6 : 0.45)) p.middle = given_name(random, group, boy, false);
    if (p.middle == p.given) p.middle.clear();
    return p;
}

std::vector<Person> Families::next() {
    Random random = Random(seed_).fork(static_cast<std::uint64_t>(++families_));
    const std::size_t district = random.index(kDistricts.size());
    const auto group =
        static_cast<Group>(random.weighted(std::span<const double>(kDistricts[district].groups)));
    const Address home = address_of(district, households_[district]++);
    const std::string fathers = surname(random, group);
    const bool apart = random.chance(0.3);
    std::string mothers = random.chance(0.55) ? fathers : surname(random, group);
    // Women of these groups often have a name of their own.
    if (group == Group::south_asian && random.chance(0.5)) {
        constexpr std::array<std::string_view, 5> kWomen = {"Begum", "Bibi", "Kaur", "Akhtar",
                                                            "Khatun"};
        mothers = random.pick(kWomen);
    }
    std::vector<Person> all;
    const int mothers_age = random.uniform(20, 46);
    const bool mother = random.chance(0.93), father = random.chance(0.7);
    const auto born_at = [&](int age) { return kToday - (age * 365 + random.uniform(0, 364)); };
    Person m = somebody(random, group, false, false, mothers, home);
    m.born = born_at(mothers_age);
    if (mothers == fathers || random.chance(0.2)) m.previous = surname(random, group);
    Person f = somebody(random, group, false, true, fathers, home);
    f.born = born_at(mothers_age + random.uniform(-3, 8));
    if (apart) f.home = new_address(random, district);
    if (mother) all.push_back(m);
    if (father) all.push_back(f);

    constexpr std::array<double, 6> kChildren = {30, 35, 20, 9, 4, 2};
    const std::size_t births = 1 + random.weighted(std::span<const double>(kChildren));
    // The elder children may have another father.
    const std::size_t half = births > 1 && random.chance(0.18) ? 1 + random.index(births - 1) : 0;
    const std::string elder_surname = half > 0 ? surname(random, group) : std::string();
    const bool fathers_name = random.chance(0.8);
    int age_days = random.uniform(0, 17 * 365 - 1);
    std::vector<Person> children;
    for (std::size_t i = 0; i < births; ++i) {
        const bool elder = i >= births - half;
        const std::string& name = elder ? elder_surname : fathers_name ? fathers : mothers;
        const Address& lives = apart && father && random.chance(0.1) ? f.home : home;
        Person child = somebody(random, group, true, random.chance(0.5), name, lives);
        // Nobody gives two of their children one name.
        const auto named = [&](const std::string& given) {
            return std::any_of(children.begin(), children.end(),
                               [&](const Person& other) { return other.given == given; });
        };
        while (named(child.given)) child.given = given_name(random, group, child.sex == "M", true);
        child.born = kToday - age_days;
        child.other_surname = fathers_name ? mothers : fathers;
        if (random.chance(0.06)) child.previous = elder ? mothers : child.other_surname;
        const bool twins = random.chance(0.016);
        child.twin = twins;
        children.push_back(child);
        if (twins) {
            Person other = somebody(random, group, true, random.chance(0.5), name, lives);
            while (named(other.given) || other.given == child.given)
                other.given = given_name(random, group, other.sex == "M", true);
            other.born = child.born;
            other.other_surname = child.other_surname;
            other.twin = true;
            children.push_back(other);
        }
        age_days += random.uniform(330, 1700);
        if (age_days >= 18 * 365) break;
    }
    if (mother && random.chance(0.04)) {  // a child is expected
        Person unborn = somebody(random, group, true, random.chance(0.5), mothers, home);
        unborn.expected = kToday - 60 + random.uniform(0, 200);
        unborn.really_born = *unborn.expected + static_cast<int>(random.normal(-5, 11));
        unborn.other_surname = fathers;
        children.push_back(unborn);
    }
    std::reverse(children.begin(), children.end());
    for (Person& child : children) all.push_back(std::move(child));
    if (random.chance(0.35)) {  // all have moved
        const Address before = new_address(random, district);
        for (Person& p : all)
            if (p.home.house == home.house) p.before = before;
    }
    for (Person& p : all) number(random, p);
    return all;
}

}  // namespace bench
