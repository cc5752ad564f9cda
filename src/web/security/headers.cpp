#include "web/security/headers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hearth::web {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAlways{{
    {"Content-Security-Policy", kContentSecurityPolicy},
    {"X-Content-Type-Options", "nosniff"},
    // Addresses of pages hold record ids, which no other site needs to see.
    {"Referrer-Policy", "same-origin"},
    {"Permissions-Policy",
     "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
     "fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
     "payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), "
     "xr-spatial-tracking=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    // For browsers that do not know frame-ancestors.
    {"X-Frame-Options", "DENY"},
}};
constexpr std::string_view kStrictTransport = "Strict-Transport-Security";

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_ours(std::string_view name) {
    return same_name(name, kStrictTransport) ||
           std::any_of(kAlways.begin(), kAlways.end(),
                       [&](const auto& item) { return same_name(item.first, name); });
}

}  // namespace

void apply_security_headers(Response& response, bool secure) {
    std::erase_if(response.headers, [](const auto& item) { return is_ours(item.first); });
    for (const auto& [name, value] : kAlways) response.headers.emplace_back(name, value);
    if (!response.has_header("Cache-Control"))
        response.headers.emplace_back("Cache-Control", "no-store");
    if (secure)
        response.headers.emplace_back(kStrictTransport, "max-age=63072000; includeSubDomains");
}

}  // namespace hearth::web
