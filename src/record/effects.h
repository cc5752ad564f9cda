// What signing a form does to the record, run in order, inside the signing's transaction.
//
// The vocabulary is the practice's; docs/practice_language.md is this engine's specification, and
// the words below are its words. The engine knows tables and columns, not which step of the pathway
// it is in. It guarantees that nothing is half done: the first effect that cannot be carried out
// gives Invalid with the reason, and the signing's transaction undoes the rest.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "practice/answers.h"
#include "record/clocks.h"
#include "record/entries.h"

namespace hearth::record {

// Somebody ticked at the top of a form. In a form about a contact the tick is a row of
// contact_person, and there is a person only once somebody has been matched or made.
struct Ticked {
    std::int64_t tick = 0;
    bool child = false;
};

class EffectRunner {
  public:
    // `submission` has only the answers that the form shows. On a revision, rows that the entry
    // made before get a new version instead of being made again, and nothing is started, stopped,
    // closed or made.
    EffectRunner(store::Session& session, const Context& context, const practice::Form& form,
                 const Submission& submission, EntryId entry, std::vector<Ticked> ticked);

    // Before run(): when it happened, from the field that says so.
    void happened(Instant at) { happened_at_ = at; }
    Result<Done> run();

    // After run(): what was made, and the contact and family that now are (made here or given).
    const std::vector<Made>& made() const { return made_; }
    FamilyId family() const { return family_; }
    std::int64_t contact() const { return contact_; }

    // The discipline and the agency of whoever wrote it: not the signer's, when they are two.
    struct Author {
        std::string discipline;
        AgencyId agency;
    };
    const Author& author() const;

    // The $names, also for expressions that are not effects.
    practice::ExprValue name(std::string_view name) const;
    // f() with each person ticked in hand, in turn: $person, and $open.T of theirs.
    template <class F>
    void with_each_ticked(F&& f) {
        const Turn before = now_;
        for (const Ticked& ticked : ticked_) {
            now_ = {};
            now_.tick = ticked.tick;
            f();
        }
        now_ = before;
    }

    // Somebody of the contact, as the referrer named them.
    struct Named {
        std::int64_t row = 0;
        PersonId person;
        std::string role, given, surname, sex, relationship, line1, town, postcode, school, phone;
        std::optional<Date> born, expected;
        bool matched = false;
    };

  private:
    struct Turn {  // one run of an effect
        std::int64_t tick = 0;
        std::string group;
        int index = 0;
        int position = 0;
        std::string each;
    };
    // The row that a set of an effect is about: setting `text` of column, or nothing when it is not
    // set at all.
    using Set = std::optional<practice::ExprValue>;

    bool about_contact() const { return form_.about == practice::About::contact; }
    bool revision() const { return static_cast<bool>(submission_.revises); }
    std::vector<Turn> turns(const practice::Effect& effect) const;
    practice::ExprContext expressions() const;
    PersonId person() const;  // of this turn
    Result<Done> run_one(const practice::Effect& effect);

    // effect_names.cpp
    std::int64_t open_row(std::string_view table, bool only_open = true) const;
    std::vector<std::int64_t> open_rows(const practice::Table& table, bool only_open) const;
    practice::ExprValue column_of(std::string_view table, std::int64_t id,
                                  std::string_view column) const;
    practice::ExprValue ended(std::string_view table) const;
    void remember_before();
    void remember_lead();

    // effect_rows.cpp
    Set setting(const practice::Effect& effect, std::string_view column) const;
    std::int64_t setting_id(const practice::Effect& effect, std::string_view column) const;
    Result<Values> values_of(const practice::Effect& effect, const practice::Table& table) const;
    void fill(const practice::Effect& effect, const practice::Table& table, Values& values) const;
    Result<std::int64_t> insert(const practice::Effect& effect, const practice::Table& table,
                                Values values);
    Result<Done> write_row(const practice::Effect& effect);
    Result<Done> close_rows(const practice::Effect& effect);
    void remember(const practice::Effect& effect, std::int64_t id, std::string words = {});

    // effect_clocks.cpp
    Result<Done> start(const practice::Effect& effect);
    Result<Done> stop(const practice::Effect& effect);

    // effect_makes.cpp, make_family.cpp
    Result<Done> make(const practice::Effect& effect);
    Result<Done> make_family(const practice::Effect& effect);
    Result<PersonId> make_person(const Named& person, const std::string& district, Date today);
    Result<Done> join_family(const std::vector<Named>& people, Date today);
    Result<Done> relate_people(const std::vector<Named>& people);
    Result<Done> make_family_team(const practice::Effect& effect);
    Result<Done> make_allocation(const practice::Effect& effect);
    Result<Done> make_partner_check(const practice::Effect& effect);
    Result<Done> finish_tasks();

    store::Session& session_;
    const Context& context_;
    const practice::Form& form_;
    const Submission& submission_;
    EntryId entry_;
    Instant happened_at_;
    std::vector<Ticked> ticked_;
    FamilyId family_;
    std::int64_t contact_;
    std::int64_t meeting_;
    mutable RowWriter writer_;
    Turn now_;
    mutable std::optional<Author> author_;
    std::map<std::string, practice::ExprValue, std::less<>>
        before_;  // $team, $lead, … as before signing
    // Rows by the name that the effect gave them, and by the tick that they were made for (0: for
    // the entry).
    std::map<std::string, std::map<std::int64_t, std::int64_t>, std::less<>> named_;
    std::vector<Made> made_;
};

}  // namespace hearth::record
