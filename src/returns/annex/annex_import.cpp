#include "returns/annex/annex_import.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "returns/annex/annex_a_read.h"

namespace hearth::returns {

Result<SsdImportReport> import_annex_a(store::Database& db, const practice::Practice& practice,
                                       const access::Policy& policy, const AnnexAOptions& options) {
    auto read = read_annex_a(options.file);
    if (!read) return read.failure();
    AnnexARead lists = std::move(read).value();
    const Date today = db.clock().today();
    const Date as_at =
        options.as_at.value_or(std::min(Date::parse(lists.latest).value_or(today), today));
    SsdImportOptions wanted;
    wanted.kind = "annex_a";
    wanted.source = options.file.filename().string();
    wanted.texts = std::move(lists.tables);
    wanted.findings = std::move(lists.issues);
    wanted.authority = options.authority;
    wanted.profile = options.profile;
    wanted.on_progress = options.on_progress;
    wanted.as_at = as_at;
    // A line of a table is a row of a sheet.
    wanted.place = [&lists](ReturnIssue& issue) {
        const auto places = lists.places.find(issue.table);
        if (places == lists.places.end() || issue.line == 0 || issue.line > places->second.size())
            return;
        std::tie(issue.path, issue.line) = places->second[issue.line - 1];
    };
    auto report = import_ssd(db, practice, policy, wanted);
    if (!report || report->seen_before || options.practice.empty()) return report;
    const auto files = read_lists(options.practice / "returns" / "annex_a");
    if (!files) return files.failure();
    keep_said(db, files.value(),
              {{"as_at", as_at},
               {"half_year", add_months(as_at, -6)},
               {"year_ago", add_months(as_at, -12)}},
              {"annex_a", "", false}, lists.said, report->import_id);
    return report;
}  // namespace hearth::returns

}  // namespace hearth::returns
