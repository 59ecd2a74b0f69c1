// The strip "one image through the network": its words, its places, its pixels.
#include "core/network/models.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/strip/network_figure.h"
#include "ui/lessons/training/strip/network_words.h"

#include <QtTest>

namespace test_network_figure {

using namespace ui;

namespace {

std::shared_ptr<NetworkPicture> pictureOf(const cnn::LeNetOptions& options = {}) {
    cnn::Tensor image({1, 28, 28, 1});
    for (int y = 8; y < 20; ++y)
        for (int x = 10; x < 15; ++x) image.at(0, y, x) = static_cast<float>(x - 9) / 5.0F;
    auto picture = std::make_shared<NetworkPicture>(
        NetworkPicture::of(std::make_shared<const cnn::Network>(cnn::lenet5(options, 3)), image));
    picture->classNames = QStringList{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                      "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
    picture->caption = "Test image 310: Sneaker";
    picture->trueClass = 7;
    return picture;
}

constexpr QSizeF large(1192, 552), small(822, 392);

} // namespace

class TestNetworkFigure : public QObject {
    Q_OBJECT
private slots:
    void itStatesShapesLargestClassAndParameters() {
        const auto picture = pictureOf();
        const QString said = NetworkFigure(large, {}, picture).describe();
        for (const char* part : {"Test image 310: Sneaker", "input 28 × 28", "kernels 6@5×5", "maps 6@28×28",
                                 "pooled 6@14×14", "maps 16@10×10", "pooled 16@5×5", "dense 120", "dense 84"})
            QVERIFY2(said.contains(part), qPrintable(said));
        const auto shares = probabilities(*picture);
        const int winner = largestClass(shares);
        QVERIFY(said.contains("Largest class: " + picture->classNames[winner] + ", " +
                              percent(double{shares[static_cast<std::size_t>(winner)]})));
        const QString space(QChar(0x202f));
        QVERIFY(said.contains(QString("156 + 2_416 + 48_120 + 10_164 + 850 = 61_706 parameters").replace("_", space)));
    }

    void pointingAtAMapSaysWhatOneValueCosts() {
        const auto picture = pictureOf();
        const CellRef cell{"maps2", 4, 3, 2};
        const CardText text = cardText(*picture, cell);
        QCOMPARE(text.title, "Map 5 of 16");
        QCOMPARE(text.cost, "6 windows of 5 × 5: 150 products, one bias, then ReLU.");
        QCOMPARE(text.value, "row 4, column 3: " + fixed(double{picture->trace.values[5].at(4, 3, 2)}, 3));
        const CellRef top = strongestCell(*picture, "maps2", 4);
        for (const float v : mapValues(*picture, "maps2", 4))
            QVERIFY(v <= picture->trace.values[5].at(4, top.y, top.x));
        QVERIFY(text.lead.endsWith(QString("at row %1, column %2").arg(top.y + 1).arg(top.x + 1)));
        QVERIFY(NetworkFigure(large, {}, picture, cell).describe().contains("Pointed at: Map 5 of 16"));
        QVERIFY(cardText(*picture, {"pooled1", 0, 0, 0}).cost.startsWith("The largest of 2 × 2"));
        const auto average = pictureOf({cnn::ActivationKind::Tanh, cnn::PoolingKind::Average});
        QVERIFY(cardText(*average, {"pooled1", 0, 0, 0}).cost.startsWith("The mean of 2 × 2"));
        QVERIFY(cardText(*average, {"maps1", 0, 0, 0}).cost.endsWith("then tanh."));
        QCOMPARE(cardText(*picture, {"dense1", 16, 0, 0}).title, "Neuron 17 of 120");
        QVERIFY(cardText(*picture, {"kernel", 2, 0, 0}).lead.startsWith("weights −"));
    }

    // Another image: each map shrinks into its pooled map, which is seen at the end. Learning moves nothing.
    void mapsShrinkIntoTheirPooledOnes() {
        const auto first = pictureOf();
        auto other = std::make_shared<NetworkPicture>(*first);
        cnn::Tensor image({1, 28, 28, 1});
        for (int i = 4; i < 24; ++i) image.at(0, i, i) = 1;
        first->network->forward(image, other->trace);
        other->caption = "Test image 311: Bag";
        const NetworkFigure before(large, {}, first), after(large, {}, other);
        QCOMPARE(after.poolings().size(), 6U + 16U);
        const auto motion = after.motionFrom(before);
        QVERIFY(motion);
        QCOMPARE(motion->milliseconds(), 180);
        const auto seen = [&](double t) {
            QImage canvas(large.toSize(), QImage::Format_RGB32);
            QPainter painter(&canvas);
            painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
            motion->paintStill(painter, {});
            motion->paintMoving(painter, {}, t);
            return canvas;
        };
        QCOMPARE(seen(0), painted(before));
        QCOMPARE(seen(1), painted(after));
        const Pooling pool = after.poolings().front();
        const auto between = [&](double t) { // what is seen between the two, where else only a line runs
            return seen(t).copy(QRectF(pool.map.topRight(), pool.pooled.bottomLeft()).toAlignedRect());
        };
        QVERIFY(between(0.3) != between(1) && between(0.3) != between(0));
        auto learned = std::make_shared<NetworkPicture>(*first);
        learned->network = std::make_shared<const cnn::Network>(cnn::lenet5({}, 4));
        QVERIFY(!NetworkFigure(large, {}, learned).motionFrom(before));
        QVERIFY(!NetworkFigure(large, {}, first).motionFrom(before));
    }

