// The part of YAML that practice files use: maps, lists and texts, each node knowing where it
// stands.
//
// Texts are never guessed into numbers or booleans. Refused, with the place: duplicate keys,
// anchors and aliases, tags, more than one document, nesting past 24, files past 1 MiB or 100,000
// nodes, NUL and invalid UTF-8.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/problem.h"

namespace hearth::practice {

struct Node {
    enum class Kind { text, list, map };
    struct Entry;
    Kind kind = Kind::text;
    std::string file;
    int line = 0;    // from 1
    int column = 0;  // from 1
    std::string text;
    bool quoted = false;  // '' is a text; nothing at all is an absent value
    std::vector<Node> items;
    std::vector<Entry> entries;  // in the order of the file

    bool empty() const { return kind == Kind::text && text.empty() && !quoted; }
    const Node* get(std::string_view key) const;  // of a map; nullptr when it has no such key
};
struct Node::Entry {
    std::string key;
    int line = 0;
    int column = 0;
    Node value;
};

// Nothing when the text cannot be read as a whole; what is wrong is added to `problems` in any
// case.
std::optional<Node> parse_yaml(std::string_view file, std::string_view text,
                               std::vector<Problem>& problems);
// What a node says, without comments, layout or places: equal meaning gives equal text.
std::string canonical(const Node& node);

}  // namespace hearth::practice
