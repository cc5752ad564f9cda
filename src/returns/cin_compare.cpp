#include "returns/cin_compare.h"

#include <algorithm>
#include <map>

#include "returns/cin_structure.h"

namespace hearth::returns {

namespace {

using Lines = std::vector<std::string>;

// One spelling for each meaning; a value that means nothing is kept as it is.
std::string canonical(const CinCell& cell, CinKind kind) {
    if (kind == CinKind::yes_no) {
        if (const auto yes = cin_yes_no(cell.text)) return *yes ? "1" : "0";
    }
    return cell.text;
}

class Describe {
  public:
    explicit Describe(CinOrder order) : order_(order) {}

    template <class T>
    std::string record(std::string_view what, const T& record) const {
        std::string out(what);
        for (const CinField<T>& field : cin_fields<T>()) {
            if (field.list == CinList::sex || field.list == CinList::gender) continue;
            add(out, field.element, canonical(record.*field.cell, field.kind));
        }
        return out;
    }

    static void add(std::string& out, std::string_view element, std::string_view value) {
        if (value.empty()) return;
        out += ' ';
        out += element;
        out += '=';
        out += value;
    }

    std::string values(std::string_view element, std::vector<CinCell> cells) const {
        if (order_ == CinOrder::does_not_matter) {
            std::sort(cells.begin(), cells.end(),
                      [](const CinCell& a, const CinCell& b) { return a.text < b.text; });
        }
        std::string out;
        for (const CinCell& cell : cells) add(out, element, cell.text);
        return out;
    }

    std::string child(const CinChild& child) const {
        std::string out = record("ChildIdentifiers", child.identifiers);
        const char sex = cin_sex(child.identifiers);
        if (sex != 0) {
            add(out, "Sex", std::string_view(&sex, 1));
        } else {
            add(out, "Sex",
                child.identifiers.sex.empty() ? child.identifiers.gender_current.text
                                              : child.identifiers.sex.text);
        }
        out += '\n' + record("ChildCharacteristics", child.characteristics) +
               values("Disability", child.characteristics.disabilities);
        Lines episodes;
        for (const CinDetails& details : child.details) episodes.push_back(episode(details));
        join(out, std::move(episodes));
        return out;
    }

    std::string header(const CinHeader& header) const {
        std::string out = record("Header", header);
        Lines sources;
        for (const CinSource& source : header.sources) sources.push_back(record("Source", source));
        join(out, std::move(sources));
        return out;
    }

  private:
    std::string episode(const CinDetails& details) const {
        std::string out = record("CINdetails", details);
        Lines lines;
        for (const CinAssessment& a : details.assessments) {
            lines.push_back(record("  Assessments", a) + values("AssessmentFactors", a.factors));
        }
        join(out, std::move(lines));
        each(out, "  CINPlanDates", details.plans);
        each(out, "  Section47", details.section47);
        lines.clear();
        for (const CinProtectionPlan& plan : details.protection_plans) {
            std::vector<CinCell> dates;
            for (const CinReviews& reviews : plan.reviews) {
                dates.insert(dates.end(), reviews.dates.begin(), reviews.dates.end());
            }
            lines.push_back(record("  ChildProtectionPlans", plan) +
                            values("CPPreviewDate", std::move(dates)));
        }
        join(out, std::move(lines));
        each(out, "  PreProceedingsandFGDM", details.pre_proceedings);
        return out;
    }

    template <class T>
    void each(std::string& out, std::string_view what, const std::vector<T>& records) const {
        Lines lines;
        for (const T& r : records) lines.push_back(record(what, r));
        join(out, std::move(lines));
    }

    void join(std::string& out, Lines lines) const {
        if (order_ == CinOrder::does_not_matter) std::sort(lines.begin(), lines.end());
        for (const std::string& line : lines) out += '\n' + line;
    }

    CinOrder order_;
};

Lines split(const std::string& text) {
    Lines out;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        out.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

class Differences {
  public:
    explicit Differences(std::size_t limit) : limit_(limit) {}

    // The lines that only one of the two texts has.
    void of(const std::string& who, const std::string& first, const std::string& second) {
        if (first == second || full()) return;
        std::map<std::string, long> balance;
        for (std::string& line : split(first)) ++balance[std::move(line)];
        for (std::string& line : split(second)) --balance[std::move(line)];
        bool any = false;
        for (const auto& [line, n] : balance) {
            if (n == 0) continue;
            any = true;
            add(who + (n > 0 ? ": only in the first: " : ": only in the second: ") + line);
        }
        if (!any) add(who + ": the same records in another order");
    }
    void add(std::string line) {
        if (!full()) out_.push_back(std::move(line));
    }
    bool full() const { return out_.size() >= limit_; }
    Lines take() { return std::move(out_); }

  private:
    std::size_t limit_;
    Lines out_;
};

}  // namespace

std::vector<std::string> cin_differences(const CinMessage& first, const CinMessage& second,
                                         CinOrder order, bool with_header, std::size_t limit) {
    const Describe describe(order);
    Differences differences(limit);
    if (with_header) {
        differences.of("header", describe.header(first.header), describe.header(second.header));
    }
    if (order == CinOrder::matters) {
        const std::size_t both = std::min(first.children.size(), second.children.size());
        for (std::size_t i = 0; i < both; ++i) {
            differences.of(first.children[i].identifiers.la_child_id.text,
                           describe.child(first.children[i]), describe.child(second.children[i]));
        }
        for (std::size_t i = both; i < first.children.size(); ++i) {
            differences.add(first.children[i].identifiers.la_child_id.text +
                            ": only in the first: the child");
        }
        for (std::size_t i = both; i < second.children.size(); ++i) {
            differences.add(second.children[i].identifiers.la_child_id.text +
                            ": only in the second: the child");
        }
        return differences.take();
    }
    // By LAchildID; the children that share one are compared in the order of what they hold.
    std::map<std::string, std::pair<Lines, Lines>> by_id;
    for (const CinChild& child : first.children) {
        by_id[child.identifiers.la_child_id.text].first.push_back(describe.child(child));
    }
    for (const CinChild& child : second.children) {
        by_id[child.identifiers.la_child_id.text].second.push_back(describe.child(child));
    }
    for (auto& [id, both] : by_id) {
        auto& [a, b] = both;
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
            if (i >= a.size()) {
                differences.add(id + ": only in the second: the child");
            } else if (i >= b.size()) {
                differences.add(id + ": only in the first: the child");
            } else {
                differences.of(id, a[i], b[i]);
            }
        }
    }
    return differences.take();
}

}  // namespace hearth::returns
