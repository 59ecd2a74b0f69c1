#include "ui/model/kept_runs.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

namespace ui {
namespace {

// What of a scene is no setting of the run, or is told by another of its values.
const QStringList beside{"testImage", "drawing", "picture", "drawnOver", "view",
                         "choices",   "epochs",  "folder",  "draft"};

// Settings whose values say by themselves what they are.
const QStringList speaking{"activation", "pooling", "optimizer", "data", "loss", "network", "schedule"};

QString words(const QString& key, const QJsonObject& scene) {
    const QJsonValue value = scene[key];
    if (key == "data" && value.toString() == "folder") return QFileInfo(scene["folder"].toString()).fileName();
    if (key == "network" && value.toString().isEmpty()) return QCoreApplication::translate("ui", "random weights");
    if (key == "network") return QFileInfo(value.toString()).fileName();
    if (key == "model") {
        const cnn::Model* model = cnn::findModel(value.toString().toStdString());
        return model ? QString(model->title) : QCoreApplication::translate("ui", "own network");
    }
    if (key == "own") return scene["model"] == "own" ? QCoreApplication::translate("ui", "other layers") : QString();
    const QString text = value.isDouble() ? QString::number(value.toDouble(), 'g', 6)
                         : value.isBool() ? (value.toBool() ? "on" : "off")
                                          : value.toVariant().toString();
    if (speaking.contains(key)) return text;
    static const QRegularExpression capital("([A-Z])");
    return (key == "learningRate" ? QString("lr") : QString(key).replace(capital, " \\1").toLower()) + ' ' + text;
}

} // namespace

KeptRuns::KeptRuns(std::vector<KeptRun> runs) : m_runs(std::move(runs)) {
    for (KeptRun& run : m_runs) run.number = ++m_numbers;
}

int KeptRuns::keep(KeptRun run) {
    if (run.history.steps() < fewestSteps) return 0;
    if (m_runs.empty()) m_numbers = 0;
    run.number = ++m_numbers;
    m_runs.push_back(std::move(run));
    if (m_runs.size() <= most) return 0;
    const int gone = m_runs.front().number;
    m_runs.erase(m_runs.begin());
    return gone;
}

std::optional<KeptRun> KeptRuns::takeBack(const TrainingScene& scene) {
    for (std::size_t i = m_runs.size(); i-- > 0;) {
        if (!m_runs[i].state || needsNewRun(m_runs[i].scene, scene)) continue;
        KeptRun run = std::move(m_runs[i]);
        remove(i);
        return run;
    }
    return std::nullopt;
}

void KeptRuns::remove(std::size_t index) {
    m_runs.erase(m_runs.begin() + static_cast<std::ptrdiff_t>(index));
}

QString difference(const TrainingScene& run, const TrainingScene& other) {
    const QJsonObject mine = toJson(run), theirs = toJson(other);
    QStringList said;
    for (const QString& key : mine.keys())
        if (!beside.contains(key) && mine[key] != theirs[key]) said << words(key, mine);
    said.removeAll(QString());
    if (said.isEmpty() && run.source.folder != other.source.folder) said << words("data", mine);
    return said.join(", ");
}

} // namespace ui
