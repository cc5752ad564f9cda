// Markup that cannot be forged by data.
//
// `Html` is a piece of finished markup. It is made only by escaping text (a string, a number) or by
// `el`, whose element and attribute names are checked when the program is compiled: an event
// handler (`onclick`), a `style` attribute, a `<script>` or `<style>` element does not compile, and
// an address (`href`, `src`, `action`) starts from a literal (`url`). So no text from a person can
// open a tag, leave an attribute or choose where a link leads. A string converts to `Html` by being
// escaped, so every function of the kit takes either.
//
// It does not check that elements nest as HTML allows; the tests of the kit and the browser do.
// Not thread-safe; values are cheap to move.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hearth::web {

struct HtmlTestAccess;  // tests only: makes Html, Url and names from fixture files

// The name of an element; only from a literal. `script` and `style` are refused: see
// `module_script`.
class TagName {
  public:
    template <std::size_t N>
    consteval TagName(const char (&name)[N]) : name_(name, N - 1), void_(is_void(name_)) {
        if (!valid(name_)) throw "not an element's name, or one that the builder refuses";
    }
    constexpr std::string_view view() const { return name_; }
    constexpr bool is_void() const { return void_; }

  private:
    friend struct HtmlTestAccess;
    constexpr TagName(std::string_view name, bool is_void_element)
        : name_(name), void_(is_void_element) {}
    static constexpr bool valid(std::string_view n) {
        if (n.empty() || n == "script" || n == "style" || n[0] < 'a' || n[0] > 'z') return false;
        for (const char c : n)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
        return true;
    }
    static constexpr bool is_void(std::string_view n) {
        for (const std::string_view v : {"area", "base", "br", "col", "embed", "hr", "img", "input",
                                         "link", "meta", "source", "track", "wbr"})
            if (n == v) return true;
        return false;
    }
    std::string_view name_;
    bool void_;
};

// The end of an attribute's name that comes in parts, as data-i18n.limit.one; only from a literal.
class AttrTail {
  public:
    template <std::size_t N>
    consteval AttrTail(const char (&tail)[N]) : tail_(tail, N - 1) {
        for (const char c : tail_)
            if (c < 'a' || c > 'z') throw "not the end of an attribute's name";
    }
    constexpr std::string_view view() const { return tail_; }

  private:
    std::string_view tail_;
};

// The name of an attribute; only from a literal. Event handlers, `style`, and those that hold an
// address are refused: use `href`, `src`, `action` and `form_action` for the last.
class AttrName {
  public:
    template <std::size_t N>
    consteval AttrName(const char (&name)[N]) : head_(name, N - 1) {
        if (!valid(head_)) throw "not an attribute's name, or one that the builder refuses";
    }
    constexpr std::string_view head() const { return head_; }
    constexpr std::string_view tail() const { return tail_; }
    // "data-i18n.limit." + "one"
    constexpr AttrName then(AttrTail tail) const {
        if (head_.substr(0, 5) != "data-") throw std::logic_error("only data- names come in parts");
        return AttrName(head_, tail.view());
    }

  private:
    friend struct HtmlTestAccess;
    friend class Attr;
    constexpr AttrName(std::string_view head, std::string_view tail) : head_(head), tail_(tail) {}
    static constexpr bool valid(std::string_view n) {
        if (n.empty() || n[0] < 'a' || n[0] > 'z' || n.substr(0, 2) == "on") return false;
        for (const std::string_view refused :
             {"style", "href", "src", "srcset", "action", "formaction", "srcdoc", "ping", "poster",
              "background", "cite"})
            if (n == refused) return false;
        for (const char c : n)
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '.' || c == '_' || c == ':'))
                return false;
        return n.find(':') == std::string_view::npos || n == "xml:lang";
    }
    std::string_view head_;
    std::string_view tail_;
};

// A literal with one `{}` for each part. It begins with "/" (a path of ours), "#", "?", "https://",
// "tel:" or "mailto:".
template <class... Parts>
class UrlTemplate {
  public:
    template <std::size_t N>
    consteval UrlTemplate(const char (&t)[N]) : text_(t, N - 1) {
        std::size_t holes = 0;
        for (std::size_t i = 0; i + 1 < text_.size(); ++i)
            if (text_[i] == '{' && text_[i + 1] == '}') ++holes;
        if (holes != sizeof...(Parts)) throw "one {} for each part";
        const auto begins = [this](std::string_view s) { return text_.substr(0, s.size()) == s; };
        const bool ours = (begins("/") && !begins("//") && !begins("/\\") && !begins("/{}")) ||
                          begins("#") || begins("?");
        const bool fixed_host =
            begins("https://") && (holes == 0 || text_.find('/', 8) < text_.find('{'));
        if (!ours && !fixed_host && !begins("tel:") && !begins("mailto:"))
            throw "an address starts from a known place";
    }
    std::string_view view() const { return text_; }