    void everyCellIsFoundWhereItIsDrawn() {
        const auto picture = pictureOf();
        for (const QSizeF size : {large, small, QSizeF(1900, 900), QSizeF(700, 330)}) {
            const NetworkFigure figure(size, {}, picture);
            for (const NetworkPart& part : picture->parts) {
                const cnn::Shape shape = partShape(*picture, part.part);
                for (const CellRef& cell :
                     {CellRef{part.part, 0, 0, 0}, CellRef{part.part, shape.c - 1, shape.h - 1, shape.w - 1},
                      CellRef{part.part, shape.c / 2, shape.h / 2, shape.w / 3}}) {
                    const auto found = figure.cellAt(figure.cellRect(cell).center());
                    QVERIFY2(found && *found == cell, qPrintable(part.part));
                }
            }
            QVERIFY(!figure.cellAt({1, 1}));
        }
    }

    void nothingLiesOverSomethingElse() {
        const auto picture = pictureOf();
        for (const QSizeF size : {large, small, QSizeF(794, 390), QSizeF(2400, 1200)}) {
            const NetworkLayout layout = NetworkLayout::fit(size, 1, 90);
            std::vector<QRectF> all;
            for (const auto& maps : layout.maps) all.insert(all.end(), maps.begin(), maps.end());
            all.push_back(layout.card);
            all.push_back(layout.foot);
            for (std::size_t i = 0; i < all.size(); ++i) {
                QVERIFY(QRectF(QPointF(0, 0), size).contains(all[i]));
                for (std::size_t j = 0; j < i; ++j) {
                    const QRectF both = all[i] & all[j];
                    QVERIFY2(both.width() < 1e-6 || both.height() < 1e-6,
                             qPrintable(QString("%1 and %2").arg(i).arg(j)));
                }
            }
        }
    }

    void everyValueOfAMapCoversWholePixels() {
        const auto picture = pictureOf();
        const NetworkFigure figure(large, {}, picture);
        for (const char* part : {"input", "kernel", "maps1", "pooled1", "maps2", "pooled2"}) {
            const QRectF cell = figure.cellRect({part, 1 - (part == QString("input")), 1, 1});
            QVERIFY2(std::abs(cell.width() - std::round(cell.width())) < 1e-9, part);
            QCOMPARE(cell.width(), cell.height());
        }
    }

    void everyPixelOfAMapHasTheColourOfItsValue() {
        const auto picture = pictureOf();
        const NetworkFigure figure(large, {}, picture);
        const QImage image = painted(figure);
        const auto values = mapValues(*picture, "maps2", 6);
        const double end = rampEnd(values, Ramp::Unsigned);
        for (int y = 0; y < 10; ++y)
            for (int x = 0; x < 10; ++x) {
                const QPoint at = figure.cellRect({"maps2", 6, y, x}).center().toPoint();
                const QColor wanted = unsignedRamp(double{values[static_cast<std::size_t>(10 * y + x)]} / end);
                const QColor drawn = image.pixelColor(at);
                for (const auto& [a, b] : {std::pair{drawn.red(), wanted.red()},
                                           {drawn.green(), wanted.green()},
                                           {drawn.blue(), wanted.blue()}})
                    QVERIFY2(std::abs(a - b) <= 2, "256 steps of the ramp differ by 2 of 255 at most");
            }
    }

    void zeroIsExactlyWhiteOnTheSignedRampAndDarkOnTheOther() {
        const float values[] = {-0.5F, 0.0F, 0.25F, 0.5F, std::nanf("")};
        const QImage weights = mapImage(values, 1, 5, Ramp::Signed, 0.5);
        QCOMPARE(weights.pixelColor(1, 0), QColor(Qt::white));
        QCOMPARE(weights.pixelColor(0, 0), signedRamp(-1));
        QCOMPARE(weights.pixelColor(3, 0), signedRamp(1));
        QCOMPARE(weights.pixelColor(4, 0), QColor(Qt::white));
        QCOMPARE(rampEnd(values, Ramp::Signed), 0.5);
        const float dead[] = {0, 0, 0, 0};
        QCOMPARE(mapImage(dead, 2, 2, Ramp::Unsigned, rampEnd(dead, Ramp::Unsigned)).pixelColor(1, 1), unsignedRamp(0));
    }

