#include "tests/support/html_reading.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "web/form_names.hpp"

namespace kasane::tests {
namespace {

using Attributes = std::map<std::string, std::string, std::less<>>;

constexpr std::array date_endings{web::era_ending, web::year_ending, web::month_ending,
                                  web::day_ending};

std::string without_escapes(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char>, 5> all{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
    std::string plain;
    while (!text.empty()) {
        const auto* found = std::ranges::find_if(
            all, [&](const auto& escape) { return text.starts_with(escape.first); });
        plain += found == all.end() ? text.front() : found->second;
        text.remove_prefix(found == all.end() ? 1 : found->first.size());
    }
    return plain;
}

struct Tag {
    std::string name;  ///< with "/" in front where it ends
    Attributes attributes;

    [[nodiscard]] std::string get(std::string_view attribute) const {
        const auto found = attributes.find(attribute);
        return found == attributes.end() ? std::string() : found->second;
    }
    [[nodiscard]] bool has(std::string_view attribute) const {
        return attributes.find(attribute) != attributes.end();
    }
};

/// `input class="k-input" required` → its name and attributes.
Tag tag_of(std::string_view inside) {
    Tag tag;
    auto end = std::min(inside.find(' '), inside.size());
    tag.name = inside.substr(0, end);
    while (end < inside.size()) {
        inside.remove_prefix(end + 1);
        const auto name_end = std::min(inside.find_first_of("= "), inside.size());
        const std::string name(inside.substr(0, name_end));
        end = name_end;
        std::string value;
        if (name_end < inside.size() && inside[name_end] == '=') {
            const auto close = inside.find('"', name_end + 2);
            value = without_escapes(inside.substr(name_end + 2, close - name_end - 2));
            end = close + 1;
        }
        if (!name.empty()) tag.attributes.emplace(name, std::move(value));
    }
    return tag;
}

/// Reads one page from its beginning to its end.
class Reader {
public:
    explicit Reader(std::string_view markup) : rest_(markup) {}

    HtmlPage read() {
        while (!rest_.empty()) {
            const auto open = std::min(rest_.find('<'), rest_.size());
            said(without_escapes(rest_.substr(0, open)));
            rest_.remove_prefix(open);
            if (rest_.empty()) break;
            const auto close = std::min(end_of_tag(), rest_.size() - 1);
            met(tag_of(rest_.substr(1, close - 1)));
            rest_.remove_prefix(close + 1);
        }
        return std::move(page_);
    }

private:
    /// A ">" inside a quoted value ends nothing; ours are escaped, but the test must not rely on it.
    [[nodiscard]] std::size_t end_of_tag() const {
        bool quoted = false;
        for (std::size_t at = 0; at < rest_.size(); ++at) {
            if (rest_[at] == '"') quoted = !quoted;
            if (rest_[at] == '>' && !quoted) return at;
        }
        return rest_.size();
    }

    void said(const std::string& words) {
        page_.text += words;
        if (!summary_target_.empty()) page_.summary[summary_target_] += words;
        if (!error_of_.empty()) page_.errors[error_of_] += words;
        if (in_text_field_) written_ += words;
    }

    void met(const Tag& tag) {
        if (tag.has("id")) page_.ids.insert(tag.get("id"));
        if (tag.name == "a" && in_summary_) summary_target_ = tag.get("href");
        if (tag.name == "/a") summary_target_.clear();
        if (tag.name == "div" && tag.get("id") == "error-summary") in_summary_ = true;
        if (tag.name == "/ul") in_summary_ = false;
        const auto id = tag.get("id");
        if (tag.name == "p" && id.starts_with("field-") && id.ends_with("-error")) {
            error_of_ = id.substr(6, id.size() - 12);
        }
        if (tag.name == "/p") error_of_.clear();
        if (tag.name == "form" && tag.get("method") == "post") {
            form_ = HtmlForm{.action = tag.get("action")};
            in_form_ = true;
        }
        if (tag.name == "/form" && in_form_) {
            in_form_ = false;
            page_.forms.push_back(std::move(form_));
        }
        if (in_form_) met_in_form(tag);
    }

    void met_in_form(const Tag& tag) {
        const auto name = tag.get("name");
        if (tag.name == "fieldset") group_is_required_ = false;
        // An area of choices says it in its heading.
        if (tag.name == "span" && tag.get("class") == "k-required") group_is_required_ = true;
        if (tag.name == "span" && tag.get("class") == "k-choice__mark") in_mark_ = true;
        if (tag.name == "/span") in_mark_ = false;
        if (tag.name == "/fieldset") group_is_required_ = false;
        if (tag.name == "button" && name == web::act_field) form_.acts.push_back(tag.get("value"));
        if (tag.name == "input" && !name.empty()) met_input(tag);
        if (tag.name == "textarea") {
            auto& field = field_named(name, HtmlField::Kind::Text);
            field.required = tag.has("aria-required");
            in_text_field_ = true;
            written_.clear();
            textarea_ = name;
        }
        if (tag.name == "/textarea") {
            in_text_field_ = false;
            // The markup begins with a line break that browsers drop.
            field_named(textarea_, HtmlField::Kind::Text).values = {written_.substr(1)};
        }
        if (tag.name == "select") {
            list_ = name;
            if (!name.ends_with(web::era_ending)) {
                field_named(name, HtmlField::Kind::Choice).required = tag.has("aria-required");
            }
            first_option_ = true;
        }
        if (tag.name == "option") met_option(tag);
    }

    void met_input(const Tag& tag) {
        const auto name = tag.get("name");
        const auto type = tag.get("type");
        if (type == "radio" || type == "checkbox") {
            const bool one = type == "radio";
            auto& field = field_named(name, one ? HtmlField::Kind::Choice : HtmlField::Kind::Ticks);
            if (in_mark_) field.place = ticks_;
            if (!one) ticks_ = name;
            if (tag.has("disabled")) return;
            field.choices.push_back(tag.get("value"));
            if (tag.has("checked")) field.values.push_back(tag.get("value"));
            return;
        }
        if (took_part_of_date(tag)) return;
        auto kind = HtmlField::Kind::Line;
        if (type == "hidden") kind = HtmlField::Kind::Hidden;
        if (type == "password") kind = HtmlField::Kind::Password;
        if (type == "file") kind = HtmlField::Kind::File;
        auto& field = field_named(name, kind);
        field.required = tag.has("aria-required");
        field.values = {tag.get("value")};
    }

    /// Year, month and day follow the era, which stands in a list of its own.
    bool took_part_of_date(const Tag& tag) {
        const auto name = tag.get("name");
        for (const auto ending : {web::year_ending, web::month_ending, web::day_ending}) {
            if (!name.ends_with(ending)) continue;
            const auto whole = name.substr(0, name.size() - ending.size());
            const auto date = std::ranges::find(form_.fields, whole, &HtmlField::name);
            if (date == form_.fields.end()) continue;
            date->values.push_back(tag.get("value"));
            return true;
        }
        return false;
    }

    void met_option(const Tag& tag) {
        if (tag.has("disabled")) return;
        if (list_.ends_with(web::era_ending)) {
            auto& date = field_named(list_.substr(0, list_.size() - web::era_ending.size()),
                                     HtmlField::Kind::Date);
            if (first_option_ || tag.has("selected")) date.values = {tag.get("value")};
            first_option_ = false;
            return;
        }
        auto& field = field_named(list_, HtmlField::Kind::Choice);
        field.choices.push_back(tag.get("value"));
        if (first_option_ || tag.has("selected")) field.values = {tag.get("value")};
        first_option_ = false;
    }

    HtmlField& field_named(std::string_view name, HtmlField::Kind kind) {
        const auto found = std::ranges::find(form_.fields, name, &HtmlField::name);
        if (found != form_.fields.end()) return *found;
        form_.fields.push_back(
            {.name = std::string(name), .kind = kind, .required = group_is_required_});
        form_.fields.back().place = form_.fields.back().name;
        return form_.fields.back();
    }

    std::string_view rest_;
    HtmlPage page_;
    HtmlForm form_;
    bool in_form_ = false;
    bool in_summary_ = false;
    bool in_text_field_ = false;
    bool first_option_ = false;
    bool group_is_required_ = false;
    bool in_mark_ = false;
    std::string ticks_;
    std::string summary_target_;
    std::string error_of_;
    std::string textarea_;
    std::string list_;
    std::string written_;
};

}  // namespace

const HtmlField* HtmlForm::field(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &HtmlField::name);
    return found == fields.end() ? nullptr : &*found;
}

web::Fields HtmlForm::untouched() const {
    web::Fields sent;
    for (const auto& field : fields) {
        if (field.kind == HtmlField::Kind::Date) {
            for (std::size_t i = 0; i < field.values.size(); ++i) {
                sent.add(field.name + std::string(date_endings.at(i)), field.values[i]);
            }
            continue;
        }
        for (const auto& value : field.values) sent.add(field.name, value);
    }
    if (!acts.empty()) sent.add(std::string(web::act_field), acts.front());
    return sent;
}

const HtmlForm* HtmlPage::form(std::string_view action) const {
    const auto found = std::ranges::find(forms, action, &HtmlForm::action);
    return found == forms.end() ? nullptr : &*found;
}

HtmlPage read_html(std::string_view markup) { return Reader(markup).read(); }

}  // namespace kasane::tests
