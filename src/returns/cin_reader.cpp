#include "returns/cin_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "returns/cin_check.h"
#include "returns/cin_path.h"
#include "returns/cin_structure.h"
#include "returns/cin_text.h"
#include "returns/xml_push.h"

namespace hearth::returns {

namespace {

// Where in the document the reader stands: inside which group.
enum class Where : std::uint8_t {
    document,
    message,
    header,
    collection,
    source,
    children,
    child,
    identifiers,
    characteristics,
    disabilities,
    details,
    assessment,
    factors,
    plan,
    section47,
    protection_plan,
    reviews,
    pre_proceedings,
};

struct Group {
    Where parent;
    std::string_view element;
    Where group;
};
constexpr std::array kGroups{
    Group{Where::document, "Message", Where::message},
    Group{Where::message, "Header", Where::header},
    Group{Where::message, "Children", Where::children},
    Group{Where::header, "CollectionDetails", Where::collection},
    Group{Where::header, "Source", Where::source},
    Group{Where::children, "Child", Where::child},
    Group{Where::child, "ChildIdentifiers", Where::identifiers},
    Group{Where::child, "ChildCharacteristics", Where::characteristics},
    Group{Where::child, "CINdetails", Where::details},
    Group{Where::characteristics, "Disabilities", Where::disabilities},
    Group{Where::details, "Assessments", Where::assessment},
    Group{Where::details, "CINPlanDates", Where::plan},
    Group{Where::details, "Section47", Where::section47},
    Group{Where::details, "ChildProtectionPlans", Where::protection_plan},
    Group{Where::details, "PreProceedingsandFGDM", Where::pre_proceedings},
    Group{Where::assessment, "FactorsIdentifiedAtAssessment", Where::factors},
    Group{Where::protection_plan, "Reviews", Where::reviews},
};

constexpr std::size_t kShown = 200;  // bytes of a value that an issue shows

using Same = bool (*)(std::string_view, std::string_view);
bool exactly(std::string_view a, std::string_view b) {
    return a == b;
}

const Group* find_group(Where parent, std::string_view element, Same same) {
    for (const Group& group : kGroups) {
        if (group.parent == parent && same(group.element, element)) return &group;
    }
    return nullptr;
}

// The cell of a record that an element fills, and the element's proper name.
struct Target {
    CinCell* cell = nullptr;
    std::string_view element;
};

template <class T>
Target find_cell(T& record, std::string_view element, Same same) {
    for (const CinField<T>& field : cin_fields<T>()) {
        if (same(field.element, element)) return {&(record.*field.cell), field.element};
    }
    return {};
}

class Reader final : public XmlEvents {
  public:
    Reader(const CinReadOptions& options, const CinOnChild& on_child)
        : options_(options),
          on_child_(on_child),
          parser_(*this, options.limits.depth),
          sink_([this](ReturnIssue&& issue) { keep(std::move(issue)); }) {
        report_.year = options.year;
    }

    CinReadReport run(std::istream& in, std::uint64_t total);
    CinHeader& header() { return header_; }

    // --- XmlEvents ---
    void start(std::string_view name, std::uint32_t line) override;
    void end(std::string_view name) override;
    void text(std::string_view piece, std::uint32_t line) override;
    void problem(const XmlProblem& problem) override;

  private:
    Where where() const { return frames_.empty() ? Where::document : frames_.back(); }
    CinDetails& episode() { return child_.details.back(); }
    CinAt at() const;
    std::int64_t row() const;
    std::uint32_t next_row(CinTable table) { return rows_[static_cast<std::size_t>(table)]++; }

    bool open_group(std::string_view name, std::uint32_t line, Same same);
    bool open_value(std::string_view name, std::uint32_t line, Same same);
    Target target(std::string_view name, Same same);
    void opened(Where group, std::uint32_t line);
    void closed(Where group);
    void begin_child(std::uint32_t line);
    void end_child();
    void drop_child(const char* code, std::string message, std::string remedy);
    void close_value();
    void flush_stray();
    const CinChecker& checker();

