#include "web/security/rate_limit.h"

#include <algorithm>
#include <deque>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace hearth::web {
namespace {

// Values by key, the most recently touched first; the last is dropped when there are too many.
template <class Value>
class Recent {
  public:
    explicit Recent(std::size_t limit) : limit_(std::max<std::size_t>(limit, 1)) {}

    Value* find(const std::string& key) {
        const auto at = index_.find(key);
        return at == index_.end() ? nullptr : &at->second->second;
    }
    // Finds or makes.
    template <class Make>
    Value& touch(const std::string& key, Make make) {
        if (const auto at = index_.find(key); at != index_.end()) {
            order_.splice(order_.begin(), order_, at->second);
            return at->second->second;
        }
        if (order_.size() >= limit_) {
            index_.erase(order_.back().first);
            order_.pop_back();
        }
        order_.emplace_front(key, make());
        index_[key] = order_.begin();
        return order_.front().second;
    }
    void erase(const std::string& key) {
        if (const auto at = index_.find(key); at != index_.end()) {
            order_.erase(at->second);
            index_.erase(at);
        }
    }

  private:
    std::size_t limit_;
    std::list<std::pair<std::string, Value>> order_;
    std::unordered_map<std::string, typename decltype(order_)::iterator> index_;
};

std::string account_key(std::string_view account) {
    return "a:" + std::string(account);
}
std::string address_key(std::string_view address) {
    return "p:" + std::string(address);
}

}  // namespace

struct GuessLimit::Impl {
    Impl(const Clock& c, unsigned g, std::chrono::milliseconds w, std::size_t max_keys)
        : clock(c), guesses(g), window(w), taken(max_keys) {}
    using Times = std::deque<Instant>;

    // The guesses of the window that ends now.
    Times& current(const std::string& key, Instant now) {
        Times& times = taken.touch(key, [] { return Times{}; });
        forget_old(times, now);
        return times;
    }
    void forget_old(Times& times, Instant now) const {
        while (!times.empty() && now - times.front() >= window) times.pop_front();
    }
    std::chrono::milliseconds wait(const std::string& key, Instant now) {
        Times* times = taken.find(key);
        if (times == nullptr) return {};
        forget_old(*times, now);
        if (times->size() < guesses) return {};
        return times->front() + window - now;
    }

    const Clock& clock;
    unsigned guesses;
    std::chrono::milliseconds window;
    std::mutex mutex;
    Recent<Times> taken;
};

GuessLimit::GuessLimit(const Clock& clock, unsigned guesses, std::chrono::milliseconds window,
                       std::size_t max_keys)
    : impl_(std::make_unique<Impl>(clock, guesses, window, max_keys)) {}
GuessLimit::~GuessLimit() = default;

bool GuessLimit::take(std::string_view account, std::string_view address) {
    const std::lock_guard lock(impl_->mutex);
    const Instant now = impl_->clock.now();
    for (const auto& key : {account_key(account), address_key(address)})
        if (impl_->current(key, now).size() >= impl_->guesses) return false;
    for (const auto& key : {account_key(account), address_key(address)})
        impl_->current(key, now).push_back(now);
    return true;
}

void GuessLimit::succeeded(std::string_view account, std::string_view address) {
    const std::lock_guard lock(impl_->mutex);
    impl_->taken.erase(account_key(account));
    if (auto* times = impl_->taken.find(address_key(address)); times && !times->empty())
        times->pop_back();
}

std::chrono::milliseconds GuessLimit::wait_for(std::string_view account,
                                               std::string_view address) const {
    const std::lock_guard lock(impl_->mutex);
    const Instant now = impl_->clock.now();
    return std::max(impl_->wait(account_key(account), now), impl_->wait(address_key(address), now));
}

struct TokenBucket::Impl {
    Impl(const Clock& c, double rate, double size, std::size_t max_keys)
        : clock(c), per_second(rate), burst(size), buckets(max_keys) {}
    struct Bucket {
        double tokens;
        Instant at;
    };
    const Clock& clock;
    double per_second;
    double burst;
    std::mutex mutex;
    Recent<Bucket> buckets;
};

TokenBucket::TokenBucket(const Clock& clock, double per_second, double burst, std::size_t max_keys)
    : impl_(std::make_unique<Impl>(clock, per_second, burst, max_keys)) {}
TokenBucket::~TokenBucket() = default;

bool TokenBucket::take(std::string_view key) {
    const std::lock_guard lock(impl_->mutex);
    const Instant now = impl_->clock.now();
    auto& bucket = impl_->buckets.touch(std::string(key), [&] {
        return Impl::Bucket{impl_->burst, now};
    });
    // A clock that steps back gives nothing and takes nothing.
    const double passed = std::max(0.0, static_cast<double>((now - bucket.at).count()) / 1000.0);
    bucket.tokens = std::min(impl_->burst, bucket.tokens + passed * impl_->per_second);
    bucket.at = now;
    if (bucket.tokens < 1.0) return false;
    bucket.tokens -= 1.0;
    return true;
}

}  // namespace hearth::web
