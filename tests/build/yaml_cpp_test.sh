#!/usr/bin/env bash
# cmake/YamlCpp.cmake with the target names of yaml-cpp 0.7 and of 0.8.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
unset CMAKE_PREFIX_PATH

# detect: configures with YamlCpp.cmake and with the package of $sandbox/yaml only.
detect() {
  configure -DMODULE=YamlCpp -DTARGET=leakygan::yaml -DPROPERTY=INTERFACE_LINK_LIBRARIES \
    -DCMAKE_FIND_ROOT_PATH="$sandbox/yaml" -Dyaml-cpp_DIR="$sandbox/yaml" \
    -DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF
}

mkdir "$sandbox/yaml"
config=$sandbox/yaml/yaml-cpp-config.cmake

echo 'add_library(yaml-cpp SHARED IMPORTED)' > "$config"
detect
expect "0.7's target is used" 0 "links: yaml-cpp "

# 0.8 keeps the old name as a deprecated alias beside the new one.
{
  echo 'add_library(yaml-cpp::yaml-cpp SHARED IMPORTED)'
  echo 'add_library(yaml-cpp INTERFACE IMPORTED)'
} > "$config"
detect
expect "0.8's target is used" 0 "links: yaml-cpp::yaml-cpp "

rm "$config"
detect
expect "without yaml-cpp the sentence says what to do" 1 "yaml-cpp is missing: run scripts/setup.sh"

exit $((failures > 0))
