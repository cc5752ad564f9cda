#include "practice/answers.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "base/text.h"

namespace hearth::practice {
namespace {

bool unanswered(const std::vector<std::string>& texts) {
    return std::all_of(texts.begin(), texts.end(),
                       [](const std::string& text) { return is_blank(text); });
}

// Where an expression looks answers up: from outside every group, or from one group of one.
class Lookup {
  public:
    Lookup(const Form& form, const Answers& answers, std::string group, int index)
        : form_(form), answers_(answers), group_(std::move(group)), index_(index) {}

    ExprValue value(std::string_view name) const {
        const std::size_t dot = name.find('.');
        if (dot != std::string_view::npos) {
            const std::string_view repeat = name.substr(0, dot);
            ExprValue out;
            for (const int i : answers_.groups(repeat)) {
                append(Answers::key(repeat, i, name.substr(dot + 1)), out);
            }
            return out;
        }
        for (const Section& section : form_.sections) {
            if (section.repeat.empty() || section.repeat != name) continue;
            ExprValue out;
            for (const int i : answers_.groups(name)) out.push_back(std::to_string(i));
            return out;
        }
        ExprValue out;
        append(key_of(name), out);
        return out;
    }
    // The field a name means here, for its words.
    const Field* field(std::string_view name) const {
        if (name.find('.') == std::string_view::npos && !group_.empty()) {
            if (const Field* inside = form_.field(group_ + "." + std::string(name))) return inside;
        }
        return form_.field(name);
    }

  private:
    std::string key_of(std::string_view name) const {
        const bool inside =
            !group_.empty() && form_.field(group_ + "." + std::string(name)) != nullptr;
        return inside ? Answers::key(group_, index_, name) : std::string(name);
    }
    void append(const std::string& key, ExprValue& out) const {
        for (const std::string& text : answers_.all(key)) {
            if (!is_blank(text)) out.push_back(text);
        }
    }

    const Form& form_;
    const Answers& answers_;
    std::string group_;
    int index_;
};

std::string words_of(const Practice& practice, const NameOf& name_of, FieldType type,
                     std::string_view codes, const std::string& text) {
    switch (type) {
        case FieldType::choice:
        case FieldType::choices: {
            const CodeList* list = practice.code_list(codes);
            return list == nullptr ? text : std::string(list->label(text));
        }
        case FieldType::date:
            if (const auto date = Date::parse(text)) return date->plain();
            return text;
        case FieldType::instant:
            if (const auto at = Instant::parse(text)) return plain(*at);
            return text;
        case FieldType::yes_no:
            return text == "yes" ? "Yes" : text == "no" ? "No" : text;
        case FieldType::person:
        case FieldType::people:
        case FieldType::family:
        case FieldType::worker:
        case FieldType::workers:
        case FieldType::agency:
        case FieldType::team:
            return name_of ? name_of(type, text) : text;
        case FieldType::text:
        case FieldType::longtext:
        case FieldType::number:
        case FieldType::scale:
        case FieldType::postcode:
        case FieldType::calculated:
            return text;
    }
    return text;
}

std::size_t count_words(std::string_view text) {
    return words(text).size();
}

class Checker {
  public:
    Checker(const Practice& practice, const Form& form, const Answers& answers,
            const std::function<ExprValue(std::string_view)>& context)
        : practice_(practice), form_(form), answers_(answers), context_(context) {}

    std::vector<FieldError> check() {
        if (form_.people != Choose::none && unanswered(answers_.all("people"))) {
            wrong("people", "required", "Choose who this is about.");
        }
        const ExprContext outside = context_of(practice_, form_, answers_, context_);
        for (const Section& section : form_.sections) {
            if (section.when && !section.when->truth(outside)) continue;
            if (section.repeat.empty()) {
                for (const Field& field : section.fields) this->field(field, field.id, outside);
                continue;
            }
            const std::vector<int> groups = answers_.groups(section.repeat);
            const int count = static_cast<int>(groups.size());
            if (count < section.repeat_min) {
                wrong(section.repeat, "too_few_groups",
                      section.title + ": add at least " + std::to_string(section.repeat_min) + ".");
            }
            if (count > section.repeat_max) {
                wrong(section.repeat, "too_many_groups",
                      section.title + ": keep at most " + std::to_string(section.repeat_max) + ".");
            }
            for (const int index : groups) {
                const ExprContext inside =
                    context_of(practice_, form_, answers_, context_, {}, section.repeat, index);
                for (const Field& field : section.fields) {
                    this->field(field, Answers::key(section.repeat, index, field.id), inside);
                }
            }
        }
        for (const Rule& rule : form_.rules) {
            if (!rule.that.truth(outside)) wrong(rule.field, "rule", rule.says);
        }
        return std::move(errors_);
    }

