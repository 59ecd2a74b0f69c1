// What the commands say: results on stdout, progress on stderr.
#pragma once

#include <QString>
#include <chrono>
#include <string_view>

namespace ui {

// Writes to stdout at once. Throws cnn::Error(WriteFailed) when nobody can take it (a full disk).
void printResult(std::string_view text);
// A line on stderr; control characters in it are written out.
void say(const QString& line);

// How far something is. On a terminal one line that is redrawn in place, ten times a second at most; otherwise a line
// for every ten per cent.
class ProgressBar {
public:
    ProgressBar();
    ~ProgressBar(); // takes the line away
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    // done: 0 .. 1; `words` stand behind the bar, the time left comes by itself.
    void show(double done, const QString& words);
    // Makes room for a line of somebody else's; the bar comes back with the next show().
    void hide();

private:
    QString line(double done, const QString& words) const;
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_begin, m_drawn;
    bool m_terminal, m_visible = false;
    int m_tenths = 0; // already reported
};

} // namespace ui
