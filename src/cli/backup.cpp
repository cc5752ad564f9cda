#include "store/backup.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/output.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    std::string folder;
    Format format = Format::text;
};

store::Progress show(Progress& progress, std::string_view message) {
    return [&progress, message = std::string(message), begun = false](std::int64_t done,
                                                                      std::int64_t total) mutable {
        if (!begun) progress.start(message, static_cast<std::uint64_t>(total));
        begun = true;
        progress.update(static_cast<std::uint64_t>(done));
    };
}

std::int64_t rows_of(const store::BackupManifest& manifest) {
    std::int64_t rows = 0;
    for (const auto& [table, digest] : manifest.tables) rows += digest.rows;
    return rows;
}

int take(const Options& options) {
    auto authority = open_authority(options.open);
    auto progress = progress_on_stderr();
    const auto manifest =
        store::backup(*authority.db, options.folder, show(*progress, "Backing up"));
    progress->finish();
    print(options.format == Format::json
              ? manifest.json()
              : fmt::format("Backed up {} rows of {} tables to {}. Audit log: {} entries.",
                            rows_of(manifest), manifest.tables.size(), options.folder,
                            manifest.audit.size));
    return 0;
}

int give_back(Options options) {
    namespace fs = std::filesystem;
    if (!fs::is_directory(options.folder))
        throw UsageError(fmt::format("There is no backup at {}.", options.folder));
    const auto environment = hearth_environment();
    fs::create_directories(options.open.data);
    fs::permissions(options.open.data, fs::perms::owner_all);
    store::DatabaseConfig target;
    target.url = !options.open.database.empty() ? options.open.database
                 : environment.contains("HEARTH_DATABASE_URL")
                     ? environment.at("HEARTH_DATABASE_URL")
                     : "sqlite:" + fs::absolute(options.open.data / "hearth.db").string();
    target.key_folder = options.open.data;
    auto progress = progress_on_stderr();
    const auto manifest = store::restore(options.folder, target, show(*progress, "Restoring"));
    progress->finish();
    print(options.format == Format::json
              ? manifest.json()
              : fmt::format("Restored {} rows of {} tables, each equal to the backup; the audit "
                            "log is intact ({} entries).",
                            rows_of(manifest), manifest.tables.size(), manifest.audit.size));
    return 0;
}

}  // namespace

void add_backup(CLI::App& app, Run& run) {
    auto taken = std::make_shared<Options>();
    auto* backup = app.add_subcommand("backup", "Take a consistent copy of a live authority");
    backup->add_option("--data", taken->open.data, "The authority’s data folder")
        ->capture_default_str();
    backup->add_option("--database", taken->open.database,
                       "Database address, instead of the configuration’s");
    backup->add_option("folder", taken->folder, "Folder to make")->required();
    add_format(*backup, taken->format);
    backup->callback([taken, &run] { run = [taken] { return take(*taken); }; });

    auto given = std::make_shared<Options>();
    auto* restore = app.add_subcommand(
        "restore", "Restore a backup into an empty place, and prove it equal row for row");
    restore->add_option("folder", given->folder, "The backup’s folder")->required();
    restore->add_option("--data", given->open.data, "The data folder to make")->required();
    restore->add_option("--database", given->open.database,
                        "Database address, instead of a file in the data folder");
    add_format(*restore, given->format);
    restore->callback([given, &run] { run = [given] { return give_back(*given); }; });
}

}  // namespace hearth::cli
