// Animated GIFs, written by libcgif.
#pragma once

#include <QByteArray>
#include <QImage>
#include <memory>

namespace ui {

class GifWriter {
public:
    // Of all frames. colours: 1 to 256. Plays for ever.
    GifWriter(QSize size, const QList<QRgb>& colours);
    ~GifWriter();
    GifWriter(const GifWriter&) = delete;
    GifWriter& operator=(const GifWriter&) = delete;

    // Format_Indexed8 of that size, in indices into the colours; shown for so many hundredths of a second. Throws
    // cnn::Error(TooLarge) when there is no memory for it.
    void add(const QImage& frame, int hundredths);
    qint64 size() const; // bytes so far
    // The whole file; nothing can be added afterwards.
    QByteArray finish();

private:
    struct Gif;
    std::unique_ptr<Gif> m_gif;
};

} // namespace ui
