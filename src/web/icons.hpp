#pragma once

#include "web/html.hpp"

namespace kasane::web {

/// Small drawings that stand beside a word, never instead of one.
enum class Icon {
    Check,
    Clock,
    Warning,
    Information,
    Error,
    Person,
    People,
    Letter,
    Lock,
    Search,
    Plus,
    Menu,
    Pen,
    Print,
    Download,
    Phone,
    House,
    Speech,
    Calendar,
    Half,
    Circle,
    Stop,
    Next,
};

/// The drawing in the colour of the text around it; silent for screen readers.
[[nodiscard]] Html icon(Icon which);

}  // namespace kasane::web
