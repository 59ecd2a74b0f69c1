#include "core/onnx/onnx_source.h"

#include "core/base/plain_text.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cnn {
namespace {

class MemorySource final : public OnnxSource {
public:
    MemorySource(std::string_view bytes, const std::string& name) : OnnxSource(name, bytes.size()), m_bytes(bytes) {}

    void read(std::uint64_t offset, std::span<char> to) const override {
        if (offset > m_bytes.size() || to.size() > m_bytes.size() - offset)
            throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it ends too early.", name()));
        std::copy_n(m_bytes.data() + offset, to.size(), to.data());
    }

private:
    std::string_view m_bytes;
};

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (isOpen()) ::close(m_number);
    }
    bool isOpen() const { return m_number >= 0; }
    int operator*() const { return m_number; }

private:
    int m_number;
};

class FileSource final : public OnnxSource {
public:
    FileSource(Descriptor file, const std::string& name, std::uint64_t size)
        : OnnxSource(name, size), m_file(std::move(file)) {}

    void read(std::uint64_t offset, std::span<char> to) const override {
        std::size_t done = 0;
        while (done < to.size()) {
            const ssize_t n = ::pread(*m_file, to.data() + done, to.size() - done, static_cast<off_t>(offset + done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0)
                throw Error(ErrorCode::Unreadable,
                            Message::tr("Cannot read %1: %2.", name(), std::string(std::strerror(errno))));
            if (n == 0) throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it ends too early.", name()));
            done += static_cast<std::size_t>(n);
        }
    }

private:
    Descriptor m_file;
};

// O_NONBLOCK: opening a pipe that nobody writes to must not hang the program.
constexpr int readingOnly = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

} // namespace

OnnxSourcePtr onnxInMemory(std::string_view bytes, const std::string& name) {
    return std::make_shared<MemorySource>(bytes, name);
}

OnnxSourcePtr onnxInFile(const std::filesystem::path& path, std::uint64_t mostBytes) {
    const std::string name = plainText(path.string());
    Descriptor file(::open(path.c_str(), readingOnly));
    if (!file.isOpen()) {
        const int cause = errno;
        throw Error(cause == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    Message::tr("Cannot read %1: %2.", name, std::string(std::strerror(cause))));
    }
    struct stat info {};
    if (::fstat(*file, &info) != 0 || !S_ISREG(info.st_mode))
        throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it is not a regular file.", name));
    const auto size = static_cast<std::uint64_t>(info.st_size);
    if (size > mostBytes)
        throw Error(
            ErrorCode::TooLarge,
            Message::tr(
                "%1 is larger than the 2 GiB an ONNX file may have; export it with its weights in a second file.",
                name));
    return std::make_shared<FileSource>(std::move(file), path.string(), size);
}

OnnxSourcePtr onnxBeside(const std::filesystem::path& model, const std::string& location) {
    const auto refuse = [&](ErrorCode code, const Message& reason) {
        return Error(code, Message::tr("%1 cannot be used: it keeps weights in the file %2, %3.", model.string(),
                                       inQuotes(location), reason));
    };
    const bool isPlain = !location.empty() && location.size() <= 255 && location != "." && location != ".." &&
                         location.find('/') == std::string::npos && location.find('\\') == std::string::npos &&
                         location.find('\0') == std::string::npos;
    if (!isPlain)
        throw refuse(ErrorCode::BadFormat,
                     Message::tr("which is no plain name of a file; only one beside the model is read"));
    const std::filesystem::path folder = model.has_parent_path() ? model.parent_path() : std::filesystem::path(".");
    const Descriptor beneath(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    Descriptor file(beneath.isOpen() ? ::openat(*beneath, location.c_str(), readingOnly | O_NOFOLLOW) : -1);
    if (!file.isOpen()) {
        if (errno == ENOENT)
            throw refuse(
                ErrorCode::NotFound,
                Message::tr("which is not there; both files belong into the same folder, or export the model again "
                            "with the weights inside it (PyTorch: torch.onnx.export(..., external_data=False))"));
        if (errno == ELOOP)
            throw refuse(ErrorCode::BadFormat, Message::tr("which is a link; put the file itself there"));
        throw refuse(ErrorCode::Unreadable, Message::tr("which cannot be read: %1", std::string(std::strerror(errno))));
    }
    struct stat info {};
    if (::fstat(*file, &info) != 0 || !S_ISREG(info.st_mode))
        throw refuse(ErrorCode::BadFormat, Message::tr("which is not a regular file"));
    if (info.st_nlink != 1)
        throw refuse(ErrorCode::BadFormat,
                     Message::tr("which has more than one name on the disk (hard links); copy it"));
    return std::make_shared<FileSource>(std::move(file), location, static_cast<std::uint64_t>(info.st_size));
}

} // namespace cnn
