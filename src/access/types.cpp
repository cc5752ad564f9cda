#include "access/types.h"

#include <array>
#include <cstddef>

namespace hearth::access {
namespace {

constexpr std::array<std::string_view, kActions> kActionWords{
    "list",   "view",    "search",   "write",    "sign",     "print",
    "decide", "approve", "allocate", "restrict", "ask",      "break_glass",
    "review", "figures", "export",   "manage",   "configure"};
constexpr std::array<std::string_view, kObjectKinds> kObjectWords{
    "family", "contact", "check", "team", "authority", "break_glass", "audit", "system"};
constexpr std::array<std::string_view, kRelations> kRelationWords{
    "allocated", "team", "duty", "area", "asked", "referred", "break_glass", "any"};

template <class E, std::size_t N>
std::optional<E> find(const std::array<std::string_view, N>& words, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == text) return static_cast<E>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_text(Action action) {
    return kActionWords[static_cast<std::size_t>(action)];
}
std::string_view to_text(ObjectKind kind) {
    return kObjectWords[static_cast<std::size_t>(kind)];
}
std::string_view to_text(Relation relation) {
    return kRelationWords[static_cast<std::size_t>(relation)];
}
std::optional<Action> parse_action(std::string_view text) {
    return find<Action>(kActionWords, text);
}
std::optional<ObjectKind> parse_object_kind(std::string_view text) {
    return find<ObjectKind>(kObjectWords, text);
}
std::optional<Relation> parse_relation(std::string_view text) {
    return find<Relation>(kRelationWords, text);
}

}  // namespace hearth::access
