// The right side of the lesson "learn a kernel": rate, start, kernel, target; its limit; what this update does.
#pragma once

#include "ui/lessons/fit/fit_lab.h"
#include "ui/lessons/fit/fit_picture.h"
#include "ui/pages/lesson.h"
#include "ui/view/settings_panel.h"

namespace ui {

class FitInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit FitInspector(FitLab& lab, QWidget* parent = nullptr);
    void setLesson(const Lesson& lesson);
    void setStyle(const Style& style);
    void showMoment(const FitPicture& picture);
    // Whether the scene is the lesson's, so that its words with numbers in them are true.
    bool asOpened() const { return m_lab.scene() == m_asOpened; }

signals:
    void startOver(double learningRate); // after a fit that diverges

private:
    void addSettings();
    void addDataSettings();
    void refreshAll();
    QString rateText(const FitPicture& picture) const;
    QString fitText() const;

    FitLab& m_lab;
    SceneSettings<FitLab> m_settings;
    QLabel *m_rate, *m_fitWords, *m_step, *m_hover;
    QPushButton* m_startOver;
    FitScene m_asOpened;
};

} // namespace ui
