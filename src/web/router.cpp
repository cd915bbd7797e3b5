#include "web/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

/// The first segment of "/cases/new" is "cases"; the rest is "/new".
std::pair<std::string_view, std::string_view> split_segment(std::string_view path) {
    const auto next = std::min(path.find('/', 1), path.size());
    return {path.substr(1, next - 1), path.substr(next)};
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::vector<std::string_view> parameter_names(std::string_view pattern) {
    std::vector<std::string_view> names;
    while (!pattern.empty()) {
        const auto [segment, rest] = split_segment(pattern);
        if (is_parameter(segment)) names.push_back(segment.substr(1, segment.size() - 2));
        pattern = rest;
    }
    return names;
}

}  // namespace

Router::Router(std::vector<Route> routes, ErrorPage error_page)
    : routes_(std::move(routes)),
      error_page_(std::move(error_page)),
      root_(std::make_unique<Node>()) {
    for (const auto& route : routes_) insert(route);
}

void Router::insert(const Route& route) {
    ensure(route.pattern.starts_with('/'), "a route begins with a slash");
    ensure(static_cast<bool>(route.handler), "a route has a handler");
    auto names = parameter_names(route.pattern);
    std::sort(names.begin(), names.end());
    ensure(std::adjacent_find(names.begin(), names.end()) == names.end(),
           "the parameters of a route have different names");

    auto* node = root_.get();
    std::string_view rest = route.pattern;
    while (!rest.empty()) {
        const auto [segment, after] = split_segment(rest);
        auto& child = is_parameter(segment) ? node->parameter : node->words[std::string(segment)];
        if (!child) child = std::make_unique<Node>();
        node = child.get();
        rest = after;
    }
    ensure(node->here.emplace(route.method, &route).second,
           fmt::format("a method and a path have one route: {}", route.pattern));
}

const Router::Node* Router::walk(const Node& node, std::string_view rest,
                                 std::vector<std::string_view>& values) {
    if (rest.empty()) return node.here.empty() ? nullptr : &node;
    const auto [segment, after] = split_segment(rest);
    if (const auto word = node.words.find(segment); word != node.words.end()) {
        if (const auto* found = walk(*word->second, after, values)) return found;
    }
    if (!node.parameter || segment.empty()) return nullptr;
    values.push_back(segment);
    if (const auto* found = walk(*node.parameter, after, values)) return found;
    values.pop_back();
    return nullptr;
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    if (!path.starts_with('/')) return match;
    std::vector<std::string_view> values;
    const auto* node = walk(*root_, path, values);
    if (node == nullptr) return match;
    match.path_exists = true;
    const auto found = node->here.find(method);
    if (found == node->here.end()) return match;
    match.route = found->second;
    const auto names = parameter_names(match.route->pattern);
    for (std::size_t i = 0; i < names.size(); ++i) match.parameters.emplace(names[i], values[i]);
    return match;
}

Response Router::answer(Request& request) const {
    auto match = find(request.method, request.path);
    if (match.route == nullptr) {
        auto response = error_page_(match.path_exists ? 405 : 404, request);
        if (match.path_exists) {
            response.add_header("Allow", request.method == Method::Post ? "GET, HEAD" : "POST");
        }
        return response;
    }
    request.parameters = std::move(match.parameters);
    return match.route->handler(request);
}

std::vector<Route> join_routes(std::vector<std::vector<Route>> tables) {
    std::vector<Route> all;
    for (auto& table : tables) {
        all.insert(all.end(), std::make_move_iterator(table.begin()),
                   std::make_move_iterator(table.end()));
    }
    return all;
}

}  // namespace kasane::web
