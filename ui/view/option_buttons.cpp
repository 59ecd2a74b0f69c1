#include "ui/view/option_buttons.h"

#include <QGridLayout>
#include <QPushButton>

namespace ui {

// A line each; those that are their own letter, as digits are, side by side.
void OptionButtons::setOptions(const Question& question) {
    setVisible(!question.options.isEmpty());
    if (question.options == m_options) return;
    m_options = question.options;
    for (QWidget* old : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        old->hide();
        old->deleteLater(); // it may be the sender
    }
    delete layout();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    for (int i = 0; i < m_options.size(); ++i) {
        const QString letter = question.letter(i);
        const bool brief = letter == m_options[i];
        auto* button = new QPushButton(brief ? letter : QString("%1   %2").arg(letter, m_options[i]), this);
        button->setObjectName("option");
        button->setAccessibleName(m_options[i]);
        connect(button, &QPushButton::clicked, this, [this, letter] { emit chosen(letter); });
        grid->addWidget(button, brief ? i / 5 : i, brief ? i % 5 : 0);
        button->show();
    }
}

} // namespace ui
