// The words of the policy as types: actions, kinds of object, relations, field classes.
//
// The same words as in practice/roles.yaml; `parse_…` reads them, `to_text` writes them. Field
// classes are data (the practice names them), so a ClassSet is a set of at most 63 numbered by
// their order in roles.yaml.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::access {

enum class Action : std::uint8_t {
    list,
    view,
    search,
    write,
    sign,
    print,
    decide,
    approve,
    allocate,
    restrict_,
    ask,
    break_glass,
    review,
    figures,
    export_,
    manage,
    configure
};
inline constexpr int kActions = 17;

enum class ObjectKind : std::uint8_t {
    family,
    contact,
    check,
    team,
    authority,
    break_glass,
    audit,
    system
};
inline constexpr int kObjectKinds = 8;

// How a worker stands to the object at this moment.
enum class Relation : std::uint8_t {
    allocated,
    team,
    duty,
    area,
    asked,
    referred,
    break_glass,
    any
};
inline constexpr int kRelations = 8;

std::string_view to_text(Action action);
std::string_view to_text(ObjectKind kind);
std::string_view to_text(Relation relation);
std::optional<Action> parse_action(std::string_view text);
std::optional<ObjectKind> parse_object_kind(std::string_view text);
std::optional<Relation> parse_relation(std::string_view text);

class RelationSet {
  public:
    void add(Relation r) { bits_ |= bit(r); }
    bool has(Relation r) const { return (bits_ & bit(r)) != 0; }
    RelationSet operator&(RelationSet other) const { return RelationSet(bits_ & other.bits_); }
    bool empty() const { return bits_ == 0; }
    bool operator==(const RelationSet&) const = default;
    RelationSet() = default;

  private:
    explicit RelationSet(unsigned bits) : bits_(bits) {}
    static unsigned bit(Relation r) { return 1U << static_cast<unsigned>(r); }
    unsigned bits_ = 0;
};

class ClassSet {
  public:
    ClassSet() = default;
    explicit ClassSet(std::uint64_t bits) : bits_(bits) {}
    void add(int index) { bits_ |= std::uint64_t{1} << index; }
    void add(ClassSet other) { bits_ |= other.bits_; }
    void remove(ClassSet other) { bits_ &= ~other.bits_; }
    bool has(int index) const { return index >= 0 && (bits_ >> index & 1U) != 0; }
    bool empty() const { return bits_ == 0; }
    std::uint64_t bits() const { return bits_; }
    bool operator==(const ClassSet&) const = default;

  private:
    std::uint64_t bits_ = 0;
};

}  // namespace hearth::access
