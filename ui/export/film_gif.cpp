#include "ui/export/film_gif.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/export/colour_table.h"
#include "ui/export/gif.h"
#include "ui/tr.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace ui {
namespace {

constexpr int sampledSteps = 16; // that the colours are chosen from, evenly over the film

ColourCounts coloursOf(const Film& film) {
    ColourCounts counts;
    const int samples = std::min(sampledSteps, film.steps());
    for (int i = 0; i < samples; ++i) {
        const int step = samples == 1 ? 0 : i * (film.steps() - 1) / (samples - 1);
        for (const FilmFrame& frame : film.frames(step)) counts.add(frame.image);
    }
    return counts;
}

class GifFilm : public FilmWriter {
public:
    GifFilm(const Film& film, QString path)
        : m_path(std::move(path)), m_counts(coloursOf(film)), m_colours(m_counts.table(256)),
          m_canvas(film.wish().size, QImage::Format_Indexed8), m_gif(film.wish().size, m_colours) {
        m_canvas.setColorTable(m_colours);
    }
    // An index a pixel.
    QByteArray encoded(const QImage& frame, const QRect& changed) const override {
        NearestColour nearest(m_colours);
        QByteArray indices(qsizetype{changed.width()} * changed.height(), Qt::Uninitialized);
        auto* to = reinterpret_cast<uchar*>(indices.data());
        for (int y = changed.top(); y <= changed.bottom(); ++y) {
            const auto* from = reinterpret_cast<const QRgb*>(frame.constScanLine(y)) + changed.left();
            to = nearest.row(from, changed.width(), to);
        }
        m_error.add(nearest.error());
        return indices;
    }
    void add(const QByteArray& encoded, const QRect& changed, double seconds) override {
        const auto width = static_cast<std::size_t>(changed.width());
        const char* from = encoded.constData();
        for (int y = changed.top(); y <= changed.bottom(); ++y, from += width)
            std::memcpy(m_canvas.scanLine(y) + changed.left(), from, width);
        m_gif.add(m_canvas, m_clock.ticksFor(seconds));
    }
    void finish(const std::stop_token&) override {
        m_bytes = m_gif.finish();
        cnn::saveFile(cnn::nameOfText(m_path.toStdU16String()),
                      std::string_view(m_bytes.constData(), static_cast<std::size_t>(m_bytes.size())));
    }
    qint64 bytes() const override { return m_bytes.isEmpty() ? m_gif.size() : m_bytes.size(); }
    QString remark() const override {
        if (m_error.largest == 0) return tr("All its colours are exact.");
        return tr("A GIF has 256 colours: they differ by %1 of 255 in the mean, by %2 at most.")
            .arg(m_error.mean(), 0, 'f', 2)
            .arg(m_error.largest.load());
    }

private:
    // Of the three parts of all pixels.
    struct Error {
        void add(const ColourError& e) {
            sum += e.sum;
            parts += e.parts;
            for (int seen = largest; e.largest > seen && !largest.compare_exchange_weak(seen, e.largest);) {
            }
        }
        double mean() const { return static_cast<double>(sum) / static_cast<double>(std::max<qint64>(1, parts)); }
        std::atomic<qint64> sum = 0, parts = 0;
        std::atomic<int> largest = 0;
    };

    QString m_path;
    ColourCounts m_counts;
    QList<QRgb> m_colours;
    QImage m_canvas;
    GifWriter m_gif;
    QByteArray m_bytes;
    FilmClock m_clock{100};
    mutable Error m_error;
};

} // namespace

std::unique_ptr<FilmWriter> gifFilmWriter(const Film& film, const QString& path) {
    return std::make_unique<GifFilm>(film, path);
}

} // namespace ui
