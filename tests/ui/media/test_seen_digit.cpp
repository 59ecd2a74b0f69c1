// A photo of a digit on paper becomes what a network that learned MNIST-like digits can read, step by step.
#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/instrumented.h"
#include "tests/support/paper_photo.h"
#include "tests/ui/support/ui_test.h"
#include "ui/media/image_io.h"
#include "ui/media/seen_digit.h"

#include <QTest>
#include <algorithm>

namespace test_seen_digit {

using namespace ui;

namespace {

SeenChoice without(SeenStep step) {
    SeenChoice choice = SeenChoice::all();
    choice[step] = false;
    return choice;
}

const SeenPicture& after(const std::vector<SeenPicture>& pictures, SeenStep step) {
    return pictures[static_cast<std::size_t>(step) + 1];
}

// A bar of this grey on ground of another, in a picture of 300 × 200.
QImage bar(const QRect& where, int grey, int ground) {
    QImage image(300, 200, QImage::Format_RGB888);
    image.fill(QColor(ground, ground, ground));
    for (int y = where.top(); y <= where.bottom(); ++y)
        for (int x = where.left(); x <= where.right(); ++x) image.setPixelColor(x, y, QColor(grey, grey, grey));
    return image;
}

cnn::Tensor withDot(int row, int column) {
    cnn::Tensor image({1, 28, 28, 1});
    image.at(0, row, column) = 1;
    return image;
}

// The pixels that are not black: left, top, right, bottom.
QRect inkOf(const cnn::Tensor& image) {
    QRect box;
    for (int y = 0; y < image.shape().h; ++y)
        for (int x = 0; x < image.shape().w; ++x)
            if (image.at(0, y, x) > 0) box |= QRect(x, y, 1, 1);
    return box;
}

int answerOf(const cnn::Network& network, const cnn::Tensor& input) {
    cnn::Trace trace;
    network.forward(input, trace);
    const auto out = trace.output().values();
    return static_cast<int>(std::max_element(out.begin(), out.end()) - out.begin());
}

} // namespace

class TestSeenDigit : public QObject {
    Q_OBJECT
private slots:

    // Without a step it is the whole picture in the network's size, as any picture is given to any network.
    void withoutStepsThePictureIsOnlyShrunk() {
        const QImage photo = bar({40, 50, 30, 90}, 60, 210);
        SeenChoice grey;
        grey[SeenStep::Grey] = true;
        const cnn::Tensor seen = seenDigit(photo, grey).back().input, usual = fitToNetwork(photo, cnn::usualInput);
        for (std::size_t i = 0; i < usual.size(); ++i) QVERIFY(std::abs(seen.values()[i] - usual.values()[i]) < 1e-5F);
    }

    // Every step gives a picture and what a network would read if it stopped there; from Fit on both are the same.
    void eachStepGivesAPictureAndAnInput() {
        const auto pictures = seenDigit(bar({40, 50, 30, 90}, 60, 210), SeenChoice::all());
        QCOMPARE(pictures.size(), seenSteps + 1);
        for (const SeenPicture& p : pictures) QVERIFY(p.input.shape() == cnn::usualInput && p.input.allFinite());
        QCOMPARE(after(pictures, SeenStep::Stretch).image.size(), QSize(300, 200));
        QCOMPARE(after(pictures, SeenStep::Fit).image.size(), QSize(28, 28));
        QVERIFY(pictures.back().image == greyPicture([&] {
                    cnn::Tensor bytes = pictures.back().input;
                    for (float& v : bytes.values()) v *= 255;
                    return bytes;
                }()));
    }

    // Red ink stands out in the luma and vanishes in the red channel, which is what is left without Grey.
    void redInkVanishesInTheRedChannel() {
        QImage photo = bar({40, 50, 30, 90}, 255, 255);
        for (int y = 50; y < 140; ++y)
            for (int x = 40; x < 70; ++x) photo.setPixelColor(x, y, QColor(255, 0, 0));
        QVERIFY(inkOf(seenDigit(photo, SeenChoice::all()).back().input).isValid());
        const QImage red = after(seenDigit(photo, without(SeenStep::Grey)), SeenStep::Grey).image;
        QCOMPARE(red.pixelColor(50, 100), QColor(Qt::white));
    }

    // Dark ink becomes light; chalk on a board is left as it is.
    void onlyDarkMarksAreInverted() {
        for (const bool chalk : {false, true}) {
            const auto pictures =
                seenDigit(bar({40, 50, 30, 90}, chalk ? 230 : 40, chalk ? 50 : 210), SeenChoice::all());
            const QImage image = after(pictures, SeenStep::Invert).image;
            QVERIFY(image.pixelColor(50, 100).red() > image.pixelColor(200, 100).red());
            QCOMPARE(after(pictures, SeenStep::Invert).said,
                     chalk ? QString("light on dark already") : QString("was dark on light"));
        }
    }

