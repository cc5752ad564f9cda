// Secrets made by the server: session tokens, pre-session secrets, idempotency keys.
//
// Tokens are 256 random bits from the system, written as 43 characters of unpadded base64url. The
// server stores only token_hash(): a copy of the database does not let anyone sign in.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::web {

std::string random_bytes(std::size_t count);
std::string new_token();
// SHA-256 of the token as 64 hex digits; what is stored and looked up. 0.5 µs.
std::string token_hash(std::string_view token);
// Takes the same time wherever two strings of equal length differ. Different lengths give false at
// once.
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string base64url(std::string_view bytes);  // unpadded
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace hearth::web
