# Makes leakygan::yaml: the package's target is yaml-cpp up to 0.7 and yaml-cpp::yaml-cpp from 0.8.

find_package(yaml-cpp QUIET)
if(TARGET yaml-cpp::yaml-cpp)
  set(LEAKYGAN_YAML_TARGET yaml-cpp::yaml-cpp)
elseif(TARGET yaml-cpp)
  set(LEAKYGAN_YAML_TARGET yaml-cpp)
else()
  message(FATAL_ERROR " yaml-cpp is missing: run scripts/setup.sh, or set CMAKE_PREFIX_PATH to where it is installed.")
endif()
add_library(leakygan::yaml INTERFACE IMPORTED GLOBAL)
target_link_libraries(leakygan::yaml INTERFACE ${LEAKYGAN_YAML_TARGET})
