// Signing the head of the audit log, and the key that signs it.
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <filesystem>

#include "base/hash.h"
#include "store/audit.h"
#include "store/database.h"

namespace hearth::store {
namespace {

using Seed = std::array<unsigned char, crypto_sign_SEEDBYTES>;

std::string signed_text(const AuditHead& head, Instant at) {
    return "hearth audit head 1\n" + std::to_string(head.size) + "\n" + head.root + "\n" +
           at.iso() + "\n";
}

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const unsigned char* data, std::size_t size) {
    return to_hex({reinterpret_cast<const char*>(data), size});
}

[[noreturn]] void cannot(const std::string& what, const std::filesystem::path& file) {
    throw DatabaseError("cannot " + what + " the audit key " + file.string());
}

// A file descriptor that closes itself.
struct Descriptor {
    int fd;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

// The seed of the key, made at first use. Written whole under another name first, so that a crash
// leaves no half key.
Seed key_seed(const std::filesystem::path& folder) {
    if (folder.empty()) {
        throw DatabaseError(
            "no folder is set for the audit key: set the data folder in the configuration");
    }
    const auto file = folder / "audit.key";
    if (!std::filesystem::exists(file)) {
        Seed seed;
        randombytes_buf(seed.data(), seed.size());
        const auto text = hex_of(seed.data(), seed.size()) + "\n";
        std::string fresh = (folder / "audit.key-XXXXXX").string();
        const Descriptor out{::mkstemp(fresh.data())};  // mode 600
        if (out.fd < 0) cannot("make", file);
        const bool written =
            ::write(out.fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
            ::fsync(out.fd) == 0;
        // Not over a key that another process made meanwhile.
        const bool linked =
            written && (::link(fresh.c_str(), file.c_str()) == 0 || errno == EEXIST);
        ::unlink(fresh.c_str());
        if (!linked) cannot("write", file);
        const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (directory.fd < 0 || ::fsync(directory.fd) != 0) cannot("keep", file);
    }
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat about {};
    if (in.fd < 0 || ::fstat(in.fd, &about) != 0) cannot("read", file);
    if ((about.st_mode & 077) != 0) {
        throw DatabaseError(
            "the audit key " + file.string() +
            " can be read by others: make it readable by its owner only (chmod 600)");
    }
    std::array<char, 64> text{};
    if (::read(in.fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        cannot("read", file);
    const auto raw = from_hex({text.data(), text.size()});
    if (!raw || raw->size() != Seed().size()) cannot("read", file);
    Seed seed;
    std::copy(raw->begin(), raw->end(), seed.begin());
    return seed;
}

}  // namespace

SignedHead signed_head(Database& database) {
    if (sodium_init() < 0) throw DatabaseError("the cryptographic library cannot be used");
    database.sequence_audit();  // what was answered is under the head
    SignedHead out;
    out.head = audit_head(database);
    out.at = database.clock().now();
    auto seed = key_seed(database.config().key_folder);
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key;
    std::array<unsigned char, crypto_sign_BYTES> signature;
    crypto_sign_seed_keypair(public_key.data(), secret_key.data(), seed.data());
    const auto text = signed_text(out.head, out.at);
    crypto_sign_detached(signature.data(), nullptr, bytes(text), text.size(), secret_key.data());
    sodium_memzero(seed.data(), seed.size());
    sodium_memzero(secret_key.data(), secret_key.size());
    out.key = hex_of(public_key.data(), public_key.size());
    out.signature = hex_of(signature.data(), signature.size());
    return out;
}

bool SignedHead::signature_valid() const {
    const auto raw_key = from_hex(key);
    const auto raw_signature = from_hex(signature);
    if (!raw_key || raw_key->size() != crypto_sign_PUBLICKEYBYTES) return false;
    if (!raw_signature || raw_signature->size() != crypto_sign_BYTES) return false;
    const auto text = signed_text(head, at);
    return crypto_sign_verify_detached(bytes(*raw_signature), bytes(text), text.size(),
                                       bytes(*raw_key)) == 0;
}

std::string SignedHead::json() const {
    return boost::json::serialize(boost::json::object{{"format", "hearth audit head 1"},
                                                      {"size", head.size},
                                                      {"root", head.root},
                                                      {"at", at.iso()},
                                                      {"key", key},
                                                      {"signature", signature}}) +
           "\n";
}

std::optional<SignedHead> SignedHead::parse(const std::string& json) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse(json, error);
    const auto* object = error ? nullptr : parsed.if_object();
    if (object == nullptr) return std::nullopt;
    const auto text = [&](const char* name) -> std::string {
        const auto* value = object->if_contains(name);
        return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                      : std::string();
    };
    const auto* size = object->if_contains("size");
    const auto at = Instant::parse(text("at"));
    if (text("format") != "hearth audit head 1" || size == nullptr || !size->is_int64() || !at)
        return std::nullopt;
    return SignedHead{{size->get_int64(), text("root")}, *at, text("key"), text("signature")};
}

}  // namespace hearth::store
