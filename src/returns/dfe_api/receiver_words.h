// Reading the receiver's answers.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns::dfe {

// The positions (from 0, less than `count`) that the body of a 400 names, each with the receiver's
// words about it. Of a path such as "[3].social_care_episodes[0].referral_date" the first position
// is the child's.
std::map<std::size_t, std::string> positions_named(std::string_view body, std::size_t count);

// The acknowledgements of a 200, or nothing when the body is not a list of texts.
std::optional<std::vector<std::string>> acknowledgements(std::string_view body);

// The body as one line of bounded length, fit to be kept and shown.
std::string in_short(std::string_view body);

}  // namespace hearth::returns::dfe
