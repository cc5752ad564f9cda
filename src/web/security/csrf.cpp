#include "web/security/csrf.h"

#include "web/security/token.h"

namespace hearth::web {
namespace {

constexpr std::size_t kSecretBytes = 32;

std::string exclusive_or(std::string_view a, std::string_view b) {
    std::string out(a);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(out[i] ^ b[i]);
    return out;
}

}  // namespace

std::string new_csrf_secret() {
    return random_bytes(kSecretBytes);
}

std::string masked_csrf_token(std::string_view secret) {
    const std::string mask = random_bytes(secret.size());
    return base64url(mask + exclusive_or(mask, secret));
}

bool csrf_token_matches(std::string_view secret, std::string_view sent) {
    if (secret.size() != kSecretBytes) return false;
    const auto bytes = from_base64url(sent);
    if (!bytes || bytes->size() != 2 * kSecretBytes) return false;
    const std::string_view view(*bytes);
    return equal_in_constant_time(
        exclusive_or(view.substr(0, kSecretBytes), view.substr(kSecretBytes)), secret);
}

bool csrf_allows(const Request& request, std::string_view secret) {
    const auto header = request.header(kCsrfHeader);
    return csrf_token_matches(secret, header.empty() ? request.form.get(kCsrfField) : header);
}

bool same_site(const Request& request) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const auto origin = request.header("origin");
    if (origin.empty()) return true;
    return origin == (request.secure ? "https://" : "http://") + request.host;
}

}  // namespace hearth::web
