// What the model page makes of a picture: how it becomes numbers, what outputs are called, stages, maps by the hundred,
// receptive fields; and the page that sends it through.
#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/model/field/unit_figure.h"
#include "ui/lessons/model/input/input_figure.h"
#include "ui/lessons/model/look/model_run.h"
#include "ui/lessons/model/look/moved_picture.h"
#include "ui/lessons/model/model_page.h"
#include "ui/lessons/model/model_views.h"
#include "ui/lessons/model/stages/stages_figure.h"
#include "ui/lessons/training/maps/maps_figure.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace test_model_looks {

using namespace ui;

namespace {

QString path(const TempFolder& folder, const char* name) {
    return QString::fromStdString((folder.path() / name).string());
}

QString lines(int count, const QString& word) {
    QStringList all;
    for (int i = 0; i < count; ++i) all << word + QString::number(i);
    return all.join('\n') + '\n';
}

// A residual block, a pool, and five classes.
cnn::Network residual() {
    cnn::Network net(cnn::Shape{3, 16, 16, 1});
    net.add("conv1", std::make_unique<cnn::Conv2d>(3, 6, cnn::Window::square(3, 1, 1)));
    net.add("relu1", cnn::makeLayer({"relu", {}}));
    net.add("conv2", std::make_unique<cnn::Conv2d>(6, 6, cnn::Window::square(3, 1, 1)));
    net.add("add", cnn::makeLayer({"add", {}}), {3, 2});
    net.add("pool", cnn::makeLayer({"maxpool2d", cnn::Window::square(2, 2), 0, 0}));
    net.add("flatten", cnn::makeLayer({"flatten", {}}));
    net.add("dense", std::make_unique<cnn::Dense>(6 * 64, 5));
    net.add("softmax", cnn::makeLayer({"softmax", {}}));
    cnn::initialise(net, cnn::Initialisation::He, 3);
    return net;
}

std::shared_ptr<const ModelWeightsHere> weightsOf(cnn::Network network) {
    auto here = std::make_shared<ModelWeightsHere>();
    here->network = std::make_shared<const cnn::Network>(std::move(network));
    here->names = classNamesFor(here->network->outputShape().c, {}, {});
    return here;
}

TrainingMoment momentOf(cnn::Network network, const ModelInput& input = {}) {
    return lookedAt(weightsOf(std::move(network)), input, {});
}

// Every cell that can be pointed at is where the figure says, inside the figure.
void checkCells(const Figure& figure) {
    const QRectF all(QPointF(0, 0), figure.size());
    for (double y = 2.3; y < all.height(); y += 7)
        for (double x = 2.3; x < all.width(); x += 7) {
            const auto cell = figure.cellAt({x, y});
            if (!cell) continue;
            const QRectF rect = figure.cellRect(*cell);
            QVERIFY2(rect.contains(QPointF(x, y)), qPrintable(QString("%1 %2 %3 %4 at %5 %6")
                                                                  .arg(cell->part)
                                                                  .arg(cell->map)
                                                                  .arg(cell->y)
                                                                  .arg(cell->x)
                                                                  .arg(x)
                                                                  .arg(y)));
            QVERIFY2(all.contains(rect), qPrintable(cell->part));
        }
}

struct Bench {
    ModelPage page;
    QWidget window;
    FigureView* view;
    QSignalSpy notices{&page, &Page::notice};

    explicit Bench(const char* id, const QJsonObject& scene = {})
        : view(page.stage()->findChild<FigureView*>("canvas")) {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* w : {page.stage(), page.inspector(), page.bar()}) column->addWidget(w, w == page.stage());
        page.inspector()->setFixedHeight(200);
        window.resize(1304, 1300);
        page.setStyle(Style{});
        page.open(*findLesson(id));
        if (!scene.isEmpty()) page.setScene(scene, "test");
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        view->setFocus();
        page.settle(0);
    }
    QString text() const { return view->figure() ? view->figure()->describe() : QString(); }
    void key(int k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(view, static_cast<Qt::Key>(k), m); }
    void click(const CellRef& cell) {
        QTest::mouseClick(view, Qt::LeftButton, {}, view->figure()->cellRect(cell).center().toPoint());
    }
    const ModelScene& scene() const { return page.modelScene(); }
};

} // namespace

