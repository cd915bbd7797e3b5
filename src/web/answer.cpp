#include "web/answer.hpp"

#include <cxxabi.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <memory>
#include <typeinfo>
#include <utility>

#include "kernel/ensure.hpp"
#include "storage/database.hpp"
#include "web/error_page.hpp"
#include "web/request_id.hpp"

namespace kasane::web {
namespace {

/// What other exceptions say of themselves may quote the input, so only their kind is logged.
std::string kind_of(const std::exception& fault) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(typeid(fault).name(), nullptr, nullptr, &status), &std::free);
    return status == 0 ? std::string(name.get()) : std::string(typeid(fault).name());
}

Response page_or_last_resort(int status, const std::string& request_id,
                             const ErrorPage& error_page) {
    try {
        return error_page(status, request_id);
    } catch (const std::exception& fault) {
        spdlog::error("request {}: the error page itself failed: {}", request_id, kind_of(fault));
        return plain_error_page(status, request_id);
    }
}

Response ask(const Application& application, Request& request, const ErrorPage& error_page) {
    const auto& id = request.request_id;
    const auto* method = request.method == Method::Post ? "POST" : "GET";
    const auto shape = [&] { return path_shape(request.path); };
    try {
        return application(request);
    } catch (const storage::StorageFault& fault) {
        spdlog::error("request {}: {} {}: storage fault: {}", id, method, shape(), fault.what());
        auto response = page_or_last_resort(503, id, error_page);
        response.add_header("Retry-After", "10");
        return response;
    } catch (const BrokenInvariant& fault) {
        spdlog::error("request {}: {} {}: broken invariant: {}", id, method, shape(), fault.what());
    } catch (const std::exception& fault) {
        spdlog::error("request {}: {} {}: unexpected {}", id, method, shape(), kind_of(fault));
    } catch (...) {
        spdlog::error("request {}: {} {}: unexpected fault of no known kind", id, method, shape());
    }
    return page_or_last_resort(500, id, error_page);
}

}  // namespace

Response answer(RawRequest raw, const ParsingRules& rules, const Application& application,
                const ErrorPage& error_page) {
    auto request_id = new_request_id();
    ParsedRequest parsed;
    try {
        parsed = parse_request(std::move(raw), rules);
    } catch (const storage::StorageFault& fault) {
        spdlog::error("request {}: storage fault while reading: {}", request_id, fault.what());
        return page_or_last_resort(503, request_id, error_page);
    } catch (const std::exception& fault) {
        spdlog::error("request {}: unexpected {} while reading", request_id, kind_of(fault));
        return page_or_last_resort(500, request_id, error_page);
    }
    if (parsed.problem) {
        spdlog::info("request {}: answered {}: {}", request_id, parsed.problem->status,
                     parsed.problem->why);
        auto response = page_or_last_resort(parsed.problem->status, request_id, error_page);
        if (parsed.problem->status == 405) response.add_header("Allow", "GET, HEAD, POST");
        return response;
    }
    parsed.request.request_id = std::move(request_id);
    return ask(application, parsed.request, error_page);
}

Response error_answer(int status, std::string_view why, const ErrorPage& error_page) {
    const auto request_id = new_request_id();
    spdlog::info("request {}: answered {}: {}", request_id, status, why);
    return page_or_last_resort(status, request_id, error_page);
}

std::string path_shape(std::string_view path) {
    std::string shape;
    std::size_t from = 0;
    while (from < path.size() && shape.size() < 200) {
        const auto to = std::min(path.find('/', from + 1), path.size());
        const auto segment = path.substr(from + 1, to - from - 1);
        // A word of a route: letters, "-" and "_" only. Ids, numbers and names have others.
        const bool word =
            segment.size() <= 30 && std::all_of(segment.begin(), segment.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || c == '-' || c == '_';
            });
        shape += '/';
        shape += word ? segment : std::string_view("{}");
        from = to;
    }
    return shape;
}

}  // namespace kasane::web
