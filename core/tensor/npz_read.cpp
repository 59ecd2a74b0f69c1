// Reading .npz: the archive's table of contents, and of one array its bytes.
#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"

#include <algorithm>
#include <zlib.h>

namespace cnn {
namespace {

constexpr std::uint64_t mostBytes = 512ULL * 1024U * 1024U + 128U * 1024U; // of one array, with its header

struct Entry {
    std::string name;
    std::uint64_t method = 0, packed = 0, unpacked = 0, place = 0, checksum = 0;
    bool encrypted = false;
};

// PKWARE's APPNOTE, 4.3.
class Archive {
public:
    Archive(std::string_view bytes, const std::string& name) : m_bytes(bytes), m_name(name) {
        constexpr std::size_t endSize = 22, longestComment = 65535;
        const std::size_t from = bytes.size() > endSize + longestComment ? bytes.size() - endSize - longestComment : 0;
        const std::size_t end = bytes.substr(from).rfind("PK\5\6");
        if (end == bytes.npos) fail(ErrorCode::BadFormat, Message::tr("it is no .npz file, or it ends early."));
        (void)part(from + end, endSize);
        std::uint64_t at = number(from + end + 16, 4);
        for (std::uint64_t left = number(from + end + 10, 2); left > 0; --left) at = addEntry(at);
        if (m_entries.empty()) fail(ErrorCode::BadFormat, Message::tr("it holds no arrays."));
    }

    const std::vector<Entry>& entries() const { return m_entries; }

    std::string content(const Entry& entry) const {
        const Message inside = Message::tr("its array %1", quote(entry.name));
        if (entry.encrypted) fail(ErrorCode::BadFormat, Message::tr("%1 is encrypted.", inside));
        if (entry.unpacked > mostBytes || entry.packed > mostBytes)
            fail(ErrorCode::TooLarge, Message::tr("%1 holds more than 512 MB.", inside));
        const std::uint64_t begin = entry.place + 30 + number(entry.place + 26, 2) + number(entry.place + 28, 2);
        const std::string_view packed = part(begin, entry.packed);
        std::string all;
        if (entry.method == 0)
            all = packed;
        else if (entry.method == 8)
            all = inflated(packed, entry.unpacked, inside);
        else
            fail(ErrorCode::BadFormat, Message::tr("%1 is compressed in a way that NumPy does not use.", inside));
        if (all.size() != entry.unpacked ||
            crc32_z(0, reinterpret_cast<const Bytef*>(all.data()), all.size()) != entry.checksum)
            fail(ErrorCode::BadFormat, Message::tr("%1 is damaged.", inside));
        return all;
    }

    [[noreturn]] void fail(ErrorCode code, const Message& reason) const {
        throw Error(code, Message::tr("Cannot read %1: %2", m_name, reason));
    }

private:
    std::string_view part(std::uint64_t from, std::uint64_t count) const {
        if (from > m_bytes.size() || count > m_bytes.size() - from)
            fail(ErrorCode::BadFormat, Message::tr("it ends early."));
        return m_bytes.substr(from, count);
    }
    std::uint64_t number(std::uint64_t from, std::uint64_t count) const {
        const std::string_view bytes = part(from, count);
        std::uint64_t value = 0;
        for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8U | static_cast<unsigned char>(bytes[i - 1]);
        return value;
    }
    // An entry of the table of contents; returns where the next one begins.
    std::uint64_t addEntry(std::uint64_t at) {
        if (part(at, 4) != "PK\1\2") fail(ErrorCode::BadFormat, Message::tr("its table of contents is damaged."));
        Entry entry;
        entry.encrypted = (number(at + 8, 2) & 1U) != 0;
        entry.method = number(at + 10, 2);
        entry.checksum = number(at + 16, 4);
        entry.packed = number(at + 20, 4);
        entry.unpacked = number(at + 24, 4);
        entry.place = number(at + 42, 4);
        const std::uint64_t length = number(at + 28, 2);
        entry.name = part(at + 46, length);
        if (entry.name.ends_with(".npy")) {
            entry.name.resize(entry.name.size() - 4);
            m_entries.push_back(entry);
        }
        return at + 46 + length + number(at + 30, 2) + number(at + 32, 2);
    }
    std::string inflated(std::string_view packed, std::uint64_t size, const Message& inside) const {
        constexpr std::uint64_t strongest = 1040; // no more can come out of a byte
        if (size / strongest > packed.size()) fail(ErrorCode::BadFormat, Message::tr("%1 is damaged.", inside));
        std::string all(size, '\0');
        z_stream stream{};
        constexpr int withoutHead = -15;
        if (inflateInit2(&stream, withoutHead) != Z_OK) throw std::bad_alloc();
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream.avail_in = static_cast<uInt>(packed.size());
        stream.next_out = reinterpret_cast<Bytef*>(all.data());
        stream.avail_out = static_cast<uInt>(all.size());
        const int status = inflate(&stream, Z_FINISH);
        inflateEnd(&stream);
        if (status != Z_STREAM_END || stream.total_out != size)
            fail(ErrorCode::BadFormat, Message::tr("%1 is damaged.", inside));
        return all;
    }

    std::string_view m_bytes;
    const std::string& m_name;
    std::vector<Entry> m_entries;
};

std::string namesIn(const Archive& archive) {
    constexpr std::size_t most = 8;
    std::string names;
    for (std::size_t i = 0; i < std::min(most, archive.entries().size()); ++i)
        names += (i > 0 ? ", " : "") + quote(archive.entries()[i].name);
    return names + (archive.entries().size() > most ? ", ..." : "");
}

} // namespace

std::string arrayFromNpz(std::string_view bytes, const std::string& name, const std::optional<std::string>& wanted,
                         Several several, std::string& note) {
    const Archive archive(bytes, name);
    const auto& entries = archive.entries();
    if (wanted) {
        const auto found = std::ranges::find(entries, *wanted, &Entry::name);
        if (found == entries.end())
            archive.fail(ErrorCode::NotFound,
                         Message::tr("it has no array %1; it has %2.", quote(*wanted), namesIn(archive)));
        return archive.content(*found);
    }
    if (entries.size() > 1 && several == Several::Ask)
        archive.fail(ErrorCode::Usage, Message::tr("it holds the arrays %1; write %2:%3 to take that one.",
                                                   namesIn(archive), plainText(name), plainText(entries.front().name)));
    note += " It holds the array" + std::string(entries.size() > 1 ? "s " : " ") + namesIn(archive) +
            (entries.size() > 1 ? "; the first is read." : "; it is read.");
    return archive.content(entries.front());
}

} // namespace cnn
