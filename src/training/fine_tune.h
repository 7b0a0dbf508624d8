#pragma once

#include <string>
#include <vector>

#include "data/classes.h"
#include "report/status_line.h"
#include "training/checkpoint.h"

namespace leakygan {

// Says so when images and weights both have classes, but not the same: what was learned for a class
// is then taken for the one in its place.
void print_class_change(const Checkpoint& checkpoint, const Classes& classes, StatusLine& status);

// Throws as take_weights does without `partial`, with nothing copied: before there is a folder.
void check_weights(const Checkpoint& checkpoint, const Config& config,
                   const std::vector<NamedTensor>& tensors);

// Copies the weights of a checkpoint into networks that start anew, `tensors` of them, and says on
// the status line in what their configurations differ. Throws Error when a tensor does not fit,
// listing those keys with both values and the first tensors with both shapes; unless `partial`:
// then what does not fit stays as it is, and the line says how much.
void take_weights(const Checkpoint& checkpoint, const Config& config,
                  const std::vector<NamedTensor>& tensors, bool partial, StatusLine& status);

}  // namespace leakygan
