// Channels in groups, and what each channel gives as a map of its own, through real keys and clicks.
#include "core/base/error.h"
#include "tests/ui/support/equation_watch.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/channels/channel_page.h"

#include <QJsonArray>
#include <QLabel>

namespace test_channel_groups {

using namespace ui;

struct GroupsBench : PageBench<ChannelPage> {
    using PageBench::PageBench;
    QString inspectorText() {
        QString all;
        for (auto* label : page.inspector()->findChildren<QLabel*>()) all += label->text() + "\n";
        return all.remove(QRegularExpression("<[^>]*>"));
    }
    QList<float> output() const {
        const cnn::Tensor values = page.numbers().front().values;
        return {values.values().begin(), values.values().end()};
    }
};

class TestChannelGroups : public QObject {
    Q_OBJECT
private slots:
    // Channels 0..8 and 1..9, each with a kernel of its own: 0 1 2 3, and for the new one 1 more everywhere.
    void asManyGroupsAsChannelsIsDepthwise() {
        GroupsBench b("input-channels");
        b.press("Groups: more");
        QCOMPARE(b.wholeScene()["groups"].toInt(), 2);
        QCOMPARE(b.wholeScene()["kernels"].toArray().size(), 2); // an output channel for each group
        QCOMPARE(b.output(), (QList<float>{19, 25, 37, 43, 37, 47, 67, 77}));
        QVERIFY2(b.says("In 2 groups: output channel 1 reads input channel 1 alone."), qPrintable(b.text()));
        QVERIFY2(b.says("Output channel 1, row 1, column 1: channel 1: 0×0 + 1×1 + 3×2 + 4×3 = 19; 19 + 0 = 19."),
                 qPrintable(b.text()));
        b.key(Qt::Key_End);
        QVERIFY2(b.says("Output channel 2, row 2, column 2: channel 2: 5×1 + 6×2 + 8×3 + 9×4 = 77;"),
                 qPrintable(b.text()));
        b.page.undoStack()->undo();
        QCOMPARE(b.output(), (QList<float>{56, 72, 104, 120}));
    }
    void parametersAndMultiplicationsFall() {
        GroupsBench b("input-channels");
        b.press("Output channels: more");
        QVERIFY(b.inspectorText().contains("2 × (2 × 2 × 2) + 2 = 18"));
        QVERIFY(b.inspectorText().contains("2 × 2 × 2 × (2 × 2 × 2) = 64"));
        b.press("Groups: more");
        QVERIFY2(b.inspectorText().contains("2 × (2 ÷ 2 × 2 × 2) + 2 = 10"), qPrintable(b.inspectorText()));
        QVERIFY2(b.inspectorText().contains("2 × 2 × 2 × (2 ÷ 2 × 2 × 2) = 32"), qPrintable(b.inspectorText()));
        b.press("Behind it: 1 × 1");
        QVERIFY2(b.inspectorText().contains("parameters 10 + 6 = 16 (18)"), qPrintable(b.inspectorText()));
        QVERIFY2(b.inspectorText().contains("multiplications 32 + 16 = 48 (64)"), qPrintable(b.inspectorText()));
    }
    // Behind the groups a 1 × 1 convolution mixes what they kept apart: place by place, once all channels are there.
    void aOneByOneBehindThemMixes() {
        GroupsBench b("input-channels");
        b.press("Groups: more");
        b.press("Behind it: 1 × 1");
        QVERIFY2(b.says("Behind it, 1 × 1: once all channels are there."), qPrintable(b.text()));
        b.key(Qt::Key_End);
        QVERIFY2(b.says("Behind it, 1 × 1: 43 + 77 = 120."), qPrintable(b.text()));
        b.key(Qt::Key_Left);
        QVERIFY2(b.says("Behind it, 1 × 1: 37 + 67 = 104."), qPrintable(b.text()));
        b.page.cover("cell");
        QVERIFY2(!b.says("Behind it"), qPrintable(b.text()));
    }
    void groupsOnlyTakeNumbersThatDivide() {
        GroupsBench b("input-channels");
        b.press("Input channels: more");
        b.press("Input channels: more"); // 4
        for (const int groups : {2, 4}) {
            b.press("Groups: more");
            QCOMPARE(b.wholeScene()["groups"].toInt(), groups);
        }
        QCOMPARE(b.wholeScene()["kernels"].toArray().size(), 4);
        b.press("Groups: less");
        QCOMPARE(b.wholeScene()["groups"].toInt(), 2);
        b.press("Output channels: less"); // 3 do not fall into 2 groups
        QCOMPARE(b.wholeScene()["groups"].toInt(), 1);
        QJsonObject scene = b.page.scene();
        scene["groups"] = 3;
        QVERIFY_EXCEPTION_THROWN(b.page.setScene(scene, "Open"), cnn::Error);
    }
    void theCodeHasTheGroups() {
        GroupsBench b("input-channels");
        QVERIFY(!b.page.code(CodeDialect::PyTorch).contains("groups"));
        b.press("Groups: more");
        QVERIFY(b.page.code(CodeDialect::PyTorch).contains("padding=0, groups=2)"));
        QVERIFY(b.page.code(CodeDialect::NumPy).contains("groups, slices = 2, w.shape[1]"));
        QVERIFY(b.page.code(CodeDialect::Loops).contains("x[of + c][iy][ix]"));
    }
    void aPartialSumIsAMapThatFills() {
        GroupsBench b("input-channels");
        b.press("Per channel: a map");
        QVERIFY2(b.says("What each channel gives so far: channel 1: 19; channel 2: 37."), qPrintable(b.text()));
        b.press("Step by: channel");
        b.key(Qt::Key_Right); // the first channel of the second cell
        QVERIFY2(b.says("What each channel gives so far: channel 1: 19 25; channel 2: 37."), qPrintable(b.text()));
        b.key(Qt::Key_End);
        QVERIFY2(b.says("channel 1: 19 25 37 43; channel 2: 37 47 67 77."), qPrintable(b.text())); // 120 = 43 + 77 + 0
    }
    void aMapHidesWhatIsAsked() {
        GroupsBench b("input-channels");
        b.press("Per channel: a map");
        b.page.cover("cell");
        QVERIFY2(b.says("What each channel gives so far: channel 1: ?; channel 2: ?."), qPrintable(b.text()));
        b.page.cover("");
        b.key(Qt::Key_Right);
        b.page.cover("map");
        QVERIFY2(b.says("channel 1: ? ?; channel 2: ? ?."), qPrintable(b.text()));
    }
    void everyLineOfEveryStepIsTrue() {
        GroupsBench b("channel-depth");
        EquationWatch watch;
        b.press("Groups: more");
        b.press("Per channel: a map");
        b.press("Step by: product");
        b.key(Qt::Key_Home);
        for (int i = 0; i < 40; ++i) {
            QCOMPARE(watch.objection(textsOf(b.page)), QString());
            b.key(Qt::Key_Right);
        }
    }
};

UI_TEST(TestChannelGroups)
} // namespace test_channel_groups
#include "test_channel_groups.moc"
