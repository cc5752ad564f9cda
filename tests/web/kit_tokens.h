// A small reader of HTML for tests: text to a stream of tokens in which attribute order, white
// space that does not show and the spelling of references are made alike, so that two markups can
// be compared. Not a browser's parser.
#pragma once
#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/html.h"

namespace hearth::web {

// Makes what only the kit may make, from fixture files.
struct HtmlTestAccess {
    static Html raw(std::string markup) {
        Html h;
        h.out_ = std::move(markup);
        h.markup_ = true;
        return h;
    }
    static Url url(std::string text) {
        Url u;
        u.text_ = std::move(text);
        return u;
    }
    static Attr attr(const std::string& name, std::string value) {
        Attr a(lasting(name), std::move(value));
        return a;
    }
    static Attr flag(const std::string& name) {
        Attr a(lasting(name), "");
        a.kind_ = Attr::Kind::boolean;
        return a;
    }

  private:
    static AttrName lasting(const std::string& name) {
        static std::map<std::string, std::string>
            kept;  // names outlive the attributes that use them
        return AttrName(std::string_view(kept.emplace(name, name).first->second),
                        std::string_view{});
    }
};

}  // namespace hearth::web

namespace hearth::web::tokens {

inline std::string decode(std::string_view s) {
    static const std::map<std::string, std::string> kNamed = {
        {"amp", "&"},  {"lt", "<"},         {"gt", ">"},          {"quot", "\""}, {"apos", "'"},
        {"nbsp", " "}, {"ctdot", "\u22EF"}, {"middot", "\u00B7"}, {"copy", "©"}};
    std::string out;
    for (std::size_t i = 0; i < s.size(); ++i) {
        const std::size_t end = s[i] == '&' ? s.find(';', i) : std::string_view::npos;
        if (end == std::string_view::npos || end - i > 10) {
            out += s[i];
            continue;
        }
        const std::string name(s.substr(i + 1, end - i - 1));
        if (name.size() > 1 && name[0] == '#') {
            const bool hex = name[1] == 'x';
            const unsigned long n = std::stoul(name.substr(hex ? 2 : 1), nullptr, hex ? 16 : 10);
            if (n < 128) {
                out += static_cast<char>(n);
                i = end;
                continue;
            }
        }
        const auto found = kNamed.find(name);
        if (found == kNamed.end()) {
            out += s[i];
            continue;
        }
        out += found->second;
        i = end;
    }
    return out;
}

struct Token {
    enum class Kind { open, close, text } kind = Kind::text;
    std::string name;  // of the element
    std::map<std::string, std::string> attributes;
    std::string text;
    bool operator==(const Token&) const = default;
    std::string show() const {
        switch (kind) {
            case Kind::close:
                return "</" + name + ">";
            case Kind::text:
                return "\"" + text + "\"";
            case Kind::open:
                break;
        }
        std::string s = "<" + name;
        for (const auto& [k, v] : attributes) s += " " + k + "=\"" + v + "\"";
        return s + ">";
    }
};

inline bool space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// The tokens as they stand: text decoded, white space kept.
inline std::vector<Token> read(std::string_view s) {
    std::vector<Token> out;
    std::size_t i = 0;
    while (i < s.size()) {
        if (s[i] == '<' && i + 1 < s.size() &&
            (std::isalpha(static_cast<unsigned char>(s[i + 1])) != 0 || s[i + 1] == '/')) {
            Token t;
            ++i;
            t.kind = s[i] == '/' ? Token::Kind::close : Token::Kind::open;
            if (s[i] == '/') ++i;
            while (i < s.size() && !space(s[i]) && s[i] != '>' && s[i] != '/') t.name += s[i++];
            while (i < s.size() && s[i] != '>') {
                if (space(s[i]) || s[i] == '/') {
                    ++i;
                    continue;
                }
                std::string name, value;
                while (i < s.size() && !space(s[i]) && s[i] != '=' && s[i] != '>' && s[i] != '/')
                    name += s[i++];
                if (i < s.size() && s[i] == '=') {
                    ++i;
                    if (i < s.size() && s[i] == '"') {
                        const std::size_t end = std::min(s.find('"', i + 1), s.size());
                        value = decode(s.substr(i + 1, end - i - 1));
                        i = std::min(end + 1, s.size());
                    }
                }
                t.attributes.emplace(name, value);
            }
            ++i;
            out.push_back(std::move(t));
        } else {
            const std::size_t end = std::min(s.find('<', i + 1), s.size());
            Token t;
            t.text = decode(s.substr(i, end - i));
            if (!out.empty() && out.back().kind == Token::Kind::text)
                out.back().text += t.text;
            else
                out.push_back(std::move(t));
            i = end;
        }
    }
    return out;
}

inline std::string collapse(std::string_view s) {
    std::string out;
    for (const char c : s) {
        if (!space(c))
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        else if (out.empty())
            out += ' ';
    }
    return out;
}

// For comparing: white space collapsed, and dropped beside a block's edge. It is kept where it
// separates words: after the end of an inline element that text follows, and before the start of
// one that text precedes. A textarea's text is kept as it is.
inline std::vector<Token> normalised(std::string_view s) {
    static const std::vector<std::string> kInline = {"span", "strong", "b",    "em",
                                                     "a",    "i",      "code", "time"};
    const auto is_inline = [](const Token& t) {
        return std::find(kInline.begin(), kInline.end(), t.name) != kInline.end();
    };
    const std::vector<Token> raw = read(s);
    std::vector<Token> out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        Token t = raw[i];
        if (t.kind == Token::Kind::open && t.attributes.count("class") != 0)
            if (auto& c = t.attributes["class"]; true) {
                c = collapse(c);
                while (!c.empty() && c.back() == ' ') c.pop_back();
                while (!c.empty() && c.front() == ' ') c.erase(0, 1);
                if (c.empty()) t.attributes.erase("class");
            }
        if (t.kind == Token::Kind::text &&
            !(i > 0 && raw[i - 1].name == "textarea" && raw[i - 1].kind == Token::Kind::open)) {
            t.text = collapse(t.text);
            const bool keep_front =
                i > 0 && raw[i - 1].kind == Token::Kind::close && is_inline(raw[i - 1]);
            const bool keep_back =
                i + 1 < raw.size() && raw[i + 1].kind == Token::Kind::open && is_inline(raw[i + 1]);
            if (t.text == " ") t.text.clear();
            if (!keep_front && !t.text.empty() && t.text.front() == ' ') t.text.erase(0, 1);
            if (!keep_back && !t.text.empty() && t.text.back() == ' ') t.text.pop_back();
            if (t.text.empty()) continue;
        }
        out.push_back(std::move(t));
    }
    return out;
}

inline std::string text_of(std::string_view s) {
    std::string out;
    for (const Token& t : read(s))
        if (t.kind == Token::Kind::text) out += t.text;
    return out;
}

}  // namespace hearth::web::tokens
