#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "evaluation/evaluate.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kTwoSided95 = 1.96;
constexpr int kTitle = 22;
constexpr int kColumn = 16;

std::string padded(const std::string& text, int width) {
  const auto length = static_cast<int>(text.size());
  return length >= width ? text : std::string(static_cast<std::size_t>(width - length), ' ') + text;
}

std::string value_text(const Score& score) {
  return score.value ? short_number(*score.value) : "-";
}

std::string error_text(const Score& score) {
  return score.standard_error ? "+-" + short_number(kTwoSided95 * *score.standard_error) : "-";
}

// A line of the table: a title, a cell for each comparison, which way is better.
template <typename Cell>
std::string line(const Evaluation& evaluation, const std::string& title, const std::string& better,
                 const Cell& cell) {
  std::string text = title + std::string(kTitle - std::min<std::size_t>(title.size(), kTitle), ' ');
  for (const Comparison& comparison : evaluation.comparisons) {
    text += padded(cell(comparison), kColumn);
  }
  return text + (better.empty() ? "" : "   " + better) + "\n";
}

std::string table(const Evaluation& evaluation) {
  std::string text = line(evaluation, "", "better", [](const auto& c) { return c.title; });
  text += line(evaluation, "images (real/fake)", "",
               [](const auto& c) { return std::to_string(c.real) + "/" + std::to_string(c.fake); });
  const auto& scores = evaluation.comparisons.front().scores;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const ScoreInfo& info = scores[i].info;
    text += line(evaluation, info.title, info.better,
                 [&](const auto& c) { return value_text(c.scores[i]); });
    if (!scores[i].standard_error) continue;
    text += line(evaluation, "  95% interval", "",
                 [&](const auto& c) { return error_text(c.scores[i]); });
  }
  return text;
}

// Each once, though several scores of a metric have the same.
std::string notes(const Evaluation& evaluation) {
  std::set<std::string> told;
  std::string text;
  for (const Comparison& comparison : evaluation.comparisons) {
    for (const Score& score : comparison.scores) {
      if (score.note.empty() || !told.insert(comparison.key + score.note).second) continue;
      text += comparison.title + ", " + score.info.title + ": " + score.note + "\n";
    }
  }
  return text.empty() ? text : "\n" + text;
}

std::string memorization_text(const Evaluation& evaluation) {
  if (!evaluation.memorization) return {};
  const Memorization& found = *evaluation.memorization;
  std::string text;
  if (found.pixels && found.features) {
    text += "\nmemorisation: of " + count_text(found.fakes) + " fakes and " +
            count_text(found.training) +
            " training images: a fake is nearer to one\nthan a held-out "
            "image is with probability " +
            short_number(*found.pixels) + " in pixels, " + short_number(*found.features) +
            " in features\n(0.5: like new images; near 1: copies)\n";
  }
  if (evaluation.out.empty()) return text;
  for (const NamedPicture& picture : found.pictures) {
    text += "nearest training images: " + display(evaluation.out / picture.name) + "\n";
  }
  return text;
}

std::string percent(std::size_t part, std::size_t whole) {
  std::array<char, 32> text{};
  std::snprintf(
      text.data(), text.size(), "%.1f%%",
      100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1)));
  return text.data();
}

std::string modes_text(const Evaluation& evaluation) {
  if (!evaluation.fake_modes || !evaluation.real_modes) return {};
  const Comparison& counts = evaluation.comparisons.front();
  std::string text = "\nshapes                           fakes            real\n";
  const auto add = [&](const std::string& name, std::size_t fake, std::size_t real) {
    text += name + std::string(kTitle - std::min<std::size_t>(name.size(), kTitle), ' ') +
            padded(percent(fake, counts.fake), kColumn) +
            padded(percent(real, counts.real), kColumn) + "\n";
  };
  for (std::size_t i = 0; i < evaluation.fake_modes->names.size(); ++i) {
    add(evaluation.fake_modes->names[i], evaluation.fake_modes->counts[i],
        evaluation.real_modes->counts[i]);
  }
  add("none clearly", evaluation.fake_modes->rejected, evaluation.real_modes->rejected);
  return text;
}

}  // namespace

std::string evaluation_text(const Evaluation& evaluation) {
  std::string text = "fakes     " + evaluation.fakes + "\nreal      " + evaluation.reals +
                     "\nfeatures  " + evaluation.protocol + "\n\n" + table(evaluation) +
                     notes(evaluation) + memorization_text(evaluation) + modes_text(evaluation);
  for (const std::string& warning : evaluation.warnings) text += "\nwarning: " + warning + "\n";
  return text;
}

}  // namespace leakygan
