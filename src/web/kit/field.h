// The parts that every question shares: label, hint, error message, legend and fieldset.
//
// The kit follows the options of the GOV.UK macros, with these differences: `text` stands for both
// `text` and `html` (a string is escaped, an Html value is set as it stands); an address is a Url;
// a part whose text is empty is left out, so `.error = {.text = message_or_empty}` is right as it
// is.
#pragma once
#include <optional>
#include <string>

#include "web/html.h"

namespace hearth::web::kit {

struct Label {
    Html text = {};
    std::string classes = {};
    bool is_page_heading = false;
    Attributes attributes = {};
    std::string for_id = {};
};
Html label(const Label& o);

struct Hint {
    Html text = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
};
Html hint(const Hint& o);

struct ErrorMessage {
    Html text = {};
    std::string id = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string visually_hidden_text = "Error";  // empty: none
};
Html error_message(const ErrorMessage& o);

struct Legend {
    Html text = {};
    std::string classes = {};
    bool is_page_heading = false;
};
struct Fieldset {
    Legend legend = {};
    std::string described_by = {};
    std::string classes = {};
    std::string role = {};
    Attributes attributes = {};
};
Html fieldset(const Fieldset& o, const Html& inside);

// The group around a question. `before` and `after` stand beside the input (or the inputs, for
// choices and dates).
struct FormGroup {
    std::string classes = {};
    Attributes attributes = {};
    Html before = {};
    Html after = {};
};

// Text for scripts by plural rule; empty ones are left out.
struct Plurals {
    std::string zero = {}, one = {}, two = {}, few = {}, many = {}, other = {};
};

// <form method="post"> with the CSRF token. `draft` names the draft that assets/draft.js keeps
// (empty: none). With `multipart` it may carry files.
struct Form {
    Url action = {};
    std::string csrf = {};
    std::string draft = {};
    std::string id = {};
    std::string classes = {};
    bool multipart = false;
    Attributes attributes = {};
};
Html form(const Form& o, const Html& inside);
Html hidden(std::string_view name, std::string_view value);
// <form method="get">, for searches and filters.
Html get_form(const Url& action, const Html& inside, std::string_view classes = {},
              const Attributes& attributes = {});

}  // namespace hearth::web::kit
