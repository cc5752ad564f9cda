// Long because: every table of the dataset that is not one row for one row of the record, side by
// side. What is not one row of the dataset for one row of the record: families, contacts, factors,
// care, and the work of professionals.
#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "record/people.h"
#include "returns/ssd/ssd_rows.h"
#include "returns/ssd/ssd_values.h"

namespace hearth::returns {
namespace {

using record::Values;
using store::Sql;
using store::Value;

constexpr Sql kPeople{"ssd_people", R"(
SELECT p.id, p.given, p.surname, p.sex, p.born, p.expected,
       (SELECT max(m.family_id) FROM family_member m WHERE m.person_id = p.id AND m.role = 'child'
        AND m.to_date IS NULL AND m.superseded_at = '9999-12-31T23:59:59.999Z')
FROM person p WHERE p.superseded_at = '9999-12-31T23:59:59.999Z' AND p.id IN (SELECT value FROM each_id(:ids)))"};
constexpr Sql kTeams{"ssd_teams", R"(
SELECT id, name, agency_id FROM team WHERE superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kEpisodes{"ssd_episodes", R"(
SELECT person_id, id, coalesce(entered_care_date, start_date), start_date, end_date FROM cla_episode
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND person_id IN (SELECT value FROM each_id(:ids))
ORDER BY person_id, start_date, id)"};
constexpr Sql kImmunisations{"ssd_immunisations", R"(
SELECT person_id, id FROM immunisation
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND person_id IN (SELECT value FROM each_id(:ids))
ORDER BY person_id, as_of, id)"};
constexpr Sql kFactors{"ssd_factors", R"(
SELECT assessment_id, version_id, id, factor FROM assessment_factor
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND assessment_id IN (SELECT value FROM each_id(:ids))
ORDER BY assessment_id, position, factor)"};
constexpr Sql kMembers{"ssd_members", R"(
SELECT DISTINCT person_id FROM family_member
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND person_id IN (SELECT value FROM each_id(:ids)))"};
constexpr Sql kNumbers{"ssd_numbers", R"(
SELECT person_id, kind, value FROM person_identifier
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND person_id IN (SELECT value FROM each_id(:ids)))"};
constexpr Sql kAddWord{
    "add_name_word",
    "INSERT INTO name_word (word, sound, person_id) VALUES (:word, :sound, :person)"};

constexpr std::string_view kNoName = "Name not given";

std::optional<std::string> contact_outcome(std::string_view text) {
    const auto json = Json::parse(text);
    if (!json) return std::nullopt;
    const auto set = [&](std::string_view flag) {
        const auto said = json->at(flag).text();
        return said && ssd_yes_no(*said) == 'Y';
    };
    std::string found;
    int n = 0;
    const auto when = [&](std::string_view flag, std::string_view outcome) {
        if (!set(flag)) return;
        ++n;
        found = outcome;
    };
    when("EXISTING_REFERRAL_FLAG", "existing_case");
    when("NFA_FLAG", "nfa");
    when("PRIVATE_FOSTERING_FLAG", "private_fostering");
    when("ADVICE_FLAG", "advice");
    when("OLA_CP_FLAG", "other_authority");
    when("OTHER_OUTCOMES_EXIST_FLAG", "early_help");
    // an enquiry comes with a referral
    if (set("CP_ENQUIRY_FLAG"))
        when("CP_ENQUIRY_FLAG", "strategy");
    else
        when("NEW_REFERRAL_FLAG", "assessment");
    if (n > 1) return std::nullopt;
    return found;
}

}  // namespace

void SsdBatch::read_people(const std::set<std::int64_t>& ids) {
    const std::vector<std::int64_t> list(ids.begin(), ids.end());
    session_.each(kPeople, {{"ids", list}}, [&](const store::Row& row) {
        Person person;
        person.given = row.text(1);
        person.surname = row.text(2);
        person.sex = row.text(3);
        person.born = row.date(4);
        person.expected = row.date(5);
        person.family = row.maybe_int64(6).value_or(0);
        people_[row.int64(0)] = std::move(person);
    });
}

void SsdBatch::read_teams() {
    session_.each(kTeams, {}, [&](const store::Row& row) {
        teams_[std::string(row.text(1))].emplace_back(row.int64(0), row.int64(2));
    });
}

void SsdBatch::read_episodes(const std::set<std::int64_t>& people) {
    const std::vector<std::int64_t> list(people.begin(), people.end());
    session_.each(kEpisodes, {{"ids", list}}, [&](const store::Row& row) {
        episodes_[row.int64(0)].push_back({row.int64(1), std::string(row.text(2)),
                                           std::string(row.text(3)), std::string(row.text(4))});
    });
}

void SsdBatch::ask_more(const SsdTable& table, const std::vector<SsdRow>& rows) {
    if (table.name == "ssd_professionals") return read_teams();
    std::set<std::int64_t> people;
    const auto fields = ssd_fields(table);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (ssd_space(table, fields[i]) != "ssd_person") continue;
        for (const auto& row : rows)
            if (const auto id = ids_.of("ssd_person", row.cells[i]); id != 0) people.insert(id);
    }
    if (table.name == "ssd_cla_immunisations") {
        const std::vector<std::int64_t> list(people.begin(), people.end());
        session_.each(kImmunisations, {{"ids", list}},
                      [&](const store::Row& row) { by_person_[row.int64(0)] = row.int64(1); });
    }
    if (table.name == "ssd_cla_placement") read_episodes(people);
    if (table.name == "ssd_family" || table.name == "ssd_contacts" ||
        table.name == "ssd_involvements" || table.name == "ssd_cin_episodes" ||
        table.name == "ssd_early_help_episodes" || table.name == "ssd_pre_proceedings")
        read_people(people);
    if (table.name == "ssd_involvements") ask_allocations(table, rows);
    if (table.name == "ssd_cla_reviews" || table.name == "ssd_cla_placement") {
        // a period of care as we name it begins with the child's number
        const auto* field = table.name == "ssd_cla_reviews" ? "clar_cla_id" : "clap_cla_id";
        for (const auto& row : rows) {
            const auto& period = cell({table, row}, field);
            ids_.need("ssd_person", std::string_view(period).substr(0, period.find(' ')));
        }
        ids_.find();
    }
}

// ---- what a table's rows have besides ---------------------------------------------------------

bool SsdBatch::special(const At& at, Values& values, bool is_new) {
    const auto name = at.table.name;
    if (name == "ssd_department" && is_new) {
        std::int64_t agency = settings_.agency;
        const auto& parent = cell(at, "dept_team_parent_id");
        const auto& called = cell(at, "dept_team_parent_name");
        // Only our own files name the agency; others name a part of the council.
        if (settings_.ours && !parent.empty()) {
            agency = ids_.of("agency", parent);
            if (agency == 0 && called == settings_.authority) {
                agency = settings_.agency;
                ids_.name("agency", parent, std::to_string(agency));
            } else if (agency == 0) {
                agency = ids_.make("agency", parent);
                bulk_.add_as("agency", agency, {{"name", called}, {"kind", "other"}});
            }
        }
        values.insert_or_assign("agency_id", Value(agency));
    }
    if (name == "ssd_professionals" && is_new) {
        const auto team = teams_.find(cell(at, "prof_professional_department"));
        const bool found = team != teams_.end() && team->second.size() == 1;
        values.insert_or_assign("agency_id",
                                Value(found ? team->second.front().second : settings_.agency));
        if (!cell(at, "prof_social_worker_registration_no").empty())
            values.insert_or_assign("discipline", Value("social_work"));
    }
    if (name == "ssd_person" && is_new) {
        if (!values.contains("given")) values.emplace("given", Value(kNoName));
        if (!values.contains("surname"))
            values.emplace("surname", Value(cell(at, "pers_person_id")));
        if (!values.contains("sex")) values.emplace("sex", Value("U"));
    }
    if (name == "ssd_linked_identifiers" || name == "ssd_disability") {
        const auto* column = name == "ssd_disability" ? "code" : "value";
        const auto* field =
            name == "ssd_disability" ? "disa_disability_code" : "link_identifier_value";
        if (is_new && !values.contains(column)) {
            issue(at, field, "missing_required", IssueSeverity::error,
                  "The row says nothing without this.", "Leave the row out, or complete it.");
            return false;
        }
    }
    if (name == "ssd_family") return in_family(at, values, is_new);
    // Which addresses are confidential is not in the dataset: none is shown outside until somebody
    // has looked.
    if (name == "ssd_address" && is_new) values.insert_or_assign("confidential", Value(1));
    if (name == "ssd_contacts" && is_new) {
        const auto& theirs = cell(at, "cont_person_id");
        const auto id = ids_.of("ssd_person", theirs);
        if (!ssd_day(cell(at, "cont_contact_date"))) {
            issue(at, "cont_contact_date", "missing_required", IssueSeverity::error,
                  "Without this date the record cannot hold the row.",
                  "Add it in the old system or in the file, and import the files again.");
            return false;
        }
        const auto contact = context_.ids.make(context_.now);
        values.insert_or_assign("contact_id", Value(contact));
        const auto& person = people_[id];
        values.insert_or_assign("given", Value(person.given));
        values.insert_or_assign("surname", Value(person.surname));
        values.insert_or_assign("born", Value(person.born));
        values.insert_or_assign("expected", Value(person.expected));
        if (!person.sex.empty()) values.insert_or_assign("sex", Value(person.sex));
        this->contact(at, contact, true);
    }
    if (is_new && (name == "ssd_cin_episodes" || name == "ssd_early_help_episodes" ||
                   name == "ssd_pre_proceedings")) {
        const auto person = values.find("person_id");
        const auto known = person == values.end() || person->second.is_null()
                               ? people_.end()
                               : people_.find(person->second.integer());
        const auto family = values.find("family_id");
        if (known != people_.end() && known->second.family != 0 &&
            (family == values.end() || family->second.is_null()))
            values.insert_or_assign("family_id", Value(known->second.family));
    }
    if (name == "ssd_cla_placement" || name == "ssd_cla_reviews")
        return in_period(at, values, is_new);
    return true;
}

// A period of care is a child and the day on which it began.
bool SsdBatch::in_period(const At& at, Values& values, bool is_new) {
    if (!is_new) return true;
    const bool review = at.table.name == "ssd_cla_reviews";
    const auto* field = review ? "clar_cla_id" : "clap_cla_id";
    const auto& theirs = cell(at, field);
    const auto named = ids_.text_of("cla_period", theirs);
    const auto period = named.value_or(theirs);
    const auto space = period.find(' ');
    const auto prefix = period.substr(0, space);
    const std::int64_t person = space == std::string::npos ? 0
                                : named                    ? ssd_number(prefix).value_or(0)
                                                           : ids_.of("ssd_person", prefix);
    if (review) {
        if (person != 0) {
            values.insert_or_assign("person_id", Value(person));
            return true;
        }
        issue(at, field, "unknown_id", IssueSeverity::error,
              "No episode of the files belongs to this period of care.",
              "Put the episode into ssd_cla_episodes.csv, or mend the id, and import again.");
        return false;
    }
    const auto whose = values.find("person_id");
    const auto starts = values.find("start_date");
    const auto known =
        whose == values.end() ? episodes_.end() : episodes_.find(whose->second.integer());
    const std::string from =
        starts == values.end() || starts->second.is_null() ? "" : starts->second.text();
    const Episode* found = nullptr;
    if (known != episodes_.end()) {
        for (const auto& episode : known->second) {
            const bool same = space != std::string::npos && person == whose->second.integer() &&
                              episode.entered == period.substr(space + 1);
            if (same && (found == nullptr || episode.from <= from)) found = &episode;
        }
        if (found == nullptr && !from.empty()) {
            int n = 0;
            for (const auto& episode : known->second)
                if (episode.from <= from && (episode.to.empty() || episode.to >= from)) {
                    found = &episode;
                    ++n;
                }
            if (n != 1) found = nullptr;
        }
    }
    if (found == nullptr) {
        issue(at, field, "unknown_id", IssueSeverity::error,
              "The placement belongs to no episode of this child.",
              "Put the episode into ssd_cla_episodes.csv, or mend the id, and import again.");
        return false;
    }
    values.insert_or_assign("cla_episode_id", Value(found->id));
    return true;
}

void SsdBatch::added(const At& at, std::int64_t id, const Values& values) {
    const auto name = at.table.name;
    if (name == "ssd_person") {
        std::set<std::string> found;
        for (const auto* column : {"given", "surname"}) {
            const auto text = name_key(values.at(column).text());
            for (const auto word : words(text)) found.emplace(word);
        }
        for (const auto& word : found)
            bulk_.add_plain(kAddWord, {Value(word), Value(phonetic_key(word)), Value(id)});
    }
    if (name == "ssd_professionals") {
        const auto team = teams_.find(cell(at, "prof_professional_department"));
        if (team == teams_.end() || team->second.size() != 1) return;
        Values member{{"team_id", team->second.front().first},
                      {"worker_id", id},
                      {"from_date", settings_.as_at}};
        const auto& column = *record::record_catalog().find("team_member")->find("fte");
        const auto& fte = cell(at, "prof_full_time_equivalency");
        if (!fte.empty())
            if (auto value = record::value_for(column, fte))
                member.emplace("fte", std::move(*value));
        bulk_.add("team_member", std::move(member));
    }
}

// The period of care that an episode is of, by the name that the files give it.
void SsdBatch::name_period(const At& at) {
    const auto& period = cell(at, "clae_cla_id");
    const auto child = ids_.of("ssd_person", cell(at, "clae_person_id"));
    const auto entered = ssd_day(cell(at, "clae_entered_care_date"));
    const auto day = entered ? entered : ssd_day(cell(at, "clae_cla_episode_start_date"));
    if (!period.empty() && child != 0 && day)
        ids_.name("cla_period", period, fmt::format("{} {}", child, *day));
}

// `id`: of the new contact, or of the child's row in a known one.
void SsdBatch::contact(const At& at, std::int64_t id, bool is_new) {
    Values values;
    const auto day = ssd_day(cell(at, "cont_contact_date"));
    if (day) values.emplace("received_at", Value(instant_of(*Date::parse(*day), kSsdHour)));
    values.emplace("source_code", Value(cell(at, "cont_contact_source_code")));
    const auto& json = cell(at, "cont_contact_outcome_json");
    const auto outcome = json.empty() ? std::optional<std::string>("") : contact_outcome(json);
    if (!outcome)
        issue(at, "cont_contact_outcome_json", "several_outcomes", IssueSeverity::query,
              "Several outcomes are set or this is no JSON, and the record holds one outcome.",
              "Record the one that decided what happened next.");
    else
        values.emplace("outcome", outcome->empty() ? Value{} : Value(*outcome));
    if (is_new) {
        const auto person = people_.find(ids_.of("ssd_person", cell(at, "cont_person_id")));
        values.emplace("reference", Value(record::contact_reference(id)));
        values.emplace("status", Value("decided"));
        values.emplace("family_id", person == people_.end() || person->second.family == 0
                                        ? Value{}
                                        : Value(person->second.family));
        bulk_.add_as("contact", id, std::move(values));
        return;
    }
    const auto child = writer_.current("contact_person", id);
    if (!child) return;
    const auto owner = child->at("contact_id").integer();
    if (const auto now = writer_.current("contact", owner)) {
        // the hour is the record's
        const auto then = Instant::parse(now->at("received_at").text());
        if (then && day && date_of(*then) == Date::parse(*day)) values.erase("received_at");
        // What is asked is whether the file says otherwise than the record did: an outcome that
        // the dataset has no flag for stays.
        if (now->at("outcome") == Value("assessment") && outcome && outcome->empty())
            values.erase("outcome");
    }
    revise("contact", owner, values);
}

void SsdBatch::factors(const std::vector<SsdRow>& rows, const SsdTable& table) {
    struct Had {
        std::vector<std::string> factors;
        std::vector<std::pair<std::int64_t, std::int64_t>> versions;  // version, id
    };
    std::map<std::int64_t, Had> had;
    std::vector<std::int64_t> list;
    for (const auto& row : rows)
        if (const auto id =
                ids_.of("ssd_cin_assessments", cell({table, row}, "cinf_assessment_id"));
            id != 0)
            list.push_back(id);
    session_.each(kFactors, {{"ids", list}}, [&](const store::Row& row) {
        auto& one = had[row.int64(0)];
        one.versions.emplace_back(row.int64(1), row.int64(2));
        one.factors.emplace_back(row.text(3));
    });
    for (const auto& row : rows) {
        const At at{table, row};
        const auto id = ids_.of("ssd_cin_assessments", cell(at, "cinf_assessment_id"));
        if (id == 0) {
            ++counts_.held;
            issue(at, "cinf_assessment_id", "unknown_id", IssueSeverity::error,
                  "No assessment of the files has this id.",
                  "Put the assessment into ssd_cin_assessments.csv, and import again.");
            continue;
        }
        ids_.name(table.name, cell(at, "cinf_table_id"), std::to_string(id));
        const auto& text = cell(at, "cinf_assessment_factors_json");
        std::vector<std::string> said;
        const auto json = Json::parse(text);
        if (json && json->kind() == Json::Kind::array) {
            for (const auto& item : json->items())
                if (const auto factor = item.text()) said.emplace_back(trim(*factor));
        } else if (json && json->kind() == Json::Kind::object) {
            // also seen: {"1B": "Yes", "2A": "No"}
            for (const auto& member : json->members())
                if (const auto yes = member.value.text(); yes && ssd_yes_no(*yes) == 'Y')
                    said.push_back(member.name);
        } else if (!text.empty()) {
            issue(at, "cinf_assessment_factors_json", "not_json", IssueSeverity::error,
                  "The factors should be a JSON list such as [\"1B\", \"2A\"].",
                  "Write the extract again as the dataset says, or record the factors.");
            continue;
        }
        auto& known = had[id];
        if (known.factors == said) {
            ++counts_.unchanged;
            continue;
        }
        for (const auto& [version, factor] : known.versions)
            if (!store::close_version(session_, record::version_table("assessment_factor"), version,
                                      factor, {context_.subject.worker, context_.now}))
                throw std::runtime_error("a factor changed while it was imported");
        known.factors = said;
        known.versions.clear();
        int position = 0;
        for (const auto& factor : said)
            bulk_.add("assessment_factor",
                      {{"assessment_id", id}, {"factor", factor}, {"position", position++}});
    }
}

// A worker is allocated to a family; the dataset says so of each child. Rows of our own are named
// "allocation child"; others that agree in all but the child are one allocation.
void SsdBatch::involvement(const At& at) {
    const auto& theirs = cell(at, "invo_involvements_id");
    const auto worker = ids_.of("ssd_professionals", cell(at, "invo_professional_id"));
    const auto child = ids_.of("ssd_person", cell(at, "invo_person_id"));
    const auto known = people_.find(child);
    const auto refuse = [&](std::string_view field, std::string message, std::string remedy) {
        ++counts_.held;
        issue(at, field, "unknown_id", IssueSeverity::error, std::move(message), std::move(remedy));
    };
    if (theirs.empty()) return refuse("invo_involvements_id", "The row has no id.", "Give it one.");
    if (worker == 0)
        return refuse("invo_professional_id", "No professional of the files has this id.",
                      "Put the professional into ssd_professionals.csv, and import again.");
    if (known == people_.end() || known->second.family == 0)
        return refuse("invo_person_id", "No child of the files has this id.",
                      "Put the child into ssd_person.csv, and import again.");
    auto from = ssd_day(cell(at, "invo_involvement_start_date"));
    const bool undated = !from && settings_.partial;
    if (undated) from = settings_.as_at.iso();  // true on that day, at the latest
    if (!from)
        return refuse("invo_involvement_start_date",
                      "Without this date the record cannot hold the row.",
                      "Add it in the old system or in the file, and import again.");
    const auto& to = cell(at, "invo_involvement_end_date");
    if (!to.empty() && !ssd_day(to))
        issue(at, "invo_involvement_end_date", "not_a_date", IssueSeverity::error,
              "This is no date.", "Write the day as 2026-03-31.");
    const auto& role = cell(at, "invo_professional_role_id");
    const auto& reason = cell(at, "invo_worker_change_reason");
    const std::string discipline = role == "CW" ? "social_work" : role;
    Values values{{"family_id", known->second.family},
                  {"worker_id", worker},
                  {"discipline", discipline},
                  {"lead", discipline == "social_work" ? 1 : 0},
                  {"from_date", *from},
                  {"to_date", ssd_day(to) ? Value(*ssd_day(to)) : Value{}},
                  {"change_reason", reason.empty() ? Value{} : Value(reason)}};
    if (const auto ours = ids_.text_of(at.table.name, theirs)) {
        const auto id = ssd_number(std::string_view(*ours).substr(0, ours->find(' ')));
        if (!id) return;
        values.erase("family_id");
        values.erase("lead");
        if (undated) values.erase("from_date");
        const auto before = counts_.changed;
        revise("allocation", *id, values);
        if (before == counts_.changed) ++counts_.unchanged;
        return;
    }
    const auto group = allocation_of(at);
    auto id = ids_.of("allocation", group);
    if (id == 0) {
        id = ids_.make("allocation", group);
        if (const auto span = spans_.find(group); span != spans_.end()) {
            values.insert_or_assign("from_date", Value(span->second.first));
            values.insert_or_assign(
                "to_date", span->second.second.empty() ? Value{} : Value(span->second.second));
        }
        bulk_.add_as("allocation", id, values);
    }
    ids_.name(at.table.name, theirs, fmt::format("{} {}", id, child));
}

// What makes rows one allocation: the number that we gave it, or all but the child.
std::string SsdBatch::allocation_of(const At& at) const {
    const auto& theirs = cell(at, "invo_involvements_id");
    const auto space = theirs.find(' ');
    if (space != std::string::npos && ssd_number(theirs.substr(0, space)) &&
        theirs.substr(space + 1) == cell(at, "invo_person_id"))
        return theirs.substr(0, space);
    const auto known = people_.find(ids_.of("ssd_person", cell(at, "invo_person_id")));
    return fmt::format("{}|{}|{}|{}|{}|{}", known == people_.end() ? 0 : known->second.family,
                       cell(at, "invo_professional_id"), cell(at, "invo_professional_role_id"),
                       cell(at, "invo_involvement_start_date"),
                       cell(at, "invo_involvement_end_date"),
                       cell(at, "invo_worker_change_reason"));
}

void SsdBatch::ask_allocations(const SsdTable& table, const std::vector<SsdRow>& rows) {
    for (const auto& row : rows) {
        const At at{table, row};
        const auto group = allocation_of(at);
        ids_.need("allocation", group);
        const auto from = ssd_day(cell(at, "invo_involvement_start_date"));
        if (!from) continue;
        const auto to = ssd_day(cell(at, "invo_involvement_end_date")).value_or("");
        const auto [span, first] = spans_.emplace(group, std::pair{*from, to});
        if (first) continue;
        span->second.first = std::min(span->second.first, *from);
        if (to.empty() || (!span->second.second.empty() && to > span->second.second))
            span->second.second = to;
    }
    ids_.find();
}

// ---- families ----------------------------------------------------------------------------------

// A child belongs to its family from birth, or from before it when it is not born yet; the dataset
// does not say since when.
Date SsdBatch::since(const Person& child) const {
    if (child.born) return *child.born;
    if (child.expected) return std::min(add_months(*child.expected, -9), settings_.as_at);
    return settings_.as_at;
}

bool SsdBatch::is_child(const Person& person, const std::string& theirs) const {
    if (person.expected && !person.born) return true;
    if (!person.born) return !settings_.people->mothers.contains(theirs);
    return add_months(*person.born, 18 * 12) > settings_.as_at ||
           settings_.people->served.contains(theirs);
}

std::int64_t SsdBatch::make_family(const Person& person, Date from) {
    const auto id = context_.ids.make(context_.now);
    bulk_.add_as("family", id,
                 {{"name", fmt::format("{} family", person.surname)},
                  {"reference", record::family_reference(id)},
                  {"district", "unknown"},
                  {"from_date", from}});
    bulk_.add("family_team", {{"family_id", id}, {"team_id", settings_.team}, {"from_date", from}});
    return id;
}

bool SsdBatch::in_family(const At& at, Values& values, bool is_new) {
    if (!is_new) return true;
    const auto& theirs = cell(at, "fami_person_id");
    const auto& called = cell(at, "fami_family_id");
    const auto known = people_.find(ids_.of("ssd_person", theirs));
    if (known == people_.end() || called.empty()) return false;  // said already
    // In a family already: what is said is said of that one.
    if (settings_.partial && known->second.family != 0) {
        ids_.name("family", called, std::to_string(known->second.family));
        return false;
    }
    const bool child = is_child(known->second, theirs);
    const Date from = child ? since(known->second) : settings_.as_at;
    auto family = ids_.of("family", called);
    if (family == 0) {
        family = ids_.make("family", called);
        bulk_.add_as("family", family,
                     {{"name", fmt::format("{} family", known->second.surname)},
                      {"reference", record::family_reference(family)},
                      {"district", "unknown"},
                      {"from_date", std::min(from, settings_.as_at)}});
        bulk_.add("family_team",
                  {{"family_id", family}, {"team_id", settings_.team}, {"from_date", from}});
    }
    values.insert_or_assign("family_id", Value(family));
    values.insert_or_assign("from_date", Value(from));
    const bool mother = settings_.people->mothers.contains(theirs);
    values.insert_or_assign("role", Value(child ? "child" : mother ? "parent" : "other"));
    return true;
}

void SsdBatch::lone_children(const std::vector<SsdRow>& people) {
    const auto& table = ssd_table("ssd_person");
    ask_ids(table, people);
    std::set<std::int64_t> ids;
    for (const auto& row : people)
        if (const auto id = ids_.of("ssd_person", cell({table, row}, "pers_person_id")); id != 0)
            ids.insert(id);
    read_people(ids);
    const std::vector<std::int64_t> list(ids.begin(), ids.end());
    session_.each(kMembers, {{"ids", list}},
                  [&](const store::Row& row) { ids.erase(row.int64(0)); });
    for (const auto& row : people) {
        const auto& theirs = cell({table, row}, "pers_person_id");
        const auto id = ids_.of("ssd_person", theirs);
        const auto known = people_.find(id);
        const bool adult = settings_.partial && theirs.starts_with("adopter ");
        if (!ids.contains(id) || known == people_.end() || adult ||
            !is_child(known->second, theirs))
            continue;
        ids.erase(id);
        const Date from = since(known->second);
        const auto family = make_family(known->second, from);
        bulk_.add(
            "family_member",
            {{"family_id", family}, {"person_id", id}, {"role", "child"}, {"from_date", from}});
    }
}

void SsdBatch::identifiers(const std::vector<SsdRow>& people) {
    const auto& table = ssd_table("ssd_person");
    ask_ids(table, people);
    std::vector<std::int64_t> list;
    for (const auto& row : people)
        if (const auto id = ids_.of("ssd_person", cell({table, row}, "pers_person_id")); id != 0)
            list.push_back(id);
    std::set<std::pair<std::int64_t, std::string>> kinds;
    std::set<std::pair<std::int64_t, std::string>> values;
    session_.each(kNumbers, {{"ids", list}}, [&](const store::Row& row) {
        kinds.emplace(row.int64(0), row.text(1));
        values.emplace(row.int64(0), row.text(2));
    });
    for (const auto& row : people) {
        const At at{table, row};
        const auto& theirs = cell(at, "pers_person_id");
        const auto id = ids_.of("ssd_person", theirs);
        if (id == 0) continue;
        // Somebody whom a return tells of without a number of their own has a name of ours.
        if (settings_.partial && theirs.find(' ') != std::string::npos) continue;
        const auto give = [&](std::string_view kind, const std::string& value) {
            if (value.empty() || !kinds.emplace(id, std::string(kind)).second) return;
            if (!values.emplace(id, value).second) return;
            bulk_.add("person_identifier", {{"person_id", id}, {"kind", kind}, {"value", value}});
        };
        const auto& common = cell(at, "pers_common_child_id");
        const bool nhs =
            common.size() == 10 && common.find_first_not_of("0123456789") == std::string::npos;
        give(nhs ? "nhs_number" : "consistent_identifier", common);
        give("former_la_child_id", cell(at, "pers_legacy_id"));
        give("upn_unknown", cell(at, "pers_upn_unknown"));
        if (theirs != std::to_string(id)) give("la_child_id", theirs);
    }
}

}  // namespace hearth::returns
