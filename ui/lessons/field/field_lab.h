// The document of a receptive-field lesson: its scene, the stacks made of it, and the unit that is chosen. Choosing a
// unit is no undo step.
#pragma once

#include "ui/lessons/field/field_scene.h"
#include "ui/model/document.h"

namespace ui {

class FieldLab : public Document<FieldScene> {
    Q_OBJECT
public:
    using Stack = std::shared_ptr<const cnn::FieldStack>;
    explicit FieldLab(QUndoStack& undo, QObject* parent = nullptr);

    // Refuses, in words, what cannot be shown; nothing changes then.
    void edit(const QString& text, FieldScene next, int mergeKey = -1);
    // Whether stack and network are the lesson's, whichever unit is chosen.
    bool asOpened() const;

    Stack stack() const { return m_stack; }
    Stack compare() const { return m_compare; } // null: none
    cnn::FieldUnit unit() const;
    cnn::FieldUnit compareUnit() const; // in the last layer of the second stack
    void choose(const cnn::FieldUnit& unit);
    void goToLevel(int level);
    void moveUnit(int dy, int dx);

signals:
    void refused(const QString& sentence);

private:
    void restack();
    Stack m_stack, m_compare;
};

} // namespace ui
