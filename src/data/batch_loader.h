#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "data/batch_order.h"
#include "data/dataset.h"

namespace leakygan {

// The pixels of a batch, [N, H, W, C], 0 to 255, and their hash.
struct LoadedBatch {
  std::vector<std::uint8_t> pixels;
  std::uint64_t hash = 0;
  std::vector<std::int64_t> classes = {};  // of each image; empty when images have none

  bool operator==(const LoadedBatch&) const = default;
};

// Makes batches of training images ahead of the one that is asked for, on threads of its own, so
// that a step need not wait for them.
class BatchLoader {
 public:
  // `dataset` must outlive this and have at least one image. At least one worker.
  BatchLoader(const Dataset& dataset, BatchOrder order, std::int64_t batch, int workers);
  BatchLoader(const BatchLoader&) = delete;
  BatchLoader& operator=(const BatchLoader&) = delete;
  ~BatchLoader();

  // Batch number `step`. Waits if it is not made yet, which after the first it should be when steps
  // are asked for one after another. Throws what Dataset::copy throws.
  LoadedBatch take(std::int64_t step);

 private:
  struct Result {
    LoadedBatch batch;
    std::exception_ptr failure;
  };
  void work(const std::stop_token& stop);
  Result make(std::int64_t step, BatchOrder& order) const;

  const Dataset& dataset_;
  const BatchOrder order_;
  const std::int64_t batch_;
  const std::int64_t most_ahead_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::int64_t expected_ = -1;  // the step that will be asked for next; -1: none was yet
  std::int64_t next_ = 0;       // the first that no worker has begun
  std::map<std::int64_t, Result> ready_;
  std::vector<std::jthread> workers_;  // the last member: they use the others
};

}  // namespace leakygan
