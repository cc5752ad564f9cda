#include "web/http/router.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "web/http/forms.h"
#include "web/security/csrf.h"

namespace hearth::web {

struct Router::Entry {
    explicit Entry(Route r) : route(std::move(r)) {}
    Route route;
    std::vector<std::string> parameter_names;
    mutable std::atomic<std::uint64_t> calls{0};
};

// One segment of the table. Two patterns may name the parameter at the same place differently.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> parameter;
    std::vector<std::size_t> entries;  // at most one a method
};

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> out;
    path.remove_prefix(1);
    if (path.empty()) return out;
    while (true) {
        const auto end = path.find('/');
        out.push_back(path.substr(0, end));
        if (end == std::string_view::npos) return out;
        path.remove_prefix(end + 1);
    }
}

[[noreturn]] void bad_route(const Route& route, std::string_view why) {
    throw std::logic_error("route " + std::string(to_text(route.method)) + " " + route.pattern +
                           ": " + std::string(why));
}

// A plain page, for when no error page was set or it failed itself.
Response plain_error(const Request& request, int status) {
    return Response::text(std::to_string(status) + " " + std::string(reason_phrase(status)) +
                              "\nReference: " + request.id + "\n",
                          status);
}

}  // namespace

std::string Policy::text() const {
    switch (kind_) {
        case Kind::open:
            return "open: " + reason_;
        case Kind::signed_in:
            return "signed in: " + reason_;
        case Kind::guarded:
            break;
    }
    std::string out = "guarded: ";
    out += access::to_text(*action_);
    out += " ";
    out += access::to_text(*object_);
    for (const auto& field_class : field_classes_) out += " +" + field_class;
    return out;
}

std::string_view Context::raw_param(std::string_view name) const {
    for (const auto& [key, value] : parameters_)
        if (key == name) return value;
    throw std::logic_error("the route has no parameter " + std::string(name));
}

void Context::missing_attachment(const char* type) {
    throw std::logic_error(std::string("nothing attached to the request of type ") + type);
}

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Route route) {
    if (sealed_) bad_route(route, "added after the router was sealed");
    const std::string& pattern = route.pattern;
    if (pattern.empty() || pattern.front() != '/') bad_route(route, "must begin with /");
    if (pattern.size() > 1 && pattern.back() == '/') bad_route(route, "must not end with /");
    if (!route.handler) bad_route(route, "has no handler");
    if (route.policy.kind() != Policy::Kind::guarded && route.policy.reason().empty())
        bad_route(route, "its policy gives no reason");

    auto entry = std::make_unique<Entry>(std::move(route));
    Node* node = root_.get();
    for (const auto segment : segments_of(entry->route.pattern)) {
        const bool is_parameter =
            segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
        if (segment.empty() || (!is_parameter && segment.find_first_of("{}%") != segment.npos))
            bad_route(entry->route, "has a malformed segment");
        if (is_parameter) {
            const std::string name(segment.substr(1, segment.size() - 2));
            auto& names = entry->parameter_names;
            if (std::find(names.begin(), names.end(), name) != names.end())
                bad_route(entry->route, "names a parameter twice");
            names.push_back(name);
            if (!node->parameter) node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else {
            auto& child = node->literal[std::string(segment)];
            if (!child) child = std::make_unique<Node>();
            node = child.get();
        }
    }
    for (const auto index : node->entries)
        if (entries_[index]->route.method == entry->route.method)
            bad_route(entry->route, "is already there as " + entries_[index]->route.pattern);
    node->entries.push_back(entries_.size());
    entries_.push_back(std::move(entry));
}

void Router::set_gate(Gate gate) {
    gate_ = std::move(gate);
}
void Router::set_error_page(ErrorPage page) {
    error_page_ = std::move(page);
}

void Router::seal() {
    for (const auto& entry : entries_)
        if (!gate_ && entry->route.policy.kind() != Policy::Kind::open)
            bad_route(entry->route, "is not open, and there is no gate to guard it");
    sealed_ = true;
}

Router::Match Router::match(Method method, std::string_view raw_path) const {
    Match out;
    if (raw_path.empty() || raw_path.front() != '/') return out;
    const auto segments = segments_of(raw_path);
    std::vector<std::string> decoded;
    for (const auto segment : segments) {
        auto text = percent_decode(segment);
        if (!text) return out;
        decoded.push_back(*std::move(text));
    }

    std::set<Method> allowed;
    std::vector<std::size_t> captured;  // which segments are parameters, on the way down
    const Entry* found = nullptr;
    const auto walk = [&](const auto& self, const Node& node, std::size_t depth) -> bool {
        if (depth == segments.size()) {
            for (const auto index : node.entries) {
                const Entry& entry = *entries_[index];
                allowed.insert(entry.route.method);
                if (entry.route.method == method) {
                    found = &entry;
                    out.index = index;
                }
            }
            if (!found && method == Method::head)
                for (const auto index : node.entries)
                    if (entries_[index]->route.method == Method::get) {
                        found = entries_[index].get();
                        out.index = index;
                    }
            return found != nullptr;
        }
        if (const auto child = node.literal.find(decoded[depth]); child != node.literal.end())
            if (self(self, *child->second, depth + 1)) return true;
        if (!node.parameter || decoded[depth].empty()) return false;
        captured.push_back(depth);
        if (self(self, *node.parameter, depth + 1)) return true;
        captured.pop_back();
        return false;
    };
    if (walk(walk, *root_, 0)) {
        out.route = &found->route;
        for (std::size_t i = 0; i < captured.size(); ++i)
            out.parameters.emplace_back(found->parameter_names[i], decoded[captured[i]]);
    } else {
        if (allowed.contains(Method::get)) allowed.insert(Method::head);
        out.allowed.assign(allowed.begin(), allowed.end());
    }
    return out;
}

Response Router::dispatch(const Request& request, const Match& match) const {
    if (match.route == nullptr) {
        if (match.allowed.empty()) return error(request, 404);
        Response out = error(request, 405);
        std::string methods;
        for (const auto method : match.allowed) {
            if (!methods.empty()) methods += ", ";
            methods += to_text(method);
        }
        out.header("Allow", methods);
        return out;
    }
    entries_[match.index]->calls.fetch_add(1, std::memory_order_relaxed);
    if (!is_safe(request.method) && !same_site(request)) return error(request, 403);

    Context context(request, match.route, match.parameters);
    const auto proceed = [&] { return match.route->handler(context); };
    Response out = gate_ ? gate_(context, proceed) : proceed();
    // An error without a page gets the one page of its kind, so that refused and absent look alike.
    if (out.status >= 400 && out.content_type.empty() && out.body.empty() && !out.stream) {
        Response page = error(request, out.status);
        for (auto& [name, value] : out.headers) page.headers.emplace_back(name, value);
        return page;
    }
    return out;
}

Response Router::error(const Request& request, int status) const {
    if (!error_page_) return plain_error(request, status);
    try {
        Response out = error_page_(request, status);
        out.status = status;
        return out;
    } catch (const std::exception&) {
        return plain_error(request, status);  // the fault being reported is the one that matters
    }
}

std::vector<Router::Listed> Router::routes() const {
    std::vector<Listed> out;
    out.reserve(entries_.size());
    for (const auto& entry : entries_) out.push_back({entry->route, entry->calls.load()});
    return out;
}

}  // namespace hearth::web
