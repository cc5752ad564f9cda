// Long because: the one unit that includes Beast, which costs twenty seconds to compile.
// The one unit that knows Beast and Asio (it takes some 25 s to compile; keep it apart from what
// changes often).
//
// Callbacks, no coroutines: g++ 12.2 miscompiles some uses of co_await. Each connection lives on
// its own strand, so its steps never overlap; a worker holds the request while the strand waits.
// Every operation of a connection has a deadline set beforehand; when it passes, Beast closes the
// socket and the operation ends with an error.
//
// Past 400 lines because a connection's life is one story: accept, header, body, work, answer,
// again or close.
#include "web/http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <unordered_map>

#include "store/error.h"
#include "web/http/forms.h"
#include "web/http/wire.h"
#include "web/http/worker_pool.h"
#include "web/security/token.h"

namespace hearth::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;
using Error = boost::system::error_code;

constexpr std::size_t kBodyOfUnknownRoute = std::size_t{64} << 10;
constexpr milliseconds kLinger{2000};
constexpr std::size_t kLingerBytes = std::size_t{64} << 20;
constexpr milliseconds kAcceptBackOff{100};
// A request may be on its way on a kept-alive connection when a stop begins; idle ones are closed
// after this.
constexpr milliseconds kStopIdle{250};
constexpr milliseconds kStopHeader{1000};

std::string new_request_id() {
    return token_hash(random_bytes(8)).substr(0, 16);
}

milliseconds for_size(milliseconds base, std::size_t bytes) {
    return base + milliseconds(bytes / 64);  // at least 64 KB a second
}

// Nothing was done, and the same request may well succeed soon.
bool worth_trying_again(const std::exception& error) {
    return dynamic_cast<const store::Busy*>(&error) != nullptr ||
           dynamic_cast<const store::Contention*>(&error) != nullptr ||
           dynamic_cast<const store::ConnectionLost*>(&error) != nullptr ||
           dynamic_cast<const store::DeadlineExceeded*>(&error) != nullptr;
}

class Connection;

// What every connection is doing, for the cap and for stopping. Thread-safe.
class Registry {
  public:
    enum class State { idle, header, busy };
    void enter(Connection* connection);
    void leave(Connection* connection);
    void set(Connection* connection, State state);
    std::size_t size() const;
    // The connection that has been idle longest, or failing that has been longest at its header;
    // null if none.
    std::shared_ptr<Connection> slowest();
    std::vector<std::shared_ptr<Connection>> all(std::initializer_list<State> states) const;
    bool wait_until_empty(SteadyTime until);

  private:
    using Order = std::list<Connection*>;
    struct Place {
        State state;
        Order::iterator at;
    };
    Order& order(State state) { return orders_[static_cast<std::size_t>(state)]; }
    mutable std::mutex mutex_;
    std::condition_variable emptied_;
    std::array<Order, 3> orders_;
    std::unordered_map<Connection*, Place> places_;
};

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    virtual ~Connection() = default;
    // From any thread. `if_waiting`: only while it is idle or at its header, so that a request that
    // has arrived meanwhile is still answered.
    virtual void cut(bool if_waiting = false) = 0;
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
};

void Registry::enter(Connection* connection) {
    const std::lock_guard lock(mutex_);
    auto& list = order(State::header);
    places_[connection] = {State::header, list.insert(list.end(), connection)};
}

void Registry::leave(Connection* connection) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(connection);
    if (found == places_.end()) return;
    order(found->second.state).erase(found->second.at);
    places_.erase(found);
    if (places_.empty()) emptied_.notify_all();
}

void Registry::set(Connection* connection, State state) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(connection);
    if (found == places_.end()) return;
    auto& to = order(state);
    to.splice(to.end(), order(found->second.state), found->second.at);
    found->second.state = state;
}

std::size_t Registry::size() const {
    const std::lock_guard lock(mutex_);
    return places_.size();
}

std::shared_ptr<Connection> Registry::slowest() {
    const std::lock_guard lock(mutex_);
    for (const auto state : {State::idle, State::header}) {
        auto& list = order(state);
        for (auto* connection : list) {
            if (auto held = connection->weak_from_this().lock()) {
                // It is on its way out; the next call must find another.
                auto& place = places_[connection];
                order(State::busy).splice(order(State::busy).end(), list, place.at);
                place.state = State::busy;
                return held;
            }
        }
    }
    return nullptr;
}

