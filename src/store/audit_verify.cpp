// Reading the audit log: proofs, and the verifier with its three answers.
#include <map>
#include <new>

#include "store/audit.h"
#include "store/audit_log.h"
#include "store/database.h"

namespace hearth::store {
namespace {

constexpr Sql kHead{"audit_head", "SELECT size, root FROM audit_head WHERE id = 1"};
constexpr Sql kLeafHashes{
    "audit_leaf_hashes",
    "SELECT seq, leaf_hash FROM audit_leaf WHERE seq >= :first AND seq < :last ORDER BY seq"};
constexpr Sql kNodeHash{"audit_node_hash",
                        "SELECT hash FROM audit_node WHERE level = :level AND idx = :idx"};
constexpr Sql kNodes{"audit_nodes", "SELECT level, idx, hash FROM audit_node ORDER BY level, idx"};
constexpr Sql kLeaves{
    "audit_leaves",
    "SELECT l.seq, l.leaf_hash, e.audit_id, e.at, e.worker_id, e.role, e.purpose, e.action, "
    "e.object_kind, e.object_id, e.family_id, e.detail_hash, e.allowed, e.rule "
    "FROM audit_leaf l LEFT JOIN audit_event e ON e.audit_id = l.audit_id "
    "WHERE l.seq >= :first ORDER BY l.seq LIMIT 20000"};
constexpr Sql kCountEvents{"audit_count_events", "SELECT count(*) FROM audit_event"};
constexpr Sql kCountPending{
    "audit_count_pending",
    "SELECT count(*) FROM audit_pending p JOIN audit_event e ON e.audit_id = p.audit_id"};

Sha256 hash_from(std::string_view hex) {
    const auto hash = Sha256::from_hex(hex);
    if (!hash) throw DatabaseError("the audit log holds a hash that is none");
    return *hash;
}

AuditHead read_head(Session& session) {
    const auto head = session.one(kHead, {}, [](const Row& row) {
        return AuditHead{row.int64(0), std::string(row.text(1))};
    });
    if (!head) throw DatabaseError("the audit log has no head");
    return *head;
}

// Hashes from the tables. Leaves are fetched a tile of 256 at a time: a proof asks for neighbours.
class StoredHashes {
  public:
    explicit StoredHashes(Session& session) : session_(session) {}
    Sha256 operator()(int level, std::int64_t idx) {
        if (level == 0) return leaf(idx);
        const auto found = session_.one(kNodeHash, {{"level", level}, {"idx", idx}},
                                        [](const Row& row) { return hash_from(row.text(0)); });
        if (!found) throw DatabaseError("the audit log lacks a node of its tree");
        return *found;
    }

  private:
    Sha256 leaf(std::int64_t seq) {
        if (seq < first_ || seq >= first_ + static_cast<std::int64_t>(tile_.size())) {
            first_ = seq / 256 * 256;
            tile_.clear();
            session_.each(
                kLeafHashes, {{"first", first_}, {"last", first_ + 256}}, [&](const Row& row) {
                    if (row.int64(0) != first_ + static_cast<std::int64_t>(tile_.size())) {
                        throw DatabaseError("the audit log lacks a leaf");
                    }
                    tile_.push_back(hash_from(row.text(1)));
                });
        }
        if (seq >= first_ + static_cast<std::int64_t>(tile_.size()))
            throw DatabaseError("the audit log lacks a leaf");
        return tile_[static_cast<std::size_t>(seq - first_)];
    }

    Session& session_;
    std::int64_t first_ = 0;
    std::vector<Sha256> tile_;
};

std::vector<std::string> hex_of(const std::vector<Sha256>& hashes) {
    std::vector<std::string> out;
    for (const auto& h : hashes) out.push_back(h.hex());
    return out;
}

std::optional<std::vector<Sha256>> hashes_of(const std::vector<std::string>& hex) {
    std::vector<Sha256> out;
    for (const auto& h : hex) {
        const auto hash = Sha256::from_hex(h);
        if (!hash) return std::nullopt;
        out.push_back(*hash);
    }
    return out;
}

// Thrown inside the verifier only.
struct Altered {
    std::int64_t at;
    std::string why;
};

class Verifier {
  public:
    Verifier(Session& session, const std::optional<SignedHead>& published)
        : session_(session), published_(published) {}

