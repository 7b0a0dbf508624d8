#include "data/batch_loader.h"

#include "support/hash.h"

namespace leakygan {
BatchLoader::BatchLoader(const Dataset& dataset, BatchOrder order, std::int64_t batch, int workers)
    : dataset_(dataset), order_(std::move(order)), batch_(batch), most_ahead_(workers + 1) {
  for (int i = 0; i < workers; ++i) {
    workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
}

BatchLoader::~BatchLoader() {
  for (auto& worker : workers_) worker.request_stop();
  workers_.clear();
}

LoadedBatch BatchLoader::take(std::int64_t step) {
  std::unique_lock lock(mutex_);
  if (step != expected_) {
    ready_.clear();
    next_ = step;
  }
  expected_ = step;
  changed_.notify_all();
  changed_.wait(lock, [&] { return ready_.contains(step); });
  Result result = std::move(ready_.extract(step).mapped());
  expected_ = step + 1;
  changed_.notify_all();
  if (result.failure) std::rethrow_exception(result.failure);
  return std::move(result.batch);
}

void BatchLoader::work(const std::stop_token& stop) {
  BatchOrder order = order_;
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop,
                       [&] { return expected_ >= 0 && next_ < expected_ + most_ahead_; })) {
    const std::int64_t step = next_++;
    lock.unlock();
    Result result = make(step, order);
    lock.lock();
    // Others may be wanted by now.
    if (step >= expected_ && step < next_) ready_.insert_or_assign(step, std::move(result));
    changed_.notify_all();
  }
}

BatchLoader::Result BatchLoader::make(std::int64_t step, BatchOrder& order) const {
  const ImageShape& shape = dataset_.shape;
  const auto bytes = static_cast<std::size_t>(shape.height * shape.width * shape.channels);
  const auto& of_image = dataset_.classes.of_image;
  Result result;
  try {
    auto& pixels = result.batch.pixels;
    pixels.resize(static_cast<std::size_t>(batch_) * bytes);
    TrainingImage image;
    for (std::int64_t i = 0; i < batch_; ++i) {
      const Shown shown = order.shown(step * batch_ + i);
      const std::size_t found = dataset_.copy(shown.image, image);
      if (!of_image.empty()) result.batch.classes.push_back(of_image[found]);
      show_image(image, shown, shape, pixels.data() + static_cast<std::size_t>(i) * bytes);
    }
    const auto* text = reinterpret_cast<const char*>(pixels.data());
    result.batch.hash = hash_bytes(kHashStart, {text, pixels.size()});
  } catch (...) {
    result.failure = std::current_exception();
  }
  return result;
}

}  // namespace leakygan
