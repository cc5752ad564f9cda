// The index of people: what it finds, and that it finds the same however it came to be.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/random.h"
#include "base/time.h"
#include "identity/index/person_index.h"
#include "identity/index/word_search.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity::index {
namespace {

using linkage::Person;

struct Known {
    const char *given, *surname, *dob, *postcode = "", *address = "", *previous = "",
                                       *expected = "", *nhs = "";
};

Person person(const Known& k) {
    Person p;
    linkage::read_given(p, k.given);
    linkage::read_surname(p, k.surname);
    linkage::read_previous(p, k.previous);
    p.dob = linkage::read_date(k.dob, {}).date;
    p.expected = linkage::read_date(k.expected, {}).date;
    p.postcode = linkage::standard_postcode(k.postcode);
    linkage::read_address(p, k.address);
    p.nhs = linkage::standard_identifier(k.nhs);
    return p;
}

class Finds : public testing::Test {
  protected:
    Finds() : index(PersonIndex::Keys::words), scorer(linkage::default_model()) {
        // A crowd, so that names have frequencies.
        constexpr std::array kGiven = {"Ava",   "Sam",    "Mohammed", "Olivia", "Jack",
                                       "Aisha", "Oliver", "Mia",      "Zofia",  "Owen"};
        constexpr std::array kSurnames = {"Smith", "Khan", "Jones", "Patel", "Nowak", "Brown"};
        Random random(11);
        for (int i = 0; i < 3000; ++i) {
            const Date born = Date{14000} + random.uniform(0, 6000);
            index.add(person({random.pick(kGiven), random.pick(kSurnames), born.iso().c_str(),
                              ("FY" + std::to_string(1 + i % 9) + " 4" +
                               std::string{static_cast<char>('A' + i % 17), 'B'})
                                  .c_str()}),
                      1000 + i);
        }
        index.add(person({"Katherine", "Ashworth", "2015-04-02", "BB11 1AA", "12 Park Road",
                          "Thompson", "", "943 476 5919"}),
                  1);
        index.add(person({"Unborn", "Ashworth", "", "BB11 1AA", "12 Park Road", "", "2026-10-20"}),
                  2);
        index.add(person({"Zainab", "Hussain-Mirza", "2012-11-05"}), 3);
        index.build();
        scorer.set_prior(linkage::Scorer::prior_for_search(static_cast<double>(index.people())));
    }
    std::int64_t first(const Known& k) {
        const auto found = index.search(person(k), scorer, 10, scratch);
        return found.empty() ? 0 : found.front().owner;
    }

