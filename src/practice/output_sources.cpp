#include "practice/output_sources.h"

#include <algorithm>

namespace hearth::practice {

const std::vector<OutputSource>& output_sources() {
    using enum HangsOn;
    static const std::vector<OutputSource> sources = {
        // the engine's own
        {"chronology",
         made,
         "",
         "on",
         {"on", "title", "words", "author", "discipline", "agency", "kind", "significant", "people",
          "factors", "is_step"},
         {}},
        {"people",
         made,
         "identity",
         "",
         {"name", "given", "born", "expected", "age", "role", "household", "basis"},
         {}},
        {"relationships",
         made,
         "identity",
         "",
         {"name", "kind", "other", "parental_responsibility", "from_date", "to_date"},
         {}},
        {"workers",
         made,
         "identity",
         "",
         {"name", "job_title", "discipline", "agency", "lead", "from_date"},
         {}},
        {"voice", made, "voice", "on", {"child", "said", "on", "heard_by", "form"}, {}},
        {"consents",
         made,
         "general",
         "from_date",
         {"purpose", "decision", "reason", "person", "from_date"},
         {}},
        // tables
        {"action", family, "", "due_on", {"owner", "child"}, {}},
        {"plan", family, "general", "start_date", {}, {}},
        {"meeting", family, "general", "planned_at", {}, {}},
        {"programme_module", family, "general", "offered_on", {}, {}},
        {"family_group_conference", family, "general", "offered_on", {"child"}, {}},
        {"measure", family, "", "measured_on", {}, {}},
        {"adult_service_request", family, "general", "requested_on", {}, {}},
        {"meeting_attendee", meeting, "general", "name", {}, {}},
        {"contact", contact, "general", "received_at", {}, {"referrer_worker", "rated_by"}},
        {"early_help_episode", person, "general", "start_date", {"child"}, {}},
        {"referral", person, "general", "referral_date", {"child"}, {}},
        {"assessment", person, "general", "start_date", {"child"}, {}},
        {"strategy_discussion", person, "general", "held_on", {"child"}, {}},
        {"s47_enquiry", person, "general", "start_date", {"child"}, {}},
        {"initial_conference", person, "general", "conference_date", {"child"}, {}},
        {"cp_plan", person, "general", "start_date", {"child"}, {}},
        {"cp_review", person, "general", "review_date", {"child"}, {}},
        {"cin_plan", person, "general", "start_date", {"child"}, {}},
        {"visit", person, "general", "visit_date", {"child"}, {}},
        {"cla_episode", person, "general", "start_date", {"child"}, {}},
        {"cla_review", person, "general", "review_date", {"child"}, {}},
        {"placement",
         person,
         "general",
         "start_date",
         {"child"},
         {"postcode", "urn", "weekly_cost", "distance_miles"}},
        {"legal_status", person, "legal", "start_date", {"child"}, {}},
        {"pre_proceedings", person, "legal", "decision_date", {"child"}, {}},
        {"plan_basis", person, "general", "from_date", {"child"}, {}},
        {"health_check", person, "health", "checked_on", {"child"}, {}},
        {"care_plan", person, "general", "start_date", {"child"}, {}},
        {"step_change", person, "general", "decision_date", {"child"}, {}},
        {"service_episode", person, "general", "start_date", {"child"}, {}},
        {"missing_episode", person, "general", "started_at", {"child"}, {}},
        {"outcome_check", person, "general", "asked_on", {"child"}, {}},
    };
    return sources;
}

const OutputSource* output_source(std::string_view name) {
    for (const auto& source : output_sources())
        if (source.name == name) return &source;
    return nullptr;
}

std::string_view person_column(const OutputSource& source) {
    return source.hangs == HangsOn::contact || source.hangs == HangsOn::made ? "" : "person_id";
}

const std::vector<std::string_view>& output_facts() {
    static const std::vector<std::string_view> facts = {
        "reader",
        "reader_first",
        "reader_address",
        "reader_is",
        "family",
        "reference",
        "children",
        "today",
        "author",
        "author_title",
        "team",
        "lead",
        "authority",
        "guidance",
        "threshold_document",
        "meeting",
        "meeting_on",
        "meeting_time",
        "meeting_decision",
        "meeting_reason",
        "meeting_next",
        "contact_reference",
        "contact_received",
        "contact_decided",
        "contact_outcome",
    };
    return facts;
}

bool is_output_fact(const Practice& practice, std::string_view name) {
    const auto& facts = output_facts();
    if (std::find(facts.begin(), facts.end(), name) != facts.end()) return true;
    return name.starts_with("term_") && practice.terms.contains(std::string(name.substr(5)));
}

std::vector<std::string> names_in(std::string_view words) {
    std::vector<std::string> out;
    for (std::size_t open = words.find('{'); open != std::string_view::npos;
         open = words.find('{', open + 1)) {
        const auto close = words.find('}', open);
        if (close == std::string_view::npos) break;
        out.emplace_back(words.substr(open + 1, close - open - 1));
    }
    return out;
}

}  // namespace hearth::practice
