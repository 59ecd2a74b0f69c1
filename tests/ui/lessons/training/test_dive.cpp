// The way down from a class to a pixel: every number of it is the network's and re-adds; mouse and keys go down and up;
// a weight that is typed over begins a branch of the run, and undo brings the run back with its optimiser.
#include "core/explain/inside.h"
#include "core/explain/weight_place.h"
#include "core/network/models.h"
#include "tests/support/bar_split.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/channels/channel_scene.h"
#include "ui/lessons/training/dive/dive_figure.h"
#include "ui/lessons/training/dive/dive_stepper.h"
#include "ui/model/run_file.h"
#include "ui/shell/presentation_keys.h"

#include <QtTest>
#include <QtWidgets>

namespace test_dive {

using namespace ui;

namespace {

std::shared_ptr<const DiveLook> lookAt(const cnn::Network& network) {
    const cnn::DataSplit split = cnn::bars(10);
    const std::size_t at = 3;
    cnn::Tensor image;
    split.test.gather(std::span(&at, 1), image);
    auto look = std::make_shared<DiveLook>();
    look->network = std::make_shared<const cnn::Network>(network);
    auto trace = std::make_shared<cnn::Trace>();
    network.forward(image, *trace);
    look->trace = trace;
    look->caption = "Test image 4";
    look->learns = true;
    return look;
}

std::vector<cnn::Network> diveNetworks() {
    return {cnn::lenet5({}, 1), cnn::lenet5({cnn::ActivationKind::Tanh, cnn::PoolingKind::Average}, 2), cnn::mlp({}, 3),
            cnn::lenet1998(4), cnn::tinyVgg({}, 5)};
}

// What is written adds up as it is written, and to what the network computed.
void checkLevel(const DivePicture& p) {
    const cnn::ValuePlace& at = p.step().place;
    QCOMPARE(p.value(), static_cast<double>(p.look->trace->values[p.step().value].at(at.c, at.y, at.x)));
    const cnn::ValueOrigin* o = p.made();
    if (!o) {
        QCOMPARE(p.level, DiveLevel::Pixel);
        return;
    }
    QVERIFY(o->writable);
    const double near = 0.006 * std::max(1.0, std::abs(o->value));
    if (o->kind == cnn::OriginKind::Sum) {
        QVERIFY(o->sumOf(0, o->terms.size()) + o->writtenBias == o->result);
        QVERIFY(std::abs(o->result.value() - o->value) <= near);
        for (std::size_t i = 0; i < o->terms.size(); i += 7) {
            const auto place = cnn::weightPlace(*p.look->network, p.layer, *o, i);
            if (!place) continue;
            QCOMPARE(weightAt(*p.look->network, {p.layer, 0, *place, {}}), o->terms[i].weight);
        }
    }
    // Through the activations behind it to the value itself.
    const double last = p.functions.empty() ? o->value : p.functions.back().value;
    QCOMPARE(last, p.value());
    if (p.share) QVERIFY(p.share->sumOf(0, p.share->terms.size()) == p.share->sum);
}

void checkFigure(const DivePicture& p, QSizeF size, const Style& style) {
    const DiveFigure figure(size, style, std::make_shared<const DivePicture>(p), std::nullopt, "Network",
                            diveStepper(p).has_value());
    const QRectF all(QPointF(0, 0), size);
    for (double y = 2; y < all.height(); y += 7)
        for (double x = 2; x < all.width(); x += 7) {
            const auto cell = figure.cellAt({x, y});
            if (!cell) continue;
            const QRectF where = figure.cellRect(*cell);
            QVERIFY2(all.contains(where), qPrintable(cell->part));
        }
    QVERIFY(painted(figure, style).pixelColor(0, 0) == style.colors().surface);
}

QString digitsToDive() {
    static const QTemporaryDir folder;
    static const bool written = (writeDigitFolder(folder.path().toStdString(), trainImages, 40), true);
    return written ? folder.path() : QString();
}

// LeNet live, some batches learned, paused.
struct DiveRoom : Classroom {
    explicit DiveRoom(int batches = 0, const QJsonObject& more = {}) : Classroom(digitsToDive(), more) {
        page.settle(batches > 0 ? batches : 1);
        strip()->setFocus();
    }
    void clickStrip(const CellRef& cell, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(strip(), Qt::LeftButton, keys, strip()->figure()->cellRect(cell).center().toPoint());
        rest();
    }
    void click(const CellRef& cell) {
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->figure()->cellRect(cell).center().toPoint());
        rest();
    }
    void key(Qt::Key key) {
        QTest::keyClick(window.focusWidget() ? window.focusWidget() : canvas(), key);
        rest();
    }
    void typeAndEnter(const QString& text) {
        auto* editor = canvas()->findChild<QLineEdit*>("cellEditor");
        QVERIFY(editor->isVisible());
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        rest();
    }
    void rest() { page.settle(static_cast<int>(steps())); }
    QString says() { return canvas()->figure() ? canvas()->figure()->describe() : QString(); }
    QString view() { return page.trainingScene().view; }
    QString branch() { return page.trainingScene().branch; }
    const cnn::TrainerState& state() { return *session().checkpoint(); }
    // Down to the products of a value of the first layer's maps.
    void goToProducts() {
        clickStrip({"maps1", 2, 10, 11});
        key(Qt::Key_Return);
        key(Qt::Key_Return);
        QVERIFY2(says().contains("products"), qPrintable(says()));
    }
};

} // namespace

