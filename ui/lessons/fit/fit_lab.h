// The document of the lesson "learn a kernel": the scene behind one gate with undo, the descent it leads to, and where
// we stand in it.
#pragma once

#include "ui/lessons/fit/fit_scene.h"

#include <QObject>
#include <QUndoStack>
#include <memory>

namespace ui {

class FitLab : public QObject {
    Q_OBJECT
public:
    using Scene = FitScene;
    explicit FitLab(QUndoStack& undo, QObject* parent = nullptr);

    const FitScene& scene() const { return m_scene; }
    std::shared_ptr<const cnn::KernelFit> fit() const { return m_fit; }

    // The one gate for changes. Nothing happens when `next` equals the scene. mergeKey as in EditCommand. Another
    // target or input whose bowl is steeper lowers a learning rate that did not diverge before, so that one change
    // shows one thing.
    void edit(const QString& text, FitScene next, int mergeKey = -1);
    // Exactly this scene, as a step of undo.
    void replace(const QString& text, const FitScene& next, int mergeKey = -1);
    // A scene from a lesson: no undo step.
    void load(const FitScene& scene, int step, int weight);

    // The moment in sight: before update `step`, counted from 1; the last is after all updates.
    int step() const { return m_step; }
    int steps() const { return m_fit->updates() + 1; }
    void goTo(int step);
    // The weight whose gradient is written out, in reading order.
    int weight() const { return m_weight; }
    void choose(int weight);

signals:
    void sceneChanged();
    void positionChanged(); // also after sceneChanged; the chosen weight too

private:
    void write(const FitScene& scene);
    QUndoStack& m_undo;
    FitScene m_scene;
    std::shared_ptr<const cnn::KernelFit> m_fit;
    int m_step = 1, m_weight = 0;
};

} // namespace ui
