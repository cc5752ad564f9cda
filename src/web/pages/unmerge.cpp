// What a merge is, and the form that parts the two records again: everything that was written since
// is asked about, one by one.
#include "identity/unmerge.h"
#include "base/text.h"
#include "web/kit/kit.h"
#include "web/pages/identity.h"

namespace hearth::web {
namespace {

std::string typed(const Context& ctx, std::string_view name) {
    return std::string(trim(ctx.request.field(name)));
}

}  // namespace

Response merge_page(App& app, Context& ctx) {
    const auto row = ctx.param<RowId>("merge");
    if (!row) return Response::not_found();
    std::vector<FieldError> errors;
    if (ctx.request.method == Method::post) {
        const auto done = app.once(
            ctx,
            [&](store::Session& session, const record::Context& context) -> Result<std::string> {
                auto sheet = identity::unmerge_sheet(session, context, row->value);
                if (!sheet) return sheet.failure();
                identity::UnmergeRequest request{row->value, typed(ctx, "reason"), {}};
                for (const auto& q : sheet->questions)
                    if (const auto whose = PersonId::parse(typed(ctx, q.fact.key())))
                        request.answers[q.fact] = *whose;
                auto parted = identity::unmerge_people(session, context, request);
                if (!parted) return parted.failure();
                return url("/people/{}/same/{}", sheet->merge.kept, sheet->merge.other).text();
            });
        if (done) return Response::see_other(done.value());
        const auto* wrong = std::get_if<Invalid>(&done.failure());
        if (wrong == nullptr) return app.failure(ctx, done.failure());
        errors = wrong->errors;
    }
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return identity::unmerge_sheet(session, context, row->value);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& m = found->merge;
    kit::Page page;
    page.title = m.kept_name + " and " + m.other_name + " are one person";
    page.before_main = kit::back_above(url("/duplicates"), "Possible duplicates");
    page.has_errors = !errors.empty();
    page.components = true;
    page.content << kit::error_summary(errors)
                 << kit::summary_rows({{"Shown as", m.kept_name},
                                       {"Also recorded as", m.other_name},
                                       {"Said by", join(m.by, ", ", plain(m.at))},
                                       {"Because", m.reason}})
                 << kit::h2("They are two people after all")
                 << kit::p(
                        "Both records become again what they were. Nothing is parted before "
                        "every question is answered.");
    Html inside;
    if (found->questions.empty())
        inside << kit::p("Nothing was written about them since they were made one.");
    else
        inside << kit::p(join(found->questions.size(),
                              found->questions.size() == 1 ? " thing was" : " things were",
                              " written since. Say of each whose it is."));
    for (const auto& q : found->questions) {
        Html what = q.title;
        if (q.readable && !q.words.empty()) what << ": " << q.words;
        if (!q.readable) what << ", which you may not read: ask whoever wrote it";
        inside << kit::radios(
            {.name = q.fact.key(),
             .items = {{.text = join(m.kept_name, ", the record shown now"),
                        .value = m.kept.text()},
                       {.text = join(m.other_name, ", the other record"), .value = m.other.text()}},
             .fieldset = kit::Fieldset{.legend = {.text = what}},
             .value = typed(ctx, q.fact.key()),
             .hint = {.text = join("Recorded ", plain(q.at), q.by.empty() ? "" : " by ", q.by)},
             .error = {.text = kit::error_for(errors, q.fact.key())},
             .classes = "govuk-radios--small"});
    }
    inside << kit::textarea({.name = "reason",
                             .label = {.text = "How do you know that they are two?"},
                             .value = typed(ctx, "reason"),
                             .error = {.text = kit::error_for(errors, "reason")},
                             .rows = 3})
           << kit::button({.text = "Part the two records",
                           .classes = "govuk-button--warning",
                           .prevent_double_click = true});
    page.content << app.form(ctx, {.action = url("/merges/{}", *row)}, inside);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

}  // namespace hearth::web