class TestDive : public QObject {
    Q_OBJECT
private slots:
    // From the likeliest class to a pixel, one level after the other: all of it is what the network computed.
    void everyLevelOfEveryNetworkReAdds() {
        for (const cnn::Network& network : diveNetworks()) {
            const auto look = lookAt(network);
            DivePicture now = divePicture(look, {});
            int levels = 1;
            for (auto down = deeper(now); down; down = deeper(now), ++levels) {
                checkLevel(now);
                now = divePicture(look, divePathFrom(toJson(*down, network), network));
            }
            checkLevel(now);
            QCOMPARE(now.level, DiveLevel::Pixel);
            QVERIFY(levels > static_cast<int>(now.path.steps.size()) - 1);
            while (const auto up = higher(now)) now = divePicture(look, *up);
            QCOMPARE(now.path.steps.size(), 1U);
        }
    }

    // Each level is drawn at every size, and what can be clicked lies where it says.
    void everyLevelIsDrawn() {
        const QSizeF sizes[] = {{640, 250}, {860, 330}, {1225, 560}};
        const auto look = lookAt(cnn::lenet5({}, 1));
        DivePicture now = divePicture(look, {});
        for (int i = 0;; ++i) {
            Style style;
            style.theme = static_cast<Theme>(i % 3);
            checkFigure(now, sizes[i % 3], style);
            const auto down = deeper(now);
            if (!down) break;
            now = divePicture(look, *down);
        }
    }

    // From level to level what was chosen grows until it is the picture, and shrinks back into it; beside it nothing
    // moves.
    void eachLevelGrowsOutOfTheLast() {
        const QSizeF size(860, 330);
        const auto look = lookAt(cnn::lenet5({}, 1));
        const auto figureOf = [&](const DivePath& path) {
            return std::make_unique<DiveFigure>(size, Style{},
                                                std::make_shared<const DivePicture>(divePicture(look, path)),
                                                std::nullopt, "Network", false);
        };
        const auto seen = [&](const Motion& motion, double t) {
            QImage image(size.toSize(), QImage::Format_RGB32);
            QPainter painter(&image);
            painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
            motion.paintStill(painter, {});
            motion.paintMoving(painter, {}, t);
            return image;
        };
        DivePicture now = divePicture(look, {});
        for (auto down = deeper(now); down; down = deeper(now)) {
            const auto upper = figureOf(now.path), lower = figureOf(*down);
            const auto into = lower->motionFrom(*upper), out = upper->motionFrom(*lower);
            QVERIFY2(into && out, qPrintable(upper->describe()));
            QCOMPARE(into->milliseconds(), 160);
            QCOMPARE(seen(*into, 0), painted(*upper));
            QCOMPARE(seen(*into, 1), painted(*lower));
            QCOMPARE(seen(*out, 0), painted(*lower));
            QCOMPARE(seen(*out, 1), painted(*upper));
            QVERIFY(seen(*into, 0.4) != painted(*upper) && seen(*into, 0.4) != painted(*lower));
            QVERIFY(!figureOf(moved(now, 1, 0))->motionFrom(*upper));
            now = divePicture(look, *down);
        }
        QCOMPARE(now.level, DiveLevel::Pixel);
    }

