// Reads XML as a stream of events, in blocks of bytes, for files that come from outside.
//
// It guarantees: nothing outside the bytes given is ever fetched; no entity but XML's own five is
// expanded; a document type stops it; depth is limited; memory does not grow with the document.
// After an error in the XML it goes on where it can and says so (`problem`); when it cannot,
// `stopped()` is true. Names come without their namespace's prefix. It does not promise that text
// after an encoding problem is valid UTF-8: bytes that are not come as they were.
//
// Exceptions thrown by the events end the parse and leave feed() or finish().
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hearth::returns {

struct XmlProblem {
    enum class Kind : std::uint8_t {
        empty,      // no XML at all
        encoding,   // bytes that are not in the document's encoding, or an encoding unknown
        character,  // a stray & or an unknown entity, a character that XML forbids: text was lost
                    // there
        structure,  // tags or attributes are broken
        truncated,  // the document ends before its elements do
        doctype,    // refused
        too_deep,
    };
    Kind kind = Kind::structure;
    std::uint32_t line = 0;
    std::string detail;  // the parser's words
};

class XmlEvents {
  public:
    virtual ~XmlEvents() = default;
    virtual void start(std::string_view name, std::uint32_t line) = 0;
    virtual void end(std::string_view name) = 0;
    // A piece of text; one text may come in several pieces.
    virtual void text(std::string_view piece, std::uint32_t line) = 0;
    virtual void problem(const XmlProblem& problem) = 0;
};

class XmlPush {
  public:
    XmlPush(XmlEvents& events, std::uint32_t max_depth);
    ~XmlPush();
    XmlPush(const XmlPush&) = delete;
    XmlPush& operator=(const XmlPush&) = delete;
    // False when nothing more will be read.
    bool feed(std::string_view bytes);
    // Says that there are no more bytes; reports what is missing.
    void finish();
    // May be called from an event.
    void stop();
    bool stopped() const;
    std::uint32_t line() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::returns
