// The views of the model page: what mouse and keys do in them, and how one leads to another.
#include "ui/lessons/model/model_page.h"
#include "ui/lessons/training/dive/dive_path.h"
#include "ui/view/figure_cursor.h"

#include <QKeyEvent>

namespace ui {
void ModelPage::choose(const QJsonObject& choices) {
    ModelScene next = m_lab.scene();
    next.choices[next.view] = choices;
    if (next.view == diveViewId)
        m_lab.load(next); // whoever goes down or comes back up changes nothing
    else
        m_lab.edit(tr("selection"), next);
}

// To another view; of the way down nothing stays.
void ModelPage::chooseView(const QString& id) {
    ModelScene next = m_lab.scene();
    next.choices.remove(diveViewId);
    if (std::exchange(next.view, id) == diveViewId)
        m_lab.load(next);
    else
        m_lab.edit(tr("view"), next);
}

void ModelPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    if (TrainingView* view = m_card.view()) {
        if (const auto choices = view->pressed(cell, m_card.choices())) choose(*choices);
    } else if (cell.part == "head") {
        sortBy(cell.x);
    } else {
        const std::optional<int> top = m_top; // what was clicked stays where it is
        stand(cell.map + 1 == m_layer ? 0 : cell.map + 1);
        if (top && cell.part == "layer") m_top = top;
        refreshStage();
    }
}

// Enter or an arrow up or down puts a cursor on the first cell; then arrows move it, Enter presses, Escape lets it go.
bool ModelPage::viewKey(QKeyEvent* event) {
    const Figure* figure = m_view->figure();
    if (!figure) return false;
    const int key = event->key();
    const QJsonObject before = m_card.choices();
    if (const auto choices = m_card.view()->keyed(key, before)) {
        if (*choices != before) choose(*choices);
        return true;
    }
    const QString typed = event->text();
    if (m_lab.scene().view == diveViewId && !typed.isEmpty() && typed[0].isDigit()) {
        emit notice(tr("This network does not learn here, so its weights stay as they are. LeNet live opens an ONNX "
                       "file, too: there a weight can be typed over."));
        return true;
    }
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const int dx = (key == Qt::Key_Right) - (key == Qt::Key_Left), dy = (key == Qt::Key_Down) - (key == Qt::Key_Up);
    if (!m_hover) {
        if (!enter && dy == 0) return false;
        return hover(firstCell(*figure)), true;
    }
    const CellRef cell = *m_hover;
    if (enter) return press(cell, Qt::LeftButton, {}), true;
    if (key == Qt::Key_Escape) return hover(std::nullopt), true;
    if (dx == 0 && dy == 0) return false;
    return hover(nextCell(*figure, cell, dx, dy)), true;
}

// Of a view that shows one layer: its place among the view's choices; -1: it shows none.
int ModelPage::layersToStep() const {
    const TrainingMoment* moment = m_run.moment();
    if (showsTable() || !moment) return -1;
    for (const ViewOption& option : m_card.view()->options(*moment))
        if (option.id == "layer" && m_lab.scene().view != "attention") return static_cast<int>(option.values.size());
    return -1;
}

void ModelPage::showView(const QString& id, const QJsonObject& choices) {
    ModelScene next = m_lab.scene();
    next.view = id;
    next.choices[id] = choices;
    if (id == diveViewId)
        m_lab.load(next);
    else
        m_lab.edit(tr("view"), next);
}

// What goes through what.
QString ModelPage::viewLine() const {
    const TrainingMoment* moment = m_run.moment();
    if (!moment) return {};
    const QString network = networkTitle(m_lab.scene().network);
    if (moment->model->weights->isRandom)
        return tr("%1 goes through %2 with random weights: its answers mean nothing.").arg(moment->caption, network);
    return tr("%1 goes through %2.").arg(moment->caption, network);
}

} // namespace ui
