# The Debian packages, made by CPack: convscope, and convscope-camera where Qt Multimedia is. app/package.sh gives the
# version, the maintainer's address and the time. There are no scripts of its own: the packages of desktop files, MIME
# types, icons and manual pages watch their folders and refresh their caches themselves.
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME convscope)
set(CPACK_PACKAGE_VENDOR "ConvScope developers")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL program)
if(TARGET convscope_camera)
  list(APPEND CPACK_COMPONENTS_ALL camera)
endif()
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/lib)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/deb_finish.cmake)
set(CPACK_DEBIAN_COPYRIGHT ${CMAKE_CURRENT_SOURCE_DIR}/copyright)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME convscope)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "convolutional neural networks, step by step")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
"For lecturers who want to show what a convolution does, and for students who
want to ask \"what if that were a 5?\". Slide a kernel over a grid and read the
arithmetic of every step; change a number, the padding or the stride, and see
at once what becomes of it. Then train LeNet-5 on real images and watch its
kernels and feature maps change while it learns.

It reads and writes networks as ONNX, and exports figures, films, handouts
and worksheets. No account, no network: nothing leaves the computer.")
# What is found at run time stands in no ELF header.
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "qt6-image-formats-plugins, fonts-dejavu-core")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "dataset-fashion-mnist, shared-mime-info, hicolor-icon-theme")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "ffmpeg, convscope-camera, qt6-wayland")

set(CPACK_DEBIAN_CAMERA_PACKAGE_NAME convscope-camera)
set(CPACK_COMPONENT_CAMERA_DESCRIPTION
"The module of ConvScope that looks through a camera, so that a digit on paper
goes through the network while it is written. It is loaded when somebody turns
the camera on, and brings Qt Multimedia, which the program does without.")
set(CPACK_DEBIAN_CAMERA_PACKAGE_DEPENDS gstreamer1.0-plugins-good)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON) # the program of the very same version: the module is a part of it
set(CPACK_COMPONENT_CAMERA_DEPENDS program)
include(CPack)
