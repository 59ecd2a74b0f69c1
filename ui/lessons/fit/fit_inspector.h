// The right side of the lesson "learn a kernel": rate, start, kernel, target; its limit; what this update does.
#pragma once

#include "ui/lessons/fit/fit_lab.h"
#include "ui/lessons/fit/fit_picture.h"
#include "ui/view/settings_panel.h"

namespace ui {

class FitInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit FitInspector(FitLab& lab, QWidget* parent = nullptr);
    void setStyle(const Style& style) override;
    void showMoment(const FitPicture& picture);

signals:
    void startOver(double learningRate); // after a fit that diverges

private:
    void refreshAll();
    QString rateText(const FitPicture& picture) const;
    QString fitText() const;

    FitLab& m_lab;
    SceneSettings<FitLab> m_settings;
    QLabel *m_rate, *m_fitWords, *m_step, *m_hover;
    QPushButton* m_startOver;
};

} // namespace ui
