#include "ui/lessons/field/field_meter.h"
#include "ui/sentence.h"

namespace ui {
namespace {

constexpr double halfOfIt = 0.5;

constexpr double mostProducts = 4e9; // about a second of one processor
constexpr double mostValues = 25e6;  // 100 MB

} // namespace

void measureNow(FieldMeasurement& job, const std::stop_token& stop, const std::function<void(double)>& done) {
    try {
        if (cnn::fieldCost(*job.stack, job.unit, job.settings).values > mostValues) {
            job.error = FieldMeter::tr("Too much to measure at once: fewer layers or channels, or a smaller input.");
            return;
        }
        auto field = cnn::effectiveField(*job.stack, job.unit, job.settings, stop, done);
        if (!field) {
            job.error = sentenceOf(field.error());
            return;
        }
        job.half = cnn::smallestSquare(*field, *job.stack, job.unit, halfOfIt);
        job.field = std::make_shared<const cnn::Tensor>(*std::move(field));
    } catch (const std::exception& e) {
        job.error = sentenceOf(e);
    }
}

bool FieldMeasurement::takesLong() const {
    return cnn::fieldCost(*stack, unit, settings).products > mostProducts;
}

FieldMeter::FieldMeter(QObject* parent) : QObject(parent) {
    connect(&m_work, &Background::changed, this, &FieldMeter::changed);
}

void FieldMeter::measure(std::shared_ptr<const cnn::FieldStack> stack, const cnn::FieldUnit& unit,
                         const cnn::EffectiveFieldSettings& settings) {
    const FieldMeasurement question{std::move(stack), unit, settings, nullptr, {}, 0};
    if (busy() ? m_asked->asks(question) : m_newest && m_newest->asks(question)) return;
    m_asked = question;
    m_work.start({}, [this, question](const std::stop_token& stop, const std::function<void(double)>& progress) {
        const auto answer = std::make_shared<FieldMeasurement>(question);
        measureNow(*answer, stop, progress);
        return [this, answer] { m_newest = answer; };
    });
}

void FieldMeter::stop() {
    if (!busy()) return;
    FieldMeasurement answer = *m_asked;
    answer.error = tr("The measurement was stopped.");
    m_newest = std::make_shared<const FieldMeasurement>(std::move(answer));
    m_work.stop();
}

} // namespace ui
