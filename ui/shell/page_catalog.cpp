#include "ui/shell/page_catalog.h"

#include "ui/lessons/backward/backward_page.h"
#include "ui/lessons/channels/channel_page.h"
#include "ui/lessons/connections/connections_page.h"
#include "ui/lessons/denoise/denoise_page.h"
#include "ui/lessons/field/field_page.h"
#include "ui/lessons/filter/filter_page.h"
#include "ui/lessons/fit/fit_page.h"
#include "ui/lessons/grids/grids_page.h"
#include "ui/lessons/lenet/lenet_page.h"
#include "ui/lessons/microscope/microscope_page.h"
#include "ui/lessons/model/model_page.h"
#include "ui/lessons/norm/norm_page.h"
#include "ui/lessons/quiz/quiz_page.h"
#include "ui/lessons/shift/shift_page.h"
#include "ui/lessons/stamp/stamp_page.h"
#include "ui/lessons/training/training_page.h"
#include "ui/lessons/window/window_page.h"

namespace ui {
namespace {

template<class P> std::unique_ptr<Page> make() {
    return std::make_unique<P>();
}

const PageKind kinds[] = {
    {"grids", make<GridsPage>, sceneKind(gridsSettings, gridsSceneFrom), "images-as-grids"},
    {"window", make<WindowPage>, sceneKind(windowSettings, windowSceneFrom), "max-pooling"},
    {"backward", make<BackwardPage>, sceneKind(backwardSettings, backwardSceneFrom)},
    {"channels", make<ChannelPage>, sceneKind(channelSettings, channelSceneFrom), "rgb-channels"},
    {"connections", make<ConnectionsPage>, sceneKind(connectionsSettings, connectionsSceneFrom)},
    {"filter", make<FilterPage>, sceneKind(filterSettings, filterSceneFrom), "edges-on-pictures"},
    {"fit", make<FitPage>, sceneKind(fitSettings, fitSceneFrom)},
    {"shift", make<ShiftPage>, sceneKind(shiftSettings, shiftSceneFrom), "shift"},
    {"field", make<FieldPage>, sceneKind(fieldSettings, fieldSceneFrom)},
    {"lenet", make<LenetPage>, sceneKind(lenetSettings, lenetSceneFrom)},
    {"norm", make<NormPage>, sceneKind(normSettings, normSceneFrom)},
    {"stamp", make<StampPage>, sceneKind(stampSettings, stampSceneFrom)},
    {"training", make<TrainingPage>, sceneKind(trainingSettings, trainingSceneFrom), "lenet-live"},
    {"microscope", make<MicroscopePage>, sceneKind(trainingSettings, trainingSceneFrom), "microscope-looks"},
    {"denoise", make<DenoisePage>, sceneKind(denoiseSettings, denoiseSceneFrom), "denoise"},
    {"model", make<ModelPage>, sceneKind(modelSettings, modelSceneFrom), "stages-of-a-network"},
    {"quiz", make<QuizPage>, sceneKind(quizSettings, quizSceneFrom)},
};

} // namespace

std::span<const PageKind> pageKinds() {
    return kinds;
}

} // namespace ui
