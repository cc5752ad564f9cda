#include "returns/annex/annex_import.h"

#include <tuple>
#include <utility>

#include "returns/annex/annex_a_read.h"

namespace hearth::returns {

Result<SsdImportReport> import_annex_a(store::Database& db, const practice::Practice& practice,
                                       const access::Policy& policy, const AnnexAOptions& options) {
    auto read = read_annex_a(options.file);
    if (!read) return read.failure();
    AnnexARead lists = std::move(read).value();
    SsdImportOptions import;
    import.kind = "annex_a";
    import.source = options.file.filename().string();
    import.texts = std::move(lists.tables);
    import.findings = std::move(lists.issues);
    import.authority = options.authority;
    import.profile = options.profile;
    import.on_progress = options.on_progress;
    // A line of a table is a row of a sheet.
    import.place = [&lists](ReturnIssue & issue) {
        const auto places = lists.places.find(issue.table);
    if (places == lists.places.end() || issue.line == 0 || issue.line > places->second.size())
        return;
    std::tie(issue.path, issue.line) = places->second[issue.line - 1];
};
return import_ssd(db, practice, policy, import);
}  // namespace hearth::returns

}  // namespace hearth::returns
