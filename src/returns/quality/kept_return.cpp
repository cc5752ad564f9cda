#include "returns/quality/kept_return.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "access/guard.h"
#include "base/hash.h"
#include "record/accounts.h"
#include "record/names.h"
#include "returns/cin_export.h"
#include "returns/list_returns.h"
#include "returns/quality/quality_run.h"

namespace hearth::returns {
namespace {

using access::Action;
using access::ObjectKind;
using store::Sql;

constexpr std::chrono::seconds kBefore{10};  // longer than any signing takes
constexpr std::size_t kPart = 256 * 1024;
constexpr std::string_view kRelease = "1";

constexpr Sql kInsert{
    "quality_return_insert",
    "INSERT INTO quality_return (id, kind, census_year, authority_code, release, known_at, "
    "made_at, "
    "made_by, sha256, bytes, children, left_out, errors, queries) VALUES (:id, :kind, :year, "
    ":authority, :release, :known, :made, :by, :sha256, :bytes, :children, :left_out, :errors, "
    ":queries)"};
constexpr Sql kOpen{"quality_return_open", R"(
SELECT count(CASE WHEN severity = 'error' THEN 1 END), count(CASE WHEN severity <> 'error' THEN 1 END)
FROM quality_fault WHERE kind = :kind AND census_year = :year AND gone_at IS NULL)"};
constexpr Sql kPartInsert{
    "quality_return_part_insert",
    "INSERT INTO quality_return_part (return_id, position, content) VALUES (:id, :position, "
    ":content)"};
constexpr Sql kAll{"quality_returns", R"(
SELECT id, kind, census_year, authority_code, release, known_at, made_at, made_by, sha256, bytes, children, left_out,
       errors, queries, submitted_at, submitted_by
FROM quality_return ORDER BY made_at DESC, id DESC)"};
constexpr Sql kParts{"quality_return_parts",
                     "SELECT content FROM quality_return_part WHERE return_id = :id ORDER BY "
                     "position"};
constexpr Sql kKind{"quality_return_kind", "SELECT kind FROM quality_return WHERE id = :id"};
constexpr Sql kSubmit{"quality_return_submit",
                      "UPDATE quality_return SET submitted_at = :at, submitted_by = :by WHERE id = "
                      ":id AND submitted_at IS NULL"};

Result<Done> ask(store::Session& session, const record::Context& context, std::string_view what,
                 RowId id = {}) {
    const auto allowed =
        access::guard_whole(session, context.policy, context.subject, Action::export_,
                            ObjectKind::authority, {.what = what, .thing = id.value});
    if (!allowed) return allowed.failure();
    return Done{};
}

std::string fingerprint(std::string_view bytes) {
    return sha256(bytes).hex();
}

struct Made {
    std::string authority, bytes;
    std::uint64_t children = 0, left_out = 0;
};

Result<Made> make_census(store::Database& db, const ReturnSources& sources, int year,
                         const std::string& authority, std::string_view release, Instant known) {
    std::ostringstream out;
    CinExportOptions options;
    options.year = year;
    options.authority = authority;
    options.release = release;
    const auto report = export_cin(db, sources.codes, options, known, out);
    if (!report) return report.failure();
    return Made{report->authority, std::move(out).str(), report->children, report->left_out.size()};
}

Result<Made> make_care(store::Database& db, const ReturnSources& sources, int year, Instant known) {
    Made made;
    const auto sink = csv_bundle(made.bytes);
    const auto counts = export_ssda903(db, sources.practice, year, known, *sink);
    if (!counts) return counts.failure();
    for (const ListCount& list : counts.value())
        if (list.makes == "header.csv") made.children = list.rows;
    const auto authority =
        db.read([](store::Session& session) { return record::authority(session); });
    if (authority) made.authority = authority->la_code;
    return made;
}

Result<Made> make(store::Database& db, const ReturnSources& sources, std::string_view kind,
                  int year, const std::string& authority, std::string_view release, Instant known) {
    if (kind == kCare) return make_care(db, sources, year, known);
    return make_census(db, sources, year, authority, release, known);
}

}  // namespace

std::string KeptReturn::file_name() const {
    return fmt::format("{}_{}_{}_{}.{}", kind, year, authority_code, date_of(made).iso(),
                       kind == kCare ? "zip" : "xml");
}

Result<RowId> make_return(store::Database& db, const record::Context& context,
                          const ReturnSources& sources, std::string_view kind, int year) {
    const auto allowed =
        db.read([&](store::Session& session) { return ask(session, context, "return"); });
    if (!allowed) return allowed.failure();
    // To the millisecond that the columns hold, as it will be asked for again.
    const Instant known = db.clock().now() - kBefore;
    const auto made = make(db, sources, kind, year, {}, kRelease, known);
    if (!made) return made.failure();
    const std::string& bytes = made->bytes;
    return db.write([&](store::Session& session) -> Result<RowId> {
        const auto id = context.ids.next<RowTag>(context.now);
        const auto open = session.one(
            kOpen, {{"kind", kind}, {"year", year}},
            [](const store::Row& row) { return std::pair(row.int64(0), row.int64(1)); });
        session.execute(kInsert, {{"id", id},
                                  {"kind", kind},
                                  {"year", year},
                                  {"authority", made->authority},
                                  {"release", kRelease},
                                  {"known", known},
                                  {"made", db.clock().now()},
                                  {"by", context.subject.worker},
                                  {"sha256", fingerprint(bytes)},
                                  {"bytes", bytes.size()},
                                  {"children", made->children},
                                  {"left_out", made->left_out},
                                  {"errors", open->first},
                                  {"queries", open->second}});
        store::Rows parts(3);
        std::int64_t position = 0;
        for (std::size_t from = 0; from < bytes.size();) {
            std::size_t size = std::min(kPart, bytes.size() - from);
            // Not in the middle of a character.
            while (from + size < bytes.size() &&
                   (static_cast<unsigned char>(bytes[from + size]) & 0xC0U) == 0x80U)
                --size;
            parts.add(id, position++, bytes.substr(from, size));
            from += size;
        }
        session.insert_many(kPartInsert, parts);
        return id;
    });
}

Result<std::vector<KeptReturn>> kept_returns(store::Session& session,
                                             const record::Context& context) {
    const auto allowed = ask(session, context, "returns");
    if (!allowed) return allowed.failure();
    std::vector<KeptReturn> out;
    session.each(kAll, {}, [&](const store::Row& row) {
        KeptReturn r;
        r.id = row.id<RowTag>(0);
        r.kind = row.text(1);
        r.year = static_cast<int>(row.int64(2));
        r.authority_code = row.text(3);
        r.release = row.text(4);
        r.known = row.instant(5).value();
        r.made = row.instant(6).value();
        r.made_by = row.id<WorkerTag>(7);
        r.sha256 = row.text(8);
        r.bytes = row.int64(9);
        r.children = row.int64(10);
        r.left_out = row.int64(11);
        r.errors = row.int64(12);
        r.queries = row.int64(13);
        r.submitted = row.instant(14);
        r.submitted_by = row.id<WorkerTag>(15);
        out.push_back(std::move(r));
    });
    record::Names names(session);
    for (KeptReturn& r : out) {
        r.made_by_name = names.worker(r.made_by);
        if (r.submitted_by) r.submitted_by_name = names.worker(r.submitted_by);
    }
    return out;
}

Result<KeptFile> kept_file(store::Session& session, const record::Context& context, RowId id) {
    const auto allowed = ask(session, context, "return", id);
    if (!allowed) return allowed.failure();
    KeptFile out;
    session.each(kKind, {{"id", id}}, [&](const store::Row& row) { out.kind = row.text(0); });
    session.each(kParts, {{"id", id}}, [&](const store::Row& row) { out.bytes += row.text(0); });
    if (out.bytes.empty()) return Refusal{"absent"};
    return out;
}

Result<Done> mark_submitted(store::Session& session, const record::Context& context, RowId id) {
    auto all = kept_returns(session, context);
    if (!all) return all.failure();
    if (std::none_of(all->begin(), all->end(), [&](const KeptReturn& r) { return r.id == id; }))
        return Refusal{"absent"};
    session.execute(kSubmit, {{"id", id}, {"at", context.now}, {"by", context.subject.worker}});
    return Done{};
}

Result<MadeAgain> make_again(store::Database& db, const record::Context& context,
                             const ReturnSources& sources, RowId id) {
    const auto all =
        db.read([&](store::Session& session) { return kept_returns(session, context); });
    if (!all) return all.failure();
    const auto kept =
        std::find_if(all->begin(), all->end(), [&](const KeptReturn& r) { return r.id == id; });
    if (kept == all->end()) return Refusal{"absent"};
    const auto made =
        make(db, sources, kept->kind, kept->year, kept->authority_code, kept->release, kept->known);
    if (!made) return made.failure();
    MadeAgain again{*kept, fingerprint(made->bytes), static_cast<std::int64_t>(made->bytes.size()),
                    false};
    again.equal = again.sha256 == kept->sha256 && again.bytes == kept->bytes;
    return again;
}

}  // namespace hearth::returns
