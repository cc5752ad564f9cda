# hearth_batches(TARGET): compiles its units in the batches that scripts/build wrote down (scripts/lib/batches.mjs), six
# as one, which halves a cold build. Without that file, as under the preset "dev", each unit is compiled by itself.
set(HEARTH_BATCHES ${PROJECT_BINARY_DIR}/batches.cmake)
function(hearth_batches target)
  if(EXISTS ${HEARTH_BATCHES})
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # Said of every unit's hidden State that holds a type of its own, since in a batch units count as headers.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# hearth_module(NAME [USES module...] [LIBS target...]): a static library of every .cpp under src/NAME.
# An empty folder gives an interface library, so that the order of the layers stands from the first day.
function(hearth_module name)
  cmake_parse_arguments(M "" "" "USES;LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  if(sources)
    add_library(hearth_${name} STATIC ${sources})
    hearth_batches(hearth_${name})
    set(scope PUBLIC)
  else()
    add_library(hearth_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(hearth_${name} ${scope} hearth_options ${M_LIBS})
  foreach(used IN LISTS M_USES)
    target_link_libraries(hearth_${name} ${scope} hearth_${used})
  endforeach()
endfunction()

# hearth_program(NAME FOLDER USES module...): an executable of every .cpp in src/FOLDER, at the top of the build folder.
function(hearth_program name folder)
  cmake_parse_arguments(P "" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${folder}/*.cpp)
  add_executable(${name} ${sources})
  hearth_batches(${name})
  target_link_libraries(${name} PRIVATE hearth_options)
  foreach(used IN LISTS P_USES)
    target_link_libraries(${name} PRIVATE hearth_${used})
  endforeach()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()
