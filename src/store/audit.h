// The audit log: who did what, as what role, for which purpose, to what, when, allowed or not, and
// by which rule.
//
// Events are written durably before the answer that they are about leaves (Database::read,
// Database::write). They are the leaves of a Merkle tree in the manner of RFC 6962 (SHA-256; a leaf
// is hashed behind the byte 0x00, an inner node behind 0x01), so that a copy of the head, kept by
// someone else, proves that nothing before it was altered, removed, put in between or put in
// another order. The log holds ids, codes and hashes, never names or words of a record: a lawful
// erasure does not break it.
//
// Without a head kept outside, someone who can rewrite the whole database can rewrite the whole
// log: publish signed_head() daily to another agency.
//
// On PostgreSQL an event becomes a leaf up to 250 ms after it was written, and at shutdown: until
// then it is durable in audit_event but not under the head. On SQLite that of a read lies up to 500
// ms in a synced journal (audit_journal.h); that of a write is under the head from its commit.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace hearth::store {

struct AuditEvent {
    WorkerId worker;          // 0: nobody is signed in (a failed sign-in), or the system itself
    std::string role;         // code
    std::string purpose;      // code
    std::string action;       // code: read, list, write, export, sign_in, break_glass, …
    std::string object_kind;  // code: person, family, entry, …
    std::int64_t object_id = 0;
    FamilyId family;          // 0 when it concerns no family
    std::string detail_hash;  // SHA-256 (hex) of what else there is to know, or empty
    bool allowed = false;
    std::string rule;  // the policy rule that allowed or refused
    Instant at;
};

// The state of the log: how many leaves, and the root over them (64 hex digits).
struct AuditHead {
    std::int64_t size = 0;
    std::string root;
    bool operator==(const AuditHead&) const = default;
};

// A head that can be published: signed by the authority's key (Ed25519; in the data folder,
// readable by its owner only).
struct SignedHead {
    AuditHead head;
    Instant at;
    std::string key;        // public key, 64 hex digits
    std::string signature;  // 128 hex digits, over the canonical text of size, root and time

    std::string json() const;
    static std::optional<SignedHead> parse(const std::string& json);
    bool signature_valid() const;  // by its own key: compare `key` with the one you were given
};

// The three answers of a verifier, which must never be confused: running out of memory is not
// tampering.
struct AuditVerdict {
    enum class Outcome { intact, altered, could_not_read };
    Outcome outcome = Outcome::could_not_read;
    std::int64_t size = 0;  // leaves read
    std::int64_t altered_at =
        0;            // the first leaf (from 0) that cannot be vouched for; see `why` for how exact
    std::string why;  // for the operator
};

// Proofs, as RFC 6962 sections 2.1.1 and 2.1.2: hashes as 64 hex digits.
struct InclusionProof {
    std::int64_t index = 0;
    std::int64_t size = 0;
    std::string leaf;
    std::vector<std::string> path;
};
struct ConsistencyProof {
    std::int64_t old_size = 0;
    std::int64_t new_size = 0;
    std::vector<std::string> path;
};
bool proves_inclusion(const InclusionProof& proof, const AuditHead& head);
bool proves_consistency(const ConsistencyProof& proof, const AuditHead& older,
                        const AuditHead& newer);

class Database;
// The functions below read the log through the Database. `verify_audit` catches every error itself
// and turns it into could_not_read. With `published`, it also proves that the log still contains
// the published head.
AuditVerdict verify_audit(Database& database, const std::optional<SignedHead>& published = {});
AuditHead audit_head(Database& database);
SignedHead signed_head(Database& database);
InclusionProof inclusion_proof(Database& database, std::int64_t index, std::int64_t size);
ConsistencyProof consistency_proof(Database& database, std::int64_t old_size,
                                   std::int64_t new_size);

}  // namespace hearth::store
