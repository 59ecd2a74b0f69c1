#include "ui/lessons/training/data/data_view.h"

#include "ui/lessons/training/data/data_figure.h"
#include "ui/model/data_loader.h"

#include <algorithm>

namespace ui {
namespace {

const QString partOption = "set", classOption = "class"; // 0 of the classes: all of them

DataPicture::Part partOf(const QJsonObject& choices) {
    return static_cast<DataPicture::Part>(chosen(choices, partOption, DataPicture::parts));
}

// A page belongs to the part and class it was turned to; others begin at their first image.
QString pageOwner(const QJsonObject& choices) {
    return QString("%1/%2").arg(partOf(choices)).arg(choices[classOption].toInt());
}

std::size_t firstOf(const QJsonObject& choices) {
    const QJsonObject page = choices["page"].toObject();
    return page["of"].toString() == pageOwner(choices) ? static_cast<std::size_t>(std::max(0, page["first"].toInt()))
                                                       : 0;
}

} // namespace

TrainingView::Work DataView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    if (!moment.data) return [](const std::stop_token&) { return [] {}; };
    const QStringList names = ui::classNames(*moment.data);
    const int wanted = chosen(choices, classOption, names.size() + 1) - 1;
    return [this, data = moment.data, names, settings = moment.settings, part = partOf(choices),
            wanted](const std::stop_token&) {
        auto made = std::make_shared<const DataPicture>(dataPicture(data, names, settings, part, wanted));
        return [this, made] { m_picture = made; };
    };
}

std::unique_ptr<Figure> DataView::figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                         const std::optional<CellRef>& hover) const {
    if (!m_picture) return nullptr;
    return std::make_unique<DataFigure>(size, style, m_picture, firstOf(choices), hover);
}

std::vector<ViewOption> DataView::options(const TrainingMoment& moment) const {
    return {{classOption, tr("Class"),
             QStringList(tr("All classes")) + (moment.data ? ui::classNames(*moment.data) : QStringList())},
            {partOption, tr("Images"), {tr("Training"), tr("Validation"), tr("Test")}}};
}

std::optional<QJsonObject> DataView::pressed(const CellRef& cell, const QJsonObject& choices) {
    QJsonObject next = choices;
    if (cell.part == DataFigure::classPart) {
        const int option = cell.map + 1;
        next[classOption] = choices[classOption].toInt() == option ? 0 : option;
        return next;
    }
    if (cell.part == DataFigure::pagePart) {
        next["page"] = QJsonObject{{"of", pageOwner(choices)}, {"first", cell.y}};
        return next;
    }
    if (cell.part == DataFigure::imagePart && partOf(choices) == DataPicture::Test)
        emit showTestImage(static_cast<std::size_t>(cell.y));
    return std::nullopt;
}

std::vector<NamedNumbers> DataView::numbers() const {
    if (!m_picture) return {};
    const int classes = static_cast<int>(m_picture->classNames.size());
    cnn::Tensor counts({1, classes, DataPicture::parts, 1});
    for (int part = 0; part < DataPicture::parts; ++part)
        for (int c = 0; c < classes; ++c)
            counts.at(0, c, part) =
                static_cast<float>(m_picture->counts[static_cast<std::size_t>(part)][static_cast<std::size_t>(c)]);
    return {{"images of each class for training, validation and test", std::move(counts)}};
}

} // namespace ui
