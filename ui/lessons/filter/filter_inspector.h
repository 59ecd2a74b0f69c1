// The right side of the picture lesson: kernel, picture, how it is shown, and what the kernel does.
#pragma once

#include "ui/lessons/filter/filter_scene.h"
#include "ui/model/document.h"
#include "ui/pages/lesson.h"
#include "ui/view/settings_panel.h"

namespace ui {

using FilterLab = Document<FilterScene>;

class FilterInspector : public SettingsPanel {
    Q_OBJECT
public:
    FilterInspector(FilterLab& lab, QWidget* parent = nullptr);
    // Which settings are in sight, the words, and the scene they were written for.
    void setLesson(const Lesson& lesson, const FilterScene& scene);
    // Whether the scene is the lesson's, so that its words with numbers in them are true.
    bool asOpened() const { return m_lab.scene() == m_asOpened; }
    void setStyle(const Style& style);
    // Does not give the kernel's name away.
    void hideKernel(bool hide);

signals:
    void photoWanted();
    void ownKernelWanted();

private:
    void addSettings();
    void addKernels();
    void addSources();
    void refreshAll();
    FilterLab& m_lab;
    SceneSettings<FilterLab> m_settings;
    QLabel *m_does, *m_weights, *m_hint;
    DropDown* m_kernels;
    QPushButton *m_open, *m_clear;
    FilterScene m_asOpened;
    bool m_hidden = false;
};

} // namespace ui
