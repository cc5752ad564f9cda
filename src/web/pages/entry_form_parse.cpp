// From a posted form to answers.
#include <array>
#include <charconv>

#include "base/text.h"
#include "web/pages/entry_form.h"

namespace hearth::web {
namespace {

using practice::Field;
using practice::FieldType;

std::optional<int> small_number(std::string_view text) {
    int out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out < 0) return std::nullopt;
    return out;
}

std::optional<int> month_from_text(std::string_view text) {
    if (const auto number = small_number(text)) return number;
    static constexpr std::array<std::string_view, 12> kMonths = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    const std::string lower = lower_ascii(text);
    if (lower.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (kMonths[i].starts_with(lower)) return static_cast<int>(i) + 1;
    return std::nullopt;
}

// Browsers send line ends as CR LF; the record keeps LF.
std::string plain_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
            continue;
        }
        out += text[i];
    }
    return out;
}

void read_field(const FieldMap& posted, const Field& field, const std::string& key,
                const std::string& to, Answers& out) {
    const auto put = [&](std::string text) {
        if (!is_blank(text)) out.set(to, std::move(text));
    };
    switch (field.type) {
        case FieldType::calculated:
            return;
        case FieldType::date:
            put(date_from_boxes(posted.get(key + "-day"), posted.get(key + "-month"),
                                posted.get(key + "-year")));
            return;
        case FieldType::instant: {
            const std::string date = date_from_boxes(
                posted.get(key + "-day"), posted.get(key + "-month"), posted.get(key + "-year"));
            const auto typed = trim(posted.get(key + "-time"));
            if (date.empty() && typed.empty()) return;
            const auto day = Date::parse(date);
            const auto minutes = minutes_from_text(typed);
            if (day && minutes)
                put(instant_of(*day, *minutes).iso());
            else
                put(date + " " + std::string(typed));
            return;
        }
        case FieldType::choices:
        case FieldType::people:
        case FieldType::workers: {
            std::vector<std::string> texts;
            for (const auto text : posted.all(key))
                if (!is_blank(text)) texts.emplace_back(text);
            out.set(to, std::move(texts));
            return;
        }
        case FieldType::longtext:
            put(plain_lines(posted.get(key)));
            return;
        case FieldType::text:
        case FieldType::choice:
        case FieldType::yes_no:
        case FieldType::number:
        case FieldType::scale:
        case FieldType::person:
        case FieldType::family:
        case FieldType::worker:
        case FieldType::agency:
        case FieldType::team:
        case FieldType::postcode:
            put(std::string(trim(posted.get(key))));
            return;
    }
}

// Group numbers that the page held: it says so in a hidden field "GROUP.count".
int groups_posted(const FieldMap& posted, const practice::Section& section) {
    const int count = small_number(posted.get(section.repeat + ".count")).value_or(0);
    return std::min(count, 100);
}

void keep(const practice::Section& section, const Answers& before, Answers& out) {
    for (const auto& field : section.fields) {
        if (section.repeat.empty()) {
            if (before.has(field.id)) out.set(field.id, before.all(field.id));
            continue;
        }
        for (const int index : before.groups(section.repeat)) {
            const auto key = Answers::key(section.repeat, index, field.id);
            if (before.has(key)) out.set(key, before.all(key));
        }
    }
}

}  // namespace

std::string date_from_boxes(std::string_view day, std::string_view month, std::string_view year) {
    day = trim(day);
    month = trim(month);
    year = trim(year);
    if (day.empty() && month.empty() && year.empty()) return {};
    const auto d = small_number(day);
    const auto m = month_from_text(month);
    const auto y = small_number(year);
    if (d && m && y && *y >= 1800)
        if (const auto date = Date::from(*y, *m, *d)) return date->iso();
    return std::string(day) + "/" + std::string(month) + "/" + std::string(year);
}

std::optional<int> minutes_from_text(std::string_view typed) {
    std::string text;
    for (const char c : lower_ascii(trim(typed)))
        if (c != ' ') text += c == '.' ? ':' : c;
    bool am = false;
    bool pm = false;
    if (text.ends_with("am") || text.ends_with("pm")) {
        pm = text.ends_with("pm");
        am = !pm;
        text.resize(text.size() - 2);
    }
    if (text.empty()) return std::nullopt;
    std::string_view hours = text;
    std::string_view rest = "0";
    if (const auto colon = text.find(':'); colon != std::string::npos) {
        hours = std::string_view(text).substr(0, colon);
        rest = std::string_view(text).substr(colon + 1);
    } else if (text.size() == 4) {
        hours = std::string_view(text).substr(0, 2);
        rest = std::string_view(text).substr(2);
    } else if (!am && !pm) {
        return std::nullopt;  // "14" alone could be anything
    }
    auto h = small_number(hours);
    const auto m = small_number(rest);
    if (!h || !m || *m > 59) return std::nullopt;
    if (am || pm) {
        if (*h < 1 || *h > 12) return std::nullopt;
        h = *h % 12 + (pm ? 12 : 0);
    }
    if (*h > 23) return std::nullopt;
    return *h * 60 + *m;
}

Answers posted_answers(const FieldMap& posted, const practice::Form& form,
                       const std::vector<record::SectionUse>& sections, const Answers& before) {
    Answers out;
    if (form.people != practice::Choose::none) {
        std::vector<std::string> people;
        for (const auto id : posted.all("people")) people.emplace_back(id);
        out.set("people", std::move(people));
    }
    for (std::size_t s = 0; s < form.sections.size(); ++s) {
        const auto& section = form.sections[s];
        if (sections[s] != record::SectionUse::write) {
            keep(section, before, out);
            continue;
        }
        if (section.repeat.empty()) {
            for (const auto& field : section.fields)
                read_field(posted, field, field.id, field.id, out);
            continue;
        }
        // Groups are numbered anew, so that taking one away leaves no hole.
        const int taken = small_number(posted.get("remove-" + section.repeat)).value_or(0) - 1;
        int next = 0;
        for (int index = 0; index < groups_posted(posted, section); ++index) {
            if (index == taken) continue;
            for (const auto& field : section.fields)
                read_field(posted, field, Answers::key(section.repeat, index, field.id),
                           Answers::key(section.repeat, next, field.id), out);
            // A group that was left blank keeps its place: its first field is then a blank answer.
            const auto first = Answers::key(section.repeat, next, section.fields.front().id);
            const auto groups = out.groups(section.repeat);
            if (groups.empty() || groups.back() != next) out.set(first, std::string());
            ++next;
        }
        if (posted.has("add-" + section.repeat))
            out.set(Answers::key(section.repeat, next, section.fields.front().id), std::string());
    }
    // Texts of another device or person that nobody has settled yet.
    for (const auto& field : before.fields())
        if (field.name.starts_with("other.") && !posted.has("settled." + field.name.substr(6)))
            out.set(field.name, field.texts);
    return out;
}

}  // namespace hearth::web
