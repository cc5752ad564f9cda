// gzip for answers (RFC 1952), by zlib.
#pragma once
#include <string>
#include <string_view>

namespace hearth::web {

// `level` 1 (fast; an 86 kB page in well under a millisecond) to 9. Throws std::bad_alloc.
std::string gzip(std::string_view text, int level);
// For tests and imports: nothing more than `limit` bytes is unpacked; throws std::runtime_error on
// bad or bigger input.
std::string gunzip(std::string_view packed, std::size_t limit);
// What an Accept-Encoding header allows: "gzip" or "*" with a quality above zero.
bool accepts_gzip(std::string_view accept_encoding);
// Text that shrinks: text/*, JSON, SVG, XML, JavaScript.
bool is_compressible(std::string_view content_type);

}  // namespace hearth::web
