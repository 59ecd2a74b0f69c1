// What a network is, without its weights in memory: what the table, the drawing and the words of the model lesson are
// computed from.
#pragma once

#include "core/network/layer_table.h"
#include "core/onnx/onnx_file.h"
#include "ui/model/background.h"

#include <QMap>
#include <QStringList>
#include <optional>

namespace ui {

struct ModelSubject {
    QString network; // as a scene names it: an id, or the path of the file
    QString title;   // "VGG-19", "mine.onnx"
    cnn::LayerTable table;
    cnn::Shape output;
    QStringList classNames;            // that the file gives; empty: it gives none
    std::optional<cnn::OnnxCard> card; // of a file
};

// Of a network that comes with the program. It must be there.
ModelSubject shownSubject(const QString& id);
// Reads the structure of a file, no weights. Throws cnn::Error.
ModelSubject fileSubject(const QString& path, const cnn::OnnxOptions& options = {});

// The subjects that a scene names: files are read on a thread, the others are there at once.
class ModelSubjects : public QObject {
    Q_OBJECT
public:
    ModelSubjects();

    // Sees to it that these can be found, soon.
    void need(const QStringList& networks);
    // Reads a file anew, as it may have changed, and tells opened() or refused().
    void open(const QString& path);
    // Null: it is being read, or cannot be.
    std::shared_ptr<const ModelSubject> find(const QString& network) const;
    // Why it cannot be read; empty: nothing is known against it.
    QString refusal(const QString& network) const { return m_refusals.value(network); }
    // The name of what is being read; empty: nothing is.
    QString reading() const { return m_work.busy() ? m_work.name() : QString(); }
    double progress() const { return m_work.progress(); }
    // False: nothing is being read.
    bool stop();
    // Returns when nothing is being read any more.
    void wait() { m_work.wait(); }

signals:
    void changed(); // what can be found, or is being read
    void opened(const QString& path);
    void refused(const QString& sentence);

private:
    void read(const QStringList& paths, bool isOpening);
    std::map<QString, std::shared_ptr<const ModelSubject>> m_subjects;
    QMap<QString, QString> m_refusals;
    QStringList m_underWay;
    Background m_work; // last: ends before the rest goes
};

} // namespace ui
