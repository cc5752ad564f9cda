#include "returns/cin_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <unordered_set>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "record/accounts.h"
#include "returns/cin_import_authority.h"
#include "returns/cin_reader.h"
#include "returns/cin_structure.h"
#include "returns/issue_text.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr std::size_t kIssuesListed = 10'000;

constexpr Sql kFind{"import_find", R"(
SELECT id, status, children_done FROM import_file WHERE sha256 = :sha256 AND kind = 'cin')"};
constexpr Sql kNewest{"import_newest", R"(
SELECT max(as_at) FROM import_file WHERE kind = 'cin' AND sha256 <> :sha256)"};
constexpr Sql kBegin{"import_begin", R"(
INSERT INTO import_file (id, kind, source_name, sha256, census_year, authority_code, as_at, started_at, status, imported_by)
VALUES (:id, 'cin', :source, :sha256, :year, :code, :as_at, :now, 'running', :by))"};
constexpr Sql kAdvance{"import_advance", R"(
UPDATE import_file
SET children_done = children_done + :done, children_new = children_new + :made,
    children_changed = children_changed + :changed, children_unchanged = children_unchanged + :unchanged,
    children_held = children_held + :held, rows_added = rows_added + :added, rows_changed = rows_changed + :revised
WHERE id = :id)"};
constexpr Sql kEnd{"import_end", R"(
UPDATE import_file SET status = :status, finished_at = :now, children_damaged = :damaged WHERE id = :id)"};

struct Hashed {
    std::string hex;
};
Result<Hashed> hash_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Fault{fmt::format("The file {} cannot be opened.", path)};
    Sha256Hasher hasher;
    std::string block(1 << 20, '\0');
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        hasher.update(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
    }
    if (in.bad()) return Fault{fmt::format("The file {} cannot be read.", path)};
    return Hashed{hasher.finish().hex()};
}

// The day that the file tells of: when it was written, or its reference date.
Date told_on(const CinHeader& header, Date today) {
    for (const CinSource& source : header.sources)
        if (const auto date = cin_date(std::string_view(source.date_time.text).substr(0, 10)))
            return *date;
    return cin_date(header.reference_date.text).value_or(today);
}

// Codes of cin_check.h: they are found again, child by child, by the importer.
bool of_a_value(const std::string& code) {
    static const std::unordered_set<std::string> codes{
        "missing_key",       "missing_required", "not_a_date",      "not_a_year",
        "not_a_time",        "not_yes_no",       "not_a_number",    "upn_pattern",
        "authority_pattern", "serial_pattern",   "code_unknown",    "code_case",
        "code_not_in_year",  "not_in_year",      "wrong_collection"};
    return codes.contains(code);
}

class Import {
  public:
    Import(store::Database& db, const practice::Practice& practice, const access::Policy& policy,
           const CodeLists& codes, const CinImportOptions& options)
        : db_(db), practice_(practice), policy_(policy), codes_(codes), options_(options) {}

    Result<CinImportReport> run() {
        auto hash = hash_of(options_.path);
        if (!hash) return hash.failure();
        sha256_ = hash->hex;
        report_.source = std::filesystem::path(options_.path).filename().string();
        if (auto owner = check_owner(); !owner) return owner.failure();

        CinReadOptions reading;
        reading.codes = &codes_;
        reading.on_progress = [&](std::uint64_t done, std::uint64_t total) {
            if (options_.on_progress) options_.on_progress(done, total);
            return !failed_ && !enough_;
        };
        CinHeader header;
        auto read = read_cin_file(
            options_.path, reading,
            [&](CinChild&& child, const CinHeader& h) { take(std::move(child), h); }, &header);
        if (!read) return read.failure();
        if (!failed_ && !enough_) guarded([&] { finish(header, read.value()); });
        if (failed_) std::rethrow_exception(failed_);
        if (refused_) return *refused_;
        return std::move(report_);
    }

  private:
    // The reader calls from inside the XML library, through which no exception may pass.
    template <class F>
    void guarded(F&& f) {
        try {
            f();
        } catch (...) {
            failed_ = std::current_exception();
        }
    }

    Result<Done> check_owner() {
        const auto owner =
            db_.read([](store::Session& session) { return record::authority(session); });
        if (owner && !options_.authority.empty() && owner->name != options_.authority)
            return invalid(
                "authority", "other_authority",
                fmt::format("This database holds the record of {}. Give --authority \"{}\", or "
                            "another folder.",
                            owner->name, owner->name));
        if (!owner && options_.authority.empty())
            return invalid("authority", "required",
                           "There is no authority here yet. Give its name with --authority.");
        return Done{};
    }