    void tell(const char* code, IssueSeverity severity, std::string_view field, std::uint32_t line,
              std::string_view value, std::string message, std::string remedy);
    void keep(ReturnIssue&& issue);

    const CinReadOptions& options_;
    const CinOnChild& on_child_;
    XmlPush parser_;
    IssueSink sink_;
    CinReadReport report_;
    std::optional<CinChecker> checker_;

    std::vector<Where> frames_;
    std::uint32_t skipping_ = 0;  // levels inside an unknown element
    std::uint32_t surplus_ =
        0;  // elements that the parser still holds open, left behind after damage

    CinHeader header_;
    bool header_seen_ = false;
    CinChild child_;
    bool in_child_ = false;
    std::size_t child_frame_ = 0;  // frames_ below the child
    std::uint32_t child_count_ = 0;
    std::array<std::uint32_t, kCinTableNames.size()> rows_{};

    CinCell* cell_ = nullptr;  // being read
    CinCell again_;            // a value given a second time
    CinCell* first_ = nullptr;
    std::string_view element_;
    std::string value_;
    bool value_cut_ = false;

    std::string stray_;
    std::uint32_t stray_line_ = 0;

    bool damage_ = false;  // the XML is broken somewhere
    std::optional<XmlProblem> child_damage_;
    bool bad_bytes_ = false;  // text may not be UTF-8
    bool refused_ = false;    // reading was stopped on purpose
    std::uint32_t line_offset_ = 0;
};

CinAt Reader::at() const {
    CinAt at;
    if (!in_child_) {
        if (where() == Where::source && !header_.sources.empty()) {
            at.record = header_.sources.back().place.index;
        }
        return at;
    }
    at.child = child_.place.index;
    at.table = CinTable::child_identifiers;
    const auto last = [](const auto& records) {
        return records.empty() ? 0U : records.back().place.index;
    };
    const CinDetails* details = child_.details.empty() ? nullptr : &child_.details.back();
    if (details != nullptr && where() >= Where::details) at.details = details->place.index;
    switch (where()) {
        case Where::document:
        case Where::message:
        case Where::header:
        case Where::collection:
        case Where::source:
        case Where::children:
            break;
        case Where::child:
            at.table = CinTable::cin_details;  // without a position: the child itself
            break;
        case Where::identifiers:
            break;
        case Where::characteristics:
            at.table = CinTable::child_characteristics;
            break;
        case Where::disabilities:
            at.table = CinTable::disabilities;
            at.item = static_cast<std::uint32_t>(child_.characteristics.disabilities.size());
            break;
        case Where::details:
            at.table = CinTable::cin_details;
            break;
        case Where::assessment:
        case Where::factors:
            at.table = CinTable::assessments;
            at.record = last(details->assessments);
            at.item = static_cast<std::uint32_t>(details->assessments.back().factors.size());
            break;
        case Where::plan:
            at.table = CinTable::cin_plan_dates;
            at.record = last(details->plans);
            break;
        case Where::section47:
            at.table = CinTable::section47;
            at.record = last(details->section47);
            break;
        case Where::protection_plan:
            at.table = CinTable::child_protection_plans;
            at.record = last(details->protection_plans);
            break;
        case Where::reviews:
            at.table = CinTable::reviews;
            at.record = last(details->protection_plans);
            at.group = last(details->protection_plans.back().reviews);
            at.item = static_cast<std::uint32_t>(
                details->protection_plans.back().reviews.back().dates.size());
            break;
        case Where::pre_proceedings:
            at.table = CinTable::pre_proceedings;
            at.record = last(details->pre_proceedings);
            break;
    }
    return at;
}

// Of the record being read, in its table.
std::int64_t Reader::row() const {
    if (!in_child_) return where() >= Where::header && where() <= Where::source ? 0 : -1;
    switch (where()) {
        case Where::document:
        case Where::message:
        case Where::children:
        case Where::child:
            return -1;
        case Where::header:
        case Where::collection:
        case Where::source:
            return 0;
        case Where::identifiers:
            return child_.identifiers.place.row;
        case Where::characteristics:
            return child_.characteristics.place.row;
        case Where::disabilities:
        case Where::details:
        case Where::assessment:
        case Where::factors:
        case Where::plan:
        case Where::section47:
        case Where::protection_plan:
        case Where::reviews:
        case Where::pre_proceedings:
            break;
    }
    // The last row given out is that of the record that is open.
    const auto next = rows_[static_cast<std::size_t>(at().table)];
    return next == 0 ? 0 : static_cast<std::int64_t>(next) - 1;
}

void Reader::start(std::string_view name, std::uint32_t line) {
    line += line_offset_;
    flush_stray();
    if (damage_ && name == "Child" && where() != Where::children) {
        // After damage the parser's nesting is off: a child begins wherever its tag stands.
        std::size_t keep_frames = frames_.size();
        if (in_child_) {
            keep_frames = child_frame_;
            surplus_ += static_cast<std::uint32_t>(frames_.size() - keep_frames) + skipping_ +
                        (cell_ != nullptr ? 1 : 0);
            if (!child_damage_) {
                child_damage_ = XmlProblem{XmlProblem::Kind::structure, line, "not closed"};
            }
            drop_child("child_damaged",
                       "The XML of this child is broken, so the child was not read.",
                       "Export the file again; if it happens again, tell the system's supplier.");
        }
        frames_.resize(keep_frames);
        skipping_ = 0;
        cell_ = nullptr;
        opened(Where::child, line);
        return;
    }
    if (skipping_ > 0) {
        ++skipping_;
        return;
    }
    if (cell_ != nullptr) {  // an element inside a value
        tell("unknown_element", IssueSeverity::query, element_, line, name,
             std::string(element_) + " should hold text only.",
             "The inner element was left out; check the value.");
        skipping_ = 1;
        return;
    }
    if (open_group(name, line, exactly) || open_value(name, line, exactly)) return;
    if (where() == Where::document) {
        tell("not_a_cin_census", IssueSeverity::error, {}, line, name,
             "This is XML, but not a children in need census.",
             "Choose the census file; it begins with Message.");
        refused_ = true;
        parser_.stop();
        return;
    }
    if (open_group(name, line, same_but_case) || open_value(name, line, same_but_case)) {
        tell("element_name_case", IssueSeverity::query, cell_ != nullptr ? element_ : name, line,
             name, "The element's name has other capital letters than the census.",
             "It was read; ask the system's supplier to write the name as the census does.");
        return;
    }
    tell("unknown_element", IssueSeverity::query, name, line, {},
         "The census has no such element here, so it was left out.",
         "Check the spelling and the place of the element.");
    skipping_ = 1;
}

bool Reader::open_group(std::string_view name, std::uint32_t line, Same same) {
    const Group* group = find_group(where(), name, same);
    if (group == nullptr) return false;
    opened(group->group, line);
    return true;
}

Target Reader::target(std::string_view name, Same same) {
    switch (where()) {
        case Where::document:
        case Where::message:
        case Where::header:
        case Where::children:
        case Where::child:
            return {};
        case Where::collection:
            return find_cell(header_, name, same);
        case Where::source:
            return find_cell(header_.sources.back(), name, same);
        case Where::identifiers:
            return find_cell(child_.identifiers, name, same);
        case Where::characteristics:
            return find_cell(child_.characteristics, name, same);
        case Where::disabilities:
            if (!same("Disability", name)) return {};
            if (child_.characteristics.disabilities.empty()) {
                child_.characteristics.disabilities_row = next_row(CinTable::disabilities);
            } else {
                next_row(CinTable::disabilities);
            }
            return {&child_.characteristics.disabilities.emplace_back(), "Disability"};
        case Where::details:
            return find_cell(episode(), name, same);
        case Where::assessment:
            return find_cell(episode().assessments.back(), name, same);
        case Where::factors:
            if (!same("AssessmentFactors", name)) return {};
            return {&episode().assessments.back().factors.emplace_back(), "AssessmentFactors"};
        case Where::plan:
            return find_cell(episode().plans.back(), name, same);
        case Where::section47:
            return find_cell(episode().section47.back(), name, same);
        case Where::protection_plan:
            return find_cell(episode().protection_plans.back(), name, same);
        case Where::reviews: {
            if (!same("CPPreviewDate", name)) return {};
            auto& dates = episode().protection_plans.back().reviews.back().dates;
            if (!dates.empty()) next_row(CinTable::reviews);  // the first has the group's row
            return {&dates.emplace_back(), "CPPreviewDate"};
        }
        case Where::pre_proceedings:
            return find_cell(episode().pre_proceedings.back(), name, same);
    }
    return {};
}

bool Reader::open_value(std::string_view name, std::uint32_t line, Same same) {
    const Target found = target(name, same);
    if (found.cell == nullptr) return false;
    element_ = found.element;
    value_.clear();
    value_cut_ = false;
    first_ = nullptr;
    cell_ = found.cell;
    if (found.cell->present()) {
        first_ = found.cell;
        again_ = CinCell();
        cell_ = &again_;
    }
    cell_->line = line;
    return true;
}

void Reader::opened(Where group, std::uint32_t line) {
    const auto once = [&](CinPlace& place, CinTable table, std::string_view element) {
        if (place.line != 0) {
            frames_.push_back(group);
            tell("repeated_element", IssueSeverity::query, {}, line, element,
                 std::string(element) + " is there twice; the values were put together.",
                 "Ask the system's supplier to write it once.");
            return;
        }
        place.line = line;
        place.row = next_row(table);
        frames_.push_back(group);
    };
    const auto next = [&](auto& records, CinTable table) {
        auto& record = records.emplace_back();
        record.place = {line, next_row(table), static_cast<std::uint32_t>(records.size())};
        frames_.push_back(group);
    };
    switch (group) {
        case Where::document:
        case Where::message:
        case Where::children:
        case Where::collection:
            frames_.push_back(group);
            break;
        case Where::header:
            header_seen_ = true;
            once(header_.place, CinTable::header, "Header");
            break;
        case Where::source:
            header_.sources.emplace_back().place = {
                line, 0, static_cast<std::uint32_t>(header_.sources.size())};
            frames_.push_back(group);
            break;
        case Where::child:
            begin_child(line);
            break;
        case Where::identifiers:
            once(child_.identifiers.place, CinTable::child_identifiers, "ChildIdentifiers");
            break;
        case Where::characteristics:
            once(child_.characteristics.place, CinTable::child_characteristics,
                 "ChildCharacteristics");
            break;
        case Where::disabilities:
            child_.characteristics.disabilities_line = line;
            frames_.push_back(group);
            break;
        case Where::details:
            next(child_.details, CinTable::cin_details);
            break;
        case Where::assessment:
            next(episode().assessments, CinTable::assessments);
            break;
        case Where::factors:
            episode().assessments.back().factors_line = line;
            frames_.push_back(group);
            break;
        case Where::plan:
            next(episode().plans, CinTable::cin_plan_dates);
            break;
        case Where::section47:
            next(episode().section47, CinTable::section47);
            break;
        case Where::protection_plan:
            next(episode().protection_plans, CinTable::child_protection_plans);
            break;
        case Where::reviews:
            next(episode().protection_plans.back().reviews, CinTable::reviews);
            break;
        case Where::pre_proceedings:
            next(episode().pre_proceedings, CinTable::pre_proceedings);
            break;
    }
}

void Reader::end(std::string_view) {
    flush_stray();
    if (skipping_ > 0) {
        --skipping_;
        return;
    }
    if (cell_ != nullptr) {
        close_value();
        return;
    }
    if (surplus_ > 0 && !in_child_) {
        // The end of something that was left behind.
        --surplus_;
        return;
    }
    if (frames_.empty()) return;
    const Where group = frames_.back();
    if (group == Where::child) {
        end_child();
        return;
    }
    frames_.pop_back();
    if (group == Where::header && !in_child_) checker().check(header_, sink_);
}

const CinChecker& Reader::checker() {
    if (!checker_) {
        if (report_.year == 0) report_.year = cin_year(header_).value_or(kCinLatestYear);
        checker_.emplace(report_.year, options_.codes);
    }
    return *checker_;
}

void Reader::begin_child(std::uint32_t line) {
    if (child_count_ >= options_.limits.children) {
        tell("too_many_children", IssueSeverity::error, {}, line, {},
             "The file holds more children than can be read at once.",
             "Check that it is one authority's census of one year.");
        refused_ = true;
        parser_.stop();
        return;
    }
    child_ = CinChild();
    child_.place = {line, child_count_, child_count_ + 1};
    ++child_count_;
    in_child_ = true;
    child_damage_.reset();
    child_frame_ = frames_.size();
    frames_.push_back(Where::child);
}

void Reader::end_child() {
    frames_.resize(child_frame_ + 1);
    if (child_damage_) {
        drop_child("child_damaged", "The XML of this child is broken, so the child was not read.",
                   "Export the file again; if it happens again, tell the system's supplier.");
        frames_.resize(child_frame_);
        return;
    }
    if (child_.identifiers.place.line == 0) {  // it has no row; the issue names the next
        child_.identifiers.place.row = rows_[static_cast<std::size_t>(CinTable::child_identifiers)];
    }
    checker().check(child_, sink_);
    if (child_.details.empty()) {
        tell("child_without_details", IssueSeverity::error, {}, child_.place.line, {},
             "This child has no CINdetails.",
             "Give the referral that the child is in the census for, or leave the child out.");
    }
    in_child_ = false;
    frames_.resize(child_frame_);
    ++report_.children;
    on_child_(std::move(child_), header_);
}

void Reader::drop_child(const char* code, std::string message, std::string remedy) {
    frames_.resize(child_frame_ + 1);
    const std::uint32_t line = child_damage_ ? child_damage_->line : child_.place.line;
    tell(code, IssueSeverity::error, {}, line, child_damage_ ? child_damage_->detail : "",
         std::move(message), std::move(remedy));
    ++report_.damaged_children;
    in_child_ = false;
    child_damage_.reset();
}

void Reader::close_value() {
    std::string_view value = trimmed(value_);
    if (value_cut_ && !bad_bytes_) value = utf8_prefix(value, value.size());
    std::string mended;
    if (bad_bytes_ && !is_utf8(value)) {
        mended = utf8_from_mixed(value);
        value = mended;
        tell("encoding", IssueSeverity::error, element_, cell_->line, value,
             std::string(element_) +
                 " holds bytes that are not UTF-8; they were read as Windows-1252.",
             "Check the value, and have the file written as UTF-8.");
    }
    cell_->text.assign(value);
    if (value_cut_) {
        tell("value_too_long", IssueSeverity::error, element_, cell_->line, value,
             std::string(element_) + " is longer than any value can be; the rest was cut off.",
             "Check the value in the record.");
    }
    if (first_ != nullptr) {
        const bool same = first_->text == again_.text;
        tell("repeated_element", same ? IssueSeverity::query : IssueSeverity::error, element_,
             again_.line, again_.text,
             std::string(element_) + (same ? " is there twice, with the same value."
                                           : " is there twice; the first value was kept."),
             "Give it once.");
    }
    cell_ = nullptr;
    first_ = nullptr;
}

void Reader::text(std::string_view piece, std::uint32_t line) {
    if (skipping_ > 0) return;
    if (cell_ != nullptr) {
        const std::size_t room = options_.limits.value_bytes - value_.size();
        if (piece.size() > room) {
            value_cut_ = true;
            piece = piece.substr(0, room);
        }
        value_.append(piece);
        return;
    }
    if (stray_.empty()) {
        piece.remove_prefix(std::min(piece.find_first_not_of(" \t\r\n"), piece.size()));
        if (piece.empty()) return;
        stray_line_ = line + line_offset_;
    }
    stray_.append(piece.substr(0, kShown - std::min(stray_.size(), kShown)));
}

void Reader::flush_stray() {
    if (stray_.empty()) return;
    const std::string value = bad_bytes_ ? utf8_from_mixed(stray_) : stray_;
    stray_.clear();
    tell("stray_text", IssueSeverity::query, {}, stray_line_, trimmed(value),
         "There is text between the elements, which was left out.",
         "If it is a value, put it in its element.");
}

void Reader::problem(const XmlProblem& found) {
    XmlProblem here = found;
    here.line += line_offset_;
    const std::string_view field = cell_ != nullptr ? element_ : std::string_view();
    switch (here.kind) {
        case XmlProblem::Kind::empty:
            damage_ = true;
            tell("not_xml", IssueSeverity::error, {}, here.line, {}, "This is not an XML file.",
                 "Choose the census file as the case system wrote it.");
            return;
        case XmlProblem::Kind::encoding:
            if (!bad_bytes_) {
                tell("encoding", IssueSeverity::error, field, here.line, here.detail,
                     "The file holds bytes that are not in the encoding that it declares.",
                     "Have the file written as UTF-8, or declare its encoding in the first line.");
            }
            bad_bytes_ = true;
            return;
        case XmlProblem::Kind::character:
            tell("bad_character", IssueSeverity::error, field, here.line, here.detail,
                 "A character here is not allowed in XML and was lost.",
                 "Write & as &amp; and < as &lt;, and check the value.");
            return;
        case XmlProblem::Kind::structure:
            if (!damage_ || in_child_) {
                if (in_child_) {
                    if (!child_damage_) child_damage_ = here;
                } else {
                    tell("xml_damaged", IssueSeverity::error, {}, here.line, here.detail,
                         "The XML is broken here; some of what follows may not have been read.",
                         "Export the file again; if it happens again, tell the system's supplier.");
                }
            }
            damage_ = true;
            return;
        case XmlProblem::Kind::truncated:
            // After damage the elements that are still open say nothing new.
            if (!damage_ && !in_child_) {
                tell("truncated", IssueSeverity::error, {}, here.line, {},
                     "The file ends before its end.", "Copy or export the file again.");
            }
            damage_ = true;
            return;
        case XmlProblem::Kind::doctype:
            refused_ = true;
            tell("doctype", IssueSeverity::error, {}, here.line, {},
                 "The file declares a document type, which a census never does, so it was refused.",
                 "Export the file again, or remove the DOCTYPE.");
            return;
        case XmlProblem::Kind::too_deep:
            refused_ = true;
            tell("too_deep", IssueSeverity::error, {}, here.line, {},
                 "The elements lie deeper in one another than a census can.",
                 "Choose the census file as the case system wrote it.");
            return;
    }
}

void Reader::tell(const char* code, IssueSeverity severity, std::string_view field,
                  std::uint32_t line, std::string_view value, std::string message,
                  std::string remedy) {
    const CinAt here = at();
    const bool whole = where() == Where::document || where() == Where::message ||
                       (where() == Where::children && !in_child_);
    keep(ReturnIssue{
        code, severity,
        in_child_ ? std::string(utf8_prefix(child_.identifiers.la_child_id.text, kShown)) : "",
        whole ? "" : std::string(name(here.table)), std::string(field), row(),
        whole ? "" : cin_xpath(here, field), line, std::string(utf8_prefix(value, kShown)),
        std::move(message), std::move(remedy)});
}

void Reader::keep(ReturnIssue&& issue) {
    ++report_.counts[issue.code];
    if (report_.issues.size() < options_.limits.issues) report_.issues.push_back(std::move(issue));
}

CinReadReport Reader::run(std::istream& in, std::uint64_t total) {
    std::vector<char> block(std::size_t{64} << 10);
    bool first = true;
    while (!parser_.stopped() && in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        std::string_view bytes(block.data(), static_cast<std::size_t>(in.gcount()));
        report_.bytes += bytes.size();
        if (report_.bytes > options_.limits.bytes) {
            tell("too_large", IssueSeverity::error, {}, parser_.line(), {},
                 "The file is larger than can be read.",
                 "Check that it is one authority's census of one year.");
            refused_ = true;
            break;
        }
        if (first) {
            // Blank lines before the XML declaration are against XML, and harmless.
            const std::size_t skip = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
            line_offset_ += static_cast<std::uint32_t>(
                std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(skip), '\n'));
            bytes.remove_prefix(skip);
            first = bytes.empty();
        }
        parser_.feed(bytes);
        if (options_.on_progress && !options_.on_progress(report_.bytes, total)) {
            tell("cancelled", IssueSeverity::error, {}, parser_.line(), {},
                 "The reading was stopped before the end of the file.", "Start it again.");
            refused_ = true;
            break;
        }
    }
    if (!refused_ && !parser_.stopped()) {
        parser_.finish();
    } else if (!refused_ && !damage_ && !in_child_) {
        damage_ = true;
        tell("xml_damaged", IssueSeverity::error, {}, parser_.line(), {},
             "The file cannot be read beyond this line.",
             "Export the file again; if it happens again, tell the system's supplier.");
    }
    if (in_child_) {
        drop_child(
            "truncated",
            "The file cannot be read beyond this child, so neither it nor those after it were "
            "read.",
            "Copy or export the file again.");
        damage_ = true;
    }
    frames_.clear();
    report_.complete = !damage_ && !refused_;
    if (report_.complete && !header_seen_) {
        tell("header_missing", IssueSeverity::query, {}, 1, {}, "The file has no Header.",
             "Give the year and the authority.");
    }
    if (report_.complete && child_count_ == 0) {
        tell("no_children", IssueSeverity::error, {}, 1, {}, "The file holds no children.",
             "Check that the export was made for the right year.");
    }
    if (report_.year == 0) report_.year = cin_year(header_).value_or(kCinLatestYear);
    std::stable_sort(report_.issues.begin(), report_.issues.end(),
                     [](const ReturnIssue& a, const ReturnIssue& b) { return a.line < b.line; });
    std::uint64_t counted = 0;
    for (const auto& [code, n] : report_.counts) counted += n;
    if (counted > report_.issues.size()) {
        ++report_.counts["too_many_issues"];
        report_.issues.push_back({"too_many_issues",
                                  IssueSeverity::query,
                                  {},
                                  {},
                                  {},
                                  -1,
                                  {},
                                  0,
                                  std::to_string(counted - report_.issues.size()),
                                  "There are more findings than are listed; all are counted.",
                                  "Mend those listed first, then check again."});
    }
    return std::move(report_);
}

Result<std::ifstream> opened_file(const std::string& path, std::uint64_t& total) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    const auto size = in ? in.tellg() : std::ifstream::pos_type(-1);
    in.seekg(0);
    if (!in || size < 0) return Fault{"cannot open " + path};
    total = static_cast<std::uint64_t>(size);
    return Result<std::ifstream>(std::move(in));
}

}  // namespace