std::vector<std::shared_ptr<Connection>> Registry::all(std::initializer_list<State> states) const {
    std::vector<std::shared_ptr<Connection>> out;
    const std::lock_guard lock(mutex_);
    for (const auto state : states)
        for (auto* connection : orders_[static_cast<std::size_t>(state)])
            if (auto held = connection->weak_from_this().lock()) out.push_back(std::move(held));
    return out;
}

bool Registry::wait_until_empty(SteadyTime until) {
    std::unique_lock lock(mutex_);
    return emptied_.wait_until(lock, until, [this] { return places_.empty(); });
}

struct Counters {
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> refused_busy{0};
    std::atomic<std::uint64_t> refused_input{0};
    std::atomic<std::uint64_t> deadline_closed{0};
    std::atomic<std::uint64_t> shed{0};
};

// What connections share. Outlives them all.
struct Shared {
    Shared(Router& r, ServerOptions o, std::function<void(const Served&)> l)
        : router(r), options(std::move(o)), log(std::move(l)) {}
    Router& router;
    ServerOptions options;
    std::function<void(const Served&)> log;
    Registry registry;
    Counters counters;
    std::atomic<bool> stopping{false};
    std::atomic<bool> abandoning{false};  // the grace has passed: queued work is dropped
    std::atomic<std::size_t> body_bytes{0};
    std::optional<WorkerPool> pages;
    std::optional<WorkerPool> slow;
};

template <class Stream>
class HttpConnection final : public Connection {
  public:
    static constexpr bool kTls = !std::is_same_v<Stream, beast::tcp_stream>;

    template <class... Args>
    HttpConnection(Shared& shared, tcp::socket&& socket, Args&... args)
        : shared_(shared),
          stream_(std::move(socket), args...),
          buffer_(shared.options.header_limit + 16 * 1024),
          again_(lowest().get_executor()) {
        Error error;
        const auto end = lowest().socket().remote_endpoint(error);
        if (!error) peer_ = end.address().to_string();
        if (peer_.starts_with("::ffff:")) peer_.erase(0, 7);
        shared_.registry.enter(this);
    }
    ~HttpConnection() override {
        release_body();
        shared_.registry.leave(this);
    }

    void start() {
        asio::dispatch(lowest().get_executor(), [self = held()] { self->greet(); });
    }

    void cut(bool if_waiting) override {
        asio::post(lowest().get_executor(), [self = held(), if_waiting] {
            if (if_waiting && self->busy_) return;
            self->closed_ = true;
            self->again_.cancel();
            self->lowest().close();
        });
    }

  private:
    using State = Registry::State;
    auto& lowest() { return beast::get_lowest_layer(stream_); }
    std::shared_ptr<HttpConnection> held() {
        return std::static_pointer_cast<HttpConnection>(this->shared_from_this());
    }
    const ServerOptions& options() const { return shared_.options; }

    // ---- one request
    // -------------------------------------------------------------------------------------------

    void now_busy() {
        busy_ = true;
        shared_.registry.set(this, State::busy);
    }

    void greet() {
        Error ignored;
        lowest().socket().set_option(tcp::no_delay(true), ignored);
        if constexpr (kTls) {
            lowest().expires_after(options().header_deadline);
            stream_.async_handshake(asio::ssl::stream_base::server, [self = held()](Error error) {
                if (error) return self->broken(error);
                self->read_header();
            });
        } else {
            read_header();
        }
    }

    void next_request() {
        if (closed_) return;
        parser_.reset();
        if (buffer_.size() > 0) return read_header();
        if (buffer_.capacity() > 4096) buffer_.shrink_to_fit();
        busy_ = false;
        shared_.registry.set(this, State::idle);
        // The last answer said that the connection stays open, so even now a request may be on its
        // way.
        lowest().expires_after(shared_.stopping ? kStopIdle : options().idle_timeout);
        stream_.async_read_some(buffer_.prepare(2048),
                                [self = held()](Error error, std::size_t count) {
                                    if (error) return self->lowest().close();
                                    self->buffer_.commit(count);
                                    self->read_header();
                                });
    }

