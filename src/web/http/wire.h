// Between the router's plain values and the bytes of HTTP/1.1: who may be served, and how an answer
// is written.
//
// Nothing here touches a socket, so that all of it is tested without one. The server (server.cpp)
// moves the bytes.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "web/http/message.h"
#include "web/http/server.h"

namespace hearth::web {

// Completes a request whose method, target, headers and id are set: path, query, cookies, host,
// peer, secure. Returns 0, or the status to refuse it with:
//   400 Host missing, repeated or malformed; two framings; a target that is not a clean path;
//       plain http from another machine (its cookies would cross the network in clear);
//   417 an expectation other than 100-continue; 421 a Host that is not served here; 501 a coding
//   other than chunked.
// `socket_peer` is the address of the other end of the socket; forwarding headers count only when
// it is a trusted proxy.
int admit(Request& request, std::string_view socket_peer, bool tls, bool http_1_0,
          const ServerOptions& options);
bool is_loopback(std::string_view address);

// An answer ready to be sent: the head, then one of the others.
struct Wire {
    std::string head;
    std::string body;
    std::shared_ptr<const std::string> shared_body;
    std::function<bool(std::string&)> stream;
    bool chunked = false;           // frame the stream in chunks
    std::size_t stream_length = 0;  // of an unchunked stream with a known length
    bool close_after = false;
    int status = 0;
    std::string_view content() const { return shared_body ? *shared_body : body; }
};
struct WireOptions {
    bool keep_alive = true;
    bool http_1_0 = false;
    int gzip_level = 1;
};
// Adds the security headers, gzips, opens a file, and writes the head. For HEAD the content is
// dropped and its length kept. Throws std::runtime_error when a file cannot be opened.
Wire to_wire(Response response, const Request& request, const WireOptions& options);

// One chunk of a chunked body; the closing chunk for "".
std::string as_chunk(std::string_view piece);

}  // namespace hearth::web