class TestModelLooks : public QObject {
    Q_OBJECT
private slots:
    // ---- names
    void namesAreTheFilesOwnOrThoseOfATextFileBesideIt() {
        const TempFolder folder;
        const QString model = path(folder, "mine.onnx");
        QCOMPARE(classNamesFor(2, {"cat", "dog"}, model).names, QStringList({"cat", "dog"}));
        QVERIFY(classNamesFor(2, {"cat", "dog"}, model).source.isEmpty());
        folder.write("synset.txt", "n01440764 tench, Tinca tinca\nn01443537 goldfish\n");
        const ClassNames synset = classNamesFor(2, {}, model);
        QCOMPARE(synset.names, QStringList({"tench, Tinca tinca", "goldfish"}));
        QVERIFY(synset.source.contains("synset.txt"));
        folder.write("mine.txt", "yes\r\nno\r\n");
        QCOMPARE(classNamesFor(2, {}, model).names, QStringList({"yes", "no"}));
    }
    void aFileWithAnotherNumberOfNamesIsLeftOutAndThatIsSaid() {
        const TempFolder folder;
        folder.write("labels.txt", lines(7, "c").toStdString());
        const ClassNames names = classNamesFor(3, {}, path(folder, "mine.onnx"));
        QVERIFY(names.names.isEmpty());
        QVERIFY(names.source.contains("labels.txt has 7 names, the network has 3 outputs"));
    }
    void aThousandOutputsAreAssumedToBeImageNets() {
        const ClassNames names = classNamesFor(1000, {}, {});
        QCOMPARE(names.names.size(), 1000);
        QCOMPARE(names.names.front(), QString("tench"));
        QCOMPARE(names.names.back(), QString("toilet tissue"));
        QVERIFY(names.source.contains("assumed"));
        QVERIFY(classNamesFor(10, {}, {}).names.isEmpty());
    }

    // ---- the input
    void whatIsSetGoesBeforeThePresetAndThatBeforeTheFile() {
        Preprocessing said;
        said.highest = 255;
        said.mean = {7};
        ModelInput input;
        QVERIFY(preprocessingOf(input, said) == said);
        input.preset = "caffe";
        QVERIFY(preprocessingOf(input, said) == findPreset("caffe")->value);
        input.order = OrderChoice::Rgb;
        input.range = RangeChoice::One;
        input.fit = FitChoice::Stretch;
        input.grey = true;
        input.deviation = {2};
        const Preprocessing how = preprocessingOf(input, said);
        QVERIFY(how.order == ChannelOrder::Rgb && how.fit == PictureFit::Stretch && how.grey);
        QCOMPARE(how.highest, 1.0F);
        QCOMPARE(how.deviation, std::vector<float>{2});
        QCOMPARE(how.mean, findPreset("caffe")->value.mean);
    }
    void everyInputComesBackFromAFile() {
        ModelScene scene;
        scene.view = "input";
        scene.input = {"pasted",
                       "png",
                       "caffe",
                       FitChoice::Crop,
                       OrderChoice::Bgr,
                       RangeChoice::Bytes,
                       true,
                       {1, 0.5F},
                       {2},
                       3,
                       -4,
                       15,
                       20,
                       30,
                       ModelWeights::Digits};
        QVERIFY(modelSceneFrom(toJson(scene)) == scene);
        QVERIFY_EXCEPTION_THROWN(modelSceneFrom({{"picture", "digits:0"}}), SceneError);
        QVERIFY_EXCEPTION_THROWN(modelSceneFrom({{"view", "bogus"}}), SceneError);
        QStringList views{"table"};
        for (const ModelViewKind& kind : modelViews()) views << kind.id;
        QCOMPARE(modelViewIds(), views);
        QVERIFY_EXCEPTION_THROWN(modelSceneFrom({{"deviation", QJsonArray{0}}}), SceneError);
        QVERIFY_EXCEPTION_THROWN(modelSceneFrom({{"pasted", "?!"}}), SceneError);
    }
    void aPictureIsMovedTurnedSpoiltAndCovered() {
        cnn::Tensor dot(cnn::Shape{1, 9, 9, 1});
        dot.at(0, 2, 3) = 1;
        ModelInput how;
        how.right = 2;
        how.down = -1;
        QCOMPARE(movedPicture(dot, how).at(0, 1, 5), 1.0F);
        how = {};
        how.turn = 90; // clockwise about the middle: up becomes right
        const cnn::Tensor turned = movedPicture(dot, how);
        QVERIFY(std::abs(turned.at(0, 3, 6) - 1) < 1e-5F);
        how = {};
        how.cover = 34; // three of nine
        dot.fill(1);
        const cnn::Tensor covered = movedPicture(dot, how);
        QCOMPARE(covered.at(0, 4, 4), 0.0F);
        QCOMPARE(covered.at(0, 2, 4), 1.0F);
        QCOMPARE(static_cast<int>(81 - covered.array().sum()), 9);
        how = {};
        how.noise = 20;
        QVERIFY(movedPicture(dot, how) == movedPicture(dot, how));
        QVERIFY(movedPicture(dot, how).array().maxCoeff() <= 1);
    }

