// The document of a sliding-window lesson: the scene behind one gate with undo, the walk over it, and where we stand.
#pragma once

#include "ui/model/window_scene.h"

#include <QObject>
#include <QUndoStack>
#include <memory>

namespace ui {

class WindowLab : public QObject {
    Q_OBJECT
public:
    using Scene = WindowScene;
    explicit WindowLab(QUndoStack& undo, QObject* parent = nullptr) : QObject(parent), m_undo(undo) {}

    const WindowScene& scene() const { return m_scene; }
    // Null when the window does not fit; misfit() then says so in a sentence.
    std::shared_ptr<const cnn::WindowWalk> walk() const { return m_walk; }
    QString misfit() const { return m_misfit; }
    // What comes out: the walk's output, after the ReLU if there is one. Only with a walk.
    cnn::Tensor output() const;

    // The one gate for changes. Nothing happens when `next` equals the scene. mergeKey as in EditCommand.
    void edit(const QString& text, const WindowScene& next, int mergeKey = -1);
    // A scene from a lesson: no undo step.
    void load(const WindowScene& scene, int cell);

    // Where we stand: products counted over the whole walk, 0 .. size * terms - 1. Every grain stops at some of these,
    // in the same order: a cell at its last product, a row at its last cell.
    int position() const { return m_position; }
    int cell() const { return m_terms > 0 ? m_position / m_terms : 0; }
    int productsShown() const { return m_terms > 0 ? m_position % m_terms + 1 : 0; }
    Grain grain() const { return m_grain; }
    void setGrain(Grain grain);
    int stops() const;
    int stop() const; // the stop we stand at or passed last; -1 before the first
    bool atLast() const { return m_position >= lastPosition(); }
    bool atFirst() const { return m_position <= positionOfStop(0); }
    void goToStop(int stop);
    // With the first `shown` of its products; 0: with all of them.
    void goToCell(int cell, int shown = 0);
    void next();
    void back();
    // As next(), but stops at the first breakpoint on the way: at its first product, or with the whole cell. True when
    // it did.
    bool nextOrBreakpoint();
    // To the next breakpoint, without one to the end.
    void goToNextBreakpoint();

signals:
    void sceneChanged();    // the walk too
    void positionChanged(); // also after sceneChanged

private:
    void write(const WindowScene& scene);
    int perStop() const; // positions from one stop to the next
    int lastPosition() const;
    int breakpointAfter(int position) const; // its position in the current grain; -1: there is none
    int positionOfStop(int stop) const { return (stop + 1) * perStop() - 1; }
    void setPosition(int position);

    QUndoStack& m_undo;
    WindowScene m_scene;
    std::shared_ptr<const cnn::WindowWalk> m_walk;
    QString m_misfit;
    Grain m_grain = Grain::Cell;
    int m_position = 0, m_terms = 0;
};

} // namespace ui
