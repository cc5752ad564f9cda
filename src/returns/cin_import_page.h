// What the page of an import shows: the readings, and one reading with its findings.
//
// Asks for the action `export` on the authority: whoever may have the whole return may see what was
// wrong in it. Findings carry values of children.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/context.h"
#include "returns/issue.h"
#include "store/session.h"

namespace hearth::returns {

struct ImportedFile {
    RowId id;
    std::string kind;  // cin, ssd, annex_a
    std::string source, authority_code, status;
    int year = 0;
    std::optional<Date> as_at;
    std::optional<Instant> started, finished;
    std::int64_t children = 0, made = 0, changed = 0, unchanged = 0, held = 0, damaged = 0;
    std::int64_t rows_added = 0, rows_changed = 0;
    std::int64_t open = 0;  // findings that nobody has put right since
};
struct ImportFinding {
    ReturnIssue issue;
    bool kept = false;  // the value is kept aside, and exported as it was
    FamilyId family;    // of the child, for the way to the record
};
struct ImportPage {
    ImportedFile file;
    std::vector<std::pair<std::string, std::int64_t>> kinds;
    std::vector<ImportFinding> findings;  // of this page, in the order of the file
    std::int64_t page = 1, pages = 1;
};

Result<std::vector<ImportedFile>> imports(store::Session& session, const record::Context& context);
// Refusal when there is no such reading. `page` from 1; 100 findings a page.
Result<ImportPage> import_page(store::Session& session, const record::Context& context, RowId id,
                               std::int64_t page);

}  // namespace hearth::returns
