// Styles, scripts, fonts and pictures: read into memory once, served under names that change with
// their content.
//
// asset_url("hearth.css") is "/assets/hearth.3f2a91c04bde.css"; that address is immutable and
// cached for a year. Text is gzipped once, at start, at the highest level. Only files of known
// types are served, and only those found at start: no path from a request ever reaches the file
// system.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/http/router.h"

namespace hearth::web {

class Assets {
  public:
    // Reads every file under `folder` (sub-folders too: "icons/flag.svg"). Inside styles, url(NAME)
    // of another asset is rewritten to its hashed address. Throws std::runtime_error naming the
    // file that could not be read.
    explicit Assets(const std::filesystem::path& folder);
    ~Assets();
    Assets(const Assets&) = delete;
    Assets& operator=(const Assets&) = delete;

    // Throws std::logic_error for a name that is not there: a page that asks for it is wrong.
    const std::string& url(std::string_view name) const;
    bool has(std::string_view name) const;
    std::vector<std::string> names() const;
    std::size_t bytes() const;
    // `path` as in the URL.
    Response serve(const Request& request) const;
    // Adds "/assets/{file}" and "/assets/{folder}/{file}". `this` must outlive the router.
    void add_routes(Router& router) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// The one set of the process, so that components can name an asset without being handed it. Set
// once at start, before requests are served; asset_url throws std::logic_error before that.
void use_assets(const Assets& assets);
const std::string& asset_url(std::string_view name);

}  // namespace hearth::web
