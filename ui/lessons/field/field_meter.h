// Measures effective fields in the background and keeps the newest.
#pragma once

#include "core/explain/effective_field.h"
#include "ui/model/background.h"

#include <QObject>
#include <memory>
#include <optional>

namespace ui {

// What was measured, and of which unit of which stack. Without a field `error` says why there is none.
struct FieldMeasurement {
    std::shared_ptr<const cnn::FieldStack> stack;
    cnn::FieldUnit unit;
    cnn::EffectiveFieldSettings settings;
    std::shared_ptr<const cnn::Tensor> field;
    QString error;
    int half = 0; // side of the smallest square around the middle that holds half of it

    // More than somebody should have to wait for who cannot stop it.
    bool takesLong() const;
    bool asks(const FieldMeasurement& other) const {
        return unit == other.unit && settings == other.settings && stack->layers() == other.stack->layers() &&
               stack->level(0).size == other.stack->level(0).size;
    }
};

// Answers such a question on the calling thread.
void measureNow(FieldMeasurement& question, const std::stop_token& stop = {},
                const std::function<void(double)>& done = {});

class FieldMeter : public QObject {
    Q_OBJECT
public:
    explicit FieldMeter(QObject* parent = nullptr);

    // Begins soon, in place of what is being measured. Nothing happens when just this is known or under way.
    void measure(std::shared_ptr<const cnn::FieldStack> stack, const cnn::FieldUnit& unit,
                 const cnn::EffectiveFieldSettings& settings);
    // The answer is then that it was stopped, until something else is asked.
    void stop();
    // Returns when nothing is being measured any more.
    void wait() { m_work.wait(); }
    bool busy() const { return m_work.busy(); }
    double progress() const { return m_work.progress(); }
    // Null before the first.
    std::shared_ptr<const FieldMeasurement> newest() const { return m_newest; }

signals:
    void changed(); // newest or progress

private:
    std::optional<FieldMeasurement> m_asked; // while busy, what is being measured
    std::shared_ptr<const FieldMeasurement> m_newest;
    Background m_work; // last: its thread ends first
};

} // namespace ui
