// The one unit that knows libcurl.
#include <curl/curl.h>
#include <fmt/format.h>

#include <stdexcept>

#include "returns/dfe_api/transport.h"

namespace hearth::returns::dfe {
namespace {

constexpr std::size_t kLongestAnswer = std::size_t{16} << 20;

struct UrlParts {
    bool https = false;
    bool loopback = false;
    bool ok = false;
};

UrlParts parts_of(const std::string& url) {
    UrlParts parts;
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle(curl_url(), curl_url_cleanup);
    if (!handle || curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return parts;
    const auto part = [&](CURLUPart which) {
        char* text = nullptr;
        std::string out;
        if (curl_url_get(handle.get(), which, &text, 0) == CURLUE_OK) out = text;
        curl_free(text);
        return out;
    };
    const auto scheme = part(CURLUPART_SCHEME), host = part(CURLUPART_HOST);
    parts.https = scheme == "https";
    parts.loopback = host == "127.0.0.1" || host == "[::1]" || host == "localhost";
    // Credentials and queries do not belong in the address of an interface.
    parts.ok = (parts.https || scheme == "http") && !host.empty() && part(CURLUPART_USER).empty() &&
               part(CURLUPART_QUERY).empty();
    return parts;
}

std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& body = *static_cast<std::string*>(to);
    if (body.size() + size * count > kLongestAnswer) return 0;  // ends the request with an error
    body.append(bytes, size * count);
    return size * count;
}

class CurlTransport final : public Transport {
  public:
    explicit CurlTransport(TransportOptions options) : options_(std::move(options)) {
        static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
        if (started == CURLE_OK) curl_.reset(curl_easy_init());
        if (!curl_) throw std::runtime_error("the HTTP client could not be started");
    }

    Answer post(const Request& request) override {
        Answer answer;
        if (!check_address("address", request.url)) {
            answer.fault = "the address is neither https nor on this machine";
            answer.never_left = true;
            return answer;
        }
        std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr,
                                                                            curl_slist_free_all);
        const auto add = [&](const std::string& line) {
            auto* grown = curl_slist_append(headers.get(), line.c_str());
            if (grown == nullptr) throw std::bad_alloc();
            static_cast<void>(headers.release());
            headers.reset(grown);
        };
        for (const auto& [name, value] : request.headers) add(fmt::format("{}: {}", name, value));
        add("Expect:");  // no waiting for a go-ahead before the body
        set_up(request, headers.get(), answer);
        const auto outcome = curl_easy_perform(curl_.get());
        long status = 0;
        curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (outcome != CURLE_OK) {
            answer.fault = curl_easy_strerror(outcome);
            answer.never_left =
                outcome == CURLE_COULDNT_CONNECT || outcome == CURLE_COULDNT_RESOLVE_HOST ||
                outcome == CURLE_COULDNT_RESOLVE_PROXY || outcome == CURLE_SSL_CONNECT_ERROR ||
                outcome == CURLE_PEER_FAILED_VERIFICATION;
            return answer;
        }
        answer.status = static_cast<int>(status);
        curl_off_t after = 0;
        curl_easy_getinfo(curl_.get(), CURLINFO_RETRY_AFTER, &after);
        if (after > 0) answer.retry_after = static_cast<int>(std::min<curl_off_t>(after, 86'400));
        return answer;
    }

  private:
    template <class V>
    void set(CURLoption option, V value) {
        if (curl_easy_setopt(curl_.get(), option, value) != CURLE_OK)
            throw std::runtime_error("the HTTP client refused a setting");
    }
    void set_up(const Request& request, curl_slist* headers, Answer& answer) {
        curl_easy_reset(curl_.get());  // keeps the connection
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
        if (parts_of(request.url).loopback) set(CURLOPT_NOPROXY, "*");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.whole.count()));
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(CURLOPT_POSTFIELDS, request.body.data());
        set(CURLOPT_HTTPHEADER, headers);
        set(CURLOPT_WRITEFUNCTION, &keep);
        set(CURLOPT_WRITEDATA, &answer.body);
    }

    TransportOptions options_;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_{nullptr, curl_easy_cleanup};
};

}  // namespace

std::unique_ptr<Transport> https_transport(const TransportOptions& options) {
    return std::make_unique<CurlTransport>(options);
}

Result<Done> check_address(std::string_view field, const std::string& url) {
    const auto parts = parts_of(url);
    if (parts.ok && (parts.https || parts.loopback)) return Done{};
    return invalid(std::string(field), "address",
                   fmt::format("{} must be an https address, without a user name or a query (plain "
                               "http is for this machine only).",
                               field));
}

}  // namespace hearth::returns::dfe
