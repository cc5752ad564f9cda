// What the files that make, keep and send documents share. Not for anybody else.
#pragma once
#include <optional>

#include "record/outputs.h"

namespace hearth::record {

struct StoredOutput {
    std::int64_t id = 0;
    OutputSubject subject;
    Answers answers;
    std::int64_t edition = 0;
};
struct OutputAccess {
    std::optional<FamilyHead> head;
    access::Decision decision;
};
// Asks about the family (print) or the contact (write), and of the roles that the output names.
Result<OutputAccess> guard_output(store::Session& session, const Context& context,
                                  const OutputSubject& subject, const practice::Output& output);
// The worker's own draft of an output that the practice still has, with the access asked anew.
struct OpenOutput {
    StoredOutput stored;
    const practice::Output* output = nullptr;
    const practice::OutputReader* reader = nullptr;
    OutputAccess access;
};
Result<OpenOutput> open_stored(store::Session& session, const Context& context,
                               const practice::Outputs& outputs, std::int64_t draft);
void forget_output_draft(store::Session& session, std::int64_t draft);

}  // namespace hearth::record
