// Reads labelled images on a thread of its own and keeps what it has read.
#pragma once

#include "core/train/dataset.h"
#include "ui/model/training_scene.h"

#include <QObject>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace ui {

class DataLoader : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~DataLoader() override;

    // What is there already, or null.
    std::shared_ptr<const cnn::DataSplit> find(const DataSource& source) const;
    // Reads it, then says loaded() or failed(); at once when it is there already. Of several wishes while it reads
    // only the last is granted.
    void load(const DataSource& source);
    // Returns when nothing is being read any more; the signals are then out.
    void wait();
    bool loading() const { return m_current.has_value(); }

signals:
    void loaded(const ui::DataSource& source);
    void failed(const ui::DataSource& source, const QString& sentence);

private:
    struct Result;
    void start(const DataSource& source);
    void finish();

    std::vector<std::pair<DataSource, std::shared_ptr<const cnn::DataSplit>>> m_known;
    std::optional<DataSource> m_current, m_next;
    std::shared_ptr<Result> m_result; // written by the thread, read after it was joined
    std::jthread m_thread;
};

} // namespace ui
