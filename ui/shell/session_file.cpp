#include "ui/shell/session_file.h"

#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/pages/scene_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

namespace ui {
namespace {

std::filesystem::path pathOf(const QString& name) {
    return cnn::nameOfText(name.toStdU16String());
}

} // namespace

QByteArray sessionBytes(const SessionState& state) {
    QJsonObject scenes, attempts;
    for (auto at = state.scenes.begin(); at != state.scenes.end(); ++at) scenes[at.key()] = at.value();
    for (auto at = state.attempts.begin(); at != state.attempts.end(); ++at) attempts[at.key()] = at.value();
    const QJsonObject whole{{"convscope", sceneFormat},
                            {"lesson", state.lesson},
                            {"scenes", scenes},
                            {"clean", state.clean},
                            {"attempts", attempts}};
    return QJsonDocument(whole).toJson(QJsonDocument::Indented);
}

SessionState sessionFrom(const QByteArray& text, const QString& name) {
    const QJsonObject whole = versionedObject(text, name, "session");
    SessionState state;
    state.lesson = whole["lesson"].toString();
    state.clean = whole["clean"].toBool();
    const QJsonObject scenes = whole["scenes"].toObject(), attempts = whole["attempts"].toObject();
    for (const QString& id : scenes.keys()) state.scenes[id] = scenes[id].toObject();
    for (const QString& id : attempts.keys()) state.attempts[id] = attempts[id].toInt();
    return state;
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
