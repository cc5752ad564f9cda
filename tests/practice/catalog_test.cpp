#include "practice/catalog.h"

#include <gtest/gtest.h>

namespace hearth::practice {
namespace {

TEST(Catalogue, reads_tables_types_and_code_lists_from_migrations) {
    TableCatalog catalog;
    read_catalog(R"(-- a comment, with CREATE TABLE in it
CREATE TABLE visit (
    version_id BIGINT PRIMARY KEY,
    superseded_at TEXT NOT NULL,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list visit_kind: cin, cp
    decision TEXT,                    -- code list of the meeting kind
    visit_date TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0-- no space
    ,cost DOUBLE PRECISION,
    end_date TEXT,
    PRIMARY KEY (version_id, kind)
);
CREATE UNIQUE INDEX visit_current ON visit (person_id) WHERE superseded_at = '9999';
ALTER TABLE visit ADD COLUMN place TEXT;  -- code list visit_place
)",
                 catalog);
    ASSERT_EQ(catalog.tables.size(), 1U);
    const Table* visit = catalog.find("visit");
    ASSERT_NE(visit, nullptr);
    EXPECT_EQ(visit->columns.size(), 10U);
    EXPECT_EQ(visit->find("kind")->codes, "visit_kind");
    EXPECT_EQ(visit->find("decision")->codes, "");
    EXPECT_TRUE(visit->find("kind")->required);
    EXPECT_FALSE(visit->find("seen")->required);
    EXPECT_EQ(visit->find("seen")->type, ColumnType::integer);
    EXPECT_EQ(visit->find("cost")->type, ColumnType::number);
    EXPECT_EQ(visit->find("visit_date")->type, ColumnType::date);
    EXPECT_EQ(visit->find("superseded_at")->type, ColumnType::instant);
    EXPECT_EQ(visit->end_column(), "end_date");
    EXPECT_EQ(visit->start_column(), "visit_date");
    EXPECT_TRUE(visit->has("place"));
}

TEST(Catalogue, of_the_migrations_that_ship_knows_the_record) {
    const TableCatalog catalog = catalog_of(std::string(HEARTH_SOURCE_DIR) + "/migrations");
    for (const char* table : {"person", "family", "contact", "referral", "assessment", "cp_plan",
                              "visit", "meeting", "action", "clock", "workbook"}) {
        ASSERT_NE(catalog.find(table), nullptr) << table;
        EXPECT_TRUE(catalog.find(table)->versions()) << table;
    }
    EXPECT_EQ(catalog.find("referral")->end_column(), "close_date");
    EXPECT_EQ(catalog.find("assessment")->end_column(), "authorised_date");
    EXPECT_EQ(catalog.find("workbook")->start_column(), "opened_on");
    EXPECT_EQ(catalog.find("contact")->find("source_code")->codes, "contact_source");
}

}  // namespace
}  // namespace hearth::practice
