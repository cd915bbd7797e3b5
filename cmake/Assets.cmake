# build/assets: what a browser loads, made by tools/build_assets only when something of it changed.
file(GLOB asset_sources CONFIGURE_DEPENDS
    "${CMAKE_SOURCE_DIR}/assets/css/*" "${CMAKE_SOURCE_DIR}/assets/js/*.js"
    "${CMAKE_SOURCE_DIR}/assets/images/*")
add_custom_command(
    OUTPUT "${CMAKE_BINARY_DIR}/assets/manifest.txt"
    COMMAND "${CMAKE_SOURCE_DIR}/tools/build_assets" "${CMAKE_BINARY_DIR}/assets"
    DEPENDS ${asset_sources} "${CMAKE_SOURCE_DIR}/tools/build_assets"
            "${CMAKE_SOURCE_DIR}/package-lock.json"
    COMMENT "Building the assets"
    VERBATIM)
add_custom_target(assets ALL DEPENDS "${CMAKE_BINARY_DIR}/assets/manifest.txt")