    // Keys alone: into the strip, to a class, down to a pixel and all the way back; the scene is then as it was, and
    // nothing of it is to be undone.
    void keysGoDownAndBackUp() {
        DiveRoom room(3);
        const QJsonObject before = room.page.scene();
        room.key(Qt::Key_Down);
        for (int i = 0; i < 60 && room.strip()->isVisible(); ++i) {
            room.key(Qt::Key_Right);
            if (room.page.picture().parts.back().part == "class" && i > 30) break;
        }
        room.key(Qt::Key_Return);
        QCOMPARE(room.view(), "dive");
        QVERIFY(room.canvas()->isVisible());
        int levels = 0;
        for (QString said; said != room.says() && levels < 40; ++levels) {
            said = room.says();
            room.key(Qt::Key_Return);
        }
        QVERIFY2(room.says().contains("Pixel in row"), qPrintable(room.says()));
        QVERIFY(levels >= 6);
        const QString pixel = room.says();
        room.key(Qt::Key_Left);
        room.key(Qt::Key_Up);
        QVERIFY(room.says() != pixel);
        QCOMPARE(room.page.undoStack()->count(), 0); // to go there is to change nothing
        for (int i = 0; i < levels + 1 && room.view() == "dive"; ++i) room.key(Qt::Key_Backspace);
        QCOMPARE(room.page.scene(), before);
        QCOMPARE(room.page.undoStack()->count(), 0);
    }

    // A click on a map goes into it at that place, one on the framed value deeper; the trail leads back to any level.
    void clicksGoDownAndTheTrailBack() {
        DiveRoom room(3);
        room.clickStrip({"pooled1", 3, 5, 6});
        QVERIFY2(room.says().contains("pool1 map 4, row 6, column 7:"), qPrintable(room.says()));
        room.click({"cell", 3, 7, 8});
        QVERIFY(room.says().contains("pool1 map 4, row 8, column 9:"));
        room.click({"cell", 3, 7, 8});
        QVERIFY(room.says().contains("max("));
        room.click({"window", 0, 1, 1});
        QVERIFY2(room.says().contains("conv1 map 4, row 16, column 18:"), qPrintable(room.says()));
        room.click({"trail", 1, 0, 0});
        QVERIFY(room.says().contains("pool1 map 4, row 8, column 9:"));
        room.click({"trail", 0, 0, 0});
        QCOMPARE(room.view(), QString());
        room.clickStrip({"input", 0, 4, 9}, Qt::ShiftModifier);
        QVERIFY(room.says().contains("Pixel in row 5, column 10:"));
        room.key(Qt::Key_Escape);
        QCOMPARE(room.view(), QString());
    }

    // Out of a layer of the structure, and out of a map that is chosen already.
    void otherPicturesLeadDownToo() {
        DiveRoom room(1, {{"view", "structure"}});
        room.click({"layer", 2, 0, 0});
        QVERIFY2(room.says().contains("pool1 map"), qPrintable(room.says()));
        room.key(Qt::Key_Backspace);
        QCOMPARE(room.view(), "structure");
        DiveRoom maps(
            1, {{"view", "maps"}, {"choices", QJsonObject{{"maps", QJsonObject{{"cell", QJsonArray{0, 1, 9, 9}}}}}}});
        maps.click({"cell", 1, 9, 9});
        QCOMPARE(maps.view(), "dive");
        QVERIFY(maps.says().contains("conv1 map 2, row 10, column 10:"));
        maps.key(Qt::Key_Escape);
        QCOMPARE(maps.view(), "maps");
    }

