#include "ui/lessons/denoise/db_contents.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/lessons/training/run_course.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

std::vector<QPointF> looksOf(const TrainingHistory& history) {
    std::vector<QPointF> points;
    for (const cnn::TestReport& t : history.tests()) points.emplace_back(t.progress, t.test.psnr());
    return points;
}

// The last value that is not after a place.
QString lastBefore(const std::vector<QPointF>& points, double place) {
    const auto after = std::ranges::find_if(points, [&](const QPointF& p) { return p.x() > place + 1e-9; });
    return after == points.begin() ? QString() : decibels(std::prev(after)->y());
}

int lastEpochOf(const TrainingRun& run) {
    double last = run.session().progress();
    for (const KeptRun& kept : run.kept())
        if (!kept.history.tests().empty()) last = std::max(last, kept.history.tests().back().progress);
    return std::max(1, static_cast<int>(std::ceil(last - 1e-9)));
}

QString rivalWithWidth(cnn::Rival rival, double sigma) {
    return rival == cnn::Rival::Gaussian ? tr("Gaussian σ %1").arg(fixed(sigma, 2)) : rivalName(rival);
}

std::vector<QPointF> pointsOf(const std::vector<double>& curve) {
    std::vector<QPointF> points;
    for (std::size_t i = 0; i < curve.size(); ++i)
        if (std::isfinite(curve[i])) points.emplace_back(static_cast<double>(i) / strengthSteps, curve[i]);
    return points;
}

// The value where the curve ends, which is where its name stands.
QString lastOf(const std::vector<QPointF>& points) {
    return points.empty() ? QString() : decibels(points.back().y());
}

} // namespace

DbContent courseContent(const TrainingRun& run, const std::optional<cnn::RivalScores>& scores) {
    DbContent content;
    const int end = lastEpochOf(run);
    content.title = tr("PSNR");
    content.said = tr("on test images, larger is better");
    content.x = epochAxis(end);
    const RunStand stand = standOf(run);
    content.now = stand.epochs;
    for (const RunStand::Change& change : stand.changes) content.changes.push_back({change.epochs, change.words});
    for (std::size_t i = 0; scores && i < cnn::rivalCount; ++i) {
        const auto rival = static_cast<cnn::Rival>(i);
        const double dB = scores->psnr(rival);
        if (!std::isfinite(dB)) continue; // without noise there is nothing to take away
        content.curves.push_back({DbCurve::Rival,
                                  static_cast<int>(i),
                                  rivalWithWidth(rival, scores->sigma),
                                  decibels(dB),
                                  {{0.0, dB}, {static_cast<double>(end), dB}}});
    }
    for (const KeptRun& kept : run.kept())
        content.curves.push_back(
            {DbCurve::Kept, kept.number, tr("run %1").arg(kept.number), {}, looksOf(kept.history)});
    const auto looks = looksOf(run.session().history());
    content.curves.push_back(
        {DbCurve::Network, 0, tr("network"), lastBefore(looks, stand.epochs.value_or(1e9)), looks});
    return content;
}

DbContent strengthsContent(const DenoisePicture& p) {
    DbContent content;
    content.title = tr("PSNR over the strength of the noise");
    content.framed = false;
    content.x = {0, 1};
    for (int i = 0; i <= 5; ++i) content.x.marks.push_back({i / 5.0, written(i / 5.0)});
    if (!p.noise.any()) {
        content.said = tr("without noise there is no strength");
        return content;
    }
    content.now = p.noise.strength;
    content.handle = true;
    content.mark = p.learning.strength;
    content.markName = p.learning.mixed ? tr("learned: up to here") : tr("learned here");
    for (std::size_t i = 0; p.rivals && i < cnn::rivalCount; ++i) {
        const auto& curve = p.rivals->curves[i];
        const auto points = pointsOf(curve);
        content.curves.push_back(
            {DbCurve::Rival, static_cast<int>(i), rivalName(static_cast<cnn::Rival>(i)), lastOf(points), points});
    }
    if (!p.strengths.empty()) {
        const QString network = decibels(cnn::psnrOf(p.error(true)));
        const auto points = pointsOf(p.strengths);
        content.curves.push_back({DbCurve::Network, 0, tr("network"), lastOf(points), points});
        content.said = tr("tested at %1: network %2").arg(written(p.noise.strength, 2), network);
    }
    return content;
}

} // namespace ui
