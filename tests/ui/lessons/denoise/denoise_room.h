// The denoiser's page in a window, with a small folder of digits to learn from.
#pragma once

#include "tests/support/digit_folder.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/schoolroom.h"
#include "ui/lessons/denoise/denoise_page.h"

namespace ui {

inline Lesson denoiseLesson(const QString& folder, const QJsonObject& settings = {}) {
    Lesson lesson;
    lesson.id = "denoise";
    lesson.page = "denoise";
    lesson.headline = "A network learns to take the noise away";
    lesson.line = "It sees noisy pictures.";
    lesson.notice = "Drag the handle.";
    lesson.controls = {"data", "noise", "strength", "tested", "feed"};
    // A small network: tests are many.
    lesson.scene = {{"data", "folder"}, {"folder", folder}, {"batch", 32}, {"epochs", 1000},
                    {"width", 4},       {"code", 8},        {"depth", 2}};
    for (auto it = settings.begin(); it != settings.end(); ++it) lesson.scene[it.key()] = it.value();
    return lesson;
}

struct DenoiseRoom : Schoolroom<DenoisePage> {
    explicit DenoiseRoom(const QString& folder, const QJsonObject& settings = {})
        : Schoolroom(denoiseLesson(folder, settings)) {
        page.settle(0);
    }
    const TrainingSession& session() const { return page.run().session(); }
    std::size_t steps() const { return session().history().steps(); }
    FigureView* canvas() { return page.stage()->findChild<FigureView*>("canvas"); }
    const Figure& figure() {
        page.settle(static_cast<int>(steps()));
        return *canvas()->figure();
    }
    QString words() { return figure().describe(); }
    QPoint at(const CellRef& cell) { return canvas()->figure()->cellRect(cell).center().toPoint(); }
    void click(const CellRef& cell) { QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(cell)); }
    void moveTo(QPoint place, Qt::MouseButtons buttons = Qt::LeftButton) {
        QMouseEvent move(QEvent::MouseMove, place, canvas()->mapToGlobal(place), Qt::NoButton, buttons, {});
        QApplication::sendEvent(canvas(), &move);
    }
    void dragFrom(const CellRef& from, const CellRef& to) {
        const QPoint begin = at(from), end = at(to);
        QTest::mousePress(canvas(), Qt::LeftButton, {}, begin);
        moveTo((begin + end) / 2);
        moveTo(end);
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, end);
    }
    void key(Qt::Key key) { QTest::keyClick(canvas(), key); }
    QString line() { return page.stage()->findChild<QLabel*>("stageLine")->text(); }
};

// 10 log10(1 / mean squared difference), by a plain loop.
inline double plainPsnr(const cnn::Tensor& picture, const cnn::Tensor& clean) {
    double sum = 0;
    std::size_t count = 0;
    for (int n = 0; n < clean.shape().n; ++n)
        for (int c = 0; c < clean.shape().c; ++c)
            for (int y = 0; y < clean.shape().h; ++y)
                for (int x = 0; x < clean.shape().w; ++x, ++count) {
                    const double difference = double{picture.at(c, y, x, n)} - double{clean.at(c, y, x, n)};
                    sum += difference * difference;
                }
    return 10 * std::log10(static_cast<double>(count) / sum);
}

} // namespace ui
