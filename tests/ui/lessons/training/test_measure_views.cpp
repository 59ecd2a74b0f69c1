// The views that measure: Classes, Layers and Embedding say what the core counts, and answer to clicks.
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/classes/classes_view.h"
#include "ui/lessons/training/embedding/embedding_view.h"
#include "ui/lessons/training/layers/layers_view.h"
#include "ui/lessons/training/training_page.h"

#include <QtTest>

namespace test_measure_views {

using namespace ui;

namespace {

constexpr QSizeF large(1192, 552), small(822, 380);

std::shared_ptr<const cnn::DataSplit> split() {
    static const auto data = std::make_shared<const cnn::DataSplit>(cnn::bars(320));
    return data;
}

// After a few steps of a LeNet-5 on bars.
TrainingMoment moment(int steps) {
    cnn::TrainingSettings settings;
    cnn::Trainer trainer(cnn::lenet5({}, 4), split(), settings);
    for (int i = 0; i < steps; ++i) trainer.step();
    TrainingMoment m;
    m.network = std::make_shared<const cnn::Network>(trainer.network());
    m.data = split();
    const std::size_t index = 7;
    m.data->test.gather(std::span(&index, 1), m.image);
    m.caption = "Test image 8: bar 7";
    if (steps > 0)
        m.inside = std::make_shared<const cnn::StepInside>(
            cnn::StepInside{trainer.progress(), trainer.lastGradients(), trainer.updateToWeight()});
    return m;
}

void show(TrainingView& view, const TrainingMoment& moment, const QJsonObject& choices = {}) {
    view.work(moment, choices)(std::stop_token{})();
}

// The page on one of its views after two steps.
struct Room {
    QTemporaryDir folder;
    TrainingPage page;
    QWidget window; // after the page: the shell's widgets go first
    FigureView* canvas;

    explicit Room(const char* view) : canvas(qobject_cast<TrainingStage*>(page.stage())->canvas()) {
        writeDigitFolder(folder.path().toStdString(), 128, 100);
        Lesson lesson;
        lesson.id = "lenet-live";
        lesson.page = "training";
        lesson.scene = {{"data", "folder"}, {"folder", folder.path()}, {"view", view}};
        auto* rows = new QVBoxLayout(&window);
        rows->addWidget(page.stage(), 1);
        for (QWidget* part : {page.inspector(), page.bar()}) part->setParent(&window);
        window.resize(1304, 932);
        page.setStyle({});
        window.show();
        page.open(lesson);
        page.settle(2);
    }
    void click(const CellRef& cell) {
        QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->figure()->cellRect(cell).center().toPoint());
    }
};

LayerRow row(const QString& name, double update, int units, int dead) {
    LayerRow r;
    r.name = name;
    r.weights = cnn::spreadOf(std::vector<float>{-1, 0, 0.5F}, 5);
    r.gradients = cnn::spreadOf({}, 5);
    if (update >= 0) r.update = update;
    if (units > 0) r.dead = cnn::DeadUnits{0, units, dead};
    return r;
}

QString wordsOf(std::vector<LayerRow> rows) {
    return healthWords({std::move(rows), "the last batch", 1000});
}

} // namespace

