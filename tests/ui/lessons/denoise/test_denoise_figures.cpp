// What the pictures of a denoiser say: counted, measured and laid out as plain loops have it.
#include "tests/ui/lessons/denoise/denoise_room.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/denoise/db_chart.h"
#include "ui/lessons/denoise/db_contents.h"
#include "ui/lessons/denoise/denoise_figures.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/lessons/denoise/uses.h"
#include "ui/lessons/denoise/uses_figure.h"

#include <QtTest>

namespace test_denoise_figures {

using namespace ui;

namespace {

// How many (input, weight) pairs a stamp of 3 with stride 2 and one pixel cut off at the start writes to a pixel, by
// looking at every pair.
int stampsAt(int y, int x, int inputs) {
    int count = 0;
    for (int i = 0; i < inputs; ++i)
        for (int j = 0; j < inputs; ++j)
            for (int ky = 0; ky < 3; ++ky)
                for (int kx = 0; kx < 3; ++kx)
                    if (2 * i + ky - 1 == y && 2 * j + kx - 1 == x) ++count;
    return count;
}

cnn::Network coder(cnn::Growing growing) {
    cnn::AutoencoderOptions options;
    options.growing = growing;
    return cnn::autoencoder(options, 1);
}

DenoiseMoment momentWith(cnn::Growing growing, DenoiseScene::View view) {
    DenoiseMoment m;
    m.network = std::make_shared<const cnn::Network>(coder(growing));
    m.coder.growing = growing;
    m.learned = std::make_shared<const cnn::DataSplit>(cnn::drawnDigits(3, 80, 20));
    m.noise = m.learning = {cnn::NoiseKind::Gaussian, 0.4, false};
    m.pictures = shownPictures(DenoiseScene(), m.learned.get(), cnn::usualInput);
    m.view = view;
    return m;
}

std::unique_ptr<Figure> figureOf(const DenoisePicture& picture, QSizeF size = {830, 350}) {
    return denoiseFigure(size, Style{}, std::make_shared<const DenoisePicture>(picture));
}

} // namespace

class TestDenoiseFigures : public QObject {
    Q_OBJECT
private slots:
    void transposedStampsAreCountedOneByOne() {
        const Uses uses = usesOf(coder(cnn::Growing::Transposed));
        QCOMPARE(uses.rows.size(), std::size_t{28});
        for (int y = 0; y < 28; ++y)
            for (int x = 0; x < 28; ++x) QCOMPARE(uses.at(y, x), stampsAt(y, x, 14));
        QCOMPARE(uses.at(2, 2), 1);
        QCOMPARE(uses.at(2, 3), 2);
        QCOMPARE(uses.at(3, 3), 4);
    }
    void afterNearestUpsamplingEveryPixelInsideHasNine() {
        const Uses uses = usesOf(coder(cnn::Growing::Nearest));
        for (int y = 1; y < 27; ++y)
            for (int x = 1; x < 27; ++x) QCOMPARE(uses.at(y, x), 9);
        QCOMPARE(uses.at(0, 0), 4);
    }
    void theFigureSaysBothCounts() {
        const DenoisePicture p = lookAt(momentWith(cnn::Growing::Transposed, DenoiseScene::Uses));
        const QString words = figureOf(p)->describe();
        QVERIFY2(words.contains("1, 2, 4 products"), qPrintable(words));
        QVERIFY(words.contains("9 products"));
    }
    // Of small pictures fewer pixels are shown, of large ones ten by ten; no count or word is under 12 pixels or cut.
    void theCountsCanBeRead() {
        const DenoisePicture p = lookAt(momentWith(cnn::Growing::Transposed, DenoiseScene::Uses));
        for (const auto& [size, side] : {std::pair{QSizeF(596, 380), 7}, std::pair{QSizeF(1184, 440), 10}}) {
            const auto figure = figureOf(p, size);
            int nines = 0;
            for (const PaintedWord& word : wordsPaintedBy(*figure, {})) {
                QVERIFY2(word.size >= 12, qPrintable(word.text));
                QVERIFY2(!word.text.endsWith(QChar(0x2026)), qPrintable(word.text));
                const auto at = figure->cellAt(word.where.center());
                nines += at && at->part == UsesFigure::nearestPart && word.text == "9";
            }
            QCOMPARE(nines, (side - 1) * (side - 1)); // all but the first row and column
        }
    }
    void theCodeIsTheSmallestValue() {
        for (const auto growing : {cnn::Growing::Nearest, cnn::Growing::Transposed}) {
            const DenoisePicture p = lookAt(momentWith(growing, DenoiseScene::Code));
            QCOMPARE(p.code.shape(), (cnn::Shape{32, 7, 7, 1}));
            QVERIFY(figureOf(p)->describe().contains("32 × 7 × 7 = 1\u202f568 numbers; the picture has 784"));
        }
    }
    void aSmallCodeAndNoNoiseAreSaid() {
        QVERIFY(codeWords({8, 7, 7, 1}, cnn::usualInput, {}).contains("it must leave something out"));
        QVERIFY(codeWords({32, 7, 7, 1}, cnn::usualInput, {}).contains("nothing forbids a copy"));
        QVERIFY(codeWords({32, 7, 7, 1}, cnn::usualInput, {cnn::NoiseKind::Gaussian, 0.4, false})
                    .contains("only the noise forbids a copy"));
    }
    void strengthsAreThoseOfPlainLoops() {
        const DenoiseMoment moment = momentWith(cnn::Growing::Nearest, DenoiseScene::Strengths);
        const DenoisePicture p = lookAt(moment);
        QCOMPARE(p.strengths.size(), static_cast<std::size_t>(strengthSteps + 1));
        cnn::Noise noise = moment.noise;
        noise.strength = 0.3;
        const cnn::Tensor read = noisy(moment.pictures, noise).rows;
        const double truth = plainPsnr(reconstructed(*moment.network, moment.loss, read), moment.pictures.rows);
        QVERIFY(std::abs(p.strengths[3] - truth) < 1e-6);
        QVERIFY(std::abs(p.rivals->curves[0][3] - plainPsnr(read, moment.pictures.rows)) < 1e-6);
        QVERIFY(std::isinf(p.rivals->curves[0][0])); // without noise the noisy picture is the clean one
        QVERIFY(figureOf(p)->describe().contains("tested at 0.4"));
    }
    // Without noise the noisy picture has no PSNR that could be drawn. Beside a curve's end stands what it has there,
    // not what it has where one looks.
    void whatWasNotMeasuredIsNotWritten() {
        DenoiseMoment moment = momentWith(cnn::Growing::Nearest, DenoiseScene::Strengths);
        moment.noise.strength = 0.45;
        const DenoisePicture p = lookAt(moment);
        const DbContent content = strengthsContent(p);
        const QString network = decibels(plainPsnr(p.rows, moment.pictures.rows));
        for (const DbCurve& curve : content.curves) {
            for (const QPointF& point : curve.points) QVERIFY(std::isfinite(point.y()));
            QCOMPARE(curve.value, decibels(curve.points.back().y()));
        }
        QCOMPARE(content.curves.front().points.front().x(), 0.1);
        QVERIFY(content.said.contains("0.45: network " + network));
    }
    void withoutNoiseNothingIsSaidOfStrengths() {
        DenoiseMoment moment = momentWith(cnn::Growing::Nearest, DenoiseScene::Strengths);
        moment.noise = moment.learning = {};
        QVERIFY(figureOf(lookAt(moment))->describe().contains("without noise there is no strength"));
    }
    void aRowsPictureIsFoundWhereItIsDrawn() {
        const auto figure = figureOf(lookAt(momentWith(cnn::Growing::Nearest, DenoiseScene::Pictures)));
        for (int i = 0; i < 16; ++i)
            for (int row = 0; row < 4; ++row) {
                const CellRef cell{"row", 0, row, i};
                const QRectF where = figure->cellRect(cell);
                QVERIFY(!where.isEmpty() && QRectF(QPointF(0, 0), figure->size()).contains(where));
                QVERIFY(figure->cellAt(where.center()) == std::optional(cell));
            }
    }
    void decibelsAreWrittenWithOneDigitAndAxesInRoundSteps() {
        QCOMPARE(decibelAxis(9.3, 17.1).from, 8.0);
        QCOMPARE(decibelAxis(9.3, 17.1).to, 18.0);
        QCOMPARE(decibels(19.64), QString("19.6 dB"));
        QCOMPARE(decibels(std::numeric_limits<double>::infinity()), QString("∞ dB"));
    }
    // A hand that draws is answered by a shorter way.
    void theAnswerToAHandIsThatOfAWholeLook() {
        DenoiseMoment moment = momentWith(cnn::Growing::Nearest, DenoiseScene::Pictures);
        const DenoisePicture before = lookAt(moment);
        DenoiseScene scene;
        scene.tool = DenoiseScene::Draw;
        LargeStroke stroke(scene, moment.pictures, {4, 4});
        stroke.to({20, 9});
        moment.pictures = shownPictures(stroke.scene(), moment.learned.get(), cnn::usualInput);
        const DenoisePicture whole = lookAt(moment), quick = withLarge(before, moment.pictures, moment.noise);
        QVERIFY(quick.large == whole.large);
        QVERIFY(quick.noisy.large == whole.noisy.large);
        QVERIFY(!(quick.large == before.large));
    }
};

UI_TEST(TestDenoiseFigures)
} // namespace test_denoise_figures
#include "test_denoise_figures.moc"
