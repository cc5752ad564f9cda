// Rows on their way into the database: buffered by table, written many to a transaction.
//
// Knows the columns of every table that the demonstration fills; a row with the wrong number of
// values throws. Ids are handed out in order from one instant, so B-trees grow at their ends.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace hearth::record::demo {

enum class Table {
    agency,
    team,
    worker,
    worker_role,
    team_member,
    post,
    account,
    person,
    person_name,
    name_word,
    person_merge,
    person_one,
    duplicate_pair,
    person_identifier,
    person_address,
    person_contact,
    disability,
    flag,
    relationship,
    family,
    family_member,
    family_team,
    allocation,
    restriction,
    exclusion,
    break_glass,
    entry,
    entry_section,
    entry_person,
    entry_signature,
    draft,
    contact,
    contact_person,
    partner_check,
    consent,
    sharing,
    early_help_episode,
    referral,
    assessment,
    assessment_factor,
    cin_plan,
    strategy_discussion,
    s47_enquiry,
    initial_conference,
    cp_plan,
    cp_review,
    visit,
    cla_episode,
    legal_status,
    placement,
    pre_proceedings,
    adult_service_request,
    cla_review,
    care_plan,
    health_check,
    immunisation,
    substance_misuse,
    conviction,
    sdq_score,
    previous_permanence,
    permanence,
    missing_episode,
    care_leaver,
    service_episode,
    service_session,
    outcome_check,
    step_change,
    family_group_conference,
    neglect_grade,
    leaver_view,
    child_document,
    workbook,
    programme_module,
    measure,
    meeting,
    meeting_attendee,
    meeting_contribution,
    plan,
    plan_basis,
    action,
    clock,
    task,
    district,
    population,
    authority,
    authority_target,
    count
};

class Sheets {
  public:
    Sheets(store::Database& database, Instant base, std::size_t batch);

    std::int64_t id() { return ++last_id_; }

    // A row of a table that is not of versions.
    template <class... V>
    void row(Table table, V&&... values) {
        auto& sheet = sheets_[static_cast<std::size_t>(table)];
        if (sizeof...(V) != sheet.rows.width()) wrong_width(table, sizeof...(V));
        sheet.rows.add(std::forward<V>(values)...);
        ++buffered_;
    }
    // One version, from `recorded` until `superseded` (nothing: current). `values` are the table's
    // own columns in their order.
    template <class... V>
    void version(Table table, std::int64_t id, Instant recorded, std::int64_t by, V&&... values) {
        row(table, this->id(), id, recorded, kForever, by, std::forward<V>(values)...);
    }
    template <class... V>
    void past_version(Table table, std::int64_t id, Instant recorded, Instant superseded,
                      std::int64_t by, V&&... values) {
        row(table, this->id(), id, recorded, superseded, by, std::forward<V>(values)...);
    }

    bool full() const { return buffered_ >= batch_; }
    void flush();
    std::int64_t rows_written() const;
    std::map<std::string, std::int64_t> counts() const;
    static std::string_view columns(Table table);
    static std::string_view name(Table table);

  private:
    struct Sheet {
        store::Rows rows;
        store::Sql sql;
        std::int64_t written = 0;
    };
    [[noreturn]] static void wrong_width(Table table, std::size_t given);

    store::Database& database_;
    std::size_t batch_;
    std::size_t buffered_ = 0;
    std::int64_t last_id_;
    std::vector<Sheet> sheets_;
};

}  // namespace hearth::record::demo