  private:
    void wrong(std::string field, std::string code, std::string message) {
        errors_.push_back({std::move(field), std::move(code), std::move(message)});
    }
    void field(const Field& field, const std::string& key, const ExprContext& context) {
        if (field.type == FieldType::calculated) return;
        if (field.when && !field.when->truth(context)) return;
        const std::vector<std::string>& texts = answers_.all(key);
        if (unanswered(texts)) {
            if (field.required) wrong(key, "required", "Answer: " + field.label + ".");
            return;
        }
        for (const std::string& text : texts) {
            if (!is_blank(text)) one(field, key, text);
        }
    }
    void one(const Field& field, const std::string& key, const std::string& text) {
        const std::string at = field.label + ": ";
        switch (field.type) {
            case FieldType::choice:
            case FieldType::choices: {
                const CodeList* list = practice_.code_list(field.codes);
                if (list != nullptr && list->find(text) == nullptr) {
                    wrong(key, "unknown_code", at + "choose from the list.");
                }
                return;
            }
            case FieldType::yes_no:
                if (text != "yes" && text != "no") {
                    wrong(key, "unknown_code", at + "choose yes or no.");
                }
                return;
            case FieldType::date:
                if (!Date::parse(text)) {
                    wrong(key, "not_a_date", at + "give a real date, such as 27 3 2026.");
                }
                return;
            case FieldType::instant:
                if (!Instant::parse(text)) {
                    wrong(key, "not_a_date", at + "give a real date and time.");
                }
                return;
            case FieldType::number:
            case FieldType::scale:
                number(field, key, text);
                return;
            case FieldType::text:
            case FieldType::longtext: {
                const std::size_t most = static_cast<std::size_t>(field.max_words);
                if (most > 0 && count_words(text) > most) {
                    wrong(key, "too_long",
                          at + "use at most " + std::to_string(field.max_words) + " words.");
                }
                return;
            }
            case FieldType::person:
            case FieldType::people:
            case FieldType::family:
            case FieldType::worker:
            case FieldType::workers:
            case FieldType::agency:
            case FieldType::team:
            case FieldType::postcode:
            case FieldType::calculated:
                return;
        }
    }
    void number(const Field& field, const std::string& key, const std::string& text) {
        double value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value,
                                                    std::chars_format::fixed);
        const std::string at = field.label + ": ";
        if (problem != std::errc{} || end != text.data() + text.size()) {
            wrong(key, "not_a_number", at + "write a number in digits.");
            return;
        }
        const auto shown = [](double n) {
            char buffer[400];
            const auto out = std::to_chars(buffer, buffer + sizeof buffer, n);
            return std::string(buffer, out.ptr);
        };
        if (field.min && value < *field.min) {
            wrong(key, "too_small", at + "the lowest is " + shown(*field.min) + ".");
        }
        if (field.max && value > *field.max) {
            wrong(key, "too_large", at + "the highest is " + shown(*field.max) + ".");
        }
    }

    const Practice& practice_;
    const Form& form_;
    const Answers& answers_;
    const std::function<ExprValue(std::string_view)>& context_;
    std::vector<FieldError> errors_;
};

}  // namespace

