#include "record/readable.h"

#include <algorithm>

namespace hearth::record {

Readable::Readable(const Context& context, access::ClassSet classes)
    : context_(&context), classes_(classes) {
    const auto& all = context.practice.roles.classes;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (classes.has(static_cast<int>(i))) names_.push_back(all[i]);
}

bool Readable::has(std::string_view field_class) const {
    return classes_.has(context_->policy.class_index(field_class));
}

bool Readable::confidential_addresses() const {
    return has("address") && context_->subject.agency_kind == "local_authority";
}

Readable Readable::for_print() const {
    access::ClassSet kept;
    const auto& roles = context_->practice.roles;
    for (const auto& name : names_) {
        const bool crosses = std::any_of(
            roles.never_cross.begin(), roles.never_cross.end(),
            [&](const auto& pair) { return pair.first == name || pair.second == name; });
        if (!crosses) kept.add(context_->policy.class_index(name));
    }
    return {*context_, kept};
}

std::vector<FamilyId> viewable(store::Session& session, const Context& context,
                               const std::vector<FamilyId>& families) {
    std::vector<FamilyId> out;
    if (families.empty()) return out;
    const auto allowed = context.policy.families(context.subject, access::Action::view, "f.id");
    const auto sql = store::Sql::trusted(
        "viewable_families",
        "SELECT f.id FROM family f WHERE f.superseded_at = '9999-12-31T23:59:59.999Z' AND "
        "f.id IN (SELECT value FROM each_id(:families)) AND " +
            allowed.text);
    store::Params params{{"families", families}};
    params.add(allowed.params);
    session.each(sql, params, [&](const store::Row& row) { out.push_back(row.id<FamilyTag>(0)); });
    return out;
}

}  // namespace hearth::record
