# Every warning of GCC, our compiler, is an error: what a compiler can notice, a reviewer should not have to.
add_library(kasane_warnings INTERFACE)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()  # clang builds the fuzzers only
endif()
target_compile_options(kasane_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Werror
    -Wshadow                # one name, one thing
    -Wnon-virtual-dtor -Woverloaded-virtual
    -Wold-style-cast        # casts say what they do
    -Wconversion -Wsign-conversion -Wdouble-promotion   # no number changes silently
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op
    -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough
    # At -O2 g++ 12 reports these falsely inside std::string and std::variant (GCC bugs 105329,
    # 105651, 105562); the sanitized build and clang-tidy watch for the real ones.
    -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized
    -Wno-missing-field-initializers   # designated initialisers leave defaults alone on purpose
    -Wswitch                # a switch over an enum names every enumerator
)
