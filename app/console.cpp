#include "app/console.h"

#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "core/base/system.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace ui {
namespace {

constexpr const char* eraseLine = "\r\x1b[K";

void writeError(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

// A name or a cell of a file may hold what a terminal would obey.
QString plain(const QString& text) {
    return QString::fromStdString(cnn::plainText(text.toStdString()));
}

// 75 seconds as "1:15", 3700 as "1:01:40".
QString clockText(double seconds) {
    const auto all = static_cast<qint64>(std::ceil(std::min(seconds, 359999.0)));
    const QString tail =
        QString("%1:%2").arg(all / 60 % 60, all >= 3600 ? 2 : 1, 10, QChar('0')).arg(all % 60, 2, 10, QChar('0'));
    return all >= 3600 ? QString("%1:%2").arg(all / 3600).arg(tail) : tail;
}

} // namespace

void printResult(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written)
        throw cnn::Error(cnn::ErrorCode::WriteFailed, cnn::Message::tr("Cannot write to the standard output: %1.",
                                                                       std::string(std::strerror(errno))));
}

void say(const QString& line) {
    writeError(plain(line) + "\n");
}

ProgressBar::ProgressBar() : m_begin(Clock::now()), m_drawn(), m_terminal(cnn::terminalColumns() > 0) {}

ProgressBar::~ProgressBar() {
    hide();
}

void ProgressBar::show(double done, const QString& words) {
    if (!m_terminal) {
        const int tenths = static_cast<int>(done * 10 + 1e-9);
        if (tenths > m_tenths) say(line(done, words));
        m_tenths = std::max(m_tenths, tenths);
        return;
    }
    const auto now = Clock::now();
    if (m_visible && now - m_drawn < std::chrono::milliseconds(100)) return;
    m_drawn = now;
    m_visible = true;
    writeError(eraseLine + line(done, words).left(cnn::terminalColumns() - 1));
}

void ProgressBar::hide() {
    if (m_visible) writeError(eraseLine);
    m_visible = false;
}

QString ProgressBar::line(double done, const QString& words) const {
    const double elapsed = std::chrono::duration<double>(Clock::now() - m_begin).count();
    const int filled = static_cast<int>(done * 20 + 1e-9);
    const QString bar = m_terminal ? "[" + QString(filled, '#') + QString(20 - filled, '.') + "] " : QString();
    const QString left = done > 0 && done < 1 ? "  " + clockText(elapsed * (1 - done) / done) + " left" : QString();
    return QString("%1%2 %  %3%4").arg(bar).arg(static_cast<int>(done * 100 + 1e-9), 3).arg(plain(words), left);
}

} // namespace ui
