#include "web/multipart_reading.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>

#include "storage/database.hpp"
#include "web/mapped_file.hpp"
#include "web/spool_file.hpp"

// Our own reader, because the one of the library at hand loses its place after a line that begins
// with two hyphens: a file that ends so comes out a byte longer than it was.

namespace kasane::web {
namespace {

constexpr std::size_t maximum_boundary_bytes = 70;  // RFC 2046 §5.1.1
constexpr std::size_t maximum_part_head_bytes = 8192;
constexpr std::size_t maximum_name_bytes = 200;
constexpr std::size_t maximum_file_name_bytes = 150;

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes a quoted text from behind its first quotation mark up to the last. A backslash stands
/// before a quotation mark or a backslash; before anything else it is one (old names of folders).
std::optional<std::string> take_quoted(std::string_view& rest) {
    std::string text;
    while (!rest.empty()) {
        char c = rest.front();
        rest.remove_prefix(1);
        if (c == '"') return text;
        if (c == '\\' && !rest.empty() && (rest.front() == '"' || rest.front() == '\\')) {
            c = rest.front();
            rest.remove_prefix(1);
        }
        text += c;
    }
    return std::nullopt;
}

/// Browsers write a quotation mark and line breaks in names as %22, %0D and %0A (WHATWG form data).
std::string unescaped_name(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, char>, 3> escapes{
        {{"%22", '"'}, {"%0D", '\r'}, {"%0A", '\n'}}};
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto rest = name.substr(i);
        const auto* found = std::find_if(escapes.begin(), escapes.end(), [&](const auto& escape) {
            return rest.starts_with(escape.first);
        });
        plain += found == escapes.end() ? name[i] : found->second;
        if (found != escapes.end()) i += 2;
    }
    return plain;
}

bool is_boundary(std::string_view boundary) {
    return !boundary.empty() && boundary.size() <= maximum_boundary_bytes &&
           boundary.back() != ' ' && std::all_of(boundary.begin(), boundary.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
           });
}

/// A part of a form: what its header lines say, and its content as it lies in the body.
struct Part {
    std::string disposition;
    std::string content_type;
    std::string_view content;
};

/// Cuts a body into its parts: each begins behind a line with the boundary and ends before the next
/// one; two hyphens behind the boundary end the body.
class PartReader {
public:
    PartReader(std::string_view body, std::string_view boundary)
        : delimiter_("\r\n--" + std::string(boundary)),
          searcher_(delimiter_.begin(), delimiter_.end()),
          rest_(body) {}

    /// What stands before the first boundary says nothing. False where there is none.
    bool find_first() {
        // The very first boundary has no line break before it.
        if (rest_.starts_with(std::string_view(delimiter_).substr(2))) {
            rest_.remove_prefix(delimiter_.size() - 2);
            return true;
        }
        return take_until_boundary().has_value();
    }

    enum class Next { Part, End, Broken };
    Next next(Part& part) {
        if (rest_.starts_with("--")) return Next::End;
        const auto line = rest_.find("\r\n");
        // Blanks are allowed behind a boundary, nothing else.
        if (line == std::string_view::npos || !trimmed(rest_.substr(0, line)).empty()) {
            return Next::Broken;
        }
        rest_.remove_prefix(line + 2);
        if (!take_head(part)) return Next::Broken;
        const auto content = take_until_boundary();
        if (!content) return Next::Broken;
        part.content = *content;
        return Next::Part;
    }

private:
    std::optional<std::string_view> take_until_boundary() {
        const auto found = std::search(rest_.begin(), rest_.end(), searcher_);
        if (found == rest_.end()) return std::nullopt;
        const auto length = static_cast<std::size_t>(found - rest_.begin());
        const auto taken = rest_.substr(0, length);
        rest_.remove_prefix(length + delimiter_.size());
        return taken;
    }

    bool take_head(Part& part) {
        part = {};
        std::size_t bytes = 0;
        for (;;) {
            const auto end = rest_.substr(0, maximum_part_head_bytes).find("\r\n");
            if (end == std::string_view::npos) return false;
            const auto line = rest_.substr(0, end);
            rest_.remove_prefix(end + 2);
            if (line.empty()) return true;
            bytes += line.size();
            const auto colon = line.find(':');
            if (colon == std::string_view::npos || bytes > maximum_part_head_bytes) return false;
            const auto name = lower(line.substr(0, colon));
            if (name == "content-disposition") part.disposition = trimmed(line.substr(colon + 1));
            if (name == "content-type") part.content_type = trimmed(line.substr(colon + 1));
        }
    }

    std::string delimiter_;
    std::boyer_moore_horspool_searcher<std::string::const_iterator> searcher_;
    std::string_view rest_;
};

/// Puts the parts of one form where they belong.
class FormParts {
public:
    FormParts(const MultipartRules& rules, Fields& form, std::vector<UploadedFile>& files)
        : rules_(rules), form_(form), files_(files) {}

    std::optional<RequestProblem> take(const Part& part) {
        const auto disposition = read_header_parameters(part.disposition);
        const auto sent_name = disposition ? disposition->get("name") : std::nullopt;
        if (!sent_name || disposition->value != "form-data") {
            return RequestProblem{400, "a part of the form has no name"};
        }
        auto name = unescaped_name(*sent_name);
        if (name.empty() || name.size() > maximum_name_bytes || !is_printable_text(name)) {
            return RequestProblem{400, "the name of a part cannot be read"};
        }
        const auto file_name = disposition->get("filename");
        if (!file_name) return take_field(std::move(name), part.content);
        return take_file(std::move(name), *file_name, part);
    }

private:
    std::optional<RequestProblem> take_field(std::string name, std::string_view value) {
        field_bytes_ += value.size();
        if (field_bytes_ > rules_.form_bytes) {
            return RequestProblem{413, "the text fields are larger than a form may be"};
        }
        if (!is_valid_utf8(value)) return RequestProblem{400, "a field is not UTF-8"};
        if (form_.entries().size() >= rules_.fields) {
            return RequestProblem{400, "there are too many fields"};
        }
        form_.add(std::move(name), std::string(value));
        return std::nullopt;
    }

