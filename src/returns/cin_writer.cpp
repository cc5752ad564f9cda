#include "returns/cin_writer.h"

#include <fmt/format.h>

#include <ostream>

#include "base/encoding.h"
#include "base/text.h"
#include "returns/cin_path.h"
#include "returns/cin_structure.h"

namespace hearth::returns {

namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 16;

// Appends elements to a buffer, two spaces a level.
class Out {
  public:
    Out(std::string& buffer, int year, const IssueSink& sink)
        : buffer_(buffer), year_(year), sink_(sink) {}

    void open(std::string_view element) {
        indent();
        buffer_ += '<';
        buffer_ += element;
        buffer_ += ">\n";
        ++level_;
    }
    void close(std::string_view element) {
        --level_;
        indent();
        buffer_ += "</";
        buffer_ += element;
        buffer_ += ">\n";
    }
    void level(int n) { level_ = n; }
    int year() const { return year_; }

    // An empty value writes nothing.
    void value(std::string_view element, std::string_view text, const CinAt& at) {
        if (text.empty()) return;
        indent();
        buffer_ += '<';
        buffer_ += element;
        buffer_ += '>';
        if (!escape(text)) {
            tell("bad_character", IssueSeverity::error, element, at, text,
                 std::string(element) + " holds characters that XML cannot hold.",
                 "Correct the value in the record.");
        }
        buffer_ += "</";
        buffer_ += element;
        buffer_ += ">\n";
    }

    template <class T>
    void values(const T& record, const CinAt& at) {
        for (const CinField<T>& field : cin_fields<T>()) this->field(record, field, at);
    }

    template <class T>
    void field(const T& record, const CinField<T>& field, const CinAt& at) {
        const CinCell& cell = record.*field.cell;
        if (year_ < field.from_year || year_ > field.to_year) {
            if (!cell.empty()) not_in_year(field.element, at, cell.text);
            return;
        }
        if (field.kind == CinKind::yes_no) {
            if (const auto yes = cin_yes_no(cell.text)) {
                value(field.element, *yes ? "1" : "0", at);
                return;
            }
        }
        value(field.element, cell.text, at);
    }

    void not_in_year(std::string_view element, const CinAt& at, std::string_view text) {
        tell("not_in_year", IssueSeverity::query, element, at, text,
             std::string(element.empty() ? name(at.table) : element) +
                 " has no place in the census of " + std::to_string(year_) +
                 ", so it was not written.",
             "Nothing to do, unless the year is wrong.");
    }

  private:
    void indent() { buffer_.append(static_cast<std::size_t>(level_) * 2, ' '); }

    bool escape(std::string_view text) {
        bool good = true;
        while (!text.empty()) {
            const std::size_t length = utf8_length(text);
            const char c = text.front();
            const bool forbidden =
                length == 0 || (length == 1 && c < ' ' && c != '\t' && c != '\n' && c != '\r') ||
                text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
            if (forbidden) {
                buffer_ += "\xEF\xBF\xBD";
                good = false;
            } else if (c == '&') {
                buffer_ += "&amp;";
            } else if (c == '<') {
                buffer_ += "&lt;";
            } else if (c == '>') {
                buffer_ += "&gt;";
            } else if (c == '\r') {
                buffer_ += "&#13;";  // a parser would make it a line feed
            } else {
                buffer_.append(text.substr(0, length));
            }
            text.remove_prefix(length == 0 ? 1 : length);
        }
        return good;
    }

    void tell(const char* code, IssueSeverity severity, std::string_view element, const CinAt& at,
              std::string_view text, std::string message, std::string remedy) {
        if (!sink_) return;
        ReturnIssue issue;
        issue.code = code;
        issue.severity = severity;
        issue.la_child_id = child_id_;
        issue.table = name(at.table);
        issue.field = element;
        issue.path = cin_xpath(at, element);
        issue.value =
            valid_utf8(text) ? utf8_prefix(text, 200) : utf8_prefix(utf8_from_mixed(text), 200);
        issue.message = std::move(message);
        issue.remedy = std::move(remedy);
        sink_(std::move(issue));
    }

