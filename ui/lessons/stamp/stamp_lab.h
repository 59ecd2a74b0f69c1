// The document of a lesson on transposed convolution: the scene, the walk over its stamps, and where we stand.
#pragma once

#include "ui/lessons/stamp/stamp_scene.h"
#include "ui/model/document.h"
#include "ui/model/step_counter.h"

#include <memory>

namespace ui {

class StampLab : public Document<StampScene> {
    Q_OBJECT
public:
    static constexpr int stampGrain = 1; // product, stamp, row
    explicit StampLab(QUndoStack& undo, QObject* parent = nullptr);

    // Null when there is no such output; misfit() then says so in a sentence.
    std::shared_ptr<const cnn::StampWalk> walk() const { return m_walk; }
    QString misfit() const { return m_misfit; }

    int products() const { return m_walk ? m_walk->cellsPerStep() : 1; } // of a stamp
    int cell() const { return m_steps.position() / products(); }         // of the input
    int productsShown() const { return m_steps.position() % products() + 1; }
    // Over the products of all stamps.
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
    std::shared_ptr<const cnn::StampWalk> m_walk;
    QString m_misfit;
    StepCounter m_steps;
};

} // namespace ui
