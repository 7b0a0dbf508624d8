#include "config/schema.h"

#include "config/schema_parts.h"

namespace leakygan {
namespace {

void add_general_keys(std::vector<Key>& keys) {
  add(keys,
      text_key("name", FIELD(name), "from data",
               "Name of the run and of its folder; the data folder's if not given."),
      {"run_name", "experiment"});
  add(keys, seed_key("seed", FIELD(seed), "All random numbers of a run follow from it."),
      {"manual_seed", "random_seed"});
  add(keys, changeable(choice_key("device", FIELD(device), {"auto", "cpu", "cuda"},
                                  "Where the networks run; auto takes a CUDA GPU if there is "
                                  "one.")));
  add(keys,
      changeable(open_key("threads", FIELD(threads), "auto", between(1, 1024), "threads",
                          "CPU threads for decoding and training; auto takes what LibTorch finds "
                          "(OMP_NUM_THREADS is obeyed).")),
      {"num_threads", "cpu_threads"});
  add(keys, choice_key("convolution", FIELD(convolution), {"auto", "direct", "winograd"},
                       "How convolutions are computed on the CPU: by LibTorch (direct), with fewer "
                       "multiplications (winograd), or each as is faster by a measurement at the "
                       "start (auto). It changes the last digits of numbers, nothing else."));
}

std::vector<Key> make_schema() {
  std::vector<Key> keys;
  add_general_keys(keys);
  add_data_keys(keys);
  add_network_keys(keys);
  add_training_keys(keys);
  add_output_keys(keys);
  for (auto& key : keys) {
    if (key.default_text.empty()) key.default_text = key.text(Config{}).value();
  }
  return keys;
}

}  // namespace

const std::vector<Key>& schema() {
  static const std::vector<Key> keys = make_schema();
  return keys;
}

}  // namespace leakygan
