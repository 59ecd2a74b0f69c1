#include "ui/lessons/training/classes/classes_view.h"

#include "ui/figure/number_text.h"
#include "ui/figure/sentence_figure.h"
#include "ui/lessons/training/classes/confusion_figure.h"

namespace ui {
namespace {

constexpr std::size_t fewImages = 1000, tiles = 60; // tiles: more than fit into any window
constexpr int mostAsColours = 200;                  // classes of a whole matrix: of more a cell would be below a pixel

std::optional<CellRef> chosenCell(const QJsonObject& choices, int classes) {
    const int truth = choices["truth"].toInt(-1), said = choices["said"].toInt(-1);
    const auto known = [&](int c) { return c >= 0 && c < classes; };
    if (!known(truth) || !known(said)) return std::nullopt;
    return CellRef{ConfusionGrid::part, 0, truth, said};
}

std::shared_ptr<const ClassesPicture> pictureOf(const TrainingMoment& moment, const QJsonObject& choices,
                                                const std::stop_token& stop) {
    const cnn::Dataset& test = moment.data->test;
    const std::size_t images = chosen(choices, "images", 2) == 0 ? fewImages : test.size();
    const cnn::Verdicts verdicts = cnn::verdictsOn(*moment.network, test, images, 1, stop);
    auto picture = std::make_shared<ClassesPicture>();
    picture->confusion = confusionPicture(verdicts, test, namesOfClasses(moment), tiles);
    picture->whole = chosen(choices, "matrix", 2) == 1;
    picture->chosen = chosenCell(choices, verdicts.classes());
    picture->shown = picture->chosen
                         ? examples(test, cnn::imagesOfCell(verdicts, picture->chosen->y, picture->chosen->x, tiles))
                         : picture->confusion.mistakes;
    return picture;
}

} // namespace

QString whyNoClasses(const TrainingMoment& moment) {
    if (!moment.data) return QObject::tr("The images are being read.");
    if (!moment.noLabels.isEmpty()) return moment.noLabels;
    if (cnn::isReconstruction(moment.settings.loss))
        return QObject::tr("This network gives its input back; it does not tell classes apart.");
    return {};
}

QStringList namesOfClasses(const TrainingMoment& moment) {
    QStringList names;
    for (const std::string& name : moment.data->test.classNames) names << QString::fromStdString(name);
    while (names.size() < static_cast<qsizetype>(moment.network->outputShape().perImage()))
        names << QString::number(names.size());
    return names;
}

TrainingView::Work ClassesView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    const QString why = whyNoClasses(moment);
    return [this, moment, choices, why](const std::stop_token& stop) -> Show {
        const auto picture = why.isEmpty() ? pictureOf(moment, choices, stop) : nullptr;
        return [this, picture, why] {
            m_picture = picture;
            m_why = why;
        };
    };
}

std::unique_ptr<Figure> ClassesView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                            const std::optional<CellRef>& hover) const {
    return figureOrSentence<ClassesFigure>(size, style, m_picture, m_why, hover);
}

std::unique_ptr<Figure> ConfusionView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                              const std::optional<CellRef>& hover) const {
    if (!m_picture)
        return std::make_unique<SentenceFigure>(
            size, style,
            m_why.isEmpty() ? tr("Which classes are taken for which: once the test images were looked at.") : m_why);
    return std::make_unique<ConfusionFigure>(
        size, style, std::shared_ptr<const ConfusionPicture>(m_picture, &m_picture->confusion), hover);
}

std::vector<ViewOption> ClassesView::options(const TrainingMoment& moment) const {
    if (!moment.data) return {};
    std::vector<ViewOption> options;
    const int classes = moment.network->outputShape().c;
    if (classes > ConfusionGrid::mostWhole && classes <= mostAsColours)
        options.push_back({"matrix", tr("Matrix"), {tr("most confused"), tr("all classes")}});
    if (moment.data->test.size() > fewImages)
        options.push_back({"images", tr("Test images"), {tr("first %1").arg(grouped(fewImages)), tr("all")}});
    return options;
}

std::optional<QJsonObject> ClassesView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (!m_picture) return std::nullopt;
    if (cell.part == ExampleTiles::part && static_cast<std::size_t>(cell.map) < m_picture->shown.size())
        emit showTestImage(m_picture->shown[static_cast<std::size_t>(cell.map)].verdict.image);
    if (cell.part != ConfusionGrid::part) return std::nullopt;
    QJsonObject next = choices;
    next.remove("truth");
    next.remove("said");
    if (m_picture->chosen != cell) {
        next["truth"] = cell.y;
        next["said"] = cell.x;
    }
    return next;
}

std::vector<NamedNumbers> ClassesView::numbers() const {
    if (!m_picture) return {};
    const cnn::Confusion& confusion = m_picture->confusion.confusion;
    cnn::Tensor accuracy({1, confusion.classes, 1, 1});
    for (int c = 0; c < confusion.classes; ++c) accuracy.at(0, c, 0) = static_cast<float>(confusion.accuracy(c));
    return {{"confusion", confusion.table()}, {"accuracy by class", std::move(accuracy)}};
}

} // namespace ui
