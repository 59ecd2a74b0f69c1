#include "core/train/run_log.h"

#include "core/train/denoise.h"

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
    progress = next.progress;
    loss += next.loss;
    accuracy += next.accuracy;
    squaredError += next.squaredError;
    learningRate = next.learningRate;
    batches += next.batches;
}

void RunLog::add(const StepReport& report) {
    if (m_lines.empty()) m_lines.reserve(mostLines + 1); // never moved, and used only as far as it is filled
    const Line line{
        ++m_steps,          report.progress, report.loss, report.accuracy, static_cast<float>(report.learningRate),
        report.squaredError};
    m_pictures = m_pictures || report.squaredError > 0;
    if (!m_lines.empty() && m_lines.back().batches < m_perLine)
        m_lines.back().join(line);
    else
        m_lines.push_back(line);
    if (m_lines.size() > mostLines) halve();
}

void RunLog::halve() {
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (i % 2 == 0)
            m_lines[i / 2] = m_lines[i];
        else
            m_lines[i / 2].join(m_lines[i]);
    m_lines.resize((m_lines.size() + 1) / 2);
    m_perLine *= 2;
    std::vector<Test> kept;
    const auto lineOf = [this](const Test& test) {
        return std::ranges::lower_bound(m_lines, test.progress, {}, &Line::progress);
    };
    for (const Test& test : m_tests)
        if (!kept.empty() && lineOf(kept.back()) == lineOf(test))
            kept.back() = test;
        else
            kept.push_back(test);
    m_tests = std::move(kept);
}

void RunLog::addTest(double progress, const Evaluation& test) {
    m_tests.push_back({progress, test.loss, test.accuracy, test.squaredError});
}

std::string RunLog::csv() const {
    const std::string measure = m_pictures ? "psnr" : "accuracy";
    const auto measured = [&](double accuracy, double squaredError) {
        return number(m_pictures ? psnrOf(squaredError) : accuracy);
    };
    std::string text = "step,epoch,loss," + measure + ",learning_rate,test_loss,test_" + measure + "\n";
    auto next = m_tests.begin();
    for (const Line& l : m_lines) {
        const auto first = next;
        while (next != m_tests.end() && next->progress <= l.progress) ++next;
        const double batches = l.batches;
        text += std::to_string(l.step) + "," + number(l.progress) + "," + number(double{l.loss} / batches) + "," +
                measured(double{l.accuracy} / batches, double{l.squaredError} / batches) + "," +
                number(double{l.learningRate}) + ",";
        text += next == first ? ",\n"
                              : number(next[-1].loss) + "," + measured(next[-1].accuracy, next[-1].squaredError) + "\n";
    }
    return text;
}

} // namespace cnn
