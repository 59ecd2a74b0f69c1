// The views "Filters" and "Where it looks": they show what the core finds, painted where the figure says, and a click
// on a patch sends its image through the network.
#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/knock_out.h"
#include "core/explain/occlusion.h"
#include "core/explain/top_patches.h"
#include "core/layers/dense.h"
#include "core/layers/losses.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/lessons/training/attention/attention_view.h"
#include "ui/lessons/training/filters/filter_sheet_words.h"
#include "ui/lessons/training/filters/filters_view.h"
#include "ui/lessons/training/training_page.h"
#include "ui/lessons/training/training_views.h"

#include <QtTest>
#include <QtWidgets>

namespace test_inside_views {

using namespace ui;

namespace {

// A network that has learned the bars a little, and what a view is given of it.
TrainingMoment barMoment(int steps) {
    TrainingMoment m;
    m.data = std::make_shared<const cnn::DataSplit>(cnn::bars(200));
    cnn::TrainingSettings settings;
    settings.batch = 10;
    cnn::Trainer trainer(cnn::lenet5({}, 4), m.data, settings);
    for (int i = 0; i < steps; ++i) trainer.step();
    m.network = std::make_shared<const cnn::Network>(trainer.network());
    const std::size_t image = 3;
    m.data->test.gather(std::span(&image, 1), m.image);
    m.caption = "Test image 4: bar 3";
    m.trueClass = 3;
    for (const std::string& name : m.data->test.classNames) m.classNames << QString::fromStdString(name);
    return m;
}

const TrainingMoment& moment() {
    static const TrainingMoment m = barMoment(30);
    return m;
}

TrainingMoment with(cnn::Network network) {
    TrainingMoment m = moment();
    m.network = std::make_shared<const cnn::Network>(std::move(network));
    return m;
}

void show(TrainingView& view, const TrainingMoment& of, const QJsonObject& choices = {}) {
    const auto done = view.work(of, choices)({});
    if (done) done();
    QCoreApplication::processEvents(); // earlier stages, on their way until now, change nothing any more
}

std::unique_ptr<Figure> figureOf(const TrainingView& view, QSizeF size = {846, 350}, double scale = 1,
                                 std::optional<CellRef> hover = std::nullopt) {
    Style style;
    style.scale = scale;
    return view.figure(size, style, {}, hover);
}

// Of that network, all computed: 0 conv1, 1 conv2.
FiltersView& filters(int layer) {
    static FiltersView views[2];
    if (!figureOf(views[layer])) show(views[layer], moment(), {{"layer", layer}});
    return views[layer];
}

AttentionView& attention() {
    static AttentionView view;
    if (!figureOf(view)) show(view, moment());
    return view;
}

int difference(QRgb a, QRgb b) {
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

} // namespace

class TestInsideViews : public QObject {
    Q_OBJECT

private slots:
    // ---- filters -----------------------------------------------------------------------------------------------

    void paintsThePatchesThatExciteEachFilterMost() {
        const auto figure = figureOf(filters(0));
        const QImage image = painted(*figure);
        const cnn::Network& net = *moment().network;
        const auto lists = cnn::topPatches(net, 0, moment().data->test, {1000, 9}).orThrow();
        for (int f = 0; f < 6; ++f)
            for (int rank = 0; rank < 4; ++rank) {
                const QRectF where = figure->cellRect({"patch", f, 0, rank});
                QVERIFY(!where.isEmpty());
                const auto at = static_cast<std::size_t>(f);
                const cnn::Tensor pixels =
                    cnn::patchPixels(net, 0, moment().data->test, lists[at][static_cast<std::size_t>(rank)]);
                for (int y = 0; y < 5; ++y)
                    for (int x = 0; x < 5; ++x) {
                        const QPointF middle(where.left() + (x + 0.5) * where.width() / 5,
                                             where.top() + (y + 0.5) * where.height() / 5);
                        const QRgb expected = greyRamp(static_cast<double>(pixels.at(0, y, x))).rgb();
                        QVERIFY2(difference(image.pixel(middle.toPoint()), expected) <= 2, "a pixel of a patch");
                    }
            }
    }

    void aClickOnAPatchAsksForItsImage() {
        FiltersView& view = filters(0);
        QSignalSpy asked(&view, &TrainingView::showTestImage);
        const auto lists = cnn::topPatches(*moment().network, 0, moment().data->test, {1000, 9}).orThrow();
        QVERIFY(!view.pressed({"patch", 2, 0, 1}, {}));
        QVERIFY(!view.pressed({"kernel", 2, 0, 0}, {}));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<std::size_t>(), lists[2][1].image);
    }

