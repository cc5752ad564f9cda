#include "record/demo/story.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace hearth::record::demo {
namespace {

constexpr ThemeFacts kThemesFacts[kThemes] = {
    {"Alcohol and domestic abuse", "N1", "EMO", "1B|3B|4B|17A", "6|6|2A|3D|8", true, true, false,
     0.19},
    {"Domestic abuse", "N1", "EMO", "3B|3C|17A", "6|6|6|2A|3B|4", false, true, false, 0.2},
    {"A parent's depression", "N3", "NEG", "4B|16A", "2A|3B|3A|1A|8", false, false, true, 0.15},
    {"Neglect", "N1", "NEG", "16A|4B|5B", "2A|2A|3B|3C|4|1D", false, false, true, 0.18},
    {"Drugs", "N1", "NEG", "2B|16A|3B", "6|2A|7|3E|1D", true, false, false, 0.1},
    {"Exploitation outside the home", "N1", "EMO", "24A|10A|13A|2A", "6|2A|5B|7|1A", false, false,
     false, 0.06},
    {"Physical harm", "N1", "PHY", "18B|14A", "2A|3E|2A|3A|9", false, false, false, 0.06},
    {"Parents in conflict", "N5", "EMO", "17A|14A", "7|2A|1A|5A|9", false, false, true, 0.06},
};

double clamp10(double x) {
    return std::clamp(x, 0.0, 10.0);
}

}  // namespace

const ThemeFacts& facts(Theme theme) {
    return kThemesFacts[static_cast<std::size_t>(theme)];
}

double Story::risk(Date on) const {
    const double length = std::max(60, until - from);
    const double t = std::clamp((on - from) / length, 0.0, 1.0);
    // A wobble that follows from the date alone, so that a line is not drawn with a ruler.
    const double wobble = 0.5 * std::sin(static_cast<double>(on.days) / 11.0);
    switch (arc) {
        case Arc::improving:
            return clamp10(7.4 - 4.6 * t + wobble);
        case Arc::relapse: {
            const double since = on - relapse;
            const double bump = since >= 0 ? 3.6 * std::exp(-since / 45.0) : 0.0;
            return clamp10(7.2 - 4.4 * t + bump + wobble);
        }
        case Arc::stuck:
            return clamp10(6.3 - 0.6 * t + wobble);
        case Arc::worsening:
            return clamp10(5.6 + 2.4 * t + wobble);
    }
    return 5;
}
double Story::readiness(Date on) const {
    return clamp10(10.2 - risk(on));
}
double Story::importance(Date on) const {
    return clamp10(10.9 - 0.75 * risk(on));
}
double Story::confidence(Date on) const {
    return clamp10(9.2 - risk(on));
}
Level Story::level(Date on) const {
    const double r = risk(on);
    return r >= 6 ? Level::high : r >= 4 ? Level::middle : Level::low;
}

bool suits(Theme theme, const Household& house, Date on) {
    bool anybody = false, teenager = false;
    for (const int c : house.children) {
        const auto& child = house.people[static_cast<std::size_t>(c)];
        anybody = anybody || !child.unborn();
        teenager = teenager || child.age(on) >= 12;
    }
    switch (theme) {
        case Theme::neglect:
        case Theme::physical_harm:
            return anybody;
        case Theme::exploitation:
            return teenager;
        case Theme::conflict:
            return anybody && house.other_parent() != nullptr;
        case Theme::alcohol_and_abuse:
        case Theme::domestic_abuse:
        case Theme::depression:
        case Theme::drugs:
            return true;
    }
    return true;
}

Story make_story(Random& random, const Household& house, Date from, Date until) {
    Story s;
    double weights[kThemes];
    for (std::size_t i = 0; i < kThemes; ++i) weights[i] = kThemesFacts[i].weight;
    for (std::size_t i = 0; i < kThemes; ++i)
        if (!suits(static_cast<Theme>(i), house, until)) weights[i] = 0;
    if (house.other_parent() == nullptr) {
        weights[static_cast<std::size_t>(Theme::alcohol_and_abuse)] *= 0.2;
        weights[static_cast<std::size_t>(Theme::domestic_abuse)] *= 0.2;
    }
    s.theme = static_cast<Theme>(random.weighted(weights));
    static constexpr double kArcs[] = {0.46, 0.24, 0.18, 0.12};
    s.arc = static_cast<Arc>(random.weighted(kArcs));
    s.from = from;
    s.until = until;
    s.relapse = from + static_cast<int>((until - from) * random.between(0.35, 0.75));
    return s;
}

