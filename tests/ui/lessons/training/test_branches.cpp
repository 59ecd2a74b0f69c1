// Networks with branches, put together layer by layer in one's own network: they learn, are saved and opened again.
#include "core/onnx/onnx_file.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/network_room.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/plan_json.h"

#include <QMenu>

namespace test_branches {

using namespace ui;

namespace {

QAction* readsAction(NetworkRoom& room, int value) {
    return room.find<QPushButton>("What the layer reads")->menu()->actions().at(value);
}

QString row(NetworkRoom& room, int i) {
    return room.layers()->topLevelItem(i)->text(0);
}

// Its outputs for one image, as it is on show.
cnn::Tensor outputs(const cnn::Network& network) {
    cnn::Tensor image(network.inputShape());
    for (int y = 0; y < image.shape().h; ++y)
        for (int x = 0; x < image.shape().w; ++x) image.at(0, y, x) = static_cast<float>((y * 7 + x * 3) % 11) / 11;
    cnn::Trace trace;
    network.forward(image, trace);
    return trace.output();
}

} // namespace

class TestBranches : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    // Learns a little, is saved, gives the same outputs out of the file, and is opened again as the same plan.
    void learnsAndComesBack(NetworkRoom& room, const char* name) {
        const cnn::NetworkPlan plan = room.page.trainingScene().own;
        QVERIFY(plan == room.page.trainingScene().draft);
        QCOMPARE(trainingSceneFrom(toJson(room.page.trainingScene())), room.page.trainingScene());
        room.page.settle(3);
        QCOMPARE(room.steps(), std::size_t{3});
        const cnn::Network before = *room.page.picture().network;
        QVERIFY(!before.isChain());
        QTemporaryDir dir;
        const QString file = dir.filePath(name);
        room.page.saveFile(file);
        const cnn::Network saved = cnn::loadOnnx(file.toStdString());
        QVERIFY(outputs(saved) == outputs(before));
        room.choose("LeNet-5");
        QVERIFY(room.shows(61706));
        room.page.openFile(file);
        QCOMPARE(room.page.trainingScene().model, "own");
        QVERIFY(room.shows(before.parameterCount()));
        QVERIFY(outputs(*room.page.picture().network) == outputs(before));
    }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), 256, 64);
    }

    void aNewJoinReadsWhatIsBeforeItAndTheNearestValueThatFits() {
        NetworkRoom room(m_folder.path());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(2);
        room.add("Convolution");
        room.type("Channels", "6");
        QCOMPARE(row(room, 3), "3 × 3 Conv (6), pad 1"); // no branches: no numbers
        room.select(3);
        room.add("Add");
        QCOMPARE(row(room, 3), "4  3 × 3 Conv (6), pad 1");
        QVERIFY2(row(room, 4).endsWith("← 4, 3"), qPrintable(row(room, 4)));
        QCOMPARE(room.find<QPushButton>("What the layer reads")->text(), "layer 4, layer 3");
        learnsAndComesBack(room, "residual.onnx");
        QVERIFY2(row(room, 4).endsWith("← 4, 3"), qPrintable(row(room, 4)));
    }

    void aSmallUNetJoinsWhatComesUpWithWhatWasThereBefore() {
        NetworkRoom room(m_folder.path());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(2);
        room.add("Convolution");
        room.type("Channels", "6");
        room.select(3);
        room.add("ReLU");
        room.select(4);
        room.add("Upsampling");
        room.select(5);
        room.add("Concatenate");
        QVERIFY2(row(room, 6).endsWith("← 6, 2"), qPrintable(row(room, 6)));
        QCOMPARE(room.layers()->topLevelItem(6)->text(1), "12@28×28");
        learnsAndComesBack(room, "unet.onnx");
    }

    void whatALayerReadsIsChosenFromAListAndCanBeUndone() {
        NetworkRoom room(m_folder.path());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(1);
        room.add("Convolution");
        room.type("Channels", "6");
        room.select(2);
        room.add("Add");
        QVERIFY(row(room, 3).endsWith("← 3, 2"));
        readsAction(room, 1)->trigger(); // of a join a third one
        QVERIFY2(row(room, 3).endsWith("← 3, 2, 1"), qPrintable(row(room, 3)));
        readsAction(room, 2)->trigger(); // and without the second
        QVERIFY2(row(room, 3).endsWith("← 3, 1"), qPrintable(row(room, 3)));
        room.select(2); // the convolution reads the first layer, not the one before it, which then nobody reads
        readsAction(room, 1)->trigger();
        QVERIFY2(row(room, 2).endsWith("← 1"), qPrintable(row(room, 2)));
        auto* error = room.find<QLabel>("What does not fit");
        QVERIFY2(error->text().startsWith("Nothing reads the layer \"act1\""), qPrintable(error->text()));
        room.page.undoStack()->undo();
        QVERIFY(!error->isVisible());
        QCOMPARE(row(room, 2), "3  3 × 3 Conv (6), pad 1");
        readsAction(room, 2)->trigger(); // the one before: nothing changes
        QCOMPARE(row(room, 2), "3  3 × 3 Conv (6), pad 1");
    }

    void branchesSurviveLayersThatComeAndGo() {
        NetworkRoom room(m_folder.path());
        QVERIFY(room.ready());
        room.choose("Your");
        room.select(2);
        room.add("Convolution");
        room.type("Channels", "6");
        room.select(3);
        room.add("Add");
        QVERIFY(row(room, 4).endsWith("← 4, 3"));
        room.select(0);
        room.add("Convolution"); // what comes between has another number, what is read stays the same
        room.type("Channels", "6");
        QVERIFY2(row(room, 5).endsWith("← 5, 4"), qPrintable(row(room, 5)));
        QVERIFY(!room.find<QLabel>("What does not fit")->isVisible());
        room.select(4);
        room.press("Layer: remove"); // the branch itself: the sum has one addend left
        QVERIFY2(row(room, 4).endsWith("← 4"), qPrintable(row(room, 4)));
        QVERIFY(!room.find<QLabel>("What does not fit")->isVisible());
        while (room.page.undoStack()->canUndo()) room.page.undoStack()->undo();
        QVERIFY(room.shows(61706));
    }
};

UI_TEST(TestBranches)
} // namespace test_branches
#include "test_branches.moc"
