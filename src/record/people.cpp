#include "record/people.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kForgetWords{"forget_name_words", "DELETE FROM name_word WHERE person_id = :person"};
constexpr Sql kNames{"names_to_index", R"(
SELECT given, surname FROM person
WHERE id = :person AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION
SELECT given, surname FROM person_name
WHERE person_id = :person AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAddWord{
    "add_name_word",
    "INSERT INTO name_word (word, sound, person_id) VALUES (:word, :sound, :person)"};

// Six digits from the id: enough for the telephone; the id itself stays the key.
std::string six_digits(std::int64_t id) {
    const auto mixed = static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15ULL;
    return fmt::format("{:06}", (mixed >> 40) % 1000000);
}

}  // namespace

std::string family_reference(std::int64_t id) {
    return "F-" + six_digits(id);
}
std::string contact_reference(std::int64_t id) {
    return "C-" + six_digits(id);
}

void index_names(store::Session& session, PersonId person) {
    std::set<std::string> found;
    session.each(kNames, {{"person", person}}, [&](const store::Row& row) {
        for (const int column : {0, 1}) {
            const std::string folded = name_key(row.text(column));
            for (const auto word : words(folded)) found.emplace(word);
        }
    });
    session.execute(kForgetWords, {{"person", person}});
    store::Rows rows(3);
    for (const auto& word : found) rows.add(word, phonetic_key(word), person);
    if (rows.size() > 0) session.insert_many(kAddWord, rows);
}

PersonId create_person(store::Session& session, RowWriter& writer, const Values& values) {
    const PersonId person{writer.insert("person", values)};
    writer.insert("person_name", {{"person_id", person},
                                  {"kind", "legal"},
                                  {"given", values.at("given")},
                                  {"surname", values.at("surname")}});
    index_names(session, person);
    return person;
}

}  // namespace hearth::record
