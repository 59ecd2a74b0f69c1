// A document that is one plain value behind one gate with undo. A lesson's lab derives from it and adds what follows
// from the value: a walk, a stack, a descent.
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
    // Sets the value without an undo step.
    void load(const Value& value) {
        m_value = value;
        emit changed();
    }
    // The value a lesson begins with.
    void open(const Value& value) {
        m_opened = value;
        load(value);
    }
    const Value& opened() const { return m_opened; }
    // Whether it still is the lesson's, so that the lesson's words with numbers in them are true.
    bool asOpened() const { return m_value == m_opened; }

private:
    QUndoStack& m_undo;
    Value m_value, m_opened;
};

} // namespace ui