    // ---- running
    void randomWeightsAreSaidToBeRandom() {
        const auto here = weightsFor("lenet5", ModelWeights::Random, {}, [](double) {});
        const TrainingMoment m = lookedAt(here, {}, {});
        QVERIFY(m.model->notes.join(' ').contains("random"));
        QCOMPARE(m.image.shape(), m.network->inputShape());
        QVERIFY(m.trace && m.trace->output().shape() == m.network->outputShape());
        const auto large = weightsFor("autoencoder", ModelWeights::Digits, {}, [](double) {});
        QVERIFY(large->weightsFrom.contains("not taught"));
        QVERIFY(lookedAt(large, {}, {}).model->shares.empty());
    }
    void whatItReadsOfBlackIsToldForCovering() {
        auto here = std::make_shared<ModelWeightsHere>(*weightsOf(residual()));
        here->said = findPreset("torchvision")->value;
        const TrainingMoment m = lookedAt(here, {}, {});
        QVERIFY(std::abs(m.black.at(0, 0, 0) + 0.485F / 0.229F) < 1e-5F);
        QVERIFY(m.picture.array().minCoeff() >= 0 && m.picture.array().maxCoeff() <= 1);
        QVERIFY(m.image.array().minCoeff() < 0);
    }
    void aNetworkThatIsNoNetworkIsRefusedInASentence() {
        const TempFolder folder;
        folder.write("bad.onnx", "no network");
        ModelRun run;
        run.want(path(folder, "bad.onnx"), {});
        run.wait();
        QVERIFY(!run.moment());
        QVERIFY(run.refusal().contains("bad.onnx"));
        run.want("lenet5", {});
        run.wait();
        QVERIFY(run.moment() && run.refusal().isEmpty());
        ModelInput missing;
        missing.picture = path(folder, "none.png");
        run.want("lenet5", missing);
        run.wait();
        QVERIFY(run.refusal().contains("none.png"));
    }

    // ---- stages
    void stagesStandInOrderAndBranchesAreSaid() {
        const StagesPicture p = stagesPicture(momentOf(residual()), {});
        QStringList names;
        for (const Stage& stage : p.stages) names << stage.name;
        QCOMPARE(names, QStringList({"conv1", "relu1", "conv2", "add", "pool", "dense", "softmax"}));
        QCOMPARE(p.leftOut, 1); // flatten
        QCOMPARE(p.stages[3].reads, QString("conv2 + relu1"));
        QVERIFY(p.stages[4].reads.isEmpty() && p.stages[5].reads.isEmpty());
        QCOMPARE(p.scores.size(), std::size_t{5});
        double sum = 0;
        for (const auto& [name, share] : p.scores) sum += share;
        QVERIFY(std::abs(sum - 1) < 1e-5); // softmax is not taken twice
        QCOMPARE(p.scores[0].first.left(6), QString("class "));
    }
    void activationsFoldOnlyWhereNobodyElseReadsWhatIsBeforeThem() {
        const StagesPicture p = stagesPicture(momentOf(residual()), {.folded = true});
        QCOMPARE(p.stages[0].name, QString("conv1"));
        QCOMPARE(p.stages[0].layer, std::size_t{1}); // what the ReLU gives is shown
        QCOMPARE(p.stages[1].name, QString("conv2"));
        QCOMPARE(p.stages[2].reads, QString("conv2 + relu1"));
    }
    void theStrongestMapsComeFirst() {
        for (const StagesRange range : {StagesRange::EachMap, StagesRange::Layer, StagesRange::Network}) {
            const StagesPicture p = stagesPicture(momentOf(residual()), {.range = range});
            for (const Stage& stage : p.stages)
                for (std::size_t i = 1; i < stage.shown.size(); ++i)
                    QVERIFY(stage.shown[i - 1].strength >= stage.shown[i].strength);
            if (range == StagesRange::Network) QVERIFY(p.rangeWords().contains("in the network, "));
        }
    }
    void stagesAreDrawnAndSpokenInEverySize() {
        const auto p = std::make_shared<const StagesPicture>(stagesPicture(momentOf(residual()), {}));
        for (const QSizeF size : {QSizeF(760, 460), QSizeF(1000, 520), QSizeF(1500, 800)}) {
            const StagesOverview figure(size, Style{}, p);
            checkCells(figure);
            QVERIFY(figure.describe().contains("add 6@16×16"));
            QVERIFY(figure.describe().contains("reads conv2 + relu1"));
        }
    }

