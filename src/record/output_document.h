// A document that the record has made: plain blocks of words, tables and drawings, in order.
//
// What is kept of a document that was sent is its JSON and the hash of it, so that the same words
// can be shown for ever, whatever becomes of the record, the template or the page. It knows nothing
// of how it is drawn: web/pages/document_view.cpp makes page and PDF of it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace hearth::record {

struct DocBlock {
    enum class Kind { text, list, table, drawing };
    Kind kind = Kind::text;
    bool authored = false;           // written by the author, not taken from the record
    std::string label;               // a small heading above it
    std::string text;                // text: paragraphs; drawing: what it shows, in words
    std::vector<std::string> items;  // list
    std::vector<std::string> head;   // table
    std::vector<std::vector<std::string>> rows;
    std::string svg;  // drawing: of our own writer
    bool operator==(const DocBlock&) const = default;
};
struct DocPart {
    std::string id, title;
    std::vector<DocBlock> blocks;
    bool operator==(const DocPart&) const = default;
};
struct Document {
    std::string output;  // the template, its version, and the hash of what it said
    int version = 1;
    std::string template_hash;
    std::string title, language = "en-GB";
    std::string reader;     // "Jo Ashworth"
    std::string reference;  // of the family or the contact
    std::string authority;
    std::string author, author_title;
    Date made_from;  // the record as known at the end of this day, or when it was sent on it
    std::vector<DocPart> parts;
    bool operator==(const Document&) const = default;

    std::string to_json() const;  // equal documents give equal text
    static Result<Document> from_json(std::string_view json);
    std::string hash() const;  // SHA-256 of to_json(), hex
};

// Every text of it, for whoever has to look for one.
std::vector<std::string> texts_of(const Document& document);

}  // namespace hearth::record
