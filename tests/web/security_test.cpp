// Passwords, second factor, tokens, forged requests, guess limits, headers.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "web/html.h"
#include "web/security/csrf.h"
#include "web/security/headers.h"
#include "web/security/password.h"
#include "web/security/rate_limit.h"
#include "web/security/token.h"
#include "web/security/totp.h"

namespace hearth::web {
namespace {

using namespace std::chrono_literals;

// Tests use the least cost that libsodium allows; one checks the real one.
constexpr PasswordCost kCheap{1, 8192};

Instant at_second(std::int64_t seconds) {
    return Instant{seconds * 1000};
}

TEST(Passwords, a_password_is_stored_as_argon2id_with_64_mib_and_two_passes) {
    const Passwords passwords;
    const auto stored = passwords.hash("otter lamp granite");
    EXPECT_TRUE(stored.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << stored;
    EXPECT_EQ(passwords.verify(stored, "otter lamp granite"), Passwords::Check::right);
    EXPECT_EQ(passwords.verify(stored, "otter lamp granitE"), Passwords::Check::wrong);
}

TEST(Passwords, the_same_password_is_never_stored_alike) {
    const Passwords passwords(kCheap);
    EXPECT_NE(passwords.hash("otter lamp granite"), passwords.hash("otter lamp granite"));
}

TEST(Passwords, a_password_hashed_at_another_cost_is_right_but_to_be_hashed_anew) {
    const Passwords before(kCheap);
    const Passwords now(PasswordCost{2, 16384});
    EXPECT_EQ(now.verify(before.hash("otter lamp granite"), "otter lamp granite"),
              Passwords::Check::right_but_rehash);
}

TEST(Passwords, a_damaged_stored_hash_lets_nobody_in) {
    const Passwords passwords(kCheap);
    for (const auto* stored : {"", "x", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$AAAA$AAAA"})
        EXPECT_EQ(passwords.verify(stored, ""), Passwords::Check::wrong);
}

TEST(Passwords, a_user_who_does_not_exist_takes_as_much_work_as_one_who_does) {
    const Passwords passwords(PasswordCost{2, std::size_t{8} << 20});
    const auto stored = passwords.hash("otter lamp granite");
    EXPECT_EQ(passwords.verify_nobody("nobody has this password"), Passwords::Check::wrong);
    const auto time_of = [](auto work) {
        auto best = 1h + 0ns;
        for (int i = 0; i < 5; ++i) {
            const auto began = std::chrono::steady_clock::now();
            work();
            best =
                std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - began);
        }
        return static_cast<double>(best.count());
    };
    const double known = time_of([&] { (void)passwords.verify(stored, "wrong password"); });
    const double unknown = time_of([&] { (void)passwords.verify_nobody("wrong password"); });
    EXPECT_GT(unknown, known / 3);
    EXPECT_LT(unknown, known * 3);
}

TEST(Passwords, hashing_at_once_is_capped_and_all_finish) {
    const Passwords passwords(kCheap, 1);
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            const auto stored = passwords.hash("otter lamp granite");
            if (passwords.verify(stored, "otter lamp granite") == Passwords::Check::right) ++right;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 6);
}

TEST(Passwords, a_new_password_is_long_and_not_guessable_and_needs_no_symbols) {
    const std::vector<std::string> about{"jane.smith", "Lancashire"};
    for (const auto* good : {"otter lamp granite", "correct horse battery", "Žluťoučký kůň pěl",
                             "twelve letters of mine"})
        EXPECT_TRUE(check_new_password(good, about, "password").empty()) << good;
    for (const auto* bad :
         {"short", "elevenchars", "aaaaaaaaaaaaaaaa", "123456789012345", "abcabcabcabcabc",
          "Password123456", "jane.smith2026!", "Lancashire2026!!", "Hearth-Hearth-2026",
          "QwertyUiop1234", "abcdefghijklmnop"}) {
        const auto errors = check_new_password(bad, about, "password");
        ASSERT_EQ(errors.size(), 1U) << bad;
        EXPECT_EQ(errors[0].field, "password");
        EXPECT_EQ(errors[0].message.find(bad), std::string::npos);
    }
    EXPECT_EQ(check_new_password(std::string(129, 'x'), about, "p")[0].code, "password_too_long");
}

// The vectors of RFC 6238, appendix B: 8 digits, three hashes.
TEST(Totp, gives_every_code_of_the_standard) {
    const std::string seed1 = "12345678901234567890";
    const std::string seed256 = "12345678901234567890123456789012";
    const std::string seed512 = "1234567890123456789012345678901234567890123456789012345678901234";
    struct Vector {
        std::int64_t seconds;
        const char* sha1;
        const char* sha256;
        const char* sha512;
    };
    const Vector vectors[] = {{59, "94287082", "46119246", "90693936"},
                              {1111111109, "07081804", "68084774", "25091201"},
                              {1111111111, "14050471", "67062674", "99943326"},
                              {1234567890, "89005924", "91819424", "93441116"},
                              {2000000000, "69279037", "90698825", "38618901"},
                              {20000000000, "65353130", "77737706", "47863826"}};
    for (const auto& v : vectors) {
        const auto step = static_cast<std::uint64_t>(totp_step(at_second(v.seconds)));
        EXPECT_EQ(hotp(seed1, step, 8, TotpHash::sha1), v.sha1);
        EXPECT_EQ(hotp(seed256, step, 8, TotpHash::sha256), v.sha256);
        EXPECT_EQ(hotp(seed512, step, 8, TotpHash::sha512), v.sha512);
    }
}

// RFC 4226, appendix D.
TEST(Totp, gives_every_counter_code_of_the_standard) {
    const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                           "254676", "287922", "162583", "399871", "520489"};
    for (std::uint64_t i = 0; i < 10; ++i) EXPECT_EQ(hotp("12345678901234567890", i), codes[i]);
}

// RFC 4648, section 10, without padding.
TEST(Totp, secrets_are_base_32_as_the_standard_has_it) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "MY"},
                                                           {"fo", "MZXQ"},
                                                           {"foo", "MZXW6"},
                                                           {"foob", "MZXW6YQ"},
                                                           {"fooba", "MZXW6YTB"},
                                                           {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, coded] : vectors) {
        EXPECT_EQ(base32(plain), coded);
        EXPECT_EQ(from_base32(coded), plain);
    }
    EXPECT_EQ(from_base32("mzxw 6ytb-oi"), "foobar");
    EXPECT_FALSE(from_base32("MZXW1"));
    EXPECT_EQ(new_totp_secret().size(), 32U);
    EXPECT_NE(new_totp_secret(), new_totp_secret());
}

