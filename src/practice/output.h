// Documents that nobody types: what a letter, a report, a plan for a child is made of, and who may
// be given it.
//
// An output is a file under <layer>/outputs/: an ordered list of parts, each of which is either
// fixed words, words that the author adds, answers of a form, rows of the record, or a drawing. The
// facts come from the record; only the `write` parts and the comments are typed. Every output is
// made for one reader of readers.yaml, which says what classes of information that reader may be
// told and about whom. record/outputs.h makes documents from it; nothing here reads the record.
// docs/practice_language.md tells the language.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "practice/definitions.h"
#include "practice/difference.h"
#include "practice/loader.h"

namespace hearth::practice {

// adult, child: a member of the family is named. outside: somebody else; a name is typed.
enum class ReaderIs { adult, child, outside };
// own: nothing that names anybody but the reader and (an adult's) own children. family: everybody
// who belongs to the record.
enum class ReaderOf { own, family };
struct OutputReader {
    std::string id, title, guidance;
    ReaderIs is = ReaderIs::outside;
    ReaderOf people = ReaderOf::own;
    std::vector<std::string> classes;  // never both of a never_cross pair
    Where where;
};

enum class PartKind { words, write, rows, answers, draw };
struct OutputColumn {
    std::string title, words;  // "{on}", a template over the row
};
struct OutputPart {
    std::string id, title;
    PartKind kind = PartKind::words;
    std::optional<Expression> shown;  // over the facts; left out, always

    std::string words;  // words: the text; write: what it begins with

    // write
    std::string label, hint;
    bool required = false;
    int max_words = 0;

    // rows
    std::string source;              // output_sources.h
    std::optional<Expression> when;  // over the row
    std::string line;                // each row as a line of a list, or
    std::vector<OutputColumn> columns;
    bool newest_first = false;
    int at_most = 200;
    bool choose = false;               // the author leaves rows out
    std::optional<Expression> chosen;  // which stand in it at first; left out, all
    bool comment = false;              // the author may say something about each row

    // answers
    std::string form;
    std::vector<std::string> fields;  // left out, all that the reader may be told
    bool labels = true;               // the questions stand before the answers

    std::string draw;   // genogram, ecomap
    std::string empty;  // said when nothing is there; left out, the part falls away

    Where where;
};
struct Output {
    std::string id, title, guidance;
    int version = 1;
    About about = About::family;
    std::vector<std::string> readers;   // ids
    std::vector<std::string> roles;     // who makes it; empty: whoever may print
    std::vector<std::string> meetings;  // about a meeting: of which kinds; empty: of all
    std::vector<OutputPart> parts;
    std::string hash;  // SHA-256 of what the file says, layout and comments apart
    Where where;
};

struct Outputs {
    std::map<std::string, OutputReader, std::less<>> readers;
    std::map<std::string, Output, std::less<>> outputs;
    const Output* find(std::string_view id) const {
        const auto it = outputs.find(id);
        return it == outputs.end() ? nullptr : &it->second;
    }
    const OutputReader* reader(std::string_view id) const {
        const auto it = readers.find(id);
        return it == readers.end() ? nullptr : &it->second;
    }
};

// The outputs of a practice that has been loaded from these files, laid over each other like
// everything else of it. What is wrong in them is in `problems`, with file, line and remedy.
struct LoadedOutputs {
    Outputs outputs;
    std::vector<Problem> problems;
    bool ok() const { return problems.empty(); }
};
LoadedOutputs load_outputs(const Files& files, const Practice& practice,
                           const LoadOptions& options = {});

// As practice/difference.h: kinds "reader" and "output".
std::vector<Change> difference(const Outputs& before, const Outputs& after);

}  // namespace hearth::practice
