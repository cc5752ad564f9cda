#include "web/http/wire.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <stdexcept>

#include "web/http/forms.h"
#include "web/http/gzip.h"
#include "web/security/headers.h"

namespace hearth::web {
namespace {

constexpr std::size_t kWorthPacking = 1024;
constexpr std::size_t kFilePiece = 64 * 1024;

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

// "[::1]:8080" -> "[::1]", "hearth.example:443" -> "hearth.example"
std::string_view without_port(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

bool is_host_text(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
    });
}

bool is_served_host(std::string_view host, const ServerOptions& options) {
    const std::string name = lower(without_port(host));
    if (!options.hosts.empty()) return contains(options.hosts, name);
    if (!is_loopback(options.address) || !options.trusted_proxies.empty()) return true;
    return name == "localhost" || name == "[::1]" || is_loopback(name);
}

// The nearest address that is not one of our own proxies: each proxy appends whom it heard.
std::string forwarded_peer(std::string_view list, std::string_view socket_peer,
                           const ServerOptions& options) {
    std::string nearest(socket_peer);
    while (!list.empty()) {
        const auto comma = list.rfind(',');
        const auto item = trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
        if (item.empty() || item.size() > 45 || !is_host_text(item)) break;
        nearest = item;
        if (!contains(options.trusted_proxies, item)) break;
    }
    return nearest;
}

const std::string& date_now() {
    thread_local std::time_t last = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != last) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        // By hand, since strftime follows the locale.
        constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                        "Thu", "Fri", "Sat"};
        constexpr std::array<std::string_view, 12> kMonths{
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        const auto two = [](int n) {
            return std::string{static_cast<char>('0' + n / 10 % 10),
                               static_cast<char>('0' + n % 10)};
        };
        text = std::string(kDays[static_cast<std::size_t>(parts.tm_wday)]) + ", " +
               two(parts.tm_mday) + " " +
               std::string(kMonths[static_cast<std::size_t>(parts.tm_mon)]) + " " +
               std::to_string(parts.tm_year + 1900) + " " + two(parts.tm_hour) + ":" +
               two(parts.tm_min) + ":" + two(parts.tm_sec) + " GMT";
        last = now;
    }
    return text;
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

// Reads a file piece by piece. Ends by throwing if the file proves shorter than its length said.
std::function<bool(std::string&)> file_stream(const std::filesystem::path& path,
                                              std::size_t& length) {
    auto in = std::make_shared<std::ifstream>(path, std::ios::binary | std::ios::ate);
    if (!*in) throw std::runtime_error("file to send could not be opened");
    length = static_cast<std::size_t>(in->tellg());
    in->seekg(0);
    return [in, left = length](std::string& piece) mutable {
        piece.resize(std::min(left, kFilePiece));
        in->read(piece.data(), static_cast<std::streamsize>(piece.size()));
        if (!*in) throw std::runtime_error("file to send ended early");
        left -= piece.size();
        return left > 0;
    };
}

}  // namespace

bool is_loopback(std::string_view address) {
    return address == "::1" || address == "localhost" || address.starts_with("127.") ||
           address.starts_with("::ffff:127.");
}

int admit(Request& request, std::string_view socket_peer, bool tls, bool http_1_0,
          const ServerOptions& options) {
    if (request.headers.all("host").size() != 1) return 400;
    request.host = request.header("host");
    if (!is_host_text(request.host)) return 400;
    if (!is_served_host(request.host, options)) return 421;
    if (request.headers.has("transfer-encoding")) {
        // With a length too, or from a client that cannot know it, who ends the body is ambiguous.
        if (http_1_0 || request.headers.has("content-length")) return 400;
        if (lower(request.header("transfer-encoding")) != "chunked") return 501;
    }
    if (request.headers.has("expect") && lower(request.header("expect")) != "100-continue")
        return 417;

    request.secure = tls;
    request.peer = socket_peer;
    if (contains(options.trusted_proxies, socket_peer)) {
        request.secure = tls || lower(request.header("x-forwarded-proto")) == "https";
        request.peer = forwarded_peer(request.header("x-forwarded-for"), socket_peer, options);
    }
    if (!request.secure && !is_loopback(request.peer) &&
        !contains(options.trusted_proxies, request.peer))
        return 400;
    if (!parse_target(request)) return 400;
    for (const auto line : request.headers.all("cookie"))
        for (const auto& [name, value] : parse_cookies(line)) request.cookies.add(name, value);
    return 0;
}

Wire to_wire(Response response, const Request& request, const WireOptions& options) {
    Wire out;
    out.status = response.status;
    const bool has_content =
        response.status >= 200 && response.status != 204 && response.status != 304;
    std::size_t length = 0;
    if (!response.file.empty()) {
        out.stream = file_stream(response.file, length);
        out.stream_length = length;
        if (length == 0) out.stream = nullptr;
    } else if (response.stream) {
        out.stream = std::move(response.stream);
        out.chunked = !options.http_1_0;
    } else if (response.shared_body) {
        out.shared_body = std::move(response.shared_body);
        length = out.shared_body->size();
    } else {
        out.body = std::move(response.body);
        if (response.compress && options.gzip_level > 0 && out.body.size() > kWorthPacking &&
            is_compressible(response.content_type)) {
            response.header("Vary", "Accept-Encoding");
            if (accepts_gzip(request.header("accept-encoding"))) {
                out.body = gzip(out.body, options.gzip_level);
                response.header("Content-Encoding", "gzip");
            }
        }
        length = out.body.size();
    }
    // A stream of unknown length to an HTTP/1.0 client ends when the connection does.
    out.close_after = !options.keep_alive || (out.stream && !out.chunked && out.stream_length == 0);
    apply_security_headers(response, request.secure);

    std::string& head = out.head;
    head.reserve(1536);
    head += "HTTP/1.1 ";
    head += std::to_string(response.status);
    head += ' ';
    head += reason_phrase(response.status);
    head += "\r\n";
    append_header(head, "Date", date_now());
    if (!response.content_type.empty() && has_content)
        append_header(head, "Content-Type", response.content_type);
    if (out.chunked)
        append_header(head, "Transfer-Encoding", "chunked");
    else if (has_content && (!out.stream || out.stream_length > 0))
        append_header(head, "Content-Length", std::to_string(length));
    if (out.close_after)
        append_header(head, "Connection", "close");
    else if (options.http_1_0)
        append_header(head, "Connection", "keep-alive");
    for (const auto& [name, value] : response.headers) append_header(head, name, value);
    head += "\r\n";

    if (request.method == Method::head || !has_content) {
        out.body.clear();
        out.shared_body = nullptr;
        out.stream = nullptr;
        out.chunked = false;
    }
    return out;
}

std::string as_chunk(std::string_view piece) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string size;
    for (std::size_t n = piece.size(); n > 0 || size.empty(); n >>= 4U)
        size.insert(size.begin(), kHex[n & 15U]);
    std::string out = size + "\r\n";
    out += piece;
    out += "\r\n";
    return out;
}

}  // namespace hearth::web
