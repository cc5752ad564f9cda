// Two records of one person: the queue of possible duplicates, comparing, merging and parting.
#pragma once
#include "web/app.h"

namespace hearth::web {

void add_identity_routes(Router& router, App& app);
Response merge_page(App& app, Context& ctx);  // GET and POST /merges/{merge} (unmerge.cpp)

}  // namespace hearth::web
