// The document of a receptive-field lesson: its scene behind one gate with undo, the stacks made of it, and the unit
// that is chosen. Choosing a unit is no undo step.
#pragma once

#include "ui/lessons/field/field_scene.h"
#include "ui/model/document.h"

namespace ui {

class FieldLab : public QObject {
    Q_OBJECT
public:
    using Scene = FieldScene;
    using Stack = std::shared_ptr<const cnn::FieldStack>;
    explicit FieldLab(QUndoStack& undo, QObject* parent = nullptr);

    const FieldScene& scene() const { return m_document.scene(); }
    // Refuses, in words, what cannot be shown; nothing changes then.
    void edit(const QString& text, FieldScene next, int mergeKey = -1);
    void load(const FieldScene& scene) { m_document.load(scene); }

    Stack stack() const { return m_stack; }
    Stack compare() const { return m_compare; } // null: none
    cnn::FieldUnit unit() const;
    cnn::FieldUnit compareUnit() const; // in the last layer of the second stack
    void choose(const cnn::FieldUnit& unit);
    void goToLevel(int level);
    void moveUnit(int dy, int dx);

signals:
    void changed();
    void refused(const QString& sentence);

private:
    void restack();
    Document<FieldScene> m_document;
    Stack m_stack, m_compare;
};

} // namespace ui
