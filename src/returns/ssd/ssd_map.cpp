// Long because: a table of all forty-eight tables of the dataset, field by field.
#include "returns/ssd/ssd_map.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

namespace hearth::returns {
namespace {

using enum SsdVia;

constexpr std::string_view kPerson = "ssd_person";
constexpr std::string_view kReferral = "ssd_cin_episodes";
constexpr std::string_view kWorker = "ssd_professionals";
constexpr std::string_view kTeam = "ssd_department";
constexpr std::string_view kCategories =
    "Neglect=NEG|Physical abuse=PHY|Sexual abuse=SAB|Emotional abuse=EMO|Multiple=MUL|NEG=NEG|"
    "PHY=PHY|SAB=SAB|EMO=EMO|MUL=MUL";

std::vector<SsdMapping> make_mappings() {
    return {
        {"ssd_department", "team", {{"dept_team_name", "name"}}},
        {"ssd_professionals",
         "worker",
         {{"prof_professional_name", "name"},
          {"prof_social_worker_registration_no", "registration_no"},
          {"prof_professional_job_title", "job_title"},
          {"prof_agency_worker_flag", "agency_worker", yes_no}}},
        {"ssd_person",
         "person",
         {{"pers_sex", "sex", words,
           "M=M|F=F|U=U|Male=M|Female=F|I=U|Indeterminate=U|Unknown=U|Not stated=U"},
          {"pers_gender", "gender"},
          {"pers_ethnicity", "ethnicity"},
          {"pers_dob", "born"},
          {"pers_send_flag", "has_ehcp"},
          {"pers_expected_dob", "expected"},
          {"pers_death_date", "died"},
          {"pers_nationality", "nationality"},
          {"pers_forename", "given"},
          {"pers_surname", "surname"}}},
        {"ssd_family",
         "family_member",
         // the family itself is made beside it
         {{"fami_person_id", "person_id", ref, kPerson}}},
        {"ssd_address",
         "person_address",
         {{"addr_address_json", "line1", street},
          {"addr_person_id", "person_id", ref, kPerson},
          {"addr_address_type", "kind", words,
           "Home=home|Placement=placement|Correspondence=correspondence|Refuge=refuge|"
           "Custody=custody|Hospital=hospital|*"},
          {"addr_address_start_date", "from_date"},
          {"addr_address_end_date", "to_date"},
          {"addr_address_postcode", "postcode"}}},
        {"ssd_disability",
         "disability",
         {{"disa_person_id", "person_id", ref, kPerson}, {"disa_disability_code", "code"}}},
        {"ssd_immigration_status",
         "immigration_status",
         {{"immi_person_id", "person_id", ref, kPerson},
          {"immi_immigration_status", "status"},
          {"immi_immigration_status_start_date", "start_date"},
          {"immi_immigration_status_end_date", "end_date"}}},
        {"ssd_mother",
         "relationship",
         {{"moth_person_id", "from_person", ref, kPerson},
          {"moth_childs_person_id", "to_person", ref, kPerson}},
         "kind = 'birth_parent'",
         "kind",
         "birth_parent"},
        {"ssd_linked_identifiers",
         "person_identifier",
         {{"link_person_id", "person_id", ref, kPerson},
          {"link_identifier_type", "kind", words,
           "Case Number=la_child_id|Former Case Number=former_la_child_id|"
           "Unique Pupil Number=upn|UPN=upn|Former Unique Pupil Number=former_upn|"
           "NHS Number=nhs_number|Home Office Registration=home_office|*"},
          {"link_identifier_value", "value"},
          {"link_valid_from_date", "from_date"},
          {"link_valid_to_date", "to_date"}}},
        // A row is a child of a contact: the contact itself is made beside it.
        {"ssd_contacts",
         "contact_person",
         {{"cont_person_id", "person_id", ref, kPerson}},
         "role = 'child'",
         "role",
         "child"},
        {"ssd_early_help_episodes",
         "early_help_episode",
         {{"earl_person_id", "person_id", ref, kPerson},
          {"earl_episode_start_date", "start_date"},
          {"earl_episode_end_date", "end_date"},
          {"earl_episode_reason", "reason"},
          {"earl_episode_end_reason", "end_reason"},
          {"earl_episode_organisation", "organisation"},
          {"earl_episode_worker_id", "worker_id", ref, kWorker}}},
        {"ssd_cin_episodes",
         "referral",
         {{"cine_person_id", "person_id", ref, kPerson},
          {"cine_referral_date", "referral_date"},
          {"cine_cin_primary_need_code", "primary_need"},
          {"cine_referral_source_code", "source_code"},
          {"cine_referral_outcome_json", "outcome", flags,
           "assessment=SINGLE_ASSESSMENT_FLAG|nfa=NFA_FLAG|strategy=STRATEGY_DISCUSSION_FLAG|"
           "other=OTHER_OUTCOMES_EXIST_FLAG"},
          {"cine_referral_nfa", "nfa", yes_no},
          {"cine_close_reason", "close_reason"},
          {"cine_close_date", "close_date"},
          {"cine_referral_team", "team_id", ref, kTeam},
          {"cine_referral_worker_id", "worker_id", ref, kWorker}}},
        {"ssd_cin_assessments",
         "assessment",
         {{"cina_person_id", "person_id", ref, kPerson},
          {"cina_referral_id", "referral_id", ref, kReferral},
          {"cina_assessment_start_date", "start_date"},
          {"cina_assessment_child_seen", "child_seen", yes_no},
          {"cina_assessment_auth_date", "authorised_date"},
          {"cina_assessment_outcome_json", "outcome", flags,
           "nfa=NFA_FLAG|strategy=STRATEGY_DISCUSSION_FLAG|looked_after=CLA_REQUEST_FLAG|"
           "legal=LEGAL_ACTION_FLAG|family_help_plan=PROV_OF_SERVICES_FLAG|"
           "specialist=SPECIALIST_ASSESSMENT_FLAG|early_help=OTHER_OUTCOMES_EXIST_FLAG"},
          {"cina_assessment_team", "team_id", ref, kTeam},
          {"cina_assessment_worker_id", "worker_id", ref, kWorker}}},
        {"ssd_cin_plans",
         "cin_plan",
         {{"cinp_referral_id", "referral_id", ref, kReferral},
          {"cinp_person_id", "person_id", ref, kPerson},
          {"cinp_cin_plan_start_date", "start_date"},
          {"cinp_cin_plan_end_date", "end_date"},
          {"cinp_cin_plan_team", "team_id", ref, kTeam},
          {"cinp_cin_plan_worker_id", "worker_id", ref, kWorker}}},
        {"ssd_cin_visits",
         "visit",
         {{"cinv_person_id", "person_id", ref, kPerson},
          {"cinv_cin_visit_date", "visit_date"},
          {"cinv_cin_visit_seen", "seen", yes_no},
          {"cinv_cin_visit_seen_alone", "seen_alone", yes_no},
          {"cinv_cin_visit_bedroom", "bedroom_seen", yes_no}},
         "kind IN ('cin', 'assessment', 's47')",
         "kind",
         "cin"},
        {"ssd_s47_enquiry",
         "s47_enquiry",
         {{"s47e_referral_id", "referral_id", ref, kReferral},
          {"s47e_person_id", "person_id", ref, kPerson},
          {"s47e_s47_start_date", "start_date"},
          {"s47e_s47_end_date", "end_date"},
          {"s47e_s47_outcome_json", "outcome", flags,
           "nfa=NFA_FLAG|legal=LEGAL_ACTION_FLAG|s17=PROV_OF_SERVICES_FLAG|"
           "short_break=PROV_OF_SB_CARE_FLAG|icpc=CP_CONFERENCE_FLAG|"
           "assessment=NFA_CONTINUE_SINGLE_FLAG|other_agency=MONITOR_FLAG|"
           "other=OTHER_OUTCOMES_EXIST_FLAG"},
          {"s47e_s47_completed_by_worker_id", "worker_id", ref, kWorker},
          {"s47e_s47_completed_by_team", "team_id", ref, kTeam}}},
        {"ssd_initial_cp_conference",
         "initial_conference",
         {{"icpc_s47_enquiry_id", "s47_enquiry_id", ref, "ssd_s47_enquiry"},
          {"icpc_person_id", "person_id", ref, kPerson},
          {"icpc_referral_id", "referral_id", ref, kReferral},
          {"icpc_icpc_transfer_in", "transfer_in", yes_no},
          {"icpc_icpc_target_date", "target_date"},
          {"icpc_icpc_date", "conference_date"},
          {"icpc_icpc_outcome_cp_flag", "plan_made", yes_no},
          {"icpc_icpc_team", "team_id", ref, kTeam},
          {"icpc_icpc_worker_id", "worker_id", ref, kWorker}}},
        {"ssd_cp_plans",
         "cp_plan",
         {{"cppl_referral_id", "referral_id", ref, kReferral},
          {"cppl_icpc_id", "initial_conference_id", ref, "ssd_initial_cp_conference"},
          {"cppl_person_id", "person_id", ref, kPerson},
          {"cppl_cp_plan_start_date", "start_date"},
          {"cppl_cp_plan_end_date", "end_date"},
          {"cppl_cp_plan_initial_category", "initial_category", words, kCategories},
          {"cppl_cp_plan_ola", "other_authority", yes_no},
          {"cppl_cp_plan_latest_category", "latest_category", words, kCategories}}},
        {"ssd_cp_reviews",
         "cp_review",
         {{"cppr_person_id", "person_id", ref, kPerson},
          {"cppr_cp_plan_id", "cp_plan_id", ref, "ssd_cp_plans"},
          {"cppr_cp_review_due", "due_date"},
          {"cppr_cp_review_date", "review_date"},
          {"cppr_cp_review_outcome_continue_cp", "continue_plan", yes_no},
          {"cppr_cp_review_quorate", "quorate", yes_no},
          {"cppr_cp_review_participation", "participation"}}},
        {"ssd_cp_visits",
         "visit",
         {{"cppv_person_id", "person_id", ref, kPerson},
          {"cppv_cp_plan_id", "plan_id", ref, "ssd_cp_plans"},
          {"cppv_cp_visit_date", "visit_date"},
          {"cppv_cp_visit_seen", "seen", yes_no},
          {"cppv_cp_visit_seen_alone", "seen_alone", yes_no},
          {"cppv_cp_visit_bedroom", "bedroom_seen", yes_no}},
         "kind = 'cp'",
         "kind",
         "cp"},
        {"ssd_cla_episodes",
         "cla_episode",
         {{"clae_person_id", "person_id", ref, kPerson},
          {"clae_cla_episode_start_date", "start_date"},
          {"clae_cla_episode_start_reason", "start_reason"},
          {"clae_cla_primary_need_code", "primary_need"},
          {"clae_cla_episode_ceased_date", "end_date"},
          {"clae_cla_episode_ceased_reason", "end_reason"},
          {"clae_referral_id", "referral_id", ref, kReferral},
          {"clae_entered_care_date", "entered_care_date"},
          {"clae_cla_last_iro_contact_date", "last_iro_contact_date"}}},
        {"ssd_cla_placement",
         "placement",
         {{"clap_cla_placement_start_date", "start_date"},
          {"clap_cla_placement_type", "type"},
          {"clap_cla_placement_urn", "urn"},
          {"clap_cla_placement_distance", "distance_miles"},
          {"clap_cla_placement_provider", "provider"},
          {"clap_cla_placement_postcode", "postcode"},
          {"clap_cla_placement_end_date", "end_date"},
          {"clap_cla_placement_change_reason", "change_reason"},
          {"clap_person_id", "person_id", ref, kPerson}}},
        {"ssd_legal_status",
         "legal_status",
         {{"lega_person_id", "person_id", ref, kPerson},
          {"lega_legal_status", "status"},
          {"lega_legal_status_start_date", "start_date"},
          {"lega_legal_status_end_date", "end_date"}}},
        {"ssd_cla_visits",
         "visit",
         {{"clav_person_id", "person_id", ref, kPerson},
          {"clav_cla_visit_date", "visit_date"},
          {"clav_cla_visit_seen", "seen", yes_no},
          {"clav_cla_visit_seen_alone", "seen_alone", yes_no}},
         "kind = 'cla'",
         "kind",
         "cla"},
        {"ssd_cla_reviews",
         "cla_review",
         {{"clar_cla_review_due_date", "due_date"},
          {"clar_cla_review_date", "review_date"},
          {"clar_cla_review_cancelled", "cancelled", yes_no},
          {"clar_cla_review_participation", "participation"}}},
        {"ssd_cla_care_plan",
         "care_plan",
         {{"lacp_person_id", "person_id", ref, kPerson},
          {"lacp_cla_care_plan_start_date", "start_date"},
          {"lacp_cla_care_plan_end_date", "end_date"},
          {"lacp_cla_care_plan_json", "permanence", flags,
           "return=RETURN6M|long_term_family=LTRELFR|long_term_fostering=LTFOST|"
           "residential=RESPLMT|supported_living=SUPPLIV|adoption=ADOPTION|other=OTHERPLN"},
          {"x_permanence", "permanence"}}},
        {"ssd_cla_health",
         "health_check",
         {{"clah_person_id", "person_id", ref, kPerson},
          {"clah_health_check_type", "kind", words,
           "Health Assessment=health_assessment|Dental Check=dental|"
           "Health Surveillance=surveillance|*"},
          {"clah_health_check_date", "checked_on"},
          {"clah_health_check_status", "status", words,
           "Planned=planned|Refused=refused|Cancelled=cancelled|Completed=completed|*"}}},
        {"ssd_cla_immunisations",
         "immunisation",
         {{"clai_person_id", "person_id", ref, kPerson},
          {"clai_immunisations_status", "up_to_date", yes_no},
          {"clai_immunisations_status_date", "as_of"}}},
        {"ssd_cla_substance_misuse",
         "substance_misuse",
         {{"clas_person_id", "person_id", ref, kPerson},
          {"clas_substance_misuse_date", "found_on"},
          {"clas_substance_misused", "substance"},
          {"clas_intervention_received", "intervention_received", yes_no},
          {"x_intervention_offered", "intervention_offered", yes_no}}},
        {"ssd_cla_convictions",
         "conviction",
         {{"clac_person_id", "person_id", ref, kPerson},
          {"clac_cla_conviction_date", "offence_on"},
          {"clac_cla_conviction_offence", "offence"}}},
        {"ssd_sdq_scores",
         "sdq_score",
         {{"csdq_person_id", "person_id", ref, kPerson},
          {"csdq_sdq_completed_date", "completed_on"},
          {"csdq_sdq_reason", "reason"},
          {"csdq_sdq_score", "score"}}},
        {"ssd_cla_previous_permanence",
         "previous_permanence",
         {{"lapp_person_id", "person_id", ref, kPerson},
          {"lapp_previous_permanence_order_date", "order_date"},
          {"lapp_previous_permanence_option", "option"},
          {"lapp_previous_permanence_la", "authority"}}},
        {"ssd_permanence",
         "permanence",
         {{"perm_person_id", "person_id", ref, kPerson},
          {"perm_adm_decision_date", "decision_date"},
          {"perm_ffa_cp_decision_date", "ffa_decision_date"},
          {"perm_placement_order_date", "placement_order_date"},
          {"perm_placed_for_adoption_date", "placed_date"},
          {"perm_matched_date", "matched_date"},
          {"perm_adopted_by_carer_flag", "adopted_by_carer", yes_no},
          {"perm_placed_ffa_cp_date", "placed_ffa_date"},
          {"perm_decision_reversed_date", "reversed_date"},
          {"perm_placed_foster_carer_date", "placed_with_carer_date"},
          {"perm_part_of_sibling_group", "sibling_group"},
          {"perm_siblings_placed_together", "siblings_together"},
          {"perm_siblings_placed_apart", "siblings_apart"},
          {"perm_placement_provider_urn", "agency_urn"},
          {"perm_decision_reversed_reason", "reversed_reason"},
          {"perm_permanence_order_date", "order_date"},
          {"perm_permanence_order_type", "order_type"},
          {"perm_adoption_worker_id", "worker_id", ref, kWorker},
          {"perm_adopter_sex", "adopter_sex"},
          {"perm_adopter_legal_status", "adopter_status"},
          {"perm_number_of_adopters", "adopters"}}},
        {"ssd_missing",
         "missing_episode",
         {{"miss_person_id", "person_id", ref, kPerson},
          {"miss_missing_episode_start_date", "started_at"},
          {"miss_missing_episode_type", "kind", words, "Missing=M|Absent=A|M=M|A=A"},
          {"miss_missing_episode_end_date", "ended_at"},
          {"miss_missing_rhi_offered", "interview_offered", yes_no},
          {"miss_missing_rhi_accepted", "interview_accepted", yes_no}}},
        {"ssd_care_leavers",
         "care_leaver",
         {{"clea_person_id", "person_id", ref, kPerson},
          {"clea_care_leaver_eligibility", "eligibility", words,
           "Relevant=relevant|Former Relevant=former_relevant|Eligible=eligible|"
           "Qualifying=qualifying|No Current Eligibility=none"},
          {"clea_care_leaver_in_touch", "in_touch"},
          {"clea_care_leaver_latest_contact", "latest_contact"},
          {"clea_care_leaver_accommodation", "accommodation"},
          {"clea_care_leaver_accom_suitable", "suitable"},
          {"clea_care_leaver_activity", "activity"},
          {"clea_pathway_plan_review_date", "pathway_review_date"},
          {"clea_care_leaver_personal_advisor", "adviser_name"},
          {"clea_care_leaver_allocated_team", "team_id", ref, kTeam},
          {"clea_care_leaver_worker_id", "worker_id", ref, kWorker}}},
        {"ssd_voice_of_child",
         "childs_view",
         {{"voch_person_id", "person_id", ref, kPerson},
          {"voch_explained_worries", "worries_explained"},
          {"voch_story_help_understand", "story_helped"},
          {"voch_agree_worker", "agrees"},
          {"voch_plan_safe", "plan_safe"},
          {"voch_tablet_help_explain", "tablet_helped"}}},
        {"ssd_pre_proceedings",
         "pre_proceedings",
         {{"prep_person_id", "person_id", ref, kPerson},
          {"prep_plo_family_id", "family_id", ref, "family"},
          {"prep_pre_pro_decision_date", "decision_date"},
          {"prep_initial_pre_pro_meeting_date", "initial_meeting_date"},
          {"prep_pre_pro_outcome", "outcome"},
          {"prep_agree_stepdown_issue_date", "application_date"},
          {"prep_cp_plans_referral_period", "cp_plan_referral_period"},
          {"prep_legal_gateway_outcome", "legal_gateway_outcome"},
          {"prep_pre_pro_letter_date", "letter_date"},
          {"prep_care_pro_letter_date", "proceedings_letter_date"},
          {"prep_pre_pro_meetings_num", "review_meetings"},
          {"prep_pre_pro_parents_legal_rep", "parents_represented"},
          {"prep_parents_legal_rep_point_of_issue", "represented_at_issue"},
          {"prep_court_reference", "court_reference"},
          {"prep_care_proc_court_hearings", "court_hearings"},
          {"prep_care_proc_short_notice", "short_notice"},
          {"prep_proc_short_notice_reason", "short_notice_reason"},
          {"prep_la_inital_plan_approved", "initial_plan_approved"},
          {"prep_la_initial_care_plan", "initial_care_plan"},
          {"prep_la_final_plan_approved", "final_plan_approved"},
          {"prep_la_final_care_plan", "final_care_plan"}}},
        {"ssd_send",
         "send",
         {{"send_upn", "upn"},
          {"send_uln", "uln"},
          {"send_upn_unknown", "upn_unknown"},
          {"send_person_id", "person_id", ref, kPerson}}},
        {"ssd_ehcp_requests",
         "ehcp_request",
         {{"ehcr_send_table_id", "send_id", ref, "ssd_send"},
          {"ehcr_ehcp_req_date", "requested_on"},
          {"ehcr_ehcp_req_outcome_date", "decided_on"},
          {"ehcr_ehcp_req_outcome", "outcome"}}},
        {"ssd_ehcp_assessment",
         "ehcp_assessment",
         {{"ehca_ehcp_request_id", "request_id", ref, "ssd_ehcp_requests"},
          {"ehca_ehcp_assessment_outcome_date", "decided_on"},
          {"ehca_ehcp_assessment_outcome", "outcome"},
          {"ehca_ehcp_assessment_exceptions", "exceptions"}}},
        {"ssd_ehcp_named_plan",
         "ehcp_named_plan",
         {{"ehcn_ehcp_asmt_id", "assessment_id", ref, "ssd_ehcp_assessment"},
          {"ehcn_named_plan_start_date", "start_date"},
          {"ehcn_named_plan_ceased_date", "ceased_on"},
          {"ehcn_named_plan_ceased_reason", "ceased_reason"}}},
        {"ssd_ehcp_active_plans",
         "ehcp_plan",
         {{"ehcp_ehcp_request_id", "request_id", ref, "ssd_ehcp_requests"},
          {"ehcp_active_ehcp_last_review_date", "last_review_date"}}},
        {"ssd_sen_need",
         "sen_need",
         {{"senn_active_ehcp_id", "plan_id", ref, "ssd_ehcp_active_plans"},
          {"senn_active_ehcp_need_type", "need"},
          {"senn_active_ehcp_need_rank", "rank"}}},
        {"ssd_involvements",
         "allocation",
         {{"invo_professional_id", "worker_id", ref, kWorker},
          {"invo_professional_role_id", "discipline"},
          {"invo_involvement_start_date", "from_date"},
          {"invo_involvement_end_date", "to_date"},
          {"invo_worker_change_reason", "change_reason"}}},
        {"ssd_liberty_order",
         "liberty_order",
         {{"x_person_id", "person_id", ref, kPerson},
          {"x_start_date", "start_date"},
          {"x_end_date", "end_date"}}},
        {"ssd_adopter",
         "adopter",
         {{"x_person_id", "person_id", ref, kPerson},
          {"x_enquiry_date", "enquiry_date"},
          {"x_family_reference", "family_reference"},
          {"x_ffa", "ffa", yes_no},
          {"x_disability", "disability", yes_no},
          {"x_stage1_start_date", "stage1_start"},
          {"x_stage1_end_date", "stage1_end"},
          {"x_stage2_start_date", "stage2_start"},
          {"x_stage2_end_date", "stage2_end"},
          {"x_applied_date", "applied_on"},
          {"x_approved_date", "approved_on"},
          {"x_matched_date", "matched_on"},
          {"x_placed_date", "placed_on"},
          {"x_children_placed", "children_placed"},
          {"x_order_date", "order_date"},
          {"x_left_date", "left_on"},
          {"x_left_reason", "left_reason"}}},
    };
}

const std::vector<SsdMapping>& mappings() {
    static const std::vector<SsdMapping> all = make_mappings();
    return all;
}

}  // namespace

const SsdMapping* ssd_mapping(std::string_view table) {
    for (const auto& mapping : mappings())
        if (mapping.table == table) return &mapping;
    return nullptr;
}

const SsdTable& ssd_table(std::string_view name) {
    for (const auto& table : kSsdTables)
        if (table.name == name) return table;
    throw std::logic_error("no table of the dataset: " + std::string(name));
}

const SsdTable& ssd_wide_table(std::string_view name) {
    static const std::map<std::string_view, std::string_view> kMore{
        {"ssd_cla_substance_misuse", "x_intervention_offered"},
        {"ssd_cla_care_plan", "x_permanence"}};
    // Texts first: the tables are views of them.
    static const std::map<std::string_view, std::string> kFields = [] {
        std::map<std::string_view, std::string> out;
        for (const auto& [table, more] : kMore)
            out[table] = std::string(ssd_table(table).fields) + " " + std::string(more);
        return out;
    }();
    static const std::map<std::string_view, SsdTable> kWide = [] {
        std::map<std::string_view, SsdTable> out;
        for (const auto& [table, fields] : kFields) {
            out.emplace(table, ssd_table(table));
            out.at(table).fields = fields;
        }
        out.emplace("ssd_liberty_order",
                    SsdTable{"ssd_liberty_order", "x_table_id",
                             "x_table_id x_person_id x_start_date x_end_date"});
        out.emplace(
            "ssd_adopter",
            SsdTable{"ssd_adopter", "x_table_id",
                     "x_table_id x_person_id x_family_reference x_ffa x_disability "
                     "x_enquiry_date x_stage1_start_date x_stage1_end_date x_stage2_start_date "
                     "x_stage2_end_date x_applied_date x_approved_date x_matched_date "
                     "x_placed_date x_children_placed x_order_date x_left_date x_left_reason"});
        return out;
    }();
    const auto wide = kWide.find(name);
    return wide == kWide.end() ? ssd_table(name) : wide->second;
}

std::string_view ssd_key(const SsdTable& table) {
    if (table.name == "ssd_family") return "fami_table_id";
    return table.order.substr(0, table.order.find(','));
}

std::vector<std::string_view> ssd_fields(const SsdTable& table) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < table.fields.size();) {
        const auto end = std::min(table.fields.find(' ', at), table.fields.size());
        out.push_back(table.fields.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string_view ssd_space(const SsdTable& table, std::string_view field) {
    if (table.name == "ssd_version_log" || table.name == "ssd_api_data_staging") return {};
    static const std::map<std::string_view, std::string_view> kOthers{
        {"dept_team_parent_id", "agency"},
        {"fami_family_id", "family"},
        {"prep_plo_family_id", "family"},
        {"invo_professional_id", kWorker},
        {"invo_professional_team", kTeam},
        {"cine_referral_team", kTeam},
        {"clea_care_leaver_allocated_team", kTeam},
        {"cina_assessment_team", kTeam},
        {"cinp_cin_plan_team", kTeam},
        {"icpc_icpc_team", kTeam},
        {"s47e_s47_completed_by_team", kTeam},
        {"clae_cla_id", "cla_period"},
        {"clap_cla_id", "cla_period"},
        {"clav_cla_id", "cla_period"},
        {"clar_cla_id", "cla_period"},
        {"perm_cla_id", "cla_period"},
        {"clae_cla_placement_id", "ssd_cla_placement"},
        {"s251_cla_placement_id", "ssd_cla_placement"},
        {"cppl_icpc_id", "ssd_initial_cp_conference"},
        {"icpc_s47_enquiry_id", "ssd_s47_enquiry"},
        {"icpc_cp_plan_id", "ssd_cp_plans"},
        {"cppr_cp_plan_id", "ssd_cp_plans"},
        {"cppv_cp_plan_id", "ssd_cp_plans"},
        {"cinf_assessment_id", "ssd_cin_assessments"},
        {"ehcr_send_table_id", "ssd_send"},
        {"ehca_ehcp_request_id", "ssd_ehcp_requests"},
        {"ehcp_ehcp_request_id", "ssd_ehcp_requests"},
        {"ehcn_ehcp_asmt_id", "ssd_ehcp_assessment"},
        {"senn_active_ehcp_id", "ssd_ehcp_active_plans"}};
    if (const auto it = kOthers.find(field); it != kOthers.end()) return it->second;
    if (field.ends_with("_person_id")) return kPerson;
    if (field == ssd_key(table)) return table.name;
    if (field.ends_with("_referral_id")) return kReferral;
    if (field.ends_with("_worker_id")) return kWorker;
    return {};
}

SsdSpace ssd_space_of(std::string_view space) {
    if (space == "family") return {"family", ""};
    if (space == "agency") return {"agency", ""};
    if (space == "allocation") return {"allocation", ""};
    if (space == "ssd_assessment_factors") return {"assessment", ""};
    if (space == "ssd_s251_finance") return {"placement", ""};
    if (const auto* mapping = ssd_mapping(space)) return {mapping->record, mapping->where};
    return {};
}

bool ssd_is_date(std::string_view field) {
    if (field == "lapp_previous_permanence_order_date" || field == "release_date") return false;
    return field.find("_date") != std::string_view::npos || field.ends_with("_dob") ||
           field == "cppr_cp_review_due" || field == "clea_care_leaver_latest_contact" ||
           field.ends_with("_ceased_date");
}

bool ssd_is_yes_no(const SsdTable& table, std::string_view field) {
    if (const auto* mapping = ssd_mapping(table.name))
        for (const auto& one : mapping->fields)
            if (one.field == field) return one.via == SsdVia::yes_no;
    return field == "pers_is_mother" || field == "cina_assessment_outcome_nfa" ||
           field == "s47e_s47_nfa";
}

}  // namespace hearth::returns
