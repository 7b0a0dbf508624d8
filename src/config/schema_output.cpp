#include "config/metric_names.h"
#include "config/schema_parts.h"

namespace leakygan {
namespace {

// What every.evaluate does.
void add_evaluate_keys(std::vector<Key>& keys) {
  add(keys,
      list_key("evaluate.metrics", FIELD(evaluate.metrics), metric_names(),
               "Metrics that measure the generator during training, against held-out images, of "
               "which there must be 256; `[]` is none (docs/METRICS.md)."),
      {"metrics", "fid"});
  std::vector<std::string> scores = score_names();
  scores.insert(scores.begin(), "auto");
  add(keys, choice_key("evaluate.best", FIELD(evaluate.best), scores,
                       "Score of these metrics that decides which checkpoint is the best and kept; "
                       "auto is the first of the first metric."));
  add(keys, open_key("evaluate.images", FIELD(evaluate.images), "auto", between(2, 1e6), "images",
                     "Samples that are measured, and at most as many held-out images; auto is as "
                     "many samples as there are held-out images, 1,000 to 5,000."));
  add(keys,
      text_key(
          "evaluate.features", FIELD(evaluate.features), "random",
          "Feature space: random needs no file; else a TorchScript file, whose code is run, so "
          "take files from people you trust."),
      {"inception", "detector"});
}

// Lets the number of a key be "none", which its field holds as 0.
Key or_none(Key key) {
  key.type.insert(key.type.find(','), ", none");
  key.set = [set = key.set](Config& c, const Value& value) {
    const bool is_none = !value.is_list && value.items.front() == "none";
    return set(c, is_none ? Value{{"0"}} : value);
  };
  key.text = [text = key.text](const Config& c) {
    const auto written = text(c);
    return written == "0" ? "none" : written;
  };
  return key;
}

}  // namespace

void add_output_keys(std::vector<Key>& keys) {
  add(keys, changeable(open_key("every.log", FIELD(every.log), "auto", kImages, "images",
                                "Between two lines of metrics.jsonl; auto is 10 steps.")));
  add(keys, changeable(open_key("every.sample", FIELD(every.sample), "auto", kImages, "images",
                                "Between two grids of samples; auto is 200 steps.")));
  add(keys,
      changeable(
          open_key("every.checkpoint", FIELD(every.checkpoint), "auto", kImages, "images",
                   "Between two checkpoints; auto is 5 minutes. One is always written at the "
                   "end.")),
      {"save_interval", "snap"});
  add(keys,
      changeable(open_key("every.evaluate", FIELD(every.evaluate), "auto", kImages, "images",
                          "Between two measurements of the generator; auto is 5 minutes. One is "
                          "always made at the end.")),
      {"eval_interval", "fid_interval"});
  add(keys,
      changeable(or_none(open_key(
          "every.probe", FIELD(every.probe), "auto", {.low = 0, .high = 1e15}, "images",
          "Between two probes of the activations (docs/PROBE.md); auto is 200 steps, at "
          "least 20,000 images; none, or 0, is never. Else one is always made at the end."))));
  add_evaluate_keys(keys);
  add(keys,
      changeable(number_key("keep.checkpoints", FIELD(keep.checkpoints), between(1, 1e6), "files",
                            "How many of the newest checkpoints stay on the disk.")),
      {"keep_last", "save_total_limit", "max_to_keep"});
}

}  // namespace leakygan
