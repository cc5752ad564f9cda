#include "record/output_audience.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"

namespace hearth::record {
namespace {

using store::Sql;

// Everybody of the family, past members too, and everybody related to one of them.
constexpr Sql kPeople{"audience_people", R"(
SELECT x.person_id, MAX(x.child), p.given, p.surname
FROM (SELECT one_person(m.person_id) AS person_id, CASE WHEN m.role = 'child' THEN 1 ELSE 0 END AS child
      FROM family_member m
      WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
      UNION ALL
      SELECT one_person(CASE WHEN r.from_person = m.person_id THEN r.to_person ELSE r.from_person END), 0
      FROM family_member m JOIN relationship r
        ON (r.from_person = m.person_id OR r.to_person = m.person_id)
        AND r.superseded_at = '9999-12-31T23:59:59.999Z'
      WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z') x
JOIN person p ON p.id = x.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY x.person_id, p.given, p.surname ORDER BY x.person_id)"};
// Whose parent or carer the reader is, by what is recorded and has not ended.
constexpr Sql kOwn{"audience_own_children", R"(
SELECT DISTINCT one_person(r.to_person) FROM relationship r
WHERE r.from_person IN same_person(:person) AND r.superseded_at = '9999-12-31T23:59:59.999Z'
  AND (r.parental_responsibility = 1 OR r.kind IN ('birth_parent', 'adoptive_parent', 'step_parent',
       'foster_carer', 'special_guardian', 'parent', 'kinship_carer'))
  AND (r.to_date IS NULL OR r.to_date >= :today))"};
constexpr Sql kNames{"audience_names", R"(
SELECT one_person(person_id), given, surname FROM person_name
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAddresses{"audience_addresses", R"(
SELECT one_person(person_id), line1, postcode FROM person_address
WHERE person_id IN (SELECT value FROM each_record(:people)) AND confidential = 1
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};

// Letters and digits alone: "Flat 2, 14 Mill St." is flat214millst.
std::string squashed(std::string_view text) {
    std::string out;
    for (const char c : fold(text))
        if (c != ' ' && c != ',' && c != '.' && c != '-' && c != '\'' && c != '/' && c != '\n')
            out += c;
    return out;
}

bool holds_word(std::string_view folded, std::string_view word) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    for (auto at = folded.find(word); at != std::string_view::npos;
         at = folded.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !letter(folded[at - 1])) && (end == folded.size() || !letter(folded[end])))
            return true;
    }
    return false;
}

}  // namespace

Audience::Audience(const Context& context, const practice::OutputReader& reader) : reader_(reader) {
    // Both of a pair never stand in one document, even where a file that was never checked says so.
    for (const auto& [one, other] : context.practice.roles.never_cross)
        if (told(one) && told(other)) {
            crossing_.insert(one);
            crossing_.insert(other);
        }
}

Audience::Audience(store::Session& session, const Context& context,
                   const practice::OutputReader& reader, FamilyId family, PersonId person)
    : Audience(context, reader) {
    person_ = person;
    read_people(session, context, family);
}

void Audience::read_people(store::Session& session, const Context& context, FamilyId family) {
    struct Somebody {
        std::string given, surname;
        bool child = false;
    };
    std::map<PersonId, Somebody> all;
    std::vector<PersonId> ids;
    session.each(kPeople, {{"family", family}}, [&](const store::Row& row) {
        const auto id = row.id<PersonTag>(0);
        all[id] = {std::string(row.text(2)), std::string(row.text(3)), row.yes(1)};
        ids.push_back(id);
    });
    if (reader_.people == practice::ReaderOf::family) {
        known_.insert(ids.begin(), ids.end());
    } else {
        known_.insert(person_);
        if (reader_.is == practice::ReaderIs::adult)
            session.each(kOwn, {{"person", person_}, {"today", context.today()}},
                         [&](const store::Row& row) { known_.insert(row.id<PersonTag>(0)); });
    }
    for (const auto& [id, one] : all)
        if (one.child && known_.contains(id)) children_.push_back(id);
    std::vector<PersonId> others;
    const auto add = [&](PersonId id, std::string_view given, std::string_view surname) {
        const auto shown = fmt::format("{} {}", given, surname);
        strangers_.push_back({id, fold(shown), fold(given), shown});
    };
    for (const auto id : ids) {
        if (known_.contains(id)) continue;
        others.push_back(id);
        add(id, all[id].given, all[id].surname);
    }
    if (!others.empty())
        session.each(kNames, {{"people", others}}, [&](const store::Row& row) {
            add(row.id<PersonTag>(0), row.text(1), row.text(2));
        });
    if (ids.empty()) return;
    session.each(kAddresses, {{"people", ids}}, [&](const store::Row& row) {
        hidden_.insert(row.id<PersonTag>(0));
        for (const int column : {1, 2}) {
            auto text = squashed(row.text(column));
            if (text.size() >= 5) addresses_.push_back(std::move(text));
        }
    });
}

bool Audience::told(std::string_view field_class) const {
    return std::find(reader_.classes.begin(), reader_.classes.end(), field_class) !=
               reader_.classes.end() &&
           !crossing_.contains(field_class);
}

bool Audience::knows(PersonId person) const {
    return known_.contains(person);
}

bool Audience::holds_confidential_address(std::string_view text) const {
    if (addresses_.empty()) return false;
    const auto plain = squashed(text);
    return std::any_of(addresses_.begin(), addresses_.end(), [&](const std::string& address) {
        return plain.find(address) != std::string::npos;
    });
}

std::vector<std::string> Audience::mentions(std::string_view text) const {
    std::vector<std::string> out;
    if (strangers_.empty()) return out;
    const auto folded = fold(text);
    for (const auto& s : strangers_)
        if (s.first.size() > 1 && holds_word(folded, s.first) &&
            std::find(out.begin(), out.end(), s.shown) == out.end())
            out.push_back(s.shown);
    return out;
}

std::optional<std::string> Audience::refuses(const OutputItem& item) const {
    for (const auto& name : item.classes)
        if (!told(name))
            return fmt::format("Information of the class “{}” is not for this reader.", name);
    if (reader_.people == practice::ReaderOf::own) {
        for (const auto person : item.people) {
            if (known_.contains(person)) continue;
            const auto found = std::find_if(strangers_.begin(), strangers_.end(),
                                            [&](const Stranger& s) { return s.person == person; });
            if (found == strangers_.end())
                return "It is about somebody who is not the reader or their child.";
            return fmt::format(
                "It is about {}, who is not the reader{}.", found->shown,
                reader_.is == practice::ReaderIs::adult ? " or recorded as their child" : "");
        }
        if (item.people.empty() && !item.of_family)
            return "It says of nobody whom it is about, so that it may be about somebody else.";
        for (const auto text : item.texts) {
            const auto folded = fold(text);
            for (const auto& s : strangers_)
                if (holds_word(folded, s.full)) return fmt::format("It names {}.", s.shown);
        }
    }
    for (const auto text : item.texts)
        if (holds_confidential_address(text)) return "It holds a confidential address.";
    return std::nullopt;
}

}  // namespace hearth::record
