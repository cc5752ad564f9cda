// Lists compared without names: what an encoding keeps, what it hides, and that two lists are
// linked by it.
#include "identity/encoded/bloom.h"

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"
#include "identity/encoded/link.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity::encoded {
namespace {

linkage::Person person(const char* given, const char* surname, int year, unsigned month,
                       unsigned day, const char* postcode = "") {
    linkage::Person p;
    linkage::read_given(p, given);
    linkage::read_surname(p, surname);
    p.dob.year = static_cast<std::int16_t>(year);
    p.dob.month = static_cast<std::uint8_t>(month);
    p.dob.day = static_cast<std::uint8_t>(day);
    p.dob.kind = linkage::DateKind::exact;
    p.postcode = linkage::standard_postcode(postcode);
    return p;
}
const Sha256 kKey = sha256("a key for tests");

double alike(const Encoded& a, const Encoded& b, Part part) {
    const auto i = static_cast<std::size_t>(part);
    return dice(a.parts[i], b.parts[i]);
}

TEST(Encoded, what_is_alike_stays_alike_and_what_is_not_does_not) {
    Encoder e(kKey, kFlips);
    const auto a = e.encode("1", person("Katherine", "Ashworth", 2018, 4, 2, "FY1 1AA"));
    const auto same = e.encode("2", person("Katherine", "Ashworth", 2018, 4, 2, "FY1 1AA"));
    const auto near = e.encode("3", person("Catherine", "Ashwerth", 2018, 2, 4, "FY1 1AB"));
    const auto other = e.encode("4", person("Mohammed", "Iqbal", 2009, 11, 27, "BB11 4QT"));
    for (const auto part : {Part::given, Part::surname, Part::dob, Part::postcode}) {
        EXPECT_GT(alike(a, same, part), 0.87) << name_of(part);
        EXPECT_LT(alike(a, near, part), alike(a, same, part)) << name_of(part);
        EXPECT_GT(alike(a, near, part), alike(a, other, part)) << name_of(part);
        EXPECT_LT(alike(a, other, part), 0.48) << name_of(part);
    }
    EXPECT_FALSE(a.parts[static_cast<std::size_t>(Part::nhs)].given());  // not given, not encoded
}

TEST(Encoded, two_who_are_named_alike_are_not_encoded_alike_and_one_record_always_is) {
    Encoder e(kKey, kFlips), again(kKey, kFlips);
    const auto p = person("Olivia", "Smith", 2018, 4, 2);
    const auto given = static_cast<std::size_t>(Part::given);
    std::set<std::array<std::uint64_t, kWords>> filters;
    for (int i = 0; i < 50; ++i) filters.insert(e.encode(std::to_string(i), p).parts[given].bits);
    EXPECT_EQ(filters.size(), 50U);  // counting equal filters finds no common name
    EXPECT_EQ(e.encode("7", p).parts[given].bits, again.encode("7", p).parts[given].bits);
}

TEST(Encoded, without_the_key_a_name_cannot_be_looked_for) {
    Encoder mine(kKey, 0), other(sha256("another key"), 0);
    const auto p = person("Katherine", "Ashworth", 2018, 4, 2, "FY1 1AA");
    const auto a = mine.encode("1", p), b = other.encode("1", p);
    for (const auto part : {Part::given, Part::surname, Part::dob, Part::postcode})
        EXPECT_LT(alike(a, b, part), 0.48) << name_of(part);
    // Nor does a token set the same bits in another field.
    const auto c = mine.encode("2", person("Ashworth", "Katherine", 2018, 4, 2));
    EXPECT_LT(dice(a.parts[0], c.parts[1]), 0.48);
    EXPECT_NE(check_of(kKey), check_of(sha256("another key")));
}

TEST(Encoded, a_file_is_read_as_it_was_written_and_nothing_else_is_taken_for_one) {
    Encoder e(kKey, kFlips);
    std::string text = head_of_file(kKey, kFlips, true);
    auto record = e.encode("a,1", person("Ava", "Ashworth", 2018, 4, 2));
    record.truth = "x";
    write_record(text, record, true);
    const auto ended = [](const std::string& lines) { return lines + end_of_file(sha256(lines)); };
    const std::string lines = text;
    text = ended(lines);
    EXPECT_EQ(text.find("Ava"), std::string::npos);
    EXPECT_EQ(text.find("Ashworth"), std::string::npos);
    ASSERT_TRUE(is_encoded(text));
    const auto file = read_encoded(text);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->check, check_of(kKey));
    ASSERT_EQ(file->records.size(), 1U);
    EXPECT_EQ(file->records[0].id, "a,1");
    EXPECT_EQ(file->records[0].truth, "x");
    for (std::size_t i = 0; i < kParts; ++i) {
        EXPECT_EQ(file->records[0].parts[i].bits, record.parts[i].bits);
        EXPECT_EQ(file->records[0].parts[i].ones, record.parts[i].ones);
    }
    for (const char* bad : {"", "id,given\n1,Ava\n", "# hearth-encoded 1 abc\n",
                            "# hearth-encoded 1 abc 0.02\nid,given\n1,Ava\n"})
        EXPECT_FALSE(read_encoded(bad)) << bad;
    auto broken = lines;
    broken[broken.size() - 8] = '!';
    EXPECT_FALSE(read_encoded(ended(broken)));
    // Cut short at the end of a line, a wrong byte, and something after the end.
    EXPECT_FALSE(read_encoded(lines));
    broken = text;
    broken[lines.size() - 20] = broken[lines.size() - 20] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_encoded(broken));
    EXPECT_FALSE(read_encoded(text + "x"));
    EXPECT_EQ(read_key(write_key(kKey)).value(), kKey);
    EXPECT_FALSE(read_key("hearth-key 1 12"));
    EXPECT_NE(make_key(), make_key());
}

