#include "tests/load/visitor.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "web/form_names.hpp"
#include "web/http.hpp"

namespace kasane::load {
namespace {

std::string csrf_in(std::string_view page) {
    const auto mark = between(page, fmt::format("name=\"{}\" value=\"", web::csrf_field), "\"");
    if (mark.empty())
        throw std::runtime_error("a page with a form carries the mark of its session");
    return std::string(mark);
}

std::string cookie_in(const tests::RawAnswer& answer, std::string_view name) {
    const auto given = answer.header("Set-Cookie");
    if (!given.starts_with(std::string(name) + "=")) {
        throw std::runtime_error(fmt::format("no cookie {} was given", name));
    }
    return given.substr(0, given.find(';'));
}

}  // namespace

std::string_view between(std::string_view text, std::string_view before, std::string_view behind,
                         std::size_t begin) {
    const auto at = text.find(before, begin);
    if (at == std::string_view::npos) return {};
    const auto from = at + before.size();
    return text.substr(from, text.find(behind, from) - from);
}

Visitor::Visitor(std::uint16_t port, const std::string& login, const std::string& password)
    : port_(port), client_(port) {
    const auto door = get("/sign-in");
    cookie_ = cookie_in(door, "kasane-visitor");
    csrf_ = csrf_in(door.body);
    const auto entered =
        post("/sign-in", {{"login", login}, {"password", password}, {"next", "/"}}, 303);
    cookie_ = cookie_in(entered, "kasane");
    csrf_ = csrf_in(get("/account/password").body);
}

std::string Visitor::get_request(std::string_view path) const {
    return fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n", path, port_,
                       cookie_);
}

std::string Visitor::post_request(std::string_view path, FormValues values) const {
    values.emplace_back(web::csrf_field, csrf_);
    std::string form;
    for (const auto& [name, value] : values) {
        form += fmt::format("{}{}={}", form.empty() ? "" : "&", name, web::url_encode(value));
    }
    return fmt::format(
        "POST {0} HTTP/1.1\r\nHost: 127.0.0.1:{1}\r\nOrigin: http://127.0.0.1:{1}\r\n"
        "Sec-Fetch-Site: same-origin\r\nCookie: {2}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {3}\r\n\r\n{4}",
        path, port_, cookie_, form.size(), form);
}

tests::RawAnswer Visitor::get(std::string_view path, int status) {
    return ask(get_request(path), path, status);
}

tests::RawAnswer Visitor::post(std::string_view path, FormValues values, int status) {
    return ask(post_request(path, std::move(values)), path, status);
}

tests::RawAnswer Visitor::ask(const std::string& request, std::string_view path, int status) {
    auto answer = client_.ask(request);
    if (!answer) throw std::runtime_error(fmt::format("{} was not answered", path));
    if (answer->status != status) {
        throw std::runtime_error(
            fmt::format("{} was answered with {} instead of {}", path, answer->status, status));
    }
    return std::move(*answer);
}

}  // namespace kasane::load
