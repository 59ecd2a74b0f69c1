// The views "Maps" and "One step" of LeNet live: what they say and draw of any network, and what a click and the arrow
// keys do on the page. (Their numbers: tests/core/test_value_origin.cpp, test_one_step.cpp.)
#include "core/network/models.h"
#include "tests/support/bar_split.h"
#include "tests/support/digit_folder.h"
#include "tests/support/written_sum_text.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/maps/maps_figure.h"
#include "ui/lessons/training/step/step_figure.h"
#include "ui/model/drawing.h"

#include <QtTest>
#include <QtWidgets>

namespace test_arithmetic_views {

using namespace ui;

namespace {

const QSizeF sizes[] = {{700, 240}, {830, 300}, {1225, 500}};

cnn::Tensor picture() {
    const cnn::DataSplit split = cnn::bars(10);
    const std::size_t at = 3;
    cnn::Tensor image;
    split.test.gather(std::span(&at, 1), image);
    return image;
}

std::vector<cnn::Network> networks() {
    return {cnn::lenet5({}, 1), cnn::lenet5({cnn::ActivationKind::Tanh, cnn::PoolingKind::Average}, 2), cnn::mlp({}, 3),
            cnn::lenet1998(4), cnn::tinyVgg({}, 5)};
}

// Every cell that can be pointed at is where the figure says, inside the figure.
void checkCells(const Figure& figure) {
    const QRectF all(QPointF(0, 0), figure.size());
    for (double y = 2; y < all.height(); y += 5)
        for (double x = 2; x < all.width(); x += 5) {
            const auto cell = figure.cellAt({x, y});
            if (!cell) continue;
            const QRectF rect = figure.cellRect(*cell);
            QVERIFY2(rect.contains(QPointF(x, y)), qPrintable(cell->part));
            QVERIFY2(all.contains(rect), qPrintable(cell->part));
        }
}

std::shared_ptr<const MapsPicture> mapsOf(const cnn::Network& network, std::size_t layer) {
    auto made = std::make_shared<MapsPicture>(
        mapsPicture(std::make_shared<const cnn::Network>(network), picture(), layer, std::nullopt));
    made->caption = "Test image 4";
    return made;
}

std::shared_ptr<const StepPicture> stepOf(const cnn::Network& network, int target = 3) {
    auto made = std::make_shared<StepPicture>(
        stepPicture(std::make_shared<const cnn::Network>(network), picture(), target, {}, std::nullopt));
    made->caption = "Test image 4";
    return made;
}

// A small folder of digits for all tests.
QString digits() {
    static const QTemporaryDir folder;
    static const bool written = (writeDigitFolder(folder.path().toStdString(), 64, 20), true);
    return written ? folder.path() : QString();
}

// The page with one view open.
struct Bench {
    Classroom room;
    TrainingPage& page = room.page;

    explicit Bench(const QString& view, const QJsonObject& choices = {})
        : room(digits(), {{"view", view}, {"choices", QJsonObject{{view, choices}}}}) {
        page.settle(0);
    }
    FigureView* canvas() { return room.canvas(); }
    QString says() { return canvas()->figure() ? canvas()->figure()->describe() : QString(); }
    void click(const CellRef& cell) {
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->figure()->cellRect(cell).center().toPoint());
        page.settle(static_cast<int>(page.session().history().steps()));
    }
    void key(Qt::Key key) {
        QTest::keyClick(canvas(), key);
        page.settle(static_cast<int>(page.session().history().steps()));
    }
    QJsonObject chosen() { return page.trainingScene().choices[page.trainingScene().view].toObject(); }
};

} // namespace

class TestArithmeticViews : public QObject {
    Q_OBJECT
private slots:
    // Every layer of every network is drawn in full at any size and in every theme, and its cells are where they say.
    void mapsShowEveryLayerOfEveryNetwork() {
        for (const cnn::Network& network : networks())
            for (std::size_t layer = 0; layer < network.size(); ++layer) {
                const auto p = mapsOf(network, layer);
                const QSizeF size = sizes[layer % 3];
                Style style;
                style.theme = layer % 2 == 0 ? Theme::Light : Theme::Dark;
                const MapsFigure figure(size, style, p);
                checkCells(figure);
                const QImage image = painted(figure, style);
                QVERIFY(image.pixelColor(0, 0) == style.colors().surface);
                QVERIFY(figure.describe().contains(QString::fromStdString(network.name(layer))));
            }
    }

