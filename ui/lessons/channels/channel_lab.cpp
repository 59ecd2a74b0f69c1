#include "ui/lessons/channels/channel_lab.h"
#include "ui/sentence.h"

#include <algorithm>

namespace ui {

ChannelLab::ChannelLab(QUndoStack& undo, QObject* parent) : Document(undo, parent) {
    m_steps.setGrain(static_cast<int>(ChannelGrain::Cell));
    connect(this, &DocumentSignals::changed, this, &ChannelLab::rebuild);
}

void ChannelLab::rebuild() {
    // Stay on the same output cell, as far as it still exists.
    const int columns = m_walk ? m_walk->output().shape().w : 1;
    const int there = map(), row = cell() / columns, column = cell() % columns;
    const int shown = productsShown() == terms() ? 0 : productsShown();
    auto made = cnn::ChannelWalk::make(scene().task());
    m_misfit = made ? QString() : sentenceOf(made.error());
    m_walk = made ? std::make_shared<const cnn::ChannelWalk>(*std::move(made)) : nullptr;
    const cnn::Shape s = m_walk ? m_walk->output().shape() : cnn::Shape{0, 1, 1, 1};
    m_steps.setLength(s.c * cells() * terms(), {1, terms() / scene().kernelShape().c, terms(), terms() * s.w});
    place((std::min(there, s.c - 1) * s.h + std::min(row, s.h - 1)) * s.w + std::min(column, s.w - 1), shown);
    emit sceneChanged();
    emit positionChanged();
}

void ChannelLab::place(int index, int shown) {
    const int products = shown <= 0 ? terms() : std::min(shown, terms());
    m_steps.setPosition(std::max(0, index) * terms() + products - 1);
}

void ChannelLab::goTo(int index, int shown) {
    place(index, shown);
    emit positionChanged();
}

} // namespace ui
