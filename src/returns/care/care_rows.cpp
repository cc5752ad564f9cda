// Long because: each file of the return is told here what it is in the record.
#include "returns/care/care_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.h"
#include "returns/ssd/ssd_map.h"

namespace hearth::returns {
namespace {

using enum IssueSeverity;
using Cells = std::vector<std::pair<std::string_view, std::string>>;

class Writer {
  public:
    Writer(CareFiles& files, const CareKnown& known) : files_(files), known_(known) {}

    CareTexts write() {
        for (const auto& year : files_.years)
            for (const auto& [table, rows] : year.tables)
                for (const auto& row : rows) by_child_[row.at("CHILD")][table].push_back(&row);
        for (auto& [child, tables] : by_child_) {
            child_ = child;
            tables_ = &tables;
            one_child();
        }
        return std::move(out_);
    }

  private:
    const std::vector<const CareRow*>& rows(std::string_view table) const {
        static const std::vector<const CareRow*> none;
        const auto it = tables_->find(table);
        return it == tables_->end() ? none : it->second;
    }
    void say(const CareRow& row, std::string_view column, std::string code, IssueSeverity severity,
             std::string message, std::string remedy) {
        if (!told_.emplace(&row, fmt::format("{} {}", column, code)).second) return;
        files_.issues.push_back(care_issue(files_, row, column, std::move(code), severity,
                                           std::move(message), std::move(remedy)));
    }
    // The row of this id again is another year's (later rows take the place), or the same twice.
    void add(const std::string& table, const std::string& id, const CareRow* row, Cells cells) {
        auto& text = out_.tables[table];
        auto& places = out_.places[table];
        const auto& wide = ssd_wide_table(table);
        const auto fields = ssd_fields(wide);
        CsvWriter csv(text, CsvGuard::none);
        if (text.empty()) {
            for (const auto field : fields) csv.cell(field);
            csv.end_row();
            places.push_back(nullptr);
        }
        const auto key = ssd_key(wide);
        for (const auto field : fields) {
            std::string_view value;
            if (field == key) value = id;
            for (const auto& [name, cell] : cells)
                if (name == field) value = cell;
            csv.cell(value);
        }
        csv.end_row();
        places.push_back(row);
    }
    std::string id(std::string_view what, std::string_view more = {}) const {
        return more.empty() ? fmt::format("903 {} {}", what, child_)
                            : fmt::format("903 {} {} {}", what, child_, more);
    }
    // A day without which the row cannot be in the record.
    bool begins(const CareRow& row, std::string_view column) {
        if (!row.at(column).empty()) return true;
        say(row, column, "missing_required", error,
            "Without this date the record cannot hold the row.",
            "Give the day, and import the files again.");
        return false;
    }

    void one_child() {
        out_.children.insert(child_);
        person();
        if (known_.elsewhere.contains(child_)) {
            for (const auto* row : rows("Episodes")) {
                say(*row, "CHILD", "care_known", query,
                    "The record holds this child’s care already, from elsewhere: it was left as it "
                    "is.",
                    "Compare the return with the child’s record, and correct the record there.");
                break;
            }
            return;
        }
        care();
        reviews();
        outcomes();
        leaver();
        adoption();
        for (const auto* row : rows("Missing")) {
            if (!begins(*row, "MIS_START")) continue;
            once("ssd_missing", id("M", row->at("MISSING") + " " + row->at("MIS_START")), row,
                 {{"miss_person_id", child_},
                  {"miss_missing_episode_start_date", row->at("MIS_START")},
                  {"miss_missing_episode_type", row->at("MISSING")},
                  {"miss_missing_episode_end_date", row->at("MIS_END")}});
        }
        for (const auto* row : rows("PrevPerm")) {
            if (row->at("PREV_PERM").empty()) continue;
            once("ssd_cla_previous_permanence", id("V"), row,
                 {{"lapp_person_id", child_},
                  {"lapp_previous_permanence_order_date", row->at("DATE_PERM")},
                  {"lapp_previous_permanence_option", row->at("PREV_PERM")},
                  {"lapp_previous_permanence_la", row->at("LA_PERM")}});
        }
        for (const auto* row : rows("UASC"))
            once("ssd_immigration_status", id("A"), row,
                 {{"immi_person_id", child_},
                  {"immi_immigration_status", "UASC"},
                  {"immi_immigration_status_end_date", row->at("DUC")}});
        workers();
        for (const auto* row : rows("DoLo")) {
            if (!begins(*row, "DOLO_START")) continue;
            once("ssd_liberty_order", id("F", row->at("DOLO_START")), row,
                 {{"x_person_id", child_},
                  {"x_start_date", row->at("DOLO_START")},
                  {"x_end_date", row->at("DOLO_END")}});
        }
        for (auto& [key, one] : once_) add(key.first, key.second, one.first, one.second);
        once_.clear();
    }

