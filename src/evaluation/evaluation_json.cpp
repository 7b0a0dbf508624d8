#include <nlohmann/json.hpp>

#include "evaluation/evaluate.h"

namespace leakygan {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

// What has to be the same for two of these numbers to be compared.
std::string protocol(const Evaluation& evaluation, const Comparison& comparison,
                     const Score& score) {
  return score.info.title + ", " + evaluation.protocol + ", " + std::to_string(comparison.real) +
         " " + evaluation.real_kind + ", " + std::to_string(comparison.fake) + " fake";
}

Json to_json(const Evaluation& evaluation, const Comparison& comparison) {
  Json scores = Json::object();
  for (const Score& score : comparison.scores) {
    Json one = {{"value", number(score.value)}, {"better", score.info.better}};
    if (score.standard_error) one["standard_error"] = *score.standard_error;
    if (!score.note.empty()) one["note"] = score.note;
    one["protocol"] = protocol(evaluation, comparison, score);
    scores[score.info.key] = std::move(one);
  }
  return {{"comparison", comparison.key},
          {"real_images", comparison.real},
          {"fake_images", comparison.fake},
          {"scores", std::move(scores)}};
}

Json to_json(const ShapeModes& modes) {
  Json counts = Json::object();
  for (std::size_t i = 0; i < modes.names.size(); ++i) counts[modes.names[i]] = modes.counts[i];
  return {{"counts", std::move(counts)}, {"none_clearly", modes.rejected}};
}

}  // namespace

Json evaluation_json(const Evaluation& evaluation) {
  Json json = {{"fakes", evaluation.fakes},
               {"real", evaluation.reals},
               {"features", evaluation.protocol},
               {"comparisons", Json::array()},
               {"warnings", evaluation.warnings}};
  for (const Comparison& comparison : evaluation.comparisons) {
    json["comparisons"].push_back(to_json(evaluation, comparison));
  }
  if (evaluation.memorization) {
    const Memorization& found = *evaluation.memorization;
    json["memorization"] = {{"fakes", found.fakes},
                            {"training_images", found.training},
                            {"nearer_than_held_out_in_pixels", number(found.pixels)},
                            {"nearer_than_held_out_in_features", number(found.features)},
                            {"pictures", Json::array()}};
    for (const NamedPicture& picture : found.pictures) {
      if (evaluation.out.empty()) break;
      json["memorization"]["pictures"].push_back(display(evaluation.out / picture.name));
    }
  }
  if (evaluation.fake_modes) {
    json["shapes"] = {{"fakes", to_json(*evaluation.fake_modes)},
                      {"real", to_json(*evaluation.real_modes)}};
  }
  return json;
}

}  // namespace leakygan