    std::int64_t run() {
        const auto head = read_head(session_);
        session_.each(kNodes, {}, [&](const Row& row) {
            nodes_[{row.int64(0), row.int64(1)}] = std::string(row.text(2));
        });
        // In pieces, so that the memory needed does not grow with the log.
        for (std::int64_t before = -1; before != edge_.size();) {
            before = edge_.size();
            session_.each(kLeaves, {{"first", before}}, [&](const Row& row) { leaf(row); });
        }
        const auto size = edge_.size();
        if (head.size != size) {
            throw Altered{std::min(size, head.size), "the log holds " + std::to_string(size) +
                                                         " leaves and its head says " +
                                                         std::to_string(head.size)};
        }
        if (head.root != edge_.root().hex()) {
            throw Altered{
                vouched_,
                "the root does not match; every leaf before this one is in a subtree that does"};
        }
        if (!nodes_.empty())
            throw Altered{size, "the log holds a node of a tree that is larger than it"};
        auto events = *session_.one(kCountEvents, {}, [](const Row& row) { return row.int64(0); });
        if (session_.dialect() == Dialect::postgresql) {
            events -= *session_.one(kCountPending, {}, [](const Row& row) { return row.int64(0); });
        }
        if (events != size) {
            throw Altered{size, "there are " + std::to_string(events) + " events and " +
                                    std::to_string(size) + " leaves"};
        }
        check_published(size);
        return size;
    }

    std::int64_t read() const { return edge_.size(); }

  private:
    void leaf(const Row& row) {
        const auto at = edge_.size();
        if (row.int64(0) != at) throw Altered{at, "a leaf is missing"};
        if (row.is_null(2)) throw Altered{at, "the event of this leaf is missing"};
        const auto hash = hash_of_event(row, at);
        if (hash.hex() != row.text(1)) throw Altered{at, "the event is not what was logged"};
        edge_.append(hash, finished_);
        for (const auto& s : finished_) {
            const auto last = (s.idx + 1) << s.level;
            const auto stored = nodes_.find({s.level, s.idx});
            if (stored == nodes_.end() || stored->second != s.hash.hex()) {
                throw Altered{last - (std::int64_t{1} << s.level), "one of the leaves up to " +
                                                                       std::to_string(last - 1) +
                                                                       " is not what was logged"};
            }
            if (s.level == 8) vouched_ = last;
            nodes_.erase(stored);
        }
        finished_.clear();
        if (published_ && edge_.size() == published_->head.size) root_then_ = edge_.root().hex();
    }

    static Sha256 hash_of_event(const Row& row, std::int64_t at) {
        try {
            return merkle::leaf_hash(canonical(row.int64(2), event_from(row, 2)));
        } catch (const WrongType&) {
            throw Altered{at, "the event cannot be one that was logged"};
        }
    }

    void check_published(std::int64_t size) {
        if (!published_) return;
        const auto& head = published_->head;
        if (head.size > size) {
            throw Altered{size, "the published head covers " + std::to_string(head.size) +
                                    " leaves: the end is missing"};
        }
        const auto root = head.size == 0 ? merkle::Edge().root().hex() : root_then_;
        if (root != head.root) {
            throw Altered{0,
                          "the log agrees with itself but not with the published head: it was "
                          "rewritten, somewhere in "
                          "its first " +
                              std::to_string(head.size) + " leaves"};
        }
    }