    void saysWhatTheNetworkLosesWithoutEachFilter() {
        const TrainingMoment early = barMoment(6); // later it no longer depends on a single filter
        FiltersView view;
        show(view, early, {{"layer", 1}});
        const auto found = cnn::knockOut(*early.network, 3, early.data->test, 1000).orThrow();
        QVERIFY(*std::ranges::min_element(found.without) < found.whole);
        const QString words = figureOf(view)->describe();
        QVERIFY2(words.startsWith("Filters of conv2: 1 to 16 of 16."), qPrintable(words));
        for (int f = 0; f < 16; ++f) {
            const double points = 100 * (found.without[static_cast<std::size_t>(f)] - found.whole);
            const QString expected = QString("without it %1%2 points").arg(points >= 0.05 ? "+" : "", fixed(points, 1));
            QVERIFY2(words.contains(expected), qPrintable(expected));
        }
        const auto all = view.numbers();
        QCOMPARE(all.back().name, "conv2 accuracy without each filter");
        QCOMPARE(all.back().values.at(5, 0, 0), static_cast<float>(found.without[5]));
    }

    // Something is in sight before anything was computed: the kernels.
    void showsTheKernelsAtOnce() {
        FiltersView view;
        QVERIFY(!figureOf(view));
        QSignalSpy changed(&view, &TrainingView::changed);
        const auto work = view.work(moment(), {});
        QCOMPARE(changed.size(), 1);
        const auto figure = figureOf(view);
        QVERIFY(figure->describe().contains("Looking at 100 test images"));
        const QRectF kernel = figure->cellRect({"kernel", 0, 0, 0});
        const cnn::Tensor& weights = moment().network->layer(0).parameters()[0].value;
        const double t = static_cast<double>(weights.at(0, 0, 0) / weights.array().abs().maxCoeff());
        const QPointF first = kernel.topLeft() + QPointF(kernel.width(), kernel.height()) / 10;
        QVERIFY(difference(painted(*figure).pixel(first.toPoint()), signedRamp(t).rgb()) <= 3);
        QVERIFY(figure->cellRect({"patch", 0, 0, 0}).isEmpty());
    }

    // Newer numbers replace the old ones all at once, and a layer that is not wanted any more does not come back.
    void aStageOfAnEarlierWishComesTooLate() {
        FiltersView view;
        const auto first = view.work(moment(), {});
        const auto second = view.work(moment(), {{"layer", 1}});
        first({})();
        QCoreApplication::processEvents();
        QVERIFY(figureOf(view)->describe().startsWith("Filters of conv2"));
        second({})();
        QVERIFY(figureOf(view)->describe().contains("without it"));
        QSignalSpy changed(&view, &TrainingView::changed);
        const auto third = view.work(moment(), {{"layer", 1}});
        QVERIFY2(changed.isEmpty() && figureOf(view)->describe().contains("without it"),
                 "the old ones stay until then");
    }

    void stopsWhenAsked() {
        std::stop_source source;
        source.request_stop();
        FiltersView filters;
        QVERIFY(!filters.work(moment(), {})(source.get_token()));
        AttentionView attention;
        QVERIFY(!attention.work(moment(), {})(source.get_token()));
    }

    void everyFilterHasItsPlaceInEveryWindow_data() {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<double>("scale");
        for (const double scale : {1.0, 1.5, 3.0})
            for (const QSizeF size : {QSizeF(846, 340), QSizeF(1200, 500), QSizeF(600, 260)})
                QTest::addRow("%.0f x %.0f at %.1f", size.width(), size.height(), scale) << size << scale;
    }
    void everyFilterHasItsPlaceInEveryWindow() {
        QFETCH(QSizeF, size);
        QFETCH(double, scale);
        for (const int layer : {0, 1}) {
            const auto figure = figureOf(filters(layer), size, scale);
            std::vector<QRectF> taken;
            for (int f = 0; f < (layer == 0 ? 6 : 16); ++f)
                for (const CellRef& cell : {CellRef{"kernel", f, 0, 0},
                                            {"ideal", f, 0, 0},
                                            {"patch", f, 0, 0},
                                            {"patch", f, 0, 1},
                                            {"worth", f, 0, 0}}) {
                    const QRectF where = figure->cellRect(cell);
                    QVERIFY2(!where.isEmpty() && QRectF(QPointF(0, 0), size).contains(where), qPrintable(cell.part));
                    for (const QRectF& other : taken) QVERIFY(!other.intersects(where));
                    taken.push_back(where);
                    const auto back = figure->cellAt(where.center());
                    QVERIFY(back && back->part == cell.part && back->map == f);
                }
        }
    }

