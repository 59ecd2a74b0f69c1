#include "tests/fuzz/fuzz.h"
#include "ui/lessons/backward/backward_scene.h"
#include "ui/lessons/channels/channel_scene.h"
#include "ui/lessons/field/field_scene.h"
#include "ui/lessons/filter/filter_scene.h"
#include "ui/lessons/fit/fit_scene.h"
#include "ui/lessons/grids/grids_scene.h"
#include "ui/lessons/norm/norm_scene.h"
#include "ui/lessons/shift/shift_scene.h"
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
    {"filter",
     [](const QJsonObject& scene) {
         ui::filterSceneFrom(scene, [](const QString&) -> std::shared_ptr<const ui::FilterPhoto> {
             throw cnn::Error(cnn::ErrorCode::NotFound, "There is no such picture.");
         });
     }},
    {"fit", [](const QJsonObject& scene) { ui::fitSceneFrom(scene); }},
    {"grids", [](const QJsonObject& scene) { ui::gridsSceneFrom(scene); }},
    {"norm", [](const QJsonObject& scene) { ui::normSceneFrom(scene); }},
    {"shift", [](const QJsonObject& scene) { ui::shiftSceneFrom(scene); }},
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