    // The sum under the products is written in the description, and re-adds from there, too.
    void mapsSayTheWholeSum() {
        const auto p = mapsOf(cnn::lenet5({}, 1), 0);
        const MapsFigure figure(sizes[1], {}, p);
        const QString said = figure.describe();
        QVERIFY(said.contains("conv1 6@28×28 of Test image 4."));
        QVERIFY(said.contains("1 window of 5 × 5 in image: 25 products and a bias."));
        const QString sum = said.section(". ", -1).chopped(1);
        const cnn::ReadSum read = cnn::readSum(sum.toStdString());
        QCOMPARE(read.terms.size(), 26U);
        QVERIFY(read.sum() == read.result);
        QVERIFY(std::abs(read.value() - static_cast<double>(p->chosenValue())) < 0.006);
    }

    // A place that the layer does not have, from a file or another network, becomes its strongest one.
    void mapsIgnoreAPlaceThatIsNotThere() {
        const auto network = std::make_shared<const cnn::Network>(cnn::lenet5({}, 1));
        const auto strongest = mapsPicture(network, picture(), 2, std::nullopt).chosen;
        QVERIFY(mapsPicture(network, picture(), 2, cnn::ValuePlace{1, 14, 0}).chosen == strongest);
        QVERIFY(mapsPicture(network, picture(), 2, cnn::ValuePlace{-1, 0, 0}).chosen == strongest);
        QVERIFY(mapsPicture(network, picture(), 99, std::nullopt).layer == network->size() - 1);
    }

    // A run that diverged is said so, and drawn without numbers.
    void numbersBeyondAllBoundsAreNotWritten() {
        cnn::Network network = cnn::lenet5({}, 1);
        network.layer(0).parameters()[0].value.fill(1e30F);
        for (const std::size_t layer : {0U, 1U, 2U, 3U, 7U}) {
            const MapsFigure figure(sizes[1], {}, mapsOf(network, layer));
            painted(figure, {});
        }
        for (const StepPart part : {StepPart::Forward, StepPart::Loss, StepPart::Backward, StepPart::Update})
            painted(StepFigure(sizes[1], {}, stepOf(network), part), {});
    }

    // From the pooled map down to the activation, to the convolution under it and to a pixel: each click one layer
    // deeper, onto the place that was pointed at; undo goes back up.
    void clicksLeadDownThroughTheNetwork() {
        Bench b("maps", {{"layer", 2}, {"cell", QJsonArray{2, 3, 4, 5}}});
        QVERIFY(b.says().contains("Map 4, row 5, column 6"));
        b.click({"window", 0, 1, 0});
        QCOMPARE(b.chosen()["cell"].toArray(), (QJsonArray{1, 3, 9, 10}));
        QVERIFY(b.says().startsWith("act1 6@28×28"));
        b.click({"window", 0, 0, 0});
        QCOMPARE(b.chosen()["cell"].toArray(), (QJsonArray{0, 3, 9, 10}));
        QVERIFY(b.says().startsWith("conv1 6@28×28"));
        b.click({"window", 0, 2, 2}); // a pixel: nothing is below
        QCOMPARE(b.chosen()["layer"].toInt(), 0);
        b.page.undoStack()->undo();
        b.page.settle(0);
        QVERIFY(b.says().startsWith("act1 6@28×28"));
    }

    // A click on a map keeps the place, so that kernels can be compared on one window; one on a cell keeps the map.
    void clicksChooseMapAndCell() {
        Bench b("maps", {{"cell", QJsonArray{0, 1, 14, 13}}});
        b.click({"maps", 4, 0, 0});
        QCOMPARE(b.chosen()["cell"].toArray(), (QJsonArray{0, 4, 14, 13}));
        b.click({"cell", 4, 20, 7});
        QCOMPARE(b.chosen()["cell"].toArray(), (QJsonArray{0, 4, 20, 7}));
        QVERIFY(b.says().contains("Map 5, row 21, column 8"));
    }

    // A channel's line shows that channel's products until another one is chosen; pointing shows one for a while.
    void channelsArePinned() {
        Bench b("maps", {{"layer", 3}});
        b.click({"channel", 2, 0, 0});
        QCOMPARE(b.chosen()["channel"].toArray(), (QJsonArray{3, 2}));
        QVERIFY(!b.canvas()->figure()->cellRect({"product", 2, 0, 0}).isEmpty());
        QTest::mouseMove(b.canvas(), b.canvas()->figure()->cellRect({"channel", 5, 0, 0}).center().toPoint());
        QTRY_VERIFY(!b.canvas()->figure()->cellRect({"product", 5, 0, 0}).isEmpty());
    }

