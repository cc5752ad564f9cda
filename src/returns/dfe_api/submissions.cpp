#include "returns/dfe_api/submissions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/json.h"
#include "returns/dfe_api/difference.h"

namespace hearth::returns::dfe {
namespace {

using store::Row;
using store::Sql;

constexpr Sql kMark{"dfe_mark",
                    "SELECT count(*), coalesce(max(changed_at), ''), coalesce(max(sent_at), ''), "
                    "coalesce(max(posted_at), '') FROM dfe_submission"};
constexpr Sql kRead{"dfe_read_submissions",
                    "SELECT person_id, payload, payload_hash, sent_payload, sent_hash, status, "
                    "state, sent_at, answer, changed_at, whole, posted_at FROM dfe_submission"};
constexpr Sql kRemove{"dfe_remove_submissions",
                      "DELETE FROM dfe_submission WHERE person_id IN "
                      "(SELECT value FROM each_id(:people))"};
constexpr Sql kInsert{
    "dfe_insert_submissions",
    "INSERT INTO dfe_submission (person_id, payload, payload_hash, sent_payload, "
    "sent_hash, status, state, sent_at, answer, changed_at, whole, posted_at) VALUES "
    "(:person_id, :payload, :payload_hash, :sent_payload, :sent_hash, :status, "
    ":state, :sent_at, :answer, :changed_at, :whole, :posted_at)"};

Json parsed(const std::optional<std::string>& text) {
    if (!text) return {};
    auto json = Json::parse(*text);
    if (!json) throw std::runtime_error("a payload in dfe_submission is not JSON");
    return std::move(json).value();
}

std::string member(const Json& json, std::string_view key) {
    return std::string(json.at(key).text().value_or(""));
}

class Comparer {
  public:
    Comparer(std::map<std::int64_t, Submission> kept, bool everything, Instant now)
        : kept_(std::move(kept)), everything_(everything), now_(now.iso()) {}

