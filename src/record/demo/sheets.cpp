#include "record/demo/sheets.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "base/text.h"

namespace hearth::record::demo {
namespace {

struct Definition {
    Table table;
    std::string_view name;
    bool versions;
    std::string_view own;
};

constexpr std::string_view kHeader = "version_id, id, recorded_at, superseded_at, recorded_by, ";

constexpr std::array kDefinitions{
    Definition{Table::agency, "agency", true, "name, kind, agreement_from, agreement_to"},
    Definition{Table::team, "team", true,
               "agency_id, name, kind, district, phone, from_date, to_date"},
    Definition{Table::worker, "worker", true,
               "agency_id, name, job_title, discipline, registration_no, email, agency_worker, "
               "from_date, to_date"},
    Definition{Table::worker_role, "worker_role", true,
               "worker_id, role, area, from_date, to_date"},
    Definition{Table::team_member, "team_member", true,
               "team_id, worker_id, fte, from_date, to_date"},
    Definition{Table::post, "post", true,
               "team_id, discipline, fte, worker_id, from_date, to_date"},
    Definition{Table::account, "account", false,
               "worker_id, sign_in_name, password_hash, demonstration, changed_at"},
    Definition{Table::person, "person", true,
               "entry_id, given, surname, sex, gender, pronouns, ethnicity, first_language, "
               "interpreter_needed, religion, born, born_estimated, expected, died, safe_contact"},
    Definition{Table::person_name, "person_name", true,
               "entry_id, person_id, kind, given, surname, from_date, to_date"},
    Definition{Table::name_word, "name_word", false, "word, sound, person_id"},
    Definition{Table::person_merge, "person_merge", true,
               "kept_person, other_person, reason, worker_id, merged_at, undone_by, undone_at, "
               "undone_reason"},
    Definition{Table::person_one, "person_one", false,
               "record_id, one_id, shown_from, shown_until"},
    Definition{Table::duplicate_pair, "duplicate_pair", false,
               "person_id, other_person, probability, why, source, found_at"},
    Definition{Table::person_identifier, "person_identifier", true,
               "entry_id, person_id, kind, value, from_date, to_date"},
    Definition{Table::person_address, "person_address", true,
               "entry_id, person_id, kind, line1, line2, town, postcode, district, confidential, "
               "from_date, to_date"},
    Definition{Table::person_contact, "person_contact", true,
               "entry_id, person_id, kind, value, from_date, to_date"},
    Definition{Table::disability, "disability", true, "entry_id, person_id, code"},
    Definition{Table::flag, "flag", true,
               "entry_id, person_id, kind, words, class, review_on, from_date, to_date"},
    Definition{Table::relationship, "relationship", true,
               "entry_id, from_person, to_person, kind, parental_responsibility, from_date, "
               "to_date"},
    Definition{Table::family, "family", true,
               "entry_id, name, reference, district, from_date, to_date"},
    Definition{Table::family_member, "family_member", true,
               "entry_id, family_id, person_id, role, household, from_date, to_date"},
    Definition{Table::family_team, "family_team", true,
               "entry_id, family_id, team_id, from_date, to_date"},
    Definition{Table::allocation, "allocation", true,
               "entry_id, family_id, worker_id, discipline, lead, from_date, to_date, "
               "change_reason"},
    Definition{Table::restriction, "restriction", true,
               "family_id, worker_id, reason, from_date, to_date"},
    Definition{Table::exclusion, "exclusion", true,
               "worker_id, person_id, reason, from_date, to_date"},
    Definition{Table::break_glass, "break_glass", true,
               "worker_id, family_id, reason_code, reason, from_instant, until_instant, "
               "notified_worker, reviewed_by, reviewed_at, review_outcome, review_note"},
    Definition{Table::entry, "entry", true,
               "entry_id, form, form_version, family_id, contact_id, meeting_id, author_id, "
               "discipline, agency_id, class, status, happened_at, title, summary, significant"},
    Definition{Table::entry_section, "entry_section", false, "version_id, section, class, answers"},
    Definition{Table::entry_person, "entry_person", false, "entry_id, person_id"},
    Definition{Table::entry_signature, "entry_signature", false,
               "id, version_id, worker_id, role, kind, note, signed_at"},
    Definition{Table::draft, "draft", false,
               "id, worker_id, form, form_version, family_id, answers, edition, started_at, "
               "saved_at"},
    Definition{Table::contact, "contact", true,
               "entry_id, reference, received_at, source_code, referrer_worker, referrer_agency, "
               "referrer_name, district, status, rag, rated_at, rated_by, level_at_referral, "
               "level_at_decision, threshold_document, outcome, decided_at, decided_by, "
               "decision_reason, referrer_told_at, worker_id, family_id"},
    Definition{Table::contact_person, "contact_person", true,
               "entry_id, contact_id, person_id, role, given, surname, born, expected, sex, "
               "relationship, line1, town, postcode, school, phone"},
    Definition{Table::partner_check, "partner_check", true,
               "entry_id, contact_id, agency_id, question, lawful_basis, asked_by, asked_at, "
               "due_at, answered_by, answered_at, response, response_basis, response_words, class"},
    Definition{Table::consent, "consent", true,
               "entry_id, family_id, contact_id, person_id, purpose, decision, reason, asked_by, "
               "from_date, to_date"},
    Definition{Table::sharing, "sharing", true,
               "entry_id, family_id, contact_id, with_agency, direction, decision, basis, what, "
               "decided_by, decided_at"},
    Definition{Table::early_help_episode, "early_help_episode", true,
               "entry_id, person_id, family_id, start_date, end_date, reason, end_reason, "
               "organisation, worker_id"},
    Definition{Table::referral, "referral", true,
               "entry_id, person_id, family_id, contact_id, referral_date, source_code, "
               "primary_need, nfa, outcome, close_date, close_reason, team_id, worker_id"},
    Definition{Table::assessment, "assessment", true,
               "entry_id, person_id, referral_id, start_date, review_date, authorised_date, "
               "child_seen, outcome, delay_reason, team_id, worker_id"},
    Definition{Table::assessment_factor, "assessment_factor", true,
               "entry_id, assessment_id, factor, position"},
    Definition{Table::cin_plan, "cin_plan", true,
               "entry_id, person_id, referral_id, start_date, end_date, team_id, worker_id"},
    Definition{Table::strategy_discussion, "strategy_discussion", true,
               "entry_id, person_id, referral_id, meeting_id, held_on, local_authority, police, "
               "health, education, outcome"},
    Definition{Table::s47_enquiry, "s47_enquiry", true,
               "entry_id, person_id, referral_id, strategy_discussion_id, start_date, end_date, "
               "icpc_target_date, icpc_not_required, outcome, worker_id, team_id"},
    Definition{Table::initial_conference, "initial_conference", true,
               "entry_id, person_id, referral_id, s47_enquiry_id, meeting_id, target_date, "
               "conference_date, transfer_in, plan_made, outcome, team_id, worker_id"},
    Definition{Table::cp_plan, "cp_plan", true,
               "entry_id, person_id, referral_id, initial_conference_id, start_date, end_date, "
               "initial_category, latest_category, previous_plans, other_authority, team_id, "
               "worker_id"},
    Definition{Table::cp_review, "cp_review", true,
               "entry_id, person_id, cp_plan_id, meeting_id, due_date, review_date, continue_plan, "
               "quorate, participation"},
    Definition{Table::visit, "visit", true,
               "entry_id, person_id, kind, plan_id, visit_date, seen, seen_alone, bedroom_seen, "
               "worker_id"},
    Definition{Table::cla_episode, "cla_episode", true,
               "entry_id, person_id, referral_id, start_date, start_reason, primary_need, "
               "end_date, end_reason, entered_care_date"},
    Definition{Table::legal_status, "legal_status", true,
               "entry_id, person_id, status, start_date, end_date"},
    Definition{Table::placement, "placement", true,
               "entry_id, person_id, cla_episode_id, start_date, end_date, type, provider, urn, "
               "postcode, distance_miles, weekly_cost, change_reason"},
    Definition{Table::pre_proceedings, "pre_proceedings", true,
               "entry_id, person_id, family_id, decision_date, letter_date, initial_meeting_date, "
               "fgdm_offered, fgdm_held, outcome, application_date, court_reference"},
    Definition{Table::adult_service_request, "adult_service_request", true,
               "entry_id, family_id, person_id, discipline, requested_on, first_session_on, "
               "assessed_on, ended_on, outcome"},
    Definition{Table::cla_review, "cla_review", true,
               "entry_id, person_id, meeting_id, due_date, review_date, cancelled, participation"},
    Definition{Table::care_plan, "care_plan", true,
               "entry_id, person_id, start_date, end_date, permanence, parallel"},
    Definition{Table::health_check, "health_check", true,
               "entry_id, person_id, kind, checked_on, status"},
    Definition{Table::immunisation, "immunisation", true, "entry_id, person_id, up_to_date, as_of"},
    Definition{Table::substance_misuse, "substance_misuse", true,
               "entry_id, person_id, found_on, substance, intervention_offered, "
               "intervention_received"},
    Definition{Table::conviction, "conviction", true, "entry_id, person_id, offence_on, offence"},
    Definition{Table::sdq_score, "sdq_score", true,
               "entry_id, person_id, completed_on, score, reason"},
    Definition{Table::previous_permanence, "previous_permanence", true,
               "entry_id, person_id, option, authority, order_date"},
    Definition{Table::permanence, "permanence", true,
               "entry_id, person_id, decision_date, placement_order_date, matched_date, "
               "placed_date, reversed_date, reversed_reason"},
    Definition{Table::missing_episode, "missing_episode", true,
               "entry_id, person_id, kind, started_at, ended_at, interview_offered, "
               "interview_accepted"},
    Definition{Table::care_leaver, "care_leaver", true,
               "entry_id, person_id, eligibility, in_touch, latest_contact, accommodation, "
               "suitable, activity, pathway_review_date, adviser_name, team_id, worker_id, "
               "grant_paid, health_passport, own_papers"},
    Definition{Table::service_episode, "service_episode", true,
               "entry_id, person_id, family_id, service, asked_on, start_date, end_date, criteria, "
               "otherwise, weekly_hours, goal, end_reason, hours_given, at_home"},
    Definition{Table::service_session, "service_session", true,
               "entry_id, person_id, service_episode_id, kind, held_on, minutes, worker_id"},
    Definition{Table::outcome_check, "outcome_check", true,
               "entry_id, person_id, family_id, after, months, asked_on, how, at_home"},
    Definition{Table::step_change, "step_change", true,
               "entry_id, person_id, family_id, direction, from_basis, to_basis, decision_date, "
               "receiver, answer, answered_on, answer_reason, reason"},
    Definition{Table::family_group_conference, "family_group_conference", true,
               "entry_id, family_id, person_id, offered_on, accepted, declined_reason, "
               "coordinator, meeting_date, plan_agreed, review_date, closed_on"},
    Definition{Table::neglect_grade, "neglect_grade", true,
               "entry_id, person_id, carer_id, area, item, grade, graded_on"},
    Definition{Table::leaver_view, "leaver_view", true,
               "entry_id, person_id, asked_on, theme, said, did"},
    Definition{Table::child_document, "child_document", true,
               "entry_id, person_id, kind, held, checked_on"},
    Definition{Table::workbook, "workbook", true,
               "entry_id, family_id, cycle, opened_on, closed_on, supervision_id"},
    Definition{Table::programme_module, "programme_module", true,
               "entry_id, family_id, module, offered_on, started_on, ended_on, outcome, "
               "importance_before, importance_after, confidence_before, confidence_after, "
               "evidence"},
    Definition{Table::measure, "measure", true,
               "entry_id, family_id, person_id, kind, value, measured_on, class, point"},
    Definition{Table::meeting, "meeting", true,
               "entry_id, kind, family_id, team_id, planned_at, held_at, chair_id, cycle, status, "
               "decision, decision_reason, dissent, decided_by, next_on"},
    Definition{Table::meeting_attendee, "meeting_attendee", true,
               "entry_id, meeting_id, worker_id, person_id, name, discipline, agency_id, "
               "attendance, report_shared_on"},
    Definition{Table::meeting_contribution, "meeting_contribution", true,
               "entry_id, meeting_id, worker_id, discipline, class, changed_since"},
    Definition{Table::plan, "plan", true,
               "entry_id, family_id, kind, title, start_date, end_date, danger, contingency"},
    Definition{Table::plan_basis, "plan_basis", true,
               "entry_id, plan_id, person_id, basis, from_date, to_date"},
    Definition{Table::action, "action", true,
               "entry_id, plan_id, family_id, meeting_id, person_id, what, child_will_know, "
               "owner_id, owner_name, due_on, status, done_on, evidence, class"},
    Definition{Table::clock, "clock", true,
               "entry_id, rule, rule_words, family_id, contact_id, person_id, subject_id, "
               "owner_id, team_id, started_at, due_at, stopped_at, stop_reason"},
    Definition{Table::task, "task", true,
               "entry_id, kind, title, family_id, contact_id, subject_id, owner_id, role, team_id, "
               "due_at, done_at, done_by"},
    Definition{Table::district, "district", false, "code, name"},
    Definition{Table::population, "population", false, "district, year, age_from, age_to, people"},
    Definition{Table::authority, "authority", false,
               "id, name, la_code, profile, demonstration, made_at"},
    Definition{Table::authority_target, "authority_target", false, "indicator, from_date, target"},
};
static_assert(kDefinitions.size() == static_cast<std::size_t>(Table::count));

const Definition& definition(Table table) {
    return kDefinitions[static_cast<std::size_t>(table)];
}

// Rows of one family touch the leaves of a hundred indexes. A server's cache is too small for that;
// this one goes with the process.
constexpr store::Sql kLargeCache{"demonstration_cache", "PRAGMA cache_size = -256000"};

constexpr std::int64_t kEpoch2020 = 1'577'836'800'000;  // ids count milliseconds from here

}  // namespace

Sheets::Sheets(store::Database& database, Instant base, std::size_t batch)
    : database_(database), batch_(batch), last_id_((base.ms - kEpoch2020) << 22) {
    if (database.dialect() == store::Dialect::sqlite)
        database.write([](store::Session& session) { session.execute(kLargeCache); });
    for (const auto& given : kDefinitions) {
        const std::string all =
            (given.versions ? std::string(kHeader) : std::string()) + std::string(given.own);
        std::vector<std::string> named;
        for (const auto column : split(all, ',')) named.push_back(":" + std::string(trim(column)));
        sheets_.push_back({store::Rows(named.size()),
                           store::Sql::trusted(fmt::format("demonstration_{}", given.name),
                                               fmt::format("INSERT INTO {} ({}) VALUES ({})",
                                                           given.name, all, join(named, ", ")))});
    }
}

void Sheets::flush() {
    if (buffered_ == 0) return;
    database_.write([&](store::Session& session) {
        for (auto& sheet : sheets_)
            if (sheet.rows.size() > 0) session.insert_many(sheet.sql, sheet.rows);
    });
    for (auto& sheet : sheets_) {
        sheet.written += static_cast<std::int64_t>(sheet.rows.size());
        sheet.rows.clear();
    }
    buffered_ = 0;
}

std::int64_t Sheets::rows_written() const {
    std::int64_t sum = 0;
    for (const auto& sheet : sheets_) sum += sheet.written;
    return sum;
}

std::map<std::string, std::int64_t> Sheets::counts() const {
    std::map<std::string, std::int64_t> out;
    for (std::size_t i = 0; i < sheets_.size(); ++i)
        out.emplace(kDefinitions[i].name, sheets_[i].written);
    return out;
}

std::string_view Sheets::columns(Table table) {
    return definition(table).own;
}
std::string_view Sheets::name(Table table) {
    return definition(table).name;
}

void Sheets::wrong_width(Table table, std::size_t given) {
    throw std::logic_error(
        fmt::format("{} values given for a row of {}", given, definition(table).name));
}

}  // namespace hearth::record::demo