    PersonIndex index;
    linkage::Scorer scorer;
    Scratch scratch;
};

TEST_F(Finds, a_child_by_a_slip_of_the_key_a_short_form_and_a_sound) {
    EXPECT_EQ(first({"Katherine", "Ashwroth", "2015-04-02"}), 1);
    EXPECT_EQ(first({"Kate", "Ashworth", "2015-04-02"}), 1);
    EXPECT_EQ(first({"Catherine", "Ashworth", "2015-04-02"}), 1);
    EXPECT_EQ(first({"Kathryn", "Ashworth", ""}), 1);
}

TEST_F(Finds, a_child_whose_date_is_turned_round_wrong_in_a_part_or_not_known) {
    EXPECT_EQ(first({"Katherine", "Ashworth", "2015-02-04"}), 1);
    EXPECT_EQ(first({"Katherine", "Ashworth", "2015-04-12"}), 1);
    EXPECT_EQ(first({"Katherine", "Ashworth", "2016-04-02"}), 1);
    EXPECT_EQ(first({"Katherine", "Ashworth", ""}), 1);
}

TEST_F(Finds, a_child_by_swapped_names_a_former_surname_and_a_part_of_one) {
    EXPECT_EQ(first({"Ashworth", "Katherine", "2015-04-02"}), 1);
    EXPECT_EQ(first({"Katherine", "Thompson", "2015-04-02"}), 1);
    EXPECT_EQ(first({"Zainab", "Hussain", "2012-11-05"}), 3);
    EXPECT_EQ(first({"Zainab", "Mirza", ""}), 3);
}

TEST_F(Finds, a_child_by_address_or_number_when_the_name_says_little) {
    EXPECT_EQ(first({"K", "Green", "", "", "12 Park Rd", "", "", "9434765919"}), 1);
    EXPECT_EQ(first({"Katherine", "Green", "", "BB11 1AA"}), 1);
}

TEST_F(Finds, an_unborn_child_who_has_been_born_since) {
    const auto found =
        index.search(person({"Ivy", "Ashworth", "2026-10-14", "BB11 1AA"}), scorer, 10, scratch);
    EXPECT_TRUE(
        std::any_of(found.begin(), found.end(), [](const Found& f) { return f.owner == 2; }));
}

TEST_F(Finds, nobody_again_who_was_taken_out_and_at_once_whoever_was_added) {
    const RowId row = index.add(person({"Quentin", "Xerxes", "2011-01-09"}), 4);
    EXPECT_EQ(first({"Quentyn", "Xerxes", "2011-01-09"}), 4);
    index.remove(row);
    EXPECT_NE(first({"Quentin", "Xerxes", "2011-01-09"}), 4);
}

TEST_F(Finds, by_typed_words_and_says_how_each_fits) {
    const auto typed = [&](std::initializer_list<const char*> words) {
        std::vector<Criterion> out;
        for (const char* word : words) {
            out.push_back({});
            out.back().text = word;
        }
        return search_words(index, out, static_cast<int>(out.size()), 5);
    };
    const auto kate = typed({"kate", "ashw"});
    ASSERT_EQ(kate.size(), 1U);
    EXPECT_EQ(kate.front().owner, 1);
    EXPECT_EQ(kate.front().how[0].fit, Fit::related);
    EXPECT_EQ(index.name(kate.front().how[0].name), "katherine");
    EXPECT_EQ(kate.front().how[1].fit, Fit::begins);
    EXPECT_EQ(typed({"thompson", "katherine"}).front().owner, 1);
    EXPECT_TRUE(typed({"qqqq"}).empty());
}

TEST(Index, is_the_same_built_at_once_or_added_to) {
    Random random(5);
    constexpr std::array kGiven = {"Ava", "Sam", "Noah", "Isla", "Leo", "Amina"};
    constexpr std::array kSurnames = {"Smith", "Shah", "Byrne", "Ali", "Eze"};
    std::vector<Person> people;
    for (int i = 0; i < 400; ++i)
        people.push_back(person({random.pick(kGiven), random.pick(kSurnames),
                                 (Date{15000} + random.uniform(0, 900)).iso().c_str(), "FY1 1AA"}));
    PersonIndex whole, grown;
    for (std::size_t i = 0; i < people.size(); ++i)
        whole.add(people[i], static_cast<std::int64_t>(i));
    whole.build();
    for (std::size_t i = 0; i < people.size(); ++i) {
        grown.add(people[i], static_cast<std::int64_t>(i));
        if (i == 100) grown.build();
    }
    const linkage::Scorer scorer(linkage::default_model());
    Scratch one, other;
    for (std::size_t i = 0; i < people.size(); i += 7) {
        const auto a = whole.search(people[i], scorer, 10, one);
        const auto b = grown.search(people[i], scorer, 10, other);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t k = 0; k < a.size(); ++k) {
            EXPECT_EQ(a[k].owner, b[k].owner);
            EXPECT_DOUBLE_EQ(a[k].log_odds, b[k].log_odds);
        }
    }
}

TEST(Index, keeps_numbers_whole) {
    for (const char* text :
         {"9434765919", "A000000000012", "0", "007", "Z123456789012345", "12345678901234567"})
        EXPECT_EQ(number_text(pack_number(text)), text);
    for (const char* text : {"", "AB12", "123456789012345678", "A", "12-3"})
        EXPECT_EQ(pack_number(text), 0U) << text;
}

}  // namespace
}  // namespace hearth::identity::index