    void aFilterThatNeverFiresIsCalledSilent() {
        cnn::Network net = *moment().network;
        net.layer(0).parameters()[0].value.fill(0);
        net.layer(0).parameters()[1].value.fill(-1);
        FiltersView view;
        show(view, with(net));
        QVERIFY(figureOf(view)->describe().contains("Filter 6, silent on all images"));
        QVERIFY(figureOf(view)->cellRect({"patch", 0, 0, 0}).isEmpty());
    }

    // Accuracies are those of the images the filters were tried on, which need not be those of the charts.
    void whatAFilterIsWorthIsSaidOfTheImagesItWasTriedOn() {
        const QString here = figureOf(filters(0))->describe();
        QVERIFY2(here.contains(QString(", on all %1 test images.").arg(moment().data->test.size())), qPrintable(here));
        FilterSheetPicture p;
        p.total = 20;
        p.images = 1000;
        p.ofImages = 10000;
        p.accuracy = 0.892;
        p.filters.resize(16);
        for (FilterEntry& filter : p.filters) filter.without = 0.892;
        p.filters[2].without = 0.81;
        QCOMPARE(filterLead(p), QString("Without filter 3 accuracy is %1 instead of %2, on the first %3 test images.")
                                    .arg(percent(0.81), percent(0.892), grouped(1000)));
        QVERIFY(
            filterWords(p, "worth", 2, 0).contains("of the first " + grouped(1000) + " test images are told right"));
        p.filters[2].without = 0.9;
        QVERIFY2(filterLead(p).startsWith("None of filters 1 to 16 is missed by itself"), qPrintable(filterLead(p)));
    }

    // A notice speaks only of what the network has.
    void noticesAreTrueOfEveryNetwork() {
        QStringList ids{QString()};
        for (const TrainingViewKind& kind : trainingViews()) ids << kind.id;
        for (const cnn::Model& model : cnn::models()) {
            const cnn::NetworkPlan plan = model.plan({});
            const bool convolves = std::string(model.id) != "mlp";
            for (const QString& id : ids) {
                const QString notice = noticeOf(id, plan);
                QVERIFY2(notice.size() > 40, qPrintable(id));
                if (convolves) continue;
                for (const char* word : {"Pooling halves", "Grad-CAM", "one map", "its window", "a kernel,"})
                    QVERIFY2(!notice.contains(word), qPrintable(id + ": " + notice));
            }
            const bool denseMost = std::string(model.id) == "lenet5" || std::string(model.id) == "tinyvgg";
            QCOMPARE(noticeOf("structure", plan).contains("most of the parameters and little work"), denseMost);
        }
        const cnn::LeNetOptions tanh{cnn::ActivationKind::Tanh, cnn::PoolingKind::Average};
        QVERIFY(sameLayers(cnn::lenet5Plan({}), cnn::withDropout(cnn::lenet5Plan(tanh), 0.5F)));
        QVERIFY(!sameLayers(cnn::lenet5Plan({}), cnn::mlpPlan({})));
    }

    void aNetworkWithoutConvolutionsHasNoFilters() {
        FiltersView view;
        show(view, with(cnn::mlp({}, 1)));
        QVERIFY(figureOf(view)->describe().contains("no convolution"));
        QVERIFY(view.options(with(cnn::mlp({}, 1))).empty());
        QVERIFY(view.numbers().empty());
    }

