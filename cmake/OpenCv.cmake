# Makes leakygan::opencv: core, imgcodecs and imgproc.

set(LEAKYGAN_OPENCV_MODULES core imgproc imgcodecs)
find_package(OpenCV QUIET COMPONENTS ${LEAKYGAN_OPENCV_MODULES})
if(OpenCV_FOUND)
  set(LEAKYGAN_OPENCV_LIBRARIES ${OpenCV_LIBS})
  set(LEAKYGAN_OPENCV_INCLUDE ${OpenCV_INCLUDE_DIRS})
else()
  # Debian's packages of single modules have no CMake files: those are in libopencv-dev, which
  # brings two hundred packages.
  find_path(LEAKYGAN_OPENCV_INCLUDE opencv2/core.hpp PATH_SUFFIXES opencv4)
  foreach(module IN LISTS LEAKYGAN_OPENCV_MODULES)
    find_library(LEAKYGAN_OPENCV_${module} opencv_${module})
    if(NOT LEAKYGAN_OPENCV_${module} OR NOT EXISTS "${LEAKYGAN_OPENCV_INCLUDE}/opencv2/${module}.hpp")
      message(FATAL_ERROR " OpenCV's ${module} is missing: run scripts/setup.sh, or set CMAKE_PREFIX_PATH to where OpenCV is installed.")
    endif()
    list(PREPEND LEAKYGAN_OPENCV_LIBRARIES "${LEAKYGAN_OPENCV_${module}}")
  endforeach()
endif()
add_library(leakygan::opencv INTERFACE IMPORTED GLOBAL)
target_include_directories(leakygan::opencv SYSTEM INTERFACE ${LEAKYGAN_OPENCV_INCLUDE})
target_link_libraries(leakygan::opencv INTERFACE ${LEAKYGAN_OPENCV_LIBRARIES})