  public:
    std::string child_id_;

  private:
    std::string& buffer_;
    int year_;
    const IssueSink& sink_;
    int level_ = 0;
};

// The census before 2025 knows 1 and 2, and 0 both for an unborn child and for one not recorded; 9
// is kept when it was given so.
void sex(Out& out, const CinIdentifiers& identifiers, const CinAt& at) {
    const char known = cin_sex(identifiers);
    if (out.year() >= kCinSexSince) {
        const std::string_view given =
            identifiers.sex.empty() ? identifiers.gender_current.text : identifiers.sex.text;
        out.value("Sex", known == 0 ? given : std::string_view(&known, 1), at);
        return;
    }
    std::string_view code = identifiers.gender_current.text;
    if (code.empty()) code = identifiers.sex.text;
    if (code == "M" || code == "m") code = "1";
    if (code == "F" || code == "f") code = "2";
    if (code == "U" || code == "u") code = "0";
    out.value("GenderCurrent", code, at);
}

void identifiers(Out& out, const CinIdentifiers& given, std::uint32_t child) {
    const CinAt at{.table = CinTable::child_identifiers, .child = child};
    out.open("ChildIdentifiers");
    for (const auto& field : cin_fields<CinIdentifiers>()) {
        if (field.cell == &CinIdentifiers::gender_current) {
            sex(out, given, at);
        } else if (field.cell != &CinIdentifiers::sex) {
            out.field(given, field, at);
        }
    }
    out.close("ChildIdentifiers");
}

bool any(const std::vector<CinCell>& cells) {
    for (const CinCell& cell : cells) {
        if (!cell.empty()) return true;
    }
    return false;
}

void list(Out& out, std::string_view group, std::string_view element,
          const std::vector<CinCell>& cells, CinAt at) {
    if (!any(cells)) return;
    out.open(group);
    for (const CinCell& cell : cells) {
        ++at.item;
        out.value(element, cell.text, at);
    }
    out.close(group);
}

void characteristics(Out& out, const CinCharacteristics& given, std::uint32_t child) {
    out.open("ChildCharacteristics");
    out.values(given, {.table = CinTable::child_characteristics, .child = child});
    list(out, "Disabilities", "Disability", given.disabilities,
         {.table = CinTable::disabilities, .child = child});
    out.close("ChildCharacteristics");
}

void protection_plan(Out& out, const CinProtectionPlan& plan, CinAt at) {
    out.open("ChildProtectionPlans");
    out.values(plan, at);
    std::vector<CinCell> dates;
    for (const CinReviews& reviews : plan.reviews) {
        dates.insert(dates.end(), reviews.dates.begin(), reviews.dates.end());
    }
    at.table = CinTable::reviews;
    at.group = 1;
    list(out, "Reviews", "CPPreviewDate", dates, at);
    out.close("ChildProtectionPlans");
}

void episode(Out& out, const CinDetails& details, std::uint32_t child, std::uint32_t position) {
    const auto at = [&](CinTable table, std::size_t i) {
        return CinAt{.table = table,
                     .child = child,
                     .details = position,
                     .record = static_cast<std::uint32_t>(i)};
    };
    const CinAt own = at(CinTable::cin_details, 0);
    const auto fields = cin_fields<CinDetails>();
    out.open("CINdetails");
    for (const auto& field : fields.first(fields.size() - 1)) out.field(details, field, own);
    for (std::size_t i = 0; i < details.assessments.size(); ++i) {
        const CinAt here = at(CinTable::assessments, i + 1);
        out.open("Assessments");
        out.values(details.assessments[i], here);
        list(out, "FactorsIdentifiedAtAssessment", "AssessmentFactors",
             details.assessments[i].factors, here);
        out.close("Assessments");
    }
    for (std::size_t i = 0; i < details.plans.size(); ++i) {
        const CinAt here = at(CinTable::cin_plan_dates, i + 1);
        if (out.year() < kCinPlansSince) {
            out.not_in_year({}, here, {});
            continue;
        }
        out.open("CINPlanDates");
        out.values(details.plans[i], here);
        out.close("CINPlanDates");
    }
    for (std::size_t i = 0; i < details.section47.size(); ++i) {
        out.open("Section47");
        out.values(details.section47[i], at(CinTable::section47, i + 1));
        out.close("Section47");
    }
    out.field(details, fields.back(), own);  // ReferralNFA
    for (std::size_t i = 0; i < details.protection_plans.size(); ++i) {
        protection_plan(out, details.protection_plans[i],
                        at(CinTable::child_protection_plans, i + 1));
    }
    for (std::size_t i = 0; i < details.pre_proceedings.size(); ++i) {
        const CinAt here = at(CinTable::pre_proceedings, i + 1);
        if (out.year() < kCinPreProceedingsSince) {
            out.not_in_year({}, here, {});
            continue;
        }
        out.open("PreProceedingsandFGDM");
        out.values(details.pre_proceedings[i], here);
        out.close("PreProceedingsandFGDM");
    }
    out.close("CINdetails");
}

}  // namespace

