#include "ui/export/film_press.h"

#include <algorithm>
#include <cstring>

namespace ui {
namespace {

constexpr int mostPressThreads = 8;

// The smallest rectangle outside of which both are the same; Format_RGB32 of one size.
QRect difference(const QImage& a, const QImage& b) {
    if (a.isNull() || b.isNull()) return b.rect();
    const int width = b.width(), height = b.height();
    const auto row = [](const QImage& image, int y) { return reinterpret_cast<const QRgb*>(image.constScanLine(y)); };
    const auto same = [&](int y) { return std::memcmp(row(a, y), row(b, y), sizeof(QRgb) * std::size_t(width)) == 0; };
    int top = 0, bottom = height - 1;
    while (top < height && same(top)) ++top;
    if (top == height) return {};
    while (same(bottom)) --bottom;
    int left = width, right = -1;
    for (int y = top; y <= bottom; ++y) {
        const QRgb *p = row(a, y), *q = row(b, y);
        left = static_cast<int>(std::mismatch(p, p + left, q).first - p);
        int x = width - 1;
        while (x > right && p[x] == q[x]) --x;
        right = x;
    }
    return {QPoint(left, top), QPoint(right, bottom)};
}

} // namespace

FilmPress::FilmPress(const Film& film, const FilmWriter& writer, int threads)
    : m_film(film), m_writer(writer), m_steps(static_cast<std::size_t>(film.steps())) {
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    const int count = std::min(std::clamp(threads > 0 ? threads : cores, 1, mostPressThreads), film.steps());
    m_ahead = 2 * count;
    for (int i = 0; i < count; ++i) m_threads.emplace_back([this] { work(); });
}

FilmPress::~FilmPress() {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_changed.notify_all();
}

void FilmPress::work() {
    for (;;) {
        std::unique_lock lock(m_mutex);
        const int all = static_cast<int>(m_steps.size());
        m_changed.wait(lock, [&] { return m_stop || m_begun == all || m_begun < m_taken + m_ahead; });
        if (m_stop || m_begun == all) return;
        const int index = m_begun++;
        lock.unlock();
        std::exception_ptr failure;
        try {
            make(index);
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        Step& step = m_steps[static_cast<std::size_t>(index)];
        step.failure = failure;
        step.painted = step.done = true;
        m_changed.notify_all();
    }
}

void FilmPress::make(int index) {
    const auto frames = m_film.frames(index);
    Step& step = m_steps[static_cast<std::size_t>(index)];
    {
        const std::lock_guard lock(m_mutex);
        step.last = frames.back().image;
        step.painted = true;
        m_changed.notify_all();
    }
    QImage before = index > 0 ? endOf(index - 1) : QImage();
    for (const FilmFrame& frame : frames) {
        QRect changed = difference(before, frame.image);
        if (changed.isEmpty()) changed = QRect(0, 0, 1, 1); // a file's frame has at least a pixel
        step.frames.push_back({m_writer.encoded(frame.image, changed), changed, frame.seconds});
        before = frame.image;
    }
}

// What the step before ends with. It was begun before, so it will be there.
QImage FilmPress::endOf(int index) {
    std::unique_lock lock(m_mutex);
    Step& step = m_steps[static_cast<std::size_t>(index)];
    m_changed.wait(lock, [&] { return m_stop || step.painted; });
    return std::exchange(step.last, {});
}

std::vector<PressedFrame> FilmPress::next() {
    std::unique_lock lock(m_mutex);
    Step& step = m_steps[static_cast<std::size_t>(m_taken)];
    m_changed.wait(lock, [&] { return step.done; });
    if (step.failure) std::rethrow_exception(step.failure);
    ++m_taken;
    m_changed.notify_all();
    return std::move(step.frames);
}

} // namespace ui
