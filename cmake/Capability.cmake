# A capability is a folder below src/: one library, its tests beside its sources.
#
#   add_capability(referral DEPENDS casefile web)
#
# Sources are every *.cpp of the folder; *_test.cpp go to the test program kasane_tests. Which
# folder may include which is not decided here but by the arrows in tools/tidy.py.
function(add_capability name)
    cmake_parse_arguments(ARG "" "" "DEPENDS;LIBRARIES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    list(TRANSFORM ARG_DEPENDS PREPEND kasane_)
    if(sources)
        add_library(kasane_${name} STATIC ${sources})
        target_include_directories(kasane_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
        target_link_libraries(kasane_${name} PUBLIC ${ARG_DEPENDS} ${ARG_LIBRARIES}
                              PRIVATE kasane_warnings)
        use_precompiled_header(kasane_${name})
    else()
        # Headers alone: nothing to compile, the dependencies still pass on.
        add_library(kasane_${name} INTERFACE)
        target_include_directories(kasane_${name} INTERFACE "${CMAKE_SOURCE_DIR}/src")
        target_link_libraries(kasane_${name} INTERFACE ${ARG_DEPENDS} ${ARG_LIBRARIES})
    endif()
    set_property(GLOBAL APPEND PROPERTY KASANE_CAPABILITIES kasane_${name})
    set_property(GLOBAL APPEND PROPERTY KASANE_TESTS ${tests})
endfunction()
