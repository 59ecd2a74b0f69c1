#include "ui/shell/page_catalog.h"

#include "ui/lessons/backward/backward_page.h"
#include "ui/lessons/channels/channel_page.h"
#include "ui/lessons/field/field_page.h"
#include "ui/lessons/filter/filter_page.h"
#include "ui/lessons/fit/fit_page.h"
#include "ui/lessons/grids/grids_page.h"
#include "ui/lessons/model/model_page.h"
#include "ui/lessons/norm/norm_page.h"
#include "ui/lessons/shift/shift_page.h"
#include "ui/lessons/training/training_page.h"
#include "ui/lessons/window/window_page.h"

namespace ui {
namespace {

template<class P> std::unique_ptr<Page> make() {
    return std::make_unique<P>();
}

// The photo that a scene names is read when it is opened.
FilterScene filterScene(const QJsonObject& object) {
    return filterSceneFrom(object, [](const QString& path) {
        return std::make_shared<const FilterPhoto>(FilterPhoto{path, 0, 0, {}, {}, {}});
    });
}

const PageKind kinds[] = {
    {"grids", make<GridsPage>, sceneKind(gridsSettings, gridsSceneFrom)},
    {"window", make<WindowPage>, sceneKind(windowSettings, windowSceneFrom)},
    {"backward", make<BackwardPage>, sceneKind(backwardSettings, backwardSceneFrom)},
    {"channels", make<ChannelPage>, sceneKind(channelSettings, channelSceneFrom)},
    {"filter", make<FilterPage>, sceneKind(filterSettings, filterScene)},
    {"fit", make<FitPage>, sceneKind(fitSettings, fitSceneFrom)},
    {"shift", make<ShiftPage>, sceneKind(shiftSettings, shiftSceneFrom)},
    {"field", make<FieldPage>, sceneKind(fieldSettings, fieldSceneFrom)},
    {"norm", make<NormPage>, sceneKind(normSettings, normSceneFrom)},
    {"training", make<TrainingPage>, sceneKind(trainingSettings, trainingSceneFrom)},
    {"model", make<ModelPage>, sceneKind(modelSettings, modelSceneFrom)},
};

} // namespace

std::span<const PageKind> pageKinds() {
    return kinds;
}

} // namespace ui
