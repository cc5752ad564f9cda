// A stand-in for the Department's receiver, on loopback, in this process.
//
// It gives tokens, checks what every request must have, keeps children as the Department would
// (partial payloads are merged, purges forget), and misbehaves when it is told to: `next` holds
// what to do with the coming batches, in order.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace hearth::test {

// What a receiver makes of an object and an update of it.
inline void merge(boost::json::object& held, const boost::json::object& update);

inline std::string id_key_of(std::string_view list) {
    static const std::map<std::string, std::string, std::less<>> keys{
        {"social_care_episodes", "social_care_episode_id"},
        {"child_and_family_assessments", "child_and_family_assessment_id"},
        {"child_in_need_plans", "child_in_need_plan_id"},
        {"section_47_assessments", "section_47_assessment_id"},
        {"child_protection_plans", "child_protection_plan_id"},
        {"child_looked_after_placements", "child_looked_after_placement_id"}};
    const auto found = keys.find(list);
    return found == keys.end() ? "" : found->second;
}

inline bool purged(const boost::json::object& object) {
    const auto* purge = object.if_contains("purge");
    return purge != nullptr && *purge == true;
}

inline void merge_list(boost::json::array& held, const boost::json::array& update,
                       const std::string& id_key) {
    for (const auto& item : update) {
        const auto& object = item.as_object();
        auto* found = held.end();
        for (auto* it = held.begin(); it != held.end(); ++it)
            if (it->as_object().at(id_key) == object.at(id_key)) found = it;
        if (purged(object)) {
            if (found != held.end()) held.erase(found);
            continue;
        }
        if (found == held.end()) {
            held.emplace_back(boost::json::object());
            found = held.end() - 1;
        }
        merge(found->as_object(), object);
    }
}

inline void merge(boost::json::object& held, const boost::json::object& update) {
    for (const auto& [key, value] : update) {
        if (key == "purge") continue;
        const auto id_key = id_key_of(std::string(key));
        if (!id_key.empty()) {
            if (!held.contains(key)) held[key] = boost::json::array();
            merge_list(held[key].as_array(), value.as_array(), id_key);
            if (held[key].as_array().empty()) held.erase(key);
        } else if (value.is_object()) {
            if (purged(value.as_object())) {
                held.erase(key);
                continue;
            }
            if (!held.contains(key)) held[key] = boost::json::object();
            merge(held[key].as_object(), value.as_object());
        } else if (value.is_null() || (value.is_array() && value.as_array().empty())) {
            held.erase(key);
        } else {
            held[key] = value;
        }
    }
}

// A child as a receiver holds it that was sent this and nothing else.
inline boost::json::object held_of(std::string_view whole) {
    boost::json::object held;
    merge(held, boost::json::parse(whole).as_object());
    return held;
}

class StandInReceiver {
  public:
    struct Request {
        std::string target, body;
        std::map<std::string, std::string> headers;  // names in lower case
    };
    struct Reply {
        int status = 200;
        std::string body = {};
        std::string more_headers = {};  // each with its line end
        bool apply = false;             // take the batch, whatever is answered
        bool cut = false;               // close the connection instead of answering
        std::chrono::milliseconds delay{0};
    };
    using Behaviour = std::function<Reply(const Request&)>;

