// The document of a sliding-window lesson: the scene, the walk over it, and where we stand.
#pragma once

#include "core/walk/window_facts.h"
#include "ui/lessons/window/window_scene.h"
#include "ui/model/document.h"
#include "ui/model/step_counter.h"

#include <algorithm>
#include <memory>

namespace ui {

class WindowLab : public Document<WindowScene> {
    Q_OBJECT
public:
    explicit WindowLab(QUndoStack& undo, QObject* parent = nullptr);

    // Null when the window does not fit; misfit() then says so in a sentence.
    std::shared_ptr<const cnn::WindowWalk> walk() const { return m_walk; }
    QString misfit() const { return m_misfit; }
    // What comes out: the walk's output, after the ReLU if there is one. Only with a walk.
    cnn::Tensor output() const;

    // A breakpoint does not make the lesson's words untrue.
    bool asOpened() const;

    // Where we stand: products counted over the whole walk, 0 .. size * terms - 1. Every grain but the layers stops at
    // some of these, in the same order: a cell at its last product, a row at its last cell.
    int position() const { return m_steps.position(); }
    int cell() const { return m_terms > 0 ? position() / m_terms : 0; }
    int productsShown() const { return m_terms > 0 ? position() % m_terms + 1 : 0; }
    Grain grain() const { return m_grain; }
    // Layers only where the scene stacks them; they are counted by themselves, from the input on.
    void setGrain(Grain grain);
    int layersShown() const { return m_grain == Grain::Layer ? m_layers.position() : cnn::stackedLayers; }
    int stops() const { return steps().stops(); }
    // How many cells a stop takes in: of products a share of one.
    double cellsPerStop() const { return static_cast<double>(m_steps.perStop()) / std::max(1, m_terms); }
    int stop() const { return steps().stop(); } // the stop we stand at or passed last; -1 before the first
    bool atLast() const { return steps().atLast(); }
    bool atFirst() const { return steps().atFirst(); }
    void goToStop(int stop);
    // With the first `shown` of its products; 0: with all of them.
    void goToCell(int cell, int shown = 0);
    void go(StepWay way);
    // As go(Next), but stops at the first breakpoint on the way: at its first product, or with the whole cell. True
    // when it did.
    bool nextOrBreakpoint();
    // To the next breakpoint, without one to the end.
    void goToNextBreakpoint();

signals:
    void sceneChanged();    // the walk too
    void positionChanged(); // also after sceneChanged

private:
    void rebuild();
    const StepCounter& steps() const { return m_grain == Grain::Layer ? m_layers : m_steps; }
    template<class Change> void move(Change change);
    int breakpointAfter(int position) const; // its position in the current grain; -1: there is none

    std::shared_ptr<const cnn::WindowWalk> m_walk;
    QString m_misfit;
    Grain m_grain = Grain::Cell;
    StepCounter m_steps, m_layers;
    int m_terms = 0;
};

} // namespace ui
