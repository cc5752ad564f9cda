// Identifiers of records: 63-bit numbers, made by the server without asking the database.
//
// The upper 41 bits are milliseconds since 2020-01-01 UTC, the lower 22 are random (or follow from
// the seed, when a maker is seeded), so ids sort by the time they were made and a B-tree grows at
// its end. Typed by the thing that they name, so that a person's id cannot be passed for a
// family's. In pages and files an id is written as 13 characters of Crockford's base 32
// ("01H8Z3…"), without I, L, O, U. It does not hide when a record was made, and is no secret:
// access is decided elsewhere.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace hearth {

std::string id_to_text(std::int64_t value);
// Nothing when the text is not 13 valid characters or does not fit 63 bits. Case-insensitive.
std::optional<std::int64_t> id_from_text(std::string_view text);

template <class Tag>
struct Id {
    std::int64_t value = 0;  // 0 names nothing
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
    std::string text() const { return id_to_text(value); }
    static std::optional<Id> parse(std::string_view text) {
        if (const auto v = id_from_text(text)) return Id{*v};
        return std::nullopt;
    }
};

using AgencyId = Id<struct AgencyTag>;
using TeamId = Id<struct TeamTag>;
using WorkerId = Id<struct WorkerTag>;
using PersonId = Id<struct PersonTag>;
using FamilyId = Id<struct FamilyTag>;
using EntryId = Id<struct EntryTag>;
using RowId = Id<struct RowTag>;  // a row of a statutory table, of any kind
using MeetingId = Id<struct MeetingTag>;
using PlanId = Id<struct PlanTag>;
using ActionId = Id<struct ActionTag>;
using ClockId = Id<struct ClockTag>;
using TaskId = Id<struct TaskTag>;
using DocumentId = Id<struct DocumentTag>;

// Makes ids. Thread-safe. With a seed it is deterministic (the demonstration authority, tests): the
// lower bits then follow from the seed, the instant and how many ids that instant has had, whatever
// was made between; it remembers every instant it was asked for (about 16 bytes each). Without a
// seed they come from the system's random source, and a clock set back by less than ten seconds
// does not move ids back. Times before 2020 share the first millisecond of it; more ids than a
// millisecond holds spill into the next.
class IdMaker {
  public:
    IdMaker();
    explicit IdMaker(std::uint64_t seed);
    ~IdMaker();
    IdMaker(const IdMaker&) = delete;
    IdMaker& operator=(const IdMaker&) = delete;
    // Ids made with the same instant differ, and a later call never gives a smaller id for the same
    // instant.
    std::int64_t make(Instant now);
    template <class Tag>
    Id<Tag> next(Instant now) {
        return Id<Tag>{make(now)};
    }

  private:
    struct State;
    State* state_;
};

}  // namespace hearth

template <class Tag>
struct std::hash<hearth::Id<Tag>> {
    std::size_t operator()(const hearth::Id<Tag>& id) const {
        return std::hash<std::int64_t>{}(id.value);
    }
};
