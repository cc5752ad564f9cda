// Writing the audit log: events as rows, rows as leaves. Internal to the store.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/audit.h"
#include "store/merkle.h"
#include "store/session.h"

namespace hearth::store {

// What is hashed: a version line, then every field as "<length>:<bytes>". Changing this breaks
// every published head.
std::string canonical(std::int64_t audit_id, const AuditEvent& event);

// The columns of audit_event in this order: audit_id, at, worker_id, role, purpose, action,
// object_kind, object_id, family_id, detail_hash, allowed, rule. Throws WrongType when `at` is no
// instant.
AuditEvent event_from(const Row& row, int first_column);

// verify_audit within a transaction that is open already.
AuditVerdict verify_audit_in(Session& session, const std::optional<SignedHead>& published);

// The growing edge of the log, in memory, and how it is written. One writer at a time.
class LogWriter {
  public:
    // Reads the edge from audit_head unless it is still the one in memory. Throws when the head is
    // not a head.
    void begin(Session& session);
    // Writes events and their leaves (SQLite).
    void append(Session& session, std::span<const AuditEvent> events);
    // Takes the leaf of an event already stored (PostgreSQL's sequencer); finish writes them all at
    // once.
    void append_stored(std::int64_t audit_id, const AuditEvent& event);
    // Writes the new head, if there is one.
    void finish(Session& session);

    // Undoing, when the transaction or a part of it was undone.
    merkle::Edge mark() const { return edge_; }
    void back_to(const merkle::Edge& mark) { edge_ = mark; }
    void forget() {
        known_ = false;
        leaves_.clear();
        finished_.clear();
    }

  private:
    void add_leaf(Session& session, std::int64_t audit_id, const Sha256& hash);
    void add_subtrees(Session& session);

    bool known_ = false;
    std::int64_t written_size_ = 0;
    merkle::Edge edge_;
    Rows leaves_{3};
    std::vector<merkle::Subtree> finished_;
};

}  // namespace hearth::store
