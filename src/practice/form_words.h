// What the files call a field's types and what signing does. Internal to the practice.
#pragma once
#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "practice/definitions.h"

namespace hearth::practice {

template <class T>
using Word = std::pair<std::string_view, T>;

inline constexpr std::array<Word<FieldType>, 18> kFieldTypes = {
    {{"text", FieldType::text},
     {"longtext", FieldType::longtext},
     {"date", FieldType::date},
     {"instant", FieldType::instant},
     {"choice", FieldType::choice},
     {"choices", FieldType::choices},
     {"yes_no", FieldType::yes_no},
     {"number", FieldType::number},
     {"scale", FieldType::scale},
     {"person", FieldType::person},
     {"people", FieldType::people},
     {"family", FieldType::family},
     {"worker", FieldType::worker},
     {"workers", FieldType::workers},
     {"agency", FieldType::agency},
     {"team", FieldType::team},
     {"postcode", FieldType::postcode},
     {"calculated", FieldType::calculated}}};
inline constexpr std::array<Word<EffectKind>, 6> kEffectKinds = {{{"records", EffectKind::records},
                                                                  {"opens", EffectKind::opens},
                                                                  {"closes", EffectKind::closes},
                                                                  {"starts", EffectKind::starts},
                                                                  {"stops", EffectKind::stops},
                                                                  {"makes", EffectKind::makes}}};

// The word for a value that the list holds.
template <class T>
std::string_view word_for(std::span<const Word<T>> list, T value) {
    return std::find_if(list.begin(), list.end(),
                        [&](const auto& one) { return one.second == value; })
        ->first;
}

}  // namespace hearth::practice
