// Who reads a document, and what of the record may stand in it for them.
//
// The one place that decides: every row and every answer passes `refuses` before it reaches a
// document. Made from the reader's entry in readers.yaml, the family's relationships, and the
// confidential addresses of everybody in or around the family. It says nothing about what the
// author may see: that is asked first (access/guard.h), and what the author may not see is never
// counted or told.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "practice/output.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

// One piece of the record, as it would stand in a document.
struct OutputItem {
    std::vector<std::string> classes;  // all of them must be the reader's
    std::vector<PersonId> people;      // whom it is about
    bool of_family = false;            // the family's own: it need name nobody
    std::vector<std::string_view> texts;
};

class Audience {
  public:
    // `person`: the member of the family who reads it, for readers that are one.
    Audience(store::Session& session, const Context& context, const practice::OutputReader& reader,
             FamilyId family, PersonId person);
    // Of a contact that is of no family yet: a reader outside.
    Audience(const Context& context, const practice::OutputReader& reader);

    // Why it may not stand there, in words for the author; nothing when it may.
    std::optional<std::string> refuses(const OutputItem& item) const;
    bool told(std::string_view field_class) const;
    bool knows(PersonId person) const;
    // A confidential address in a text, whoever wrote it: never in any document.
    bool holds_confidential_address(std::string_view text) const;
    // First names of people who are not the reader's to be told about, in words that may stand:
    // the author reads them again.
    std::vector<std::string> mentions(std::string_view text) const;
    // Whose home is kept confidential.
    bool hidden_home(PersonId person) const { return hidden_.contains(person); }
    const practice::OutputReader& reader() const { return reader_; }
    PersonId person() const { return person_; }
    // Children whom the document may speak of.
    const std::vector<PersonId>& children() const { return children_; }

  private:
    struct Stranger {
        PersonId person;
        std::string full, first;  // folded
        std::string shown;        // as people write it
    };
    void read_people(store::Session& session, const Context& context, FamilyId family);

    const practice::OutputReader& reader_;
    PersonId person_;
    std::set<std::string, std::less<>> crossing_;  // classes with a counterpart among the reader's
    std::set<PersonId> known_, hidden_;
    std::vector<PersonId> children_;
    std::vector<Stranger> strangers_;
    std::vector<std::string> addresses_;  // folded to letters and digits
};

}  // namespace hearth::record
