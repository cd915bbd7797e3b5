#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "web/form_reading.hpp"
#include "web/http.hpp"

namespace kasane::web {

/// A file that somebody chose, with what it holds.
struct ChosenFile {
    std::string name;
    std::string content;
};
/// The files of one field. One larger than that many bytes is a mistake beside the field and not read; a
/// field left empty sends a part without name and content.
[[nodiscard]] std::vector<ChosenFile> chosen_files(FormReader& form, const Request& request,
                                                   std::string_view field, std::size_t most_bytes);
/// No page can carry a file: when a form comes back, whoever chose one is asked to choose it again.
void ask_for_files_again(FormReader& form, const Request& request, std::string_view field);

}  // namespace kasane::web
