#include "ui/lessons/fit/fit_lab.h"

#include "ui/model/edit_command.h"

#include <algorithm>

namespace ui {
namespace {

std::shared_ptr<const cnn::KernelFit> fitOf(const FitScene& scene) {
    return std::make_shared<const cnn::KernelFit>(cnn::KernelFit::make(scene.task(), scene.updates).orThrow());
}

} // namespace

FitLab::FitLab(QUndoStack& undo, QObject* parent) : QObject(parent), m_undo(undo), m_fit(fitOf(m_scene)) {}

void FitLab::edit(const QString& text, FitScene next, int mergeKey) {
    if (next == m_scene) return;
    if (next.learningRate == m_scene.learningRate && !m_fit->diverges()) {
        const double largest = fitOf(next)->bowl().largestLearningRate();
        if (next.learningRate > largest) next.learningRate = safeLearningRate(largest);
    }
    replace(text, next, mergeKey);
}

void FitLab::replace(const QString& text, const FitScene& next, int mergeKey) {
    if (next == m_scene) return;
    m_undo.push(new EditCommand<FitScene>(
        text, m_scene, next, [this](const FitScene& s) { write(s); }, mergeKey));
}

void FitLab::load(const FitScene& scene, int step, int weight) {
    m_scene = scene;
    m_fit = fitOf(scene);
    m_step = std::clamp(step, 1, steps());
    m_weight = std::clamp(weight, 0, scene.rows * scene.columns - 1);
    emit sceneChanged();
    emit positionChanged();
}

void FitLab::write(const FitScene& scene) {
    load(scene, m_step, m_weight);
}

void FitLab::goTo(int step) {
    m_step = std::clamp(step, 1, steps());
    emit positionChanged();
}

void FitLab::choose(int weight) {
    m_weight = std::clamp(weight, 0, m_scene.rows * m_scene.columns - 1);
    emit positionChanged();
}

} // namespace ui