    // Arrow keys walk over the cells, Enter chooses.
    void keysWalkAndChoose() {
        Bench b("maps");
        b.canvas()->setFocus();
        b.key(Qt::Key_Down);
        QVERIFY(b.says().contains("Pointed at: Map 1"));
        b.key(Qt::Key_Down);
        b.key(Qt::Key_Return);
        QVERIFY(b.chosen()["cell"].toArray()[1].toInt() > 0);
    }

    // While it learns, the numbers follow; what is saved is what is shown.
    void mapsFollowTheTraining() {
        Bench b("maps", {{"cell", QJsonArray{0, 1, 14, 13}}});
        const QString before = b.says();
        b.page.settle(4);
        QVERIFY(b.says() != before);
        const auto numbers = b.page.numbers();
        QCOMPARE(numbers.size(), 4U);
        QCOMPARE(numbers[0].name, "conv1");
        QCOMPARE(numbers[1].name, "conv1 window");
        QVERIFY((numbers[1].values.shape() == cnn::Shape{1, 5, 5, 1}));
        double sum = 0;
        for (std::size_t i = 0; i < 25; ++i)
            sum += double{numbers[1].values.values()[i]} * double{numbers[2].values.values()[i]};
        sum += double{b.page.session().network()->layer(0).parameters()[1].value.values()[1]};
        QVERIFY(std::abs(sum - double{numbers[0].values.at(1, 14, 13)}) < 1e-5);
    }

    // All four parts of every network, at any size.
    void stepsShowEveryNetwork() {
        std::size_t turn = 0;
        for (const cnn::Network& network : networks()) {
            const auto p = stepOf(network);
            for (const StepPart part : {StepPart::Forward, StepPart::Loss, StepPart::Backward, StepPart::Update}) {
                Style style;
                style.theme = turn % 2 == 0 ? Theme::Light : Theme::Dark;
                const StepFigure figure(sizes[turn++ % 3], style, p, part);
                checkCells(figure);
                QVERIFY(painted(figure, style).pixelColor(0, 0) == style.colors().surface);
                QVERIFY(figure.describe().size() > 100);
            }
        }
    }

    // Every weight of every layer stands at a place of its own, and the place leads back to it.
    void everyWeightHasItsPlace() {
        for (const cnn::Network& network : networks()) {
            const auto p = stepOf(network);
            for (const std::size_t layer : p->layers)
                for (const std::size_t parameter : {0U, 1U}) {
                    const auto count = network.layer(layer).parameters()[parameter].value.size();
                    for (std::size_t i = 0; i < count; i += 1 + count / 97) {
                        const cnn::WeightPlace place{layer, parameter, i};
                        QVERIFY(placeOf(*p, layer, spotOf(*p, place)) == place);
                    }
                }
        }
    }

    // A click on a weight shows its update: w − rate × gradient = the new weight, exactly as written.
    void aClickShowsTheUpdateOfAWeight() {
        Bench b("step", {{"part", 3}});
        b.click({"slice", 4, 0, 0});
        b.click({"weight", 0, 1, 3});
        const std::size_t index = 4 * 25 + 1 * 5 + 3;
        QCOMPARE(b.chosen()["weight"].toArray(), (QJsonArray{0, 0, static_cast<qint64>(index)}));
        QVERIFY(b.says().contains("Update of conv1, kernel 5, row 2, column 4."));
        QVERIFY(b.says().contains("Momentum, from rest: v = 0.9 × 0 + g"));
        const QString line = b.says().section(". ", -1).chopped(1);
        const double next = cnn::readSum(line.toStdString()).value();
        const auto& network = *b.page.session().network();
        const auto picture =
            stepPicture(std::make_shared<const cnn::Network>(network), b.page.image(), b.page.picture().trueClass,
                        b.page.trainingScene().settings, cnn::WeightPlace{0, 0, index});
        const double gradient = double{picture.step.gradients[0][0].values()[index]};
        QVERIFY(std::abs(next - (double{network.layer(0).parameters()[0].value.values()[index]} - 0.02 * gradient)) <
                2e-4);
        b.click({"layer", 0, 0, 1});
        QVERIFY(b.says().contains("Update of conv2, kernel"));
        b.click({"bias", 0, 0, 0});
        QVERIFY(b.says().contains(", bias."));
    }

