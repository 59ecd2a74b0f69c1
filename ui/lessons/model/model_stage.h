// The stage of the model page: title, a line, and a card with tabs in whose canvas the table or a view is shown.
#pragma once

#include "ui/lessons/model/model_views.h"
#include "ui/lessons/training/view_head.h"
#include "ui/view/figure_view.h"

#include <QFrame>
#include <QLabel>

namespace ui {

class ModelStage : public QWidget {
    Q_OBJECT
public:
    // The canvas is a child from now on.
    explicit ModelStage(FigureView* canvas, QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void setTitle(const QString& title) { m_title->setText(title); }
    void setLine(const QString& line);
    // Which tab is in front, by the view's id; one without a tab stands under that of `from`. Emits nothing.
    void showView(const QString& id, const QString& from);
    // The choices of the view in the head of the card. Emits nothing.
    void showOptions(const std::vector<ViewOption>& options, const QJsonObject& choices) {
        m_head->showOptions(options, choices);
    }

signals:
    void viewChosen(const QString& id);
    void optionChosen(const ui::ViewOption& option, int index);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    void arrange();
    void arrangeInHall();
    void magnify();
    Style m_style;
    QLabel *m_title, *m_line;
    QFrame* m_card;
    FigureView* m_canvas;
    ViewHead* m_head;
};

} // namespace ui
