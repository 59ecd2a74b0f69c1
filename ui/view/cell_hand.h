// The hand that edits one grid of a figure: choosing a cell by mouse and keys, typing, the wheel, whole blocks. It
// knows no document; the page says what the grid holds and takes the changes.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/figure.h"

#include <QObject>
#include <functional>
#include <optional>

class QKeyEvent;

namespace ui {

class CellEditor;
class FigureView;

class CellHand : public QObject {
    Q_OBJECT
public:
    struct Grid {
        QString part;                                               // of the figure: "kernel"
        QString name;                                               // in sentences: "the kernel"
        std::function<const cnn::Tensor&()> values;                 // (1, rows, columns)
        std::function<void(int y, int x, float v, bool merge)> set; // merge: several in a row are one undo step
        std::function<void(const cnn::Tensor& block)> replace;      // the whole grid, from the clipboard
        float largest = 1e6F;                                       // magnitude of a cell
    };
    CellHand(FigureView* view, Grid grid);

    void setStyle(const Style& style);
    // The chosen cell, if it still is one of the grid's.
    std::optional<CellRef> selected() const;
    void select(std::optional<CellRef> cell);
    // Whether the key was the grid's. Enter chooses the first cell when none is chosen; the arrows are the grid's only
    // while a cell is chosen.
    bool key(QKeyEvent* event);
    void wheel(const CellRef& cell, int notches, Qt::KeyboardModifiers modifiers);

signals:
    void selectionChanged();
    void refused(const QString& sentence);

private:
    bool has(int y, int x) const;
    bool startsTyping(const QString& text);
    void move(int dy, int dx);
    void nextCell();
    void edit(const QString& text, bool selectAll);
    void commit(const QString& text, int key);
    void set(const CellRef& cell, float value, bool merge);
    void nudge(const CellRef& cell, int steps, bool fine);
    void copy() const;
    void paste();
    FigureView* m_view;
    CellEditor* m_editor;
    Grid m_grid;
    std::optional<CellRef> m_selected;
};

} // namespace ui
