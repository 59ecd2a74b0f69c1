// The confusion matrix and its mistakes: words, places, colours.
#include "tests/support/bar_split.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/classes/classes_figure.h"
#include "ui/lessons/training/classes/confusion_figure.h"

#include <QtTest>
#include <cmath>

namespace test_confusion_figure {

using namespace ui;

namespace {

const QStringList garments{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                           "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

// 100 images, ten of each class: the first k of class k are taken for the class after it, ever more surely.
cnn::Verdicts verdicts(const cnn::Dataset& set) {
    cnn::Tensor logits({10, 1, 1, 100});
    std::vector<int> seen(10, 0);
    for (int i = 0; i < 100; ++i) {
        const int truth = set.labels[static_cast<std::size_t>(i)];
        const int number = seen[static_cast<std::size_t>(truth)]++;
        const bool wrong = number < truth && truth < 9;
        logits.at(wrong ? truth + 1 : truth, 0, 0, i) = 3 + 0.1F * static_cast<float>(i);
    }
    return cnn::verdictsFrom(logits, set.labels);
}

std::shared_ptr<ConfusionPicture> pictureOf(const QStringList& names) {
    static const cnn::Dataset set = cnn::bars(10).test;
    return std::make_shared<ConfusionPicture>(confusionPicture(verdicts(set), set, names, 40));
}

std::shared_ptr<ClassesPicture> classesOf(const QStringList& names) {
    auto picture = std::make_shared<ClassesPicture>();
    picture->confusion = *pictureOf(names);
    picture->shown = picture->confusion.mistakes;
    return picture;
}

QStringList digits() {
    QStringList names;
    for (int i = 0; i < 10; ++i) names << QString::number(i);
    return names;
}

} // namespace

class TestConfusionFigure : public QObject {
    Q_OBJECT
private slots:
    void itSaysWhatWasTakenForWhat() {
        const auto picture = pictureOf(garments);
        QCOMPARE(cellWords(*picture, 6, 7), QString("Shirt taken for Sneaker: 6 of 10"));
        QCOMPARE(cellWords(*picture, 0, 0), QString("T-shirt/top recognised: 10 of 10"));
        QCOMPARE(worstClass(picture->confusion), 8);
        const QString said = ConfusionFigure({400, 250}, {}, picture, CellRef{"confusion", 0, 8, 9}).describe();
        // 0 + 1 + ... + 8 mistakes
        for (const char* part : {"64.0 % of 100 test images right", "Bag taken for Ankle boot: 8 of 10",
                                 "Surest mistake", "Pointed at: Bag taken for Ankle boot: 8 of 10."})
            QVERIFY2(QString(said).replace(QChar(0x202f), ' ').contains(part), qPrintable(said));
        const Example& first = picture->mistakes.front();
        QVERIFY(exampleWords(*picture, first)
                    .startsWith(QString("Test image %1: %2 taken for %3, ")
                                    .arg(first.verdict.image + 1)
                                    .arg(garments[first.verdict.truth], garments[first.verdict.said])));
    }

    void everyCellAndImageIsFoundWhereItIsDrawn() {
        for (const QStringList& names : {digits(), garments})
            for (const QSizeF size : {QSizeF(272, 140), QSizeF(310, 196), QSizeF(400, 255), QSizeF(1100, 600)}) {
                const auto picture = pictureOf(names);
                const ConfusionFigure figure(size, {}, picture);
                for (int truth = 0; truth < 10; ++truth)
                    for (int said = 0; said < 10; ++said) {
                        const CellRef cell{"confusion", 0, truth, said};
                        QCOMPARE(figure.cellAt(figure.cellRect(cell).center()), std::optional(cell));
                    }
                QVERIFY(!figure.cellAt({1, 1}));
                const CellRef mistake{"example", 0, 0, 0};
                if (names == garments && size.width() < 400) { // then their names need the room
                    QVERIFY(figure.cellRect(mistake).isEmpty());
                    continue;
                }
                QCOMPARE(figure.cellAt(figure.cellRect(mistake).center()), std::optional(mistake));
                QVERIFY(QRectF(QPointF(0, 0), size).contains(figure.cellRect(mistake)));
            }
    }

    void classesHaveBarsAndImagesToo() {
        for (const QSizeF size : {QSizeF(822, 380), QSizeF(1192, 552), QSizeF(1900, 900)}) {
            const auto picture = classesOf(garments);
            const ClassesFigure figure(size, {}, picture);
            for (const CellRef& cell : {CellRef{"confusion", 0, 3, 4}, CellRef{"accuracy", 0, 9, 0},
                                        CellRef{"accuracy", 0, 0, 0}, CellRef{"example", 2, 0, 0}})
                QCOMPARE(figure.cellAt(figure.cellRect(cell).center()), std::optional(cell));
            for (int tile = 0; !figure.cellRect({"example", tile, 0, 0}).isEmpty(); ++tile)
                QVERIFY(QRectF(QPointF(0, 0), size).contains(figure.cellRect({"example", tile, 0, 0})));
            QVERIFY2(figure.describe().contains("Worst: Bag."), qPrintable(figure.describe()));
        }
    }