    void take(CinChild&& child, const CinHeader& header) {
        if (failed_ || enough_) return;
        guarded([&] {
            if (!begun_) begin(header);
            if (enough_) return;
            ++report_.children;
            if (to_skip_ > 0) {
                --to_skip_;
                ++report_.skipped;
                return;
            }
            const std::string& id = child.identifiers.la_child_id.text;
            // The same child twice in a file: the second is compared with what the first made.
            if (batch_.size() >= options_.batch || (!id.empty() && ids_.contains(id))) flush();
            ids_.insert(id);
            batch_.push_back(std::move(child));
        });
    }

    access::Subject nobody(Instant now) const {
        access::Subject subject;  // the system itself: worker 0
        subject.purpose = "administration";
        subject.at = now;
        return subject;
    }
    template <class F>
    auto write(F&& f) {
        const Instant now = db_.clock().now();
        const auto subject = nobody(now);
        const record::Context context{practice_, policy_, subject, now, ids_maker_};
        return db_.write([&](store::Session& session) { return f(session, context); });
    }

    void begin(const CinHeader& header) {
        begun_ = true;
        report_.year = cin_year(header).value_or(kCinLatestYear);
        report_.reference_date = header.reference_date.text;
        if (!header.sources.empty()) report_.authority_code = header.sources.front().lea.text;
        const Date today = db_.clock().today();
        report_.as_at = options_.as_at.value_or(told_on(header, today));
        struct Begun {
            ImportInto into;
            std::int64_t id = 0;
            std::int64_t done = 0;
            std::string status;
            bool older = false;
        };
        const auto begun =
            write([&](store::Session& session, const record::Context& context) -> Begun {
                Begun out;
                const std::string code =
                    report_.authority_code.size() == 3 ? report_.authority_code : "000";
                out.into =
                    import_into(session, context, options_.authority, code, options_.profile);
                session.each(kFind, {{"sha256", sha256_}}, [&](const store::Row& row) {
                    out.id = row.int64(0);
                    out.status = row.text(1);
                    out.done = row.int64(2);
                });
                session.each(kNewest, {{"sha256", sha256_}}, [&](const store::Row& row) {
                    const auto newest = row.date(0);
                    out.older = newest && report_.as_at < *newest;
                });
                if (out.id == 0) {
                    out.id = context.ids.make(context.now);
                    session.execute(kBegin, {{"id", out.id},
                                             {"source", report_.source},
                                             {"sha256", sha256_},
                                             {"year", report_.year},
                                             {"code", report_.authority_code},
                                             {"as_at", report_.as_at},
                                             {"now", context.now},
                                             {"by", context.subject.worker.value}});
                }
                return out;
            });
        report_.import_id = begun.id;
        report_.made_authority = begun.into.made;
        if (begun.into.made) report_.manager = kImportManager;
        report_.resumed = begun.status == "running" && begun.done > 0;
        to_skip_ = static_cast<std::uint64_t>(begun.done);
        if (begun.status == "complete") {
            report_.seen_before = report_.complete = enough_ = true;
            return;
        }
        settings_ = {begun.id, report_.year, report_.as_at, begun.older, begun.into.team, &codes_};
    }

    void flush() {
        if (batch_.empty()) return;
        struct Outcome {
            CinImportCounts counts;
            std::vector<ReturnIssue> issues;
        };
        // May run twice on PostgreSQL, so it touches nothing outside.
        auto outcome =
            write([&](store::Session& session, const record::Context& context) -> Outcome {
                Outcome out;
                out.counts = import_children(
                    session, context, settings_, batch_,
                    [&](ReturnIssue&& issue) { out.issues.push_back(std::move(issue)); });
                const auto& c = out.counts;
                session.execute(kAdvance, {{"done", batch_.size()},
                                           {"made", c.made},
                                           {"changed", c.changed},
                                           {"unchanged", c.unchanged},
                                           {"held", c.held},
                                           {"added", c.rows_added},
                                           {"revised", c.rows_changed},
                                           {"id", settings_.import_id}});
                return out;
            });
        report_.counts += outcome.counts;
        for (ReturnIssue& issue : outcome.issues) list(std::move(issue));
        batch_.clear();
        ids_.clear();
    }

    void list(ReturnIssue&& issue) {
        ++report_.kinds[issue.code];
        if (report_.issues.size() < kIssuesListed) report_.issues.push_back(std::move(issue));
    }

