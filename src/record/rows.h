// Rows of the record's tables, written by column name: what effects, imports and use cases share.
//
// Knows every table of versions from the migrations themselves. Guarantees that a row says who
// recorded it, when, and from which entry; that a new version keeps every column that was not
// changed; and that a value of the wrong type is refused with the column's name, before anything is
// written.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "practice/catalog.h"
#include "record/context.h"
#include "store/bitemporal.h"
#include "store/session.h"

namespace hearth::record {

// The tables and columns of the record, as the migrations make them.
const practice::TableCatalog& record_catalog();
// Throws std::logic_error for a name that is no table of versions.
const store::VersionTable& version_table(std::string_view table);

// version_id, id, recorded_at, superseded_at, recorded_by: what every version has and RowWriter
// fills.
bool is_header(std::string_view column);

using Values = std::map<std::string, store::Value, std::less<>>;

// The text of an answer as a value for the column: ids are 13 characters, yes and no are 1 and 0,
// dates ISO. A date given for an instant is the start of that day in England. Nothing when the text
// does not fit.
std::optional<store::Value> value_for(const practice::Column& column, std::string_view text);

class RowWriter {
  public:
    RowWriter(store::Session& session, const Context& context, EntryId entry = {})
        : session_(session), context_(context), entry_(entry) {}

    // A new thing. Columns of `values` that the table lacks are a bug and throw. Gives its id.
    std::int64_t insert(std::string_view table, const Values& values);
    std::int64_t insert_as(std::string_view table, std::int64_t id, const Values& values);
    // A new version of the thing's current row with these columns changed. Refusal when there is no
    // current row.
    Result<Done> revise(std::string_view table, std::int64_t id, const Values& changes);

    // The current row, every own column by name; nothing when there is none. `version` is set when
    // given.
    std::optional<Values> current(std::string_view table, std::int64_t id,
                                  std::int64_t* version = nullptr);

  private:
    store::Recording recording() const { return {context_.subject.worker, context_.now}; }
    store::Params params(const store::VersionTable& table, const Values& values) const;

    store::Session& session_;
    const Context& context_;
    EntryId entry_;
};

}  // namespace hearth::record
