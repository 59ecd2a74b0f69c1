#include "core/base/system.h"

#include "core/base/file_name.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <langinfo.h>
#include <optional>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cnn {
namespace {

// Closes on every way out.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    bool isOpen() const { return m_fd >= 0; }
    int operator*() const { return m_fd; }

private:
    int m_fd;
};

std::error_code causeOf(int number) {
    return {number, std::system_category()};
}

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

// Removes the drafts that killed programs have left of this file. A draft somebody writes to is locked; what cannot be
// locked stays.
void sweep(int folder, const std::string& name) {
    constexpr int enough = 4; // names in a row that are not there
    for (int number = 0, missing = 0; number < mostDrafts && missing < enough; ++number) {
        const std::string draft = draftName(name, number);
        const Descriptor file(::openat(folder, draft.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        missing = file.isOpen() ? 0 : missing + 1;
        struct stat opened {
        }, named{};
        // Since it was opened the draft may have become the file, and its name another's.
        if (file.isOpen() && ::flock(*file, LOCK_EX | LOCK_NB) == 0 && ::fstat(*file, &opened) == 0 &&
            S_ISREG(opened.st_mode) && ::fstatat(folder, draft.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 &&
            opened.st_ino == named.st_ino && opened.st_dev == named.st_dev)
            ::unlinkat(folder, draft.c_str(), 0);
    }
}

// The new version until it is whole. It has no name where the file system can do that, and a killed program leaves
// nothing behind; else one beside the file. Locked as long as it lives. Every step leaves its cause in errno.
class Draft {
public:
    // `mode`: of the file that is to be replaced; none: a new file has what the umask leaves.
    Draft(int folder, std::string target, std::optional<mode_t> mode)
        : m_folder(folder), m_target(std::move(target)), m_mode(mode) {}
    ~Draft() {
        if (!m_name.empty()) ::unlinkat(m_folder, m_name.c_str(), 0);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    bool openUnnamed() {
        m_file = Descriptor(::openat(m_folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, firstMode()));
        if (m_file.isOpen()) ::flock(*m_file, LOCK_EX | LOCK_NB);
        return m_file.isOpen();
    }
    bool openNamed() {
        return withName([this](const std::string& name) {
            m_file = Descriptor(
                ::openat(m_folder, name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, firstMode()));
            if (!m_file.isOpen()) return false;
            ::flock(*m_file, LOCK_EX);
            struct stat info {};
            if (::fstat(*m_file, &info) == 0 && info.st_nlink > 0) return true;
            errno = EEXIST; // swept before it was locked: another name
            return false;
        });
    }
    bool write(std::span<const std::string_view> pieces) {
        return std::ranges::all_of(pieces, [&](std::string_view bytes) { return writeAll(*m_file, bytes); }) &&
               (!m_mode || ::fchmod(*m_file, *m_mode) == 0) && ::fsync(*m_file) == 0;
    }
    // At one blow: what had the name before is gone, and the draft is the file.
    bool becomeTheFile() {
        if (m_name.empty()) {
            if (!m_mode && link(m_target)) return true; // there was no file
            if (!withName([this](const std::string& name) { return link(name); })) return false;
        }
        if (::renameat(m_folder, m_name.c_str(), m_folder, m_target.c_str()) != 0) return false;
        m_name.clear();
        return true;
    }

private:
    mode_t firstMode() const { return m_mode ? 0600 : 0666; }
    bool link(const std::string& name) const {
        const std::string own = "/proc/self/fd/" + std::to_string(*m_file);
        return ::linkat(AT_FDCWD, own.c_str(), m_folder, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
    }
    // The first of a draft's names that `take` can have.
    template<class Take> bool withName(Take take) {
        for (int number = 0; number < mostDrafts; ++number) {
            const std::string name = draftName(m_target, number);
            if (take(name)) {
                m_name = name;
                return true;
            }
            if (errno != EEXIST) return false;
        }
        return false;
    }

    int m_folder;
    std::string m_target, m_name; // m_name is empty as long as there is none
    std::optional<mode_t> m_mode;
    Descriptor m_file;
};

// Without a name if that can be; on file systems that cannot, with one. 0, or the cause of a failure.
int replace(int folder, const std::string& name, std::optional<mode_t> mode, std::span<const std::string_view> pieces) {
    {
        Draft draft(folder, name, mode);
        if (draft.openUnnamed()) {
            if (!draft.write(pieces)) return errno;
            if (draft.becomeTheFile()) return 0;
        }
    }
    Draft draft(folder, name, mode);
    return draft.openNamed() && draft.write(pieces) && draft.becomeTheFile() ? 0 : errno;
}

} // namespace

// ---- files ----------------------------------------------------------------------------------------------------------

InputFile::InputFile(const std::filesystem::path& path, Links links, std::error_code& cause) {
    // O_NONBLOCK: a pipe that nobody writes to.
    m_handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | (links == Links::Refused ? O_NOFOLLOW : 0));
    if (!isOpen()) cause = causeOf(errno);
}

InputFile::~InputFile() {
    if (isOpen()) ::close(static_cast<int>(m_handle));
}

InputFile::Facts InputFile::facts() const {
    struct stat info {};
    if (::fstat(static_cast<int>(m_handle), &info) != 0) return {};
    return {S_ISREG(info.st_mode), static_cast<std::uint64_t>(info.st_size), info.st_nlink};
}

std::size_t InputFile::read(std::uint64_t offset, std::span<char> to, std::error_code& cause) const {
    std::size_t done = 0;
    while (done < to.size()) {
        const ssize_t n =
            ::pread(static_cast<int>(m_handle), to.data() + done, to.size() - done, static_cast<off_t>(offset + done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) cause = causeOf(errno);
        if (n <= 0) break;
        done += static_cast<std::size_t>(n);
    }
    return done;
}

std::error_code replaceFile(const std::filesystem::path& target, std::span<const std::string_view> pieces) {
    const Descriptor folder(
        ::open(target.has_parent_path() ? target.parent_path().c_str() : ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen()) return causeOf(errno);
    const std::string name = bytesOfName(target.filename());
    struct stat old {};
    std::optional<mode_t> mode; // none: there is no file
    if (::fstatat(*folder, name.c_str(), &old, 0) == 0) mode = old.st_mode & 07777;
    sweep(*folder, name);
    if (const int cause = replace(*folder, name, mode, pieces); cause != 0) return causeOf(cause);
    // The new name must reach the disk too; a folder that cannot be synced is not an error.
    const Descriptor directory(::openat(*folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.isOpen()) ::fsync(*directory);
    return {};
}

std::error_code canMakeFilesIn(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen() || ::faccessat(*opened, ".", W_OK | X_OK, 0) != 0) return causeOf(errno);
    return {};
}

int openToRead(const std::filesystem::path& path) {
    return ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

bool mayRead(const std::filesystem::path& path) {
    return ::access(path.c_str(), R_OK) == 0;
}

// ---- memory ---------------------------------------------------------------------------------------------------------

void wishLargePages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#if defined(MADV_HUGEPAGE) // Linux
    ::madvise(memory, bytes, MADV_HUGEPAGE);
#endif
}

// ---- threads --------------------------------------------------------------------------------------------------------

void giveWay() {
#if defined(__linux__) // where 0 is the thread, and threads inherit it
    ::setpriority(PRIO_PROCESS, 0, 10);
#endif
}

// ---- the terminal ---------------------------------------------------------------------------------------------------

int terminalColumns() {
    if (::isatty(STDERR_FILENO) != 1) return 0;
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

StderrSilence::StderrSilence() : m_before(::dup(STDERR_FILENO)) {
    const Descriptor nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    if (nowhere.isOpen() && m_before >= 0) ::dup2(*nowhere, STDERR_FILENO);
}

StderrSilence::~StderrSilence() {
    if (m_before < 0) return;
    ::dup2(m_before, STDERR_FILENO);
    ::close(m_before);
}

// ---- the program and who started it ---------------------------------------------------------------------------------

// Qt wants UTF-8 and complains on stderr when the locale is another, as on a bare server.
void useUtf8() {
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) ::setenv("LC_ALL", "C.UTF-8", 1);
}

std::filesystem::path pathInEnvironment(const char* variable) {
    const char* path = std::getenv(variable);
    return path ? path : "";
}

bool hasDisplay() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (const char* value = std::getenv(name); value && *value) return true;
    return false;
}

void outliveFileLimit() {
    std::signal(SIGXFSZ, SIG_IGN);
}

void outliveClosedPipe() {
    std::signal(SIGPIPE, SIG_IGN);
}

namespace {

constexpr std::array endingSignals{SIGINT, SIGTERM, SIGHUP};
std::array<struct sigaction, endingSignals.size()> actionsBefore;
volatile std::sig_atomic_t interruptWord = 0;
std::atomic<int> wordTo{-1}; // a pipe: a signal's handler may do little more than write into it
int wordFrom = -1;

void leaveWord(int) {
    const int cause = errno;
    interruptWord = 1;
    if (const int to = wordTo; to >= 0) (void)!::write(to, "s", 1);
    errno = cause;
}

} // namespace

InterruptGuard::InterruptGuard(std::function<void()> act) : m_act(std::move(act)) {
    interruptWord = 0;
    if (int ends[2]; m_act && ::pipe2(ends, O_CLOEXEC) == 0) {
        ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
        wordFrom = ends[0];
        wordTo = ends[1];
        m_watcher = std::thread([this, from = ends[0]] {
            char said = 0;
            while (::read(from, &said, 1) < 0 && errno == EINTR) continue;
            if (said == 's') m_act();
        });
    }
    for (std::size_t i = 0; i < endingSignals.size(); ++i) {
        const int signal = endingSignals[i];
        struct sigaction action {};
        action.sa_handler = leaveWord;
        action.sa_flags = signal == SIGHUP ? 0 : static_cast<int>(SA_RESETHAND);
        ::sigaction(signal, nullptr, &actionsBefore[i]);
        const bool ignored = actionsBefore[i].sa_handler == SIG_IGN;
        if (!ignored || (!m_act && signal != SIGHUP)) ::sigaction(signal, &action, nullptr);
    }
}

InterruptGuard::~InterruptGuard() {
    for (std::size_t i = 0; i < endingSignals.size(); ++i)
        if (endingSignals[i] != SIGHUP || !interruptWord) ::sigaction(endingSignals[i], &actionsBefore[i], nullptr);
    if (!m_watcher.joinable()) return;
    const Descriptor to(wordTo.exchange(-1)), from(std::exchange(wordFrom, -1));
    (void)!::write(*to, "e", 1);
    m_watcher.join();
}

bool InterruptGuard::interrupted() const {
    return interruptWord != 0;
}

} // namespace cnn
