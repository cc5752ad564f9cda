// Who may be served, how an answer is written, gzip, assets; without a socket.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "web/assets.h"
#include "web/html.h"
#include "web/http/gzip.h"
#include "web/http/wire.h"

namespace hearth::web {
namespace {

namespace fs = std::filesystem;

struct Asked {
    Request request;
    int status = 0;
};
Asked ask(std::vector<std::pair<std::string, std::string>> headers, std::string_view socket_peer,
          const ServerOptions& options, bool tls = false) {
    Asked out;
    out.request.target = "/a";
    for (auto& [name, value] : headers) out.request.headers.add(name, value);
    out.status = admit(out.request, socket_peer, tls, false, options);
    return out;
}

TEST(Admission, on_loopback_only_loopback_names_are_served) {
    const ServerOptions options;
    for (const auto* host : {"127.0.0.1:8080", "localhost", "LOCALHOST:8080", "[::1]:8080"})
        EXPECT_EQ(ask({{"host", host}}, "127.0.0.1", options).status, 0) << host;
    // A name that an attacker points at 127.0.0.1 would let their page read ours.
    EXPECT_EQ(ask({{"host", "evil.example"}}, "127.0.0.1", options).status, 421);
    for (const auto* host : {"", "a b", "a/b", "user@localhost", "\"x\""})
        EXPECT_EQ(ask({{"host", host}}, "127.0.0.1", options).status, 400) << host;
    EXPECT_EQ(ask({}, "127.0.0.1", options).status, 400);
    EXPECT_EQ(ask({{"host", "localhost"}, {"host", "localhost"}}, "127.0.0.1", options).status,
              400);
}

TEST(Admission, only_the_named_hosts_when_they_are_named) {
    ServerOptions options;
    options.address = "0.0.0.0";
    options.hosts = {"hearth.example"};
    EXPECT_EQ(ask({{"host", "Hearth.example:443"}}, "10.0.0.9", options, true).status, 0);
    EXPECT_EQ(ask({{"host", "other.example"}}, "10.0.0.9", options, true).status, 421);
}

TEST(Admission, plain_http_from_another_machine_is_refused) {
    ServerOptions options;
    options.address = "0.0.0.0";
    EXPECT_EQ(ask({{"host", "h.example"}}, "10.0.0.9", options).status, 400);
    EXPECT_EQ(ask({{"host", "h.example"}}, "10.0.0.9", options, true).status, 0);
    EXPECT_EQ(
        ask({{"host", "h.example"}, {"x-forwarded-proto", "https"}}, "10.0.0.9", options).status,
        400);
}

TEST(Admission, a_proxy_is_believed_only_when_it_is_named) {
    ServerOptions options;
    options.trusted_proxies = {"127.0.0.1", "10.0.0.2"};
    const auto through = ask({{"host", "h.example"},
                              {"x-forwarded-proto", "https"},
                              {"x-forwarded-for", "6.6.6.6, 81.2.3.4, 10.0.0.2"}},
                             "127.0.0.1", options);
    EXPECT_EQ(through.status, 0);
    EXPECT_TRUE(through.request.secure);
    // The nearest that is not ours: what stands before it the client may have written itself.
    EXPECT_EQ(through.request.peer, "81.2.3.4");
    const auto plain =
        ask({{"host", "h.example"}, {"x-forwarded-for", "81.2.3.4"}}, "127.0.0.1", options);
    EXPECT_EQ(plain.status, 400);
    // A health check of the proxy's own.
    EXPECT_EQ(ask({{"host", "h.example"}}, "10.0.0.2", options).status, 0);
    const auto direct =
        ask({{"host", "localhost"}, {"x-forwarded-for", "9.9.9.9"}}, "127.0.0.1", ServerOptions{});
    EXPECT_EQ(direct.request.peer, "127.0.0.1");
}

TEST(Answers, keep_their_length_for_head_and_send_no_content) {
    Request request;
    request.method = Method::head;
    const auto wire = to_wire(Response::text("hello"), request, {});
    EXPECT_NE(wire.head.find("Content-Length: 5\r\n"), std::string::npos);
    EXPECT_TRUE(wire.content().empty());
}

TEST(Answers, do_not_name_the_server_and_carry_a_date) {
    const auto wire = to_wire(Response::text("hello"), {}, {});
    EXPECT_EQ(wire.head.find("Server:"), std::string::npos);
    EXPECT_NE(wire.head.find("\r\nDate: "), std::string::npos);
    EXPECT_TRUE(wire.head.ends_with("\r\n\r\n"));
}

TEST(Answers, text_over_a_kilobyte_is_packed_when_the_browser_takes_it) {
    const std::string page(5000, 'x');
    Request request;
    request.headers.add("accept-encoding", "br, gzip;q=0.8");
    const auto packed = to_wire(Response::html(Html(page)), request, {});
    EXPECT_NE(packed.head.find("Content-Encoding: gzip\r\n"), std::string::npos);
    EXPECT_NE(packed.head.find("Vary: Accept-Encoding\r\n"), std::string::npos);
    EXPECT_EQ(gunzip(packed.content(), 10'000), page);
    EXPECT_EQ(to_wire(Response::html(Html(page)), {}, {}).content(), page);
    EXPECT_EQ(to_wire(Response::html(Html("short")), request, {}).content(), "short");
    Response picture = Response::download(page, "image/png", "a.png");
    EXPECT_EQ(to_wire(std::move(picture), request, {}).content(), page);
}

TEST(Gzip, what_a_client_accepts_is_read_with_its_weights) {
    for (const auto* yes :
         {"gzip", "br, gzip", "*", "gzip;q=0.5", "deflate, gzip;q=1.0, *;q=0", "gzip ;q=0.001"})
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (const auto* no : {"", "br", "gzip;q=0", "gzip;q=0.0, *", "*;q=0", "xgzip"})
        EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(Gzip, unpacking_is_bounded) {
    const auto bomb = gzip(std::string(1'000'000, '0'), 9);
    EXPECT_THROW((void)gunzip(bomb, 1000), std::runtime_error);
    EXPECT_THROW((void)gunzip("not gzip", 1000), std::runtime_error);
}

TEST(Chunks, carry_their_size_in_hexadecimal) {
    EXPECT_EQ(as_chunk(std::string(26, 'a')), "1a\r\n" + std::string(26, 'a') + "\r\n");
    EXPECT_EQ(as_chunk(""), "0\r\n\r\n");
}

class AssetsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("hearth_assets_" + std::to_string(::getpid()));
        fs::create_directories(folder_ / "fonts");
        write("fonts/text.woff2", "font bytes");
        write("hearth.css",
              "a{src:url(fonts/text.woff2?x#y);background:url(none.png)}" + std::string(500, ' '));
        write("notes.md", "not served");
    }
    void TearDown() override { fs::remove_all(folder_); }
    void write(const std::string& name, const std::string& content) {
        std::ofstream(folder_ / name) << content;
    }
    static Response get(const Assets& assets, const std::string& path, bool packed = false) {
        Request request;
        request.path = path;
        if (packed) request.headers.add("accept-encoding", "gzip");
        return assets.serve(request);
    }
    fs::path folder_;
};

TEST_F(AssetsTest, are_named_by_their_content_and_kept_for_a_year) {
    const Assets assets(folder_);
    const auto url = assets.url("hearth.css");
    EXPECT_EQ(url.size(), std::string("/assets/hearth.0123456789ab.css").size());
    const auto answer = get(assets, url);
    EXPECT_EQ(answer.content_type, "text/css; charset=utf-8");
    bool immutable = false;
    for (const auto& [name, value] : answer.headers)
        if (name == "Cache-Control") immutable = value == "public, max-age=31536000, immutable";
    EXPECT_TRUE(immutable);
    write("hearth.css", "b{}");
    EXPECT_NE(Assets(folder_).url("hearth.css"), url);
}

TEST_F(AssetsTest, styles_point_at_the_hashed_names_of_what_they_use) {
    const Assets assets(folder_);
    const auto style = *get(assets, assets.url("hearth.css")).shared_body;
    EXPECT_NE(style.find("url(\"" + assets.url("fonts/text.woff2") + "?x#y\")"), std::string::npos);
    EXPECT_NE(style.find("url(none.png)"), std::string::npos);
}

TEST_F(AssetsTest, come_packed_when_that_is_smaller) {
    const Assets assets(folder_);
    const auto plain = get(assets, assets.url("hearth.css"));
    const auto packed = get(assets, assets.url("hearth.css"), true);
    EXPECT_LT(packed.shared_body->size(), plain.shared_body->size());
    EXPECT_EQ(gunzip(*packed.shared_body, 10'000), *plain.shared_body);
    EXPECT_EQ(*get(assets, assets.url("fonts/text.woff2"), true).shared_body, "font bytes");
}

TEST_F(AssetsTest, nothing_else_of_the_disk_can_be_reached) {
    const Assets assets(folder_);
    for (const auto* path : {"/assets/notes.md", "/assets/hearth.css", "/assets/../../etc/passwd",
                             "/etc/passwd", "/assets/", "hearth.css"})
        EXPECT_EQ(get(assets, path).status, 404) << path;
    EXPECT_FALSE(assets.has("notes.md"));
    EXPECT_THROW((void)assets.url("absent.css"), std::logic_error);
    EXPECT_THROW(Assets("/no/such/folder"), std::runtime_error);
}

TEST_F(AssetsTest, are_routed_and_named_for_pages) {
    const Assets assets(folder_);
    Router router;
    assets.add_routes(router);
    router.seal();
    for (const auto& name : assets.names())
        EXPECT_NE(router.match(Method::get, assets.url(name)).route, nullptr) << name;
    use_assets(assets);
    EXPECT_EQ(asset_url("hearth.css"), assets.url("hearth.css"));
}

}  // namespace
}  // namespace hearth::web
