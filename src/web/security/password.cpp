#include "web/security/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <new>
#include <semaphore>
#include <stdexcept>

namespace hearth::web {
namespace {

constexpr std::size_t kShortest = 12;
constexpr std::size_t kLongest = 128;

class Turn {
  public:
    explicit Turn(std::counting_semaphore<64>& turns) : turns_(turns) { turns_.acquire(); }
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::counting_semaphore<64>& turns_;
};

// The words that long bad passwords are made of, a longer one before what it begins with. It is not
// a list of breached passwords: an authority that has one puts it behind its identity provider.
constexpr std::array<std::string_view, 42> kCommonParts{
    "password", "passw0rd", "qwertyuiop", "qwerty",    "asdfghjkl", "zxcvbnm",  "letmein",
    "welcome",  "iloveyou", "football",   "liverpool", "arsenal",   "chelsea",  "everton",
    "monkey",   "dragon",   "sunshine",   "princess",  "charlie",   "superman", "batman",
    "admin",    "changeme", "secret",     "summer",    "winter",    "spring",   "autumn",
    "january",  "february", "october",    "november",  "december",  "monday",   "friday",
    "social",   "worker",   "council",    "england",   "hearth",    "trustno",  "master"};

std::string lower_letters_and_digits(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (u >= 0x80 || std::isalnum(u) != 0) out += static_cast<char>(std::tolower(u));
    }
    return out;
}

// "123456", "abcdef", "aaaaaa" and their reverses, however long.
bool is_run(std::string_view text) {
    if (text.size() < 2) return true;
    const int step = text[1] - text[0];
    if (step < -1 || step > 1) return false;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i] - text[i - 1] != step && !(text[i - 1] == '9' && text[i] == '0')) return false;
    return true;
}

bool is_repetition(std::string_view text) {
    for (std::size_t n = 1; n <= text.size() / 2; ++n) {
        bool same = true;
        for (std::size_t i = n; same && i < text.size(); ++i) same = text[i] == text[i - n];
        if (same && n <= 6) return true;
    }
    return false;
}

// Takes every guessable word out; what is left is what a guesser would have to guess.
std::string without(std::string text, std::string_view word) {
    if (word.size() < 3) return text;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
    return text;
}

}  // namespace

struct Passwords::Impl {
    Impl(PasswordCost c, unsigned at_once)
        : cost(c), turns(static_cast<std::ptrdiff_t>(std::clamp(at_once, 1U, 64U))) {}
    PasswordCost cost;
    mutable std::counting_semaphore<64> turns;
    std::once_flag nobody_made;
    std::string nobody;
};

Passwords::Passwords(PasswordCost cost, unsigned max_at_once)
    : impl_(std::make_unique<Impl>(cost, max_at_once)) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be started");
}
Passwords::~Passwords() = default;

std::string Passwords::hash(std::string_view password) const {
    const Turn turn(impl_->turns);
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), impl_->cost.passes,
                              impl_->cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return out.data();
}

Passwords::Check Passwords::verify(std::string_view stored, std::string_view password) const {
    const std::string text(stored);
    const Turn turn(impl_->turns);
    if (crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) != 0)
        return Check::wrong;
    return crypto_pwhash_str_needs_rehash(text.c_str(), impl_->cost.passes,
                                          impl_->cost.memory_bytes) == 0
               ? Check::right
               : Check::right_but_rehash;
}

Passwords::Check Passwords::verify_nobody(std::string_view password) const {
    std::call_once(impl_->nobody_made,
                   [this] { impl_->nobody = hash("nobody has this password"); });
    (void)verify(impl_->nobody, password);
    return Check::wrong;
}

std::vector<FieldError> check_new_password(std::string_view password,
                                           const std::vector<std::string>& about,
                                           std::string_view field) {
    const auto error = [&](std::string code, std::string message) {
        return std::vector{FieldError{std::string(field), std::move(code), std::move(message)}};
    };
    const auto characters =
        static_cast<std::size_t>(std::count_if(password.begin(), password.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        }));
    if (characters < kShortest)
        return error("password_too_short",
                     "Password must be 12 characters or more. Three random words work well.");
    if (password.size() > kLongest)
        return error("password_too_long", "Password must be 128 characters or fewer");
    std::string left = lower_letters_and_digits(password);
    const bool patterned = is_run(left) || is_repetition(left);
    for (const auto& word : about) left = without(left, lower_letters_and_digits(word));
    for (const auto word : kCommonParts) left = without(left, word);
    // Digits at the end ("2026", "123") add little: what must remain is four other characters.
    const auto others = std::count_if(left.begin(), left.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) == 0;
    });
    if (patterned || others < 4)
        return error("password_easy_to_guess",
                     "Password is easy to guess. Use three random words, without your name or the "
                     "name of this service.");
    return {};
}

}  // namespace hearth::web
