#include "identity/encoded/link.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/random.h"

namespace hearth::identity::encoded {
namespace {

constexpr std::size_t kLevels = 5;  // from the same down to different; 5 is: one does not say
constexpr std::array<double, kLevels - 1> kEdges{0.87, 0.74, 0.61, 0.48};
constexpr std::size_t kClasses = 4;
enum Class : std::size_t { same, sibling, twin, unrelated };

using Levels = std::array<std::uint8_t, kParts>;
using Chances = std::array<std::array<std::array<double, kLevels>, kParts>, kClasses>;

std::size_t at(Part part) {
    return static_cast<std::size_t>(part);
}
bool is_number(std::size_t part) {
    return part == at(Part::nhs) || part == at(Part::upn) || part == at(Part::identifier);
}
bool is_home(std::size_t part) {
    return part == at(Part::postcode) || part == at(Part::address);
}

Levels levels_of(const Encoded& a, const Encoded& b) {
    Levels out{};
    for (std::size_t i = 0; i < kParts; ++i) {
        if (!a.parts[i].given() || !b.parts[i].given()) {
            out[i] = kLevels;
            continue;
        }
        const double d = dice(a.parts[i], b.parts[i]);
        std::uint8_t level = 0;
        while (level < kEdges.size() && d < kEdges[level]) ++level;
        out[i] = level;
    }
    return out;
}
std::uint32_t packed(const Levels& levels) {
    std::uint32_t out = 0;
    for (const auto l : levels) out = out * 8 + l;
    return out;
}
Levels unpacked(std::uint32_t pattern) {
    Levels out{};
    for (std::size_t i = kParts; i-- > 0; pattern /= 8)
        out[i] = static_cast<std::uint8_t>(pattern % 8);
    return out;
}
using Patterns = std::unordered_map<std::uint32_t, double>;

// What is plausible before any record is seen.
Chances first_guess() {
    constexpr std::array<double, kLevels> kSame{0.86, 0.06, 0.04, 0.02, 0.02};
    constexpr std::array<double, kLevels> kHome{0.75, 0.06, 0.04, 0.05, 0.10};
    constexpr std::array<double, kLevels> kOther{0.01, 0.01, 0.02, 0.06, 0.90};
    constexpr std::array<double, kLevels> kOtherNumber{0.001, 0.001, 0.008, 0.04, 0.95};
    Chances out{};
    for (std::size_t i = 0; i < kParts; ++i) {
        out[same][i] = is_home(i) ? kHome : kSame;
        out[unrelated][i] = is_number(i) ? kOtherNumber : kOther;
        const bool shared = is_home(i) || i == at(Part::surname);
        out[sibling][i] = shared ? kHome : out[unrelated][i];
        out[twin][i] = shared || i == at(Part::dob) ? kSame : out[unrelated][i];
    }
    return out;
}

struct Model {
    Chances chance = first_guess();
    std::array<double, kClasses> prior{};

