// The HTTP/1.1 server: sockets, limits, deadlines, threads. It knows nothing of pages beyond the
// router it is given.
//
// It guarantees: bounded memory a connection (header 16 KB, body as the route allows); a total
// deadline on every header, body and answer, so that any number of slow clients hold only their own
// socket; bounded queues (503 and Retry-After when full); one request of a connection at a time and
// answers in order (pipelining is safe); every ambiguous framing refused; a stop that finishes what
// was begun. Handlers run on worker threads, never on the two that do I/O.
//
// It refuses to listen on an address other than loopback unless it has a certificate or stands
// behind a proxy that is named: on plain http the session cookie would cross the network in clear.
// HTTP/2 is the proxy's work.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "web/http/router.h"

namespace hearth::web {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any free port, see Server::port()
    unsigned io_threads = 2;
    unsigned workers = 0;  // 0: two a core, right for SQLite; PostgreSQL wants 8
    unsigned slow_workers = 2;
    std::size_t queue = 512;  // requests waiting for a worker
    std::size_t slow_queue = 64;
    std::size_t body_budget = std::size_t{256}
                              << 20;  // bytes of all bodies held at once; beyond: 503
    std::size_t max_connections = 0;  // 0: nine tenths of the file-descriptor limit, at most 20,000
    std::size_t header_limit = 16 * 1024;
    std::chrono::milliseconds header_deadline{
        10'000};  // whole header, from accept or the first byte
    std::chrono::milliseconds body_deadline{
        30'000};  // whole body, plus one second for each 64 KB declared
    std::chrono::milliseconds idle_timeout{60'000};  // between requests of a kept-alive connection
    std::chrono::milliseconds write_deadline{
        30'000};                   // whole answer, plus one second for each 64 KB
    int gzip_level = 1;            // 0: never
    std::string certificate_file;  // PEM chain; with key_file turns TLS 1.3 on
    std::string key_file;
    // Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.
    std::vector<std::string> trusted_proxies;
    // Names that the Host header may bear, without port. Empty: on loopback without a proxy only
    // 127.0.0.1, [::1] and localhost (against DNS rebinding), elsewhere any.
    std::vector<std::string> hosts;
};

// One line of the access log. Holds the route's pattern, never the path or query: those can name a
// person.
struct Served {
    std::string request_id;
    std::string peer;
    Method method = Method::get;
    std::string route;  // pattern, "" when none matched
    int status = 0;
    std::size_t bytes = 0;
    std::chrono::microseconds took{};    // in the worker
    std::chrono::microseconds waited{};  // in the queue
    std::string fault;                   // what() of an exception; for the operator only
};

struct ServerFigures {
    std::uint64_t accepted = 0;
    std::uint64_t open = 0;
    std::uint64_t requests = 0;
    std::uint64_t refused_busy = 0;   // 503
    std::uint64_t refused_input = 0;  // 400, 413, 431 before a handler ran
    std::uint64_t deadline_closed = 0;
    std::uint64_t shed = 0;  // closed to make room under max_connections
};

class Server {
  public:
    // `router` is sealed here and must outlive the server. `log` is called on worker and I/O
    // threads.
    Server(Router& router, ServerOptions options, std::function<void(const Served&)> log = {});
    ~Server();  // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Raises the file-descriptor limit, listens, and returns. Throws std::runtime_error that says
    // what to do.
    void start();
    std::uint16_t port() const;
    // Stops accepting, closes idle connections, finishes requests in flight (and those already
    // read) for at most `grace`, then closes the rest. Returns when every thread has ended.
    // Idempotent.
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));
    // Blocks until SIGINT or SIGTERM, then stops.
    void run_until_signalled();
    ServerFigures figures() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::web
