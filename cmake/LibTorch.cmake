# Finds LibTorch and makes the target leakygan::torch.
#
# find_package(Torch) is not used: with a CUDA wheel it stops on machines without a CUDA toolkit,
# though linking the libraries needs none.
#
# Looked up in this order: -DLIBTORCH, environment LIBTORCH, CMAKE_PREFIX_PATH (variable, then
# environment), what the environment named at an earlier configure, the project's own .venv.
#
# `cmake -P cmake/LibTorch.cmake` in the project's folder only looks and checks.

set(LEAKYGAN_TORCH_MINIMUM 2.13)
set(LEAKYGAN_TORCH_ADVICE
    "run scripts/setup.sh, or set LIBTORCH to an unpacked LibTorch archive or to the torch folder of a Python environment")

# Stops with one sentence. The space keeps CMake from breaking it, and paths in it, over lines.
macro(leakygan_stop SENTENCE)
  message(FATAL_ERROR " ${SENTENCE}")
endmacro()

# Sets OUT to the LibTorch root that FOLDER stands for, or to "". FOLDER may be the root, a CMake
# package folder in it (what torch.utils.cmake_prefix_path prints) or a Python environment.
function(leakygan_torch_root_of FOLDER OUT)
  string(REGEX REPLACE "/+$" "" FOLDER "${FOLDER}")
  string(REGEX REPLACE "/share/cmake(/Torch)?$" "" above "${FOLDER}")
  file(GLOB in_environment "${FOLDER}/lib/python3*/site-packages/torch")
  foreach(candidate IN LISTS above in_environment)
    if(EXISTS "${candidate}/lib/libtorch_cpu.so" AND IS_DIRECTORY "${candidate}/include/ATen")
      set(${OUT} "${candidate}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(${OUT} "" PARENT_SCOPE)
endfunction()

# A relative path means one below the project, whatever folder cmake was started in.
function(leakygan_absolute PATH OUT)
  cmake_path(ABSOLUTE_PATH PATH BASE_DIRECTORY "${CMAKE_SOURCE_DIR}" NORMALIZE)
  set(${OUT} "${PATH}" PARENT_SCOPE)
endfunction()

# Sets OUT to the root of a LibTorch, or stops. A LIBTORCH that is wrong is never passed over.
function(leakygan_find_torch_root OUT)
  set(named "${LIBTORCH}")
  if(NOT named)
    set(named "$ENV{LIBTORCH}")
  endif()
  if(named)
    leakygan_absolute("${named}" folder)
    leakygan_torch_root_of("${folder}" root)
    if(NOT root)
      leakygan_stop("LIBTORCH is ${folder}, but no LibTorch (lib/libtorch_cpu.so and include/ATen) is there: ${LEAKYGAN_TORCH_ADVICE}.")
    endif()
    set(${OUT} "${root}" PARENT_SCOPE)
    return()
  endif()

  string(REPLACE ":" ";" prefixes "$ENV{CMAKE_PREFIX_PATH}")
  set(tried "")
  foreach(prefix IN LISTS CMAKE_PREFIX_PATH prefixes LEAKYGAN_TORCH_FROM_ENVIRONMENT)
    leakygan_absolute("${prefix}" folder)
    leakygan_torch_root_of("${folder}" root)
    if(root)
      set(${OUT} "${root}" PARENT_SCOPE)
      return()
    endif()
    list(APPEND tried "${folder}")
    message(STATUS "No LibTorch in ${folder}")
  endforeach()

  set(own "${CMAKE_SOURCE_DIR}/.venv")
  # scripts/setup.sh keeps this file there while pip works: half an installation looks like one.
  if(EXISTS "${own}/leakygan-incomplete")
    leakygan_stop("The installation of LibTorch in ${own} was interrupted: run scripts/setup.sh again.")
  endif()
  leakygan_torch_root_of("${own}" root)
  if(NOT root)
    list(APPEND tried "${own}")
    list(JOIN tried ", " tried)
    leakygan_stop("No LibTorch found (looked in ${tried}): ${LEAKYGAN_TORCH_ADVICE}.")
  endif()
  set(${OUT} "${root}" PARENT_SCOPE)
endfunction()

# Stops when the std::string of ROOT's interface is not the one that OpenCV and yaml-cpp have:
# linking would fail much later, on cv::imread.
function(leakygan_check_torch_abi ROOT)
  file(GLOB configs "${ROOT}/share/cmake/Torch/*.cmake" "${ROOT}/share/cmake/Caffe2/*.cmake")
  set(old "")
  foreach(config IN LISTS configs)
    file(STRINGS "${config}" lines REGEX "^[^#]*_GLIBCXX_USE_CXX11_ABI=0")
    list(APPEND old ${lines})
  endforeach()
  if(old)
    leakygan_stop("The LibTorch in ${ROOT} uses the old C++ string ABI (_GLIBCXX_USE_CXX11_ABI=0), but OpenCV and yaml-cpp here use the new one (_GLIBCXX_USE_CXX11_ABI=1): take LibTorch ${LEAKYGAN_TORCH_MINIMUM} or newer, which has the new one (scripts/setup.sh installs it).")
  endif()
endfunction()

# Sets OUT to the version of the LibTorch in ROOT, or stops when it is too old.
function(leakygan_check_torch_version ROOT OUT)
  set(version "")
  # The header moved to headeronly in 2.10, and the old one now only includes it.
  foreach(header IN ITEMS torch/headeronly/version.h torch/version.h
                          torch/csrc/api/include/torch/version.h)
    if(NOT version AND EXISTS "${ROOT}/include/${header}")
      file(READ "${ROOT}/include/${header}" text)
      if(text MATCHES "TORCH_VERSION_MAJOR ([0-9]+).*TORCH_VERSION_MINOR ([0-9]+).*TORCH_VERSION_PATCH ([0-9]+)")
        set(version "${CMAKE_MATCH_1}.${CMAKE_MATCH_2}.${CMAKE_MATCH_3}")
      endif()
    endif()
  endforeach()
  if(NOT version)
    leakygan_stop("The LibTorch in ${ROOT} has no version header (include/torch/version.h): unpack it again, or ${LEAKYGAN_TORCH_ADVICE}.")
  endif()
  if(version VERSION_LESS LEAKYGAN_TORCH_MINIMUM)
    leakygan_stop("The LibTorch in ${ROOT} is version ${version}, but ${LEAKYGAN_TORCH_MINIMUM} or newer is needed: ${LEAKYGAN_TORCH_ADVICE}.")
  endif()
  set(${OUT} "${version}" PARENT_SCOPE)
endfunction()

# Sets OUT to the libraries to link, in order.
function(leakygan_torch_libraries ROOT OUT)
  set(libraries "")
  foreach(name IN ITEMS torch torch_cpu c10)
    if(NOT EXISTS "${ROOT}/lib/lib${name}.so")
      leakygan_stop("The LibTorch in ${ROOT} is incomplete (lib/lib${name}.so is missing): unpack it again, or ${LEAKYGAN_TORCH_ADVICE}.")
    endif()
    list(APPEND libraries "${ROOT}/lib/lib${name}.so")
  endforeach()
  foreach(name IN ITEMS torch_cuda c10_cuda)
    if(EXISTS "${ROOT}/lib/lib${name}.so")
      list(APPEND libraries "${ROOT}/lib/lib${name}.so")
    endif()
  endforeach()
  # LibTorch brings its own OpenMP runtime; a second one would mean a second pool of threads.
  file(GLOB openmp "${ROOT}/lib/libgomp*.so*")
  list(APPEND libraries ${openmp})
  set(${OUT} "${libraries}" PARENT_SCOPE)
endfunction()

leakygan_find_torch_root(LEAKYGAN_TORCH_ROOT)
leakygan_check_torch_abi("${LEAKYGAN_TORCH_ROOT}")
leakygan_check_torch_version("${LEAKYGAN_TORCH_ROOT}" LEAKYGAN_TORCH_VERSION)
leakygan_torch_libraries("${LEAKYGAN_TORCH_ROOT}" LEAKYGAN_TORCH_LIBRARIES)
message(STATUS "LibTorch ${LEAKYGAN_TORCH_VERSION} in ${LEAKYGAN_TORCH_ROOT}")

if(CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

# The build tool runs cmake again when a CMake file changes, in a shell that may not have the
# environment variable any more.
if("$ENV{LIBTORCH}$ENV{CMAKE_PREFIX_PATH}" STREQUAL "")
  set(LEAKYGAN_TORCH_FROM_ENVIRONMENT "${LEAKYGAN_TORCH_FROM_ENVIRONMENT}"
      CACHE INTERNAL "the LibTorch that the environment named")
else()
  set(LEAKYGAN_TORCH_FROM_ENVIRONMENT "${LEAKYGAN_TORCH_ROOT}"
      CACHE INTERNAL "the LibTorch that the environment named" FORCE)
endif()

add_library(leakygan::torch INTERFACE IMPORTED GLOBAL)
target_include_directories(leakygan::torch SYSTEM INTERFACE
  "${LEAKYGAN_TORCH_ROOT}/include" "${LEAKYGAN_TORCH_ROOT}/include/torch/csrc/api/include")
# Other compilers than GCC bring another OpenMP runtime with this option.
target_compile_options(leakygan::torch INTERFACE "$<$<CXX_COMPILER_ID:GNU>:-fopenmp>")
# Link options stand before all libraries. LibTorch has to be first: Debian's OpenCV brings in
# libblas.so.3 (by way of GDAL), whose slow sgemm would take the place of LibTorch's.
# no-as-needed: nothing calls torch_cuda by name, it registers itself when it is loaded.
target_link_options(leakygan::torch INTERFACE
  LINKER:--no-as-needed ${LEAKYGAN_TORCH_LIBRARIES})
set_property(TARGET leakygan::torch APPEND PROPERTY
  INTERFACE_LINK_DEPENDS ${LEAKYGAN_TORCH_LIBRARIES})

# First, so that every library's OpenMP is LibTorch's. The same path before and after installing:
# else CMake ends the first with a colon, which lets libraries be loaded from the current folder.
list(PREPEND CMAKE_INSTALL_RPATH "${LEAKYGAN_TORCH_ROOT}/lib")
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
