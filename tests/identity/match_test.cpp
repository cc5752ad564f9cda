// Matching from CSV text to pairs, as `hearth match` does it. Around each case stands a small
// invented register with families, twins and a few doubled records, so that the model is estimated
// from something like life.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "identity/linkage/link.h"
#include "identity/linkage/people_file.h"

namespace hearth::identity::linkage {
namespace {

constexpr const char* kColumns =
    "given=given,middle=middle,surname=surname,previous=previous,sex=sex,dob=dob,expected=expected,"
    "house=house,address=street,postcode=postcode";
constexpr const char* kHeader =
    "id,given,middle,surname,previous,sex,dob,expected,house,street,postcode,person\n";

constexpr const char* kBoys[] = {"Oliver", "George", "Noah",  "Arthur", "Leo",    "Oscar",
                                 "Theo",   "Henry",  "Lucas", "Jude",   "Freddy", "Callum"};
constexpr const char* kGirls[] = {"Amelia", "Isla", "Ivy",   "Freya",  "Poppy",  "Willow",
                                  "Rosie",  "Evie", "Hazel", "Martha", "Phoebe", "Zainab"};
constexpr const char* kSurnames[] = {"Smith",      "Jones",     "Ashworth", "Pilling",  "Entwistle",
                                     "Hargreaves", "Duxbury",   "Khan",     "Hussain",  "Rigby",
                                     "Kenyon",     "Fielding",  "Whittle",  "Cartmell", "Bamber",
                                     "Eccles",     "Patel",     "Sumner",   "Gornall",  "Halliwell",
                                     "Threlfall",  "Catterall", "Nowak",    "Singleton"};

std::string date(int year, int month, int day) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    return text;
}

// `families` families with one to three children; every fourth child stands there twice, the
// second time with a slip; every tenth family has twins.
std::string surroundings(int families, unsigned seed, bool twins = true) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return random() % n; };
    std::string csv;
    int person = 0;
    for (int f = 0; f < families; ++f) {
        const std::string surname = kSurnames[below(std::size(kSurnames))];
        const std::string home = std::to_string(1 + below(90)) + ",Mill Lane " +
                                 std::to_string(below(40)) + ",BB" + std::to_string(1 + below(9)) +
                                 " " + std::to_string(1 + below(8)) + "QA";
        const auto children = 1 + below(3);
        std::set<std::string> used;
        for (unsigned c = 0; c < children; ++c) {
            const bool pair = twins && f % 10 == 0 && c == 0;
            const int year = 2008 + static_cast<int>(c) * 3 + static_cast<int>(below(3));
            const std::string born =
                date(year, 1 + static_cast<int>(below(12)), 1 + static_cast<int>(below(28)));
            for (int t = 0; t < (pair ? 2 : 1); ++t) {
                const bool boy = below(2) == 0;
                std::string given;
                do {
                    given = boy ? kBoys[below(12)] : kGirls[below(12)];
                } while (!used.insert(given).second);
                ++person;
                const std::string tail = std::string(",,") + surname + ",," + (boy ? "M" : "F") +
                                         "," + born + ",," + home + ",p" + std::to_string(person);
                csv += "r" + std::to_string(person) + "," + given + tail + "\n";
                if (person % 4 == 0) {
                    given[1] = given[1] == 'e' ? 'i' : 'e';
                    csv += "d" + std::to_string(person) + "," + given + tail + "\n";
                }
            }
        }
    }
    return csv;
}

struct Run {
    std::map<std::pair<std::string, std::string>, double> pairs;
    PeopleFile file;
    Linked linked;
    double of(const std::string& a, const std::string& b) const {
        const auto found = pairs.find({a, b});
        const auto other = pairs.find({b, a});
        return found != pairs.end() ? found->second : other != pairs.end() ? other->second : 0;
    }
};

Run run(const std::string& csv, const std::string& columns = kColumns, bool truth = false,
        const std::string& id = "id", const std::string& truth_column = "person") {
    Run out;
    PeopleColumns wanted;
    wanted.id = id;
    wanted.columns = read_columns(columns).value();
    if (truth) wanted.truth = truth_column;
    People people;
    out.file = read_people(csv, wanted, people).value();
    out.linked = link(people, {});
    for (const auto& m : out.linked.matches) {
        out.pairs[{out.file.ids[m.a], out.file.ids[m.b]}] = m.probability;
    }
    return out;
}

