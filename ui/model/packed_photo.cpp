#include "ui/model/packed_photo.h"

#include <QBuffer>
#include <QImageReader>

namespace ui {
namespace {

QByteArray writtenAs(const QImage& picture, const char* format, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, format, quality);
    return bytes;
}

} // namespace

QByteArray PackedPhoto::packed(const QImage& picture) {
    constexpr qsizetype shortest = 60'000;
    constexpr int good = 90; // of 100
    const QByteArray exact = writtenAs(picture, "png", -1);
    return exact.size() <= shortest ? exact : writtenAs(picture, "jpeg", good);
}

QByteArray PackedPhoto::quick(const QImage& picture) {
    return writtenAs(picture, "bmp", -1);
}

QImage PackedPhoto::unpacked(const QByteArray& bytes) {
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoDetectImageFormat(true);
    const QByteArray format = reader.format();
    const QSize size = reader.size();
    const bool known = format == "png" || format == "jpeg" || format == "bmp";
    if (!known || size.isEmpty() || std::max(size.width(), size.height()) > longest) return {};
    return reader.read();
}

} // namespace ui
