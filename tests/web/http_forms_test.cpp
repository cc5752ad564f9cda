// Reading what browsers send: escapes, forms, multipart bodies, cookies, targets. Partly as
// properties.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "web/html.h"
#include "web/http/forms.h"

namespace hearth::web {
namespace {

TEST(PercentEncoding, is_undone_exactly) {
    EXPECT_EQ(percent_decode("a%20b%2Fc"), "a b/c");
    EXPECT_EQ(percent_decode("a+b"), "a+b");
    EXPECT_EQ(percent_decode("a+b%2B", true), "a b+");
    EXPECT_EQ(percent_encode("a b/c~é"), "a%20b%2Fc~%C3%A9");
    for (const auto* bad : {"%", "%4", "%zz", "a%2", "%-1", "%%41"})
        EXPECT_FALSE(percent_decode(bad)) << bad;
}

RC_GTEST_PROP(PercentEncodingProperties, any_bytes_survive_encoding, (const std::string& bytes)) {
    RC_ASSERT(percent_decode(percent_encode(bytes)) == bytes);
    RC_ASSERT(percent_decode(percent_encode(bytes), true) == bytes);
}

RC_GTEST_PROP(PercentEncodingProperties, any_form_survives, ()) {
    const auto text = rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
    const auto pairs = *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(
        rc::gen::pair(text, text));
    std::string body;
    std::size_t sent = 0;
    for (const auto& [name, value] : pairs) {
        body += percent_encode(name) + "=" + percent_encode(value) + "&";
        ++sent;
    }
    const auto form = parse_urlencoded(body);
    RC_ASSERT(form.has_value());
    RC_ASSERT(form->size() == sent);
    std::size_t i = 0;
    for (const auto& [name, value] : *form) {
        RC_ASSERT(name == pairs[i].first);
        RC_ASSERT(value == pairs[i].second);
        ++i;
    }
}

RC_GTEST_PROP(FormProperties, whatever_is_sent_gives_clean_text_or_nothing,
              (const std::string& body)) {
    if (const auto form = parse_urlencoded(body))
        for (const auto& [name, value] : *form) {
            RC_ASSERT(is_clean_text(name));
            RC_ASSERT(is_clean_text(value));
        }
    if (const auto parts = parse_multipart("multipart/form-data; boundary=x", "--x" + body))
        for (const auto& [name, value] : parts->fields) RC_ASSERT(is_clean_text(value));
    for (const auto& [name, value] : parse_cookies(body)) RC_ASSERT(is_clean_text(value));
}

TEST(CleanText, is_utf_8_without_nul) {
    for (const auto* good : {"", "plain", "é", "Žluť", "日本", "👪"})
        EXPECT_TRUE(is_clean_text(good)) << good;
    using std::string_literals::operator""s;
    for (const auto& bad :
         {"a\0b"s, "\xff"s, "\xc0\xaf"s, "\xe0\x80\xaf"s, "\xed\xa0\x80"s, "\xf4\x90\x80\x80"s,
          "\xf8\x88\x80\x80\x80"s, "\xc3"s, "\xe2\x82"s, "\x80"s, "\xf0\x9f\x91"s})
        EXPECT_FALSE(is_clean_text(bad));
}

TEST(Forms, keep_the_order_and_the_repeats_of_what_was_ticked) {
    const auto form = parse_urlencoded("factor=1A&name=O%27Neill&factor=2B&&empty=&bare");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->all("factor"), (std::vector<std::string_view>{"1A", "2B"}));
    EXPECT_EQ(form->get("name"), "O'Neill");
    EXPECT_TRUE(form->has("empty"));
    EXPECT_TRUE(form->has("bare"));
    EXPECT_FALSE(form->has("absent"));
    EXPECT_EQ(form->size(), 5U);
}

TEST(Forms, a_text_area_keeps_its_lines) {
    EXPECT_EQ(parse_urlencoded("t=one%0D%0Atwo%0Dthree%0Afour")->get("t"), "one\ntwo\nthree\nfour");
}

TEST(Forms, a_broken_escape_bad_utf_8_or_a_nul_refuses_the_whole_form) {
    for (const auto* bad : {"a=%", "a=%ff", "a=%00", "%c0%af=1", "a=1&b=%zz"})
        EXPECT_FALSE(parse_urlencoded(bad)) << bad;
}

TEST(Forms, more_fields_than_any_form_has_are_refused) {
    std::string body;
    for (std::size_t i = 0; i < kMaxFields; ++i) body += "a=1&";
    EXPECT_TRUE(parse_urlencoded(body));
    EXPECT_FALSE(parse_urlencoded(body + "a=1"));
}

TEST(Cookies, are_read_as_sent_and_malformed_ones_are_dropped) {
    const auto cookies = parse_cookies("a=1; b=\"two\";c=x=y; ; =none; bare; d=");
    EXPECT_EQ(cookies.get("a"), "1");
    EXPECT_EQ(cookies.get("b"), "two");
    EXPECT_EQ(cookies.get("c"), "x=y");
    EXPECT_TRUE(cookies.has("d"));
    EXPECT_FALSE(cookies.has("bare"));
    EXPECT_EQ(cookies.size(), 4U);
}

constexpr std::string_view kType = "multipart/form-data; boundary=----x";

TEST(Multipart, gives_fields_and_files_with_their_bytes_unchanged) {
    const std::string bytes("\x00\xff\r\n------\r\nP", 13);
    const std::string body =
        "------x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\none\r\ntwo\r\n"
        "------x\r\nContent-Disposition: form-data; name=\"letter\"; filename=\"C:\\docs\\a "
        "b.pdf\"\r\n"
        "Content-Type: application/pdf\r\n\r\n" +
        bytes +
        "\r\n------x\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n" +
        "------x--\r\n";
    const auto parts = parse_multipart(kType, body);
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->fields.get("note"), "one\ntwo");
    ASSERT_EQ(parts->files.size(), 1U);
    EXPECT_EQ(parts->files[0].field, "letter");
    EXPECT_EQ(parts->files[0].file_name, "a b.pdf");
    EXPECT_EQ(parts->files[0].content_type, "application/pdf");
    EXPECT_EQ(parts->files[0].content, bytes);
}

