// What signing a form does to the record, run in order, inside the signing's transaction.
//
// The vocabulary is the practice's (docs/practice_language.md): records, opens, closes, starts,
// stops, makes. The engine knows tables and columns, not which step of the pathway it is in. It
// guarantees that nothing is half done: the first effect that cannot be carried out gives Invalid
// with the reason, and the signing's transaction undoes the rest.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/answers.h"
#include "record/clocks.h"
#include "record/entries.h"

namespace hearth::record {

class EffectRunner {
  public:
    // `submission` has checked answers; `children` are those of its people who are children in the
    // family. On a revision, rows that the entry made before get a new version instead of being
    // made again.
    EffectRunner(store::Session& session, const Context& context, const practice::Form& form,
                 const Submission& submission, EntryId entry, Instant happened,
                 std::vector<PersonId> children);

    Result<Done> run();

    // After run(): what was made, and the contact and family that now are (made here or given).
    const std::vector<Made>& made() const { return made_; }
    FamilyId family() const { return family_; }
    std::int64_t contact() const { return contact_; }

    // The $names, for expressions that are not effects (summary, conditions of fields).
    practice::ExprValue name(std::string_view name) const;

  private:
    struct Turn {  // one run of an effect: for one person, one group, or once
        PersonId person;
        std::string group;
        int index = 0;
    };
    std::vector<Turn> turns(const practice::Effect& effect) const;
    practice::ExprContext expressions(const Turn& turn) const;
    Result<Done> run_one(const practice::Effect& effect, const Turn& turn);
    Result<Done> write_row(const practice::Effect& effect, const Turn& turn);
    Result<Done> close_row(const practice::Effect& effect, const Turn& turn);
    Result<Done> start(const practice::Effect& effect, const Turn& turn);
    Result<Done> stop(const practice::Effect& effect, const Turn& turn);
    Result<Done> make_family(const practice::Effect& effect);
    // Values for the columns: those the effect sets, then those the engine fills. More than one set
    // when a column is given several texts (a list of codes): a row for each.
    Result<std::vector<Values>> values_of(const practice::Effect& effect, const Turn& turn,
                                          const practice::Table& table, bool fill) const;
    std::optional<std::string> setting(const practice::Effect& effect, const Turn& turn,
                                       std::string_view column) const;
    std::int64_t open_row(std::string_view table, PersonId person) const;
    std::int64_t made_before(std::string_view table, PersonId person) const;
    ClockSubject clock_subject(const practice::Effect& effect, const Turn& turn) const;
    void remember(const practice::Effect& effect, const Turn& turn, std::int64_t id);

    store::Session& session_;
    const Context& context_;
    const practice::Form& form_;
    const Submission& submission_;
    EntryId entry_;
    Instant happened_;
    std::vector<PersonId> children_;
    FamilyId family_;
    std::int64_t contact_;
    RowWriter writer_;
    Turn now_;  // the turn whose $person and $row are meant
    std::map<std::string, std::map<PersonId, std::int64_t>, std::less<>> named_;
    std::vector<Made> made_;
};

}  // namespace hearth::record
