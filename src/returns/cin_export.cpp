#include "returns/cin_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <sstream>

#include "base/json_writer.h"
#include "record/accounts.h"
#include "returns/cin_check.h"
#include "returns/cin_export_period.h"
#include "returns/cin_export_rows.h"
#include "returns/cin_number.h"
#include "returns/cin_reader.h"
#include "returns/cin_structure.h"
#include "returns/cin_writer.h"
#include "returns/export_log.h"
#include "returns/issue_text.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr std::size_t kBatch = 2000;
constexpr std::size_t kIssuesListed = 10'000;

// Children with an episode that may touch the year, or that an import brought in for it, by LA
// child id. Which of their rows belong is decided in the program.
constexpr Sql kBelong{"census_children", R"(
SELECT one_person(r.person_id), min(i.value) AS la
FROM referral r
LEFT JOIN person_identifier i ON i.person_id = one_person(r.person_id) AND i.kind = 'la_child_id' AND i.to_date IS NULL
     AND i.recorded_at <= known_at() AND i.superseded_at > known_at()
WHERE r.recorded_at <= known_at() AND r.superseded_at > known_at()
  AND (:whole = 1
    OR (r.referral_date <= :to AND (r.close_date IS NULL OR r.close_date >= :from))
    OR r.person_id IN (SELECT person_id FROM import_issue WHERE census_year = :year AND person_id IS NOT NULL
                       AND recorded_at <= known_at() AND superseded_at > known_at()))
GROUP BY 1)"};
// Whole children, and episodes of children without a referral on record, kept aside by an import.
constexpr Sql kHeldChildren{"census_held_children", R"(
SELECT held FROM import_issue
WHERE person_id IS NULL AND kept = 1 AND held IS NOT NULL AND (:whole = 1 OR census_year = :year)
  AND recorded_at <= known_at() AND superseded_at > known_at()
ORDER BY id)"};
constexpr Sql kHeldPeople{"census_held_people", R"(
SELECT DISTINCT one_person(person_id) FROM import_issue
WHERE person_id IS NOT NULL AND kept = 1 AND held IS NOT NULL AND file_table = 'CINdetails'
  AND (:whole = 1 OR census_year = :year)
  AND recorded_at <= known_at() AND superseded_at > known_at())"};

struct Belonging {
    PersonId person;
    std::string la_child_id;
};

store::Params period_params(const CinExportOptions& options, bool dates) {
    const auto period = CensusPeriod::of(options.year);
    store::Params params{{"whole", options.whole_record ? 1 : 0}, {"year", options.year}};
    if (dates) params.add("from", period.from).add("to", period.to);
    return params;
}

// A child made in Hearth has the LA child id that the authority gave; without one, the record's own
// number, which is as stable.
std::string la_child_id(std::string_view given, PersonId person) {
    return given.empty() ? person.text() : std::string(given);
}

std::vector<Belonging> belonging(store::Session& session, const CinExportOptions& options) {
    std::vector<Belonging> out;
    std::set<PersonId> seen;
    session.each(kBelong, period_params(options, true), [&](const store::Row& row) {
        const auto person = row.id<PersonTag>(0);
        seen.insert(person);
        out.push_back({person, la_child_id(row.text(1), person)});
    });
    session.each(kHeldPeople, period_params(options, false), [&](const store::Row& row) {
        const auto person = row.id<PersonTag>(0);
        if (seen.insert(person).second) out.push_back({person, {}});
    });
    std::sort(out.begin(), out.end(), [](const Belonging& a, const Belonging& b) {
        return std::tie(a.la_child_id, a.person) < std::tie(b.la_child_id, b.person);
    });
    return out;
}

// The year has no such group: the writer leaves it out, so nothing in it can be wrong.
bool not_of_year(const ReturnIssue& issue, int year) {
    return (issue.table == name(CinTable::pre_proceedings) && year < kCinPreProceedingsSince) ||
           (issue.table == name(CinTable::cin_plan_dates) && year < kCinPlansSince);
}

// Items of a list that the schema refuses are taken out; the rest of the child stands without them.
void drop_item(CinChild& child, const ReturnIssue& issue, const CodeLists& codes, int year) {
    const auto drop = [&](std::vector<CinCell>& cells, CinList list) {
        const auto* known = codes.find(kCinListNames[static_cast<std::size_t>(list)]);
        std::erase_if(cells, [&](const CinCell& cell) {
            const auto* code = known == nullptr ? nullptr : known->find(cell.text);
            return code == nullptr || !code->in(year);
        });
    };
    if (issue.field == "Disability") drop(child.characteristics.disabilities, CinList::disability);
    for (CinDetails& details : child.details) {
        if (issue.field == "AssessmentFactors")
            for (CinAssessment& a : details.assessments)
                drop(a.factors, CinList::assessment_factor);
        if (issue.field == "CPPreviewDate")
            for (CinProtectionPlan& plan : details.protection_plans)
                for (CinReviews& group : plan.reviews)
                    std::erase_if(group.dates, [](const CinCell& date) {
                        return !cin_date(date.text).has_value();
                    });
    }
}

