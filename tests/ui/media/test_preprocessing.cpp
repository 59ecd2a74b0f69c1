// A picture becomes exactly the numbers that torchvision 0.14 makes of it (computed with its own Resize, CenterCrop,
// ToTensor and Normalize on Pillow's pictures), in each preset.
#include "core/base/error.h"
#include "tests/ui/support/ui_test.h"
#include "ui/media/image_io.h"
#include "ui/media/preprocessing.h"

#include <QTest>
#include <cmath>

namespace test_preprocessing {

using namespace ui;

namespace {

QImage formulaPicture(int width, int height) {
    QImage image(width, height, QImage::Format_RGB888);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, QColor((7 * x + 3 * y) % 256, x * y % 256, (5 * y * y + x) % 256));
    return image;
}

std::vector<int> bytesOf(const cnn::Tensor& t, int c, int y) {
    std::vector<int> row;
    for (int x = 0; x < t.shape().w; ++x) row.push_back(static_cast<int>(std::lround(255 * double{t.at(c, y, x)})));
    return row;
}

int sumOf(const cnn::Tensor& t) {
    int sum = 0;
    for (int c = 0; c < t.shape().c; ++c)
        for (int y = 0; y < t.shape().h; ++y)
            for (const int v : bytesOf(t, c, y)) sum += v;
    return sum;
}

// The first numbers of a row, within a few units of the last place of a float.
void holds(const cnn::Tensor& t, int c, int y, const std::vector<double>& numbers) {
    for (std::size_t x = 0; x < numbers.size(); ++x) {
        const double is = double{t.at(c, y, static_cast<int>(x))};
        QVERIFY2(std::abs(is - numbers[x]) < 2e-6 * std::max(1.0, std::abs(numbers[x])),
                 qPrintable(QString("%1 is %2, not %3").arg(x).arg(is, 0, 'g', 9).arg(numbers[x], 0, 'g', 9)));
    }
}

} // namespace

class TestPreprocessing : public QObject {
    Q_OBJECT
private slots:
    void theMiddleIsCutOutAsTorchvisionDoes() {
        const Preprocessing how = findPreset("torchvision")->value;
        const cnn::Tensor t = fittedPicture(formulaPicture(50, 40), {3, 14, 14, 1}, how);
        QCOMPARE(sumOf(t), 73777);
        QCOMPARE(bytesOf(t, 0, 0), (std::vector{68, 85, 103, 120, 138, 155, 173, 190, 208, 225, 230, 82, 22, 39}));
        QCOMPARE(bytesOf(t, 1, 7), (std::vector{171, 202, 79, 71, 123, 175, 187, 86, 76, 127, 168, 153, 103, 90}));
        QCOMPARE(bytesOf(t, 2, 13),
                 (std::vector{161, 164, 166, 169, 142, 102, 104, 107, 109, 112, 114, 117, 119, 122}));
    }

    void aNarrowPictureThatGrowsIsToo() {
        const Preprocessing how = findPreset("torchvision")->value;
        const cnn::Tensor t = fittedPicture(formulaPicture(50, 40).copy(0, 0, 21, 40), {3, 28, 28, 1}, how);
        QCOMPARE(sumOf(t), 283163);
        QCOMPARE(bytesOf(t, 1, 27), (std::vector{33, 51, 70, 89, 107, 126, 145, 164, 182, 201, 220, 192, 127, 62,
                                                 39, 58, 76, 95, 114, 132, 151, 170, 188, 207, 226, 174, 109, 44}));
    }

    void stretchedItIsAllOfThePicture() {
        Preprocessing how;
        how.fit = PictureFit::Stretch;
        const cnn::Tensor t = fittedPicture(formulaPicture(50, 40), {3, 9, 21, 1}, how);
        QCOMPARE(sumOf(t), 66488);
        QCOMPARE(bytesOf(t, 2, 8), (std::vector{141, 143, 145, 148, 150, 153, 155, 153, 132, 130, 133,
                                                135, 137, 140, 142, 144, 147, 149, 152, 154, 156}));
    }

    void torchvisionsNumbersReachTheNetwork() {
        const Preprocessing how = findPreset("torchvision")->value;
        const cnn::Tensor in = networkInput(fittedPicture(formulaPicture(50, 40), {3, 14, 14, 1}, how), how);
        holds(in, 0, 0, {-0.953421, -0.6623, -0.354054, -0.062934});
        holds(in, 2, 13, {1.001656, 1.053944, 1.088802, 1.141089});
        double sum = 0;
        for (const float v : in.values()) sum += double{v};
        QVERIFY(std::abs(sum - 112.33048) < 1e-3);
    }

    void caffesAreBlueFirstAndUpTo255() {
        const Preprocessing how = findPreset("caffe")->value;
        const cnn::Tensor in = networkInput(fittedPicture(formulaPicture(50, 40), {3, 14, 14, 1}, how), how);
        holds(in, 0, 0, {-37.939003, -34.939003, -32.939003, -29.939003});
        holds(in, 2, 13, {41.32, 58.32, 76.32, 93.32});
    }

    void whatNothingIsSaidOfStaysAsTheProgramAlwaysScaledIt() {
        const QImage picture = formulaPicture(50, 40);
        for (const cnn::Shape& shape : {cnn::Shape{3, 14, 20, 1}, cnn::Shape{1, 28, 28, 1}})
            QCOMPARE(networkInput(fittedPicture(picture, shape, {}), {}).values()[37],
                     fitToNetwork(picture, shape).values()[37]);
        const cnn::PictureScaling said{255, {10}, {2}, {}};
        const Preprocessing how = asFileSays(said);
        const cnn::Tensor in = networkInput(fittedPicture(picture, {3, 14, 14, 1}, how), how);
        const cnn::Tensor plain = fitToNetwork(picture, {3, 14, 14, 1});
        for (std::size_t i = 0; i < in.size(); ++i)
            QVERIFY(std::abs(in.values()[i] - (plain.values()[i] * 255 - 10) / 2) < 1e-4F);
    }

    void inGreyAllThreeChannelsAreTheSame() {
        Preprocessing how = findPreset("unit")->value;
        how.grey = true;
        const cnn::Tensor t = fittedPicture(formulaPicture(50, 40), {3, 14, 14, 1}, how);
        for (int y = 0; y < 14; ++y) {
            QCOMPARE(bytesOf(t, 0, y), bytesOf(t, 1, y));
            QCOMPARE(bytesOf(t, 0, y), bytesOf(t, 2, y));
        }
    }

    void aGreyNetworkTakesTheMeanOfThreeNumbers() {
        const Preprocessing how = forChannels(findPreset("torchvision")->value, 1);
        QVERIFY(std::abs(how.mean.at(0) - 0.449F) < 1e-6F && how.mean.size() == 1);
        QVERIFY(std::abs(how.deviation.at(0) - 0.226F) < 1e-6F);
        QVERIFY(forChannels(findPreset("torchvision")->value, 3) == findPreset("torchvision")->value);
        QVERIFY_EXCEPTION_THROWN(forChannels(findPreset("torchvision")->value, 4), cnn::Error);
    }

    void otherNumbersOfChannelsAreRefused() {
        for (const PictureFit fit : {PictureFit::Whole, PictureFit::Stretch, PictureFit::Crop}) {
            Preprocessing how;
            how.fit = fit;
            QVERIFY_EXCEPTION_THROWN(fittedPicture(formulaPicture(5, 4), {2, 4, 4, 1}, how), cnn::Error);
        }
    }
};

UI_TEST(TestPreprocessing)
} // namespace test_preprocessing
#include "test_preprocessing.moc"
