# Builds text files into the program as functions that return them, so that a running program
# depends on no file beside its database.
#
#   embed_text(kasane_municipality HEADER municipality/built_in.hpp NAMESPACE kasane::municipality
#              built_in_codes config/codes.toml)
#
# The text becomes one literal per line; adjacent literals are one string.
if(CMAKE_SCRIPT_MODE_FILE)
    set(functions "")
    while(PAIRS)
        list(POP_FRONT PAIRS name file)
        file(READ "${file}" text)
        if(text MATCHES "\\)embedded\"")
            message(FATAL_ERROR "${file} contains the end mark of its literal")
        endif()
        string(REPLACE "\n" "\n)embedded\"\n        R\"embedded(" text "${text}")
        string(APPEND functions "
std::string_view ${name}() {
    static constexpr std::string_view text =
        R\"embedded(${text})embedded\";
    return text;
}
")
    endwhile()
    file(WRITE "${OUTPUT}.new" "// Written by cmake/EmbedText.cmake.
#include \"${HEADER}\"

namespace ${NAMESPACE} {
${functions}
}  // namespace ${NAMESPACE}
")
    file(COPY_FILE "${OUTPUT}.new" "${OUTPUT}" ONLY_IF_DIFFERENT)
    return()
endif()

function(embed_text target)
    cmake_parse_arguments(ARG "" "HEADER;NAMESPACE" "" ${ARGN})
    set(output "${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp")
    set(script "${CMAKE_SOURCE_DIR}/cmake/EmbedText.cmake")
    set(pairs ${ARG_UNPARSED_ARGUMENTS})
    set(absolute "")
    set(files "")
    while(pairs)
        list(POP_FRONT pairs name file)
        list(APPEND absolute "${name}" "${CMAKE_SOURCE_DIR}/${file}")
        list(APPEND files "${CMAKE_SOURCE_DIR}/${file}")
    endwhile()
    add_custom_command(
        OUTPUT "${output}"
        COMMAND ${CMAKE_COMMAND} "-DPAIRS=${absolute}" "-DOUTPUT=${output}"
                "-DHEADER=${ARG_HEADER}" "-DNAMESPACE=${ARG_NAMESPACE}" -P "${script}"
        DEPENDS ${files} "${script}"
        COMMENT "Building ${files} in"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
endfunction()
