#include "returns/ssd/ssd_ids.h"

#include <fmt/format.h>

#include <charconv>

#include "returns/ssd/ssd_map.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr Sql kTheirs{"foreign_theirs", R"(
SELECT theirs, ours FROM foreign_key
WHERE table_name IN (:space, :also) AND theirs IN (SELECT value FROM each_text(:wanted)))"};
constexpr Sql kOurs{"foreign_ours", R"(
SELECT ours FROM foreign_key WHERE table_name = :space AND ours IN (SELECT value FROM each_text(:wanted)))"};
constexpr Sql kChildren{"foreign_children", R"(
SELECT value, min(person_id) FROM person_identifier
WHERE kind = 'la_child_id' AND to_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
AND value IN (SELECT value FROM each_text(:wanted)) GROUP BY value HAVING count(DISTINCT person_id) = 1)"};
constexpr Sql kAdd{"foreign_add",
                   "INSERT INTO foreign_key (table_name, theirs, ours) VALUES (:space, :theirs, "
                   ":ours)"};

// Where further names of a thing are that has one already.
std::string also(std::string_view space) {
    return fmt::format("{}+", space);
}

}  // namespace

std::optional<std::int64_t> ssd_number(std::string_view text) {
    if (text.empty() || text.size() > 19 || text[0] == '0') return std::nullopt;
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size() || out <= 0) return std::nullopt;
    return out;
}

void SsdIds::need(std::string_view space, std::string_view theirs) {
    if (theirs.empty()) return;
    auto it = spaces_.find(space);
    if (it == spaces_.end()) it = spaces_.emplace(std::string(space), Space{}).first;
    it->second.wanted.emplace(theirs);
}

void SsdIds::find() {
    for (auto& [space, found] : spaces_)
        if (!found.wanted.empty()) find_in(space, found);
}

void SsdIds::find_in(const std::string& space, Space& found) {
    std::vector<std::string> wanted;
    std::vector<std::int64_t> numbers;
    for (const auto& theirs : found.wanted) {
        if (found.ours.contains(theirs)) continue;
        wanted.push_back(theirs);
        if (const auto number = ssd_number(theirs)) numbers.push_back(*number);
    }
    found.wanted.clear();
    if (wanted.empty()) return;
    session_.each(kTheirs, {{"space", space}, {"also", also(space)}, {"wanted", wanted}},
                  [&](const store::Row& row) {
                      const std::string ours(row.text(1));
                      found.ours[std::string(row.text(0))] = ours;
                      found.named.insert(ours);
                  });
    // What a number in the file would be called, were it ours, may be called otherwise.
    session_.each(kOurs, {{"space", space}, {"wanted", wanted}},
                  [&](const store::Row& row) { found.named.insert(std::string(row.text(0))); });
    // A child whom another return brought in is known by the number that the authority gave it.
    std::map<std::string, std::string> children;
    if (space == "ssd_person")
        session_.each(kChildren, {{"wanted", wanted}}, [&](const store::Row& row) {
            children.emplace(row.text(0), std::to_string(row.int64(1)));
        });
    find_numbers(space, found, numbers);
    for (const auto& [theirs, ours] : children) name(space, theirs, ours);
}

void SsdIds::find_numbers(const std::string& space, Space& found,
                          const std::vector<std::int64_t>& numbers) {
    const auto place = ssd_space_of(space);
    if (numbers.empty() || place.record.empty()) return;
    const auto sql = Sql::trusted(
        fmt::format("known_{}", space),
        fmt::format("SELECT id, CASE WHEN {} THEN 1 ELSE 0 END FROM {} WHERE superseded_at = "
                    "'9999-12-31T23:59:59.999Z' AND id IN (SELECT value FROM each_id(:ids))",
                    place.where.empty() ? "1 = 1" : place.where, place.record));
    session_.each(sql, {{"ids", numbers}}, [&](const store::Row& row) {
        const auto number = std::to_string(row.int64(0));
        found.taken.insert(number);
        if (row.yes(1) && !found.named.contains(number)) found.ours.emplace(number, number);
    });
}

std::optional<std::string> SsdIds::text_of(std::string_view space, std::string_view theirs) const {
    const auto it = spaces_.find(space);
    if (it == spaces_.end() || theirs.empty()) return std::nullopt;
    const auto found = it->second.ours.find(std::string(theirs));
    if (found == it->second.ours.end()) return std::nullopt;
    return found->second;
}

std::int64_t SsdIds::of(std::string_view space, std::string_view theirs) const {
    const auto text = text_of(space, theirs);
    return text ? ssd_number(*text).value_or(0) : 0;
}

std::int64_t SsdIds::make(std::string_view space, const std::string& theirs) {
    auto it = spaces_.find(space);
    if (it == spaces_.end()) it = spaces_.emplace(std::string(space), Space{}).first;
    auto& found = it->second;
    if (into_empty_)
        if (const auto number = ssd_number(theirs);
            number && !found.taken.contains(theirs) && !found.named.contains(theirs)) {
            found.taken.insert(theirs);
            found.ours[theirs] = theirs;
            return *number;
        }
    const auto made = context_.ids.make(context_.now);
    name(space, theirs, std::to_string(made));
    return made;
}

bool SsdIds::name(std::string_view space, const std::string& theirs, const std::string& ours) {
    auto it = spaces_.find(space);
    if (it == spaces_.end()) it = spaces_.emplace(std::string(space), Space{}).first;
    auto& found = it->second;
    if (found.ours.contains(theirs)) return found.ours[theirs] == ours;
    if (theirs == ours) {
        found.ours[theirs] = ours;
        return true;
    }
    found.ours[theirs] = ours;
    found.added.emplace_back(theirs, ours);
    return true;
}

void SsdIds::flush() {
    store::Rows rows(3);
    for (auto& [space, found] : spaces_) {
        if (found.added.empty()) continue;
        std::vector<std::string> names;
        for (const auto& one : found.added) names.push_back(one.second);
        std::set<std::string> named;
        session_.each(kOurs, {{"space", space}, {"wanted", names}},
                      [&](const store::Row& row) { named.emplace(row.text(0)); });
        for (const auto& [theirs, ours] : found.added)
            rows.add(named.insert(ours).second ? space : also(space), theirs, ours);
        found.added.clear();
    }
    if (rows.size() > 0) session_.insert_many(kAdd, rows);
}

}  // namespace hearth::returns
