// What of an allowed record the reader may be shown: the classes of the decision, as queries and
// pages ask for them.
//
// Made from the Decision of the guard, never from the roles, so that it cannot show more than was
// allowed. A confidential address needs both the class and the authority's own worker.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/id.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

class Readable {
  public:
    Readable(const Context& context, access::ClassSet classes);
    bool has(std::string_view field_class) const;
    bool confidential_addresses() const;
    // For `class IN (SELECT value FROM each_text(:classes))`.
    const std::vector<std::string>& names() const { return names_; }
    // Without every class that may not stand beside another in print (never_cross): an output on
    // paper is left on kitchen tables.
    Readable for_print() const;

  private:
    const Context* context_;
    access::ClassSet classes_;
    std::vector<std::string> names_;
};

// Of these families, those that the reader may view: for a person who belongs to several.
std::vector<FamilyId> viewable(store::Session& session, const Context& context,
                               const std::vector<FamilyId>& families);

}  // namespace hearth::record
