// Where one stands in a scene that is walked step by step: beside the scene itself in its JSON.
#pragma once

#include "ui/model/scene_value.h"

namespace ui {

struct Standing {
    static constexpr int mostSteps = 1'000'000;

    int grain = 0;    // index in the page's grains
    int step = 1;     // from 1; beyond the last: the last
    int products = 0; // of the step that are shown; 0: all
    int layers = 0;

    // "grain": one of `grains`, otherwise `usual`; "step", "products", "layers". Throws SceneError.
    static Standing from(const QJsonObject& scene, const QStringList& grains, const QString& usual) {
        const SceneValue value(scene);
        const SceneValue grain = value["grain"];
        return {static_cast<int>(grain.given() ? grain.oneOf(grains) : grains.indexOf(usual)),
                value["step"].whole(1, mostSteps, 1), value["products"].whole(0, mostSteps, 0),
                value["layers"].whole(0, mostSteps, 0)};
    }
    // Grain, step and, where not all are shown, products.
    void into(QJsonObject& scene, const QStringList& grains) const {
        scene["grain"] = grains[grain];
        scene["step"] = step;
        if (products > 0) scene["products"] = products;
    }
};

} // namespace ui
