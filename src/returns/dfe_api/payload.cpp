#include "returns/dfe_api/payload.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/time.h"

namespace hearth::returns::dfe {
namespace {

// What an item can take. `codes` have a space on each side; empty: any text up to `longest`.
struct Item {
    std::string_view key;
    std::size_t longest = 0;  // in bytes; 0: any length
    std::string_view codes = {};
    std::size_t exactly = 0;
};

constexpr Item kPupilNumber{"unique_pupil_number", 13, {}, 13};
constexpr Item kFormerNumber{"former_unique_pupil_number", 13, {}, 13};
constexpr Item kNumberUnknown{"unique_pupil_number_unknown_reason", 4,
                              " UN1 UN2 UN3 UN4 UN5 UN6 UN7 UN8 UN9 UN10 "};
constexpr Item kGiven{"first_name"};
constexpr Item kSurname{"surname"};
constexpr Item kEthnicity{"ethnicity", 4};
constexpr Item kPostcode{"postcode", 8};
constexpr Item kSource{"referral_source", 2};
constexpr Item kCloseReason{"closure_reason", 3, " RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9 "};
constexpr Item kStartReason{"start_reason", 1, " S L P T B U "};
constexpr Item kPlacementType{"placement_type", 2};
constexpr Item kEndReason{"end_reason", 3};
constexpr Item kChangeReason{"change_reason", 6};
constexpr Item kActivity{"activity", 2, " F1 P1 F2 P2 F4 P4 F5 P5 G4 G5 G6 "};
constexpr Item kAccommodation{"accommodation", 1, " B C D E G H K R S T U V "};
constexpr std::size_t kMostDisabilities = 12, kLongestDisability = 4, kLongestFactor = 3;

bool plain(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return plain(c); });
}

class Writer {
  public:
    Writer(const Child& child, std::string& out, std::vector<LeftOut>& left_out)
        : child_(child), json_(out), left_out_(left_out) {}

    void write() {
        json_.begin_object();
        json_.member("la_child_id", child_.la_child_id);
        json_.member("mis_child_id", std::to_string(child_.person));
        json_.member("purge", false);
        details();
        if (!child_.sdqs.empty()) wellbeing();
        if (!child_.episodes.empty()) {
            json_.key("social_care_episodes").begin_array();
            for (const auto& episode : child_.episodes) write(episode);
            json_.end_array();
        }
        json_.end_object();
    }

  private:
    void leave_out(std::string_view item, std::string why) {
        left_out_.push_back({child_.la_child_id, fmt::format("{}.{}", where_, item), why});
    }
    void text(const Item& item, std::string_view value) {
        if (value.empty()) return;
        if (item.exactly != 0 && (value.size() != item.exactly || !plain(value)))
            return leave_out(item.key, fmt::format("is not {} letters and digits", item.exactly));
        if (item.longest != 0 && value.size() > item.longest)
            return leave_out(item.key, fmt::format("is longer than {}", item.longest));
        if (!item.codes.empty() && item.codes.find(fmt::format(" {} ", value)) == item.codes.npos)
            return leave_out(item.key, "is not one of the codes that the collection knows");
        json_.member(item.key, value);
    }
    void date(std::string_view key, std::string_view value) {
        if (value.empty()) return;
        if (!Date::parse(value)) return leave_out(key, "is not a day");
        json_.member(key, value);
    }
    void id(std::string_view key, std::int64_t value) { json_.member(key, std::to_string(value)); }
    void end() {
        json_.member("purge", false);
        json_.end_object();
    }

    void details() {
        where_ = "child_details";
        json_.key("child_details").begin_object();
        text(kPupilNumber, child_.upn);
        text(kFormerNumber, child_.former_upn);
        text(kNumberUnknown, child_.upn_unknown);
        text(kGiven, child_.given);
        text(kSurname, child_.surname);
        date("date_of_birth", child_.born);
        date("expected_date_of_birth", child_.expected);
        json_.member("sex", child_.sex == "M" || child_.sex == "F" ? child_.sex : "U");
        text(kEthnicity, child_.ethnicity);
        disabilities();
        text(kPostcode, child_.postcode);
        json_.member("uasc_flag", child_.uasc);
        date("uasc_end_date", child_.uasc_end);
        end();
    }
    // NONE is said only when the record says so; beside a disability it is a contradiction.
    void disabilities() {
        std::vector<std::string> codes;
        for (const auto& code : child_.disabilities) {
            if (code.size() > kLongestDisability)
                leave_out("disabilities",
                          fmt::format("has a code longer than {}", kLongestDisability));
            else
                codes.push_back(code);
        }
        if (codes.size() > 1) std::erase(codes, "NONE");
        if (codes.size() > kMostDisabilities) {
            leave_out("disabilities", fmt::format("has more than {} codes", kMostDisabilities));
            codes.resize(kMostDisabilities);
        }
        if (!codes.empty()) list("disabilities", codes);
    }
    void list(std::string_view key, const std::vector<std::string>& texts) {
        json_.key(key).begin_array();
        for (const auto& t : texts) json_.value(t);
        json_.end_array();
    }
    void wellbeing() {
        json_.key("health_and_wellbeing").begin_object().key("sdq_assessments").begin_array();
        for (const auto& sdq : child_.sdqs)
            json_.begin_object()
                .member("date", sdq.completed)
                .member("score", sdq.score)
                .end_object();
        json_.end_array();
        end();
    }

