// The access matrix: every route of the application, as every role, over every relation and every
// restriction.
//
// What is expected comes from the policy over facts known by construction; what is found comes from
// the gate, the handlers and the database. Every answered page is searched for words of classes
// that its reader may not see. A route that matrix_cells.h does not know fails the test, so that no
// page can be added without saying who may see what on it. On PostgreSQL one cell in seven is
// asked: the two databases differ in SQL, not in routes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "web/matrix_cells.h"

namespace hearth::test {
namespace {

using web::Method;

bool shown(int status) {
    return status < 400 || status == 409 || status == 422;
}

std::string name_of(const web::Route& route) {
    return fmt::format("{} {}", web::to_text(route.method), route.pattern);
}

std::string path_of(const web::Route& route, const Cell& cell) {
    std::string path = route.pattern;
    for (const auto& [name, value] : cell.path) {
        const auto hole = fmt::format("{{{}}}", name);
        if (const auto at = path.find(hole); at != std::string::npos)
            path.replace(at, hole.size(), value);
    }
    if (path.find('{') != std::string::npos)
        throw std::logic_error("the matrix does not fill " + path);
    return path + cell.query;
}

class Matrix : public AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        matrix = std::make_unique<MatrixWorld>(*world, shipped_policy());
    }
    void TearDown() override {
        matrix.reset();
        AppWorld::TearDown();
    }

    struct Answer {
        int status = 0;
        std::string body;
    };
    // As the server answers: a refusal is the page of what does not exist.
    Answer ask(const MatrixWorker& who, const web::Route& route, const Cell& cell) {
        auto response = send(who.name, route.method, path_of(route, cell), cell.form);
        if (response.status == 404 && response.body.empty()) {
            web::Request request;
            request.method = route.method;
            response = router->error(request, 404);
        }
        std::string piece;
        while (response.stream && response.stream(piece)) response.body += piece;
        return {response.status,
                response.shared_body != nullptr ? *response.shared_body : response.body};
    }
    std::vector<Cell> cells(const Known& known, const MatrixWorker& who) const {
        std::vector<Cell> out;
        known.cells(*matrix, who, out);
        return out;
    }
    // Whether the gate lets this worker near the route at all.
    static bool could(const web::Route& route, const MatrixWorker& who) {
        return route.policy.kind() != web::Policy::Kind::guarded ||
               shipped_policy().could(who.subject, route.policy.action(), route.policy.object());
    }
    // How many rows and saves the record holds, so that a refused act can be seen to write nothing.
    std::int64_t written() {
        static const store::Sql sql = [] {
            std::string text =
                "SELECT (SELECT COUNT(*) + COUNT(sent_at) + COUNT(returned_at) + "
                "COALESCE(SUM(edition), "
                "0) FROM draft)";
            for (const auto& [name, table] : record::record_catalog().tables)
                if (table.versions()) text += fmt::format(" + (SELECT COUNT(*) FROM {})", name);
            return store::Sql::trusted("matrix_written", std::move(text));
        }();
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); }).value();
        });
    }
    bool thin() const { return GetParam() == Server::postgresql; }

    std::unique_ptr<MatrixWorld> matrix;
};
HEARTH_ON_BOTH_DATABASES(Matrix);

// proves: S0-45
TEST_P(Matrix, every_route_answers_every_role_as_the_policy_decides_and_shows_nothing_more) {
    std::int64_t asked = 0, allowed = 0, refused = 0, seen_by_turn = 0;
    std::set<std::string>
        met;  // marks that somebody was shown: else the search would prove nothing
    for (const auto& listed : router->routes()) {
        const auto& route = listed.route;
        const auto name = name_of(route);
        const auto found = known_routes().find(name);
        if (found == known_routes().end()) {
            ADD_FAILURE() << "the access matrix does not know how to ask for " << name
                          << ": add it to matrix_cells.h with what decides";
            continue;
        }
        const Known& known = found->second;
        const bool guarded = route.policy.kind() == web::Policy::Kind::guarded;
        if (guarded && known.asks) {
            EXPECT_EQ(known.asks->first, route.policy.action()) << name;
            EXPECT_EQ(known.asks->second, route.policy.object()) << name;
        }
        if (!known.untried.empty()) {
            EXPECT_FALSE(guarded) << name << " must be tried";
            continue;
        }
        const bool writes = !web::is_safe(route.method);
        for (const auto& who : matrix->workers) {
            const bool near = could(route, who);
            const std::int64_t before = writes ? written() : 0;
            int at_the_gate = 0;
            for (const auto& cell : cells(known, who)) {
                const bool may = near && cell.may;
                // Writing is tried by those who may not; what those who may do is tested by itself.
                if (writes && may && cell.about != "own") continue;
                // The gate has not looked at the family yet: a few are as good as all.
                if (!near && ++at_the_gate > 2) continue;
                const bool plain = cell.about == "own" && cell.query.empty();
                if (thin() && !plain && ++seen_by_turn % 7 != 0) continue;
                const auto said = fmt::format("{} as {} ({})", name, who.name, cell.about);
                const auto answer = ask(who, route, cell);
                ++asked;
                ++(may ? allowed : refused);
                EXPECT_LT(answer.status, 500) << said;
                if (!may) {
                    EXPECT_EQ(answer.status, 404) << said << ": must be refused";
                } else if (known.judge == Judge::both) {
                    EXPECT_TRUE(shown(answer.status))
                        << said << ": answered " << answer.status << ", must be allowed";
                }
                for (const auto& word : matrix->forbidden_in(who, answer.body))
                    ADD_FAILURE() << said << " shows " << word;
                for (auto at = answer.body.find("Canary"); at != std::string::npos;
                     at = answer.body.find("Canary", at + 1)) {
                    auto end = at;
                    while (end < answer.body.size() && std::isalpha(answer.body[end]) != 0) ++end;
                    met.insert(answer.body.substr(at + 6, end - at - 6));
                }
            }
            if (writes && known.judge != Judge::content) {
                EXPECT_EQ(written(), before) << name << " as " << who.name << " wrote something";
            }
        }
    }
    fmt::print("{} routes, {} workers: {} cells asked, {} allowed, {} refused\n",
               router->routes().size(), matrix->workers.size(), asked, allowed, refused);
    if (thin()) return;
    std::vector<std::string> kinds{"name", "confidential", "glass", "import"};
    for (const auto& cls : shipped_practice().roles.classes)
        if (cls != "adoption") kinds.push_back(cls);  // no shipped role reads it
    for (auto kind : kinds) {
        std::erase(kind, '_');
        EXPECT_TRUE(met.contains(kind)) << "no page showed any mark of " << kind;
    }
    for (const auto* never : {"secret", "draft", "adoption"}) EXPECT_FALSE(met.contains(never));
}

