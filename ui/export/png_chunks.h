// PNG, chunk by chunk: for films in PNG, and quicker than Qt writes it. Opaque pictures of 8 bits a colour.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QRect>

namespace ui {

extern const QByteArray pngSignature;
// type: four letters.
QByteArray pngChunk(const char* type, const QByteArray& data);
QByteArray pngHeader(QSize size); // the chunk IHDR
// Big-endian, as everything in a PNG is.
QByteArray pngNumber(quint32 value);
QByteArray pngShort(quint16 value);
// What the chunks IDAT hold of that part of a picture (Format_RGB32).
QByteArray pngPixels(const QImage& image, const QRect& part);

} // namespace ui