// Does the work of each_census_child; also counts what lies outside the year.
struct Census {
    std::uint64_t outside = 0;

    using OnChild =
        std::function<void(RecordedChild&&, const RecordedChildren&, std::vector<ReturnIssue>&&)>;

    void run(store::Session& session, const CinExportOptions& options,
             const std::vector<PersonId>* only, const OnChild& on_child) {
        const auto period = CensusPeriod::of(options.year);
        std::vector<Belonging> people;
        if (only == nullptr)
            people = belonging(session, options);
        else
            for (const PersonId person : *only) people.push_back({person, {}});
        std::vector<PersonId> batch;
        for (std::size_t from = 0; from < people.size(); from += kBatch) {
            batch.clear();
            for (std::size_t i = from; i < std::min(from + kBatch, people.size()); ++i)
                batch.push_back(people[i].person);
            auto recorded = read_recorded(session, batch, options.whole_record ? 0 : options.year);
            for (RecordedChild& r : recorded.children) {
                CinChild& child = r.child;
                if (child.identifiers.la_child_id.empty())
                    child.identifiers.la_child_id = CinCell(r.person.text());
                std::vector<ReturnIssue> issues;
                not_obtained(r, issues);
                if (!options.whole_record)
                    cut_to_period(child, period,
                                  [&](CinTable table, const CinPlace& place, std::string_view field,
                                      const std::string& value) {
                                      return given_back(recorded, child, table, place, field, value,
                                                        options.year, issues);
                                  });
                if (!child.details.empty()) on_child(std::move(r), recorded, std::move(issues));
            }
            if (options.on_progress)
                options.on_progress(std::min(from + kBatch, people.size()), people.size());
        }
        if (only != nullptr) return;
        const RecordedChildren no_rows;
        session.each(kHeldChildren, period_params(options, false), [&](const store::Row& row) {
            std::istringstream in{std::string(row.text(0))};
            auto read = read_cin(in, {.year = kCinDraftYear});
            for (CinChild& child : read.message.children) {
                RecordedChild held;
                held.child = std::move(child);
                on_child(std::move(held), no_rows, {});
            }
        });
    }

  private:
    // An ethnicity that nobody has recorded is the census's own code "not yet obtained". One that
    // an imported file lacked stays lacking: that file did not say so.
    static void not_obtained(RecordedChild& r, std::vector<ReturnIssue>& issues) {
        CinCell& ethnicity = r.child.characteristics.ethnicity;
        if (!ethnicity.empty() ||
            r.kept.contains(std::pair(r.person.value, std::string("Ethnicity"))))
            return;
        ethnicity = CinCell("NOBT");
        ReturnIssue issue;
        issue.code = "ethnicity_not_recorded";
        issue.severity = IssueSeverity::query;
        issue.la_child_id = r.child.identifiers.la_child_id.text;
        issue.table = name(CinTable::child_characteristics);
        issue.field = "Ethnicity";
        issue.message =
            "No ethnicity is recorded; the file says that it is not yet obtained (NOBT).";
        issue.remedy = "Ask the family, and record it.";
        issues.push_back(std::move(issue));
    }

    bool given_back(const RecordedChildren& recorded, const CinChild& child, CinTable table,
                    const CinPlace& place, std::string_view field, const std::string& value,
                    int year, std::vector<ReturnIssue>& issues) {
        const auto row = recorded.id_of(place);
        if (row != 0 && !recorded.outside.contains({row, std::string(field), value})) return false;
        ++outside;
        ReturnIssue issue;
        issue.code = "outside_period";
        issue.severity = IssueSeverity::query;
        issue.la_child_id = child.identifiers.la_child_id.text;
        issue.table = name(table);
        issue.field = field;
        issue.value = value.substr(0, 200);
        issue.message = fmt::format(
            "This lies outside the census year to 31 March {}, and is in the file only because the "
            "census that was imported for that year held it.",
            year);
        issue.remedy = "Check the dates in the child's record.";
        issues.push_back(std::move(issue));
        return true;
    }
};

}  // namespace

void each_census_child(store::Database& db, const CinExportOptions& options,
                       std::optional<Instant> known,
                       const std::function<void(CinChild&&)>& on_child) {
    read_known(db, known, [&](store::Session& session) {
        Census().run(session, options, nullptr,
                     [&](RecordedChild&& r, const RecordedChildren&, std::vector<ReturnIssue>&&) {
                         on_child(std::move(r.child));
                     });
    });
}

