// Measures effective fields on a thread of its own and keeps the newest.
#pragma once

#include "core/network/effective_field.h"

#include <QObject>
#include <memory>
#include <optional>
#include <thread>

namespace ui {

// What was measured, and of which unit of which stack. Without a field `error` says why there is none.
struct FieldMeasurement {
    std::shared_ptr<const cnn::FieldStack> stack;
    cnn::FieldUnit unit;
    cnn::EffectiveFieldSettings settings;
    std::shared_ptr<const cnn::Tensor> field;
    QString error;
    int half = 0; // side of the smallest square around the middle that holds half of it

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
    using QObject::QObject;
    ~FieldMeter() override;

    // Begins soon, in place of what is being measured. Nothing happens when just this is known or under way.
    void measure(std::shared_ptr<const cnn::FieldStack> stack, const cnn::FieldUnit& unit,
                 const cnn::EffectiveFieldSettings& settings);
    void stop();
    // Returns when nothing is being measured any more.
    void wait();
    bool busy() const { return m_job != nullptr; }
    double progress() const { return m_progress; }
    // Null before the first.
    std::shared_ptr<const FieldMeasurement> newest() const { return m_newest; }

signals:
    void changed(); // newest or progress

private:
    void start(const FieldMeasurement& question);
    void finish();
    std::shared_ptr<const FieldMeasurement> m_newest;
    std::shared_ptr<FieldMeasurement> m_job; // written by the thread, read after it was joined
    std::optional<FieldMeasurement> m_next;
    double m_progress = 0;
    std::jthread m_thread;
};

} // namespace ui
