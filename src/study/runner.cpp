#include "study/runner.h"

#include <signal.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "study/run_record.h"
#include "support/child_process.h"
#include "support/error.h"
#include "support/file_lock.h"
#include "support/signals.h"
#include "support/text.h"

namespace leakygan {
namespace {

using Clock = std::chrono::steady_clock;
using State = RunView::State;

constexpr auto kLook = std::chrono::milliseconds(100);
constexpr auto kReadFiles = std::chrono::milliseconds(1000);
constexpr auto kPlain = std::chrono::milliseconds(60'000);  // without a terminal

class Runner {
 public:
  Runner(const StudyFolder& folder, const Study& study, const StudyPlan& plan,
         std::int64_t parallel, StatusLine& status, const std::function<void()>& run_ended)
      : folder_(folder),
        study_(study),
        plan_(plan),
        parallel_(parallel),
        status_(status),
        run_ended_(run_ended) {
    score_ = study.score();
    for (const std::uint64_t seed : study.seeds) {
      for (std::size_t arm = 0; arm < study.arms.size(); ++arm) views_.push_back({arm, seed});
    }
    children_.resize(views_.size());
    for (std::size_t i = 0; i < views_.size(); ++i) look_at(i, /*is_first=*/true);
  }

  StudyEnding run() {
    try {
      while (true) {
        if (stop_requested() && !stopping_) stop_children();
        collect();
        if (!stopping_) start_some();
        if (is_idle()) break;
        show();
        std::this_thread::sleep_for(kLook);
      }
    } catch (...) {
      stop_children();
      for (auto& child : children_) {
        if (child) child->wait();
      }
      throw;
    }
    StudyEnding ending = {.interrupted = stopping_};
    ending.failed = count(State::failed);
    status_.clear();
    return ending;
  }

 private:
  const Arm& arm_of(const RunView& view) const { return study_.arms[view.arm]; }
  fs::path path_of(const RunView& view) const { return folder_.run(arm_of(view), view.seed); }
  std::string name_of(const RunView& view) const {
    return arm_of(view).name + "/" + std::to_string(view.seed);
  }
  std::size_t count(State state) const {
    return static_cast<std::size_t>(std::count_if(
        views_.begin(), views_.end(), [&](const RunView& view) { return view.state == state; }));
  }

  // Reads the state of a run that is not trained here.
  void look_at(std::size_t i, bool is_first) {
    RunView& view = views_[i];
    if (FileLock::is_held(path_of(view) / "run.lock")) {
      view.state = State::elsewhere;
      refresh(view);
      return;
    }
    const RunRecord record = read_record(path_of(view), view.seed, {});
    const bool complete = record.facts.state == RunState::complete;
    if (record.is_final()) {
      view.state = complete ? State::complete : State::failed;
      view.score = record.facts.score;
      view.done = 1;
      if (!is_first || !complete) tell(i, record);
      if (!is_first) run_ended_();
      return;
    }
    view.state = State::waiting;
    refresh(view);
  }

  void refresh(RunView& view) {
    const RunProgress progress = read_progress(path_of(view), score_);
    view.done = static_cast<double>(progress.images) / static_cast<double>(plan_.images);
    if (progress.score) view.score = progress.score;
  }

  // Of one that is complete or failed.
  void tell(std::size_t i, const RunRecord& record) {
    const RunFacts& facts = record.facts;
    if (facts.state == RunState::failed) {
      tell_failure(i, facts.why);
    } else {
      status_.print(name_of(views_[i]) +
                    " is complete: " + record.evaluation.value("title", score_) + " " +
                    short_number(*facts.score) + " after " + duration_text(facts.seconds));
    }
  }

  void tell_failure(std::size_t i, const std::string& why) {
    views_[i].state = State::failed;
    status_.print(name_of(views_[i]) + " failed: " + why);
  }

  void stop_children() {
    stopping_ = true;
    for (auto& child : children_) {
      if (child) child->send(SIGTERM);
    }
    status_.print("stopping: each run finishes its step and saves");
  }

  void collect() {
    for (std::size_t i = 0; i < children_.size(); ++i) {
      if (!children_[i]) continue;
      const auto code = children_[i]->exit_code();
      if (!code) continue;
      children_[i].reset();
      look_at(i, /*is_first=*/false);
      if (views_[i].state != State::waiting || (stopping_ && *code == kInterruptedExit)) continue;
      tell_failure(i, cause(i, *code));
    }
  }

  // Of a run that ended and is neither complete nor failed by its own account.
  std::string cause(std::size_t i, int code) const {
    const RunView& view = views_[i];
    if (code != 0) return ending_text(code, folder_.log(arm_of(view), view.seed));
    return read_record(path_of(view), view.seed, {}).facts.why;
  }

  void start_some() {
    std::size_t running = count(State::running);
    for (std::size_t i = 0; i < views_.size(); ++i) {
      if (running >= static_cast<std::size_t>(parallel_)) return;
      if (views_[i].state != State::waiting) continue;
      try {
        start(i);
        running += 1;
      } catch (const Error& error) {
        tell_failure(i, error.what());
      }
    }
  }

  void start(std::size_t i) {
    RunView& view = views_[i];
    make_folder(folder_.arm(arm_of(view)));
    children_[i].emplace(run_command(folder_, arm_of(view), view.seed),
                         folder_.log(arm_of(view), view.seed));
    view.state = State::running;
  }

  bool is_idle() const {
    if (count(State::running) > 0) return false;
    return stopping_ || count(State::waiting) + count(State::elsewhere) == 0;
  }

  void show() {
    if (Clock::now() - read_at_ < kReadFiles) return;
    read_at_ = Clock::now();
    for (std::size_t i = 0; i < views_.size(); ++i) {
      if (views_[i].state == State::running) refresh(views_[i]);
      if (views_[i].state == State::elsewhere) look_at(i, /*is_first=*/false);
    }
    const auto wait = status_.is_terminal() ? kReadFiles : kPlain;
    if (read_at_ - shown_at_ < wait) return;
    shown_at_ = read_at_;
    status_.show(runs_table(study_, views_, seconds_left(), status_.width()));
  }

  double seconds_left() const {
    double runs = 0;
    for (const auto& view : views_) {
      const bool over = view.state == State::complete || view.state == State::failed;
      if (!over) runs += 1 - std::min(view.done, 1.0);
    }
    return runs * estimated_seconds(study_, plan_) / static_cast<double>(study_.runs());
  }

  const StudyFolder& folder_;
  const Study& study_;
  const StudyPlan& plan_;
  std::int64_t parallel_;
  StatusLine& status_;
  const std::function<void()>& run_ended_;
  std::string score_;
  std::vector<RunView> views_;                         // seed after seed
  std::vector<std::optional<ChildProcess>> children_;  // of the view of the same number
  bool stopping_ = false;
  Clock::time_point read_at_;
  Clock::time_point shown_at_;
};

}  // namespace

StudyEnding run_study(const StudyFolder& folder, const Study& study, const StudyPlan& plan,
                      StatusLine& status, const std::function<void()>& run_ended) {
  const std::int64_t parallel = study.parallel.value_or(plan.layout.parallel);
  return Runner(folder, study, plan, parallel, status, run_ended).run();
}

std::vector<std::string> run_command(const StudyFolder& folder, const Arm& arm,
                                     std::uint64_t seed) {
  return {own_program().string(), "compare", fs::absolute(folder.path()).string(), "--run",
          arm.name + "/" + std::to_string(seed)};
}

}  // namespace leakygan
