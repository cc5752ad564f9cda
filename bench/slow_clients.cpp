// slow_clients [--port PORT] [--path PATH] [--count N] [--seconds S]
//
// How service fares while N clients (10,000) each send a header line now and then and never end it.
// Measures a patient client's answers alone, then among the slow ones, and says how many of those
// were let in and how many were ended by the server's deadline. Without --port it serves a 4 KB
// page itself, in a child process (each end of 10,000 connections needs its own descriptors).
// Loopback only.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "web/html.h"
#include "web/http/server.h"

namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(port);
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return out;
}

int connected(std::uint16_t port) {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) return -1;
    const timeval limit{10, 0};
    ::setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const auto to = loopback(port);
    if (::connect(s, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return s;
    ::close(s);
    return -1;
}

bool send_all(int s, std::string_view text) {
    return ::send(s, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

// A new connection, one page, read to the end. False when it failed.
bool fetch(std::uint16_t port, const std::string& path) {
    const int s = connected(port);
    if (s < 0) return false;
    std::string got;
    if (send_all(s, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
        char piece[16384];
        for (ssize_t n = 0; (n = ::recv(s, piece, sizeof piece, 0)) > 0;)
            got.append(piece, static_cast<std::size_t>(n));
    }
    ::close(s);
    return got.starts_with("HTTP/1.1 200");
}

struct Figures {
    std::vector<double> ms;
    int failed = 0;
    double at(double share) {
        if (ms.empty()) return 0;
        std::sort(ms.begin(), ms.end());
        return ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
    }
    void print(const char* what) {
        std::printf(
            "%-22s %6zu pages, %d failed, p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms\n",
            what, ms.size(), failed, at(0.5), at(0.95), at(0.99), at(1));
    }
};

Figures measure(std::uint16_t port, const std::string& path, SteadyClock::time_point until) {
    Figures out;
    while (SteadyClock::now() < until) {
        const auto began = SteadyClock::now();
        const bool ok = fetch(port, path);
        if (!ok) ++out.failed;
        out.ms.push_back(
            std::chrono::duration<double, std::milli>(SteadyClock::now() - began).count());
        std::this_thread::sleep_for(milliseconds(2));
    }
    return out;
}

// Serves until its end of the pipe is closed; writes the port to `ready`.
int serve(int ready, int stop) {
    using namespace hearth::web;
    Router router;
    router.add({Method::get, "/", Policy::open("a measurement"),
                [](Context&) { return Response::html(Html(std::string(4096, 'x'))); }});
    ServerOptions options;
    options.port = 0;
    Server server(router, options);
    server.start();
    const std::uint16_t port = server.port();
    if (::write(ready, &port, sizeof port) != sizeof port) return 1;
    char end = 0;
    (void)!::read(stop, &end, 1);
    const auto figures = server.figures();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "server                 %llu accepted, %llu ended by a deadline, %llu shed, %ld MB at "
        "most, %.1f s CPU\n",
        static_cast<unsigned long long>(figures.accepted),
        static_cast<unsigned long long>(figures.deadline_closed),
        static_cast<unsigned long long>(figures.shed), usage.ru_maxrss / 1024,
        static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
            static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6);
    std::fflush(stdout);
    server.stop(milliseconds(500));
    return 0;
}

void raise_descriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
    std::uint16_t port = 0;
    std::string path = "/";
    std::size_t count = 10'000;
    int seconds = 20;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        const char* value = argv[i + 1];
        if (name == "--port") port = static_cast<std::uint16_t>(std::atoi(value));
        if (name == "--path") path = value;
        if (name == "--count") count = static_cast<std::size_t>(std::atoi(value));
        if (name == "--seconds") seconds = std::atoi(value);
    }
    int ready[2];
    int stop[2];
    if (::pipe(ready) != 0 || ::pipe(stop) != 0) return 1;
    pid_t child = 0;
    if (port == 0) {
        child = ::fork();
        if (child == 0) {
            ::close(stop[1]);
            return serve(ready[1], stop[0]);
        }
        if (::read(ready[0], &port, sizeof port) != sizeof port) return 1;
    }
    raise_descriptors();
    const auto in = [](int s) { return SteadyClock::now() + std::chrono::seconds(s); };
    auto alone = measure(port, path, in(5));

    std::vector<int> slow;
    const auto began = SteadyClock::now();
    for (std::size_t i = 0; i < count; ++i) {
        const int s = connected(port);
        if (s < 0) break;
        if (!send_all(s, "GET / HTTP/1.1\r\nHost: localhost\r\n")) {
            ::close(s);
            break;
        }
        ::fcntl(s, F_SETFL, O_NONBLOCK);
        slow.push_back(s);
    }
    const double opening = std::chrono::duration<double>(SteadyClock::now() - began).count();
    std::size_t ended = 0;
    Figures among;
    const auto until = in(seconds);
    std::thread measuring([&] { among = measure(port, path, until); });
    while (SteadyClock::now() < until) {
        for (auto& s : slow) {
            if (s < 0) continue;
            char piece[512];
            const auto got = ::recv(s, piece, sizeof piece, 0);
            const bool over = got == 0 || (got < 0 && errno != EAGAIN);
            if (over || !send_all(s, "X-A: b\r\n")) {
                ::close(s);
                s = -1;
                ++ended;
            }
        }
        std::this_thread::sleep_for(std::chrono::seconds(2));
    }
    measuring.join();
    std::printf(
        "slow clients           %zu of %zu let in within %.1f s, %zu ended by the server in %d s\n",
        slow.size(), count, opening, ended, seconds);
    alone.print("pages alone");
    among.print("pages among the slow");
    std::fflush(stdout);
    if (child != 0) {
        ::close(stop[1]);
        ::waitpid(child, nullptr, 0);
    }
    for (const int s : slow)
        if (s >= 0) ::close(s);
    return slow.size() == count && among.failed == 0 ? 0 : 1;
}
