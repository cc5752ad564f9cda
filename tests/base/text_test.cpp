#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <thread>
#include <utility>

namespace hearth {
namespace {

TEST(Utf8, invalid_sequences_are_found_and_repaired) {
    for (const auto* good : {"", "Zoë", "\xF0\x9F\x91\xA9", "\xEF\xBF\xBF", "\xED\x9F\xBF"}) {
        EXPECT_TRUE(valid_utf8(good)) << good;
        EXPECT_EQ(repair_utf8(good), good);
    }
    for (const auto* bad : {"\x80", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80",
                            "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                            "Zo\xEB", "\xE2\x80"}) {
        EXPECT_FALSE(valid_utf8(bad));
        EXPECT_TRUE(valid_utf8(repair_utf8(bad)));
    }
    EXPECT_EQ(repair_utf8("Zo\xEB!"), "Zo\xEF\xBF\xBD!");
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        RC_ASSERT(valid_utf8(repair_utf8(bytes)));
        RC_ASSERT(valid_utf8(fold(bytes)));
        RC_ASSERT(valid_utf8(shorten(bytes, 5)));
    }));
}

TEST(Folding, case_accents_apostrophes_hyphens_and_spaces_are_made_alike) {
    const std::pair<const char*, const char*> cases[] = {
        {"O\xE2\x80\x99"
         "Brien",
         "o'brien"},
        {"O`BRIEN", "o'brien"},
        {"Zo\xC3\xAB", "zoe"},
        {"Zoe\xCC\x88", "zoe"},
        {"SI\xC3\x82N", "sian"},
        {"Stra\xC3\x9F"
         "e",
         "strasse"},
        {"\xC3\x98"
         "degaard",
         "odegaard"},
        {"\xC5\x81ukasz", "lukasz"},
        {"\xC3\x86"
         "thel",
         "aethel"},
        {"\xC4\xB0stanbul", "istanbul"},
        {"Smith\xE2\x80\x93Jones", "smith-jones"},
        {"Smith\xE2\x80\x91Jones", "smith-jones"},
        {"  Anne \t Marie\n", "anne marie"},
        {"Anne\xC2\xA0Marie", "anne marie"},
        {"\xEF\xBC\xA1\xEF\xBC\xA2", "ab"},
        {"\xCE\x9D\xCE\xAF\xCE\xBA\xCE\xBF\xCF\x82", "\xCE\xBD\xCE\xB9\xCE\xBA\xCE\xBF\xCF\x83"},
        {"", ""},
    };
    for (const auto& [text, folded] : cases) EXPECT_EQ(fold(text), folded) << text;
}

TEST(Folding, folding_twice_changes_nothing_more) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        const std::string once = fold(bytes);
        RC_ASSERT(fold(once) == once);
    }));
}

TEST(Folding, names_compare_without_apostrophes_and_with_hyphens_as_spaces) {
    EXPECT_EQ(name_key("O\xE2\x80\x99"
                       "Brien-Smith"),
              "obrien smith");
    EXPECT_EQ(name_key("OBrien  Smith"), "obrien smith");
    EXPECT_EQ(name_key("St. John"), "st john");
    EXPECT_EQ(name_key(" - "), "");
}

