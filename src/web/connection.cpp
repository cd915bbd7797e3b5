#include "web/connection.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <optional>
#include <string>

#include "storage/database.hpp"
#include "web/answer.hpp"
#include "web/on_worker.hpp"
#include "web/response_head.hpp"
#include "web/spool_file.hpp"

namespace kasane::web {
namespace {
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using std::chrono::steady_clock;
using RequestParser = http::request_parser<http::buffer_body>;
constexpr std::size_t read_bytes = 4096;
constexpr std::size_t chunk_bytes = std::size_t{16} * 1024;
constexpr std::size_t spool_bytes = std::size_t{256} * 1024;  ///< written to disk at once
constexpr std::size_t write_bytes = std::size_t{256} * 1024;  ///< sent under one deadline
constexpr std::size_t discard_bytes = std::size_t{64} * 1024 * 1024;
auto into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

std::string field(const http::fields& fields, http::field name) {
    const auto value = fields[name];
    return {value.data(), value.size()};
}

std::string field(const http::fields& fields, std::string_view name) {
    const auto value = fields[beast::string_view(name.data(), name.size())];
    return {value.data(), value.size()};
}

/// An answer as it goes over the wire.
struct Outgoing {
    std::string head;
    Response response;
    bool close = false;
};
}  // namespace

class Connection {
public:
    Connection(ServerState& state, asio::ip::tcp::socket socket)
        : state_(state), limits_(state.options.limits), stream_(std::move(socket)) {
        state_.connections.insert(this);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() { state_.connections.erase(this); }

    Task serve() {
        error_code ignored;
        // An answer is one write; waiting for more of it would only make it late.
        stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        const auto peer = stream_.socket().remote_endpoint(ignored);
        peer_address_ = peer.address().to_string(ignored);
        peer_is_loopback_ = peer.address().is_loopback();
        // One co_await a statement: GCC 12 also runs those that "&&" and "?:" would leave out.
        bool goes_on = true;
        while (goes_on && !state_.draining) {
            goes_on = co_await wait_for_request();
            if (goes_on) goes_on = co_await serve_request();
        }
        co_await say_goodbye();
    }

    Task turn_away() {
        Response busy =
            plain_text("ただいま混み合っています。少し待ってからもう一度開いてください。", 503);
        busy.add_header("Retry-After", "10");
        Outgoing outgoing{response_head(busy, {.path = "/", .close = true}), std::move(busy), true};
        co_await send(outgoing, true);
        co_await say_goodbye();
    }

    /// Only the waiting ends: a request whose first bytes are here already must not be cut.
    void stop_waiting() {
        if (idle_) stream_.cancel();
    }
    void close() { stream_.close(); }

private:
    /// Waits for the first byte, unless the next request came together with the last one.
    asio::awaitable<bool> wait_for_request() {
        if (buffer_.size() > 0) co_return true;
        stream_.expires_after(served_before_ ? limits_.idle_time : limits_.header_time);
        error_code error;
        idle_ = true;
        auto count = co_await stream_.async_read_some(buffer_.prepare(read_bytes), into(error));
        idle_ = false;
        if (error == asio::error::operation_aborted && has_unread_bytes()) {
            // The drain began in the moment in which a request arrived: it is served still.
            count = co_await stream_.async_read_some(buffer_.prepare(read_bytes), into(error));
        }
        if (error) co_return false;
        buffer_.commit(count);
        co_return true;
    }

    bool has_unread_bytes() {
        error_code error;
        return stream_.socket().available(error) > 0 && !error;
    }

    /// True when the connection can take another request.
    asio::awaitable<bool> serve_request() {
        RequestParser parser;
        parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
        // For lack of an "unlimited" that works, the largest body; the form's limit comes below.
        parser.body_limit(limits_.upload_bytes);
        stream_.expires_after(limits_.header_time);
        error_code error;
        co_await http::async_read_header(stream_, buffer_, parser, into(error));
        if (error) co_return co_await refuse_unreadable(error);

        auto raw = raw_request(parser.get());
        const bool multipart = raw.method == "POST" && is_multipart(raw.content_type);
        const auto limit = multipart ? limits_.upload_bytes : limits_.form_bytes;
        if (parser.content_length() && *parser.content_length() > limit) {
            co_return co_await refuse(413, "the body is longer than its kind may be");
        }
        if (parser.get().count(http::field::host) > 1) {
            co_return co_await refuse(400, "there is more than one host");
        }
        UploadInMemory in_memory(state_.uploads_in_memory);
        if (!parser.is_done()) {
            if (parser.chunked()) parser.body_limit(limit);
            const bool invited = co_await invite_body(parser);
            if (!invited) co_return false;
            const auto read = co_await read_body(parser, raw, multipart, in_memory);
            if (read == BodyRead::CutOff) co_return false;
            if (read == BodyRead::NoRoom) {
                co_return co_await refuse(503, "the disk does not take an upload");
            }
            if (read == BodyRead::TooLarge) {
                co_return co_await refuse(413, "the body is larger than its kind may be");
            }
        }
        co_return co_await answer_request(parser, std::move(raw));
    }

    asio::awaitable<bool> answer_request(const RequestParser& parser, RawRequest raw) {
        const bool head_only = raw.method == "HEAD";
        const bool keep_alive = parser.get().keep_alive();
        const bool old_protocol = parser.get().version() < 11;
        const bool secure =
            state_.options.trust_proxy && peer_is_loopback_ && raw.forwarded_proto == "https";
        const std::string path = raw.target.substr(0, raw.target.find('?'));
        auto outgoing = co_await on_worker(state_, [&] {
            Outgoing made;
            made.response =
                answer(std::move(raw), state_.parsing, state_.application, state_.error_page);
            made.close = !keep_alive || state_.draining;
            made.head = head_or_error_head(made, {.path = path,
                                                  .secure = secure,
                                                  .close = made.close,
                                                  .old_protocol = old_protocol});
            return made;
        });
        served_before_ = true;
        const bool sent = co_await send(outgoing, !head_only);
        co_return sent && !outgoing.close;
    }

    /// A handler may have put something into a header that must not be there; that is a fault like
    /// any other and must not end the connection without an answer.
    std::string head_or_error_head(Outgoing& made, const HeadContext& context) const {
        try {
            return response_head(made.response, context);
        } catch (const std::exception&) {
            made.response =
                error_answer(500, "a header line could not be written", state_.error_page);
            return response_head(made.response, context);
        }
    }

    RawRequest raw_request(const http::fields& fields, std::string method, std::string target) {
        RawRequest raw;
        raw.method = std::move(method);
        raw.target = std::move(target);
        raw.host = field(fields, http::field::host);
        raw.content_type = field(fields, http::field::content_type);
        raw.cookie = field(fields, http::field::cookie);
        raw.user_agent = field(fields, http::field::user_agent);
        raw.origin = field(fields, http::field::origin);
        raw.fetch_site = field(fields, "Sec-Fetch-Site");
        raw.if_none_match = field(fields, http::field::if_none_match);
        raw.accept = field(fields, http::field::accept);
        raw.partial = fields.count("HX-Request") > 0;
        raw.peer_address = peer_address_;
        raw.peer_is_loopback = peer_is_loopback_;
        if (state_.options.trust_proxy) {
            raw.forwarded_for = field(fields, "X-Forwarded-For");
            raw.forwarded_proto = field(fields, "X-Forwarded-Proto");
        }
        return raw;
    }
    RawRequest raw_request(const http::request_header<>& header) {
        const auto method = header.method_string();
        const auto target = header.target();
        return raw_request(header, {method.data(), method.size()}, {target.data(), target.size()});
    }

    /// Some clients send a long body only after they were told that it is welcome.
    asio::awaitable<bool> invite_body(const RequestParser& parser) {
        if (!beast::iequals(parser.get()[http::field::expect], "100-continue")) co_return true;
        static constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
        stream_.expires_after(limits_.write_time);
        error_code error;
        co_await asio::async_write(stream_, asio::buffer(invitation), into(error));
        co_return !error;
    }

    enum class BodyRead { All, TooLarge, CutOff, NoRoom };

    /// Reads the body in chunks: each has a deadline, and all together must not come too slowly.
    asio::awaitable<BodyRead> read_body(RequestParser& parser, RawRequest& raw, bool multipart,
                                        UploadInMemory& in_memory) {
        if (!multipart && parser.content_length()) raw.body.reserve(*parser.content_length());
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled before it is read
        std::array<char, chunk_bytes> chunk;
        const auto started = steady_clock::now();
        std::size_t total = 0;
        bool room = true;
        while (!parser.is_done()) {
            parser.get().body().data = chunk.data();
            parser.get().body().size = chunk.size();
            stream_.expires_after(limits_.body_chunk_time);
            error_code error;
            co_await http::async_read_some(stream_, buffer_, parser, into(error));
            if (error == http::error::need_buffer) error = {};
            if (error == http::error::body_limit) co_return BodyRead::TooLarge;
            if (error) co_return BodyRead::CutOff;
            const auto count = chunk.size() - parser.get().body().size;
            total += count;
            raw.body.append(chunk.data(), count);
            if (is_too_slow(total, steady_clock::now() - started)) co_return BodyRead::CutOff;
            if (multipart && room && raw.body.size() >= spool_bytes) {
                room = co_await spool(raw);
                if (!room && !in_memory.begin()) co_return BodyRead::NoRoom;
            }
        }
        if (raw.spooled) {
            // What is left over is small and stays in memory where it must.
            if (room) static_cast<void>(co_await spool(raw));
            raw.spooled->finish();
        }
        co_return BodyRead::All;
    }

    /// False when the disk does not take it: what it did not take stays in the body.
    asio::awaitable<bool> spool(RawRequest& raw) {
        co_return co_await on_worker(state_, [&] {
            const auto before = raw.spooled ? raw.spooled->size() : 0;
            try {
                if (!raw.spooled) {
                    raw.spooled = std::make_shared<SpoolFile>(state_.parsing.spool_directory);
                }
                raw.spooled->write(raw.body);
                raw.body.clear();
                return true;
            } catch (const storage::StorageFault& fault) {
                spdlog::error("{}", fault.what());
                if (raw.spooled) raw.body.erase(0, raw.spooled->size() - before);
                return false;
            }
        });
    }

    [[nodiscard]] bool is_too_slow(std::size_t total, steady_clock::duration elapsed) const {
        if (elapsed < limits_.body_grace) return false;
        const auto seconds = std::chrono::duration<double>(elapsed).count();
        return static_cast<double>(total) <
               seconds * static_cast<double>(limits_.body_bytes_per_second);
    }

    asio::awaitable<bool> refuse_unreadable(error_code error) {
        if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            co_return co_await refuse(431, "the header is longer than it may be");
        }
        if (error == http::error::body_limit) {
            co_return co_await refuse(413, "the body is longer than any may be");
        }
        // Gone, or too slow: nobody would read an answer.
        const bool unreadable =
            error.category() == http::make_error_code(http::error::bad_value).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message;
        if (unreadable) co_return co_await refuse(400, "the header cannot be read");
        co_return false;
    }