  private:
    std::string_view text_;
};

// An address that a page may link to. An empty one means "no link" in the kit's options.
class Url {
  public:
    Url() = default;
    bool empty() const { return text_.empty(); }
    const std::string& text() const { return text_; }
    // Appends ?name=value or &name=value, the value percent-encoded. Before any fragment.
    Url query(AttrName name, std::string_view value) &&;
    Url query(AttrName name, std::string_view value) const&;
    template <std::integral T>
    Url query(AttrName name, T value) && {
        return std::move(*this).query(name, std::to_string(value));
    }
    Url fragment(std::string_view id) &&;
    // A path of ours that arrived in a request ("return to"): absolute, same site, no control
    // characters, else nothing.
    static std::optional<Url> local(std::string_view path);
    bool operator==(const Url&) const = default;

  private:
    friend struct HtmlTestAccess;
    friend Url make_url(std::string_view, const std::string_view*, std::size_t);
    std::string text_;
};

std::string percent_encode(std::string_view part);  // everything but A–Z a–z 0–9 - . _ ~
// Throws std::invalid_argument for a part "." or "..", which would climb a path.
Url make_url(std::string_view literal, const std::string_view* parts, std::size_t count);

namespace detail {
inline std::string_view part_view(std::string_view s, std::string&) {
    return s;
}
template <std::integral T>
std::string_view part_view(T n, std::string& keep) {
    return keep = std::to_string(n);
}
template <class Id>
requires requires(const Id& id) {
    { id.text() } -> std::convertible_to<std::string>;
}
std::string_view part_view(const Id& id, std::string& keep) {
    return keep = id.text();
}
}  // namespace detail

// url("/families/{}/chronology", family.id): parts are strings, numbers or ids, percent-encoded.
template <class... Parts>
Url url(UrlTemplate<std::type_identity_t<Parts>...> literal, const Parts&... parts) {
    if constexpr (sizeof...(Parts) == 0) {
        return make_url(literal.view(), nullptr, 0);
    } else {
        std::string keep[sizeof...(Parts)];
        std::size_t i = 0;
        const std::string_view views[] = {detail::part_view(parts, keep[i++])...};
        return make_url(literal.view(), views, sizeof...(Parts));
    }
}

// One attribute, or none. Values are quoted and escaped when written.
class Attr {
  public:
    Attr() = default;  // writes nothing
    Attr(AttrName name, std::string value)
        : name_(name), value_(std::move(value)), kind_(Kind::value) {}
    std::string_view value() const { return value_; }

  private:
    friend class Html;
    friend Attr flag(AttrName, bool);
    friend Attr href(const Url&);
    friend Attr src(const Url&);
    friend Attr action(const Url&);
    friend Attr form_action(const Url&);
    friend struct HtmlTestAccess;
    static Attr address(std::string_view name, const Url& to);
    enum class Kind : std::uint8_t { none, value, boolean };
    AttrName name_ = AttrName(std::string_view{}, std::string_view{});
    std::string value_;
    Kind kind_ = Kind::none;
};
using Attributes = std::vector<Attr>;

inline Attr attr(AttrName name, std::string_view value) {
    return Attr(name, std::string(value));
}
template <std::integral T>
requires(!std::same_as<T, bool>) Attr attr(AttrName name, T value) {
    return Attr(name, std::to_string(value));
}
// Nothing when the value is empty.
inline Attr attr_if(AttrName name, std::string_view value) {
    return value.empty() ? Attr{} : attr(name, value);
}
inline Attr attr_if(bool wanted, AttrName name, std::string_view value) {
    return wanted ? attr(name, value) : Attr{};
}
// A boolean attribute: flag("disabled"), flag("checked", is_checked).
Attr flag(AttrName name, bool on = true);
inline Attr cls(std::string_view classes) {
    return attr_if("class", classes);
}
// The base class and, when there are any, more: cls("govuk-tag", options.classes).
Attr cls(std::string_view base, std::string_view more);
inline Attr id(std::string_view value) {
    return attr_if("id", value);
}
Attr href(const Url& to);  // nothing when the address is empty
Attr src(const Url& from);
Attr action(const Url& to);
Attr form_action(const Url& to);

