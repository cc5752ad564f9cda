// Help, the accessibility statement and privacy: pages about Hearth itself. They hold nothing of
// anybody's record.
#include "web/kit/kit.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

Response help(App& app, Context& ctx) {
    const Html emergency =
        app.could(ctx, access::Action::break_glass, access::ObjectKind::family)
            ? join("If a child may be at risk and you need the record now, ",
                   kit::link(url("/break-glass"), "say why and open it"),
                   ". It is open for a short time, the lead worker is told, and somebody else "
                   "looks at it afterwards.")
            : Html("If a child may be at risk and you need to know more, ring the front door.");
    kit::Page page;
    page.title = "Help";
    page.content = join(
        kit::p("Write once, about the family. What you write shows at once in the workbook, each "
               "child’s chronology, the visit "
               "list and the figures. You never need to copy it."),
        kit::h2("Nothing you type is lost"),
        kit::bullets(
            {"What you type is kept as a draft at every pause, on the server. Close the page, "
             "change device, lose the signal: it is "
             "under “Unfinished writing” in My day.",
             "If somebody else saved the same sheet meanwhile, you see both texts and choose.",
             "Pressing Sign twice signs once."}),
        kit::h2("Due dates say why"),
        kit::p("Each shows the rule that it follows and what stops it. A date in days is due until "
               "the end of that day."),
        kit::h2("When you cannot see something"),
        kit::p(
            join("A page that you may not see looks like a page that does not exist. ", emergency)),
        kit::h2("The keyboard"),
        kit::p("Every page can be used with the Tab and Enter keys alone. The first Tab leads to "
               "“Skip to main content”."),
        kit::h2("What this authority’s practice is"),
        kit::p(join("This authority works by the profile “", app.practice.title, "” (",
                    app.practice.guidance, "), with ", app.practice.threshold_document, ".")));
    return app.page(ctx, std::move(page));
}

Response accessibility(App& app, Context& ctx) {
    kit::Page page;
    page.title = "Accessibility statement";
    page.content =
        join(kit::p(join("This is the statement for Hearth as ", app.authority.name, " runs it.")),
             kit::h2("How accessible it is"),
             kit::p("Hearth is built to meet the Web Content Accessibility Guidelines version 2.2 "
                    "at level AA. Every page is tested automatically with axe "
                    "without exclusions, for hidden text, for sideways scrolling at 320 pixels, by "
                    "keyboard and with scripts off, each time the program is "
                    "built. No test by people who use assistive technology has been made of this "
                    "version yet, so we do not claim full compliance."),
             kit::h2("What we know is not right"),
             kit::bullets({"Genograms of large families are shown as a table only.",
                           "Charts have their figures in a table below; the drawing itself cannot "
                           "be explored by keyboard."}),
             kit::h2("Tell us"),
             kit::p("If you cannot use a page, tell your team’s business support officer or the "
                    "authority’s system administrator. They answer within five working days."),
             kit::h2("Enforcement"),
             kit::p("The Equality and Human Rights Commission enforces the Public Sector Bodies "
                    "(Websites and Mobile Applications) (No. 2) Accessibility "
                    "Regulations 2018. If you are not happy with the answer, contact the Equality "
                    "Advisory and Support Service."));
    return app.page(ctx, std::move(page));
}

Response privacy(App& app, Context& ctx) {
    kit::Page page;
    page.title = "Privacy";
    page.content = join(
        kit::p(join(app.authority.name,
                    " is the controller of what is recorded here, under its duties in the Children "
                    "Act 1989, the Children Act 2004 and "
                    "the data protection law.")),
        kit::h2("Who can see a record"),
        kit::p("The workers who help the family, their team, and those whose duty it is to check "
               "or decide. Some parts, such as what a survivor of domestic abuse "
               "has told us, only the few who need them."),
        kit::h2("Who has looked"),
        kit::p("Every look at a record, and every refused try, is written down with the worker, "
               "their role and the purpose. The list is a page of the record, and cannot be "
               "changed without that being found."),
        kit::h2("How long"),
        kit::p("As the law and the authority’s retention schedule say. Each piece of information "
               "has its period."),
        kit::h2("Cookies"),
        kit::p("One, which keeps you signed in and ends when you sign out. There is nothing else, "
               "and nothing from anybody else."));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_about_routes(Router& router, App& app) {
    router.add({Method::get, "/help",
                Policy::signed_in("how Hearth works; nothing of anybody's record"),
                [&](Context& ctx) { return help(app, ctx); }});
    router.add({Method::get, "/accessibility",
                Policy::open("the accessibility statement, a legal duty"),
                [&](Context& ctx) { return accessibility(app, ctx); }});
    router.add({Method::get, "/privacy", Policy::open("what is kept and who sees it"),
                [&](Context& ctx) { return privacy(app, ctx); }});
}

}  // namespace hearth::web
