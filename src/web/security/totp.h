// The second factor: time-based one-time codes, RFC 6238 (30-second steps, 6 digits, SHA-1 as
// authenticator apps expect).
//
// A code is accepted for the step before, the present and the next. totp_verify gives back the step
// that matched; the caller stores it and passes it as `last_step` next time, so that a code works
// once (RFC 6238 §5.2).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace hearth::web {

enum class TotpHash { sha1, sha256, sha512 };

std::string new_totp_secret();  // 160 random bits in base 32: 32 characters
// Upper case without padding, RFC 4648. Decoding takes lower case, spaces and hyphens as people
// type them.
std::string base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

// The code of a counter (RFC 4226). `secret` is the raw bytes.
std::string hotp(std::string_view secret, std::uint64_t counter, int digits = 6,
                 TotpHash hash = TotpHash::sha1);
std::int64_t totp_step(Instant at);  // 30-second steps since 1970
std::string totp_code(std::string_view base32_secret, Instant at);
// The step matched, or nothing. A step at or before `last_step` (-1: none yet) is never accepted.
// Spaces in the typed code are ignored.
std::optional<std::int64_t> totp_verify(std::string_view base32_secret, std::string_view typed,
                                        Instant now, std::int64_t last_step);
// "otpauth://totp/Hearth:a.user?secret=…&issuer=Hearth", for a QR code or a link on the same phone.
std::string otpauth_uri(std::string_view issuer, std::string_view account,
                        std::string_view base32_secret);

}  // namespace hearth::web
