// The pages of documents, from the choice of a reader to the PDF of what was sent.
#include <gtest/gtest.h>

#include "web/pages/document_view.h"
#include "web/pdf.h"
#include "web/support_app.h"

namespace hearth::test {
namespace {

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const auto start = text.find(from);
    if (start == std::string::npos) return {};
    const auto begin = start + from.size();
    return text.substr(begin, text.find(to, begin) - begin);
}

class DocumentPages : public AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter rows(session, context);
            for (const auto child : {world->ava, world->sam})
                rows.insert("relationship", {{"from_person", world->mother},
                                             {"to_person", child},
                                             {"kind", "birth_parent"},
                                             {"parental_responsibility", 1}});
            for (const auto& [what, person, cls] :
                 {std::tuple("Ava goes swimming", world->ava, "general"),
                  std::tuple("Sam sees the dentist", world->sam, "general"),
                  std::tuple("Secret of the survivor", world->ava, "survivor")})
                rows.insert("action", {{"family_id", world->family},
                                       {"person_id", person},
                                       {"what", what},
                                       {"owner_name", "Nan"},
                                       {"due_on", "2026-12-01"},
                                       {"status", "open"},
                                       {"class", cls}});
            return Done{};
        });
        list = "/families/" + world->family.text() + "/documents";
    }
    std::string location(const web::Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "Location" || name == "location") return value;
        ADD_FAILURE() << response.status << " leads nowhere\n" << response.body;
        return {};
    }
    std::string open(const std::string& output, const std::string& reader,
                     const std::string& named = {}) {
        return location(
            post("Ruth Hale", list + "/" + output, {{"reader", reader}, {"named", named}}));
    }
    std::string list;
};
HEARTH_ON_BOTH_DATABASES(DocumentPages);

// proves: S3-71
// where: /families/{family}/documents
TEST_P(DocumentPages, a_plan_for_a_child_is_made_checked_sent_and_opened_as_sent) {
    const auto offers = page("Ruth Hale", list);
    EXPECT_NE(offers.find("My plan"), std::string::npos);
    const auto choose = page("Ruth Hale", list + "/plan_for_child");
    EXPECT_NE(choose.find("Ava Ashworth"), std::string::npos);
    EXPECT_EQ(choose.find("Jo Ashworth</label>"), std::string::npos)
        << "no reader of a child's plan";
    EXPECT_EQ(post("Ruth Hale", list + "/plan_for_child", {}).status, 422);

    const auto draft = open("plan_for_child", "child " + world->ava.text());
    const auto writing = page("Ruth Hale", draft);
    EXPECT_NE(writing.find("Why people are worried, in words for this child"), std::string::npos);
    EXPECT_NE(writing.find("data-draft-path=\"/drafts/documents/\""), std::string::npos);
    const auto saved = post("Ruth Hale", draft,
                            {{"edition", "1"},
                             {"go", "preview"},
                             {"write.worries", "There was shouting."},
                             {"write.good", "You like swimming."}});
    const auto preview = page("Ruth Hale", location(saved));
    const auto article = between(preview, "<article", "</article>");
    EXPECT_NE(article.find("Ava goes swimming"), std::string::npos);
    EXPECT_NE(article.find("There was shouting."), std::string::npos);
    EXPECT_EQ(article.find("Sam"), std::string::npos);
    EXPECT_EQ(article.find("Secret"), std::string::npos);
    const auto hidden = preview.substr(preview.find("What was left out"));
    EXPECT_NE(hidden.find("Sam sees the dentist"), std::string::npos);

    const auto hash = between(preview, "name=\"hash\" value=\"", "\"");
    ASSERT_EQ(hash.size(), 64U);
    EXPECT_EQ(post("Ruth Hale", draft + "/send", {{"hash", hash}}).status, 422) << "no channel";
    const auto document =
        location(post("Ruth Hale", draft + "/send",
                      {{"hash", hash}, {"channel", "read_together"}, {"sent_to", "Ava"}}));
    const auto kept = page("Ruth Hale", document);
    EXPECT_EQ(between(kept, "<article", "</article>"), article);
    EXPECT_NE(kept.find("Sent to Ava"), std::string::npos);
    // The bar with the family's flags is for the screen alone.
    const auto bar = kept.find("class=\"hearth-identity\"");
    ASSERT_NE(bar, std::string::npos);
    EXPECT_NE(kept.substr(0, bar).rfind("hearth-noprint"), std::string::npos);
    EXPECT_NE(page("Ruth Hale", list).find(document), std::string::npos);
    EXPECT_EQ(get("Tom Marsh", document).status, 404);
    EXPECT_EQ(get("Ruth Hale", draft).status, 404);

    const auto pdf = get("Ruth Hale", document + "/pdf");
    EXPECT_EQ(pdf.status, 200);
    EXPECT_EQ(pdf.content_type, "application/pdf");
    EXPECT_TRUE(pdf.body.starts_with("%PDF"));
}

