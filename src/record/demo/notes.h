// Entries of the demonstration: answers put into the sections of the form that the practice ships.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/answers.h"
#include "record/demo/world.h"

namespace hearth::record::demo {

struct Note {
    std::string_view form;
    Instant at;  // when it happened
    const Worker* author = nullptr;
    const Worker* signer = nullptr;  // the manager who signed, when it is not the author
    std::string_view author_role = "social_worker";
    std::vector<std::int64_t> people;
    Answers answers;
    std::string summary;
    bool significant = false;
    std::int64_t family = 0, contact = 0, meeting = 0;
    std::int64_t id = 0;  // given beforehand when other rows name it
};

class Notes {
  public:
    Notes(Sheets& sheets, const practice::Practice& practice)
        : sheets_(sheets), practice_(practice) {}
    // Writes the entry, its sections, people and signatures. Gives its id, or 0 when the practice
    // has no such form. An answer to a question that the form does not ask throws: the practice has
    // changed, and the demonstration must follow.
    std::int64_t write(const Note& note);
    std::int64_t written() const { return written_; }

  private:
    struct Shape {
        const practice::Form* form = nullptr;
        std::map<std::string, std::size_t, std::less<>> fields;  // of sections that occur once
        std::map<std::string, std::size_t, std::less<>> groups;
    };
    const Shape& shape(std::string_view form);

    Sheets& sheets_;
    const practice::Practice& practice_;
    std::map<std::string, Shape, std::less<>> shapes_;
    std::int64_t written_ = 0;
};

}  // namespace hearth::record::demo
