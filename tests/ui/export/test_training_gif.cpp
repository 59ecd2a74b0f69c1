// The film of a training and the chart of its course: what is written loads back as it was drawn.
#include "core/base/error.h"
#include "tests/support/sample_networks.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/export_format.h"
#include "ui/export/map_export.h"
#include "ui/export/training_gif.h"
#include "ui/figure/run_chart.h"
#include "ui/lessons/training/run_course.h"

#include <QtTest>
#include <QtWidgets>

namespace test_training_gif {

using namespace ui;

namespace {

// As a run leaves them: the same layers, other weights.
std::vector<TrainingFrame> moments(int count) {
    std::vector<TrainingFrame> frames;
    for (int i = 0; i < count; ++i) {
        cnn::Network network = cnn::lenet5({}, 1);
        cnn::fillParameters(network, static_cast<std::uint64_t>(i + 1));
        frames.push_back({0.25 * i, std::make_shared<const cnn::Network>(network), 0.1 + 0.1 * i});
    }
    return frames;
}

QImage inColours(const QImage& image) {
    return image.convertToFormat(QImage::Format_RGB32);
}

TrainingHistory learned(int steps) {
    TrainingHistory history;
    for (int i = 1; i <= steps; ++i) {
        cnn::StepReport step;
        step.progress = 0.1 * i;
        step.loss = 2.0F / static_cast<float>(i);
        step.accuracy = 1.0F - 1.0F / static_cast<float>(i + 1);
        history.add(step);
        if (i % 10 == 0) history.add(cnn::TestReport{step.progress, {0.5 / i, 0.9, 100}, true});
    }
    return history;
}

} // namespace

class TestTrainingGif : public QObject {
    Q_OBJECT
private slots:
    // Every frame comes back, every pixel of it, and the last one stays longer.
    void theFileHoldsEveryFrameExactly() {
        const FilterFilm film(moments(5));
        QByteArray bytes = filmGif(film);
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer, "gif");
        QVERIFY(reader.supportsAnimation());
        QCOMPARE(reader.loopCount(), -1);
        for (int i = 0; i < film.count(); ++i) {
            const QImage frame = reader.read();
            QVERIFY2(!frame.isNull(), qPrintable(reader.errorString()));
            QCOMPARE(frame.size(), film.size());
            QVERIFY2(inColours(frame) == inColours(film.frame(i)), qPrintable(QString::number(i)));
            QCOMPARE(reader.nextImageDelay(), i + 1 < film.count() ? 200 : 2000);
        }
        QVERIFY(reader.read().isNull());
    }

    // A weight has the colour that the ramp gives it on the scale of the whole film; zero is white.
    void everyWeightHasItsColourOnOneScale() {
        const auto frames = moments(3);
        const FilterFilm film(frames);
        double largest = 0;
        for (const TrainingFrame& frame : frames)
            for (const float w : frame.network->layer(0).parameters()[0].value.values())
                largest = std::max(largest, std::abs(double{w}));
        for (int i = 0; i < 3; ++i) {
            const auto weights = frames[static_cast<std::size_t>(i)].network->layer(0).parameters()[0].value.values();
            const QImage image = film.frame(i);
            for (int k = 0; k < 150; ++k) {
                const QRect cell = film.cell(k / 25, k / 5 % 5, k % 5);
                const QColor is(image.pixel(cell.topLeft())), corner(image.pixel(cell.bottomRight()));
                QCOMPARE(is, corner);
                const double t = double{weights[static_cast<std::size_t>(k)]} / largest;
                const QColor exact = signedRamp(std::round(t * 119) / 119);
                QCOMPARE(is, exact);
            }
        }
    }

    // Long runs are thinned evenly and keep their two ends.
    void atMostSoManyFramesAreTaken() {
        std::vector<TrainingFrame> frames(1234);
        for (std::size_t i = 0; i < frames.size(); ++i) frames[i].progress = static_cast<double>(i);
        const auto few = thinned(frames);
        QCOMPARE(few.size(), mostGifFrames);
        QCOMPARE(few.front().progress, 0.0);
        QCOMPARE(few.back().progress, 1233.0);
        for (std::size_t i = 1; i < few.size(); ++i) {
            const double apart = few[i].progress - few[i - 1].progress;
            QVERIFY(apart == 6 || apart == 7);
        }
        QCOMPARE(thinned(few).size(), few.size());
    }

