// The same work on several threads, each told which it is; done when all are.
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

}  // namespace hearth::identity::linkage
