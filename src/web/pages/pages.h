// The folders of pages, each with its routes.
#pragma once
#include "web/app.h"

namespace hearth::web {

void add_sign_in_routes(Router& router, App& app);  // sign-in, sign-out, account, the session

}  // namespace hearth::web
