// Few colours that stand for many, for files that have at most 256.
#pragma once

#include <QColor>
#include <QImage>
#include <QList>
#include <unordered_map>
#include <vector>

namespace ui {

class ColourCounts {
public:
    void add(const QImage& image); // Format_RGB32
    // At most `most` colours, the same for the same pictures: all there are where they are so few; otherwise the most
    // frequent ones, which are flat areas, exactly, and means of the others.
    QList<QRgb> table(int most) const;

private:
    std::unordered_map<QRgb, qint64> m_counts;
};

// How far what stands for colours is from them, in 255ths of red, green and blue.
struct ColourError {
    qint64 sum = 0, parts = 0;
    int largest = 0;
};

// Finds the colour of a table that is nearest; remembers what it has found.
class NearestColour {
public:
    explicit NearestColour(const QList<QRgb>& colours);
    // The indices of `count` pixels; returns the end of what was written.
    uchar* row(const QRgb* pixels, int count, uchar* indices);
    const ColourError& error() const { return m_error; }

private:
    struct Known {
        QRgb colour = 0; // none: pixels are opaque
        uchar index = 0;
    };
    uchar find(QRgb colour) const;
    QList<QRgb> m_colours;
    std::vector<Known> m_known;
    ColourError m_error;
};

} // namespace ui
