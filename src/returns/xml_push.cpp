#include "returns/xml_push.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace hearth::returns {

namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

extern "C" {
xmlParserInputPtr hearth_fetch_nothing(const char*, const char*, xmlParserCtxtPtr) {
    return nullptr;
}
// libxml2 prints some encoding errors by itself; they reach us through the return code.
void hearth_print_nothing(void*, const char*, ...) {}
}

void prepare_library() {
    static const bool once = [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(hearth_fetch_nothing);
        xmlThrDefSetGenericErrorFunc(nullptr, hearth_print_nothing);
        return true;
    }();
    static_cast<void>(once);
    xmlSetGenericErrorFunc(nullptr, hearth_print_nothing);  // of this thread
}

XmlProblem::Kind kind_of(int code) {
    using enum XmlProblem::Kind;
    switch (code) {
        case XML_ERR_DOCUMENT_EMPTY:
            return empty;
        case XML_ERR_INVALID_ENCODING:
        case XML_ERR_UNKNOWN_ENCODING:
        case XML_ERR_UNSUPPORTED_ENCODING:
        case XML_I18N_CONV_FAILED:
        case XML_I18N_NO_HANDLER:
        case XML_I18N_EXCESS_HANDLER:
            return encoding;
        case XML_ERR_INVALID_CHAR:
        case XML_ERR_INVALID_CHARREF:
        case XML_ERR_INVALID_HEX_CHARREF:
        case XML_ERR_INVALID_DEC_CHARREF:
        case XML_ERR_UNDECLARED_ENTITY:
        case XML_WAR_UNDECLARED_ENTITY:
        case XML_ERR_ENTITYREF_SEMICOL_MISSING:
        case XML_ERR_NAME_REQUIRED:
            return character;
        case XML_ERR_TAG_NOT_FINISHED:
            return truncated;
        default:
            return structure;
    }
}

std::uint32_t positive(int n) {
    return n > 0 ? static_cast<std::uint32_t>(n) : 0U;
}

}  // namespace

struct XmlPush::Impl {
    XmlEvents& events;
    std::uint32_t max_depth;
    std::uint32_t depth = 0;
    xmlSAXHandler sax{};
    xmlParserCtxtPtr context = nullptr;
    bool stopped = false;
    bool told = false;  // of a problem in this block
    bool told_encoding = false;
    std::string first;  // the bytes before the parser exists
    std::exception_ptr thrown;

    Impl(XmlEvents& e, std::uint32_t depth_limit) : events(e), max_depth(depth_limit) {
        prepare_library();
        sax.initialized = XML_SAX2_MAGIC;
        sax.startElementNs = on_start;
        sax.endElementNs = on_end;
        sax.characters = on_text;
        sax.cdataBlock = on_text;
        sax.ignorableWhitespace = on_text;
        sax.internalSubset = on_doctype;
        sax.serror = on_error;
    }
    ~Impl() {
        if (context != nullptr) xmlFreeParserCtxt(context);
    }

    void halt() {
        stopped = true;
        if (context != nullptr) xmlStopParser(context);
    }
    std::uint32_t line() const {
        return context != nullptr && context->input != nullptr ? positive(context->input->line) : 1;
    }
    // Runs an event so that no exception crosses the C library.
    template <class F>
    void guarded(F&& event) {
        if (stopped) return;
        try {
            event();
        } catch (...) {
            thrown = std::current_exception();
            halt();
        }
    }
    void not_utf8(std::uint32_t at, std::string detail) {
        told = true;
        if (told_encoding) return;
        told_encoding = true;
        events.problem({XmlProblem::Kind::encoding, at, std::move(detail)});
    }
    static Impl& self(void* data) { return *static_cast<Impl*>(data); }

