#include "ui/lessons/stamp/stamp_lab.h"

#include "ui/sentence.h"

#include <algorithm>

namespace ui {

StampLab::StampLab(QUndoStack& undo, QObject* parent) : Document(undo, parent) {
    m_steps.setGrain(stampGrain);
    connect(this, &DocumentSignals::changed, this, &StampLab::rebuild);
}

void StampLab::rebuild() {
    const int stoodAt = cell(), shown = productsShown() < products() ? productsShown() : 0;
    auto made = cnn::StampWalk::make(scene().task());
    m_walk = made ? std::make_shared<const cnn::StampWalk>(*std::move(made)) : nullptr;
    m_misfit = made ? QString() : sentenceOf(made.error());
    const int columns = scene().input.shape().w;
    m_steps.setLength(m_walk ? m_walk->size() * products() : 0, {1, products(), products() * columns});
    emit sceneChanged();
    goTo(stoodAt, shown);
}

void StampLab::goTo(int cell, int shown) {
    const int cells = m_walk ? m_walk->size() : 1;
    const int until = shown == 0 ? products() : std::min(shown, products());
    m_steps.setPosition(std::clamp(cell, 0, cells - 1) * products() + until - 1);
    emit positionChanged();
}

} // namespace ui