    StandInReceiver() {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (listener_ < 0 || ::bind(listener_, plain, size) != 0 || ::listen(listener_, 16) != 0 ||
            ::getsockname(listener_, plain, &size) != 0)
            throw std::runtime_error("the stand-in receiver could not listen");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~StandInReceiver() {
        stopping_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    StandInReceiver(const StandInReceiver&) = delete;
    StandInReceiver& operator=(const StandInReceiver&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string endpoint() const { return address() + "/receiver-test/1"; }
    std::string token_url() const { return address() + "/token"; }

    // For the coming batches; afterwards every batch is taken.
    void next(Behaviour behaviour) {
        const std::lock_guard lock(mutex_);
        next_.push_back(std::move(behaviour));
    }
    void next(Reply reply) {
        next([reply](const Request&) { return reply; });
    }
    // Tokens given so far are good no more.
    void end_tokens() {
        const std::lock_guard lock(mutex_);
        good_token_.clear();
    }
    std::vector<Request> batches() const {
        const std::lock_guard lock(mutex_);
        return batches_;
    }
    std::map<std::string, boost::json::object> held() const {
        const std::lock_guard lock(mutex_);
        return held_;
    }
    int tokens() const {
        const std::lock_guard lock(mutex_);
        return tokens_;
    }
    // Requests that lacked something that every request must have.
    std::vector<std::string> complaints() const {
        const std::lock_guard lock(mutex_);
        return complaints_;
    }
    void forget_batches() {
        const std::lock_guard lock(mutex_);
        batches_.clear();
    }

  private:
    void serve() {
        while (!stopping_) {
            const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (peer < 0) continue;
            timeval limit{10, 0};
            ::setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
            Request request;
            if (read(peer, request)) {
                const auto reply = answer(request);
                std::this_thread::sleep_for(reply.delay);
                if (!reply.cut) write(peer, reply);
            }
            ::close(peer);
        }
    }
    static bool read(int peer, Request& request) {
        std::string text;
        char buffer[65536];
        std::size_t header_end = std::string::npos;
        std::size_t length = 0;
        while (header_end == std::string::npos || text.size() < header_end + 4 + length) {
            const auto got = ::recv(peer, buffer, sizeof buffer, 0);
            if (got <= 0) return false;
            text.append(buffer, static_cast<std::size_t>(got));
            if (header_end != std::string::npos) continue;
            header_end = text.find("\r\n\r\n");
            if (header_end == std::string::npos) continue;
            parse(text.substr(0, header_end), request);
            const auto& value = request.headers["content-length"];
            length = value.empty() ? 0 : std::stoul(value);
        }
        request.body = text.substr(header_end + 4);
        return true;
    }
    static void parse(const std::string& head, Request& request) {
        const auto line_end = head.find("\r\n");
        const auto first = head.substr(0, line_end);
        request.target = first.substr(first.find(' ') + 1);
        request.target.resize(request.target.find(' '));
        for (auto at = line_end; at != std::string::npos;) {
            const auto next = head.find("\r\n", at + 2);
            const auto line = head.substr(at + 2, next == std::string::npos ? next : next - at - 2);
            auto name = line.substr(0, line.find(':'));
            for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            request.headers[name] = line.substr(line.find(':') + 2);
            at = next;
        }
    }
    static void write(int peer, const Reply& reply) {
        const auto text =
            "HTTP/1.1 " + std::to_string(reply.status) +
            " Answer\r\nConnection: close\r\nContent-Length: " + std::to_string(reply.body.size()) +
            "\r\n" + reply.more_headers + "\r\n" + reply.body;
        for (std::size_t at = 0; at < text.size();) {
            const auto sent = ::send(peer, text.data() + at, text.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) return;
            at += static_cast<std::size_t>(sent);
        }
    }

    Reply answer(const Request& request) {
        const std::lock_guard lock(mutex_);
        if (request.target == "/token") return give_token(request);
        batches_.push_back(request);
        const auto header = [&](const char* name) {
            const auto found = request.headers.find(name);
            return found == request.headers.end() ? "" : found->second;
        };
        const auto complain = [&](const std::string& about, int status) {
            complaints_.push_back(about);
            return Reply{status, about, "", false, false, {}};
        };
        if (request.target != "/receiver-test/1/children_social_care_data/888/children")
            return complain("target " + request.target, 404);
        if (header("supplierkey") != "supplier-key-1") return complain("SupplierKey", 403);
        if (header("content-type") != "application/json") return complain("Content-Type", 400);
        if (good_token_.empty() || header("authorization") != "Bearer " + good_token_)
            return {401, "", "", false, false, {}};
        boost::json::error_code error;
        const auto json = boost::json::parse(request.body, error);
        if (error || !json.is_array() || json.as_array().empty())
            return complain("not a list", 400);
        if (json.as_array().size() > 100) return complain("more than 100", 413);
        Reply reply;
        reply.apply = true;
        reply.body = acknowledgements(json.as_array().size());
        if (!next_.empty()) {
            reply = next_.front()(request);
            next_.pop_front();
        }
        if (reply.apply)
            for (const auto& child : json.as_array()) take(child.as_object());
        return reply;
    }
    Reply give_token(const Request& request) {
        if (request.body !=
            "grant_type=client_credentials&client_id=hearth&client_secret="
            "s%2Fcret%26&scope=api%3A%2F%2Freceiver%2F.default") {
            complaints_.push_back("token: " + request.body);
            return {401, "", "", false, false, {}};
        }
        good_token_ = "token-" + std::to_string(++tokens_);
        return {
            200,
            R"({"token_type":"Bearer","expires_in":3600,"access_token":")" + good_token_ + "\"}",
            "",
            false,
            false,
            {}};
    }
    void take(const boost::json::object& child) {
        const std::string number(child.at("la_child_id").as_string());
        if (purged(child))
            held_.erase(number);
        else
            merge(held_[number], child);
    }

  public:
    std::string acknowledgements(std::size_t count) {
        boost::json::array out;
        for (std::size_t i = 0; i < count; ++i)
            out.emplace_back("2026-11-22_06:00:00.000000_" + std::to_string(++given_));
        return boost::json::serialize(out);
    }

  private:
    mutable std::recursive_mutex mutex_;
    std::deque<Behaviour> next_;
    std::vector<Request> batches_;
    std::map<std::string, boost::json::object> held_;
    std::vector<std::string> complaints_;
    std::string good_token_;
    int tokens_ = 0, given_ = 0;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace hearth::test
