#include "practice/definitions.h"

namespace hearth::practice {

const Code* CodeList::find(std::string_view code) const {
    for (const Code& one : codes) {
        if (one.id == code) return &one;
    }
    return nullptr;
}

std::string_view CodeList::label(std::string_view code) const {
    const Code* found = find(code);
    return found == nullptr ? code : std::string_view(found->label);
}

const Section* Form::section_of(std::string_view field_id) const {
    const std::size_t dot = field_id.find('.');
    const std::string_view group =
        dot == std::string_view::npos ? std::string_view() : field_id.substr(0, dot);
    const std::string_view name =
        dot == std::string_view::npos ? field_id : field_id.substr(dot + 1);
    const Section* inside = nullptr;  // a bare name that only a repeated group has
    for (const Section& section : sections) {
        for (const Field& one : section.fields) {
            if (one.id != name) continue;
            if (section.repeat == group) return &section;
            if (group.empty() && inside == nullptr) inside = &section;
        }
    }
    return inside;
}

const Field* Form::field(std::string_view wanted) const {
    const Section* section = section_of(wanted);
    if (section == nullptr) return nullptr;
    const std::size_t dot = wanted.find('.');
    const std::string_view name = dot == std::string_view::npos ? wanted : wanted.substr(dot + 1);
    for (const Field& one : section->fields) {
        if (one.id == name) return &one;
    }
    return nullptr;
}

std::string ClockRule::words() const {
    const auto some = [this](std::string_view one, std::string_view many) {
        return std::to_string(length) + " " + std::string(length == 1 ? one : many);
    };
    std::string out;
    switch (unit) {
        case ClockUnit::working_days:
            out = some("working day", "working days");
            out += counting == Convention::day_after_is_day_one
                       ? ", counting from the day after"
                       : ", counting the day itself as day one";
            break;
        case ClockUnit::hub_hours:
            out = some("opening hour", "opening hours");
            break;
        case ClockUnit::elapsed_hours:
            out = some("hour", "hours") + ", day and night";
            break;
        case ClockUnit::days:
            out = some("day", "days");
            break;
        case ClockUnit::weeks:
            out = some("week", "weeks");
            break;
        case ClockUnit::months:
            out = some("month", "months");
            break;
    }
    if (never_at_weekend) out += ", never at a weekend";
    return out;
}

const Role* Roles::find(std::string_view id) const {
    for (const Role& role : roles) {
        if (role.id == id) return &role;
    }
    return nullptr;
}

const Form* Practice::form(std::string_view wanted) const {
    const auto found = forms.find(wanted);
    return found == forms.end() || found->second.empty() ? nullptr : &found->second.back();
}

const Form* Practice::form(std::string_view wanted, int version) const {
    const auto found = forms.find(wanted);
    if (found == forms.end()) return nullptr;
    for (const Form& one : found->second) {
        if (one.version == version) return &one;
    }
    return nullptr;
}

const CodeList* Practice::code_list(std::string_view wanted) const {
    const auto found = codes.find(wanted);
    return found == codes.end() ? nullptr : &found->second;
}

std::string Practice::term(std::string_view wanted) const {
    const auto found = terms.find(std::string(wanted));
    return found == terms.end() ? std::string(wanted) : found->second;
}

}  // namespace hearth::practice
