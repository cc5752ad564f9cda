#include "web/security/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "web/html.h"
#include "web/security/token.h"

namespace hearth::web {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr int kDigits = 6;

const EVP_MD* digest_of(TotpHash hash) {
    switch (hash) {
        case TotpHash::sha1:
            return EVP_sha1();
        case TotpHash::sha256:
            return EVP_sha256();
        case TotpHash::sha512:
            return EVP_sha512();
    }
    throw std::logic_error("no such hash");
}

}  // namespace

std::string new_totp_secret() {
    return base32(random_bytes(20));
}

std::string base32(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            out += kAlphabet[(held >> bits) & 31U];
        }
        held &= (1U << bits) - 1U;
    }
    if (bits > 0) out += kAlphabet[(held << (5 - bits)) & 31U];
    return out;
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (char c : text) {
        if (c == ' ' || c == '-' || c == '=') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << 5U) | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 255U);
        }
        held &= (1U << bits) - 1U;
    }
    return out;
}

std::string hotp(std::string_view secret, std::uint64_t counter, int digits, TotpHash hash) {
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i)
        message[message.size() - 1 - i] = static_cast<unsigned char>((counter >> (8 * i)) & 255U);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    if (HMAC(digest_of(hash), secret.data(), static_cast<int>(secret.size()), message.data(),
             message.size(), mac.data(), &length) == nullptr)
        throw std::runtime_error("HMAC failed");
    // RFC 4226 §5.3: four bytes from where the last nibble says, without the sign bit.
    const std::size_t at = mac[length - 1] & 15U;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = (value << 8U) | mac[at + i];
    value &= 0x7fffffffU;
    std::string out(static_cast<std::size_t>(digits), '0');
    for (auto digit = out.rbegin(); digit != out.rend(); ++digit, value /= 10)
        *digit = static_cast<char>('0' + value % 10);
    return out;
}

std::int64_t totp_step(Instant at) {
    return at.ms / 30'000;
}

std::string totp_code(std::string_view base32_secret, Instant at) {
    const auto secret = from_base32(base32_secret);
    if (!secret || secret->empty()) throw std::invalid_argument("not a base 32 secret");
    return hotp(*secret, static_cast<std::uint64_t>(totp_step(at)), kDigits);
}

std::optional<std::int64_t> totp_verify(std::string_view base32_secret, std::string_view typed,
                                        Instant now, std::int64_t last_step) {
    const auto secret = from_base32(base32_secret);
    if (!secret || secret->empty()) return std::nullopt;
    std::string code;
    for (const char c : typed)
        if (c != ' ') code += c;
    std::optional<std::int64_t> matched;
    for (std::int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; ++step) {
        if (step < 0) continue;
        const bool same =
            equal_in_constant_time(hotp(*secret, static_cast<std::uint64_t>(step), kDigits), code);
        if (same && step > last_step && !matched) matched = step;
    }
    return matched;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account,
                        std::string_view base32_secret) {
    return "otpauth://totp/" + percent_encode(issuer) + ":" + percent_encode(account) +
           "?secret=" + percent_encode(base32_secret) + "&issuer=" + percent_encode(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace hearth::web
