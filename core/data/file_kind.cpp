#include "core/data/file_kind.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"

#include <algorithm>

namespace cnn {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void failUnreadable(const fs::path& path, const Message& reason) {
    throw Error(ErrorCode::Unreadable, Message::tr("Cannot read %1: %2.", plainName(path), reason));
}

} // namespace

Container containerOf(std::string_view beginning) {
    using namespace std::string_view_literals;
    constexpr std::size_t tarMark = 257, userBlock = 512;
    const auto has = [&](std::size_t at, std::string_view mark) {
        return beginning.size() > at && beginning.substr(at).starts_with(mark);
    };
    if (has(0, "PK\3\4"sv) || has(0, "PK\5\6"sv)) return Container::Zip;
    for (const std::string_view mark : {"\x1f\x8b"sv, "7z\xbc\xaf"sv, "Rar!"sv, "BZh"sv, "\xfd\67zXZ"sv})
        if (has(0, mark)) return Container::Packed;
    if (has(tarMark, "ustar"sv)) return Container::Packed;
    if (beginning.size() > 2 && beginning[0] == '\x80' && beginning[1] >= 2 && beginning[1] <= 5)
        return Container::Pickle;
    if (has(0, "MATLAB 5.0"sv)) return Container::Matlab;
    if (has(0, "\x89HDF\r\n\x1a\n"sv) || has(userBlock, "\x89HDF"sv)) return Container::Hdf5;
    return Container::None;
}

void requireFolder(const fs::path& folder) {
    std::error_code error;
    const fs::file_type type = fs::status(folder, error).type();
    if (type == fs::file_type::none) failUnreadable(folder, Message::verbatim(error.message()));
    if (type == fs::file_type::not_found)
        throw Error(ErrorCode::NotFound, Message::tr("There is no folder %1.", plainName(folder)));
    if (type != fs::file_type::directory) failUnreadable(folder, Message::tr("it is not a folder"));
}

std::vector<fs::path> entriesOf(const fs::path& folder) {
    requireFolder(folder);
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (!bytesOfName(at->path().filename()).starts_with('.')) entries.push_back(at->path());
    if (error) failUnreadable(folder, Message::verbatim(error.message()));
    std::ranges::sort(entries);
    return entries;
}

std::string nameOfData(const fs::path& path) {
    std::error_code ignored;
    const fs::path whole = fs::weakly_canonical(path, ignored);
    const std::string name = plainName(whole.filename());
    return name.empty() ? plainName(path) : name;
}

} // namespace cnn
