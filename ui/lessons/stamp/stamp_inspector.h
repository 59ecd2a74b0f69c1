// The right side of a lesson on transposed convolution: settings, output size, the current step, what to notice.
#pragma once

#include "ui/lessons/stamp/stamp_lab.h"
#include "ui/lessons/stamp/stamp_picture.h"
#include "ui/view/settings_panel.h"

namespace ui {

class StampInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit StampInspector(StampLab& lab, QWidget* parent = nullptr);
    void setStyle(const Style& style) override;
    void showStep(const StampPicture& picture);
    // What is asked and therefore not shown: a Question's id.
    void setCovered(const QString& id);

private:
    void refreshAll();
    QString formula() const;

    StampLab& m_lab;
    SceneSettings<StampLab> m_settings;
    QLabel *m_formula, *m_step, *m_counts, *m_back, *m_hover;
    bool m_sizeCovered = false;
};

} // namespace ui
