// Outputs: outputs/readers.yaml, and outputs/<name>.yaml, one output a file.
#include "practice/read_output.h"

#include "base/hash.h"

namespace hearth::practice {
namespace {

std::vector<OutputColumn> read_columns(MapReader& in) {
    std::vector<OutputColumn> out;
    const Node* columns = in.node("columns");
    if (columns == nullptr) return out;
    if (columns->kind != Node::Kind::map) {
        report(in.problems(), *columns, "columns must be lines of title: words",
               "Indent them below, such as When: '{on}'.");
        return out;
    }
    for (const Node::Entry& entry : columns->entries) out.push_back({entry.key, entry.value.text});
    return out;
}

OutputPart read_part(const Node& node, Problems& problems) {
    MapReader in(node, "a part of an output", problems);
    OutputPart part;
    part.where = where_of(node);
    part.id = in.id();
    part.title = in.text("title");
    part.shown = in.expression("shown");
    part.empty = in.text("empty");
    static constexpr std::pair<std::string_view, PartKind> kKinds[] = {
        {"words", PartKind::words},     {"write", PartKind::write}, {"rows", PartKind::rows},
        {"answers", PartKind::answers}, {"draw", PartKind::draw},
    };
    int kinds = 0;
    for (const auto& [key, kind] : kKinds) {
        if (!in.has(key)) continue;
        ++kinds;
        part.kind = kind;
    }
    if (kinds != 1) {
        report(problems, node, "the part \"" + part.id + "\" must be exactly one thing",
               "Give it one of words, write, rows, answers and draw.");
    }
    switch (part.kind) {
        case PartKind::words:
            part.words = in.required_text("words");
            break;
        case PartKind::write:
            part.label = in.text("write");
            part.hint = in.text("hint");
            part.required = in.flag("required");
            part.max_words = in.integer("max_words", 0, 1, 20000);
            part.words = in.text("begins_with");
            break;
        case PartKind::rows:
            part.source = in.text("rows");
            part.when = in.expression("when");
            part.line = in.text("line");
            part.columns = read_columns(in);
            part.newest_first = in.flag("newest_first");
            part.at_most = in.integer("at_most", 200, 1, 1000);
            part.choose = in.flag("choose");
            part.chosen = in.expression("chosen");
            part.comment = in.flag("comment");
            if (part.line.empty() == part.columns.empty()) {
                report(problems, node,
                       "the part \"" + part.id + "\" does not say how its rows read",
                       "Give it either line: or columns:.");
            }
            if (part.chosen && !part.choose) {
                report(problems, node, "chosen says what stands there at first, and nobody chooses",
                       "Add choose: yes, or write the condition as when:.");
            }
            if (part.comment && part.columns.empty()) {
                report(problems, node, "comments stand in a table", "Give the part columns.");
            }
            break;
        case PartKind::answers:
            part.form = in.text("answers");
            part.fields = in.texts("fields");
            part.labels = in.flag("labels", true);
            break;
        case PartKind::draw:
            part.draw = in.text("draw");
            break;
    }
    return part;
}

}  // namespace

void read_output_readers(const Node& file, std::vector<OutputReader>& out, Problems& problems) {
    if (file.kind != Node::Kind::list) {
        report(problems, file, "this file must be a list of readers",
               "Begin each with \"- id: ...\".");
        return;
    }
    for (const Node& node : file.items) {
        MapReader in(node, "a reader", problems);
        OutputReader reader;
        reader.where = where_of(node);
        reader.id = in.id();
        reader.title = in.required_text("title");
        reader.guidance = in.text("guidance");
        in.required_node("is");
        reader.is = in.word<ReaderIs>("is", {{"adult", ReaderIs::adult},
                                             {"child", ReaderIs::child},
                                             {"outside", ReaderIs::outside}});
        in.required_node("people");
        reader.people =
            in.word<ReaderOf>("people", {{"own", ReaderOf::own}, {"family", ReaderOf::family}});
        in.required_node("classes");
        reader.classes = in.texts("classes");
        if (reader.is == ReaderIs::outside && reader.people == ReaderOf::own) {
            report(
                problems, node,
                "the reader \"" + reader.id + "\" is outside the family and has nobody of theirs",
                "Write people: family, or is: adult or child.");
        }
        out.push_back(std::move(reader));
    }
}

std::optional<Output> read_output(const Node& file, Problems& problems) {
    MapReader in(file, "an output", problems);
    Output out;
    out.where = where_of(file);
    out.id = in.id();
    in.required_node("version");
    out.version = in.integer("version", 1, 1, 9999);
    out.title = in.required_text("title");
    out.guidance = in.required_text("guidance");
    out.about = in.word<About>(
        "about",
        {{"family", About::family}, {"contact", About::contact}, {"meeting", About::meeting}});
    in.required_node("for");
    out.readers = in.texts("for");
    out.roles = in.texts("roles");
    out.meetings = in.texts("meetings");
    in.required_node("parts");
    for (const Node& node : in.list("parts")) out.parts.push_back(read_part(node, problems));
    out.hash = sha256(canonical(file)).hex();
    if (out.id.empty()) return std::nullopt;
    return out;
}

}  // namespace hearth::practice
