#include "practice/yaml.h"

#include <yaml.h>

#include <set>

namespace hearth::practice {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 20U;
constexpr std::size_t kMostNodes = 100'000;
constexpr std::size_t kDeepest = 24;

class Event {
  public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { clear(); }
    bool next(yaml_parser_t& parser) {
        clear();
        filled_ = yaml_parser_parse(&parser, &event_) == 1;
        return filled_;
    }
    const yaml_event_t& operator*() const { return event_; }

  private:
    void clear() {
        if (filled_) yaml_event_delete(&event_);
        filled_ = false;
    }
    yaml_event_t event_{};
    bool filled_ = false;
};

std::string text_of(const yaml_char_t* chars, std::size_t length) {
    std::string out;
    out.reserve(length);
    for (std::size_t i = 0; i < length; ++i) out += static_cast<char>(chars[i]);
    return out;
}

// Builds the tree from events, with its own stack, so that nesting cannot exhaust the machine's.
class Builder {
  public:
    Builder(std::string_view file, std::string_view text, std::vector<Problem>& problems)
        : file_(file), problems_(problems) {
        yaml_parser_initialize(&parser_);
        const void* bytes = text.data();
        yaml_parser_set_input_string(&parser_, static_cast<const unsigned char*>(bytes),
                                     text.size());
    }
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;
    ~Builder() { yaml_parser_delete(&parser_); }

    std::optional<Node> build() {
        Event event;
        bool seen = false;
        while (event.next(parser_)) {
            const yaml_event_t& e = *event;
            switch (e.type) {
                case YAML_STREAM_END_EVENT:
                    if (!seen) report(1, 1, "the file says nothing", "Write it, or remove it.");
                    return seen && !broken_ ? std::optional(std::move(root_)) : std::nullopt;
                case YAML_DOCUMENT_START_EVENT:
                    if (seen) {
                        report(e.start_mark, "a second document begins here",
                               "Put it into a file of its own.");
                        return std::nullopt;
                    }
                    seen = true;
                    break;
                case YAML_ALIAS_EVENT:
                    report(e.start_mark, "an alias (*name) is not allowed",
                           "Write the text out where it is needed.");
                    return std::nullopt;
                case YAML_SCALAR_EVENT: {
                    const auto& s = e.data.scalar;
                    if (s.anchor != nullptr || s.tag != nullptr) return refuse(e);
                    Node node = made(e, Node::Kind::text);
                    node.text = text_of(s.value, s.length);
                    node.quoted = s.style != YAML_PLAIN_SCALAR_STYLE;
                    if (node.text.find('\0') != std::string::npos) {
                        report(e.start_mark, "a text holds a NUL character", "Remove it.");
                        return std::nullopt;
                    }
                    if (!scalar(std::move(node))) return std::nullopt;
                    break;
                }
                case YAML_SEQUENCE_START_EVENT:
                    if (e.data.sequence_start.anchor != nullptr ||
                        e.data.sequence_start.tag != nullptr) {
                        return refuse(e);
                    }
                    if (!open(made(e, Node::Kind::list))) return std::nullopt;
                    break;
                case YAML_MAPPING_START_EVENT:
                    if (e.data.mapping_start.anchor != nullptr ||
                        e.data.mapping_start.tag != nullptr) {
                        return refuse(e);
                    }
                    if (!open(made(e, Node::Kind::map))) return std::nullopt;
                    break;
                case YAML_SEQUENCE_END_EVENT:
                case YAML_MAPPING_END_EVENT:
                    close();
                    break;
                case YAML_NO_EVENT:
                case YAML_STREAM_START_EVENT:
                case YAML_DOCUMENT_END_EVENT:
                    break;
            }
        }
        const std::string why = parser_.problem != nullptr ? parser_.problem : "it cannot be read";
        report(parser_.problem_mark, "this is not YAML: " + why,
               "Look for a missing quote, a wrong indent or a tab on this line or the one before.");
        return std::nullopt;
    }

  private:
    struct Frame {
        Node node;
        std::optional<Node::Entry> key;  // waits for its value
        std::set<std::string> keys;
    };

