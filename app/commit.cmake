# cmake -DSOURCE=FOLDER -DHEADER=FILE -P commit.cmake: which commit these sources are of, for app/version.cpp; "unknown" where
# they are not a repository of their own, as unpacked from an archive.
find_program(GIT git)
set(commit unknown)
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --short=12 HEAD
    OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(commit ${found})
  endif()
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define CONVSCOPE_COMMIT \"${commit}\"\n") # as it is when nothing changed
