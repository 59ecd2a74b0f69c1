// A document that is one plain value behind one gate with undo. A page whose scene is a value uses this; WindowLab adds
// a walk to the same idea.
#pragma once

#include "ui/model/edit_command.h"

#include <QObject>
#include <QUndoStack>

namespace ui {

class DocumentSignals : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
signals:
    void changed(); // the value, whoever changed it
};

// Value: copyable, with ==.
template<class Value> class Document : public DocumentSignals {
public:
    using Scene = Value;
    explicit Document(QUndoStack& undo, QObject* parent = nullptr) : DocumentSignals(parent), m_undo(undo) {}

    const Value& scene() const { return m_value; }
    // The one gate for changes. Nothing happens when `next` equals the value. mergeKey as in EditCommand.
    void edit(const QString& text, const Value& next, int mergeKey = -1) {
        if (next == m_value) return;
        m_undo.push(new EditCommand<Value>(
            text, m_value, next, [this](const Value& v) { load(v); }, mergeKey));
    }
    // A value from a lesson: no undo step.
    void load(const Value& value) {
        m_value = value;
        emit changed();
    }

private:
    QUndoStack& m_undo;
    Value m_value;
};

} // namespace ui