    // The parts follow one another on the switch in the head of the card.
    void theSwitchLeadsThroughTheStep() {
        Bench b("step");
        QVERIFY(b.says().contains("Forward. conv1 6@28×28: mean"));
        for (auto* button : b.page.stage()->findChildren<QAbstractButton*>())
            if (button->text() == "Backward") QTest::mouseClick(button, Qt::LeftButton);
        b.page.settle(0);
        QCOMPARE(b.chosen()["part"].toInt(), 2);
        QVERIFY(b.says().contains("Backward. dense3 10: length of the gradient"));
    }

    // A drawing has no label: what it looks most like is taken, and said.
    void aDrawingHasNoLabel() {
        Bench b("step", {{"part", 1}});
        QVERIFY(b.says().contains("It should be: "));
        QJsonObject scene = b.page.scene();
        QByteArray drawing = Drawing::blank();
        drawing[300] = char(255);
        scene["drawing"] = QString::fromLatin1(drawing.toBase64());
        b.page.setScene(scene, "drawing");
        b.page.settle(0);
        QVERIFY(b.says().contains("There is no label; the likeliest class, "));
        QVERIFY(b.says().contains("loss = −ln 0."));
    }

    // Where decay, momentum or Adam come in, the line says what the rate is multiplied with, and its numbers make it.
    void theDirectionIsWrittenWithItsNumbers() {
        cnn::TrainingSettings settings;
        settings.weightDecay = 0.01;
        const auto of = [&] {
            return stepPicture(std::make_shared<const cnn::Network>(cnn::lenet5({}, 1)), picture(), 3, settings,
                               std::nullopt);
        };
        StepPicture p = of();
        const auto value = [](QString text) {
            return text.remove('(').remove(')').replace(QChar(0x2212), '-').toDouble();
        };
        static const QRegularExpression line(
            "^Weight decay: g = gradient \\+ 0\\.01 × weight = (\\S+) \\+ 0\\.01 × (\\S+) ([=≈]) (\\S+)\\.$");
        const auto match = line.match(directionLine(p).section('\n', 0, 0));
        QVERIFY2(match.hasMatch(), qPrintable(directionLine(p)));
        const double g = value(match.captured(1)) + 0.01 * value(match.captured(2)), shown = value(match.captured(4));
        const auto places = match.captured(4).section('.', 1).size();
        QVERIFY2(std::abs(g - shown) <= 0.5000001 * std::pow(10, -static_cast<double>(places)),
                 qPrintable(directionLine(p)));
        QCOMPARE(directionName(p), QString("v"));
        settings.momentum = 0;
        QCOMPARE(directionName(p = of()), QString("g"));
        settings.weightDecay = 0;
        QCOMPARE(directionName(p = of()), QString("gradient"));
        settings.optimizer = cnn::OptimizerKind::Adam;
        p = of();
        QCOMPARE(directionName(p), QString("g ÷ |g|"));
        QVERIFY2(directionLine(p).endsWith("g ÷ |g| = 1.") || directionLine(p).endsWith("g ÷ |g| = −1."),
                 qPrintable(directionLine(p)));
        // A gradient that is nothing: 0 ÷ 0 would be no number.
        p.update->direction = 0;
        QVERIFY(directionName(p).contains("10⁻⁸"));
    }

    // Both losses are told, and Adam's first step is not SGD's.
    void lossesAndOptimisersAreTold() {
        cnn::TrainingSettings settings;
        settings.loss = cnn::LossKind::SquaredError;
        settings.optimizer = cnn::OptimizerKind::Adam;
        settings.weightDecay = 0.01;
        const auto p = std::make_shared<const StepPicture>(stepPicture(
            std::make_shared<const cnn::Network>(cnn::lenet5({}, 1)), picture(), 3, settings, std::nullopt));
        QVERIFY(stepWords(*p, StepPart::Loss).contains("loss = sum of the squares = "));
        QVERIFY(directionLine(*p).startsWith("Weight decay: g = gradient + 0.01 × weight"));
        QVERIFY(directionLine(*p).contains("g ÷ |g| = "));
        for (const StepPart part : {StepPart::Loss, StepPart::Update}) painted(StepFigure(sizes[1], {}, p, part), {});
    }
};

UI_TEST(TestArithmeticViews)
} // namespace test_arithmetic_views
#include "test_arithmetic_views.moc"