    // The ground becomes exactly black under uneven light, the marks white.
    void unevenLightIsTakenOff() {
        QImage photo = bar({120, 50, 24, 90}, 40, 210);
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 300; ++x) {
                const int v = photo.pixelColor(x, y).red() * (150 + x / 3) / 250;
                photo.setPixelColor(x, y, QColor(v, v, v));
            }
        const QImage even = after(seenDigit(photo, SeenChoice::all()), SeenStep::Stretch).image;
        for (const QPoint ground : {QPoint(5, 5), QPoint(290, 5), QPoint(5, 190), QPoint(290, 190), QPoint(60, 100)})
            QCOMPARE(even.pixelColor(ground).red(), 0);
        QVERIFY(even.pixelColor(130, 100).red() > 230);
        const QImage uneven = after(seenDigit(photo, without(SeenStep::Stretch)), SeenStep::Stretch).image;
        QVERIFY(uneven.pixelColor(5, 100).red() > uneven.pixelColor(290, 100).red() + 40);
    }

    // The crop is the marks' box with a narrow margin, also when a shadow runs in from the side and dust lies about.
    void theCropIsTheBoxOfTheMarks() {
        QImage photo = bar({120, 50, 24, 90}, 40, 210);
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 12; ++x) photo.setPixelColor(x, y, QColor(30, 30, 30));
        for (int i = 0; i < 4; ++i) photo.setPixelColor(250 + i % 2, 20 + i / 2, QColor(40, 40, 40));
        const auto pictures = seenDigit(photo, SeenChoice::all());
        QCOMPARE(after(pictures, SeenStep::Crop).image.size(), QSize(24 + 4, 90 + 4));
        QCOMPARE(after(pictures, SeenStep::Crop).said, QString("94 × 28"));
        const QRect ink = inkOf(after(pictures, SeenStep::Fit).input);
        QVERIFY(ink.height() <= 20 && ink.height() >= 18);
        QCOMPARE(inkOf(after(seenDigit(photo, without(SeenStep::Fit)), SeenStep::Fit).input).height() > 24, true);
    }

    // The centre of mass comes to the middle to the nearest pixel, and no ink leaves the picture for it.
    void theCentreOfMassComesToTheMiddle() {
        QVERIFY(toCentreOfMass(withDot(3, 20)) == (PixelShift{-6, 11}));
        QVERIFY(shifted(withDot(3, 20), {-6, 11}) == withDot(14, 14));
        QVERIFY(toCentreOfMass(cnn::Tensor({1, 28, 28, 1})) == PixelShift{});
        cnn::Tensor tail = withDot(14, 27); // heavy on the left, but ink on the right edge
        for (int y = 10; y < 18; ++y) tail.at(0, y, 2) = 1;
        QCOMPARE(toCentreOfMass(tail).right, 0);
        QCOMPARE(shiftWords({-6, 11}), QString("6 left, 11 down"));
        QCOMPARE(shiftWords({}), QString());
    }

    // Pictures without anything on them, and of one pixel, go through all steps.
    void emptyPicturesGoThrough() {
        for (const QSize size : {QSize(1, 1), QSize(2, 300), QSize(28, 28), QSize(900, 1)}) {
            QImage image(size, QImage::Format_RGB888);
            image.fill(QColor(200, 190, 180));
            for (const bool all : {true, false})
                QVERIFY(seenDigit(image, all ? SeenChoice::all() : SeenChoice{}).back().input.allFinite());
        }
    }

    // LeNet-5 after two epochs of drawn digits reads nine of ten photographed ones with all steps, hardly any without.
    void aTrainedNetworkReadsPhotographedDigits() {
        constexpr int photos = isInstrumented ? 10 : 200;
        cnn::TrainingSettings settings;
        settings.epochs = 2;
        settings.threads = 2;
        cnn::Trainer trainer(
            cnn::lenet5({}, 1),
            std::make_shared<const cnn::DataSplit>(cnn::drawnDigits(1, isInstrumented ? 1000 : 10000, photos)),
            settings);
        while (!trainer.finished()) trainer.step();
        const cnn::Dataset& digits = trainer.data().test;
        std::array<int, seenSteps + 1> right{}; // with the first so many steps
        int none = 0;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            const QImage photo = cnn::paperPhoto(digits, i, 7);
            const auto pictures = seenDigit(photo, SeenChoice::all());
            for (std::size_t k = 0; k < pictures.size(); ++k)
                right[k] += answerOf(trainer.network(), pictures[k].input) == digits.labels[i] ? 1 : 0;
            none += answerOf(trainer.network(), seenDigit(photo, {}).back().input) == digits.labels[i] ? 1 : 0;
        }
        qInfo("%d of %d with all steps, %d without any", right.back(), photos, none);
        if (isInstrumented) return; // too little was learned
        QVERIFY(right.back() >= 180);
        QVERIFY(none <= 60);
        QVERIFY(right.back() > right[4] + 20); // fitting and centring are worth a good deal
    }
};

UI_TEST(TestSeenDigit)
} // namespace test_seen_digit
#include "test_seen_digit.moc"