    // LeNet-5 of 1998: each filter of C3 reads some of the maps. Its slices stand at those, and at no other.
    void aPartlyConnectedFilterShowsTheMapsItReads() {
        const TrainingMoment m = with(cnn::lenet1998(4));
        FiltersView view;
        show(view, m, {{"layer", 1}});
        const cnn::Layer& c3 = m.network->layer(cnn::filterLayers(*m.network)[1]);
        const cnn::Connections reads = c3.info().connections;
        const auto weights = c3.parameters()[0].value.values();
        const cnn::Tensor kernels = view.numbers().front().values;
        QCOMPARE(kernels.shape().c, 16 * 6);
        std::size_t slice = 0; // of the weights
        for (int f = 0; f < 16; ++f)
            for (int map = 0; map < 6; ++map) {
                const auto& maps = reads[static_cast<std::size_t>(f)];
                const bool read = std::ranges::find(maps, map) != maps.end();
                const auto shown = kernels.values().subspan(kernels.offset(f * 6 + map, 0, 0), 25);
                if (read)
                    QVERIFY(std::ranges::equal(shown, weights.subspan(25 * slice++, 25)));
                else
                    QVERIFY(std::ranges::all_of(shown, [](float w) { return w == 0; }));
                const QString said = figureOf(view, {846, 350}, 1, CellRef{"kernel", f, 0, map})->describe();
                QVERIFY2(said.contains(QString("does not read map %1.").arg(map + 1)) != read, qPrintable(said));
            }
        QCOMPARE(slice, std::size_t{60});
    }
    // Without images, and without classes, what is left is shown.
    void showsWhatThereIsOfOtherNetworks() {
        FiltersView view;
        TrainingMoment bare = moment();
        bare.data = nullptr;
        show(view, bare);
        QVERIFY(figureOf(view)->describe().contains("The patches come with the images."));
        TrainingMoment autoencoder = with(cnn::autoencoder(1));
        autoencoder.settings.loss = cnn::LossKind::Reconstruction;
        show(view, autoencoder, {{"layer", 1}, {"page", 1}});
        QVERIFY2(figureOf(view)->describe().startsWith("Filters of conv2: 17 to 32 of 32."),
                 qPrintable(figureOf(view)->describe()));
        QVERIFY(!figureOf(view)->describe().contains("without it"));
        QCOMPARE(view.options(autoencoder).back().values, (QStringList{"1–16", "17–32"}));
        AttentionView attention;
        show(attention, autoencoder);
        QVERIFY(figureOf(attention)->describe().contains("tells no classes"));
        QVERIFY(attention.numbers().empty());
    }

    // ---- where it looks ----------------------------------------------------------------------------------------

    void givesTheMapsThatTheCoreFinds() {
        const AttentionView& view = attention();
        cnn::Trace trace;
        moment().network->forward(moment().image, trace);
        int k = 0;
        trace.output().array().maxCoeff(&k);
        const auto all = view.numbers();
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all[0].name, "saliency");
        QVERIFY(all[0].values == cnn::saliency(*moment().network, trace, k));
        QCOMPARE(all[1].name, "Grad-CAM conv2");
        QVERIFY(all[1].values == cnn::gradCam(*moment().network, trace, 3, k));
        const auto covered = cnn::occlusionMap(*moment().network, moment().image, k, {7, 1, 0.0F}).orThrow();
        QVERIFY(all[2].values == covered.probability);
    }

    // The bars lie at known rows, so the place that costs most is known, too.
    void saysThatCoveringTheBarCostsMost() {
        const AttentionView& view = attention();
        const QString words = figureOf(view)->describe();
        QVERIFY2(words.startsWith("Test image 4: bar 3. bar 3, "), qPrintable(words));
        const auto all = view.numbers();
        Eigen::Index least = 0;
        all[2].values.array().minCoeff(&least);
        const auto row = static_cast<int>(least / 28);
        QVERIFY2(std::abs(row - 10) <= 4, qPrintable(QString::number(row))); // the bar: rows 10 and 11
    }

    void explainsTheClassThatIsChosen() {
        AttentionView view;
        const auto options = view.options(moment());
        QCOMPARE(options[0].values.size(), 11);
        QCOMPARE(options[0].values[4], "bar 3");
        QCOMPARE(options[1].values, (QStringList{"conv2", "conv1"}));
        show(view, moment(), {{"class", 8}, {"layer", 1}});
        const QString words = figureOf(view)->describe();
        QVERIFY2(words.contains("bar 7, ") && words.contains("(predicted: bar 3)"), qPrintable(words));
        cnn::Trace trace;
        moment().network->forward(moment().image, trace);
        QVERIFY(view.numbers()[1].values == cnn::gradCam(*moment().network, trace, 0, 7));
        QVERIFY(view.numbers()[2].values ==
                cnn::occlusionMap(*moment().network, moment().image, 7, {7, 1, 0.0F}).orThrow().probability);
    }