// Two rows among the surroundings: the probability printed, 0 when none is.
double pair_among_others(const std::string& a, const std::string& b) {
    return run(kHeader + surroundings(80, 7) + "A," + a + ",x\nB," + b + ",x\n").of("A", "B");
}

TEST(Match, the_same_child_twice_is_found) {
    EXPECT_GT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Edith,,Holroyd,,F,2015-03-04,,12,Park Rd,BB1 2AB"),
              0.99);
}

TEST(Match, twins_are_never_matched) {
    EXPECT_LT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Nora,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
    EXPECT_LT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Albert,,Holroyd,,M,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, twins_are_not_matched_in_a_register_that_has_no_others) {
    const auto r = run(kHeader + surroundings(80, 11, false) +
                       "A,Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB,x\n"
                       "B,Nora,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB,y\n");
    EXPECT_LT(r.of("A", "B"), 0.5);
}

TEST(Match, twins_are_not_matched_in_a_file_of_two) {
    const auto r = run(std::string(kHeader) +
                       "A,Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB,x\n"
                       "B,Nora,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB,y\n");
    EXPECT_LT(r.of("A", "B"), 0.5);
}

TEST(Match, brothers_and_sisters_at_one_address_are_not_matched) {
    EXPECT_LT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Nora,,Holroyd,,F,2017-09-21,,12,Park Road,BB1 2AB"),
              0.05);
}

TEST(Match, no_twins_or_siblings_of_a_whole_register_are_matched) {
    const auto r = run(kHeader + surroundings(300, 3), kColumns, true);
    std::size_t right = 0, wrong = 0;
    for (const auto& m : r.linked.matches) {
        (r.file.truth[m.a] == r.file.truth[m.b] ? right : wrong) += 1;
    }
    EXPECT_EQ(wrong, 0U);
    EXPECT_GT(right, 140U);
}

