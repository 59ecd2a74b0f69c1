#include "ui/pages/read_source.h"

#include "core/base/error.h"
#include "core/train/sources.h"
#include "ui/media/picture_folder.h"

namespace ui {
namespace {

// Enough to learn from, quickly drawn, the same every time.
constexpr std::uint64_t digitsSeed = 1;
constexpr std::size_t trainDigits = 12000, testDigits = 2000;
constexpr cnn::Shape input{1, 28, 28, 1};

// LeNet-5 reads one grey picture of 28×28.
cnn::DataSplit fitting(cnn::DataSplit split) {
    if (split.train.shape != input)
        throw cnn::Error(cnn::ErrorCode::Mismatch, cnn::Message::tr("The images of %1 are %2; LeNet-5 reads 1@28×28.",
                                                                    split.name, text(split.train.shape)));
    cnn::requireClasses(split);
    if (split.train.size() == 0 || split.test.size() == 0)
        throw cnn::Error(cnn::ErrorCode::Mismatch, cnn::Message::tr("%1 holds no images.", split.name));
    return split;
}

} // namespace

cnn::DataSplit readSource(const DataSource& source, const std::stop_token& stop,
                          const std::function<void(double)>& progress) {
    switch (source.kind) {
    case DataSource::FashionMnist:
        return fitting(cnn::loadFashionMnist());
    case DataSource::DrawnDigits:
        return fitting(cnn::drawnDigits(digitsSeed, trainDigits, testDigits));
    case DataSource::Folder:
        break;
    }
    return fitting(readImageFolder(source.folder, input, {stop, progress}));
}

QString readingLine(const QString& name, double progress) {
    if (progress <= 0) return QObject::tr("Reading %1 …").arg(name);
    return QObject::tr("Reading %1 … %2 %. Escape stops it.").arg(name).arg(qRound(100 * progress));
}

} // namespace ui
