#include <algorithm>

#include "report/run/run_sections.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Curves that belong on one chart.
struct Shown {
  std::string title;
  std::string axis;
  std::vector<std::pair<std::string, std::string>> measures;  // with the name of each
  std::string note = {};
  bool from_zero = false;
  Spacing spacing = Spacing::linear;
};

// The values at the quarters of the run, each of the last point before.
TextTable quarters(const RunView& run, const Shown& shown) {
  TextTable table = {{"measure", "25% of the run", "50%", "75%", "the end"}, {}};
  for (const auto& [measure, name] : shown.measures) {
    const Curve curve = curve_of(run.curves, measure);
    if (curve.points.empty()) continue;
    std::vector<std::string> row = {name};
    for (const double part : {0.25, 0.5, 0.75, 1.0}) {
      const Point* last = nullptr;
      for (const Point& point : curve.points) {
        if (point.x <= part * static_cast<double>(run.images) * (1 + 1e-9)) last = &point;
      }
      row.push_back(last != nullptr ? short_number(last->y) : "-");
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Figure> figures_of(const RunView& run, const std::vector<Shown>& all) {
  std::vector<Figure> shown;
  for (const Shown& one : all) {
    XyChart chart = {.title = one.title + " during the training",
                     .x_label = "images shown",
                     .y_label = one.axis,
                     .y_spacing = one.spacing,
                     .from_zero = one.from_zero};
    for (std::size_t i = 0; i < one.measures.size(); ++i) {
      const auto& [measure, name] = one.measures[i];
      const Curve curve = curve_of(run.curves, measure);
      if (curve.points.size() < 2) continue;  // no curve
      chart.series.push_back({name, i, Drawing::line, curve.points});
    }
    if (chart.series.empty()) continue;
    shown.push_back({.caption = one.title,
                     .drawing = draw(chart),
                     .legend = chart.series.size() > 1 ? legend(chart.series) : Html(),
                     .note = one.note,
                     .numbers = quarters(run, one),
                     .source = "report.csv"});
  }
  return shown;
}

// Every score has a scale of its own.
std::vector<Shown> score_charts(const RunView& run) {
  std::vector<Shown> all;
  const auto evaluation = run.description.find("evaluation");
  const std::string deciding =
      evaluation != run.description.end() ? text_in(*evaluation, "score") : "";
  for (const Curve& curve : score_curves(run.log)) {
    const bool decides = curve.measure == deciding;
    const std::string title = decides ? text_in(*evaluation, "title") : curve.measure;
    all.push_back({.title = title,
                   .axis = title,
                   .measures = {{curve.measure, title}},
                   .note = decides ? "It decides which checkpoint is the best; " +
                                         text_in(*evaluation, "better") + " is better."
                                   : ""});
  }
  return all;
}

// "layers.0" of the last probe.
TextTable layers_of(const nlohmann::ordered_json& network) {
  TextTable table = {{"layer", "activation", "channels", "inactive", "dead", "collapsed",
                      "dormant (0.1)", "gradient zeros"},
                     {}};
  const auto layers = network.find("layers");
  if (layers == network.end()) return table;
  for (const auto& layer : *layers) {
    const auto count = [&](const nlohmann::ordered_json& json, const char* member) {
      const auto number = number_in(json, member);
      return number ? count_text(static_cast<std::int64_t>(*number)) : std::string("-");
    };
    const auto zeros = number_in(layer, "gradient_zeros");
    const auto dormant = layer.find("dormant_channels");
    table.rows.push_back({text_in(layer, "layer"), text_in(layer, "activation"),
                          count(layer, "channels"), count(layer, "inactive_channels"),
                          count(layer, "dead_channels"), count(layer, "collapsed_channels"),
                          dormant != layer.end() ? count(*dormant, "0.1") : "-",
                          zeros ? short_number(*zeros) : "-"});
  }
  return table;
}

}  // namespace

Section run_curves_section(const RunView& run) {
  std::vector<Shown> all = score_charts(run);
  all.push_back(
      {.title = "Losses",
       .axis = "loss",
       .measures = {{"discriminator_loss", "discriminator"}, {"generator_loss", "generator"}}});
  all.push_back({.title = "Logits",
                 .axis = "mean logit",
                 .measures = {{"real_logit", "real images"}, {"fake_logit", "made images"}},
                 .note = "What the discriminator says: the higher, the more real."});
  all.push_back({.title = "Variety of samples",
                 .axis = "distance, real images' = 1",
                 .measures = {{"sample_distance", "samples"}},
                 .note = "Mean distance of two samples over that of two real images: near 0 all "
                         "samples are alike.",
                 .from_zero = true});
  all.push_back({.title = "Norms of gradients",
                 .axis = "norm",
                 .measures = {{"discriminator_gradient", "discriminator"},
                              {"generator_gradient", "generator"}},
                 .spacing = Spacing::logarithmic});
  return {"curves", "Curves", figures(figures_of(run, all))};
}

Section run_probe_section(const RunView& run) {
  Section section = {"probe", "Inside the networks", {}};
  std::vector<Shown> all;
  for (const std::string network : {"discriminator", "generator"}) {
    all.push_back({.title = "Channels of the " + network,
                   .axis = "share of channels",
                   .measures = {{network + ".dead_share", "dead"},
                                {network + ".inactive_share", "inactive"},
                                {network + ".dormant_share", "dormant (0.1)"},
                                {network + ".collapsed_share", "collapsed"}},
                   .from_zero = true});
  }
  all.push_back({.title = "Sparsity of the gradient",
                 .axis = "share of zeros",
                 .measures = {{"discriminator.gradient_sparsity", "discriminator"},
                              {"generator.gradient_sparsity", "generator"}},
                 .from_zero = true});
  const auto shown = figures_of(run, all);
  const auto last = std::find_if(run.log.rbegin(), run.log.rend(), [](const auto& line) {
    return line.contains("probe") && line["probe"].is_object();
  });
  if (shown.empty() || last == run.log.rend()) {
    section.content = paragraph("No probe has looked into the networks.");
    return section;
  }
  section.content = paragraph(
      "What probes saw of the activations; docs/PROBE.md of leakygan has the definitions.");
  section.content += figures(shown);
  const auto& probe = (*last)["probe"];
  for (const char* network : {"discriminator", "generator"}) {
    const auto found = probe.find(network);
    if (found == probe.end()) continue;
    section.content +=
        html_table(layers_of(*found),
                   std::string("The ") + network + "'s layers at the last probe, step " +
                       count_text(static_cast<std::int64_t>(number_in(*last, "step").value_or(0))));
  }
  return section;
}

}  // namespace leakygan
