#include "study/plan.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const LayoutSpeed& speed) {
  return {{"parallel", speed.layout.parallel},
          {"threads", speed.layout.threads},
          {"images_per_second", speed.images_per_second},
          {"seconds_to_start", speed.seconds_to_start},
          {"seconds_to_measure", speed.seconds_to_measure},
          {"memory_bytes", speed.memory},
          {"convolutions", speed.convolutions}};
}

LayoutSpeed speed_from_json(const ordered_json& json) {
  return {{json.at("parallel"), json.at("threads")},
          json.at("images_per_second"),
          json.at("seconds_to_start"),
          json.at("seconds_to_measure"),
          json.at("memory_bytes"),
          json.at("convolutions")};
}

}  // namespace

ordered_json to_json(const StudyPlan& plan) {
  ordered_json measured = ordered_json::array();
  for (const auto& speed : plan.measured) measured.push_back(to_json(speed));
  return {{"program", plan.program},
          {"images", plan.images},
          {"parallel", plan.layout.parallel},
          {"threads", plan.layout.threads},
          {"measured", measured},
          {"holdout", plan.holdout},
          {"fingerprint", plan.fingerprint},
          {"reference", plan.reference}};
}

StudyPlan plan_from_json(const ordered_json& json) {
  StudyPlan plan = {.program = json.at("program"),
                    .images = json.at("images"),
                    .layout = {json.at("parallel"), json.at("threads")},
                    .holdout = json.at("holdout"),
                    .fingerprint = json.at("fingerprint"),
                    .reference = json.at("reference")};
  for (const auto& speed : json.at("measured")) plan.measured.push_back(speed_from_json(speed));
  return plan;
}

}  // namespace leakygan
