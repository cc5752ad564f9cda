// Answers: what someone wrote into a form. A flat map from field to a list of texts, ordered by
// field name.
//
// HTML form semantics: a field has one text or several (check boxes); everything is text until a
// form definition reads it. A repeated group is written into the name: `people.0.given`,
// `people.1.given`. A field without texts is absent. Equal answers give equal JSON, so a hash of it
// names them. It knows nothing of forms: any name is accepted.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hearth {

class Answers {
  public:
    struct Field {
        std::string name;
        std::vector<std::string> texts;  // never empty
        bool operator==(const Field&) const = default;
    };

    // The first text, or "" when the field is absent. The view lives until the answers change.
    std::string_view get(std::string_view field) const;
    // Every text; an empty list when absent.
    const std::vector<std::string>& all(std::string_view field) const;
    bool has(std::string_view field) const;  // present, even if its text is ""
    bool contains(std::string_view field, std::string_view text) const;  // one of the texts

    void set(std::string_view field, std::string text);
    void set(std::string_view field,
             std::vector<std::string> texts);            // an empty list removes the field
    void add(std::string_view field, std::string text);  // after those already there
    void remove(std::string_view field);

    // The indices used under a repeated group, ascending: groups("people") is {0, 2} for
    // people.0.given and people.2.given. Indices are plain decimal numbers below 10,000, without
    // leading zeros.
    std::vector<int> groups(std::string_view prefix) const;
    // "people", 2, "given" gives "people.2.given".
    static std::string key(std::string_view prefix, int index, std::string_view field);

    const std::vector<Field>& fields() const { return fields_; }  // by name
    bool empty() const { return fields_.empty(); }
    std::size_t size() const { return fields_.size(); }
    bool operator==(const Answers&) const = default;

    // {"field":"text","other":["a","b"]}: a text alone where there is one, else an array. One form
    // only.
    std::string to_json() const;
    // An object of texts or arrays of texts and nothing else; at most 10,000 fields, 4 MiB. Invalid
    // codes "json_...", as in json.h, and "answers_shape" with the field at fault.
    static Result<Answers> from_json(std::string_view json);

  private:
    std::vector<Field> fields_;
};

// A field that both sides changed, differently. Absent is an empty list.
struct AnswerConflict {
    std::string field;
    std::vector<std::string> mine;
    std::vector<std::string> theirs;
    std::vector<std::string> base;
    bool operator==(const AnswerConflict&) const = default;
};

struct Merge {
    Answers merged;
    std::vector<AnswerConflict> conflicts;  // by field
};

// Three-way merge of two edits of `base`. A field changed by one side takes that side's texts; by
// both alike, those; by both differently, it is a conflict that holds both (and base), and `merged`
// has mine. No text of either side is absent from the result. A blank answer counts as an absent
// one, since browsers post empty boxes.
Merge merge3(const Answers& base, const Answers& mine, const Answers& theirs);

}  // namespace hearth
