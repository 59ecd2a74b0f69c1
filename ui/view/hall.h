// The measures of a stage that is made of widgets, while presenting: pixels, all by the shorter ratio to 1920 x 1004.
#pragma once

#include <QMargins>
#include <QSize>
#include <QString>
#include <algorithm>
#include <cmath>

namespace ui {

struct Hall {
    explicit Hall(QSize stage) : ratio(std::max(0.1, std::min(stage.width() / 1920.0, stage.height() / 1004.0))) {}

    double ratio;
    // So many times larger are the views shown that are laid out as in a small window: 13 pixels become 24.
    double magnification() const { return 1.85 * ratio; }
    QMargins margins() const {
        return QMargins(qRound(96 * ratio), qRound(40 * ratio), qRound(96 * ratio), qRound(20 * ratio));
    }
    // Of a line so many letters long: it is not cut.
    static double fitting(double wanted, int width, qsizetype letters) {
        return std::min(wanted, width / (0.6 * static_cast<double>(std::max<qsizetype>(letters, 1))));
    }
    QString titleSheet() const { return QString("font-size: %1px; font-weight: bold").arg(qRound(56 * ratio)); }
    QString lineSheet(int width, qsizetype letters) const {
        return QString("font-size: %1px").arg(qRound(fitting(30 * ratio, width, letters)));
    }
};

// The text size of the views on such a stage elsewhere: larger text lets them grow by the root of what the stage is too
// small for, and never below 100 %.
inline double stageScale(QSize stage, double scale) {
    const QSize usual = stage.width() >= 1000 ? QSize(1304, 932) : QSize(880, 640);
    const double room = std::min(1.0 * stage.width() / usual.width(), 1.0 * stage.height() / usual.height());
    return std::clamp(std::sqrt(room * scale), 1.0, std::max(1.0, scale));
}

} // namespace ui