    void finish(const CinHeader& header, const CinReadReport& read) {
        const bool census = read.counts.find("not_xml") == read.counts.end() &&
                            read.counts.find("not_a_cin_census") == read.counts.end();
        if (!census || (!begun_ && read.children == 0 && !read.complete)) {
            std::string why = "This is not a children in need census.";
            if (!read.issues.empty())
                why = read.issues.front().message + " " + read.issues.front().remedy;
            refused_ = invalid("file", "not_a_cin_census", why);
            return;
        }
        if (!begun_) begin(header);
        flush();
        report_.complete = read.complete;
        report_.damaged = read.damaged_children;
        std::vector<ReturnIssue> about_file;
        for (const ReturnIssue& issue : read.issues) {
            const bool of_header = issue.table == name(CinTable::header);
            if (of_a_value(issue.code) && !of_header) continue;
            about_file.push_back(issue);
        }
        write([&](store::Session& session, const record::Context& context) {
            if (report_.skipped == 0 || report_.resumed)
                add_file_issues(session, context, settings_, about_file);
            session.execute(kEnd, {{"status", read.complete ? "complete" : "incomplete"},
                                   {"now", context.now},
                                   {"damaged", read.damaged_children},
                                   {"id", settings_.import_id}});
        });
        for (ReturnIssue& issue : about_file) {
            ++(issue.severity == IssueSeverity::error ? report_.counts.errors
                                                      : report_.counts.queries);
            list(std::move(issue));
        }
        std::stable_sort(
            report_.issues.begin(), report_.issues.end(),
            [](const ReturnIssue& a, const ReturnIssue& b) { return a.line < b.line; });
    }

    store::Database& db_;
    const practice::Practice& practice_;
    const access::Policy& policy_;
    const CodeLists& codes_;
    const CinImportOptions& options_;
    IdMaker ids_maker_;
    std::string sha256_;
    CinImportSettings settings_;
    CinImportReport report_;
    std::vector<CinChild> batch_;
    std::unordered_set<std::string> ids_;
    std::uint64_t to_skip_ = 0;
    bool begun_ = false;
    bool enough_ = false;  // the same file was imported whole before
    std::exception_ptr failed_;
    std::optional<Failure> refused_;
};

}  // namespace

Result<CinImportReport> import_cin(store::Database& db, const practice::Practice& practice,
                                   const access::Policy& policy, const CodeLists& codes,
                                   const CinImportOptions& options) {
    return Import(db, practice, policy, codes, options).run();
}

std::string to_json(const CinImportReport& report) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("import", id_to_text(report.import_id))
        .member("source", report.source)
        .member("authority", report.authority_code)
        .member("reference_date", report.reference_date)
        .member("year", report.year)
        .member("as_at", report.as_at.iso())
        .member("complete", report.complete)
        .member("seen_before", report.seen_before)
        .member("resumed", report.resumed)
        .member("children", report.children)
        .member("children_new", report.counts.made)
        .member("children_changed", report.counts.changed)
        .member("children_unchanged", report.counts.unchanged)
        .member("children_held", report.counts.held)
        .member("children_damaged", report.damaged)
        .member("children_skipped", report.skipped)
        .member("rows_added", report.counts.rows_added)
        .member("rows_changed", report.counts.rows_changed)
        .member("clocks_started", report.counts.clocks)
        .member("errors", report.counts.errors)
        .member("queries", report.counts.queries);
    json.key("kinds").begin_object();
    for (const auto& [code, n] : report.kinds) json.member(code, n);
    json.end_object();
    write_issues(json, report.issues);
    json.end_object();
    return out;
}

std::string to_text(const CinImportReport& report) {
    if (report.seen_before)
        return fmt::format(
            "{} has been imported before, whole: nothing was changed. See /imports/{}\n",
            report.source, id_to_text(report.import_id));
    const auto& c = report.counts;
    std::string out = fmt::format("{}: census of {}, authority {}, as at {}\n", report.source,
                                  report.year, report.authority_code, report.as_at.plain());
    const auto line = [&](std::uint64_t n, std::string_view what) {
        if (n != 0)
            out += fmt::format("{:>10}  {}\n", with_commas(static_cast<std::int64_t>(n)), what);
    };
    line(report.children, "children in the file");
    line(report.skipped, "done before by the reading that was cut off");
    line(c.made, "new");
    line(c.changed, "changed");
    line(c.unchanged, "as they were");
    line(c.held, "kept aside whole: no LA child id");
    line(report.damaged, "not read: their XML is broken");
    line(c.rows_added, "rows added");
    line(c.rows_changed, "rows changed");
    line(c.clocks, "clocks started");
    line(c.errors, "errors");
    line(c.queries, "queries");
    if (report.skipped == 0 && c.made + c.changed + c.held == 0)
        out += "Nothing was changed: the record says the same already.\n";
    if (!report.complete)
        out += "The file could not be read to its end. What was read whole is in the record.\n";
    out += "\n";
    for (const auto& [code, n] : report.kinds) out += fmt::format("{:>10}  {}\n", n, code);
    if (!report.issues.empty()) out += "\n";
    for (const ReturnIssue& issue : report.issues) out += issue_line(issue);
    return out;
}

}  // namespace hearth::returns
