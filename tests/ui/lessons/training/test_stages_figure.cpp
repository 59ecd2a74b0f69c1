// The strip and the drawings of any network: its parts, its places, its words, its pixels.
#include "core/layers/catalog.h"
#include "core/network/models.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/strip/network_words.h"
#include "ui/lessons/training/strip/stages_figure.h"
#include "ui/lessons/training/structure/structure_figure.h"

#include <QtTest>

namespace test_stages_figure {

using namespace ui;

namespace {

std::shared_ptr<NetworkPicture> pictureOf(cnn::Network network) {
    cnn::Tensor image(network.inputShape());
    for (std::size_t i = 0; i < image.size(); ++i) image.data()[i] = static_cast<float>(i % 97) / 96.0F;
    auto picture =
        std::make_shared<NetworkPicture>(NetworkPicture::of(std::make_shared<const cnn::Network>(network), image));
    picture->caption = "Test image 1: 3";
    return picture;
}

cnn::Network chain(const std::vector<cnn::LayerPlan>& layers, const cnn::Shape& input, int classes) {
    return cnn::build({layers}, input, classes, cnn::Initialisation::He, 2);
}
cnn::LayerPlan conv(int channels, int kernel = 3) {
    return {{"conv2d", cnn::Window::square(kernel, 1, kernel / 2), 0, channels}, {}};
}
cnn::LayerPlan plain(const char* kind) {
    return {{kind, {}}, {}};
}
cnn::LayerPlan pool() {
    return {{"maxpool2d", cnn::Window::square(2, 2)}, {}};
}

// Small and large, grey and coloured, two classes and a hundred, more layers than fit.
std::vector<std::pair<QString, std::shared_ptr<NetworkPicture>>> pictures() {
    std::vector<cnn::LayerPlan> deep;
    for (int i = 0; i < 17; ++i)
        for (const auto& layer : {conv(12), plain("relu")}) deep.push_back(layer);
    deep.push_back(plain("flatten"));
    deep.push_back({{"dense", {}}, {}});
    return {{"1998", pictureOf(cnn::lenet1998(1))},
            {"mlp", pictureOf(cnn::mlp({}, 1))},
            {"vgg", pictureOf(cnn::tinyVgg({}, 1))},
            {"vgg in colour", pictureOf(cnn::tinyVgg({}, 1, {3, 32, 32, 1}, 4))},
            {"wide",
             pictureOf(chain({conv(200), pool(), pool(), plain("flatten"), {{"dense", {}}, {}}}, {1, 40, 24, 1}, 100))},
            {"deep", pictureOf(chain(deep, {1, 16, 16, 1}, 5))},
            {"softmax alone", pictureOf(chain({plain("flatten"), {{"dense", {}}, {}}}, {1, 28, 28, 1}, 10))}};
}

constexpr QSizeF large(1192, 552), small(822, 360);

} // namespace

class TestStagesFigure : public QObject {
    Q_OBJECT
private slots:
    void aNetworksPartsAreWhatThereIsToSee() {
        const auto names = [](const cnn::Network& network) {
            QStringList all;
            for (const NetworkPart& p : networkParts(network)) all << p.part;
            return all.join(' ');
        };
        QCOMPARE(names(cnn::lenet5({}, 1)), "input kernel maps1 pooled1 maps2 pooled2 dense1 dense2 class");
        QCOMPARE(names(cnn::lenet1998(1)), "input kernel maps1 pooled1 maps2 pooled2 maps3 dense1 class");
        QCOMPARE(names(cnn::mlp({}, 1)), "input dense1 dense2 class");
        QCOMPARE(names(cnn::tinyVgg({}, 1, {3, 32, 32, 1}, 4)),
                 "input kernel maps1 maps2 pooled1 maps3 maps4 pooled2 dense1 class");
        const auto picture = pictureOf(cnn::tinyVgg({}, 1));
        QCOMPARE(picture->part("maps2").value, std::size_t{4}); // behind the ReLU of the second convolution
        QCOMPARE(partSize(*picture, "pooled2"), "16@7×7");
    }

