#include "cli/program.h"

#include <c10/util/Exception.h>

#include <cstdio>
#include <new>
#include <opencv2/core/utility.hpp>
#include <string>

#include "cli/commands.h"
#include "cli/usage_fault.h"
#include "support/child_process.h"
#include "support/error.h"
#include "support/signals.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

// Each line of the message on its own, so that a list of faults can be read and counted.
int report(const std::string& message, int code) {
  for (const auto& line : split(message, '\n')) {
    std::fprintf(stderr, "leakygan: %s\n", line.c_str());
  }
  return code;
}

int report_out_of_memory() {
  return report("out of memory: lower training.batch, data.size or the networks' width", kFailed);
}

// LibTorch's message without its backtrace.
int report_torch(const c10::Error& error) {
  const std::string what = error.what_without_backtrace();
  const bool memory =
      what.find("allocate") != std::string::npos || what.find("out of memory") != std::string::npos;
  if (memory) return report_out_of_memory();
  return report("LibTorch: " + what.substr(0, what.find('\n')), kFailed);
}

int parse_and_run(int argc, char** argv) {
  CLI::App program("Train GANs on folders of images and find the activation that serves them.",
                   "leakygan");
  program.set_version_flag("--version", version_text);
  program.require_subcommand(1);
  program.failure_message([](const CLI::App*, const CLI::Error&) { return std::string(); });
  ExitCode exit_code;
  add_train(program, exit_code);
  add_dataset(program, exit_code);
  add_generate(program);
  add_evaluate(program);
  add_compare(program, exit_code);
  add_report(program);
  add_info(program);
  add_config(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp& e) {
    return program.exit(e);
  } catch (const CLI::CallForAllHelp& e) {
    return program.exit(e);
  } catch (const CLI::CallForVersion& e) {
    return program.exit(e);
  } catch (const CLI::ParseError& e) {
    return report(usage_fault(program, e), kWrongUsage);
  }
  return exit_code.value;
}

}  // namespace

int run_program(int argc, char** argv) {
  catch_stop_signals();
  end_with_parent();
  own_program();         // its file may be renamed or replaced while it runs
  cv::setNumThreads(1);  // each picture has a thread of ours
  try {
    return parse_and_run(argc, argv);
  } catch (const UsageError& e) {
    return report(e.what(), kWrongUsage);
  } catch (const Interrupted& e) {
    return report(e.what(), kInterruptedExit);
  } catch (const c10::Error& e) {
    return report_torch(e);
  } catch (const std::bad_alloc&) {
    return report_out_of_memory();
  } catch (const std::exception& e) {
    return report(e.what(), kFailed);
  }
}

}  // namespace leakygan
