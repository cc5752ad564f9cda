#include "web/http/gzip.h"

#include <zlib.h>

#include <limits>
#include <memory>
#include <new>
#include <stdexcept>

namespace hearth::web {
namespace {

constexpr int kGzipFraming = 15 + 16;

// A deflate state is 256 KB; making one costs more than packing a page, so each thread keeps its
// own.
struct Deflater {
    z_stream stream{};
    int level = 0;
    explicit Deflater(int wanted) : level(wanted) {
        if (deflateInit2(&stream, wanted, Z_DEFLATED, kGzipFraming, 8, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
};

// zlib's input is not const, though it is only read.
Bytef* input_bytes(std::string_view text) {
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
}

}  // namespace

std::string gzip(std::string_view text, int level) {
    if (text.size() > std::numeric_limits<uInt>::max() / 2)
        throw std::runtime_error("too large to pack at once");
    thread_local std::unique_ptr<Deflater> deflater;
    if (!deflater || deflater->level != level) deflater = std::make_unique<Deflater>(level);
    z_stream& stream = deflater->stream;
    deflateReset(&stream);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = input_bytes(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("gzip failed");
    out.resize(stream.total_out);
    return out;
}

std::string gunzip(std::string_view packed, std::size_t limit) {
    z_stream stream{};
    if (inflateInit2(&stream, kGzipFraming) != Z_OK) throw std::bad_alloc();
    const std::unique_ptr<z_stream, int (*)(z_streamp)> ends(&stream, inflateEnd);
    std::string out(limit, '\0');
    stream.next_in = input_bytes(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (inflate(&stream, Z_FINISH) != Z_STREAM_END)
        throw std::runtime_error("not gzip, or larger than allowed");
    out.resize(stream.total_out);
    return out;
}

bool accepts_gzip(std::string_view accept_encoding) {
    bool any = false;
    while (!accept_encoding.empty()) {
        const auto end = accept_encoding.find(',');
        auto item = accept_encoding.substr(0, end);
        accept_encoding.remove_prefix(end == std::string_view::npos ? accept_encoding.size()
                                                                    : end + 1);
        const auto semicolon = item.find(';');
        auto name = item.substr(0, semicolon);
        while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
        while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
        bool wanted = true;
        if (semicolon != std::string_view::npos) {
            const auto quality = item.substr(semicolon);
            const auto q = quality.find("q=");
            wanted = q == std::string_view::npos ||
                     quality.substr(q + 2).find_first_of("123456789") != std::string_view::npos;
        }
        if (name == "gzip") return wanted;  // said outright, it wins over "*"
        if (name == "*") any = wanted;
    }
    return any;
}

bool is_compressible(std::string_view content_type) {
    const auto kind = content_type.substr(0, content_type.find(';'));
    return kind.starts_with("text/") || kind == "application/json" || kind == "image/svg+xml" ||
           kind == "application/xml" || kind == "application/manifest+json";
}

}  // namespace hearth::web
