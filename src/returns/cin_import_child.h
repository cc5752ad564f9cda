// One batch of children of a census file, brought into the record: inside one transaction.
//
// A child is known again by the LA child id; its records by the date that they begin with. What is
// new is added, what the file says differently becomes a new version, what the file does not say
// stays as it is. A file that tells of an earlier day than one imported before adds, and never
// replaces. A value that its column cannot hold goes into import_issue as it was written; a record
// without a usable beginning goes there whole. Both come back in the export.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "record/context.h"
#include "returns/cin_message.h"
#include "returns/code_lists.h"
#include "returns/issue.h"
#include "store/session.h"

namespace hearth::returns {

struct CinImportSettings {
    std::int64_t import_id = 0;
    int year = 0;  // the file's census year
    Date as_at;    // the day that the file tells of
    bool older = false;
    TeamId team;  // holds the families that are made
    const CodeLists* codes = nullptr;
};

struct CinImportCounts {
    std::uint64_t made = 0, changed = 0, unchanged = 0, held = 0;  // children
    std::uint64_t rows_added = 0, rows_changed = 0;
    std::uint64_t errors = 0, queries = 0;  // findings, known ones too
    std::uint64_t clocks = 0;               // started
    CinImportCounts& operator+=(const CinImportCounts& more);
};

// No two children of the batch have the same LA child id. `on_issue` gets what was found wrong,
// also when it was found before.
CinImportCounts import_children(store::Session& session, const record::Context& context,
                                const CinImportSettings& settings,
                                const std::vector<CinChild>& children, const IssueSink& on_issue);

// Findings about the file as a whole, or about a child that could not be read.
void add_file_issues(store::Session& session, const record::Context& context,
                     const CinImportSettings& settings, const std::vector<ReturnIssue>& issues);

}  // namespace hearth::returns
