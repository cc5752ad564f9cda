// hearth encode: a list of people as keyed encodings, to be compared without names.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "cli/people_files.h"
#include "identity/encoded/bloom.h"

namespace hearth::cli {
namespace {

namespace encoded = identity::encoded;
namespace linkage = identity::linkage;

struct Options {
    std::string file, key, make_key, id, columns, truth;
    double flips = encoded::kFlips;
};

int make_key_file(const std::string& path) {
    const auto text = encoded::write_key(encoded::make_key());
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        throw UsageError(
            errno == EEXIST ? fmt::format("{} is there already: a key is never written over.", path)
                            : fmt::format("{} cannot be made: {}.", path, std::strerror(errno)));
    const bool written =
        ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(fd) == 0;
    ::close(fd);
    if (!written) throw std::runtime_error(fmt::format("{} could not be written", path));
    fmt::print(stderr,
               "{} holds the key. Whoever has it and an encoded file can find out names: send it "
               "to the other authority by another way than the files, keep it from whoever links "
               "them, and destroy it afterwards.\n",
               path);
    return 0;
}

Sha256 key_of(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && (about.st_mode & 077) != 0)
        throw UsageError(fmt::format(
            "{} can be read by others on this machine. Put it right first: chmod 600 {}", path,
            path));
    return need(encoded::read_key(read_whole(path)), path);
}

int encode(const Options& options) {
    if (!options.make_key.empty()) {
        if (!options.file.empty()) throw UsageError("--make-key makes a key and encodes nothing.");
        return make_key_file(options.make_key);
    }
    if (options.file.empty() || options.key.empty() || options.id.empty() ||
        options.columns.empty())
        throw UsageError("A CSV file, --key, --id and --columns are required.");
    if (!(options.flips >= 0 && options.flips <= encoded::kMostFlips))
        throw UsageError(fmt::format("--flips is a share between 0 and {}.", encoded::kMostFlips));
    const Sha256 key = key_of(options.key);
    auto wanted = people_columns("--columns", options.columns, options.id);
    if (!options.truth.empty()) wanted.truth = options.truth;
    const bool with_truth = !options.truth.empty();
    const std::string text = read_whole(options.file);

    encoded::Encoder encoder(key, options.flips);
    std::vector<encoded::Encoded> records;
    auto file = need(linkage::read_people(text, wanted,
                                          [&](std::string_view id, linkage::Person&& person) {
                                              records.push_back(encoder.encode(id, person));
                                          }),
                     options.file);
    say_notes(options.file, file);
    Sha256Hasher written;
    std::string out = encoded::head_of_file(key, options.flips, with_truth);
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (with_truth) records[i].truth = file.truth[i];
        encoded::write_record(out, records[i], with_truth);
        if (out.size() > 1U << 20) {
            written.update(out);
            print_part(out);
            out.clear();
        }
    }
    written.update(out);
    print_part(out);
    print_part(encoded::end_of_file(written.finish()));
    finish_parts();
    return 0;
}

}  // namespace

void add_encode(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "encode", "Write a list of people as keyed encodings, to be matched without names");
    command->add_option("file", options->file, "The CSV file; its first line names the columns");
    command->add_option("--make-key", options->make_key,
                        "Make a new secret key in this file, and do nothing else");
    command->add_option("--key", options->key, "The file of the secret key that both sides share");
    command->add_option("--id", options->id,
                        "The column that names each record; written as it is, so let it mean "
                        "nothing to others");
    command->add_option(
        "--columns", options->columns,
        "What the columns are, as for \"hearth match\". Encoded are given, surname, "
        "dob, postcode, address, nhs, upn and identifier; the rest is left out");
    command->add_option("--truth", options->truth,
                        "For measuring only: a column to be written as it is, for --truth of "
                        "\"hearth match\"");
    command->add_option("--flips", options->flips,
                        fmt::format("The share of bits turned over at random, 0 to {}; {} when "
                                    "left out",
                                    encoded::kMostFlips, encoded::kFlips));
    command->footer(
        "Prints the encoded file. It is still personal data: pseudonymised, not anonymous. "
        "docs/identity.md says how it can be attacked, and what to agree before it is sent.\n\n"
        "Exit codes: 0 done; 2 wrong usage, or a file that cannot be read; 3 the machine could not "
        "do it.");
    command->callback([options, &run] { run = [options] { return encode(*options); }; });
}

}  // namespace hearth::cli
