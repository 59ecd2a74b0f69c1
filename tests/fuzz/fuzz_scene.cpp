#include "tests/fuzz/fuzz.h"
#include "ui/lessons/backward/backward_scene.h"
#include "ui/lessons/channels/channel_scene.h"
#include "ui/lessons/connections/connections_scene.h"
#include "ui/lessons/denoise/denoise_scene.h"
#include "ui/lessons/field/field_scene.h"
#include "ui/lessons/filter/filter_scene.h"
#include "ui/lessons/fit/fit_scene.h"
#include "ui/lessons/grids/grids_scene.h"
#include "ui/lessons/lenet/lenet_scene.h"
#include "ui/lessons/norm/norm_scene.h"
#include "ui/lessons/quiz/quiz_scene.h"
#include "ui/lessons/shift/shift_scene.h"
#include "ui/lessons/stamp/stamp_scene.h"
#include "ui/lessons/window/window_settings.h"
#include "ui/model/training_scene.h"
#include "ui/pages/scene_file.h"

#include <map>

namespace {

// What each page reads its scenes with; the page of networks needs OpenCV for its pictures, which is not here.
using Reader = void (*)(const QJsonObject&);
const std::map<QString, Reader> readers = {
    {"window", [](const QJsonObject& scene) { ui::windowSceneFrom(scene); }},
    {"channels", [](const QJsonObject& scene) { ui::channelSceneFrom(scene); }},
    {"backward", [](const QJsonObject& scene) { ui::backwardSceneFrom(scene); }},
    {"field", [](const QJsonObject& scene) { ui::fieldSceneFrom(scene); }},
    {"filter", [](const QJsonObject& scene) { ui::filterSceneFrom(scene); }},
    {"fit", [](const QJsonObject& scene) { ui::fitSceneFrom(scene); }},
    {"grids", [](const QJsonObject& scene) { ui::gridsSceneFrom(scene); }},
    {"connections", [](const QJsonObject& scene) { ui::connectionsSceneFrom(scene); }},
    {"lenet", [](const QJsonObject& scene) { ui::lenetSceneFrom(scene); }},
    {"norm", [](const QJsonObject& scene) { ui::normSceneFrom(scene); }},
    {"quiz", [](const QJsonObject& scene) { ui::quizSceneFrom(scene); }},
    {"shift", [](const QJsonObject& scene) { ui::shiftSceneFrom(scene); }},
    {"stamp", [](const QJsonObject& scene) { ui::stampSceneFrom(scene); }},
    {"denoise", [](const QJsonObject& scene) { ui::denoiseSceneFrom(scene); }},
    {"microscope", [](const QJsonObject& scene) { ui::trainingSceneFrom(scene); }},
    {"training", [](const QJsonObject& scene) { ui::trainingSceneFrom(scene); }},
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    return fuzz::readOrRefused([&] {
        const ui::SceneFile file = ui::sceneFrom(bytes, "some.json");
        const auto reader = readers.find(file.lesson->page);
        if (reader == readers.end()) return;
        try {
            reader->second(file.scene);
        } catch (const cnn::Error& refusal) {
            throw file.at(refusal);
        }
    });
}
