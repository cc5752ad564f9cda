// hearth encode and hearth match of what it writes, as they are called.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace hearth::cli {
namespace {

namespace fs = std::filesystem;

struct Ran {
    int code = -1;
    std::string out, err;
};

class Encode : public ::testing::Test {
  protected:
    void SetUp() override {
        ::setenv("HEARTH_SHARE", HEARTH_SOURCE_DIR, 1);
        folder_ = fs::temp_directory_path() / ("hearth_encode_" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return path(name);
    }
    static Ran run(std::vector<std::string> words) {
        words.insert(words.begin(), "hearth");
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        ::testing::internal::CaptureStdout();
        ::testing::internal::CaptureStderr();
        Ran ran;
        ran.code = run_program(static_cast<int>(argv.size()), argv.data(), {});
        std::fflush(stdout);
        ran.out = ::testing::internal::GetCapturedStdout();
        ran.err = ::testing::internal::GetCapturedStderr();
        return ran;
    }
    // Sixty people, and the same with a letter wrong in each third surname.
    std::string list(const std::string& name, const std::string& id, bool wrong) const {
        static const char* const kGiven[] = {"Ava",    "Noah",  "Isla", "Leo",
                                             "Zainab", "Hazel", "Theo"};
        static const char* const kSurname[] = {"Ashworth", "Pilling", "Khan", "Entwistle", "Nowak"};
        std::ostringstream csv;
        csv << "number,first,last,born,post,who\n";
        for (int i = 0; i < 60; ++i) {
            std::string surname = kSurname[i % 5];
            if (wrong && i % 3 == 0) surname += "s";
            csv << id << i << ',' << kGiven[i % 7] << ',' << surname << ",201" << i % 10 << "-0"
                << 1 + i % 9 << "-" << 10 + i % 18 << ",FY" << 1 + i % 8 << " " << 1 + i % 9
                << "AA," << i << '\n';
        }
        return write(name, csv.str());
    }
    std::vector<std::string> encode(const std::string& file, const std::string& key) const {
        return {"encode",  file,     "--key",     key,
                "--id",    "number", "--columns", "given=first,surname=last,dob=born,postcode=post",
                "--truth", "who"};
    }
    fs::path folder_;
};

TEST_F(Encode, makes_a_key_once_that_only_its_owner_can_read) {
    const auto key = path("key");
    EXPECT_EQ(run({"encode", "--make-key", key}).code, 0);
    struct stat about {};
    ASSERT_EQ(::stat(key.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600U);
    const auto again = run({"encode", "--make-key", key});
    EXPECT_EQ(again.code, 2);
    EXPECT_NE(again.err.find("never written over"), std::string::npos);
    const auto file = list("a.csv", "a", false);
    ::chmod(key.c_str(), 0644);
    const auto open = run(encode(file, key));
    EXPECT_EQ(open.code, 2);
    EXPECT_NE(open.err.find("chmod 600"), std::string::npos);
}

TEST_F(Encode, two_lists_are_matched_without_a_name_in_either_file) {
    const auto key = path("key");
    ASSERT_EQ(run({"encode", "--make-key", key}).code, 0);
    const auto a = run(encode(list("a.csv", "a", false), key));
    const auto b = run(encode(list("b.csv", "b", true), key));
    ASSERT_EQ(a.code, 0) << a.err;
    ASSERT_EQ(b.code, 0) << b.err;
    for (const char* name : {"Ava", "ashworth", "Ashworth", "2018", "FY1"})
        EXPECT_EQ(a.out.find(name), std::string::npos) << name;
    const auto matched = run({"match", write("a.encoded", a.out), "--against",
                              write("b.encoded", b.out), "--truth", "who"});
    ASSERT_EQ(matched.code, 0) << matched.err;
    EXPECT_EQ(matched.out.find("left,right,probability"), 0U);
    EXPECT_NE(matched.out.find("a7,b7,"), std::string::npos) << matched.out;
    EXPECT_NE(matched.err.find("precision 1.0"), std::string::npos) << matched.err;
    EXPECT_NE(matched.err.find("recall "), std::string::npos);

    // Another key: nothing can be compared, and it is said.
    const auto other = path("other");
    ASSERT_EQ(run({"encode", "--make-key", other}).code, 0);
    const auto c = run(encode(path("b.csv"), other));
    const auto refused = run({"match", path("a.encoded"), "--against", write("c.encoded", c.out)});
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.err.find("different keys"), std::string::npos);
}

TEST_F(Encode, says_what_is_missing) {
    EXPECT_EQ(run({"encode", list("a.csv", "a", false)}).code, 2);
    EXPECT_EQ(run({"encode"}).code, 2);
    EXPECT_EQ(run({"match", path("a.csv")}).code, 2);
    EXPECT_EQ(run({"match", write("x", "# hearth-encoded 1 ff 0.02\nnothing\n")}).code, 2);
}

}  // namespace
}  // namespace hearth::cli
