// The right side of the lesson on batch normalisation: mode, the four numbers, and the arithmetic of this cell.
#pragma once

#include "ui/lessons/norm/norm_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

namespace ui {

using NormLab = Document<NormScene>;

class NormInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit NormInspector(NormLab& lab, QWidget* parent = nullptr);
    void showWords(const QString& cell);

private:
    NormLab& m_lab;
    SceneSettings<NormLab> m_settings;
    QLabel* m_cell;
};

} // namespace ui
