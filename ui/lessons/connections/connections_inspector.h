// The right side of the lesson on dense and convolutional layers.
#pragma once

#include "ui/lessons/connections/connections_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

namespace ui {

using ConnectionsLab = Document<ConnectionsScene>;

class ConnectionsInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit ConnectionsInspector(ConnectionsLab& lab, QWidget* parent = nullptr);
    void showWords(const QString& unit);

private:
    ConnectionsLab& m_lab;
    SceneSettings<ConnectionsLab> m_settings;
    QLabel* m_unit;
};

} // namespace ui
