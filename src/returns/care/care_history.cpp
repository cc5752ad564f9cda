#include "returns/care/care_history.h"

#include "base/time.h"

namespace hearth::returns {
namespace {

std::string day_before(const std::string& iso) {
    const auto day = Date::parse(iso);
    return day ? (*day + -1).iso() : iso;
}

void mend_ends(std::vector<CareEpisode>& all, const CareFinding& finding) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& e = all[i];
        const CareEpisode* next = i + 1 < all.size() ? &all[i + 1] : nullptr;
        if (!e.dec.empty() && e.dec < e.decom) {
            finding(e.row, "DEC", "ends_before_start", IssueSeverity::error,
                    "The episode ends before it begins, so its end was left out.",
                    "Put the wrong day right, and import the files again.");
            e.dec.clear();
        }
        if (!e.dec.empty() && next != nullptr && e.dec > next->decom) {
            finding(e.row, "DEC", "overlap", IssueSeverity::error,
                    "The episode lasts into the child’s next one; it was ended where that begins.",
                    "Put the wrong day right, and import the files again.");
            e.dec = next->decom;
            e.rec = "X1";
        }
        if (e.dec.empty() && next != nullptr) {
            finding(e.row, "DEC", "end_missing", IssueSeverity::query,
                    "No end is given, but the child’s next episode begins: it was ended there.",
                    "Check the day, and import a file that gives it.");
            e.dec = next->decom;
            e.rec = next->rne == "S" ? "" : "X1";
        }
        if (e.dec.empty()) {
            if (!e.rec.empty())
                finding(e.row, "REC", "end_reason_alone", IssueSeverity::query,
                        "A reason for the end is given without its day, so the episode is open.",
                        "Give the day of the end, or take the reason out.");
            e.rec.clear();
            if (!e.change.empty())
                finding(e.row, "REASON_PLACE_CHANGE", "change_reason_alone", IssueSeverity::query,
                        "A reason for a move is given, and the placement lasts.",
                        "Give the day of the end, or take the reason out.");
            e.change.clear();
        }
    }
}

}  // namespace

CareHistory care_history(std::vector<CareEpisode> episodes, const CareFinding& finding) {
    CareHistory out;
    mend_ends(episodes, finding);
    for (std::size_t i = 0; i < episodes.size(); ++i) {
        auto& e = episodes[i];
        const CareEpisode* last = i == 0 ? nullptr : &episodes[i - 1];
        const bool goes_on = last != nullptr && last->dec == e.decom && e.rne != "S" &&
                             (last->rec.empty() || last->rec == "X1");
        e.period = goes_on ? last->period : e.decom;

        const bool moves =
            !goes_on || e.rne == "P" || e.rne == "T" || e.rne == "B" || e.rne == "U" ||
            out.placements.empty() || out.placements.back().start < e.period ||
            out.placements.back().type != e.place || out.placements.back().provider != e.provider ||
            out.placements.back().post != e.post || out.placements.back().urn != e.urn;
        const bool told = !e.place.empty() || !e.provider.empty() || !e.post.empty();
        if (moves && told)
            out.placements.push_back(
                {e.decom, e.dec, e.place, e.provider, e.urn, e.post, e.change, e.period, e.row});
        else if (!moves) {
            out.placements.back().end = e.dec;
            out.placements.back().change = e.change;
        }

        const bool new_status = !goes_on || out.statuses.empty() ||
                                out.statuses.back().status != e.ls ||
                                out.statuses.back().end != e.decom;
        if (new_status && !e.ls.empty())
            out.statuses.push_back({e.decom, e.dec, e.ls, e.row});
        else if (!new_status)
            out.statuses.back().end = e.dec;

        if (!goes_on && !e.home.empty() && (out.homes.empty() || out.homes.back().post != e.home)) {
            if (!out.homes.empty() && out.homes.back().end.empty())
                out.homes.back().end = day_before(e.decom);
            out.homes.push_back({e.decom, {}, e.home, e.row});
        }
        if (goes_on && !e.home.empty() && e.row != nullptr && !last->home.empty() &&
            e.home != last->home)
            finding(e.row, "HOME_POST", "home_differs", IssueSeverity::query,
                    "The home from which the child came differs from that of the episode before; "
                    "the first of the period is in the record.",
                    "Give the same postcode in all episodes of a period of care.");
    }
    out.episodes = std::move(episodes);
    return out;
}

}  // namespace hearth::returns
