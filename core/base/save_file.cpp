#include "core/base/save_file.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace cnn {
namespace {

namespace fs = std::filesystem;

// Closes on every way out; close() itself may report a failed write, so the good way calls it by hand.
struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
    int release() { return std::exchange(fd, -1); }
};

[[noreturn]] void failWrite(const fs::path& path, int cause) {
    throw Error(ErrorCode::WriteFailed, "Cannot write " + path.string() + ": " + std::strerror(cause) + ".");
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

} // namespace

void saveFile(const fs::path& path, std::string_view bytes) {
    std::error_code ignored;
    const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path) : path;
    struct stat old {};
    const bool exists = ::stat(target.c_str(), &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) failWrite(path, S_ISDIR(old.st_mode) ? EISDIR : EINVAL);

    std::string temporary = target.string() + ".XXXXXX";
    Descriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};
    if (file.fd < 0) failWrite(path, errno);

    const mode_t mask = ::umask(0);
    ::umask(mask);
    const mode_t mode = exists ? old.st_mode & 07777 : 0666 & ~mask;
    const bool written = writeAll(file.fd, bytes) && ::fchmod(file.fd, mode) == 0 && ::fsync(file.fd) == 0;
    int cause = written ? 0 : errno;
    if (::close(file.release()) != 0 && cause == 0) cause = errno;
    if (cause == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) cause = errno;
    if (cause != 0) {
        ::unlink(temporary.c_str());
        failWrite(path, cause);
    }
    // The rename itself must reach the disk too; a folder that cannot be synced is not an error.
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (directory.fd >= 0) ::fsync(directory.fd);
}

std::string readFile(const fs::path& path, std::size_t maxBytes) {
    // O_NONBLOCK: opening a pipe nobody writes to must not hang the program.
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.fd < 0) {
        const int cause = errno;
        throw Error(cause == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    "Cannot read " + path.string() + ": " + std::strerror(cause) + ".");
    }
    struct stat info {};
    if (::fstat(file.fd, &info) != 0 || !S_ISREG(info.st_mode))
        throw Error(ErrorCode::Unreadable, "Cannot read " + path.string() + ": it is not a regular file.");
    const auto tooLarge = [&] {
        return Error(ErrorCode::TooLarge, path.string() + " is larger than the " +
                                              std::to_string(maxBytes / (1024 * 1024)) +
                                              " MB this kind of file may have.");
    };
    if (static_cast<std::size_t>(info.st_size) > maxBytes) throw tooLarge();
    std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(file.fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            throw Error(ErrorCode::Unreadable, "Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    bytes.resize(done); // the file may have shrunk while we read
    return bytes;
}

} // namespace cnn
