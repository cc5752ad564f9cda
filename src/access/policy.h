// The policy: decide() for one object, and the SQL predicate for a list, made from the same
// compiled grants.
//
// The order of judgement, for families and all that hangs on them:
//   1. an exclusion of the worker from anybody in the family refuses, whatever else is true;
//   2. an agency without a sharing agreement in force is refused;
//   3. a role without content (system administrators) grants nothing about people;
//   4. a restricted family is refused to anybody not on its list, unless they have broken the
//   glass;
//   5. one grant of one role must fit the object, the action, a relation that holds, and the class.
// Classes that never cross (survivor, poses_risk) stay apart also for whoever holds two roles, one
// on each side: neither opens its side then, unless a role that reads both sides does.
// Guarantees that `predicate` is true for exactly the rows that `decide` allows; tests/access
// proves it over random worlds. It does no I/O: facts come from access/guard.h.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/subject.h"
#include "access/types.h"
#include "practice/definitions.h"
#include "store/value.h"

namespace hearth::access {

// What is true between one subject and one object.
struct Facts {
    RelationSet relations;  // all but `any` (always true) and `area` (judged for each role)
    std::string district;   // of the family; for `area`
    bool excluded = false;
    bool restricted = false;
    bool on_list = false;      // on the restricted family's list
    bool broke_glass = false;  // within the time given
    bool operator==(const Facts&) const = default;
};

struct Object {
    ObjectKind kind = ObjectKind::family;
    Facts facts;
    int field_class =
        -1;  // of the thing asked for; -1 when the question is about the object as a whole
};

struct Decision {
    bool allowed = false;
    std::string rule;  // "social_worker.allocated" or "refused.exclusion": for the audit log
    ClassSet
        classes;  // every field class that this subject may see of this object under this action
};

// A condition on a list: `text` goes into a WHERE clause, `params` to the statement. Parameters
// begin with "acc_".
struct Predicate {
    std::string text;
    store::Params params;
};

class Policy {
  public:
    // The roles have been checked by the practice loader; an unknown word here, or a relation that
    // the object cannot have, is a bug and throws std::logic_error.
    explicit Policy(const practice::Roles& roles);

    Decision decide(const Subject& subject, Action action, const Object& object) const;

    // True for the families (rows where `family_column` is a family's id) that the subject may do
    // `action` to; with `class_column`, also only where that column's field class is among those
    // allowed by the relation that holds. Column names are literals of ours ("e.family_id"), never
    // input.
    Predicate families(const Subject& subject, Action action, std::string_view family_column,
                       std::string_view class_column = {}) const;
    // The same for contacts, whose columns are read through the alias of the table `contact` ("c").
    Predicate contacts(const Subject& subject, Action action, std::string_view alias) const;
    // The same for partner checks, through the alias of the table `partner_check`.
    Predicate checks(const Subject& subject, Action action, std::string_view alias) const;

    // Whether some grant of the subject's roles could ever allow this: for menus and for routes,
    // before any object is known.
    bool could(const Subject& subject, Action action, ObjectKind kind) const;

    int class_index(std::string_view name) const;  // -1 when there is no such class
    std::string_view class_name(int index) const;
    ClassSet class_set(const std::vector<std::string>& names) const;
    int break_glass_minutes() const { return break_glass_minutes_; }

  private:
    struct Grant {
        ObjectKind object;
        std::uint32_t actions;
        std::vector<Relation> relations;
        ClassSet classes;
    };
    struct Role {
        std::string id;
        bool content;
        bool both_sides;
        std::vector<std::string> agencies;
        std::vector<Grant> grants;
    };
    struct Held {
        const Role* role;
        std::string_view area;
    };
    struct Branch;  // one relation through one role, with its classes
    std::vector<Held> held(const Subject& subject, ObjectKind kind) const;
    ClassSet crossed(const std::vector<Held>& roles) const;
    std::vector<Branch> branches(const Subject& subject, Action action, ObjectKind kind) const;
    int known_class(std::string_view name) const;  // throws std::logic_error when unknown
    std::string class_test(ClassSet classes, std::string_view class_column) const;

    std::vector<std::string> classes_;
    std::vector<std::pair<int, int>> never_cross_;
    std::vector<Role> roles_;
    int break_glass_minutes_;
};

}  // namespace hearth::access