class TestMeasureViews : public QObject {
    Q_OBJECT
private slots:
    void classesShowTheConfusionOfTheTestImages() {
        ClassesView view;
        QVERIFY(!view.figure(large, {}, {}, std::nullopt));
        const TrainingMoment now = moment(5);
        show(view, now);
        const auto verdicts = cnn::verdictsOn(*now.network, now.data->test, 1000);
        QCOMPARE(view.numbers().front().values, cnn::confusionOf(verdicts).table());
        const auto figure = view.figure(large, {}, {}, std::nullopt);
        QVERIFY(figure->describe().contains("Surest mistakes"));
        painted(*figure);

        // A cell: its images; the same cell again: the mistakes.
        const cnn::Verdict wrong = cnn::surestMistakes(verdicts, 1).front();
        const CellRef cell{"confusion", 0, wrong.truth, wrong.said};
        const QJsonObject choices = *view.pressed(cell, {{"images", 1}});
        QCOMPARE(choices, (QJsonObject{{"images", 1}, {"truth", wrong.truth}, {"said", wrong.said}}));
        show(view, now, choices);
        QVERIFY(view.figure(large, {}, choices, std::nullopt)
                    ->describe()
                    .contains(QString("bar %1 taken for bar %2: ").arg(wrong.truth).arg(wrong.said)));
        QSignalSpy shown(&view, &TrainingView::showTestImage);
        QVERIFY(!view.pressed({"example", 0, 0, 0}, choices));
        QCOMPARE(shown.count(), 1);
        QCOMPARE(shown[0][0].value<std::size_t>(), wrong.image);
        QCOMPARE(*view.pressed(cell, choices), (QJsonObject{{"images", 1}}));
    }

    void whereThereAreNoClassesASentenceSaysSo() {
        TrainingMoment now = moment(0);
        now.settings.loss = cnn::LossKind::Reconstruction;
        ClassesView classes;
        EmbeddingView embedding;
        for (TrainingView* view : std::initializer_list<TrainingView*>{&classes, &embedding}) {
            show(*view, now);
            QVERIFY(view->figure(small, {}, {}, std::nullopt)->describe().contains("gives its input back"));
            QVERIFY(view->numbers().empty());
        }
    }

    void layersSayHowEachFares() {
        LayersView view;
        const TrainingMoment now = moment(3);
        show(view, now);
        const QString said = view.figure(large, {}, {}, std::nullopt)->describe();
        for (const char* layer : {"conv1", "conv2", "dense1", "dense2", "dense3"}) QVERIFY(said.contains(layer));
        const cnn::Tensor facts = view.numbers()[0].values, weights = view.numbers()[1].values;
        const auto dead = cnn::deadUnits(*now.network, now.data->test, 1000);
        QCOMPARE(facts.shape(), (cnn::Shape{1, 5, 3, 1}));
        const int withWeights[] = {0, 3, 7, 9, 11};
        for (int r = 0; r < 5; ++r) {
            QCOMPARE(facts.at(0, r, 0),
                     static_cast<float>(now.inside->updateToWeight[static_cast<std::size_t>(withWeights[r])]));
            if (r < 4) {
                QCOMPARE(facts.at(0, r, 1), static_cast<float>(dead[static_cast<std::size_t>(r)].units));
                QCOMPARE(facts.at(0, r, 2), static_cast<float>(dead[static_cast<std::size_t>(r)].dead));
            }
            float sum = 0;
            for (int b = 0; b < weights.shape().w; ++b) sum += weights.at(0, r, b);
            QCOMPARE(sum,
                     static_cast<float>(
                         now.network->layer(static_cast<std::size_t>(withWeights[r])).parameters()[0].value.size()));
        }
        QCOMPARE(facts.at(0, 4, 1), 0.0F); // no ReLU behind the last
    }

    void beforeTheFirstStepTheGradientsAreThoseOfTrainingImages() {
        LayersView view;
        show(view, moment(0));
        const QString said = view.figure(small, {}, {}, std::nullopt)->describe();
        QVERIFY2(said.startsWith("Not trained yet."), qPrintable(said));
        QVERIFY(said.contains("gradients up to"));
        QVERIFY(!said.contains("update"));
    }

    // Weights that have learned are not called untrained because nobody saw inside their last step.
    void aMomentWithoutALookInsideIsNotCalledUntrained() {
        TrainingMoment earlier = moment(2);
        earlier.inside = nullptr;
        earlier.progress = 0.5;
        LayersView view;
        show(view, earlier);
        const QString said = view.figure(small, {}, {}, std::nullopt)->describe();
        QVERIFY2(said.startsWith("How far a step moves the weights"), qPrintable(said));
        TrainingMoment fromFile = moment(0);
        fromFile.weightsFrom = "lenet.onnx";
        show(view, fromFile);
        QVERIFY(!view.figure(small, {}, {}, std::nullopt)->describe().contains("Not trained"));
    }

