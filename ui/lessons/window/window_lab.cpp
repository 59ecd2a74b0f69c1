#include "ui/lessons/window/window_lab.h"
#include "ui/sentence.h"

#include <algorithm>

namespace ui {

WindowLab::WindowLab(QUndoStack& undo, QObject* parent) : Document(undo, parent) {
    m_steps.setGrain(static_cast<int>(m_grain));
    connect(this, &DocumentSignals::changed, this, &WindowLab::rebuild);
}

bool WindowLab::asOpened() const {
    WindowScene now = scene();
    now.breakpoints = opened().breakpoints;
    return now == opened();
}

void WindowLab::rebuild() {
    // Stay on the same output cell, as far as it still exists.
    const int columns = m_walk ? m_walk->output().shape().w : 1;
    const int row = cell() / columns, column = cell() % columns;
    const bool whole = productsShown() == m_terms;
    const int shown = productsShown();
    auto made = cnn::WindowWalk::make(scene().task());
    m_walk = made ? std::make_shared<const cnn::WindowWalk>(*std::move(made)) : nullptr;
    m_misfit = made ? QString() : sentenceOf(made.error());
    m_terms = m_walk ? m_walk->termsPerStep() : 0;
    if (m_grain == Grain::Layer && !scene().stacked) m_grain = Grain::Cell;
    m_layers.setLength(m_walk ? cnn::stackedLayers + 1 : 0, {});
    m_steps.setLength(0, {});
    if (m_walk) {
        const auto& s = m_walk->output().shape();
        m_steps.setLength(m_walk->size() * m_terms, {1, m_terms, m_terms * s.w});
        m_steps.setPosition((std::min(row, s.h - 1) * s.w + std::min(column, s.w - 1)) * m_terms +
                            (whole ? m_terms : std::clamp(shown, 1, m_terms)) - 1);
    }
    emit sceneChanged();
    emit positionChanged();
}

template<class Change> void WindowLab::move(Change change) {
    if (!m_walk) return;
    change(m_grain == Grain::Layer ? m_layers : m_steps);
    emit positionChanged();
}

void WindowLab::setGrain(Grain grain) {
    if (grain == Grain::Layer && !scene().stacked) return;
    if (grain == Grain::Layer && m_grain != grain) m_layers.setPosition(0); // the input alone
    m_grain = grain;
    if (grain != Grain::Layer) m_steps.setGrain(static_cast<int>(grain));
    emit positionChanged();
}

void WindowLab::goToStop(int stop) {
    move([stop](StepCounter& s) { s.goToStop(stop); });
}
void WindowLab::goToCell(int cell, int shown) {
    if (!m_walk) return;
    m_steps.setPosition(cell * m_terms + (shown > 0 && shown < m_terms ? shown : m_terms) - 1);
    emit positionChanged();
}
void WindowLab::go(StepWay way) {
    move([way](StepCounter& s) { s.go(way); });
}

cnn::Tensor WindowLab::output() const {
    cnn::Tensor output = m_walk->output();
    if (scene().rectifies()) output.array() = output.array().max(0.0F);
    return output;
}

int WindowLab::breakpointAfter(int position) const {
    if (!m_walk || m_grain == Grain::Layer) return -1;
    const cnn::Shape& s = m_walk->output().shape();
    for (const cnn::Place& at : scene().breakpoints) { // in reading order
        if (at.y >= s.h || at.x >= s.w) continue;
        const int cell = at.y * s.w + at.x;
        const int there = m_grain == Grain::Product ? cell * m_terms : (cell + 1) * m_terms - 1;
        if (there > position) return there;
    }
    return -1;
}

bool WindowLab::nextOrBreakpoint() {
    const int there = breakpointAfter(position());
    bool stopped = false;
    move([&](StepCounter& s) {
        s.next();
        stopped = there >= 0 && there <= s.position();
        if (stopped) s.setPosition(there);
    });
    return stopped;
}

void WindowLab::goToNextBreakpoint() {
    const int there = breakpointAfter(position());
    move([there](StepCounter& s) { there < 0 ? s.goToStop(s.stops() - 1) : s.setPosition(there); });
}

} // namespace ui
