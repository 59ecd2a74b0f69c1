#include "ui/model/kept_runs.h"

#include "core/layers/catalog.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace ui {
namespace {

// What of a scene is no setting of the run, or is told by another of its values.
const QStringList beside{"testImage", "drawing", "picture", "drawnOver", "view", "choices", "epochs", "folder", "draft",
                         // These say how long it learns, not how.
                         "targetAccuracy", "targetLoss", "patience", "stopEpoch", "lossRise", "deadFilters"};

// Settings whose values say by themselves what they are.
const QStringList speaking{"activation", "pooling",  "optimizer", "data",      "loss",   "network",
                           "branch",     "schedule", "noise",     "shrinking", "growing"};

QString valueText(const QString& key, const QJsonObject& scene) {
    const QJsonValue value = scene[key];
    if (key == "data" && value.toString() == "folder") return QFileInfo(scene["folder"].toString()).fileName();
    if (key == "network" && value.toString().isEmpty()) return QCoreApplication::translate("ui", "random weights");
    if (key == "network") return QFileInfo(value.toString()).fileName();
    if (key == "model") {
        if (value == "autoencoder") return QCoreApplication::translate("ui", "autoencoder");
        const cnn::Model* model = cnn::findModel(value.toString().toStdString());
        return model ? QString(model->title) : QCoreApplication::translate("ui", "own network");
    }
    if (key == "own")
        return scene["model"] == "own" ? (value.toArray().size() == 1
                                              ? QCoreApplication::translate("ui", "1 layer")
                                              : QCoreApplication::translate("ui", "%n layers", nullptr,
                                                                            static_cast<int>(value.toArray().size())))
                                       : QString();
    if (value.isArray()) {
        QStringList all;
        for (const QJsonValue& one : value.toArray()) all << one.toString();
        return all.isEmpty() ? QCoreApplication::translate("ui", "none") : all.join(" + ");
    }
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 6)
           : value.isBool() ? (value.toBool() ? "on" : "off")
                            : value.toVariant().toString();
}

// "lr ", or nothing where the value says by itself what it is of.
QString before(const QString& key) {
    if (speaking.contains(key) || key == "model" || key == "own") return {};
    static const QRegularExpression capital("([A-Z])");
    return (key == "learningRate" ? QString("lr") : QString(key).replace(capital, " \\1").toLower()) + ' ';
}

// Also what is as usual.
QJsonObject allOf(const TrainingScene& scene) {
    return runSettings().write(scene, true);
}

// A run as the scenes that acted on it, each from a moment on.
using Phases = std::vector<std::pair<double, QJsonObject>>;

Phases phasesOf(const ComparedRun& run) {
    if (!run.history) return {{0, allOf(*run.scene)}};
    Phases phases;
    TrainingScene scene = *run.scene;
    for (const TrainingHistory::Acted& acted : run.history->acted(scene.settings)) {
        scene.settings = acted.settings;
        phases.emplace_back(acted.from, allOf(scene));
    }
    return phases;
}

// The values that a setting had, one after the other, and since when.
std::vector<std::pair<double, QJsonValue>> course(const Phases& phases, const QString& key) {
    std::vector<std::pair<double, QJsonValue>> values;
    for (const auto& [from, scene] : phases)
        if (values.empty() || values.back().second != scene[key]) values.emplace_back(from, scene[key]);
    return values;
}

// "lr 0.02, then 0.05"; of many only the first two and the last.
QString words(const QString& key, const Phases& phases) {
    QStringList values;
    for (const auto& [from, scene] : phases)
        if (const QString text = valueText(key, scene); values.isEmpty() || values.back() != text) values << text;
    const QString then = QCoreApplication::translate("ui", ", then ");
    if (values.size() > 3) values = {values[0], values[1] + ", …", values.back()};
    return values[0].isEmpty() ? QString() : before(key) + values.join(then);
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

int KeptRuns::putBack(std::size_t index, KeptRun run) {
    const bool taken = std::ranges::find(m_runs, run.number, &KeptRun::number) != m_runs.end();
    if (taken) run.number = m_numbers + 1;
    m_numbers = std::max(m_numbers, run.number);
    const int number = run.number;
    m_runs.insert(m_runs.begin() + static_cast<std::ptrdiff_t>(std::min(index, m_runs.size())), std::move(run));
    if (m_runs.size() > most) m_runs.erase(m_runs.begin());
    return number;
}

QString watchedWith(const TrainingHistory& history) {
    if (history.tests().empty()) return QCoreApplication::translate("ui", "training");
    return history.tests().back().validation ? QCoreApplication::translate("ui", "validation")
                                             : QCoreApplication::translate("ui", "test");
}

QString howItLearns(const ComparedRun& run) {
    QStringList how;
    const auto plan = networkPlan(*run.scene);
    if (std::ranges::any_of(plan.layers, [](const auto& l) { return cnn::factsOf(l.info.kind).onlyLearning; }))
        how << QCoreApplication::translate("ui", "dropout");
    const auto acted = run.history->acted(run.scene->settings);
    if (std::ranges::any_of(acted, [](const auto& a) { return a.settings.augment.any(); }))
        how << QCoreApplication::translate("ui", "augmentation");
    return how.isEmpty()
               ? QString()
               : QCoreApplication::translate("ui", "with %1").arg(how.join(QCoreApplication::translate("ui", " and ")));
}

QStringList whatTellsApart(const std::vector<ComparedRun>& runs) {
    std::vector<Phases> all;
    for (const ComparedRun& run : runs) all.push_back(phasesOf(run));
    const auto varies = [&](const QString& key) {
        return std::ranges::any_of(all, [&](const Phases& one) { return course(one, key) != course(all[0], key); });
    };
    std::vector<QStringList> said(runs.size());
    const auto say = [&](const QString& key) {
        for (std::size_t i = 0; i < runs.size(); ++i) said[i] << words(key, all[i]);
    };
    if (!all.empty())
        for (const QString& key : all[0][0].second.keys())
            if (!beside.contains(key) && varies(key)) say(key);
    if (!all.empty() && !varies("data") && varies("folder")) say("data");
    QStringList names;
    for (QStringList& words : said) {
        words.removeAll(QString());
        names << words.join(", ");
    }
    return names;
}

} // namespace ui
