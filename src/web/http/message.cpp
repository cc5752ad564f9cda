#include "web/http/message.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "web/html.h"

namespace hearth::web {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods{{
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::del, "DELETE"},
    {Method::options, "OPTIONS"},
}};

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u < 0x20 && c != '\t') || u == 0x7f;
    });
}

bool is_cookie_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == '~';
    });
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

// RFC 6266: a plain name for old programs, and the exact one in UTF-8.
std::string attachment(std::string_view file_name) {
    std::string plain;
    for (const char c : file_name) {
        const auto u = static_cast<unsigned char>(c);
        plain += u < 0x20 || u >= 0x7f || c == '"' || c == '\\' || c == '/' ? '_' : c;
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(file_name);
}

std::string cookie_name(std::string_view name, bool secure) {
    return (secure ? "__Host-" : "") + std::string(name);
}

}  // namespace

std::string_view to_text(Method method) {
    for (const auto& [value, text] : kMethods)
        if (value == method) return text;
    return "";
}

std::optional<Method> method_from_text(std::string_view text) {
    for (const auto& [value, name] : kMethods)
        if (name == text) return value;
    return std::nullopt;
}

bool is_safe(Method method) {
    switch (method) {
        case Method::get:
        case Method::head:
        case Method::options:
            return true;
        case Method::post:
        case Method::put:
        case Method::patch:
        case Method::del:
            return false;
    }
    return false;
}

bool FieldMap::has(std::string_view name) const {
    return std::any_of(items_.begin(), items_.end(),
                       [&](const auto& item) { return item.first == name; });
}

std::string_view FieldMap::get(std::string_view name) const {
    for (const auto& [key, value] : items_)
        if (key == name) return value;
    return {};
}

std::vector<std::string_view> FieldMap::all(std::string_view name) const {
    std::vector<std::string_view> out;
    for (const auto& [key, value] : items_)
        if (key == name) out.emplace_back(value);
    return out;
}

std::string_view Request::cookie(std::string_view name) const {
    return cookies.get(cookie_name(name, secure));
}

const Upload* Request::file(std::string_view field_name) const {
    for (const auto& upload : files)
        if (upload.field == field_name) return &upload;
    return nullptr;
}

Response Response::html(Html page, int status) {
    Response out;
    out.status = status;
    out.content_type = "text/html; charset=utf-8";
    out.body = std::move(page).str();
    return out;
}

Response Response::text(std::string text, int status) {
    Response out;
    out.status = status;
    out.content_type = "text/plain; charset=utf-8";
    out.body = std::move(text);
    return out;
}

Response Response::json(std::string json, int status) {
    Response out;
    out.status = status;
    out.content_type = "application/json";
    out.body = std::move(json);
    return out;
}

Response Response::svg(std::string svg) {
    Response out;
    out.content_type = "image/svg+xml";
    out.body = std::move(svg);
    return out;
}

Response Response::csv(std::string csv, std::string_view file_name) {
    return download(std::move(csv), "text/csv; charset=utf-8", file_name);
}

Response Response::download(std::string content, std::string content_type,
                            std::string_view file_name) {
    Response out;
    out.content_type = std::move(content_type);
    out.body = std::move(content);
    out.header("Content-Disposition", attachment(file_name));
    return out;
}

Response Response::download_stream(std::function<bool(std::string&)> next, std::string content_type,
                                   std::string_view file_name) {
    Response out = download({}, std::move(content_type), file_name);
    out.stream = std::move(next);
    return out;
}

Response Response::download_file(std::filesystem::path path, std::string content_type,
                                 std::string_view file_name) {
    Response out = download({}, std::move(content_type), file_name);
    out.file = std::move(path);
    return out;
}

Response Response::see_other(std::string_view url) {
    if (!is_local_path(url)) throw std::invalid_argument("redirect to another site");
    Response out;
    out.status = 303;
    out.header("Location", url);
    return out;
}

Response Response::see_other(const Url& url) {
    return see_other(url.text());
}

Response Response::not_found() {
    return status_only(404);
}

Response Response::status_only(int status) {
    Response out;
    out.status = status;
    return out;
}

Response& Response::header(std::string_view name, std::string_view value) {
    if (name.empty() || has_control(name) || name.find_first_of(": ") != std::string_view::npos ||
        has_control(value))
        throw std::invalid_argument("control character in a response header");
    headers.emplace_back(name, value);
    return *this;
}

Response& Response::set_cookie(const Cookie& cookie, bool secure) {
    if (cookie.name.empty() || !is_cookie_text(cookie.name) || !is_cookie_text(cookie.value))
        throw std::invalid_argument("character not allowed in a cookie");
    std::string text = cookie_name(cookie.name, secure) + "=" + cookie.value + "; Path=/";
    if (cookie.max_age_seconds) text += "; Max-Age=" + std::to_string(*cookie.max_age_seconds);
    if (secure) text += "; Secure";
    text += "; HttpOnly; SameSite=Lax";
    return header("Set-Cookie", text);
}

Response& Response::clear_cookie(std::string_view name, bool secure) {
    return set_cookie({std::string(name), "", 0}, secure);
}

bool Response::has_header(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& item) { return equal_ignoring_case(item.first, name); });
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        default:
            return "Status";
    }
}

bool is_local_path(std::string_view url) {
    if (url.empty() || url.front() != '/') return false;
    if (url.size() > 1 && (url[1] == '/' || url[1] == '\\')) return false;
    return std::none_of(url.begin(), url.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u <= 0x20 || u >= 0x7f || c == '\\';
    });
}

}  // namespace hearth::web
