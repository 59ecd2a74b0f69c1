// Where one stands in a scene that is walked step by step: beside the scene itself in its JSON.
#pragma once

#include "ui/model/setting_table.h"

namespace ui {

struct Standing {
    static constexpr int mostSteps = 1'000'000;

    int grain = 0;    // index in the page's grains
    int step = 1;     // from 1; beyond the last: the last
    int products = 0; // of the step that are shown; 0: all
    int layers = 0;

    static SettingTable<Standing> table(const QStringList& grains, const QString& usual = "cell") {
        SettingTable<Standing> t;
        t.file(
             "grain", grains.join(", "), ui::tr("What one step is."),
             [=](const SceneValue& from, Standing& s) {
                 const SceneValue grain = from["grain"];
                 s.grain = static_cast<int>(grain.given() ? grain.oneOf(grains) : grains.indexOf(usual));
             },
             [=](const Standing& s) { return QJsonValue(grains[s.grain]); })
            .usual = usual;
        t.whole("step", {}, &Standing::step, 1, mostSteps, ui::tr("The cell where the walk stands, in reading order."));
        t.whole("products", {}, &Standing::products, 0, mostSteps,
                ui::tr("How many of its products are shown; 0: all."));
        t.whole("layers", {}, &Standing::layers, 0, mostSteps,
                ui::tr("How many layers are shown, where a step is a layer."));
        return t;
    }
    // Throws SceneError.
    static Standing from(const QJsonObject& scene, const QStringList& grains, const QString& usual) {
        return table(grains, usual).readRows(SceneValue(scene));
    }
    // Grain, step and, where not all are shown, products.
    void into(QJsonObject& scene, const QStringList& grains) const {
        scene["grain"] = grains[grain];
        scene["step"] = step;
        if (products > 0) scene["products"] = products;
    }
};

} // namespace ui
