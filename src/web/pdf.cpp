#include "web/pdf.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <semaphore>
#include <string_view>

namespace hearth::web {
namespace {

using std::chrono::steady_clock;

// What the child runs. It may write no file: WeasyPrint's folder for fetched fonts, which there are
// none of, is one that does not exist.
constexpr const char* kProgram = R"(
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (15, 15))
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
import logging
logging.disable(logging.CRITICAL)
import tempfile
tempfile.mkdtemp = lambda *rest, **more: '/nonexistent'
import weasyprint
def refuse(url, *rest, **more):
    raise ValueError('a document fetches nothing')
html = sys.stdin.buffer.read().decode('utf-8')
made = weasyprint.HTML(string=html, url_fetcher=refuse).write_pdf(variant='pdf/ua-1')
sys.stdout.buffer.write(made)
)";

std::counting_semaphore<2>& turns() {
    static std::counting_semaphore<2> two(2);
    return two;
}

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void set(int fd) {
        close();
        fd_ = fd;
    }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    int get() const { return fd_; }

  private:
    int fd_;
};

bool open_pipe(Descriptor& read_end, Descriptor& write_end) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return false;
    read_end.set(ends[0]);
    write_end.set(ends[1]);
    return true;
}

Fault failed(std::string_view why) {
    return Fault{"the PDF could not be made: " + std::string(why)};
}

// Writes the HTML and reads the PDF, whichever is ready, until the child has said everything.
std::string exchange(Descriptor& to, Descriptor& from, const std::string& html,
                     const PdfLimits& limits, steady_clock::time_point until, std::string& wrong) {
    std::string out;
    std::size_t written = 0;
    char buffer[65536];
    ::fcntl(to.get(), F_SETFL, O_NONBLOCK);
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - steady_clock::now());
        if (left.count() <= 0) {
            wrong = "it took too long";
            return {};
        }
        pollfd ready[2] = {{from.get(), POLLIN, 0}, {to.get(), POLLOUT, 0}};
        const nfds_t count = to.get() >= 0 ? 2 : 1;
        if (::poll(ready, count, static_cast<int>(left.count())) < 0 && errno != EINTR) {
            wrong = "it could not be waited for";
            return {};
        }
        if (count == 2 && (ready[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) {
            const auto n = ::write(to.get(), html.data() + written, html.size() - written);
            if (n > 0) written += static_cast<std::size_t>(n);
            if ((n < 0 && errno != EAGAIN && errno != EINTR) || written == html.size()) to.close();
        }
        if ((ready[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            const auto n = ::read(from.get(), buffer, sizeof buffer);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return out;
            out.append(buffer, static_cast<std::size_t>(n));
            if (out.size() > limits.most) {
                wrong = "it is too large";
                return {};
            }
        }
    }
}

}  // namespace

Result<std::string> make_pdf(const std::string& html, const PdfLimits& limits) {
    const auto until = steady_clock::now() + limits.deadline;
    if (!turns().try_acquire_until(until)) return failed("too many are being made");
    struct Turn {
        ~Turn() { turns().release(); }
    } const turn;

    Descriptor child_in, to, from, child_out;
    if (!open_pipe(child_in, to) || !open_pipe(from, child_out))
        return failed(std::strerror(errno));
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, child_in.get(), 0);
    ::posix_spawn_file_actions_adddup2(&files, child_out.get(), 1);
    ::posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_t how;
    ::posix_spawnattr_init(&how);
    // The server ignores and blocks signals of its own; the child begins with none of that.
    sigset_t none, usual;
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    ::posix_spawnattr_setsigmask(&how, &none);
    ::posix_spawnattr_setsigdefault(&how, &usual);
    ::posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    std::string name = "python3", alone = "-I", code = "-c", program = kProgram;
    char* const arguments[] = {name.data(), alone.data(), code.data(), program.data(), nullptr};
    std::string locale = "LC_ALL=C.UTF-8", path = "PATH=/usr/bin:/bin", home = "HOME=/nonexistent";
    char* const environment[] = {locale.data(), path.data(), home.data(), nullptr};
    pid_t child = 0;
    const int started =
        ::posix_spawn(&child, "/usr/bin/python3", &files, &how, arguments, environment);
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&how);
    if (started != 0) return failed("python3 is not installed");
    child_in.close();
    child_out.close();

    std::string wrong;
    auto pdf = exchange(to, from, html, limits, until, wrong);
    to.close();
    if (!wrong.empty()) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!wrong.empty()) return failed(wrong);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !pdf.starts_with("%PDF"))
        return failed("WeasyPrint did not make it (is the package weasyprint installed?)");
    return pdf;
}

}  // namespace hearth::web