    // One row whatever the number of years that tell of it: what a later one says takes the place.
    void once(const std::string& table, const std::string& key, const CareRow* row, Cells cells) {
        auto [it, fresh] = once_.try_emplace({table, key}, row, cells);
        if (fresh) return;
        if (it->second.first != nullptr && row != nullptr && it->second.first->year == row->year)
            say(*row, row->table->columns[0], "same_row_twice", query,
                "The file has this row before, or one of the same day.",
                "Leave one of them out if they are the same.");
        it->second.first = row;
        for (auto& [field, value] : cells) {
            if (value.empty()) continue;
            for (auto& had : it->second.second)
                if (had.first == field) had.second = value;
        }
    }

    void person() {
        std::string sex, born, ethnic, upn, mother, first_born;
        const CareRow* where = nullptr;
        std::set<int> years;
        for (const auto* row : rows("Header")) {
            if (!years.insert(row->year).second) {
                say(*row, "CHILD", "same_child_twice", error,
                    "The header has this child before; only the first row was read.",
                    "Give each child one row and one number.");
                continue;
            }
            where = row;
            const auto take = [&](std::string& into, std::string_view column) {
                if (!row->at(column).empty()) into = row->at(column);
            };
            take(sex, "SEX");
            take(born, "DOB");
            take(ethnic, "ETHNIC");
            take(upn, "UPN");
            take(mother, "MOTHER");
            take(first_born, "MC_DOB");
        }
        for (const auto& [table, some] : *tables_)
            for (const auto* row : some) {
                if (where == nullptr) {
                    where = row;
                    say(*row, "CHILD", "not_in_header", query,
                        "The child is in this file and in no header; a record was made with what "
                        "is known.",
                        "Put the child into the header, and import the files again.");
                }
                if (sex.empty()) sex = row->at("SEX");
                const auto& said = row->at("DOB");
                if (born.empty()) born = said;
                if (!said.empty() && said != born && table != "Header")
                    say(*row, "DOB", "differs", query, fmt::format("The header says {}.", born),
                        "Put the wrong one right, and import the files again.");
            }
        if (sex == "1" || sex == "2") sex = sex == "1" ? "M" : "F";
        const bool unknown = upn.starts_with("UN");
        add("ssd_person", child_, where,
            {{"pers_sex", sex},
             {"pers_ethnicity", ethnic},
             {"pers_dob", born},
             {"pers_upn_unknown", unknown ? upn : ""}});
        if (!upn.empty() && !unknown)
            add("ssd_linked_identifiers", id("UPN"), where,
                {{"link_person_id", child_},
                 {"link_identifier_type", "Unique Pupil Number"},
                 {"link_identifier_value", upn}});
        if (first_born.empty()) {
            if (mother == "1" && where != nullptr)
                say(*where, "MC_DOB", "no_birth", query,
                    "The young person is a mother, and the child’s date of birth is not given.",
                    "Give the date, or record the child and the relationship.");
            return;
        }
        const auto baby = fmt::format("child of {}", child_);
        add("ssd_person", baby, where, {{"pers_dob", first_born}});
        for (const auto& who : {child_, baby})
            add("ssd_family", "903 family of " + who, where,
                {{"fami_family_id", "903 family of " + child_}, {"fami_person_id", who}});
        add("ssd_mother", id("X"), where,
            {{"moth_person_id", child_},
             {"moth_childs_person_id", baby},
             {"moth_childs_dob", first_born}});
    }

