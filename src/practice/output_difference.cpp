// Outputs as facts, and two such maps held against each other.
#include <map>
#include <tuple>

#include "practice/output.h"

namespace hearth::practice {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;
using Facts = std::map<Key, std::string>;

std::string list_of(const std::vector<std::string>& items) {
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + item;
    return out;
}

std::string words_of(const OutputPart& part) {
    std::string out = part.title;
    const auto say = [&](std::string_view name, const std::string& words) {
        if (words.empty()) return;
        out += (out.empty() ? "" : "; ") + std::string(name) + (name.empty() ? "" : ": ") + words;
    };
    switch (part.kind) {
        case PartKind::words:
            say("", part.words);
            break;
        case PartKind::write:
            say("the author writes", part.label);
            say("begins with", part.words);
            break;
        case PartKind::rows:
            say("rows of", part.source);
            if (part.when) say("when", part.when->text());
            say("", part.line);
            for (const auto& column : part.columns) say(column.title, column.words);
            if (part.choose) say("", "the author chooses");
            if (part.comment) say("", "the author comments");
            break;
        case PartKind::answers:
            say("answers of", part.form);
            say("", list_of(part.fields));
            break;
        case PartKind::draw:
            say("draws", part.draw);
            break;
    }
    if (part.shown) say("shown when", part.shown->text());
    return out;
}

Facts facts_of(const Outputs& outputs) {
    Facts facts;
    const auto put = [&](const char* kind, const std::string& id, const std::string& part,
                         const std::string& words) {
        if (part.empty() || !words.empty()) facts[{kind, id, part}] = words;
    };
    for (const auto& [id, reader] : outputs.readers) {
        put("reader", id, "", reader.title);
        put("reader", id, "is told", list_of(reader.classes));
        put("reader", id, "about whom",
            reader.people == ReaderOf::own ? "themself and their own children"
                                           : "everybody of the record");
    }
    for (const auto& [id, output] : outputs.outputs) {
        put("output", id, "", output.title);
        put("output", id, "version", std::to_string(output.version));
        put("output", id, "for", list_of(output.readers));
        put("output", id, "made by", list_of(output.roles));
        put("output", id, "of meetings", list_of(output.meetings));
        for (const auto& part : output.parts) put("output", id, "part " + part.id, words_of(part));
    }
    return facts;
}

}  // namespace

std::vector<Change> difference(const Outputs& before, const Outputs& after) {
    const Facts a = facts_of(before), b = facts_of(after);
    Facts all = a;
    all.insert(b.begin(), b.end());
    std::vector<Change> out;
    for (const auto& [key, words] : all) {
        const auto& [kind, id, part] = key;
        const Key whole{kind, id, ""};
        // Of a thing that is new or gone, its parts are not told one by one.
        if (!part.empty() && (!a.contains(whole) || !b.contains(whole))) continue;
        const auto was = a.find(key), is = b.find(key);
        if (was == a.end())
            out.push_back({kind, id, part, Differs::added, "", is->second});
        else if (is == b.end())
            out.push_back({kind, id, part, Differs::removed, was->second, ""});
        else if (was->second != is->second)
            out.push_back({kind, id, part, Differs::changed, was->second, is->second});
    }
    return out;
}

}  // namespace hearth::practice
