#include "main/serve.h"

#include <fmt/format.h>
#include <malloc.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "base/json_writer.h"
#include "cli/authority.h"
#include "cli/practice_commands.h"
#include "main/nightly.h"
#include "practice/calendar.h"
#include "record/demo/demonstration.h"
#include "record/rows.h"
#include "web/app.h"
#include "web/assets.h"
#include "web/http/server.h"
#include "web/pages/documents.h"
#include "web/pages/people_index.h"
#include "web/pages/quality.h"

namespace hearth {
namespace {

using cli::Config;
using cli::OpenOptions;

struct Options {
    OpenOptions open;
    int port = -1;
    bool quiet = false;
    bool routes = false;
};

// What documents the practice makes. A practice with a problem in one is not served.
std::shared_ptr<const practice::Outputs> outputs_of(const std::string& folder,
                                                    const practice::Practice& practice) {
    auto loaded = practice::load_outputs(practice::read_files(folder), practice,
                                         {&record::record_catalog(), {}});
    if (!loaded.ok()) {
        std::string all = fmt::format("The practice in {} cannot be run:", folder);
        for (const auto& problem : loaded.problems) all += "\n  " + practice::to_text(problem);
        throw cli::UsageError(all);
    }
    return std::make_shared<const practice::Outputs>(std::move(loaded.outputs));
}

// Ready, or why not. Says nothing about anybody's record.
web::Response health(const store::Database& db) {
    const auto state = db.health();
    std::string json;
    JsonWriter writer(json);
    writer.begin_object();
    writer.member("ready", state.ready);
    if (!state.ready) writer.member("why", state.why);
    writer.end_object();
    return web::Response::json(json, state.ready ? 200 : 503);
}

void log_served(const web::Served& served) {
    const auto line =
        fmt::format("{} {} {} {} {} B {} us {}", served.request_id, web::to_text(served.method),
                    served.route.empty() ? "-" : served.route, served.status, served.bytes,
                    served.took.count(), served.fault);
    if (served.status >= 500 || !served.fault.empty())
        spdlog::error(line);
    else
        spdlog::debug(line);
}

// Each page takes and gives back a megabyte or so, and SQLite forgets its pages whenever anything
// was committed. Left to itself the C library returns that to the system each time and asks for it
// again, which costs more than the page. It keeps that for each of its arenas: there are two.
void keep_freed_memory() {
#ifdef __GLIBC__
    ::mallopt(M_ARENA_MAX, 2);
    ::mallopt(M_TRIM_THRESHOLD, 32 << 20);
    ::mallopt(M_TOP_PAD, 1 << 20);
    ::mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

// Where the time of the database went, the most first.
void log_timings(const store::Database& db) {
    if (!spdlog::should_log(spdlog::level::debug)) return;
    auto timings = db.timings();
    std::sort(timings.begin(), timings.end(),
              [](const auto& a, const auto& b) { return a.total_us > b.total_us; });
    for (const auto& t : timings)
        spdlog::debug("{}: {} times, {} us, at most {} us", t.name, t.count, t.total_us, t.max_us);
}

int serve(const Options& options) {
    keep_freed_memory();
    auto authority = cli::open_authority(options.open);
    const Config& config = authority.config;
    spdlog::set_level(options.quiet ? spdlog::level::err
                                    : spdlog::level::from_str(config.log_level));

    // A bank holiday or a timescale may have changed since the last start.
    if (!options.routes) {
        const auto look = cli::apply_practice(authority, true);
        if (look.moved > 0)
            fmt::print("The practice has changed: {} due dates moved. See /clock-changes\n",
                       look.moved);
        for (const auto& warning :
             practice::calendar_warnings(authority.practice, authority.db->clock().today()))
            fmt::print("To be seen to: {}\n", practice::to_text(warning));
    }

    const auto built_assets = authority.share / "build" / "assets";
    const web::Assets assets(std::filesystem::exists(built_assets) ? built_assets
                                                                   : authority.share / "assets");
    web::use_assets(assets);

    web::AppOptions app_options;
    app_options.idle = std::chrono::minutes(config.idle_minutes);
    app_options.absolute = std::chrono::hours(config.absolute_hours);
    app_options.require_second_factor = config.second_factor;
    if (authority.authority->demonstration)
        app_options.demonstration_password = record::kDemoPassword;
    app_options.profile_name = authority.practice.title;
    web::App app(*authority.db, authority.practice, *authority.policy, *authority.authority,
                 app_options);

    const std::string practice =
        config.practice.empty() ? (authority.share / "practice").string() : config.practice;
    const auto rules = std::make_shared<const web::ReturnRules>(practice, config.own_rules);
    web::use_return_rules(rules);
    web::use_outputs(outputs_of(practice, authority.practice));

    web::Router router;
    web::add_all_routes(router, app);
    assets.add_routes(router);
    // The authority's colours: its own file in the data folder, or the ones that came with the
    // program.
    const auto own_brand = authority.data / "brand.css";
    const auto brand =
        std::filesystem::exists(own_brand) ? own_brand : authority.share / "assets" / "brand.css";
    router.add({web::Method::get, "/brand.css", web::Policy::open("the authority's colours"),
                [&](web::Context&) {
                    web::Response response;
                    response.content_type = "text/css; charset=utf-8";
                    response.file = brand;
                    return response;
                }});
    router.add({web::Method::get, "/health",
                web::Policy::open("says ready or why not; nothing about people"),
                [&](web::Context&) { return health(*authority.db); }});

    if (options.routes) {
        for (const auto& [route, calls] : router.routes())
            fmt::print("{} {} {}\n", web::to_text(route.method), route.pattern,
                       route.policy.text());
        return 0;
    }

    web::ServerOptions server_options;
    server_options.address = config.address;
    server_options.port =
        options.port >= 0 ? static_cast<std::uint16_t>(options.port) : config.port;
    server_options.certificate_file = config.certificate;
    server_options.key_file = config.key;
    server_options.trusted_proxies = config.trusted_proxies;
    server_options.hosts = config.hosts;
    const bool postgresql = authority.db->dialect() == store::Dialect::postgresql;
    server_options.workers = config.workers != 0 ? config.workers : postgresql ? 8 : 0;
    web::Server server(router, server_options, log_served);
    server.start();
    fmt::print("Hearth serves {} at http{}://{}:{}\n", authority.authority->name,
               config.certificate.empty() ? "" : "s", config.address, server.port());
    std::fflush(stdout);
    {
        // Not before the port is open: whoever searches first waits for it at most.
        const std::jthread filling([&] { web::fill_people_index(app); });
        const Nightly nightly(*authority.db, rules, web::people_index(app), app.ids,
                              config.quality_hour);
        server.run_until_signalled();
    }
    authority.db->sequence_audit();
    log_timings(*authority.db);
    return 0;
}

}  // namespace

void add_serve(CLI::App& app, cli::Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("serve", "Serve an authority’s pages until interrupted");
    command->add_option("--data", options->open.data, "The authority’s data folder")
        ->capture_default_str();
    command->add_option("--database", options->open.database,
                        "Database address, instead of the configuration’s");
    command->add_option("--config", options->open.config,
                        "Configuration file, instead of hearth.toml in the data folder");
    command
        ->add_option("--port", options->port,
                     "Port, instead of the configuration’s; 0 takes a free one")
        ->check(CLI::Range(0, 65535));
    command->add_flag("--quiet", options->quiet, "Log errors only");
    command->add_flag("--routes", options->routes,
                      "List every address with the policy that guards it, and end");
    command->callback([options, &run] { run = [options] { return serve(*options); }; });
}

}  // namespace hearth
