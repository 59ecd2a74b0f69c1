// A step on its way: what is seen between two figures, and that nobody has to wait for it.
#include "tests/support/instrumented.h"
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "tests/ui/support/window_bench.h"
#include "ui/figure/step_motion.h"
#include "ui/lessons/filter/filter_figure.h"
#include "ui/lessons/filter/filter_page.h"
#include "ui/shell/desktop_motion.h"

#include <QJsonArray>
#include <QMenuBar>
#include <random>

namespace test_step_motion {

using namespace ui;

namespace {

constexpr QSizeF stage(886, 640);

// What is seen at that moment of a motion.
QImage seenAt(const Motion& motion, double t, const Style& style = {}) {
    QImage image(stage.toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    motion.paintStill(painter, style);
    motion.paintMoving(painter, style, t);
    return image;
}

// The share of pixels in which two pictures differ so that it can be seen.
double difference(const QImage& a, const QImage& b) {
    qint64 different = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y), q = b.pixelColor(x, y);
            different +=
                std::abs(p.red() - q.red()) + std::abs(p.green() - q.green()) + std::abs(p.blue() - q.blue()) > 60;
        }
    return static_cast<double>(different) / static_cast<double>(a.width() * a.height());
}

// The figures of a lesson, step by step.
struct Steps {
    std::unique_ptr<Page> page;
    Reel reel;
    explicit Steps(const QString& id, const Style& style = {}) {
        const Lesson& lesson = *findLesson(id);
        page = std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->make();
        page->setStyle(style);
        page->open(lesson);
        reel = page->reel();
    }
    ~Steps() {
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(nullptr);
    }
    std::unique_ptr<Figure> at(int step, const Style& style = {}) const { return reel.figure(step, stage, style); }
};

template<class Bench> struct Moving : Bench {
    explicit Moving(const char* lesson) : Bench(lesson) {
        Style style;
        style.moving = true;
        this->page.setStyle(style);
    }
    const SteppingFigure& figure() const { return dynamic_cast<const SteppingFigure&>(*this->view->figure()); }
};

struct MovingBench : Moving<WindowBench> {
    using Moving::Moving;
    QImage shown() const { return view->grab().toImage().convertToFormat(QImage::Format_RGB32); }
};

} // namespace

class TestStepMotion : public QObject {
    Q_OBJECT
private slots:
    void bothEndsAreTheFiguresThemselves_data();
    void bothEndsAreTheFiguresThemselves();
    void itBeginsWhereTheStepBeforeStood();
    void theFrameIsWhereItShouldBeInBetween();
    void aMaximumTravelsOnceTheWindowStands();
    void theWindowSlidesOverAPicture();
    void mapsOfPartialSumsFillAsTheWindowsSlide();
    void theNextKernelBeginsWhereTheLastOneEnded();
    void beamsPointAtAWeightThatWasChanged_data();
    void beamsPointAtAWeightThatWasChanged();
    void aProductFliesIntoTheSum();
    void editsAndQuestionsMoveNothing();
    void aStepIsSaidAtOnceAndSeenSoon();
    void whereMotionIsOffEverythingIsThereAtOnce();
    void theNextKeyDoesNotWait();
    void tenThousandKeysLoseNothing();
    void theViewMenuSwitchesItAndItIsKept();
    void theDesktopMayAskForStillness();
};

void TestStepMotion::bothEndsAreTheFiguresThemselves_data() {
    QTest::addColumn<QString>("lesson");
    for (const char* id : {"cross-correlation", "padding", "stride", "dilation", "max-pooling", "one-dimension",
                           "rgb-channels", "transposed", "backward-pooling", "dense-or-convolution"})
        QTest::newRow(id) << QString(id);
}

void TestStepMotion::bothEndsAreTheFiguresThemselves() {
    QFETCH(QString, lesson);
    const Steps steps(lesson);
    for (const bool presenting : {false, true}) {
        Style style;
        style.presenting = presenting;
        const int last = steps.reel.count - 1;
        for (const auto& [from, to] : {std::pair(0, 1), std::pair(1, 0), std::pair(0, last)}) {
            const auto before = steps.at(from, style), after = steps.at(to, style);
            const auto motion = after->motionFrom(*before);
            QVERIFY2(motion, qPrintable(QString("step %1 to %2").arg(from).arg(to)));
            QVERIFY(QRectF(QPointF(0, 0), stage).contains(motion->reach()));
            QCOMPARE(seenAt(*motion, 0, style), painted(*before, style));
            QCOMPARE(seenAt(*motion, 1, style), painted(*after, style));
        }
    }
}

