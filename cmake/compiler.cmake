# How every unit is compiled. Warnings are errors in all builds, so that a build that passes here passes everywhere.
add_library(hearth_options INTERFACE)
target_compile_options(hearth_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Werror
  # g++ 12 reports these falsely inside the standard library when it optimises.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict -Wno-maybe-uninitialized -Wno-dangling-pointer
    -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-free-nonheap-object
    -Wno-use-after-free -Wno-format-truncation -Wno-format-overflow>)
target_include_directories(hearth_options INTERFACE ${PROJECT_SOURCE_DIR}/src)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
