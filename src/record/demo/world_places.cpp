// Accounts, districts and their population, the authority's own row, the calendar.
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/text.h"
#include "record/demo/world.h"

namespace hearth::record::demo {
namespace {

// As libsodium's crypto_pwhash_str writes it, but with a salt that follows from the seed: the same
// options must give the same rows. The password is printed on the sign-in page of a demonstration,
// so the salt has nothing to protect. Cost as in web/security/password.h.
std::string demonstration_hash(Random random) {
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    for (auto& byte : salt) byte = static_cast<unsigned char>(random.uniform(0, 255));
    std::array<unsigned char, 32> hash{};
    constexpr std::size_t kMemory = std::size_t{64} << 20;
    if (crypto_pwhash(hash.data(), hash.size(), kDemoPassword.data(), kDemoPassword.size(),
                      salt.data(), 2, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    const auto text = [](const unsigned char* bytes, std::size_t size) {
        std::string out(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING),
                        '\0');
        sodium_bin2base64(out.data(), out.size(), bytes, size,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
        out.pop_back();  // the NUL that it writes
        return out;
    };
    return fmt::format("$argon2id$v=19$m={},t=2,p=1${}${}", kMemory / 1024,
                       text(salt.data(), salt.size()), text(hash.data(), hash.size()));
}

// Children by age band, per thousand children of a county; roughly as in the North West.
struct Band {
    int from, to, share;
};
constexpr Band kBands[] = {{0, 0, 51}, {1, 4, 211}, {5, 9, 279}, {10, 15, 350}, {16, 17, 109}};
constexpr int kOpenPer10000 = 330;  // children with an open episode of need, as in England

}  // namespace

void World::make_accounts(DemoSummary& summary) {
    const auto hash = demonstration_hash(random_.fork("password"));
    for (const auto& role : practice.roles.roles) {
        const auto& who = workers[static_cast<std::size_t>(cast.at(role.id))];
        std::string sign_in = name_key(who.name);
        std::replace(sign_in.begin(), sign_in.end(), ' ', '.');
        sheets.row(Table::account, who.id, sign_in, hash, 1, now);
        summary.accounts.push_back({sign_in, who.name, role.id, role.title});
    }
}

void World::make_places() {
    const double all = static_cast<double>(options.children) * 10'000 / kOpenPer10000;
    const auto round_to_10 = [](double x) { return static_cast<std::int64_t>(x / 10 + 0.5) * 10; };
    for (int year = earliest.year() - 1; year <= as_at.year(); ++year) {
        // A county's child population hardly moves; a little, so that a trend is not a ruler.
        const double growth = 1.0 + 0.004 * (year - as_at.year());
        std::array<std::int64_t, std::size(kBands)> whole{};
        for (const auto& district : districts())
            for (std::size_t b = 0; b < std::size(kBands); ++b) {
                const auto people =
                    round_to_10(all * growth * district.share / 1'000 * kBands[b].share / 1'000);
                whole[b] += people;
                sheets.row(Table::population, district.code, year, kBands[b].from, kBands[b].to,
                           people);
            }
        for (std::size_t b = 0; b < std::size(kBands); ++b)
            sheets.row(Table::population, "", year, kBands[b].from, kBands[b].to, whole[b]);
    }
    for (const auto& district : districts())
        sheets.row(Table::district, district.code, district.name);
    sheets.row(Table::authority, 1, "Northmoor County Council", "999",
               options.profile.empty() ? practice.id : options.profile, 1, now);
}

}  // namespace hearth::record::demo
