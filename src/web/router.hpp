#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"
#include "web/server.hpp"

namespace kasane::web {

/// Finds the handler of a request in the route tables. At every segment a word wins over a
/// {parameter}, so "/cases/new" is found although "/cases/{case}" exists.
class Router {
public:
    /// Two routes for the same method and path, or two names for the same parameter place, are a
    /// broken invariant: found at start, not by a user.
    Router(std::vector<Route> routes, ErrorPage error_page);

    /// Every route, in the order it was given: for the tests that walk them all.
    [[nodiscard]] const std::vector<Route>& routes() const noexcept { return routes_; }

    struct Match {
        const Route* route = nullptr;
        bool path_exists = false;  ///< with another method
        std::map<std::string, std::string, std::less<>> parameters;
    };
    [[nodiscard]] Match find(Method method, std::string_view path) const;

    /// The handler's answer; 404 for an unknown path and 405 for the wrong method.
    [[nodiscard]] Response answer(Request& request) const;

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
        std::unique_ptr<Node> parameter;
        std::map<Method, const Route*> here;
    };
    void insert(const Route& route);
    static const Node* walk(const Node& node, std::string_view rest,
                            std::vector<std::string_view>& values);

    std::vector<Route> routes_;
    ErrorPage error_page_;
    std::unique_ptr<Node> root_;
};

/// Several route tables as one.
[[nodiscard]] std::vector<Route> join_routes(std::vector<std::vector<Route>> tables);

}  // namespace kasane::web
