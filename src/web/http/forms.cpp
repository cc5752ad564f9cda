#include "web/http/forms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hearth::web {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Browsers send a text area's lines with CR LF; the record keeps LF, so that a text saved and shown
// again is the same text.
std::string with_plain_line_ends(std::string text) {
    if (text.find('\r') == std::string::npos) return text;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            out += text[i];
        } else {
            out += '\n';
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        }
    }
    return out;
}

// A parameter of a header value: `form-data; name="a\"b"; filename="x"` -> parameter(…, "name").
std::optional<std::string> parameter(std::string_view value, std::string_view wanted) {
    std::size_t at = value.find(';');
    while (at != std::string_view::npos) {
        std::size_t i = at + 1;
        while (i < value.size() && (value[i] == ' ' || value[i] == '\t')) ++i;
        const std::size_t name_start = i;
        while (i < value.size() && value[i] != '=' && value[i] != ';') ++i;
        const auto name = trim(value.substr(name_start, i - name_start));
        std::string text;
        if (i < value.size() && value[i] == '=') {
            ++i;
            if (i < value.size() && value[i] == '"') {
                ++i;
                bool closed = false;
                while (i < value.size()) {
                    if (value[i] == '"') {
                        closed = true;
                        ++i;
                        break;
                    }
                    // Browsers write a quote as %22 and a backslash as itself; only \" is an
                    // escape.
                    if (value[i] == '\\' && i + 1 < value.size() && value[i + 1] == '"') ++i;
                    text += value[i++];
                }
                if (!closed) return std::nullopt;
            } else {
                const std::size_t start = i;
                while (i < value.size() && value[i] != ';') ++i;
                text = trim(value.substr(start, i - start));
            }
        }
        if (equal_ignoring_case(name, wanted)) return text;
        at = value.find(';', i);
    }
    return std::nullopt;
}

// The client's file name as a label: its last component, without control characters.
std::string file_label(std::string_view name) {
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string out;
    for (const char c : name)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    if (out.size() > 255) {
        out.resize(255);
        while (!out.empty() && !is_clean_text(out)) out.pop_back();
    }
    return out == "." || out == ".." ? std::string{} : out;
}

struct Part {
    std::string disposition;
    std::string content_type;
    std::string_view content;
};

std::optional<Part> parse_part(std::string_view part) {
    Part out;
    while (true) {
        const auto end = part.find("\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        const auto line = part.substr(0, end);
        part.remove_prefix(end + 2);
        if (line.empty()) break;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const auto name = line.substr(0, colon);
        const auto value = trim(line.substr(colon + 1));
        if (equal_ignoring_case(name, "content-disposition")) out.disposition = value;
        if (equal_ignoring_case(name, "content-type")) out.content_type = value;
    }
    out.content = part;
    return out;
}

}  // namespace

bool is_clean_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t at) -> unsigned {
            return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        };
        const auto more = [&](std::size_t at, unsigned low = 0x80, unsigned high = 0xBF) {
            return byte(at) >= low && byte(at) <= high;
        };
        const unsigned c = byte(i);
        if (c == 0) return false;
        if (c < 0x80) {
            i += 1;
        } else if (c >= 0xC2 && c <= 0xDF && more(i + 1)) {
            i += 2;
        } else if (c >= 0xE0 && c <= 0xEF &&
                   more(i + 1, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF) && more(i + 2)) {
            i += 3;
        } else if (c >= 0xF0 && c <= 0xF4 &&
                   more(i + 1, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF) && more(i + 2) &&
                   more(i + 3)) {
            i += 4;
        } else {
            return false;
        }
    }
    return true;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

std::optional<FieldMap> parse_urlencoded(std::string_view text) {
    FieldMap out;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = percent_decode(pair.substr(0, equals), true);
        auto value = equals == std::string_view::npos
                         ? std::optional<std::string>{""}
                         : percent_decode(pair.substr(equals + 1), true);
        if (!name || !value || !is_clean_text(*name) || !is_clean_text(*value)) return std::nullopt;
        if (out.size() == kMaxFields) return std::nullopt;
        out.add(*std::move(name), with_plain_line_ends(*std::move(value)));
    }
    return out;
}

