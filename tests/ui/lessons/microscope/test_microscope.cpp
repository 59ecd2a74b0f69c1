// The microscope: what its views say is what plain loops over the same cells say; clicks, undo and files do what they
// do in LeNet live.
#include "core/data/cell_pictures.h"
#include "core/network/network.h"
#include "tests/support/instrumented.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/schoolroom.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/microscope/mark_table.h"
#include "ui/lessons/microscope/microscope_page.h"

#include <QtTest>
#include <QtWidgets>

namespace test_microscope {

using namespace ui;

namespace {

constexpr int pictures = 60, side = 32, kinds = 3, batches = 6;

Lesson lessonOn(const QString& view, const QJsonObject& more = {}) {
    Lesson lesson;
    lesson.id = "microscope";
    lesson.page = "microscope";
    lesson.headline = "Cells";
    lesson.line = "A line.";
    lesson.notice = "A notice.";
    lesson.controls = {"data", "mark", "border", "kinds"};
    lesson.scene = {{"data", "cells"}, {"model", "tinyvgg"}, {"pictures", pictures}, {"cellSide", side},
                    {"kinds", kinds},  {"batch", 10},        {"optimizer", "adam"},  {"learningRate", 0.003},
                    {"epochs", 1000},  {"view", view},       {"mark", "corner"},     {"testImage", 3},
                    {"cellBlur", 0.5}, {"cellNoise", 0.3}};
    for (auto it = more.begin(); it != more.end(); ++it) lesson.scene[it.key()] = it.value();
    return lesson;
}

cnn::CellSettings settings(cnn::CellMark mark = cnn::CellMark::Corner) {
    cnn::CellSettings s;
    s.side = side;
    s.classes = kinds;
    s.blur = 0.5;
    s.noise = 0.3;
    s.mark = mark;
    return s;
}

struct Room : Schoolroom<MicroscopePage> {
    explicit Room(const QString& view, const QJsonObject& more = {}) : Schoolroom(lessonOn(view, more)) {
        page.settle(batches);
    }
    QString said() { return page.reel().figure(0, {900, 450}, {})->describe(); }
    FigureView* canvas() { return page.stage()->findChild<FigureView*>("canvas"); }
    QJsonObject choices(const QString& view) { return page.scene()["choices"].toObject()[view].toObject(); }
    void choose(const QString& view, const QString& option, const QJsonValue& value) {
        QJsonObject scene = page.scene(), all = scene["choices"].toObject(), one = all[view].toObject();
        one[option] = value;
        all[view] = one;
        scene["choices"] = all;
        const auto steps = static_cast<int>(page.session().history().steps());
        page.setScene(scene, "choose");
        page.settle(steps);
    }
    void click(int cell) {
        const QRectF where = canvas()->figure()->cellRect({"cell", cell, 5, 5});
        QVERIFY(!where.isEmpty());
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, where.center().toPoint());
        page.settle(batches);
    }
    const cnn::Tensor* find(const QString& name) {
        m_numbers = page.numbers();
        for (const NamedNumbers& n : m_numbers)
            if (n.name.startsWith(name)) return &n.values;
        return nullptr;
    }

private:
    std::vector<NamedNumbers> m_numbers;
};

// The positive part of a map inside the outline, over all of it.
double plainShare(const cnn::Tensor& map, const std::vector<std::uint8_t>& mask) {
    double in = 0, all = 0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double v = static_cast<double>(map.at(0, y, x));
            if (v <= 0) continue;
            all += v;
            if (mask[static_cast<std::size_t>(y * side + x)] == 1) in += v;
        }
    return in / all;
}

QString oneDecimal(double share) {
    return QString::number(100 * share, 'f', 1) + QChar(0x202f) + '%';
}

