#include "web/assets.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>

#include "web/http/gzip.h"
#include "web/security/token.h"

namespace hearth::web {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kTypes{{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
}};

std::optional<std::string_view> type_of(std::string_view name) {
    for (const auto& [ending, type] : kTypes)
        if (name.ends_with(ending)) return type;
    return std::nullopt;
}

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string out((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) throw std::runtime_error("asset could not be read: " + path.string());
    return out;
}

struct Asset {
    std::string url;
    std::string_view type;
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> packed;  // null when gzip does not make it smaller
};

Asset make_asset(const std::string& name, std::string content) {
    Asset out;
    out.type = *type_of(name);
    const auto dot = name.rfind('.');
    out.url = "/assets/" + name.substr(0, dot) + "." + token_hash(content).substr(0, 12) +
              name.substr(dot);
    if (is_compressible(out.type)) {
        std::string packed = gzip(content, 9);
        if (packed.size() < content.size())
            out.packed = std::make_shared<const std::string>(std::move(packed));
    }
    out.plain = std::make_shared<const std::string>(std::move(content));
    return out;
}

// In a style, url(../fonts/a.woff2) of a known asset becomes its hashed address. `style` is the
// style's own name, which relative addresses are read from; "/assets/NAME" is read from the top.
std::string with_hashed_urls(const std::string& style, const std::string& text,
                             const std::map<std::string, Asset>& assets) {
    std::string out;
    std::size_t done = 0;
    for (auto at = text.find("url("); at != std::string::npos; at = text.find("url(", at + 4)) {
        const auto close = text.find(')', at);
        if (close == std::string::npos) break;
        std::string inner = text.substr(at + 4, close - at - 4);
        std::erase_if(inner, [](char c) { return c == '"' || c == '\'' || c == ' '; });
        const auto end = inner.find_first_of("?#");
        const std::string bare = inner.substr(0, end);
        const std::string name =
            bare.starts_with("/assets/")
                ? bare.substr(8)
                : (fs::path(style).parent_path() / bare).lexically_normal().generic_string();
        const auto found = assets.find(name);
        if (found == assets.end()) continue;
        out.append(text, done, at + 4 - done);
        out +=
            "\"" + found->second.url + (end == std::string::npos ? "" : inner.substr(end)) + "\"";
        done = close;
    }
    out.append(text, done, std::string::npos);
    return out;
}

const Assets* the_assets = nullptr;

}  // namespace

struct Assets::Impl {
    std::map<std::string, Asset> by_name;
    std::map<std::string, const Asset*, std::less<>> by_url;
};

Assets::Assets(const fs::path& folder) : impl_(std::make_unique<Impl>()) {
    std::vector<std::pair<std::string, fs::path>> styles;
    if (!fs::is_directory(folder))
        throw std::runtime_error("there is no folder of assets at " + folder.string() +
                                 "; run `make build`, which makes it");
    for (const auto& file : fs::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        const std::string name = fs::relative(file.path(), folder).generic_string();
        if (!type_of(name)) continue;
        if (name.ends_with(".css")) {
            styles.emplace_back(name, file.path());
        } else {
            impl_->by_name.emplace(name, make_asset(name, read_file(file.path())));
        }
    }
    for (const auto& [name, path] : styles)
        impl_->by_name.emplace(
            name, make_asset(name, with_hashed_urls(name, read_file(path), impl_->by_name)));
    for (const auto& [name, asset] : impl_->by_name) impl_->by_url.emplace(asset.url, &asset);
}

Assets::~Assets() = default;

const std::string& Assets::url(std::string_view name) const {
    const auto found = impl_->by_name.find(std::string(name));
    if (found == impl_->by_name.end())
        throw std::logic_error("there is no asset named " + std::string(name));
    return found->second.url;
}

bool Assets::has(std::string_view name) const {
    return impl_->by_name.contains(std::string(name));
}

std::vector<std::string> Assets::names() const {
    std::vector<std::string> out;
    for (const auto& [name, asset] : impl_->by_name) out.push_back(name);
    return out;
}

std::size_t Assets::bytes() const {
    std::size_t out = 0;
    for (const auto& [name, asset] : impl_->by_name)
        out += asset.plain->size() + (asset.packed ? asset.packed->size() : 0);
    return out;
}

Response Assets::serve(const Request& request) const {
    const auto found = impl_->by_url.find(request.path);
    if (found == impl_->by_url.end()) return Response::not_found();
    const Asset& asset = *found->second;
    Response out;
    out.content_type = asset.type;
    out.compress = false;  // packed once, at start
    out.header("Cache-Control", "public, max-age=31536000, immutable");
    if (asset.packed) out.header("Vary", "Accept-Encoding");
    if (asset.packed && accepts_gzip(request.header("accept-encoding"))) {
        out.header("Content-Encoding", "gzip");
        out.shared_body = asset.packed;
    } else {
        out.shared_body = asset.plain;
    }
    return out;
}

void Assets::add_routes(Router& router) const {
    for (const auto* pattern :
         {"/assets/{file}", "/assets/{folder}/{file}", "/assets/{folder}/{inner}/{file}"})
        router.add({Method::get, pattern, Policy::open("styles, scripts and pictures hold no data"),
                    [this](Context& context) { return serve(context.request); }});
}

void use_assets(const Assets& assets) {
    the_assets = &assets;
}

const std::string& asset_url(std::string_view name) {
    if (the_assets == nullptr) throw std::logic_error("the assets have not been loaded");
    return the_assets->url(name);
}

}  // namespace hearth::web
