# Run at build time by Version.cmake, with SOURCE, VERSION, TEMPLATE and HEADER.

set(COMMIT "unknown")
# Without this check a copy unpacked inside another repository would report that one's commit.
if(EXISTS "${SOURCE}/.git")
  # Optional locks: a build must not stand in the way of a git command in another terminal.
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env GIT_OPTIONAL_LOCKS=0
      git -C "${SOURCE}" describe --always --dirty --abbrev=10 --exclude=*
    OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND answer)
    set(COMMIT "${answer}")
  endif()
endif()
configure_file("${TEMPLATE}" "${HEADER}" @ONLY)