    // Covering can hardly lower the probability of a class that has next to none; then it is shown what it adds.
    void showsWhatCoveringAddsToAClassThatIsNotPredicted() {
        cnn::Network net(
            cnn::Shape{1, 28, 28, 1}); // class 0: ten times the pixel (2, 25); class 1: 5, whatever it sees
        net.add("flatten", std::make_unique<cnn::Flatten>());
        net.add("dense", std::make_unique<cnn::Dense>(784, 2));
        net.layer(1).parameters()[0].value.data()[2 * 28 + 25] = 10;
        net.layer(1).parameters()[1].value.data()[1] = 5;
        TrainingMoment of = with(std::move(net));
        of.image.fill(1);
        AttentionView view;
        show(view, of);
        const QString predicted = figureOf(view)->describe();
        QVERIFY2(predicted.contains("covering the upper right costs 99 points; then it reads bar 1."),
                 qPrintable(predicted));
        show(view, of, {{"class", 2}});
        const QString other = figureOf(view)->describe();
        QVERIFY2(other.contains("bar 1, 0.7") &&
                     other.contains("covering the upper right adds 99 points; then it reads bar 1."),
                 qPrintable(other));
        const QRectF there = figureOf(view)->cellRect({"occlusion", 0, 2, 25});
        const QColor colour = painted(*figureOf(view)).pixelColor(there.center().toPoint());
        QVERIFY2(colour.red() > 200 && colour.blue() < 100, "what is won is bright"); // the ramp's yellow
        QCOMPARE(view.numbers().size(), std::size_t{2}); // without a convolution there is no Grad-CAM
    }

    void pointingAtAPixelTellsAllThree() {
        const AttentionView& view = attention();
        const auto all = view.numbers();
        const auto figure = figureOf(view, {846, 350}, 1, CellRef{"picture", 0, 10, 6});
        const QString words = figure->describe();
        QVERIFY2(words.contains("Pointed at: Row 11, column 7: slope " +
                                figures(static_cast<double>(all[0].values.at(0, 10, 6)))),
                 qPrintable(words));
        for (const char* part : {"picture", "saliency", "gradcam", "occlusion"}) {
            const QRectF where = figure->cellRect({part, 0, 27, 27});
            QVERIFY(QRectF(QPointF(0, 0), figure->size()).contains(where));
            QCOMPARE(*figure->cellAt(where.center()), (CellRef{part, 0, 27, 27}));
        }
    }

    // Nearly the ramp's end where the map is largest, nearly the picture where it is zero.
    void overlaysShowMapAndPicture() {
        cnn::Tensor picture(cnn::Shape{1, 1, 2, 1}), map(cnn::Shape{1, 1, 2, 1});
        picture.fill(1);
        map.at(0, 0, 1) = 3;
        const QImage image = overlayImage(picture, map, 3);
        QVERIFY(qGreen(image.pixel(0, 0)) > 190);
        QVERIFY(difference(image.pixel(1, 0), unsignedRamp(1).rgb()) < 40);
        map.at(0, 0, 0) = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(overlayImage(picture, map, 3).pixel(0, 0), image.pixel(0, 0));
    }

    // ---- in the lesson -----------------------------------------------------------------------------------------

    void aClickOnAPatchInTheLessonShowsThatImageInTheNetwork() {
        QTemporaryDir folder;
        writeDigitFolder(folder.path().toStdString(), 128, 50);
        TrainingPage page;
        Lesson lesson;
        lesson.id = "lenet-live";
        lesson.page = "training";
        lesson.controls = QStringList{"data"};
        lesson.scene = {{"data", "folder"}, {"folder", folder.path()}, {"view", "filters"}};
        QWidget window;
        auto* rows = new QVBoxLayout(&window);
        for (QWidget* part : {page.stage(), page.inspector(), page.bar()}) rows->addWidget(part, part == page.stage());
        window.resize(1304, 1100);
        page.setStyle({});
        window.show();
        page.open(lesson);
        page.setActive(true);
        auto* canvas = static_cast<TrainingStage*>(page.stage())->canvas();
        const auto said = [canvas] { return canvas->figure() ? canvas->figure()->describe() : QString("nothing"); };
        QVERIFY2(QTest::qWaitFor([&] { return said().contains("without it"); }, 20000), qPrintable(said()));
        const QRectF patch = canvas->figure()->cellRect({"patch", 4, 0, 2});
        QVERIFY(!patch.isEmpty());
        const auto& data = page.session().data()->test;
        const auto lists = cnn::topPatches(*page.picture().network, 0, data, {1000, 9}).orThrow();
        QTest::mouseClick(canvas, Qt::LeftButton, {}, patch.center().toPoint());
        QCOMPARE(page.trainingScene().testImage, static_cast<int>(lists[4][2].image));
        page.undoStack()->undo();
        QCOMPARE(page.trainingScene().testImage, 0);
    }
};

UI_TEST(TestInsideViews)
} // namespace test_inside_views
#include "test_inside_views.moc"
