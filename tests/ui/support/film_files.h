// Reads films back, and compares pictures.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QRect>
#include <QString>

namespace ui {

struct ReadFilm {
    QList<QImage> frames; // Format_RGB32, each as it is seen
    QList<std::pair<int, int>> delays;
    QList<QRect> parts; // what is new in each
    int loops = -1;
    QString error; // what of the file is not as the specification has it
};

// Chunk by chunk, as the APNG specification says; each frame's pixels are read by Qt.
ReadFilm readApng(const QByteArray& bytes);

// Of the red, green and blue of all pixels.
int largestDifference(const QImage& a, const QImage& b);
double psnr(const QImage& a, const QImage& b); // dB
// By the program ffmpeg.
QList<QImage> videoFrames(const QString& path);

} // namespace ui