TEST(Multipart, a_file_name_can_never_be_a_path) {
    for (const auto* name :
         {"../../etc/passwd", "..", "/etc/passwd", "a\\..\\passwd", "pass\x01wd"}) {
        const auto parts = parse_multipart(
            kType, "------x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" +
                       std::string(name) + "\"\r\n\r\nx\r\n------x--");
        ASSERT_TRUE(parts) << name;
        const auto& kept = parts->files.at(0).file_name;
        EXPECT_TRUE(kept == "passwd" || kept.empty()) << kept;
    }
}

TEST(Multipart, what_is_cut_short_or_malformed_is_refused_whole) {
    const std::string good =
        "------x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n------x--\r\n";
    ASSERT_TRUE(parse_multipart(kType, good));
    // The closing boundary is "------x--"; anything shorter has no end.
    for (std::size_t n = 0; n + 2 < good.size(); ++n)
        EXPECT_FALSE(parse_multipart(kType, good.substr(0, n))) << n;
    EXPECT_FALSE(parse_multipart("multipart/form-data", good));
    EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=", good));
    EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=\"x", good));
    EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=y", good));
    EXPECT_FALSE(parse_multipart(
        kType, "------x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n------x--"));
    EXPECT_FALSE(
        parse_multipart(kType, "------x\r\nContent-Type: text/plain\r\n\r\n1\r\n------x--"));
}

bool takes(std::string target) {
    Request request;
    request.target = std::move(target);
    return parse_target(request);
}

TEST(Targets, are_clean_absolute_paths) {
    for (const auto* good : {"/", "/families/01H/chronology", "/a?b=1&c=%20", "/%C3%A9", "/a/",
                             "/...", "/a?path=../x"})
        EXPECT_TRUE(takes(good)) << good;
    for (const auto* bad :
         {"", "a", "*", "http://x/", "/a#b", "/a b", "/%", "/%zz", "/%ff", "/%00", "/..", "/a/../b",
          "/./a", "/a/%2e%2e/b", "/a\\b", "/%0d%0aSet-Cookie:x", "/a?b=%ff", "/\x7f"})
        EXPECT_FALSE(takes(bad)) << bad;
}

TEST(Targets, are_split_and_decoded) {
    Request request;
    request.target = "/caf%C3%A9/a+b?q=a+b&q=%26";
    ASSERT_TRUE(parse_target(request));
    EXPECT_EQ(request.path, "/café/a+b");
    EXPECT_EQ(request.query.all("q"), (std::vector<std::string_view>{"a b", "&"}));
}

}  // namespace
}  // namespace hearth::web
