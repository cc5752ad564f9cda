#include "returns/rules/byte_source.h"

#include <lzma.h>

#include <fstream>
#include <stdexcept>
#include <vector>

namespace hearth::returns {
namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10;
constexpr std::uint64_t kMemory = std::uint64_t{256} << 20;  // that a decoder may take
constexpr std::string_view kXz(
    "\xFD"
    "7zXZ\0",
    6);

}  // namespace

struct ByteSource::Impl {
    std::ifstream in;
    std::string path;
    std::vector<char> raw = std::vector<char>(kBlock);
    std::vector<char> out;
    bool packed = false;
    bool ended = false;
    lzma_stream stream = LZMA_STREAM_INIT;

    ~Impl() { lzma_end(&stream); }

    std::string_view read() {
        in.read(raw.data(), static_cast<std::streamsize>(raw.size()));
        return {raw.data(), static_cast<std::size_t>(in.gcount())};
    }
    std::string_view unpack() {
        stream.next_out = reinterpret_cast<std::uint8_t*>(out.data());
        stream.avail_out = out.size();
        while (!ended && stream.avail_out == out.size()) {
            if (stream.avail_in == 0) {
                const std::string_view block = read();
                stream.next_in = reinterpret_cast<const std::uint8_t*>(block.data());
                stream.avail_in = block.size();
            }
            const auto code = lzma_code(&stream, stream.avail_in == 0 ? LZMA_FINISH : LZMA_RUN);
            if (code == LZMA_STREAM_END) {
                ended = true;
            } else if (code != LZMA_OK) {
                throw std::runtime_error(path + " is damaged: it cannot be decompressed");
            }
        }
        return {out.data(), out.size() - stream.avail_out};
    }
};

ByteSource::ByteSource(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::open(const std::string& path) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->in.open(path, std::ios::binary);
    std::string magic(kXz.size(), '\0');
    if (!impl->in) return Fault{"cannot open " + path};
    impl->in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
    impl->packed = impl->in.gcount() == static_cast<std::streamsize>(magic.size()) && magic == kXz;
    impl->in.clear();
    impl->in.seekg(0);
    if (impl->packed) {
        impl->out.resize(kBlock);
        if (lzma_stream_decoder(&impl->stream, kMemory, 0) != LZMA_OK) {
            return Fault{"cannot decompress " + path};
        }
    }
    return ByteSource(std::move(impl));
}

std::string_view ByteSource::next() {
    return impl_->packed ? impl_->unpack() : impl_->read();
}

}  // namespace hearth::returns