    // ---- maps by the hundred
    void manyMapsAreLeafedThroughOrTheStrongestShown() {
        cnn::Network net(cnn::Shape{1, 12, 12, 1});
        net.add("conv", std::make_unique<cnn::Conv2d>(1, 200, cnn::Window::square(3)));
        cnn::initialise(net, cnn::Initialisation::He, 2);
        const TrainingMoment m = momentOf(std::move(net));
        const MapsPicture near = mapsPicture(m.network, m.trace, {.layer = 0, .chosen = cnn::ValuePlace{130, 1, 1}});
        QCOMPARE(near.pages, 4);
        QCOMPARE(near.shown.size(), std::size_t{64});
        QCOMPARE(near.shown.front(), 128);
        const MapsPicture best = mapsPicture(m.network, m.trace, {.layer = 0, .byStrength = true, .page = 0});
        const auto order = mapsByStrength(best.values(), best.ramp);
        QVERIFY(std::ranges::equal(best.shown, std::span(order).first(64)));
        const auto shared = std::make_shared<const MapsPicture>(best);
        const MapsFigure figure({1000, 520}, Style{}, shared);
        checkCells(figure);
        for (const int map : best.shown) QVERIFY(figure.cellRect({"maps", map, 0, 0}).width() >= 14);
    }
    void aJoinsValueIsOfTheLayersThatMeet() {
        const TrainingMoment m = momentOf(residual());
        const MapsPicture p = mapsPicture(m.network, m.trace, {.layer = 3});
        QVERIFY(p.origin && p.origin->terms.size() == 2);
        QVERIFY(costWords(p).contains("conv2, relu1"));
        const MapsFigure figure({1000, 520}, Style{}, std::make_shared<const MapsPicture>(p));
        checkCells(figure);
        QVERIFY(!figure.cellRect({"term", 0, 1, 0}).isEmpty());
        for (std::size_t layer = 0; layer < m.network->size(); ++layer) { // all kinds are drawn
            const auto each = std::make_shared<const MapsPicture>(mapsPicture(m.network, m.trace, {.layer = layer}));
            checkCells(MapsFigure({1000, 520}, Style{}, each));
            QVERIFY(each->origin.has_value());
        }
    }

