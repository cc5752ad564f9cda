// Encoded files and keys: how they are written and read.
#include <sodium.h>

#include <bit>
#include <charconv>

#include "base/csv.h"
#include "base/text.h"
#include "identity/encoded/bloom.h"

namespace hearth::identity::encoded {
namespace {

constexpr std::string_view kEnd = "# end ";

std::string bytes_of(const Filter& f) {
    std::string out;
    for (const auto word : f.bits)
        for (int shift = 56; shift >= 0; shift -= 8)
            out += static_cast<char>(static_cast<unsigned char>(word >> shift & 0xff));
    return out;
}

bool read_filter(std::string_view text, Filter& f) {
    if (text.empty()) return true;
    const auto bytes = from_base64url(text);
    if (!bytes || bytes->size() != kWords * 8) return false;
    for (std::size_t i = 0; i < bytes->size(); ++i)
        f.bits[i / 8] = f.bits[i / 8] << 8 | static_cast<unsigned char>((*bytes)[i]);
    for (const auto word : f.bits) f.ones += std::popcount(word);
    return true;
}

}  // namespace

Sha256 make_key() {
    Sha256 key;
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be started");
    randombytes_buf(key.bytes.data(), key.bytes.size());
    return key;
}

void write_record(std::string& out, const Encoded& record, bool with_truth) {
    CsvWriter csv(out, CsvGuard::none);
    csv.cell(record.id);
    if (with_truth) csv.cell(record.truth);
    for (const auto& f : record.parts)
        csv.cell(f.given() ? to_base64url(bytes_of(f)) : std::string());
    csv.end_row();
}

std::string end_of_file(const Sha256& all_before) {
    return std::string(kEnd) + all_before.hex() + "\n";
}

Result<EncodedFile> read_encoded(std::string_view text) {
    const auto wrong = [](std::size_t line, std::string_view what) {
        return invalid("", "not_encoded",
                       "line " + std::to_string(line) + ": " + std::string(what) +
                           " Make it again with \"hearth encode\".");
    };
    const auto end = text.find('\n');
    const auto head = split(text.substr(0, end), ' ');
    if (!is_encoded(text) || end == std::string_view::npos || head.size() < 5)
        return wrong(1, "This is not an encoded file.");
    const auto last = text.rfind(kEnd);
    if (last == std::string_view::npos ||
        text.substr(last) != end_of_file(sha256(text.substr(0, last))))
        return invalid(
            "", "not_whole",
            "It is not whole: it was cut short or changed on its way. Have it sent again.");
    text = text.substr(0, last);
    EncodedFile out;
    out.check = head[3];
    const auto number = trim(head[4]);
    if (std::from_chars(number.data(), number.data() + number.size(), out.flips).ec != std::errc())
        return wrong(1, "The share of bits turned over is missing.");
    CsvReader csv(text.substr(end + 1));
    if (csv.next() != CsvStep::row || csv.row().empty())
        return wrong(2, "The columns are missing.");
    const bool with_truth = csv.row().size() == kParts + 2;
    if (csv.row()[0] != "id" || csv.row().size() != kParts + (with_truth ? 2 : 1))
        return wrong(2, "These are not the columns of an encoded file.");
    for (;;) {
        const auto step = csv.next();
        if (step == CsvStep::end) return out;
        if (step == CsvStep::error) return wrong(csv.error().line + 1, csv.error().message);
        const auto cells = csv.row();
        if (cells.size() != kParts + (with_truth ? 2 : 1))
            return wrong(csv.line() + 1, "It has too few or too many cells.");
        Encoded& record = out.records.emplace_back();
        record.id = cells[0];
        if (with_truth) record.truth = cells[1];
        for (std::size_t i = 0; i < kParts; ++i)
            if (!read_filter(cells[i + (with_truth ? 2 : 1)], record.parts[i]))
                return wrong(csv.line() + 1, "A cell is not an encoding.");
    }
}

}  // namespace hearth::identity::encoded
