// Folders of coloured pictures with a subfolder a class, for tests.
#pragma once

#include "core/base/rng.h"
#include "tests/support/picture_files.h"

// `each` pictures a class of the class's own hue with a little noise, so that a few steps learn some of it. Two classes
// are red and green.
inline void writeColouredClasses(const QString& folder, const QStringList& classes, int each, int side) {
    cnn::Rng rng(7);
    for (int c = 0; c < classes.size(); ++c) {
        const QColor hue =
            QColor::fromHsv(classes.size() == 2 ? 120 * c : 359 * c / static_cast<int>(classes.size()), 200, 180);
        QDir().mkpath(folder + '/' + classes[c]);
        for (int i = 0; i < each; ++i) {
            QImage picture(side, side, QImage::Format_RGB888);
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    const int noise = static_cast<int>(rng.uniform(-30, 30));
                    picture.setPixelColor(x, y, hue.lighter(100 + noise));
                }
            if (!picture.save(QString("%1/%2/%3.png").arg(folder, classes[c]).arg(i))) qFatal("cannot write");
        }
    }
}