// Nothing jumps with the first frame: what is painted apart, still and moving, looks as the figure did.
void TestStepMotion::itBeginsWhereTheStepBeforeStood() {
    for (const char* lesson : {"cross-correlation", "padding", "max-pooling", "rgb-channels", "transposed"}) {
        const Steps steps(lesson);
        const auto before = steps.at(0), after = steps.at(1);
        const auto motion = after->motionFrom(*before);
        const double jump = difference(seenAt(*motion, 1e-6), painted(*before));
        QVERIFY2(jump < 0.004, qPrintable(QString("%1: %2").arg(lesson).arg(jump)));
    }
}

void TestStepMotion::theFrameIsWhereItShouldBeInBetween() {
    const Steps steps("cross-correlation");
    const auto before = steps.at(0), after = steps.at(1);
    const auto motion = after->motionFrom(*before);
    const QRectF first = dynamic_cast<const SteppingFigure&>(*before).now().frames.front().cells,
                 second = dynamic_cast<const SteppingFigure&>(*after).now().frames.front().cells;
    const QColor now = Style{}.colors().now;
    for (const double t : {0.1, 0.3, 0.7}) {
        const QImage seen = seenAt(*motion, t);
        const double gone = 1 - (1 - t) * (1 - t) * (1 - t); // OutCubic
        const double left = first.left() + gone * (second.left() - first.left());
        QCOMPARE(seen.pixelColor(qRound(left - 4), qRound(first.center().y())), now);
        QVERIFY(seen.pixelColor(qRound(left + 6), qRound(first.top() + 6)) != now);
    }
}

void TestStepMotion::aMaximumTravelsOnceTheWindowStands() {
    const Steps steps("max-pooling");
    const auto forward = steps.at(1)->motionFrom(*steps.at(0)), back = steps.at(0)->motionFrom(*steps.at(1));
    QCOMPARE(forward->milliseconds(), 180 + 220);
    QCOMPARE(back->milliseconds(), 180);                                   // what was there already does not come again
    QVERIFY(difference(seenAt(*forward, 0.6), seenAt(*forward, 0.8)) > 0); // while the window stands
}

// The arrows move it by a pixel, with Shift by ten; under the mouse it is there at once.
void TestStepMotion::theWindowSlidesOverAPicture() {
    Moving<PageBench<FilterPage>> b("edges-on-pictures");
    b.page.settle(0);
    b.view->arrive();
    const auto before = dynamic_cast<const FilterFigure&>(*b.view->figure());
    b.key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(b.view->moving());
    const auto after = dynamic_cast<const FilterFigure&>(*b.view->figure());
    const auto motion = after.motionFrom(before);
    QVERIFY(motion);
    QCOMPARE(motion->milliseconds(), 180);
    const QRectF first = before.now().frames.front().cells, last = after.now().frames.front().cells;
    QVERIFY(last.left() > first.left() && last.top() == first.top());
    const auto seen = [&](double t) {
        QImage image(before.size().toSize(), QImage::Format_RGB32);
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        motion->paintStill(painter, Style{});
        motion->paintMoving(painter, Style{}, t);
        return image;
    };
    QCOMPARE(seen(0), painted(before));
    QCOMPARE(seen(1), painted(after));
    QVERIFY(difference(seen(1e-6), painted(before)) < 0.004);                                // nothing jumps
    const double left = first.left() + (1 - 0.7 * 0.7 * 0.7) * (last.left() - first.left()); // OutCubic
    QCOMPARE(seen(0.3).pixelColor(qRound(left - 3), qRound(first.center().y())), Style{}.colors().now);
    b.view->arrive();
    b.hover("input", 60, 60);
    QVERIFY(!b.view->moving());
}

