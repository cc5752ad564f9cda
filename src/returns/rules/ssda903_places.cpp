#include "returns/rules/ssda903_places.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "returns/rules/ssda903_tables.h"

namespace hearth::returns {
namespace {

// A code of the return for the authority of a postcode: other countries have one each.
std::string authority_code(const std::string& ons, const Counties& counties) {
    if (ons.empty()) return {};
    switch (ons.front()) {
        case 'E': {
            const auto county = counties.find(ons);
            return county == counties.end() ? ons : county->second;
        }
        case 'W':
            return "WAL";
        case 'S':
            return "SCO";
        case 'N':
            return ons == "nan" ? "" : "NIR";
        default:
            return {};
    }
}

// Each different postcode is looked up once.
class Lookup {
  public:
    Lookup(Frames& frames, const Postcodes& postcodes, const Counties& counties)
        : texts_(frames.texts()), postcodes_(postcodes), counties_(counties) {}
    struct Place {
        bool known = false;
        TextId authority = 0;
        PostcodePlace at;
    };
    const Place& of(TextId postcode) {
        const auto index = static_cast<std::size_t>(postcode);
        if (index >= numbers_.size()) numbers_.resize(index + 1 + index / 2, 0);
        if (numbers_[index] == 0) {
            Place place;
            const auto found = postcodes_.find(texts_.view(postcode));
            if (found) {
                place.known = true;
                place.at = *found;
                place.authority = texts_.add(authority_code(found->authority, counties_));
            }
            places_.push_back(place);
            numbers_[index] = static_cast<std::uint32_t>(places_.size());
        }
        return places_[numbers_[index] - 1];
    }

  private:
    TextPool& texts_;
    const Postcodes& postcodes_;
    const Counties& counties_;
    std::vector<std::uint32_t> numbers_;  // by text: 1 + place in places_
    std::vector<Place> places_;
};

struct DateColumn {
    const char* table;
    const char* column;
};
constexpr DateColumn kEvents[] = {{"Episodes", "DECOM"},  {"Episodes", "DEC"},
                                  {"Reviews", "REVIEW"},  {"Missing", "MIS_START"},
                                  {"Missing", "MIS_END"}, {"SWEpisodes", "SW_DECOM"},
                                  {"DoLo", "DOLO_START"}};

}  // namespace

void fill_places(Frames& frames, const Postcodes& postcodes, const Counties& counties,
                 const std::string& authority) {
    Lookup lookup(frames, postcodes, counties);
    const TextId ours = frames.texts().add(authority);
    const TextId in = frames.texts().add("IN");
    const TextId out = frames.texts().add("OUT");
    for (const char* name : {"Episodes", "Episodes_last"}) {
        Frame& episodes = frames.at(name);
        const std::size_t home = *episodes.column("HOME_POST");
        const std::size_t placement = *episodes.column("PL_POST");
        const std::size_t authorities = *episodes.column("PL_LA");
        const std::size_t location = *episodes.column("PL_LOCATION");
        const std::size_t distance = *episodes.column("PL_DISTANCE");
        for (std::size_t i = 0; i < episodes.rows(); ++i) {
            const auto at = lookup.of(episodes.cell(placement, i));
            const auto from = lookup.of(episodes.cell(home, i));
            if (!at.known) continue;
            if (episodes.cell(authorities, i) == 0) episodes.set(authorities, i, at.authority);
            if (episodes.cell(location, i) == 0 && ours != 0 && at.authority != 0) {
                episodes.set(location, i, at.authority == ours ? in : out);
            }
            if (episodes.cell(distance, i) == kNoNumber && from.known && from.at.placed &&
                at.at.placed) {
                episodes.set(
                    distance, i,
                    static_cast<std::int32_t>(std::lround(miles_between(from.at, at.at) * 1000)));
            }
        }
    }
}

std::string authority_of_homes(const Frames& frames, const Postcodes& postcodes,
                               const Counties& counties) {
    const Frame* episodes = frames.find("Episodes");
    const std::size_t home = *episodes->column("HOME_POST");
    std::map<std::string, std::size_t> counts;
    std::map<TextId, std::string> seen;
    std::size_t known = 0;
    for (std::size_t i = 0; i < episodes->rows(); ++i) {
        const TextId id = episodes->cell(home, i);
        if (id == 0) continue;
        const auto [entry, fresh] = seen.try_emplace(id);
        if (fresh) {
            const auto found = postcodes.find(frames.texts().view(id));
            if (found) entry->second = authority_code(found->authority, counties);
        }
        if (!entry->second.starts_with('E')) continue;
        ++counts[entry->second];
        ++known;
    }
    for (const auto& [code, count] : counts) {
        if (count * 2 > known) return code;
    }
    return {};
}

std::optional<int> year_of_events(const Frames& frames, Date today) {
    std::map<int, std::size_t> counts;
    std::map<TextId, int> years;
    std::size_t most = 0;
    for (const DateColumn& events : kEvents) {
        const Frame* frame = frames.find(events.table);
        if (frame == nullptr) continue;
        for (const TextId id : frame->cells(*frame->column(events.column))) {
            if (id == 0) continue;
            const auto [year, fresh] = years.try_emplace(id, 0);
            if (fresh) year->second = census_year(Date::parse(frames.texts().view(id)).value());
            if (year->second <= census_year(today)) most = std::max(most, ++counts[year->second]);
        }
    }
    for (auto year = counts.rbegin(); year != counts.rend(); ++year) {
        if (year->second * 5 >= most) return year->first;
    }
    return std::nullopt;
}

}  // namespace hearth::returns
