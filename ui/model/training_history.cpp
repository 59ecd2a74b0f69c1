#include "ui/model/training_history.h"

#include "core/train/denoise.h"
#include "ui/model/setting_words.h"

#include <algorithm>

namespace ui {

void TrainingHistory::add(const cnn::StepReport& step) {
    const double loss = double{step.loss};
    const double accuracy = step.squaredError > 0 ? cnn::psnrOf(double{step.squaredError}) : double{step.accuracy};
    m_pictures = m_pictures || step.squaredError > 0;
    m_recent.emplace_back(loss, accuracy);
    if (m_recent.size() > meanOver) m_recent.pop_front();
    if (m_points.empty() || m_points.back().batches >= m_perPoint)
        m_points.push_back({step.progress, 0, 0, loss, loss, accuracy, accuracy, 0});
    Point& last = m_points.back();
    last.progress = step.progress;
    last.loss = last.accuracy = 0;
    for (const auto& [l, a] : m_recent) {
        last.loss += l / static_cast<double>(m_recent.size());
        last.accuracy += a / static_cast<double>(m_recent.size());
    }
    last.lossLow = std::min(last.lossLow, loss);
    last.lossHigh = std::max(last.lossHigh, loss);
    last.accuracyLow = std::min(last.accuracyLow, accuracy);
    last.accuracyHigh = std::max(last.accuracyHigh, accuracy);
    ++last.batches;
    ++m_steps;
    m_largestLoss = std::max(m_largestLoss, loss);
    if (m_points.size() > mostPoints) join();
}

void TrainingHistory::mark(double progress, const cnn::TrainingSettings& before, const cnn::TrainingSettings& after) {
    if (m_points.empty()) return;
    Mark mark{progress, before, after};
    if (!m_marks.empty() && m_marks.back().progress >= progress) {
        mark.before = m_marks.back().before;
        m_marks.pop_back();
    }
    if (settingWords(mark.before, mark.after).isEmpty()) return;
    m_marks.push_back(mark);
    if (m_marks.size() > mostMarks) m_marks.erase(m_marks.begin());
}

std::vector<TrainingHistory::Acted> TrainingHistory::acted(const cnn::TrainingSettings& now) const {
    if (m_points.empty()) return {{0, now}};
    std::vector<Acted> all{{0, settingsAt(0, now)}};
    for (const Mark& mark : m_marks)
        if (mark.progress < m_points.back().progress - 1e-9)
            all.push_back({mark.progress, settingsAt(mark.progress, now)});
    return all;
}

cnn::TrainingSettings TrainingHistory::settingsAt(double progress, const cnn::TrainingSettings& now) const {
    for (const Mark& mark : m_marks)
        if (mark.progress > progress + 1e-9) return mark.before;
    return now;
}

// The first point stays as it is: where an untrained network stands is what all later ones are compared with.
void TrainingHistory::join() {
    std::vector<Point> joined{m_points.front()};
    for (std::size_t i = 1; i < m_points.size(); i += 2) {
        Point both = m_points[i];
        if (i + 1 < m_points.size()) {
            const Point& next = m_points[i + 1];
            both = {next.progress,
                    next.loss,
                    next.accuracy,
                    std::min(both.lossLow, next.lossLow),
                    std::max(both.lossHigh, next.lossHigh),
                    std::min(both.accuracyLow, next.accuracyLow),
                    std::max(both.accuracyHigh, next.accuracyHigh),
                    both.batches + next.batches};
        }
        joined.push_back(both);
    }
    m_points = std::move(joined);
    m_perPoint *= 2;
}

void TrainingHistory::add(const cnn::TestReport& test) {
    if (!test.validation && !m_tests.empty() && m_tests.back().validation) {
        m_finalTest = test;
        return;
    }
    m_tests.push_back(test);
    m_largestLoss = std::max(m_largestLoss, test.test.loss);
    if (m_tests.size() <= mostPoints) return;
    // Every second one, but always the newest.
    std::vector<cnn::TestReport> kept;
    for (std::size_t i = m_tests.size() % 2 == 0 ? 1 : 0; i < m_tests.size(); i += 2) kept.push_back(m_tests[i]);
    m_tests = std::move(kept);
}

void TrainingHistory::add(const cnn::StopReport& stop) {
    m_stops.push_back(stop);
    if (m_stops.size() > mostMarks) m_stops.erase(m_stops.begin());
}

void TrainingHistory::cut(double progress) {
    const auto after = [progress](const auto& entry) { return entry.progress > progress + 1e-9; };
    std::erase_if(m_points, after);
    std::erase_if(m_tests, after);
    std::erase_if(m_marks, after);
    std::erase_if(m_stops, after);
    if (m_finalTest && after(*m_finalTest)) m_finalTest.reset();
    m_recent.clear();
    measure();
}

TrainingHistory TrainingHistory::of(std::vector<Point> points, const std::vector<cnn::TestReport>& tests) {
    TrainingHistory history;
    history.m_points = std::move(points);
    for (const cnn::TestReport& test : tests) history.add(test);
    history.measure();
    return history;
}

// What follows from points and tests.
void TrainingHistory::measure() {
    m_steps = 0;
    m_largestLoss = 0;
    m_perPoint = 1;
    for (const Point& p : m_points) {
        m_steps += p.batches;
        m_largestLoss = std::max(m_largestLoss, p.lossHigh);
        m_perPoint = std::max(m_perPoint, p.batches);
    }
    for (const cnn::TestReport& test : m_tests) m_largestLoss = std::max(m_largestLoss, test.test.loss);
}

} // namespace ui
