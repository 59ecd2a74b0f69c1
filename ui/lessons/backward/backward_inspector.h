// The right side of a lesson on the backward pass: settings of the forward pass, the current step, what to notice.
#pragma once

#include "ui/lessons/backward/backward_lab.h"
#include "ui/view/settings_panel.h"

namespace ui {

class BackwardInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit BackwardInspector(BackwardLab& lab, QWidget* parent = nullptr);
    // Where the walk stands, and the sentence for it.
    void showStep(const QString& place, const QString& sentence);

private:
    void refreshAll();

    BackwardLab& m_lab;
    SceneSettings<BackwardLab> m_settings;
    QLabel *m_rule, *m_forward, *m_step;
};

} // namespace ui
