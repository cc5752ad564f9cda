#include "returns/rules/cin_tables.h"

#include <map>

#include "base/time.h"
#include "returns/cin_structure.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

std::size_t column_of(const Frame& frame, std::string_view name) {
    return frame.column(name).value_or(kNone);
}

std::int32_t number(std::size_t n) {
    return static_cast<std::int32_t>(n);
}

// Where the rows of one table stand in the file: 24 bytes a row and 4 for each field.
struct Places {
    struct Row {
        std::uint32_t line, child, details, record, group, item;
    };
    std::vector<std::string_view> fields;
    std::vector<Row> rows;
    std::vector<std::uint32_t> lines;  // of each field, row by row; 0 when it is not in the file
};

// The columns of a table that every row has.
struct Common {
    Frame* frame;
    std::size_t row, child_no, la_child_id, details, assessment, plan;
    explicit Common(Frame& f)
        : frame(&f),
          row(column_of(f, "row")),
          child_no(column_of(f, "child_no")),
          la_child_id(column_of(f, "LAchildID")),
          details(column_of(f, "CINdetailsID")),
          assessment(column_of(f, "AssessmentID")),
          plan(column_of(f, "CPPID")) {}
};

// Writes records of one kind into their table.
template <class T>
struct Records : Common {
    struct Cell {
        const CinField<T>* field;
        std::size_t column;
        std::size_t text_column;  // of a date
    };
    std::vector<Cell> cells;
    explicit Records(Frame& f) : Common(f) {
        for (const CinField<T>& field : cin_fields<T>()) {
            const std::size_t column = column_of(f, field.element);
            if (column == kNone) continue;
            cells.push_back({&field, column, column_of(f, std::string(field.element) + "_text")});
        }
    }
};

}  // namespace

struct CinTables::Impl {
    explicit Impl(Frames& f)
        : frames(f),
          header(f.at("Header")),
          source(f.at("Header")),
          identifiers(f.at("ChildIdentifiers")),
          characteristics(f.at("ChildCharacteristics")),
          disabilities(f.at("Disabilities")),
          details(f.at("CINdetails")),
          assessments(f.at("Assessments")),
          factors(f.at("AssessmentFactorsList")),
          plans(f.at("CINplanDates")),
          section47(f.at("Section47")),
          protection(f.at("ChildProtectionPlans")),
          reviews(f.at("Reviews")),
          pre_proceedings(f.at("PreProceedings")) {
        name_fields(header);
        name_fields(identifiers);
        name_fields(characteristics);
        name_fields(details);
        name_fields(assessments);
        places[assessments.frame].fields.push_back("AssessmentFactors");
        name_fields(plans);
        name_fields(section47);
        name_fields(protection);
        name_fields(pre_proceedings);
        places[disabilities.frame].fields = {"Disability"};
        places[factors.frame].fields = {"AssessmentFactor"};
        places[reviews.frame].fields = {"CPPreviewDate"};
        disability_column = *disabilities.frame->column("Disability");
        factor_column = *factors.frame->column("AssessmentFactor");
        review_column = *reviews.frame->column("CPPreviewDate");
        review_text_column = *reviews.frame->column("CPPreviewDate_text");
    }

    template <class T>
    void name_fields(const Records<T>& records) {
        for (const auto& cell : records.cells) {
            places[records.frame].fields.push_back(cell.field->element);
        }
    }

    TextId date_id(TextId text) {
        if (text == 0) return 0;
        const auto at = static_cast<std::size_t>(text);
        if (at >= dates.size()) dates.resize(at + 1 + at / 2, -1);
        if (dates[at] < 0) {
            const auto date = cin_date(frames.texts().view(text));
            dates[at] = date ? frames.texts().add(date->iso()) : 0;
        }
        return dates[at];
    }
    TextId yes_no_id(const std::string& text) {
        const auto flag = cin_yes_no(text);
        return frames.texts().add(flag ? (*flag ? "1" : "0") : text);
    }