    void read_header() {
        busy_ = false;
        shared_.registry.set(this, State::header);
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(options().header_limit));
        parser_->body_limit(boost::none);  // the route says, once the target is known
        lowest().expires_after(options().header_deadline);
        http::async_read_header(
            stream_, buffer_, *parser_,
            [self = held()](Error error, std::size_t) { self->on_header(error); });
    }

    void on_header(Error error) {
        request_ = {};
        match_ = {};
        http_1_0_ = false;
        keep_alive_ = false;
        if (error == http::error::end_of_stream) return finish();
        if (error == http::error::header_limit || error == http::error::buffer_overflow)
            return refuse(431);
        if (error && is_malformed(error)) return refuse(400);
        if (error) return broken(error);
        now_busy();

        const auto& message = parser_->get();
        http_1_0_ = message.version() == 10;
        keep_alive_ = message.keep_alive();
        request_.id = new_request_id();
        request_.target = message.target();
        for (const auto& field : message) {
            std::string name(field.name_string());
            for (auto& c : name)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            request_.headers.add(std::move(name), std::string(field.value()));
        }
        const auto method = method_from_text(message.method_string());
        if (!method) return refuse(501);
        request_.method = *method;
        if (const int status = admit(request_, peer_, kTls, http_1_0_, options()); status != 0)
            return refuse(status);

        const std::string_view target = request_.target;
        match_ = shared_.router.match(request_.method, target.substr(0, target.find('?')));
        if (parser_->is_done()) return to_worker();
        const std::size_t limit =
            match_.route ? match_.route->options.body_limit : kBodyOfUnknownRoute;
        const auto length = parser_->content_length();
        if (length && *length > limit) return refuse(413);
        parser_->body_limit(limit);
        const std::size_t expected = length ? static_cast<std::size_t>(*length) : limit;
        if (!reserve_body(expected)) return refuse_busy();
        body_wait_ = for_size(options().body_deadline, expected);
        if (request_.headers.has("expect")) return say_continue();
        read_body();
    }

    void say_continue() {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        lowest().expires_after(options().write_deadline);
        asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                          [self = held()](Error error, std::size_t) {
                              if (error) return self->broken(error);
                              self->read_body();
                          });
    }

    void read_body() {
        lowest().expires_after(body_wait_);
        http::async_read(stream_, buffer_, *parser_, [self = held()](Error error, std::size_t) {
            if (error == http::error::body_limit) return self->refuse(413);
            if (error && self->is_malformed(error)) return self->refuse(400);
            if (error) return self->broken(error);
            self->to_worker();
        });
    }

    void to_worker() {
        request_.body = std::move(parser_->get().body());
        queued_at_ = std::chrono::steady_clock::now();
        auto& pool = match_.route && match_.route->options.pool == Pool::slow ? *shared_.slow
                                                                              : *shared_.pages;
        if (!pool.try_post([self = held()] { self->work(); })) refuse_busy();
    }

    // On a worker. The strand does nothing meanwhile, so the members are the worker's alone.
    void work() {
        if (shared_.abandoning) return;
        Served served;
        const auto began = std::chrono::steady_clock::now();
        served.waited = std::chrono::duration_cast<std::chrono::microseconds>(began - queued_at_);
        try {
            make_answer(served);
            release_body();
            served.took = std::chrono::duration_cast<std::chrono::microseconds>(
                std::chrono::steady_clock::now() - began);
            note(std::move(served));
            asio::post(lowest().get_executor(), [self = held()] { self->send(); });
        } catch (const std::exception& error) {
            // Not even an error page could be made.
            served.fault = error.what();
            note(std::move(served));
            cut(false);
        }
    }

    void make_answer(Served& served) {
        try {
            Response response = parse_form_body(request_)
                                    ? shared_.router.dispatch(request_, match_)
                                    : shared_.router.error(request_, 400);
            wire_ = to_wire(std::move(response), request_, wire_options());
        } catch (const std::exception& error) {
            served.fault = error.what();
            const bool later = worth_trying_again(error);
            Response response = shared_.router.error(request_, later ? 503 : 500);
            if (later) response.header("Retry-After", "2");
            wire_ = to_wire(std::move(response), request_, wire_options());
        }
    }

    WireOptions wire_options() const {
        return {keep_alive_ && !shared_.stopping, http_1_0_, options().gzip_level};
    }

    // ---- the answer
    // --------------------------------------------------------------------------------------------

    // Without a worker: what arrived cannot be served, and what follows it cannot be trusted.
    void refuse(int status) {
        now_busy();
        shared_.counters.refused_input.fetch_add(1, std::memory_order_relaxed);
        answer_and_close(shared_.router.error(request_, status));
    }

    void refuse_busy() {
        shared_.counters.refused_busy.fetch_add(1, std::memory_order_relaxed);
        Response response = shared_.router.error(request_, 503);
        response.header("Retry-After", "2");
        answer_and_close(std::move(response));
    }

    void answer_and_close(Response response) {
        if (request_.id.empty()) request_.id = new_request_id();
        keep_alive_ = false;
        wire_ = to_wire(std::move(response), request_, wire_options());
        Served served;
        if (wire_.status >= 500) served.fault = "as many requests at once as the server takes";
        note(std::move(served));
        send();
    }

    void note(Served served) {
        shared_.counters.requests.fetch_add(1, std::memory_order_relaxed);
        if (!shared_.log) return;
        served.request_id = request_.id;
        served.peer = request_.peer.empty() ? peer_ : request_.peer;
        served.method = request_.method;
        if (match_.route) served.route = match_.route->pattern;
        served.status = wire_.status;
        served.bytes = wire_.content().size();
        shared_.log(served);
    }

    void send() {
        if (closed_) return;
        const auto content = wire_.content();
        const std::array<asio::const_buffer, 2> parts{asio::buffer(wire_.head),
                                                      asio::buffer(content.data(), content.size())};
        lowest().expires_after(for_size(options().write_deadline, content.size()));
        asio::async_write(stream_, parts, [self = held()](Error error, std::size_t) {
            if (error) return self->broken(error);
            if (self->wire_.stream) return self->next_piece();
            self->answered();
        });
    }

    void answered() {
        const bool close = wire_.close_after || closed_;
        wire_ = {};
        request_ = {};
        if (close) return finish();
        next_request();
    }

    // Pieces are made on the slow pool. When it is full, ask again shortly; the client waits, no
    // one else does.
    void next_piece() {
        if (closed_) return;
        if (shared_.slow->try_post([self = held()] { self->make_piece(); })) return;
        again_.expires_after(kAcceptBackOff);
        again_.async_wait([self = held()](Error error) {
            if (!error) self->next_piece();
        });
    }

    void make_piece() {
        if (shared_.abandoning) return;
        piece_.clear();
        bool more = false;
        try {
            more = wire_.stream(piece_);
        } catch (const std::exception& error) {
            Served served;
            served.fault = error.what();
            note(std::move(served));
            return cut(false);
        }
        asio::post(lowest().get_executor(), [self = held(), more] { self->send_piece(more); });
    }

    void send_piece(bool more) {
        if (closed_) return;
        if (wire_.chunked) {
            if (!piece_.empty()) piece_ = as_chunk(piece_);
            if (!more) piece_ += as_chunk("");
        }
        lowest().expires_after(for_size(options().write_deadline, piece_.size()));
        asio::async_write(stream_, asio::buffer(piece_),
                          [self = held(), more](Error error, std::size_t) {
                              if (error) return self->broken(error);
                              if (more) return self->next_piece();
                              self->piece_.clear();
                              self->answered();
                          });
    }

    // ---- the end
    // -----------------------------------------------------------------------------------------------

    bool is_malformed(const Error& error) const {
        return error.category() == http::make_error_code(http::error::end_of_stream).category() &&
               error != http::error::partial_message;
    }

    void broken(const Error& error) {
        if (error == beast::error::timeout)
            shared_.counters.deadline_closed.fetch_add(1, std::memory_order_relaxed);
        lowest().close();
    }

    // Closing while the client still sends would reset the connection and lose the answer; so say
    // that no more will come, and read what does for a little while.
    void finish() {
        now_busy();
        lowest().expires_after(kLinger);
        if constexpr (kTls) {
            stream_.async_shutdown([self = held()](Error) { self->linger(); });
        } else {
            linger();
        }
    }

    void linger() {
        Error ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        buffer_.clear();
        discard();
    }

    void discard() {
        lowest().async_read_some(buffer_.prepare(8192),
                                 [self = held()](Error error, std::size_t n) {
                                     self->discarded_ += n;
                                     if (error || self->discarded_ > kLingerBytes)
                                         return self->lowest().close();
                                     self->discard();
                                 });
    }

    bool reserve_body(std::size_t bytes) {
        release_body();
        if (shared_.body_bytes.fetch_add(bytes) + bytes > options().body_budget) {
            shared_.body_bytes.fetch_sub(bytes);
            return false;
        }
        reserved_ = bytes;
        return true;
    }

    void release_body() {
        shared_.body_bytes.fetch_sub(reserved_);
        reserved_ = 0;
    }

    Shared& shared_;
    Stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    asio::steady_timer again_;
    std::string peer_;
    Request request_;
    Router::Match match_;
    Wire wire_;
    std::string piece_;
    milliseconds body_wait_{};
    SteadyTime queued_at_{};
    std::size_t reserved_ = 0;
    std::size_t discarded_ = 0;
    bool http_1_0_ = false;
    bool keep_alive_ = false;
    bool busy_ = false;
    bool closed_ = false;
};

