// What mouse and keys do in the denoiser's card: handles are moved, pictures chosen, strokes drawn.
#pragma once

#include "ui/figure/figure.h"
#include "ui/lessons/denoise/denoise_inspector.h"
#include "ui/lessons/denoise/shown_pictures.h"
#include "ui/view/figure_view.h"

#include <QPointer>

namespace ui {

class DenoiseHands : public QObject {
    Q_OBJECT
public:
    // pictures: what is on show when it is asked.
    DenoiseHands(DenoiseLab& lab, FigureView* canvas, std::function<ShownPictures()> pictures);

    // With the stroke that is being drawn.
    const DenoiseScene& scene() const { return m_stroke ? m_stroke->scene() : m_lab.scene(); }
    bool drawing() const { return m_stroke.has_value(); }
    // What is pointed at, by the mouse or by the keys.
    const std::optional<CellRef>& hover() const { return m_hover; }
    void showPicture(int index);

signals:
    void edited(const ui::DenoiseScene& scene, const QString& what, int key);
    void drawn();                      // the stroke has grown
    void keyPressed(QKeyEvent* event); // it is none of those that are used here

private:
    void press(const CellRef& cell);
    void drag(const CellRef& cell);
    void release();
    void useKey(QKeyEvent* event);
    bool drawWithKeys(int key);
    void pointAt(const std::optional<CellRef>& cell);
    void setHandle(const CellRef& cell);
    void moveHandle(int by);
    void clear();

    DenoiseLab& m_lab;
    QPointer<FigureView> m_canvas;
    std::function<ShownPictures()> m_pictures;
    std::optional<LargeStroke> m_stroke;
    std::optional<CellRef> m_hover;
    bool m_cursor = false; // the keys point
};

} // namespace ui
