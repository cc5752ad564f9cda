#include "insight/charts/svg_writer.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <cstdint>

namespace hearth::insight {
namespace {

struct CodePoint {
    std::uint32_t value = 0xFFFD;
    std::size_t bytes = 1;
};

// The code point at `at`; U+FFFD over one byte where the bytes are not UTF-8 or XML does not allow
// the character.
CodePoint decode(std::string_view s, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned char first = byte(at);
    std::size_t n = 0;
    std::uint32_t v = 0;
    if (first < 0x80) {
        if (first < 0x20 && first != '\n' && first != '\t') return {};
        return {first == 0x7F ? 0xFFFDU : first, 1};
    }
    if (first >= 0xC2 && first < 0xE0) {
        n = 2;
        v = first & 0x1FU;
    } else if (first >= 0xE0 && first < 0xF0) {
        n = 3;
        v = first & 0x0FU;
    } else if (first >= 0xF0 && first < 0xF5) {
        n = 4;
        v = first & 0x07U;
    } else {
        return {};
    }
    if (at + n > s.size()) return {};
    for (std::size_t i = 1; i < n; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {};
        v = (v << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (n == 3 && v < 0x800) || (n == 4 && v < 0x10000);
    const bool forbidden = (v >= 0xD800 && v < 0xE000) || v > 0x10FFFF || v == 0xFFFE ||
                           v == 0xFFFF || (v >= 0x80 && v < 0xA0);
    // Marks that turn the direction of text can make one name read as another.
    const bool turns = (v >= 0x202A && v <= 0x202E) || (v >= 0x2066 && v <= 0x2069);
    if (overlong) return {};
    if (forbidden || turns) return {0xFFFD, n};
    return {v, n};
}

void append_escaped(std::string& out, std::string_view s) {
    for (std::size_t i = 0; i < s.size();) {
        const CodePoint c = decode(s, i);
        switch (c.value) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case 0xFFFD:
                out += "\xEF\xBF\xBD";
                break;
            default:
                out.append(s.substr(i, c.bytes));
        }
        i += c.bytes;
    }
}

// DejaVu Sans, which stands in where Arial and Helvetica are not installed, is this much wider.
constexpr double kWidestFace = 1.16;

// Advance widths of Arial in thousandths of an em, rounded up, for the printable ASCII characters.
double advance(std::uint32_t c) {
    if (c < 0x20) return 0;
    if (c >= '0' && c <= '9') return 0.557;
    if (c >= 'a' && c <= 'z') {
        switch (c) {
            case 'i':
            case 'j':
            case 'l':
                return 0.223;
            case 'f':
            case 't':
                return 0.279;
            case 'r':
                return 0.334;
            case 'm':
                return 0.834;
            case 'w':
                return 0.723;
            default:
                return 0.557;
        }
    }
    if (c >= 'A' && c <= 'Z') {
        switch (c) {
            case 'I':
                return 0.279;
            case 'J':
                return 0.5;
            case 'L':
                return 0.557;
            case 'M':
                return 0.834;
            case 'W':
                return 0.945;
            case 'G':
            case 'O':
            case 'Q':
                return 0.779;
            default:
                return 0.723;
        }
    }
    switch (c) {
        case ' ':
        case '.':
        case ',':
        case ':':
        case ';':
        case '!':
        case '/':
        case '|':
            return 0.279;
        case '\'':
            return 0.192;
        case '(':
        case ')':
        case '-':
            return 0.334;
        case '%':
            return 0.89;
        case '@':
            return 1.016;
        default:
            break;
    }
    if (c < 0x7F) return 0.668;
    return c < 0x250 ? 0.8 : 1.0;
}

}  // namespace

std::string svg_number(double value) {
    std::string s = fmt::format("{:.1f}", std::isfinite(value) ? value : 0.0);
    if (s.ends_with(".0")) s.resize(s.size() - 2);
    if (s == "-0") s = "0";
    return s;
}

SvgAttr::SvgAttr(SvgName n, double v) : name(n), value(svg_number(v)) {}
SvgAttr::SvgAttr(SvgName n, int v) : name(n), value(std::to_string(v)) {}

SvgWriter::SvgWriter(double width, double height, std::string_view title,
                     std::string_view description, Size size, std::string_view css_class) {
    out_ = fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" class=")");
    append_escaped(out_, css_class);
    out_ += fmt::format(R"(" viewBox="0 0 {} {}")", svg_number(width), svg_number(height));
    if (size == Size::fixed)
        out_ += fmt::format(R"( width="{}" height="{}")", svg_number(width), svg_number(height));
    else
        out_ += R"( width="100%")";
    out_ += R"( font-family="arial, helvetica, sans-serif">)";
    open_.push_back("svg");
    this->title(title);
    if (!description.empty()) {
        out_ += "<desc>";
        append_escaped(out_, description);
        out_ += "</desc>";
    }
}

SvgWriter SvgWriter::decoration(double width, double height, std::string_view css_class) {
    SvgWriter w;
    w.out_ =
        R"(<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" class=")";
    append_escaped(w.out_, css_class);
    w.out_ += fmt::format(R"(" viewBox="0 0 {0} {1}" width="{0}" height="{1}">)", svg_number(width),
                          svg_number(height));
    w.open_.push_back("svg");
    return w;
}

