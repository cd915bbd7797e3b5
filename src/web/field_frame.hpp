#pragma once

#include <string>

#include "web/html.hpp"

namespace kasane::web {

/// What surrounds every control: label above, help under the label, error under the field. Only
/// the components themselves use it.
class FieldFrame {
public:
    FieldFrame(std::string name, std::string error, std::string help);

    /// The label of one control.
    [[nodiscard]] Html heading(const std::string& label, bool required) const;
    /// Label, help, control and error of one control.
    [[nodiscard]] Html around(const Html& heading, const Html& control) const;
    /// The same for several controls that answer one question.
    [[nodiscard]] Html around_group(const std::string& legend, bool required,
                                    const Html& controls) const;

    [[nodiscard]] Attribute invalid() const;
    /// Names help and error to screen readers.
    [[nodiscard]] Attribute described() const;
    [[nodiscard]] Attribute required(bool required) const;

private:
    [[nodiscard]] Html help_line() const;
    [[nodiscard]] Html error_line() const;
    std::string name_;
    std::string error_;
    std::string help_;
};

}  // namespace kasane::web