TEST_P(DocumentPages, typing_is_saved_and_a_second_device_does_not_write_over_the_first) {
    const auto draft = open("case_summary", "professional", "The health visitor");
    EXPECT_EQ(send("Ruth Hale", web::Method::put, draft, {{"write.now", "First"}}).status, 200);
    EXPECT_EQ(send("Ruth Hale", web::Method::put, draft, {{"write.now", "Second"}}).status, 409)
        << "it did not begin from what the first had saved";
    EXPECT_NE(page("Ruth Hale", draft).find("First"), std::string::npos);
    const auto both = post("Ruth Hale", draft, {{"edition", "1"}, {"write.now", "Second"}});
    EXPECT_EQ(both.status, 409);
    EXPECT_NE(both.body.find("First"), std::string::npos);
    EXPECT_NE(both.body.find("Second"), std::string::npos);
}

TEST_P(DocumentPages, a_letter_to_the_referrer_is_made_of_the_contact) {
    std::int64_t contact = 0;
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter rows(session, context);
        contact = rows.insert("contact", {{"reference", "C-1"},
                                          {"received_at", context.now},
                                          {"source_code", "2A"},
                                          {"status", "awaiting_decision"},
                                          {"district", "burnley"}});
        return Done{};
    });
    const auto of = "/contacts/" + id_to_text(contact) + "/documents";
    EXPECT_NE(page("Moira Sand", of).find("Letter to the referrer"), std::string::npos);
    const auto draft = location(post("Moira Sand", of + "/referrer_letter",
                                     {{"reader", "referrer"}, {"named", "Oak School"}}));
    const auto text = page("Moira Sand", draft + "/preview");
    EXPECT_NE(text.find("Dear Oak School"), std::string::npos);
    EXPECT_NE(text.find("We have not decided yet"), std::string::npos);
    EXPECT_EQ(get("Ruth Hale", draft).status, 404);
}

TEST(Pdf, it_bears_title_language_and_tags_and_fetches_nothing) {
    record::Document document;
    document.title = "Our plan";
    document.reader = "Jo";
    document.authority = "Westmere \"; } @import url(file:///etc/passwd);";
    document.made_from = Date::parse("2026-11-24").value();
    record::DocBlock block;
    block.text = "<img src=\"file:///etc/passwd\"> is only words";
    document.parts = {{"one", "Who does what", {block}}};
    const auto html = web::document_for_pdf(document, "");
    EXPECT_NE(html.find("lang=\"en-GB\""), std::string::npos);
    EXPECT_NE(html.find("<title>Our plan</title>"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_EQ(between(html, "<style>", "</style>").find("@import"), std::string::npos);
    const auto pdf = web::make_pdf(html);
    ASSERT_TRUE(pdf.ok());
    EXPECT_TRUE(pdf->starts_with("%PDF"));
    EXPECT_NE(pdf->find("/MarkInfo"), std::string::npos) << "tagged";
    EXPECT_NE(pdf->find("/Lang"), std::string::npos);
}

TEST(Pdf, a_document_that_takes_too_long_is_a_fault_and_leaves_no_process) {
    const auto none = web::make_pdf("<p>x</p>", {std::chrono::milliseconds(1)});
    ASSERT_FALSE(none.ok());
    EXPECT_TRUE(std::holds_alternative<Fault>(none.failure()));
}

}  // namespace
}  // namespace hearth::test
