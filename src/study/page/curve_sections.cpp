#include <algorithm>

#include "study/curves.h"
#include "study/page/sections.h"
#include "support/text.h"

namespace leakygan {
namespace {

// A measure as the page shows it.
struct Shown {
  std::string measure;
  std::string title;
  std::string axis;
  std::string note = {};
  bool from_zero = true;
};

bool has_points(const StudyResults& results, const std::string& measure, std::size_t least) {
  for (const auto& runs : results.records) {
    for (const RunRecord& run : runs) {
      if (curve_of(run.curves, measure).points.size() >= least) return true;
    }
  }
  return false;
}

// The medians of an arm; none where it has no such curve.
std::vector<ArmPoint> medians_of(const StudyResults& results, std::size_t arm,
                                 const std::string& measure) {
  const auto& curves = results.curves[arm];
  const auto found = std::find_if(curves.begin(), curves.end(),
                                  [&](const ArmCurve& curve) { return curve.measure == measure; });
  return found != curves.end() ? found->points : std::vector<ArmPoint>();
}

// The medians of the arms near the quarters of a run.
TextTable medians(const StudyResults& results, const std::string& measure) {
  TextTable table = {{"arm"}, {}};
  const auto images = static_cast<double>(results.plan.images);
  for (const double part : {0.25, 0.5, 0.75, 1.0}) {
    table.header.push_back(short_number(100 * part) + "% of the run");
  }
  for (std::size_t arm = 0; arm < results.records.size(); ++arm) {
    std::vector<std::string> row = {results.facts.arms[arm].name};
    const auto points = medians_of(results, arm, measure);
    for (const double part : {0.25, 0.5, 0.75, 1.0}) {
      const ArmPoint* last = nullptr;  // before that place
      for (const ArmPoint& point : points) {
        if (point.images <= part * images * (1 + 1e-9)) last = &point;
      }
      row.push_back(last != nullptr ? short_number(last->median) : "-");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

// A thin line for each run, a thick one for the median of each arm.
Figure figure_of(const StudyResults& results, const Shown& shown) {
  XyChart chart = {.title = shown.title + " during training, by arm",
                   .x_label = "images shown",
                   .y_label = shown.axis,
                   .from_zero = shown.from_zero};
  for (std::size_t arm = 0; arm < results.records.size(); ++arm) {
    for (const RunRecord& run : results.records[arm]) {
      const Curve curve = curve_of(run.curves, shown.measure);
      if (curve.points.empty()) continue;
      chart.series.push_back(
          {results.facts.arms[arm].name, arm, Drawing::faint_line, curve.points});
    }
  }
  for (std::size_t arm = 0; arm < results.records.size(); ++arm) {
    Series line = {results.facts.arms[arm].name, arm, Drawing::line};
    for (const ArmPoint& point : medians_of(results, arm, shown.measure)) {
      line.points.push_back({point.images, point.median});
    }
    if (!line.points.empty()) chart.series.push_back(std::move(line));
  }
  return {.caption = shown.title,
          .drawing = draw(chart),
          .legend = legend(chart.series),
          .note = shown.note,
          .numbers = medians(results, shown.measure),
          .source = "progress.csv; of single runs: curves.csv"};
}

std::vector<Figure> figures_of(const StudyResults& results, const std::vector<Shown>& all,
                               std::size_t least_points) {
  std::vector<Figure> shown;
  for (const Shown& one : all) {
    if (has_points(results, one.measure, least_points)) {
      shown.push_back(figure_of(results, one));
    }
  }
  return shown;
}

}  // namespace

Section inside_section(const StudyResults& results) {
  const std::vector<Shown> all = {
      {"dead_share", "Dead channels", "share of channels",
       "No image of the probe gives them a derivative. A leaky channel cannot be dead."},
      {"inactive_share", "Inactive channels", "share of channels",
       "Their input is at most 0 for every image of the probe: of relu these are the dead ones."},
      {"dormant_share", "Dormant channels (0.1)", "share of channels",
       "Mean absolute activation at most a tenth of the layer's mean (Sokar et al. 2023)."},
      {"gradient_sparsity", "Sparsity of the gradient", "share of zeros",
       "Share of d logit / dz that is exactly 0. A leaky arm has none by definition."},
      {"generator_signal", "What the generator is given", "gradient / logit deviation",
       "Norm of d logit / d image at generated images over the logits' standard deviation."}};
  Section section = {"inside", "Inside the networks", {}};
  const auto shown = figures_of(results, all, 1);
  if (shown.empty()) {
    section.content = paragraph("No probe has looked into the networks so far.");
    return section;
  }
  std::string networks;
  for (const auto& name : varied_networks(results.study)) {
    networks += (networks.empty() ? "the " : " and the ") + name;
  }
  section.content = paragraph("What probes saw of all layers of " + networks +
                              " together. Thin lines are runs, thick ones the median of an arm.");
  section.content += figures(shown);
  return section;
}

Section learning_section(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  Section section = {"learning", "Learning curves", {}};
  auto shown =
      figures_of(results,
                 {{results.study.score(), facts.metric, facts.metric,
                   std::string(facts.lower_is_better ? "Lower" : "Higher") + " is better.", false}},
                 2);
  for (auto& more :
       figures_of(results,
                  {{"discriminator_loss", "Loss of the discriminator", "loss", "", false},
                   {"generator_loss", "Loss of the generator", "loss", "", false},
                   {"sample_distance", "Variety of samples", "distance, real images' = 1",
                    "Mean distance of two samples over that of two real images: near 0 all samples "
                    "are alike."}},
                  1)) {
    shown.push_back(std::move(more));
  }
  if (shown.empty()) {
    section.content = paragraph("No run has been trained so far.");
    return section;
  }
  section.content = paragraph(
      "Thin lines are runs, thick ones the median of an arm. The losses of two arms are not "
      "comparable as qualities: each is against its own opponent.");
  section.content += figures(shown);
  return section;
}

}  // namespace leakygan