template <class T>
concept PlainText = std::convertible_to<const T&, std::string_view>;
template <class T>
concept PlainNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

class Html {
  public:
    Html() = default;
    template <PlainText T>
    Html(const T& text) {
        add(std::string_view(text));
    }
    template <PlainNumber T>
    Html(T number) {
        add_number(std::to_string(number));
    }

    bool empty() const { return out_.empty(); }
    // True once an element is inside; components set plain text in a paragraph and leave markup as
    // it stands.
    bool has_markup() const { return markup_; }
    const std::string& str() const& { return out_; }
    std::string str() && { return std::move(out_); }
    void reserve(std::size_t bytes) { out_.reserve(bytes); }

    // Each returns *this, so that they chain.
    Html& add(std::string_view text);  // escaped
    Html& add(const Html& other) {
        out_ += other.out_;
        markup_ = markup_ || other.markup_;
        return *this;
    }
    Html& add(Html&& other) {
        if (out_.empty()) return *this = std::move(other);
        return add(static_cast<const Html&>(other));
    }
    template <class T>
    requires(PlainText<T> && !std::same_as<T, std::string_view>) Html& add(const T& text) {
        return add(std::string_view(text));
    }
    template <PlainNumber T>
    Html& add(T number) {
        return add_number(std::to_string(number));
    }
    template <class T>
    Html& add(const std::optional<T>& maybe) {
        return maybe ? add(*maybe) : *this;
    }
    template <class T>
    Html& operator<<(T&& child) {
        return add(std::forward<T>(child));
    }
    // For long pages: open and close write straight into this value, without a value for each
    // child.
    Html& open(TagName tag, std::initializer_list<Attr> attributes = {});
    Html& open(TagName tag, std::initializer_list<Attr> attributes, const Attributes& more);
    Html& close(TagName tag);

    // The only way for a drawing: the server's own SVG writer, which escapes its labels, hands it
    // over here.
    static Html from_svg(std::string svg);

  private:
    friend struct HtmlTestAccess;
    friend Html doctype();
    friend Html module_script(const Url&, std::initializer_list<Attr>);
    friend Html classic_script(const Url&);
    static Html trusted(std::string markup);
    Html& add_number(const std::string& digits) {
        out_ += digits;
        return *this;
    }
    void write(const Attr& attribute);
    void make_room();
    std::string out_;
    bool markup_ = false;
};

// el("p", {cls("govuk-body"), id("x")}, "text ", el("b", "bold"), 7): attributes may be left out.
template <class... Children>
requires(!std::same_as<std::remove_cvref_t<Children>, Attributes> && ...) Html
    el(TagName tag, std::initializer_list<Attr> attributes, Children&&... children) {
    Html h;
    h.open(tag, attributes);
    (h.add(std::forward<Children>(children)), ...);
    h.close(tag);
    return h;
}
template <class... Children>
Html el(TagName tag, std::initializer_list<Attr> attributes, const Attributes& more,
        Children&&... children) {
    Html h;
    h.open(tag, attributes, more);
    (h.add(std::forward<Children>(children)), ...);
    h.close(tag);
    return h;
}
template <class... Children>
Html el(TagName tag, Children&&... children) {
    Html h;
    h.open(tag);
    (h.add(std::forward<Children>(children)), ...);
    h.close(tag);
    return h;
}
template <class... Children>
Html join(Children&&... children) {
    Html h;
    (h.add(std::forward<Children>(children)), ...);
    return h;
}
inline Html text(std::string_view plain) {
    return Html(plain);
}
// each(rows, [](const Row& row) { return el("li", row.name); })
template <class Range, class Make>
Html each(const Range& range, Make make) {
    Html h;
    for (const auto& item : range) h.add(make(item));
    return h;
}
// Level 1 to 6; others count as the nearest.
TagName heading_tag(int level);

Html doctype();
Html module_script(const Url& from,
                   std::initializer_list<Attr> attributes = {});  // <script type="module" src>
Html classic_script(const Url& from);                             // <script src>, runs at once

}  // namespace hearth::web
