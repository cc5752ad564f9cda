#include "returns/dfe_api/batch_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace hearth::returns::dfe {
namespace {

namespace fs = std::filesystem;

bool is_batch(const std::string& name) {
    return name.starts_with("batch-") && (name.ends_with(".json") || name.ends_with(".json.part"));
}

}  // namespace

std::vector<std::span<Waiting>> batches_of(std::span<Waiting> waiting) {
    std::vector<std::span<Waiting>> out;
    for (std::size_t at = 0; at < waiting.size();) {
        std::size_t size = 1;
        while (size < kBatchSize && at + size < waiting.size() &&
               waiting[at + size].troubled == waiting[at].troubled)
            ++size;
        out.push_back(waiting.subspan(at, size));
        at += size;
    }
    return out;
}

BatchFiles::BatchFiles(fs::path folder) : folder_(std::move(folder)) {
    std::error_code error;
    fs::create_directories(folder_, error);
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(folder_, error))
        if (is_batch(entry.path().filename().string())) old.push_back(entry.path());
    for (const auto& path : old) fs::remove(path, error);
    if (error)
        throw std::runtime_error(
            fmt::format("{} cannot be written: {}", folder_.string(), error.message()));
}

BatchFiles::~BatchFiles() {
    std::error_code ignored;
    for (const auto& path : written_) fs::remove(path, ignored);
}

void BatchFiles::write(std::span<const Waiting> batch) {
    const auto path = folder_ / fmt::format("batch-{:04}.json.part", ++count_);
    written_.push_back(path);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    const char* before = "[";
    for (const auto& waiting : batch) {
        out << before << *waiting.row.payload;
        before = ",\n";
    }
    out << "]\n";
    out.close();
    if (!out) throw std::runtime_error(fmt::format("{} could not be written", path.string()));
    // They hold names: for their owner only.
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

void BatchFiles::keep() {
    for (const auto& path : written_) {
        auto name = path;
        fs::rename(path, name.replace_extension());
    }
    written_.clear();
}

}  // namespace hearth::returns::dfe
