#include "ui/lessons/training/embedding/embedding_view.h"

#include "core/network/pass.h"

#include "ui/figure/sentence_figure.h"
#include "ui/lessons/training/classes/classes_view.h"

namespace ui {
namespace {

constexpr std::size_t images = 1000;

// `before`: the picture so far, which the new one is turned towards.
std::shared_ptr<const EmbeddingPicture> pictureOf(const TrainingMoment& moment, bool principal,
                                                  const EmbeddingPicture* before, const std::stop_token& stop) {
    const cnn::Network& network = *moment.network;
    const std::size_t layers = cnn::layersBeforeLast(network);
    const cnn::Dataset& test = moment.data->test;
    const bool same = before && before->data == moment.data;
    const cnn::Tensor values = cnn::valuesAfter(network, layers, test, images, 1, stop);
    auto picture = std::make_shared<EmbeddingPicture>();
    picture->data = moment.data;
    picture->classNames = namesOfClasses(moment);
    picture->embedding = cnn::embed(values, same ? &before->embedding : nullptr,
                                    principal ? cnn::Following::Signs : cnn::Following::Turned);
    picture->principal = principal;
    picture->verdicts = cnn::verdictsFrom(cnn::passOn(network, layers, values), test.labels).all;
    picture->layer = layers == 0 ? QObject::tr("the input") : QString::fromStdString(network.name(layers - 1));
    picture->values = values.shape().perImage();
    cnn::Pass pass(cnn::Pass::Keep::Nothing, layers);
    picture->now = picture->embedding.place(pass.forward(network, moment.image));
    picture->caption = moment.caption;
    return picture;
}

} // namespace

TrainingView::Work EmbeddingView::work(const TrainingMoment& moment, const QJsonObject& choices) {
    const bool principal = chosen(choices, "axes", 2) == 1;
    const QString why = whyNoClasses(moment);
    return [this, moment, principal, why, before = m_picture](const std::stop_token& stop) -> Show {
        const auto picture = why.isEmpty() ? pictureOf(moment, principal, before.get(), stop) : nullptr;
        return [this, picture, why] {
            m_picture = picture;
            m_why = why;
        };
    };
}

std::unique_ptr<Figure> EmbeddingView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                              const std::optional<CellRef>& hover) const {
    return figureOrSentence<EmbeddingFigure>(size, style, m_picture, m_why, hover);
}

std::vector<ViewOption> EmbeddingView::options(const TrainingMoment&) const {
    return {{"axes", tr("Axes"), {tr("steady"), tr("principal")}}};
}

std::optional<QJsonObject> EmbeddingView::pressed(const CellRef& cell, const QJsonObject&) {
    if (m_picture && cell.part == EmbeddingFigure::pointPart &&
        static_cast<std::size_t>(cell.map) < m_picture->verdicts.size())
        emit showTestImage(m_picture->verdicts[static_cast<std::size_t>(cell.map)].image);
    return std::nullopt;
}

std::vector<NamedNumbers> EmbeddingView::numbers() const {
    if (!m_picture) return {};
    const int count = static_cast<int>(m_picture->verdicts.size());
    cnn::Tensor points({1, count, 2, 1}), classes({1, count, 2, 1});
    for (int i = 0; i < count; ++i) {
        const cnn::Verdict& v = m_picture->verdicts[static_cast<std::size_t>(i)];
        for (int axis = 0; axis < 2; ++axis) points.at(0, i, axis) = m_picture->embedding.points(i, axis);
        classes.at(0, i, 0) = static_cast<float>(v.truth);
        classes.at(0, i, 1) = static_cast<float>(v.said);
    }
    return {{"embedding", std::move(points)}, {"class and class said", std::move(classes)}};
}

} // namespace ui
