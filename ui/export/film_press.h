// Paints and encodes the steps of a film side by side; they come out in their order.
#pragma once

#include "ui/export/film_writer.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace ui {

struct PressedFrame {
    QByteArray encoded;
    QRect changed;
    double seconds = 0;
};

class FilmPress {
public:
    // threads: 0: every core. Both live longer than this.
    FilmPress(const Film& film, const FilmWriter& writer, int threads);
    ~FilmPress(); // stops what is still wanted of nobody
    FilmPress(const FilmPress&) = delete;
    FilmPress& operator=(const FilmPress&) = delete;

    // The frames of the next step. Throws what painting or encoding them threw.
    std::vector<PressedFrame> next();

private:
    struct Step {
        std::vector<PressedFrame> frames;
        QImage last; // until the step behind it has seen what differs
        bool painted = false, done = false;
        std::exception_ptr failure;
    };
    void work();
    void make(int index);
    QImage endOf(int index);

    const Film& m_film;
    const FilmWriter& m_writer;
    int m_ahead; // so many steps at most wait for their turn
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Step> m_steps;
    int m_begun = 0, m_taken = 0;
    bool m_stop = false;
    std::vector<std::jthread> m_threads; // last: they use all the others
};

} // namespace ui
