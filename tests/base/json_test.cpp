#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "base/json_writer.h"
#include "base/text.h"

namespace hearth {
namespace {

std::string code(const Result<Json>& result) {
    if (result) return "read";
    return std::get<Invalid>(result.failure()).errors.at(0).code;
}

TEST(JsonReading, a_value_answers_for_what_it_is_and_nothing_else) {
    const Json json = Json::parse(R"({"name":"Zo\u00eb \ud83d\ude00","age":7,"big":1e3,"no":null,
        "ok":true,"list":[1,"two",[]],"in":{"a":{"b":"c"}}})")
                          .value();
    EXPECT_EQ(json.kind(), Json::Kind::object);
    EXPECT_EQ(json.at("name").text(), "Zo\xC3\xAB \xF0\x9F\x98\x80");
    EXPECT_EQ(json.at("age").integer(), 7);
    EXPECT_EQ(json.at("age").number(), 7.0);
    EXPECT_EQ(json.at("big").number(), 1000.0);
    EXPECT_FALSE(json.at("big").integer());
    EXPECT_EQ(json.at("ok").boolean(), true);
    EXPECT_TRUE(json.at("no").is_null());
    EXPECT_TRUE(json.has("no"));
    EXPECT_FALSE(json.has("absent"));
    EXPECT_TRUE(json.at("absent").at("deeper").is_null());
    EXPECT_EQ(json.at("in").at("a").at("b").text(), "c");
    ASSERT_EQ(json.at("list").items().size(), 3U);
    EXPECT_EQ(json.at("list").items()[1].text(), "two");
    EXPECT_EQ(json.at("list").items()[2].kind(), Json::Kind::array);
    ASSERT_EQ(json.members().size(), 7U);
    EXPECT_EQ(json.members()[1].name, "age");
    EXPECT_FALSE(json.at("name").integer());
    EXPECT_FALSE(json.at("age").text());
    EXPECT_FALSE(json.at("age").boolean());
    EXPECT_TRUE(json.at("age").items().empty());
    EXPECT_TRUE(json.at("list").members().empty());
    EXPECT_TRUE(Json{}.is_null());
    EXPECT_EQ(Json::parse("18446744073709551615")->number(), 18446744073709551615.0);
    EXPECT_EQ(Json::parse("-9223372036854775808")->integer(), INT64_MIN);
}

TEST(JsonReading, what_is_not_strict_json_is_refused_with_its_place) {
    for (const auto* bad : {"", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1 2", "// c\n1",
                            "NaN", "\"\x01\"", "\"\xFF\"", "\"\\ud800\"", "tru", "[1}", "\"a"}) {
        EXPECT_EQ(code(Json::parse(bad)), "json_syntax") << bad;
    }
    EXPECT_EQ(code(Json::parse(R"({"a":1,"b":{"a":2},"a":3})")), "json_duplicate_key");
    EXPECT_EQ(code(Json::parse(R"({"a":1,"b":{"a":2}})")), "read");
    EXPECT_EQ(code(Json::parse(std::string(33, '[') + std::string(33, ']'))), "json_too_deep");
    EXPECT_EQ(code(Json::parse(std::string(32, '[') + std::string(32, ']'))), "read");
    EXPECT_EQ(code(Json::parse("[1,2]", {.depth = 4, .bytes = 4})), "json_too_large");
    const auto failure = Json::parse("[1,2,x]").failure();
    EXPECT_NE(std::get<Invalid>(failure).errors[0].message.find("byte 5"), std::string::npos);
}

TEST(JsonWriting, objects_and_lists_nest_with_their_commas) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("text", "a\"b\\c\n\x01")
        .member("n", -3)
        .member("u", std::uint64_t{1} << 63);
    json.member("d", 0.1).member("t", true).key("none").null();
    json.member("maybe", std::optional<int>{}).member("sure", std::optional<std::string>{"x"});
    json.key("list").begin_array().value(1).value(std::string("two")).begin_object().end_object();
    json.begin_array().end_array().end_array();
    EXPECT_FALSE(json.complete());
    json.end_object();
    EXPECT_TRUE(json.complete());
    EXPECT_EQ(
        out,
        R"({"text":"a\"b\\c\n\u0001","n":-3,"u":9223372036854775808,"d":0.1,"t":true,"none":null,)"
        R"("maybe":null,"sure":"x","list":[1,"two",{},[]]})");
    EXPECT_TRUE(Json::parse(out));
}

TEST(JsonWriting, indented_layout_reads_back_the_same) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object().member("a", 1).key("b").begin_array().value("x").value("y").end_array();
    json.key("c").begin_object().end_object().end_object();
    EXPECT_EQ(out, "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    \"y\"\n  ],\n  \"c\": {}\n}");
}

TEST(JsonWriting, numbers_without_a_json_form_are_null_and_others_read_back_exactly) {
    for (const double odd : {std::nan(""), std::numeric_limits<double>::infinity()}) {
        std::string out;
        JsonWriter(out).value(odd);
        EXPECT_EQ(out, "null");
    }
    EXPECT_TRUE(rc::check([](double number) {
        std::string out;
        JsonWriter(out).value(number);
        RC_ASSERT(Json::parse(out).value().number() == number);
    }));
}

TEST(JsonWriting, any_text_reads_back_as_it_was_or_repaired) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        const Json back = Json::parse(json_quoted(bytes)).value();
        RC_ASSERT(back.text() == repair_utf8(bytes));
    }));
}

}  // namespace
}  // namespace hearth
