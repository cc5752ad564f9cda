// Passwords: argon2id (64 MiB, 2 passes; about 75 ms), as libsodium writes it.
//
// At most `max_at_once` hashes run at a time in a process (each takes 64 MiB); others wait their
// turn. Routes that hash belong to Pool::slow. No composition rules (ASVS 6.2.5): length of 12 to
// 128 characters, and not a common or guessable word. It does not count guesses: see rate_limit.h.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hearth::web {

struct PasswordCost {
    std::uint64_t passes = 2;
    std::size_t memory_bytes = std::size_t{64} << 20;
};

class Passwords {
  public:
    explicit Passwords(PasswordCost cost = {}, unsigned max_at_once = 2);
    ~Passwords();
    Passwords(const Passwords&) = delete;
    Passwords& operator=(const Passwords&) = delete;

    // "$argon2id$v=19$m=65536,t=2,p=1$…". Throws std::bad_alloc when the memory is not there.
    std::string hash(std::string_view password) const;
    enum class Check { wrong, right, right_but_rehash };
    // `right_but_rehash`: the stored hash has another cost; store hash(password) anew.
    Check verify(std::string_view stored, std::string_view password) const;
    // For a user who does not exist: takes as long as verify() and is always wrong, so that time
    // tells nothing.
    Check verify_nobody(std::string_view password) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Empty when acceptable. `about` are words that the password must not consist of: user name,
// "hearth", the authority.
std::vector<FieldError> check_new_password(std::string_view password,
                                           const std::vector<std::string>& about,
                                           std::string_view field);

}  // namespace hearth::web
