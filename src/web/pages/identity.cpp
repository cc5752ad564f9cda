// One person, twice; two people, once: the queue of possible duplicates, two records side by side,
// saying that they are one person or that they are not. (Parting them again: unmerge.cpp.)
#include "web/pages/identity.h"

#include "base/text.h"
#include "identity/duplicates.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/people_index.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using identity::Agreement;

constexpr std::size_t kLookedForAtOnce = 500;

std::string typed(const Context& ctx, std::string_view name) {
    return std::string(trim(ctx.request.field(name)));
}

std::string chance(double probability) {
    if (probability >= 0.995) return "More than 99 in 100";
    if (probability < 0.01) return "Less than 1 in 100";
    return std::to_string(static_cast<int>(probability * 100 + 0.5)) + " in 100";
}

Html reasons(const std::vector<std::string>& why) {
    std::vector<Html> items(why.begin(), why.end());
    return items.empty() ? Html() : kit::bullets(items);
}

Html born_words(const std::optional<Date>& born, const std::optional<Date>& expected = {}) {
    if (born) return join("born ", born->plain());
    if (expected) return join("due ", expected->plain());
    return "date of birth not recorded";
}

Response queue_page(App& app, Context& ctx) {
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return identity::duplicate_queue(session, context);
    });
    if (!found) return app.failure(ctx, found.failure());
    kit::Page page;
    page.title = "Possible duplicates";
    std::vector<std::vector<Html>> rows;
    for (const auto& p : found->pairs)
        rows.push_back({kit::link(url("/people/{}/same/{}", p.one, p.other),
                                  join(p.one_name, " and ", p.other_name)),
                        join(born_words(p.one_born), "; ", born_words(p.other_born)),
                        chance(p.probability), reasons(p.why), date_of(p.found).plain()});
    page.content << kit::p(
        "Records that may be of one person, the likeliest first. Nothing changes until somebody "
        "who knows says that they are one person, or that they are not.");
    page.content << kit::data_table({.caption = "Possible duplicates",
                                     .caption_hidden = true,
                                     .columns = {{.name = "Compare"},
                                                 {.name = "Dates of birth"},
                                                 {.name = "How likely"},
                                                 {.name = "Why"},
                                                 {.name = "Found"}},
                                     .rows = std::move(rows),
                                     .empty = "No possible duplicate is waiting."});
    if (found->more) page.content << kit::p("There are more. The likeliest are shown.");
    page.content << (found->not_looked_for == 0
                         ? kit::p("Every record has been looked for among the others.")
                         : kit::p(join(found->not_looked_for,
                                       " records are still to be looked for "
                                       "among the others.")));
    page.content << app.form(ctx, {.action = url("/duplicates")},
                             kit::button({.text = "Look for more now",
                                          .classes = "govuk-button--secondary",
                                          .prevent_double_click = true}));
    std::vector<std::vector<Html>> merged;
    for (const auto& m : found->merged)
        merged.push_back({kit::link(url("/people/{}", m.kept), m.kept_name), m.other_name,
                          join(m.by, ", ", date_of(m.at).plain()), m.reason,
                          kit::link(url("/merges/{}", RowId{m.id}), "They are two people",
                                    ": " + m.kept_name + " and " + m.other_name)});
    page.content << kit::h2("Held to be one person")
                 << kit::data_table(
                        {.caption = "Held to be one person, the latest first",
                         .caption_hidden = true,
                         .columns = {{.name = "Shown as"},
                                     {.name = "Also recorded as"},
                                     {.name = "Who said so"},
                                     {.name = "Why"},
                                     {.name = "If it is wrong"}},
                         .rows = std::move(merged),
                         .empty = "Nobody has been recorded twice, as far as is known."});
    return app.page(ctx, std::move(page));
}

