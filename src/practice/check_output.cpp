// What only the whole practice can show to be wrong in its outputs: readers, classes, sources,
// columns, forms and facts that one file uses and another defines.
#include <algorithm>
#include <set>

#include "practice/output_sources.h"
#include "practice/read_output.h"

namespace hearth::practice {
namespace {

template <class Map>
std::vector<std::string> ids_of(const Map& map) {
    std::vector<std::string> out;
    for (const auto& entry : map) out.push_back(entry.first);
    return out;
}
template <class List>
bool holds(const List& list, std::string_view item) {
    return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

class OutputChecker {
  public:
    OutputChecker(const Practice& practice, const Outputs& outputs, const TableCatalog* catalog,
                  Problems& problems)
        : practice_(practice), outputs_(outputs), catalog_(catalog), problems_(problems) {}

    void reader(const OutputReader& reader) {
        for (const auto& name : reader.classes) {
            if (holds(practice_.roles.classes, name)) continue;
            report(problems_, reader.where, "there is no field class \"" + name + "\"",
                   suggest(name, practice_.roles.classes));
        }
        for (const auto& [one, other] : practice_.roles.never_cross) {
            if (!holds(reader.classes, one) || !holds(reader.classes, other)) continue;
            report(problems_, reader.where,
                   "the reader \"" + reader.id + "\" would be told both " + one + " and " + other +
                       ", which never stand in one document",
                   "Take one of them out of classes.");
        }
        if (!holds(reader.classes, "identity")) {
            report(problems_, reader.where,
                   "the reader \"" + reader.id + "\" may not be told anybody's name",
                   "Add identity to classes.");
        }
    }

    void output(const Output& output) {
        const Outputs& all = outputs_;
        if (output.readers.empty()) {
            report(problems_, output.where, "the output \"" + output.id + "\" is for nobody",
                   "Name its readers: for: [parent].");
        }
        std::set<std::string, std::less<>> told;
        for (const auto& id : output.readers) {
            const auto* reader = all.reader(id);
            if (reader == nullptr) {
                report(problems_, output.where, "there is no reader \"" + id + "\"",
                       suggest(id, ids_of(all.readers)));
                continue;
            }
            told.insert(reader->classes.begin(), reader->classes.end());
            if (output.about == About::contact && reader->is != ReaderIs::outside) {
                report(problems_, output.where,
                       "an output about a contact cannot name a member of a family as its reader",
                       "Use a reader with is: outside.");
            }
        }
        for (const auto& id : output.roles) {
            const Role* role = practice_.roles.find(id);
            if (role == nullptr) {
                std::vector<std::string> known;
                for (const auto& one : practice_.roles.roles) known.push_back(one.id);
                report(problems_, output.where, "there is no role \"" + id + "\"",
                       suggest(id, known));
            } else if (!able(*role, output.about)) {
                report(problems_, output.where,
                       "the role \"" + id + "\" may not make documents of this kind",
                       output.about == About::contact
                           ? "It needs the action write of a contact in roles.yaml."
                           : "It needs the action print of a family in roles.yaml.");
            }
        }
        for (const auto& kind : output.meetings) {
            if (output.about != About::meeting)
                report(problems_, output.where, "meetings are named, and it is not about a meeting",
                       "Write about: meeting, or remove meetings.");
            if (!practice_.meetings.contains(kind))
                report(problems_, output.where, "there is no meeting \"" + kind + "\"",
                       suggest(kind, ids_of(practice_.meetings)));
        }
        std::set<std::string, std::less<>> parts;
        for (const auto& part : output.parts) {
            if (!parts.insert(part.id).second)
                report(problems_, part.where, "the part \"" + part.id + "\" is here twice",
                       "Give one of them another id.");
            this->part(output, part, told);
        }
        if (output.parts.empty())
            report(problems_, output.where, "the output \"" + output.id + "\" has no parts",
                   "Add parts:.");
    }

  private:
    static bool able(const Role& role, About about) {
        return std::any_of(role.grants.begin(), role.grants.end(), [&](const Grant& g) {
            return about == About::contact ? g.object == "contact" && holds(g.actions, "write")
                                           : g.object == "family" && holds(g.actions, "print");
        });
    }
    void facts(const Where& at, const std::vector<std::string>& names) {
        for (const auto& name : names) {
            if (is_output_fact(practice_, name)) continue;
            std::vector<std::string> known(output_facts().begin(), output_facts().end());
            for (const auto& term : practice_.terms) known.push_back("term_" + term.first);
            report(problems_, at, "there is no fact \"" + name + "\"", suggest(name, known));
        }
    }
    void no_context(const Where& at, const Expression& expression) {
        for (const auto& name : expression.names())
            report(problems_, at, "$" + name + " is not known in an output",
                   "Use a column of the row or a fact, such as (today).");
    }
    void reachable(const OutputPart& part, std::string_view cls,
                   const std::set<std::string, std::less<>>& told) {
        if (cls.empty() || told.contains(cls)) return;
        report(problems_, part.where,
               "the part \"" + part.id + "\" is of the class " + std::string(cls) +
                   ", which no reader of this output may be told: it would always be empty",
               "Remove the part, or choose other readers.");
    }
    void part(const Output& output, const OutputPart& part,
              const std::set<std::string, std::less<>>& told) {
        if (part.shown) {
            facts(part.where, part.shown->fields());
            no_context(part.where, *part.shown);
        }
        switch (part.kind) {
            case PartKind::words:
                facts(part.where, names_in(part.words));
                break;
            case PartKind::write:
                if (part.label.empty())
                    report(problems_, part.where,
                           "the part \"" + part.id + "\" does not say what to write",
                           "Write the question after write:.");
                facts(part.where, names_in(part.words));
                break;
            case PartKind::rows:
                rows(output, part, told);
                break;
            case PartKind::answers:
                answers(output, part, told);
                break;
            case PartKind::draw:
                if (!holds(kDrawings, part.draw))
                    report(problems_, part.where, "there is no drawing \"" + part.draw + "\"",
                           suggest(part.draw, {std::begin(kDrawings), std::end(kDrawings)}));
                reachable(part, "identity", told);
                break;
        }
    }
    void rows(const Output& output, const OutputPart& part,
              const std::set<std::string, std::less<>>& told) {
        const auto* source = output_source(part.source);
        if (source == nullptr) {
            std::vector<std::string> known;
            for (const auto& one : output_sources()) known.emplace_back(one.name);
            report(problems_, part.where, "there are no rows \"" + part.source + "\" to draw on",
                   suggest(part.source, known));
            return;
        }
        reachable(part, source->field_class, told);
        const bool fits = source->hangs == HangsOn::contact   ? output.about == About::contact
                          : source->hangs == HangsOn::meeting ? output.about == About::meeting
                                                              : output.about != About::contact;
        if (!fits)
            report(problems_, part.where,
                   "the rows \"" + part.source + "\" do not belong to what this output is about",
                   source->hangs == HangsOn::meeting   ? "Write about: meeting."
                   : source->hangs == HangsOn::contact ? "Write about: contact."
                                                       : "Write about: family.");
        std::vector<std::string> known(source->columns.begin(), source->columns.end());
        if (source->hangs != HangsOn::made) {
            if (catalog_ == nullptr) return;
            const Table* table = catalog_->find(source->name);
            if (table == nullptr) return;
            for (const auto& column : table->columns)
                if (!holds(source->never, column.name)) known.push_back(column.name);
        }
        std::vector<std::string> used = names_in(part.line);
        for (const auto& column : part.columns)
            for (auto& name : names_in(column.words)) used.push_back(std::move(name));
        for (const auto* expression : {&part.when, &part.chosen}) {
            if (!*expression) continue;
            no_context(part.where, **expression);
            for (auto& name : (*expression)->fields()) used.push_back(std::move(name));
        }
        for (const auto& name : used) {
            if (holds(known, name) || is_output_fact(practice_, name)) continue;
            report(problems_, part.where,
                   "the rows \"" + part.source + "\" have no column \"" + name +
                       "\" that a document may show",
                   suggest(name, known));
        }
    }
    void answers(const Output& output, const OutputPart& part,
                 const std::set<std::string, std::less<>>& told) {
        const auto found = practice_.forms.find(part.form);
        if (found == practice_.forms.end() || found->second.empty()) {
            report(problems_, part.where, "there is no form \"" + part.form + "\"",
                   suggest(part.form, ids_of(practice_.forms)));
            return;
        }
        const Form& form = found->second.back();
        if ((form.about == About::contact) != (output.about == About::contact))
            report(problems_, part.where,
                   "the form \"" + part.form + "\" is not about what this output is about",
                   "Name a form about the same.");
        std::vector<std::string> known;
        for (const auto& section : form.sections)
            for (const auto& field : section.fields) known.push_back(field.id);
        for (const auto& id : part.fields) {
            if (!holds(known, id)) {
                report(problems_, part.where,
                       "the form \"" + part.form + "\" has no field \"" + id + "\"",
                       suggest(id, known));
                continue;
            }
            if (const auto* section = form.section_of(id))
                reachable(part, section->field_class, told);
        }
        reachable(part, form.field_class, told);
    }

    const Practice& practice_;
    const Outputs& outputs_;
    const TableCatalog* catalog_;
    Problems& problems_;
};

}  // namespace

void check_outputs(const Practice& practice, const Outputs& outputs, const LoadOptions& options,
                   Problems& problems) {
    OutputChecker check(practice, outputs, options.catalog, problems);
    for (const auto& [id, reader] : outputs.readers) check.reader(reader);
    for (const auto& [id, output] : outputs.outputs) check.output(output);
}

}  // namespace hearth::practice
