// What councils' systems write, as UTF-8.
#include "base/encoding.h"

#include <gtest/gtest.h>

namespace hearth {
namespace {

std::string wide(const std::string& plain, bool low_first) {
    std::string out;
    for (const char c : plain) out += low_first ? std::string{c, '\0'} : std::string{'\0', c};
    return out;
}

TEST(Encodings, a_file_of_any_of_them_is_read_and_it_is_said_which) {
    std::string changed;
    EXPECT_EQ(as_utf8("a,\xC3\xA9", changed), "a,\xC3\xA9");
    EXPECT_EQ(changed, "");
    EXPECT_EQ(as_utf8("\xEF\xBB\xBF"
                      "a,b",
                      changed),
              "a,b");
    EXPECT_EQ(changed, "");
    EXPECT_EQ(as_utf8("a,\xE9", changed), "a,\xC3\xA9");
    EXPECT_EQ(changed, "Windows-1252");
    for (const bool low_first : {true, false}) {
        const std::string mark = low_first ? "\xFF\xFE" : "\xFE\xFF";
        for (const std::string& before : {std::string(), mark}) {
            EXPECT_EQ(as_utf8(before + wide("a,b\n", low_first), changed), "a,b\n") << low_first;
            EXPECT_EQ(changed, "UTF-16");
        }
    }
}

TEST(Encodings, a_pair_of_utf_16_is_one_character_and_half_of_one_is_marked) {
    EXPECT_EQ(utf8_from_utf16(std::string("\xFF\xFE\x3D\xD8\x00\xDE", 6)), "\xF0\x9F\x98\x80");
    EXPECT_EQ(utf8_from_utf16(std::string("\xFF\xFE\x3D\xD8"
                                          "a\0",
                                          6)),
              "\xEF\xBF\xBD"
              "a");
}

}  // namespace
}  // namespace hearth
