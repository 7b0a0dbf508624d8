#pragma once

#include <map>
#include <string>

#include "probe/probe_report.h"

namespace leakygan {

// Which channels were inactive at a probe: by layer ("discriminator.layers.1"), a digit a channel,
// 1 for an inactive one. Part of what a training goes on from.
using InactiveChannels = std::map<std::string, std::string>;

InactiveChannels inactive_channels(const ProbeReport& report);

// Adds to each layer what changed since `before`; to none that it does not have.
void add_turnover(ProbeReport& report, const InactiveChannels& before);

}  // namespace leakygan
