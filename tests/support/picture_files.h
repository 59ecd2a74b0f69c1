// Small pictures as files, for tests.
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QImage>

// A picture of one colour at FOLDER/NAME; its folders are made.
inline void writePicture(const QString& folder, const QString& name, QSize size, QColor colour) {
    const QString path = folder + '/' + name;
    QDir().mkpath(QFileInfo(path).path());
    const bool grey = colour.red() == colour.green() && colour.green() == colour.blue();
    QImage picture(size, grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    picture.fill(colour);
    if (!picture.save(path)) qFatal("cannot write %s", qPrintable(path));
}

// `each` grey pictures in every class folder, a shade a picture.
inline void writeClasses(const QString& folder, const QStringList& classes, int each, QSize size) {
    for (int c = 0; c < classes.size(); ++c)
        for (int i = 0; i < each; ++i) {
            const int shade = 10 * (c + 1) + i;
            writePicture(folder, QString("%1/%2.png").arg(classes[c]).arg(i, 3, 10, QChar('0')), size,
                         QColor(shade, shade, shade));
        }
}