Voice::Voice(Random& random, const Household& house, Date today)
    : house_(house), today_(today), salt_(random.next()) {}

std::string Voice::kids(bool all) const {
    std::vector<std::string> names;
    for (const int c : house_.children) {
        const auto& child = house_.people[static_cast<std::size_t>(c)];
        if (!all && child.unborn()) continue;
        names.push_back(child.unborn() ? std::string("the unborn baby") : child.given);
    }
    return names.empty() ? std::string("the baby") : join_and(names);
}

std::string Voice::likes(int child) const {
    static constexpr std::string_view kSmall =
        "dinosaurs|the water tray|diggers|dressing up|a cartoon about a snow dog|bubbles|drawing "
        "rainbows|a grey toy rabbit|baking|trains";
    static constexpr std::string_view kOlder =
        "football|horses|drawing comics|dance club|building models|her cat|swimming|cooking|slime|"
        "guitar";
    static constexpr std::string_view kTeen =
        "boxing|make-up videos|gaming with friends|hairdressing at college|fishing|music "
        "production|motorbikes|netball|art|walking a neighbour's dog";
    const auto& person = house_.people[static_cast<std::size_t>(child)];
    const int age = person.age(today_);
    const auto list = age < 6 ? kSmall : age < 12 ? kOlder : kTeen;
    const auto all = list_of(list);
    auto out = std::string(all[(salt_ / 7 + static_cast<std::uint64_t>(child)) % all.size()]);
    if (out == "her cat" && person.sex == Sex::male) out = "his cat";
    return out;
}

std::string Voice::fill(std::string_view text, int child) const {
    const auto& lead = house_.lead_parent();
    const auto* other = house_.other_parent();
    const int focus = child >= 0 ? child : house_.children.front();
    const auto& kid = house_.people[static_cast<std::size_t>(focus)];
    const bool boy = kid.sex == Sex::male;
    std::string out;
    out.reserve(text.size() + 40);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{' || i + 2 >= text.size() || text[i + 2] != '}') {
            out += text[i];
            continue;
        }
        switch (text[i + 1]) {
            case 'm':
                out += lead.given;
                break;
            case 'd':
                out += other != nullptr ? other->given : "her former partner";
                break;
            case 'c':
                out += kid.unborn() ? "the baby" : kid.given;
                break;
            case 'k':
                out += kids();
                break;
            case 's':
                out += house_.school.name;
                break;
            case 'S':
                out += house_.secondary.name;
                break;
            case 'g':
                out += house_.grandparent >= 0
                           ? house_.people[static_cast<std::size_t>(house_.grandparent)].given
                           : lead.given + "'s sister";
                break;
            case 'l':
                out += likes(focus);
                break;
            case 'h':
                out += boy ? "he" : "she";
                break;
            case 'H':
                out += boy ? "He" : "She";
                break;
            case 'i':
                out += boy ? "him" : "her";
                break;
            case 'o':
                out += boy ? "his" : "her";
                break;
            case 't':
                out += house_.homes.front().address.town;
                break;
            case 'n':
                out += std::to_string(2 + salt_ % 6);
                break;
            default:
                out += text[i + 1];
        }
        i += 2;
    }
    if (house_.children.size() == 1) {
        // {k} is one child here: the verb after it follows.
        static constexpr std::pair<std::string_view, std::string_view> kOne[] = {
            {" wake up, go to school and come home", " wakes up, goes to school and comes home"},
            {" eat, wear or whether they come", " eats, wears or whether they come"},
            {" were", " was"},
            {" are ", " is "},
            {" have ", " has "},
            {" come ", " comes "},
            {" hear ", " hears "}};
        const std::string name = kids();
        for (const auto& [many, one] : kOne)
            for (auto found = out.find(name + std::string(many)); found != std::string::npos;
                 found = out.find(name + std::string(many), found + 1))
                out.replace(found + name.size(), many.size(), one);
    }
    // A name that stands in for "her former partner" may begin a sentence.
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
        if ((i == 0 || (i >= 2 && out[i - 1] == ' ' && out[i - 2] == '.')) && out[i] >= 'a' &&
            out[i] <= 'z')
            out[i] = static_cast<char>(out[i] - 'a' + 'A');
    return out;
}

std::string Voice::say(std::string_view list, int child) {
    const auto all = list_of(list);
    auto& turn = turn_[list.data()];
    if (turn == 0) turn = salt_ % 97 + 1;
    ++turn;
    return fill(all[turn % all.size()], child);
}

}  // namespace hearth::record::demo
