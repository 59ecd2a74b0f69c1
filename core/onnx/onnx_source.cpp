#include "core/onnx/onnx_source.h"

#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/system.h"
#include "core/onnx/onnx_text.h"

#include <algorithm>

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

class FileSource final : public OnnxSource {
public:
    FileSource(InputFile file, const std::string& name)
        : OnnxSource(name, file.facts().size), m_file(std::move(file)) {}

    void read(std::uint64_t offset, std::span<char> to) const override {
        std::error_code cause;
        const std::size_t done = m_file.read(offset, to, cause);
        if (cause) throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: %2.", name(), wordsOf(cause)));
        if (done < to.size())
            throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it ends too early.", name()));
    }

private:
    InputFile m_file;
};

} // namespace

OnnxSourcePtr onnxInMemory(std::string_view bytes, const std::string& name) {
    return std::make_shared<MemorySource>(bytes, name);
}

OnnxSourcePtr onnxInFile(const std::filesystem::path& path, std::uint64_t mostBytes) {
    const std::string name = plainName(path);
    std::error_code cause;
    InputFile file(path, InputFile::Links::Followed, cause);
    if (!file.isOpen())
        throw Error(cause == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    Message::tr("Cannot read %1: %2.", name, wordsOf(cause)));
    if (!file.facts().regular)
        throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it is not a regular file.", name));
    if (file.facts().size > mostBytes)
        throw Error(
            ErrorCode::TooLarge,
            Message::tr(
                "%1 is larger than the 2 GiB an ONNX file may have; export it with its weights in a second file.",
                name));
    return std::make_shared<FileSource>(std::move(file), bytesOfName(path));
}

OnnxSourcePtr onnxBeside(const std::filesystem::path& model, const std::string& location) {
    const auto refuse = [&](ErrorCode code, const Message& reason) {
        return Error(code, Message::tr("%1 cannot be used: it keeps weights in the file %2, %3.", bytesOfName(model),
                                       inQuotes(location), reason));
    };
    const bool isPlain = !location.empty() && location.size() <= 255 && location != "." && location != ".." &&
                         location.find('/') == std::string::npos && location.find('\\') == std::string::npos &&
                         location.find('\0') == std::string::npos &&
                         !nameOfBytes(location).has_root_path(); // as "C:name" on Windows
    if (!isPlain)
        throw refuse(ErrorCode::BadFormat,
                     Message::tr("which is no plain name of a file; only one beside the model is read"));
    const std::filesystem::path folder = model.has_parent_path() ? model.parent_path() : std::filesystem::path(".");
    std::error_code cause;
    InputFile file(folder / nameOfBytes(location), InputFile::Links::Refused, cause);
    if (!file.isOpen()) {
        if (cause == std::errc::no_such_file_or_directory)
            throw refuse(
                ErrorCode::NotFound,
                Message::tr("which is not there; both files belong into the same folder, or export the model again "
                            "with the weights inside it (PyTorch: torch.onnx.export(..., external_data=False))"));
        if (cause == std::errc::too_many_symbolic_link_levels)
            throw refuse(ErrorCode::BadFormat, Message::tr("which is a link; put the file itself there"));
        throw refuse(ErrorCode::Unreadable, Message::tr("which cannot be read: %1", wordsOf(cause)));
    }
    const InputFile::Facts facts = file.facts();
    if (!facts.regular) throw refuse(ErrorCode::BadFormat, Message::tr("which is not a regular file"));
    if (facts.names != 1)
        throw refuse(ErrorCode::BadFormat,
                     Message::tr("which has more than one name on the disk (hard links); copy it"));
    return std::make_shared<FileSource>(std::move(file), location);
}

} // namespace cnn