    std::array<double, kClasses> shares(const Levels& levels) const {
        std::array<double, kClasses> p{};
        double most = -1e300;
        for (std::size_t c = 0; c < kClasses; ++c) {
            p[c] = std::log(std::max(1e-300, prior[c]));
            for (std::size_t i = 0; i < kParts; ++i)
                if (levels[i] < kLevels) p[c] += std::log(chance[c][i][levels[i]]);
            most = std::max(most, p[c]);
        }
        double total = 0;
        for (auto& x : p) total += x = std::exp(x - most);
        for (auto& x : p) x /= total;
        return p;
    }
};

// Pairs of one kind of block, and which fields the block says nothing of.
struct Session {
    Patterns patterns;
    std::array<bool, kParts> learns{};
};

void count_unrelated(Model& model, const Patterns& random) {
    for (std::size_t i = 0; i < kParts; ++i) {
        auto& to = model.chance[unrelated][i];
        const auto base = to;
        std::array<double, kLevels> seen{};
        double total = 0;
        for (const auto& [pattern, n] : random) {
            const auto levels = unpacked(pattern);
            if (levels[i] >= kLevels) continue;
            const double weight = n * (1 - model.shares(levels)[same]);
            seen[levels[i]] += weight;
            total += weight;
        }
        for (std::size_t l = 0; l < kLevels; ++l) to[l] = (seen[l] + 20 * base[l]) / (total + 20);
        // Brothers and sisters are named as others are, and born on other days.
        for (const auto c : {sibling, twin})
            if (!is_home(i) && i != at(Part::surname) && !(c == twin && i == at(Part::dob)))
                model.chance[c][i] = to;
    }
}

// The fields of siblings and twins that tell them from the same child are not learned.
bool is_learned(std::size_t c, std::size_t part) {
    if (c == unrelated) return false;
    return c == same || is_home(part) || part == at(Part::surname);
}

void learn(Model& model, std::vector<Session>& sessions,
           std::vector<std::array<double, 4>>& priors) {
    constexpr double kBase = 40;  // pairs that the first guess counts for
    const Chances guess = first_guess();
    for (int round = 0; round < 40; ++round) {
        Chances sum{};
        for (std::size_t s = 0; s < sessions.size(); ++s) {
            Model here = model;
            here.prior = priors[s];
            std::array<double, kClasses> classes{0.3, 0.5, 0.05, 1};
            double total = 1.85;
            for (const auto& [pattern, n] : sessions[s].patterns) {
                auto levels = unpacked(pattern);
                auto judged = levels;  // the fields of the block say nothing
                for (std::size_t i = 0; i < kParts; ++i)
                    if (!sessions[s].learns[i]) judged[i] = kLevels;
                const auto p = here.shares(judged);
                for (std::size_t c = 0; c < kClasses; ++c) {
                    classes[c] += p[c] * n;
                    for (std::size_t i = 0; i < kParts; ++i)
                        if (judged[i] < kLevels) sum[c][i][judged[i]] += p[c] * n;
                }
                total += n;
            }
            // One sibling pair in ten at most is of twins.
            classes[twin] = std::min(classes[twin], 0.1 * classes[sibling] + 0.1);
            for (std::size_t c = 0; c < kClasses; ++c) priors[s][c] = classes[c] / total;
        }
        for (std::size_t c = 0; c < kClasses; ++c)
            for (std::size_t i = 0; i < kParts; ++i) {
                if (!is_learned(c, i)) continue;
                double total = 0;
                for (const double n : sum[c][i]) total += n;
                for (std::size_t l = 0; l < kLevels; ++l)
                    model.chance[c][i][l] =
                        (sum[c][i][l] + kBase * guess[c][i][l]) / (total + kBase);
            }
    }
}

// Another given name, the surname and the birth date or nearly, and no number in common: a brother,
// sister or twin until a person says otherwise, so never given a half or more.
bool looks_like_sibling(const Levels& levels) {
    for (std::size_t i = 0; i < kParts; ++i)
        if (is_number(i) && levels[i] == 0) return false;
    return levels[at(Part::given)] == kLevels - 1 && levels[at(Part::surname)] < kLevels - 1 &&
           levels[at(Part::dob)] <= 2;
}
constexpr double kSiblingAtMost = 0.4;

class Linking {
  public:
    Linking(const std::vector<Encoded>& records, std::size_t left)
        : records_(records), left_(left) {
        const auto n = static_cast<double>(records.size());
        const auto l = static_cast<double>(left);
        pairs_ = left > 0 ? l * (n - l) : n * (n - 1) / 2;
    }

    LinkedEncoded run(double threshold, std::uint64_t all_pairs_up_to) {
        LinkedEncoded out;
        if (records_.size() < 2 || pairs_ < 1) return out;
        out.all_pairs = pairs_ <= static_cast<double>(all_pairs_up_to);
        guess_prior();
        const auto random = random_pairs();
        count_unrelated(model_, random);
        std::vector<Session> sessions;
        if (out.all_pairs) {
            sessions.resize(1);
            sessions[0].learns.fill(true);
            for_all([&](std::uint32_t a, std::uint32_t b) {
                const auto pattern = packed(levels_of(records_[a], records_[b]));
                ++sessions[0].patterns[pattern];
            });
        } else {
            sessions = block();
        }
        std::vector<std::array<double, kClasses>> priors(sessions.size(), model_.prior);
        if (!out.all_pairs) priors.assign(sessions.size(), {0.3, 0.3, 0.02, 0.38});
        learn(model_, sessions, priors);
        count_unrelated(model_, random);
        learn(model_, sessions, priors);
        if (out.all_pairs)
            model_.prior = priors[0];
        else
            settle_prior();

        std::unordered_map<std::uint32_t, double> known;
        const auto judge = [&](std::uint32_t a, std::uint32_t b) {
            ++out.compared;
            const auto levels = levels_of(records_[a], records_[b]);
            const auto [it, fresh] = known.try_emplace(packed(levels), 0);
            if (fresh) {
                it->second = model_.shares(levels)[same];
                if (looks_like_sibling(levels)) it->second = std::min(it->second, kSiblingAtMost);
            }
            if (it->second >= threshold) out.matches.push_back({a, b, it->second});
        };
        if (out.all_pairs)
            for_all(judge);
        else
            for (const auto& [a, b] : candidates_) judge(a, b);
        std::sort(out.matches.begin(), out.matches.end(), [](const auto& x, const auto& y) {
            return std::pair(x.a, x.b) < std::pair(y.a, y.b);
        });
        return out;
    }

