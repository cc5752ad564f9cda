// Scalable pictures, written so that they cannot carry markup or script.
//
// An Svg can be made only by an SvgWriter. Names of elements and attributes are literals checked
// when compiled (no style, no event handlers, no links); every value and text is escaped, and bytes
// that are not UTF-8 or not allowed in XML are replaced. Colours and strokes are presentation
// attributes, so a strict content security policy needs no exception. Every picture says what it is
// in words (title, description) or is marked decoration. It does not check that the words are true:
// whoever draws does.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::insight {

class Svg {
  public:
    Svg() = default;  // no picture
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }

  private:
    friend class SvgWriter;
    explicit Svg(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// The name of an element or attribute: a literal of lower-case letters, digits and hyphens (viewBox
// and its like are written by the writer itself), refused at compile time where it could carry
// style, script or a link.
struct SvgName {
    template <std::size_t N>
    consteval SvgName(const char (&literal)[N])
        : name(literal, N - 1) {  // NOLINT: implicit on purpose
        if (name.empty()) throw "empty name";
        for (const char c : name)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
                throw "not a plain name";
        if (name == "style" || name == "script" || name == "href" || name == "foreignobject" ||
            name.starts_with("on"))
            throw "this name can carry style, script or a link";
    }
    std::string_view name;
};

struct SvgAttr {
    SvgAttr(SvgName n, std::string_view v) : name(n), value(v) {}
    SvgAttr(SvgName n, const char* v) : name(n), value(v) {}
    SvgAttr(SvgName n, double v);  // one decimal, no trailing zero
    SvgAttr(SvgName n, int v);
    SvgName name;
    std::string value;
};

struct Point {
    double x = 0;
    double y = 0;
};

class SvgWriter {
  public:
    using Attrs = std::vector<SvgAttr>;
    enum class Size {
        scales,
        fixed
    };  // scales: fills its container; fixed: one unit is one CSS pixel
    // `width` and `height` are the units of the view box.
    SvgWriter(double width, double height, std::string_view title, std::string_view description,
              Size size, std::string_view css_class);
    // A picture that adds nothing to the words beside it: hidden from assistive technology.
    static SvgWriter decoration(double width, double height, std::string_view css_class);

    void open(SvgName element, const Attrs& attrs = {});
    void close();
    void element(SvgName element, const Attrs& attrs);
    void line(Point a, Point b, const Attrs& attrs = {});
    void rect(double x, double y, double width, double height, const Attrs& attrs = {});
    void polyline(const std::vector<Point>& points, const Attrs& attrs = {});
    void polygon(const std::vector<Point>& points, const Attrs& attrs = {});
    void text(double x, double y, std::string_view words, const Attrs& attrs = {});
    void title(std::string_view words);  // the name of the element that is open

    Svg finish();  // closes what is open; the writer is then empty

  private:
    SvgWriter() = default;
    void start(std::string_view name, const Attrs& attrs);
    void points(const std::vector<Point>& points);
    std::string out_;
    std::vector<std::string_view> open_;
};

std::string svg_number(double value);
// An upper estimate of the width of a text in Arial, Helvetica or the wider faces that stand in for
// them, in the units of the font size; scripts other than Latin are given more than a full em a
// character.
double text_width(std::string_view utf8, double font_size, bool bold = false);
// Breaks at spaces and hyphens into lines no wider than `width`; a longer word is cut; when more
// than `max_lines` are needed, the last ends in an ellipsis.
std::vector<std::string> wrap_text(std::string_view utf8, double font_size, double width,
                                   std::size_t max_lines);

}  // namespace hearth::insight
