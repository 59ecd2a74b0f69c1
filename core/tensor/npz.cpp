#include "core/tensor/npz.h"

#include "core/tensor/npy.h"

#include <cassert>
#include <limits>
#include <zlib.h>

namespace cnn {
namespace {

void put(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::uint64_t checksum(const std::string& bytes) {
    return crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

// What the header of a file and its entry in the table of contents share (PKWARE's APPNOTE, 4.3.7 and 4.3.12).
std::string description(const std::string& name, const std::string& content) {
    constexpr int version = 20, firstOfJanuary1980 = 0x0021;
    std::string text;
    put(text, version, 2);
    put(text, 0, 2); // flags
    put(text, 0, 2); // stored as it is
    put(text, 0, 2); // time
    put(text, firstOfJanuary1980, 2);
    put(text, checksum(content), 4);
    put(text, content.size(), 4); // packed
    put(text, content.size(), 4); // unpacked
    put(text, name.size(), 2);
    put(text, 0, 2); // extra field
    return text;
}

} // namespace

std::string toNpz(std::span<const NpyArray> arrays) {
    std::string file, contents;
    for (const NpyArray& array : arrays) {
        const std::string name = array.name + ".npy", content = toNpy(array.shape, array.values);
        const std::string about = description(name, content);
        const std::size_t begin = file.size();
        file += "PK\3\4" + about + name + content;
        contents += "PK\1\2";
        put(contents, 20, 2); // made by version
        contents += about;
        contents.append(10, '\0'); // comment, disk, attributes
        put(contents, begin, 4);
        contents += name;
    }
    const std::size_t begin = file.size();
    assert(begin <= std::numeric_limits<std::uint32_t>::max());
    file += contents + "PK\5\6";
    put(file, 0, 4); // disks
    put(file, arrays.size(), 2);
    put(file, arrays.size(), 2);
    put(file, contents.size(), 4);
    put(file, begin, 4);
    put(file, 0, 2); // comment
    return file;
}

} // namespace cnn
