// Cross-site request forgery: two independent checks on every unsafe request.
//
// 1. A synchroniser token: each session has a secret of 32 random bytes (store it with the
// session); each page bears
//    the secret masked with fresh random bytes, so no two pages carry the same text and compressing
//    a page reveals nothing of it (BREACH). For the sign-in form, before there is a session, the
//    secret is that of a pre-session cookie.
// 2. same_site(): Sec-Fetch-Site, and Origin against Host. The router applies it to every unsafe
// request by itself.
#pragma once
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace hearth::web {

inline constexpr std::string_view kCsrfField = "csrf_token";
inline constexpr std::string_view kCsrfHeader = "x-csrf-token";  // for scripts

std::string new_csrf_secret();  // 32 raw bytes
// Different at each call; 86 characters of base64url.
std::string masked_csrf_token(std::string_view secret);
bool csrf_token_matches(std::string_view secret, std::string_view sent);
// The token of the form field or of the header matches.
bool csrf_allows(const Request& request, std::string_view secret);
// False when a browser says that another site sent this. True for programs that send neither
// header: they have no cookies to abuse, and the token still guards sessions.
bool same_site(const Request& request);

}  // namespace hearth::web
