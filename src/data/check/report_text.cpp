#include <algorithm>

#include "data/check/check_report.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostNames = 5;
constexpr std::size_t kMostKinds = 4;
constexpr std::size_t kRare = 20;  // a size of fewer images than one in so many is not shown
constexpr std::size_t kMostInGroup = 3;
constexpr std::size_t kColumn = 12;
constexpr std::size_t kLine = 80;  // columns of a terminal

std::string size_text(const PixelSize& size) {
  return count_text(std::uint64_t{size.width}) + " x " + count_text(std::uint64_t{size.height});
}

// A paragraph that begins with `start`, in lines of at most kLine columns where it has spaces; the
// others begin below the first one's text.
std::string paragraph(const std::string& start, std::string_view text) {
  const std::size_t room = kLine - start.size();
  std::string lines = start;
  while (text.size() > room) {
    std::size_t end = text.rfind(' ', room);
    if (end == std::string_view::npos) end = text.find(' ');
    if (end == std::string_view::npos) break;
    lines += std::string(text.substr(0, end)) + "\n" + std::string(start.size(), ' ');
    text.remove_prefix(end + 1);
  }
  return lines + std::string(text) + "\n";
}

std::string row(const std::string& title, const std::string& text) {
  return paragraph("  " + title + std::string(kColumn - title.size(), ' '), text);
}

// "1,150 JPEG, 50 PNG, 30 of 3 other formats" or "all JPEG": each value as `text` puts it.
template <typename Value, typename Text>
std::string counts_text(const std::vector<Counted<Value>>& counts, const Text& text,
                        const std::string& others_are, std::size_t most = kMostKinds) {
  if (counts.size() == 1) return "all " + text(counts.front().value);
  if (counts.size() == most + 1) ++most;  // no longer than "1 other"
  std::vector<std::string> parts;
  std::size_t others = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i < most) parts.push_back(count_text(counts[i].count) + " " + text(counts[i].value));
    if (i >= most) others += counts[i].count;
  }
  const std::size_t kinds = counts.size() - parts.size();
  if (kinds > 0) {
    parts.push_back(count_text(others) + " of " + count_text(kinds) + " other " + others_are);
  }
  return join(parts, ", ");
}

std::string sizes_text(const Overview& overview) {
  const auto& sizes = overview.sizes;
  if (sizes.size() == 1) return row("size", "all " + size_text(overview.smallest));
  // Sizes that hardly repeat say nothing.
  const auto rare = std::find_if(sizes.begin(), sizes.end(), [&](const auto& size) {
    return kRare * size.count < overview.usable;
  });
  const auto frequent = static_cast<std::size_t>(rare - sizes.begin());
  const std::size_t most = std::min(kMostKinds, frequent);
  const auto of_size = [](const PixelSize& size) { return "of " + size_text(size); };
  const std::string text = most == 0 ? count_text(sizes.size()) + " different ones"
                                     : counts_text(sizes, of_size, "sizes", most);
  return row("size", text) +
         row("", "smallest " + size_text(overview.smallest) + ", usual " +
                     size_text(overview.median) + ", largest " + size_text(overview.largest));
}

std::string classes_text(const Overview& overview) {
  if (overview.classes.empty()) return {};
  auto classes = overview.classes;
  std::stable_sort(classes.begin(), classes.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  const auto name = [](const std::string& bytes) { return display(bytes); };
  return row("classes", count_text(classes.size()) + ": " + counts_text(classes, name, "classes"));
}

std::string overview_text(const CheckTask& task, const Overview& overview) {
  std::string text = display(task.list.path) + ": " + images_text(task.list.image_count()) + "\n\n";
  if (overview.usable > 0) {
    const auto same = [](const std::string& name) { return name; };
    const auto number = [](int bits) { return "of " + std::to_string(bits); };
    text += row("format", counts_text(overview.formats, same, "formats")) + sizes_text(overview) +
            row("channels", counts_text(overview.channels, same, "kinds")) +
            row("bits", counts_text(overview.bits, number, "depths"));
  }
  text += classes_text(overview);
  const std::string skipped = skipped_text(task.list);
  return skipped.empty() ? text : text + row("skipped", skipped);
}

std::string names_text(const CheckTask& task, const CheckedImages& images, const Finding& finding) {
  std::vector<std::string> names;
  std::size_t widest = 0;
  const std::size_t shown = std::min(finding.images.size(), kMostNames);
  for (std::size_t i = 0; i < shown; ++i) {
    names.push_back(display(task.list.name_of(finding.images[i])));
    widest = std::max(widest, names.back().size());
  }
  constexpr std::size_t kWidestColumn = 40;
  widest = std::min(widest, kWidestColumn);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string detail = display(detail_text(finding, images, finding.images[i]));
    text += "      " + names[i];
    if (!detail.empty()) {
      text += std::string(widest - std::min(widest, names[i].size()), ' ') + "  " + detail;
    }
    text += "\n";
  }
  const std::size_t more = finding.images.size() - shown;
  return more == 0 ? text : text + "      and " + count_text(more) + " more\n";
}

// "a.jpg = b.jpg = c.jpg and 4 more"
std::string group_text(const CheckTask& task, const std::vector<std::uint32_t>& group) {
  std::vector<std::string> names;
  for (const std::uint32_t number : group) {
    if (names.size() < kMostInGroup) names.push_back(display(task.list.name_of(number)));
  }
  const std::size_t more = group.size() - names.size();
  return join(names, " = ") + (more == 0 ? "" : " and " + count_text(more) + " more");
}

std::string groups_text(const CheckTask& task, const Finding& finding) {
  std::string text;
  const std::size_t shown = std::min(finding.groups.size(), kMostNames);
  for (std::size_t i = 0; i < shown; ++i) {
    text += "      " + group_text(task, finding.groups[i]) + "\n";
  }
  const std::size_t more = finding.groups.size() - shown;
  if (more == 0) return text;
  return text + "      and " + count_text(more) + (more == 1 ? " more group\n" : " more groups\n");
}

std::string findings_text(const CheckTask& task, const CheckedImages& images,
                          const Findings& findings, bool stops) {
  std::string text;
  for (const Finding& finding : findings) {
    if (finding.stops != stops) continue;
    text += paragraph("  - ", finding.what) + names_text(task, images, finding) +
            groups_text(task, finding) + paragraph("      -> ", finding.advice);
  }
  const std::string title = stops ? "A training does not start because of this:"
                                  : "Worth a look, though it keeps no training from starting:";
  return text.empty() ? text : "\n" + title + "\n" + text;
}

}  // namespace

std::string report_text(const CheckTask& task, const CheckedImages& images,
                        const CheckReport& report) {
  std::string text = overview_text(task, report.overview);
  text += findings_text(task, images, report.findings, true);
  text += findings_text(task, images, report.findings, false);
  if (!report.starts) return text + "\na training would not start: " + report.reason + "\n";
  return text + "\na training would start: " + images_text(report.training + report.held_out) +
         ", " + count_text(report.held_out) + " of them held out\n";
}

}  // namespace leakygan