std::size_t raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
    if (limit.rlim_cur < limit.rlim_max) {
        rlimit wanted = limit;
        wanted.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &wanted) == 0) limit = wanted;
    }
    return static_cast<std::size_t>(std::min<rlim_t>(limit.rlim_cur, 1'000'000));
}

}  // namespace

struct Server::Impl {
    Impl(Router& router, ServerOptions options, std::function<void(const Served&)> log)
        : shared(router, std::move(options), std::move(log)),
          acceptor(asio::make_strand(io)),
          back_off(acceptor.get_executor()) {}

    void listen();
    void run();
    void load_certificate();
    void accept();
    void accepted(Error error, tcp::socket socket);
    void drain();
    void serve(tcp::socket socket);

    Shared shared;
    asio::io_context io;
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::optional<asio::ssl::context> tls;
    tcp::acceptor acceptor;
    asio::steady_timer back_off;
    std::vector<std::thread> threads;
    std::size_t max_connections = 0;
    std::uint16_t port = 0;
    bool started = false;
    std::mutex stop_mutex;
};

// A handler that throws (out of memory) loses its own connection, whose last reference goes with
// it; others go on.
void Server::Impl::run() {
    while (true) {
        try {
            io.run();
            return;
        } catch (const std::exception& error) {
            Served served;
            served.fault = error.what();
            if (shared.log) shared.log(served);
        }
    }
}

