// The right side of the shift lesson: picture, shift and stages; where one stands and what is pointed at.
#pragma once

#include "ui/lessons/shift/shift_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

namespace ui {

using ShiftLab = Document<ShiftScene>;

class ShiftInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit ShiftInspector(ShiftLab& lab, QWidget* parent = nullptr);
    void showWords(const QString& place, const QString& pointedAt);

signals:
    void pictureWanted();

private:
    ShiftLab& m_lab;
    SceneSettings<ShiftLab> m_settings;
    QLabel *m_place, *m_hover;
};

} // namespace ui