FieldMap parse_cookies(std::string_view header) {
    FieldMap out;
    while (!header.empty() && out.size() < 100) {
        const auto end = header.find(';');
        const auto pair = trim(header.substr(0, end));
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        auto value = trim(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        if (!is_clean_text(pair)) continue;
        out.add(std::string(trim(pair.substr(0, equals))), std::string(value));
    }
    return out;
}

std::optional<Multipart> parse_multipart(std::string_view content_type, std::string_view body) {
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) return std::nullopt;
    const std::string first = "--" + *boundary;
    const std::string next = "\r\n" + first;
    if (!body.starts_with(first)) return std::nullopt;
    body.remove_prefix(first.size());

    Multipart out;
    while (true) {
        if (body.starts_with("--")) return out;  // the closing boundary; what follows is ignored
        if (!body.starts_with("\r\n")) return std::nullopt;
        body.remove_prefix(2);
        const auto end = body.find(next);
        if (end == std::string_view::npos) return std::nullopt;
        const auto part = parse_part(body.substr(0, end));
        body.remove_prefix(end + next.size());
        if (!part ||
            !equal_ignoring_case(
                trim(std::string_view(part->disposition).substr(0, part->disposition.find(';'))),
                "form-data"))
            return std::nullopt;
        auto name = parameter(part->disposition, "name");
        if (!name || !is_clean_text(*name)) return std::nullopt;
        if (const auto file_name = parameter(part->disposition, "filename")) {
            if (file_name->empty() && part->content.empty()) continue;
            if (!is_clean_text(*file_name) || !is_clean_text(part->content_type) ||
                out.files.size() == kMaxFiles)
                return std::nullopt;
            out.files.push_back({*std::move(name), file_label(*file_name), part->content_type,
                                 std::string(part->content)});
        } else {
            if (!is_clean_text(part->content) || out.fields.size() == kMaxFields)
                return std::nullopt;
            out.fields.add(*std::move(name), with_plain_line_ends(std::string(part->content)));
        }
    }
}

bool parse_form_body(Request& request) {
    const auto type = request.header("content-type");
    const auto kind = trim(type.substr(0, type.find(';')));
    if (equal_ignoring_case(kind, "application/x-www-form-urlencoded")) {
        auto form = parse_urlencoded(request.body);
        if (!form) return false;
        request.form = *std::move(form);
        request.body.clear();
    } else if (equal_ignoring_case(kind, "multipart/form-data")) {
        auto parts = parse_multipart(type, request.body);
        if (!parts) return false;
        request.form = std::move(parts->fields);
        request.files = std::move(parts->files);
        request.body.clear();
    }
    return true;
}

bool parse_target(Request& request) {
    const std::string_view target = request.target;
    if (target.empty() || target.front() != '/' || target.size() > 8192) return false;
    if (std::any_of(target.begin(), target.end(), [](char c) {
            const auto u = static_cast<unsigned char>(c);
            return u <= 0x20 || u == 0x7f || c == '#' || c == '\\';
        }))
        return false;
    const auto question = target.find('?');
    auto path = percent_decode(target.substr(0, question));
    if (!path || !is_clean_text(*path)) return false;
    if (std::any_of(path->begin(), path->end(), [](char c) {
            const auto u = static_cast<unsigned char>(c);
            return u < 0x20 || u == 0x7f;
        }))
        return false;
    for (std::size_t start = 1; start <= path->size();) {
        const auto end = std::min(path->find('/', start), path->size());
        const auto segment = std::string_view(*path).substr(start, end - start);
        if (segment == "." || segment == "..") return false;
        start = end + 1;
    }
    if (question != std::string_view::npos) {
        auto query = parse_urlencoded(target.substr(question + 1));
        if (!query) return false;
        request.query = *std::move(query);
    }
    request.path = *std::move(path);
    return true;
}

}  // namespace hearth::web
