#include "ui/model/data_loader.h"

#include "core/base/error.h"
#include "core/data/pixel_order.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::size_t mostKept = 4; // sources, so that going back and forth between some is quick
constexpr std::uint64_t orderSeed = 1;

// What a page has read and still shows, so that the next page need not read it again. Not folders, whose files may be
// others by now, and nothing that is read in another way than usual.
std::weak_ptr<const cnn::DataSplit>* shared(const DataSource& source) {
    static std::array<std::weak_ptr<const cnn::DataSplit>, DataSource::Folder> all; // the interface's thread only
    const bool own = source.kind == DataSource::Folder || !source.asFound();
    return own ? nullptr : &all[static_cast<std::size_t>(source.kind)];
}

DataSource inOrder(DataSource source) {
    source.shuffled = false;
    return source;
}

} // namespace

QStringList classNames(const cnn::DataSplit& data) {
    QStringList names;
    for (const std::string& name : data.train.classNames) names << QString::fromStdString(name);
    return names;
}

DataLoader::DataLoader(Read read, QObject* parent) : QObject(parent), m_read(std::move(read)) {
    connect(&m_work, &Background::changed, this, &DataLoader::progressed);
    connect(&m_work, &Background::failed, this, [this](const QString& sentence) { finish(nullptr, sentence); });
}

std::shared_ptr<const cnn::DataSplit> DataLoader::find(const DataSource& source) const {
    for (const auto& [known, data] : m_known)
        if (known == source) return data;
    return nullptr;
}

void DataLoader::keep(const DataSource& source, std::shared_ptr<const cnn::DataSplit> data) {
    if (auto* known = shared(source)) *known = data;
    m_known.emplace_back(source, std::move(data));
    if (m_known.size() > mostKept) m_known.pop_front();
}

void DataLoader::load(const DataSource& source) {
    if (const auto* known = shared(source); known && !find(source))
        if (auto data = known->lock()) keep(source, std::move(data));
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
    m_work.start(source.folder, [this, source, read = m_read, plain = find(inOrder(source))](const auto& stop,
                                                                                             const auto& progress) {
        const auto data = plain ? plain : std::make_shared<const cnn::DataSplit>(read(source, stop, progress));
        const auto wanted =
            source.shuffled ? std::make_shared<const cnn::DataSplit>(cnn::shuffledPixels(*data, orderSeed)) : data;
        return [this, wanted] { finish(wanted, {}); };
    });
}

void DataLoader::finish(const std::shared_ptr<const cnn::DataSplit>& data, const QString& error) {
    if (!m_current) return;
    const DataSource source = *std::exchange(m_current, std::nullopt);
    if (data) keep(source, data);
    if (m_next) start(*std::exchange(m_next, std::nullopt));
    if (data)
        emit loaded(source);
    else
        emit failed(source, error);
}

void DataLoader::stop() {
    if (!m_current) return;
    if (!m_next) m_work.stop();
    const DataSource source = *std::exchange(m_next ? m_next : m_current, std::nullopt);
    emit failed(source, tr("The images were not read to the end."));
}

void DataLoader::wait() {
    while (m_current) m_work.wait();
}

} // namespace ui
