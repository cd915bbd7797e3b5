#include "tests/support/served_program.hpp"

#include <charconv>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace kasane::tests {

namespace {

std::vector<std::string> serve_words(std::vector<std::string> place) {
    std::vector<std::string> words{"serve", "--listen", "127.0.0.1:0"};
    for (auto& word : place) words.push_back(std::move(word));
    return words;
}

}  // namespace

ServedProgram::ServedProgram(std::vector<std::string> place, const Surroundings& surroundings)
    : program_(serve_words(std::move(place)), surroundings) {
    constexpr std::string_view ready = "/ で動いています";
    const auto line = program_.line_with(ready);
    if (!line) throw std::runtime_error("kasane serve ended: " + program_.wait().errors);
    const auto digits = line->rfind(':', line->find(ready)) + 1;
    std::from_chars(line->data() + digits, line->data() + line->size(), port_);
}

Ended ServedProgram::stop() {
    program_.signal(SIGTERM);
    return program_.wait();
}

void ServedProgram::kill() {
    program_.signal(SIGKILL);
    program_.wait();
}

}  // namespace kasane::tests
