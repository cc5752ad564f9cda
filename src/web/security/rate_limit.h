// How often something may be tried. In memory, a process; thread-safe; the clock is passed in.
//
// GuessLimit is for sign-in: at most 10 failures in any 5 minutes (Cyber Essentials) for an account
// and for an address, sliding, not in fixed windows. TokenBucket is for everything else of a
// session. Both forget keys that have gone quiet and are bounded: when full, the longest-quiet key
// is dropped. Neither survives a restart.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/time.h"

namespace hearth::web {

class GuessLimit {
  public:
    explicit GuessLimit(const Clock& clock, unsigned guesses = 10,
                        std::chrono::milliseconds window = std::chrono::minutes(5),
                        std::size_t max_keys = 100'000);
    ~GuessLimit();
    // Takes one guess for the account and for the address, before the password is looked at. False
    // when either has none left: nothing is then counted, and the answer is 429 with wait_for(). An
    // unknown account is counted like any other.
    bool take(std::string_view account, std::string_view address);
    // After a right password: the account's guesses are forgotten and this one is given back to the
    // address, since a whole council may share one.
    void succeeded(std::string_view account, std::string_view address);
    // Zero when a guess is allowed now.
    std::chrono::milliseconds wait_for(std::string_view account, std::string_view address) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

class TokenBucket {
  public:
    // `burst` at once, then `per_second` each second.
    TokenBucket(const Clock& clock, double per_second, double burst,
                std::size_t max_keys = 100'000);
    ~TokenBucket();
    bool take(std::string_view key);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::web
