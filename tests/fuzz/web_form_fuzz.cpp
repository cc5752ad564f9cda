// Arbitrary bytes as a target, a form, a multipart body and a cookie header. Nothing may crash, and
// whatever comes out must be clean text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/http/forms.h"
#include "web/http/gzip.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

void demand_clean(const hearth::web::FieldMap& fields) {
    demand(fields.size() <= hearth::web::kMaxFields);
    for (const auto& [name, value] : fields) {
        demand(hearth::web::is_clean_text(name));
        demand(hearth::web::is_clean_text(value));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hearth::web;
    const std::string_view input(reinterpret_cast<const char*>(data), size);

    if (const auto form = parse_urlencoded(input)) demand_clean(*form);
    demand_clean(parse_cookies(input));
    (void)accepts_gzip(input);

    // The first line is the content type, the rest the body, so that both are explored.
    const auto line = input.find('\n');
    const auto type = input.substr(0, line);
    const auto body = line == std::string_view::npos ? std::string_view{} : input.substr(line + 1);
    if (const auto parts = parse_multipart(type, body)) {
        demand_clean(parts->fields);
        demand(parts->files.size() <= kMaxFiles);
        for (const auto& upload : parts->files) {
            demand(is_clean_text(upload.file_name));
            demand(upload.file_name.find_first_of("/\\") == std::string::npos);
            demand(upload.content.size() <= input.size());
        }
    }

    Request request;
    request.target = std::string(input);
    if (parse_target(request)) {
        demand(is_clean_text(request.path) && request.path.front() == '/');
        demand(request.path.find("/../") == std::string::npos);
        demand_clean(request.query);
    }
    return 0;
}
