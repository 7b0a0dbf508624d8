# leakygan_library, leakygan_test and what they share.

# find_package, with one sentence instead of a page when the package is missing.
macro(leakygan_find PACKAGE)
  find_package(${PACKAGE} QUIET)
  if(NOT ${PACKAGE}_FOUND)
    message(FATAL_ERROR " ${PACKAGE} is missing: run scripts/setup.sh, or set CMAKE_PREFIX_PATH to where it is installed.")
  endif()
endmacro()

# Turns the names of folders in OUT's list into targets: support means leakygan_support, everything
# that is a target's own name (CLI11::CLI11, leakygan::opencv) stays.
function(leakygan_targets_of OUT)
  set(targets "")
  foreach(name IN LISTS ARGN)
    if(name MATCHES "::")
      list(APPEND targets ${name})
    else()
      list(APPEND targets leakygan_${name})
    endif()
  endforeach()
  set(${OUT} "${targets}" PARENT_SCOPE)
endfunction()

# One precompiled header for all: LibTorch's cost 15 to 35 seconds, more than all else in a file. Not
# <torch/torch.h>: what it adds (all modules, optimizers, loaders) is instantiated again by each file
# that starts from it, which takes twice as long as starting from these. A file that needs more
# includes it itself.
add_library(leakygan_pch OBJECT "${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp")
target_link_libraries(leakygan_pch PRIVATE leakygan::torch)
target_precompile_headers(leakygan_pch PRIVATE
  <torch/autograd.h> <torch/nn/module.h> <torch/types.h> <torch/utils.h>)

# leakygan_library(NAME SOURCES ... [DEPENDS ...] [TORCH] [PCH])
#   the static library leakygan_NAME of one folder
#   DEPENDS  names of other folders' libraries, or targets with :: in their name
#   TORCH    it, and all that depend on it, link LibTorch
#   PCH      its sources start from LibTorch's precompiled header
function(leakygan_library NAME)
  cmake_parse_arguments(PARSE_ARGV 1 arg "TORCH;PCH" "" "SOURCES;DEPENDS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "leakygan_library(${NAME}): unknown ${arg_UNPARSED_ARGUMENTS}")
  endif()
  add_library(leakygan_${NAME} STATIC ${arg_SOURCES})
  target_include_directories(leakygan_${NAME} PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src")
  leakygan_targets_of(depends ${arg_DEPENDS})
  target_link_libraries(leakygan_${NAME} PUBLIC ${depends})
  if(arg_TORCH)
    target_link_libraries(leakygan_${NAME} PUBLIC leakygan::torch)
  endif()
  if(arg_PCH)
    target_precompile_headers(leakygan_${NAME} REUSE_FROM leakygan_pch)
  endif()
endfunction()

# leakygan_test(NAME SOURCES ... [DEPENDS ...] [LABELS ...] [PCH] [TIMEOUT seconds] [HALVES])
#   one GoogleTest program of the sources, which is one test of ctest
#   LABELS  long: not in the default run; sanitize-skip: not in the sanitizer's
#   TIMEOUT 300 if not given; what may take longest starts first
#   HALVES  two tests of ctest, NAME_1 and NAME_2, run every other case each
# Not gtest_discover_tests: a start of LibTorch takes 0.45 s, which several hundred test cases would
# each pay. The program alone, with --gtest_filter, runs one case.
function(leakygan_test NAME)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PCH;HALVES" "TIMEOUT" "SOURCES;DEPENDS;LABELS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "leakygan_test(${NAME}): unknown ${arg_UNPARSED_ARGUMENTS}")
  endif()
  set(target test_${NAME})
  add_executable(${target} ${arg_SOURCES})
  leakygan_targets_of(depends ${arg_DEPENDS})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${target} PRIVATE ${depends} GTest::gtest_main)
  target_compile_definitions(${target} PRIVATE LEAKYGAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(arg_PCH)
    target_precompile_headers(${target} REUSE_FROM leakygan_pch)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  set(tests ${NAME})
  if(arg_HALVES)
    set(tests ${NAME}_1 ${NAME}_2)
  endif()
  list(LENGTH tests count)
  foreach(test IN LISTS tests)
    list(FIND tests ${test} index)
    add_test(NAME ${test} COMMAND ${target} --gtest_brief=1)
    set_tests_properties(${test} PROPERTIES
      LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} COST ${arg_TIMEOUT}
      ENVIRONMENT "${LEAKYGAN_TEST_ENVIRONMENT};GTEST_TOTAL_SHARDS=${count};GTEST_SHARD_INDEX=${index}")
  endforeach()
endfunction()