    void write(const Episode& e) {
        where_ = "social_care_episodes";
        json_.begin_object();
        id("social_care_episode_id", e.id);
        date("referral_date", e.referred);
        text(kSource, e.source);
        date("closure_date", e.closed);
        text(kCloseReason, e.close_reason);
        json_.member("referral_no_further_action_flag", e.no_further_action);
        all("child_and_family_assessments", e.assessments);
        plans("child_in_need_plans", "child_in_need_plan_id", e.cin_plans);
        all("section_47_assessments", e.enquiries);
        plans("child_protection_plans", "child_protection_plan_id", e.cp_plans);
        all("child_looked_after_placements", e.placements);
        if (e.adoption) adoption(*e.adoption);
        if (e.care_leaver) care_leaver(*e.care_leaver);
        workers(e.workers);
        end();
    }
    template <class T>
    void all(std::string_view key, const std::vector<T>& rows) {
        if (rows.empty()) return;
        where_ = key;
        json_.key(key).begin_array();
        for (const auto& row : rows) {
            json_.begin_object();
            write(row);
            end();
        }
        json_.end_array();
    }
    void write(const Assessment& a) {
        id("child_and_family_assessment_id", a.id);
        date("start_date", a.start);
        date("authorisation_date", a.authorised);
        std::vector<std::string> codes;
        for (const auto& code : a.factors) {
            if (code.empty() || code.size() > kLongestFactor || !plain(code))
                leave_out("factors", "has what is no code of a factor");
            else if (std::find(codes.begin(), codes.end(), code) == codes.end())
                codes.push_back(code);
        }
        if (!codes.empty()) list("factors", codes);
    }
    void write(const Enquiry& e) {
        id("section_47_assessment_id", e.id);
        date("start_date", e.start);
        if (e.conference_required) json_.member("icpc_required_flag", *e.conference_required);
        date("icpc_date", e.conference);
        date("end_date", e.end);
    }
    void write(const Placement& p) {
        id("child_looked_after_placement_id", p.id);
        date("start_date", p.start);
        text(kStartReason, p.start_reason);
        text(kPostcode, p.postcode);
        text(kPlacementType, p.type);
        date("end_date", p.end);
        text(kEndReason, p.end_reason);
        text(kChangeReason, p.change_reason);
    }
    void plans(std::string_view key, std::string_view id_key, const std::vector<Plan>& rows) {
        if (rows.empty()) return;
        where_ = key;
        json_.key(key).begin_array();
        for (const auto& plan : rows) {
            json_.begin_object();
            id(id_key, plan.id);
            date("start_date", plan.start);
            date("end_date", plan.end);
            end();
        }
        json_.end_array();
    }
    void adoption(const Adoption& a) {
        where_ = "adoption";
        json_.key("adoption").begin_object();
        date("initial_decision_date", a.decided);
        date("matched_date", a.matched);
        date("placed_date", a.placed);
        end();
    }
    void care_leaver(const CareLeaver& l) {
        where_ = "care_leavers";
        json_.key("care_leavers").begin_object();
        date("contact_date", l.contact);
        text(kActivity, l.activity);
        text(kAccommodation, l.accommodation);
        end();
    }
    void workers(const std::vector<CareWorker>& rows) {
        where_ = "care_worker_details";
        const auto fits = [](const CareWorker& w) { return valid_id(w.worker, 12); };
        for (const auto& w : rows)
            if (!fits(w)) leave_out("worker_id", "is no number of at most 12 letters and digits");
        if (std::none_of(rows.begin(), rows.end(), fits)) return;
        json_.key("care_worker_details").begin_array();
        for (const auto& w : rows) {
            if (!fits(w)) continue;
            json_.begin_object().member("worker_id", w.worker);
            date("start_date", w.start);
            date("end_date", w.end);
            json_.end_object();
        }
        json_.end_array();
    }

    const Child& child_;
    JsonWriter json_;
    std::vector<LeftOut>& left_out_;
    std::string_view where_;
};

}  // namespace

bool valid_id(std::string_view id, std::size_t longest) {
    return !id.empty() && id.size() <= longest && std::all_of(id.begin(), id.end(), [](char c) {
        return plain(c) || c == '_' || c == '-';
    });
}

Payload payload_of(const Child& child, std::vector<LeftOut>& left_out) {
    Payload payload{child.person, child.la_child_id, {}, {}, {}};
    if (!valid_id(child.la_child_id)) {
        payload.refused =
            "The authority’s number of this child is not 1 to 36 letters, digits, _ and -. Correct "
            "the number.";
        return payload;
    }
    Writer(child, payload.json, left_out).write();
    payload.hash = sha256(payload.json).hex();
    return payload;
}

std::string purge_of(std::string_view la_child_id, std::string_view mis_child_id) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().member("la_child_id", la_child_id).member("mis_child_id", mis_child_id);
    json.member("purge", true).end_object();
    return out;
}

}  // namespace hearth::returns::dfe
