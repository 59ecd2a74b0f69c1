#include "ui/export/training_gif.h"

#include "ui/export/gif.h"
#include "ui/export/map_export.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int greys = 17, halfRamp = 119; // of words on white; colours of the ramp on either side of zero
static_assert(greys + 2 * halfRamp + 1 == 256);
constexpr int margin = 20, gap = 12, lineHeight = 28, wishedSide = 112, wishedWidth = 600, longestGifSide = 2000;
constexpr int edge = 5; // which grey surrounds a filter

QList<QRgb> colourTable() {
    const Palette& c = palette(Theme::Light);
    QList<QRgb> colours;
    for (int i = 0; i < greys; ++i) colours << mix(c.surface, c.text, i / (greys - 1.0)).rgb();
    for (int i = -halfRamp; i <= halfRamp; ++i) colours << signedRamp(i / double{halfRamp}).rgb();
    return colours;
}

int rampIndex(float value, double largest) {
    const double t = largest > 0 ? std::clamp(double{value} / largest, -1.0, 1.0) : 0;
    return greys + halfRamp + static_cast<int>(std::lround(t * halfRamp));
}

QString firstWithWeights(const cnn::Network& network) {
    for (const QString& layer : mapLayers(network))
        if (hasWeights(network, layer)) return layer;
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("This network has no weights to make a film of."));
}

MapSet filtersOf(const TrainingFrame& frame, const QString& layer) {
    NetworkExport from;
    from.network = frame.network;
    return layerWeights(from, layer);
}

QFont captionFont(bool strong) {
    return Style::numberFont(17, strong ? Weight::Bold : Weight::Regular);
}

void fill(QImage& image, const QRect& where, int index) {
    for (int y = where.top(); y <= where.bottom(); ++y)
        std::fill_n(image.scanLine(y) + where.left(), where.width(), static_cast<uchar>(index));
}

} // namespace

std::vector<TrainingFrame> thinned(const std::vector<TrainingFrame>& frames, std::size_t most) {
    if (frames.size() <= most) return frames;
    std::vector<TrainingFrame> kept;
    for (std::size_t i = 0; i < most; ++i) kept.push_back(frames[i * (frames.size() - 1) / (most - 1)]);
    return kept;
}

FilterFilm::FilterFilm(std::vector<TrainingFrame> frames) : m_frames(std::move(frames)), m_colours(colourTable()) {
    if (m_frames.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There is no moment of a run to make a film of."));
    m_layer = firstWithWeights(*m_frames[0].network);
    const MapSet first = filtersOf(m_frames[0], m_layer);
    for (const TrainingFrame& frame : m_frames)
        m_largest = std::max(m_largest, rampEnd(filtersOf(frame, m_layer).values.values(), Ramp::Signed));
    m_title = first.title;
    m_columns = mapColumns(first);
    const cnn::Shape& s = first.values.shape();
    m_cell = std::clamp(std::min(wishedSide / std::max(s.h, s.w), wishedWidth / m_columns / s.w), 1, largestMapCell);
    m_map = QSize(s.w, s.h) * m_cell;
    const int rows = (first.count() + m_columns - 1) / m_columns;
    int words = QFontMetrics(captionFont(true)).horizontalAdvance(m_title);
    for (int i = 0; i < count(); ++i)
        words = std::max(words, QFontMetrics(captionFont(false)).horizontalAdvance(caption(i)));
    m_size = QSize(std::max(m_columns * (m_map.width() + gap) - gap, words + 1) + 2 * margin,
                   rows * (m_map.height() + gap) + 2 * lineHeight + 2 * margin);
    if (std::max(m_size.width(), m_size.height()) > longestGifSide)
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         cnn::Message::tr("%1: these are too many for the pictures of a film.", m_title.toStdString()));
}

QString FilterFilm::caption(int index) const {
    const TrainingFrame& frame = m_frames[static_cast<std::size_t>(index)];
    QString words = ui::tr("Epoch %1").arg(fixed(frame.progress, 2));
    if (frame.psnr)
        words += (frame.validation ? ui::tr("   validation PSNR %1 dB") : ui::tr("   test PSNR %1 dB"))
                     .arg(fixed(*frame.psnr, 1));
    if (frame.accuracy)
        words += (frame.validation ? ui::tr("   validation accuracy %1") : ui::tr("   test accuracy %1"))
                     .arg(percent(*frame.accuracy));
    const QString end = figures(m_largest);
    return words + ui::tr("   colours %1 to %2").arg(QChar(0x2212) + end, end);
}

QRect FilterFilm::cell(int map, int y, int x) const {
    const QPoint corner(map % m_columns * (m_map.width() + gap), map / m_columns * (m_map.height() + gap));
    return {QPoint(margin, margin + lineHeight) + corner + QPoint(x, y) * m_cell, QSize(m_cell, m_cell)};
}

// Smooth letters in the greys there are.
void FilterFilm::write(QImage& to, const QString& words, int y, bool strong) const {
    QImage line(m_size.width(), lineHeight, QImage::Format_Grayscale8);
    line.fill(Qt::black);
    QPainter painter(&line);
    painter.setFont(captionFont(strong));
    painter.setPen(Qt::white);
    painter.drawText(line.rect().adjusted(margin, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, words);
    painter.end();
    for (int row = 0; row < lineHeight; ++row)
        for (int x = 0; x < line.width(); ++x)
            to.scanLine(y + row)[x] = static_cast<uchar>((line.constScanLine(row)[x] * (greys - 1) + 127) / 255);
}

QImage FilterFilm::frame(int index) const {
    const MapSet filters = filtersOf(m_frames[static_cast<std::size_t>(index)], m_layer);
    QImage image(m_size, QImage::Format_Indexed8);
    image.setColorTable(m_colours);
    image.fill(0);
    write(image, m_title, margin - 6, true);
    write(image, caption(index), m_size.height() - margin - lineHeight + 6, false);
    const cnn::Shape& s = filters.values.shape();
    for (int map = 0; map < filters.count(); ++map) {
        fill(image, QRect(cell(map, 0, 0).topLeft(), m_map).adjusted(-1, -1, 1, 1), edge);
        const auto values = filters.map(map);
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x)
                fill(image, cell(map, y, x), rampIndex(values[static_cast<std::size_t>(y * s.w + x)], m_largest));
    }
    return image;
}

QByteArray filmGif(const FilterFilm& film, const std::stop_token& stop, const std::function<void(double)>& progress) {
    constexpr int tenSeconds = 1000, stays = 200;
    GifWriter gif(film.size(), film.colours());
    const int each = std::clamp(tenSeconds / film.count(), 4, 20);
    for (int i = 0; i < film.count(); ++i) {
        if (stop.stop_requested())
            throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("The film was stopped."));
        gif.add(film.frame(i), i + 1 == film.count() ? stays : each);
        if (progress) progress((i + 1.0) / film.count());
    }
    return gif.finish();
}

} // namespace ui
