// Returns that were made: when, by whom, whether sent, the file as it was, and the proof that the
// record still gives it.
#include <fmt/format.h>

#include <charconv>

#include "returns/lists/table_sink.h"
#include "returns/lists/zip_files.h"
#include "returns/quality/kept_return.h"
#include "returns/quality/quality_run.h"
#include "web/kit/kit.h"
#include "web/pages/quality.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using returns::KeptReturn;

std::string_view return_name(std::string_view kind) {
    return kind == returns::kCare ? "Children looked after return" : "Children in need census";
}

kit::Option return_option(std::string_view kind) {
    return {.text = std::string(return_name(kind)), .value = std::string(kind)};
}

std::string year_words(int year) {
    return fmt::format("{} to {}", year - 1, year);
}

Response list_page(App& app, Context& http, const std::vector<FieldError>& errors = {}) {
    const auto read = app.read(http, [&](store::Session& session, const record::Context& context) {
        return returns::kept_returns(session, context);
    });
    if (!read) return app.failure(http, read.failure());
    kit::Page page;
    page.title = "Returns that were made";
    page.wide = true;
    page.has_errors = !errors.empty();
    page.before_main = kit::back_above(url("/quality"), "Data quality");
    Html& h = page.content;
    h << kit::error_summary(errors);
    h << kit::p(
        "A return is kept as it was made, with the instant whose record it tells. It can be made "
        "again from the record as it was known then.");
    if (return_rules() != nullptr) {
        const int year = census_year(app.clock.today());
        std::vector<kit::Option> years;
        for (const int y : {year, year - 1})
            years.push_back({.text = year_words(y), .value = std::to_string(y)});
        h << app.form(http, {.action = url("/quality/returns"), .classes = "hearth-inline-form"},
                      join(kit::select({.name = "return",
                                        .items = {return_option(returns::kCensus),
                                                  return_option(returns::kCare)},
                                        .label = {.text = "Return"},
                                        .value = std::string(returns::kCensus)}),
                           kit::select({.name = "year",
                                        .items = std::move(years),
                                        .label = {.text = "Collection year"},
                                        .value = std::to_string(year)}),
                           kit::button({.text = "Make the return", .prevent_double_click = true})));
    }
    if (read->empty()) {
        h << kit::empty_state("No return has been made here yet.");
        return app.page(http, std::move(page));
    }
    for (const KeptReturn& r : read.value()) {
        const std::string title = fmt::format("{} {}", return_name(r.kind), year_words(r.year));
        Html acts;
        acts << kit::p(kit::link(url("/quality/returns/{}/file", r.id),
                                 "Download the file as it was made", ", " + r.file_name()))
             << kit::p(kit::link(url("/quality/returns/{}/again", r.id),
                                 "Make it again as known then", ", " + plain(r.made)));
        if (!r.submitted)
            acts << app.form(http, {.action = url("/quality/returns/{}/submitted", r.id)},
                             kit::button({.text = join("Mark as submitted",
                                                       el("span", {cls("govuk-visually-hidden")},
                                                          ", made on ", plain(r.made))),
                                          .classes = "govuk-button--secondary",
                                          .prevent_double_click = true}));
        h << el(
            "section", {cls("hearth-card"), id("return-" + r.id.text())},
            el("h2", {cls("govuk-heading-m")}, title, " ",
               r.submitted ? kit::tag({.text = "Submitted", .classes = "govuk-tag--green"})
                           : kit::tag({.text = "Not submitted", .classes = "govuk-tag--grey"})),
            kit::summary_rows(
                {{"Made", join(plain(r.made), " by ", r.made_by_name)},
                 {"Submitted", r.submitted
                                   ? join(plain(*r.submitted), ", marked by ", r.submitted_by_name)
                                   : Html("Not marked as submitted")},
                 {"Tells the record as known", plain(r.known)},
                 {"Children", kit::thousands(r.children)},
                 {"Left out, because the schema would refuse them",
                  r.left_out == 0 ? Html() : Html(kit::thousands(r.left_out))},
                 {"Faults open then", fmt::format("{} errors, {} queries", kit::thousands(r.errors),
                                                  kit::thousands(r.queries))},
                 {"Size", fmt::format("{} bytes", kit::thousands(r.bytes))},
                 {"Fingerprint (SHA-256)", el("code", {cls("hearth-code")}, r.sha256)}}),
            acts);
    }
    return app.page(http, std::move(page));
}

