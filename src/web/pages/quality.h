// Data quality: the page of what the returns' rules find, the returns that were made, and what a
// signing showed.
//
// The rules are read once for the process, before the first page is asked for; without them the
// pages show what is kept and signing checks nothing.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "returns/code_lists.h"
#include "returns/quality/care_rules.h"
#include "returns/quality/census_rules.h"
#include "returns/quality/kept_return.h"
#include "web/app.h"

namespace hearth::web {

struct ReturnRules {
    // `local_rules` is a folder of the authority's own, or "". Throws when they cannot be read.
    explicit ReturnRules(const std::string& practice_folder, const std::string& local_rules = {});
    returns::ReturnSources sources() const { return {codes, practice}; }
    std::filesystem::path practice;
    returns::CensusRules census;
    returns::CareRules care;
    returns::CodeLists codes;
};
void use_return_rules(std::shared_ptr<const ReturnRules> rules);
std::shared_ptr<const ReturnRules> return_rules();

void add_quality_routes(Router& router, App& app);
void add_quality_return_routes(Router& router, App& app);

// What the rules say of the family's children after the entry was signed: nothing when there is
// nothing new. Never throws: what goes wrong is logged, and signing stands.
Html faults_of_signing(App& app, Context& http, FamilyId family, EntryId entry);

}  // namespace hearth::web
