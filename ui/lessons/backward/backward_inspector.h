// The right side of a lesson on the backward pass: settings of the forward pass, the current step, what to notice.
#pragma once

#include "ui/lessons/backward/backward_scene.h"
#include "ui/model/document.h"
#include "ui/pages/lesson.h"
#include "ui/view/settings_panel.h"

namespace ui {

using BackwardLab = Document<BackwardScene>;

class BackwardInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit BackwardInspector(BackwardLab& lab, QWidget* parent = nullptr);
    void setLesson(const Lesson& lesson);
    // Where the walk stands, and the sentence for it.
    void showStep(const QString& place, const QString& sentence);
    bool asOpened() const { return m_lab.scene() == m_asOpened; }

private:
    void addSettings();
    void refreshAll();

    BackwardLab& m_lab;
    SceneSettings<BackwardLab> m_settings;
    QLabel *m_rule, *m_forward, *m_step;
    BackwardScene m_asOpened;
};

} // namespace ui
