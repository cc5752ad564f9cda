// Reading what a browser sends inside a request: percent-encoding, forms, multipart bodies,
// cookies.
//
// Every function is total: any bytes give either plain values or nothing, never a partial answer.
// What comes out is valid UTF-8 without NUL (uploaded content apart, which is bytes). The caps
// below keep hostile input cheap.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http/message.h"

namespace hearth::web {

inline constexpr std::size_t kMaxFields = 2000;
inline constexpr std::size_t kMaxFiles = 50;

// "%41+b" -> "A+b"; with `plus_is_space`, "A b". Nothing on a broken escape.
// percent_encode is in web/html.h.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
// Valid UTF-8 (no surrogates, no overlong forms, nothing past U+10FFFF) without NUL.
bool is_clean_text(std::string_view text);

// "a=1&b=2"; of a query or an urlencoded body. Line ends of values become "\n".
std::optional<FieldMap> parse_urlencoded(std::string_view text);
// "a=1; b=2". Malformed pairs are dropped, as browsers send other programs' cookies too.
FieldMap parse_cookies(std::string_view header);

struct Multipart {
    FieldMap fields;
    std::vector<Upload> files;
};
// RFC 7578. `content_type` is the request's, with its boundary. An empty file input gives no
// Upload.
std::optional<Multipart> parse_multipart(std::string_view content_type, std::string_view body);

// Fills request.form and request.files from request.body by its content type, and clears the body;
// other types leave it as it is. False when the body is not what its type says.
bool parse_form_body(Request& request);
// Splits request.target into path and query. False on anything but a clean absolute path: not "/",
// a broken escape, bad UTF-8, a control character, a "." or ".." segment, a fragment.
bool parse_target(Request& request);

}  // namespace hearth::web
