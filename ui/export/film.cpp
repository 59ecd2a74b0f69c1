#include "ui/export/film.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

void refuse(const cnn::Message& why) {
    throw cnn::Error(cnn::ErrorCode::Usage, why);
}

void require(const FilmWish& wish, int count) {
    if (count < 1) refuse(cnn::Message::tr("There is nothing to make a film of."));
    if (wish.from < 1 || wish.from > wish.to || wish.to > count)
        refuse(cnn::Message::tr("Steps %1 to %2: there are the steps 1 to %3.", wish.from, wish.to, count));
    if (wish.fps < 1 || wish.fps > FilmWish::mostFps)
        refuse(cnn::Message::tr("%1 frames a second: give 1 to %2.", wish.fps, FilmWish::mostFps));
    if (!(wish.hold >= FilmWish::shortestHold && wish.hold <= FilmWish::longestHold))
        refuse(cnn::Message::tr("A step is held for 0.05 to 60 seconds."));
    const int shorter = std::min(wish.size.width(), wish.size.height());
    const int longer = std::max(wish.size.width(), wish.size.height());
    if (shorter < FilmWish::shortestSide || longer > FilmWish::longestSide)
        refuse(cnn::Message::tr("%1 x %2 pixels: a side of a film has %3 to %4.", wish.size.width(), wish.size.height(),
                                FilmWish::shortestSide, FilmWish::longestSide));
}

} // namespace

FilmSource filmOf(const Reel& reel) {
    return {reel.count, reel.figure};
}

Film::Film(FilmSource source, const FilmWish& wish) : m_source(std::move(source)), m_wish(wish) {
    require(m_wish, m_source.count);
}

std::shared_ptr<const Figure> Film::figure(int index) const {
    return m_source.figure(m_wish.from - 1 + index, QSizeF(m_wish.size), m_wish.style);
}

std::unique_ptr<Motion> Film::motionInto(int index, const Figure& to) const {
    const bool cut = std::ranges::find(m_source.cuts, m_wish.from - 1 + index) != m_source.cuts.end();
    if (index == 0 || cut || m_wish.hold <= FilmWish::hurriedHold) return nullptr;
    const auto before = figure(index - 1);
    return before->size() == to.size() ? to.motionFrom(*before) : nullptr;
}

// At their true times: of 180 ms at 30 frames a second those at 33, 67, ... 167 ms; the step itself comes next.
int Film::movingFrames(const Motion* motion) const {
    if (!motion) return 0;
    return std::max(0, static_cast<int>(std::ceil(motion->milliseconds() * m_wish.fps / 1000.0)) - 1);
}

int Film::frameCount(int index) const {
    return index == 0 ? 1 : movingFrames(motionInto(index, *figure(index)).get()) + 1;
}

double Film::seconds(int index) const {
    return m_wish.hold + (frameCount(index) - 1.0) / m_wish.fps;
}

QImage Film::painted(const std::function<void(QPainter&)>& paint) const {
    QImage image(m_wish.size, QImage::Format_RGB32);
    image.fill(m_wish.style.colors().window);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing); // as the stage has it
    paint(painter);
    return image;
}

QImage Film::held(int index) const {
    return painted([&, shown = figure(index)](QPainter& painter) { shown->paint(painter, m_wish.style); });
}

std::vector<FilmFrame> Film::frames(int index) const {
    std::vector<FilmFrame> frames;
    const auto shown = figure(index);
    if (const auto motion = motionInto(index, *shown)) {
        const int count = movingFrames(motion.get());
        const QImage still = painted([&](QPainter& painter) { motion->paintStill(painter, m_wish.style); });
        for (int i = 1; i <= count; ++i) {
            QImage image = still.copy();
            QPainter painter(&image);
            painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
            motion->paintMoving(painter, m_wish.style, 1000.0 * i / m_wish.fps / motion->milliseconds());
            painter.end();
            frames.push_back({image, 1.0 / m_wish.fps});
        }
    }
    frames.push_back({painted([&](QPainter& painter) { shown->paint(painter, m_wish.style); }), m_wish.hold});
    return frames;
}

FilmLength lengthOf(const Film& film, const std::stop_token& stop) {
    FilmLength length;
    int counted = 0;
    for (; counted < film.steps() && !stop.stop_requested(); ++counted) {
        length.frames += film.frameCount(counted);
        length.seconds += film.wish().hold;
    }
    length.seconds += (length.frames - counted) / static_cast<double>(film.wish().fps);
    return length;
}

} // namespace ui
