// The right side of the picture lesson: kernel, picture, how it is shown, and what the kernel does.
#pragma once

#include "ui/lessons/filter/filter_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

namespace ui {

using FilterLab = Document<FilterScene>;

class FilterInspector : public SettingsPanel {
    Q_OBJECT
public:
    FilterInspector(FilterLab& lab, QWidget* parent = nullptr);
    void setStyle(const Style& style) override;
    // Does not give the kernel's name away.
    void hideKernel(bool hide);
    void showCamera(bool on);

signals:
    void photoWanted(bool another);
    void cameraWanted(bool on);
    void ownKernelWanted();

private:
    void addKernels(const Setting<FilterScene>& row);
    void refreshAll();
    FilterLab& m_lab;
    SceneSettings<FilterLab> m_settings;
    QLabel *m_does, *m_weights, *m_hint;
    DropDown* m_kernels;
    QPushButton *m_open, *m_clear, *m_camera;
    bool m_hidden = false;
};

} // namespace ui