    static void on_start(void* data, const xmlChar* local, const xmlChar*, const xmlChar*, int,
                         const xmlChar**, int, int, const xmlChar**) {
        Impl& me = self(data);
        me.guarded([&] {
            // After one error libxml2 would drop even &amp; from later text; each error has been
            // told already.
            me.context->wellFormed = 1;
            if (++me.depth > me.max_depth) {
                me.told = true;
                me.events.problem({XmlProblem::Kind::too_deep, me.line(), "too many levels"});
                me.halt();
                return;
            }
            me.events.start(view(local), me.line());
        });
    }
    static void on_end(void* data, const xmlChar* local, const xmlChar*, const xmlChar*) {
        Impl& me = self(data);
        me.guarded([&] {
            if (me.depth > 0) --me.depth;
            me.events.end(view(local));
        });
    }
    static void on_text(void* data, const xmlChar* text, int length) {
        Impl& me = self(data);
        me.guarded([&] {
            // From its first bad byte on libxml2 takes the text for Latin-1 and gives the bytes as
            // they are.
            if (me.context->charset == XML_CHAR_ENCODING_8859_1) {
                me.not_utf8(me.line(), "bytes that are not UTF-8");
            }
            me.events.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)},
                           me.line());
        });
    }
    static void on_doctype(void* data, const xmlChar*, const xmlChar*, const xmlChar*) {
        Impl& me = self(data);
        me.guarded([&] {
            me.told = true;
            me.events.problem({XmlProblem::Kind::doctype, me.line(), "document type"});
            me.halt();
        });
    }
    static void on_error(void* data, xmlErrorPtr error) {
        Impl& me = self(data);
        if (error == nullptr || error->level == XML_ERR_WARNING ||
            error->domain == XML_FROM_NAMESPACE) {
            return;
        }
        me.guarded([&] {
            me.told = true;
            std::string detail = error->message != nullptr ? error->message : "";
            while (!detail.empty() && detail.back() == '\n') detail.pop_back();
            const bool cut = error->code == XML_ERR_DOCUMENT_END && me.depth > 0;
            // libxml2 gives the same code to a forbidden character and to bytes that are not UTF-8.
            if (error->code == XML_ERR_INVALID_CHAR &&
                detail.find("not proper UTF-8") != std::string::npos) {
                me.not_utf8(positive(error->line), std::move(detail));
                return;
            }
            me.events.problem({cut ? XmlProblem::Kind::truncated : kind_of(error->code),
                               positive(error->line), std::move(detail)});
        });
    }

    void begin() {
        // The first bytes are handed over at creation, so that the encoding is recognised.
        context = xmlCreatePushParserCtxt(&sax, this, first.data(), static_cast<int>(first.size()),
                                          nullptr);
        if (context == nullptr) throw std::bad_alloc();
        xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_RECOVER);
        first.clear();
    }
    void push(const char* bytes, std::size_t size, bool last) {
        told = false;
        const int code = xmlParseChunk(context, bytes, static_cast<int>(size), last ? 1 : 0);
        if (thrown) {
            stopped = true;
            std::rethrow_exception(std::exchange(thrown, nullptr));
        }
        if (!stopped && (context->disableSAX != 0 || context->instate == XML_PARSER_EOF) && !last) {
            if (!told) {
                events.problem({kind_of(code), line(), "the parser could not go on"});
            }
            stopped = true;
        }
    }
};

XmlPush::XmlPush(XmlEvents& events, std::uint32_t max_depth)
    : impl_(std::make_unique<Impl>(events, max_depth)) {}
XmlPush::~XmlPush() = default;

bool XmlPush::feed(std::string_view bytes) {
    constexpr std::size_t kBlock = std::size_t{1} << 20;
    if (impl_->stopped) return false;
    if (impl_->context == nullptr) {
        const std::size_t take = std::min<std::size_t>(4 - impl_->first.size(), bytes.size());
        impl_->first.append(bytes.substr(0, take));
        bytes.remove_prefix(take);
        if (impl_->first.size() < 4) return true;
        impl_->begin();
    }
    while (!bytes.empty() && !impl_->stopped) {
        const std::size_t size = std::min(bytes.size(), kBlock);
        impl_->push(bytes.data(), size, false);
        bytes.remove_prefix(size);
    }
    return !impl_->stopped;
}

void XmlPush::finish() {
    if (impl_->stopped) return;
    if (impl_->context == nullptr) {
        if (impl_->first.empty()) {
            impl_->stopped = true;
            impl_->events.problem({XmlProblem::Kind::empty, 1, "no bytes"});
            return;
        }
        impl_->begin();
    }
    impl_->push("", 0, true);
    impl_->stopped = true;
}

void XmlPush::stop() {
    impl_->halt();
}
bool XmlPush::stopped() const {
    return impl_->stopped;
}
std::uint32_t XmlPush::line() const {
    return impl_->line();
}

}  // namespace hearth::returns
