#include "ui/lessons/training/strip_input.h"

#include "ui/lessons/training/strip/strip_figure.h"

#include <QKeyEvent>

namespace ui {
namespace {

bool isEnter(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

StripInput::StripInput(FigureView* strip) : m_strip(strip) {
    connect(strip, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_cursor = false;
        pointAt(cell);
    });
    connect(strip, &FigureView::pressed, this,
            [this](const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
                const bool draws = cell.part == "input" && !(keys & Qt::ShiftModifier);
                if (draws)
                    emit penDown({cell.x, cell.y}, button == Qt::RightButton);
                else if (button == Qt::LeftButton)
                    emit opened(cell);
            });
    connect(strip, &FigureView::dragged, this, [this](const CellRef& cell) {
        if (cell.part == "input") emit penMoved({cell.x, cell.y});
    });
    connect(strip, &FigureView::released, this, &StripInput::penUp);
    connect(strip, &FigureView::keyPressed, this, &StripInput::handleKey);
}

void StripInput::pointAt(std::optional<CellRef> cell) {
    m_hover = std::move(cell);
    m_strip->refresh();
}

void StripInput::handleKey(QKeyEvent* event) {
    if (m_cursor && cursorKey(event)) return event->accept();
    emit keyPressed(event);
    if (event->isAccepted()) return;
    event->accept();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return startCursor();
    default:
        event->ignore();
    }
}

// In the middle of the image.
void StripInput::startCursor() {
    const auto* figure = dynamic_cast<const StripFigure*>(m_strip->figure());
    if (!figure) return;
    const cnn::Shape image = figure->imageShape();
    m_cursor = true;
    pointAt(CellRef{"input", 0, image.h / 2, image.w / 2});
}

// With the cursor in the strip: arrows move it, Enter draws on the image and Delete erases under it; elsewhere Enter
// goes down into what stands there. Esc lets it go.
bool StripInput::cursorKey(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(-1, 0), true;
    case Qt::Key_Right:
        return moveCursor(1, 0), true;
    case Qt::Key_Up:
        return moveCursor(0, -1), true;
    case Qt::Key_Down:
        return moveCursor(0, 1), true;
    case Qt::Key_Escape:
        m_cursor = false;
        return pointAt(std::nullopt), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_hover && isEnter(*event) && (m_hover->part != "input" || event->modifiers() & Qt::ShiftModifier))
            emit opened(CellRef(*m_hover));
        else if (m_hover && m_hover->part == "input")
            emit dotted({m_hover->x, m_hover->y}, event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace);
        return true;
    default:
        return false;
    }
}

void StripInput::moveCursor(int dx, int dy) {
    const auto* figure = dynamic_cast<const StripFigure*>(m_strip->figure());
    if (figure && m_hover) pointAt(figure->neighbour(*m_hover, dx, dy));
}

} // namespace ui
