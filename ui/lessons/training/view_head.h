// The head of a card that shows one of several views: a tab for each, and beside or below them the choices of the one
// in front. Where the tabs would not fit side by side they stand in a list that drops down.
#pragma once

#include "ui/lessons/training/training_view.h"

class QComboBox;
class QHBoxLayout;
class QTabBar;

namespace ui {

struct ViewTab {
    QString id, title;
};

class ViewHead : public QWidget {
    Q_OBJECT
public:
    // stage: what the focus goes back to when a choice that has it is taken away.
    ViewHead(const std::vector<ViewTab>& tabs, QWidget* stage);
    QTabBar* tabs() { return m_tabs; }
    // Whether there is a tab for it.
    bool has(const QString& id) const;
    // Which view is in front; the first when there is none of that id. Emits nothing.
    void showView(const QString& id);
    QString titleInFront() const;
    // Emits nothing.
    void showOptions(const std::vector<ViewOption>& options, const QJsonObject& choices);
    // So wide may it be. No view is looked for behind arrows.
    void placeOptions(int width);

signals:
    void viewChosen(const QString& id);
    void optionChosen(const ui::ViewOption& option, int index);

private:
    QWidget* makeOption(const ViewOption& option);
    QWidget* m_stage;
    QTabBar* m_tabs;
    QComboBox* m_list;               // the same, in little room
    QHBoxLayout *m_beside, *m_below; // the choices stand below the tabs where they do not fit beside them
    QWidget* m_belowRow;
    int m_width = 0;
    std::vector<ViewOption> m_options;   // on show
    std::vector<QWidget*> m_optionBoxes; // one an option
};

} // namespace ui
