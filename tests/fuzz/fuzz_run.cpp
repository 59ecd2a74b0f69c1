#include "tests/fuzz/fuzz.h"
#include "ui/model/run_file.h"

#include <QtEndian>
#include <zlib.h>

namespace {

// Where the trainer's state begins (after a length of 8 bytes and the words it counts), its length and checksum made
// true: a checksum that tells every change would otherwise be all that is ever tried.
QByteArray withTrueChecksum(QByteArray bytes) {
    constexpr qsizetype lengthBytes = 8, headBytes = 20;
    if (bytes.size() < lengthBytes) return bytes;
    const auto words = qFromLittleEndian<quint64>(bytes.constData());
    if (words > static_cast<quint64>(bytes.size() - lengthBytes)) return bytes;
    char* const state = bytes.data() + lengthBytes + words;
    const qsizetype left = bytes.size() - lengthBytes - static_cast<qsizetype>(words) - headBytes;
    if (left < 0) return bytes;
    qToLittleEndian(static_cast<quint64>(left), state + 8);
    const auto* body = reinterpret_cast<const Bytef*>(state + headBytes);
    qToLittleEndian(static_cast<quint32>(crc32_z(0, body, static_cast<z_size_t>(left))), state + 16);
    return bytes;
}

} // namespace

// A run as the program keeps it between two starts: settings and course as JSON, then the trainer's state.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    fuzz::readOrRefused([&] { ui::savedRunFrom(bytes, "some.run"); });
    return fuzz::readOrRefused([&] { ui::savedRunFrom(withTrueChecksum(bytes), "some.run"); });
}