Response look_now(App& app, Context& ctx) {
    const auto index = people_index(app);
    const auto looked = app.read(
        ctx,
        [&](store::Session& session, const record::Context& context) -> Result<identity::Looked> {
            if (!context.policy.could(context.subject, Action::manage, ObjectKind::family))
                return Refusal{"no_grant"};
            return identity::look_for_duplicates(session, *index, kLookedForAtOnce);
        });
    if (!looked) return app.failure(ctx, looked.failure());
    const auto done = app.write(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<Done> {
            identity::keep_duplicates(session, context.now, looked.value(), "asked");
            return Done{};
        });
    if (!done) return app.failure(ctx, done.failure());
    return Response::see_other(url("/duplicates"));
}

Response same_page(App& app, Context& ctx) {
    const auto person = ctx.param<PersonId>("person");
    if (!person) return Response::not_found();
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return identity::may_be_same(session, context, *people_index(app), *person);
    });
    if (!found) return app.failure(ctx, found.failure());
    kit::Page page;
    page.title = "Who may be the same person as " + found->name;
    page.section = found->name;
    page.before_main = kit::back_above(url("/duplicates"), "Possible duplicates");
    std::vector<std::vector<Html>> rows;
    for (const auto& p : found->proposals)
        rows.push_back(
            {kit::link(url("/people/{}/same/{}", found->person, p.person), p.name,
                       ": compare with " + found->name),
             born_words(p.born, p.expected), join(p.family, ", ", p.reference),
             p.ruled_out ? Html("Said not to be the same person") : Html(chance(p.probability)),
             reasons(p.why)});
    page.content << kit::data_table(
        {.caption = "People who may be the same",
         .caption_hidden = true,
         .columns = {{.name = "Name"},
                     {.name = "Born"},
                     {.name = "Family"},
                     {.name = "How likely"},
                     {.name = "Why"}},
         .rows = std::move(rows),
         .empty = "Nobody on record is like this person, of those whom you may see."});
    return app.page(ctx, std::move(page));
}

std::string_view agreement_words(Agreement a) {
    switch (a) {
        case Agreement::same:
            return "The same";
        case Agreement::different:
            return "Different";
        case Agreement::only_first:
            return "Only on the first record";
        case Agreement::only_second:
            return "Only on the second record";
    }
    return {};
}

Html values(const std::vector<identity::ComparedValue>& all) {
    if (all.empty()) return "Not recorded";
    std::vector<Html> items;
    for (const auto& v : all)
        items.push_back(join(v.text, el("span", {cls("govuk-hint")}, join(" ", v.source))));
    return items.size() == 1 ? items.front() : kit::bullets(items);
}

std::string families(const std::vector<identity::ComparedFamily>& all) {
    std::vector<std::string> names;
    for (const auto& f : all) names.push_back(f.name);
    return names.empty() ? "no family" : hearth::join_and(names);
}

Html consequences(const identity::Comparison& c) {
    std::vector<Html> items;
    items.push_back(join("It counts at once, on every page, in every list and in the returns."));
    items.push_back(
        join("Both records stay as they are, with their history. Parting them again "
             "restores both; what is written meanwhile is then asked about."));
    items.push_back(join("The pages of ", families(c.first_families), " and of ",
                         families(c.second_families),
                         " both show the one person. The families themselves stay two."));
    bool restricted = false;
    for (const auto* side : {&c.first_families, &c.second_families})
        for (const auto& f : *side)
            if (f.restricted) {
                restricted = true;
                items.push_back(join("The record of ", f.name,
                                     " is restricted. The families of both will be: only whoever "
                                     "is on its list can open them."));
            }
    if (c.excluded > 0)
        items.push_back(join(c.excluded, c.excluded == 1 ? " worker is" : " workers are",
                             " excluded from one of the two, and will be from both."));
    if (!restricted && c.excluded == 0)
        items.push_back(
            "Whoever works with the family of either sees the whole of the one person.");
    return kit::bullets(items);
}

