// Hashes, keyed hashes, and the texts that bytes are written as.
//
// A Sha256 is a value: 32 bytes, comparable, usable as a key. Bytes travel as std::string_view, so
// that any buffer can be hashed without copying. Not for passwords (those need a slow hash: see
// identity and sign-in).
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hearth {

struct Sha256 {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const Sha256&) const = default;
    std::string hex() const;       // 64 lower-case characters
    std::string_view raw() const;  // the 32 bytes; valid while this value lives
    static std::optional<Sha256> from_hex(std::string_view text);   // 64 hex digits, either case
    static std::optional<Sha256> from_raw(std::string_view bytes);  // exactly 32 bytes
};

Sha256 sha256(std::string_view bytes);

// For what arrives in pieces. finish() may be called once; update() after it is a bug.
class Sha256Hasher {
  public:
    Sha256Hasher();
    ~Sha256Hasher();
    Sha256Hasher(Sha256Hasher&&) noexcept;
    Sha256Hasher& operator=(Sha256Hasher&&) noexcept;
    Sha256Hasher& update(std::string_view bytes);
    Sha256 finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

Sha256 hmac_sha256(std::string_view key, std::string_view message);  // RFC 2104

// True when equal; takes the same time wherever they differ (but not whatever their lengths).
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string to_hex(std::string_view bytes);                        // lower case
std::optional<std::string> from_hex(std::string_view text);        // either case; even length
std::string to_base64url(std::string_view bytes);                  // RFC 4648 section 5, no padding
std::optional<std::string> from_base64url(std::string_view text);  // no padding, no stray bits
std::string to_base64(std::string_view bytes);                     // RFC 4648 section 4, padded
std::optional<std::string> from_base64(
    std::string_view text);  // padded, no stray bits, no white space

}  // namespace hearth

template <>
struct std::hash<hearth::Sha256> {
    std::size_t operator()(const hearth::Sha256& h) const noexcept {
        std::size_t out = 0;
        std::memcpy(&out, h.bytes.data(), sizeof out);
        return out;
    }
};
