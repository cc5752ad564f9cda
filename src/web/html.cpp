#include "web/html.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <stdexcept>

namespace hearth::web {
namespace {

// What a byte is written as, in text and in quoted attributes alike; nothing when it stands for
// itself. A return is written as a reference because parsers turn it into a line feed; a NUL, which
// no page may hold, becomes U+FFFD.
constexpr std::string_view replacement(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        case '\r':
            return "&#13;";
        case '\0':
            return "\xEF\xBF\xBD";
        default:
            return {};
    }
}

constexpr auto kSpecial = [] {
    std::array<bool, 256> special{};
    for (const char c : {'&', '<', '>', '"', '\'', '\r', '\0'})
        special[static_cast<unsigned char>(c)] = true;
    return special;
}();

void escape_onto(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!kSpecial[static_cast<unsigned char>(text[i])]) continue;
        out.append(text.substr(from, i - from));
        out += replacement(text[i]);
        from = i + 1;
    }
    out.append(text.substr(from));
}

}  // namespace

// Markup made by this file or by the drawing code; private, so that nothing else can call it.
Html Html::trusted(std::string markup) {
    Html h;
    h.out_ = std::move(markup);
    h.markup_ = true;
    return h;
}

Html& Html::add(std::string_view plain) {
    escape_onto(out_, plain);
    return *this;
}

void Html::write(const Attr& attribute) {
    if (attribute.kind_ == Attr::Kind::none) return;
    out_ += ' ';
    out_ += attribute.name_.head();
    out_ += attribute.name_.tail();
    if (attribute.kind_ == Attr::Kind::boolean) return;
    out_ += "=\"";
    escape_onto(out_, attribute.value_);
    out_ += '"';
}

// A value that begins with an element will hold a line or so: one allocation instead of four.
void Html::make_room() {
    if (out_.capacity() < 64) out_.reserve(224);
}

Html& Html::open(TagName tag, std::initializer_list<Attr> attributes) {
    make_room();
    out_ += '<';
    out_ += tag.view();
    for (const Attr& a : attributes) write(a);
    out_ += '>';
    markup_ = true;
    return *this;
}

Html& Html::open(TagName tag, std::initializer_list<Attr> attributes, const Attributes& more) {
    make_room();
    out_ += '<';
    out_ += tag.view();
    for (const Attr& a : attributes) write(a);
    for (const Attr& a : more) write(a);
    out_ += '>';
    markup_ = true;
    return *this;
}

Html& Html::close(TagName tag) {
    if (tag.is_void()) return *this;
    out_ += "</";
    out_ += tag.view();
    out_ += '>';
    return *this;
}

Html Html::from_svg(std::string svg) {
    if (svg.empty()) return {};  // no picture
    if (svg.substr(0, 4) != "<svg") throw std::invalid_argument("a drawing begins with <svg");
    return trusted(std::move(svg));
}

Attr flag(AttrName name, bool on) {
    Attr a;
    if (!on) return a;
    a.name_ = name;
    a.kind_ = Attr::Kind::boolean;
    return a;
}

Attr cls(std::string_view base, std::string_view more) {
    if (more.empty()) return attr("class", base);
    std::string both(base);
    if (!both.empty()) both += ' ';
    both += more;
    return Attr("class", std::move(both));
}

Attr Attr::address(std::string_view name, const Url& to) {
    return to.empty() ? Attr{} : Attr(AttrName(name, std::string_view{}), to.text());
}
Attr href(const Url& to) {
    return Attr::address("href", to);
}
Attr src(const Url& from) {
    return Attr::address("src", from);
}
Attr action(const Url& to) {
    return Attr::address("action", to);
}
Attr form_action(const Url& to) {
    return Attr::address("formaction", to);
}

std::string percent_encode(std::string_view part) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(part.size());
    for (const char c : part) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
    return out;
}

Url make_url(std::string_view literal, const std::string_view* parts, std::size_t count) {
    Url u;
    std::size_t used = 0;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        if (literal[i] == '{' && i + 1 < literal.size() && literal[i + 1] == '}') {
            assert(used < count);
            if (parts[used] == "." || parts[used] == "..")
                throw std::invalid_argument("a part of an address climbs");
            u.text_ += percent_encode(parts[used++]);
            ++i;
        } else {
            u.text_ += literal[i];
        }
    }
    assert(used == count);
    return u;
}

Url Url::query(AttrName name, std::string_view value) && {
    std::string added(name.head());
    added += name.tail();
    added += '=';
    added += percent_encode(value);
    const std::size_t hash = text_.find('#');
    const std::size_t at = hash == std::string::npos ? text_.size() : hash;
    const bool first = text_.find('?') >= at;
    text_.insert(at, (first ? "?" : "&") + added);
    return std::move(*this);
}

Url Url::query(AttrName name, std::string_view value) const& {
    Url copy = *this;
    return std::move(copy).query(name, value);
}

Url Url::fragment(std::string_view anchor) && {
    text_.resize(std::min(text_.find('#'), text_.size()));
    text_ += '#';
    text_ += percent_encode(anchor);
    return std::move(*this);
}

std::optional<Url> Url::local(std::string_view path) {
    if (path.empty() || path[0] != '/' || (path.size() > 1 && path[1] == '/') || path.size() > 2000)
        return std::nullopt;
    for (const char c : path)
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F ||
            c == '\\')
            return std::nullopt;
    Url u;
    u.text_ = path;
    return u;
}

TagName heading_tag(int level) {
    static constexpr TagName kTags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    return kTags[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

Html doctype() {
    return Html::trusted("<!DOCTYPE html>\n");
}

Html module_script(const Url& from, std::initializer_list<Attr> attributes) {
    Html attributes_only;
    attributes_only.open("i", attributes, Attributes{src(from)});
    const std::string& written = attributes_only.str();
    return Html::trusted("<script type=\"module\"" + written.substr(2, written.size() - 3) +
                         "></script>");
}

Html classic_script(const Url& from) {
    Html attributes_only;
    attributes_only.open("i", {src(from)});
    const std::string& written = attributes_only.str();
    return Html::trusted("<script" + written.substr(2, written.size() - 3) + "></script>");
}

}  // namespace hearth::web