    Node made(const yaml_event_t& e, Node::Kind kind) const {
        Node node;
        node.kind = kind;
        node.file = file_;
        node.line = static_cast<int>(e.start_mark.line) + 1;
        node.column = static_cast<int>(e.start_mark.column) + 1;
        return node;
    }
    void report(int line, int column, std::string what, std::string remedy) {
        problems_.push_back({file_, line, column, std::move(what), std::move(remedy)});
    }
    void report(const yaml_mark_t& mark, std::string what, std::string remedy) {
        report(static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1, std::move(what),
               std::move(remedy));
    }
    std::nullopt_t refuse(const yaml_event_t& e) {
        report(e.start_mark, "anchors (&name) and tags (!name) are not allowed",
               "Remove it; a text that begins with & or ! goes between quotes.");
        return std::nullopt;
    }
    bool count(const Node& node) {
        if (++nodes_ <= kMostNodes) return true;
        report(node.line, node.column, "the file holds more than 100,000 values", "Split it.");
        return false;
    }
    bool scalar(Node node) {
        if (!count(node)) return false;
        if (!stack_.empty() && stack_.back().node.kind == Node::Kind::map && !stack_.back().key) {
            Frame& top = stack_.back();
            if (!top.keys.insert(node.text).second) {
                report(node.line, node.column, "the key \"" + node.text + "\" is here twice",
                       "Keep one of them.");
                broken_ = true;
            }
            top.key = Node::Entry{std::move(node.text), node.line, node.column, {}};
            return true;
        }
        add(std::move(node));
        return true;
    }
    bool open(Node node) {
        if (!count(node)) return false;
        if (!stack_.empty() && stack_.back().node.kind == Node::Kind::map && !stack_.back().key) {
            report(node.line, node.column, "a key must be a text", "Write key: value.");
            return false;
        }
        if (stack_.size() >= kDeepest) {
            report(node.line, node.column, "nested more than 24 deep", "Flatten it.");
            return false;
        }
        stack_.push_back({std::move(node), std::nullopt, {}});
        return true;
    }
    void close() {
        Node node = std::move(stack_.back().node);
        stack_.pop_back();
        add(std::move(node));
    }
    void add(Node node) {
        if (stack_.empty()) {
            root_ = std::move(node);
            return;
        }
        Frame& top = stack_.back();
        if (top.node.kind == Node::Kind::list) {
            top.node.items.push_back(std::move(node));
            return;
        }
        top.key->value = std::move(node);
        top.node.entries.push_back(std::move(*top.key));
        top.key.reset();
    }

    std::string file_;
    std::vector<Problem>& problems_;
    yaml_parser_t parser_{};
    std::vector<Frame> stack_;
    Node root_;
    std::size_t nodes_ = 0;
    bool broken_ = false;
};

void append_quoted(const std::string& text, std::string& out) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

void append(const Node& node, std::string& out) {
    switch (node.kind) {
        case Node::Kind::text:
            append_quoted(node.text, out);
            break;
        case Node::Kind::list:
            out += '[';
            for (const Node& item : node.items) {
                append(item, out);
                out += ',';
            }
            out += ']';
            break;
        case Node::Kind::map:
            out += '{';
            for (const Node::Entry& entry : node.entries) {
                append_quoted(entry.key, out);
                out += ':';
                append(entry.value, out);
                out += ',';
            }
            out += '}';
            break;
    }
}

}  // namespace

const Node* Node::get(std::string_view key) const {
    for (const Entry& entry : entries) {
        if (entry.key == key) return &entry.value;
    }
    return nullptr;
}

std::optional<Node> parse_yaml(std::string_view file, std::string_view text,
                               std::vector<Problem>& problems) {
    if (text.size() > kLargest) {
        problems.push_back({std::string(file), 1, 0, "the file is larger than 1 MiB", "Split it."});
        return std::nullopt;
    }
    return Builder(file, text, problems).build();
}

std::string canonical(const Node& node) {
    std::string out;
    append(node, out);
    return out;
}

}  // namespace hearth::practice
