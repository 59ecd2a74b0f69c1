// A file format of films: what it makes of frames that come one after the other.
#pragma once

#include "ui/export/film.h"

#include <QByteArray>
#include <QRect>
#include <stop_token>

namespace ui {

class FilmWriter {
public:
    virtual ~FilmWriter() = default;
    // What add() will need of a frame. changed: all that differs from the frame before, the whole of the first; never
    // empty. On any of several threads, in any order.
    virtual QByteArray encoded(const QImage& frame, const QRect& changed) const = 0;
    // The frames in their order, each seen for so many seconds. Throws cnn::Error.
    virtual void add(const QByteArray& encoded, const QRect& changed, double seconds) = 0;
    // The file, or folder, gets its name: before, nothing is there. Throws cnn::Error(WriteFailed), (Interrupted);
    // what was there before is then untouched.
    virtual void finish(const std::stop_token& stop) = 0;
    virtual qint64 bytes() const = 0;
    // What is to be known of it: how exact its colours are, for instance.
    virtual QString remark() const { return {}; }
};

// From moments in seconds to those of a clock that ticks so many times a second: no error adds up.
class FilmClock {
public:
    explicit FilmClock(double ticks) : m_ticks(ticks) {}
    // How many ticks what is seen for so long takes; 1 at least.
    int ticksFor(double seconds) {
        constexpr double exactly = 1e-6; // sums of thirtieths are not quite whole
        m_seconds += seconds;
        const auto end = std::max(m_passed + 1, static_cast<qint64>(m_seconds * m_ticks + exactly));
        return static_cast<int>(end - std::exchange(m_passed, end));
    }

private:
    double m_ticks, m_seconds = 0;
    qint64 m_passed = 0;
};

} // namespace ui
