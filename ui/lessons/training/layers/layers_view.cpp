#include "ui/lessons/training/layers/layers_view.h"

#include "ui/figure/number_text.h"
#include "ui/figure/sentence_figure.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t lookedAtImages = 1000, trainingImages = 256;
constexpr int bins = 41; // odd: zero is in the middle of one

std::shared_ptr<const LayersPicture> pictureOf(const TrainingMoment& moment, const std::stop_token& stop) {
    const cnn::Network& network = *moment.network;
    auto picture = std::make_shared<LayersPicture>();
    // Of another network's run it would be of no use.
    const auto inside = moment.inside && moment.inside->gradients.size() == network.size() ? moment.inside : nullptr;
    const cnn::NetworkGradients gradients =
        inside ? inside->gradients
               : cnn::meanGradients(network, moment.data->train, trainingImages, moment.settings.loss, stop);
    picture->gradientsOf =
        inside ? QObject::tr("the last batch")
               : QObject::tr("%1 training images")
                     .arg(grouped(static_cast<qint64>(std::min(trainingImages, moment.data->train.size()))));
    picture->trained = moment.progress > 0 || !moment.weightsFrom.isEmpty();
    picture->images = static_cast<int>(std::min(lookedAtImages, moment.data->test.size()));
    const auto dead = cnn::deadUnits(network, moment.data->test, lookedAtImages, 1, stop);
    for (std::size_t i = 0; i < network.size(); ++i) {
        if (const auto relu = std::find_if(dead.begin(), dead.end(), [i](const auto& d) { return d.layer == i; });
            relu != dead.end() && !picture->rows.empty())
            picture->rows.back().dead = *relu;
        const auto parameters = network.layer(i).parameters();
        if (parameters.empty()) continue;
        LayerRow row;
        row.name = QString::fromStdString(network.name(i));
        row.size = counted(static_cast<qint64>(network.layer(i).parameterCount()), QObject::tr("parameter"),
                           QObject::tr("parameters"));
        row.weights = cnn::spreadOf(parameters[0].value.values(), bins);
        row.gradients = cnn::spreadOf(gradients[i][0].values(), bins);
        if (inside && i < inside->updateToWeight.size()) row.update = inside->updateToWeight[i];
        if (inside) row.rateLeft = moment.rateLeft;
        picture->rows.push_back(std::move(row));
    }
    return picture;
}

cnn::Tensor histograms(const LayersPicture& picture, cnn::Spread LayerRow::*which) {
    cnn::Tensor counts({1, static_cast<int>(picture.rows.size()), bins, 1});
    for (std::size_t row = 0; row < picture.rows.size(); ++row)
        for (int b = 0; b < bins; ++b)
            counts.at(0, static_cast<int>(row), b) =
                static_cast<float>((picture.rows[row].*which).bins[static_cast<std::size_t>(b)]);
    return counts;
}

} // namespace

TrainingView::Work LayersView::work(const TrainingMoment& moment, const QJsonObject&) {
    const QString why = moment.data ? moment.noLabels : tr("The images are being read.");
    return [this, moment, why](const std::stop_token& stop) -> Show {
        const auto picture = why.isEmpty() ? pictureOf(moment, stop) : nullptr;
        return [this, picture, why] {
            m_picture = picture;
            m_why = why;
        };
    };
}

std::unique_ptr<Figure> LayersView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                           const std::optional<CellRef>& hover) const {
    return figureOrSentence<LayersFigure>(size, style, m_picture, m_why, hover);
}

std::vector<NamedNumbers> LayersView::numbers() const {
    if (!m_picture || m_picture->rows.empty()) return {};
    cnn::Tensor facts({1, static_cast<int>(m_picture->rows.size()), 3, 1});
    for (int row = 0; row < facts.shape().h; ++row) {
        const LayerRow& r = m_picture->rows[static_cast<std::size_t>(row)];
        facts.at(0, row, 0) = static_cast<float>(r.update.value_or(0));
        facts.at(0, row, 1) = r.dead ? static_cast<float>(r.dead->units) : 0;
        facts.at(0, row, 2) = r.dead ? static_cast<float>(r.dead->dead) : 0;
    }
    return {{"update to weight, ReLUs, dead", std::move(facts)},
            {"weights, counts", histograms(*m_picture, &LayerRow::weights)},
            {"gradients, counts", histograms(*m_picture, &LayerRow::gradients)}};
}

} // namespace ui