    void whereStepsAreToldApartEachIsAColumn() {
        const cnn::Network network = cnn::tinyVgg({}, 1, {3, 32, 32, 1}, 4);
        QStringList all, heads;
        for (const NetworkPart& p : networkParts(network, true)) {
            all << p.part;
            heads << p.heading;
        }
        QCOMPARE(all.join(' '), "input maps1 act1 maps2 act2 pooled1 maps3 act3 maps4 act4 pooled2 dense1 class");
        QCOMPARE(heads.mid(1, 5).join(' '), "Conv ReLU Conv ReLU Pool");
        cnn::Tensor image(network.inputShape());
        for (std::size_t i = 0; i < image.size(); ++i) image.data()[i] = static_cast<float>(i % 97) / 96.0F;
        const auto p = std::make_shared<NetworkPicture>(
            NetworkPicture::of(std::make_shared<const cnn::Network>(network), image, true));
        int negative = 0;
        for (int map = 0; map < 8; ++map) {
            const auto before = mapValues(*p, "maps2", map), after = mapValues(*p, "act2", map),
                       pooled = mapValues(*p, "pooled1", map);
            for (std::size_t i = 0; i < before.size(); ++i) {
                QCOMPARE(after[i], std::max(0.0F, before[i]));
                negative += before[i] < 0;
            }
            for (std::size_t y = 0; y < 16; ++y)
                for (std::size_t x = 0; x < 16; ++x) {
                    const std::size_t corner = 64 * y + 2 * x;
                    QCOMPARE(pooled[16 * y + x],
                             std::max({after[corner], after[corner + 1], after[corner + 32], after[corner + 33]}));
                }
        }
        QVERIFY(negative > 0);
        QCOMPARE(partRamp(*p, "maps2"), Ramp::Signed);
        QCOMPARE(partRamp(*p, "act2"), Ramp::Unsigned);
        QCOMPARE(channelsRead(*p, {"act2", 3, 0, 0}), std::vector<int>{3});
        const QString card = cardText(*p, {"act2", 3, 0, 0}).spoken();
        QVERIFY2(card.startsWith("Activated map 4 of 8") && card.contains("what is below 0 becomes 0"),
                 qPrintable(card));
        const StagesFigure figure(large, Style{}, p);
        QVERIFY2(figure.describe().contains("conv 8@32×32, ReLU 8@32×32") ||
                     figure.describe().contains("conv 8@32×32, relu 8@32×32"),
                 qPrintable(figure.describe()));
    }

    void theStripSaysShapesLargestClassAndParameters() {
        const auto picture = pictureOf(cnn::lenet1998(1));
        const QString said = StagesFigure(large, {}, picture).describe().remove(QChar(0x202f));
        for (const char* words : {"Test image 1: 3", "input 28 × 28", "kernels 6@5×5", "maps 16@10×10", "pooled 16@5×5",
                                  "maps 120", "dense 84", "= 60850 parameters"})
            QVERIFY2(said.contains(words), qPrintable(said));
        const auto shares = probabilities(*picture);
        QVERIFY(said.contains("Largest class: " + QString::number(largestClass(shares))));
    }

    void pointingSaysWhatOneValueCosts() {
        const auto old = pictureOf(cnn::lenet1998(1));
        QCOMPARE(cardText(*old, {"maps2", 0, 0, 0}).cost,
                 "3 windows of 5 × 5: 75 products, one bias, then scaled tanh.");
        QCOMPARE(cardText(*old, {"maps2", 15, 0, 0}).cost,
                 "6 windows of 5 × 5: 150 products, one bias, then scaled tanh.");
        QCOMPARE(cardText(*old, {"pooled1", 2, 0, 0}).cost,
                 "The sum of 2 × 2 values: times one weight, plus one bias, then scaled tanh.");
        QCOMPARE(channelsRead(*old, {"maps2", 0, 0, 0}), (std::vector<int>{0, 1, 2}));
        QCOMPARE(channelsRead(*old, {"pooled1", 4, 0, 0}), std::vector<int>{4});
        const auto mlp = pictureOf(cnn::mlp({}, 1));
        QCOMPARE(cardText(*mlp, {"dense1", 3, 0, 0}).cost, "All 784 pixels: 784 products, one bias, then ReLU.");
        QCOMPARE(cardText(*mlp, {"class", 3, 0, 0}).cost,
                 "All 32 values before it: 32 products and one bias make the logit, softmax the share.");
        const auto colour = pictureOf(cnn::tinyVgg({}, 1, {3, 32, 32, 1}, 4));
        QCOMPARE(cardText(*colour, {"maps1", 0, 0, 0}).cost, "3 windows of 3 × 3: 27 products, one bias, then ReLU.");
        QVERIFY(cardText(*colour, {"input", 0, 0, 1}).value.startsWith("row 1, column 2: values "));
    }

