// What a signing showed: the returns' rules over the family's children, told on the page that
// follows.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <mutex>

#include "record/entries.h"
#include "record/names.h"
#include "returns/quality/mending.h"
#include "returns/quality/quality_run.h"
#include "web/kit/kit.h"
#include "web/pages/quality.h"

namespace hearth::web {
namespace {

std::mutex& guard() {
    static std::mutex mutex;
    return mutex;
}
std::shared_ptr<const ReturnRules>& held() {
    static std::shared_ptr<const ReturnRules> rules;
    return rules;
}

returns::CodeLists read_codes(const std::string& practice_folder) {
    auto codes = returns::CodeLists::load(practice_folder + "/codes/cin.csv");
    if (!codes) throw std::runtime_error("the code lists of the census could not be read");
    return std::move(codes).value();
}

// The form and field that set the cell, for this reader: the entry that was just signed, or another
// form.
Html way_to_mend(const record::Context& context, const returns::Mending& mending,
                 const returns::LiveFault& fault, EntryId entry) {
    for (const auto& each : mending.of(fault.table, fault.field)) {
        if (!record::may_write(context.subject, *each.form)) continue;
        if (each.by_revision && fault.made_by == entry)
            return kit::link(url("/entries/{}/revise", entry).fragment(each.field),
                             "Change what you signed");
        return kit::link(
            url("/families/{}/write/{}", fault.family, each.form->id).fragment(each.field),
            each.form->verb);
    }
    return kit::link(url("/people/{}", fault.person), "Open the child’s record");
}

}  // namespace

ReturnRules::ReturnRules(const std::string& practice_folder, const std::string& local_rules)
    : practice(practice_folder),
      census(practice_folder, local_rules),
      care(practice_folder, local_rules),
      codes(read_codes(practice_folder)) {}

void use_return_rules(std::shared_ptr<const ReturnRules> rules) {
    const std::scoped_lock lock(guard());
    held() = std::move(rules);
}
std::shared_ptr<const ReturnRules> return_rules() {
    const std::scoped_lock lock(guard());
    return held();
}

Html faults_of_signing(App& app, Context& http, FamilyId family, EntryId entry) {
    const auto rules = return_rules();
    if (rules == nullptr || !family) return {};
    try {
        auto check = returns::check_family(app.db, rules->census, app.ids, family, entry);
        const auto care = returns::check_family(app.db, rules->care, app.ids, family, entry);
        check.mended += care.mended;
        check.found.insert(check.found.end(), care.found.begin(), care.found.end());
        Html h;
        if (check.mended > 0)
            h << kit::p(check.mended == 1
                            ? Html("Signing this mended 1 fault in the returns’ data.")
                            : Html(fmt::format("Signing this mended {} faults in the "
                                               "returns’ data.",
                                               check.mended)));
        if (!check.found.empty()) {
            const returns::Mending mending(app.practice);
            const auto context = app.context_of(http);
            std::vector<Html> items;
            app.db.read([&](store::Session& session) {
                record::Names names(session);
                items.clear();
                for (const auto& fault : check.found)
                    items.push_back(join(el("strong", names.person(fault.person)), ": ",
                                         fault.message, " ", fault.remedy, " ",
                                         way_to_mend(context, mending, fault, entry)));
            });
            h << kit::p(
                     "It is signed, and nothing below has to be done now. With it the "
                     "authority’s returns would say:")
              << kit::bullets(items);
        }
        if (h.empty()) return {};
        return join(kit::h2("What the returns’ rules say", "quality"), h);
    } catch (const std::exception& error) {
        spdlog::error("the rules could not be run after a signing: {}", error.what());
        return {};
    }
}

}  // namespace hearth::web