    void tanhMapsAreSigned() {
        QCOMPARE(partRamp(*pictureOf(), "maps1"), Ramp::Unsigned);
        const auto tanh = pictureOf({cnn::ActivationKind::Tanh, cnn::PoolingKind::Max});
        for (const char* part : {"maps1", "pooled1", "maps2", "pooled2", "dense1", "dense2"})
            QCOMPARE(partRamp(*tanh, part), Ramp::Signed);
    }

    void onlyTheLargestClassHasTheAccent() {
        const auto picture = pictureOf();
        const NetworkFigure figure(large, {}, picture);
        const QImage image = painted(figure);
        const int winner = largestClass(probabilities(*picture));
        const QColor now = Style{}.colors().now;
        for (int i = 0; i < 10; ++i) {
            const QRect row = figure.cellRect({"class", i, 0, 0}).toRect();
            bool accent = false;
            for (int x = row.left(); x < row.right(); ++x)
                accent = accent || image.pixelColor(x, row.center().y()) == now;
            QCOMPARE(accent, i == winner);
        }
    }

    void whereAllClassesAreEquallyLikelyNoneIsNamed() {
        auto picture = pictureOf();
        cnn::Network silent = *picture->network;
        for (cnn::Parameter& p : silent.layer(silent.size() - 1).parameters()) p.value.fill(0);
        *picture = NetworkPicture::of(std::make_shared<const cnn::Network>(silent), picture->trace.values.front());
        picture->classNames = pictureOf()->classNames;
        picture->trueClass = 7;
        QCOMPARE(largestClass(probabilities(*picture)), -1);
        const NetworkFigure figure(large, {}, picture);
        QVERIFY2(!figure.describe().contains("The label says"), qPrintable(figure.describe()));
        QVERIFY2(figure.describe().contains("No class is likelier"), qPrintable(figure.describe()));
    }

    void arrowsLeadFromEveryPartToTheClassesAndBack() {
        const auto picture = pictureOf();
        const NetworkFigure figure(large, {}, picture);
        CellRef cell{"input", 0, 14, 27};
        QStringList parts{cell.part};
        for (int i = 0; i < 40 && cell.part != "class"; ++i) {
            cell = figure.neighbour(cell, 1, 0);
            if (parts.back() != cell.part) parts << cell.part;
        }
        for (const char* part : {"input", "kernel", "maps1", "pooled1", "maps2", "pooled2", "class"})
            QVERIFY2(parts.contains(part), part);
        for (int i = 0; i < 60 && cell.part != "input"; ++i) cell = figure.neighbour(cell, -1, 0);
        QCOMPARE(cell.part, "input");
        const CellRef top{"class", 0, 0, 0};
        QCOMPARE(figure.neighbour(top, 0, -1), top);
        QCOMPARE(figure.neighbour(top, 0, 1).map, 1);
    }

    void onlyNetworksThatTellClassesApartAreShown() {
        QVERIFY(refusal(cnn::lenet5({cnn::ActivationKind::Tanh, cnn::PoolingKind::Average}, 1), "a.onnx").isEmpty());
        QCOMPARE(refusal(cnn::autoencoder(1), "a.onnx"),
                 "a.onnx does not say which class an image is of: it gives 1@28×28.");
        QVERIFY(isLeNet5(cnn::lenet5({cnn::ActivationKind::Tanh, cnn::PoolingKind::Average}, 1)));
        QVERIFY(isLeNet5(cnn::lenet5({}, 1, cnn::usualInput, 3)));
        for (const cnn::Network& other : {cnn::lenet1998(1), cnn::tinyVgg({}, 1), cnn::mlp({}, 1),
                                          cnn::lenet5({}, 1, {3, 28, 28, 1}), cnn::lenet5({}, 1, {1, 32, 32, 1})})
            QVERIFY(!isLeNet5(other));
    }

    void numbersAreWrittenAsALecturerWould() {
        QCOMPARE(grouped(61706), QString("61") + QChar(0x202f) + "706");
        QCOMPARE(grouped(-1234567), QString("−1_234_567").replace("_", QString(QChar(0x202f))));
        QCOMPARE(grouped(999), "999");
        QCOMPARE(fixed(-0.626, 2), "−0.63");
        QCOMPARE(fixed(-0.001, 2), "0.00");
        QCOMPARE(percent(0.9361), QString("93.6") + QChar(0x202f) + "%");
        QCOMPARE(figures(1.4361), "1.44");
        QCOMPARE(figures(-0.01234), "−0.012");
    }
};

UI_TEST(TestNetworkFigure)
} // namespace test_network_figure
#include "test_network_figure.moc"
