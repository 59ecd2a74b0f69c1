#include "ui/shell/session_file.h"

#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/model/kept_place.h"
#include "ui/pages/scene_file.h"
#include "ui/tr.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSysInfo>
#include <algorithm>

namespace ui {
namespace {

std::filesystem::path pathOf(const QString& name) {
    return cnn::nameOfText(name.toStdU16String());
}

QJsonObject written(const KeptLecture& own) {
    QJsonObject object;
    if (!own.file.isEmpty()) object["file"] = own.file;
    if (!own.unsaved.isEmpty()) object["unsaved"] = own.unsaved;
    return object;
}

// Eight figures that tell this computer from others, and nobody which one it is.
QString thisComputer() {
    QByteArray id = QSysInfo::machineUniqueId();
    if (id.isEmpty()) id = QSysInfo::machineHostName().toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(id, QCryptographicHash::Sha256).toHex().left(8));
}

// Ticks and the open lecture. What is damaged is said and left out: scenes are worth more than that.
void readLectures(const QJsonObject& whole, SessionState& state) {
    const auto refuse = [&](const char* key, const QString& sentence) {
        if (whole.contains(QLatin1String(key))) state.damaged << sentence;
    };
    const QJsonValue seen = whole["seen"], own = whole["own"], scene = whole["scene"];
    bool texts = seen.isArray();
    for (const QJsonValue key : seen.toArray()) texts = texts && key.isString();
    if (!texts) refuse("seen", ui::tr("\"seen\" must be a list of lessons; nothing is ticked now."));
    for (const QJsonValue key : texts ? seen.toArray() : QJsonArray()) state.seen << key.toString();
    if (!whole["lecture"].isString()) refuse("lecture", ui::tr("\"lecture\" must be the name of a lecture."));
    state.lecture = whole["lecture"].toString();
    if (!scene.isDouble() || scene.toInt(-1) < 0) refuse("scene", ui::tr("\"scene\" must be a number from 0."));
    state.scene = std::max(0, scene.toInt());
    if (!own.isObject()) refuse("own", ui::tr("\"own\" must be a lecture in { }."));
    state.own = {own["file"].toString(), own["unsaved"].toObject()};
}

} // namespace

QByteArray sessionBytes(const SessionState& state) {
    QJsonObject scenes, attempts;
    for (auto at = state.scenes.begin(); at != state.scenes.end(); ++at) scenes[at.key()] = at.value();
    for (auto at = state.attempts.begin(); at != state.attempts.end(); ++at) attempts[at.key()] = at.value();
    QJsonObject whole{{"convscope", sceneFormat},
                      {"lesson", state.lesson},
                      {"scenes", scenes},
                      {"clean", state.clean},
                      {"attempts", attempts}};
    if (!state.seen.isEmpty()) {
        QStringList seen(state.seen.begin(), state.seen.end());
        seen.sort();
        whole["seen"] = QJsonArray::fromStringList(seen);
    }
    if (!state.lecture.isEmpty()) {
        whole["lecture"] = state.lecture;
        whole["scene"] = state.scene;
    }
    if (state.own != KeptLecture()) whole["own"] = written(state.own);
    if (!state.picture.isEmpty()) whole["picture"] = state.picture;
    if (!state.reading.isEmpty()) whole["reading"] = state.reading;
    return QJsonDocument(whole).toJson(QJsonDocument::Indented);
}

SessionState sessionFrom(const QByteArray& text, const QString& name) {
    const QJsonObject whole = versionedObject(text, name, "session");
    SessionState state;
    state.lesson = whole["lesson"].toString();
    state.picture = whole["picture"].toString();
    state.reading = whole["reading"].toObject();
    state.clean = whole["clean"].toBool();
    readLectures(whole, state);
    const QJsonObject scenes = whole["scenes"].toObject(), attempts = whole["attempts"].toObject();
    for (const QString& id : scenes.keys()) state.scenes[id] = scenes[id].toObject();
    for (const QString& id : attempts.keys()) state.attempts[id] = attempts[id].toInt();
    return state;
}

QString SessionFile::lockPath() const {
    return m_folder + (keepsAtHome() ? QString("/session.lock") : "/session-" + thisComputer() + ".lock");
}

void SessionFile::makeFolder() const {
    if (QDir().mkpath(m_folder)) {
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return;
    }
    throw cnn::Error(cnn::ErrorCode::WriteFailed,
                     cnn::Message::tr("The folder %1 cannot be made.", m_folder.toStdString()));
}

void SessionFile::sweep() const {
    // saveFile's temporary names
    static const QRegularExpression ours("^(session\\.json|[a-z0-9-]+\\.run)\\.[A-Za-z0-9]{6}$");
    QDir folder(m_folder);
    for (const QString& name : folder.entryList({"session.json.*", "*.run.*"}, QDir::Files | QDir::Hidden))
        if (ours.match(name).hasMatch()) folder.remove(name);
    static const QRegularExpression others("^session-[0-9a-f]{8}\\.lock$"); // the folder is here now
    for (const QString& name : folder.entryList({"session-*.lock"}, QDir::Files))
        if (others.match(name).hasMatch() && folder.filePath(name) != lockPath()) folder.remove(name);
}

SessionState SessionFile::read() const {
    if (!QFile::exists(path())) {
        SessionState fresh;
        fresh.clean = true;
        return fresh;
    }
    const QByteArray text = QByteArray::fromStdString(cnn::readFile(pathOf(path()), largest));
    return sessionFrom(text, path());
}

void SessionFile::write(const SessionState& state) const {
    cnn::saveFile(pathOf(path()), sessionBytes(state).toStdString());
}

QByteArray SessionFile::readKeepsake(const QString& lesson) const {
    if (!QFile::exists(keepsakePath(lesson))) return {};
    return QByteArray::fromStdString(cnn::readFile(pathOf(keepsakePath(lesson)), largest));
}

void SessionFile::writeKeepsake(const QString& lesson, const QByteArray& bytes) const {
    if (bytes.isEmpty())
        QFile::remove(keepsakePath(lesson));
    else
        cnn::saveFile(pathOf(keepsakePath(lesson)), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

QString SessionFile::keepAside() const {
    const QString name =
        m_folder + "/session-" + QDateTime::currentDateTimeUtc().toString("yyyyMMdd-HHmmss-zzz") + ".json";
    return QFile::rename(path(), name) ? name : QString();
}

} // namespace ui
