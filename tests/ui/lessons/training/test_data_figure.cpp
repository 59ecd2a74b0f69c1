// The data view's figure: counts, pages, words, and the variants that a run learns.
#include "core/data/sources.h"
#include "core/train/training_parts.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/dataset_image.h"
#include "ui/lessons/training/data/data_figure.h"

#include <QImage>
#include <QTest>

namespace test_data_figure {

using namespace ui;

namespace {

std::shared_ptr<const cnn::DataSplit> digits() {
    static const auto all = std::make_shared<const cnn::DataSplit>(cnn::drawnDigits(7, 400, 60));
    return all;
}

QStringList names() {
    QStringList all;
    for (const std::string& name : digits()->train.classNames) all << QString::fromStdString(name);
    return all;
}

std::shared_ptr<const DataPicture> picture(DataPicture::Part part, int wanted, const cnn::TrainingSettings& s = {}) {
    return std::make_shared<const DataPicture>(dataPicture(digits(), names(), s, part, wanted));
}

constexpr QSizeF size(1200, 420);

} // namespace

class TestDataFigure : public QObject {
    Q_OBJECT

private slots:
    void everyImageIsCountedOnceInItsPartAndClass() {
        cnn::TrainingSettings settings;
        settings.validation = 0.25;
        const auto all = picture(DataPicture::Validation, DataPicture::allClasses, settings);
        QCOMPARE(all->count(DataPicture::Training), std::size_t{300});
        QCOMPARE(all->count(DataPicture::Validation), std::size_t{100});
        QCOMPARE(all->count(DataPicture::Test), std::size_t{60});
        QCOMPARE(all->images.size(), std::size_t{100});
        std::size_t fours = 0;
        for (const std::size_t index : cnn::partsOf(400, 0.25, settings.seed).validation)
            fours += digits()->train.labels[index] == 4 ? 1 : 0;
        QCOMPARE(all->counts[DataPicture::Validation][4], fours);
        const auto some = picture(DataPicture::Validation, 4, settings);
        QCOMPARE(some->images.size(), fours);
        for (const std::size_t index : some->images) QCOMPARE(digits()->train.labels[index], 4);
    }

    void pagesFollowEachOtherWithoutAGapAndEndWithTheLastImage() {
        const auto all = picture(DataPicture::Training, DataPicture::allClasses);
        std::size_t first = 0, seen = 0;
        for (int turns = 0;; ++turns) {
            const DataFigure page(size, {}, all, first);
            std::size_t here = 0;
            for (CellRef cell{DataFigure::imagePart, 0, 0, 0}; !page.cellRect(cell).isEmpty(); ++cell.map, ++here) {
                const auto at = page.cellAt(page.cellRect(cell).center());
                QVERIFY(at && at->map == cell.map);
                QCOMPARE(at->y, static_cast<int>(all->images[first + here]));
                QVERIFY(QRectF(QPointF(0, 0), size).contains(page.cellRect(cell)));
            }
            seen += here;
            const auto next = page.cellAt(page.cellRect({DataFigure::pagePart, 1, 0, 0}).center());
            if (!next) break;
            QCOMPARE(next->part, QString(DataFigure::pagePart));
            QCOMPARE(next->y, static_cast<int>(first + here));
            first = static_cast<std::size_t>(next->y);
            const DataFigure after(size, {}, all, first);
            const auto back = after.cellAt(after.cellRect({DataFigure::pagePart, -1, 0, 0}).center());
            QVERIFY(back && back->y == static_cast<int>(first - here));
            QVERIFY(turns < 100);
        }
        QCOMPARE(seen, std::size_t{400});
    }

    void theImagesOnThePageAreThoseOfTheSet() {
        const auto some = picture(DataPicture::Test, 3);
        const DataFigure figure(size, {}, some, 0);
        const QImage all = painted(figure);
        for (int i = 0; i < 6; ++i) {
            const QRect where = figure.cellRect({DataFigure::imagePart, i, 0, 0}).toRect();
            const QImage image = datasetImage(digits()->test, some->images[static_cast<std::size_t>(i)]);
            const int factor = where.width() / 28;
            QVERIFY(factor >= 1 && where.width() == 28 * factor);
            for (const QPoint pixel : {QPoint(14, 14), QPoint(10, 18), QPoint(20, 8)})
                QCOMPARE(all.pixel(where.topLeft() + factor * pixel + QPoint(factor / 2, factor / 2)),
                         image.pixel(pixel));
        }
    }

    void besideAnImageStandsWhatTheFirstEpochsLearnOfIt() {
        cnn::TrainingSettings settings;
        settings.augment.shift = true;
        settings.seed = 9;
        const auto some = picture(DataPicture::Training, 5, settings);
        const DataFigure figure(size, {}, some, 0);
        const QImage all = painted(figure);
        const QRect original = figure.cellRect({DataFigure::imagePart, 0, 0, 0}).toRect();
        const int factor = original.width() / 28;
        cnn::Augmenter augmenter;
        cnn::Tensor changed;
        for (int epoch = 0; epoch < DataFigure::variants; ++epoch) {
            augmenter.gather(digits()->train, std::span(some->images.data(), 1), settings.augment, 9, epoch, changed);
            const QImage expected = tensorImage(changed);
            const QPoint at = original.topLeft() + QPoint((epoch + 1) * (original.width() + 3), 0);
            for (int y = 0; y < 28; ++y)
                for (int x = 0; x < 28; ++x)
                    QCOMPARE(all.pixel(at + QPoint(factor * x + factor / 2, factor * y + factor / 2)),
                             expected.pixel(x, y));
        }
        QVERIFY(figure.describe().contains("shift"));
    }

    void aDamagedPageNumberBeginsAtTheFirstImage() {
        const auto some = picture(DataPicture::Test, 3);
        QVERIFY(DataFigure(size, {}, some, 99999).describe().contains("1 to 6 of 6"));
        const auto none = picture(DataPicture::Validation, DataPicture::allClasses);
        QVERIFY(DataFigure(size, {}, none, 0).describe().contains("none are kept out"));
        painted(DataFigure(size, {}, none, 0));
    }

    void evenInALittleRoomNothingRunsOutOfIt() {
        for (const QSizeF small : {QSizeF(500, 260), QSizeF(320, 200), QSizeF(900, 300)}) {
            const DataFigure figure(small, {}, picture(DataPicture::Test, DataPicture::allClasses), 0);
            const QRectF whole(QPointF(0, 0), small);
            QVERIFY(whole.contains(figure.cellRect({DataFigure::imagePart, 0, 0, 0})));
            QVERIFY(whole.contains(figure.cellRect({DataFigure::classPart, DataPicture::allClasses, 0, 0})));
            painted(figure);
        }
    }
};

UI_TEST(TestDataFigure)
} // namespace test_data_figure
#include "test_data_figure.moc"
