// The files that were imported, and what was wrong in each.
#include <charconv>

#include "base/text.h"
#include "returns/cin_import_page.h"
#include "web/kit/kit.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

std::string state(const returns::ImportedFile& f) {
    if (f.status == "complete") return "Whole";
    if (f.status == "running") return "Cut off: import the same file again to go on";
    return "Not readable to its end";
}

std::string what(const returns::ImportedFile& f) {
    if (f.kind == "ssd") return "Standard Safeguarding Dataset";
    if (f.kind == "annex_a") return "Annex A";
    return "Census of " + std::to_string(f.year);
}

Response list_page(App& app, Context& ctx) {
    const auto files = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return returns::imports(session, context);
    });
    if (!files) return app.failure(ctx, files.failure());
    kit::Page page;
    page.title = "Imported files";
    page.wide = true;
    std::vector<std::vector<Html>> rows;
    for (const auto& f : files.value())
        rows.push_back({kit::link(url("/imports/{}", f.id), f.source), what(f),
                        f.started ? plain(*f.started) : std::string(), kit::thousands(f.children),
                        kit::thousands(f.open), state(f)});
    if (rows.empty()) {
        page.content << kit::empty_state(
            "No file has been imported. A children in need census comes in with the command "
            "“hearth import cin”.");
    } else {
        page.content << kit::data_table({.caption = "Imported files, the newest first",
                                         .caption_hidden = true,
                                         .columns = {{.name = "File"},
                                                     {.name = "What it is"},
                                                     {.name = "Imported"},
                                                     {.name = "Children", .numeric = true},
                                                     {.name = "Open findings", .numeric = true},
                                                     {.name = "Read"}},
                                         .rows = std::move(rows)});
    }
    return app.page(ctx, std::move(page));
}

Response file_page(App& app, Context& ctx) {
    const auto id = ctx.param<RowId>("import");
    if (!id) return Response::not_found();
    std::int64_t wanted = 1;
    const auto asked = ctx.request.query.get("page");
    std::from_chars(asked.data(), asked.data() + asked.size(), wanted);
    const auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return returns::import_page(session, context, *id, wanted);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& p = read.value();
    const auto& f = p.file;
    kit::Page page;
    page.title = f.source;
    page.wide = true;
    page.before_main = kit::back_above(url("/imports"), "Imported files");
    std::vector<std::vector<Html>> counts;
    const auto count = [&](std::string_view what, std::int64_t n) {
        if (n != 0) counts.push_back({std::string(what), kit::thousands(n)});
    };
    count("Children in the file", f.children + f.damaged);
    count("New on record", f.made);
    count("Changed", f.changed);
    count("As they were", f.unchanged);
    count("Kept aside whole: no LA child id", f.held);
    count("Not read: their XML is broken", f.damaged);
    count("Rows added", f.rows_added);
    count("Rows changed", f.rows_changed);
    page.content << kit::p(join(what(f), f.kind == "cin" ? " from authority " : "",
                                f.kind != "cin"            ? ""
                                : f.authority_code.empty() ? "not given"
                                                           : f.authority_code,
                                ". Imported ", f.started ? plain(*f.started) : std::string(),
                                f.as_at ? ", as at " + f.as_at->plain() : std::string(), ". ",
                                state(f), "."))
                 << kit::data_table(
                        {.caption = "What it brought",
                         .columns = {{.name = "What"}, {.name = "How many", .numeric = true}},
                         .rows = std::move(counts)});
    page.content << kit::h2("What was found");
    if (p.findings.empty()) {
        page.content << kit::p("Nothing, or nothing that has not been put right since.");
        return app.page(ctx, std::move(page));
    }
    page.content << kit::p(
        "A value that could not be kept in its place is kept aside. The export gives it back as it "
        "was, until somebody puts a right value into the child’s record.");
    std::vector<std::vector<Html>> rows;
    for (const auto& finding : p.findings) {
        const auto& i = finding.issue;
        const auto item = i.field.empty() ? i.table : i.field;
        Html child = i.la_child_id;
        if (finding.family && !i.la_child_id.empty())
            child = kit::link(url("/families/{}", finding.family), i.la_child_id);
        rows.push_back({i.line == 0 ? std::string("none") : std::to_string(i.line), child,
                        i.severity == returns::IssueSeverity::error ? "Error" : "Query",
                        f.kind == "cin" ? item : i.path + " " + item, shorten(i.value, 60),
                        join(i.message, " ", i.remedy, finding.kept ? " (Kept aside.)" : "")});
    }
    page.content << kit::data_table({.caption = "Findings in the order of the file, page " +
                                                std::to_string(p.page) + " of " +
                                                std::to_string(p.pages),
                                     .columns = {{.name = "Line"},
                                                 {.name = "Child"},
                                                 {.name = "Kind"},
                                                 {.name = "Item"},
                                                 {.name = "As written"},
                                                 {.name = "What is wrong and what to do"}},
                                     .rows = std::move(rows)});
    const auto turn = [&](std::int64_t to, std::string_view words) {
        return kit::p(kit::link(url("/imports/{}", *id).query("page", std::to_string(to)),
                                std::string(words)));
    };
    if (p.page > 1) page.content << turn(p.page - 1, "Previous page of findings");
    if (p.page < p.pages) page.content << turn(p.page + 1, "Next page of findings");
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_import_routes(Router& router, App& app) {
    const auto policy = Policy::guarded(access::Action::export_, access::ObjectKind::authority);
    router.add(
        {Method::get, "/imports", policy, [&](Context& ctx) { return list_page(app, ctx); }});
    router.add({Method::get, "/imports/{import}", policy,
                [&](Context& ctx) { return file_page(app, ctx); }});
}

}  // namespace hearth::web
