#include "ui/model/run_file.h"

#include "core/train/trainer_file.h"
#include "ui/model/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>
#include <cmath>

namespace ui {
namespace {

// The length of the words in 8 bytes, the words in JSON, the state in the core's own format.
constexpr qsizetype lengthBytes = 8;

[[noreturn]] void bad(const QString& name) {
    throw cnn::Error(cnn::ErrorCode::BadFormat,
                     cnn::Message::tr("%1 holds no run that can go on: it is damaged.", name.toStdString()));
}

QJsonArray numbers(const TrainingHistory::Point& p) {
    return {p.progress, p.loss,        p.accuracy,     p.lossLow,
            p.lossHigh, p.accuracyLow, p.accuracyHigh, static_cast<qint64>(p.batches)};
}

QJsonArray numbers(const cnn::TestReport& t) {
    return {t.progress,         t.test.loss,          t.test.accuracy,    static_cast<qint64>(t.test.images),
            t.wholeSet ? 1 : 0, t.validation ? 1 : 0, t.test.squaredError};
}

QJsonObject words(const cnn::TrainingSettings& settings) {
    TrainingScene scene;
    scene.settings = settings;
    return runSettings().write(scene, true);
}

QJsonObject words(const cnn::StopReport& stop) {
    const auto name = cnn::nameOf<cnn::StopReport::Rule>(cnn::stopRuleNames, stop.rule);
    return {{"rule", QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()))},
            {"at", stop.progress},
            {"asked", stop.asked},
            {"value", stop.value}};
}

QJsonObject words(const TrainingScene& scene, const TrainingHistory& history) {
    QJsonArray points, tests, marks, stops;
    for (const auto& m : history.marks())
        marks << QJsonObject{{"at", m.progress}, {"before", words(m.before)}, {"after", words(m.after)}};
    for (const auto& p : history.points()) points << numbers(p);
    for (const auto& t : history.tests()) tests << numbers(t);
    if (history.finalTest()) tests << numbers(*history.finalTest());
    for (const auto& s : history.stops()) stops << words(s);
    return {{"scene", runSettings().write(scene, true)},
            {"points", points},
            {"tests", tests},
            {"marks", marks},
            {"stops", stops}};
}

// `count` numbers, in older files the last `added` of them missing: then they are 0.
std::vector<double> read(const QJsonValue& value, qsizetype count, const QString& name, qsizetype added = 0) {
    QJsonArray array = value.toArray();
    while (array.size() >= count - added && array.size() < count) array << 0;
    if (array.size() != count) bad(name);
    std::vector<double> read;
    for (const QJsonValue& number : array) {
        if (!number.isDouble()) bad(name);
        read.push_back(number.toDouble());
    }
    return read;
}

std::size_t countFrom(double number, const QString& name) {
    if (number < 0 || number > 1e12 || number != std::floor(number)) bad(name);
    return static_cast<std::size_t>(number);
}

KeptRun runFrom(const QJsonObject& object, const QString& name) {
    std::vector<TrainingHistory::Point> points;
    for (const QJsonValue& value : object["points"].toArray()) {
        const auto n = read(value, 8, name);
        points.push_back({n[0], n[1], n[2], n[3], n[4], n[5], n[6], countFrom(n[7], name)});
    }
    std::vector<cnn::TestReport> tests;
    for (const QJsonValue& value : object["tests"].toArray()) {
        const auto n = read(value, 7, name, 1);
        tests.push_back({n[0], {n[1], n[2], countFrom(n[3], name), n[6]}, n[4] != 0, n[5] != 0});
    }
    KeptRun run{runSceneFrom(object["scene"].toObject()), TrainingHistory::of(std::move(points), tests)};
    for (const QJsonValue& value : object["marks"].toArray()) {
        const QJsonObject mark = value.toObject();
        run.history.mark(mark["at"].toDouble(), runSceneFrom(mark["before"].toObject()).settings,
                         runSceneFrom(mark["after"].toObject()).settings);
    }
    for (const QJsonValue& value : object["stops"].toArray()) {
        const QJsonObject stop = value.toObject();
        const auto rule =
            cnn::valueNamed<cnn::StopReport::Rule>(cnn::stopRuleNames, stop["rule"].toString().toStdString());
        if (!rule) bad(name);
        run.history.add(
            cnn::StopReport{*rule, stop["at"].toDouble(), stop["asked"].toDouble(), stop["value"].toDouble()});
    }
    return run;
}

} // namespace

QByteArray toBytes(const SavedRun& run) {
    QJsonObject object = words(run.scene, run.history);
    QJsonArray kept;
    for (const KeptRun& k : run.kept) kept << words(k.scene, k.history);
    object["kept"] = kept;
    object["classes"] = QJsonArray::fromStringList(run.classes);
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    QByteArray bytes(lengthBytes, '\0');
    qToLittleEndian<quint64>(static_cast<quint64>(json.size()), bytes.data());
    const std::string state = run.state ? cnn::toBytes(*run.state) : std::string();
    return bytes + json + QByteArray(state.data(), static_cast<qsizetype>(state.size()));
}

bool looksLikeRun(const QByteArray& beginning) {
    // The words are sorted; "classes" came later. No run has words of 4 GB.
    const QByteArray words = beginning.mid(lengthBytes);
    return beginning.mid(4, 4) == QByteArray(4, '\0') &&
           (words.startsWith("{\"classes\":[") || words.startsWith("{\"kept\":["));
}

SavedRun savedRunFrom(const QByteArray& bytes, const QString& name) {
    if (bytes.size() < lengthBytes) bad(name);
    const auto length = qFromLittleEndian<quint64>(bytes.constData());
    if (length > static_cast<quint64>(bytes.size() - lengthBytes)) bad(name);
    const auto json = static_cast<qsizetype>(length);
    const QByteArray words = bytes.sliced(lengthBytes, json);
    const QJsonDocument document = QJsonDocument::fromJson(words);
    if (!document.isObject()) bad(name);
    refuseDuplicates(words, name);
    const KeptRun run = runFrom(document.object(), name);
    SavedRun saved{run.scene, nullptr, run.history, {}};
    for (const QJsonValue& kept : document.object()["kept"].toArray())
        saved.kept.push_back(runFrom(kept.toObject(), name));
    if (saved.kept.size() > KeptRuns::most) bad(name);
    for (const QJsonValue& one : document.object()["classes"].toArray()) saved.classes << one.toString();
    const QByteArray state = bytes.sliced(lengthBytes + json);
    if (state.isEmpty() && !saved.kept.empty()) return saved;
    saved.state = std::make_shared<const cnn::TrainerState>(cnn::trainerStateFrom(
        std::string_view(state.constData(), static_cast<std::size_t>(state.size())), name.toStdString()));
    return saved;
}

} // namespace ui