    Comparison run(std::vector<Payload> children) {
        refuse_doubles(children);
        for (auto& child : children) {
            const auto found = kept_.find(child.person);
            const Submission* was = found == kept_.end() ? nullptr : &found->second;
            if (was != nullptr && was->posted_at)
                repost(*was);
            else if (!child.refused.empty())
                refuse(child, was);
            else
                take(child, was);
            if (was != nullptr) kept_.erase(found);
        }
        for (const auto& [person, row] : kept_) {
            if (row.posted_at)
                repost(row);
            else
                left(row);
        }
        hold_back();
        std::stable_sort(out_.waiting.begin(), out_.waiting.end(),
                         [](const Waiting& a, const Waiting& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

  private:
    static int rank(const Waiting& waiting) {
        if (waiting.troubled) return 2;
        return waiting.row.state == "deleted" ? 0 : 1;
    }
    // Two children under one number would overwrite each other.
    static void refuse_doubles(std::vector<Payload>& children) {
        std::map<std::string_view, int> times;
        for (const auto& child : children) ++times[child.la_child_id];
        for (auto& child : children)
            if (child.refused.empty() && times[child.la_child_id] > 1)
                child.refused =
                    "Another child has the same number of the authority. Correct one of the two.";
    }
    void keep(const Submission* was, Submission row) {
        if (was != nullptr && row == *was) return;
        row.changed_at = now_;
        out_.changed.push_back(std::move(row));
    }
    void wait(const Submission* was, Submission row, std::string la_child_id) {
        const bool troubled =
            was != nullptr && was->status == "error" && was->payload == row.payload;
        row.status = troubled ? "error" : "pending";
        if (!troubled) row.answer.reset();
        keep(was, row);
        out_.waiting.push_back({std::move(row), std::move(la_child_id), troubled});
    }
    void repost(const Submission& row) {
        ++(row.state == "deleted" ? out_.counts.deleted
           : row.state == "new"   ? out_.counts.fresh
                                  : out_.counts.updated);
        out_.again = true;
        wait(&row, row, member(parsed(row.payload), "la_child_id"));
    }

    void refuse(const Payload& child, const Submission* was) {
        Submission row = was != nullptr ? *was : Submission{};
        row.person = child.person;
        row.status = "error";
        row.answer = child.refused;
        if (row.state.empty()) row.state = "new";
        ++out_.counts.refused;
        out_.refused.emplace_back(child.la_child_id, child.refused);
        keep(was, std::move(row));
    }

    void take(Payload& child, const Submission* was) {
        Submission row = was != nullptr ? *was : Submission{};
        row.person = child.person;
        if (!everything_ && row.sent_hash == child.hash) {
            ++out_.counts.unchanged;
            row.state = "unchanged";
            row.status = "sent";
            row.payload.reset();
            row.whole.reset();
            row.payload_hash = child.hash;
            return keep(was, std::move(row));
        }
        if (!row.sent_payload) {
            row.payload = child.json;
            row.state = "new";
            ++out_.counts.fresh;
        } else {
            const auto before = parsed(row.sent_payload);
            if (const auto number = member(before, "la_child_id"); number != child.la_child_id) {
                out_.again = true;
                return purge(was, std::move(row), before);
            }
            row.payload = difference(before, parsed(child.json),
                                     everything_ ? Extent::everything : Extent::changes);
            row.state = "updated";
            ++out_.counts.updated;
        }
        row.payload_hash = child.hash;
        row.whole = std::move(child.json);
        wait(was, std::move(row), child.la_child_id);
    }

    void purge(const Submission* was, Submission row, const Json& held) {
        const auto number = member(held, "la_child_id");
        row.payload = purge_of(number, member(held, "mis_child_id"));
        row.payload_hash.reset();
        row.whole.reset();
        row.state = "deleted";
        ++out_.counts.deleted;
        wait(was, std::move(row), number);
    }

    void left(const Submission& row) {
        if (row.sent_payload)
            purge(&row, row, parsed(row.sent_payload));
        else if (row.state != "deleted" || row.status != "sent")
            out_.forgotten.push_back(row.person);
    }

    // A number that is being purged is given to another child only afterwards.
    void hold_back() {
        std::set<std::string> purged;
        for (const auto& w : out_.waiting)
            if (w.row.state == "deleted") purged.insert(w.la_child_id);
        std::erase_if(out_.waiting, [&](const Waiting& w) {
            if (w.row.state == "deleted" || !purged.contains(w.la_child_id)) return false;
            --(w.row.state == "new" ? out_.counts.fresh : out_.counts.updated);
            out_.again = true;
            return true;
        });
    }

    std::map<std::int64_t, Submission> kept_;
    bool everything_;
    std::string now_;
    Comparison out_;
};

}  // namespace

std::string mark_of(store::Session& session) {
    return session
        .one(kMark, {},
             [](const Row& row) {
                 return fmt::format("{} {} {} {}", row.int64(0), row.text(1), row.text(2),
                                    row.text(3));
             })
        .value_or("");
}

std::map<std::int64_t, Submission> read_submissions(store::Session& session) {
    std::map<std::int64_t, Submission> rows;
    session.each(kRead, {}, [&](const Row& row) {
        rows[row.int64(0)] = {row.int64(0),
                              row.maybe_text(1),
                              row.maybe_text(2),
                              row.maybe_text(3),
                              row.maybe_text(4),
                              std::string(row.text(5)),
                              std::string(row.text(6)),
                              row.maybe_text(7),
                              row.maybe_text(8),
                              std::string(row.text(9)),
                              row.maybe_text(10),
                              row.maybe_text(11)};
    });
    return rows;
}

Comparison compare(std::map<std::int64_t, Submission> kept, std::vector<Payload> children,
                   bool everything, Instant now) {
    return Comparer(std::move(kept), everything, now).run(std::move(children));
}

void write_submissions(store::Session& session, std::span<const Submission> rows,
                       const std::vector<std::int64_t>& also_remove) {
    auto people = also_remove;
    store::Rows values(12);
    for (const auto& row : rows) {
        people.push_back(row.person);
        values.add(row.person, row.payload, row.payload_hash, row.sent_payload, row.sent_hash,
                   row.status, row.state, row.sent_at, row.answer, row.changed_at, row.whole,
                   row.posted_at);
    }
    if (people.empty()) return;
    session.execute(kRemove, {{"people", people}});
    if (values.size() > 0) session.insert_many(kInsert, values);
}

}  // namespace hearth::returns::dfe
