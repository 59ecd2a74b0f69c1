#include "core/train/run_log.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace cnn {
namespace {

// As many digits as a float has; the same in every country.
std::string number(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 7);
    return {text.data(), end.ptr};
}

} // namespace

void RunLog::Line::join(const Line& next) {
    step = next.step;
    batches += next.batches;
    progress = next.progress;
    loss += next.loss;
    accuracy += next.accuracy;
    learningRate = next.learningRate;
    if (next.test) test = next.test;
}

void RunLog::add(const StepReport& report) {
    const Line line{++m_steps,           1,           report.progress, double{report.loss}, double{report.accuracy},
                    report.learningRate, std::nullopt};
    if (!m_lines.empty() && m_lines.back().batches < m_perLine)
        m_lines.back().join(line);
    else
        m_lines.push_back(line);
    if (m_lines.size() <= mostLines) return;
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (i % 2 == 0)
            m_lines[i / 2] = m_lines[i];
        else
            m_lines[i / 2].join(m_lines[i]);
    m_lines.resize((m_lines.size() + 1) / 2);
    m_perLine *= 2;
}

void RunLog::addTest(double progress, const Evaluation& test) {
    const auto line = std::ranges::lower_bound(m_lines, progress, {}, &Line::progress);
    if (line != m_lines.end()) line->test = test;
}

std::string RunLog::csv() const {
    std::string text = "step,epoch,loss,accuracy,learning_rate,test_loss,test_accuracy\n";
    for (const Line& l : m_lines) {
        const auto batches = static_cast<double>(l.batches);
        text += std::to_string(l.step) + "," + number(l.progress) + "," + number(l.loss / batches) + "," +
                number(l.accuracy / batches) + "," + number(l.learningRate) + ",";
        text += l.test ? number(l.test->loss) + "," + number(l.test->accuracy) + "\n" : ",\n";
    }
    return text;
}

} // namespace cnn