    void whatIsNoFilmIsRefused() {
        std::vector<TrainingFrame> frames;
        QVERIFY_EXCEPTION_THROWN(FilterFilm{frames}, cnn::Error);
        auto pool = std::make_shared<cnn::Network>(cnn::Shape{1, 4, 4, 1});
        pool->add("pool", cnn::makeLayer({"maxpool2d", cnn::Window::square(2, 2), 0, 0}));
        frames.push_back({0, pool});
        QVERIFY_EXCEPTION_THROWN(FilterFilm{frames}, cnn::Error);
        std::stop_source stop;
        stop.request_stop();
        const FilterFilm film(moments(2));
        QVERIFY_EXCEPTION_THROWN(filmGif(film, stop.get_token()), cnn::Error);
    }

    // The table has the chart's numbers, a line for each moment at which something is known.
    void theCourseOfARunIsATable() {
        const TrainingHistory history = learned(20);
        const QStringList lines = QString::fromStdString(toCsv(courseOf(history, "run"))).split('\n');
        QCOMPARE(lines[0], QString("epochs,training_loss,training_accuracy,test_loss,test_accuracy"));
        QCOMPARE(lines.size(), 1 + 20 + 1);
        QCOMPARE(lines[1], QString("0.1,2,0.5,,"));
        QCOMPARE(lines[10].split(',').mid(3), (QStringList{"0.05", "0.9"}));
        QCOMPARE(lines[20].split(',')[0], QString("2"));
    }

    // The chart is drawn in all formats, says its ends in words, and its curves end where the numbers do.
    void theChartShowsWhereTheRunStands() {
        const RunChart chart(RunChart::usualSize, courseOf(learned(20), "LeNet"));
        QVERIFY2(chart.describe().contains("Test after 2.00 epochs: loss 0.03, accuracy 90.0"),
                 qPrintable(chart.describe()));
        for (const ExportFormat& format : exportFormats()) QVERIFY(!format.write(chart, Style{}, 1).isEmpty());
        QImage image(chart.size().toSize(), QImage::Format_RGB32);
        QPainter painter(&image);
        chart.paint(painter, Style{});
        painter.end();
        // The test accuracy, 90 % at the right end of the right plot: its colour is there and not above.
        const QColor ink = palette(Theme::Light).runB;
        const auto inked = [&](int from, int to) {
            for (int y = from; y < to; ++y)
                for (int x = 1170; x < 1235; ++x)
                    if (QColor(image.pixel(x, y)) == ink) return true;
            return false;
        };
        QVERIFY(!inked(116, 140));
        QVERIFY(inked(140, 170));
        QVERIFY(!inked(170, 380));
        const RunChart empty(RunChart::usualSize, {});
        QPainter again(&image);
        empty.paint(again, Style{});
    }

    // Pictures that are given back have a PSNR, 10 dB for a squared error of a tenth, and no accuracy anywhere.
    void aRunOfPicturesTellsDecibelsInsteadOfAnAccuracy() {
        TrainingHistory history;
        for (int i = 1; i <= 2; ++i) {
            cnn::StepReport step;
            step.progress = i;
            step.loss = 0.1F;
            step.squaredError = 0.1F;
            history.add(step);
            QVERIFY(courseOf(history, "run").pictures); // also before the first look at test images
        }
        history.add(cnn::TestReport{2, {0.02, 0, 100, 0.01}, true});
        const RunCourse course = courseOf(history, "run");
        const QStringList lines = QString::fromStdString(toCsv(course)).split('\n');
        QCOMPARE(lines[0], QString("epochs,training_loss,training_psnr,test_loss,test_psnr"));
        QCOMPARE(lines[2].split(',').mid(2), (QStringList{"10", "0.02", "20"}));
        const RunChart chart(RunChart::usualSize, course);
        QVERIFY2(chart.describe().contains("Test after 2.00 epochs: loss 0.0200, PSNR 20.0 dB."),
                 qPrintable(chart.describe()));
        const QString svg = QString::fromUtf8(formatFor("c.svg").write(chart, Style{}, 1));
        QVERIFY(svg.contains("PSNR") && !svg.contains("Accuracy"));
    }
};

UI_TEST(TestTrainingGif)
} // namespace test_training_gif
#include "test_training_gif.moc"
