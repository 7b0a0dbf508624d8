# The target leakygan::version: the header leakygan_version.h, which holds program and commit.
# A build asks git each time, since a commit changes no file that CMake watches; the header is only
# rewritten when its text changes, so that nothing is compiled for it otherwise.

set(LEAKYGAN_VERSION_FOLDER "${PROJECT_BINARY_DIR}/version")
add_custom_target(leakygan_version_header
  COMMAND ${CMAKE_COMMAND}
    "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DVERSION=${PROJECT_VERSION}"
    "-DTEMPLATE=${PROJECT_SOURCE_DIR}/cmake/leakygan_version.h.in"
    "-DHEADER=${LEAKYGAN_VERSION_FOLDER}/leakygan_version.h"
    -P "${PROJECT_SOURCE_DIR}/cmake/write_version.cmake"
  BYPRODUCTS "${LEAKYGAN_VERSION_FOLDER}/leakygan_version.h"
  COMMENT "Asking git for the commit")
add_library(leakygan_version INTERFACE)
add_library(leakygan::version ALIAS leakygan_version)
target_include_directories(leakygan_version INTERFACE "${LEAKYGAN_VERSION_FOLDER}")
add_dependencies(leakygan_version leakygan_version_header)
