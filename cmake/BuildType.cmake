# One build type for development, tests and production: optimised, with enough debug information
# for a readable stack trace (-g1 halves compile time and object size against -g). The sanitizers
# have presets of their own (CMakePresets.json).
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-Og -g1")

set(KASANE_SANITIZERS "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")
if(KASANE_SANITIZERS)
    add_compile_options(-fsanitize=${KASANE_SANITIZERS} -fno-omit-frame-pointer
                        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${KASANE_SANITIZERS})
else()
    # The program reads what strangers send: an index out of range must stop it, not be used.
    add_compile_options(-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
add_link_options(-Wl,-z,relro,-z,now -Wl,--as-needed)
