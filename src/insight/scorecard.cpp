#include "insight/scorecard.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace hearth::insight {
namespace {

using Steady = std::chrono::steady_clock;

constexpr store::Sql kStamp{"scorecard_stamp", R"(
SELECT max(version_id) FROM referral UNION ALL SELECT max(version_id) FROM contact
UNION ALL SELECT max(version_id) FROM contact_person UNION ALL SELECT max(version_id) FROM assessment
UNION ALL SELECT max(version_id) FROM assessment_factor UNION ALL SELECT max(version_id) FROM cin_plan
UNION ALL SELECT max(version_id) FROM cp_plan UNION ALL SELECT max(version_id) FROM s47_enquiry
UNION ALL SELECT max(version_id) FROM strategy_discussion UNION ALL SELECT max(version_id) FROM visit
UNION ALL SELECT max(version_id) FROM cla_episode UNION ALL SELECT max(version_id) FROM legal_status
UNION ALL SELECT max(version_id) FROM pre_proceedings UNION ALL SELECT max(version_id) FROM workbook
UNION ALL SELECT max(version_id) FROM adult_service_request
UNION ALL SELECT max(version_id) FROM early_help_episode
UNION ALL SELECT max(version_id) FROM initial_conference UNION ALL SELECT max(version_id) FROM meeting
UNION ALL SELECT max(version_id) FROM family UNION ALL SELECT max(version_id) FROM family_member
UNION ALL SELECT max(version_id) FROM family_team UNION ALL SELECT max(version_id) FROM allocation
UNION ALL SELECT max(version_id) FROM team)"};

// One read for each statement, so that no reader connection and no snapshot is held for long; the
// instant keeps them in agreement.
struct Work {
    store::Database& database;
    Instant known;
    const std::atomic<bool>* stop = nullptr;
    int rest = 0;  // times what a statement took that is rested after it

    template <class F>
    void statement(F&& f) const {
        const auto begin = Steady::now();
        database.read_as_known(known, f);
        const auto until = Steady::now() + rest * (Steady::now() - begin);
        while (rest > 0 && !stopped() && Steady::now() < until)
            std::this_thread::sleep_for(
                std::min<Steady::duration>(until - Steady::now(), std::chrono::milliseconds(50)));
    }
    bool stopped() const { return stop != nullptr && stop->load(); }
};

void work_out(const Work& work, IndicatorResult& result, Date as_at) {
    work.statement([&](store::Session& session) {
        result.now = evaluate(session, *result.indicator, as_at);
        result.target = target_at(session, *result.indicator, as_at);
    });
}

void work_out_trend(const Work& work, IndicatorResult& result, Date as_at) {
    std::vector<TrendPoint> trend;
    for (const Date end : trend_dates(as_at, kTrendMonths)) {
        if (work.stopped()) return;
        if (end == as_at) {
            trend.push_back({end, result.now.all});
            continue;
        }
        work.statement([&](store::Session& session) {
            trend.push_back({end, figure_at(session, *result.indicator, end)});
        });
    }
    result.trend = std::move(trend);
}

Scorecard blank(const practice::Practice& practice, Date as_at, std::optional<Instant> known,
                Instant now) {
    Scorecard card;
    card.as_at = as_at;
    card.known = known;
    card.made_at = known.value_or(now);
    for (const auto& indicator : practice.indicators) {
        IndicatorResult result;
        result.indicator = &indicator;
        card.results.push_back(std::move(result));
    }
    return card;
}

}  // namespace

const IndicatorResult* Scorecard::find(std::string_view id) const {
    for (const auto& result : results)
        if (result.indicator->id == id) return &result;
    return nullptr;
}

std::string record_stamp(store::Session& session) {
    std::string out;
    session.each(kStamp, {}, [&](const store::Row& row) {
        out += std::to_string(row.maybe_int64(0).value_or(0));
        out += ' ';
    });
    return out;
}

Scorecard make_scorecard(store::Database& database, const practice::Practice& practice, Date as_at,
                         std::optional<Instant> known, bool with_trends) {
    Scorecard card = blank(practice, as_at, known, database.clock().now());
    const Work work{database, card.made_at};
    for (auto& result : card.results) {
        work_out(work, result, as_at);
        if (with_trends) work_out_trend(work, result, as_at);
    }
    card.with_trends = with_trends;
    return card;
}

struct Scorecards::Impl {
    struct Kept {
        Date as_at;
        std::optional<Instant> known;
        std::shared_ptr<const Scorecard> card;
        std::string stamp;
        Steady::time_point made, trends_made;
        Steady::duration took{};
        bool wanted = false;  // the worker is to make it (anew)
        bool failed = false;  // the last try; the next ask tries again
    };
    static constexpr std::size_t kMost = 12;