TEST(Match, missing_birth_date_or_address_does_not_hide_the_child) {
    EXPECT_GT(pair_among_others("Edith,May,Holroyd,,F,,,12,Park Road,BB1 2AB",
                                "Edith,May,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
    EXPECT_GT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,,,",
                                "Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, an_unborn_child_is_the_baby_born_about_then) {
    EXPECT_GT(pair_among_others("Baby,,Holroyd,,,,2026-05-20,12,Park Road,BB1 2AB",
                                "Edith,,Holroyd,,F,2026-05-02,,12,Park Road,BB1 2AB"),
              0.5);
    EXPECT_GT(pair_among_others("Unborn,,Holroyd,,,,2026-05-20,12,Park Road,BB1 2AB",
                                "Edith,,Holroyd,,F,2026-02-01,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, an_unborn_child_is_not_the_brother_born_before) {
    EXPECT_LT(pair_among_others("Baby,,Holroyd,,,,2026-05-20,12,Park Road,BB1 2AB",
                                "Edith,,Holroyd,,F,2024-07-02,,12,Park Road,BB1 2AB"),
              0.5);
    EXPECT_LT(pair_among_others("Unborn,,Holroyd,,,,2026-05-20,12,Park Road,BB1 2AB",
                                "Edith,,Holroyd,,F,2026-06-25,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, a_changed_surname_is_seen_through) {
    EXPECT_GT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Edith,,Barraclough,Holroyd,F,2015-03-04,,9,Moor Street,BB9 4RT"),
              0.5);
    EXPECT_GT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Edith,,Barraclough,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, day_and_month_swapped_is_the_same_child) {
    EXPECT_GT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Edith,,Holroyd,,F,2015-04-03,,12,Park Road,BB1 2AB"),
              0.9);
}

TEST(Match, given_name_and_surname_swapped_is_the_same_child) {
    EXPECT_GT(pair_among_others("Edith,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Holroyd,,Edith,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, a_short_form_or_an_initial_is_the_same_child) {
    EXPECT_GT(pair_among_others("Elizabeth,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "Lizzie,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
    EXPECT_GT(pair_among_others("Elizabeth,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB",
                                "E,,Holroyd,,F,2015-03-04,,12,Park Road,BB1 2AB"),
              0.5);
}

TEST(Match, two_files_are_linked_whatever_form_they_are_written_in) {
    PeopleColumns wanted;
    wanted.id = "id";
    wanted.columns = read_columns(kColumns).value();
    People people;
    const auto left =
        read_people(kHeader + surroundings(60, 5) +
                        "A,Siân,,O'Brien-Jones,,F,2015-03-14,,12,Park Road,FY1 1AA,x\n",
                    wanted, people)
            .value();
    people.left = left.rows;
    wanted.columns = read_columns("name=Name,dob=DOB,address=Address,sex=Sex").value();
    wanted.id = "Ref";
    const auto right =
        read_people(
            "\xEF\xBB\xBFRef;Name;DOB;Sex;Address\r\n"
            "A;\"OBRIEN JONES, Sian\";14/03/2015;Female;12 Park Rd, Blackpool, FYI 1AA\r\n"
            "B;\"Sutcliffe, Wilfred\";02/11/2011;Male;3 Hill Top, FY4 4ZZ\r\n",
            wanted, people)
            .value();
    const auto linked = link(people, {});
    ASSERT_EQ(linked.matches.size(), 1U);
    EXPECT_EQ(left.ids[linked.matches[0].a], "A");
    EXPECT_EQ(right.ids[linked.matches[0].b - left.rows], "A");
}

TEST(Match, a_birth_date_in_three_columns_is_one_date) {
    PeopleColumns wanted;
    wanted.id = "id";
    wanted.columns = read_columns("given=g,surname=s,dob=d,dob=m,dob=y").value();
    People people;
    ASSERT_TRUE(
        read_people("id,g,s,d,m,y\n1,Ann,Kay,14,3,2015\n2,Bob,Lee,2,12,1999\n", wanted, people)
            .ok());
    EXPECT_EQ(people.records[0].dob, (PartialDate{2015, 3, 14, DateKind::exact}));
    EXPECT_EQ(people.records[1].dob, (PartialDate{1999, 12, 2, DateKind::exact}));
}

std::string fault(const std::string& csv, const std::string& columns = "given=g,surname=s") {
    PeopleColumns wanted;
    wanted.id = "id";
    const auto named = read_columns(columns);
    if (!named) return std::get<Invalid>(named.failure()).errors[0].code;
    wanted.columns = named.value();
    People people;
    const auto read = read_people(csv, wanted, people);
    return read ? "" : std::get<Invalid>(read.failure()).errors[0].code;
}

TEST(Match, what_is_wrong_with_a_file_is_said) {
    EXPECT_EQ(fault(""), "csv_header");
    EXPECT_EQ(fault("id,g,s\n"), "no_rows");
    EXPECT_EQ(fault("id,g,s\n1,Ann,Kay\n1,Bob,Lee\n"), "id_twice");
    EXPECT_EQ(fault("id,g,s\n,Ann,Kay\n"), "no_id");
    EXPECT_EQ(fault("id,g\n1,Ann\n"), "no_column");
    EXPECT_EQ(fault("id,g,s\n1,Ann,Kay,more\n"), "csv_width");
    EXPECT_EQ(fault("id,g,s\n1,\"Ann,Kay\n"), "csv_syntax");
    EXPECT_EQ(fault("id,g,s\n1,Ann,Kay\n", "colour=g"), "columns_key");
    EXPECT_EQ(fault("id,g,s\n1,Ann,Kay\n", "g"), "columns_syntax");
}

TEST(Match, short_rows_windows_text_and_byte_order_marks_are_read) {
    EXPECT_EQ(fault("\xEF\xBB\xBFid,g,s\r\n1,Ann\r\n2,Bob,Lee,,\r\n"), "");
    PeopleColumns wanted;
    wanted.id = "id";
    wanted.columns = read_columns("given=g,surname=s").value();
    People people;
    const auto file = read_people("id,g,s\n1,Zo\xEB,Br\xF6nte\n", wanted, people).value();
    EXPECT_EQ(people.lexicon.names.text(people.records[0].given[0]), "zoe");
    EXPECT_EQ(file.notes.size(), 1U);
}

TEST(Match, a_file_in_utf_16_is_read_and_said_to_be_one) {
    const std::string plain = "id,g,s\n1,Zo\xEB,Kay\n2,Bob,Lee\n";
    PeopleColumns wanted;
    wanted.id = "id";
    wanted.columns = read_columns("given=g,surname=s").value();
    for (const bool low_first : {true, false}) {
        for (const bool marked : {true, false}) {
            std::string wide = !marked ? "" : low_first ? "\xFF\xFE" : "\xFE\xFF";
            for (const char c : plain) {
                if (!low_first) wide += '\0';
                wide += c;
                if (low_first) wide += '\0';
            }
            People people;
            const auto file = read_people(wide, wanted, people).value();
            ASSERT_EQ(people.records.size(), 2U);
            EXPECT_EQ(people.lexicon.names.text(people.records[0].given[0]), "zoe");
            EXPECT_EQ(file.notes.size(), 1U);
        }
    }
}

TEST(Match, a_twin_of_a_like_name_is_never_taken_for_certain) {
    const double found = pair_among_others("Jonathan,,Holroyd,,M,2015-03-04,,12,Park Road,BB1 2AB",
                                           "Jon,,Holroyd,,M,2015-03-04,,12,Park Road,BB1 2AB");
    EXPECT_GT(found, 0.5);
    EXPECT_LT(found, 0.99);
}

TEST(Match, no_record_of_one_person_is_passed_over_before_it_is_compared) {
    PeopleColumns wanted;
    wanted.id = "id";
    wanted.columns = read_columns(kColumns).value();
    wanted.truth = "person";
    People people;
    const auto file = read_people(kHeader + surroundings(300, 3), wanted, people).value();
    for (const auto& r : people.records) people.lexicon.count(r);
    const auto all = sketches(people);
    std::size_t same = 0, others = 0, kept = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j) {
            const bool enough = bits_for(all[i], all[j]) >= bits_needed(3'000'000);
            if (file.truth[i] == file.truth[j]) {
                ++same;
                EXPECT_TRUE(enough) << file.ids[i] << " and " << file.ids[j];
            } else {
                ++others;
                kept += enough ? 1 : 0;
            }
        }
    }
    EXPECT_GT(same, 100U);
    EXPECT_LT(kept * 20, others);
}

TEST(Match, a_model_goes_to_its_file_and_back) {
    const auto r = run(kHeader + surroundings(60, 9));
    const auto back = read_model(write_model(r.linked.model));
    ASSERT_TRUE(back.ok());
    for (std::size_t k = 0; k < kClasses; ++k) {
        EXPECT_NEAR(back.value().prior[k], r.linked.model.prior[k], 1e-5);
        EXPECT_NEAR(back.value().chance[k][0][0], r.linked.model.chance[k][0][0], 1e-5);
    }
    EXPECT_FALSE(read_model("{}").ok());
    EXPECT_FALSE(read_model("not a model").ok());
}

TEST(Match, results_do_not_depend_on_the_number_of_threads) {
    PeopleColumns wanted;
    wanted.id = "id";
    wanted.columns = read_columns(kColumns).value();
    std::vector<Match> before;
    for (const std::size_t threads : {std::size_t{1}, std::size_t{3}}) {
        People people;
        ASSERT_TRUE(read_people(kHeader + surroundings(100, 4), wanted, people).ok());
        LinkOptions options;
        options.threads = threads;
        options.all_pairs_up_to = 0;  // by blocking
        const auto linked = link(people, options);
        if (threads > 1) {
            ASSERT_EQ(linked.matches.size(), before.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                EXPECT_EQ(linked.matches[i].a, before[i].a);
                EXPECT_EQ(linked.matches[i].b, before[i].b);
                EXPECT_DOUBLE_EQ(linked.matches[i].probability, before[i].probability);
            }
        }
        before = linked.matches;
    }
    EXPECT_FALSE(before.empty());
}

// Public sets, when HEARTH_LINKAGE_DATA names the folder that holds them.
double f1_of(const std::string& name, const std::string& columns, const std::string& id,
             const std::string& truth_column) {
    const char* folder = std::getenv("HEARTH_LINKAGE_DATA");
    if (folder == nullptr) return -1;
    std::ifstream in(std::string(folder) + "/" + name);
    std::stringstream text;
    text << in.rdbuf();
    if (text.str().empty()) return -1;
    auto r = run(text.str(), columns, true, id, truth_column);
    auto& truth = r.file.truth;
    for (auto& t : truth) {  // FEBRL: rec-12-org, rec-12-dup-0
        if (t.starts_with("rec-")) t = t.substr(0, t.find('-', 4));
    }
    std::map<std::string, double> sizes;
    for (const auto& t : truth) ++sizes[t];
    double all = 0, right = 0;
    for (const auto& [t, n] : sizes) all += n * (n - 1) / 2;
    for (const auto& m : r.linked.matches) right += truth[m.a] == truth[m.b] ? 1 : 0;
    return 2 * right / (all + static_cast<double>(r.linked.matches.size()));
}

Person named(const std::string& given, const std::string& surname) {
    Person p;
    p.given = {given};
    p.surnames = {surname};
    return p;
}

TEST(Match, names_that_go_together_are_no_more_than_the_one_name_they_are) {
    Lexicon lexicon;
    lexicon.count_whole_names(true);
    lexicon.reset_counts();
    const auto count = [&](int people, const std::string& given, const std::string& surname) {
        for (int i = 0; i < people; ++i) lexicon.count(lexicon.add(named(given, surname)));
    };
    count(60, "mohammed", "hussain");
    count(60, "jack", "smith");
    count(5, "jack", "hussain");
    for (int i = 0; i < 3000; ++i) {
        count(1, "given" + std::to_string(i), "surname" + std::to_string(i));
    }
    const auto together = [&](const std::string& given, const std::string& surname) {
        const Record r = lexicon.add(named(given, surname));
        return lexicon.go_together(r.given[0], r.surnames[0]);
    };
    EXPECT_GT(together("mohammed", "hussain"), 15);
    EXPECT_LT(together("mohammed", "smith"), 1);
    EXPECT_NEAR(together("given7", "surname7"), 1, 0.01);
}

TEST(Match, forms_of_one_name_are_as_common_as_the_name_in_all_its_forms) {
    Lexicon lexicon;
    lexicon.reset_counts();
    for (const char* given : {"mohammed", "muhammad", "mohammad", "kate", "ivy", "leo"}) {
        lexicon.count(lexicon.add(named(given, "")));
    }
    const auto id = [&](const char* given) { return lexicon.add(named(given, "")).given[0]; };
    EXPECT_FLOAT_EQ(lexicon.share_of_forms(id("mohammed"), id("muhammad")), 0.5F);
    EXPECT_FLOAT_EQ(lexicon.share_of_forms(id("mohammed"), id("kate")), 0);
}

TEST(Match, the_sex_of_one_given_name_is_hardly_evidence) {
    const Scorer scorer(default_model());
    Comparison c;
    c.levels.fill(kMissing);
    c.shares.fill(0);
    c.levels[static_cast<std::size_t>(Field::sex)] = level::sex_same;
    const auto bits = [&](std::uint8_t given) {
        c.levels[static_cast<std::size_t>(Field::given)] = given;
        return explain(scorer, c).back().bits;
    };
    EXPECT_GT(bits(level::given_different), 0.9);
    EXPECT_LT(bits(level::given_same), 0.1);
    EXPECT_LT(bits(level::given_short), 0.1);
}

TEST(Match, a_record_that_fits_most_of_a_group_joins_it_and_one_that_fits_half_does_not) {
    People people;
    for (int i = 0; i < 5; ++i) people.records.push_back(people.lexicon.add(named("", "")));
    const Scorer scorer(default_model());
    // 0 to 2 are one person; 3 fits two of them; 4 fits one.
    const std::vector<Scored> scored = {{0, 1, 6},  {0, 2, 6}, {1, 2, 6},  {0, 3, 2},  {1, 3, 1},
                                        {2, 3, -6}, {0, 4, 2}, {1, 4, -6}, {2, 4, -6}, {3, 4, -6}};
    const auto groups = group(people, scorer, scored, 0.5);
    EXPECT_EQ(groups.clusters, (std::vector<std::uint32_t>{0, 0, 0, 0, 4}));
}

TEST(Match, public_sets_are_matched_as_well_as_promised) {
    const double febrl =
        f1_of("dataset3.csv",
              "given=given_name,surname=surname,house=street_number,address=address_1,"
              "address=address_2,town=suburb,postcode=postcode,dob=date_of_birth,"
              "identifier=soc_sec_id",
              "rec_id", "rec_id");
    const double fake = f1_of("fake_1000.csv",
                              "given=first_name,surname=surname,dob=dob,town=city,identifier=email",
                              "unique_id", "cluster");
    if (febrl < 0 || fake < 0) GTEST_SKIP() << "set HEARTH_LINKAGE_DATA to run it";
    EXPECT_GE(febrl, 0.999);
    EXPECT_GE(fake, 0.95);
}

}  // namespace
}  // namespace hearth::identity::linkage
