// The pages of documents (record/outputs.h), and which outputs they offer.
#pragma once
#include <memory>

#include "practice/output.h"
#include "web/app.h"

namespace hearth::web {

// Of the practice in force: before the routes are added. Without it no document can be made.
void use_outputs(std::shared_ptr<const practice::Outputs> outputs);
void add_document_routes(Router& router, App& app);

}  // namespace hearth::web
