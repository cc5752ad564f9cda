#include "identity/linkage/train.h"

#include <algorithm>
#include <cmath>

namespace hearth::identity::linkage {
namespace {

constexpr std::size_t kSample = 400'000;
constexpr int kMostRounds = 25;
constexpr double kMostWrongDates = 0.004;  // of one person's dates, in a register of families

std::size_t at(Class c) {
    return static_cast<std::size_t>(c);
}
std::size_t at(Field f) {
    return static_cast<std::size_t>(f);
}

// A small generator of its own: the same sample for the same data, on every machine.
class Dice {
  public:
    std::size_t below(std::size_t n) {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return static_cast<std::size_t>((z ^ (z >> 31)) % n);
    }

  private:
    std::uint64_t state_ = 20240229;
};

// Role whose exact agreement can be counted from frequencies, which a sample is too small for.
bool role_of(Field field, Role& role) {
    switch (field) {
        case Field::given:
            role = Role::given;
            return true;
        case Field::surname:
            role = Role::surname;
            return true;
        case Field::dob:
            role = Role::dob;
            return true;
        case Field::postcode:
            role = Role::postcode;
            return true;
        case Field::town:
            role = Role::town;
            return true;
        case Field::uprn:
            role = Role::uprn;
            return true;
        case Field::nhs:
            role = Role::nhs;
            return true;
        case Field::upn:
            role = Role::upn;
            return true;
        case Field::identifier1:
            role = Role::identifier1;
            return true;
        case Field::identifier2:
            role = Role::identifier2;
            return true;
        case Field::identifier3:
            role = Role::identifier3;
            return true;
        case Field::identifier4:
            role = Role::identifier4;
            return true;
        case Field::middle:
        case Field::sex:
        case Field::address:
            return false;
    }
    return false;
}

// How many pairs the default is worth. Given name and birth date are what tells a sibling and a
// twin from the same person: for those classes they are not learned, since a class that may learn
// them soon takes the doubled records of one address for its own.
constexpr double kFixed = 1e12;
double weight_of_default(Class c, Field field) {
    const bool telling =
        field == Field::given || field == Field::dob || at(field) >= at(Field::nhs);
    switch (c) {
        case Class::same_person:
            return 40;
        case Class::sibling:
            return telling ? kFixed : 60;
        case Class::twin:
            return telling ? kFixed : 60;
        case Class::unrelated:
            return 0;
    }
    return 0;
}

}  // namespace

double People::pairs() const {
    const auto n = static_cast<double>(records.size());
    if (!two_files()) return n * (n - 1) / 2;
    const auto l = static_cast<double>(left);
    return l * (n - l);
}

void bound_family(std::array<double, kClasses>& sums) {
    constexpr double kDoubtful = 100;
    constexpr double kTwins = 0.05;
    double& same = sums[at(Class::same_person)];
    double& sibling = sums[at(Class::sibling)];
    double& twin = sums[at(Class::twin)];
    same += 0.3;
    sibling += 0.5;
    const double thought = (sibling + kDoubtful) / (same + kDoubtful) * same;
    twin = std::clamp(twin, 0.015 * sibling + kTwins * std::min(thought, same),
                      2 * kTwins * std::max(thought, sibling) + 0.1);
}

void count_unrelated(Model& model, const People& people, const Scorer* weigher) {
    const auto& defaults = default_model();
    const std::size_t n = people.records.size();
    auto& unrelated = model.chance[at(Class::unrelated)];
    std::array<std::array<double, kMostLevels>, kFields> seen{};
    std::array<std::array<double, kMostLevels>, kFields> log_share{};
    if (n >= 2 && people.pairs() > 0) {
        Dice dice;
        CompareCache cache(12);
        Comparison c;
        const auto sample = static_cast<std::size_t>(
            std::min(static_cast<double>(kSample), 3 * people.pairs() + 100));
        for (std::size_t s = 0; s < sample; ++s) {
            const std::size_t i = people.two_files() ? dice.below(people.left) : dice.below(n);
            const std::size_t j =
                people.two_files() ? people.left + dice.below(n - people.left) : dice.below(n);
            if (i == j) continue;
            compare(people.lexicon, people.records[i], people.records[j], cache, c);
            double weight = 1;
            if (weigher != nullptr) weight = 1 - weigher->probability(c);
            for (std::size_t f = 0; f < kFields; ++f) {
                const auto l = c.levels[f];
                if (l == kMissing) continue;
                seen[f][l] += weight;
                if (c.shares[f] > 0) {
                    log_share[f][l] += weight * std::log(static_cast<double>(c.shares[f]));
                }
            }
        }
    }
    for (std::size_t f = 0; f < kFields; ++f) {
        const auto field = static_cast<Field>(f);
        const std::size_t levels = levels_of(field);
        const auto& base = defaults.chance[at(Class::unrelated)][f];
        double total = 0;
        for (std::size_t l = 0; l < levels; ++l) total += seen[f][l];
        const double base_weight = 20;
        for (std::size_t l = 0; l < levels; ++l) {
            unrelated[f][l] = (seen[f][l] + base_weight * base[l]) / (total + base_weight);
            const bool swap = (field == Field::given && l == level::given_swapped) ||
                              (field == Field::surname && l == level::surname_swapped);
            if (swap) {
                unrelated[f][l] = 0.7 * model.chance[at(Class::same_person)][f][l];
                model.mean_share[f][l] = 1;
            } else if (share_power(field, static_cast<std::uint8_t>(l)) > 0) {
                const double prior_share = 0.003;
                model.mean_share[f][l] =
                    std::exp((log_share[f][l] + 5 * std::log(prior_share)) / (seen[f][l] + 5));
            }
        }
        Role role{};
        if (role_of(field, role) && people.lexicon.people(role) >= 2) {
            const double same = std::min(0.9, people.lexicon.agreement(role));
            const double rest = 1 - unrelated[f][0];
            for (std::size_t l = 1; l < levels; ++l) {
                unrelated[f][l] *= rest > 0 ? (1 - same) / rest : 1;
            }
            unrelated[f][0] = same;
        }
        // Agreement on a value is as likely as the value is frequent.
        if (share_power(field, 0) > 0) model.mean_share[f][0] = unrelated[f][0];
    }
    // Parents seldom give a name twice, but not never (half siblings, father and son), and then it
    // is a common one.
    const double by_chance = unrelated[at(Field::given)][level::given_same];
    model.chance[at(Class::sibling)][at(Field::given)][level::given_same] = 0.5 * by_chance;
    model.chance[at(Class::twin)][at(Field::given)][level::given_same] =
        std::min(0.001, 0.1 * by_chance);
}

void count_neighbours(Model& model, const People& people, const Scorer& weigher) {
    const auto& defaults = default_model();
    std::array<std::array<double, kMostLevels>, kFields> seen{};
    // Records by postcode, in their order.
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < people.records.size(); ++i) {
        if (people.records[i].postcode != 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
        return people.records[x].postcode < people.records[y].postcode;
    });
    if (order.size() >= 2) {
        Dice dice;
        CompareCache cache(12);
        Comparison c;
        for (std::size_t s = 0; s < kSample / 8; ++s) {
            const std::size_t i = dice.below(order.size());
            const auto postcode = people.records[order[i]].postcode;
            std::size_t from = i, to = i + 1;
            while (from > 0 && i - from < 50 &&
                   people.records[order[from - 1]].postcode == postcode) {
                --from;
            }
            while (to < order.size() && to - i < 50 &&
                   people.records[order[to]].postcode == postcode) {
                ++to;
            }
            if (to - from < 2) continue;
            const std::size_t j = from + dice.below(to - from);
            if (i == j) continue;
            compare(people.lexicon, people.records[order[i]], people.records[order[j]], cache, c);
            const double weight = weigher.classes(c)[at(Class::unrelated)];
            for (std::size_t f = 0; f < kFields; ++f) {
                if (c.levels[f] != kMissing) seen[f][c.levels[f]] += weight;
            }
        }
    }
    for (std::size_t f = 0; f < kFields; ++f) {
        if (!goes_with_postcode(static_cast<Field>(f))) continue;
        double total = 0;
        for (const double n : seen[f]) total += n;
        for (std::size_t l = 0; l < kMostLevels; ++l) {
            model.neighbours[f][l] = (seen[f][l] + 20 * defaults.neighbours[f][l]) / (total + 20);
        }
    }
}

