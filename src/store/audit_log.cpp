#include "store/audit_log.h"

#include "store/error.h"

namespace hearth::store {
namespace {

constexpr Sql kReadHead{"audit_read_head", "SELECT size, peaks FROM audit_head WHERE id = 1"};
constexpr Sql kInsertEvent{"audit_insert_event",
                           "INSERT INTO audit_event (audit_id, at, worker_id, role, purpose, "
                           "action, object_kind, object_id, family_id, "
                           "detail_hash, allowed, rule) VALUES (:audit_id, :at, :worker, :role, "
                           ":purpose, :action, :kind, :object, :family, "
                           ":detail, :allowed, :rule)"};
constexpr Sql kInsertLeaf{
    "audit_insert_leaf",
    "INSERT INTO audit_leaf (seq, audit_id, leaf_hash) VALUES (:seq, :audit_id, :hash)"};
constexpr Sql kInsertNode{"audit_insert_node",
                          "INSERT INTO audit_node (level, idx, hash) VALUES (:level, :idx, :hash)"};
constexpr Sql kWriteHead{"audit_write_head",
                         "UPDATE audit_head SET size = :size, root = :root, peaks = :peaks "
                         "WHERE id = 1 AND size = :old_size"};

}  // namespace

std::string canonical(std::int64_t audit_id, const AuditEvent& event) {
    std::string out = "hearth audit 1\n";
    const auto field = [&](std::string_view text) {
        out += std::to_string(text.size());
        out += ':';
        out += text;
    };
    field(std::to_string(audit_id));
    field(event.at.iso());
    field(std::to_string(event.worker.value));
    field(event.role);
    field(event.purpose);
    field(event.action);
    field(event.object_kind);
    field(std::to_string(event.object_id));
    field(std::to_string(event.family.value));
    field(event.detail_hash);
    field(event.allowed ? "1" : "0");
    field(event.rule);
    return out;
}

AuditEvent event_from(const Row& row, int first) {
    const auto text = [&](int i) { return std::string(row.text(first + i)); };
    AuditEvent e;
    const auto at = row.instant(first + 1);
    if (!at) throw WrongType("an audit event has no time");
    e.at = *at;
    e.worker = WorkerId{row.int64(first + 2)};
    e.role = text(3);
    e.purpose = text(4);
    e.action = text(5);
    e.object_kind = text(6);
    e.object_id = row.int64(first + 7);
    e.family = FamilyId{row.int64(first + 8)};
    e.detail_hash = text(9);
    e.allowed = row.yes(first + 10);
    e.rule = text(11);
    return e;
}

void LogWriter::begin(Session& session) {
    const auto edge =
        session.one(kReadHead, {}, [&](const Row& row) -> std::optional<merkle::Edge> {
            // The usual case: nobody else wrote since.
            if (known_ && row.int64(0) == edge_.size()) return edge_;
            return merkle::Edge::from_peaks(row.int64(0), row.text(1));
        });
    if (!edge || !*edge) throw DatabaseError("the head of the audit log is missing or damaged");
    edge_ = **edge;
    written_size_ = edge_.size();
    known_ = true;
}

void LogWriter::append(Session& session, std::span<const AuditEvent> events) {
    for (const auto& e : events) {
        const auto audit_id = edge_.size() + 1;
        // Not through the binding of ids, which writes the id that names nothing as NULL.
        session.execute(kInsertEvent, {{"audit_id", audit_id},
                                       {"at", e.at},
                                       {"worker", e.worker.value},
                                       {"role", e.role},
                                       {"purpose", e.purpose},
                                       {"action", e.action},
                                       {"kind", e.object_kind},
                                       {"object", e.object_id},
                                       {"family", e.family.value},
                                       {"detail", e.detail_hash},
                                       {"allowed", e.allowed},
                                       {"rule", e.rule}});
        add_leaf(session, audit_id, merkle::leaf_hash(canonical(audit_id, e)));
    }
}

void LogWriter::append_stored(std::int64_t audit_id, const AuditEvent& event) {
    const auto hash = merkle::leaf_hash(canonical(audit_id, event));
    leaves_.add(edge_.size(), audit_id, hash.hex());
    edge_.append(hash, finished_);
}

void LogWriter::add_leaf(Session& session, std::int64_t audit_id, const Sha256& hash) {
    session.execute(kInsertLeaf,
                    {{"seq", edge_.size()}, {"audit_id", audit_id}, {"hash", hash.hex()}});
    edge_.append(hash, finished_);
    add_subtrees(session);
}

void LogWriter::add_subtrees(Session& session) {
    for (const auto& s : finished_) {
        session.execute(kInsertNode, {{"level", s.level}, {"idx", s.idx}, {"hash", s.hash.hex()}});
    }
    finished_.clear();
}

void LogWriter::finish(Session& session) {
    if (edge_.size() == written_size_) return;
    session.insert_many(kInsertLeaf, leaves_);
    leaves_.clear();
    add_subtrees(session);
    const auto rows = session.execute(kWriteHead, {{"size", edge_.size()},
                                                   {"root", edge_.root().hex()},
                                                   {"peaks", edge_.peaks_text()},
                                                   {"old_size", written_size_}});
    if (rows != 1) throw DatabaseError("the head of the audit log changed under its writer");
    written_size_ = edge_.size();
}

}  // namespace hearth::store