    Impl(store::Database& d, const practice::Practice& p) : database(d), practice(p) {}

    store::Database& database;
    const practice::Practice& practice;
    std::mutex mutex;
    std::condition_variable changed;
    std::list<std::shared_ptr<Kept>> kept;  // the last asked for first
    std::atomic<bool> stop{false};
    std::thread worker;

    std::shared_ptr<Kept> wanted() {
        for (const auto& k : kept)
            if (k->wanted) return k;
        return nullptr;
    }

    void run() {
        std::unique_lock lock(mutex);
        while (!stop) {
            const auto job = wanted();
            if (!job) {
                changed.wait(lock);
                continue;
            }
            lock.unlock();
            bool made = false;
            try {
                make(*job);
                made = true;
            } catch (const std::exception& e) {
                spdlog::error("figures could not be worked out: {}", e.what());
            }
            lock.lock();
            job->wanted = false;
            job->failed = !made;
            changed.notify_all();
        }
    }

    // By the worker alone. The figures are shown as soon as they are there; trends follow.
    void make(Kept& job) {
        const auto begin = Steady::now();
        const auto before = job.card;
        Scorecard card = blank(practice, job.as_at, job.known, database.clock().now());
        const Work work{database, card.made_at, &stop, before ? 4 : 0};
        std::string stamp;
        database.read([&](store::Session& session) { stamp = record_stamp(session); });
        for (auto& result : card.results) {
            if (stop) return;
            work_out(work, result, job.as_at);
        }
        const bool keep_trends =
            before && before->with_trends && begin - job.trends_made < kTrendFreshFor;
        if (keep_trends) {
            for (std::size_t i = 0; i < card.results.size(); ++i) {
                card.results[i].trend = before->results[i].trend;
                card.results[i].trend.back().figure = card.results[i].now.all;
            }
            card.with_trends = true;
        }
        publish(job, card, stamp, begin);
        if (keep_trends) return;
        for (auto& result : card.results) {
            if (stop) return;
            work_out_trend(work, result, job.as_at);
        }
        if (stop) return;
        card.with_trends = true;
        job.trends_made = begin;
        publish(job, card, stamp, begin);
    }

    void publish(Kept& job, const Scorecard& card, const std::string& stamp,
                 Steady::time_point begin) {
        const std::lock_guard lock(mutex);
        job.card = std::make_shared<const Scorecard>(card);
        job.stamp = stamp;
        job.made = Steady::now();
        job.took = job.made - begin;
        changed.notify_all();
    }

    std::shared_ptr<Kept> find(Date as_at, std::optional<Instant> known) {
        for (auto at = kept.begin(); at != kept.end(); ++at) {
            if ((*at)->as_at == as_at && (*at)->known == known) {
                kept.splice(kept.begin(), kept, at);
                return kept.front();
            }
        }
        kept.push_front(std::make_shared<Kept>());
        kept.front()->as_at = as_at;
        kept.front()->known = known;
        while (kept.size() > kMost) kept.pop_back();
        return kept.front();
    }

    bool due(const Kept& k, std::unique_lock<std::mutex>& lock) {
        if (!k.card) return true;
        // What was known on a past instant can change no more.
        if (k.wanted || k.known) return k.failed;
        const auto age = Steady::now() - k.made;
        if (age < kFreshFor || age < 4 * k.took) return false;
        if (age >= kOldest) return true;
        const std::string stamp = k.stamp;
        lock.unlock();
        const bool other =
            database.read([&](store::Session& session) { return record_stamp(session) != stamp; });
        lock.lock();
        return other;
    }
};

Scorecards::Scorecards(store::Database& database, const practice::Practice& practice)
    : impl_(std::make_unique<Impl>(database, practice)) {}

Scorecards::~Scorecards() {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->stop = true;
    }
    impl_->changed.notify_all();
    if (impl_->worker.joinable()) impl_->worker.join();
}

std::shared_ptr<const Scorecard> Scorecards::get(Date as_at, std::optional<Instant> known,
                                                 std::chrono::milliseconds patience) {
    std::unique_lock lock(impl_->mutex);
    const auto job = impl_->find(as_at, known);
    const bool first = !job->card;
    if (impl_->due(*job, lock) && !job->wanted) {
        job->wanted = true;
        job->failed = false;
        if (!impl_->worker.joinable()) impl_->worker = std::thread([this] { impl_->run(); });
        impl_->changed.notify_all();
    }
    if (first) {
        impl_->changed.wait_for(lock, patience, [&] {
            return (job->card && job->card->with_trends) || job->failed || impl_->stop;
        });
    }
    return job->card;
}

}  // namespace hearth::insight
