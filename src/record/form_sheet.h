// Everything that the page of a form being filled in needs, read in one go: the form, the draft,
// the choices that come from the record (people, workers, teams, agencies, families), and what was
// written on the same form last time.
//
// Guarantees that nothing is in it that the writer may not read: sections of other classes are
// marked as not theirs, and their answers, in the draft and in the last entry, are left out. It
// changes nothing.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "practice/answers.h"
#include "record/drafts.h"

namespace hearth::record {

struct Choosable {  // one option from the record
    std::string id = {};
    std::string words = {};        // "Ava Ashworth, 4 years"
    bool ticked_for_form = false;  // people: fits the form's own `people`
    bool child = false;            // people: their role in the family
    bool near = false;             // workers: of the family's team, or allocated
};

// Whether a field of type person or people offers them.
bool offers(const practice::Field& field, const Choosable& person);

struct LastEntry {
    EntryId entry;
    Instant happened;
    std::string author;
    Answers answers;
};

enum class SectionUse { write, read, hidden };

struct FormSheet {
    const practice::Form* form = nullptr;
    Draft draft;
    std::vector<SectionUse> sections;  // of form->sections, in their order
    std::string subject;               // "Ashworth family", "Request C-204417"
    std::vector<Choosable> people, workers, teams, agencies, families;
    std::optional<LastEntry> last;
    bool may_sign = false;
    bool locked = false;  // sent, and not this reader's to sign: to be read only
    std::vector<std::pair<std::string, std::vector<std::string>>> calculated;  // field -> value
};

// Refusal as read_draft.
Result<FormSheet> form_sheet(store::Session& session, const Context& context, std::int64_t draft);

// The $names before anything is signed, for first values, conditions and calculated fields.
std::function<practice::ExprValue(std::string_view)> names_for(store::Session& session,
                                                               const Context& context,
                                                               const practice::Form& form,
                                                               const DraftSubject& subject);

// Whether some answers to the fields that `when` mentions could make it true; false for a section
// that depends on $names alone and whose condition does not hold. `group` and `index` as in
// practice::context_of.
bool could_show(const Context& context, const practice::Form& form,
                const practice::Expression& when,
                const std::function<practice::ExprValue(std::string_view)>& names,
                std::string_view group = {});

// The combinations of answers under which `when` holds, for the page's script: each a list of
// field and text ("" unanswered, "*" anything). Nothing when the condition is not simple enough;
// then the field is always shown.
using Combination = std::vector<std::pair<std::string, std::string>>;
std::optional<std::vector<Combination>> combinations(
    const Context& context, const practice::Form& form, const practice::Expression& when,
    const std::function<practice::ExprValue(std::string_view)>& names, std::string_view group = {});

}  // namespace hearth::record
