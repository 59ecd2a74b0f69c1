#include "core/train/idx.h"

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/train/byte_source.h"

#include <array>

namespace cnn {
namespace {

constexpr std::uint64_t maxBytes = 512U * 1024U * 1024U;

class IdxReader {
public:
    explicit IdxReader(ByteSource& source) : m_source(source) {}

    IdxArray read(int axes) {
        checkMagic(axes);
        IdxArray array;
        const std::uint64_t size = readExtents(axes, array);
        // Before any memory is taken: a short file cannot promise much.
        if (m_source.atMostLeft() < size) tooShort(size);
        array.bytes.resize(size);
        if (m_source.read(array.bytes) != size) tooShort(size);
        std::array<std::uint8_t, 1> beyond{};
        if (m_source.read(beyond) != 0)
            throw Error(ErrorCode::BadFormat,
                        Message::tr("it goes on after the %1 its header promises.", counted::bytes(size)));
        return array;
    }

private:
    [[noreturn]] static void tooShort(std::uint64_t size) {
        throw Error(ErrorCode::BadFormat,
                    Message::tr("it ends before the %1 its header promises.", counted::bytes(size)));
    }
    std::array<std::uint8_t, 4> take() {
        std::array<std::uint8_t, 4> four{};
        if (m_source.read(four) != four.size())
            throw Error(ErrorCode::BadFormat, Message::tr("it ends within its header."));
        return four;
    }
    void checkMagic(int axes) {
        const auto magic = take();
        if (magic[0] != 0 || magic[1] != 0 || magic[3] == 0)
            throw Error(ErrorCode::BadFormat, Message::tr("it is no IDX file."));
        if (magic[2] != 8)
            throw Error(ErrorCode::BadFormat,
                        Message::tr("its IDX element type %1 is not supported; bytes (type 8) are needed.", magic[2]));
        if (magic[3] != axes)
            throw Error(ErrorCode::BadFormat,
                        axes == 1 ? Message::tr("it has %1, 1 (labels) is needed.", counted::axes(magic[3]))
                                  : Message::tr("it has %1, %2 (images, rows, columns) are needed.",
                                                counted::axes(magic[3]), axes));
    }
    std::uint64_t readExtents(int axes, IdxArray& array) {
        std::uint64_t size = 1;
        for (int i = 0; i < axes; ++i) {
            const auto b = take();
            const std::uint64_t extent =
                std::uint64_t{b[0]} << 24U | std::uint64_t{b[1]} << 16U | std::uint64_t{b[2]} << 8U | b[3];
            if (extent == 0)
                throw Error(ErrorCode::BadFormat, Message::tr("it is empty: one of its axes has length 0."));
            if (extent > maxBytes / size)
                throw Error(ErrorCode::TooLarge, Message::tr("its header promises more than 512 MB."));
            size *= extent;
            array.extents.push_back(static_cast<int>(extent));
        }
        return size;
    }

    ByteSource& m_source;
};

} // namespace

IdxArray parseIdx(std::string_view file, int axes, const std::string& name) {
    try {
        if (file.empty()) throw Error(ErrorCode::BadFormat, Message::tr("the file is empty."));
        return IdxReader(*openBytes(file)).read(axes);
    } catch (const Error& error) {
        throw Error(error.code(), Message::tr("Cannot read %1: %2", name, error.message()));
    }
}

IdxArray readIdx(const std::filesystem::path& path, int axes) {
    return parseIdx(readFile(path, maxBytes + 16), axes, plainText(path.string()));
}

std::string toIdx(const std::vector<int>& extents, std::span<const std::uint8_t> bytes) {
    std::string file{'\0', '\0', '\x8', static_cast<char>(extents.size())};
    for (const int extent : extents)
        for (int shift = 24; shift >= 0; shift -= 8) file += static_cast<char>(extent >> shift & 0xFF);
    file.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return file;
}

} // namespace cnn
