#include "identity/linkage/model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace hearth::identity::linkage {
namespace {

std::size_t at(Field f) {
    return static_cast<std::size_t>(f);
}
std::size_t at(Class c) {
    return static_cast<std::size_t>(c);
}

using Levels = std::array<double, kMostLevels>;
struct Defaults {
    Field field;
    Levels same, sibling, twin, unrelated;
};

// Shares at each level. "same": registers of children's services and of health in Britain, where
// one field in ten of two records of one person differs. "sibling" and "twin": another child of
// the household. "unrelated" serves only until it is counted from the data.
constexpr Levels kNumberSame{0.96, 0.02, 0.005, 0.015};
constexpr Levels kNumberOther{0.0005, 0.002, 0.0095, 0.988};
constexpr Levels kNumberUnrelated{1e-6, 1e-5, 1e-4, 0.9999};
constexpr Levels kIdentifierSame{0.84, 0.05, 0.04, 0.07};
constexpr Levels kIdentifierOther{0.02, 0.005, 0.015, 0.96};
constexpr Levels kIdentifierUnrelated{1e-4, 1e-4, 1e-3, 0.9988};
constexpr Defaults kDefaults[] = {
    // same, short, slip, initial, alike, swapped, other name, different
    {Field::given,
     {0.84, 0.03, 0.045, 0.02, 0.025, 0.01, 0.015, 0.015},
     {0.003, 0.002, 0.006, 0.0015, 0.012, 0.0003, 0.0152, 0.96},
     {0.0005, 0.0005, 0.006, 0.0015, 0.015, 0.0003, 0.0062, 0.97},
     {0.006, 0.003, 0.004, 0.001, 0.015, 2e-5, 0.008, 0.96}},
    // same, initial, alike, different
    {Field::middle,
     {0.78, 0.12, 0.05, 0.05},
     {0.08, 0.02, 0.04, 0.86},
     {0.08, 0.02, 0.04, 0.86},
     {0.03, 0.01, 0.03, 0.93}},
    // same, slip, alike, part, swapped, different
    {Field::surname,
     {0.86, 0.045, 0.025, 0.02, 0.01, 0.04},
     {0.83, 0.025, 0.01, 0.055, 0.0003, 0.0797},
     {0.90, 0.03, 0.01, 0.03, 0.0003, 0.0297},
     {0.002, 0.001, 0.005, 0.001, 2e-5, 0.99}},
    {Field::sex, {0.985, 0.015}, {0.51, 0.49}, {0.66, 0.34}, {0.5, 0.5}},
    // same, swapped, slip, two parts, partial, expected, near, different
    {Field::dob,
     {0.88, 0.012, 0.035, 0.02, 0.015, 0.008, 0.01, 0.02},
     {0.0006, 0.0002, 0.008, 0.025, 0.004, 0.0001, 0.04, 0.9221},
     {0.955, 0.006, 0.018, 0.012, 0.004, 0.002, 0.002, 0.001},
     {1e-4, 5e-5, 2e-3, 0.01, 1e-3, 5e-3, 0.03, 0.95}},
    // same, slip, sector, district, different
    {Field::postcode,
     {0.74, 0.04, 0.03, 0.05, 0.14},
     {0.86, 0.02, 0.02, 0.03, 0.07},
     {0.90, 0.02, 0.02, 0.02, 0.04},
     {5e-4, 1e-3, 0.005, 0.03, 0.96}},
    // same, nearly, street, part, different
    {Field::address,
     {0.64, 0.12, 0.03, 0.05, 0.16},
     {0.80, 0.08, 0.02, 0.02, 0.08},
     {0.85, 0.07, 0.02, 0.02, 0.04},
     {1e-4, 1e-3, 1e-3, 0.02, 0.978}},
    {Field::town, {0.80, 0.08, 0.12}, {0.88, 0.06, 0.06}, {0.90, 0.06, 0.04}, {0.05, 0.02, 0.93}},
    {Field::uprn,
     {0.74, 0.01, 0.01, 0.24},
     {0.88, 0.01, 0.01, 0.10},
     {0.92, 0.01, 0.01, 0.06},
     kNumberUnrelated},
    {Field::nhs, kNumberSame, kNumberOther, kNumberOther, kNumberUnrelated},
    {Field::upn, kNumberSame, kNumberOther, kNumberOther, kNumberUnrelated},
    {Field::identifier1, kIdentifierSame, kIdentifierOther, kIdentifierOther, kIdentifierUnrelated},
    {Field::identifier2, kIdentifierSame, kIdentifierOther, kIdentifierOther, kIdentifierUnrelated},
    {Field::identifier3, kIdentifierSame, kIdentifierOther, kIdentifierOther, kIdentifierUnrelated},
    {Field::identifier4, kIdentifierSame, kIdentifierOther, kIdentifierOther, kIdentifierUnrelated},
};

constexpr double kLeast = 1e-9;

}  // namespace

