// The document of a lesson on the backward pass: the scene, the walk over the gradient, and where we stand.
#pragma once

#include "ui/lessons/backward/backward_scene.h"
#include "ui/model/document.h"
#include "ui/model/step_counter.h"

namespace ui {

class BackwardLab : public Document<BackwardScene> {
    Q_OBJECT
public:
    static constexpr int cellGrain = 1; // product, cell, row
    explicit BackwardLab(QUndoStack& undo, QObject* parent = nullptr);

    // Null when the window does not fit; misfit() then says so in a sentence.
    std::shared_ptr<const cnn::WindowWalk> walk() const { return m_walk; }
    QString misfit() const { return m_misfit; }
    // Of the output, in its shape; empty when the window does not fit forward.
    const cnn::Tensor& gradient() const { return m_gradient; }
    bool pooling() const { return scene().pass == BackwardPass::Pooling; }

    int cells() const { return m_walk ? m_walk->size() : 0; }
    int terms() const { return m_walk && !pooling() ? m_walk->termsPerStep() : 1; } // of a cell
    int cell() const { return m_steps.position() / terms(); }
    int productsShown() const { return m_steps.position() % terms() + 1; } // of the current cell
    // Over the products of all cells; the shares of pooling go a window at a time.
    const StepCounter& steps() const { return m_steps; }
    template<class Move> void move(Move change) {
        change(m_steps);
        emit positionChanged();
    }
    // With the first `shown` of its products; 0: with all of them.
    void goTo(int cell, int shown = 0);

signals:
    void sceneChanged();    // the walk too
    void positionChanged(); // also after sceneChanged

private:
    void rebuild();
    std::shared_ptr<const cnn::WindowWalk> m_walk;
    cnn::Tensor m_gradient;
    QString m_misfit;
    StepCounter m_steps;
};

} // namespace ui