namespace {
CinReadReport read_stream(std::istream& in, std::uint64_t total, const CinReadOptions& options,
                          const CinOnChild& on_child, CinHeader* header) {
    Reader reader(options, on_child);
    CinReadReport report = reader.run(in, total);
    if (header != nullptr) *header = std::move(reader.header());
    return report;
}

CinRead read_whole(std::istream& in, std::uint64_t total, const CinReadOptions& options) {
    CinRead out;
    out.report = read_stream(
        in, total, options,
        [&out](CinChild&& child, const CinHeader&) {
            out.message.children.push_back(std::move(child));
        },
        &out.message.header);
    return out;
}
}  // namespace

CinReadReport read_cin(std::istream& in, const CinReadOptions& options, const CinOnChild& on_child,
                       CinHeader* header) {
    return read_stream(in, 0, options, on_child, header);
}

CinRead read_cin(std::istream& in, const CinReadOptions& options) {
    return read_whole(in, 0, options);
}

Result<CinRead> read_cin_file(const std::string& path, const CinReadOptions& options) {
    std::uint64_t total = 0;
    auto in = opened_file(path, total);
    if (!in) return in.failure();
    return read_whole(in.value(), total, options);
}

Result<CinReadReport> read_cin_file(const std::string& path, const CinReadOptions& options,
                                    const CinOnChild& on_child, CinHeader* header) {
    std::uint64_t total = 0;
    auto in = opened_file(path, total);
    if (!in) return in.failure();
    return read_stream(in.value(), total, options, on_child, header);
}

}  // namespace hearth::returns