// In each channel a window, in each map the cell that it makes.
void TestStepMotion::mapsOfPartialSumsFillAsTheWindowsSlide() {
    Steps steps("input-channels");
    QJsonObject scene = steps.page->scene();
    scene["perMap"] = true;
    steps.page->setScene(scene, "maps");
    steps.reel = steps.page->reel();
    const auto before = steps.at(0), after = steps.at(1);
    const auto motion = after->motionFrom(*before);
    QVERIFY(motion);
    const auto& frames = dynamic_cast<const SteppingFigure&>(*after).now().frames;
    QCOMPARE(frames.size(), 2U * 2U + 1U);
    QCOMPARE(seenAt(*motion, 0), painted(*before));
    QCOMPARE(seenAt(*motion, 1), painted(*after));
    QVERIFY(difference(seenAt(*motion, 1e-6), painted(*before)) < 0.004);
}

void TestStepMotion::theNextKernelBeginsWhereTheLastOneEnded() {
    const Steps steps("output-channels");
    const auto kernels = static_cast<int>(steps.page->scene()["kernels"].toArray().size());
    QVERIFY(kernels > 1);
    const int next = steps.reel.count / kernels; // the first cell of the second one
    const auto before = steps.at(next - 1), after = steps.at(next);
    const auto motion = after->motionFrom(*before);
    QVERIFY(motion);
    QCOMPARE(seenAt(*motion, 0), painted(*before));
    QCOMPARE(seenAt(*motion, 1), painted(*after));
}

void TestStepMotion::beamsPointAtAWeightThatWasChanged_data() {
    QTest::addColumn<QString>("lesson");
    for (const char* id : {"cross-correlation", "input-channels", "transposed"}) QTest::newRow(id) << QString(id);
}

// For 90 ms, and nothing else moves: the new numbers are there at once.
void TestStepMotion::beamsPointAtAWeightThatWasChanged() {
    QFETCH(QString, lesson);
    Steps steps(lesson);
    const auto before = steps.at(1);
    QJsonObject scene = steps.page->scene();
    const QString key = scene.contains("kernels") ? "kernels" : "kernel";
    QJsonArray all = scene[key].toArray();
    QJsonArray* rows = &all;
    QJsonArray inner, innermost;
    if (all[0].isArray()) inner = all[0].toArray(), rows = &inner;
    if (inner.size() > 0 && inner[0].isArray()) innermost = inner[0].toArray(), rows = &innermost;
    QStringList numbers = (*rows)[0].toString().split(' ');
    numbers[0] = "7";
    (*rows)[0] = numbers.join(' ');
    if (!innermost.isEmpty()) inner[0] = innermost;
    if (!inner.isEmpty()) all[0] = inner;
    scene[key] = all;
    steps.page->setScene(scene, "another weight");
    steps.reel = steps.page->reel();
    const auto after = steps.at(1);
    const auto motion = after->motionFrom(*before);
    QVERIFY(motion);
    QCOMPARE(motion->milliseconds(), 90);
    QCOMPARE(seenAt(*motion, 0), painted(*before));
    QCOMPARE(seenAt(*motion, 1), painted(*after));
    const auto apart = [&](double t) { return difference(seenAt(*motion, t), painted(*after)); };
    QVERIFY2(apart(1e-6) < 0.004, qPrintable(QString::number(apart(1e-6))));
    QVERIFY(difference(seenAt(*motion, 0.293), seenAt(*motion, 1e-6)) > 0); // halfway of OutQuad they are narrow
}

void TestStepMotion::aProductFliesIntoTheSum() {
    MovingBench b("cross-correlation");
    b.press("product");
    b.key(Qt::Key_Home);
    const QImage before = b.shown();
    b.key(Qt::Key_Right);
    QVERIFY(b.view->moving());
    QVERIFY(b.says("0×0 + 1×1 = 1"));
    QTRY_VERIFY(!b.view->moving());
    QVERIFY(b.shown() != before);
    b.key(Qt::Key_Left); // back it does not fly
    QVERIFY(!b.view->moving());
}

void TestStepMotion::editsAndQuestionsMoveNothing() {
    MovingBench b("cross-correlation");
    b.hover("output", 0, 1);
    QVERIFY(!b.view->moving());
    b.wheel("input", 0, 0, 1);
    QVERIFY(!b.view->moving());
    b.page.cover("cell");
    QVERIFY(!b.view->moving());
    b.page.cover({});
    b.key(Qt::Key_Right);
    QVERIFY(b.view->moving());
    b.wheel("input", 0, 0, 1); // an edit meanwhile is there at once
    QVERIFY(!b.view->moving());
    QCOMPARE(b.shown(), painted(*b.view->figure(), Style{}));
}

