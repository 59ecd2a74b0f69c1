# OpenCV's core and imgproc, nothing more: imgcodecs and videoio would bring GDAL, ffmpeg and 60 MB, highgui Qt 5.
# Debian has OpenCV's own CMake files only in libopencv-dev, which needs all of that; so look for the parts by name.
add_library(convscope_opencv INTERFACE)
find_package(OpenCV 4.5 CONFIG QUIET COMPONENTS core imgproc)
if(OpenCV_FOUND)
  target_link_libraries(convscope_opencv INTERFACE opencv_core opencv_imgproc)
else()
  find_path(OPENCV_INCLUDE opencv2/imgproc.hpp PATH_SUFFIXES opencv4 REQUIRED)
  find_library(OPENCV_CORE opencv_core REQUIRED)
  find_library(OPENCV_IMGPROC opencv_imgproc REQUIRED)
  target_include_directories(convscope_opencv SYSTEM INTERFACE ${OPENCV_INCLUDE})
  target_link_libraries(convscope_opencv INTERFACE ${OPENCV_IMGPROC} ${OPENCV_CORE})
endif()
