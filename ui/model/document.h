// A document that is one plain value behind one gate with undo. A lesson's lab derives from it and adds what follows
// from the value: a walk, a stack, a descent.
#pragma once

#include "ui/model/edit_command.h"

#include <QJsonObject>
#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>

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
    // Where one stands in the value is no part of it. An edit that takes this place away (a grid becomes smaller, a
    // blank scene) gives it back when it is undone.
    void setPlaces(std::function<QJsonObject()> place, std::function<void(const QJsonObject&)> standAt) {
        m_place = std::move(place);
        m_standAt = std::move(standAt);
    }
    // The one gate for changes. Nothing happens when `next` equals the value. mergeKey as in EditCommand. then: what
    // else the edit does, the first time.
    void edit(const QString& text, const Value& next, int mergeKey = -1, const std::function<void()>& then = {}) {
        if (next == m_value) return then ? then() : void();
        const auto way = std::make_shared<Way>();
        way->before = placed();
        const int steps = m_undo.count(), index = m_undo.index();
        m_undo.push(new EditCommand<Version>(
            text, {m_value, way, false}, {next, way, true}, [this](const Version& v) { show(v); }, mergeKey));
        if (then) then();
        const bool merged = mergeKey >= 0 && index == steps && m_undo.count() <= steps && m_way;
        if (!merged) m_way = way;
        m_way->after = placed();
        m_way->known = true;
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
    // From where to where an edit led; known once it was done.
    struct Way {
        QJsonObject before, after;
        bool known = false;
    };
    // A value with the way of the edit that it is an end of.
    struct Version {
        Value value;
        std::shared_ptr<Way> way;
        bool done; // its further end
        bool operator==(const Version& o) const { return value == o.value; }
    };
    QJsonObject placed() const { return m_place ? m_place() : QJsonObject(); }
    void show(const Version& version) {
        load(version.value);
        if (const Way& way = *version.way; m_standAt && way.known && way.before != way.after)
            m_standAt(version.done ? way.after : way.before);
    }
    QUndoStack& m_undo;
    Value m_value, m_opened;
    std::function<QJsonObject()> m_place;
    std::function<void(const QJsonObject&)> m_standAt;
    std::shared_ptr<Way> m_way; // of the last edit
};

} // namespace ui
