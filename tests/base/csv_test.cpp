#include "base/csv.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace hearth {
namespace {

using Row = std::vector<std::string>;

struct ReadAll {
    std::vector<Row> rows;
    std::vector<std::size_t> lines;
    CsvError error;
    bool failed = false;
};

ReadAll read_all(std::string_view text, char separator = ',') {
    ReadAll all;
    CsvReader reader(text, separator);
    for (;;) {
        switch (reader.next()) {
            case CsvStep::row:
                all.rows.emplace_back(reader.row().begin(), reader.row().end());
                all.lines.push_back(reader.line());
                break;
            case CsvStep::end:
                return all;
            case CsvStep::error:
                all.error = reader.error();
                all.failed = true;
                EXPECT_EQ(reader.next(), CsvStep::error);
                return all;
        }
    }
}

TEST(CsvReading, cells_quotes_and_line_ends_are_as_rfc_4180_says) {
    EXPECT_EQ(read_all("a,b\r\nc,d\r\n").rows, (std::vector<Row>{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(read_all("a,b\nc,d").rows, (std::vector<Row>{{"a", "b"}, {"c", "d"}}));
    EXPECT_EQ(read_all("\xEF\xBB\xBF"
                       "a,b\n")
                  .rows,
              (std::vector<Row>{{"a", "b"}}));
    EXPECT_EQ(read_all("\xEF\xBB\xBF\"a\",b\n").rows, (std::vector<Row>{{"a", "b"}}));
    // Two files, one after the other.
    EXPECT_EQ(read_all("\xEF\xBB\xBF"
                       "a,b\n\xEF\xBB\xBF\"a\",c")
                  .rows,
              (std::vector<Row>{{"a", "b"}, {"a", "c"}}));
    EXPECT_EQ(read_all("\"a,\"\"b\"\"\",\"line\r\nbreak\"\nx,").rows,
              (std::vector<Row>{{"a,\"b\"", "line\r\nbreak"}, {"x", ""}}));
    EXPECT_EQ(read_all(",\n\"\",\"\"\n").rows, (std::vector<Row>{{"", ""}, {"", ""}}));
    EXPECT_EQ(read_all("\"\"\"\"").rows, (std::vector<Row>{{"\""}}));
    EXPECT_EQ(read_all("a;b,c", ';').rows, (std::vector<Row>{{"a", "b,c"}}));
    EXPECT_EQ(read_all(" a , b ").rows, (std::vector<Row>{{" a ", " b "}}));
    EXPECT_TRUE(read_all("").rows.empty());
    EXPECT_TRUE(read_all("\r\n\n").rows.empty());
    EXPECT_EQ(read_all("a\n\n\nb").lines, (std::vector<std::size_t>{1, 4}));
    EXPECT_EQ(read_all("\"x\n\ny\"\nb").lines, (std::vector<std::size_t>{1, 4}));
}

TEST(CsvReading, an_error_says_line_and_column) {
    struct Case {
        const char* text;
        std::size_t line;
        std::size_t column;
    };
    for (const Case& c : {Case{"a,b\nc,\"d", 2, 3}, Case{"a,b\"c\n", 1, 4}, Case{"\"a\"b\n", 1, 4},
                          Case{"\"a\n\"\"b\n\"c", 3, 2}, Case{"a\rb", 1, 2},
                          Case{"\xEF\xBB\xBF"
                               "a\"",
                               1, 2},
                          Case{"\"a\"\rb", 1, 4}}) {
        const auto all = read_all(c.text);
        EXPECT_TRUE(all.failed) << c.text;
        EXPECT_EQ(all.error.line, c.line) << c.text;
        EXPECT_EQ(all.error.column, c.column) << c.text;
        EXPECT_FALSE(all.error.message.empty());
    }
}

TEST(CsvReading, a_table_has_a_header_and_rows_as_wide_as_it) {
    const auto table = read_csv("id,name\r\n1,Zo\xC3\xAB\r\n").value();
    EXPECT_EQ(table.column("name"), 1U);
    EXPECT_FALSE(table.column("Name"));
    EXPECT_EQ(table.rows, (std::vector<Row>{{"1", "Zo\xC3\xAB"}}));
    EXPECT_EQ(table.lines, std::vector<std::size_t>{2});
    const auto code = [](std::string_view text) {
        const auto result = read_csv(text);
        return result ? std::string("read") : std::get<Invalid>(result.failure()).errors.at(0).code;
    };
    EXPECT_EQ(code(""), "csv_header");
    EXPECT_EQ(code("a,a\n"), "csv_header");
    EXPECT_EQ(code("a,b\n1\n"), "csv_width");
    EXPECT_EQ(code("a,b\n1,\"2\n"), "csv_syntax");
    EXPECT_EQ(code("a,b\n"), "read");
}

TEST(CsvWriting, cells_are_quoted_only_when_they_must_be) {
    std::string out;
    CsvWriter csv(out, CsvGuard::none);
    csv.row({"a", "b,c", "d\"e", "f\ng", ""});
    csv.row(Row{"=1+1"});
    csv.row({""});
    EXPECT_EQ(out, "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n=1+1\r\n\"\"\r\n");
}

TEST(CsvWriting, a_cell_that_a_spreadsheet_would_run_is_guarded) {
    const std::pair<const char*, const char*> cases[] = {
        {"=1+1", "'=1+1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"+44 7700 900123", "'+44 7700 900123"},
        {"-5", "-5"},
        {"-12.50", "-12.50"},
        {"+3", "+3"},
        {"-5+A1", "'-5+A1"},
        {"-", "'-"},
        {"-.", "'-."},
        {"\t=1", "'\t=1"},
        {"a=1", "a=1"},
        {"", "\"\""},
        {"=\"x\"", "\"'=\"\"x\"\"\""},
        {"\r=1", "\"'\r=1\""},
    };
    for (const auto& [text, written] : cases) {
        std::string out;
        CsvWriter(out, CsvGuard::formulas).row({text});
        EXPECT_EQ(out, std::string(written) + "\r\n");
    }
}

TEST(CsvWriting, any_table_reads_back_as_it_was_written) {
    Random random(5);
    constexpr std::string_view kCharacters = "ab,\"\n\r; =\xC3\xA9";
    for (int i = 0; i < 3'000; ++i) {
        std::vector<Row> rows(random.index(4) + 1);
        for (Row& row : rows) {
            row.resize(random.index(4) + 1);
            for (auto& cell : row) {
                for (auto n = random.index(6); n > 0; --n) cell += random.pick(kCharacters);
            }
        }
        std::string out;
        CsvWriter csv(out, CsvGuard::none);
        for (const Row& row : rows) csv.row(row);
        ASSERT_EQ(read_all(out).rows, rows) << out;
    }
}

TEST(CsvReading, no_bytes_whatever_stop_it_or_run_past_the_end) {
    Random random(6);
    constexpr std::string_view kCharacters = "a,\"\n\r";
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto n = random.index(12); n > 0; --n) text += random.pick(kCharacters);
        const auto all = read_all(text);
        if (all.failed) {
            ASSERT_GE(all.error.line, 1U);
            ASSERT_GE(all.error.column, 1U);
            ASSERT_LE(all.error.column, text.size() + 1);
        }
    }
}

}  // namespace
}  // namespace hearth
