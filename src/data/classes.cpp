#include "data/classes.h"

#include <strings.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "support/error.h"
#include "support/files.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Without the "./" that archives write before some names.
std::string_view plain_name(const ImageFile& file) {
  std::string_view name = file.name;
  while (name.starts_with("./")) name.remove_prefix(2);
  return name;
}

// Length of "photos/" when everything in the archive lies in photos/, else 0.
std::size_t common_folder(const ImageList& list) {
  if (list.place != Place::archive) return 0;
  const std::string_view first = plain_name(list.files.front());
  const std::size_t length = first.find('/') + 1;  // 0 when there is none
  const std::string_view folder = first.substr(0, length);
  const bool all = std::all_of(list.files.begin(), list.files.end(), [&](const ImageFile& file) {
    return plain_name(file).starts_with(folder);
  });
  return all ? length : 0;
}

std::string class_of(const ImageFile& file, std::size_t skipped, const ImageRecord& record) {
  const std::string_view name = plain_name(file).substr(skipped);
  const auto slash = name.find('/');
  if (slash != std::string_view::npos) return std::string(name.substr(0, slash));
  const bool labelled = record.label != ImageRecord::kNoLabel;
  return labelled ? std::to_string(record.label) : std::string();
}

// Whether a folder of this name is a part of a data set rather than a class.
bool names_part(const std::string& folder) {
  static constexpr std::array kParts = {"train", "training",   "test", "testing", "val",
                                        "valid", "validation", "dev",  "eval",    "holdout"};
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](const char* part) { return strcasecmp(folder.c_str(), part) == 0; });
}

std::string quoted(const std::string& folder) { return "'" + display(folder) + "'"; }

// What speaks against the folders' names.
std::string doubt_about_names(const std::vector<std::string>& names) {
  if (names.size() == 1) return "there is one folder only, " + quoted(names.front());
  std::set<std::string> shown;
  for (const std::string& name : names) {
    if (names_part(name)) return quoted(name) + " is a part of a data set rather than a class";
    if (!shown.insert(display(name)).second) return "two folders read as " + quoted(name);
  }
  return {};
}

std::string doubt_about_sizes(const Classes& classes) {
  const auto sizes = class_counts(classes);
  const auto least = std::min_element(sizes.begin(), sizes.end());
  if (*least >= kClassImages) return {};
  const auto& name = classes.names[static_cast<std::size_t>(least - sizes.begin())];
  return quoted(name) + " has " + count_text(*least) + " images to train on, fewer than " +
         count_text(kClassImages);
}

}  // namespace

std::vector<std::size_t> class_counts(const Classes& classes) {
  std::vector<std::size_t> counts(classes.names.size());
  for (const std::uint32_t index : classes.of_image) ++counts[index];
  return counts;
}

Classes sort_by_class(const ImageList& list, const Inventory& inventory,
                      const std::vector<std::uint32_t>& numbers) {
  const std::size_t skipped = common_folder(list);
  std::map<std::string, std::uint32_t> classes;
  std::vector<std::string> of_image;
  for (const std::uint32_t number : numbers) {
    of_image.push_back(
        class_of(list.files[list.file_of(number)], skipped, inventory.images[number]));
    if (!of_image.back().empty()) classes.emplace(of_image.back(), 0);
  }
  Classes found;
  for (auto& [name, index] : classes) {
    index = static_cast<std::uint32_t>(found.names.size());
    found.names.push_back(name);
  }
  for (const std::string& name : of_image) {
    found.of_image.push_back(name.empty() ? Classes::kNone : classes[name]);
  }
  return found;
}

void check_classes(const ImageList& list, const Inventory& inventory,
                   const std::vector<std::uint32_t>& numbers) {
  const Classes found = sort_by_class(list, inventory, numbers);
  const auto without = std::find(found.of_image.begin(), found.of_image.end(), Classes::kNone);
  if (without == found.of_image.end()) return;
  const auto place = static_cast<std::size_t>(without - found.of_image.begin());
  throw Error(list.where(numbers[place]) +
              ": is in no class: with data.classes: folders every image lies in a folder that is "
              "its class; move it, or take data.classes: none");
}

std::string why_no_classes(const ImageList& list, const Inventory& inventory,
                           const std::vector<std::uint32_t>& all,
                           const std::vector<std::uint32_t>& trained) {
  const Classes of_all = sort_by_class(list, inventory, all);
  if (of_all.names.empty()) return "the images are in no folders of their own";
  const auto without = std::count(of_all.of_image.begin(), of_all.of_image.end(), Classes::kNone);
  if (without > 0) {
    return count_text(without) + " of " + count_text(all.size()) + " images are in no folder";
  }
  const std::string doubt = doubt_about_names(of_all.names);
  return doubt.empty() ? doubt_about_sizes(sort_by_class(list, inventory, trained)) : doubt;
}

}  // namespace leakygan
