#include "returns/dfe_api/daily_flow.h"

#include <fmt/format.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

#include "returns/dfe_api/batch_files.h"
#include "returns/dfe_api/load_children.h"
#include "returns/export_log.h"

namespace hearth::returns::dfe {
namespace {

struct Found {
    std::vector<Payload> children;
    std::vector<LeftOut> left_out;
    std::map<std::int64_t, Submission> kept;
    std::string mark;
};

Found look(store::Database& db) {
    return db.read([&](store::Session& session) {
        Found found;
        found.mark = mark_of(session);
        found.kept = read_submissions(session);
        for (const auto& child : load_children(session, window_on(db.clock().today())))
            found.children.push_back(payload_of(child, found.left_out));
        return found;
    });
}

class Flow {
  public:
    Flow(store::Database& db, const FlowOptions& options) : db_(db), options_(options) {
        if (!options_.out.empty()) files_ = std::make_unique<BatchFiles>(options_.out);
    }

    FlowReport run() {
        pass(options_.everything);
        // Again once it is known what the receiver holds of those left unanswered before, and once
        // the numbers of some children are purged: both may befall one child.
        for (int more = 0; more < 2 && report_.again && options_.sender != nullptr; ++more)
            if (report_.stopped.empty()) pass(false);
        return std::move(report_);
    }

  private:
    void pass(bool everything) {
        auto comparison = prepare(everything);
        report_.again = comparison.again;
        if (options_.sender != nullptr) send(comparison.waiting);
    }
    bool dry() const { return options_.sender == nullptr && options_.out.empty(); }

    Comparison prepare(bool everything) {
        auto found = look(db_);
        const auto now = db_.clock().now();
        auto comparison =
            compare(std::move(found.kept), std::move(found.children), everything, now);
        report_.waiting = comparison.waiting.size();
        count(comparison);
        report_.left_out = std::move(found.left_out);
        const auto batches = batches_of(comparison.waiting);
        if (files_)
            for (const auto batch : batches) files_->write(batch);
        if (options_.sender == nullptr) report_.batches += batches.size();
        if (dry()) {
            db_.read([&](store::Session& session) {
                log_export(session, "dfe_api", 0, "rows", comparison.waiting.size(), now);
            });
            return comparison;
        }
        db_.write([&](store::Session& session) {
            if (mark_of(session) != found.mark)
                throw std::runtime_error(
                    "another run of the daily collection is under way; run this one again later");
            write_submissions(session, comparison.changed, comparison.forgotten);
            log_export(session, "dfe_api", 0, "rows", comparison.waiting.size(), now);
        });
        if (files_) files_->keep();
        return comparison;
    }

    // A further pass is not for those whom the receiver has just turned away.
    void count(Comparison& comparison) {
        auto& all = report_.counts;
        if (first_) {
            all = comparison.counts;
            for (auto& [number, words] : comparison.refused)
                report_.refused.push_back({number, words});
        } else {
            std::erase_if(comparison.waiting,
                          [&](const Waiting& w) { return turned_away_.contains(w.row.person); });
            for (const auto& w : comparison.waiting)
                ++(w.row.state == "deleted" ? all.deleted
                   : w.row.state == "new"   ? all.fresh
                                            : all.updated);
        }
        first_ = false;
    }

    void send(std::span<Waiting> waiting) {
        std::uint64_t done = 0;
        for (const auto batch : batches_of(waiting)) {
            if (!report_.stopped.empty()) break;
            send_batch(batch);
            done += batch.size();
            if (options_.on_progress) options_.on_progress(done, waiting.size());
        }
    }

    void send_batch(std::span<Waiting> batch) {
        std::vector<std::string_view> payloads;
        std::vector<Submission> rows;
        // Noted before it leaves: whatever happens now, it may have arrived.
        for (const auto& waiting : batch) {
            payloads.push_back(*waiting.row.payload);
            rows.push_back(waiting.row);
            rows.back().posted_at = db_.clock().now().iso();
        }
        write(rows);
        ++report_.batches;
        const auto answer = options_.sender->send(payloads);
        for (std::size_t i = 0; i < batch.size(); ++i)
            settle(batch[i], rows[i], answer.children[i]);
        write(rows);
        if (answer.stop) report_.stopped = answer.why;
    }

    void settle(const Waiting& waiting, Submission& row, const ChildAnswer& answer) {
        row.changed_at = db_.clock().now().iso();
        if (!answer.words.empty()) row.answer = answer.words;
        switch (answer.fate) {
            case Fate::accepted:
                row.status = "sent";
                row.sent_at = row.changed_at;
                row.posted_at.reset();
                row.payload.reset();
                row.sent_payload = std::exchange(row.whole, std::nullopt);
                row.sent_hash = row.payload_hash;
                ++report_.accepted;
                --report_.waiting;
                return;
            case Fate::refused:
                row.status = "error";
                row.posted_at.reset();
                turned_away_.insert(row.person);
                report_.refused.push_back({waiting.la_child_id, answer.words});
                return;
            case Fate::unsure:
                row.status = "error";
                turned_away_.insert(row.person);
                report_.refused.push_back({waiting.la_child_id, answer.words});
                return;
            case Fate::lost:
                row.status = "pending";
                return;
            case Fate::not_sent:
                row.status = waiting.row.status;
                row.posted_at = waiting.row.posted_at;
                return;
        }
    }

    void write(std::span<const Submission> rows) {
        db_.write([&](store::Session& session) { write_submissions(session, rows); });
    }

    store::Database& db_;
    const FlowOptions& options_;
    std::unique_ptr<BatchFiles> files_;
    FlowReport report_;
    bool first_ = true;
    std::set<std::int64_t> turned_away_;
};

}  // namespace

FlowReport run_daily_flow(store::Database& db, const FlowOptions& options) {
    return Flow(db, options).run();
}

}  // namespace hearth::returns::dfe