    void aColourIsTheRootOfTheRowsShareAndAnEmptyCellTheGround() {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            const Style style{theme, 1, 1};
            const auto picture = pictureOf(digits());
            const ConfusionFigure figure({310, 196}, style, picture);
            const QImage image = painted(figure, style);
            const auto colour = [&](int truth, int said) {
                return image.pixelColor(figure.cellRect({"confusion", 0, truth, said}).center().toPoint());
            };
            QCOMPARE(colour(0, 0), unsignedRamp(1));
            QCOMPARE(colour(4, 5), unsignedRamp(std::sqrt(0.4)));
            QCOMPARE(colour(1, 2), unsignedRamp(std::sqrt(0.1)));
            QCOMPARE(colour(2, 1), style.colors().window);
        }
    }

    // Rather whole names than mistakes beside them.
    void noNameIsShortened() {
        for (const QSizeF size : {QSizeF(272, 140), QSizeF(310, 196), QSizeF(400, 255), QSizeF(1100, 600)}) {
            const ConfusionFigure figure(size, {}, pictureOf(garments));
            for (const PaintedWord& word : wordsPaintedBy(figure, {}))
                QVERIFY2(!word.text.endsWith(QChar(0x2026)), qPrintable(word.text));
        }
    }

    // At a scale of 1 no name is under 13 pixels, and from cells of 26 pixels on every count is written, of 12 or more.
    void namesAndCountsCanBeRead() {
        for (const QStringList& names : {digits(), garments})
            for (const QSizeF size : {QSizeF(272, 200), QSizeF(400, 255), QSizeF(560, 400), QSizeF(1100, 600)}) {
                const auto picture = pictureOf(names);
                const ConfusionFigure figure(size, {}, picture);
                const double cell = figure.cellRect({"confusion", 0, 0, 0}).width() + 2; // with the gap
                int counts = 0;
                for (const PaintedWord& word : wordsPaintedBy(figure, {})) {
                    const auto at = figure.cellAt(word.where.center());
                    const bool count = at && at->part == "confusion" && word.size < 200;
                    counts += count;
                    if (!count && !names.contains(word.text)) continue;
                    QVERIFY2(word.size >= (count ? 11.9 : 13 - 1e-6),
                             qPrintable(QString("%1: %2 px").arg(word.text).arg(word.size)));
                }
                if (cell >= 26) QCOMPARE(counts, 10 + 8); // right ones, and 1 to 8 mistakes of eight classes
            }
    }

    void aMistakeIsShownAsItIs() {
        const auto picture = pictureOf(digits());
        const ConfusionFigure figure({1100, 600}, {}, picture);
        const QImage image = painted(figure);
        const QRectF where = figure.cellRect({"example", 1, 0, 0});
        const QImage& original = picture->mistakes[1].image;
        QCOMPARE(std::fmod(where.width(), 28), 0.0);
        for (const QPoint pixel : {QPoint(3, 3), QPoint(14, 10), QPoint(20, 22)})
            QCOMPARE(image.pixelColor(
                         (where.topLeft() + (QPointF(pixel) + QPointF(0.5, 0.5)) * where.width() / 28).toPoint()),
                     original.pixelColor(pixel));
    }

    void whatIsPointedAtMayBeGoneInTheNextPicture() {
        const auto picture = pictureOf(digits());
        picture->mistakes.resize(1);
        QVERIFY(!ConfusionFigure({310, 196}, {}, picture, CellRef{"example", 1, 0, 0}).describe().contains("Pointed"));
        picture->mistakes.clear();
        const ConfusionFigure none({310, 196}, {}, picture, CellRef{"example", 0, 0, 0});
        QVERIFY(!none.describe().contains("Pointed"));
        QVERIFY(none.cellRect({"example", 0, 0, 0}).isEmpty());
        painted(none);
    }

    // The most confused of 47: 7 images of each of the classes 0 to 6 are said to be of others.
    void ofManyClassesThoseThatAreMistakenMostAreShown() {
        cnn::Confusion confusion;
        confusion.classes = 47;
        confusion.counts.assign(47 * 47, 0);
        for (const int c : {3, 40, 12}) confusion.counts[static_cast<std::size_t>(c * 47 + 20)] = c;
        QCOMPARE(mostConfused(confusion, 3), (std::vector<int>{12, 20, 40}));
        QCOMPARE(mostConfused(confusion, 47).size(), std::size_t{47});
    }

    void manyClassesAndFewAreDrawnToo() {
        for (const int classes : {2, 3, 47, 200}) {
            cnn::Dataset set = cnn::bars(10).test;
            for (int& label : set.labels) label %= classes;
            cnn::Tensor logits({classes, 1, 1, 100});
            for (int i = 0; i < 100; ++i) logits.at(i % 7 % classes, 0, 0, i) = 1;
            auto picture = std::make_shared<ClassesPicture>();
            picture->confusion = confusionPicture(cnn::verdictsFrom(logits, set.labels), set, {"alpha"}, 10);
            QCOMPARE(picture->confusion.classNames.size(), classes);
            picture->shown = picture->confusion.mistakes;
            picture->whole = true;
            const ClassesFigure figure({822, 380}, {}, picture);
            painted(figure);
            const CellRef last{"confusion", 0, classes - 1, classes - 1};
            QCOMPARE(figure.cellAt(figure.cellRect(last).center()), std::optional(last));
        }
    }
};

UI_TEST(TestConfusionFigure)
} // namespace test_confusion_figure
#include "test_confusion_figure.moc"
