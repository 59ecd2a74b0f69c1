// Undo by values: a document is one plain value, and a step of undo is the value before and after.
#pragma once

#include <QUndoCommand>
#include <functional>

namespace ui {

template<class Value> class EditCommand final : public QUndoCommand {
public:
    // mergeKey: edits with the same key >= 0 that follow each other directly become one step (a stroke, a turn of the
    // wheel on one cell, a stepper held down); -1 never merges.
    EditCommand(const QString& text, Value before, Value after, std::function<void(const Value&)> write, int mergeKey)
        : QUndoCommand(text), m_before(std::move(before)), m_after(std::move(after)), m_write(std::move(write)),
          m_mergeKey(mergeKey) {}

    void redo() override { m_write(m_after); }
    void undo() override { m_write(m_before); }
    int id() const override { return m_mergeKey; }
    bool mergeWith(const QUndoCommand* other) override {
        m_after = static_cast<const EditCommand*>(other)->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    Value m_before, m_after;
    std::function<void(const Value&)> m_write;
    int m_mergeKey;
};

} // namespace ui
