#include "returns/cin_import_page.h"

#include <algorithm>

#include "access/guard.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr std::int64_t kPageOf = 100;

constexpr Sql kFiles{"imports", R"(
SELECT f.id, f.source_name, f.authority_code, f.status, f.census_year, f.as_at, f.started_at, f.finished_at,
       f.children_done, f.children_new, f.children_changed, f.children_unchanged, f.children_held, f.children_damaged,
       f.rows_added, f.rows_changed,
       (SELECT count(*) FROM import_issue i WHERE i.import_id = f.id AND i.superseded_at = '9999-12-31T23:59:59.999Z'),
       f.kind
FROM import_file f ORDER BY f.started_at DESC, f.id DESC LIMIT 200)"};
constexpr Sql kKinds{"import_kinds", R"(
SELECT code, count(*) AS n FROM import_issue
WHERE import_id = :import AND superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY code ORDER BY n DESC, code)"};
constexpr Sql kFindings{"import_findings", R"(
SELECT i.code, i.severity, i.la_child_id, i.file_table, i.field, i.file_row, i.path, i.line, i.value, i.message, i.remedy, i.kept,
       (SELECT m.family_id FROM family_member m
        WHERE m.person_id = i.person_id AND m.role = 'child' AND m.superseded_at = '9999-12-31T23:59:59.999Z'
        ORDER BY m.from_date DESC, m.id DESC LIMIT 1)
FROM import_issue i
WHERE i.import_id = :import AND i.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY i.line, i.id LIMIT :most OFFSET :from)"};

}  // namespace

Result<std::vector<ImportedFile>> imports(store::Session& session, const record::Context& context) {
    const auto allowed =
        access::guard_whole(session, context.policy, context.subject, access::Action::export_,
                            access::ObjectKind::authority, {.what = "imports"});
    if (!allowed) return allowed.failure();
    std::vector<ImportedFile> out;
    session.each(kFiles, {}, [&](const store::Row& row) {
        ImportedFile f;
        f.id = row.id<RowTag>(0);
        f.source = row.text(1);
        f.authority_code = row.text(2);
        f.status = row.text(3);
        f.year = static_cast<int>(row.int64(4));
        f.as_at = row.date(5);
        f.started = row.instant(6);
        f.finished = row.instant(7);
        f.children = row.int64(8);
        f.made = row.int64(9);
        f.changed = row.int64(10);
        f.unchanged = row.int64(11);
        f.held = row.int64(12);
        f.damaged = row.int64(13);
        f.rows_added = row.int64(14);
        f.rows_changed = row.int64(15);
        f.open = row.int64(16);
        f.kind = row.text(17);
        out.push_back(std::move(f));
    });
    return out;
}

Result<ImportPage> import_page(store::Session& session, const record::Context& context, RowId id,
                               std::int64_t page) {
    auto all = imports(session, context);
    if (!all) return all.failure();
    const auto& files = all.value();
    const auto it =
        std::find_if(files.begin(), files.end(), [&](const ImportedFile& f) { return f.id == id; });
    if (it == files.end()) return Refusal{"absent"};
    ImportPage out;
    out.file = *it;
    out.pages = std::max<std::int64_t>(1, (out.file.open + kPageOf - 1) / kPageOf);
    out.page = std::clamp<std::int64_t>(page, 1, out.pages);
    session.each(kKinds, {{"import", id}},
                 [&](const store::Row& row) { out.kinds.emplace_back(row.text(0), row.int64(1)); });
    session.each(kFindings, {{"import", id}, {"most", kPageOf}, {"from", (out.page - 1) * kPageOf}},
                 [&](const store::Row& row) {
                     ImportFinding f;
                     f.issue.code = row.text(0);
                     f.issue.severity =
                         row.text(1) == "error" ? IssueSeverity::error : IssueSeverity::query;
                     f.issue.la_child_id = row.text(2);
                     f.issue.table = row.text(3);
                     f.issue.field = row.text(4);
                     f.issue.row = row.int64(5);
                     f.issue.path = row.text(6);
                     f.issue.line = static_cast<std::uint32_t>(row.int64(7));
                     f.issue.value = row.text(8);
                     f.issue.message = row.text(9);
                     f.issue.remedy = row.text(10);
                     f.kept = row.yes(11);
                     f.family = row.id<FamilyTag>(12);
                     out.findings.push_back(std::move(f));
                 });
    return out;
}

}  // namespace hearth::returns