    void care() {
        std::map<std::string, CareEpisode> days;
        if (const auto it = known_.episodes.find(child_); it != known_.episodes.end())
            for (const auto& one : it->second) days[one.decom] = one;
        for (const auto* row : rows("Episodes")) {
            if (!begins(*row, "DECOM")) continue;
            const CareEpisode said{row->at("DECOM"),
                                   row->at("RNE"),
                                   row->at("LS"),
                                   row->at("CIN"),
                                   row->at("PLACE"),
                                   row->at("PLACE_PROVIDER"),
                                   row->at("DEC"),
                                   row->at("REC"),
                                   row->at("REASON_PLACE_CHANGE"),
                                   row->at("HOME_POST"),
                                   row->at("PL_POST"),
                                   row->at("URN"),
                                   row,
                                   {}};
            auto [it, fresh] = days.try_emplace(said.decom, said);
            if (fresh) continue;
            auto& had = it->second;
            const auto* before = static_cast<const CareRow*>(had.row);
            if (before != nullptr && before->year == row->year) {
                say(*row, "DECOM", "same_day_twice", error,
                    "The child has an episode that begins on this day before; only the first was "
                    "read.",
                    "Give one of them its right day, or leave it out.");
                continue;
            }
            // Of a year before one that came in already: it adds, and takes nothing's place.
            const bool older = before == nullptr && row->year < known_.latest_year;
            for (auto field :
                 {&CareEpisode::rne, &CareEpisode::ls, &CareEpisode::cin, &CareEpisode::place,
                  &CareEpisode::provider, &CareEpisode::dec, &CareEpisode::rec,
                  &CareEpisode::change, &CareEpisode::home, &CareEpisode::post, &CareEpisode::urn})
                if (!(said.*field).empty() && (!older || (had.*field).empty()))
                    had.*field = said.*field;
            had.row = row;
        }
        std::vector<CareEpisode> all;
        for (auto& [day, one] : days) all.push_back(std::move(one));
        if (all.empty()) return;
        history_ = care_history(std::move(all), [this](const void* row, std::string_view column,
                                                       std::string code, IssueSeverity severity,
                                                       std::string message, std::string remedy) {
            if (row != nullptr)
                say(*static_cast<const CareRow*>(row), column, std::move(code), severity,
                    std::move(message), std::move(remedy));
        });
        const auto from = [](const void* row) { return static_cast<const CareRow*>(row); };
        for (const auto& e : history_.episodes)
            add("ssd_cla_episodes", id("E", e.decom), from(e.row),
                {{"clae_person_id", child_},
                 {"clae_cla_episode_start_date", e.decom},
                 {"clae_cla_episode_start_reason", e.rne},
                 {"clae_cla_primary_need_code", e.cin},
                 {"clae_cla_episode_ceased_date", e.dec},
                 {"clae_cla_episode_ceased_reason", e.rec},
                 {"clae_cla_id", period(e.period)},
                 {"clae_entered_care_date", e.period}});
        for (const auto& p : history_.placements)
            add("ssd_cla_placement", id("P", p.start), from(p.row),
                {{"clap_cla_placement_start_date", p.start},
                 {"clap_cla_placement_type", p.type},
                 {"clap_cla_placement_urn", p.urn},
                 {"clap_cla_id", period(p.period)},
                 {"clap_cla_placement_provider", p.provider},
                 {"clap_cla_placement_postcode", p.post},
                 {"clap_cla_placement_end_date", p.end},
                 {"clap_cla_placement_change_reason", p.change},
                 {"clap_person_id", child_}});
        for (const auto& l : history_.statuses)
            add("ssd_legal_status", id("L", l.start), from(l.row),
                {{"lega_person_id", child_},
                 {"lega_legal_status", l.status},
                 {"lega_legal_status_start_date", l.start},
                 {"lega_legal_status_end_date", l.end}});
        for (const auto& h : history_.homes)
            add("ssd_address", id("H", h.start), from(h.row),
                {{"addr_person_id", child_},
                 {"addr_address_type", "Home"},
                 {"addr_address_start_date", h.start},
                 {"addr_address_end_date", h.end},
                 {"addr_address_postcode", h.post}});
    }

