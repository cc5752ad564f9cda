#include "cli/authority.h"

#include <fmt/format.h>

#include "practice/loader.h"
#include "record/rows.h"

namespace hearth::cli {

namespace fs = std::filesystem;

practice::Practice open_practice(const fs::path& folder, const std::string& profile, Date today) {
    if (!fs::exists(folder))
        throw UsageError(fmt::format(
            "There is no practice folder at {}. Set [authority] practice, or HEARTH_SHARE.",
            folder.string()));
    auto loaded =
        practice::load_practice(folder.string(), profile, {&record::record_catalog(), today});
    if (!loaded.ok()) {
        std::string all = fmt::format("The practice in {} cannot be run:", folder.string());
        for (const auto& problem : loaded.problems) all += "\n  " + practice::to_text(problem);
        throw UsageError(all);
    }
    return std::move(loaded.practice);
}

OpenAuthority open_authority(const OpenOptions& options) {
    OpenAuthority out;
    const auto environment = hearth_environment();
    out.data = options.data;
    if (options.make_folder) {
        fs::create_directories(out.data);
        fs::permissions(out.data,
                        fs::perms::owner_all);  // the record and the audit key: nobody else's
    } else if (!fs::is_directory(out.data)) {
        throw UsageError(fmt::format(
            "There is no folder {0}. Make a demonstration there with: hearth demo --data {0}",
            out.data.string()));
    }
    out.config =
        read_config(options.config.empty() ? out.data / "hearth.toml" : fs::path(options.config),
                    !options.config.empty(), environment);
    if (const auto url = environment.find("HEARTH_DATABASE_URL"); url != environment.end())
        out.config.database = url->second;
    if (!options.database.empty()) out.config.database = options.database;
    if (out.config.database.empty())
        out.config.database = "sqlite:" + fs::absolute(out.data / "hearth.db").string();
    out.share = share_folder(environment);

    store::DatabaseConfig database;
    database.url = out.config.database;
    database.key_folder = out.data;
    out.db = store::Database::open(database);
    out.authority =
        out.db->read([](store::Session& session) { return record::authority(session); });
    if (!out.authority && options.must_exist)
        throw UsageError(fmt::format(
            "There is no authority in {} yet. Make a demonstration with: hearth demo --data {}",
            out.data.string(), out.data.string()));
    const std::string profile = out.authority ? out.authority->profile : out.config.profile;
    out.practice = open_practice(
        out.config.practice.empty() ? out.share / "practice" : fs::path(out.config.practice),
        profile, out.db->clock().today());
    out.policy = std::make_unique<access::Policy>(out.practice.roles);
    return out;
}

}  // namespace hearth::cli
