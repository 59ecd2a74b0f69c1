#include "ui/lessons/fit/fit_lab.h"

#include <algorithm>

namespace ui {
namespace {

std::shared_ptr<const cnn::KernelFit> fitOf(const FitScene& scene) {
    return std::make_shared<const cnn::KernelFit>(cnn::KernelFit::make(scene.task(), scene.updates).orThrow());
}

} // namespace

FitLab::FitLab(QUndoStack& undo, QObject* parent) : Document(undo, parent), m_fit(fitOf(scene())) {
    connect(this, &DocumentSignals::changed, this, &FitLab::rebuild);
}

void FitLab::edit(const QString& text, FitScene next, int mergeKey) {
    if (next == scene()) return;
    if (next.learningRate == scene().learningRate && !m_fit->diverges()) {
        const double largest = fitOf(next)->bowl().largestLearningRate();
        if (next.learningRate > largest) next.learningRate = safeLearningRate(largest);
    }
    Document::edit(text, next, mergeKey);
}

void FitLab::rebuild() {
    m_fit = fitOf(scene());
    m_step = std::clamp(m_step, 1, steps());
    m_weight = std::clamp(m_weight, 0, scene().rows * scene().columns - 1);
    emit sceneChanged();
    emit positionChanged();
}

void FitLab::goTo(int step) {
    m_step = std::clamp(step, 1, steps());
    emit positionChanged();
}

void FitLab::choose(int weight) {
    m_weight = std::clamp(weight, 0, scene().rows * scene().columns - 1);
    emit positionChanged();
}

} // namespace ui
