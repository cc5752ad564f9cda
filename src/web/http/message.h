// What a browser asked, and what it is told: plain values, with no library behind them.
//
// A Request reaches a handler whole and checked: its path, query, form and cookies are
// percent-decoded, valid UTF-8 and free of NUL; its body is within the route's limit. Nothing in it
// is trusted beyond that: no value has been escaped, looked up or found true. A Response is sent as
// it stands; the server adds the security headers, the length and, for text, gzip. Neither type
// knows of sessions, users or policy.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::web {

class Html;  // web/html.h
class Url;

enum class Method { get, head, post, put, patch, del, options };
std::string_view to_text(Method method);  // "GET"
std::optional<Method> method_from_text(std::string_view text);
// GET, HEAD and OPTIONS, which must change nothing.
bool is_safe(Method method);

// Names and values in the order in which they were sent. A name may stand more than once
// (checkboxes).
class FieldMap {
  public:
    void add(std::string name, std::string value) {
        items_.emplace_back(std::move(name), std::move(value));
    }
    bool has(std::string_view name) const;
    // The first value; "" when there is none. Views last as long as the map is not changed.
    std::string_view get(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }

  private:
    std::vector<std::pair<std::string, std::string>> items_;
};

// A file of a multipart form. The file name is the client's last path component, valid UTF-8,
// without control characters or separators; it and the content type are the client's claims, never
// to be used as a path or believed.
struct Upload {
    std::string field;
    std::string file_name;
    std::string content_type;
    std::string content;
};

struct Request {
    Method method = Method::get;
    std::string id;      // 16 hex digits, random; shown on error pages and in the log
    std::string target;  // as sent: "/families/01H…/chronology?from=2026-01-01"
    std::string path;    // decoded, without the query
    FieldMap query;      // of the URL
    FieldMap form;       // of an urlencoded or multipart body
    std::vector<Upload> files;
    FieldMap headers;  // names in lower case
    FieldMap cookies;  // as sent; use cookie() to look one up
    std::string body;  // as sent; empty once it has been parsed into form and files
    std::string
        peer;  // the client's address, without port; behind a trusted proxy, what the proxy says
    std::string host;     // the Host header: "127.0.0.1:8080"
    bool secure = false;  // came over TLS, here or (as it says) at the trusted proxy

    // A value of the form for POST, PUT, PATCH and DELETE, of the query for GET and HEAD: a value
    // in the URL cannot stand in for one of the form. "" when absent; leading and trailing spaces
    // are kept.
    std::string_view field(std::string_view name) const { return fields_sent().get(name); }
    bool has_field(std::string_view name) const { return fields_sent().has(name); }
    std::vector<std::string_view> fields(std::string_view name) const {
        return fields_sent().all(name);
    }
    const FieldMap& fields_sent() const { return is_safe(method) ? query : form; }
    std::string_view header(std::string_view lower_case_name) const {
        return headers.get(lower_case_name);
    }
    // The cookie that Response::set_cookie set under this name: looked up as "__Host-NAME" on a
    // secure request, where the bare name is never accepted.
    std::string_view cookie(std::string_view name) const;
    const Upload* file(std::string_view field_name) const;  // the first, or null
};

// A cookie of this host only. Path is always "/", always HttpOnly, SameSite=Lax; over TLS it is
// named "__Host-NAME" and Secure. On plain http (accepted on loopback only, see server.h) it bears
// the bare name without Secure, since browsers would drop it otherwise.
struct Cookie {
    std::string name;
    std::string value;                              // letters, digits, '-', '_', '.', '~' only
    std::optional<std::int64_t> max_age_seconds{};  // none: until the browser closes
};

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    // In place of `body`: bytes that outlive the response and are shared (assets).
    std::shared_ptr<const std::string> shared_body;
    // In place of `body`: gives the next piece, false when there is no more. Called on the slow
    // pool, one call at a time; sent chunked, never held whole. If it throws, the connection is
    // cut, so that a partial file cannot be taken for a whole one.
    std::function<bool(std::string& piece)> stream;
    std::filesystem::path file;  // in place of `body`: sent from disk, with its length
    bool compress = true;        // text over 1 KB is gzipped when the client accepts it

    static Response html(Html page, int status = 200);
    // A page is Html, which alone is sure to have been escaped.
    static Response html(const std::string& page, int status = 200) = delete;
    static Response text(std::string text, int status = 200);
    static Response json(std::string json, int status = 200);
    static Response svg(std::string svg);
    // Offered as a download under this name.
    static Response csv(std::string csv, std::string_view file_name);
    static Response download(std::string content, std::string content_type,
                             std::string_view file_name);
    static Response download_stream(std::function<bool(std::string&)> next,
                                    std::string content_type, std::string_view file_name);
    static Response download_file(std::filesystem::path path, std::string content_type,
                                  std::string_view file_name);
    // 303: the browser fetches `url` with GET. `url` is a path of this server ("/my-day"); anything
    // else, including
    // "//elsewhere", is a bug and throws std::invalid_argument, so that no input can send a user to
    // another site.
    static Response see_other(std::string_view url);
    static Response see_other(const Url& url);
    // 404, the one answer for what is absent and for what is refused; the router gives it its page.
    static Response not_found();
    static Response status_only(int status);

    // Throws std::invalid_argument on a control character in a name or value.
    Response& header(std::string_view name, std::string_view value);
    Response& set_cookie(const Cookie& cookie, bool secure);
    Response& clear_cookie(std::string_view name, bool secure);
    bool has_header(std::string_view name) const;  // case-insensitive
};

std::string_view reason_phrase(int status);
// True for a path of this server that is safe to redirect to: begins with one '/', not "//" or
// "/\", no control characters or backslashes. For a "return to" value that came from a form.
bool is_local_path(std::string_view url);

}  // namespace hearth::web
