// The training as a film: the filters of the first layer that has weights, and how right the network is, over time.
#pragma once

#include "ui/export/network_export.h"
#include "ui/figure/map_set.h"

#include <QByteArray>
#include <functional>
#include <stop_token>

namespace ui {

constexpr std::size_t mostGifFrames = 200;

// Evenly, with the first and the last.
std::vector<TrainingFrame> thinned(const std::vector<TrainingFrame>& frames, std::size_t most = mostGifFrames);

// Every frame in the same colours of one scale, blue, white at zero, red, that ends at the largest weight of the film;
// so what grows is seen to grow. All networks are of the same layers.
class FilterFilm {
public:
    // Throws cnn::Error(NotFound) when there are no frames, (Usage) when there are no weights, (TooLarge) when they do
    // not fit a picture, (Diverged) when one is not finite.
    explicit FilterFilm(std::vector<TrainingFrame> frames);

    int count() const { return static_cast<int>(m_frames.size()); }
    QSize size() const { return m_size; }
    const QList<QRgb>& colours() const { return m_colours; } // 256: grey for words, then the ramp
    QImage frame(int index) const;                           // Format_Indexed8
    // Where a weight of a filter is drawn.
    QRect cell(int map, int y, int x) const;

private:
    QString caption(int index) const;
    void write(QImage& to, const QString& words, int y, bool strong) const;

    std::vector<TrainingFrame> m_frames;
    QString m_layer, m_title;
    double m_largest = 0;
    int m_columns = 1, m_cell = 1;
    QSize m_map, m_size;
    QList<QRgb> m_colours;
};

// The whole film, about ten seconds; the last frame stays a little. Asks `stop` and says how far it is, 0 .. 1, after
// each frame; stopped it throws cnn::Error(Interrupted).
QByteArray filmGif(const FilterFilm& film, const std::stop_token& stop = {},
                   const std::function<void(double)>& progress = {});

} // namespace ui
