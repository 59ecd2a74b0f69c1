// Filtering whole pictures: OpenCV against the core's plain loop, and the thread that does it.
#include "core/base/rng.h"
#include "core/layers/conv2d.h"
#include "core/samples/kernel_library.h"
#include "core/samples/test_card.h"
#include "tests/ui/support/ui_test.h"
#include "ui/media/filter_runner.h"
#include "ui/media/image_io.h"

#include <QTest>

namespace test_picture_filter {

using namespace ui;
using cnn::PadMode;
using cnn::Tensor;

namespace {

Tensor random(int channels, int rows, int columns, std::uint64_t seed) {
    Tensor t({channels, rows, columns, 1});
    cnn::Rng rng(seed);
    for (float& v : t.values()) v = static_cast<float>(rng.uniform(-1, 1));
    return t;
}

// The same by the layer that networks are made of: the borders by the core, then a convolution without padding.
Tensor byTheCore(const Tensor& picture, const Tensor& kernel, PadMode border) {
    const cnn::Shape &p = picture.shape(), &k = kernel.shape();
    Tensor all(p);
    cnn::Window window;
    window.y.kernel = k.h;
    window.x.kernel = k.w;
    cnn::Conv2d layer(1, 1, window, false);
    std::copy(kernel.values().begin(), kernel.values().end(), layer.parameters()[0].value.data());
    for (int c = 0; c < p.c; ++c) {
        const Tensor padded =
            cnn::patchOf(picture, c, -cnn::anchorOf(k.h), -cnn::anchorOf(k.w), p.h + k.h - 1, p.w + k.w - 1, border);
        Tensor out;
        cnn::LayerCache cache;
        layer.forward(padded, out, cache);
        std::copy(out.values().begin(), out.values().end(), &all.at(c, 0, 0));
    }
    return all;
}

float farthest(const Tensor& a, const Tensor& b) {
    return (a.array() - b.array()).abs().maxCoeff();
}

FilterJob job(int rows, int columns, const char* kernel) {
    FilterJob j;
    j.picture = std::make_shared<const Tensor>(random(1, rows, columns, 5));
    j.kernel = cnn::findKernel(kernel)->values;
    j.how.most = {640, 480};
    return j;
}

} // namespace

class TestPictureFilter : public QObject {
    Q_OBJECT
private slots:
    void openCvAgreesWithTheCore_data() {
        QTest::addColumn<int>("mode");
        for (int mode = 0; mode < 4; ++mode) QTest::newRow(cnn::padModeNames[static_cast<std::size_t>(mode)]) << mode;
    }
    void openCvAgreesWithTheCore() {
        QFETCH(int, mode);
        const auto border = static_cast<PadMode>(mode);
        std::uint64_t seed = 1;
        for (const auto& [rows, columns] : {std::pair(1, 1), {1, 7}, {7, 1}, {3, 5}, {13, 17}, {37, 31}})
            for (const auto& [h, w] : {std::pair(1, 1),
                                       {1, 2},
                                       {2, 1},
                                       {2, 2},
                                       {3, 3},
                                       {4, 3},
                                       {5, 5},
                                       {1, 11},
                                       {6, 8},
                                       {7, 7},
                                       {8, 8},
                                       {10, 11},
                                       {11, 11}}) {
                const Tensor picture = random(rows == 13 ? 3 : 1, rows, columns, ++seed),
                             kernel = random(1, h, w, ++seed);
                const float off = farthest(filterPicture(picture, kernel, border), byTheCore(picture, kernel, border));
                QVERIFY2(off < 1e-4F, qPrintable(QString("%1 × %2 kernel on %3 × %4: off by %5")
                                                     .arg(h)
                                                     .arg(w)
                                                     .arg(rows)
                                                     .arg(columns)
                                                     .arg(double{off})));
            }
    }
    void everyKernelOfTheLibraryAgreesOnTheTestCard() {
        const Tensor card = cnn::testCard();
        for (const auto& named : cnn::kernelLibrary()) {
            const Tensor reference = byTheCore(card, named.values, PadMode::Replicate);
            const float off = farthest(filterPicture(card, named.values, PadMode::Replicate), reference);
            QVERIFY2(off <= 1e-4F * std::max(1.0F, reference.array().abs().maxCoeff()), named.id.c_str());
        }
    }
    void onePixelsWindowAddsUpToTheFilteredPixel() {
        const Tensor card = cnn::greyOf(cnn::testCard());
        for (const auto border : {PadMode::Zeros, PadMode::Replicate, PadMode::Reflect, PadMode::Circular})
            for (const char* id : {"sobel-x", "difference-x", "motion-9"}) {
                const Tensor& kernel = cnn::findKernel(id)->values;
                const Tensor filtered = filterPicture(card, kernel, border);
                for (const auto& [y, x] : {std::pair(0, 0), {0, 127}, {95, 0}, {95, 127}, {24, 38}}) {
                    const auto window = cnn::windowAround(card, 0, y, x, kernel, border);
                    QVERIFY(std::abs(window.step.result - filtered.at(0, y, x)) < 1e-2F);
                }
            }
        const auto corner = cnn::windowAround(card, 0, 0, 0, cnn::findKernel("sobel-x")->values, PadMode::Zeros);
        QCOMPARE(
            std::count_if(corner.step.terms.begin(), corner.step.terms.end(), [](const auto& t) { return t.padding; }),
            5);
    }
    void anEvenKernelsAnchorIsAboveAndLeftOfItsMiddle() {
        const Tensor picture({1, 1, 3, 1}, std::vector<float>{10, 20, 50});
        const Tensor out = filterPicture(picture, cnn::findKernel("difference-x")->values, PadMode::Zeros);
        QCOMPARE(QList<float>(out.values().begin(), out.values().end()), (QList<float>{-10, -30, 50}));
    }
    void numbersBecomeGreysAsTheRuleSays() {
        const Tensor values({1, 1, 5, 1}, std::vector<float>{-300, -100, 0, 100, 300});
        const auto greys = [&](cnn::ShowAs as) {
            const QImage image = shownValues(values, cnn::greyRule(as, -300, 300));
            QList<int> all;
            for (int x = 0; x < 5; ++x) all << qGray(image.pixel(x, 0));
            return all;
        };
        QCOMPARE(greys(cnn::ShowAs::Clip), (QList<int>{0, 0, 0, 100, 255}));
        QCOMPARE(greys(cnn::ShowAs::Offset), (QList<int>{0, 28, 128, 228, 255}));
        QCOMPARE(greys(cnn::ShowAs::Absolute), (QList<int>{255, 100, 0, 100, 255}));
        QCOMPARE(greys(cnn::ShowAs::Range), (QList<int>{0, 85, 128, 170, 255}));
    }
    void zeroIsItsOwnColourAndTheEndsAreSymmetric() {
        SignedColours colours{};
        for (std::size_t i = 0; i < colours.size(); ++i) colours[i] = qRgb(static_cast<int>(i), 0, 0);
        const Tensor values({1, 1, 3, 1}, std::vector<float>{-50, 0, 100});
        const QImage image = signedValues(values, 0, 100, colours);
        QCOMPARE(qRed(image.pixel(0, 0)), 64); // half of the way down from 127, rounded
        QCOMPARE(qRed(image.pixel(1, 0)), 127);
        QCOMPARE(qRed(image.pixel(2, 0)), 254);
    }
    // In one go, in bands and blocks, it is the same picture as step by step.
    void whatIsShownIsTheFilteredPictureMadeVisible() {
        SignedColours colours{};
        for (std::size_t i = 0; i < colours.size(); ++i) colours[i] = qRgb(static_cast<int>(i), 9, 200);
        std::uint64_t seed = 50;
        for (const auto& [channels, rows, columns] : {std::tuple(1, 97, 131), {3, 203, 150}, {3, 5, 4}})
            for (const QSize most : {QSize(), QSize(64, 64)})
                for (const PadMode border : {PadMode::Zeros, PadMode::Reflect, PadMode::Circular})
                    for (const auto as : {cnn::ShowAs::Clip, cnn::ShowAs::Offset, cnn::ShowAs::Absolute,
                                          cnn::ShowAs::Range, cnn::ShowAs::Signed}) {
                        Tensor picture = random(channels, rows, columns, ++seed), scratch;
                        picture.array() *= 255;
                        const Tensor kernel = random(1, 5, 3, ++seed);
                        const Tensor values = filterPicture(picture, kernel, border);
                        const ValueRange range = rangeOf(values);
                        const VisiblePicture made =
                            filterVisibly(picture, kernel, border, {as, channels - 1, colours, most}, scratch);
                        QCOMPARE(made.range.low, range.low);
                        QCOMPARE(made.range.high, range.high);
                        const auto rule = cnn::greyRule(as, double{range.low}, double{range.high});
                        QCOMPARE(made.image, as == cnn::ShowAs::Signed
                                                 ? signedValues(values, channels - 1, largestOf(range), colours, most)
                                                 : shownValues(values, rule, most));
                    }
    }
    void theTestCardIsWholeNumbersOfAllBrightnesses() {
        const Tensor grey = cnn::greyOf(cnn::testCard());
        QCOMPARE(cnn::text(grey.shape()), std::string("1@96×128"));
        for (const float v : grey.values()) QVERIFY(v >= 0 && v <= 255 && v == std::round(v));
        const ValueRange range = rangeOf(grey);
        QVERIFY(range.low < 5 && range.high > 250);
    }
    void aLargePictureIsMadeSmallerWithItsProportions() {
        const QImage large(4000, 1000, QImage::Format_RGB32);
        QCOMPARE(reduced(large, {1920, 1080}).size(), QSize(1920, 480));
        QCOMPARE(reduced(large, {4000, 1000}).size(), QSize(4000, 1000));
    }
    void smallWorkIsDoneAtOnce() {
        FilterRunner runner;
        int results = 0;
        connect(&runner, &FilterRunner::done, this, [&] { ++results; });
        runner.start(job(60, 80, "sobel-x"));
        QCOMPARE(results, 1);
        QVERIFY(!runner.busy());
    }
    void ofManyRequestsTheNewestIsDone() {
        FilterRunner runner;
        QList<std::size_t> cells;
        connect(&runner, &FilterRunner::done, this,
                [&](const std::shared_ptr<const FilterResult>& r) { cells << r->job.kernel.size(); });
        for (const char* kernel : {"sobel-x", "box-5", "identity", "gabor-0"}) runner.start(job(1080, 1920, kernel));
        QVERIFY(runner.busy());
        QVERIFY(cells.isEmpty()); // nothing waited for
        QTRY_COMPARE(cells, (QList<std::size_t>{9, 49}));
        QVERIFY(!runner.busy());
    }
    void finishingWaitsForTheNewest() {
        FilterRunner runner;
        std::shared_ptr<const FilterResult> last;
        connect(&runner, &FilterRunner::done, this, [&](const std::shared_ptr<const FilterResult>& r) { last = r; });
        runner.start(job(1080, 1920, "sobel-x"));
        runner.start(job(1080, 1920, "gaussian-5"));
        runner.finish();
        QVERIFY(last);
        QCOMPARE(last->job.kernel.size(), std::size_t{25});
        QCOMPARE(last->image.size(), QSize(640, 360)); // blocks of 3 × 3
    }
};

UI_TEST(TestPictureFilter)
} // namespace test_picture_filter
#include "test_picture_filter.moc"
