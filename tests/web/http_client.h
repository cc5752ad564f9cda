// A raw HTTP client for tests: sends exactly the bytes given, so that what no browser would send
// can be tried too.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace hearth::web::test {

struct Answer {
    int status = 0;  // 0: the connection ended without an answer
    std::string head;
    std::string body;
    // The value of a header, "" when absent. Names are compared as written by the server.
    std::string header(std::string_view name) const {
        const std::string wanted = "\r\n" + std::string(name) + ": ";
        const auto at = head.find(wanted);
        if (at == std::string::npos) return "";
        const auto start = at + wanted.size();
        return head.substr(start, head.find("\r\n", start) - start);
    }
};

class Client {
  public:
    explicit Client(std::uint16_t port, int timeout_seconds = 20) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        const timeval limit{timeout_seconds, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    ~Client() { close(); }
    Client(Client&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)),
          connected_(other.connected_),
          held_(std::move(other.held_)) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    Client& operator=(Client&&) = delete;

    void close() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    bool connected() const { return connected_; }
    // False when the other end has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // True when the server ends the connection before the time limit; what it says first is
    // dropped.
    bool waits_for_end() {
        while (true) {
            const auto got = receive();
            if (got == 0) return true;
            if (got < 0) return errno != EAGAIN && errno != EWOULDBLOCK;
            held_.clear();
        }
    }
    std::string all() {
        while (receive() > 0) {
        }
        return std::exchange(held_, {});
    }
    // The next answer. `head_only`: it answers HEAD.
    Answer answer(bool head_only = false) {
        Answer out;
        while (held_.find("\r\n\r\n") == std::string::npos)
            if (receive() <= 0) return out;
        const auto end = held_.find("\r\n\r\n") + 4;
        out.head = held_.substr(0, end);
        held_.erase(0, end);
        out.status = std::atoi(out.head.substr(9, 3).c_str());
        if (head_only || out.status == 204 || out.status == 304 || out.status < 200) return out;
        if (out.header("Transfer-Encoding") == "chunked") {
            while (true) {
                while (held_.find("\r\n") == std::string::npos)
                    if (receive() <= 0) return {};
                const auto line = held_.find("\r\n");
                const std::size_t size = std::strtoul(held_.substr(0, line).c_str(), nullptr, 16);
                while (held_.size() < line + 2 + size + 2)
                    if (receive() <= 0) return {};
                out.body += held_.substr(line + 2, size);
                held_.erase(0, line + 2 + size + 2);
                if (size == 0) return out;
            }
        }
        if (const auto text = out.header("Content-Length"); !text.empty()) {
            const std::size_t length = std::strtoul(text.c_str(), nullptr, 10);
            while (held_.size() < length)
                if (receive() <= 0) return {};
            out.body = held_.substr(0, length);
            held_.erase(0, length);
        } else {
            out.body = all();
        }
        return out;
    }
    Answer ask(std::string_view bytes) {
        send(bytes);
        return answer();
    }

  private:
    ssize_t receive() {
        char piece[16384];
        const auto got = ::recv(socket_, piece, sizeof piece, 0);
        if (got > 0) held_.append(piece, static_cast<std::size_t>(got));
        return got;
    }
    int socket_ = -1;
    bool connected_ = false;
    std::string held_;
};

}  // namespace hearth::web::test
