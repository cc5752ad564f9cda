// Shared by the components' own files only: what a question with hint and error is wrapped in.
#pragma once
#include <string>

#include "web/kit/field.h"

namespace hearth::web::kit::parts {

inline void describe(std::string& described_by, const std::string& by) {
    if (!described_by.empty()) described_by += ' ';
    described_by += by;
}

// Hint and error message of the question `base_id`; adds their ids to `described_by`.
inline Html hint_and_error(const Hint& h, const ErrorMessage& e, const std::string& base_id,
                           std::string& described_by) {
    Html out;
    if (!h.text.empty()) {
        Hint mine = h;
        mine.id = base_id + "-hint";
        describe(described_by, mine.id);
        out << hint(mine);
    }
    if (!e.text.empty()) {
        ErrorMessage mine = e;
        mine.id = base_id + "-error";
        describe(described_by, mine.id);
        out << error_message(mine);
    }
    return out;
}

inline Html label_for(const Label& l, const std::string& target) {
    Label mine = l;
    mine.for_id = target;
    return label(mine);
}

inline Html group(const FormGroup& g, bool has_error, const Html& inside) {
    std::string more = has_error ? "govuk-form-group--error" : "";
    if (!g.classes.empty()) describe(more, g.classes);
    return el("div", {cls("govuk-form-group", more)}, g.attributes, inside);
}

inline std::string with(std::string base, const std::string& more) {
    if (!more.empty()) {
        base += ' ';
        base += more;
    }
    return base;
}

inline const char* true_false(bool b) {
    return b ? "true" : "false";
}

// Texts for scripts: data-i18n.KEY, or data-i18n.KEY.RULE by plural rule.
inline void i18n(Attributes& out, AttrName key, const std::string& message) {
    if (!message.empty()) out.push_back(attr(key, message));
}
inline void i18n(Attributes& out, AttrName key_and_dot, const Plurals& p) {
    struct Rule {
        AttrTail name;
        const std::string* message;
    };
    const Rule rules[] = {{"zero", &p.zero}, {"one", &p.one},   {"two", &p.two},
                          {"few", &p.few},   {"many", &p.many}, {"other", &p.other}};
    for (const auto& [rule, message] : rules)
        if (!message->empty()) out.push_back(attr(key_and_dot.then(rule), *message));
}

}  // namespace hearth::web::kit::parts