// Two lists of one county: half of the second is of the first, with mistakes; some are twins or
// brothers and sisters of somebody on the first.
class TwoLists : public testing::TestWithParam<std::uint64_t> {};
TEST_P(TwoLists, are_linked_and_a_twin_is_not_taken_for_the_child) {
    static constexpr const char* kGiven[] = {"Oliver", "Amelia", "Noah",   "Isla",  "Arthur",
                                             "Freya",  "Zainab", "Callum", "Poppy", "Leo",
                                             "Mariam", "Jude",   "Hazel",  "Theo",  "Ruby"};
    static constexpr const char* kSur[] = {
        "Ashworth", "Pilling",   "Khan",   "Entwistle", "Smith",     "Holden",   "Nowak",
        "Hussain",  "Threlfall", "Walker", "Bamber",    "Whiteside", "Duckworth"};
    static constexpr const char* kPostcode[] = {"FY1 1AA", "FY4 2PL", "BB1 6QT", "BB11 4AA",
                                                "PR1 8RT", "LA1 2XY", "BB5 3LM", "FY8 1ZZ"};
    Random random(7);
    Encoder e(kKey, kFlips);
    std::vector<Encoded> all, second;
    const int n = 300;
    int truly = 0;
    for (int i = 0; i < n; ++i) {
        const char* given = kGiven[random.index(std::size(kGiven))];
        const char* surname = kSur[random.index(std::size(kSur))];
        const int year = random.uniform(2008, 2024), month = random.uniform(1, 12),
                  day = random.uniform(1, 28);
        const char* home = kPostcode[random.index(std::size(kPostcode))];
        auto p = person(given, surname, year, static_cast<unsigned>(month),
                        static_cast<unsigned>(day), home);
        p.house = std::to_string(random.uniform(1, 90));
        p.street = "street " + std::string(1, static_cast<char>('a' + random.uniform(0, 25)));
        auto& r = all.emplace_back(e.encode("l" + std::to_string(i), p));
        r.truth = std::to_string(i);
        if (i % 2 == 0) {
            if (i % 6 == 0) linkage::read_surname(p, std::string(surname) + "s");
            if (i % 10 == 0) p.postcode = "PR9 9ZZ";
            auto& s = second.emplace_back(e.encode("r" + std::to_string(i), p));
            s.truth = r.truth;
            ++truly;
        } else if (i % 5 == 0) {  // a twin, or a brother or sister, of the same home
            auto q = p;
            q.given = {i % 3 == 0 ? "quentin" : "beatrix"};
            if (i % 3 == 0) q.dob.year = static_cast<std::int16_t>(q.dob.year - 2);
            second.emplace_back(e.encode("t" + std::to_string(i), q));
        }
    }
    const auto left = all.size();
    all.insert(all.end(), second.begin(), second.end());
    const auto linked = link(all, left, 0.5, GetParam());
    EXPECT_EQ(linked.all_pairs, GetParam() > 0);
    int right = 0;
    for (const auto& m : linked.matches) {
        EXPECT_LT(m.a, left);
        EXPECT_GE(m.b, left);
        EXPECT_NE(all[m.b].id.front(), 't') << all[m.a].id << " " << all[m.b].id;
        right += !all[m.a].truth.empty() && all[m.a].truth == all[m.b].truth;
    }
    EXPECT_GE(right, truly * 97 / 100);
    EXPECT_LE(static_cast<int>(linked.matches.size()) - right, truly / 50);
}
// All pairs, and by samples of their bits.
INSTANTIATE_TEST_SUITE_P(Encoded, TwoLists, testing::Values(30'000'000, 0));

}  // namespace
}  // namespace hearth::identity::encoded
