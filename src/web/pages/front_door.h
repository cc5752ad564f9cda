// What the pages of the front door share.
#pragma once
#include <string>
#include <string_view>

#include "web/app.h"

namespace hearth::web {

void add_contact_routes(Router& router, App& app);

// The label of a code; the code itself when the list does not have it.
std::string code_label(const practice::Practice& practice, std::string_view list,
                       std::string_view code);
Html rag_tag(std::string_view rag);
// "3 hours left", "2 days late": working time is in the due instant, not in these words.
Html time_left(Instant due, Instant now);
// After a partner has signed a request: its reference, what happens next and by when. Nothing when
// `contact` cannot be read.
std::optional<Response> request_sent_page(App& app, Context& ctx, std::int64_t contact);

}  // namespace hearth::web