// How many of `count` test cells a network tells rightly, cell by cell.
void countPlainly(const cnn::Network& network, bool marked, int count, int& own, int& ownRight, int& others,
                  int& othersRight) {
    const auto seed = cnn::cellSeeds(1).test;
    for (int i = 0; i < count; ++i) {
        const auto how = marked ? cnn::MarkedPictures::All : cnn::MarkedPictures::None;
        const cnn::CellPicture cell = cnn::cellPicture(settings(), seed, static_cast<std::uint64_t>(i), how);
        cnn::Tensor image({1, side, side, 1});
        for (int p = 0; p < side * side; ++p)
            image.data()[p] = static_cast<float>(std::lround(255 * cell.values[static_cast<std::size_t>(p)])) / 255.0F;
        cnn::Trace trace;
        network.forward(image, trace);
        int said = 0;
        for (int k = 1; k < kinds; ++k)
            if (trace.output().values()[static_cast<std::size_t>(k)] >
                trace.output().values()[static_cast<std::size_t>(said)])
                said = k;
        (cell.kind == 0 ? own : others) += 1;
        if (said == cell.kind) (cell.kind == 0 ? ownRight : othersRight) += 1;
    }
}

} // namespace

class TestMicroscope : public QObject {
    Q_OBJECT
private slots:
    void everyViewSaysSomethingInEveryTheme_data() {
        QTest::addColumn<QString>("view");
        for (const TrainingViewKind& kind : microscopeViews())
            if (kind.id != "transfer" && (!isInstrumented || kind.id == "sixteen" || kind.id == "shortcut"))
                QTest::newRow(qPrintable(kind.id)) << kind.id;
    }
    void everyViewSaysSomethingInEveryTheme() {
        QFETCH(QString, view);
        Room room(view);
        QVERIFY(!room.said().isEmpty());
        for (const Theme theme : {Theme::Light, Theme::Dark, Theme::Projector}) {
            Style style;
            style.theme = theme;
            const auto figure = room.page.reel().figure(0, {900, 450}, style);
            QImage image(900, 450, QImage::Format_RGB32);
            QPainter painter(&image);
            figure->paint(painter, style);
        }
        QVERIFY2(room.notices.isEmpty(), qPrintable(room.notices.join(' ')));
    }
    void theSharesOnTheCellAreThoseOfAPlainLoop() {
        Room room("looks");
        const auto mask = cnn::cellMasks(settings(), cnn::cellSeeds(1).test, 3, 1);
        int shares = 0;
        for (const char* map : {"saliency", "Grad-CAM", "occlusion"}) {
            const cnn::Tensor* values = room.find(map);
            QVERIFY2(values, map);
            bool any = false;
            for (const float v : values->values()) any = any || v > 0;
            if (!any) continue;
            const QString words = oneDecimal(plainShare(*values, mask)) + " on the cell";
            QVERIFY2(room.said().contains(words), qPrintable(words + "\n" + room.said()));
            ++shares;
        }
        QVERIFY(shares >= 2);
    }
    void whatCoversIsPrintedAndAGapIsRefused() {
        Room room("looks");
        QVERIFY(room.said().contains("mean, 6 × 6, every 1 px"));
        room.choose("looks", "cover", 1);
        QVERIFY2(room.said().contains("black, 6 × 6") && room.said().contains("Black on a dark ground"),
                 qPrintable(room.said()));
        room.choose("looks", "window", 1); // 2 × 2
        room.choose("looks", "stride", 3); // 4: gaps
        QVERIFY2(room.said().contains("stride") && !room.said().contains("on the cell"), qPrintable(room.said()));
    }
    void theSameCellIsShownWithTheMarkAndWithout() {
        Room room("looks", {{"testImage", 0}});
        room.choose("looks", "mark", 2);
        QVERIFY2(room.said().contains("without the mark"), qPrintable(room.said()));
        room.choose("looks", "mark", 1);
        QVERIFY(room.said().contains("with the mark"));
    }
    void theTableOfTheMarkIsCountedCellByCell() {
        Room room("shortcut");
        int own = 0, with = 0, others = 0, othersWith = 0, again = 0, without = 0, rest = 0, othersWithout = 0;
        const auto network = room.page.session().network();
        countPlainly(*network, true, 400, own, with, others, othersWith);
        countPlainly(*network, false, 400, again, without, rest, othersWithout);
        QCOMPARE(own, again);
        const auto cell = [](int right, int of) {
            return QString("%1 (%2 of %3)").arg(oneDecimal(1.0 * right / of)).arg(right).arg(of);
        };
        for (const QString& words :
             {cell(with, own), cell(without, own), cell(othersWith, others), cell(othersWithout, rest)})
            QVERIFY2(room.said().contains(words), qPrintable(words + "\n" + room.said()));
        const cnn::Tensor* table = room.find("accuracy by mark");
        QVERIFY(table);
        QCOMPARE(table->at(0, 0, 1), static_cast<float>(without) / static_cast<float>(own));
    }
    void aFallReAddsAsItIsWritten_data() {
        QTest::addColumn<double>("before");
        QTest::addColumn<double>("after");
        for (const double before : {0.94449, 1.0, 0.3333, 0.0005})
            for (const double after : {0.12351, 0.0, 0.66666, 0.99951})
                QTest::addRow("%g %g", before, after) << before << after;
    }
    void aFallReAddsAsItIsWritten() {
        QFETCH(double, before);
        QFETCH(double, after);
        QString words = fallWords(before, after);
        words.replace(" − ", " ").replace(" = ", " ").replace(QChar(0x2212), '-');
        const QStringList numbers = words.split(' ');
        QCOMPARE(numbers.size(), 3);
        const auto tenths = [&](int i) { return qRound(10 * numbers[i].toDouble()); };
        QCOMPARE(tenths(0) - tenths(1), tenths(2));
        QVERIFY(std::abs(numbers[0].toDouble() - 100 * before) <= 0.0500001);
    }
    void withoutAMarkTheShortcutSaysWhatToChoose() {
        Room room("shortcut", {{"mark", "none"}});
        QVERIFY(room.said().contains("Choose one under Mark"));
        QVERIFY(room.page.questions().empty());
    }
    void whatIsAskedIsCoveredAndItsTruthIsRight() {
        for (const char* view : {"sixteen", "looks", "shortcut", "tests", "repair"}) {
            Room room(view);
            const auto asked = room.page.questions();
            QVERIFY2(!asked.empty(), view);
            for (const Question& q : asked) {
                const auto right = q.judge(q.truth);
                QVERIFY2(right && *right, qPrintable(q.ask + " " + q.truth));
                const QString open = room.said();
                room.page.cover(q.id);
                room.page.settle(batches);
                QVERIFY2(room.said().contains('?') && room.said() != open, qPrintable(room.said()));
                room.page.cover({});
                room.page.settle(batches);
                QCOMPARE(room.said(), open);
            }
        }
    }
    void cellsAreSortedByClicksAndTakenOutAgain() {
        Room room("label");
        QVERIFY2(room.said().contains("0 of 32 cells"), qPrintable(room.said()));
        room.click(0);
        QCOMPARE(room.choices("label")["sorted"].toObject()["0"].toInt(-1), 0);
        QVERIFY2(room.said().contains("1 of 32 cells"), qPrintable(room.said()));
        room.choose("label", "heap", 1);
        room.click(1);
        QCOMPARE(room.choices("label")["sorted"].toObject()["1"].toInt(-1), 1);
        QVERIFY2(room.said().contains("2 sorted by hand, the other 30 by the network"), qPrintable(room.said()));
        QCOMPARE(room.said().count(": you."), 2);
        room.page.undoStack()->undo();
        room.page.settle(batches);
        QVERIFY2(room.said().contains("1 of 32 cells"), qPrintable(room.said()));
        room.page.undoStack()->redo();
        room.click(1); // it is in that heap already
        QVERIFY(!room.choices("label")["sorted"].toObject().contains("1"));
    }
    void byHandLearnsOnlyWhatLiesInTheHeaps() {
        Room room("label",
                  {{"choices", QJsonObject{{"label", QJsonObject{{"sorted", QJsonObject{{"0", 0}, {"1", 1}}}}}}}});
        const cnn::Tensor* numbers = room.find("heap");
        QVERIFY(numbers);
        QCOMPARE(numbers->shape().h, 32);
        QCOMPARE(numbers->at(0, 0, 0), 0.0F);
        QCOMPARE(numbers->at(0, 1, 0), 1.0F);
        for (int i = 2; i < 32; ++i) QCOMPARE(numbers->at(0, i, 0), numbers->at(0, i, 1) >= 0.5F ? 1.0F : 0.0F);
    }
    void explanationsAreTestedInThreeWays() {
        Room room("tests");
        QVERIFY2(room.said().contains("ρ = ") && room.said().contains("all random"), qPrintable(room.said()));
        const cnn::Tensor* forgotten = room.find("correlation, all random");
        QVERIFY(forgotten);
        for (const float rho : forgotten->values()) QVERIFY(rho >= -1 && rho <= 1);
        room.choose("tests", "test", 1);
        QVERIFY2(room.said().contains("by chance: "), qPrintable(room.said()));
        const cnn::Tensor* areas = room.find("area");
        QVERIFY(areas && areas->shape().h == 4);
        room.choose("tests", "test", 2);
        QVERIFY2(room.said().contains("Moved by one pixel"), qPrintable(room.said()));
    }
    void anotherMarkIsAnotherRunAndUndoTakesItBack() {
        Room room("repair");
        QJsonObject scene = room.page.scene();
        scene["mark"] = "light";
        room.page.setScene(scene, "another mark");
        room.page.settle(2);
        QVERIFY(room.page.trainingScene().source.cells.of.mark == cnn::CellMark::Light);
        QCOMPARE(room.page.session().data()->train.size(), std::size_t{pictures});
        room.page.undoStack()->undo();
        room.page.settle(2);
        QVERIFY(room.page.trainingScene().source.cells.of.mark == cnn::CellMark::Corner);
    }
    void aCutBorderMakesTheInputSmallerAndTheMaskWithIt() {
        Room room("looks", {{"border", 6}});
        QCOMPARE(room.page.session().network()->inputShape().h, side - 12);
        QVERIFY(room.said().contains("on the cell"));
    }
    void aSceneFileLeadsToTheSame() {
        Room room("looks", {{"choices", QJsonObject{{"looks", QJsonObject{{"cover", 3}, {"window", 1}}}}},
                            {"border", 2},
                            {"marked", "half"},
                            {"markStrength", 0.5},
                            {"stains", "two"},
                            {"neighbours", false}});
        const QJsonObject saved = room.page.scene();
        Room other("sixteen");
        other.page.setScene(saved, "open");
        other.page.settle(batches);
        QCOMPARE(other.page.scene(), saved);
        QCOMPARE(other.said(), room.said());
    }
    void sixteenCellsAreClickedIntoTheOtherViews() {
        Room room("sixteen");
        QVERIFY(room.said().contains("of these 16 are right"));
        room.click(9);
        QCOMPARE(room.page.trainingScene().testImage, 9);
    }
    void itLearnsAsSoonAsSomebodyLooksButNotWhileLabelsAreMadeByHand() {
        Schoolroom<MicroscopePage> looking(lessonOn("sixteen"));
        QTRY_VERIFY_WITH_TIMEOUT(looking.page.session().history().steps() > 0, 20000);
        looking.page.setActive(false);
        Schoolroom<MicroscopePage> sorting(lessonOn("label"));
        QTRY_VERIFY_WITH_TIMEOUT(sorting.page.session().begun() && sorting.page.session().network(), 20000);
        QVERIFY(!sorting.page.session().running());
    }
};

UI_TEST(TestMicroscope)
} // namespace test_microscope
#include "test_microscope.moc"
