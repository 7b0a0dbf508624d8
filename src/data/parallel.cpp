#include "data/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "support/signals.h"

namespace leakygan {
namespace {

constexpr auto kBetweenReports = std::chrono::milliseconds(200);

// What the threads of one parallel_for share.
class Work {
 public:
  Work(std::size_t count, int threads) : count_(count), running_(threads) {}

  void run(const std::stop_token& stop, const std::string& doing,
           const std::function<void(std::size_t)>& body) {
    try {
      while (!stop.stop_requested() && !failed_) {
        throw_if_stopped(doing);
        const std::size_t index = next_++;
        if (index >= count_) break;
        body(index);
        ++done_;
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      failed_ = true;
    }
    const std::lock_guard lock(mutex_);
    --running_;
    finished_.notify_all();
  }

  // False when some thread is still at work after the time of a report.
  bool wait() {
    std::unique_lock lock(mutex_);
    return finished_.wait_for(lock, kBetweenReports, [this] { return running_ == 0; });
  }

  std::size_t done() const { return done_; }

  void rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  const std::size_t count_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::condition_variable finished_;
  int running_;
  std::exception_ptr failure_;
};

}  // namespace

void parallel_for(std::size_t count, int threads, const std::string& doing,
                  const std::function<void(std::size_t)>& body, const Progress& progress) {
  threads = std::max(threads, 1);
  Work work(count, threads);
  {
    // The threads stop and are joined here, also when `progress` throws.
    std::vector<std::jthread> workers;
    workers.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&](const std::stop_token& stop) { work.run(stop, doing, body); });
    }
    while (!work.wait()) {
      if (progress) progress(work.done(), count);
    }
  }
  work.rethrow_failure();
  if (progress) progress(count, count);
}

}  // namespace leakygan
