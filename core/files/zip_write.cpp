#include "core/files/zip_write.h"

#include "core/base/error.h"

#include <memory>
#include <zip.h>

namespace cnn {
namespace {

// DOS's format, without a time zone: 1 January 2000, midnight.
constexpr zip_uint16_t dosTime = 0, dosDate = (2000 - 1980) << 9 | 1 << 5 | 1;

[[noreturn]] void refuse() {
    throw Error(ErrorCode::TooLarge, Message::tr("The archive cannot be made: there is no memory for it."));
}

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};

void addFile(zip_t* archive, const std::string& name, const std::string& content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (source == nullptr) refuse();
    const zip_int64_t at = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        refuse();
    }
    const auto index = static_cast<zip_uint64_t>(at);
    if (zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 9) != 0 ||
        zip_file_set_dostime(archive, index, dosTime, dosDate, 0) != 0)
        refuse();
}

std::string bytesOf(zip_source_t* source) {
    if (zip_source_open(source) != 0 || zip_source_seek(source, 0, SEEK_END) != 0) refuse();
    const zip_int64_t size = zip_source_tell(source);
    if (size < 0 || zip_source_seek(source, 0, SEEK_SET) != 0) refuse();
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (got != size) refuse();
    return bytes;
}

} // namespace

std::string zipBytes(std::span<const std::pair<std::string, std::string>> files) {
    const std::unique_ptr<zip_source_t, FreeSource> target(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!target) refuse();
    std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (!archive) refuse();
    zip_source_keep(target.get()); // the archive gives back its own hold of it
    for (const auto& [name, content] : files) addFile(archive.get(), name, content);
    if (zip_close(archive.get()) != 0) refuse();
    archive.release();
    return bytesOf(target.get());
}

} // namespace cnn
