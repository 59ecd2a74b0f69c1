// Selecting and changing the cells of a figure's grids: arrows, typing, wheel, Delete, Tab, copy and paste.
#pragma once

#include "core/samples/grid_patterns.h"
#include "ui/figure/figure.h"

#include <QKeyEvent>
#include <QObject>
#include <limits>

namespace ui {

class CellEditor;
class FigureView;

// What a page says about its cells. Only `editable` cells are handed to the others.
struct EditableCells {
    std::function<bool(const CellRef&)> editable;
    std::function<QString(const CellRef&)> name; // "input row 1, column 2"
    std::function<float(const CellRef&)> value;
    // merge: the same cell changes again and again (the wheel); one undo takes all of it back.
    std::function<void(const CellRef&, float value, bool merge)> set;
    // Where Tab goes from here; nullopt: out of the grids. Empty: right, then the next row, then out.
    std::function<std::optional<CellRef>(const CellRef&)> after;
    std::function<cnn::Tensor(const CellRef&)> block; // the grid that cell is in, to copy
    // Numbers come in, the first of them there; what: of the undo step.
    std::function<void(const CellRef&, const cnn::Tensor& block, const QString& what)> paste;
    // The first cell of the grid that a cell is in; nullopt: it is not filled as a whole. Empty: row and column 0.
    std::function<std::optional<CellRef>(const CellRef&)> corner;
    // The shape of all that is filled when nothing is selected, several grids as channels. Empty: the grid of `first`.
    std::function<cnn::Shape()> all;
    CellRef first;                                          // what Enter, Up or Down select when nothing is selected
    bool byArrows = true;                                   // false: Up and Down do not, they are something else there
    float largest = std::numeric_limits<float>::infinity(); // magnitude of a cell
};

// Whether a key puts something visible into a text.
bool writesText(const QKeyEvent& key);

// The view's keys come through handleKey; wheel and editor are connected here. Clicks stay with the page: it calls
// select().
class GridCursor : public QObject {
    Q_OBJECT
public:
    GridCursor(FigureView* view, EditableCells cells);
    void setStyle(const Style& style);

    // None any more when a change took the cell away.
    std::optional<CellRef> selected() const;
    void select(std::optional<CellRef> cell); // none when it is not editable
    bool handleKey(QKeyEvent* event);         // whether it was used
    // Says what a selected cell takes where nobody had a use for a letter.
    void refuseLetter(const QKeyEvent& event);
    // The grid with the selected cell; without one all that is filled together.
    void fill(cnn::GridPattern pattern, quint64 seed, const QString& what);

signals:
    void selectionChanged();
    void refused(const QString& sentence); // empty: all is well again

private:
    void set(const CellRef& cell, float value, bool merge);
    void refuse(const QString& why);
    void accept();
    bool moveKey(int key);
    bool changeKey(QKeyEvent* event);
    void moveBy(int dy, int dx);
    std::optional<CellRef> after(const CellRef& cell) const;
    void beginEditing(const QString& text, bool selectAll);
    void commit(const QString& text, int key);
    void nudge(const CellRef& cell, int steps, bool fine);
    void copy() const;
    void paste();

    FigureView* m_view;
    CellEditor* m_editor;
    EditableCells m_cells;
    std::optional<CellRef> m_selected;
    bool m_refused = false; // what was wanted last
};

} // namespace ui