// tests/web/matrix_golden.txt: what must hold whatever the policy file comes to say.
struct Golden {
    std::string role, route, about;
    bool may = false;
    int line = 0;
};
std::vector<Golden> golden() {
    std::ifstream file(std::string(HEARTH_SOURCE_DIR) + "/tests/web/matrix_golden.txt");
    std::vector<Golden> out;
    std::string line;
    for (int n = 1; std::getline(file, line); ++n) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string> parts;
        std::istringstream words(line);
        for (std::string part; std::getline(words, part, '|');) {
            const auto first = part.find_first_not_of(' ');
            const auto last = part.find_last_not_of(' ');
            parts.push_back(first == std::string::npos ? "" : part.substr(first, last - first + 1));
        }
        if (parts.size() != 4 || (parts[3] != "yes" && parts[3] != "no"))
            throw std::runtime_error(fmt::format("matrix_golden.txt:{}: not four parts", n));
        out.push_back({parts[0], parts[1], parts[2], parts[3] == "yes", n});
    }
    return out;
}

// proves: S0-45
TEST_P(Matrix, the_cells_that_matter_most_stand_as_written_down) {
    if (thin()) GTEST_SKIP() << "asked on SQLite";
    const auto lines = golden();
    ASSERT_FALSE(lines.empty());
    const auto fits = [](const std::string& wanted, const std::string& is) {
        if (wanted == "*") return true;
        if (wanted.ends_with('*')) return is.starts_with(wanted.substr(0, wanted.size() - 1));
        return wanted == is;
    };
    for (const auto& line : lines) {
        int asked = 0;
        for (const auto& listed : router->routes()) {
            const auto name = name_of(listed.route);
            // A star stands for all pages; acts are named.
            if (!fits(line.route, name) ||
                (line.route == "*" && listed.route.method != Method::get))
                continue;
            const auto found = known_routes().find(name);
            if (found == known_routes().end() || !found->second.untried.empty()) continue;
            for (const auto& who : matrix->workers) {
                if (!fits(line.role, who.name)) continue;
                for (const auto& cell : cells(found->second, who)) {
                    if (!fits(line.about, cell.about) || (line.about == "*" && cell.about == "own"))
                        continue;
                    ++asked;
                    const auto answer = ask(who, listed.route, cell);
                    EXPECT_EQ(shown(answer.status), line.may)
                        << "matrix_golden.txt:" << line.line << ": " << name << " as " << who.name
                        << " (" << cell.about << ") answered " << answer.status;
                }
            }
        }
        EXPECT_GT(asked, 0) << "matrix_golden.txt:" << line.line << " fits nothing";
    }
}

