// A fixed number of threads and a bounded queue before them.
//
// try_post never blocks: false when the queue is full, which the server answers with 503, so that
// load beyond what the machine can do is refused at once instead of waiting without end. A job that
// throws ends the process: jobs catch their own.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hearth::web {

class WorkerPool {
  public:
    WorkerPool(unsigned threads, std::size_t queue_limit);
    ~WorkerPool();  // finishes what is queued
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    bool try_post(std::function<void()> job);
    // Takes no more jobs, finishes those queued, joins. Idempotent.
    void stop();
    std::size_t waiting() const;

  private:
    void run();
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> jobs_;
    std::size_t limit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace hearth::web