    std::string period(const std::string& start) const {
        return fmt::format("{} {}", child_, start);
    }

    void reviews() {
        for (const auto* row : rows("Reviews")) {
            if (!begins(*row, "REVIEW")) continue;
            std::string in;
            for (const auto& e : history_.episodes)
                if (e.period <= row->at("REVIEW")) in = e.period;
            once("ssd_cla_reviews", id("R", row->at("REVIEW")), row,
                 {{"clar_cla_id", period(in.empty() ? row->at("REVIEW") : in)},
                  {"clar_cla_review_date", row->at("REVIEW")},
                  {"clar_cla_review_cancelled", "N"},
                  {"clar_cla_review_participation", row->at("REVIEW_CODE")}});
        }
        history_ = {};
    }

    void outcomes() {
        for (const auto* row : rows("OC2")) {
            const auto when = fmt::format("{}-03-31", row->year);
            auto score = row->at("SDQ_SCORE");
            if (score.find_first_not_of("0123456789") != std::string::npos) {
                say(*row, "SDQ_SCORE", "not_a_number", error, "This should be a number.",
                    "Write the score in digits, 0 to 40.");
                score.clear();
            }
            if (!score.empty() || !row->at("SDQ_REASON").empty())
                once("ssd_sdq_scores", id("Q", when), row,
                     {{"csdq_person_id", child_},
                      {"csdq_sdq_completed_date", when},
                      {"csdq_sdq_reason", row->at("SDQ_REASON")},
                      {"csdq_sdq_score", score}});
            if (row->at("CONVICTED") == "1")
                once("ssd_cla_convictions", id("C", when), row,
                     {{"clac_person_id", child_}, {"clac_cla_conviction_date", when}});
            const std::tuple<std::string_view, std::string_view, std::string_view> checks[] = {
                {"HEALTH_CHECK", "S", "Health Surveillance"},
                {"TEETH_CHECK", "D", "Dental Check"},
                {"HEALTH_ASSESSMENT", "T", "Health Assessment"}};
            for (const auto& [column, mark, kind] : checks)
                if (row->at(column) == "1")
                    once("ssd_cla_health", id(mark, when), row,
                         {{"clah_person_id", child_},
                          {"clah_health_check_type", std::string(kind)},
                          {"clah_health_check_date", when},
                          {"clah_health_check_status", "Completed"}});
            if (!row->at("IMMUNISATIONS").empty())
                once("ssd_cla_immunisations", id("I", when), row,
                     {{"clai_person_id", child_},
                      {"clai_immunisations_status", row->at("IMMUNISATIONS") == "1" ? "Y" : "N"},
                      {"clai_immunisations_status_date", when}});
            if (row->at("SUBSTANCE_MISUSE") == "1")
                once("ssd_cla_substance_misuse", id("B", when), row,
                     {{"clas_person_id", child_},
                      {"clas_substance_misuse_date", when},
                      {"clas_intervention_received", row->at("INTERVENTION_RECEIVED")},
                      {"x_intervention_offered", row->at("INTERVENTION_OFFERED")}});
        }
    }

    void leaver() {
        for (const auto* row : rows("OC3")) {
            const auto& home = row->at("ACCOM");
            const bool two = home.size() == 2;
            once("ssd_care_leavers", id("O"), row,
                 {{"clea_person_id", child_},
                  {"clea_care_leaver_in_touch", row->at("IN_TOUCH")},
                  {"clea_care_leaver_accommodation", two ? home.substr(0, 1) : home},
                  {"clea_care_leaver_accom_suitable", two ? home.substr(1) : ""},
                  {"clea_care_leaver_activity", row->at("ACTIV")}});
        }
    }

