#include "core/base/save_file.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/system.h"

#include <string>

namespace cnn {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void failWrite(const std::string& what, const Message& why) {
    throw Error(ErrorCode::WriteFailed, Message::tr("Cannot write %1: %2.", plainText(what), why));
}

// Where `path` leads when symbolic links are followed, also to a file that is not there yet.
fs::path followed(const fs::path& path) {
    constexpr int mostLinks = 40; // as the kernel has it
    fs::path at = path;
    std::error_code ignored;
    for (int links = 0; fs::is_symlink(at, ignored); ++links) {
        if (links == mostLinks)
            failWrite(bytesOfName(path),
                      Message::verbatim(wordsOf(std::make_error_code(std::errc::too_many_symbolic_link_levels))));
        at = at.parent_path() / fs::read_symlink(at, ignored); // which replaces all when it is absolute
    }
    return at;
}

// Where a file goes. Throws when it can be seen that no file can be there.
struct Place {
    explicit Place(const fs::path& path) : said(bytesOfName(path)) {
        std::error_code notThere;
        const fs::file_status old = fs::status(path, notThere);
        if (!notThere && fs::is_directory(old)) failWrite(said, Message::tr("it is a folder"));
        if (!notThere && !fs::is_regular_file(old)) failWrite(said, Message::tr("it is not a regular file"));
        target = followed(path);
        if (const fs::path name = target.filename(); name.empty() || name == "." || name == "..")
            failWrite(said, Message::tr("this is the name of a folder, not of a file"));
        if (target != path) said += " (a link to " + bytesOfName(target) + ")";
    }
    void orFail(const std::error_code& cause) const {
        if (!cause) return;
        failWrite(said, cause == std::errc::no_such_file_or_directory ? Message::tr("there is no such folder")
                                                                      : Message::verbatim(wordsOf(cause)));
    }

    std::string said;
    fs::path target;
};

} // namespace

void saveFile(const fs::path& path, std::string_view bytes) {
    saveFile(path, {&bytes, 1});
}

void saveFile(const fs::path& path, std::span<const std::string_view> pieces) {
    const Place place(path);
    place.orFail(replaceFile(place.target, pieces));
}

void requirePlace(const fs::path& path) {
    const Place place(path);
    place.orFail(canMakeFilesIn(place.target.has_parent_path() ? place.target.parent_path() : fs::path(".")));
}

std::string readFile(const fs::path& path, std::size_t maxBytes) {
    const std::string name = plainName(path);
    const auto failRead = [&](const std::error_code& cause) {
        throw Error(cause == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Unreadable,
                    Message::tr("Cannot read %1: %2.", name, wordsOf(cause)));
    };
    std::error_code cause;
    const InputFile file(path, InputFile::Links::Followed, cause);
    if (!file.isOpen()) failRead(cause);
    const InputFile::Facts facts = file.facts();
    if (!facts.regular)
        throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: it is not a regular file.", name));
    if (facts.size > maxBytes)
        throw Error(ErrorCode::TooLarge, Message::tr("%1 is larger than the %2 MB this kind of file may have.", name,
                                                     maxBytes / (1024 * 1024)));
    std::string bytes(static_cast<std::size_t>(facts.size), '\0');
    const std::size_t done = file.read(0, bytes, cause);
    if (cause) failRead(cause);
    bytes.resize(done); // the file may have shrunk while we read
    return bytes;
}

} // namespace cnn
