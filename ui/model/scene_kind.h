// What there is to know of a page's scenes, whatever their type.
#pragma once

#include "ui/model/setting_table.h"
#include "ui/sentence.h"

namespace ui {

// A page's scene without its type: for the help, checks and tests.
struct SceneKind {
    std::function<std::vector<SettingFacts>()> settings;
    // What is wrong with a scene, as far as one thing does not hide another; empty: nothing.
    std::function<std::vector<SceneError>(const QJsonObject&)> faults;
    std::function<QJsonObject(const QJsonObject&)> complete; // with every key, also those that are as usual

    void check(const QJsonObject& scene) const {
        if (const auto wrong = faults(scene); !wrong.empty()) throw wrong.front();
    }
};

template<class Scene> SceneKind sceneKind(const SettingTable<Scene>& (*table)(), Scene (*read)(const QJsonObject&)) {
    const auto faults = [=](const QJsonObject& o) {
        auto all = table().faults(o);
        try {
            if (all.empty()) (void)read(o); // what settings are to one another
        } catch (const SceneError& e) {
            all.push_back(e);
        } catch (const cnn::Error& e) {
            all.push_back(SceneError({}, sentenceOf(e)));
        }
        return all;
    };
    return {[=] { return table().facts(); }, faults, [=](const QJsonObject& o) { return table().complete(o); }};
}

} // namespace ui
