# The standard headers nearly every file includes, read once. Only what never changes belongs here:
# a project header in this list would make every edit a full rebuild. Files still include what they
# use; the lint compiles them without this list.
file(WRITE "${CMAKE_BINARY_DIR}/precompiled_header.cpp.in" "// Carries the precompiled header.\n")
configure_file("${CMAKE_BINARY_DIR}/precompiled_header.cpp.in"
               "${CMAKE_BINARY_DIR}/precompiled_header.cpp" COPYONLY)
add_library(kasane_precompiled_header OBJECT "${CMAKE_BINARY_DIR}/precompiled_header.cpp")
# The same warnings as everywhere: some of them change predefined macros, and GCC only takes a
# precompiled header that was made with the same ones.
target_link_libraries(kasane_precompiled_header PRIVATE fmt::fmt kasane_warnings)
# ccache can only cache a file that uses a precompiled header when the header's name stays visible.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(kasane_precompiled_header PRIVATE -fpch-preprocess)
endif()
target_precompile_headers(kasane_precompiled_header PRIVATE
    <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <mutex>
    <optional> <set> <span> <stdexcept> <string> <string_view> <tuple> <unordered_map> <utility>
    <variant> <vector> <fmt/format.h>)

function(use_precompiled_header target)
    target_link_libraries(${target} PRIVATE fmt::fmt)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        return()
    endif()
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    target_precompile_headers(${target} REUSE_FROM kasane_precompiled_header)
endfunction()
