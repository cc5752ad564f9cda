// Returns that were made from the record, kept as they were made: who made each and when, the
// instant whose record it tells, its fingerprint, its bytes, and whether it was sent.
//
// A return is made of the record as it was known a few seconds before, so that whatever is being
// signed at that moment is wholly in or wholly out, and is for ever outside of what that instant
// knew. It can therefore be made again, byte for byte, from the record alone; `make_again` does so
// and says whether it is equal. What may change it is another release of the program or another
// code list; the kept bytes stay what was sent.
//
// Asks for the action `export` on the authority.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/context.h"
#include "returns/code_lists.h"
#include "store/database.h"

namespace hearth::returns {

struct KeptReturn {
    RowId id;
    std::string kind, authority_code, release, sha256;
    int year = 0;
    Instant known, made;
    WorkerId made_by, submitted_by;
    std::string made_by_name, submitted_by_name;
    std::int64_t bytes = 0, children = 0, left_out = 0, errors = 0, queries = 0;
    std::optional<Instant> submitted;
    std::string file_name() const;
};

// What returns are made with.
struct ReturnSources {
    const CodeLists& codes;          // of the census
    std::filesystem::path practice;  // whose lists are the return on children looked after
};
// Makes the return of the year and keeps it; `kind` is "cin" or "ssda903". Invalid (field "year")
// for a year without a structure.
Result<RowId> make_return(store::Database& db, const record::Context& context,
                          const ReturnSources& sources, std::string_view kind, int year);
// The newest first.
Result<std::vector<KeptReturn>> kept_returns(store::Session& session,
                                             const record::Context& context);
// The bytes as they were made: the census's XML; of the return on children looked after its files,
// as csv_bundle puts them together. Refusal when there is no such return.
struct KeptFile {
    std::string kind, bytes;
};
Result<KeptFile> kept_file(store::Session& session, const record::Context& context, RowId id);
// Once: a second marking changes nothing.
Result<Done> mark_submitted(store::Session& session, const record::Context& context, RowId id);

struct MadeAgain {
    KeptReturn kept;
    std::string sha256;
    std::int64_t bytes = 0;
    bool equal = false;
};
Result<MadeAgain> make_again(store::Database& db, const record::Context& context,
                             const ReturnSources& sources, RowId id);

}  // namespace hearth::returns