bool goes_with_postcode(Field field) {
    return field == Field::address || field == Field::town || field == Field::uprn;
}

bool tells_sex(std::uint8_t given_level) {
    return given_level == level::given_same || given_level == level::given_short;
}

double share_power(Field field, std::uint8_t level) {
    using namespace level;
    switch (field) {
        case Field::given:
            if (level == given_same || level == given_swapped || level == given_short) return 1;
            return level == given_slip || level == given_alike ? 0.5 : 0;
        case Field::surname:
            if (level == surname_same || level == surname_swapped) return 1;
            return level == surname_slip || level == surname_alike ? 0.5 : 0;
        case Field::address:
            if (level == address_same) return 1;
            return level == address_nearly || level == address_street ? 0.5 : 0;
        case Field::town:
            return level == town_same ? 1 : level == town_alike ? 0.5 : 0;
        case Field::sex:
            return 0;
        case Field::middle:
        case Field::dob:
        case Field::postcode:
        case Field::uprn:
        case Field::nhs:
        case Field::upn:
        case Field::identifier1:
        case Field::identifier2:
        case Field::identifier3:
        case Field::identifier4:
            return level == 0 ? 1 : 0;
    }
    return 0;
}

bool looks_like_twin(const Comparison& c) {
    const auto level_of = [&](Field field) { return c.levels[at(field)]; };
    if (level_of(Field::given) != level::given_different) return false;
    if (level_of(Field::surname) > level::surname_part) return false;
    if (level_of(Field::dob) > level::dob_two_parts) return false;
    for (std::size_t f = at(Field::nhs); f < kFields; ++f) {
        if (c.levels[f] <= level::number_slip) return false;
    }
    return true;
}

namespace {

// A form of the given name, the birth date and surname of the first, and neither a further name nor
// a number in common: nearly always one child, and yet parents do call twins Jon and Jonathan. Such
// a pair is likely, and never certain.
constexpr double kFormLogOdds = 3.4;  // 0.968
bool may_be_twin_of_like_name(const Comparison& c) {
    const auto level_of = [&](Field field) { return c.levels[at(field)]; };
    if (level_of(Field::given) != level::given_short) return false;
    if (level_of(Field::surname) > level::surname_part) return false;
    if (level_of(Field::dob) > level::dob_two_parts) return false;
    if (level_of(Field::middle) <= level::middle_initial) return false;
    for (std::size_t f = at(Field::nhs); f < kFields; ++f) {
        if (c.levels[f] <= level::number_slip) return false;
    }
    return true;
}

}  // namespace

double most_log_odds(const Comparison& c) {
    if (looks_like_twin(c)) return kTwinLogOdds;
    return may_be_twin_of_like_name(c) ? kFormLogOdds : std::numeric_limits<double>::infinity();
}

bool has_families(const Model& model) {
    return model.prior[at(Class::sibling)] > 0.05 * model.prior[at(Class::same_person)];
}

