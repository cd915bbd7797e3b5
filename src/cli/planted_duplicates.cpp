#include "cli/planted_duplicates.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <string>

#include "cli/invented_people.hpp"

namespace kasane::cli {
namespace {

std::string_view word_of(Difference difference) {
    switch (difference) {
        case Difference::OtherKanji:
            return "other_kanji";
        case Difference::InKana:
            return "in_kana";
        case Difference::OtherAddress:
            return "other_address";
        case Difference::OtherName:
            return "other_name";
    }
    broken_invariant("every difference has its word", std::source_location::current());
}

/// 「佐藤 花子」 with another family name.
std::string with_family(std::string_view name, std::string_view family) {
    return std::string(family) + std::string(name.substr(name.find(' ')));
}

/// 「1番地2」 as 「1-2」.
std::string shortly(std::string address) {
    constexpr std::string_view number = "番地";
    if (const auto at = address.find(number); at != std::string::npos) {
        const bool goes_on = at + number.size() < address.size();
        address.replace(at, number.size(), goes_on ? "-" : "");
    }
    return address;
}

}  // namespace

people::NewPerson written_again(const people::NewPerson& person, Difference difference,
                                Chance& chance) {
    auto again = person;
    const std::string_view name(person.name);
    switch (difference) {
        case Difference::OtherKanji:
            again.name = with_family(name, written_otherwise(name.substr(0, name.find(' '))));
            again.address = invent_address(chance);
            again.phone.clear();
            break;
        case Difference::InKana:
            again.name = person.name_kana;
            again.address.clear();
            again.phone.clear();
            break;
        case Difference::OtherAddress:
            again.birth_date.reset();
            again.birth_note = "70代くらい";
            again.address = shortly(person.address);
            again.phone.clear();
            break;
        case Difference::OtherName: {
            const auto family = invent_family(chance);
            again.name = with_family(name, family.name);
            again.name_kana = with_family(person.name_kana, family.kana);
            again.address = invent_address(chance);
            break;
        }
    }
    return again;
}

void write_truth(const std::filesystem::path& file, std::span<const PlantedDuplicate> planted) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << "difference,earlier,later,earlier_desk,later_desk,name,name_kana,birth_date,address,"
           "phone\n";
    for (const auto& [difference, earlier, later, earlier_desk, later_desk, typed] : planted) {
        out << fmt::format("{},{},{},{},{},{},{},{},{},{}\n", word_of(difference), earlier.text(),
                           later.text(), earlier_desk.text(), later_desk.text(), typed.name,
                           typed.name_kana, typed.birth_date ? typed.birth_date->text() : "",
                           typed.address, typed.phone);
    }
    if (!out.flush()) throw std::runtime_error(fmt::format("{} に書けません。", file.string()));
}

}  // namespace kasane::cli