    Session& session_;
    const std::optional<SignedHead>& published_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::string> nodes_;
    merkle::Edge edge_;
    std::vector<merkle::Subtree> finished_;
    std::int64_t vouched_ = 0;
    std::string root_then_;
};

}  // namespace

bool proves_inclusion(const InclusionProof& proof, const AuditHead& head) {
    const auto leaf = Sha256::from_hex(proof.leaf);
    const auto root = Sha256::from_hex(head.root);
    const auto path = hashes_of(proof.path);
    return leaf && root && path && proof.size == head.size &&
           merkle::inclusion_holds(proof.index, proof.size, *leaf, *path, *root);
}

bool proves_consistency(const ConsistencyProof& proof, const AuditHead& older,
                        const AuditHead& newer) {
    const auto old_root = Sha256::from_hex(older.root);
    const auto new_root = Sha256::from_hex(newer.root);
    const auto path = hashes_of(proof.path);
    return old_root && new_root && path && proof.old_size == older.size &&
           proof.new_size == newer.size &&
           merkle::consistency_holds(older.size, newer.size, *old_root, *new_root, *path);
}

AuditHead audit_head(Database& database) {
    return database.read([](Session& session) { return read_head(session); });
}

InclusionProof inclusion_proof(Database& database, std::int64_t index, std::int64_t size) {
    return database.read([&](Session& session) {
        if (index < 0 || index >= size || size > read_head(session).size) {
            throw DatabaseError("the audit log has no such leaf at that size");
        }
        StoredHashes stored(session);
        const auto path = merkle::inclusion_path(index, size, std::ref(stored));
        return InclusionProof{index, size, stored(0, index).hex(), hex_of(path)};
    });
}

ConsistencyProof consistency_proof(Database& database, std::int64_t old_size,
                                   std::int64_t new_size) {
    return database.read([&](Session& session) {
        if (old_size < 0 || old_size > new_size || new_size > read_head(session).size) {
            throw DatabaseError("the audit log was never of that size");
        }
        StoredHashes stored(session);
        return ConsistencyProof{
            old_size, new_size,
            hex_of(merkle::consistency_path(old_size, new_size, std::ref(stored)))};
    });
}

namespace {

// Turns every error into could_not_read: none of them is evidence that the log was altered.
AuditVerdict guarded(FunctionRef<AuditVerdict()> verify) {
    AuditVerdict verdict;
    try {
        return verify();
    } catch (const std::bad_alloc&) {
        verdict.why = "there was not enough memory";
    } catch (const std::exception& e) {
        verdict.why = e.what();
    }
    return verdict;
}

AuditVerdict verify_here(Session& session, const std::optional<SignedHead>& published) {
    AuditVerdict verdict;
    if (published && !published->signature_valid()) {
        verdict.why =
            "the published head is not validly signed: get it again from where it was published";
        return verdict;
    }
    Verifier verifier(session, published);
    try {
        verdict.size = verifier.run();
        verdict.outcome = AuditVerdict::Outcome::intact;
    } catch (const Altered& altered) {
        verdict.size = verifier.read();
        verdict.outcome = AuditVerdict::Outcome::altered;
        verdict.altered_at = altered.at;
        verdict.why = altered.why;
    }
    return verdict;
}

}  // namespace

AuditVerdict verify_audit_in(Session& session, const std::optional<SignedHead>& published) {
    auto verify = [&] { return verify_here(session, published); };
    return guarded(verify);
}

AuditVerdict verify_audit(Database& database, const std::optional<SignedHead>& published) {
    // What was answered is in the log first. When that fails, what the log holds is looked at all
    // the same: it may fail because the log was altered.
    std::string not_continued;
    try {
        database.sequence_audit();
    } catch (const std::exception& e) {
        not_continued = e.what();
    }
    auto verify = [&] {
        return database.read([&](Session& session) { return verify_here(session, published); });
    };
    auto verdict = guarded(verify);
    if (!not_continued.empty() && verdict.outcome == AuditVerdict::Outcome::intact)
        return {AuditVerdict::Outcome::could_not_read, verdict.size, 0, not_continued};
    return verdict;
}

}  // namespace hearth::store