void Server::Impl::load_certificate() {
    const auto& options = shared.options;
    if (options.certificate_file.empty() != options.key_file.empty())
        throw std::runtime_error("TLS needs both a certificate and a key file; one is missing");
    if (options.certificate_file.empty()) return;
    tls.emplace(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_3_VERSION);
    SSL_CTX_set_num_tickets(tls->native_handle(), 1);
    Error error;
    tls->use_certificate_chain_file(options.certificate_file, error);
    if (error)
        throw std::runtime_error("the certificate " + options.certificate_file +
                                 " could not be used: " + error.message());
    tls->use_private_key_file(options.key_file, asio::ssl::context::pem, error);
    if (error)
        throw std::runtime_error("the key " + options.key_file +
                                 " could not be used: " + error.message());
}

void Server::Impl::listen() {
    const auto& options = shared.options;
    const std::string where = options.address + ":" + std::to_string(options.port);
    Error error;
    const auto address = asio::ip::make_address(
        options.address == "localhost" ? "127.0.0.1" : options.address, error);
    if (error)
        throw std::runtime_error(options.address +
                                 " is not an IP address; write one such as 127.0.0.1 or 0.0.0.0");
    if (!address.is_loopback() && !tls && options.trusted_proxies.empty())
        throw std::runtime_error(
            "will not listen on " + where +
            " without TLS: give a certificate and key, or name the proxy that stands before it");
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(4096, error);
    if (error)
        throw std::runtime_error("could not listen on " + where + ": " + error.message() +
                                 "; is another program using the port?");
    port = acceptor.local_endpoint().port();
}

void Server::Impl::accept() {
    acceptor.async_accept(asio::make_strand(io), [this](Error error, tcp::socket socket) {
        accepted(error, std::move(socket));
    });
}

void Server::Impl::accepted(Error error, tcp::socket socket) {
    if (shared.stopping || error == asio::error::operation_aborted) {
        if (!error) serve(std::move(socket));
        return;
    }
    if (!error) {
        serve(std::move(socket));
        return accept();
    }
    // Most often out of descriptors. Trying at once would spin: give one back, and wait.
    if (const auto slow = shared.registry.slowest()) {
        shared.counters.shed.fetch_add(1, std::memory_order_relaxed);
        slow->cut(true);
    }
    back_off.expires_after(kAcceptBackOff);
    back_off.async_wait([this](Error stopped) {
        if (!stopped && !shared.stopping) accept();
    });
}

