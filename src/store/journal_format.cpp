#include "store/journal_format.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "base/hash.h"

namespace hearth::store {
namespace {

constexpr std::string_view kMagic = "HEARTHJ1";
// magic 8, journal 16, first 8, count 8, length 8, SHA-256 32
constexpr std::size_t kHead = 48;
constexpr std::size_t kHeader = kHead + 32;

void add_number(std::string& out, std::int64_t n) {
    auto bits = static_cast<std::uint64_t>(n);
    for (int i = 0; i < 8; ++i, bits >>= 8) out += static_cast<char>(bits & 0xff);
}

std::int64_t number_at(std::string_view bytes, std::size_t at) {
    std::uint64_t bits = 0;
    for (std::size_t i = 8; i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<std::int64_t>(bits);
}

void add_field(std::string& out, std::string_view text) {
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

// Takes fields off the front of a text; `ok` false as soon as one is none.
struct Fields {
    std::string_view rest;
    bool ok = true;

    std::string_view text() {
        const auto colon = rest.find(':');
        std::size_t size = 0;
        if (colon == std::string_view::npos ||
            std::from_chars(rest.data(), rest.data() + colon, size).ptr != rest.data() + colon ||
            size > rest.size() - colon - 1) {
            ok = false;
            return {};
        }
        const auto out = rest.substr(colon + 1, size);
        rest.remove_prefix(colon + 1 + size);
        return out;
    }
    std::int64_t number() {
        const auto digits = text();
        std::int64_t n = 0;
        const auto* end = digits.data() + digits.size();
        if (digits.empty() || std::from_chars(digits.data(), end, n).ptr != end) ok = false;
        return n;
    }
};

std::int64_t blocks(std::size_t bytes) {
    const auto n = static_cast<std::int64_t>(bytes);
    return (n + kJournalBlock - 1) / kJournalBlock * kJournalBlock;
}

std::string checksum(std::string_view head, std::string_view payload) {
    Sha256Hasher hasher;
    hasher.update(head).update(payload);
    return std::string(hasher.finish().raw());
}

struct Found {
    std::string bytes;  // at least the header and the payload
    JournalBatch batch;
    std::string_view payload() const {
        return std::string_view(bytes).substr(kHeader,
                                              static_cast<std::size_t>(number_at(bytes, 40)));
    }
};

// The whole and valid batch of this journal at `offset`, if there is one.
std::optional<Found> batch_at(const JournalRead& read, std::int64_t file_size,
                              std::string_view journal, std::int64_t offset) {
    Found out;
    out.bytes = read(offset, kJournalBlock);
    if (out.bytes.size() < kHeader || !out.bytes.starts_with(kMagic) ||
        std::string_view(out.bytes).substr(8, 16) != journal)
        return std::nullopt;
    const auto length = number_at(out.bytes, 40);
    if (length < 0 || length > file_size - offset - static_cast<std::int64_t>(kHeader))
        return std::nullopt;
    const auto whole = kHeader + static_cast<std::size_t>(length);
    if (whole > out.bytes.size()) {
        out.bytes += read(offset + kJournalBlock, static_cast<std::int64_t>(whole) - kJournalBlock);
        if (out.bytes.size() < whole) return std::nullopt;
    }
    const std::string_view bytes = out.bytes;
    if (checksum(bytes.substr(0, kHead), out.payload()) != bytes.substr(kHead, 32))
        return std::nullopt;
    out.batch = {number_at(bytes, 24), number_at(bytes, 32), offset, blocks(whole)};
    return out;
}

[[noreturn]] void damaged(std::int64_t from, std::int64_t to) {
    throw JournalDamaged("the journal of reads is damaged: its events " + std::to_string(from) +
                         " to " + std::to_string(to) +
                         " were acknowledged and cannot be read. Keep a copy of the file (named "
                         "like the database, with -audit at the end) as evidence, then move it "
                         "away and start again");
}

}  // namespace

std::string encode_batch(std::string_view journal, std::int64_t first,
                         std::span<const AuditEvent> events) {
    std::string payload;
    for (const auto& e : events) {
        add_field(payload, e.at.iso());
        add_field(payload, std::to_string(e.worker.value));
        for (const auto* text :
             {&e.role, &e.purpose, &e.action, &e.object_kind, &e.detail_hash, &e.rule}) {
            if (text->find('\0') != std::string::npos)
                throw DatabaseError("an audit event holds a NUL");
            add_field(payload, *text);
        }
        add_field(payload, std::to_string(e.object_id));
        add_field(payload, std::to_string(e.family.value));
        add_field(payload, e.allowed ? "1" : "0");
    }
    std::string out(kMagic);
    out += journal;
    add_number(out, first);
    add_number(out, static_cast<std::int64_t>(events.size()));
    add_number(out, static_cast<std::int64_t>(payload.size()));
    out += checksum(out, payload);
    out += payload;
    out.resize(static_cast<std::size_t>(blocks(out.size())), '\0');
    return out;
}

std::vector<JournalBatch> scan_journal(const JournalRead& read, std::int64_t file_size,
                                       std::string_view journal, std::int64_t drained) {
    std::vector<JournalBatch> out;
    for (std::int64_t offset = 0; offset < file_size;) {
        const auto found = batch_at(read, file_size, journal, offset);
        if (found && found->batch.last() > drained) out.push_back(found->batch);
        offset += found ? found->batch.size : kJournalBlock;
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    auto next = drained + 1;
    for (const auto& b : out) {
        const bool goes_on = b.first == next || (next == drained + 1 && b.first <= next);
        if (!goes_on) damaged(next, b.first - 1);
        next = b.last() + 1;
    }
    return out;
}

std::vector<AuditEvent> read_batch(const JournalRead& read, std::string_view journal,
                                   const JournalBatch& batch) {
    const auto found = batch_at(read, batch.offset + batch.size, journal, batch.offset);
    if (!found || found->batch.first != batch.first || found->batch.count != batch.count)
        damaged(batch.first, batch.last());
    std::vector<AuditEvent> out;
    Fields fields{found->payload()};
    for (std::int64_t i = 0; i < batch.count && fields.ok; ++i) {
        AuditEvent e;
        const auto at = Instant::parse(fields.text());
        if (!at) fields.ok = false;
        e.at = at.value_or(Instant{});
        e.worker = WorkerId{fields.number()};
        for (auto* text : {&e.role, &e.purpose, &e.action, &e.object_kind, &e.detail_hash, &e.rule})
            *text = fields.text();
        e.object_id = fields.number();
        e.family = FamilyId{fields.number()};
        e.allowed = fields.number() == 1;
        out.push_back(std::move(e));
    }
    if (!fields.ok || !fields.rest.empty()) damaged(batch.first, batch.last());
    return out;
}

}  // namespace hearth::store
