#include "identity/linkage/link.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "identity/linkage/parallel.h"

namespace hearth::identity::linkage {
namespace {

std::size_t at(Class c) {
    return static_cast<std::size_t>(c);
}

// Log odds under which a pair is forgotten: plainly not one person, nor of use to a group.
constexpr double kForget = -8;
constexpr double kForgetWhileLearning = -11;

class Linking {
  public:
    Linking(People& people, const LinkOptions& options)
        : people_(people), options_(options), weights_(people.records.size(), 1.0F) {
        threads_ = std::max<std::size_t>(1, options.threads);
    }

    Linked run() {
        Linked out;
        model_ = options_.model ? *options_.model : default_model();
        recount();
        const std::uint64_t n = people_.records.size();
        const std::uint64_t budget =
            options_.budget > 0 ? options_.budget
                                : std::clamp<std::uint64_t>(20 * n, 30'000'000, 120'000'000);
        std::optional<Blocks> blocks;
        blocks.emplace(people_, budget, options_.all_pairs_up_to, threads_);
        const bool all_pairs = blocks->all_pairs();
        out.keys = blocks->report();
        std::optional<TrainingPairs> training;
        if (!all_pairs && !options_.model) training.emplace(people_, 60'000, threads_);
        guess_prior();
        for (int round = 0; round < 3; ++round) {
            const bool first = round == 0;
            {
                const Scorer before(model_);
                count_unrelated(model_, people_, first ? nullptr : &before);
                if (!first) count_neighbours(model_, people_, before);
            }
            if (all_pairs) {
                if (first) score(*blocks, kForgetWhileLearning);
                learn_from_all();
            } else if (training) {
                auto sessions = training->sessions(people_);
                learn(model_, sessions);
            }
            if (first) {
                if (!all_pairs) score(*blocks, kForgetWhileLearning);
                blocks.reset();  // its lists are large
            }
            settle_prior();
            weigh_records();
            people_.lexicon.count_whole_names(true);
            recount();
        }
        const Scorer scorer(model_);
        std::erase_if(scored_, [](const Scored& s) { return s.log_odds < kForget; });
        auto groups = group(people_, scorer, std::move(scored_), options_.threshold);
        out.matches = std::move(groups.matches);
        out.clusters = std::move(groups.clusters);
        out.one_to_one = groups.one_to_one;
        out.model = model_;
        out.compared = compared_;
        return out;
    }

  private:
    void guess_prior() {
        const double pairs = std::max(1.0, people_.pairs());
        const auto n = static_cast<double>(people_.records.size());
        const double same = std::min(0.2, 0.1 * n / pairs);
        model_.prior = {same, same, 0.05 * same, 1 - 2.05 * same};
    }

    void recount() {
        people_.lexicon.reset_counts();
        for (std::size_t i = 0; i < people_.records.size(); ++i) {
            people_.lexicon.count(people_.records[i], weights_[i]);
        }
    }

    void score(const Blocks& blocks, double forget) {
        const Scorer scorer(model_);
        std::vector<std::vector<Scored>> kept(threads_);
        std::vector<std::uint64_t> compared(threads_, 0);
        in_parallel(threads_, [&](std::size_t t) {
            CompareCache cache(18);
            Comparison c;
            auto& mine = kept[t];
            std::uint64_t count = 0;
            blocks.for_each(t, threads_, [&](std::uint32_t a, std::uint32_t b) {
                ++count;
                compare(people_.lexicon, people_.records[a], people_.records[b], cache, c);
                const double log_odds = scorer.log_odds(c);
                if (log_odds >= forget) mine.push_back({a, b, static_cast<float>(log_odds)});
            });
            compared[t] = count;
        });
        scored_.clear();
        compared_ = 0;
        for (std::size_t t = 0; t < threads_; ++t) {
            scored_.insert(scored_.end(), kept[t].begin(), kept[t].end());
            compared_ += compared[t];
        }
        std::sort(scored_.begin(), scored_.end(), [](const Scored& x, const Scored& y) {
            return std::pair(x.a, x.b) < std::pair(y.a, y.b);
        });
        scored_.erase(
            std::unique(scored_.begin(), scored_.end(),
                        [](const Scored& x, const Scored& y) { return x.a == y.a && x.b == y.b; }),
            scored_.end());
    }

    void learn_from_all() {
        std::vector<Session> sessions(1);
        auto& session = sessions[0];
        session.learns.fill(true);
        session.prior = model_.prior;
        session.unseen = std::max(0.0, people_.pairs() - static_cast<double>(scored_.size()));
        CompareCache cache(16);
        session.seen.resize(scored_.size());
        for (std::size_t i = 0; i < scored_.size(); ++i) {
            compare(people_.lexicon, people_.records[scored_[i].a], people_.records[scored_[i].b],
                    cache, session.seen[i]);
        }
        if (options_.model) {
            // The chances are given; only how common the classes are is learned.
            const auto kept = model_.chance;
            learn(model_, sessions);
            model_.chance = kept;
        } else {
            learn(model_, sessions);
        }
        model_.prior = sessions[0].prior;
    }

    // How common the classes are among all pairs, by the pairs scored.
    void settle_prior() {
        const double pairs = std::max(1.0, people_.pairs());
        std::vector<std::array<double, kClasses>> chances(scored_.size());
        std::vector<double> bounds(scored_.size());
        const Scorer scorer(model_);
        in_parts(threads_, scored_.size(), [&](std::size_t from, std::size_t to) {
            CompareCache cache(18);
            Comparison c;
            for (std::size_t i = from; i < to; ++i) {
                compare(people_.lexicon, people_.records[scored_[i].a],
                        people_.records[scored_[i].b], cache, c);
                chances[i] = scorer.log_chances(c);
                bounds[i] = most_log_odds(c);
            }
        });
        for (int round = 0; round < 15; ++round) {
            std::array<double, kClasses> log_prior{}, sum{};
            for (std::size_t k = 0; k < kClasses; ++k) log_prior[k] = std::log(model_.prior[k]);
            for (const auto& chance : chances) {
                std::array<double, kClasses> p{};
                double most = -1e300;
                for (std::size_t k = 0; k < kClasses; ++k) {
                    p[k] = chance[k] + log_prior[k];
                    most = std::max(most, p[k]);
                }
                double total = 0;
                for (auto& x : p) total += x = std::exp(x - most);
                for (std::size_t k = 0; k < kClasses; ++k) sum[k] += p[k] / total;
            }
            bound_family(sum);
            double rest = 1;
            for (std::size_t k = 0; k + 1 < kClasses; ++k) {
                model_.prior[k] = std::min(0.3, sum[k] / pairs);
                rest -= model_.prior[k];
            }
            model_.prior[at(Class::unrelated)] = std::max(1e-9, rest);
        }
        const Scorer settled(model_);
        in_parts(threads_, scored_.size(), [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                scored_[i].log_odds = static_cast<float>(settled.log_odds(chances[i], bounds[i]));
        });
    }

    // A record of a person who is here n times counts 1/n in the frequencies of values.
    void weigh_records() {
        std::vector<float> sum(people_.records.size(), 1.0F);
        for (const auto& s : scored_) {
            const float p = 1 / (1 + std::exp(-s.log_odds));
            sum[s.a] += p;
            sum[s.b] += p;
        }
        for (std::size_t i = 0; i < sum.size(); ++i) weights_[i] = 1 / sum[i];
    }

    People& people_;
    const LinkOptions& options_;
    std::vector<float> weights_;
    std::size_t threads_ = 1;
    Model model_;
    std::vector<Scored> scored_;
    std::uint64_t compared_ = 0;
};

}  // namespace

Linked link(People& people, const LinkOptions& options) {
    return Linking(people, options).run();
}

}  // namespace hearth::identity::linkage