TEST(Folding, threads_fold_the_same_text_alike) {
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (auto& bad : wrong) {
        threads.emplace_back([&bad] {
            for (int i = 0; i < 2'000; ++i) {
                if (fold("Zo\xC3\xAB O\xE2\x80\x99"
                         "Brien") != "zoe o'brien")
                    ++bad;
                if (collate_key("Zo\xC3\xAB") <= collate_key("Adam")) ++bad;
                if (shorten("Zo\xC3\xABZo\xC3\xABZo\xC3\xAB", 4) != "Zo\xC3\xAB\xE2\x80\xA6") ++bad;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST(Collation, names_are_in_the_order_of_an_english_list) {
    const char* in_order[] = {"",
                              "Adam",
                              "\xC3\x81"
                              "dam",
                              "Adams",
                              "O'Brady",
                              "Obrien",
                              "O'Connor",
                              "Smith",
                              "Smith-Ali",
                              "Smith Jones",
                              "Smithson",
                              "Zo\xC3\xAB"};
    for (std::size_t i = 1; i < std::size(in_order); ++i) {
        EXPECT_LT(collate_key(in_order[i - 1]), collate_key(in_order[i])) << in_order[i];
    }
    EXPECT_EQ(collate_key("O'Brien"), collate_key("O\xE2\x80\x99"
                                                  "Brien"));
    EXPECT_LT(collate_key("adam"), collate_key("Adam"));
}

TEST(Phonetics, spellings_that_sound_alike_share_a_key) {
    const std::vector<const char*> alike[] = {
        {"Smith", "Smyth", "Smythe"},
        {"Clark", "Clarke", "Clerk"},
        {"Thompson", "Thomson", "Tomson", "Tompson"},
        {"Davies", "Davis", "Davys"},
        {"Reid", "Reed", "Read"},
        {"Phillips", "Philips", "Filips"},
        {"MacDonald", "McDonald", "Mc Donald", "Macdonald"},
        {"MacIntyre", "McIntyre"},
        {"MacKenzie", "McKenzie", "Mackenzie"},
        {"Hughes", "Hews"},
        {"Stephens", "Stevens"},
        {"Stewart", "Stuart"},
        {"Nicholls", "Nichols", "Nicols"},
        {"Bailey", "Bayley", "Baillie"},
        {"Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhammed"},
        {"Hussain", "Hussein", "Husain"},
        {"Ahmed", "Ahmad"},
        {"O'Neill", "ONeil", "O\xE2\x80\x99Neal"},
        {"Catherine", "Katherine", "Kathryn", "Cathryn"},
        {"John", "Jon"},
        {"Geoff", "Jeff"},
        {"Leigh", "Lee"},
        {"Wright", "Rite"},
        {"Knight", "Night"},
        {"Khan", "Kahn"},
        {"Lawrence", "Laurence"},
        {"Matthews", "Mathews"},
        {"Meghan", "Megan"},
        {"Schofield", "Scofield"},
        {"Dixon", "Dickson"},
        {"Cox", "Cocks"},
        {"Simpson", "Simson"},
        {"Hodgson", "Hodson"},
        {"Michael", "Mikael"},
        {"Shaun", "Shawn"},
        {"D'Souza", "De Souza"},
        {"Zo\xC3\xAB", "Zoe", "Zoey"},
    };
    for (const auto& group : alike) {
        for (const auto* name : group) {
            EXPECT_EQ(phonetic_key(name), phonetic_key(group.front()))
                << name << ' ' << group.front();
        }
    }
    EXPECT_EQ(phonetic_key("Smith"), "SMT");
    EXPECT_EQ(phonetic_key("Thompson"), "TMSN");
}

TEST(Phonetics, names_that_sound_different_have_different_keys) {
    const std::pair<const char*, const char*> apart[] = {
        {"Smith", "Jones"},   {"Robert", "Roberts"},  {"William", "Williamson"},
        {"Khan", "Kaur"},     {"Walker", "Wilson"},   {"Patel", "Begum"},
        {"Ali", "Lee"},       {"Davies", "Davidson"}, {"Evans", "Owens"},
        {"Murphy", "Martin"}, {"Harris", "Harrison"}, {"Adams", "Adamson"},
    };
    for (const auto& [a, b] : apart) EXPECT_NE(phonetic_key(a), phonetic_key(b)) << a << ' ' << b;
    EXPECT_EQ(phonetic_key(""), "");
    EXPECT_EQ(phonetic_key("\xE6\x9D\x8E"), "");
    EXPECT_EQ(phonetic_key("'-"), "");
}

TEST(Phonetics, a_key_is_short_capital_letters_whatever_the_name) {
    EXPECT_TRUE(rc::check([](const std::string& name) {
        const std::string key = phonetic_key(name);
        RC_ASSERT(key.size() <= 8U);
        for (const char c : key) RC_ASSERT(c >= 'A' && c <= 'Z');
    }));
}

TEST(Text, trimming_splitting_and_joining) {
    EXPECT_EQ(trim("  a b\t\r\n"), "a b");
    EXPECT_EQ(trim("\xC2\xA0 a\xC2\xA0"), "a");
    EXPECT_TRUE(is_blank(" \t\xC2\xA0\n"));
    EXPECT_TRUE(is_blank(""));
    EXPECT_FALSE(is_blank(" . "));
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
    EXPECT_EQ(split(",", ','), (std::vector<std::string_view>{"", ""}));
    EXPECT_EQ(words("  one  two\tthree "), (std::vector<std::string_view>{"one", "two", "three"}));
    EXPECT_TRUE(words(" \n").empty());
    EXPECT_EQ(join(std::vector<std::string>{"a", "b", "c"}, ", "), "a, b, c");
    EXPECT_EQ(join(std::vector<std::string_view>{}, ", "), "");
    EXPECT_EQ(join(std::vector<std::string>{"a", "a"}, ""), "aa");
    EXPECT_EQ(join_and({"Amy"}), "Amy");
    EXPECT_EQ(join_and({"Amy", "Ben"}), "Amy and Ben");
    EXPECT_EQ(join_and({"Amy", "Ben", "Cal"}), "Amy, Ben and Cal");
    EXPECT_EQ(lower_ascii("AbC-\xC3\x89"), "abc-\xC3\x89");
}

TEST(Text, counts_are_written_with_commas_and_the_right_noun) {
    EXPECT_EQ(plural(0, "child", "children"), "0 children");
    EXPECT_EQ(plural(1, "child", "children"), "1 child");
    EXPECT_EQ(plural(1204, "child", "children"), "1,204 children");
    EXPECT_EQ(with_commas(999), "999");
    EXPECT_EQ(with_commas(1000), "1,000");
    EXPECT_EQ(with_commas(-1234567), "-1,234,567");
    EXPECT_EQ(with_commas(-999), "-999");
}

TEST(Shortening, text_is_cut_between_characters_as_a_reader_counts_them) {
    EXPECT_EQ(shorten("short", 5), "short");
    EXPECT_EQ(shorten("shorter", 5), "shor\xE2\x80\xA6");
    EXPECT_EQ(shorten("Home visit to the family on Tuesday", 16), "Home visit to\xE2\x80\xA6");
    EXPECT_EQ(shorten("Home visit", 5), "Home\xE2\x80\xA6");
    EXPECT_EQ(shorten("abc", 1), "\xE2\x80\xA6");
    EXPECT_EQ(shorten("", 1), "");
    // Four flags, each of two code points; a family emoji of five; e with a combining accent.
    const std::string flag = "\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7";
    EXPECT_EQ(shorten(flag + flag + flag + flag, 3), flag + flag + "\xE2\x80\xA6");
    EXPECT_EQ(shorten(flag + flag, 2), flag + flag);
    EXPECT_EQ(count_characters(flag + flag), 2U);
    EXPECT_EQ(count_characters("Zoe\xCC\x88"), 3U);
    EXPECT_EQ(count_characters("plain"), 5U);
    EXPECT_EQ(shorten("Zoe\xCC\x88Zoe\xCC\x88", 4), "Zoe\xCC\x88\xE2\x80\xA6");
}

TEST(Shortening, nothing_is_ever_longer_than_asked) {
    EXPECT_TRUE(rc::check([](const std::string& text) {
        const auto most = *rc::gen::inRange<std::size_t>(1, 20);
        RC_ASSERT(count_characters(shorten(text, most)) <= most);
    }));
}

}  // namespace
}  // namespace hearth
