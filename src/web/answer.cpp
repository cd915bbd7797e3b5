#include "web/answer.hpp"

#include <cxxabi.h>
#include <fmt/format.h>
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

Request unread_request(std::string request_id) {
    Request request;
    request.request_id = std::move(request_id);
    return request;
}

Response page_or_last_resort(int status, const Request& request, const ErrorPage& error_page) {
    try {
        return error_page(status, request);
    } catch (const std::exception& fault) {
        spdlog::error("request {}: the error page itself failed: {}", request.request_id,
                      kind_of(fault));
        return plain_error_page(status, request);
    }
}

/// The one line in the log that somebody at the town hall reads: it is in their language, with the
/// number that stands on the page.
Response storage_fault_page(const Request& request, const std::string& where,
                            const storage::StorageFault& fault, const ErrorPage& error_page) {
    spdlog::error("お問い合わせ番号 {}: {}: {}", request.request_id, where, fault.what());
    auto response = page_or_last_resort(503, request, error_page);
    response.add_header("Retry-After", "10");
    return response;
}

Response ask(const Application& application, Request& request, const ErrorPage& error_page) {
    const auto& id = request.request_id;
    const auto* method = request.method == Method::Post ? "POST" : "GET";
    const auto shape = [&] { return path_shape(request.path); };
    try {
        return application(request);
    } catch (const storage::StorageFault& fault) {
        return storage_fault_page(request, fmt::format("{} {}", method, shape()), fault,
                                  error_page);
    } catch (const BrokenInvariant& fault) {
        spdlog::error("request {}: {} {}: broken invariant: {}", id, method, shape(), fault.what());
    } catch (const std::exception& fault) {
        spdlog::error("request {}: {} {}: unexpected {}", id, method, shape(), kind_of(fault));
    } catch (...) {
        spdlog::error("request {}: {} {}: unexpected fault of no known kind", id, method, shape());
    }
    return page_or_last_resort(500, request, error_page);
}

}  // namespace

Response answer(RawRequest raw, const ParsingRules& rules, const Application& application,
                const ErrorPage& error_page) {
    auto request_id = new_request_id();
    ParsedRequest parsed;
    try {
        parsed = parse_request(std::move(raw), rules);
    } catch (const storage::StorageFault& fault) {
        return storage_fault_page(unread_request(std::move(request_id)), "受取り中", fault,
                                  error_page);
    } catch (const std::exception& fault) {
        spdlog::error("request {}: unexpected {} while reading", request_id, kind_of(fault));
        return page_or_last_resort(500, unread_request(std::move(request_id)), error_page);
    }
    if (parsed.problem) {
        spdlog::info("request {}: answered {}: {}", request_id, parsed.problem->status,
                     parsed.problem->why);
        auto response = page_or_last_resort(parsed.problem->status,
                                            unread_request(std::move(request_id)), error_page);
        if (parsed.problem->status == 405) response.add_header("Allow", "GET, HEAD, POST");
        return response;
    }
    parsed.request.request_id = std::move(request_id);
    if (!std::ranges::all_of(parsed.request.files, &UploadedFile::is_taken)) {
        return storage_fault_page(
            parsed.request, fmt::format("POST {}", path_shape(parsed.request.path)),
            storage::StorageFault("受け取った添付資料を置く場所がありません。", true), error_page);
    }
    return ask(application, parsed.request, error_page);
}

Response error_answer(int status, std::string_view why, const ErrorPage& error_page) {
    const auto request = unread_request(new_request_id());
    spdlog::info("request {}: answered {}: {}", request.request_id, status, why);
    return page_or_last_resort(status, request, error_page);
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
