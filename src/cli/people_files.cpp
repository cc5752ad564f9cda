#include "cli/people_files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/time.h"
#include "cli/config.h"

namespace hearth::cli {

namespace linkage = identity::linkage;

std::string read_whole(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw UsageError(fmt::format("{} is a folder, not a file.", path));
    std::ifstream in(path, std::ios::binary);
    if (!in) throw UsageError(fmt::format("{} cannot be read: {}.", path, std::strerror(errno)));
    std::string text;
    in.seekg(0, std::ios::end);
    if (const auto size = in.tellg(); size > 0) text.resize(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

std::string read_start(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(64, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

void throw_unreadable(const std::string& where, const Failure& failure) {
    std::string why = "It cannot be read.";
    if (const auto* wrong = std::get_if<Invalid>(&failure)) why = wrong->errors.front().message;
    if (const auto* fault = std::get_if<Fault>(&failure)) why = fault->what;
    throw UsageError(fmt::format("{}: {}", where, why));
}

linkage::PeopleColumns people_columns(const std::string& option, const std::string& list,
                                      const std::string& id) {
    linkage::PeopleColumns wanted;
    wanted.id = id;
    wanted.columns = need(linkage::read_columns(list), option);
    wanted.this_year = SystemClock().today().year();
    return wanted;
}

linkage::Model read_model_file(const std::string& path) {
    return need(linkage::read_model(read_whole(path)), path);
}

void say_notes(const std::string& path, const linkage::PeopleFile& file) {
    for (const auto& note : file.notes) fmt::print(stderr, "{}: {}\n", path, note);
}

}  // namespace hearth::cli
