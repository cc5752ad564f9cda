#include "identity/linkage/train.h"

#include <algorithm>
#include <cmath>

namespace hearth::identity::linkage {
namespace {

constexpr std::size_t kSample = 400'000;
constexpr int kMostRounds = 60;

std::size_t at(Class c) { return static_cast<std::size_t>(c); }
std::size_t at(Field f) { return static_cast<std::size_t>(f); }

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
        case Field::given: role = Role::given; return true;
        case Field::surname: role = Role::surname; return true;
        case Field::dob: role = Role::dob; return true;
        case Field::postcode: role = Role::postcode; return true;
        case Field::town: role = Role::town; return true;
        case Field::uprn: role = Role::uprn; return true;
        case Field::nhs: role = Role::nhs; return true;
        case Field::upn: role = Role::upn; return true;
        case Field::identifier1: role = Role::identifier1; return true;
        case Field::identifier2: role = Role::identifier2; return true;
        case Field::identifier3: role = Role::identifier3; return true;
        case Field::identifier4: role = Role::identifier4; return true;
        case Field::middle:
        case Field::sex:
        case Field::address:
            return false;
    }
    return false;
}

// How many pairs the default is worth. Given name and birth date tell the classes apart: siblings
// and twins keep theirs, so that a class cannot drift to what its name does not say.
double weight_of_default(Class c, Field field) {
    const bool telling = field == Field::given || field == Field::dob;
    const bool number = at(field) >= at(Field::nhs);
    switch (c) {
        case Class::same_person: return 40;
        case Class::sibling: return telling ? 3000 : number ? 300 : 60;
        case Class::twin: return telling ? 1e5 : number ? 300 : 60;
        case Class::unrelated: return 0;
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
        for (std::size_t s = 0; s < kSample; ++s) {
            const std::size_t i = people.two_files() ? dice.below(people.left) : dice.below(n);
            const std::size_t j = people.two_files()
                                      ? people.left + dice.below(n - people.left)
                                      : dice.below(n);
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
            if (share_power(field, static_cast<std::uint8_t>(l)) > 0) {
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
}

void learn(Model& model, std::vector<Session>& sessions) {
    const Model defaults = default_model();
    // What does not change between rounds: how frequent the agreed values are.
    struct Shares {
        float unrelated = 0, given = 0;
    };
    std::vector<std::vector<Shares>> shares(sessions.size());
    for (std::size_t s = 0; s < sessions.size(); ++s) {
        auto& session = sessions[s];
        shares[s].resize(session.seen.size());
        for (std::size_t i = 0; i < session.seen.size(); ++i) {
            const auto& c = session.seen[i];
            for (std::size_t f = 0; f < kFields; ++f) {
                const auto l = c.levels[f];
                if (l == kMissing || !session.learns[f] || c.shares[f] <= 0) continue;
                const double power = share_power(static_cast<Field>(f), l);
                if (power <= 0) continue;
                const double by = power * (std::log(static_cast<double>(c.shares[f])) -
                                           std::log(model.mean_share[f][l]));
                shares[s][i].unrelated += static_cast<float>(by);
                if (f == at(Field::given)) shares[s][i].given += static_cast<float>(by);
            }
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
                p[at(Class::unrelated)] += static_cast<double>(shares[s][i].unrelated);
                p[at(Class::sibling)] += static_cast<double>(shares[s][i].given);
                p[at(Class::twin)] += static_cast<double>(shares[s][i].given);
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
        if (moved < 1e-4) break;
    }
}

}  // namespace hearth::identity::linkage