void learn(Model& model, std::vector<Session>& sessions) {
    const Model defaults = default_model();
    // What does not change between rounds: how frequent the agreed values are.
    struct Terms {
        float unrelated = 0, household = 0;
        bool neighbours = false;
    };
    std::vector<std::vector<Terms>> terms(sessions.size());
    for (std::size_t s = 0; s < sessions.size(); ++s) {
        for (const auto& c : sessions[s].seen) {
            const auto t = share_terms(model, c, sessions[s].learns);
            terms[s].push_back(
                {static_cast<float>(t.unrelated), static_cast<float>(t.household), t.neighbours});
        }
    }
    for (int round = 0; round < kMostRounds; ++round) {
        std::array<std::array<std::array<double, kMostLevels>, kFields>, kClasses> logs{};
        for (std::size_t k = 0; k < kClasses; ++k) {
            for (std::size_t f = 0; f < kFields; ++f) {
                for (std::size_t l = 0; l < kMostLevels; ++l) {
                    logs[k][f][l] = std::log(std::max(1e-9, model.chance[k][f][l]));
                }
            }
        }
        std::array<std::array<std::array<double, kMostLevels>, kFields>, kClasses> counts{};
        for (std::size_t k = 0; k + 1 < kClasses; ++k) {
            for (std::size_t f = 0; f < kFields; ++f) {
                const double w = weight_of_default(static_cast<Class>(k), static_cast<Field>(f));
                for (std::size_t l = 0; l < kMostLevels; ++l) {
                    counts[k][f][l] = w * defaults.chance[k][f][l];
                }
            }
        }
        for (std::size_t s = 0; s < sessions.size(); ++s) {
            auto& session = sessions[s];
            std::array<double, kClasses> log_prior{};
            for (std::size_t k = 0; k < kClasses; ++k) {
                log_prior[k] = std::log(std::max(1e-300, session.prior[k]));
            }
            std::array<double, kClasses> sum{};
            sum[at(Class::unrelated)] = session.unseen;
            for (std::size_t i = 0; i < session.seen.size(); ++i) {
                const auto& c = session.seen[i];
                std::array<double, kClasses> p = log_prior;
                for (std::size_t f = 0; f < kFields; ++f) {
                    const auto l = c.levels[f];
                    if (l == kMissing || !session.learns[f]) continue;
                    for (std::size_t k = 0; k < kClasses; ++k) p[k] += logs[k][f][l];
                }
                const auto& t = terms[s][i];
                p[at(Class::unrelated)] += static_cast<double>(t.unrelated);
                p[at(Class::sibling)] += static_cast<double>(t.household);
                p[at(Class::twin)] += static_cast<double>(t.household);
                if (t.neighbours) {
                    for (const auto field : {Field::address, Field::town, Field::uprn}) {
                        const auto l = c.levels[at(field)];
                        if (l == kMissing || !session.learns[at(field)]) continue;
                        p[at(Class::unrelated)] +=
                            std::log(std::max(1e-9, model.neighbours[at(field)][l])) -
                            logs[at(Class::unrelated)][at(field)][l];
                    }
                }
                const double most = *std::max_element(p.begin(), p.end());
                double total = 0;
                for (auto& x : p) total += x = std::exp(x - most);
                for (auto& x : p) x /= total;
                for (std::size_t k = 0; k < kClasses; ++k) sum[k] += p[k];
                if (p[at(Class::unrelated)] > 0.9999) continue;
                for (std::size_t f = 0; f < kFields; ++f) {
                    const auto l = c.levels[f];
                    if (l == kMissing || !session.learns[f]) continue;
                    for (std::size_t k = 0; k + 1 < kClasses; ++k) counts[k][f][l] += p[k];
                }
            }
            bound_family(sum);
            double total = 0;
            for (const double x : sum) total += x;
            for (std::size_t k = 0; k < kClasses; ++k) session.prior[k] = sum[k] / total;
        }
        double moved = 0;
        for (std::size_t k = 0; k + 1 < kClasses; ++k) {
            for (std::size_t f = 0; f < kFields; ++f) {
                double total = 0;
                for (const double x : counts[k][f]) total += x;
                for (std::size_t l = 0; l < kMostLevels; ++l) {
                    const double now = counts[k][f][l] / total;
                    moved = std::max(moved, std::abs(now - model.chance[k][f][l]));
                    model.chance[k][f][l] = now;
                }
            }
        }
        // A swapped name agrees by chance as often as names agree and somebody swaps one of them.
        const auto swap = [&](Field field, std::uint8_t l) {
            model.chance[at(Class::unrelated)][at(field)][l] =
                0.7 * model.chance[at(Class::same_person)][at(field)][l];
            model.mean_share[at(field)][l] = 1;
            for (const auto k : {Class::sibling, Class::twin}) {
                model.chance[at(k)][at(field)][l] =
                    (field == Field::given ? 0.003 : 1) *
                    model.chance[at(Class::same_person)][at(field)][l];
            }
        };
        const double by_chance =
            model.chance[at(Class::unrelated)][at(Field::given)][level::given_same];
        model.chance[at(Class::sibling)][at(Field::given)][level::given_same] = 0.5 * by_chance;
        model.chance[at(Class::twin)][at(Field::given)][level::given_same] =
            std::min(0.001, 0.1 * by_chance);
        model.chance[at(Class::sibling)][at(Field::given)][level::given_short] = std::max(
            0.002, model.chance[at(Class::unrelated)][at(Field::given)][level::given_short]);
        model.chance[at(Class::twin)][at(Field::given)][level::given_short] = std::max(
            0.0005, model.chance[at(Class::unrelated)][at(Field::given)][level::given_short]);
        // Where households are seen, one name with another birth date altogether is a father and
        // son, or two cousins, far sooner than a date so wrong. Learned freely, the chance would
        // take them for one person.
        double same = 0, siblings = 0;
        for (const auto& session : sessions) {
            const double pairs = static_cast<double>(session.seen.size()) + session.unseen;
            same += session.prior[at(Class::same_person)] * pairs;
            siblings += session.prior[at(Class::sibling)] * pairs;
        }
        if (siblings > 0.05 * same) {
            auto& dob = model.chance[at(Class::same_person)][at(Field::dob)];
            dob[level::dob_different] = std::min(dob[level::dob_different], kMostWrongDates);
        }
        swap(Field::given, level::given_swapped);
        swap(Field::surname, level::surname_swapped);
        if (moved < 3e-4) break;
    }
}

}  // namespace hearth::identity::linkage
