# Builds the files of db/migrations into the program: a database is never migrated by files that
# somebody forgot to install, or by those of another version.
#
#   cmake -DFOLDER=db/migrations -DOUTPUT=migrations_embedded.cpp -P EmbedMigrations.cmake
if(CMAKE_SCRIPT_MODE_FILE)
    file(GLOB files "${FOLDER}/*.sql")
    list(SORT files)
    set(rows "")
    foreach(file IN LISTS files)
        get_filename_component(name "${file}" NAME_WE)
        if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
            message(FATAL_ERROR "${file}: a migration is named NNNN_words.sql")
        endif()
        set(number "${CMAKE_MATCH_1}")
        set(words "${CMAKE_MATCH_2}")
        if(number STREQUAL previous)
            message(FATAL_ERROR "${file}: another migration has the number ${number}")
        endif()
        set(previous "${number}")
        string(REGEX REPLACE "^0+" "" number "${number}")
        file(READ "${file}" sql)
        string(APPEND rows "    Migration{${number}, \"${words}\", R\"sql_text(${sql})sql_text\"},\n")
    endforeach()
    file(WRITE "${OUTPUT}.new" "// Written by cmake/EmbedMigrations.cmake.
#include \"storage/migrations.hpp\"

#include <array>

namespace kasane::storage {

namespace {
const std::array embedded{
${rows}};
}  // namespace

std::span<const Migration> migrations() { return embedded; }

}  // namespace kasane::storage
")
    file(COPY_FILE "${OUTPUT}.new" "${OUTPUT}" ONLY_IF_DIFFERENT)
    return()
endif()

function(embed_migrations target folder)
    file(GLOB files CONFIGURE_DEPENDS "${folder}/*.sql")
    set(output "${CMAKE_CURRENT_BINARY_DIR}/migrations_embedded.cpp")
    set(script "${CMAKE_SOURCE_DIR}/cmake/EmbedMigrations.cmake")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND ${CMAKE_COMMAND} "-DFOLDER=${folder}" "-DOUTPUT=${output}" -P "${script}"
        DEPENDS ${files} "${script}"
        COMMENT "Building the migrations in"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
endfunction()
