#include "ui/lessons/grids/grids_scene.h"

#include "ui/model/run_rows.h"

namespace ui {
namespace {

using S = GridsScene;

bool numbers(const S& s) {
    return s.stage == S::Numbers;
}
bool training(const S& s) {
    return s.stage == S::Training;
}

void addPicture(SettingTable<S>& t) {
    t.whole("image", tr("Test image"), &S::image, 0, TrainingScene::mostTestImages,
            tr("Which test image, from 0; beyond the last it begins again."))
        .own(tr("Test image"));
    t.whole("row", {}, &S::row, 0, imageSide - 1, tr("The row of the pixel in question, from 0."));
    t.whole("column", {}, &S::column, 0, imageSide - 1, tr("Its column, from 0."));
    t.choice("picture", tr("Picture"), &S::own, {{false, "data"}, {true, "photo"}},
             tr("A test image, or the picture that was given."))
        .switched(
            tr("Picture"), {tr("grey"), tr("colour"), tr("yours")},
            [](const S& s) { return s.own      ? 2
                                    : s.colour ? 1
                                               : 0; },
            [](S& s, double v) {
                s.own = v == 2;
                s.colour = s.own ? s.given && !s.given->image.allGray() : v == 1;
            })
        .when(numbers, tr("the stage of numbers"));
    addGiven(t, &S::given);
    t.flag("colour", tr("Your picture"), &S::colour, {tr("in grey"), tr("in colour")},
           tr("Three numbers a pixel: of a given picture its colours, otherwise a coloured picture of the program's "
              "own."))
        .as("colours")
        .when([](const S& s) { return s.showsGiven(); }, tr("the stage of numbers"));
    t.flag("shuffled", tr("Shuffle pixels"), &S::shuffled, {tr("off"), tr("on")},
           tr("The pixels stand in another order."))
        .as("shuffle")
        .when(numbers, tr("the stage of numbers"));
    t.choice("stage", tr("Show"), &S::stage,
             {{S::Numbers, "numbers", tr("numbers")}, {S::Training, "training", tr("training")}},
             tr("The numbers of an image, or four networks that learn."))
        .as("show");
    t.whole("order", tr("Shuffled order"), &S::order, 1, S::largestOrder, tr("The seed of the shuffled order."))
        .when([](const S& s) { return s.shuffled || training(s); }, tr("shuffled pixels"));
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    addData(t, tr("Images"));
    addPicture(t);
    t.whole("trainImages", tr("Learn from"), &S::trainImages, 1, S::mostTrainImages,
            tr("How many images each run learns from."))
        .in(tr("images"))
        .own(tr("Learn from"))
        .as("images")
        .when(training);
    addEpochs(t).when(training);
    addRate(t).when(training);
    addBatch(t).when(training);
    addSeed(t, tr("Seed of weights")).when(training);
    addMomentum(t).bare();
    addOptimizer(t).bare();
    return t;
}

} // namespace

const SettingTable<GridsScene>& gridsSettings() {
    static const auto table = makeTable();
    return table;
}

bool needsNewRuns(const GridsScene& a, const GridsScene& b) {
    cnn::TrainingSettings longer = a.settings;
    longer.epochs = b.settings.epochs;
    return a.source != b.source || a.order != b.order || a.trainImages != b.trainImages || longer != b.settings;
}

QJsonObject toJson(const GridsScene& s) {
    return gridsSettings().write(s);
}

GridsScene gridsSceneFrom(const QJsonObject& o) {
    const S scene = gridsSettings().read(o);
    if (scene.own) requireGiven(SceneValue(o), scene.given);
    if (const auto settings = cnn::checked(scene.settings); !settings) throw settings.error();
    return scene;
}

} // namespace ui
