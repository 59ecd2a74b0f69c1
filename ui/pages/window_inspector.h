// The right side of a sliding-window lesson: settings, output size, the current step, what to notice.
#pragma once

#include "ui/figure/window_picture.h"
#include "ui/model/window_lab.h"
#include "ui/pages/lesson.h"
#include "ui/view/controls.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <functional>

namespace ui {

class WindowInspector : public QScrollArea {
    Q_OBJECT
public:
    WindowInspector(WindowLab& lab, QWidget* parent = nullptr);
    // Which settings are in sight, and the words.
    void setLesson(const Lesson& lesson);
    void setStyle(const Style& style);
    // The step's sentence and what is pointed at.
    void showStep(const WindowPicture& picture);
    // Whether the scene is the lesson's, so that its words with numbers in them are true.
    bool asOpened() const { return m_lab.scene() == m_asOpened; }

signals:
    void refused(const QString& sentence);

private:
    // One setting: its row, and how it reads itself from the scene.
    struct Setting {
        QString id;
        QWidget* row;
        std::function<void(const WindowScene&)> show;
        bool forPooling = true, forConvolution = true;
    };
    using Read = std::function<int(const WindowScene&)>;
    using Write = std::function<void(WindowScene&, int)>;
    void addWhole(const QString& id, const QString& label, int low, int high, Read read, Write write, Read other = {});
    void addChoice(const QString& id, const QString& label, const QStringList& choices, Read read, Write write);
    void addSettings();
    void arrange();
    void refresh();
    QString formula() const;
    void addRepairs(QVBoxLayout* column);
    void showRepairs();

    WindowLab& m_lab;
    Style m_style;
    QStringList m_front;
    std::vector<Setting> m_settings;
    std::vector<Stepper*> m_steppers;
    QVBoxLayout *m_frontRows, *m_moreRows;
    QWidget* m_moreBox;
    QPushButton* m_more;
    QLabel *m_formula, *m_padding, *m_place, *m_step, *m_hover, *m_notice;
    QLabel* m_noticeHeading;
    QPushButton *m_smaller, *m_pad; // ways out of a misfit
    WindowScene m_asOpened;
};

} // namespace ui
