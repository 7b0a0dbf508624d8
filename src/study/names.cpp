#include "study/names.h"

namespace leakygan {

std::string text_of(RunState state) {
  switch (state) {
    case RunState::missing:
      return "missing";
    case RunState::unfinished:
      return "unfinished";
    case RunState::complete:
      return "complete";
    case RunState::failed:
      return "failed";
  }
  return {};
}

std::string text_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::better:
      return "better";
    case Outcome::worse:
      return "worse";
    case Outcome::equivalent:
      return "equivalent";
    case Outcome::not_shown:
      return "not shown";
  }
  return {};
}

std::string text_of(ClaimResult result) {
  switch (result) {
    case ClaimResult::supported:
      return "supported";
    case ClaimResult::contradicted:
      return "contradicted";
    case ClaimResult::not_shown:
      return "not shown";
    case ClaimResult::untested:
      return "untested";
  }
  return {};
}

}  // namespace leakygan
