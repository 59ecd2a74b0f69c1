// A walk as a film: every step is held for a while, and what moves between two steps on the screen moves here, too.
#pragma once

#include "ui/figure/figure.h"

#include <QImage>
#include <QSize>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace ui {

// What is filmed, step by step from 0 on.
struct FilmSource {
    int count = 0;
    // On any of several threads.
    std::function<std::shared_ptr<const Figure>(int index, QSizeF size, const Style& style)> figure;
    std::vector<int> cuts{}; // steps of another page than the one before: nothing moves into them
};
FilmSource filmOf(const Reel& reel);

struct FilmWish {
    static constexpr int mostFps = 60, shortestSide = 64, longestSide = 4096;
    static constexpr double shortestHold = 0.05, longestHold = 60;
    // As walks are played: where steps follow one another faster, nothing moves between them.
    static constexpr double hurriedHold = 0.2;

    int from = 1, to = 1; // steps, the first is 1
    QSize size{1280, 720};
    int fps = 30;
    double hold = 1; // seconds that a step stands still
    Style style{};
};

struct FilmFrame {
    QImage image; // Format_RGB32
    double seconds = 0;
};

class Film {
public:
    // Throws cnn::Error(Usage) for steps there are none of, and for numbers outside of FilmWish's.
    Film(FilmSource source, const FilmWish& wish);

    const FilmWish& wish() const { return m_wish; }
    int steps() const { return m_wish.to - m_wish.from + 1; }
    // How many frames the step number `index` of these has, from 0 on; nothing is painted.
    int frameCount(int index) const;
    double seconds(int index) const;
    // The step as it is held: the figure painted as on the screen.
    QImage held(int index) const;
    // What moves into it from the step before, a frame each, and then it itself. Any thread.
    std::vector<FilmFrame> frames(int index) const;

private:
    std::shared_ptr<const Figure> figure(int index) const;
    std::unique_ptr<Motion> motionInto(int index, const Figure& figure) const;
    int movingFrames(const Motion* motion) const;
    QImage painted(const std::function<void(QPainter&)>& paint) const;

    FilmSource m_source;
    FilmWish m_wish;
};

// How much a film is, before it is made; of a long one so much as was counted until the stop.
struct FilmLength {
    int frames = 0;
    double seconds = 0;
};
FilmLength lengthOf(const Film& film, const std::stop_token& stop = {});

} // namespace ui
