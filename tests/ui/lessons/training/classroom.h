// The training page in a window, with a small folder of digits to learn from.
#pragma once

#include "tests/ui/support/hands.h"
#include "tests/ui/support/schoolroom.h"
#include "tests/ui/support/take_images.h"
#include "ui/lessons/training/training_page.h"

namespace ui {

inline constexpr int trainImages = 512, batch = 64, batchesPerEpoch = trainImages / batch;

inline const QStringList usualControls{"data", "learningRate", "batch", "activation", "pooling"};

inline Lesson lessonOn(const QString& folder, const QJsonObject& settings = {},
                       const QStringList& controls = usualControls) {
    Lesson lesson;
    lesson.id = "lenet-live";
    lesson.page = "training";
    lesson.headline = "LeNet learns, live";
    lesson.line = "Every picture below follows the weights.";
    lesson.notice = "Kernels begin as noise.";
    lesson.controls = controls;
    lesson.scene = {{"data", "folder"}, {"folder", folder}, {"batch", batch}, {"epochs", 1000}, {"learningRate", 0.02}};
    for (auto it = settings.begin(); it != settings.end(); ++it) lesson.scene[it.key()] = it.value();
    return lesson;
}

// The page, opened in front of the class.
struct Classroom : Schoolroom<TrainingPage> {
    explicit Classroom(const QString& folder, const QJsonObject& settings = {},
                       const QStringList& controls = usualControls)
        : Schoolroom(lessonOn(folder, settings, controls)) {}
    bool ready() {
        return QTest::qWaitFor([this] { return session().begun() && session().network() && start()->isEnabled(); },
                               20000);
    }
    QPushButton* start() { return page.bar()->findChild<QPushButton*>("accent"); }
    void clickStart() { QTest::mouseClick(start(), Qt::LeftButton); }
    const TrainingSession& session() const { return page.session(); }
    std::size_t steps() const { return session().history().steps(); }

    template<class Widget = QAbstractButton> Widget* find(QWidget* in, const QString& name) {
        return named<Widget>(in, name);
    }
    void click(QWidget* in, const QString& name) { QTest::mouseClick(find(in, name), Qt::LeftButton); }
    // Up or Down on a stepper's value.
    void turn(const QString& stepper, Qt::Key key) { QTest::keyClick(find<QLineEdit>(page.inspector(), stepper), key); }
    void type(const QString& stepper, const QString& value) { typeInto(page.inspector(), stepper, value); }
    QString line() { return page.stage()->findChild<QLabel*>("stageLine")->text(); }
    QString count() { return find<QLabel>(page.bar(), "Batch")->text(); }
    FigureView* strip() { return page.stage()->findChild<FigureView*>("strip"); }
    FigureView* canvas() { return page.stage()->findChild<FigureView*>("canvas"); }
    QPoint cell(int y, int x) { return strip()->figure()->cellRect({"input", 0, y, x}).center().toPoint(); }
    void drawStroke(int row) {
        QTest::mousePress(strip(), Qt::LeftButton, {}, cell(row, 5));
        for (int x = 6; x <= 20; ++x) moveTo(cell(row, x), Qt::LeftButton);
        QTest::mouseRelease(strip(), Qt::LeftButton, {}, cell(row, 20));
    }
    void moveTo(QPoint at, Qt::MouseButtons buttons) {
        QMouseEvent move(QEvent::MouseMove, at, strip()->mapToGlobal(at), Qt::NoButton, buttons, {});
        QApplication::sendEvent(strip(), &move);
    }
};

inline std::vector<float> kernels(const cnn::Network& network) {
    const auto values = network.layer(0).parameters()[0].value.values();
    return {values.begin(), values.end()};
}

inline bool sameWeights(const cnn::Network& a, const cnn::Network& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t p = 0; p < a.layer(i).parameters().size(); ++p)
            if (!(a.layer(i).parameters()[p].value == b.layer(i).parameters()[p].value)) return false;
    return true;
}

inline bool allFinite(const cnn::Network& network) {
    for (std::size_t i = 0; i < network.size(); ++i)
        for (const cnn::Parameter& p : network.layer(i).parameters())
            if (!p.value.allFinite()) return false;
    return true;
}

} // namespace ui
