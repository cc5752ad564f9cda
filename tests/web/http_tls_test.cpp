// TLS in the process itself, tried with the openssl command as the client.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "web/http/server.h"

namespace hearth::web {
namespace {

namespace fs = std::filesystem;

std::string output_of(const std::string& command) {
    std::string out;
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        char piece[4096];
        while (const auto n = std::fread(piece, 1, sizeof piece, pipe)) out.append(piece, n);
        ::pclose(pipe);
    }
    return out;
}

TEST(Tls, version_1_3_is_spoken_and_nothing_older) {
    const fs::path folder =
        fs::temp_directory_path() / ("hearth_tls_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const std::string key = (folder / "key.pem").string();
    const std::string certificate = (folder / "certificate.pem").string();
    ASSERT_EQ(std::system(("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
                           "-days 2 -subj /CN=localhost -keyout " +
                           key + " -out " + certificate + " 2>/dev/null")
                              .c_str()),
              0);
    Router router;
    router.add({Method::get, "/", Policy::open("a test"), [](Context& ctx) {
                    Response out = Response::text(ctx.request.secure ? "secure" : "plain");
                    out.set_cookie({"session", "abc", {}}, ctx.request.secure);
                    return out;
                }});
    ServerOptions options;
    options.port = 0;
    options.certificate_file = certificate;
    options.key_file = key;
    Server server(router, options);
    server.start();
    const auto ask = [&](const std::string& version) {
        return output_of(
            "printf 'GET / HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' | "
            "timeout 20 openssl s_client -ign_eof -" +
            version + " -connect 127.0.0.1:" + std::to_string(server.port()) + " 2>&1");
    };
    const auto answer = ask("tls1_3");
    EXPECT_NE(answer.find("HTTP/1.1 200 OK"), std::string::npos) << answer;
    EXPECT_NE(answer.find("\r\n\r\nsecure"), std::string::npos);
    EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos);
    EXPECT_NE(answer.find("Set-Cookie: __Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax"),
              std::string::npos);
    EXPECT_EQ(ask("tls1_2").find("HTTP/1.1"), std::string::npos);
    server.stop(std::chrono::seconds(1));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace hearth::web
