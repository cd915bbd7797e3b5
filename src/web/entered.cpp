#include "web/entered.hpp"

#include <algorithm>
#include <utility>

namespace kasane::web {

Entered::Entered(Fields fields, std::vector<FieldError> errors, bool stale)
    : fields_(std::move(fields)), errors_(std::move(errors)), present_(true), stale_(stale) {}

std::string Entered::value(std::string_view name, std::string_view otherwise) const {
    return std::string(present_ ? fields_.get(name) : otherwise);
}

bool Entered::chosen(std::string_view name, std::string_view code, bool otherwise) const {
    if (!present_) return otherwise;
    const auto codes = fields_.all(name);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string Entered::error(std::string_view name) const {
    const auto found = std::find_if(errors_.begin(), errors_.end(),
                                    [&](const FieldError& each) { return each.field == name; });
    return found == errors_.end() ? std::string() : found->message;
}

}  // namespace kasane::web
