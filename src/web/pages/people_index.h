// The people in memory that the pages of one App search in.
#pragma once
#include <memory>

#include "identity/live_index.h"
#include "web/app.h"

namespace hearth::web {

// Made anew with the App's routes; filled by fill_people_index or by the first who searches.
std::shared_ptr<identity::LiveIndex> people_index(const App& app);
void make_people_index(const App& app);
// Reads everybody, so that the first search need not wait. Never throws: what goes wrong is logged,
// and the first search tries again.
void fill_people_index(App& app);

}  // namespace hearth::web
