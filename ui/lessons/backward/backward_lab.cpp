#include "ui/lessons/backward/backward_lab.h"
#include "ui/sentence.h"

#include <algorithm>

namespace ui {

BackwardLab::BackwardLab(QUndoStack& undo, QObject* parent) : Document(undo, parent) {
    m_steps.setGrain(cellGrain);
    connect(this, &DocumentSignals::changed, this, &BackwardLab::rebuild);
}

void BackwardLab::rebuild() {
    const int stoodAt = cell();
    auto made = scene().walk();
    m_walk = made ? std::make_shared<const cnn::WindowWalk>(*std::move(made)) : nullptr;
    m_misfit = made ? QString() : sentenceOf(made.error());
    m_gradient = scene().forwardWalk() ? scene().outputGradient() : cnn::Tensor();
    m_steps.setLength(cells() * terms(), {1, terms(), m_walk ? terms() * m_walk->output().shape().w : 1});
    emit sceneChanged();
    goTo(stoodAt);
}

void BackwardLab::goTo(int cell, int shown) {
    const int products = shown == 0 ? terms() : std::min(shown, terms());
    m_steps.setPosition(cell * terms() + products - 1);
    emit positionChanged();
}

} // namespace ui