    void atTheEndOfAScheduleALayerThatRestsIsNotIll() {
        TrainingMoment last = moment(2);
        last.rateLeft = 0;
        LayersView view;
        show(view, last);
        const QString said = view.figure(small, {}, {}, std::nullopt)->describe();
        QVERIFY2(said.startsWith("At rest: "), qPrintable(said));
    }

    void oneSentenceTellsHealthyFromDying() {
        QVERIFY(wordsOf({row("conv1", 1e-3, 6, 0), row("dense1", 2e-3, 120, 3)}).startsWith("Healthy: "));
        QVERIFY(wordsOf({row("conv1", 1e-3, 6, 0), row("dense1", 2e-3, 120, 3)}).endsWith("3 of 126 ReLUs are dead."));
        QVERIFY(wordsOf({row("conv1", 1e-3, 6, 3), row("dense1", 2e-3, 120, 84)})
                    .startsWith("Dying: 84 of the 120 ReLUs behind dense1"));
        QVERIFY(wordsOf({row("conv1", 1e-3, 6, 0), row("dense1", 0.2, 120, 0)}).startsWith("Large steps: "));
        QVERIFY(wordsOf({row("conv1", 1e-7, 6, 0)}).startsWith("Hardly moving: "));
        QCOMPARE(wordsOf({row("conv1", -1, 0, 0)}), QString("Not trained yet."));
        LayerRow last = row("conv1", 1e-10, 6, 0); // of a cosine that has come to its end
        last.rateLeft = 0;
        QCOMPARE(wordsOf({last}),
                 QString("At rest: the schedule has brought the learning rate to 0. 0 of 6 ReLUs are dead."));
    }

    void everyBinIsFoundWhereItIsDrawn() {
        LayersView view;
        show(view, moment(2));
        for (const QSizeF size : {small, large}) {
            const auto figure = view.figure(size, {}, {}, CellRef{"weights", 2, 0, 20});
            QVERIFY(figure->describe().contains("Pointed at: dense1: "));
            for (const char* part : {"weights", "gradients"})
                for (int layer = 0; layer < 5; ++layer)
                    for (const int bin : {0, 20, 40}) {
                        const CellRef cell{part, layer, 0, bin};
                        QCOMPARE(figure->cellAt(figure->cellRect(cell).center()), std::optional(cell));
                    }
            painted(*figure);
        }
        QVERIFY(!view.figure(small, {}, {}, CellRef{"weights", 9, 0, 0})->describe().contains("Pointed"));
    }

    void theEmbeddingIsThatOfTheLastHiddenLayer() {
        EmbeddingView view;
        const TrainingMoment now = moment(5);
        show(view, now);
        const cnn::Tensor values = cnn::valuesAfter(*now.network, 11, now.data->test, 1000);
        const cnn::Embedding plain = cnn::embed(values);
        const cnn::Tensor points = view.numbers()[0].values;
        QCOMPARE(points.shape(), (cnn::Shape{1, 100, 2, 1}));
        for (int i = 0; i < 100; ++i)
            for (int axis = 0; axis < 2; ++axis) QCOMPARE(points.at(0, i, axis), plain.points(i, axis));
        const auto verdicts = cnn::verdictsOn(*now.network, now.data->test, 1000);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(view.numbers()[1].values.at(0, i, 1),
                     static_cast<float>(verdicts.all[static_cast<std::size_t>(i)].said));
        const auto figure = view.figure(large, {}, {}, CellRef{"point", 7, 0, 0});
        for (const char* words :
             {"the 84 values of act4", "Test image 8: bar 7 is marked", "Pointed at: Test image 8: bar 7"})
            QVERIFY2(figure->describe().contains(words), qPrintable(figure->describe()));
        painted(*figure);

        QSignalSpy shown(&view, &TrainingView::showTestImage);
        view.pressed({"point", 42, 0, 0}, {});
        QCOMPARE(shown[0][0].value<std::size_t>(), std::size_t{42});
    }