void SvgWriter::start(std::string_view name, const Attrs& attrs) {
    out_ += '<';
    out_ += name;
    for (const auto& a : attrs) {
        out_ += ' ';
        out_ += a.name.name;
        out_ += "=\"";
        append_escaped(out_, a.value);
        out_ += '"';
    }
}

void SvgWriter::open(SvgName element, const Attrs& attrs) {
    start(element.name, attrs);
    out_ += '>';
    open_.push_back(element.name);
}

void SvgWriter::close() {
    assert(open_.size() > 1);
    out_ += "</";
    out_ += open_.back();
    out_ += '>';
    open_.pop_back();
}

void SvgWriter::element(SvgName element, const Attrs& attrs) {
    start(element.name, attrs);
    out_ += "/>";
}

void SvgWriter::line(Point a, Point b, const Attrs& attrs) {
    out_ += fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}")", svg_number(a.x),
                        svg_number(a.y), svg_number(b.x), svg_number(b.y));
    for (const auto& t : attrs) {
        out_ += ' ';
        out_ += t.name.name;
        out_ += "=\"";
        append_escaped(out_, t.value);
        out_ += '"';
    }
    out_ += "/>";
}

void SvgWriter::rect(double x, double y, double width, double height, const Attrs& attrs) {
    Attrs all{{"x", x}, {"y", y}, {"width", width}, {"height", height}};
    all.insert(all.end(), attrs.begin(), attrs.end());
    element("rect", all);
}

namespace {
std::string joined(const std::vector<Point>& points) {
    std::string s;
    for (const Point& p : points) {
        if (!s.empty()) s += ' ';
        s += svg_number(p.x) + "," + svg_number(p.y);
    }
    return s;
}
}  // namespace

void SvgWriter::polyline(const std::vector<Point>& points, const Attrs& attrs) {
    Attrs all{{"points", joined(points)}};
    all.insert(all.end(), attrs.begin(), attrs.end());
    element("polyline", all);
}

void SvgWriter::polygon(const std::vector<Point>& points, const Attrs& attrs) {
    Attrs all{{"points", joined(points)}};
    all.insert(all.end(), attrs.begin(), attrs.end());
    element("polygon", all);
}

void SvgWriter::text(double x, double y, std::string_view words, const Attrs& attrs) {
    Attrs all{{"x", x}, {"y", y}};
    all.insert(all.end(), attrs.begin(), attrs.end());
    start("text", all);
    out_ += '>';
    append_escaped(out_, words);
    out_ += "</text>";
}

void SvgWriter::title(std::string_view words) {
    out_ += "<title>";
    append_escaped(out_, words);
    out_ += "</title>";
}

Svg SvgWriter::finish() {
    while (!open_.empty()) {
        out_ += "</";
        out_ += open_.back();
        out_ += '>';
        open_.pop_back();
    }
    return Svg(std::move(out_));
}

double text_width(std::string_view utf8, double font_size, bool bold) {
    double em = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        const CodePoint c = decode(utf8, i);
        em += advance(c.value);
        i += c.bytes;
    }
    return em * font_size * kWidestFace * (bold ? 1.1 : 1.0);
}

std::vector<std::string> wrap_text(std::string_view utf8, double font_size, double width,
                                   std::size_t max_lines) {
    static constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
    std::vector<std::string> lines(1);
    std::string word;
    const auto fits = [&](const std::string& s) { return text_width(s, font_size) <= width; };
    const auto flush = [&] {
        if (word.empty()) return;
        const std::string joined_line = lines.back().empty() || lines.back().ends_with('-')
                                            ? lines.back() + word
                                            : lines.back() + " " + word;
        if (fits(joined_line)) {
            lines.back() = joined_line;
        } else {
            if (!lines.back().empty()) lines.emplace_back();
            lines.back() = word;
        }
        word.clear();
    };
    for (std::size_t i = 0; i < utf8.size();) {
        const CodePoint c = decode(utf8, i);
        const std::string piece =
            c.value == 0xFFFD ? "\xEF\xBF\xBD" : std::string(utf8.substr(i, c.bytes));
        i += c.bytes;
        if (c.value == ' ' || c.value == '\n' || c.value == '\t') {
            flush();
            continue;
        }
        if (!fits(word + piece)) flush(), lines.emplace_back();
        word += piece;
        if (c.value == '-') flush();
    }
    flush();
    std::erase(lines, std::string());
    if (lines.size() > max_lines) {
        lines.resize(max_lines);
        std::string& last = lines.back();
        while (!last.empty() && text_width(last + std::string(kEllipsis), font_size) > width) {
            last.pop_back();
            while (!last.empty() && (static_cast<unsigned char>(last.back()) & 0xC0U) == 0x80U)
                last.pop_back();
            if (!last.empty() && static_cast<unsigned char>(last.back()) >= 0xC0U) last.pop_back();
        }
        last += kEllipsis;
    }
    return lines;
}

}  // namespace hearth::insight