Response compare_page(App& app, Context& ctx, PersonId first, PersonId second,
                      const std::vector<FieldError>& errors) {
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return identity::compare_people(session, context, *people_index(app), first, second);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& c = found.value();
    kit::Page page;
    page.before_main = kit::back_above(url("/duplicates"), "Possible duplicates");
    page.has_errors = !errors.empty();
    page.components = true;
    page.content << kit::error_summary(errors);
    if (c.one_already) {
        page.title = "They are one person already";
        page.content << kit::p(join("These records are held to be one person, ", c.first_name, ". ",
                                    kit::link(url("/people/{}", c.first), "Open the record")));
        return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
    }
    page.title = "Are they the same person?";
    page.section = c.first_name + " and " + c.second_name;
    if (c.judged)
        page.content << kit::p(join("By the two records alone: ", chance(c.judged->probability),
                                    ". A person decides."))
                     << reasons(c.judged->why);
    if (c.said)
        page.content << kit::inset_text({.text = join(c.said->by, " said on ", c.said->on.plain(),
                                                      " that they are not the same person: “",
                                                      c.said->reason, "”")})
                     << app.form(ctx, {.action = url("/people/{}/same/{}/not", c.first, c.second)},
                                 join(kit::hidden("take_back", "yes"),
                                      kit::button({.text = "Take that back",
                                                   .classes = "govuk-button--secondary",
                                                   .prevent_double_click = true})));
    std::vector<std::vector<Html>> rows;
    for (const auto& f : c.fields)
        rows.push_back({f.name, values(f.first), values(f.second),
                        f.agreement == Agreement::same
                            ? Html(agreement_words(f.agreement))
                            : el("strong", {}, agreement_words(f.agreement))});
    const auto family_cell = [](const std::vector<identity::ComparedFamily>& all) {
        std::vector<Html> items;
        for (const auto& f : all) items.push_back(join(f.name, ", ", f.reference));
        return items.empty() ? Html("None") : kit::bullets(items);
    };
    rows.push_back({"Families", family_cell(c.first_families), family_cell(c.second_families),
                    "Each keeps its own"});
    page.content << kit::data_table({.caption = "The two records",
                                     .columns = {{.name = "What"},
                                                 {.name = "First: " + c.first_name},
                                                 {.name = "Second: " + c.second_name},
                                                 {.name = "In words"}},
                                     .rows = std::move(rows)});
    const auto error = [&](std::string_view name) {
        return kit::ErrorMessage{.text = kit::error_for(errors, name)};
    };
    if (!c.said) {
        page.content << kit::h2("They are the same person") << consequences(c)
                     << app.form(
                            ctx, {.action = url("/people/{}/same/{}/merge", c.first, c.second)},
                            join(kit::radios(
                                     {.name = "kept",
                                      .items = {{.text = join("The first: ", c.first_name),
                                                 .value = c.first.text()},
                                                {.text = join("The second: ", c.second_name),
                                                 .value = c.second.text()}},
                                      .fieldset = kit::Fieldset{.legend = {.text = "Which record "
                                                                                   "is shown from "
                                                                                   "now on?"}},
                                      .value = typed(ctx, "kept"),
                                      .error = error("kept")}),
                                 kit::textarea({.name = "reason",
                                                .label = {.text = "How do you know?"},
                                                .value = typed(ctx, "reason"),
                                                .hint = {.text = "Who told you, or what you "
                                                                 "checked. It stays with both."},
                                                .error = error("reason"),
                                                .rows = 3}),
                                 kit::button({.text = "They are the same person",
                                              .prevent_double_click = true})));
        page.content << kit::h2("They are two people")
                     << app.form(ctx, {.action = url("/people/{}/same/{}/not", c.first, c.second)},
                                 join(kit::textarea(
                                          {.name = "not_same_reason",
                                           .label = {.text = "How do you know that they are two?"},
                                           .value = typed(ctx, "not_same_reason"),
                                           .hint = {.text = "The pair is not proposed again."},
                                           .error = error("not_same_reason"),
                                           .rows = 3}),
                                      kit::button({.text = "They are not the same person",
                                                   .classes = "govuk-button--secondary",
                                                   .prevent_double_click = true})));
    }
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

struct Pair {
    PersonId first, second;
};
std::optional<Pair> pair_of(const Context& ctx) {
    const auto first = ctx.param<PersonId>("person"), second = ctx.param<PersonId>("other");
    if (!first || !second) return std::nullopt;
    return Pair{*first, *second};
}

// Does the act and goes where it says, or shows the two again with what is wrong.
template <class Act>
Response act(App& app, Context& ctx, const Pair& pair, const Act& does) {
    const auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            return does(session, context);
        });
    if (done) return Response::see_other(done.value());
    const auto* wrong = std::get_if<Invalid>(&done.failure());
    if (wrong == nullptr) return app.failure(ctx, done.failure());
    return compare_page(app, ctx, pair.first, pair.second, wrong->errors);
}

