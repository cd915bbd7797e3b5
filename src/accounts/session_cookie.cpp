#include "accounts/session_cookie.hpp"

namespace kasane::accounts {
namespace {

std::string_view session_name(const web::Request& request) {
    return request.secure ? "__Host-kasane" : "kasane";
}

std::string_view visitor_name(const web::Request& request) {
    return request.secure ? "__Host-kasane-visitor" : "kasane-visitor";
}

std::string_view step_name(const web::Request& request) {
    return request.secure ? "__Host-kasane-step" : "kasane-step";
}

std::string_view cookie_of(const web::Request& request, std::string_view name) {
    const auto found = request.cookies.find(name);
    return found == request.cookies.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::string_view session_token_of(const web::Request& request) {
    return cookie_of(request, session_name(request));
}

void give_session(web::Response& response, const web::Request& request, std::string_view token) {
    response.add_header("Set-Cookie", web::set_cookie(session_name(request), token,
                                                      {.secure = request.secure, .seconds = {}}));
}

void take_session(web::Response& response, const web::Request& request) {
    response.add_header("Set-Cookie", web::clear_cookie(session_name(request), request.secure));
}

std::string_view visitor_token_of(const web::Request& request) {
    return cookie_of(request, visitor_name(request));
}

void give_visitor_token(web::Response& response, const web::Request& request,
                        std::string_view token) {
    response.add_header("Set-Cookie", web::set_cookie(visitor_name(request), token,
                                                      {.secure = request.secure, .seconds = {}}));
}

std::string_view step_token_of(const web::Request& request) {
    return cookie_of(request, step_name(request));
}

void give_step(web::Response& response, const web::Request& request, std::string_view token) {
    response.add_header("Set-Cookie", web::set_cookie(step_name(request), token,
                                                      {.secure = request.secure, .seconds = {}}));
}

void take_step(web::Response& response, const web::Request& request) {
    response.add_header("Set-Cookie", web::clear_cookie(step_name(request), request.secure));
}

}  // namespace kasane::accounts
