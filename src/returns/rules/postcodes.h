// Where postcodes lie, from the ONS Postcode Directory: a compact file made once by
// `hearth reference import postcodes`, looked into without reading it whole.
//
// 2.7 million postcodes take 43 MB on disk; a look-up touches a few pages. Postcodes are compared
// without spaces and in capitals.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hearth::returns {

struct PostcodePlace {
    double easting = 0, northing = 0;  // metres on the national grid
    bool placed = false;               // the two are known
    std::string authority;             // ONS code of the district or unitary authority; "" none
};

// The number that a postcode is sorted by; nothing when it is no postcode.
std::optional<std::uint64_t> postcode_key(std::string_view postcode);

// Straight-line miles to one decimal place: metres / 1000 / 1.6093.
double miles_between(const PostcodePlace& a, const PostcodePlace& b);

class Postcodes {
  public:
    // Invalid when the file is not one that import_postcodes made, Fault when it cannot be read.
    static Result<Postcodes> open(const std::string& path);
    Postcodes(Postcodes&&) noexcept;
    Postcodes& operator=(Postcodes&&) noexcept;
    ~Postcodes();
    std::optional<PostcodePlace> find(std::string_view postcode) const;
    std::size_t size() const;

  private:
    struct Impl;
    explicit Postcodes(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

struct PostcodeImport {
    std::uint64_t rows = 0, kept = 0, without_place = 0, refused = 0;
};
// Reads a CSV with columns for the postcode (postcode, pcds, pcd), easting (easting, oseast1m),
// northing (northing, osnrth1m) and authority (local_authority, laua, oslaua…), plain or compressed
// (.xz). The file at `to` is replaced only when all was read.
Result<PostcodeImport> import_postcodes(
    const std::string& from, const std::string& to,
    const std::function<void(std::uint64_t bytes)>& progress = {});

}  // namespace hearth::returns
