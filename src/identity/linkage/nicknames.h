// Short and pet forms of given names met in Britain ("Kate" of "Katherine"), and other spellings
// that are the same name ("Mohammed", "Muhammad").
//
// A plain list of facts in nicknames.cpp. Two names are related when one is a form of the other or
// both are forms of one name. It is not evidence that two people are one; it is a level of
// agreement between given names, weighed by the model.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hearth::identity::linkage {

// The groups that a folded name belongs to, ascending; names that share one are related.
std::span<const std::uint16_t> name_groups(std::string_view folded);
bool related_names(std::string_view a, std::string_view b);
// Every other name related to this one, for search; at most some dozens.
std::vector<std::string_view> related_to(std::string_view folded);

}  // namespace hearth::identity::linkage
