#include "ui/lessons/denoise/denoise_hands.h"

#include "ui/lessons/denoise/between_figure.h"
#include "ui/lessons/denoise/db_chart.h"
#include "ui/lessons/denoise/pictures_figure.h"
#include "ui/model/drawing.h"

#include <QKeyEvent>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int handleKey = 100, pictureKey = 101; // merge keys: moving about is one step of undo
constexpr int keyStep = 5;                       // per cent that a key moves a handle

} // namespace

DenoiseHands::DenoiseHands(DenoiseLab& lab, FigureView* canvas, std::function<ShownPictures()> pictures)
    : m_lab(lab), m_canvas(canvas), m_pictures(std::move(pictures)) {
    connect(canvas, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_cursor = false;
        pointAt(cell);
    });
    connect(canvas, &FigureView::pressed, this, [this](const CellRef& cell, Qt::MouseButton) { press(cell); });
    connect(canvas, &FigureView::dragged, this, [this](const CellRef& cell, Qt::MouseButtons) { drag(cell); });
    connect(canvas, &FigureView::released, this, &DenoiseHands::release);
    connect(canvas, &FigureView::keyPressed, this, &DenoiseHands::useKey);
}

void DenoiseHands::pointAt(const std::optional<CellRef>& cell) {
    m_hover = cell;
    m_canvas->refresh();
}

void DenoiseHands::showPicture(int index) {
    emit edited(withPicture(m_lab.scene(), index), tr("picture %1").arg(index + 1), pictureKey);
}

// ---- the mouse -----------------------------------------------------------------------------------------------------

void DenoiseHands::press(const CellRef& cell) {
    if (cell.part == PicturesFigure::rowPart) return showPicture(cell.x);
    if (cell.part != LargePicture::pixelPart) return setHandle(cell);
    m_stroke.emplace(m_lab.scene(), m_pictures(), QPoint(cell.x, cell.y));
    emit drawn();
}

void DenoiseHands::drag(const CellRef& cell) {
    if (m_stroke && cell.part == LargePicture::pixelPart) {
        m_stroke->to({cell.x, cell.y});
        emit drawn();
    } else if (!m_stroke && cell.part != PicturesFigure::rowPart && cell.part != LargePicture::pixelPart) {
        setHandle(cell);
    }
}

void DenoiseHands::release() {
    if (!m_stroke) return;
    const LargeStroke stroke = *std::exchange(m_stroke, std::nullopt);
    const QString what = stroke.scene().tool == DenoiseScene::Spoil   ? tr("add noise")
                         : stroke.scene().tool == DenoiseScene::Erase ? tr("erase")
                                                                      : tr("draw");
    emit edited(stroke.scene(), what, -1);
}

void DenoiseHands::setHandle(const CellRef& cell) {
    DenoiseScene next = m_lab.scene();
    if (cell.part == LargePicture::wipePart)
        next.wipe = cell.x;
    else if (cell.part == BetweenFigure::sharePart)
        next.between = cell.x;
    else if (cell.part == BetweenFigure::otherPart)
        next.other = cell.x;
    else if (cell.part == DbChart::placePart && next.settings.noise.any())
        next.tested = std::round(cell.x / 10.0) / 100;
    else
        return;
    emit edited(next, tr("move the handle"), handleKey);
}

// ---- the keys ------------------------------------------------------------------------------------------------------

void DenoiseHands::moveHandle(int by) {
    DenoiseScene next = m_lab.scene();
    if (next.shows == DenoiseScene::Pictures)
        next.wipe = std::clamp(next.wipe + by * keyStep, 0, 100);
    else if (next.shows == DenoiseScene::Between)
        next.between = std::clamp(next.between + by * keyStep, 0, 100);
    else if (next.shows == DenoiseScene::Strengths && next.settings.noise.any())
        next.tested = std::clamp(std::round(shownNoise(next).strength * 20 + by) / 20, 0.0, 1.0);
    emit edited(next, tr("move the handle"), handleKey);
}

void DenoiseHands::useKey(QKeyEvent* event) {
    event->accept();
    const int key = event->key(), count = std::max(1, m_pictures().count());
    if (m_lab.scene().shows == DenoiseScene::Pictures && m_lab.scene().tool != DenoiseScene::Wipe && drawWithKeys(key))
        return;
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        moveHandle(key == Qt::Key_Left ? -1 : 1);
    else if (key == Qt::Key_Up)
        showPicture((m_lab.scene().testImage + count - 1) % count);
    else if (key == Qt::Key_Down)
        showPicture((m_lab.scene().testImage + 1) % count);
    else if (key == Qt::Key_Delete && m_lab.scene().shows == DenoiseScene::Pictures)
        clear();
    else {
        event->ignore();
        emit keyPressed(event);
    }
}

// Arrows move the pen, Enter draws a dot, Escape puts it down.
bool DenoiseHands::drawWithKeys(int key) {
    const cnn::Shape shape = m_pictures().shape();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const QPoint by = key == Qt::Key_Left    ? QPoint(-1, 0)
                      : key == Qt::Key_Right ? QPoint(1, 0)
                      : key == Qt::Key_Up    ? QPoint(0, -1)
                      : key == Qt::Key_Down  ? QPoint(0, 1)
                                             : QPoint();
    if (key == Qt::Key_Escape && m_cursor) {
        m_cursor = false;
        pointAt(std::nullopt);
        return true;
    }
    if (!enter && by.isNull()) return false;
    if (!std::exchange(m_cursor, true)) {
        pointAt(CellRef{LargePicture::pixelPart, 0, shape.h / 2, shape.w / 2});
        return true;
    }
    CellRef at = m_hover.value_or(CellRef{LargePicture::pixelPart, 0, shape.h / 2, shape.w / 2});
    at.x = std::clamp(at.x + by.x(), 0, shape.w - 1);
    at.y = std::clamp(at.y + by.y(), 0, shape.h - 1);
    pointAt(at);
    if (enter) {
        press(at);
        release();
    }
    return true;
}

// An empty picture to draw on.
void DenoiseHands::clear() {
    DenoiseScene next = withPicture(m_lab.scene(), m_lab.scene().testImage);
    next.drawing = Drawing::blank(m_pictures().shape());
    emit edited(next, tr("clear the picture"), -1);
}

} // namespace ui
