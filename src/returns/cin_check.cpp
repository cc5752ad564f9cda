#include "returns/cin_check.h"

#include <algorithm>

#include "base/encoding.h"

namespace hearth::returns {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_upn(std::string_view text) {
    return text.size() == 13 && letter(text[0]) && all_digits(text.substr(1, 11)) &&
           (letter(text[12]) || all_digits(text.substr(12)));
}

// The XML Schema's dateTime: a date, "T", a time to the second or finer, perhaps a zone.
bool is_date_time(std::string_view text) {
    if (text.size() < 19 || text[10] != 'T' || !Date::parse(text.substr(0, 10))) return false;
    const std::string_view time = text.substr(11, 8);
    if (time[2] != ':' || time[5] != ':' || !all_digits(time.substr(0, 2)) ||
        !all_digits(time.substr(3, 2)) || !all_digits(time.substr(6, 2)) ||
        time.substr(0, 2) > "23" || time.substr(3, 2) > "59" || time.substr(6, 2) > "59") {
        return false;
    }
    text.remove_prefix(19);
    if (text.starts_with('.')) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
        if (end == 1) return false;
        text.remove_prefix(end);
    }
    return text.empty() || text == "Z" || cin_date("2000-01-01" + std::string(text)).has_value();
}

// The date that somebody meant by "31/3/2026" or "2026-03-31T00:00:00", to be named in the remedy.
std::optional<Date> meant_date(std::string_view text) {
    if (text.size() > 10 && (text[10] == 'T' || text[10] == ' '))
        return cin_date(text.substr(0, 10));
    std::array<int, 3> part{};
    std::size_t n = 0;
    bool any = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9' && part[n] < 1000) {
            part[n] = part[n] * 10 + (c - '0');
            any = true;
        } else if ((c == '/' || c == '.' || c == '-') && any && n < 2) {
            ++n;
            any = false;
        } else {
            return std::nullopt;
        }
    }
    if (n != 2 || !any || part[2] < 1900) return std::nullopt;
    return Date::from(part[2], part[1], part[0]);
}

std::string_view start_of(std::string_view text) {
    return utf8_prefix(text, 200);
}

}  // namespace

// One pass over one child (or a header).
class CinChecker::Run {
  public:
    Run(const CinChecker& checker, const IssueSink& sink) : checker_(checker), sink_(sink) {}

    void header(const CinHeader& header) {
        const CinAt at;
        record(header, at, 0);
        if (!header.collection.empty() && header.collection.text != "CIN") {
            tell("wrong_collection", IssueSeverity::error, at, "Collection", 0, header.collection,
                 "Collection says that this is another collection.",
                 "Check that the right file was chosen; a children in need census says CIN.");
        }
        for (const CinSource& source : header.sources) {
            record(source, {.record = source.place.index}, 0);
        }
    }

    void child(const CinChild& child) {
        id_ = start_of(child.identifiers.la_child_id.text);
        const std::uint32_t c = child.place.index;
        identifiers(child.identifiers, {.table = CinTable::child_identifiers, .child = c});
        record(child.characteristics, {.table = CinTable::child_characteristics, .child = c},
               child.characteristics.place.row);
        const auto& disabilities = child.characteristics.disabilities;
        for (std::uint32_t i = 0; i < disabilities.size(); ++i) {
            value(disabilities[i], kDisability,
                  {.table = CinTable::disabilities, .child = c, .item = i + 1},
                  child.characteristics.disabilities_row + i);
        }
        for (const CinDetails& details : child.details) episode(details, c);
    }

  private:
    // What a value is, whichever group it is of.
    struct Spec {
        std::string_view element;
        CinKind kind;
        CinList list;
        int from_year;
        int to_year;
    };
    static constexpr Spec kDisability{"Disability", CinKind::code, CinList::disability, 0, 9999};
    static constexpr Spec kFactor{"AssessmentFactors", CinKind::code, CinList::assessment_factor, 0,
                                  9999};
    static constexpr Spec kReview{"CPPreviewDate", CinKind::date, CinList::none, 0, 9999};

    void identifiers(const CinIdentifiers& identifiers, const CinAt& at) {
        // A file may hold the sex under the other year's name; then only that is asked about.
        record(identifiers, at, identifiers.place.row);
        if (checker_.strictness_ == CinStrictness::writing && cin_sex(identifiers) == 0 &&
            identifiers.sex.empty() && identifiers.gender_current.empty()) {
            const bool sex = checker_.year_ >= kCinSexSince;
            missing(CinNeed::required, at, sex ? "Sex" : "GenderCurrent", identifiers.place.row,
                    identifiers.place.line);
        }
    }