    void nothingLiesOverSomethingElse() {
        for (const auto& [name, picture] : pictures())
            for (const QSizeF size : {large, small, QSizeF(794, 330), QSizeF(1240, 480), QSizeF(2400, 1200)}) {
                const StagesLayout l = StagesLayout::fit(size, 1, *picture);
                std::vector<QRectF> all{l.input, l.card, l.foot};
                for (const StageColumn& column : l.columns) {
                    all.insert(all.end(), column.maps.begin(), column.maps.end());
                    if (column.hidden > 0) all.push_back(column.more);
                }
                for (const auto& [which, row] : l.classes) all.push_back(row);
                for (std::size_t i = 0; i < all.size(); ++i) {
                    QVERIFY2(QRectF(QPointF(0, 0), size).contains(all[i]),
                             qPrintable(name + QString(" %1 at %2").arg(i).arg(size.width())));
                    for (std::size_t j = 0; j < i; ++j) {
                        const QRectF both = all[i] & all[j];
                        QVERIFY2(both.width() < 1e-6 || both.height() < 1e-6,
                                 qPrintable(name + QString(": %1 and %2 at %3").arg(i).arg(j).arg(size.width())));
                    }
                }
            }
    }

    void everyCellIsFoundWhereItIsDrawn() {
        for (const auto& [name, picture] : pictures())
            for (const QSizeF size : {large, small}) {
                const StagesFigure figure(size, {}, picture);
                int found = 0;
                for (const NetworkPart& part : picture->parts) {
                    const cnn::Shape shape = partShape(*picture, part.part);
                    for (int map = 0; map < shape.c; ++map) {
                        const CellRef cell{part.part, map, shape.h - 1, shape.w / 3};
                        const QRectF where = figure.cellRect(cell);
                        if (where.isEmpty()) continue; // left out, there are too many
                        ++found;
                        const auto at = figure.cellAt(where.center());
                        const bool sameMap = at && at->part == cell.part && (at->map == map || part.part == "input");
                        QVERIFY2(sameMap && at->y == cell.y && at->x == cell.x, qPrintable(name + ' ' + part.part));
                    }
                }
                QVERIFY(found > 3);
            }
    }

    void whatHasNoPlaceIsCounted() {
        for (const auto& [name, picture] : pictures()) {
            const StagesLayout l = StagesLayout::fit(large, 1, *picture);
            for (const StageColumn& column : l.columns)
                QCOMPARE(static_cast<int>(column.maps.size()) + column.hidden,
                         partShape(*picture, picture->parts[column.part].part).c);
            QCOMPARE(static_cast<int>(l.classes.size()) + l.hiddenClasses,
                     static_cast<int>(picture->classNames.size()));
            const std::size_t left = picture->parts.size() - 2 - l.columns.size();
            QCOMPARE(l.gaps.empty(), left == 0);
            if (name == "vgg" || name == "1998" || name == "mlp") QCOMPARE(left, std::size_t{0});
        }
    }

    void ofTooManyClassesTheLargestAreShown() {
        const auto picture = pictures()[4].second;
        const StagesLayout l = StagesLayout::fit(large, 1, *picture);
        QVERIFY(l.hiddenClasses > 0);
        QCOMPARE(l.classes.front().first, largestClass(probabilities(*picture)));
    }

