#include "core/files/zip_archive.h"

#include "core/base/error.h"
#include "core/base/plain_text.h"

#include <algorithm>
#include <zip.h>

namespace cnn {
namespace {

struct CloseFile {
    void operator()(zip_file* file) const { zip_fclose(file); }
};

} // namespace

void ZipArchive::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

ZipArchive::ZipArchive(std::string_view bytes, const std::string& name) : m_bytes(bytes), m_name(name) {
    const auto refuse = [&](const Message& reason) {
        throw Error(ErrorCode::BadFormat, Message::tr("Cannot read %1: %2", m_name, reason));
    };
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) throw std::bad_alloc();
    m_zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    const bool none = zip_error_code_zip(&error) == ZIP_ER_NOZIP;
    zip_error_fini(&error);
    if (!m_zip) {
        zip_source_free(source);
        refuse(none ? Message::tr("it is no zip archive, or it ends early.")
                    : Message::tr("its table of contents is damaged."));
    }
    const zip_int64_t count = zip_get_num_entries(m_zip.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char* entry = zip_get_name(m_zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
        if (entry == nullptr) refuse(Message::tr("its table of contents is damaged."));
        m_names.emplace_back(entry);
    }
}

ZipArchive::~ZipArchive() = default;

std::string ZipArchive::content(std::size_t index, std::uint64_t most, const std::string& inside) const {
    const auto refuse = [&](ErrorCode code, const Message& reason) {
        throw Error(code, Message::tr("Cannot read %1: %2", m_name, reason));
    };
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(m_zip.get(), index, 0, &stat) != 0 || (stat.valid & needed) != needed)
        refuse(ErrorCode::BadFormat, Message::tr("its table of contents is damaged."));
    if (stat.size > most)
        refuse(ErrorCode::TooLarge, Message::tr("%1 holds more than %2 MB.", inside, most / (1024U * 1024U)));
    constexpr std::uint64_t strongest =
        1040; // of deflate, the only compression that NumPy uses: no more comes of a byte
    if (stat.comp_size > m_bytes.size() || stat.size / strongest > stat.comp_size)
        refuse(ErrorCode::BadFormat, Message::tr("%1 is damaged.", inside));
    const std::unique_ptr<zip_file, CloseFile> file(zip_fopen_index(m_zip.get(), index, 0));
    if (!file) {
        const int why = zip_error_code_zip(zip_get_error(m_zip.get()));
        refuse(ErrorCode::BadFormat,
               why == ZIP_ER_NOPASSWD || why == ZIP_ER_ENCRNOTSUPP ? Message::tr("%1 is encrypted.", inside)
               : why == ZIP_ER_COMPNOTSUPP ? Message::tr("%1 is compressed in a way that is not known here.", inside)
                                           : Message::tr("%1 is damaged.", inside));
    }
    constexpr std::uint64_t atOnce = 16U * 1024U * 1024U;
    std::string all;
    while (true) {
        // One byte more than promised: the checksum is looked at behind the end.
        const std::uint64_t room = std::min(stat.size + 1 - all.size(), std::max<std::uint64_t>(atOnce, all.size()));
        const std::size_t before = all.size();
        all.resize(before + room);
        const zip_int64_t got = zip_fread(file.get(), all.data() + before, room);
        if (got < 0) refuse(ErrorCode::BadFormat, Message::tr("%1 is damaged.", inside));
        all.resize(before + static_cast<std::size_t>(got));
        if (got == 0 || all.size() > stat.size) break;
    }
    if (all.size() != stat.size) refuse(ErrorCode::BadFormat, Message::tr("%1 is damaged.", inside));
    return all;
}

} // namespace cnn
