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

constexpr Sql kFamilyReference{"family_reference_taken",
                               "SELECT COUNT(*) FROM family WHERE reference = :reference"};
constexpr Sql kContactReference{"contact_reference_taken",
                                "SELECT COUNT(*) FROM contact WHERE reference = :reference"};

// Seven digits from the id; the id itself stays the key.
std::string seven_digits(std::int64_t id, int attempt) {
    const auto mixed = (static_cast<std::uint64_t>(id) + static_cast<std::uint64_t>(attempt)) *
                       0x9E3779B97F4A7C15ULL;
    return fmt::format("{:07}", (mixed >> 32) % 10'000'000);
}

}  // namespace

std::string family_reference(std::int64_t id, int attempt) {
    return "F-" + seven_digits(id, attempt);
}
std::string contact_reference(std::int64_t id, int attempt) {
    return "C-" + seven_digits(id, attempt);
}

std::string free_family_reference(store::Session& session, std::int64_t id) {
    for (int attempt = 0;; ++attempt) {
        auto reference = family_reference(id, attempt);
        if (session.one(kFamilyReference, {{"reference", reference}},
                        [](const store::Row& row) { return row.int64(0); }) == 0)
            return reference;
    }
}

std::string free_contact_reference(store::Session& session, std::int64_t id) {
    for (int attempt = 0;; ++attempt) {
        auto reference = contact_reference(id, attempt);
        if (session.one(kContactReference, {{"reference", reference}},
                        [](const store::Row& row) { return row.int64(0); }) == 0)
            return reference;
    }
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