    void everyPixelOfAMapHasTheColourOfItsValue() {
        const auto picture = pictureOf(cnn::tinyVgg({}, 1));
        const StagesFigure figure(large, {}, picture);
        QImage image(large.toSize(), QImage::Format_RGB32);
        QPainter painter(&image);
        figure.paint(painter, {});
        painter.end();
        for (const char* part : {"pooled2", "dense1"}) {
            const cnn::Shape shape = partShape(*picture, part);
            const int map = shape.c / 2;
            const auto values = mapValues(*picture, part, map);
            // Each map has a scale of its own, a row of neurons has one together.
            const auto all = picture->trace.values[picture->part(part).value].values();
            const double end = rampEnd(shape.h == 1 ? all : values, Ramp::Unsigned);
            for (int y = 0; y < shape.h; ++y)
                for (int x = 0; x < shape.w; ++x) {
                    const QPoint at = figure.cellRect({part, map, y, x}).center().toPoint();
                    const QColor wanted = unsignedRamp(double{values[static_cast<std::size_t>(shape.w * y + x)]} / end);
                    const QColor drawn = image.pixelColor(at);
                    QVERIFY2(std::abs(drawn.red() - wanted.red()) <= 2 && std::abs(drawn.blue() - wanted.blue()) <= 2,
                             part);
                }
        }
    }

    void aColourImageIsShownInItsColours() {
        cnn::Tensor image({3, 1, 2, 1});
        image.at(0, 0, 0) = 1; // red, and half blue
        image.at(2, 0, 1) = 0.5F;
        const QImage picture = pictureImage(image);
        QCOMPARE(picture.pixelColor(0, 0), QColor(255, 0, 0));
        QCOMPARE(picture.pixelColor(1, 0), QColor(0, 0, 128));
    }

    void arrowsLeadFromTheImageToTheClassesAndBack() {
        for (const auto& [name, picture] : pictures()) {
            const StagesFigure figure(large, {}, picture);
            CellRef cell{"input", 0, 4, partShape(*picture, "input").w - 1};
            for (int i = 0; i < 120 && cell.part != "class"; ++i) cell = figure.neighbour(cell, 1, 0);
            QVERIFY2(cell.part == "class", qPrintable(name));
            for (int i = 0; i < 160 && cell.part != "input"; ++i) cell = figure.neighbour(cell, -1, 0);
            QVERIFY2(cell.part == "input", qPrintable(name));
        }
    }

    void everyPlaceCanBePointedAt() {
        for (const auto& [name, picture] : pictures())
            for (const NetworkPart& part : picture->parts) {
                const cnn::Shape shape = partShape(*picture, part.part);
                for (const int map : {0, part.part == "input" ? 0 : shape.c - 1}) {
                    const StagesFigure figure(small, {}, picture, CellRef{part.part, map, 0, 0});
                    QImage image(small.toSize(), QImage::Format_RGB32);
                    QPainter painter(&image);
                    figure.paint(painter, {});
                    QVERIFY2(figure.describe().contains("Pointed at: "), qPrintable(name));
                }
            }
    }

    // ---- drawn from the definition ----

    void layersAreWrittenAsInTheLecture() {
        QStringList all;
        for (const StructureRow& row : structureRows(cnn::lenet5({}, 1)))
            all << row.words + (row.activation.isEmpty() ? "" : ", " + row.activation);
        QCOMPARE(all.join("; "),
                 "28 × 28 image; 5 × 5 Conv (6), pad 2, ReLU; 2 × 2 Max Pool, stride 2; 5 × 5 Conv (16), "
                 "ReLU; 2 × 2 Max Pool, stride 2; Dense (120), ReLU; Dense (84), ReLU; Dense (10)");
        QCOMPARE(layerWords({"avgpool2d", cnn::Window{{2, 1, 0, 1, 1}, {3, 2, 0, 0, 2}}}),
                 "2 × 3 Avg Pool, pad 0 1 0 0, stride 1 × 2, dilation 1 × 2");
        QCOMPARE(structureRows(cnn::lenet1998(1))[3].words, "5 × 5 Conv (16), partly connected");
        QCOMPARE(structureRows(cnn::tinyVgg({}, 1, {3, 32, 32, 1}, 4))[0].words, "32 × 32 image, 3 channels");
        QCOMPARE(shapeWords({16, 10, 10, 1}), "16@10×10");
        QCOMPARE(shapeWords({84, 1, 1, 1}), "84");
    }

