#include "ui/model/window_lab.h"

#include "ui/model/edit_command.h"

#include <algorithm>

namespace ui {

void WindowLab::edit(const QString& text, const WindowScene& next, int mergeKey) {
    if (next == m_scene) return;
    m_undo.push(new EditCommand<WindowScene>(
        text, m_scene, next, [this](const WindowScene& s) { write(s); }, mergeKey));
}

void WindowLab::load(const WindowScene& scene, int cell) {
    write(scene);
    goToCell(cell);
}

void WindowLab::write(const WindowScene& scene) {
    // Stay on the same output cell, as far as it still exists.
    const int columns = m_walk ? m_walk->output().shape().w : 1;
    const int row = cell() / columns, column = cell() % columns;
    const bool whole = productsShown() == m_terms;
    const int shown = productsShown();
    m_scene = scene;
    auto made = cnn::WindowWalk::make(scene.task());
    m_walk = made ? std::make_shared<const cnn::WindowWalk>(*std::move(made)) : nullptr;
    m_misfit = made ? QString() : QString::fromUtf8(made.error().what());
    m_terms = m_walk ? m_walk->termsPerStep() : 0;
    m_position = 0;
    if (m_walk) {
        const auto& s = m_walk->output().shape();
        const int there = std::min(row, s.h - 1) * s.w + std::min(column, s.w - 1);
        m_position = there * m_terms + (whole ? m_terms : std::clamp(shown, 1, m_terms)) - 1;
    }
    emit sceneChanged();
    emit positionChanged();
}

int WindowLab::perStop() const {
    if (!m_walk) return 1;
    switch (m_grain) {
    case Grain::Product:
        return 1;
    case Grain::Cell:
        return m_terms;
    case Grain::Row:
        return m_terms * m_walk->output().shape().w;
    }
    return 1;
}

int WindowLab::lastPosition() const {
    return m_walk ? m_walk->size() * m_terms - 1 : 0;
}
int WindowLab::stops() const {
    return m_walk ? (lastPosition() + 1) / perStop() : 0;
}
int WindowLab::stop() const {
    return (m_position + 1) / perStop() - 1;
}

void WindowLab::setPosition(int position) {
    if (!m_walk) return;
    m_position = std::clamp(position, 0, lastPosition());
    emit positionChanged();
}

void WindowLab::setGrain(Grain grain) {
    m_grain = grain;
    // A coarser grain shows whole cells or rows: finish the one that was begun.
    if (m_walk && (m_position + 1) % perStop() != 0) m_position = positionOfStop(stop() + 1);
    setPosition(m_position);
}

void WindowLab::goToStop(int stop) {
    setPosition(positionOfStop(stop));
}
void WindowLab::goToCell(int cell, int shown) {
    setPosition(cell * m_terms + (shown > 0 && shown < m_terms ? shown : m_terms) - 1);
}
void WindowLab::next() {
    setPosition(positionOfStop(stop() + 1));
}
cnn::Tensor WindowLab::output() const {
    cnn::Tensor output = m_walk->output();
    if (m_scene.rectifies()) output.array() = output.array().max(0.0F);
    return output;
}

int WindowLab::breakpointAfter(int position) const {
    if (!m_walk) return -1;
    const cnn::Shape& s = m_walk->output().shape();
    for (const cnn::Place& at : m_scene.breakpoints) { // in reading order
        if (at.y >= s.h || at.x >= s.w) continue;
        const int cell = at.y * s.w + at.x;
        const int there = m_grain == Grain::Product ? cell * m_terms : (cell + 1) * m_terms - 1;
        if (there > position) return there;
    }
    return -1;
}

bool WindowLab::nextOrBreakpoint() {
    const int there = breakpointAfter(m_position);
    if (there < 0 || there > positionOfStop(stop() + 1)) {
        next();
        return false;
    }
    setPosition(there);
    return true;
}

void WindowLab::goToNextBreakpoint() {
    const int there = breakpointAfter(m_position);
    setPosition(there < 0 ? lastPosition() : there);
}

void WindowLab::back() {
    const bool between = (m_position + 1) % perStop() != 0;
    setPosition(std::max(positionOfStop(between ? stop() : stop() - 1), positionOfStop(0)));
}

} // namespace ui