    // A new row; the common columns are set.
    std::size_t row(const Common& to, std::uint32_t row_number, const Places::Row& place) {
        Frame& frame = *to.frame;
        const std::size_t at = frame.add_row();
        frame.set(to.row, at, static_cast<std::int32_t>(row_number));
        if (to.child_no != kNone) frame.set(to.child_no, at, child_no);
        if (to.la_child_id != kNone) frame.set(to.la_child_id, at, child_id);
        if (to.details != kNone) frame.set(to.details, at, details_row);
        if (to.assessment != kNone) frame.set(to.assessment, at, assessment_row);
        if (to.plan != kNone) frame.set(to.plan, at, plan_row);
        Places& all = places[to.frame];
        all.rows.push_back(place);
        return at;
    }
    template <class T>
    void values(const Records<T>& to, std::size_t at, const T& record,
                std::vector<std::uint32_t>& lines) {
        for (const auto& cell : to.cells) {
            const CinCell& value = record.*(cell.field->cell);
            lines.push_back(value.line);
            if (value.text.empty()) continue;
            if (cell.text_column != kNone) {
                const TextId text = frames.texts().add(value.text);
                to.frame->set(cell.text_column, at, text);
                to.frame->set(cell.column, at, date_id(text));
            } else if (cell.field->kind == CinKind::yes_no) {
                to.frame->set(cell.column, at, yes_no_id(value.text));
            } else {
                to.frame->set(cell.column, at, frames.texts().add(value.text));
            }
        }
    }
    template <class T>
    void record(const Records<T>& to, const T& record, std::uint32_t record_index) {
        const std::size_t at = row(to, record.place.row,
                                   {record.place.line, child, details_index, record_index, 0, 0});
        values(to, at, record, places[to.frame].lines);
    }
    void item(const Common& to, std::size_t column, std::uint32_t row_number, const CinCell& value,
              const Places::Row& place) {
        const std::size_t at = row(to, row_number, place);
        to.frame->set(column, at, frames.texts().add(value.text));
        places[to.frame].lines.push_back(value.line);
    }

    void add(const CinChild& c);
    void add(const CinDetails& episode);
    void add(const CinAssessment& assessment);
    void add(const CinProtectionPlan& plan);

    Frames& frames;
    Records<CinHeader> header;
    Records<CinSource> source;
    Records<CinIdentifiers> identifiers;
    Records<CinCharacteristics> characteristics;
    Common disabilities;
    Records<CinDetails> details;
    Records<CinAssessment> assessments;
    Common factors;
    Records<CinPlan> plans;
    Records<CinSection47> section47;
    Records<CinProtectionPlan> protection;
    Common reviews;
    Records<CinPreProceedings> pre_proceedings;
    std::map<const Frame*, Places> places;
    std::size_t disability_column = 0, factor_column = 0, review_column = 0, review_text_column = 0;
    std::vector<TextId> dates;  // by text: the date it is; 0 none, -1 not looked at
    std::uint32_t factor_rows = 0;

    // Of the record being added.
    std::uint32_t child = 0, details_index = 0;
    std::int32_t child_no = 0, details_row = 0, assessment_row = 0, plan_row = 0;
    TextId child_id = 0;
};

void CinTables::Impl::add(const CinChild& c) {
    child = c.place.index;
    child_no = number(c.place.row);
    child_id = frames.texts().add(c.identifiers.la_child_id.text);
    details_index = 0;
    if (c.identifiers.place.line != 0) record(identifiers, c.identifiers, 0);
    if (c.characteristics.place.line != 0) record(characteristics, c.characteristics, 0);
    for (std::uint32_t i = 0; i < c.characteristics.disabilities.size(); ++i) {
        const CinCell& code = c.characteristics.disabilities[i];
        item(disabilities, disability_column, c.characteristics.disabilities_row + i, code,
             {code.line, child, 0, 0, 0, i + 1});
    }
    for (const CinDetails& episode : c.details) add(episode);
}

void CinTables::Impl::add(const CinDetails& episode) {
    details_index = episode.place.index;
    details_row = number(episode.place.row);
    record(details, episode, 0);
    for (const auto& each : episode.assessments) add(each);
    for (const auto& each : episode.plans) record(plans, each, each.place.index);
    for (const auto& each : episode.section47) record(section47, each, each.place.index);
    for (const auto& each : episode.protection_plans) add(each);
    for (const auto& each : episode.pre_proceedings) {
        record(pre_proceedings, each, each.place.index);
    }
}

void CinTables::Impl::add(const CinAssessment& assessment) {
    assessment_row = number(assessment.place.row);
    record(assessments, assessment, assessment.place.index);
    places[assessments.frame].lines.push_back(
        assessment.factors.empty() ? assessment.factors_line : assessment.factors.front().line);
    for (std::uint32_t i = 0; i < assessment.factors.size(); ++i) {
        const CinCell& code = assessment.factors[i];
        item(factors, factor_column, factor_rows++, code,
             {code.line, child, details_index, assessment.place.index, 0, i + 1});
    }
}

