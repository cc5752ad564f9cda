// Long because: one state machine over the stream of elements; its states are only understood
// together.
#include "returns/cin_reader.h"

#include <algorithm>
#include <fstream>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"
#include "returns/cin_check.h"
#include "returns/cin_cursor.h"
#include "returns/cin_findings.h"
#include "returns/cin_path.h"
#include "returns/cin_text.h"
#include "returns/xml_push.h"

namespace hearth::returns {

namespace {

constexpr std::size_t kShown = 200;  // bytes of a value that an issue shows

bool exactly(std::string_view a, std::string_view b) {
    return a == b;
}

std::string clean(std::string_view text) {
    return valid_utf8(text) ? std::string(text) : utf8_from_mixed(text);
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
    CinHeader& header() { return cursor_.header(); }

    // --- XmlEvents ---
    void start(std::string_view name, std::uint32_t line) override;
    void end(std::string_view name) override;
    void text(std::string_view piece, std::uint32_t line) override;
    void problem(const XmlProblem& problem) override;

  private:
    void read_blocks(std::istream& in, std::uint64_t total);
    std::string_view without_leading_space(std::string_view bytes);
    void conclude();

    bool open_group(std::string_view name, std::uint32_t line, CinSame same);
    bool open_value(std::string_view name, std::uint32_t line, CinSame same);
    void begin_child_after_damage(std::uint32_t line);
    void end_child();
    std::uint32_t drop_child(const CinFinding& why);
    void close_value();
    void flush_stray();
    const CinChecker& checker();

    void refuse(const CinFinding& why, std::uint32_t line, std::string_view value = {});
    void tell(const CinFinding& what, std::string_view field, std::uint32_t line,
              std::string_view value = {});
    void keep(ReturnIssue&& issue);

    const CinReadOptions& options_;
    const CinOnChild& on_child_;
    XmlPush parser_;
    IssueSink sink_;
    CinReadReport report_;
    std::optional<CinChecker> checker_;
    CinCursor cursor_;
    std::uint32_t skipping_ = 0;  // levels inside an unknown element
    std::uint32_t surplus_ =
        0;  // elements that the parser holds open after damage, left behind here

    CinCell* cell_ = nullptr;   // being read
    CinCell again_;             // a value given a second time
    CinCell* first_ = nullptr;  // and the cell that has the first
    std::string_view element_;
    std::string value_;
    bool value_cut_ = false;

    std::string stray_;
    std::uint32_t stray_line_ = 0;

    bool damage_ = false;  // the XML is broken somewhere
    std::optional<XmlProblem> child_damage_;
    bool bad_bytes_ = false;         // text may not be UTF-8
    bool refused_ = false;           // reading was stopped on purpose
    std::uint32_t line_offset_ = 0;  // lines before the parser's first
};

// --- Elements
// -------------------------------------------------------------------------------------------------------

void Reader::start(std::string_view name, std::uint32_t line) {
    line += line_offset_;
    flush_stray();
    if (damage_ && name == "Child" && cursor_.group() != CinGroup::children) {
        begin_child_after_damage(line);
    } else if (skipping_ > 0) {
        ++skipping_;
    } else if (cell_ != nullptr) {
        tell(finding::kInsideValue, element_, line, name);
        skipping_ = 1;
    } else if (open_group(name, line, exactly) || open_value(name, line, exactly)) {
        return;
    } else if (cursor_.group() == CinGroup::document) {
        refuse(finding::kNotACensus, line, name);
    } else if (open_group(name, line, same_but_case) || open_value(name, line, same_but_case)) {
        tell(finding::kNameCase, cell_ != nullptr ? element_ : std::string_view(), line, name);
    } else {
        tell(finding::kUnknown, name, line);
        skipping_ = 1;
    }
}

bool Reader::open_group(std::string_view name, std::uint32_t line, CinSame same) {
    const auto group = cursor_.inside(name, same);
    if (!group) return false;
    if (*group == CinGroup::child) {
        if (cursor_.children() >= options_.limits.children) {
            refuse(finding::kTooManyChildren, line);
            return true;
        }
        child_damage_.reset();
    }
    if (!cursor_.enter(*group, line)) tell(finding::kGroupTwice, name, line);
    return true;
}

// After damage the parser's nesting is off: a child begins wherever its tag stands.
void Reader::begin_child_after_damage(std::uint32_t line) {
    if (cursor_.in_child()) {
        if (!child_damage_) child_damage_ = XmlProblem{XmlProblem::Kind::structure, line, {}};
        surplus_ += skipping_ + (cell_ != nullptr ? 1U : 0U) + drop_child(finding::kChildDamaged);
    }
    skipping_ = 0;
    cell_ = nullptr;
    if (cursor_.children() >= options_.limits.children) {
        refuse(finding::kTooManyChildren, line);
        return;
    }
    cursor_.enter(CinGroup::child, line);
}

bool Reader::open_value(std::string_view name, std::uint32_t line, CinSame same) {
    const CinTarget found = cursor_.value(name, same);
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

void Reader::end(std::string_view) {
    flush_stray();
    if (skipping_ > 0) {
        --skipping_;
    } else if (cell_ != nullptr) {
        close_value();
    } else if (surplus_ > 0 && !cursor_.in_child()) {
        --surplus_;
    } else if (cursor_.group() == CinGroup::child) {
        end_child();
    } else if (cursor_.group() != CinGroup::document) {
        const bool header = cursor_.group() == CinGroup::header;
        cursor_.leave();
        if (header) checker().check(cursor_.header(), sink_);
    }
}

void Reader::close_value() {
    std::string_view value = trimmed(value_);
    if (value_cut_ && !bad_bytes_) value = utf8_prefix(value, value.size());
    if (bad_bytes_ && !valid_utf8(value)) {
        cell_->text = utf8_from_mixed(value);
        tell(finding::kMended, element_, cell_->line, cell_->text);
    } else {
        cell_->text.assign(value);
    }
    if (value_cut_) tell(finding::kTooLong, element_, cell_->line, cell_->text);
    if (first_ != nullptr) {
        const bool same = first_->text == again_.text;
        tell(same ? finding::kSameTwice : finding::kOtherTwice, element_, again_.line, again_.text);
    }
    cell_ = nullptr;
    first_ = nullptr;
}

void Reader::end_child() {
    if (child_damage_) {
        drop_child(finding::kChildDamaged);
        return;
    }
    CinChild& child = cursor_.child();
    if (child.identifiers.place.line == 0) {  // it has no row; an issue names the next
        child.identifiers.place.row = cursor_.rows(CinTable::child_identifiers);
    }
    checker().check(child, sink_);
    if (child.details.empty()) tell(finding::kNoDetails, {}, child.place.line);
    cursor_.leave_child();
    ++report_.children;
    on_child_(std::move(child), cursor_.header());
}

// Gives the number of groups that were open.
std::uint32_t Reader::drop_child(const CinFinding& why) {
    std::uint32_t inner = 0;
    for (; cursor_.group() != CinGroup::child; ++inner) cursor_.leave();
    tell(why, {}, child_damage_ ? child_damage_->line : cursor_.child().place.line,
         child_damage_ ? child_damage_->detail : std::string());
    ++report_.damaged_children;
    child_damage_.reset();
    return inner + cursor_.leave_child();
}

const CinChecker& Reader::checker() {
    if (!checker_) {
        if (report_.year == 0) report_.year = cin_year(cursor_.header()).value_or(kCinLatestYear);
        checker_.emplace(report_.year, options_.codes);
    }
    return *checker_;
}

// --- Text and damage
// ------------------------------------------------------------------------------------------------

void Reader::text(std::string_view piece, std::uint32_t line) {
    if (skipping_ > 0) return;
    if (cell_ != nullptr) {
        const std::size_t room = options_.limits.value_bytes - value_.size();
        value_cut_ = value_cut_ || piece.size() > room;
        value_.append(piece.substr(0, room));
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
    tell(finding::kStray, {}, stray_line_, trimmed(value));
}

void Reader::problem(const XmlProblem& found) {
    XmlProblem here = found;
    here.line += line_offset_;
    const std::string_view field = cell_ != nullptr ? element_ : std::string_view();
    switch (here.kind) {
        case XmlProblem::Kind::empty:
            damage_ = true;
            tell(finding::kNotXml, {}, here.line);
            return;
        case XmlProblem::Kind::encoding:
            if (!bad_bytes_) tell(finding::kEncoding, field, here.line, here.detail);
            bad_bytes_ = true;
            return;
        case XmlProblem::Kind::character:
            tell(finding::kBadCharacter, field, here.line, here.detail);
            return;
        case XmlProblem::Kind::structure:
            if (cursor_.in_child()) {
                if (!child_damage_) child_damage_ = here;
            } else if (!damage_) {  // what follows from earlier damage says nothing new
                tell(finding::kDamaged, {}, here.line, here.detail);
            }
            damage_ = true;
            return;
        case XmlProblem::Kind::truncated:
            if (!damage_ && !cursor_.in_child()) tell(finding::kTruncated, {}, here.line);
            damage_ = true;
            return;
        case XmlProblem::Kind::doctype:
            refuse(finding::kDoctype, here.line);
            return;
        case XmlProblem::Kind::too_deep:
            refuse(finding::kTooDeep, here.line);
            return;
    }
}

void Reader::refuse(const CinFinding& why, std::uint32_t line, std::string_view value) {
    tell(why, {}, line, value);
    refused_ = true;
    parser_.stop();
}

void Reader::tell(const CinFinding& what, std::string_view element, std::uint32_t line,
                  std::string_view value) {
    // Names and the parser's words can hold bad bytes too.
    const std::string field = clean(element);
    const CinAt at = cursor_.at();
    const CinGroup group = cursor_.group();
    const bool whole_file = group == CinGroup::document || group == CinGroup::message ||
                            (group == CinGroup::children && !cursor_.in_child());
    ReturnIssue issue;
    issue.code = what.code;
    issue.severity = what.severity;
    if (cursor_.in_child()) {
        issue.la_child_id = utf8_prefix(cursor_.child().identifiers.la_child_id.text, kShown);
    }
    if (!whole_file) {
        issue.table = name(at.table);
        issue.path = cin_xpath(at, field);
    }
    issue.field = field;
    issue.row = cursor_.row();
    issue.line = line;
    issue.value = utf8_prefix(clean(value), kShown);
    if (what.names_field) issue.message = field;
    issue.message += what.message;
    issue.remedy = what.remedy;
    keep(std::move(issue));
}

void Reader::keep(ReturnIssue&& issue) {
    ++report_.counts[issue.code];
    if (report_.issues.size() < options_.limits.issues) report_.issues.push_back(std::move(issue));
}

// --- The file
// -------------------------------------------------------------------------------------------------------

CinReadReport Reader::run(std::istream& in, std::uint64_t total) {
    read_blocks(in, total);
    if (!refused_ && !parser_.stopped()) {
        parser_.finish();
    } else if (!refused_ && !damage_ && !cursor_.in_child()) {
        damage_ = true;
        tell(finding::kUnreadable, {}, parser_.line() + line_offset_);
    }
    if (cursor_.in_child()) {
        drop_child(finding::kCutInChild);
        damage_ = true;
    }
    conclude();
    return std::move(report_);
}

void Reader::read_blocks(std::istream& in, std::uint64_t total) {
    std::vector<char> block(std::size_t{64} << 10);
    bool begun = false;
    while (!parser_.stopped() && in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        std::string_view bytes(block.data(), static_cast<std::size_t>(in.gcount()));
        report_.bytes += bytes.size();
        if (report_.bytes > options_.limits.bytes) {
            refuse(finding::kTooLarge, parser_.line() + line_offset_);
            return;
        }
        if (!begun) bytes = without_leading_space(bytes);
        begun = begun || !bytes.empty();
        parser_.feed(bytes);
        if (options_.on_progress && !options_.on_progress(report_.bytes, total)) {
            refuse(finding::kCancelled, parser_.line() + line_offset_);
            return;
        }
    }
}

// Blank lines before the XML declaration are against XML, and harmless.
std::string_view Reader::without_leading_space(std::string_view bytes) {
    const std::size_t skip = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    line_offset_ += static_cast<std::uint32_t>(
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(skip), '\n'));
    return bytes.substr(skip);
}

void Reader::conclude() {
    cursor_.leave_all();
    report_.complete = !damage_ && !refused_;
    if (report_.complete && cursor_.header().place.line == 0) tell(finding::kHeaderMissing, {}, 1);
    if (report_.complete && cursor_.children() == 0) tell(finding::kNoChildren, {}, 1);
    if (report_.year == 0) report_.year = cin_year(cursor_.header()).value_or(kCinLatestYear);
    std::stable_sort(report_.issues.begin(), report_.issues.end(),
                     [](const ReturnIssue& a, const ReturnIssue& b) { return a.line < b.line; });
    std::uint64_t counted = 0;
    for (const auto& [code, n] : report_.counts) counted += n;
    if (counted == report_.issues.size()) return;
    const std::string more = std::to_string(counted - report_.issues.size());
    if (report_.issues.size() >= options_.limits.issues && !report_.issues.empty()) {
        ++report_.counts[finding::kTooManyIssues.code];
        const CinFinding& what = finding::kTooManyIssues;
        report_.issues.push_back({what.code,
                                  what.severity,
                                  {},
                                  {},
                                  {},
                                  -1,
                                  {},
                                  0,
                                  more,
                                  std::string(what.message),
                                  std::string(what.remedy)});
    }
}

// --- Callers
// --------------------------------------------------------------------------------------------------------

CinReadReport read_stream(std::istream& in, std::uint64_t total, const CinReadOptions& options,
                          const CinOnChild& on_child, CinHeader* header) {
    Reader reader(options, on_child);
    CinReadReport report = reader.run(in, total);
    if (header != nullptr) *header = std::move(reader.header());
    return report;
}

CinRead read_whole(std::istream& in, std::uint64_t total, const CinReadOptions& options) {
    CinRead out;
    const auto add = [&out](CinChild&& child, const CinHeader&) {
        out.message.children.push_back(std::move(child));
    };
    out.report = read_stream(in, total, options, add, &out.message.header);
    return out;
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