Model default_model() {
    Model m{};
    for (const auto& d : kDefaults) {
        m.chance[at(Class::same_person)][at(d.field)] = d.same;
        m.chance[at(Class::sibling)][at(d.field)] = d.sibling;
        m.chance[at(Class::twin)][at(d.field)] = d.twin;
        m.chance[at(Class::unrelated)][at(d.field)] = d.unrelated;
        for (std::uint8_t l = 0; l < levels_of(d.field); ++l) {
            if (share_power(d.field, l) > 0) {
                m.mean_share[at(d.field)][l] = l == 0 ? d.unrelated[0] : 0.003;
            }
        }
    }
    m.neighbours[at(Field::address)] = {0.03, 0.03, 0.35, 0.14, 0.45};
    m.neighbours[at(Field::town)] = {0.93, 0.04, 0.03};
    m.neighbours[at(Field::uprn)] = {0.03, 0.01, 0.01, 0.95};
    m.mean_share[at(Field::given)][level::given_swapped] = 1;
    m.mean_share[at(Field::surname)][level::surname_swapped] = 1;
    m.prior = {1e-5, 1e-5, 1e-6, 1 - 2.1e-5};
    return m;
}

Scorer::Scorer(const Model& model) : model_(model) {
    for (std::size_t f = 0; f < kFields; ++f) {
        for (std::size_t l = 0; l < kMostLevels; ++l) {
            for (std::size_t c = 0; c < kClasses; ++c) {
                logs_[c][f][l] = std::log(std::max(kLeast, model.chance[c][f][l]));
            }
            const double mean = model.mean_share[f][l];
            log_mean_share_[f][l] = mean > 0 ? std::log(mean) : 0;
            log_neighbours_[f][l] = std::log(std::max(kLeast, model.neighbours[f][l]));
        }
    }
    set_prior(model.prior);
}

void Scorer::set_prior(const std::array<double, kClasses>& prior) {
    model_.prior = prior;
    for (std::size_t c = 0; c < kClasses; ++c) log_prior_[c] = std::log(std::max(1e-300, prior[c]));
}

std::array<double, kClasses> Scorer::prior_for_search(double people) {
    const double n = std::max(1.0, people);
    const std::array<double, 3> few{0.5 / n, 1.0 / n, 0.03 / n};
    return {few[0], few[1], few[2], std::max(1e-9, 1 - few[0] - few[1] - few[2])};
}

std::array<double, kClasses> Scorer::log_chances(const Comparison& c) const {
    std::array<double, kClasses> sum{};
    const bool near = c.levels[at(Field::postcode)] == level::postcode_same;
    for (std::size_t f = 0; f < kFields; ++f) {
        const std::uint8_t l = c.levels[f];
        if (l == kMissing) continue;
        for (std::size_t k = 0; k + 1 < kClasses; ++k) sum[k] += logs_[k][f][l];
        const auto field = static_cast<Field>(f);
        if (near && goes_with_postcode(field)) {
            sum[at(Class::unrelated)] += log_neighbours_[f][l];
            continue;
        }
        if (field == Field::sex && tells_sex(c.levels[at(Field::given)])) {
            sum[at(Class::unrelated)] += std::log(kSexOfName[l]);
            continue;
        }
        sum[at(Class::unrelated)] += logs_[at(Class::unrelated)][f][l];
        const float share = c.shares[f];
        if (share <= 0) continue;
        const double power = share_power(field, l);
        if (power <= 0) continue;
        const double by = power * (std::log(static_cast<double>(share)) - log_mean_share_[f][l]);
        sum[at(Class::unrelated)] += by;
        if (field == Field::given && l != level::given_swapped) {
            sum[at(Class::sibling)] += by;
            sum[at(Class::twin)] += by;
        }
    }
    return sum;
}

ShareTerms share_terms(const Model& model, const Comparison& c,
                       const std::array<bool, kFields>& counts) {
    ShareTerms terms;
    terms.neighbours = c.levels[at(Field::postcode)] == level::postcode_same;
    if (const auto l = c.levels[at(Field::sex)];
        l != kMissing && counts[at(Field::sex)] && tells_sex(c.levels[at(Field::given)])) {
        terms.unrelated +=
            std::log(kSexOfName[l]) -
            std::log(std::max(kLeast, model.chance[at(Class::unrelated)][at(Field::sex)][l]));
    }
    for (std::size_t f = 0; f < kFields; ++f) {
        const auto l = c.levels[f];
        const auto field = static_cast<Field>(f);
        if (l == kMissing || !counts[f] || c.shares[f] <= 0) continue;
        if (terms.neighbours && goes_with_postcode(field)) continue;
        const double power = share_power(field, l);
        if (power <= 0) continue;
        const double by =
            power * (std::log(static_cast<double>(c.shares[f])) - std::log(model.mean_share[f][l]));
        terms.unrelated += by;
        if (field == Field::given && l != level::given_swapped) terms.household += by;
    }
    return terms;
}

