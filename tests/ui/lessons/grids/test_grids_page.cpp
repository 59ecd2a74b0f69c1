// "Images are grids" through the mouse and the keyboard: one pixel in three forms, the shuffled picture, four runs.
#include "core/data/sources.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/schoolroom.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/grids/grids_page.h"

#include <QtTest>
#include <QtWidgets>
#include <algorithm>
#include <map>
#include <set>

namespace test_grids_page {

using namespace ui;

namespace {

constexpr int trainImages = 192, testImages = 40;

Lesson lessonOn(const QString& folder, const QJsonObject& settings) {
    Lesson lesson;
    lesson.id = "images-as-grids";
    lesson.page = "grids";
    lesson.headline = "An image is a grid of numbers";
    lesson.line = "The same pixel three times.";
    lesson.notice = "A pixel is a number.";
    lesson.controls = QStringList{"image", "picture", "shuffle", "data", "show"};
    lesson.scene = {{"data", "folder"}, {"folder", folder},   {"row", 10},   {"column", 14},
                    {"batch", 32},      {"trainImages", 160}, {"epochs", 2}, {"learningRate", 0.02}};
    for (auto it = settings.begin(); it != settings.end(); ++it) lesson.scene[it.key()] = it.value();
    return lesson;
}

struct Classroom : Schoolroom<GridsPage> {
    explicit Classroom(const QString& folder, const QJsonObject& settings = {})
        : Schoolroom(lessonOn(folder, settings)) {
        page.settle(0);
        QApplication::processEvents();
    }
    FigureView* view() { return qobject_cast<FigureView*>(page.stage()); }
    QString says() { return view()->figure()->describe(); }
    void key(Qt::Key k) { QTest::keyClick(view(), k); }
    QPoint at(const CellRef& cell) { return view()->figure()->cellRect(cell).center().toPoint(); }
    void point(const CellRef& cell) {
        const QPointF to = at(cell);
        QMouseEvent move(QEvent::MouseMove, to, view()->mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(view(), &move);
    }
    void click(const CellRef& cell) { QTest::mouseClick(view(), Qt::LeftButton, {}, at(cell)); }
    void press(const QString& name) { ui::press(&window, name); }
    Question question(const QString& id) { return questionOf(page, id); }
};

std::vector<std::vector<double>> accuracies(const FourRuns& runs) {
    std::vector<std::vector<double>> all;
    for (int run = 0; run < FourRuns::count; ++run) {
        all.emplace_back();
        for (const cnn::TestReport& test : runs.history(run).tests()) all.back().push_back(test.test.accuracy);
    }
    return all;
}

bool offersStart(GridsPage& page) {
    const auto buttons = page.bar()->findChildren<QAbstractButton*>();
    return std::ranges::any_of(buttons, [](const auto* button) { return button->text() == "Start"; });
}

} // namespace

class TestGridsPage : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), trainImages, testImages);
    }

    void theNextLessonHasTheImagesThatAreReadAlready() {
        Lesson lesson = *findLesson("images-as-grids");
        lesson.scene["data"] = "digits";
        GridsPage first, second;
        first.open(lesson);
        first.settle(0);
        second.open(lesson);
        QCOMPARE(second.numbers().front().values, first.numbers().front().values);
    }
    // All count from 1: the numbers before it are those of the rows above, and those left of it.
    void aPixelHasTheRowsAboveTimesTheWidthPlusItsColumnAsNumber() {
        Classroom room(folder());
        const cnn::DataSplit digits = cnn::drawnDigits(7, trainImages, testImages);
        const auto image = digits.test.bytes(0);
        QVERIFY2(room.says().contains("Row 11, column 15. It is number 10 × 28 + 15 = 295 of the strip."),
                 qPrintable(room.says()));
        QVERIFY(room.says().contains(QString("Its value is %1.").arg(image[294])));
        QVERIFY(room.says().contains(QString("above: number 267, value %1.").arg(image[266])));
        QVERIFY(room.says().contains(QString("below: number 323, value %1.").arg(image[322])));
        QVERIFY(room.says().contains("Strip of 784 numbers."));
        QVERIFY(room.says().contains("at 294 and 296; those above and below are 28 numbers away, at 267 and 323"));
    }

    // Files count from 0, people from 1: the scene's image 3 is test image 4, in the data as on the command line.
    void theFourthTestImageIsTheFourthOfTheData() {
        Classroom room(folder(), {{"image", 3}});
        QVERIFY(room.says().contains("Test image 4: "));
        const cnn::DataSplit digits = cnn::drawnDigits(7, trainImages, testImages);
        const auto image = digits.test.bytes(3);
        const cnn::Tensor shown = room.page.numbers()[1].values;
        QVERIFY(
            std::ranges::equal(shown.values(), image, {}, {}, [](std::uint8_t v) { return static_cast<float>(v); }));
        QCOMPARE(room.page.scene()["image"].toInt(), 3);
    }

    void pointingAtAnyOfTheThreeMarksThePixelInAll() {
        Classroom room(folder());
        room.point({"picture", 0, 3, 5});
        QVERIFY(room.says().contains("Row 4, column 6. It is number 3 × 28 + 6 = 90"));
        room.point({"numbers", 0, 4, 6}); // the numbers stay those around row 4, column 6
        QVERIFY(room.says().contains("= 119 of the strip") && room.says().contains("Rows 1 to 11, columns 1 to 11"));
        QMouseEvent away(QEvent::MouseMove, QPointF(2, 2), QPointF(2, 2), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(room.view(), &away);
        QVERIFY(room.says().contains("Row 11, column 15."));
        room.point({"numbers", 0, 12, 16});
        QVERIFY2(room.says().contains("= 353 of the strip"), qPrintable(room.says()));
        room.point({"section", 0, 0, 300});
        QVERIFY(room.says().contains("Row 11, column 21."));
        QVERIFY(!room.page.undoStack()->canUndo()); // pointing changes nothing
        QCOMPARE(room.page.gridsScene().place(), 294);
    }

    void aClickKeepsThePixelAndUndoBringsTheOldOneBack() {
        Classroom room(folder());
        room.click({"picture", 0, 20, 7});
        QCOMPARE(room.page.gridsScene().place(), 20 * 28 + 7);
        room.click({"strip", 0, 0, 500});
        QVERIFY(std::abs(room.page.gridsScene().place() - 500) <= 1); // cells of the strip are about a pixel wide
        room.page.undoStack()->undo();
        QCOMPARE(room.page.gridsScene().place(), 294);
    }

    void keysWalkInReadingOrderAndFromRowToRow() {
        Classroom room(folder());
        room.key(Qt::Key_Right);
        QCOMPARE(room.page.gridsScene().place(), 295);
        room.key(Qt::Key_Down);
        QCOMPARE(room.page.gridsScene().place(), 323);
        room.key(Qt::Key_Home);
        room.key(Qt::Key_Up);
        room.key(Qt::Key_Left);
        QCOMPARE(room.page.gridsScene().place(), 0); // nothing beyond the first
        room.key(Qt::Key_End);
        QVERIFY(room.says().contains("27 × 28 + 28 = 784"));
        room.key(Qt::Key_Left);
        QCOMPARE(room.page.gridsScene().place(), 782);
        room.press("Previous step");
        QCOMPARE(room.page.gridsScene().place(), 56); // the stop before: of 784 steps only some have one
        room.key(Qt::Key_N);
        QVERIFY(room.says().contains("Test image 2"));
        room.key(Qt::Key_P);
        room.key(Qt::Key_P);
        QVERIFY(room.says().contains(QString("Test image %1").arg(testImages)));
    }

    void shufflingSendsThePixelWhereTheOrderSays() {
        Classroom room(folder());
        room.press("Shuffle pixels: on");
        const cnn::PixelOrder order = cnn::shuffledOrder(784, 1);
        const auto to = static_cast<int>(order.to[294]);
        QVERIFY2(room.says().contains(
                     QString("went to row %1, column %2: number %3").arg(to / 28 + 1).arg(to % 28 + 1).arg(to + 1)),
                 qPrintable(room.says()));
        const cnn::DataSplit digits = cnn::drawnDigits(7, trainImages, testImages);
        const auto image = digits.test.bytes(0);
        const cnn::Tensor strip = room.page.numbers().front().values;
        for (std::size_t i = 0; i < 784; ++i) QCOMPARE(strip.values()[i], static_cast<float>(image[order.from[i]]));
        room.click({"shuffled", 0, 0, 0}); // the pixel that came to the first place
        QCOMPARE(room.page.gridsScene().place(), static_cast<int>(order.from[0]));
        room.page.undoStack()->undo();
        room.page.undoStack()->undo();
        QVERIFY(!room.page.gridsScene().shuffled);
    }

    void aColourPictureHasThreeNumbersAPixel() {
        Classroom room(folder());
        room.press("Picture: colour");
        QVERIFY(room.says().contains("Strip of 2352 numbers."));
        QVERIFY(room.says().contains("red, green, blue"));
        QVERIFY2(room.says().contains("A balloon, drawn by the program. Image 28 × 28."), qPrintable(room.says()));
        QVERIFY2(
            room.says().contains("Its red is number 10 × 28 + 15 = 295 of the strip, its green 1\u202f079, its blue "
                                 "1\u202f863."),
            qPrintable(room.says()));
        // A grey picture that was dyed has one number a pixel under all three colours; here no colour follows from
        // another: pixels with the same red have different blues.
        const GridsPicture p = room.page.picture();
        std::map<int, std::set<int>> blues;
        for (int place = 0; place < imagePlaces; ++place) blues[p.value(place, 0)].insert(p.value(place, 2));
        QVERIFY(std::ranges::any_of(blues, [](const auto& b) { return *b.second.rbegin() - *b.second.begin() > 60; }));
        room.key(Qt::Key_N); // another test image is not what this picture is
        QVERIFY(room.says().contains("A balloon"));
        QCOMPARE(room.page.numbers().front().values.shape(), (cnn::Shape{1, 1, 2352, 1}));
        QCOMPARE(room.question("length").truth, QString("2352"));
    }

    void questionsAreJudgedAndTheirAnswersCovered() {
        Classroom room(folder());
        const Question index = room.question("index");
        QCOMPARE(index.judge("295"), std::optional(true));
        QCOMPARE(index.judge("294"), std::optional(false));
        QCOMPARE(index.judge("what"), std::optional<bool>());
        QCOMPARE(room.question("length").judge("784"), std::optional(true));
        const int value = room.page.picture().value(294);
        QCOMPARE(room.question("value").judge(QString::number(value)), std::optional(true));
        QCOMPARE(room.question("value").judge(QString::number(value + 26)), std::optional(false));
        room.page.cover("index");
        QVERIFY2(!room.says().contains("295"), qPrintable(room.says()));
        for (const QLabel* label : room.page.bar()->findChildren<QLabel*>()) // Step 295 would tell it, too
            QVERIFY(!label->text().contains("295"));
        room.page.cover("length");
        QVERIFY(!room.says().contains("784"));
        room.page.cover("value");
        QVERIFY(room.says().contains("Its value is ?"));
        room.page.cover({});
        QVERIFY(room.says().contains("295"));
    }

    // What the step bar counts is what the sentence says; at the border what is not there is not spoken of.
    void stepAndNumberAreTheSameAndTheBorderHasNoNeighboursBeyondIt() {
        Classroom room(folder());
        const auto step = [&] {
            for (const QLabel* label : room.page.bar()->findChildren<QLabel*>())
                if (label->text().startsWith("Step ")) return label->text().remove("<b>").remove("</b>");
            return QString();
        };
        const struct {
            Qt::Key key;
            const char *step, *words;
        } places[] = {
            {Qt::Key_Home, "Step 1 of 784",
             "Row 1, column 1. It is number 0 × 28 + 1 = 1 of the strip. Its neighbour to the right stays next to it, "
             "at 2; "
             "to the left there is none; the one below is 28 numbers away, at 29; above there is none."},
            {Qt::Key_Down, "Step 29 of 784",
             "number 1 × 28 + 1 = 29 of the strip. Its neighbour to the right stays next to it, at 30; to the left "
             "there "
             "is none; those above and below are 28 numbers away, at 1 and 57."},
            {Qt::Key_End, "Step 784 of 784",
             "Row 28, column 28. It is number 27 × 28 + 28 = 784 of the strip. Its neighbour to the left stays next to "
             "it, at 783; to the right there is none; the one above is 28 numbers away, at 756; below there is none."}};
        for (const auto& place : places) {
            room.key(place.key);
            QCOMPARE(step(), QString(place.step));
            QVERIFY2(room.says().contains(place.words), qPrintable(room.says()));
        }
    }

    void theSceneIsOneValueAndBadOnesChangeNothing() {
        Classroom room(folder());
        const QJsonObject before = room.page.scene();
        room.press("Shuffle pixels: on");
        room.key(Qt::Key_Down);
        const QJsonObject after = room.page.scene();
        room.page.setScene(before, "Reset the scene");
        QCOMPARE(room.page.scene(), before);
        room.page.undoStack()->undo();
        QCOMPARE(room.page.scene(), after);
        for (const auto& [key, value] : {std::pair<const char*, QJsonValue>{"row", 28},
                                         {"column", -1},
                                         {"order", 0},
                                         {"stage", "dream"},
                                         {"shuffled", 1},
                                         {"trainImages", 0.5}}) {
            QJsonObject bad = after;
            bad[key] = value;
            try {
                room.page.setScene(bad, "Open");
                QFAIL(key);
            } catch (const cnn::Error& e) {
                QVERIFY2(QString(e.what()).contains(key), e.what());
            }
        }
        QCOMPARE(room.page.scene(), after);
    }

    void theCodeHoldsTheNumbersShown() {
        Classroom room(folder());
        for (const CodeDialect dialect : {CodeDialect::PyTorch, CodeDialect::NumPy}) {
            QVERIFY(room.page.code(dialect).contains("y = x.reshape(1, -1)"));
            QVERIFY(room.page.code(dialect).endsWith("print(y)\n"));
        }
        room.press("Shuffle pixels: on");
        QVERIFY(room.page.code(CodeDialect::NumPy).contains("[:, order]"));
    }

    void fourRunsLearnToTheEndAndAreNamedWithTheirAccuracy() {
        Classroom room(folder(), {{"stage", "training"}});
        // So that there is something to see it begins by itself, and rests after an epoch of each.
        QTRY_VERIFY_WITH_TIMEOUT(room.page.runs().begun() && !room.page.runs().running(), 60000);
        for (int run = 0; run < FourRuns::count; ++run) QCOMPARE(room.page.runs().epochsDone(run), 1.0);
        QTRY_VERIFY(offersStart(room.page));
        room.press("Start");
        QTRY_VERIFY_WITH_TIMEOUT(room.page.runs().begun() && room.page.runs().finished(), 60000);
        for (int run = 0; run < FourRuns::count; ++run) {
            QCOMPARE(room.page.runs().epochsDone(run), 2.0);
            QCOMPARE(room.page.runs().history(run).steps(), std::size_t{10});
            QTRY_VERIFY(room.says().contains(FourRuns::name(run) + ": ") && room.says().contains("after 2.00 epochs"));
        }
        QTRY_VERIFY(!room.says().contains("untrained"));
        const Question winner = room.question("winner");
        QCOMPARE(winner.judge(winner.truth), std::optional(true));
        QCOMPARE(winner.judge("5"), std::optional<bool>());
        room.page.cover("winner");
        QVERIFY(!room.says().contains("%"));
        room.page.cover({});
        room.press("Start over");
        QTRY_VERIFY(room.says().contains("MLP, in order: untrained"));
    }

    void theSameSeedGivesTheSameFourCurves() {
        Classroom first(folder(), {{"stage", "training"}}), again(folder(), {{"stage", "training"}});
        first.page.settle(6);
        again.page.settle(6);
        const auto curves = accuracies(first.page.runs());
        QCOMPARE(accuracies(again.page.runs()), curves);
        for (const auto& curve : curves) QVERIFY(curve.size() >= 4);
        QVERIFY(curves[2] != curves[3]); // LeNet saw other pictures
        Classroom other(folder(), {{"stage", "training"}, {"seed", 5}});
        other.page.settle(6);
        QVERIFY(accuracies(other.page.runs()) != curves);
    }

    void pauseHoldsTheRunsAndAnotherOrderForgetsThem() {
        Classroom room(folder(), {{"stage", "training"}, {"epochs", 100}});
        QTRY_VERIFY(room.page.runs().history(3).steps() > 0); // the first epoch it learns by itself
        QTRY_VERIFY(offersStart(room.page));
        room.press("Start");
        QVERIFY(room.page.runs().running());
        room.key(Qt::Key_Space);
        QVERIFY(!room.page.runs().running());
        QTRY_VERIFY(room.page.runs().state(room.page.runs().turn()) == cnn::RunState::Paused);
        GridsScene scene = room.page.gridsScene();
        scene.order = 2;
        room.page.setScene(toJson(scene), "Another order");
        QVERIFY(!room.page.runs().begun());
        QTRY_VERIFY(room.says().contains("MLP, shuffled: untrained"));
    }

    void aFolderThatIsNoneIsExplainedAndChangesNothing() {
        Classroom room(folder());
        const QJsonObject before = room.page.scene();
        QVERIFY(!room.page.openFile("/nowhere/picture.png"));
        QTemporaryDir empty;
        QVERIFY(room.page.openFile(empty.path()));
        QTRY_VERIFY(!room.notices.isEmpty());
        QVERIFY2(room.notices.back().contains(empty.path()), qPrintable(room.notices.back()));
        QCOMPARE(room.page.scene(), before);
    }
};

UI_TEST(TestGridsPage)
} // namespace test_grids_page
#include "test_grids_page.moc"
