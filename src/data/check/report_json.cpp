#include <nlohmann/json.hpp>

#include "data/check/check_report.h"

namespace leakygan {
namespace {

using Json = nlohmann::ordered_json;

Json size_json(const PixelSize& size) { return {{"width", size.width}, {"height", size.height}}; }

template <typename Value, typename Name>
Json counts_json(const std::vector<Counted<Value>>& counts, const char* key, const Name& name) {
  Json all = Json::array();
  for (const auto& counted : counts) {
    all.push_back({{key, name(counted.value)}, {"count", counted.count}});
  }
  return all;
}

Json sizes_json(const Overview& overview) {
  Json sizes = Json::array();
  for (const auto& [size, count] : overview.sizes) {
    Json one = size_json(size);
    one["count"] = count;
    sizes.push_back(std::move(one));
  }
  return sizes;
}

Json image_json(const CheckTask& task, const CheckedImages& images, const Finding& finding,
                std::uint32_t number) {
  Json image = {{"name", display(task.list.name_of(number))}};
  const std::string detail = detail_text(finding, images, number);
  if (!detail.empty()) image["detail"] = detail;
  return image;
}

Json finding_json(const CheckTask& task, const CheckedImages& images, const Finding& finding) {
  Json json = {{"key", finding.key},       {"stops", finding.stops},  {"what", finding.what},
               {"advice", finding.advice}, {"images", Json::array()}, {"groups", Json::array()}};
  for (const std::uint32_t number : finding.images) {
    json["images"].push_back(image_json(task, images, finding, number));
  }
  for (const auto& group : finding.groups) {
    Json names = Json::array();
    for (const std::uint32_t number : group) names.push_back(display(task.list.name_of(number)));
    json["groups"].push_back(std::move(names));
  }
  return json;
}

}  // namespace

std::string report_json(const CheckTask& task, const CheckedImages& images,
                        const CheckReport& report) {
  const Overview& overview = report.overview;
  const auto same = [](const auto& value) { return value; };
  Json json = {{"path", display(task.list.path)},
               {"starts", report.starts},
               {"reason", report.reason},
               {"training", report.training},
               {"held_out", report.held_out},
               {"images", task.list.image_count()},
               {"usable", overview.usable},
               {"moved", task.moved ? task.moved->files : 0},
               {"skipped", skipped_text(task.list)},
               {"formats", counts_json(overview.formats, "format", same)},
               {"channels", counts_json(overview.channels, "channels", same)},
               {"bits", counts_json(overview.bits, "bits", same)},
               {"classes", counts_json(overview.classes, "name",
                                       [](const std::string& name) { return display(name); })},
               {"sizes", sizes_json(overview)},
               {"smallest", size_json(overview.smallest)},
               {"median", size_json(overview.median)},
               {"largest", size_json(overview.largest)},
               {"findings", Json::array()}};
  for (const Finding& finding : report.findings) {
    json["findings"].push_back(finding_json(task, images, finding));
  }
  // Messages may quote what a file holds.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace leakygan
