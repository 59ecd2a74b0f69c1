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

    // Steps are cells where nothing is said.
    static SettingTable<Standing> table(const QStringList& grains) {
        const QString usual = "cell";
        SettingTable<Standing> t;
        t.file(
             "grain", grains.join(", "), ui::tr("What one step is."),
             [=](const SceneValue& from, Standing& s) {
                 const SceneValue grain = from["grain"];
                 s.grain = static_cast<int>(grain.given() ? grain.oneOf(grains) : grains.indexOf(usual));
             },
             [=](const Standing& s) { return QJsonValue(grains[s.grain]); })
            .usually([usual](const Standing&) { return QJsonValue(usual); }, usual);
        t.whole("step", {}, &Standing::step, 1, mostSteps, ui::tr("The cell where the walk stands, in reading order."));
        auto& products = t.whole("products", {}, &Standing::products, 0, mostSteps,
                                 ui::tr("How many of its products are shown; 0: all."));
        products.write = [](const Standing& s) {
            return s.products > 0 ? QJsonValue(s.products) : QJsonValue(QJsonValue::Undefined);
        };
        products.usual = "0";
        t.whole("layers", {}, &Standing::layers, 0, mostSteps,
                ui::tr("How many layers are shown, where a step is a layer."));
        return t;
    }
};

} // namespace ui