    void aPointIsFoundWhereItIsDrawnAndAClassInTheLegend() {
        EmbeddingView view;
        show(view, moment(5));
        for (const QSizeF size : {small, large}) {
            const auto figure = view.figure(size, {}, {}, std::nullopt);
            for (int i = 0; i < 100; ++i) {
                const QRectF where = figure->cellRect({"point", i, 0, 0});
                const auto found = figure->cellAt(where.center());
                QVERIFY(found && found->part == "point");
                // Another only where both lie on the same spot.
                QVERIFY(QLineF(figure->cellRect(*found).center(), where.center()).length() < 1e-6);
                QVERIFY(QRectF({0, 0}, size).contains(where));
            }
            for (int c = 0; c < 10; ++c) {
                const CellRef cell{"class", c, 0, 0};
                QCOMPARE(figure->cellAt(figure->cellRect(cell).center()), std::optional(cell));
            }
        }
        painted(*view.figure(large, {Theme::Dark, 1, 1}, {}, CellRef{"class", 3, 0, 0}), {Theme::Dark, 1, 1});
    }

    void theEmbeddingStaysPutWhileItLearns() {
        EmbeddingView view;
        show(view, moment(4));
        const cnn::Tensor before = view.numbers()[0].values;
        show(view, moment(5));
        const cnn::Tensor after = view.numbers()[0].values;
        for (int axis = 0; axis < 2; ++axis) {
            double along = 0;
            for (int i = 0; i < 100; ++i)
                along += static_cast<double>(before.at(0, i, axis)) * static_cast<double>(after.at(0, i, axis));
            QVERIFY(along > 0);
        }
    }

    void itsAxesMayBeTheComponentsThemselves() {
        EmbeddingView view;
        show(view, moment(0));
        show(view, moment(5), {{"axes", 1}});
        const cnn::Tensor values = cnn::valuesAfter(*moment(5).network, 11, split()->test, 1000);
        const cnn::Embedding plain = cnn::embed(values);
        const cnn::Tensor points = view.numbers()[0].values;
        for (int i = 0; i < 100; ++i)
            for (int axis = 0; axis < 2; ++axis)
                QCOMPARE(std::abs(points.at(0, i, axis)), std::abs(plain.points(i, axis)));
        const QString said = view.figure(large, {}, {}, std::nullopt)->describe();
        QVERIFY2(said.contains("component 1: " + percent(plain.shares[0])), qPrintable(said));
    }

    void onThePageACellOfTheMatrixIsAnUndoStepAndAnImageGoesThroughTheNetwork() {
        Room room("classes");
        QVERIFY(room.canvas->figure());
        QCOMPARE(room.page.numbers().front().values.shape(), (cnn::Shape{1, 10, 10, 1}));
        const QString mistakes = room.canvas->figure()->describe();
        room.click({"confusion", 0, 3, 3});
        QCOMPARE(room.page.trainingScene().choices["classes"].toObject()["truth"].toInt(), 3);
        QTRY_VERIFY(room.canvas->figure()->describe().contains("3 recognised: "));
        room.page.undoStack()->undo();
        QTRY_COMPARE(room.canvas->figure()->describe(), mistakes);
        const int before = room.page.trainingScene().testImage;
        room.click({"example", 0, 0, 0});
        QVERIFY(room.page.trainingScene().testImage != before);
    }

    void onThePageTheLayersKnowTheLastUpdate() {
        Room room("layers");
        QVERIFY(room.canvas->figure());
        QVERIFY2(room.canvas->figure()->describe().contains("update ÷ weight 0.0"),
                 qPrintable(room.canvas->figure()->describe()));
    }
};

UI_TEST(TestMeasureViews)
} // namespace test_measure_views
#include "test_measure_views.moc"