TEST(Totp, a_code_is_taken_one_step_early_or_late_and_no_more) {
    const auto secret = new_totp_secret();
    const auto now = at_second(1'800'000'015);
    for (const int steps : {-1, 0, 1})
        EXPECT_TRUE(totp_verify(secret, totp_code(secret, now + steps * 30s), now, -1)) << steps;
    // A code two steps away could by chance equal a near one; such a secret is passed over.
    for (const int steps : {-2, 2}) {
        const auto far = totp_code(secret, now + steps * 30s);
        bool near = false;
        for (const int s : {-1, 0, 1}) near = near || totp_code(secret, now + s * 30s) == far;
        EXPECT_TRUE(near || !totp_verify(secret, far, now, -1)) << steps;
    }
}

TEST(Totp, a_code_works_once) {
    const auto secret = new_totp_secret();
    const auto now = at_second(1'800'000'015);
    const auto code = totp_code(secret, now);
    const auto step = totp_verify(secret, code, now, -1);
    ASSERT_TRUE(step);
    EXPECT_FALSE(totp_verify(secret, code, now, *step));
    EXPECT_FALSE(totp_verify(secret, totp_code(secret, now - 30s), now, *step));
    EXPECT_TRUE(totp_verify(secret, totp_code(secret, now + 30s), now + 30s, *step));
}

TEST(Totp, what_is_not_a_code_is_refused) {
    const auto secret = new_totp_secret();
    const auto now = at_second(1'800'000'015);
    for (const auto* typed : {"", "1", "12345", "1234567", "abcdef", "      "})
        EXPECT_FALSE(totp_verify(secret, typed, now, -1)) << typed;
    auto spaced = totp_code(secret, now);
    spaced.insert(3, " ");
    EXPECT_TRUE(totp_verify(secret, spaced, now, -1));
    EXPECT_FALSE(totp_verify("", "123456", now, -1));
    EXPECT_FALSE(totp_verify("not base 32!", "123456", now, -1));
}

TEST(Totp, the_address_for_an_app_names_the_service_and_the_account) {
    EXPECT_EQ(otpauth_uri("Hearth Demo", "a.user", "MZXW6YTBOI"),
              "otpauth://totp/Hearth%20Demo:a.user?secret=MZXW6YTBOI&issuer=Hearth%20Demo"
              "&algorithm=SHA1&digits=6&period=30");
}

TEST(Tokens, are_256_random_bits_and_stored_as_a_hash) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(new_token());
    EXPECT_EQ(seen.size(), 1000U);
    EXPECT_EQ(seen.begin()->size(), 43U);
    // FIPS 180-2: SHA-256 of "abc".
    EXPECT_EQ(token_hash("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Tokens, compare_equal_only_when_equal) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST(Tokens, base64url_goes_there_and_back_and_refuses_other_text) {
    for (std::size_t n = 0; n < 70; ++n) {
        const auto bytes = random_bytes(n);
        EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
    }
    for (const auto* bad : {"a", "ab=", "a+b/", "ab cd", "abcd\n"})
        EXPECT_FALSE(from_base64url(bad)) << bad;
}

TEST(Csrf, each_page_bears_another_text_and_all_are_taken) {
    const auto secret = new_csrf_secret();
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const auto token = masked_csrf_token(secret);
        seen.insert(token);
        EXPECT_TRUE(csrf_token_matches(secret, token));
    }
    EXPECT_EQ(seen.size(), 100U);
}

TEST(Csrf, the_token_of_another_session_or_a_damaged_one_is_refused) {
    const auto secret = new_csrf_secret();
    EXPECT_FALSE(csrf_token_matches(secret, masked_csrf_token(new_csrf_secret())));
    EXPECT_FALSE(csrf_token_matches(secret, ""));
    EXPECT_FALSE(csrf_token_matches("", masked_csrf_token("")));
    EXPECT_FALSE(csrf_token_matches(secret, base64url(secret)));
    auto damaged = masked_csrf_token(secret);
    damaged[5] = damaged[5] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(csrf_token_matches(secret, damaged));
}

TEST(Csrf, the_token_may_stand_in_the_form_or_in_the_header_but_not_in_the_address) {
    const auto secret = new_csrf_secret();
    Request request;
    request.method = Method::post;
    request.query.add(std::string(kCsrfField), masked_csrf_token(secret));
    EXPECT_FALSE(csrf_allows(request, secret));
    request.form.add(std::string(kCsrfField), masked_csrf_token(secret));
    EXPECT_TRUE(csrf_allows(request, secret));
    Request scripted;
    scripted.headers.add(std::string(kCsrfHeader), masked_csrf_token(secret));
    EXPECT_TRUE(csrf_allows(scripted, secret));
}

TEST(Csrf, what_a_browser_says_came_from_elsewhere_is_refused) {
    const auto from = [](std::string name, std::string value, bool secure = false) {
        Request request;
        request.host = "hearth.example:8443";
        request.secure = secure;
        request.headers.add(std::move(name), std::move(value));
        return same_site(request);
    };
    EXPECT_TRUE(from("sec-fetch-site", "same-origin"));
    EXPECT_TRUE(from("sec-fetch-site", "none"));
    EXPECT_FALSE(from("sec-fetch-site", "same-site"));
    EXPECT_FALSE(from("sec-fetch-site", "cross-site"));
    EXPECT_TRUE(from("origin", "https://hearth.example:8443", true));
    EXPECT_FALSE(from("origin", "http://hearth.example:8443", true));
    EXPECT_FALSE(from("origin", "https://hearth.example", true));
    EXPECT_FALSE(from("origin", "null"));
    EXPECT_TRUE(from("accept", "*/*"));
}

TEST(GuessLimit, ten_wrong_guesses_in_five_minutes_then_none_until_the_first_is_old) {
    ManualClock clock(at_second(1'800'000'000));
    GuessLimit limit(clock);
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(limit.take("jane", "10.0.0." + std::to_string(i)));
        clock.advance(10s);
    }
    EXPECT_FALSE(limit.take("jane", "10.0.1.1"));
    EXPECT_TRUE(limit.take("joan", "10.0.1.1"));
    EXPECT_EQ(limit.wait_for("jane", "10.0.1.2"), 200s);
    clock.advance(200s);
    EXPECT_EQ(limit.wait_for("jane", "10.0.1.2"), 0s);
    EXPECT_TRUE(limit.take("jane", "10.0.1.2"));
    EXPECT_FALSE(limit.take("jane", "10.0.1.2"));
}

TEST(GuessLimit, no_five_minutes_ever_hold_more_than_ten_guesses) {
    ManualClock clock(at_second(1'800'000'000));
    GuessLimit limit(clock);
    std::vector<Instant> allowed;
    for (int second = 0; second < 3600; second += 7) {
        if (limit.take("jane", "10.0.0.1")) allowed.push_back(clock.now());
        clock.advance(7s);
    }
    for (std::size_t i = 10; i < allowed.size(); ++i) EXPECT_GE(allowed[i] - allowed[i - 10], 5min);
    EXPECT_GT(allowed.size(), 100U);  // and it does not lock out for ever
}

TEST(GuessLimit, one_address_may_not_try_ten_accounts_once_each_and_then_more) {
    ManualClock clock(at_second(1'800'000'000));
    GuessLimit limit(clock);
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(limit.take("user" + std::to_string(i), "10.0.0.1"));
    EXPECT_FALSE(limit.take("user10", "10.0.0.1"));
    EXPECT_TRUE(limit.take("user10", "10.0.0.2"));
}

TEST(GuessLimit, a_council_behind_one_address_can_all_sign_in_at_nine_o_clock) {
    ManualClock clock(at_second(1'800'000'000));
    GuessLimit limit(clock);
    for (int i = 0; i < 500; ++i) {
        const auto user = "user" + std::to_string(i);
        ASSERT_TRUE(limit.take(user, "10.0.0.1")) << i;
        limit.succeeded(user, "10.0.0.1");
    }
}

TEST(GuessLimit, keys_beyond_the_bound_push_out_the_longest_quiet) {
    ManualClock clock(at_second(1'800'000'000));
    GuessLimit limit(clock, 1, 5min, 4);
    EXPECT_TRUE(limit.take("a", "1"));
    EXPECT_TRUE(limit.take("b", "2"));
    EXPECT_FALSE(limit.take("b", "3"));
    EXPECT_TRUE(limit.take("c", "3"));
}

TEST(TokenBucket, a_session_may_burst_and_then_goes_at_its_rate) {
    ManualClock clock(at_second(1'800'000'000));
    TokenBucket bucket(clock, 2.0, 5.0);
    int taken = 0;
    while (bucket.take("s")) ++taken;
    EXPECT_EQ(taken, 5);
    EXPECT_TRUE(bucket.take("other"));
    clock.advance(1s);
    taken = 0;
    while (bucket.take("s")) ++taken;
    EXPECT_EQ(taken, 2);
    clock.advance(1h);
    taken = 0;
    while (bucket.take("s")) ++taken;
    EXPECT_EQ(taken, 5);
}

TEST(SecurityHeaders, every_answer_bears_them_and_no_page_can_loosen_them) {
    Response response = Response::html(Html("x"));
    response.header("content-security-policy", "default-src *");
    response.header("X-Frame-Options", "ALLOWALL");
    apply_security_headers(response, false);
    std::multiset<std::string> names;
    for (const auto& [name, value] : response.headers) {
        names.insert(name);
        EXPECT_EQ(value.find('*'), std::string::npos) << name;
        EXPECT_EQ(value.find("unsafe"), std::string::npos) << name;
    }
    for (const auto* name : {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
                             "Permissions-Policy", "Cross-Origin-Opener-Policy",
                             "Cross-Origin-Resource-Policy", "X-Frame-Options", "Cache-Control"})
        EXPECT_EQ(names.count(name), 1U) << name;
    EXPECT_EQ(names.count("Strict-Transport-Security"), 0U);
}

TEST(SecurityHeaders, pages_are_never_stored_and_only_a_response_that_says_so_is) {
    const auto cache = [](Response response) {
        apply_security_headers(response, true);
        for (const auto& [name, value] : response.headers)
            if (name == "Cache-Control") return value;
        return std::string();
    };
    EXPECT_EQ(cache(Response::html(Html("x"))), "no-store");
    EXPECT_EQ(cache(Response::csv("x", "a.csv")), "no-store");
    Response asset = Response::svg("<svg/>");
    asset.header("Cache-Control", "public, max-age=31536000, immutable");
    EXPECT_EQ(cache(asset), "public, max-age=31536000, immutable");
}

TEST(SecurityHeaders, over_tls_the_browser_is_told_to_stay_there) {
    Response response;
    apply_security_headers(response, true);
    EXPECT_TRUE(response.has_header("strict-transport-security"));
}

}  // namespace
}  // namespace hearth::web
