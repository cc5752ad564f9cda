#include "returns/care/care_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/json_writer.h"
#include "base/text.h"
#include "returns/care/care_clocks.h"
#include "returns/care/care_rows.h"
#include "returns/lists/kept_cells.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;
using store::Sql;

constexpr Sql kLatest{"care_latest", R"(
SELECT coalesce(max(census_year), 0) FROM import_file WHERE kind = 'ssda903' AND status <> 'running')"};
// Whose care is in the record, and not by an import of returns on children looked after.
constexpr Sql kElsewhere{"care_elsewhere", R"(
SELECT DISTINCT k.la_child_id FROM cla_episode e JOIN hearth_return_child k ON k.child_id = e.person_id
WHERE e.superseded_at = '9999-12-31T23:59:59.999Z'
  AND NOT EXISTS (SELECT 1 FROM foreign_key f WHERE f.table_name = 'ssd_cla_episodes'
                  AND f.ours = CAST(e.id AS TEXT) AND f.theirs LIKE '903 E %'))"};

// A row marks each year that was imported.
constexpr Sql kYears{"care_years", R"(
SELECT period FROM return_kept WHERE kind = 'ssda903' AND what = 'year')"};
constexpr Sql kUnmark{"care_unmark", R"(
DELETE FROM return_kept WHERE kind = 'ssda903' AND what = 'year' AND period = :period)"};
constexpr Sql kMark{"care_mark", R"(
INSERT INTO return_kept (kind, period, list, what, row_key, field, said, recorded, import_id, recorded_at)
VALUES ('ssda903', :period, '', 'year', '', '', '', '', :import_id, :now))"};

std::string iso(std::string_view day_first) {
    if (day_first.size() != 10) return {};
    return fmt::format("{}-{}-{}", day_first.substr(6), day_first.substr(3, 2),
                       day_first.substr(0, 2));
}

// The rows of the list of episodes, as they would be returned with no end of time.
class Episodes final : public TableSink {
  public:
    explicit Episodes(CareKnown& known) : known_(known) {}
    void begin(std::string_view, const std::vector<ListColumn>&) override {}
    void row(const Cells& cells) override {
        const auto at = [&](std::size_t i) { return std::string(cells[i].value_or("")); };
        known_.episodes[at(0)].push_back({iso(at(1)),
                                          at(2),
                                          at(3),
                                          at(4),
                                          at(5),
                                          at(6),
                                          iso(at(7)),
                                          at(8),
                                          at(9),
                                          at(10),
                                          at(11),
                                          at(12),
                                          nullptr,
                                          {}});
    }
    void finish() override {}

  private:
    CareKnown& known_;
};

// Lists as they would be returned now.
class Told final : public TableSink {
  public:
    void begin(std::string_view table, const std::vector<ListColumn>& columns) override {
        table_ = &all[std::string(table)];
        for (const auto& column : columns) table_->columns.push_back(column.name);
    }
    void row(const Cells& cells) override {
        auto& row = table_->rows.emplace_back();
        for (const auto& cell : cells) row.emplace_back(cell.value_or(""));
    }
    void finish() override {}
    SaidLists all;

  private:
    SaidTable* table_ = nullptr;
};

store::Params year_params(int year) {
    return {{"starts", *Date::from(year - 1, 4, 1)}, {"ends", *Date::from(year, 3, 31)}};
}

// What the years that were imported before say: another year's files must not change it.
std::map<int, SaidLists> told_before(store::Database& db, const std::vector<ListFile>& lists,
                                     const CareFiles& files) {
    std::vector<int> years;
    db.read([&](store::Session& session) {
        years.clear();
        session.each(kYears, {}, [&](const store::Row& row) {
            years.push_back(std::stoi(std::string(row.text(0))));
        });
    });
    std::map<int, SaidLists> out;
    for (const int year : years) {
        if (std::any_of(files.years.begin(), files.years.end(),
                        [&](const CareYear& read) { return read.year == year; }))
            continue;
        std::vector<ListFile> asked;
        for (const auto& list : lists)
            if (list.from_year <= year) asked.push_back(list);
        Told told;
        const auto kept = with_kept(db, asked, {"ssda903", std::to_string(year), true}, {}, told);
        ListExport how{"ssda903", year_params(year), {}};
        how.leaves = false;
        run_lists(db, asked, how, *kept);
        out[year] = std::move(told.all);
    }
    return out;
}