    /// Answers without having read everything; the connection ends with it. Always false.
    asio::awaitable<bool> refuse(int status, std::string_view why) {
        auto outgoing = co_await on_worker(state_, [&] {
            Outgoing made;
            made.response = error_answer(status, why, state_.error_page);
            made.close = true;
            made.head = head_or_error_head(made, {.path = "/", .close = true});
            return made;
        });
        unread_ = true;
        co_await send(outgoing, true);
        co_return false;
    }

    /// Head and content leave together; a long content goes in slices with a deadline each, so that
    /// a slow reader is not cut and a dead one is.
    asio::awaitable<bool> send(const Outgoing& outgoing, bool with_content) {
        auto content = with_content ? outgoing.response.content() : std::string_view();
        auto slice = content.substr(0, write_bytes);
        error_code error;
        stream_.expires_after(limits_.write_time);
        const std::array<asio::const_buffer, 2> both{asio::buffer(outgoing.head),
                                                     asio::buffer(slice.data(), slice.size())};
        co_await asio::async_write(stream_, both, into(error));
        content.remove_prefix(slice.size());
        while (!error && !content.empty()) {
            slice = content.substr(0, write_bytes);
            stream_.expires_after(limits_.write_time);
            co_await asio::async_write(stream_, asio::buffer(slice.data(), slice.size()),
                                       into(error));
            content.remove_prefix(slice.size());
        }
        broken_ = static_cast<bool>(error);
        co_return !error;
    }