void Server::Impl::serve(tcp::socket socket) {
    shared.counters.accepted.fetch_add(1, std::memory_order_relaxed);
    if (shared.registry.size() >= max_connections) {
        const auto slow = shared.registry.slowest();
        if (!slow) return;  // all are at work: the newcomer is the one to go
        shared.counters.shed.fetch_add(1, std::memory_order_relaxed);
        slow->cut(true);
    }
    if (tls)
        std::make_shared<HttpConnection<beast::ssl_stream<beast::tcp_stream>>>(
            shared, std::move(socket), *tls)
            ->start();
    else
        std::make_shared<HttpConnection<beast::tcp_stream>>(shared, std::move(socket))->start();
}

// Connections that the kernel has accepted for us already are served before the door closes.
void Server::Impl::drain() {
    Error error;
    acceptor.non_blocking(true, error);
    while (!error) {
        tcp::socket socket(asio::make_strand(io));
        acceptor.accept(socket, error);
        if (!error) serve(std::move(socket));
    }
    acceptor.close(error);
    back_off.cancel();
}

Server::Server(Router& router, ServerOptions options, std::function<void(const Served&)> log)
    : impl_(std::make_unique<Impl>(router, std::move(options), std::move(log))) {}

Server::~Server() {
    stop(milliseconds(0));
}

void Server::start() {
    auto& impl = *impl_;
    auto& options = impl.shared.options;
    impl.shared.router.seal();
    const std::size_t descriptors = raise_descriptor_limit();
    impl.max_connections = options.max_connections != 0
                               ? options.max_connections
                               : std::min<std::size_t>(20'000, descriptors * 9 / 10);
    impl.load_certificate();
    impl.listen();
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    impl.shared.pages.emplace(options.workers != 0 ? options.workers : 2 * cores, options.queue);
    impl.shared.slow.emplace(std::max(1U, options.slow_workers), options.slow_queue);
    impl.work.emplace(impl.io.get_executor());
    impl.started = true;
    asio::post(impl.acceptor.get_executor(), [&impl] { impl.accept(); });
    for (unsigned i = 0; i < std::max(1U, options.io_threads); ++i)
        impl.threads.emplace_back([&impl] { impl.run(); });
}

std::uint16_t Server::port() const {
    return impl_->port;
}

void Server::stop(milliseconds grace) {
    auto& impl = *impl_;
    const std::lock_guard lock(impl.stop_mutex);
    if (!impl.started) return;
    impl.started = false;
    auto& shared = impl.shared;
    const auto began = std::chrono::steady_clock::now();
    shared.stopping = true;
    asio::post(impl.acceptor.get_executor(), [&impl] { impl.drain(); });

    using State = Registry::State;
    const auto cut = [&](std::initializer_list<State> states, bool if_waiting) {
        for (const auto& connection : shared.registry.all(states)) connection->cut(if_waiting);
    };
    // The drain above may add connections, so even an empty registry waits the first moment.
    std::this_thread::sleep_for(std::min(grace, kStopIdle));
    cut({State::idle}, true);
    if (!shared.registry.wait_until_empty(began + std::min(grace, kStopHeader)))
        cut({State::idle, State::header}, true);
    shared.registry.wait_until_empty(began + grace);
    shared.abandoning = true;
    cut({State::idle, State::header, State::busy}, false);
    shared.pages->stop();
    shared.slow->stop();
    cut({State::idle, State::header, State::busy}, false);
    impl.work.reset();
    for (auto& thread : impl.threads) thread.join();
    impl.threads.clear();
}

void Server::run_until_signalled() {
    asio::io_context waiting;
    asio::signal_set signals(waiting, SIGINT, SIGTERM);
    signals.async_wait([](Error, int) {});
    waiting.run();
    stop();
}

ServerFigures Server::figures() const {
    const auto& counters = impl_->shared.counters;
    return {counters.accepted,     impl_->shared.registry.size(), counters.requests,
            counters.refused_busy, counters.refused_input,        counters.deadline_closed,
            counters.shed};
}

}  // namespace hearth::web
