// A picture as a scene keeps it: small enough to be saved with every change.
#pragma once

#include <QByteArray>
#include <QImage>

namespace ui {

struct PackedPhoto {
    static constexpr int longest = 640;             // pixels a side
    static constexpr qsizetype mostBytes = 400'000; // JPEG of 640 × 640 pixels of nothing but noise takes 360,000
    // As PNG where that is short, else as JPEG: a photograph comes back a little changed, so use what unpacked() gives.
    // The picture is no larger than `longest`.
    static QByteArray packed(const QImage& picture);
    // As BMP: at once and exact, but long; for a picture that is not saved.
    static QByteArray quick(const QImage& picture);
    // Null when these are none of such bytes.
    static QImage unpacked(const QByteArray& bytes);
};

} // namespace ui
