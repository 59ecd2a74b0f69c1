#include "ui/model/data_loader.h"

#include "core/base/error.h"
#include "core/train/sources.h"

#include <QDir>
#include <array>

namespace ui {
namespace {

// Enough to learn from, quickly drawn, the same every time.
constexpr std::uint64_t digitsSeed = 1;
constexpr std::size_t trainDigits = 12000, testDigits = 2000;

// LeNet-5 reads one grey picture of 28×28 and knows ten classes.
cnn::DataSplit fitting(cnn::DataSplit split) {
    if (split.train.shape != cnn::Shape{1, 28, 28, 1})
        throw cnn::Error(cnn::ErrorCode::Mismatch, "The images of " + split.name + " are " + text(split.train.shape) +
                                                       "; LeNet-5 reads 1@28×28.");
    if (split.train.classNames.size() > 10)
        throw cnn::Error(cnn::ErrorCode::Mismatch, split.name + " has " +
                                                       std::to_string(split.train.classNames.size()) +
                                                       " classes; LeNet-5 tells 10 apart.");
    if (split.train.size() == 0 || split.test.size() == 0)
        throw cnn::Error(cnn::ErrorCode::Mismatch, split.name + " holds no images.");
    return split;
}

cnn::DataSplit read(const DataSource& source) {
    switch (source.kind) {
    case DataSource::FashionMnist:
        return fitting(cnn::loadFashionMnist());
    case DataSource::DrawnDigits:
        return fitting(cnn::drawnDigits(digitsSeed, trainDigits, testDigits));
    case DataSource::Folder:
        break;
    }
    return fitting(cnn::loadIdxFolder(QDir::toNativeSeparators(source.folder).toStdString()));
}

// What a page has read and still shows, so that the next page need not read it again. Not folders, whose files may be
// others by now.
std::weak_ptr<const cnn::DataSplit>* shared(const DataSource& source) {
    static std::array<std::weak_ptr<const cnn::DataSplit>, DataSource::Folder> all; // the interface's thread only
    return source.kind == DataSource::Folder ? nullptr : &all[static_cast<std::size_t>(source.kind)];
}

} // namespace

struct DataLoader::Result {
    std::shared_ptr<const cnn::DataSplit> data;
    QString error;
};

DataLoader::~DataLoader() = default;

std::shared_ptr<const cnn::DataSplit> DataLoader::find(const DataSource& source) const {
    for (const auto& [known, data] : m_known)
        if (known == source) return data;
    return nullptr;
}

void DataLoader::load(const DataSource& source) {
    if (const auto* known = shared(source); known && !find(source))
        if (auto data = known->lock()) m_known.emplace_back(source, std::move(data));
    if (find(source)) {
        emit loaded(source);
        return;
    }
    if (m_current)
        m_next = source;
    else
        start(source);
}

void DataLoader::start(const DataSource& source) {
    m_current = source;
    m_result = std::make_shared<Result>();
    m_thread = std::jthread([this, source, result = m_result] {
        try {
            result->data = std::make_shared<const cnn::DataSplit>(read(source));
        } catch (const std::exception& e) {
            result->error = QString::fromUtf8(e.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, result] {
                if (result == m_result) finish();
            },
            Qt::QueuedConnection);
    });
}

void DataLoader::finish() {
    if (m_thread.joinable()) m_thread.join();
    const auto result = std::exchange(m_result, nullptr);
    const DataSource source = *std::exchange(m_current, std::nullopt);
    if (result->data) m_known.emplace_back(source, result->data);
    if (auto* known = shared(source); known && result->data) *known = result->data;
    if (m_next) start(*std::exchange(m_next, std::nullopt));
    if (result->data)
        emit loaded(source);
    else
        emit failed(source, result->error);
}

void DataLoader::wait() {
    while (m_current) finish();
}

} // namespace ui
