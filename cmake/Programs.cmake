# The two programs made of all capabilities: `kasane` and `kasane_tests`. Called once, after the
# last add_capability.
function(add_programs)
    get_property(capabilities GLOBAL PROPERTY KASANE_CAPABILITIES)
    get_property(tests GLOBAL PROPERTY KASANE_TESTS)

    if(EXISTS "${CMAKE_SOURCE_DIR}/src/main.cpp")
        add_executable(kasane "${CMAKE_SOURCE_DIR}/src/main.cpp")
        target_link_libraries(kasane PRIVATE ${capabilities} kasane_warnings)
        set_target_properties(kasane PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
        use_precompiled_header(kasane)
    endif()

    # Tests lie beside what they test; those that need several capabilities lie below tests/.
    # They run with the root of the checkout as working directory (no absolute path in the program:
    # it would keep ccache from sharing objects between checkouts).
    file(GLOB shared_tests CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/*/*_test.cpp"
                                             "${CMAKE_SOURCE_DIR}/tests/support/*.cpp")
    if(NOT tests AND NOT shared_tests)
        message(STATUS "No tests yet: kasane_tests is not built")
        return()
    endif()
    add_executable(kasane_tests ${tests} ${shared_tests})
    target_include_directories(kasane_tests PRIVATE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}")
    target_link_libraries(kasane_tests PRIVATE ${capabilities} kasane_warnings
                          ${RAPIDCHECK_LIBRARY} GTest::gtest_main)
    # Falsely reported inside the standard library for what tests write (vectors of one text,
    # streams read to their end); the sanitized build would find a real one.
    add_library(kasane_test_warnings INTERFACE)
    target_compile_options(kasane_test_warnings INTERFACE -Wno-null-dereference)
    target_link_libraries(kasane_tests PRIVATE kasane_test_warnings)
    set_target_properties(kasane_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
    use_precompiled_header(kasane_tests)
    # Some tests start the program itself, as an operator does.
    add_dependencies(kasane_tests kasane assets)
    add_test(NAME kasane_tests COMMAND kasane_tests)
endfunction()