    // Decisions, by their day; the order is that of the episode which ends with E11 or E12.
    void adoption() {
        for (const auto* row : rows("PlacedAdoption")) {
            if (!begins(*row, "DATE_PLACED")) continue;
            once("ssd_permanence", id("N", row->at("DATE_PLACED")), row,
                 {{"perm_person_id", child_},
                  {"perm_adm_decision_date", row->at("DATE_PLACED")},
                  {"perm_decision_reversed_date", row->at("DATE_PLACED_CEASED")},
                  {"perm_decision_reversed_reason", row->at("REASON_PLACED_CEASED")},
                  {"perm_matched_date", ""},
                  {"perm_adopted_by_carer_flag", ""},
                  {"perm_permanence_order_date", ""},
                  {"perm_permanence_order_type", ""},
                  {"perm_adopter_sex", ""},
                  {"perm_adopter_legal_status", ""},
                  {"perm_number_of_adopters", ""}});
        }
        for (const auto* row : rows("AD1")) {
            if (!begins(*row, "DATE_INT")) continue;
            std::string ordered;
            for (const auto* episode : rows("Episodes"))
                if (episode->at("REC") == "E11" || episode->at("REC") == "E12")
                    ordered = episode->at("DEC");
            if (ordered.empty())
                say(*row, "DATE_INT", "no_order", query,
                    "No episode of the child ends with an adoption (E11, E12), so the day of the "
                    "order is not known.",
                    "Give the child’s last episode its end, and import the files again.");
            once("ssd_permanence", id("N", row->at("DATE_INT")), row,
                 {{"perm_person_id", child_},
                  {"perm_adm_decision_date", row->at("DATE_INT")},
                  {"perm_matched_date", row->at("DATE_MATCH")},
                  {"perm_adopted_by_carer_flag", row->at("FOSTER_CARE")},
                  {"perm_permanence_order_date", ordered},
                  {"perm_permanence_order_type", ordered.empty() ? "" : "adoption"},
                  {"perm_adopter_sex", row->at("SEX_ADOPTR")},
                  {"perm_adopter_legal_status", row->at("LS_ADOPTR")},
                  {"perm_number_of_adopters", row->at("NB_ADOPTR")}});
        }
    }

    void workers() {
        for (const auto* row : rows("SWEpisodes")) {
            const auto& sw = row->at("SW_ID");
            if (sw.empty()) {
                say(*row, "SW_ID", "no_id", error, "The row does not say who the worker is.",
                    "Give the worker’s registration number, and import the files again.");
                continue;
            }
            if (!begins(*row, "SW_DECOM")) continue;
            if (workers_.insert(sw).second)
                add("ssd_professionals", "903 SW " + sw, row,
                    {{"prof_professional_name", "Social worker " + sw},
                     {"prof_social_worker_registration_no", sw}});
            once("ssd_involvements", id("W", sw + " " + row->at("SW_DECOM")), row,
                 {{"invo_professional_id", "903 SW " + sw},
                  {"invo_professional_role_id", "CW"},
                  {"invo_involvement_start_date", row->at("SW_DECOM")},
                  {"invo_involvement_end_date", row->at("SW_DEC")},
                  {"invo_worker_change_reason", row->at("SW_REASON")},
                  {"invo_person_id", child_}});
        }
    }

    CareFiles& files_;
    const CareKnown& known_;
    CareTexts out_;
    std::map<std::string, std::map<std::string, std::vector<const CareRow*>, std::less<>>>
        by_child_;
    const std::map<std::string, std::vector<const CareRow*>, std::less<>>* tables_ = nullptr;
    std::string child_;
    CareHistory history_;
    std::map<std::pair<std::string, std::string>, std::pair<const CareRow*, Cells>> once_;
    std::set<std::string> workers_;
    std::set<std::pair<const CareRow*, std::string>> told_;
};

}  // namespace

CareTexts care_texts(CareFiles& files, const CareKnown& known) {
    return Writer(files, known).write();
}

}  // namespace hearth::returns
