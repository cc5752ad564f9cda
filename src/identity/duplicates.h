// The queue of possible duplicates, and two records side by side.
//
// A new record, whoever made it (a contact that became a family, a form, an import), is looked for
// among all the others once; pairs that are likely to be one person wait for somebody to decide.
// Said not to be the same (never_same, or on a contact: never_match), they do not come back. The
// queue shows a worker the pairs of which they may merge both.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "identity/candidates.h"
#include "identity/merge.h"

namespace hearth::identity {

// Pairs below this stay out of the queue.
inline constexpr double kLeastProposed = 0.5;

// Records that are new, or of which something else is known since, looked for among all the others;
// at most `most` of them. Reading and keeping are apart, so that writers do not wait for the
// search.
struct Looked {
    std::map<PersonId, std::int64_t>
        versions;                  // of each record looked for; empty when all are done
    std::vector<PersonId> people;  // in the order of `matches`
    std::vector<std::vector<Match>> matches;
};
Looked look_for_duplicates(store::Session& session, LiveIndex& index, std::size_t most);
void keep_duplicates(store::Session& session, Instant now, const Looked& looked,
                     std::string_view source);

struct PairLine {
    PersonId one, other;
    std::string one_name, other_name;
    std::optional<Date> one_born, other_born;
    double probability = 0;
    std::vector<std::string> why;
    Instant found;
};
struct DuplicateQueue {
    std::vector<PairLine> pairs;  // likeliest first, at most kMostPairs
    bool more = false;
    std::int64_t not_looked_for = 0;  // records that are still to be looked for
    std::vector<MergeLine> merged;    // the latest kMostMerged that are in force
};
inline constexpr std::size_t kMostMerged = 20;
inline constexpr std::size_t kMostPairs = 50;
Result<DuplicateQueue> duplicate_queue(store::Session& session, const record::Context& context);

// Who may be the same person as this one: candidates whom the reader may merge with them.
struct Proposal {
    PersonId person;
    std::string name;
    std::optional<Date> born, expected;
    std::string family, reference;
    double probability = 0;
    std::vector<std::string> why;
    bool ruled_out = false;  // somebody has said that they are not the same
};
struct Proposals {
    PersonId person;
    std::string name;
    std::vector<Proposal> proposals;
};
Result<Proposals> may_be_same(store::Session& session, const record::Context& context,
                              LiveIndex& index, PersonId person);

enum class Agreement { same, different, only_first, only_second };
struct ComparedValue {
    std::string text;    // "12 Elm Street, FY1 1AA"
    std::string source;  // "recorded 3 May 2026 by Dana Walker"
};
struct ComparedField {
    std::string name;
    std::vector<ComparedValue> first, second;
    Agreement agreement = Agreement::same;
};
struct ComparedFamily {
    FamilyId id;
    std::string name, reference, role;
    bool restricted = false;
};
struct Comparison {
    PersonId first, second;
    std::string first_name, second_name;
    std::vector<ComparedField> fields;
    std::vector<ComparedFamily> first_families, second_families;
    std::int64_t excluded = 0;  // workers who are excluded from either
    std::optional<NotSame> said;
    bool one_already = false;
    std::optional<Match> judged;  // what the search for candidates makes of the two
};
Result<Comparison> compare_people(store::Session& session, const record::Context& context,
                                  LiveIndex& index, PersonId first, PersonId second);

}  // namespace hearth::identity