    std::optional<RequestProblem> take_file(std::string name, std::string_view file_name,
                                            const Part& part) {
        // A file field in which nobody chose a file comes with an empty name.
        if (file_name.empty() && part.content.empty()) return std::nullopt;
        if (files_.size() >= rules_.files) return RequestProblem{400, "there are too many files"};
        const bool plain_type = !part.content_type.empty() && part.content_type.size() <= 100 &&
                                is_printable_text(part.content_type);
        UploadedFile file{
            .field = std::move(name),
            .file_name = harmless_file_name(unescaped_name(file_name)),
            .content_type = plain_type ? part.content_type : "application/octet-stream",
            .spooled = {},
            .size = part.content.size()};
        // The fields of the form must not be lost with a file that there is no room for.
        if (auto spool = spooled(part.content)) {
            file.spooled = spool->path();
            file.held = std::move(spool);
        }
        files_.push_back(std::move(file));
        return std::nullopt;
    }

    /// Nothing when the disk does not take it.
    [[nodiscard]] std::shared_ptr<SpoolFile> spooled(std::string_view content) const {
        try {
            auto spool = std::make_shared<SpoolFile>(rules_.spool_directory);
            spool->write(content);
            spool->finish();
            return spool;
        } catch (const storage::StorageFault& fault) {
            spdlog::error("{}", fault.what());
            return nullptr;
        }
    }

    const MultipartRules& rules_;
    Fields& form_;
    std::vector<UploadedFile>& files_;
    std::size_t field_bytes_ = 0;
};

/// Cuts to whole UTF-8 characters.
std::string_view cut(std::string_view text, std::size_t maximum_bytes) {
    if (text.size() <= maximum_bytes) return text;
    while (maximum_bytes > 0 && (static_cast<unsigned char>(text[maximum_bytes]) & 0xC0) == 0x80) {
        --maximum_bytes;
    }
    return text.substr(0, maximum_bytes);
}

}  // namespace

std::optional<std::string> HeaderParameters::get(std::string_view name) const {
    for (const auto& [key, held] : parameters) {
        if (key == name) return held;
    }
    return std::nullopt;
}

std::optional<HeaderParameters> read_header_parameters(std::string_view line) {
    HeaderParameters read;
    const auto first = line.find(';');
    read.value = lower(trimmed(line.substr(0, first)));
    auto rest = first == std::string_view::npos ? std::string_view() : line.substr(first + 1);
    while (!trimmed(rest).empty()) {
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        auto name = lower(trimmed(rest.substr(0, equals)));
        rest = rest.substr(equals + 1);
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
        std::string held;
        if (rest.starts_with('"')) {
            rest.remove_prefix(1);
            auto quoted = take_quoted(rest);
            if (!quoted) return std::nullopt;
            held = std::move(*quoted);
        } else {
            held = trimmed(rest.substr(0, rest.find(';')));
        }
        read.parameters.emplace_back(std::move(name), std::move(held));
        const auto next = rest.find(';');
        if (next == std::string_view::npos) break;
        rest = rest.substr(next + 1);
    }
    return read;
}

std::string harmless_file_name(std::string_view name) {
    const auto folder = name.find_last_of("/\\");
    if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
    std::string clean;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) clean += c;
    }
    while (clean.starts_with('.') || clean.starts_with(' ')) clean.erase(0, 1);
    if (clean.empty() || !is_printable_text(clean)) return "名称なし";
    if (clean.size() <= maximum_file_name_bytes) return clean;
    const auto dot = clean.rfind('.');
    const bool has_ending = dot != std::string::npos && clean.size() - dot <= 10;
    const std::string ending = has_ending ? clean.substr(dot) : std::string();
    return std::string(cut(clean, maximum_file_name_bytes - ending.size())) + ending;
}

std::optional<RequestProblem> read_multipart(std::string_view body, std::string_view content_type,
                                             const MultipartRules& rules, Fields& form,
                                             std::vector<UploadedFile>& files) {
    const auto type = read_header_parameters(content_type);
    const auto boundary = type ? type->get("boundary") : std::nullopt;
    if (!boundary || !is_boundary(*boundary)) {
        return RequestProblem{400, "the boundary cannot be read"};
    }
    PartReader reader(body, *boundary);
    if (!reader.find_first()) return RequestProblem{400, "the form has no parts"};
    FormParts parts(rules, form, files);
    Part part;
    for (;;) {
        switch (reader.next(part)) {
            case PartReader::Next::End:
                return std::nullopt;
            case PartReader::Next::Broken:
                return RequestProblem{400, "the form breaks off or cannot be read"};
            case PartReader::Next::Part:
                if (auto problem = parts.take(part)) return problem;
                break;
        }
    }
}

std::optional<RequestProblem> read_spooled_multipart(const SpoolFile& body, std::string_view rest,
                                                     std::string_view content_type,
                                                     const MultipartRules& rules, Fields& form,
                                                     std::vector<UploadedFile>& files) {
    const MappedFile mapped(body.path());
    if (rest.empty()) return read_multipart(mapped.content(), content_type, rules, form, files);
    std::string whole(mapped.content());
    whole += rest;
    return read_multipart(whole, content_type, rules, form, files);
}

}  // namespace kasane::web
