#include "ui/export/png_chunks.h"

#include "core/base/error.h"

#include <QtEndian>
#include <zlib.h>

namespace ui {
namespace {

constexpr int pngLevel = 4; // drawings do not become much smaller beyond, and it takes twice as long

// Every row begins with how it is written: 2, as what it adds to the row above, which is mostly nothing.
QByteArray filteredRows(const QImage& image, const QRect& part) {
    constexpr char up = 2;
    const qsizetype width = 3 * qsizetype{part.width()};
    QByteArray rows((width + 1) * part.height(), Qt::Uninitialized);
    QByteArray before(width, '\0'), now(width, Qt::Uninitialized);
    char* to = rows.data();
    for (int y = part.top(); y <= part.bottom(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(image.constScanLine(y)) + part.left();
        char* at = now.data();
        for (int x = 0; x < part.width(); ++x) {
            *at++ = static_cast<char>(qRed(from[x]));
            *at++ = static_cast<char>(qGreen(from[x]));
            *at++ = static_cast<char>(qBlue(from[x]));
        }
        *to++ = up;
        const char *a = now.constData(), *b = before.constData();
        for (qsizetype i = 0; i < width; ++i) to[i] = static_cast<char>(a[i] - b[i]);
        to += width;
        std::swap(before, now);
    }
    return rows;
}

} // namespace

const QByteArray pngSignature("\x89PNG\r\n\x1a\n", 8);

QByteArray pngNumber(quint32 value) {
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray pngShort(quint16 value) {
    QByteArray bytes(2, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray pngChunk(const char* type, const QByteArray& data) {
    const QByteArray body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.constData()), static_cast<uInt>(body.size()));
    return pngNumber(static_cast<quint32>(data.size())) + body + pngNumber(static_cast<quint32>(sum));
}

QByteArray pngHeader(QSize size) {
    const char eightBits = 8, colours = 2;
    return pngChunk("IHDR", pngNumber(static_cast<quint32>(size.width())) +
                                pngNumber(static_cast<quint32>(size.height())) + eightBits + colours +
                                QByteArray(3, '\0'));
}

QByteArray pngPixels(const QImage& image, const QRect& part) {
    Q_ASSERT(image.format() == QImage::Format_RGB32 && image.rect().contains(part));
    const QByteArray rows = filteredRows(image, part);
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    QByteArray packed(static_cast<qsizetype>(size), Qt::Uninitialized);
    const auto* from = reinterpret_cast<const Bytef*>(rows.constData());
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, from, static_cast<uLong>(rows.size()), pngLevel) !=
        Z_OK)
        throw cnn::Error(cnn::ErrorCode::TooLarge, cnn::Message::tr("There is not enough memory for this picture."));
    packed.truncate(static_cast<qsizetype>(size));
    return packed;
}

} // namespace ui
