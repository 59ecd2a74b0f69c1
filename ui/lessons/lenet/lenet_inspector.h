// The right side of the lessons about LeNet-5's drawing: its settings, and what is said of the block that is looked at.
#pragma once

#include "ui/lessons/lenet/lenet_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

namespace ui {

using LenetLab = Document<LenetScene>;

class LenetInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit LenetInspector(LenetLab& lab, QWidget* parent = nullptr);
    void showWords(const QString& layer);

private:
    LenetLab& m_lab;
    SceneSettings<LenetLab> m_settings;
    QLabel* m_layer;
};

} // namespace ui
