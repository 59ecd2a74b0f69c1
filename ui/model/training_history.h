// The course of a run for its charts: every batch counts, yet never more than a few hundred points.
#pragma once

#include "core/train/training_runner.h"

#include <deque>
#include <vector>

namespace ui {

class TrainingHistory {
public:
    static constexpr std::size_t meanOver = 20;    // batches in the running mean
    static constexpr std::size_t mostPoints = 600; // beyond, neighbours are joined two by two
    static constexpr std::size_t mostMarks = 100;  // beyond, the oldest are forgotten

    // One point stands for `batches` batches in a row.
    struct Point {
        double progress = 0; // of the last of them, in epochs
        // Running means at the last of them. Accuracy is 0 .. 1; of pictures that are given back it is their PSNR, dB.
        double loss = 0, accuracy = 0;
        double lossLow = 0, lossHigh = 0, accuracyLow = 0, accuracyHigh = 0; // of the single batches
        std::size_t batches = 0;
    };

    // From here on other settings acted.
    struct Mark {
        double progress = 0;
        cnn::TrainingSettings before, after;
    };

    void add(const cnn::StepReport& step);
    void add(const cnn::TestReport& test);
    void add(const cnn::StopReport& stop);
    // Forgets what came after `progress`.
    void cut(double progress);
    // Changes without a batch between them are one mark; one that is taken back leaves none. Those that say nothing
    // (setting_words.h) are not kept, nor those before the first batch.
    void mark(double progress, const cnn::TrainingSettings& before, const cnn::TrainingSettings& after);
    const std::vector<Mark>& marks() const { return m_marks; }
    // What acted, from the batch after `from` on: first what the run began with. A setting without a batch after it,
    // made in a pause or after the end, is not among them. `now`: what is set at present.
    struct Acted {
        double from = 0;
        cnn::TrainingSettings settings;
    };
    std::vector<Acted> acted(const cnn::TrainingSettings& now) const;
    // What acts, or acted, on the batch after this moment.
    cnn::TrainingSettings settingsAt(double progress, const cnn::TrainingSettings& now) const;
    const std::vector<Point>& points() const { return m_points; }
    // What the run was watched with: validation images, or test images where there are none.
    const std::vector<cnn::TestReport>& tests() const { return m_tests; }
    // The last look at the test images of a run that is watched with validation images.
    const std::optional<cnn::TestReport>& finalTest() const { return m_finalTest; }
    // Where rules made the run pause, the first first.
    const std::vector<cnn::StopReport>& stops() const { return m_stops; }
    // Whether pictures are given back, so that accuracies are PSNRs.
    bool pictures() const { return m_pictures; }
    std::size_t steps() const { return m_steps; }
    // Largest loss seen, of a batch or the test set.
    double largestLoss() const { return m_largestLoss; }
    // A history as it was: its points and tests, without the single batches of the running mean.
    static TrainingHistory of(std::vector<Point> points, const std::vector<cnn::TestReport>& tests);

private:
    void join();
    void measure();
    std::vector<Point> m_points;
    std::vector<Mark> m_marks;
    std::vector<cnn::TestReport> m_tests;
    std::vector<cnn::StopReport> m_stops;
    std::optional<cnn::TestReport> m_finalTest;
    std::deque<std::pair<double, double>> m_recent; // loss and accuracy of the last batches
    std::size_t m_perPoint = 1, m_steps = 0;
    double m_largestLoss = 0;
    bool m_pictures = false;
};

} // namespace ui
