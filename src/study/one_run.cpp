#include "study/one_run.h"

#include <algorithm>

#include "study/run_record.h"
#include "support/error.h"
#include "support/text.h"
#include "training/convolutions.h"

namespace leakygan {
namespace {

struct FoundRun {
  const Arm* arm = nullptr;
  std::uint64_t seed = 0;
};

FoundRun find_run(const Study& study, const std::string& run) {
  for (const Arm& arm : study.arms) {
    for (const std::uint64_t seed : study.seeds) {
      if (run == arm.name + "/" + std::to_string(seed)) return {&arm, seed};
    }
  }
  throw Error("--run: the study has no run '" + display(run) + "': it is ARM/SEED, as " +
              study.arms.front().name + "/" + std::to_string(study.seeds.front()));
}

bool has_networks_of(const Config& config, const Config& base) {
  return config.generator.width == base.generator.width &&
         config.generator.architecture == base.generator.architecture &&
         config.discriminator.width == base.discriminator.width &&
         config.discriminator.architecture == base.discriminator.architecture &&
         config.training.batch == base.training.batch && config.convolution == base.convolution;
}

}  // namespace

RunResult make_one_run(const StudyFolder& folder, const std::string& run,
                       const std::string& program, StatusLine& status) {
  const Study study = folder.read_study();
  const StudyPlan plan = folder.read_plan();
  const FoundRun found = find_run(study, run);
  const fs::path path = folder.run(*found.arm, found.seed);
  const RunRecord record = read_record(path, found.seed, {});
  if (record.facts.state == RunState::complete) {
    status.print(display(path) + ": is complete");
    return {path, Ending::complete};
  }
  if (record.is_changed) throw Error(display(path) + ": " + record.facts.why);
  if (record.is_final()) {
    throw Error(display(path) + ": has failed, which is its result: " + record.facts.why);
  }
  // Those that were measured for the study's own networks, so that all its runs compute alike.
  const ConvolutionChoices convolutions = choices_from_json(plan.speed().convolutions);
  RunContext context = {folder.arm(*found.arm), program, status};
  context.exact_name = true;
  context.fingerprint = plan.fingerprint;
  if (has_networks_of(found.arm->config, study.base)) context.convolutions = &convolutions;
  if (is_run_folder(path)) return resume_training(path, {}, context);
  return run_training(run_config(plan, *found.arm, found.seed), context);
}

}  // namespace leakygan
