// Finds the files under outputs/ of each layer, lays them over each other, and checks the whole.
#include <set>

#include "practice/read_output.h"

namespace hearth::practice {
namespace {

template <class T, class Put>
void place(std::vector<T>& read, std::string_view what, std::set<std::string>& seen,
           Problems& problems, const Put& put) {
    for (T& one : read) {
        if (!seen.insert(std::string(what) + " " + one.id).second) {
            report(problems, one.where,
                   "the " + std::string(what) + " \"" + one.id + "\" is in this layer twice",
                   "Give one of them another id.");
            continue;
        }
        put(std::move(one));
    }
}

}  // namespace

LoadedOutputs load_outputs(const Files& files, const Practice& practice,
                           const LoadOptions& options) {
    LoadedOutputs out;
    std::vector<std::string> layers;
    if (const auto profile = files.find(practice.id + "/profile.yaml"); profile != files.end()) {
        Problems told_by_the_loader;
        Practice ignored;
        if (const auto node = parse_yaml(profile->first, profile->second, told_by_the_loader))
            layers = read_profile(*node, ignored, told_by_the_loader);
    }
    layers.push_back(practice.id);
    for (const auto& layer : layers) {
        const std::string folder = layer + "/outputs/";
        std::set<std::string> seen;
        for (auto at = files.lower_bound(folder);
             at != files.end() && at->first.starts_with(folder); ++at) {
            if (!at->first.ends_with(".yaml")) continue;
            const auto node = parse_yaml(at->first, at->second, out.problems);
            if (!node) continue;
            if (at->first == folder + "readers.yaml") {
                std::vector<OutputReader> readers;
                read_output_readers(*node, readers, out.problems);
                place(readers, "reader", seen, out.problems, [&](OutputReader one) {
                    const std::string id = one.id;
                    out.outputs.readers.insert_or_assign(id, std::move(one));
                });
                continue;
            }
            std::vector<Output> read;
            if (auto one = read_output(*node, out.problems)) read.push_back(std::move(*one));
            place(read, "output", seen, out.problems, [&](Output one) {
                const std::string id = one.id;
                out.outputs.outputs.insert_or_assign(id, std::move(one));
            });
        }
    }
    check_outputs(practice, out.outputs, options, out.problems);
    sort_problems(out.problems);
    return out;
}

}  // namespace hearth::practice
