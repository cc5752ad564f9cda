// The server through real sockets: hostile input, limits, deadlines, full queues, slow clients,
// stopping.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

#include "store/error.h"
#include "web/html.h"
#include "web/http/forms.h"
#include "web/http/gzip.h"
#include "web/http/server.h"
#include "web/http_client.h"

namespace hearth::web {
namespace {

using namespace std::chrono_literals;
using test::Answer;
using test::Client;

// Opened by the test when the handlers that wait at it may go on.
class Door {
  public:
    void open() {
        {
            const std::lock_guard lock(mutex_);
            open_ = true;
        }
        opened_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        opened_.notify_all();
        opened_.wait(lock, [this] { return open_; });
    }
    void wait_for(int waiting) {
        std::unique_lock lock(mutex_);
        opened_.wait_for(lock, 20s, [&] { return waiting_ >= waiting; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool open_ = false;
    int waiting_ = 0;
};

ServerOptions small() {
    ServerOptions options;
    options.port = 0;
    options.workers = 2;
    options.slow_workers = 1;
    return options;
}

class ServerTest : public ::testing::Test {
  protected:
    void start(ServerOptions options = small()) {
        const auto policy = Policy::open("a test");
        router_.add({Method::get, "/", policy, [](Context&) { return Response::text("home"); }});
        router_.add({Method::get, "/big", policy,
                     [](Context&) { return Response::html(Html(std::string(200'000, 'x'))); }});
        router_.add({Method::get, "/throws", policy,
                     [](Context&) -> Response { throw std::runtime_error("the inside story"); }});
        router_.add({Method::get, "/contended", policy,
                     [](Context&) -> Response { throw store::Contention("the inside story"); }});
        router_.add({Method::get, "/wait", policy, [this](Context&) {
                         door_.wait();
                         return Response::text("waited");
                     }});
        router_.add({Method::get,
                     "/slow-pool",
                     policy,
                     [](Context&) { return Response::text("slow"); },
                     {.pool = Pool::slow}});
        const auto echo = [](Context& ctx) {
            std::string out;
            for (const auto& [name, value] : ctx.request.form) out += name + "=" + value + ";";
            for (const auto& upload : ctx.request.files)
                out += upload.field + ":" + upload.file_name + ":" +
                       std::to_string(upload.content.size()) + ";";
            out += ctx.request.body;
            return Response::text(out);
        };
        router_.add({Method::post, "/echo", policy, echo});
        router_.add({Method::post, "/upload", policy, echo, {.body_limit = std::size_t{8} << 20}});
        router_.add({Method::get, "/cookie", policy, [](Context& ctx) {
                         Response out = Response::text(std::string(ctx.request.cookie("seen")));
                         out.set_cookie({"seen", "yes", {}}, ctx.request.secure);
                         return out;
                     }});
        router_.add({Method::get, "/stream", policy, [](Context&) {
                         return Response::download_stream(
                             [n = 0](std::string& piece) mutable {
                                 piece = "line " + std::to_string(n++) + "\n";
                                 return n < 1000;
                             },
                             "text/csv", "lines.csv");
                     }});
        router_.add({Method::get, "/breaks", policy, [](Context&) {
                         return Response::download_stream(
                             [n = 0](std::string& piece) mutable {
                                 if (++n == 3) throw std::runtime_error("disk gone");
                                 piece = "part";
                                 return true;
                             },
                             "text/csv", "lines.csv");
                     }});
        router_.add({Method::get, "/file", policy, [this](Context&) {
                         return Response::download_file(file_, "application/octet-stream", "f");
                     }});
        server_.emplace(router_, std::move(options), [this](const Served& served) {
            const std::lock_guard lock(log_mutex_);
            log_.push_back(served);
        });
        server_->start();
    }
    void TearDown() override {
        door_.open();
        if (server_) server_->stop(50ms);
    }
    Answer ask(std::string_view bytes) { return Client(port()).ask(bytes); }
    Answer get(const std::string& path, const std::string& more = {}) {
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n");
    }
    Answer post(const std::string& path, const std::string& type, const std::string& body) {
        return ask(post_bytes(path, type, body));
    }
    static std::string post_bytes(const std::string& path, const std::string& type,
                                  const std::string& body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    std::uint16_t port() const { return server_->port(); }
    // Looks again and again, for at most a few seconds.
    template <class Condition>
    static bool soon(Condition condition) {
        for (int i = 0; i < 500; ++i) {
            if (condition()) return true;
            std::this_thread::sleep_for(20ms);
        }
        return condition();
    }

    Router router_;
    Door door_;
    std::filesystem::path file_;
    std::mutex log_mutex_;
    std::vector<Served> log_;
    std::optional<Server> server_;
};

TEST_F(ServerTest, a_page_is_served_with_every_protection) {
    start();
    const auto answer = get("/");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "home");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(answer.header("Content-Security-Policy").starts_with("default-src 'none'"));
    EXPECT_EQ(answer.header("Server"), "");
}

// Each is answered as said, and the server goes on.
TEST_F(ServerTest, hostile_input_is_refused_line_by_line) {
    start();
    const std::string host = "Host: localhost\r\n";
    struct Probe {
        const char* what;
        std::string bytes;
        int status;
    };
    const std::vector<Probe> probes = {
        {"length and chunked",
         "POST /echo HTTP/1.1\r\n" + host +
             "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"chunked and length",
         "POST /echo HTTP/1.1\r\n" + host +
             "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
         400},
        {"two lengths",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
         400},
        {"two equal lengths in one",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 4, 5\r\n\r\nabcd", 400},
        {"negative length", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
        {"length with a sign", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: +4\r\n\r\nabcd",
         400},
        {"endless length",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {"space in a name", "GET / HTTP/1.1\r\n" + host + "X-A : 1\r\n\r\n", 400},
        {"space before the colon of the length",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length : 4\r\n\r\nabcd", 400},
        {"NUL in the target", std::string("GET /\0a HTTP/1.1\r\n", 19) + host + "\r\n", 400},
        {"NUL in a value", "GET / HTTP/1.1\r\n" + host + std::string("X-A: a\0b\r\n\r\n", 12), 400},
        {"bare line feed in a header", "GET / HTTP/1.1\n" + host + "\n\n", 400},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"another host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
        {"version 2", "GET / HTTP/2.0\r\n" + host + "\r\n", 400},
        {"no version", "GET /\r\n\r\n", 400},
        {"TLS to a plain port", "\x16\x03\x01\x02" + std::string(100, 'A') + "\r\n\r\n", 400},
        {"proxy request", "GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"tunnel", "CONNECT evil.example:443 HTTP/1.1\r\n" + host + "\r\n", 501},
        {"trace", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"made-up method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"dots", "GET /../etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400},
        {"encoded dots", "GET /%2e%2e/etc HTTP/1.1\r\n" + host + "\r\n", 400},
        {"encoded line end", "GET /a%0d%0aX:1 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"bad UTF-8", "GET /%ff HTTP/1.1\r\n" + host + "\r\n", 400},
        {"gzip coding",
         "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
         501},
        {"chunked from 1.0",
         "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"bad chunk",
         "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", 400},
        {"expectation",
         "POST /echo HTTP/1.1\r\n" + host + "Expect: magic\r\nContent-Length: 1\r\n\r\na", 417},
        {"70 KB header",
         "GET / HTTP/1.1\r\n" + host + "X-A: " + std::string(70'000, 'a') + "\r\n\r\n", 431},
        {"70 KB of headers",
         [&] {
             std::string out = "GET / HTTP/1.1\r\n" + host;
             for (int i = 0; i < 2000; ++i)
                 out += "X-" + std::to_string(i) + ": aaaaaaaaaaaaaaaaaaaaaaaa\r\n";
             return out + "\r\n";
         }(),
         431},
        {"bad form", post_bytes("/echo", "application/x-www-form-urlencoded", "a=%zz"), 400},
        {"form with NUL", post_bytes("/echo", "application/x-www-form-urlencoded", "a=%00"), 400},
        {"cut multipart", post_bytes("/echo", "multipart/form-data; boundary=x", "--x\r\n"), 400},
        {"wrong method", "DELETE / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"nowhere", "GET /nowhere HTTP/1.1\r\n" + host + "\r\n", 404},
    };
    for (const auto& probe : probes) EXPECT_EQ(ask(probe.bytes).status, probe.status) << probe.what;
    EXPECT_EQ(get("/").status, 200);
}

TEST_F(ServerTest, after_a_refused_request_nothing_more_on_the_connection_is_believed) {
    start();
    Client client(port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto all = client.all();
    EXPECT_EQ(all.find("HTTP/1.1"), all.rfind("HTTP/1.1")) << all;
    EXPECT_NE(all.find("Connection: close\r\n"), std::string::npos);
}

TEST_F(ServerTest, a_body_over_the_limit_is_refused_by_its_length_and_by_its_chunks) {
    start();
    const std::string big(3'000'000, 'a');
    EXPECT_EQ(post("/echo", "text/plain", big).status, 413);
    Client client(port());
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 48; ++i) client.send("10000\r\n" + std::string(65536, 'a') + "\r\n");
    EXPECT_EQ(client.answer().status, 413);
    EXPECT_EQ(post("/upload", "text/plain", big).body.size(), big.size());
}

TEST_F(ServerTest, a_chunked_body_is_put_together) {
    start();
    const auto answer =
        ask("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
            "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nX-Trailer: ignored\r\n\r\n");
    EXPECT_EQ(answer.body, "abcdefg");
}

TEST_F(ServerTest, forms_and_files_arrive_decoded) {
    start();
    EXPECT_EQ(post("/echo", "application/x-www-form-urlencoded", "name=O%27Neill+x&y=%C3%A9").body,
              "name=O'Neill x;y=é;");
    const std::string parts =
        "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nv\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"f\"; "
        "filename=\"a.pdf\"\r\n\r\n12345\r\n--b--\r\n";
    EXPECT_EQ(post("/echo", "multipart/form-data; boundary=b", parts).body, "n=v;f:a.pdf:5;");
}

TEST_F(ServerTest, a_client_that_asks_whether_to_send_is_told_to) {
    start();
    Client client(port());
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
        "3\r\n\r\n");
    EXPECT_EQ(client.answer().status, 100);
    EXPECT_EQ(client.ask("abc").body, "abc");
    Client too_big(port());
    EXPECT_EQ(too_big
                  .ask("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                       "Content-Length: 9999999\r\n\r\n")
                  .status,
              413);
}

TEST_F(ServerTest, requests_of_one_connection_are_answered_in_order) {
    start();
    Client client(port());
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += i % 2 == 0 ? "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                          : post_bytes("/echo", "text/plain", std::to_string(i));
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        const auto answer = client.answer();
        ASSERT_EQ(answer.status, 200) << i;
        EXPECT_EQ(answer.body, i % 2 == 0 ? "home" : std::to_string(i));
    }
}

TEST_F(ServerTest, head_says_the_length_and_sends_nothing) {
    start();
    Client client(port());
    client.send("HEAD /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(client.answer(true).header("Content-Length"), "200000");
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "home");
}

TEST_F(ServerTest, an_old_client_is_served_and_let_go) {
    start();
    Client client(port());
    const auto answer = client.ask("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(answer.body, "home");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client.waits_for_end());
}

TEST_F(ServerTest, a_wrong_method_is_told_the_right_ones) {
    start();
    EXPECT_EQ(
        ask("PUT /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").header("Allow"),
        "POST");
}

TEST_F(ServerTest, cookies_come_back_under_the_name_they_were_given) {
    start();
    const auto first = get("/cookie");
    EXPECT_EQ(first.header("Set-Cookie"), "seen=yes; Path=/; HttpOnly; SameSite=Lax");
    EXPECT_EQ(get("/cookie", "Cookie: other=1; seen=yes\r\n").body, "yes");
}

TEST_F(ServerTest, a_proxy_that_speaks_tls_makes_cookies_secure) {
    auto options = small();
    options.trusted_proxies = {"127.0.0.1"};
    start(options);
    const auto answer = get("/cookie",
                            "X-Forwarded-Proto: https\r\nX-Forwarded-For: 81.2.3.4\r\n"
                            "Cookie: seen=planted; __Host-seen=ours\r\n");
    EXPECT_EQ(answer.body, "ours");
    EXPECT_EQ(answer.header("Set-Cookie"),
              "__Host-seen=yes; Path=/; Secure; HttpOnly; SameSite=Lax");
    EXPECT_NE(answer.header("Strict-Transport-Security"), "");
    EXPECT_EQ(get("/cookie", "X-Forwarded-For: 81.2.3.4\r\n").status, 400);
}

TEST_F(ServerTest, a_page_is_packed_for_a_browser_that_takes_it) {
    start();
    const auto answer = get("/big", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(answer.header("Content-Encoding"), "gzip");
    EXPECT_EQ(gunzip(answer.body, 300'000), std::string(200'000, 'x'));
}

TEST_F(ServerTest, a_fault_says_nothing_of_its_inside_but_the_log_does) {
    start();
    const auto answer = get("/throws?secret=1");
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body.find("inside story"), std::string::npos);
    const std::lock_guard lock(log_mutex_);
    ASSERT_EQ(log_.size(), 1U);
    EXPECT_EQ(log_[0].fault, "the inside story");
    EXPECT_EQ(log_[0].route, "/throws");
    EXPECT_EQ(log_[0].status, 500);
    // The reference on the page leads to this line.
    EXPECT_NE(answer.body.find(log_[0].request_id), std::string::npos);
}

TEST_F(ServerTest, a_database_that_asks_to_be_asked_again_is_busy_and_no_fault) {
    start();
    const auto answer = get("/contended");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("Retry-After"), "2");
    EXPECT_EQ(answer.body.find("inside story"), std::string::npos);
    const std::lock_guard lock(log_mutex_);
    ASSERT_EQ(log_.size(), 1U);
    EXPECT_EQ(log_[0].fault, "the inside story");
}

TEST_F(ServerTest, a_long_export_is_streamed_whole) {
    start();
    Client client(port());
    const auto answer = client.ask("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(answer.header("Transfer-Encoding"), "chunked");
    EXPECT_EQ(std::count(answer.body.begin(), answer.body.end(), '\n'), 1000);
    EXPECT_TRUE(answer.body.ends_with("line 999\n"));
    EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "home");
    const auto old = ask("GET /stream HTTP/1.0\r\nHost: localhost\r\n\r\n");
    EXPECT_TRUE(old.body.ends_with("line 999\n"));
}

TEST_F(ServerTest, an_export_that_breaks_off_cannot_be_taken_for_a_whole_one) {
    start();
    Client client(port());
    client.send("GET /breaks HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto all = client.all();
    EXPECT_NE(all.find("part"), std::string::npos);
    EXPECT_EQ(all.find("\r\n0\r\n"), std::string::npos);
}

TEST_F(ServerTest, a_file_is_sent_with_its_length) {
    file_ = std::filesystem::temp_directory_path() / ("hearth_file_" + std::to_string(::getpid()));
    const std::string content(300'001, 'f');
    std::ofstream(file_) << content;
    start();
    EXPECT_EQ(get("/file").body, content);
    std::ofstream(file_, std::ios::trunc).close();
    EXPECT_EQ(get("/file").header("Content-Length"), "0");
    std::filesystem::remove(file_);
    EXPECT_EQ(get("/file").status, 500);
}

TEST_F(ServerTest, a_full_queue_is_answered_busy_and_slow_work_does_not_fill_it) {
    auto options = small();
    options.queue = 1;
    start(options);
    std::vector<Client> clients;
    for (int i = 0; i < 2; ++i) {
        clients.emplace_back(port()).send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
        door_.wait_for(i + 1);
    }
    // Both workers are busy: one more request waits in the queue, the next is turned away.
    Client queued(port());
    queued.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(soon([&] {
        const auto answer = Client(port(), 1).ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return answer.status == 503 && !answer.header("Retry-After").empty();
    }));
    EXPECT_EQ(get("/slow-pool").status, 200);  // it has its own threads
    door_.open();
    for (auto& client : clients) EXPECT_EQ(client.answer().body, "waited");
    EXPECT_NE(queued.answer().status, 0);
    EXPECT_GE(server_->figures().refused_busy, 1U);
}

TEST_F(ServerTest, bodies_held_at_once_are_bounded) {
    auto options = small();
    options.body_budget = 1000;
    start(options);
    Client holding(port());
    holding.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        "Content-Length: 900\r\n\r\n");
    ASSERT_EQ(holding.answer().status, 100);  // the room for it is taken from here on
    EXPECT_EQ(post("/echo", "text/plain", std::string(200, 'a')).status, 503);
    EXPECT_EQ(post("/echo", "text/plain", "small").status, 200);
    holding.close();
    EXPECT_TRUE(
        soon([&] { return post("/echo", "text/plain", std::string(900, 'a')).status == 200; }));
}

// Slow headers, slow bodies and silence end at their deadlines.
TEST_F(ServerTest, a_header_sent_line_by_line_ends_at_the_deadline_not_at_each_line) {
    auto options = small();
    options.header_deadline = 600ms;
    start(options);
    Client client(port());
    ASSERT_TRUE(client.send("GET / HTTP/1.1\r\nHost: localhost\r\n"));
    bool ended = false;
    for (int i = 0; i < 100 && !ended; ++i) {
        std::this_thread::sleep_for(100ms);
        ended = !client.send("X-" + std::to_string(i) + ": a\r\n");
    }
    EXPECT_TRUE(ended);
    EXPECT_GE(server_->figures().deadline_closed, 1U);
}

TEST_F(ServerTest, a_client_that_says_nothing_or_stops_in_its_body_is_let_go) {
    auto options = small();
    options.header_deadline = 300ms;
    options.body_deadline = 300ms;
    options.idle_timeout = 300ms;
    start(options);
    Client silent(port());
    EXPECT_TRUE(silent.waits_for_end());
    Client half(port());
    half.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_TRUE(half.waits_for_end());
    Client idle(port());
    EXPECT_EQ(idle.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    EXPECT_TRUE(idle.waits_for_end());
}

TEST_F(ServerTest, three_hundred_slow_clients_do_not_stop_service) {
    start();
    std::vector<Client> slow;
    for (int i = 0; i < 300; ++i) {
        slow.emplace_back(port());
        ASSERT_TRUE(slow.back().connected());
        slow.back().send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    }
    for (int i = 0; i < 50; ++i) {
        for (std::size_t j = static_cast<std::size_t>(i); j < slow.size(); j += 50)
            slow[j].send("a");
        ASSERT_EQ(get("/").status, 200);
    }
    EXPECT_GE(server_->figures().open, 300U);
    for (auto& client : slow) EXPECT_EQ(client.ask("\r\n\r\n").status, 200);
}

TEST_F(ServerTest, when_connections_run_out_the_longest_idle_go_first) {
    auto options = small();
    options.max_connections = 20;
    start(options);
    std::vector<Client> idle;
    for (int i = 0; i < 20; ++i) {
        idle.emplace_back(port());
        ASSERT_EQ(idle.back().ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    }
    for (int i = 0; i < 10; ++i) EXPECT_EQ(get("/").status, 200);
    EXPECT_GE(server_->figures().shed, 1U);
    EXPECT_TRUE(idle.front().waits_for_end());
    EXPECT_LE(server_->figures().open, 21U);
}

TEST_F(ServerTest, a_stop_finishes_what_was_begun_and_ends_what_is_idle) {
    start();
    Client idle(port());
    ASSERT_EQ(idle.ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    std::vector<Client> working;
    for (int i = 0; i < 2; ++i)
        working.emplace_back(port()).send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
    door_.wait_for(2);
    std::thread stopping([&] { server_->stop(10s); });
    EXPECT_TRUE(idle.waits_for_end());
    EXPECT_TRUE(soon([&] { return !Client(port()).connected(); }));
    door_.open();
    for (auto& client : working) {
        const auto answer = client.answer();
        EXPECT_EQ(answer.body, "waited");
        EXPECT_EQ(answer.header("Connection"), "close");
    }
    stopping.join();
}

TEST_F(ServerTest, a_stop_under_load_loses_no_request) {
    start();
    std::atomic<int> answered{0};
    std::atomic<int> lost{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            while (true) {
                Client client(port());
                if (!client.connected()) return;
                while (client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                    const auto answer = client.answer();
                    if (answer.status != 200) {
                        ++lost;
                        return;
                    }
                    ++answered;
                    if (answer.header("Connection") == "close") break;
                }
            }
        });
    ASSERT_TRUE(soon([&] { return answered > 200; }));
    server_->stop(10s);
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(lost, 0);
}

TEST_F(ServerTest, a_handler_that_will_not_end_does_not_hold_a_stop_for_ever) {
    start();
    Client client(port());
    client.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
    door_.wait_for(1);
    std::thread later([&] {
        std::this_thread::sleep_for(1s);
        door_.open();
    });
    server_->stop(300ms);  // cuts the connection, then waits for the thread alone
    later.join();
    EXPECT_EQ(client.answer().status, 0);
}

TEST_F(ServerTest, clients_that_vanish_at_every_moment_leave_nothing_behind) {
    start();
    const std::string request = post_bytes("/echo", "text/plain", std::string(200, 'a'));
    for (std::size_t n = 0; n < request.size(); n += 3) {
        Client client(port());
        client.send(std::string_view(request).substr(0, n));
    }
    for (int i = 0; i < 20; ++i)
        Client(port()).send("GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_TRUE(soon([&] { return server_->figures().open == 0; }));
    EXPECT_EQ(get("/").status, 200);
}

TEST(ServerStart, says_what_to_do_when_it_cannot) {
    Router router;
    const auto why = [&](ServerOptions options) {
        Server server(router, std::move(options));
        try {
            server.start();
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    auto options = small();
    options.address = "0.0.0.0";
    EXPECT_NE(why(options).find("without TLS"), std::string::npos);
    options.address = "somewhere";
    EXPECT_NE(why(options).find("IP address"), std::string::npos);
    options = small();
    options.certificate_file = "a.pem";
    EXPECT_NE(why(options).find("key file"), std::string::npos);
    options.key_file = "b.pem";
    EXPECT_NE(why(options).find("a.pem"), std::string::npos);
    Server first(router, small());
    first.start();
    options = small();
    options.port = first.port();
    EXPECT_NE(why(options).find("another program"), std::string::npos);
}

}  // namespace
}  // namespace hearth::web