ExprContext context_of(const Practice& practice, const Form& form, const Answers& answers,
                       std::function<ExprValue(std::string_view)> context, NameOf name_of,
                       std::string group, int index) {
    const auto lookup = std::make_shared<Lookup>(form, answers, std::move(group), index);
    const auto calendar = practice.calendars.find("england-and-wales");
    ExprContext out;
    out.context = context;
    out.holidays = calendar == practice.calendars.end() ? nullptr : &calendar->second;
    // A calculated field has no answer of its own: it is worked out where it is asked for. The
    // checker lets it mention earlier fields only, so this ends.
    const BankHolidays* holidays = out.holidays;
    struct Answer {
        std::shared_ptr<const Lookup> lookup;
        std::function<ExprValue(std::string_view)> context;
        const BankHolidays* holidays;
        ExprValue operator()(std::string_view name) const {
            const Field* field = lookup->field(name);
            if (field == nullptr || field->type != FieldType::calculated || !field->value) {
                return lookup->value(name);
            }
            ExprContext inner;
            inner.answer = *this;
            inner.context = context;
            inner.holidays = holidays;
            return field->value->value(inner);
        }
    };
    out.answer = Answer{lookup, std::move(context), holidays};
    out.words = [lookup, &practice, name_of = std::move(name_of),
                 answer = out.answer](std::string_view name) {
        const Field* field = lookup->field(name);
        ExprValue values = answer(name);
        const bool ticked = field == nullptr && name == "people";
        if (field == nullptr && !ticked) return values;
        const FieldType type = ticked ? FieldType::people : field->type;
        const std::string codes = ticked ? std::string() : field->codes;
        for (std::string& text : values) text = words_of(practice, name_of, type, codes, text);
        return values;
    };
    return out;
}

std::vector<FieldError> problems_before_signing(
    const Practice& practice, const Form& form, const Answers& answers,
    const std::function<ExprValue(std::string_view)>& context) {
    // Over what is shown, so that an answer which is hidden makes nothing else required.
    const Answers shown = shown_answers(practice, form, answers, context);
    return Checker(practice, form, shown, context).check();
}

Answers shown_answers(const Practice& practice, const Form& form, const Answers& answers,
                      const std::function<ExprValue(std::string_view)>& context) {
    Answers kept;
    const auto keep = [&](const Field& field, const std::string& key, const ExprContext& where) {
        if (field.type == FieldType::calculated) return;
        if (field.when && !field.when->truth(where)) return;
        if (answers.has(key)) kept.set(key, answers.all(key));
    };
    if (form.people != Choose::none && answers.has("people")) {
        kept.set("people", answers.all("people"));
    }
    const ExprContext outside = context_of(practice, form, kept, context);
    for (const Section& section : form.sections) {
        if (section.when && !section.when->truth(outside)) continue;
        if (section.repeat.empty()) {
            for (const Field& field : section.fields) keep(field, field.id, outside);
            continue;
        }
        for (const int index : answers.groups(section.repeat)) {
            const ExprContext inside =
                context_of(practice, form, kept, context, {}, section.repeat, index);
            for (const Field& field : section.fields) {
                keep(field, Answers::key(section.repeat, index, field.id), inside);
            }
        }
    }
    return kept;
}

Answers first_answers(const Practice& practice, const Form& form,
                      const std::function<ExprValue(std::string_view)>& context) {
    Answers first;
    const ExprContext where = context_of(practice, form, first, context);
    for (const Section& section : form.sections) {
        if (!section.repeat.empty()) continue;
        for (const Field& field : section.fields) {
            if (!field.value || field.type == FieldType::calculated) continue;
            const ExprValue value = field.value->value(where);
            if (!value.empty()) first.set(field.id, value);
        }
    }
    return first;
}

std::string summary_of(std::string_view summary, const ExprContext& context) {
    std::string out;
    std::size_t at = 0;
    while (at < summary.size()) {
        const std::size_t open = summary.find('{', at);
        out += summary.substr(at, open == std::string_view::npos ? open : open - at);
        if (open == std::string_view::npos) break;
        const std::size_t close = summary.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string_view name = summary.substr(open + 1, close - open - 1);
        ExprValue value;
        if (!name.empty() && name.front() == '$') {
            if (context.context) value = context.context(name.substr(1));
        } else if (context.words) {
            value = context.words(name);
        }
        out += join_and(value);
        at = close + 1;
    }
    // What an unanswered place leaves behind: doubled spaces, and full stops with nothing before
    // them.
    std::string tidy;
    for (const char c : out) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (space && (tidy.empty() || tidy.back() == ' ')) continue;
        if ((c == '.' || c == ',' || c == ':') && (tidy.empty() || tidy.back() == ' ')) {
            while (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
            if (tidy.empty() || tidy.back() == '.' || tidy.back() == ':') continue;
        }
        if (c == '.' && !tidy.empty() &&
            (tidy.back() == '?' || tidy.back() == '!' || tidy.back() == '.'))
            continue;
        tidy += space ? ' ' : c;
    }
    while (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
    return tidy;
}

}  // namespace hearth::practice
