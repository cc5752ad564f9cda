#include "base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cassert>
#include <stdexcept>

namespace hearth {
namespace {

// Fetched once: looking the algorithm up costs more than hashing a short text.
const EVP_MD* sha256_algorithm() {
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    if (algorithm == nullptr) throw std::runtime_error("OpenSSL offers no SHA-256");
    return algorithm;
}

void require(int ok) {
    if (ok != 1) throw std::runtime_error("OpenSSL could not hash");
}

struct Context {
    EVP_MD_CTX* ctx = EVP_MD_CTX_new();
    Context() {
        if (ctx == nullptr) throw std::bad_alloc();
    }
    ~Context() { EVP_MD_CTX_free(ctx); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
};

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode64(std::string_view bytes, std::string_view alphabet) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<std::uint8_t>(c);
        held += 8;
        while (held >= 6) {
            held -= 6;
            out += alphabet[(bits >> held) & 63U];
        }
    }
    if (held > 0) out += alphabet[(bits << (6 - held)) & 63U];
    return out;
}

// `text` without padding. Refuses bits left over that are not zero, so that bytes have one text
// only.
std::optional<std::string> decode64(std::string_view text, std::string_view alphabet) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const auto at = alphabet.find(c);
        if (at == std::string_view::npos) return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(at);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(static_cast<std::uint8_t>((bits >> held) & 0xFFU));
        }
    }
    if ((bits & ((1U << held) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace

std::string Sha256::hex() const {
    return to_hex(raw());
}

std::string_view Sha256::raw() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<Sha256> Sha256::from_hex(std::string_view text) {
    const auto decoded = hearth::from_hex(text);
    return decoded ? from_raw(*decoded) : std::nullopt;
}

std::optional<Sha256> Sha256::from_raw(std::string_view raw_bytes) {
    Sha256 out;
    if (raw_bytes.size() != out.bytes.size()) return std::nullopt;
    std::memcpy(out.bytes.data(), raw_bytes.data(), raw_bytes.size());
    return out;
}

Sha256 sha256(std::string_view bytes) {
    thread_local const Context context;
    Sha256 out;
    require(EVP_DigestInit_ex2(context.ctx, sha256_algorithm(), nullptr));
    require(EVP_DigestUpdate(context.ctx, bytes.data(), bytes.size()));
    require(EVP_DigestFinal_ex(context.ctx, out.bytes.data(), nullptr));
    return out;
}

struct Sha256Hasher::State {
    Context context;
    bool finished = false;
};

Sha256Hasher::Sha256Hasher() : state_(std::make_unique<State>()) {
    require(EVP_DigestInit_ex2(state_->context.ctx, sha256_algorithm(), nullptr));
}
Sha256Hasher::~Sha256Hasher() = default;
Sha256Hasher::Sha256Hasher(Sha256Hasher&&) noexcept = default;
Sha256Hasher& Sha256Hasher::operator=(Sha256Hasher&&) noexcept = default;

Sha256Hasher& Sha256Hasher::update(std::string_view bytes) {
    assert(!state_->finished);
    require(EVP_DigestUpdate(state_->context.ctx, bytes.data(), bytes.size()));
    return *this;
}

Sha256 Sha256Hasher::finish() {
    assert(!state_->finished);
    state_->finished = true;
    Sha256 out;
    require(EVP_DigestFinal_ex(state_->context.ctx, out.bytes.data(), nullptr));
    return out;
}

Sha256 hmac_sha256(std::string_view key, std::string_view message) {
    Sha256 out;
    unsigned int size = 0;
    // An empty string_view may hold a null pointer, which HMAC reads as "the key used before".
    const void* key_bytes = key.empty() ? "" : key.data();
    const auto* done = HMAC(sha256_algorithm(), key_bytes, static_cast<int>(key.size()),
                            reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                            out.bytes.data(), &size);
    require(done != nullptr && size == out.bytes.size() ? 1 : 0);
    return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint8_t>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15U];
    }
    return out;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

std::string to_base64url(std::string_view bytes) {
    return encode64(bytes, kBase64Url);
}

std::optional<std::string> from_base64url(std::string_view text) {
    return decode64(text, kBase64Url);
}

std::string to_base64(std::string_view bytes) {
    std::string out = encode64(bytes, kBase64);
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i) text.remove_suffix(1);
    return decode64(text, kBase64);
}

}  // namespace hearth
