#include "ui/pages/read_source.h"

#include "core/base/error.h"
#include "core/data/sources.h"
#include "ui/media/fit_data.h"
#include "ui/media/labelled_data.h"

namespace ui {
namespace {

// Enough to learn from, quickly drawn, the same every time.
constexpr std::uint64_t drawnSeed = 1;
constexpr std::size_t trainDigits = 12000, testDigits = 2000, trainObjects = 8000, testObjects = 1000;

} // namespace

cnn::DataSplit readSource(const DataSource& source, const std::stop_token& stop,
                          const std::function<void(double)>& progress) {
    const ReadWatch watch{stop, progress};
    cnn::DataSplit split;
    switch (source.kind) {
    case DataSource::FashionMnist:
        split = cnn::loadFashionMnist();
        break;
    case DataSource::DrawnDigits:
        split = cnn::drawnDigits(drawnSeed, trainDigits, testDigits);
        break;
    case DataSource::DrawnObjects:
        split = cnn::drawnObjects(drawnSeed, trainObjects, testObjects);
        break;
    case DataSource::Cells:
        split = cellsToLearn(source.cells, stop, progress);
        break;
    case DataSource::Folder:
        split = readLabelledData(source.folder, source.wish(), watch);
    }
    if (source.kind != DataSource::Folder) bringTo(source.wish().shape, split, watch);
    cnn::requireClasses(split);
    if (split.train.size() == 0 || split.test.size() == 0)
        throw cnn::Error(cnn::ErrorCode::Mismatch, cnn::Message::tr("%1 holds no images.", split.name));
    return split;
}

QString readingLine(const QString& name, double progress) {
    if (progress <= 0) return QObject::tr("Reading %1 …").arg(name);
    return QObject::tr("Reading %1 … %2 %. Escape stops it.").arg(name).arg(qRound(100 * progress));
}

} // namespace ui
