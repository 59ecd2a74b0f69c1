// File > Settings: what holds for all lessons. A change acts at once and is remembered; there is no Apply.
#pragma once

#include "ui/shell/front.h"

#include <QDialog>

class QLabel;
class QLineEdit;

namespace ui {

class Segmented;
class Stepper;

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    // folder: asks for one; empty: none was named.
    SettingsDialog(Front& front, std::function<QString()> folder, QWidget* parent);

private:
    QWidget* makeTheme();
    QWidget* makeScale();
    QWidget* makeAnimations();
    QWidget* makeThreads();
    QWidget* makeFashion();
    void chooseFashion(const QString& folder);

    Front& m_front;
    std::function<QString()> m_askFolder;
    QLineEdit* m_fashion;
    QLabel* m_missing;
};

} // namespace ui