CinHeader cin_header(int year, const CinHeaderValues& values, Instant now) {
    const WallTime wall = wall_time(now);
    const auto second = static_cast<int>((now.ms / 1000) % 60);
    CinHeader header;
    header.collection = "CIN";
    header.year = std::to_string(year);
    header.reference_date = std::to_string(year) + "-03-31";
    CinSource source;
    source.source_level = "L";
    source.lea = values.authority;
    source.software_code = values.software_code;
    source.release = values.release;
    source.serial_no = values.serial_no;
    source.date_time = fmt::format("{}T{:02}:{:02}:{:02}", wall.date.iso(), wall.minutes / 60,
                                   wall.minutes % 60, second < 0 ? second + 60 : second);
    header.sources.push_back(std::move(source));
    return header;
}

CinWriter::CinWriter(std::ostream& out, int year, const CinHeader& header, IssueSink sink)
    : out_(out), year_(year), sink_(std::move(sink)) {
    buffer_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    Out to(buffer_, year_, sink_);
    to.open("Message");
    to.open("Header");
    to.open("CollectionDetails");
    to.values(header, {});
    to.close("CollectionDetails");
    for (std::size_t i = 0; i < header.sources.size(); ++i) {
        to.open("Source");
        to.values(header.sources[i], {.record = static_cast<std::uint32_t>(i + 1)});
        to.close("Source");
    }
    to.close("Header");
    to.open("Children");
}

void CinWriter::write(const CinChild& child) {
    Out to(buffer_, year_, sink_);
    to.level(2);
    to.child_id_ = utf8_prefix(child.identifiers.la_child_id.text, 200);
    ++child_;
    to.open("Child");
    identifiers(to, child.identifiers, child_);
    characteristics(to, child.characteristics, child_);
    for (std::size_t i = 0; i < child.details.size(); ++i) {
        episode(to, child.details[i], child_, static_cast<std::uint32_t>(i + 1));
    }
    to.close("Child");
    if (buffer_.size() >= kFlushAt) {
        out_ << buffer_;
        buffer_.clear();
    }
}

bool CinWriter::finish() {
    buffer_ += "  </Children>\n</Message>\n";
    out_ << buffer_;
    buffer_.clear();
    out_.flush();
    return static_cast<bool>(out_);
}

bool write_cin(std::ostream& out, int year, const CinMessage& message, const IssueSink& sink) {
    CinWriter writer(out, year, message.header, sink);
    for (const CinChild& child : message.children) writer.write(child);
    return writer.finish();
}

}  // namespace hearth::returns
