#include "people/person_keys.hpp"

#include <algorithm>
#include <array>

#include "kernel/japanese_text.hpp"

namespace kasane::people {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

bool has_digit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Several numbers may stand in one field: 「0266-00-0000 / 000-0000-0001」.
std::vector<std::string> phone_keys(std::string_view phone) {
    std::string text(phone);
    for (const std::string_view separator : {"、", "，", "／", "・", ",", ";", "\n"}) {
        replace_all(text, separator, "/");
    }
    std::vector<std::string> keys;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('/', begin), text.size());
        auto digits = digits_of(std::string_view(text).substr(begin, end - begin));
        // Shorter ones are extensions or mistyped; they would bring strangers together.
        constexpr std::size_t shortest_number = 9;
        if (digits.size() >= shortest_number) keys.push_back(std::move(digits));
        begin = end + 1;
    }
    return keys;
}

bool has_a_name(const NewPerson& person) {
    switch (person.identity_status) {
        case IdentityStatus::Identified:
        case IdentityStatus::Alias:
            return true;
        case IdentityStatus::Anonymous:
        case IdentityStatus::Unidentified:
            return false;
    }
    broken_invariant("every identity status says whether there is a name",
                     std::source_location::current());
}

}  // namespace

std::string address_key(std::string_view address, std::string_view town_name) {
    std::string key = search_key(address);
    const std::string town = search_key(town_name);
    if (const auto at = key.find(town); !town.empty() && at != std::string::npos) {
        key.erase(0, at + town.size());
    }
    constexpr std::string_view dash = "ー";
    for (const std::string_view word : {"丁目", "番地ノ", "番地", "番", "号"}) {
        replace_all(key, word, dash);
    }
    replace_all(key, "ーー", dash);
    if (key.ends_with(dash)) key.resize(key.size() - dash.size());
    return has_digit(key) ? key : std::string();
}

std::vector<PersonKey> keys_of(const NewPerson& person, std::string_view town_name) {
    std::vector<PersonKey> keys;
    const auto add = [&](KeyKind kind, std::string key) {
        if (!key.empty()) keys.push_back({kind, std::move(key)});
    };
    if (has_a_name(person)) {
        add(KeyKind::Name, search_key(person.name));
        add(KeyKind::Kana, search_key(person.name_kana));
    }
    if (person.birth_date) add(KeyKind::Birth, person.birth_date->text());
    if (!person.is_protected) {
        for (auto& phone : phone_keys(person.phone)) add(KeyKind::Phone, std::move(phone));
        add(KeyKind::Address, address_key(person.address, town_name));
    }
    std::ranges::sort(keys);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
    return keys;
}

}  // namespace kasane::people
