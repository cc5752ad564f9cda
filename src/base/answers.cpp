#include "base/answers.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "base/json_writer.h"

namespace hearth {
namespace {

constexpr std::size_t kMostFields = 10'000;
constexpr JsonLimits kLimits{.depth = 2, .bytes = std::size_t{4} << 20};
constexpr int kMostIndex = 10'000;

const std::vector<std::string> kNone;

template <class Fields>
auto place_of(Fields& fields, std::string_view name) {
    return std::lower_bound(
        fields.begin(), fields.end(), name,
        [](const Answers::Field& field, std::string_view wanted) { return field.name < wanted; });
}

// The number that `name` begins with, up to a dot; -1 when it does not.
int leading_index(std::string_view name) {
    const auto digits = name.substr(0, name.find('.'));
    int value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    const bool plain = digits.size() == 1 || !digits.starts_with('0');
    if (!whole || !plain || value < 0 || value >= kMostIndex || digits.size() == name.size()) {
        return -1;
    }
    return value;
}

bool is_blank_answer(const std::vector<std::string>& texts) {
    return std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text.empty(); });
}

bool alike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return a == b || (is_blank_answer(a) && is_blank_answer(b));
}

Invalid wrong_shape(std::string field) {
    return invalid(std::move(field), "answers_shape",
                   "Answers are texts, or lists of texts, by the name of their field.");
}

}  // namespace

std::string_view Answers::get(std::string_view field) const {
    const auto& texts = all(field);
    return texts.empty() ? std::string_view{} : std::string_view{texts.front()};
}

const std::vector<std::string>& Answers::all(std::string_view field) const {
    const auto at = place_of(fields_, field);
    return at != fields_.end() && at->name == field ? at->texts : kNone;
}

bool Answers::has(std::string_view field) const {
    return !all(field).empty();
}

bool Answers::contains(std::string_view field, std::string_view text) const {
    const auto& texts = all(field);
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void Answers::set(std::string_view field, std::string text) {
    std::vector<std::string> one;
    one.push_back(std::move(text));
    set(field, std::move(one));
}

void Answers::set(std::string_view field, std::vector<std::string> texts) {
    if (texts.empty()) return remove(field);
    const auto at = place_of(fields_, field);
    if (at != fields_.end() && at->name == field) {
        at->texts = std::move(texts);
    } else {
        fields_.insert(at, Field{std::string(field), std::move(texts)});
    }
}

void Answers::add(std::string_view field, std::string text) {
    const auto at = place_of(fields_, field);
    if (at != fields_.end() && at->name == field) {
        at->texts.push_back(std::move(text));
    } else {
        set(field, std::move(text));
    }
}

void Answers::remove(std::string_view field) {
    const auto at = place_of(fields_, field);
    if (at != fields_.end() && at->name == field) fields_.erase(at);
}

std::vector<int> Answers::groups(std::string_view prefix) const {
    const std::string start = std::string(prefix) + ".";
    std::vector<int> found;
    for (auto at = place_of(fields_, start); at != fields_.end() && at->name.starts_with(start);
         ++at) {
        const int index = leading_index(std::string_view(at->name).substr(start.size()));
        if (index >= 0) found.push_back(index);
    }
    std::sort(found.begin(), found.end());  // by name, 10 comes before 2
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::string Answers::key(std::string_view prefix, int index, std::string_view field) {
    std::string name(prefix);
    name += '.';
    name += std::to_string(index);
    name += '.';
    name += field;
    return name;
}

std::string Answers::to_json() const {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    for (const Field& field : fields_) {
        json.key(field.name);
        if (field.texts.size() == 1) {
            json.value(field.texts.front());
            continue;
        }
        json.begin_array();
        for (const std::string& text : field.texts) json.value(text);
        json.end_array();
    }
    json.end_object();
    return out;
}

Result<Answers> Answers::from_json(std::string_view text) {
    const auto parsed = Json::parse(text, kLimits);
    if (!parsed) return parsed.failure();
    if (parsed->kind() != Json::Kind::object) return wrong_shape("");
    if (parsed->members().size() > kMostFields) {
        return invalid("", "answers_shape", "There are more fields than any form has.");
    }
    Answers answers;
    answers.fields_.reserve(parsed->members().size());
    for (const auto& [name, value] : parsed->members()) {
        Field field{name, {}};
        if (const auto one = value.text()) {
            field.texts.emplace_back(*one);
        } else if (value.kind() == Json::Kind::array) {
            for (const Json& item : value.items()) {
                const auto each = item.text();
                if (!each) return wrong_shape(name);
                field.texts.emplace_back(*each);
            }
        } else {
            return wrong_shape(name);
        }
        if (!field.texts.empty()) answers.fields_.push_back(std::move(field));
    }
    std::sort(answers.fields_.begin(), answers.fields_.end(),
              [](const Field& a, const Field& b) { return a.name < b.name; });
    return answers;
}

Merge merge3(const Answers& base, const Answers& mine, const Answers& theirs) {
    std::vector<std::string_view> names;
    for (const Answers* side : {&base, &mine, &theirs}) {
        for (const auto& field : side->fields()) names.push_back(field.name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());

    Merge result;
    for (const std::string_view name : names) {
        const auto& was = base.all(name);
        const auto& left = mine.all(name);
        const auto& right = theirs.all(name);
        if (alike(left, right) || alike(right, was)) {
            result.merged.set(name, left);
        } else if (alike(left, was)) {
            result.merged.set(name, right);
        } else {
            result.merged.set(name, left);
            result.conflicts.push_back(AnswerConflict{std::string(name), left, right, was});
        }
    }
    return result;
}

}  // namespace hearth
