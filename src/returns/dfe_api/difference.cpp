#include "returns/dfe_api/difference.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/json_writer.h"

namespace hearth::returns::dfe {
namespace {

struct KeyedList {
    std::string_view list, id;
};
constexpr std::array kKeyedLists{
    KeyedList{"social_care_episodes", "social_care_episode_id"},
    KeyedList{"child_and_family_assessments", "child_and_family_assessment_id"},
    KeyedList{"child_in_need_plans", "child_in_need_plan_id"},
    KeyedList{"section_47_assessments", "section_47_assessment_id"},
    KeyedList{"child_protection_plans", "child_protection_plan_id"},
    KeyedList{"child_looked_after_placements", "child_looked_after_placement_id"},
};
constexpr std::array<std::string_view, 3> kPurgedWhole{"health_and_wellbeing", "adoption",
                                                       "care_leavers"};
const Json kNothing;

std::string_view id_key_of(std::string_view list) {
    for (const auto& known : kKeyedLists)
        if (known.list == list) return known.id;
    return {};
}
bool is_object(std::string_view key) {
    return std::find(kPurgedWhole.begin(), kPurgedWhole.end(), key) != kPurgedWhole.end();
}

bool same(const Json& a, const Json& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case Json::Kind::null:
            return true;
        case Json::Kind::boolean:
            return a.boolean() == b.boolean();
        case Json::Kind::number:
            return a.integer() == b.integer() && a.number() == b.number();
        case Json::Kind::text:
            return a.text() == b.text();
        case Json::Kind::array:
            return std::equal(a.items().begin(), a.items().end(), b.items().begin(),
                              b.items().end(), same);
        case Json::Kind::object:
            return a.members().size() == b.members().size() &&
                   std::all_of(a.members().begin(), a.members().end(), [&](const auto& member) {
                       return b.has(member.name) && same(member.value, b.at(member.name));
                   });
    }
    return false;
}

void copy(JsonWriter& out, const Json& value) {
    switch (value.kind()) {
        case Json::Kind::null:
            out.null();
            return;
        case Json::Kind::boolean:
            out.value(*value.boolean());
            return;
        case Json::Kind::number:
            if (const auto whole = value.integer())
                out.value(*whole);
            else
                out.value(*value.number());
            return;
        case Json::Kind::text:
            out.value(*value.text());
            return;
        case Json::Kind::array:
            out.begin_array();
            for (const auto& item : value.items()) copy(out, item);
            out.end_array();
            return;
        case Json::Kind::object:
            out.begin_object();
            for (const auto& member : value.members()) {
                out.key(member.name);
                copy(out, member.value);
            }
            out.end_object();
            return;
    }
}

const Json& item_of(const Json& list, std::string_view id_key, std::string_view id) {
    for (const auto& item : list.items())
        if (item.at(id_key).text() == id) return item;
    return kNothing;
}

class Difference {
  public:
    Difference(std::string& out, Extent extent) : json_(out), all_(extent == Extent::everything) {}

    void child(const Json& before, const Json& now) {
        json_.begin_object();
        for (const auto* key : {"la_child_id", "mis_child_id", "purge"}) as_is(key, now);
        json_.key("child_details").begin_object();
        const auto& details = now.at("child_details");
        for (const auto& member : details.members()) as_is(member.name, details);
        for (const auto& member : before.at("child_details").members())
            if (!details.has(member.name)) json_.key(member.name).null();
        json_.end_object();
        rest(before, now, {"la_child_id", "mis_child_id", "purge", "child_details"});
        json_.end_object();
    }

  private:
    void as_is(std::string_view key, const Json& object) {
        if (!object.has(key)) return;
        json_.key(key);
        copy(json_, object.at(key));
    }
    // The members of an object but those written already.
    void rest(const Json& before, const Json& now, const std::set<std::string_view>& written) {
        for (const auto& member : now.members()) {
            if (written.contains(member.name)) continue;
            if (!all_ && before.has(member.name) && same(before.at(member.name), member.value))
                continue;
            json_.key(member.name);
            changed(member.name, before.at(member.name), member.value);
        }
        for (const auto& member : before.members()) {
            if (written.contains(member.name) || now.has(member.name)) continue;
            json_.key(member.name);
            removed(member.name, member.value);
        }
    }
    void changed(std::string_view key, const Json& before, const Json& now) {
        if (const auto id_key = id_key_of(key); !id_key.empty()) return list(id_key, before, now);
        if (!is_object(key)) return copy(json_, now);
        json_.begin_object();
        as_is("purge", now);
        rest(before, now, {"purge"});
        json_.end_object();
    }
    void removed(std::string_view key, const Json& before) {
        if (const auto id_key = id_key_of(key); !id_key.empty())
            list(id_key, before, kNothing);
        else if (is_object(key))
            json_.begin_object().member("purge", true).end_object();
        else if (before.kind() == Json::Kind::array)
            json_.begin_array().end_array();
        else
            json_.null();
    }
    void list(std::string_view id_key, const Json& before, const Json& now) {
        json_.begin_array();
        for (const auto& item : now.items()) {
            const auto& was = item_of(before, id_key, item.at(id_key).text().value_or(""));
            if (!all_ && same(was, item)) continue;
            json_.begin_object();
            as_is(id_key, item);
            as_is("purge", item);
            rest(was, item, {id_key, "purge"});
            json_.end_object();
        }
        for (const auto& item : before.items()) {
            const auto id = item.at(id_key).text().value_or("");
            if (item_of(now, id_key, id).is_null())
                json_.begin_object().member(id_key, id).member("purge", true).end_object();
        }
        json_.end_array();
    }

    JsonWriter json_;
    bool all_;
};

}  // namespace

std::string difference(const Json& before, const Json& now, Extent extent) {
    std::string out;
    Difference(out, extent).child(before, now);
    return out;
}

}  // namespace hearth::returns::dfe
