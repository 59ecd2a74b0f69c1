// The right side of a sliding-window lesson: settings, output size, the current step, what to notice.
#pragma once

#include "ui/lessons/window/window_lab.h"
#include "ui/lessons/window/window_picture.h"
#include "ui/view/settings_panel.h"

namespace ui {

class WindowInspector : public SettingsPanel {
    Q_OBJECT
public:
    WindowInspector(WindowLab& lab, QWidget* parent = nullptr);
    void setWords(const QStringList& inSight, const QString& notice) override;
    void setStyle(const Style& style) override;
    // The step's sentence and what is pointed at.
    void showStep(const WindowPicture& picture);
    // What is asked and therefore not shown: a Question's id.
    void setCovered(const QString& id);

private:
    void refreshAll();
    QString formula() const;
    void addRepairs();
    void showRepairs();

    WindowLab& m_lab;
    SceneSettings<WindowLab> m_settings;
    QLabel *m_formula, *m_work, *m_padding, *m_uses, *m_step, *m_hover;
    QPushButton *m_smaller, *m_pad; // ways out of a misfit
    bool m_sizeCovered = false, m_showsSame = false;
};

} // namespace ui
