// Reads labelled images on a thread of its own and keeps what it has read.
#pragma once

#include "core/data/dataset.h"
#include "ui/model/background.h"
#include "ui/model/training_scene.h"

#include <QStringList>
#include <deque>

namespace ui {

QStringList classNames(const cnn::DataSplit& data);

class DataLoader : public QObject {
    Q_OBJECT
public:
    // Reads a source, shuffled or not, as its pixels stand in the files; called on the thread. It asks `stop` now and
    // then and says how far it is, 0 to 1. May throw cnn::Error.
    using Read = std::function<cnn::DataSplit(const DataSource& source, const std::stop_token& stop,
                                              const std::function<void(double)>& progress)>;
    explicit DataLoader(Read read, QObject* parent = nullptr);

    // What is there already, or null.
    std::shared_ptr<const cnn::DataSplit> find(const DataSource& source) const;
    // Reads it, then says loaded() or failed(); at once when it is there already. Of several wishes while it reads
    // only the last is granted.
    void load(const DataSource& source);
    // The last wish is given up, and failed().
    void stop();
    // Returns when nothing is being read any more; the signals are then out.
    void wait();
    bool loading() const { return m_current.has_value(); }
    double progress() const { return m_work.progress(); } // 0 to 1; 0 of what cannot say

signals:
    void loaded(const ui::DataSource& source);
    void failed(const ui::DataSource& source, const QString& sentence);
    void progressed();

private:
    void start(const DataSource& source);
    void finish(const std::shared_ptr<const cnn::DataSplit>& data, const QString& error);
    void keep(const DataSource& source, std::shared_ptr<const cnn::DataSplit> data);

    Read m_read;
    std::deque<std::pair<DataSource, std::shared_ptr<const cnn::DataSplit>>> m_known; // the newest last
    std::optional<DataSource> m_current, m_next;
    Background m_work; // last: stopped before the rest goes
};

} // namespace ui