  private:
    template <class F>
    void for_all(F f) const {
        const auto n = static_cast<std::uint32_t>(records_.size());
        const auto l = static_cast<std::uint32_t>(left_);
        for (std::uint32_t a = 0; a < (l > 0 ? l : n); ++a)
            for (std::uint32_t b = l > 0 ? l : a + 1; b < n; ++b) f(a, b);
    }
    void guess_prior() {
        const double some = std::min(0.2, 0.1 * static_cast<double>(records_.size()) / pairs_);
        model_.prior = {some, some, 0.05 * some, 1 - 2.05 * some};
    }
    Patterns random_pairs() const {
        Patterns out;
        Random random(20261122);
        const std::size_t n = records_.size();
        const auto many = static_cast<int>(std::min(200'000.0, 3 * pairs_ + 100));
        for (int i = 0; i < many; ++i) {
            const std::size_t a = random.index(left_ > 0 ? left_ : n);
            const std::size_t b = left_ + random.index(n - left_);
            if (a != b) ++out[packed(levels_of(records_[a], records_[b]))];
        }
        return out;
    }

    // Records whose filters of two fields have the same bits at the same few places. Bits that are
    // turned over miss some: so it is done several times, at other places.
    std::vector<Session> block() {
        constexpr std::array<std::pair<Part, Part>, 7> kBoth{{{Part::given, Part::dob},
                                                              {Part::surname, Part::dob},
                                                              {Part::given, Part::surname},
                                                              {Part::postcode, Part::given},
                                                              {Part::postcode, Part::dob},
                                                              {Part::address, Part::given},
                                                              {Part::surname, Part::postcode}}};
        constexpr int kTimes = 6;
        constexpr int kPlaces = 14;
        constexpr std::size_t kMostInBlock = 150;
        std::vector<Session> sessions;
        Random random(77);
        for (const auto& [one, other] : kBoth) {
            std::vector<std::pair<std::uint32_t, std::uint32_t>> mine;
            for (int time = 0; time < kTimes; ++time) {
                std::array<std::size_t, 2 * kPlaces> places{};
                for (auto& p : places) p = random.index(kWords * 64);
                std::vector<std::pair<std::uint32_t, std::uint32_t>> keyed;  // key, record
                for (std::uint32_t r = 0; r < records_.size(); ++r) {
                    const auto& a = records_[r].parts[at(one)];
                    const auto& b = records_[r].parts[at(other)];
                    if (!a.given() || !b.given()) continue;
                    std::uint32_t key = 0;
                    for (std::size_t i = 0; i < places.size(); ++i) {
                        const auto& f = i < kPlaces ? a : b;
                        key = key << 1 | static_cast<std::uint32_t>(
                                             f.bits[places[i] / 64] >> (places[i] % 64) & 1);
                    }
                    keyed.emplace_back(key, r);
                }
                std::sort(keyed.begin(), keyed.end());
                for (std::size_t from = 0, to = 0; from < keyed.size(); from = to) {
                    while (to < keyed.size() && keyed[to].first == keyed[from].first) ++to;
                    if (to - from > kMostInBlock) continue;
                    for (std::size_t i = from; i < to; ++i)
                        for (std::size_t j = i + 1; j < to; ++j) {
                            const auto a = keyed[i].second, b = keyed[j].second;
                            if (left_ == 0 || (a < left_ && b >= left_)) mine.emplace_back(a, b);
                        }
                }
            }
            std::sort(mine.begin(), mine.end());
            mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
            Session session;
            session.learns.fill(true);
            const bool home = is_home(at(one)) || is_home(at(other));
            for (std::size_t i = 0; i < kParts; ++i)
                if (i == at(one) || i == at(other) || (home && is_home(i)))
                    session.learns[i] = false;
            for (const auto& [a, b] : mine)
                ++session.patterns[packed(levels_of(records_[a], records_[b]))];
            sessions.push_back(std::move(session));
            candidates_.insert(candidates_.end(), mine.begin(), mine.end());
        }
        std::sort(candidates_.begin(), candidates_.end());
        candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
        return sessions;
    }

    // How common the classes are among all pairs, by those compared; the rest are unrelated.
    void settle_prior() {
        Patterns all;
        for (const auto& [a, b] : candidates_) ++all[packed(levels_of(records_[a], records_[b]))];
        for (int round = 0; round < 20; ++round) {
            std::array<double, kClasses> sum{0.3, 0.5, 0.05, 0};
            for (const auto& [pattern, n] : all) {
                const auto p = model_.shares(unpacked(pattern));
                for (std::size_t c = 0; c < kClasses; ++c) sum[c] += p[c] * n;
            }
            sum[twin] = std::min(sum[twin], 0.1 * sum[sibling] + 0.1);
            double rest = 1;
            for (const auto c : {same, sibling, twin})
                rest -= model_.prior[c] = std::min(0.3, sum[c] / pairs_);
            model_.prior[unrelated] = std::max(1e-9, rest);
        }
    }

    const std::vector<Encoded>& records_;
    std::size_t left_;
    double pairs_ = 0;
    Model model_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates_;
};

}  // namespace

LinkedEncoded link(const std::vector<Encoded>& records, std::size_t left, double threshold,
                   std::uint64_t all_pairs_up_to) {
    return Linking(records, left).run(threshold, all_pairs_up_to);
}

}  // namespace hearth::identity::encoded