    void episode(const CinDetails& details, std::uint32_t child) {
        const auto at = [&](CinTable table, std::uint32_t record_index) {
            return CinAt{.table = table,
                         .child = child,
                         .details = details.place.index,
                         .record = record_index};
        };
        record(details, at(CinTable::cin_details, 0), details.place.row);
        for (const CinAssessment& assessment : details.assessments) {
            CinAt here = at(CinTable::assessments, assessment.place.index);
            record(assessment, here, assessment.place.row);
            for (const CinCell& factor : assessment.factors) {
                ++here.item;
                value(factor, kFactor, here, assessment.place.row);
            }
        }
        for (const CinPlan& plan : details.plans) {
            const CinAt here = at(CinTable::cin_plan_dates, plan.place.index);
            group_year(kCinPlansSince, here, plan.place);
            record(plan, here, plan.place.row);
        }
        for (const CinSection47& enquiry : details.section47) {
            record(enquiry, at(CinTable::section47, enquiry.place.index), enquiry.place.row);
        }
        for (const CinProtectionPlan& plan : details.protection_plans) {
            record(plan, at(CinTable::child_protection_plans, plan.place.index), plan.place.row);
            for (const CinReviews& reviews : plan.reviews) {
                CinAt here = at(CinTable::reviews, plan.place.index);
                here.group = reviews.place.index;
                for (std::uint32_t i = 0; i < reviews.dates.size(); ++i) {
                    here.item = i + 1;
                    value(reviews.dates[i], kReview, here, reviews.place.row + i);
                }
            }
        }
        for (const CinPreProceedings& pre : details.pre_proceedings) {
            const CinAt here = at(CinTable::pre_proceedings, pre.place.index);
            group_year(kCinPreProceedingsSince, here, pre.place);
            record(pre, here, pre.place.row);
        }
    }

    template <class T>
    void record(const T& record, const CinAt& at, std::uint32_t row) {
        for (const CinField<T>& field : cin_fields<T>()) {
            const CinCell& cell = record.*field.cell;
            if (!cell.empty()) {
                value(cell, {field.element, field.kind, field.list, field.from_year, field.to_year},
                      at, row);
            } else if (field.need == CinNeed::key ||
                       (field.need == CinNeed::required &&
                        checker_.strictness_ == CinStrictness::writing &&
                        field.list != CinList::sex && field.list != CinList::gender)) {
                missing(field.need, at, field.element, row,
                        cell.present() ? cell.line : record.place.line);
            }
        }
    }

    void missing(CinNeed need, const CinAt& at, std::string_view element, std::uint32_t row,
                 std::uint32_t line) {
        const bool key = need == CinNeed::key;
        tell(key ? "missing_key" : "missing_required", IssueSeverity::error, at, element, row,
             cell_at(line), std::string(element) + " is missing.",
             key ? "Enter it in the record: without it this record cannot be told from another."
                 : "Enter it in the record: the return must hold it.");
    }

    void group_year(int since, const CinAt& at, const CinPlace& place) {
        if (checker_.year_ >= since) return;
        tell("not_in_year", IssueSeverity::query, at, {}, place.row, cell_at(place.line),
             std::string(name(at.table)) + " are in the census only since " +
                 std::to_string(since) + ".",
             "Check the year of the file; the values are kept.");
    }