    // The lesson steps through the same window with the same numbers, and comes to the same sum.
    void theStepperGetsTheTrainedNumbers() {
        const auto look = lookAt(cnn::lenet5({}, 1));
        for (const std::size_t value : {2U, 5U}) { // of one channel, and of six
            DivePath path = diveInto(*look->network, value, {1, 4, 5}, {}, 1);
            const DivePicture at = divePicture(look, path);
            QCOMPARE(at.level, DiveLevel::Window);
            const auto stepper = diveStepper(at);
            QVERIFY(stepper.has_value());
            const ChannelScene scene = channelSceneFrom(stepper->scene);
            const auto walk = cnn::ChannelWalk::make(scene.task());
            QVERIFY(walk);
            const auto step = static_cast<std::size_t>(stepper->scene["step"].toInt() - 1);
            const double sum = static_cast<double>(walk->output().values()[step]);
            QVERIFY2(std::abs(sum - at.made()->value) < 1e-4, qPrintable(QString::number(sum)));
        }
    }

    void sWantsTheLesson() {
        DiveRoom room(3);
        QSignalSpy wanted(&room.page, &Page::stepWanted);
        room.goToProducts();
        room.key(Qt::Key_S);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), "input-channels");
        room.click({"step", 0, 0, 0});
        QCOMPARE(wanted.size(), 2);
    }

    // A weight that is typed over begins a branch with a name; what the network says follows, also of the test images;
    // undo brings weights and optimiser back to the last bit, and learning goes on from either.
    void aTypedWeightBeginsABranch() {
        DiveRoom room(45);
        const cnn::TrainerState before = room.state();
        const std::size_t tests = room.session().history().tests().size();
        room.goToProducts();
        room.key(Qt::Key_2);
        room.typeAndEnter(".5");
        QCOMPARE(room.branch(), "conv1 kernel 3: weight changed, from batch 45");
        const auto changed = [&] {
            const auto weights = kernels(*room.session().network());
            return std::ranges::count(weights, 2.5F);
        };
        QCOMPARE(changed(), 1);
        QVERIFY(room.page.picture().network == room.session().network());
        QVERIFY(room.says().contains("2.5"));
        QTRY_COMPARE_WITH_TIMEOUT(room.session().history().tests().size(), tests + 1, 60000); // another thread looks
        QCOMPARE(room.session().history().tests().back().progress, before.progress());
        room.page.undoStack()->undo();
        room.rest();
        QVERIFY(room.state() == before);
        QCOMPARE(changed(), 0);
        QCOMPARE(room.branch(), QString());
        room.page.undoStack()->redo();
        room.rest();
        QCOMPARE(changed(), 1);
        room.page.oneBatch();
        room.page.settle(46);
        QCOMPARE(room.steps(), std::size_t{46});
        room.page.undoStack()->undo();
        room.rest();
        QVERIFY(room.state() == before);
    }

    // Also behind a weight that was typed: Escape leaves, and what is undone then is the weight.
    void leavingIsNoStepOfUndo() {
        DiveRoom room(45);
        room.goToProducts();
        room.key(Qt::Key_2);
        room.typeAndEnter({});
        const int steps = room.page.undoStack()->count();
        QCOMPARE(steps, 1);
        for (int i = 0; i < 6 && room.view() == "dive"; ++i) room.key(Qt::Key_Escape);
        QCOMPARE(room.view(), QString());
        QCOMPARE(room.page.undoStack()->count(), steps);
        room.page.undoStack()->undo();
        room.rest();
        QCOMPARE(room.branch(), QString());
    }

    // A letter begins no number, and it is said what does.
    void aLetterIsAnsweredWithWhatAWeightTakes() {
        DiveRoom room(3);
        room.goToProducts();
        QSignalSpy said(&room.page, &Page::notice);
        room.key(Qt::Key_A);
        QVERIFY(!said.isEmpty());
        QVERIFY2(said.last()[0].toString().contains("A weight takes digits"), qPrintable(said.last()[0].toString()));
    }

    // One change after the other is one branch with a longer name; each is taken back by itself.
    void furtherWeightsJoinTheBranch() {
        DiveRoom room(45);
        const cnn::TrainerState before = room.state();
        room.goToProducts();
        room.key(Qt::Key_1);
        room.typeAndEnter({});
        const cnn::TrainerState once = room.state();
        room.key(Qt::Key_Right);
        room.key(Qt::Key_3);
        room.typeAndEnter({});
        QCOMPARE(room.branch(), "conv1 kernel 3: 2 numbers changed, from batch 45");
        room.page.undoStack()->undo();
        room.rest();
        QVERIFY(room.state() == once);
        room.page.undoStack()->undo(); // that one went to another product between is no step of it
        room.rest();
        QVERIFY(room.state() == before);
    }

    // Out of the list of a unit, and a bias.
    void denseWeightsAndBiasesCanBeTyped() {
        DiveRoom room(45);
        room.clickStrip({"dense2", 4, 0, 0});
        room.key(Qt::Key_7);
        room.typeAndEnter({});
        QCOMPARE(room.branch(), "dense2 unit 5: weight changed, from batch 45");
        room.click({"bias", 0, 0, 0});
        room.typeAndEnter("0.25");
        QCOMPARE(room.session().network()->layer(9).parameters()[1].value.values()[4], 0.25F);
    }

    // The name is kept with the run, in its file, too.
    void aBranchIsSavedByItsName() {
        DiveRoom room(45);
        room.goToProducts();
        room.key(Qt::Key_4);
        room.typeAndEnter({});
        const auto keepsake = room.page.keepsake();
        QVERIFY(keepsake);
        const SavedRun saved = savedRunFrom(keepsake(), "The run");
        QCOMPARE(saved.scene.branch, room.branch());
        QVERIFY(*saved.state == room.state());
    }

    void aLearningRunIsNotTypedOver() {
        DiveRoom room(3);
        room.goToProducts();
        room.clickStart();
        QTRY_VERIFY(room.session().running());
        QTest::keyClick(room.canvas(), Qt::Key_2);
        QVERIFY(!room.canvas()->findChild<QLineEdit*>("cellEditor")->isVisible());
        QCOMPARE(room.notices.last(), "The run is learning: pause it, then type another weight.");
        room.clickStart();
        QTRY_VERIFY(!room.session().running());
    }

    void whatIsNoWeightIsRefused() {
        DiveRoom room(3);
        room.goToProducts();
        room.key(Qt::Key_2);
        room.typeAndEnter("e9");
        QVERIFY(!room.notices.isEmpty());
        QCOMPARE(room.branch(), QString());
    }

    // A way in a scene file is gone as far as the network has it.
    void aWayThatIsNotThereEndsWhereItDoes() {
        const auto dive = [](const QJsonArray& path) {
            return QJsonObject{{"view", "dive"}, {"choices", QJsonObject{{"dive", QJsonObject{{"path", path}}}}}};
        };
        DiveRoom nowhere(1, dive({99, 0, 0}));
        QVERIFY2(nowhere.says().contains("softmax"), qPrintable(nowhere.says()));
        DiveRoom half(1, dive({3, 7, 0, 2, 1000000, 0}));
        QVERIFY(half.says().contains("pool1 map 1, row 1, column 8:"));
        DiveRoom strongest(1, dive({2, -1, -1}));
        QVERIFY(strongest.says().contains("conv1 map"));
        QVERIFY_EXCEPTION_THROWN(strongest.page.setScene(dive({-7}), "Open"), cnn::Error);
    }

    // While a lecture is presented arrows, Enter and Backspace belong to the way down, Page Down to the lecture.
    void presentingLeavesTheKeysToIt() {
        DiveRoom room(1);
        const auto stays = [&](int key) {
            const QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
            return staysWithStage(event, room.page.stage(), room.canvas());
        };
        QVERIFY(!stays(Qt::Key_Return));
        room.clickStrip({"maps1", 0, 3, 3});
        for (const int key : {Qt::Key_Return, Qt::Key_Backspace, Qt::Key_Left, Qt::Key_Right}) QVERIFY(stays(key));
        for (const int key : {Qt::Key_PageDown, Qt::Key_PageUp, Qt::Key_F5}) QVERIFY(!stays(key));
        room.key(Qt::Key_Escape);
        QVERIFY(!stays(Qt::Key_Return));
    }
};

UI_TEST(TestDive)
} // namespace test_dive
#include "test_dive.moc"