    // A layer is drawn behind those it reads, whatever stands between, in both forms.
    void aBranchIsDrawnAndSaid() {
        cnn::Network net({1, 8, 8, 1});
        const cnn::Window same = cnn::Window::square(3, 1, 1);
        net.add("a", cnn::makeLayer({"conv2d", same, 1, 2}));
        net.add("relu", cnn::makeLayer({"relu", {}}));
        net.add("b", cnn::makeLayer({"conv2d", same, 2, 2}));
        net.add("sum", cnn::makeLayer({"add", {}}), {3, 2});
        net.add("flatten", cnn::makeLayer({"flatten", {}}));
        net.add("out", cnn::makeLayer({"dense", {}, 128, 3}));
        auto rows = structureRows(net);
        QCOMPARE(rows.size(), std::size_t(5));
        QCOMPARE(rows[3].reads, (std::vector<std::size_t>{1, 2}));
        QCOMPARE(rows[4].reads, (std::vector<std::size_t>{3}));
        for (const StructureForm form : {StructureForm::Blocks, StructureForm::Column}) {
            const StructureFigure figure(large, {}, form, rows);
            const QString said = figure.describe();
            QVERIFY2(said.contains(", reads row 1, 3 × 3 Conv (2), pad 1 and row 2, 3 × 3 Conv (2), pad 1; Dense (3)"),
                     qPrintable(said));
            auto straight = rows;
            straight[3].reads = {2};
            QVERIFY(painted(figure) != painted(StructureFigure(large, {}, form, straight)));
        }
    }

    // Counted once more, by hand: 6 * 28 * 28 * 25 and so on.
    void theStructureCountsParametersAndMultiplyAdds() {
        const StructureFigure figure(large, {}, StructureForm::Column, structureRows(cnn::lenet5({}, 1)),
                                     CellRef{"layer", 3, 0, 0});
        const QString said = figure.describe().remove(QChar(0x202f));
        const int sum = 6 * 28 * 28 * 25 + 16 * 10 * 10 * 150 + 120 * 400 + 84 * 120 + 10 * 84;
        QVERIFY2(said.contains(QString("In all 61706 parameters, %1 multiply-adds").arg(sum)), qPrintable(said));
        QVERIFY(said.contains("Pointed at: 5 × 5 Conv (16), then ReLU: gives 16@10×10, 2416 parameters, 240000"));
    }

    // What a layer gives has the colour of outputs, its kernels that of kernels; nothing is abbreviated.
    void mapsAreGreenKernelsVioletAndWordsWhole() {
        const StructureFigure figure(large, {}, StructureForm::Blocks, structureRows(cnn::lenet5({}, 1)));
        const QString words = paintedWords(figure).join('\n');
        QVERIFY2(!words.contains("par.") && !words.contains("m.-a."), qPrintable(words));
        QVERIFY2(words.contains("parameters") && words.contains("multiply-adds"), qPrintable(words));
        const QImage image = painted(figure);
        const Palette& c = palette(Theme::Light);
        for (const int row : {1, 2, 5}) { // convolution, pooling, dense
            const QRectF place = figure.cellRect({"layer", row, 0, 0});
            int green = 0, violet = 0;
            for (int y = qRound(place.top()); y < place.bottom(); ++y)
                for (int x = qRound(place.left()); x < place.right(); ++x) {
                    green += image.pixelColor(x, y) == c.outputTint;
                    violet += image.pixelColor(x, y) == c.kernelTint;
                }
            QVERIFY2(green > 100, qPrintable(QString::number(row)));
            QVERIFY2(green > violet, qPrintable(QString::number(row)));
        }
    }

    void rowsOfTheStructureAreFoundWhereTheyAreDrawn() {
        for (const auto& [name, picture] : pictures())
            for (const StructureForm form : {StructureForm::Blocks, StructureForm::Column})
                for (const QSizeF size : {large, small}) {
                    const auto rows = structureRows(*picture->network);
                    const StructureFigure figure(size, {}, form, rows);
                    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
                        const QRectF where = figure.cellRect({"layer", i, 0, 0});
                        QVERIFY2(QRectF(QPointF(0, 0), size).contains(where), qPrintable(name));
                        const auto at = figure.cellAt(where.center());
                        QVERIFY2(at && at->map == i, qPrintable(name));
                    }
                    QImage image(size.toSize(), QImage::Format_RGB32);
                    QPainter painter(&image);
                    figure.paint(painter, {});
                }
    }
};

UI_TEST(TestStagesFigure)
} // namespace test_stages_figure
#include "test_stages_figure.moc"
