// The same work on several threads, each told which it is, or which part of so many is its own;
// done when all are.
#pragma once
#include <cstddef>
#include <thread>
#include <vector>

namespace hearth::identity::linkage {

template <class Work>
void in_parallel(std::size_t threads, Work work) {
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < threads; ++t) others.emplace_back([&work, t] { work(t); });
    work(0);
    for (auto& other : others) other.join();
}

// work(from, to): the parts follow each other and are all.
template <class Work>
void in_parts(std::size_t threads, std::size_t count, Work work) {
    in_parallel(threads,
                [&](std::size_t t) { work(count * t / threads, count * (t + 1) / threads); });
}

}  // namespace hearth::identity::linkage
