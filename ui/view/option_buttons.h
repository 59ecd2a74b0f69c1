// The options of a question, each a button with its letter.
#pragma once

#include "ui/model/question.h"

#include <QWidget>

namespace ui {

class OptionButtons : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setOptions(const Question& question);

signals:
    void chosen(const QString& letter); // by the user

private:
    QStringList m_options;
};

} // namespace ui
