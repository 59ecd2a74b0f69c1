// The one-dimensional lesson: a window that slides over a signal, through real keys and clicks.
#include "core/samples/kernel_library.h"
#include "core/samples/neural_trace.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/window/window_page.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <cmath>

namespace test_signal {

using namespace ui;

namespace {

struct Desk {
    WindowPage page;
    FigureView* view;
    Desk() {
        page.setStyle({});
        page.open(*findLesson("one-dimension"));
        view = qobject_cast<FigureView*>(page.stage());
        view->resize(1304, 932);
        view->show();
        page.inspector()->show();
    }
    ~Desk() {
        delete page.stage();
        delete page.inspector();
        delete page.bar();
    }
    QString said() const { return view->figure()->describe(); }
    void click(const CellRef& cell) {
        QTest::mouseClick(view, Qt::LeftButton, {}, view->figure()->cellRect(cell).center().toPoint());
    }
};

} // namespace

class TestSignal : public QObject {
    Q_OBJECT
private slots:
    void theTraceIsTheSameForASeedAndHoldsWholeMicrovolts() {
        const cnn::Tensor a = cnn::neuralTrace(120, 3), b = cnn::neuralTrace(120, 3), c = cnn::neuralTrace(120, 4);
        QVERIFY(a == b);
        QVERIFY(!(a == c));
        for (const float v : a.values()) QCOMPARE(v, std::round(v));
    }
    void theMatchedKernelAnswersNothingOnLevelGround() {
        float sum = 0;
        for (const float w : cnn::signalKernels().back().values.values()) sum += w;
        QCOMPARE(sum, 0.0F);
    }
    void itOpensOnASpikeWithItsSum() {
        Desk desk;
        QVERIFY2(desk.said().contains("12×1 + 50×5 + (−18)×(−3) + (−4)×(−2) + (−4)×(−1) = 328"),
                 qPrintable(desk.said()));
    }
    void aClickOnTheOutputCurveGoesThere() {
        Desk desk;
        desk.click({"output", 0, 0, 11});
        QVERIFY2(desk.said().contains("Output sample 12: "), qPrintable(desk.said()));
        QTest::keyClick(desk.view, Qt::Key_Right);
        QVERIFY(desk.said().contains("Output sample 13: "));
    }
    void aTypedSampleCountsAtOnceAndCanBeUndone() {
        Desk desk;
        const QJsonObject before = desk.page.scene();
        desk.click({"input", 0, 0, 57});
        QTest::keyClicks(desk.view, "7");
        QTest::keyClick(desk.view->findChild<QLineEdit*>(), Qt::Key_Return);
        QVERIFY2(desk.said().contains("12×1 + 7×5"), qPrintable(desk.said()));
        desk.page.undoStack()->undo();
        QCOMPARE(desk.page.scene(), before);
    }
    void anotherKernelOfTheListIsOneKeyAway() {
        Desk desk;
        DropDown* kernels = nullptr;
        for (auto* list : desk.page.inspector()->findChildren<DropDown*>())
            if (list->accessibleName() == "Kernel shape") kernels = list;
        QVERIFY(kernels);
        kernels->setFocus();
        QTest::keyClick(kernels, Qt::Key_Up); // Gaussian
        QVERIFY2(desk.said().contains("12×0.0625 + 50×0.25"), qPrintable(desk.said()));
    }
    void aColumnFromASpreadsheetBecomesTheSignal() {
        Desk desk;
        QApplication::clipboard()->setText("5\n1\n4\n1\n3\n9\n2");
        desk.view->setFocus();
        QTest::keyClick(desk.view, Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(desk.said().contains("Input 1 × 7"), qPrintable(desk.said()));
        QVERIFY(desk.said().contains("Output 1 × 3"));
    }
    void aSignalThatIsTooLongIsRefusedInASentence() {
        Desk desk;
        QString sentence;
        connect(&desk.page, &Page::notice, &desk.page, [&](const QString& s) { sentence = s; });
        QApplication::clipboard()->setText(QString("1\n").repeated(300));
        desk.view->setFocus();
        QTest::keyClick(desk.view, Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(sentence.contains("1 × 300") && sentence.contains("1 × 240"), qPrintable(sentence));
        QVERIFY(desk.said().contains("Input 1 × 120"));
    }
};

UI_TEST(TestSignal)
} // namespace test_signal
#include "test_signal.moc"
