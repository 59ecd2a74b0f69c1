// Patterns to fill a grid with, a button each: one click, then the grid holds the numbers.
#pragma once

#include "core/samples/grid_patterns.h"
#include "ui/view/controls.h"

namespace ui {

class FillBox : public QWidget {
    Q_OBJECT
public:
    // fills: a sentence on what a click fills; empty: the grid with the selected cell, or the input.
    explicit FillBox(const QString& fills = {}, QWidget* parent = nullptr);
    // The seed of noise, to stand in a row of its own; it makes sense while noise() holds. Whoever places it owns it.
    Stepper* seed() { return m_seed; }
    bool noise() const { return m_noise; } // was asked for last

signals:
    // what: of the undo step.
    void wanted(cnn::GridPattern pattern, quint64 seed, const QString& what);

private:
    void ask(cnn::GridPattern pattern, const QString& name);
    Stepper* m_seed;
    bool m_noise = false;
};

} // namespace ui
