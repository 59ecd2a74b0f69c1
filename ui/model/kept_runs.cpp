#include "ui/model/kept_runs.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

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
    if (key == "own")
        return scene["model"] == "own" ? QCoreApplication::translate("ui", "%1 layers").arg(value.toArray().size())
                                       : QString();
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

QStringList whatTellsApart(const std::vector<const TrainingScene*>& runs) {
    std::vector<QJsonObject> scenes;
    for (const TrainingScene* run : runs) scenes.push_back(toJson(*run));
    const auto varies = [&](const auto& value) {
        return std::ranges::any_of(scenes, [&](const QJsonObject& scene) { return value(scene) != value(scenes[0]); });
    };
    std::vector<QStringList> said(runs.size());
    const auto say = [&](const QString& key) {
        for (std::size_t i = 0; i < runs.size(); ++i) said[i] << words(key, scenes[i]);
    };
    if (!scenes.empty())
        for (const QString& key : scenes[0].keys())
            if (!beside.contains(key) && varies([&](const QJsonObject& scene) { return scene[key]; })) say(key);
    if (!scenes.empty() && !varies([](const QJsonObject& scene) { return scene["data"]; }) &&
        varies([](const QJsonObject& scene) { return scene["folder"]; }))
        say("data");
    QStringList names;
    for (QStringList& words : said) {
        words.removeAll(QString());
        names << words.join(", ");
    }
    return names;
}

} // namespace ui