    // ---- receptive field
    void aUnitSeesItsWindowsPixelsAndNoOthersCount() {
        const TrainingMoment m = momentOf(residual());
        UnitWish wish{2, 1, std::pair(8, 8)}; // conv2: 5 x 5
        const UnitPicture p = unitPicture(m, wish);
        QCOMPARE(p.fieldRows(), qint64{5});
        QCOMPARE(p.inside, qint64{25});
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 16; ++x)
                if (y < 6 || y > 10 || x < 6 || x > 10) QCOMPARE(p.gradient.at(0, y, x), 0.0F);
        QVERIFY(!p.arrives || (p.nineTenths >= 1 && p.nineTenths <= 25));
        wish.cell = std::pair(0, 0);
        QVERIFY(unitLead(unitPicture(m, wish)).contains("9 of them in the picture; the rest is padding"));
        const UnitFigure figure({1000, 520}, Style{}, std::make_shared<const UnitPicture>(p));
        checkCells(figure);
        QVERIFY(figure.describe().contains("conv2, map 2, row 9, column 9"));
    }

    // ---- the page
    void theWrongPresetChangesTheAnswer() {
        Bench b("wrong-preset");
        QVERIFY2(b.text().contains("Another answer."), qPrintable(b.text()));
        QVERIFY(b.text().contains("values 0 to 1, less 0.1307, divided by 0.3081: row 15, column 15: grey 255 becomes "
                                  "2.82"));
        QVERIFY(b.text().contains("values 0 to 1: row 15, column 15: grey 255 becomes 1.00"));
        QVERIFY(b.text().contains("Of 500 test images"));
        const auto numbers = b.page.numbers();
        QCOMPARE(numbers.size(), std::size_t{2});
        QCOMPARE(numbers[1].values.array().maxCoeff(), 1.0F);
    }
    void aMovedPictureStandsBesideTheOneThatIsNot() {
        Bench b("wrong-preset",
                {{"network", "lenet5"}, {"weights", "digits"}, {"view", "input"}, {"right", 6}, {"noise", 20}});
        QVERIFY2(b.text().contains("Before it is moved") && b.text().contains("As it is moved"), qPrintable(b.text()));
    }
    void meanAndDeviationAreTyped() {
        Bench b("wrong-preset");
        auto* mean = b.page.inspector()->findChildren<QLineEdit*>().value(0);
        for (auto* line : b.page.inspector()->findChildren<QLineEdit*>())
            if (line->accessibleName() == "Mean") mean = line;
        QSignalSpy refusals(qobject_cast<SettingsPanel*>(b.page.inspector()), &SettingsPanel::refused);
        const auto type = [&](const char* text) {
            mean->setText(text);
            mean->setModified(true);
            emit mean->editingFinished();
            b.page.settle(0);
        };
        type("0.5");
        QCOMPARE(b.scene().input.mean, std::vector<float>{0.5F});
        QVERIFY2(b.text().contains("As set, values 0 to 1, less 0.5, divided by 0.3081"), qPrintable(b.text()));
        type("half");
        QVERIFY(refusals.last().front().toString().contains("numbers belong here"));
        QCOMPARE(b.scene().input.mean, std::vector<float>{0.5F});
        type("");
        QVERIFY(b.scene().input.mean.empty());
    }
    void aClickOnAStagesMapGoesToWhereItsValuesComeFrom() {
        Bench b("stages-of-a-network");
        const auto* figure = static_cast<const StagesOverview*>(b.view->figure());
        QVERIFY(figure);
        QVERIFY(b.text().contains("Likeliest: 2 "));
        const auto cell = figure->cellAt(figure->cellRect({"image", 0, 0, 0}).center());
        QVERIFY(cell && cell->part == "image");
        CellRef map;
        for (int c = 0; c < 16 && map.part.isEmpty(); ++c)
            if (!figure->cellRect({"map", c, 4, 0}).isEmpty()) map = {"map", c, 4, 0};
        b.click(map);
        b.page.settle(0);
        QCOMPARE(b.scene().view, QString("maps"));
        QVERIFY2(b.text().startsWith("pool1"), qPrintable(b.text()));
        QVERIFY(b.text().contains(QString("Map %1, ").arg(map.map + 1)));
        b.page.undoStack()->undo();
        QCOMPARE(b.scene().view, QString("stages"));
    }
    void stepsGoThroughTheLayersOfTheMaps() {
        Bench b("stages-of-a-network", {{"network", "lenet5"}, {"view", "maps"}});
        QVERIFY(b.text().startsWith("conv1"));
        b.key(Qt::Key_PageDown);
        b.page.settle(0);
        QVERIFY2(b.text().startsWith("act1"), qPrintable(b.text()));
    }
    void everyViewShowsEveryNetworkOfAFile() {
        const TempFolder folder;
        cnn::saveOnnx(residual(), folder.path() / "residual.onnx");
        for (const ModelViewKind& kind : modelViews()) {
            Bench b("vgg19", {{"network", path(folder, "residual.onnx")}, {"view", kind.id}});
            QVERIFY2(b.view->figure() && !b.text().isEmpty(), qPrintable(kind.id));
            QVERIFY2(b.notices.isEmpty(), qPrintable(kind.id));
            checkCells(*b.view->figure());
            painted(*b.view->figure());
        }
    }
    void aPictureIsTakenFromAFileOrTheClipboard() {
        const TempFolder folder;
        QImage photo(40, 30, QImage::Format_RGB32);
        photo.fill(Qt::red);
        photo.save(path(folder, "photo.png"));
        Bench b("stages-of-a-network");
        QVERIFY(b.page.takePicture(pictureFromFile(path(folder, "photo.png"))));
        b.page.settle(0);
        QVERIFY2(b.text().startsWith("Stages of photo.png"), qPrintable(b.text()));
        QVERIFY(b.text().contains("in grey"));
        QVERIFY(b.page.takePicture(pictureOf(photo, "Pasted picture")));
        b.page.settle(0);
        QVERIFY2(b.text().startsWith("Stages of Pasted picture"), qPrintable(b.text()));
        const QJsonObject scene = b.page.scene();
        b.page.setScene(scene, "again");
        QCOMPARE(b.page.scene(), scene);
    }
};

UI_TEST(TestModelLooks)
} // namespace test_model_looks
#include "test_model_looks.moc"
