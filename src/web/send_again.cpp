#include "web/send_again.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "web/form_fields.hpp"
#include "web/form_names.hpp"
#include "web/form_reading.hpp"
#include "web/forms.hpp"
#include "web/patterns.hpp"

namespace kasane::web {
namespace {

/// A value that somebody wrote: no mark of the form, no id, no code.
bool is_written(std::string_view name, std::string_view value) {
    if (is_form_mark(name) || is_password(name)) return false;
    return std::ranges::any_of(value, [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '\n';
    });
}

bool can_be_carried(const Request& request) {
    if (request.method != Method::Post || !is_local_path(address_of(request))) return false;
    if (request.form.get(form_token_field).empty()) return false;
    std::vector<std::string> masked;
    static_cast<void>(without_my_numbers(request.form, masked));
    return masked.empty() && std::ranges::none_of(request.form.entries(), [](const auto& field) {
               return is_password(field.first);
           });
}

/// No page can carry a file: each is chosen once more.
Html files_again(const std::vector<UploadedFile>& files) {
    std::map<std::string, std::string> names;
    for (const auto& file : files) names[file.field] += fmt::format("「{}」", file.file_name);
    Html fields;
    for (const auto& [field, named] : names) {
        fields += upload_field({.name = field,
                                .label = "添付していたファイル",
                                .help = named + "を、もう一度選んでください",
                                .several = true});
    }
    return fields;
}

}  // namespace

Html written_words(const Fields& fields) {
    std::vector<std::string> masked;
    const auto typed = without_my_numbers(fields, masked);
    Html words;
    for (const auto& [name, value] : typed.entries()) {
        if (is_written(name, value)) words += written_text(value);
    }
    return words;
}

std::optional<Html> send_again(const Request& request) {
    if (!can_be_carried(request)) return std::nullopt;
    Html carried;
    for (const auto& [name, value] : request.form.entries()) carried += hidden_field(name, value);
    const auto words = written_words(request.form);
    return group(
        tags::p("保存の仕組みが一時的に使えません。これまでに保存した記録は失われていません。"),
        tags::p(
            "いま送った内容は、保存できたか確かめられていませんが、この画面に残っています。"
            "少し待ってから「もう一度送る」を押してください。先に送った分が保存されていたときも、"
            "二重には保存されません。"),
        post_form({.action = address_of(request), .tokens = {}, .upload = !request.files.empty()},
                  group(carried, files_again(request.files),
                        submit_row({.buttons = {{.label = "もう一度送る"}}}))),
        when(!words.empty(), [&] {
            return section({.title = "入力していた内容",
                            .explanation = "「もう一度送る」を押すと、このまま送られます。"},
                           words);
        }));
}

}  // namespace kasane::web
