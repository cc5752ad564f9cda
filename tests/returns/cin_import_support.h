// An authority to import into, on a test's own database.
#pragma once
#include <sstream>

#include "access/policy.h"
#include "practice/loader.h"
#include "record/rows.h"
#include "returns/cin_export.h"
#include "returns/cin_import.h"
#include "returns/cin_support.h"
#include "support/test_database.h"

namespace hearth::returns::testing {

inline const practice::Practice& shipped_practice() {
    static const practice::Practice practice = [] {
        auto loaded = practice::load_practice(source_path("practice"), "family-help",
                                              {&record::record_catalog(), {}});
        if (!loaded.ok()) throw std::runtime_error("the shipped practice has problems");
        return std::move(loaded.practice);
    }();
    return practice;
}

class ImportTest : public test::DatabaseTest {
  protected:
    // Writes the text to a file of the test's own and imports it.
    Result<CinImportReport> import_text(const std::string& xml, std::size_t batch = 500,
                                        std::optional<Date> as_at = {}) {
        const auto path = files().folder() / ("census" + std::to_string(++written_) + ".xml");
        std::ofstream(path, std::ios::binary) << xml;
        return import_file(path, batch, as_at);
    }
    Result<CinImportReport> import_file(const std::string& path, std::size_t batch = 500,
                                        std::optional<Date> as_at = {}) {
        const auto& practice = shipped_practice();
        const access::Policy policy(practice.roles);
        CinImportOptions options;
        options.path = path;
        options.authority = "Testshire";
        options.profile = "family-help";
        options.batch = batch;
        options.as_at = as_at;
        auto report = import_cin(db(), practice, policy, codes(), options);
        clock().advance(std::chrono::seconds(5));
        return report;
    }
    // As the record tells it, before the check of the schema.
    CinMessage recorded(int year, bool whole = false, std::optional<Instant> known = {}) {
        CinMessage out;
        each_census_child(db(), {.year = year, .whole_record = whole}, known,
                          [&](CinChild&& child) { out.children.push_back(std::move(child)); });
        return out;
    }
    std::string exported(int year, CinExportReport* report = nullptr) {
        std::ostringstream out;
        auto done = export_cin(db(), codes(), {.year = year}, {}, out);
        EXPECT_TRUE(done.ok());
        if (report != nullptr && done) *report = std::move(done.value());
        return out.str();
    }
    std::int64_t count(const store::Sql& sql) {
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(-1);
        });
    }

  private:
    int written_ = 0;
};

inline std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += line + "\n";
    return out;
}

}  // namespace hearth::returns::testing
