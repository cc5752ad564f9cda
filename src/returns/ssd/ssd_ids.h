// Which row of the record an id of a file means: for one batch, inside one transaction.
//
// An id that came in before is in foreign_key. A whole number that is an id of the record already
// means that row: our own export comes back as what it was. A new id keeps its number when the
// record was empty when the import began and nobody has that number; otherwise it gets a new one,
// and foreign_key says so.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::returns {

class SsdIds {
  public:
    SsdIds(store::Session& session, const record::Context& context, bool into_empty)
        : session_(session), context_(context), into_empty_(into_empty) {}

    // Asks for an id; find() then looks up all that were asked for, in a few statements.
    void need(std::string_view space, std::string_view theirs);
    void find();
    // 0 when nothing has that id.
    std::int64_t of(std::string_view space, std::string_view theirs) const;
    // The id as the views say it, for those that are no number ("1204 2025-10-06").
    std::optional<std::string> text_of(std::string_view space, std::string_view theirs) const;
    // An id for a new row. Found under `theirs` from now on.
    std::int64_t make(std::string_view space, const std::string& theirs);
    // Says that `theirs` is `ours` from now on. False when it is something else already.
    bool name(std::string_view space, const std::string& theirs, const std::string& ours);
    void flush();  // writes the new rows of foreign_key

  private:
    using Key = std::pair<std::string, std::string>;
    struct Space {
        std::set<std::string> wanted;
        std::map<std::string, std::string> ours;  // by theirs
        std::set<std::string> named, taken;       // ours that have a name; numbers in use
        std::vector<std::pair<std::string, std::string>> added;  // theirs, ours
    };
    void find_in(const std::string& space, Space& found);
    void find_numbers(const std::string& space, Space& found,
                      const std::vector<std::int64_t>& numbers);
    store::Session& session_;
    const record::Context& context_;
    bool into_empty_;
    std::map<std::string, Space, std::less<>> spaces_;
};

// A whole number as the record's own ids are written: no sign, no leading zero, above 0.
std::optional<std::int64_t> ssd_number(std::string_view text);

}  // namespace hearth::returns