std::array<double, kClasses> Scorer::classes(const Comparison& c) const {
    auto p = log_chances(c);
    double most = -1e300;
    for (std::size_t k = 0; k < kClasses; ++k) {
        p[k] += log_prior_[k];
        most = std::max(most, p[k]);
    }
    double sum = 0;
    for (auto& x : p) {
        x = std::exp(x - most);
        sum += x;
    }
    for (auto& x : p) x /= sum;
    return p;
}

double Scorer::log_odds(const Comparison& c) const {
    return log_odds(log_chances(c), most_log_odds(c));
}

double Scorer::log_odds(std::array<double, kClasses> p, double bound) const {
    double most = -1e300;
    for (std::size_t k = 0; k < kClasses; ++k) {
        p[k] += log_prior_[k];
        if (k != at(Class::same_person)) most = std::max(most, p[k]);
    }
    double others = 0;
    for (std::size_t k = 0; k < kClasses; ++k) {
        if (k != at(Class::same_person)) others += std::exp(p[k] - most);
    }
    const double odds = p[at(Class::same_person)] - most - std::log(others);
    return has_families(model_) ? std::min(odds, bound) : odds;
}

double Scorer::probability(const Comparison& c) const {
    return 1 / (1 + std::exp(-log_odds(c)));
}

std::vector<FieldReason> explain(const Scorer& scorer, const Comparison& c) {
    std::vector<FieldReason> reasons;
    for (std::size_t f = 0; f < kFields; ++f) {
        const std::uint8_t l = c.levels[f];
        if (l == kMissing) continue;
        Comparison one;
        one.levels.fill(kMissing);
        one.shares.fill(0);
        one.levels[f] = l;
        one.shares[f] = c.shares[f];
        // Fields that go with another are weighed beside it; that one has a line of its own.
        std::optional<Field> beside;
        if (goes_with_postcode(static_cast<Field>(f)) &&
            c.levels[at(Field::postcode)] == level::postcode_same) {
            beside = Field::postcode;
        } else if (f == at(Field::sex) && tells_sex(c.levels[at(Field::given)])) {
            beside = Field::given;
        }
        if (beside) one.levels[at(*beside)] = c.levels[at(*beside)];
        auto chances = scorer.log_chances(one);
        if (beside) {
            Comparison other = one;
            other.levels[f] = kMissing;
            other.shares[f] = 0;
            const auto less = scorer.log_chances(other);
            for (std::size_t k = 0; k < kClasses; ++k) chances[k] -= less[k];
        }
        const auto field = static_cast<Field>(f);
        reasons.push_back(
            {field, l,
             (chances[at(Class::same_person)] - chances[at(Class::unrelated)]) / std::log(2.0),
             std::string(in_words(field, l))});
    }
    return reasons;
}

std::vector<FieldReason> telling(const Scorer& scorer, const Comparison& c) {
    constexpr double kNothing = 0.3;  // doublings
    auto reasons = explain(scorer, c);
    std::erase_if(reasons, [](const FieldReason& r) { return std::abs(r.bits) < kNothing; });
    return reasons;
}

std::string_view verdict(const Scorer& scorer, const Comparison& c) {
    const auto p = scorer.classes(c);
    if (looks_like_twin(c) && has_families(scorer.model())) return "possible twin";
    if (p[at(Class::same_person)] >= 0.99) {
        return may_be_twin_of_like_name(c) && has_families(scorer.model()) ? "likely" : "certain";
    }
    if (p[at(Class::same_person)] >= 0.5) return "likely";
    if (p[at(Class::twin)] >= 0.3) return "possible twin";
    if (p[at(Class::sibling)] >= 0.3) return "possible sibling";
    return p[at(Class::same_person)] >= 0.05 ? "possible" : "unlikely";
}

}  // namespace hearth::identity::linkage
