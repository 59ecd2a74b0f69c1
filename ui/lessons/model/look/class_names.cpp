#include "ui/lessons/model/look/class_names.h"

#include "ui/tr.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace ui {
namespace {

constexpr qint64 largestNameFile = 4 << 20; // bytes

QStringList filesBeside(const QString& path) {
    const QFileInfo model(path);
    QStringList all;
    for (const QString& name :
         {model.completeBaseName() + ".txt", QString("labels.txt"), QString("classes.txt"), QString("synset.txt")})
        all << model.dir().filePath(name);
    return all;
}

QStringList namesOf(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || file.size() > largestNameFile || !file.open(QIODevice::ReadOnly)) return {};
    return namesIn(QString::fromUtf8(file.readAll()));
}

} // namespace

const QStringList& imageNetNames() {
    static const QStringList names = [] {
        QFile file(":/imagenet-classes.txt");
        return file.open(QIODevice::ReadOnly) ? namesIn(QString::fromUtf8(file.readAll())) : QStringList();
    }();
    return names;
}

QStringList namesIn(const QString& text) {
    static const QRegularExpression synset("^n\\d{8}\\s+");
    QStringList names;
    for (QString line : text.split('\n')) {
        line = line.trimmed();
        line.remove(synset);
        names << line;
    }
    while (!names.isEmpty() && names.last().isEmpty()) names.removeLast();
    return names;
}

ClassNames classNamesFor(int outputs, const QStringList& fromFile, const QString& path) {
    if (fromFile.size() == outputs) return {fromFile, {}};
    QString leftOut;
    for (const QString& file : path.isEmpty() ? QStringList() : filesBeside(path)) {
        const QStringList names = namesOf(file);
        const QString name = QFileInfo(file).fileName();
        if (names.size() == outputs) return {names, tr("The names of the classes are from %1.").arg(name)};
        if (!names.isEmpty() && leftOut.isEmpty())
            leftOut = tr("%1 has %2 names, the network has %3 outputs, so they are not used.")
                          .arg(name)
                          .arg(names.size())
                          .arg(outputs);
    }
    if (outputs == imageNetNames().size()) {
        const QString assumed = tr("Nobody says what its 1,000 outputs are called: ImageNet's classes are assumed.");
        return {imageNetNames(), leftOut.isEmpty() ? assumed : leftOut + ' ' + assumed};
    }
    return {{}, leftOut};
}

} // namespace ui