Response make(App& app, Context& http) {
    const auto rules = return_rules();
    if (rules == nullptr) return list_page(app, http);
    int year = 0;
    const std::string typed(http.request.field("year"));
    std::from_chars(typed.data(), typed.data() + typed.size(), year);
    const auto made = returns::make_return(
        app.db, app.context_of(http), rules->sources(),
        http.request.field("return") == returns::kCare ? returns::kCare : returns::kCensus, year);
    if (made) return Response::see_other(url("/quality/returns"));
    if (const auto* wrong = std::get_if<Invalid>(&made.failure()))
        return list_page(app, http, wrong->errors);
    return app.failure(http, made.failure());
}

Response file(App& app, Context& http) {
    const auto id = http.param<RowId>("return");
    if (!id) return Response::not_found();
    auto read = app.read(http, [&](store::Session& session, const record::Context& context) {
        return returns::kept_file(session, context, *id);
    });
    if (!read) return app.failure(http, read.failure());
    if (read->kind == returns::kCare)
        return Response::download(returns::zip_files(returns::bundled_files(read->bytes)),
                                  "application/zip", "children-looked-after.zip");
    return Response::download(std::move(read->bytes), "application/xml", "census.xml");
}

Response again(App& app, Context& http) {
    const auto id = http.param<RowId>("return");
    const auto rules = return_rules();
    if (!id) return Response::not_found();
    if (rules == nullptr) return Response::see_other(url("/quality/returns"));
    const auto made = returns::make_again(app.db, app.context_of(http), rules->sources(), *id);
    if (!made) return app.failure(http, made.failure());
    kit::Page page;
    page.title = "Made again as known then";
    page.before_main = kit::back_above(url("/quality/returns"), "Returns that were made");
    page.content << kit::p(
        made->equal
            ? Html("The record as it was known then gives the same, byte for byte.")
            : Html(
                  "The record as it was known then gives something else now. The program, its code "
                  "lists or its lists have changed since; what was made is kept."));
    page.content << kit::summary_rows(
        {{"Tells the record as known", plain(made->kept.known)},
         {"Fingerprint when made", el("code", {cls("hearth-code")}, made->kept.sha256)},
         {"Fingerprint now", el("code", {cls("hearth-code")}, made->sha256)},
         {"Size when made", fmt::format("{} bytes", kit::thousands(made->kept.bytes))},
         {"Size now", fmt::format("{} bytes", kit::thousands(made->bytes))}});
    return app.page(http, std::move(page));
}

Response submitted(App& app, Context& http) {
    const auto id = http.param<RowId>("return");
    if (!id) return Response::not_found();
    const auto done = app.once(
        http, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto marked = returns::mark_submitted(session, context, *id);
            if (!marked) return marked.failure();
            return std::string("/quality/returns");
        });
    if (!done) return app.failure(http, done.failure());
    return Response::see_other(done.value());
}

}  // namespace

void add_quality_return_routes(Router& router, App& app) {
    const auto whole = Policy::guarded(Action::export_, ObjectKind::authority);
    router.add({Method::get, "/quality/returns", whole,
                [&](Context& http) { return list_page(app, http); }});
    router.add(
        {Method::post, "/quality/returns", whole, [&](Context& http) { return make(app, http); }});
    router.add({Method::get, "/quality/returns/{return}/file", whole,
                [&](Context& http) { return file(app, http); }});
    router.add({Method::get, "/quality/returns/{return}/again", whole,
                [&](Context& http) { return again(app, http); }});
    router.add({Method::post, "/quality/returns/{return}/submitted", whole,
                [&](Context& http) { return submitted(app, http); }});
}

}  // namespace hearth::web
