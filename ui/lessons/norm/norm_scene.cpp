#include "ui/lessons/norm/norm_scene.h"

#include "core/base/rng.h"
#include "core/layers/batch_norm.h"
#include "ui/model/breakpoints.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <tuple>

namespace ui {
namespace {

using S = NormScene;

cnn::Tensor square(std::initializer_list<float> values) {
    cnn::Tensor t({1, 2, 2, 1});
    std::ranges::copy(values, t.values().begin());
    return t;
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

void addPictures(SettingTable<S>& t) {
    constexpr std::tuple<std::size_t, const char*, const char*> rows[] = {
        {0, "picture", QT_TRANSLATE_NOOP("ui", "The picture that is in both batches.")},
        {1, "beside", QT_TRANSLATE_NOOP("ui", "The other picture of the first batch.")},
        {2, "besideThen", QT_TRANSLATE_NOOP("ui", "The other picture of the second batch.")}};
    for (const auto& [index, key, help] : rows)
        t.file(
             key, tr("2 or 3 rows of as many numbers: \"2 4\", \"4 6\"; all pictures of one size"), tr(help),
             [key = key, index = index](const SceneValue& from, S& s) {
                 const SceneValue value = from[key];
                 if (value.given()) {
                     const int side = static_cast<int>(value.list(2, S::largestSide).size());
                     s.pictures[index] = value.grid(side, side, S::largestValue);
                 }
                 if (!(s.pictures[index].shape() == s.pictures[0].shape()))
                     value.refuse(tr("must have as many rows as \"picture\""));
             },
             [index = index](const S& s) { return QJsonValue(toRows(s.pictures[index])); })
            .after(index > 0 ? QStringList{"picture"} : QStringList{});
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    t.choice("mode", tr("Mode"), &S::mode,
             {{NormMode::Training, "training", tr("training")}, {NormMode::Evaluation, "evaluation", tr("evaluation")}},
             tr("Whether mean and variance are the batch's own, or those kept of the batches before."));
    t.number("weight", tr("Weight"), &S::weight, -10, 10, tr("What is multiplied with; learned."));
    t.number("bias", tr("Bias"), &S::bias, -10, 10, tr("What is added; learned."));
    t.number("mean", tr("Kept mean"), &S::mean, -999, 999, tr("The mean kept of the batches before."));
    t.number("variance", tr("Kept variance"), &S::variance, 0, 999999, tr("The variance kept of the batches before."));
    addPictures(t);
    t.control("fill").label = ui::tr("Fill with");
    t.beside(NormStanding::table());
    t.beside(Breakpoints::table());
    return t;
}

} // namespace

NormScene::NormScene() : pictures{square({2, 4, 4, 6}), square({0, 6, 6, 4}), square({12, 8, 8, 4})} {}

double NormBatch::deviation() const {
    return std::sqrt(variance + 1e-5);
}

NormBatch normBatch(const NormScene& scene, int batch) {
    const cnn::Tensor& first = scene.pictures[0];
    const cnn::Tensor& other = scene.pictures[static_cast<std::size_t>(batch) + 1];
    NormBatch result;
    result.values = cnn::Tensor(first.shape().withImages(2));
    for (std::size_t i = 0; i < first.size(); ++i) { // the image is the innermost index
        result.values.data()[2 * i] = first.data()[i];
        result.values.data()[2 * i + 1] = other.data()[i];
    }
    cnn::BatchNorm2d layer(1);
    const auto number = [&](std::size_t i) -> float& { return layer.parameters()[i].value.data()[0]; };
    number(0) = static_cast<float>(scene.weight);
    number(1) = static_cast<float>(scene.bias);
    number(2) = static_cast<float>(scene.mean);
    number(3) = static_cast<float>(scene.variance);
    cnn::LayerCache cache;
    if (scene.mode == NormMode::Training) cache.chance = cnn::Chance{};
    layer.forward(result.values, result.out, cache);
    layer.remember(cache);
    result.mean = scene.mean;
    result.variance = scene.variance;
    if (cache.chance) {
        const Eigen::ArrayXd all = result.values.array().cast<double>();
        result.mean = all.mean();
        result.variance = (all - all.mean()).square().mean();
    }
    result.nextMean = static_cast<double>(number(2));
    result.nextVariance = static_cast<double>(number(3));
    return result;
}

SettingTable<NormStanding> NormStanding::table() {
    constexpr int most = NormScene::largestSide * NormScene::largestSide; // beyond the last: the last
    SettingTable<NormStanding> t;
    t.file(
        "step", rangeText(1, most), ui::tr("Which cell of the picture is worked out, row by row."),
        [](const SceneValue& from, NormStanding& s) {
            if (from["step"].given()) s.cell = from["step"].whole(1, most);
        },
        [](const NormStanding& s) { return QJsonValue(s.cell); });
    return t;
}

const SettingTable<NormScene>& normSettings() {
    static const auto table = makeTable();
    return table;
}

NormScene normSceneFrom(const QJsonObject& object) {
    return normSettings().read(object);
}

QJsonObject toJson(const NormScene& s) {
    return normSettings().write(s);
}

} // namespace ui
