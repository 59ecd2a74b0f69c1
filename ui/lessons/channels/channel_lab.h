// The document of a lesson on channels: the scene, the walk over it, and where we stand.
#pragma once

#include "ui/lessons/channels/channel_scene.h"
#include "ui/model/document.h"
#include "ui/model/step_counter.h"

#include <memory>

namespace ui {

enum class ChannelGrain { Product, Channel, Cell, Row };

// The walk goes through all cells of the first output channel, then through those of the next.
class ChannelLab : public Document<ChannelScene> {
    Q_OBJECT
public:
    explicit ChannelLab(QUndoStack& undo, QObject* parent = nullptr);

    // Null when the window does not fit; misfit() then says so in a sentence.
    std::shared_ptr<const cnn::ChannelWalk> walk() const { return m_walk; }
    QString misfit() const { return m_misfit; }

    int map() const { return index() / cells(); }              // output channel
    int cell() const { return index() % cells(); }             // in it, in reading order
    int index() const { return m_steps.position() / terms(); } // both: over all cells of all output channels
    int productsShown() const { return m_walk ? m_steps.position() % terms() + 1 : 0; }
    const StepCounter& steps() const { return m_steps; }
    // Changes where we stand.
    template<class Move> void move(Move change) {
        change(m_steps);
        emit positionChanged();
    }
    // With the first `shown` of its products; 0: with all of them.
    void goTo(int index, int shown = 0);

signals:
    void sceneChanged();    // the walk too
    void positionChanged(); // also after sceneChanged

private:
    void rebuild();
    void place(int index, int shown);
    int terms() const { return m_walk ? m_walk->termsPerCell() : 1; }
    int cells() const { return m_walk ? m_walk->cells() : 1; }
    std::shared_ptr<const cnn::ChannelWalk> m_walk;
    QString m_misfit;
    StepCounter m_steps;
};

} // namespace ui
