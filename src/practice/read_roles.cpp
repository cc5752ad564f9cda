// roles.yaml: what each role may do. The words it may use are the policy's vocabulary, which
// src/access gives meaning to.
#include <algorithm>

#include "practice/reader.h"

namespace hearth::practice {
namespace {

const std::vector<std::string>& objects() {
    static const std::vector<std::string> kWords = {"family",    "contact",     "check", "team",
                                                    "authority", "break_glass", "audit", "system"};
    return kWords;
}
const std::vector<std::string>& actions() {
    static const std::vector<std::string> kWords = {
        "list",   "view",    "search",   "write",    "sign",        "print",
        "decide", "approve", "allocate", "restrict", "break_glass", "ask",
        "manage", "figures", "review",   "export",   "configure"};
    return kWords;
}
// How a worker can stand to an object: what access::Policy can judge and filter by.
std::vector<std::string> relations(const std::string& object) {
    if (object == "family") return {"allocated", "team", "duty", "area", "break_glass", "any"};
    if (object == "contact") return {"duty", "asked", "referred", "any"};
    if (object == "check") return {"asked", "any"};
    if (object == "team") return {"team", "any"};
    return {"any"};
}

void known(const Node* at, const std::vector<std::string>& used,
           const std::vector<std::string>& words, const std::string& what, Problems& problems) {
    for (const std::string& word : used) {
        if (std::find(words.begin(), words.end(), word) != words.end()) continue;
        report(problems, *at, "there is no " + what + " \"" + word + "\"", suggest(word, words));
    }
}

Grant read_grant(const Node& node, const Roles& roles, Problems& problems) {
    MapReader in(node, "a grant", problems);
    Grant grant;
    grant.where = where_of(node);
    grant.object = in.required_text("object");
    in.required_node("actions");
    grant.actions = in.texts("actions");
    in.required_node("relations");
    grant.relations = in.texts("relations");
    grant.classes = in.texts("classes");
    if (in.has("object")) known(in.node("object"), {grant.object}, objects(), "object", problems);
    known(in.node("actions"), grant.actions, actions(), "action", problems);
    known(in.node("relations"), grant.relations, relations(grant.object),
          "relation of a " + grant.object, problems);
    known(in.node("classes"), grant.classes, roles.classes, "field class", problems);
    return grant;
}

}  // namespace

std::optional<Roles> read_roles(const Node& file, Problems& problems) {
    MapReader in(file, "the roles file", problems);
    Roles roles;
    roles.version = in.integer("version", 1, 1, 9999);
    in.required_node("classes");
    roles.classes = in.texts("classes");
    if (roles.classes.size() > 63) {
        report(problems, *in.node("classes"), "there are more than 63 field classes",
               "Join some: decisions hold them as 63 bits.");
    }
    in.required_node("purposes");
    roles.purposes = in.texts("purposes");
    roles.break_glass_minutes = in.integer("break_glass_minutes", 60, 1, 1440);
    for (const Node& pair : in.list("never_cross")) {
        const bool two = pair.kind == Node::Kind::list && pair.items.size() == 2;
        if (!two) {
            report(problems, pair, "never_cross must list pairs", "Write - [survivor, poses_risk]");
            continue;
        }
        known(&pair, {pair.items[0].text, pair.items[1].text}, roles.classes, "field class",
              problems);
        roles.never_cross.emplace_back(pair.items[0].text, pair.items[1].text);
    }
    roles.both_sides = in.texts("both_sides");
    in.required_node("roles");
    for (const Node& node : in.list("roles")) {
        MapReader of(node, "a role", problems);
        Role role;
        role.where = where_of(node);
        role.id = of.id();
        role.title = of.required_text("title");
        role.discipline = of.required_text("discipline");
        of.required_node("agencies");
        role.agencies = of.texts("agencies");
        role.content = of.flag("content", true);
        for (const Node& grant : of.list("grants")) {
            role.grants.push_back(read_grant(grant, roles, problems));
        }
        if (roles.find(role.id) != nullptr) {
            report(problems, node, "the role \"" + role.id + "\" is here twice", "Join the two.");
        }
        roles.roles.push_back(std::move(role));
    }
    for (const std::string& id : roles.both_sides) {
        if (roles.find(id) != nullptr) continue;
        std::vector<std::string> ids;
        for (const Role& role : roles.roles) ids.push_back(role.id);
        report(problems, *in.node("both_sides"), "there is no role \"" + id + "\"",
               suggest(id, ids));
    }
    for (const Role& role : roles.roles) {
        const bool decides = std::find(roles.both_sides.begin(), roles.both_sides.end(), role.id) !=
                             roles.both_sides.end();
        const auto holds = [&](const std::string& one) {
            return std::any_of(role.grants.begin(), role.grants.end(), [&](const Grant& grant) {
                return std::find(grant.classes.begin(), grant.classes.end(), one) !=
                       grant.classes.end();
            });
        };
        for (const auto& [a, b] : roles.never_cross) {
            if (decides || !holds(a) || !holds(b)) continue;
            report(
                problems, role.where,
                "the role \"" + role.id + "\" reads both " + a + " and " + b +
                    ", which must never cross",
                "Take one of the classes away, or, when the role decides for families, add it to "
                "both_sides.");
        }
    }
    return roles;
}

}  // namespace hearth::practice
