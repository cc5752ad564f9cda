#include "web/kit/field.h"

#include "web/security/csrf.h"

namespace hearth::web::kit {

Html label(const Label& o) {
    if (o.text.empty()) return {};
    Html inner = el("label", {cls("govuk-label", o.classes), attr_if("for", o.for_id)},
                    o.attributes, o.text);
    if (!o.is_page_heading) return inner;
    return el("h1", {cls("govuk-label-wrapper")}, std::move(inner));
}

Html hint(const Hint& o) {
    if (o.text.empty()) return {};
    return el("div", {id(o.id), cls("govuk-hint", o.classes)}, o.attributes, o.text);
}

Html error_message(const ErrorMessage& o) {
    if (o.text.empty()) return {};
    Html h;
    h.open("p", {id(o.id), cls("govuk-error-message", o.classes)}, o.attributes);
    if (!o.visually_hidden_text.empty())
        h << el("span", {cls("govuk-visually-hidden")}, o.visually_hidden_text, ":") << " ";
    h << o.text;
    return std::move(h.close("p"));
}

Html fieldset(const Fieldset& o, const Html& inside) {
    Html h;
    h.open("fieldset",
           {cls("govuk-fieldset", o.classes), attr_if("role", o.role),
            attr_if("aria-describedby", o.described_by)},
           o.attributes);
    if (!o.legend.text.empty()) {
        h.open("legend", {cls("govuk-fieldset__legend", o.legend.classes)});
        if (o.legend.is_page_heading)
            h << el("h1", {cls("govuk-fieldset__heading")}, o.legend.text);
        else
            h << o.legend.text;
        h.close("legend");
    }
    h << inside;
    return std::move(h.close("fieldset"));
}

Html form(const Form& o, const Html& inside) {
    return el("form",
              {attr("method", "post"), action(o.action), id(o.id), cls(o.classes),
               attr_if("data-draft", o.draft), flag("novalidate"),
               attr_if(o.multipart, "enctype", "multipart/form-data")},
              o.attributes, hidden(kCsrfField, o.csrf), inside);
}

Html hidden(std::string_view name, std::string_view value) {
    return el("input", {attr("type", "hidden"), attr("name", name), attr("value", value)});
}

Html get_form(const Url& to, const Html& inside, std::string_view classes,
              const Attributes& attributes) {
    return el("form", {attr("method", "get"), action(to), cls(classes), flag("novalidate")},
              attributes, inside);
}

}  // namespace hearth::web::kit