void TestStepMotion::aStepIsSaidAtOnceAndSeenSoon() {
    MovingBench b("cross-correlation");
    b.key(Qt::Key_Home);
    b.view->arrive();
    const QImage before = b.shown();
    b.key(Qt::Key_Right);
    QVERIFY(b.view->moving());
    QVERIFY(b.says("Row 1, column 2"));
    QVERIFY(b.view->accessibleDescription().contains("Row 1, column 2"));
    QVERIFY(b.shown() != painted(*b.view->figure(), Style{}));
    QTRY_VERIFY(!b.view->moving());
    QCOMPARE(b.shown(), painted(*b.view->figure(), Style{}));
    QVERIFY(b.shown() != before);
}

void TestStepMotion::whereMotionIsOffEverythingIsThereAtOnce() {
    WindowBench still("cross-correlation");
    still.key(Qt::Key_Right);
    QVERIFY(!still.view->moving());
    MovingBench b("cross-correlation");
    b.view->setHurried(true); // as it plays at five steps a second
    b.key(Qt::Key_Right);
    QVERIFY(!b.view->moving());
    b.view->setHurried(false);
    b.key(Qt::Key_Left);
    QVERIFY(b.view->moving());
    b.view->setHurried(true);
    QVERIFY(!b.view->moving());
}

void TestStepMotion::theNextKeyDoesNotWait() {
    MovingBench b("cross-correlation");
    b.key(Qt::Key_Home);
    b.key(Qt::Key_Right);
    QVERIFY(b.view->moving());
    b.key(Qt::Key_Right);
    QVERIFY(b.says("Row 2, column 1"));
    QVERIFY(b.view->moving()); // the second one's
    b.view->resize(b.view->size() - QSize(8, 8));
    QVERIFY(!b.view->moving());
}

void TestStepMotion::tenThousandKeysLoseNothing() {
    MovingBench b("padding"); // 16 places
    b.window.resize(420, 560);
    b.key(Qt::Key_Home);
    std::mt19937 chance(7);
    int place = 0;
    for (int i = 0; i < (isInstrumented ? 1000 : 10000); ++i) {
        const auto way = chance() % 20;
        const Qt::Key key = way == 0 ? Qt::Key_Home : way == 1 ? Qt::Key_End : way < 12 ? Qt::Key_Right : Qt::Key_Left;
        place = way == 0 ? 0 : way == 1 ? 15 : std::clamp(place + (way < 12 ? 1 : -1), 0, 15);
        b.key(key);
        if (chance() % 50 == 0) QApplication::processEvents();
        QCOMPARE(b.page.reelIndex(), place);
    }
    QTRY_VERIFY(!b.view->moving());
    QCOMPARE(b.shown(), painted(*b.view->figure(), Style{}));
}

void TestStepMotion::theViewMenuSwitchesItAndItIsKept() {
    const OwnSettings settings;
    MainWindow window{Style{}};
    window.restoreSettings();
    QVERIFY(window.style().moving); // where nobody has said anything
    for (auto* menu : window.menuBar()->findChildren<QMenu*>())
        for (QAction* action : menu->actions())
            if (action->text().remove('&') == "Animations") {
                emit menu->aboutToShow();
                QVERIFY(action->isChecked());
                action->trigger();
            }
    QVERIFY(!window.style().moving);
    MainWindow next{Style{}};
    next.restoreSettings();
    QVERIFY(!next.style().moving);
}

void TestStepMotion::theDesktopMayAskForStillness() {
    const auto said = [](const char* space, const char* key, const QVariant& value) {
        return DesktopMotion::allows(space, key, value);
    };
    QVERIFY(!said("org.gnome.desktop.interface", "enable-animations", false));
    QVERIFY(said("org.gnome.desktop.interface", "enable-animations", true));
    QVERIFY(!said("org.kde.kdeglobals.KDE", "AnimationDurationFactor", QString("0")));
    QVERIFY(said("org.kde.kdeglobals.KDE", "AnimationDurationFactor", QString("0.5")));
    QVERIFY(said("org.gnome.desktop.interface", "font-name", QString("Cantarell 11"))); // says nothing of it
}

UI_TEST(TestStepMotion)
} // namespace test_step_motion
#include "test_step_motion.moc"