CareKnown known_care(store::Database& db, const std::vector<ListFile>& lists) {
    CareKnown known;
    db.read([&](store::Session& session) {
        known.elsewhere.clear();
        known.latest_year = static_cast<int>(
            session.one(kLatest, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(0));
        session.each(kElsewhere, {},
                     [&](const store::Row& row) { known.elsewhere.emplace(row.text(0)); });
    });
    if (known.latest_year == 0) return known;
    std::vector<ListFile> episodes;
    for (const auto& list : lists)
        if (list.makes == "episodes.csv") episodes.push_back(list);
    Episodes sink(known);
    ListExport how{
        "ssda903", {{"starts", *Date::from(1900, 4, 1)}, {"ends", *Date::from(2900, 3, 31)}}, {}};
    how.leaves = false;
    run_lists(db, episodes, how, sink);
    return known;
}

}  // namespace

Result<CareImportReport> import_ssda903(store::Database& db, const practice::Practice& practice,
                                        const access::Policy& policy,
                                        const CareImportOptions& options) {
    const RuleKit kit = read_rule_kit(options.practice.string(), "ssda903");
    auto lists = read_lists(options.practice / "returns" / "ssda903" / "lists");
    if (!lists) return lists.failure();
    auto read = read_care_files(options.folders, kit);
    if (!read) return read.failure();
    CareFiles files = std::move(read).value();
    CareTexts texts = care_texts(files, known_care(db, lists.value()));

    const auto before = told_before(db, lists.value(), files);

    SsdImportOptions wanted;
    wanted.kind = "ssda903";
    wanted.source =
        options.folders.size() == 1
            ? fs::absolute(options.folders.front()).lexically_normal().filename().string()
            : fmt::format("{} folders", options.folders.size());
    wanted.sha256 = files.sha256;
    wanted.year = files.years.back().year;
    wanted.texts = std::move(texts.tables);
    wanted.findings = std::move(files.issues);
    wanted.authority = options.authority;
    wanted.profile = options.profile;
    wanted.on_progress = options.on_progress;
    // A line of a table is a row of a file.
    wanted.place = [&](ReturnIssue& issue) {
        const auto places = texts.places.find(issue.table);
        if (places == texts.places.end() || issue.line == 0 || issue.line > places->second.size())
            return;
        const auto* row = places->second[issue.line - 1];
        if (row == nullptr) return;
        issue.path = files.names[row->file];
        issue.line = row->line;
        issue.row = row->row;
        issue.table = row->table->name;
    };
    auto done = import_ssd(db, practice, policy, wanted);
    if (!done) return done.failure();
    CareImportReport report;
    report.record = std::move(done).value();
    for (const auto& year : files.years) report.years.push_back(year.year);
    if (report.record.seen_before) return report;

    for (const auto& year : files.years) {
        const auto period = std::to_string(year.year);
        report.kept += keep_said(db, lists.value(), year_params(year.year),
                                 {"ssda903", period, true}, year.said, report.record.import_id);
        const Instant now = db.clock().now();
        db.write([&](store::Session& session) {
            session.execute(kUnmark, {{"period", period}});
            session.execute(
                kMark, {{"period", period}, {"import_id", report.record.import_id}, {"now", now}});
        });
    }
    for (const auto& [year, said] : before)
        keep_said(db, lists.value(), year_params(year), {"ssda903", std::to_string(year), true},
                  said, report.record.import_id);
    IdMaker ids;
    const std::vector<std::string> children(texts.children.begin(), texts.children.end());
    constexpr std::size_t kBatch = 500;
    for (std::size_t at = 0; at < children.size(); at += kBatch) {
        const std::vector<std::string> some(
            children.begin() + static_cast<std::ptrdiff_t>(at),
            children.begin() + static_cast<std::ptrdiff_t>(std::min(at + kBatch, children.size())));
        const Instant now = db.clock().now();
        access::Subject subject;  // the system itself: worker 0
        subject.purpose = "administration";
        subject.at = now;
        const record::Context context{practice, policy, subject, now, ids};
        report.clocks += db.write(
            [&](store::Session& session) { return start_care_clocks(session, context, some); });
    }
    return report;
}  // namespace hearth::returns

std::string to_text(const CareImportReport& report) {
    std::string years;
    for (const int year : report.years)
        years += fmt::format("{}{}", years.empty() ? "" : ", ", year);
    return fmt::format(
        "Returns of {}.\n{}{} cells and rows are kept beside the record, as the "
        "files said them; {} clocks of reviews were started.\n",
        years, to_text(report.record), report.kept, report.clocks);
}

std::string to_json(const CareImportReport& report) {
    std::string out = to_json(report.record);
    // The years and figures stand before the rest of the object.
    std::string head = "{\"years\":[";
    for (std::size_t i = 0; i < report.years.size(); ++i)
        head += fmt::format("{}{}", i == 0 ? "" : ",", report.years[i]);
    head += fmt::format("],\"kept\":{},\"clocks_started\":{},", report.kept, report.clocks);
    const auto brace = out.find('{');
    return head + out.substr(brace + 1);
}

}  // namespace hearth::returns
