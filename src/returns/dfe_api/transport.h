// One HTTP request with a body, and what came back.
//
// The sender knows no more of the network than this, so that its rules are tested without one.
// https_transport() checks the receiver's certificate against the machine's trusted authorities (or
// `ca_file`) and its name, uses TLS 1.2 or later, follows no redirection, and honours the machine's
// proxy settings (HTTPS_PROXY). Plain http goes to loopback only.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace hearth::returns::dfe {

struct Request {
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string_view body;
};

struct Answer {
    int status = 0;  // 0: no answer came; `fault` says why, and whether the request arrived is open
    std::string body;
    std::optional<int> retry_after;  // seconds
    std::string fault;
    bool never_left = false;  // no connection could be made: the request was certainly not seen
};

class Transport {
  public:
    virtual ~Transport() = default;
    virtual Answer post(const Request& request) = 0;
};

struct TransportOptions {
    std::filesystem::path ca_file;  // "" is the machine's own
    std::chrono::milliseconds connect{20'000};
    std::chrono::milliseconds whole{120'000};  // of one request with its answer
};
std::unique_ptr<Transport> https_transport(const TransportOptions& options);

// Invalid, naming `field`, unless the address is https, or http to this machine.
Result<Done> check_address(std::string_view field, const std::string& url);

}  // namespace hearth::returns::dfe