Response merge(App& app, Context& ctx) {
    const auto pair = pair_of(ctx);
    if (!pair) return Response::not_found();
    const auto kept = PersonId::parse(typed(ctx, "kept"));
    return act(app, ctx, *pair,
               [&](store::Session& session, const record::Context& context) -> Result<std::string> {
                   const bool second = kept && *kept == pair->second;
                   auto made = identity::merge_people(
                       session, context,
                       {second ? pair->second : pair->first, second ? pair->first : pair->second,
                        typed(ctx, "reason")});
                   if (!made) return made.failure();
                   // Refused first, if it must be: what follows tells no more than the page.
                   if (!kept || (*kept != pair->first && *kept != pair->second))
                       return invalid("kept", "required", "Choose which record is shown.");
                   return url("/merges/{}", RowId{made.value()}).text();
               });
}

Response not_same(App& app, Context& ctx) {
    const auto pair = pair_of(ctx);
    if (!pair) return Response::not_found();
    const bool back = typed(ctx, "take_back") == "yes";
    return act(app, ctx, *pair,
               [&](store::Session& session, const record::Context& context) -> Result<std::string> {
                   auto done =
                       back ? identity::take_back_not_same(session, context, pair->first,
                                                           pair->second)
                            : identity::say_not_same(session, context, pair->first, pair->second,
                                                     typed(ctx, "not_same_reason"));
                   if (!done) return done.failure();
                   return back ? url("/people/{}/same/{}", pair->first, pair->second).text()
                               : url("/duplicates").text();
               });
}

}  // namespace

void add_identity_routes(Router& router, App& app) {
    const auto may = [] { return Policy::guarded(Action::manage, ObjectKind::family); };
    router.add(
        {Method::get, "/duplicates", may(), [&](Context& ctx) { return queue_page(app, ctx); }});
    router.add(
        {Method::post, "/duplicates", may(), [&](Context& ctx) { return look_now(app, ctx); }});
    router.add({Method::get, "/people/{person}/same", may(),
                [&](Context& ctx) { return same_page(app, ctx); }});
    router.add({Method::get, "/people/{person}/same/{other}", may(), [&](Context& ctx) {
                    const auto pair = pair_of(ctx);
                    if (!pair) return Response::not_found();
                    return compare_page(app, ctx, pair->first, pair->second, {});
                }});
    router.add({Method::post, "/people/{person}/same/{other}/merge", may(),
                [&](Context& ctx) { return merge(app, ctx); }});
    router.add({Method::post, "/people/{person}/same/{other}/not", may(),
                [&](Context& ctx) { return not_same(app, ctx); }});
    router.add({Method::get, "/merges/{merge}", may(),
                [&](Context& ctx) { return merge_page(app, ctx); }});
    router.add({Method::post, "/merges/{merge}", may(),
                [&](Context& ctx) { return merge_page(app, ctx); }});
}

}  // namespace hearth::web
