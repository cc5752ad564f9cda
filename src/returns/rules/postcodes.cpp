#include "returns/rules/postcodes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <vector>

#include "returns/cin_text.h"
#include "returns/rules/byte_source.h"

namespace hearth::returns {
namespace {

// The file: this header, the authorities' codes (12 bytes each), then the entries by key.
struct Head {
    char magic[8];
    std::uint64_t entries;
    std::uint32_t authorities;
    std::uint32_t unused;
};
struct Entry {
    std::uint64_t key_and_authority;  // key << 16 | authority
    std::uint32_t easting;            // metres; kNowhere when it is not known
    std::uint32_t northing;
};
constexpr char kMagic[8] = {'H', 'P', 'O', 'S', 'T', '0', '1', '\n'};
constexpr std::size_t kCode = 12;
constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
static_assert(sizeof(Head) == 24 && sizeof(Entry) == 16);

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        const std::size_t comma = line.find(',');
        std::string_view cell = trimmed(line.substr(0, comma));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
            cell = cell.substr(1, cell.size() - 2);
        }
        cells.push_back(cell);
        if (comma == std::string_view::npos) return cells;
        line.remove_prefix(comma + 1);
    }
}

std::uint32_t metres(std::string_view cell) {
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || !(number >= 1 && number < 2e6)) return kNowhere;
    return static_cast<std::uint32_t>(std::lround(number));
}

struct Columns {
    std::size_t postcode, easting, northing, authority;
};

std::optional<std::size_t> column(const std::vector<std::string_view>& names,
                                  std::initializer_list<std::string_view> known) {
    for (const std::string_view name : known) {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const bool year_after = name == "laua" || name == "lad";  // "lad25cd"
            if (same_but_case(names[i], name) ||
                (year_after && names[i].size() > name.size() &&
                 same_but_case(names[i].substr(0, name.size()), name))) {
                return i;
            }
        }
    }
    return std::nullopt;
}

class Importer {
  public:
    // One line of the CSV, the first being its header.
    void line(std::string_view text) {
        if (trimmed(text).empty()) return;
        const auto cells = cells_of(text);
        if (!columns_) {
            header(cells);
            return;
        }
        ++report.rows;
        const Columns& c = *columns_;
        const std::size_t most = std::max({c.postcode, c.easting, c.northing, c.authority});
        const auto key = most < cells.size() ? postcode_key(cells[c.postcode]) : std::nullopt;
        if (!key) {
            ++report.refused;
            return;
        }
        const std::uint32_t east = metres(cells[c.easting]);
        const std::uint32_t north = metres(cells[c.northing]);
        const bool nowhere = east == kNowhere || north == kNowhere;
        if (nowhere) ++report.without_place;
        entries.push_back({*key << 16 | authority(cells[c.authority]), nowhere ? kNowhere : east,
                           nowhere ? kNowhere : north});
    }
    bool has_header() const { return columns_.has_value(); }

    PostcodeImport report;
    std::vector<Entry> entries;
    std::vector<std::string> authorities;

  private:
    void header(const std::vector<std::string_view>& names) {
        const auto postcode = column(names, {"postcode", "pcds", "pcd", "pcd7", "pcd8"});
        const auto easting = column(names, {"easting", "oseast1m", "east1m"});
        const auto northing = column(names, {"northing", "osnrth1m", "north1m"});
        const auto code = column(names, {"local_authority", "oslaua", "laua", "lad"});
        if (!postcode || !easting || !northing || !code) {
            throw std::runtime_error(
                "the first line names no columns for the postcode, easting, northing and local "
                "authority");
        }
        columns_ = {*postcode, *easting, *northing, *code};
    }
    std::uint64_t authority(std::string_view code) {
        if (code.size() >= kCode) code = {};
        const auto [found, fresh] = numbers_.try_emplace(std::string(code), authorities.size());
        if (fresh) authorities.emplace_back(code);
        if (found->second > 0xFFFF) throw std::runtime_error("there are too many authorities");
        return found->second;
    }

    std::optional<Columns> columns_;
    std::map<std::string, std::size_t, std::less<>> numbers_;
};

void write_file(const std::string& to, const Importer& importer) {
    const std::string part = to + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    Head head{};
    std::memcpy(head.magic, kMagic, sizeof(kMagic));
    head.entries = importer.entries.size();
    head.authorities = static_cast<std::uint32_t>(importer.authorities.size());
    out.write(reinterpret_cast<const char*>(&head), sizeof(head));
    for (const std::string& authority : importer.authorities) {
        char code[kCode] = {};
        std::memcpy(code, authority.data(), authority.size());
        out.write(code, kCode);
    }
    out.write(reinterpret_cast<const char*>(importer.entries.data()),
              static_cast<std::streamsize>(importer.entries.size() * sizeof(Entry)));
    out.flush();
    if (!out) throw std::runtime_error(part + " could not be written");
    out.close();
    std::filesystem::rename(part, to);
}

}  // namespace

std::optional<std::uint64_t> postcode_key(std::string_view postcode) {
    std::uint64_t key = 0;
    std::size_t letters = 0;
    for (const char c : postcode) {
        std::uint64_t digit = 0;
        if (c == ' ') continue;
        if (c >= '0' && c <= '9') {
            digit = static_cast<std::uint64_t>(c - '0') + 1;
        } else if (c >= 'A' && c <= 'Z') {
            digit = static_cast<std::uint64_t>(c - 'A') + 11;
        } else if (c >= 'a' && c <= 'z') {
            digit = static_cast<std::uint64_t>(c - 'a') + 11;
        } else {
            return std::nullopt;
        }
        if (++letters > 8) return std::nullopt;
        key = key * 37 + digit;
    }
    if (letters < 5) return std::nullopt;
    return key;
}

