#include "web/pages/people_index.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <map>
#include <mutex>

namespace hearth::web {
namespace {

struct Indexes {
    std::mutex lock;
    std::map<const App*, std::shared_ptr<identity::LiveIndex>> of;
};
Indexes& indexes() {
    static Indexes all;
    return all;
}

}  // namespace

std::shared_ptr<identity::LiveIndex> people_index(const App& app) {
    const std::lock_guard held(indexes().lock);
    return indexes().of.at(&app);
}

void make_people_index(const App& app) {
    const std::lock_guard held(indexes().lock);
    indexes().of[&app] = std::make_shared<identity::LiveIndex>();
}

void fill_people_index(App& app) {
    try {
        const auto index = people_index(app);
        app.db.read([&](store::Session& session) { index->refresh(session); });
        spdlog::info("{} people are in memory, in {} MB", index->people(),
                     index->bytes() / 1'000'000);
    } catch (const std::exception& error) {
        spdlog::error("the people could not be read into memory: {}", error.what());
    }
}

}  // namespace hearth::web