    /// Closing while the client still sends makes the system throw away the answer on its way
    /// (RST). So the rest is read and dropped for a moment.
    Task say_goodbye() {
        if (broken_ || !stream_.socket().is_open()) co_return;
        error_code error;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
        if (error) co_return;
        stream_.expires_after(unread_ ? std::chrono::seconds(5) : std::chrono::seconds(1));
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): never looked at
        std::array<char, chunk_bytes> dropped;
        std::size_t total = 0;
        while (!error && total < discard_bytes) {
            total += co_await stream_.async_read_some(asio::buffer(dropped), into(error));
        }
    }

    ServerState& state_;
    const ServerLimits& limits_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::string peer_address_;
    bool peer_is_loopback_ = false;
    bool served_before_ = false;
    bool idle_ = false;
    bool unread_ = false;
    bool broken_ = false;
};

Task serve_connection(ServerState& state, asio::ip::tcp::socket socket) {
    Connection connection(state, std::move(socket));
    co_await connection.serve();
}

Task turn_away(ServerState& state, asio::ip::tcp::socket socket) {
    Connection connection(state, std::move(socket));
    co_await connection.turn_away();
}

void close_all_connections(ServerState& state) {
    for (auto* connection : state.connections) connection->close();
}

void end_idle_connections(ServerState& state) {
    for (auto* connection : state.connections) connection->stop_waiting();
}
}  // namespace kasane::web
