#include "ui/export/film_pictures.h"

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "ui/export/png_chunks.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <cmath>

namespace ui {
namespace {

// ---- one file ------------------------------------------------------------------------------------------------------

class ApngFilm : public FilmWriter {
public:
    ApngFilm(const Film& film, QString path) : m_path(std::move(path)), m_wish(film.wish()) {}
    QByteArray encoded(const QImage& frame, const QRect& changed) const override { return pngPixels(frame, changed); }
    void add(const QByteArray& encoded, const QRect& changed, double seconds) override {
        m_frames += pngChunk("fcTL", number() + control(changed, seconds));
        if (m_count == 0)
            m_frames += pngChunk("IDAT", encoded);
        else
            m_frames += pngChunk("fdAT", number() + encoded);
        ++m_count;
    }
    void finish(const std::stop_token&) override {
        const QByteArray forEver = pngNumber(0);
        const QByteArray head = pngSignature + pngHeader(m_wish.size) + pngChunk("acTL", pngNumber(m_count) + forEver);
        const QByteArray end = pngChunk("IEND", {});
        std::vector<std::string_view> pieces;
        for (const QByteArray* piece : std::initializer_list<const QByteArray*>{&head, &m_frames, &end})
            pieces.emplace_back(piece->constData(), static_cast<std::size_t>(piece->size()));
        cnn::saveFile(cnn::nameOfText(m_path.toStdU16String()), pieces);
        m_frames = head + m_frames + end;
    }
    qint64 bytes() const override { return m_frames.size(); }

private:
    QByteArray number() { return pngNumber(m_next++); }
    // Where the part stands, and how long it is seen: a share of a second, exactly.
    QByteArray control(const QRect& part, double seconds) const {
        const bool moves = std::abs(seconds * m_wish.fps - 1) < 1e-9;
        const quint16 top = moves ? 1 : static_cast<quint16>(std::lround(1000 * seconds));
        const quint16 bottom = moves ? static_cast<quint16>(m_wish.fps) : 1000;
        QByteArray bytes;
        for (const int value : {part.width(), part.height(), part.left(), part.top()})
            bytes += pngNumber(static_cast<quint32>(value));
        return bytes + pngShort(top) + pngShort(bottom) + QByteArray(2, '\0'); // left as it is; in place of what was
    }

    QString m_path;
    FilmWish m_wish;
    QByteArray m_frames;
    quint32 m_count = 0, m_next = 0; // frames; the number of the next chunk of theirs
};

// ---- a folder ------------------------------------------------------------------------------------------------------

cnn::Error notWritten(const QString& path, const QString& why) {
    return {cnn::ErrorCode::WriteFailed,
            cnn::Message::tr("Cannot write %1: %2.", path.toStdString(), why.toStdString())};
}

void writePlain(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        throw notWritten(path, file.errorString());
}

// The pictures are written into a folder beside, which gets its name when all of them are there.
class PictureFilm : public FilmWriter {
public:
    explicit PictureFilm(QString path) : m_path(std::move(path)) {
        if (m_path.isEmpty()) return; // only counted
        const QFileInfo place(QDir::cleanPath(m_path));
        m_draft = std::make_unique<QTemporaryDir>(place.absolutePath() + "/." + place.fileName() + "-XXXXXX");
        if (!m_draft->isValid()) throw notWritten(m_path, m_draft->errorString());
    }
    QByteArray encoded(const QImage& frame, const QRect&) const override {
        return pngSignature + pngHeader(frame.size()) + pngChunk("IDAT", pngPixels(frame, frame.rect())) +
               pngChunk("IEND", {});
    }
    void add(const QByteArray& encoded, const QRect&, double seconds) override {
        m_bytes += encoded.size();
        const QString name = QString("%1.png").arg(++m_count, 4, 10, QChar('0'));
        m_list += QString("file %1\nduration %2\n").arg(name).arg(seconds, 0, 'f', 6).toUtf8();
        if (m_draft) writePlain(m_draft->filePath(name), encoded);
    }
    void finish(const std::stop_token&) override {
        writePlain(m_draft->filePath("frames.ffconcat"), m_list);
        const QString path = QDir::cleanPath(m_path);
        // What a temporary folder may be read by is its maker alone.
        QFile::setPermissions(m_draft->path(), QFileInfo(QFileInfo(path).absolutePath()).permissions());
        QDir().rmdir(path); // an empty one may be there
        if (!QDir().rename(m_draft->path(), path)) throw notWritten(m_path, "there is something of this name");
        m_draft->setAutoRemove(false);
    }
    qint64 bytes() const override { return m_bytes; }

private:
    QString m_path;
    std::unique_ptr<QTemporaryDir> m_draft;
    QByteArray m_list = "ffconcat version 1.0\n";
    qint64 m_bytes = 0;
    int m_count = 0;
};

} // namespace

std::unique_ptr<FilmWriter> apngFilmWriter(const Film& film, const QString& path) {
    return std::make_unique<ApngFilm>(film, path);
}

std::unique_ptr<FilmWriter> pictureFilmWriter(const Film&, const QString& path) {
    return std::make_unique<PictureFilm>(path);
}

void requireNewFolder(const QString& path) {
    const QFileInfo place(QDir::cleanPath(path));
    if (place.exists() &&
        (!place.isDir() || !QDir(place.filePath()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("%1 is there already; please name a new folder.", path.toStdString()));
    const QFileInfo parent(place.absolutePath());
    if (!parent.isDir()) throw notWritten(path, "there is no such folder");
    if (!parent.isWritable()) throw notWritten(path, "its folder cannot be written to");
}

} // namespace ui
