#include <algorithm>
#include <utility>

#include "data/scan.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostNames = 3;

using Counts = std::map<std::string, std::size_t>;

std::string counted(std::size_t count, const std::string& what) {
  return count_text(count) + " " + what;
}

// "20 .webp, 3 .txt, 9 other files": the most frequent by name, since data sets with thousands of
// extensions exist (file.0001, file.0002, ...).
std::string extensions_text(const Counts& counts) {
  std::vector<std::pair<std::string, std::size_t>> order;
  std::size_t others = 0;
  for (const auto& [extension, count] : counts) {
    if (extension.empty()) {
      others += count;
    } else {
      order.emplace_back(extension, count);
    }
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> parts;
  for (const auto& [extension, count] : order) {
    if (parts.size() < kMostNames) {
      parts.push_back(counted(count, extension));
    } else {
      others += count;
    }
  }
  if (others > 0) parts.push_back(counted(others, others == 1 ? "other file" : "other files"));
  return join(parts, ", ");
}

// "2 broken links (a.png, b, ...)"
std::string named(const std::vector<std::string>& links, const std::string& one,
                  const std::string& many) {
  std::vector<std::string> names;
  for (const std::string& link : links) {
    if (names.size() < kMostNames) names.push_back(display(link));
  }
  if (links.size() > kMostNames) names.push_back("...");
  return counted(links.size(), links.size() == 1 ? one : many) + " (" + join(names, ", ") + ")";
}

}  // namespace

std::string skipped_text(const ImageList& list) {
  std::vector<std::string> parts;
  if (!list.unread.empty()) {
    parts.push_back(extensions_text(list.unread) + ", which this build does not read");
  }
  if (list.hidden > 0) parts.push_back(counted(list.hidden, "hidden"));
  if (list.runs > 0) {
    parts.push_back(counted(list.runs, list.runs == 1 ? "folder of a run" : "folders of runs"));
  }
  if (!list.other.empty()) parts.push_back(extensions_text(list.other));
  if (list.repeated > 0) {
    const std::string links = list.repeated == 1 ? "link" : "links";
    parts.push_back(counted(list.repeated, links + " to what is there already"));
  }
  if (!list.broken_links.empty()) {
    parts.push_back(named(list.broken_links, "broken link", "broken links"));
  }
  if (!list.loops.empty()) {
    parts.push_back(named(list.loops, "link in a circle", "links in a circle"));
  }
  return join(parts, "; ");
}

std::string summary(const ImageList& list) {
  const std::size_t count = list.image_count();
  const std::string images = counted(count, count == 1 ? "image" : "images");
  const std::string skipped = skipped_text(list);
  return skipped.empty() ? images : images + " (skipped: " + skipped + ")";
}

}  // namespace leakygan
