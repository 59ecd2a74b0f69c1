#include "core/base/save_file.h"

#include "core/base/error.h"
#include "core/base/plain_text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cnn {
namespace {

namespace fs = std::filesystem;

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

[[noreturn]] void failWrite(const std::string& what, const Message& why) {
    throw Error(ErrorCode::WriteFailed, Message::tr("Cannot write %1: %2.", plainText(what), why));
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

// Where `path` leads when symbolic links are followed, also to a file that is not there yet.
fs::path followed(const fs::path& path) {
    constexpr int mostLinks = 40; // as the kernel has it
    fs::path at = path;
    std::error_code ignored;
    for (int links = 0; fs::is_symlink(at, ignored); ++links) {
        if (links == mostLinks) failWrite(path.string(), Message::verbatim(std::strerror(ELOOP)));
        at = at.parent_path() / fs::read_symlink(at, ignored); // which replaces all when it is absolute
    }
    return at;
}

// Where a file goes: in which folder, under which name, and which permissions it has there already. Throws when it can
// be seen that no file can be there.
struct Place {
    explicit Place(const fs::path& path) : said(path.string()) {
        struct stat old {};
        const bool exists = ::stat(path.c_str(), &old) == 0;
        if (exists && S_ISDIR(old.st_mode)) failWrite(said, Message::tr("it is a folder"));
        if (exists && !S_ISREG(old.st_mode)) failWrite(said, Message::tr("it is not a regular file"));
        if (exists) mode = old.st_mode & 07777;
        const fs::path target = followed(path);
        name = target.filename().string();
        if (name.empty() || name == "." || name == "..")
            failWrite(said, Message::tr("this is the name of a folder, not of a file"));
        if (target != path) said += " (a link to " + target.string() + ")";
        folder = Descriptor(
            ::open(target.has_parent_path() ? target.parent_path().c_str() : ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!folder.isOpen()) fail(errno);
    }
    [[noreturn]] void fail(int cause) const {
        failWrite(said,
                  cause == ENOENT ? Message::tr("there is no such folder") : Message::verbatim(std::strerror(cause)));
    }

    std::string said, name;
    std::optional<mode_t> mode; // none: there is no file
    Descriptor folder;
};

// ---- drafts ---------------------------------------------------------------------------------------------------------

constexpr int mostDrafts = 64; // of one file at a time

// The name of a file's draft: hidden, as ours to be known, and short however long the file's is.
std::string draftName(const std::string& name, int number) {
    constexpr std::size_t longest = 100; // bytes
    std::size_t end = std::min(longest, name.size());
    while (end > 0 && end < name.size() && (static_cast<unsigned char>(name[end]) & 0xc0U) == 0x80U) --end; // UTF-8
    return "." + name.substr(0, end) + ".convscope" + std::to_string(number);
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

void saveFile(const fs::path& path, std::string_view bytes) {
    saveFile(path, {&bytes, 1});
}

void saveFile(const fs::path& path, std::span<const std::string_view> pieces) {
    const Place place(path);
    sweep(*place.folder, place.name);
    if (const int cause = replace(*place.folder, place.name, place.mode, pieces); cause != 0) place.fail(cause);
    // The new name must reach the disk too; a folder that cannot be synced is not an error.
    const Descriptor directory(::openat(*place.folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.isOpen()) ::fsync(*directory);
}

void requirePlace(const fs::path& path) {
    const Place place(path);
    if (::faccessat(*place.folder, ".", W_OK | X_OK, 0) != 0) place.fail(errno);
}

std::string readFile(const fs::path& path, std::size_t maxBytes) {
    const std::string name = plainText(path.string());
    // O_NONBLOCK: opening a pipe nobody writes to must not hang the program.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen()) {
        const int cause = errno;
        throw Error(cause == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    Message::tr("Cannot read %1: %2.", name, std::string(std::strerror(cause))));
    }
    struct stat info {};
    if (::fstat(*file, &info) != 0 || !S_ISREG(info.st_mode))
        throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it is not a regular file.", name));
    const auto tooLarge = [&] {
        return Error(ErrorCode::TooLarge, Message::tr("%1 is larger than the %2 MB this kind of file may have.", name,
                                                      maxBytes / (1024 * 1024)));
    };
    if (static_cast<std::size_t>(info.st_size) > maxBytes) throw tooLarge();
    std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(*file, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            throw Error(ErrorCode::Unreadable,
                        Message::tr("Cannot read %1: %2.", name, std::string(std::strerror(errno))));
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    bytes.resize(done); // the file may have shrunk while we read
    return bytes;
}

} // namespace cnn