double miles_between(const PostcodePlace& a, const PostcodePlace& b) {
    const double metres = std::hypot(a.easting - b.easting, a.northing - b.northing);
    return std::round(metres / 1000 / 1.6093 * 10) / 10;
}

struct Postcodes::Impl {
    void* data = nullptr;
    std::size_t bytes = 0;
    const Entry* entries = nullptr;
    std::size_t size = 0;
    std::vector<std::string> authorities;
    ~Impl() {
        if (data != nullptr) ::munmap(data, bytes);
    }
};

Postcodes::Postcodes(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Postcodes::Postcodes(Postcodes&&) noexcept = default;
Postcodes& Postcodes::operator=(Postcodes&&) noexcept = default;
Postcodes::~Postcodes() = default;

Result<Postcodes> Postcodes::open(const std::string& path) {
    auto impl = std::make_unique<Impl>();
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (file < 0 || ::fstat(file, &about) != 0) {
        if (file >= 0) ::close(file);
        return Fault{"cannot open " + path};
    }
    impl->bytes = static_cast<std::size_t>(about.st_size);
    void* data = impl->bytes < sizeof(Head)
                     ? MAP_FAILED
                     : ::mmap(nullptr, impl->bytes, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    const auto wrong = [&path] {
        return invalid("postcodes", "not_postcodes",
                       path + " was not made by hearth reference import postcodes.");
    };
    if (data == MAP_FAILED) return wrong();
    impl->data = data;
    const auto* bytes = static_cast<const char*>(data);
    Head head{};
    std::memcpy(&head, bytes, sizeof(head));
    if (std::memcmp(head.magic, kMagic, sizeof(kMagic)) != 0 || head.authorities > 0x10000 ||
        head.entries > impl->bytes / sizeof(Entry) ||
        impl->bytes != sizeof(Head) + head.authorities * kCode + head.entries * sizeof(Entry)) {
        return wrong();
    }
    for (std::uint32_t i = 0; i < head.authorities; ++i) {
        const char* code = bytes + sizeof(Head) + i * kCode;
        impl->authorities.emplace_back(code, ::strnlen(code, kCode));
    }
    impl->entries = reinterpret_cast<const Entry*>(bytes + sizeof(Head) + head.authorities * kCode);
    impl->size = head.entries;
    return Postcodes(std::move(impl));
}

std::optional<PostcodePlace> Postcodes::find(std::string_view postcode) const {
    const auto key = postcode_key(postcode);
    if (!key) return std::nullopt;
    const auto read = [this](std::size_t at) {
        Entry entry{};
        std::memcpy(&entry, impl_->entries + at, sizeof(entry));
        return entry;
    };
    std::size_t from = 0;
    std::size_t to = impl_->size;
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (read(middle).key_and_authority >> 16 < *key) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    if (from == impl_->size) return std::nullopt;
    const Entry entry = read(from);
    if (entry.key_and_authority >> 16 != *key) return std::nullopt;
    PostcodePlace place;
    place.placed = entry.easting != kNowhere;
    place.easting = entry.easting;
    place.northing = entry.northing;
    const std::size_t authority = entry.key_and_authority & 0xFFFF;
    if (authority < impl_->authorities.size()) place.authority = impl_->authorities[authority];
    return place;
}

std::size_t Postcodes::size() const {
    return impl_->size;
}

Result<PostcodeImport> import_postcodes(const std::string& from, const std::string& to,
                                        const std::function<void(std::uint64_t bytes)>& progress) {
    auto source = ByteSource::open(from);
    if (!source) return source.failure();
    Importer importer;
    std::string rest;  // of a line that goes on in the next block
    std::uint64_t bytes = 0;
    try {
        while (true) {
            std::string_view block = source.value().next();
            if (block.empty()) break;
            bytes += block.size();
            for (std::size_t end = 0; (end = block.find('\n')) != std::string_view::npos;) {
                rest += block.substr(0, end);
                importer.line(rest);
                rest.clear();
                block.remove_prefix(end + 1);
            }
            rest += block;
            if (rest.size() > 1 << 20) throw std::runtime_error("a line is too long to be a row");
            if (progress) progress(bytes);
        }
        importer.line(rest);
        if (!importer.has_header()) throw std::runtime_error("the file is empty");
    } catch (const std::runtime_error& error) {
        return invalid("file", "not_postcodes", from + ": " + error.what() + ".");
    }
    const auto before = [](const Entry& a, const Entry& b) {
        return a.key_and_authority >> 16 < b.key_and_authority >> 16;
    };
    std::stable_sort(importer.entries.begin(), importer.entries.end(), before);
    const auto same = [](const Entry& a, const Entry& b) {
        return a.key_and_authority >> 16 == b.key_and_authority >> 16;
    };
    importer.entries.erase(std::unique(importer.entries.begin(), importer.entries.end(), same),
                           importer.entries.end());
    importer.report.kept = importer.entries.size();
    try {
        write_file(to, importer);
    } catch (const std::exception& error) {
        return Fault{error.what()};
    }
    return importer.report;
}

}  // namespace hearth::returns