void each_census_record(
    store::Session& session, const CinExportOptions& options, const std::vector<PersonId>* only,
    const std::function<void(RecordedChild&&, const RecordedChildren&)>& on_child) {
    Census().run(session, options, only,
                 [&](RecordedChild&& r, const RecordedChildren& all, std::vector<ReturnIssue>&&) {
                     on_child(std::move(r), all);
                 });
}

Result<CinExportReport> export_cin(store::Database& db, const CodeLists& codes,
                                   const CinExportOptions& options, std::optional<Instant> known,
                                   std::ostream& out) {
    if (options.year < kCinFirstYear || options.year > kCinDraftYear)
        return invalid("year", "no_such_census",
                       fmt::format("Give a census year from {} to {}: the year in which it ends.",
                                   kCinFirstYear, kCinDraftYear));
    CinExportReport report;
    report.year = options.year;
    const Instant now = db.clock().now();
    const auto list = [&](ReturnIssue&& issue) {
        ++(issue.severity == IssueSeverity::error ? report.errors : report.queries);
        if (report.issues.size() < kIssuesListed) report.issues.push_back(std::move(issue));
    };
    const CinChecker checker(options.year, &codes, CinStrictness::writing);
    read_known(db, known, [&](store::Session& session) {
        report.authority = options.authority;
        if (report.authority.empty())
            if (const auto authority = record::authority(session))
                report.authority = authority->la_code;
        CinHeader header =
            cin_header(options.year, {.authority = report.authority, .release = options.release},
                       known.value_or(now));
        checker.check(header, list);
        CinWriter writer(out, options.year, header, list);
        Census census;
        std::uint32_t position = 0;
        std::array<std::uint32_t, kCinTableNames.size()> rows{};
        const auto one = [&](CinChild&& child, std::vector<ReturnIssue>&& outside) {
            for (ReturnIssue& issue : outside) list(std::move(issue));
            // Places in the file that is being written, for the findings.
            auto next = rows;
            number(child, position + 1, next);
            bool valid = true;
            std::vector<ReturnIssue> items;
            checker.check(child, [&](ReturnIssue&& issue) {
                if (not_of_year(issue, options.year) && issue.code != "not_in_year") return;
                issue.line = 0;  // the file has no lines to speak of
                const bool item = issue.field == "Disability" ||
                                  issue.field == "AssessmentFactors" ||
                                  issue.field == "CPPreviewDate";
                if (issue.severity == IssueSeverity::error && item) {
                    issue.message += " It was left out of the file.";
                    items.push_back(issue);
                } else if (issue.severity == IssueSeverity::error) {
                    valid = false;
                }
                list(std::move(issue));
            });
            for (const ReturnIssue& item : items) drop_item(child, item, codes, options.year);
            report.items_left_out += items.size();
            if (!valid) {
                report.left_out.push_back(child.identifiers.la_child_id.text);
                return;
            }
            ++position;
            rows = next;
            writer.write(child);
        };
        census.run(
            session, options, nullptr,
            [&](RecordedChild&& r, const RecordedChildren&, std::vector<ReturnIssue>&& outside) {
                one(std::move(r.child), std::move(outside));
            });
        report.children = position;
        report.outside = census.outside;
        writer.finish();
        log_export(session, "census", options.year, "children", position, now);
    });
    out.flush();
    if (!out) return Fault{"The census could not be written to the end: is the disk full?"};
    if (report.children == 0) {
        ReturnIssue issue;
        issue.code = "no_children";
        issue.message = "No child on record belongs to this census, so the file is not valid.";
        issue.remedy = "Check the year.";
        list(std::move(issue));
    }
    return report;
}

std::string to_json(const CinExportReport& report) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("census", "cin")
        .member("year", report.year)
        .member("authority", report.authority)
        .member("children", report.children)
        .member("items_left_out", report.items_left_out)
        .member("outside_period", report.outside)
        .member("errors", report.errors)
        .member("queries", report.queries);
    json.key("left_out").begin_array();
    for (const auto& id : report.left_out) json.value(id);
    json.end_array();
    write_issues(json, report.issues);
    json.end_object();
    return out;
}

std::string to_text(const CinExportReport& report) {
    std::string out = fmt::format("Census of {}, authority {}: {} children written", report.year,
                                  report.authority, report.children);
    if (!report.left_out.empty())
        out += fmt::format(", {} left out because the schema would refuse them",
                           report.left_out.size());
    out += fmt::format("; {} errors, {} queries\n", report.errors, report.queries);
    for (const auto& id : report.left_out) out += fmt::format("left out: child {}\n", id);
    for (const auto& issue : report.issues) out += issue_line(issue);
    return out;
}

}  // namespace hearth::returns
