// The headers that every answer bears.
//
// A strict Content-Security-Policy: nothing inline, nothing from elsewhere. `Cache-Control:
// no-store` unless the response has set its own (hashed assets do). Strict-Transport-Security when
// the request was secure. Pages cannot loosen the policy: these names, when a handler sets them,
// are replaced, Cache-Control apart.
#pragma once
#include <string>
#include <string_view>

#include "web/http/message.h"

namespace hearth::web {

inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri "
    "'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

void apply_security_headers(Response& response, bool secure);

}  // namespace hearth::web