// proves: S0-45
TEST_P(Matrix, an_excluded_worker_gets_the_same_page_as_for_what_does_not_exist) {
    const Fields absent{{"family", FamilyId{424242}.text()},   {"person", PersonId{424242}.text()},
                        {"meeting", MeetingId{424242}.text()}, {"entry", EntryId{424242}.text()},
                        {"draft", id_to_text(424242)},         {"contact", id_to_text(424242)},
                        {"check", id_to_text(424242)},         {"relation", RowId{424242}.text()},
                        {"kind", "group_supervision"},         {"form", "case_note"}};
    int compared = 0;
    for (const auto& listed : router->routes()) {
        const auto& route = listed.route;
        const auto found = known_routes().find(name_of(route));
        if (route.method != Method::get || found == known_routes().end()) continue;
        for (const auto& who : matrix->workers) {
            int of_this = 0;
            for (const auto& cell : cells(found->second, who)) {
                if (cell.about.find("/excluded") == std::string::npos || cell.path.empty())
                    continue;
                if (++of_this > (thin() ? 1 : 3)) break;
                const auto refused = ask(who, route, cell);
                Cell nothing = cell;
                nothing.path = absent;
                for (const auto& given : cell.path)
                    if (std::none_of(absent.begin(), absent.end(),
                                     [&](const auto& a) { return a.first == given.first; }))
                        nothing.path.push_back(given);
                const auto missing = ask(who, route, nothing);
                const auto said =
                    fmt::format("{} as {} ({})", name_of(route), who.name, cell.about);
                EXPECT_EQ(refused.status, 404) << said;
                EXPECT_EQ(missing.status, 404) << said;
                EXPECT_EQ(refused.body, missing.body) << said;
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 300);
}

TEST_P(Matrix, a_search_finds_whom_the_policy_lets_be_found_and_nobody_else) {
    for (const auto& who : matrix->workers) {
        if (!shipped_policy().could(who.subject, Action::search, ObjectKind::family)) continue;
        for (const auto& f : matrix->families) {
            if (thin() && f.index % 5 != 0) continue;
            const auto page = get(who.name, "/search?q=" + f.given);
            EXPECT_EQ(page.body.find(mark("name", f.index)) != std::string::npos,
                      matrix->decide(who, f, Action::search).allowed)
                << who.name << " searches for " << f.given << " (" << f.key() << ")";
        }
    }
}

TEST_P(Matrix, somebody_of_two_families_does_not_lead_from_the_one_to_the_restricted_other) {
    const auto& hidden = matrix->family("none/restricted");
    int opened = 0;
    for (const auto& who : matrix->workers)
        for (const auto* page : {"/people/{}", "/people/{}/chronology", "/people/{}/looked"}) {
            const auto answer =
                get(who.name, fmt::format(fmt::runtime(page), matrix->grandparent.text()));
            opened += answer.status == 200 ? 1 : 0;
            EXPECT_EQ(answer.body.find(mark("name", hidden.index)), std::string::npos)
                << page << " as " << who.name;
            EXPECT_TRUE(matrix->forbidden_in(who, answer.body).empty()) << page << who.name;
        }
    EXPECT_GT(opened, 10);
}

TEST_P(Matrix, whoever_is_not_signed_in_is_sent_to_sign_in_and_does_nothing) {
    const auto before = written();
    for (const auto& listed : router->routes()) {
        const auto& route = listed.route;
        const auto found = known_routes().find(name_of(route));
        if (route.policy.kind() == web::Policy::Kind::open || found == known_routes().end() ||
            !found->second.untried.empty())
            continue;
        const auto tried = cells(found->second, matrix->workers.front());
        const auto answer = send("", route.method, path_of(route, tried.front()), {});
        EXPECT_EQ(answer.status, 303) << name_of(route);
        EXPECT_TRUE(answer.body.empty()) << name_of(route);
    }
    EXPECT_EQ(written(), before);
}

TEST_P(Matrix, a_post_without_its_token_is_refused_and_does_nothing) {
    const auto before = written();
    for (const auto& listed : router->routes()) {
        const auto& route = listed.route;
        const auto found = known_routes().find(name_of(route));
        if (web::is_safe(route.method) || route.policy.kind() == web::Policy::Kind::open ||
            found == known_routes().end() || !found->second.untried.empty())
            continue;
        for (const auto& cell : cells(found->second, matrix->workers.front())) {
            web::Request request;
            request.method = route.method;
            request.path = request.target = path_of(route, cell);
            request.host = request.peer = "127.0.0.1";
            for (const auto& [name, value] : cell.form) request.form.add(name, value);
            request.form.add(std::string(web::kCsrfField),
                             web::masked_csrf_token(web::new_csrf_secret()));
            request.cookies.add("hearth", token_of(matrix->workers.front().name));
            EXPECT_EQ(router->dispatch(request, router->match(route.method, request.path)).status,
                      403)
                << name_of(route);
        }
    }
    EXPECT_EQ(written(), before);
}

// What main adds beside the application's own pages can be asked by anybody, so it must say so.
TEST(MatrixOfMain, every_route_outside_the_pages_is_open) {
    std::ifstream file(std::string(HEARTH_SOURCE_DIR) + "/src/main/serve.cpp");
    std::stringstream read;
    read << file.rdbuf();
    const auto text = read.str();
    const auto count = [&](std::string_view what) {
        int n = 0;
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
        return n;
    };
    EXPECT_GT(count("router.add("), 0);
    EXPECT_EQ(count("router.add("), count("Policy::open("));
    EXPECT_EQ(count("Policy::"), count("Policy::open("));
}

}  // namespace
}  // namespace hearth::test