    void value(const CinCell& cell, const Spec& spec, const CinAt& at, std::uint32_t row) {
        if (cell.empty()) return;
        const std::string_view text = cell.text;
        const bool sex = spec.list == CinList::sex || spec.list == CinList::gender;
        // The writer puts the sex into the year's own element.
        const bool moved = sex && checker_.strictness_ == CinStrictness::writing;
        if (!moved && (checker_.year_ < spec.from_year || checker_.year_ > spec.to_year)) {
            const bool later = checker_.year_ < spec.from_year;
            tell("not_in_year", IssueSeverity::query, at, spec.element, row, cell,
                 std::string(spec.element) + " is in the census only " +
                     (later ? "since " + std::to_string(spec.from_year)
                            : "until " + std::to_string(spec.to_year)) +
                     ".",
                 "Check the year of the file; the value is kept.");
        }
        const auto wrong = [&](const char* code, std::string_view what, std::string remedy) {
            tell(code, IssueSeverity::error, at, spec.element, row, cell,
                 std::string(spec.element) + std::string(what), std::move(remedy));
        };
        switch (spec.kind) {
            case CinKind::text:
                break;
            case CinKind::date:
                if (!cin_date(text)) {
                    const auto meant = meant_date(text);
                    wrong("not_a_date", " is not a date as the census writes it.",
                          meant ? "Write it as " + meant->iso() + ", if that is the day."
                                : "Write year, month and day, as in 2026-03-31.");
                }
                break;
            case CinKind::year:
                if (text.size() != 4 || !all_digits(text)) {
                    wrong("not_a_year", " is not a year.",
                          "Write the year of the reference date, as in 2026.");
                }
                break;
            case CinKind::date_time:
                if (!is_date_time(text)) {
                    wrong("not_a_time", " is not a date and time.",
                          "Write it as in 2026-05-23T11:14:05.");
                }
                break;
            case CinKind::code:
                code(cell, spec, at, row);
                break;
            case CinKind::yes_no:
                if (!cin_yes_no(text)) {
                    wrong("not_yes_no", " is neither yes nor no.", "Write 1 for yes or 0 for no.");
                }
                break;
            case CinKind::count:
                if (!all_digits(text) || text.size() > 9) {
                    wrong("not_a_number", " is not a whole number.",
                          "Write how many, in figures; 0 when there were none.");
                }
                break;
            case CinKind::upn:
                if (!is_upn(text)) {
                    wrong("upn_pattern", " is not a unique pupil number.",
                          "It is a letter, eleven digits, and a digit or letter.");
                }
                break;
            case CinKind::authority:
                if (text.size() != 3 || !all_digits(text)) {
                    wrong("authority_pattern", " is not a local authority number.",
                          "Write the Department's number of the authority, three digits.");
                }
                break;
            case CinKind::serial:
                if (text.size() < 3 || !all_digits(text)) {
                    wrong("serial_pattern", " is not a serial number.",
                          "Write three digits or more, as in 001.");
                }
                break;
        }
    }

    void code(const CinCell& cell, const Spec& spec, const CinAt& at, std::uint32_t row) {
        const CodeList* list = checker_.lists_[static_cast<std::size_t>(spec.list)];
        if (list == nullptr) return;
        const std::string element(spec.element);
        const ListedCode* found = list->find(cell.text);
        if (found == nullptr) {
            const ListedCode* near = list->find_any_case(cell.text);
            tell(near ? "code_case" : "code_unknown", IssueSeverity::error, at, spec.element, row,
                 cell,
                 near ? element + " has the right code in the wrong case."
                      : element + " is not a code of the census.",
                 near ? "Write it as " + near->code + "." : "Choose a code from the year's list.");
            return;
        }
        // An element of another year has been asked about already.
        const bool element_in_year =
            spec.from_year <= checker_.year_ && checker_.year_ <= spec.to_year;
        if (found->in(checker_.year_) || !element_in_year) return;
        tell("code_not_in_year", IssueSeverity::error, at, spec.element, row, cell,
             element + " has a code that is not in the list of " + std::to_string(checker_.year_) +
                 ".",
             found->to_year == 9999
                 ? "It is valid since " + std::to_string(found->from_year) + "; choose another."
                 : "It was valid until " + std::to_string(found->to_year) + "; choose another.");
    }

    static CinCell cell_at(std::uint32_t line) {
        CinCell cell;
        cell.line = line;
        return cell;
    }

    void tell(const char* code, IssueSeverity severity, const CinAt& at, std::string_view element,
              std::uint32_t row, const CinCell& cell, std::string message, std::string remedy) {
        sink_(ReturnIssue{code, severity, id_, std::string(name(at.table)), std::string(element),
                          row, cin_xpath(at, element), cell.line, std::string(start_of(cell.text)),
                          std::move(message), std::move(remedy)});
    }

    const CinChecker& checker_;
    const IssueSink& sink_;
    std::string id_;
};

CinChecker::CinChecker(int year, const CodeLists* codes, CinStrictness strictness)
    : year_(year), strictness_(strictness) {
    if (codes == nullptr) return;
    for (std::size_t i = 1; i < kCinListNames.size(); ++i)
        lists_[i] = codes->find(kCinListNames[i]);
}

void CinChecker::check(const CinHeader& header, const IssueSink& sink) const {
    Run(*this, sink).header(header);
}

void CinChecker::check(const CinChild& child, const IssueSink& sink) const {
    Run(*this, sink).child(child);
}

}  // namespace hearth::returns