void CinTables::Impl::add(const CinProtectionPlan& plan) {
    plan_row = number(plan.place.row);
    record(protection, plan, plan.place.index);
    static const CinCell kNothing;
    for (const CinReviews& group : plan.reviews) {
        const std::size_t rows = group.dates.empty() ? 1 : group.dates.size();
        for (std::uint32_t i = 0; i < rows; ++i) {
            const CinCell& date = group.dates.empty() ? kNothing : group.dates[i];
            const std::size_t at = row(reviews, group.place.row + i,
                                       {group.place.line, child, details_index, plan.place.index,
                                        group.place.index, i + 1});
            const TextId text = frames.texts().add(date.text);
            reviews.frame->set(review_text_column, at, text);
            reviews.frame->set(review_column, at, date_id(text));
            places[reviews.frame].lines.push_back(date.line);
        }
    }
}

CinTables::CinTables(Frames& frames) : impl_(std::make_unique<Impl>(frames)) {}
CinTables::~CinTables() = default;

void CinTables::add(const CinChild& child) {
    impl_->add(child);
}

void CinTables::finish(const CinHeader& header, int year) {
    Impl& me = *impl_;
    if (header.place.line != 0) {
        me.child = 0;
        me.details_index = 0;
        const std::size_t at = me.row(me.header, 0, {header.place.line, 0, 0, 0, 0, 0});
        me.values(me.header, at, header, me.places[me.header.frame].lines);
        // The census has one source; of several the last says.
        std::vector<std::uint32_t> lines;
        for (const CinSource& source : header.sources) {
            lines.clear();
            me.values(me.source, at, source, lines);
        }
        Places& places = me.places[me.header.frame];
        lines.resize(me.source.cells.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            places.fields.push_back(me.source.cells[i].field->element);
            places.lines.push_back(lines[i]);
        }
        places.rows.back().record = static_cast<std::uint32_t>(header.sources.size());
    }
    const auto reference = cin_date(header.reference_date.text);
    const Date end = reference.value_or(*Date::from(year, 3, 31));
    Frame& census = me.frames.at("census");
    const std::size_t at = census.add_row();
    me.frames.put(census, at, "year", std::int64_t{end.year()});
    me.frames.put(census, at, "period_start", (add_months(end, -12) + 1).iso());
    me.frames.put(census, at, "period_end", end.iso());
}

CinTables::Where CinTables::where(std::string_view table, std::string_view field,
                                  std::int32_t row) const {
    Where out;
    const Frame* frame = impl_->frames.find(table);
    const auto place = frame == nullptr ? std::nullopt : frame->place_of(row);
    const auto found = impl_->places.find(frame);
    if (!place || found == impl_->places.end() || *place >= found->second.rows.size()) {
        out.path = "/Message";
        return out;
    }
    const Places& places = found->second;
    const Places::Row& at = places.rows[*place];
    CinAt path{CinTable::header, at.child, at.details, at.record, at.group, at.item};
    std::string_view element = field;
    const bool is_header = table == "Header";
    if (!is_header) {
        out.child = frame->cell(*frame->column("child_no"), *place);
        const TextId id = frame->cell(*frame->column("LAchildID"), *place);
        out.la_child_id = impl_->frames.texts().view(id);
    }
    for (std::size_t i = 0; i < kCinTableNames.size(); ++i) {
        if (kCinTableNames[i] == table) path.table = static_cast<CinTable>(i);
    }
    if (table == "AssessmentFactorsList") {
        path.table = CinTable::assessments;
        element = "AssessmentFactors";
    } else if (field == "AssessmentFactors") {
        const auto& list = *impl_->factors.frame;
        const std::size_t id = *list.column("AssessmentID");
        for (const auto factor : list.index(id).rows(row)) {
            if (!out.value.empty()) out.value += ", ";
            out.value += impl_->frames.text(list, factor, impl_->factor_column);
        }
    } else if (field == "LAchildID" && table != "ChildIdentifiers") {
        path = {.table = CinTable::child_identifiers, .child = at.child};
    } else if (is_header &&
               (field == "Collection" || field == "Year" || field == "ReferenceDate")) {
        path.record = 0;
    }
    out.path = cin_xpath(path, element);
    out.line = at.line;
    for (std::size_t i = 0; i < places.fields.size(); ++i) {
        const std::uint32_t line = places.lines[*place * places.fields.size() + i];
        if (places.fields[i] == field && line != 0) out.line = line;
    }
    auto column = frame->column(std::string(field) + "_text");
    if (!column) column = frame->column(field);
    if (column) out.value = impl_->frames.text(*frame, *place, *column);
    return out;
}

}  // namespace hearth::returns
