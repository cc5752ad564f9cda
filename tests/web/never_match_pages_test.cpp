// A wrong match at the front door: said once, it is remembered, on that request and on later ones.
#include <gtest/gtest.h>

#include "record/rows.h"
#include "web/kit_tokens.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

class NeverMatch : public test::AppWorld {
  protected:
    struct Request {
        std::string at;  // of its page
        std::string named;
    };
    // A request that names somebody very like Ava of the Ashworth family.
    Request request(const char* born) {
        Request out;
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            const auto contact = w.insert("contact", {{"reference", "C-1"},
                                                      {"received_at", context.now},
                                                      {"source_code", "2A"},
                                                      {"referrer_name", "A teacher"},
                                                      {"district", "burnley"},
                                                      {"status", "screening"}});
            const auto named = w.insert("contact_person", {{"contact_id", contact},
                                                           {"role", "child"},
                                                           {"given", "Ava"},
                                                           {"surname", "Ashworth"},
                                                           {"born", born},
                                                           {"sex", "F"}});
            out = {"/contacts/" + id_to_text(contact), id_to_text(named)};
            return Done{};
        });
        return out;
    }
    int say(const Request& request, const char* verdict, const char* who = "Moira Sand") {
        return post(who, request.at + "/match",
                    {{"named", request.named}, {"person", world->ava.text()}, {"verdict", verdict}})
            .status;
    }
    std::string text(const Request& request) {
        return tokens::text_of(page("Moira Sand", request.at));
    }
};
HEARTH_ON_BOTH_DATABASES(NeverMatch);

// where: /contacts/{contact}
// part: S3-100
TEST_P(NeverMatch, a_rejected_match_is_not_proposed_again_and_it_is_said_who_rejected_it) {
    const auto first = request("2018-04-02");
    EXPECT_TRUE(has(text(first), "1 person on record who may be Ava Ashworth"));
    EXPECT_EQ(say(first, "not"), 303);
    const auto after = text(first);
    EXPECT_FALSE(has(after, "on record who may be Ava Ashworth"));
    EXPECT_TRUE(has(after, "Not proposed: ruled out before"));
    EXPECT_TRUE(has(after, "Moira Sand said on 24 November 2026 that this is not the same person"));
    EXPECT_TRUE(has(after, "somebody alike has been ruled out"));

    // A later request about the same names and birth: nor there.
    const auto later = request("2018-04-02");
    const auto words = text(later);
    EXPECT_FALSE(has(words, "on record who may be Ava Ashworth"));
    EXPECT_TRUE(has(words, "on an earlier request, that this is not the same person"));
    // Somebody else of that name, of another birth, is another question.
    EXPECT_FALSE(has(text(request("2018-04-03")), "ruled out before"));
}

TEST_P(NeverMatch, a_match_that_is_undone_is_remembered_too_and_can_be_taken_back) {
    const auto first = request("2018-04-02");
    EXPECT_EQ(say(first, "same"), 303);
    EXPECT_TRUE(has(text(first), "Matched"));
    EXPECT_EQ(say(first, "not"), 303);
    EXPECT_TRUE(has(text(first), "ruled out before"));
    EXPECT_EQ(say(first, "again"), 303);
    const auto again = text(first);
    EXPECT_FALSE(has(again, "ruled out before"));
    EXPECT_TRUE(has(again, "1 person on record who may be Ava Ashworth"));
    // Saying that they are the same, on a later request, ends the earlier word as well.
    EXPECT_EQ(say(first, "not"), 303);
    const auto later = request("2018-04-02");
    EXPECT_EQ(say(later, "same"), 303);
    EXPECT_FALSE(has(text(first), "ruled out before"));
}

TEST_P(NeverMatch, only_whoever_works_on_the_request_may_rule_somebody_out) {
    const auto first = request("2018-04-02");
    EXPECT_EQ(say(first, "not", "Sid Root"), 404);
    EXPECT_EQ(say(first, "never"), 404);
    EXPECT_TRUE(has(text(first), "1 person on record who may be Ava Ashworth"));
}

}  // namespace
}  // namespace hearth::web
