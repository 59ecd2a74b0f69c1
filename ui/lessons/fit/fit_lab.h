// The document of the lesson "learn a kernel": the scene, the descent it leads to, and where we stand in it.
#pragma once

#include "ui/lessons/fit/fit_scene.h"
#include "ui/model/document.h"

#include <memory>

namespace ui {

class FitLab : public Document<FitScene> {
    Q_OBJECT
public:
    explicit FitLab(QUndoStack& undo, QObject* parent = nullptr);

    std::shared_ptr<const cnn::KernelFit> fit() const { return m_fit; }

    // Another target or input whose bowl is steeper lowers a learning rate that did not diverge before, so that one
    // change shows one thing.
    void edit(const QString& text, FitScene next, int mergeKey = -1);

    // The moment in sight: before update `step`, counted from 1; the last is after all updates.
    int step() const { return m_step; }
    int steps() const { return m_fit->updates() + 1; }
    void goTo(int step);
    // The weight whose gradient is written out, in reading order.
    int weight() const { return m_weight; }
    void choose(int weight);

signals:
    void sceneChanged();    // the descent too
    void positionChanged(); // also after sceneChanged; the chosen weight too

private:
    void rebuild();
    std::shared_ptr<const cnn::KernelFit> m_fit;
    int m_step = 1, m_weight = 0;
};

} // namespace ui
