#include "returns/lists/zip_files.h"

#include <zip.h>

#include <stdexcept>

namespace hearth::returns {
namespace {

constexpr zip_uint16_t kFirstDay = (1U << 5U) | 1U;  // 1 January 1980, the earliest there is

[[noreturn]] void fail() {
    throw std::runtime_error("the archive of the files could not be made");
}

}  // namespace

std::string zip_files(const std::vector<std::pair<std::string, std::string_view>>& files) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (bytes == nullptr) fail();
    zip_source_keep(bytes);  // it outlives the archive, to be read again
    zip_t* const archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
    if (archive == nullptr) {
        zip_source_free(bytes);
        zip_source_free(bytes);
        fail();
    }
    bool right = true;
    for (const auto& [name, text] : files) {
        zip_source_t* const one = zip_source_buffer(archive, text.data(), text.size(), 0);
        const zip_int64_t at =
            one == nullptr ? -1 : zip_file_add(archive, name.c_str(), one, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            if (one != nullptr) zip_source_free(one);
            right = false;
            break;
        }
        right = right &&
                zip_file_set_dostime(archive, static_cast<zip_uint64_t>(at), 0, kFirstDay, 0) == 0;
    }
    if (!right || zip_close(archive) != 0) {
        zip_discard(archive);
        zip_source_free(bytes);
        fail();
    }
    std::string out;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(bytes, &stat) == 0 && zip_source_open(bytes) == 0) {
        out.resize(stat.size);
        const auto got = zip_source_read(bytes, out.data(), out.size());
        right = got >= 0 && static_cast<std::size_t>(got) == out.size();
        zip_source_close(bytes);
    } else {
        right = false;
    }
    zip_source_free(bytes);
    if (!right) fail();
    return out;
}

}  // namespace hearth::returns
