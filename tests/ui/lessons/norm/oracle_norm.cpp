// The truth about a batch normalisation: mean and variance as plain sums.
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QJsonArray>
#include <cmath>

namespace ui {
namespace {

using plain::Plane;

std::vector<double> numbersOf(const QJsonValue& rows) {
    std::vector<double> all;
    for (const QJsonValue& row : rows.toArray())
        for (const QString& number : row.toString().split(' ', Qt::SkipEmptyParts)) all.push_back(number.toDouble());
    return all;
}

Plane normalised(const QJsonObject& scene, const char* other) {
    const std::vector<double> picture = numbersOf(scene["picture"]);
    std::vector<double> batch = picture;
    for (const double v : numbersOf(scene[QLatin1String(other)])) batch.push_back(v);
    double mean = scene["mean"].toDouble(), variance = scene["variance"].toDouble();
    if (scene["mode"].toString() == "training") {
        mean = variance = 0;
        for (const double v : batch) mean += v / static_cast<double>(batch.size());
        for (const double v : batch) variance += (v - mean) * (v - mean) / static_cast<double>(batch.size());
    }
    const int side = static_cast<int>(scene["picture"].toArray().size());
    Plane out = Plane::filled(side, side, 0);
    for (std::size_t i = 0; i < picture.size(); ++i)
        out.values[i] =
            (picture[i] - mean) / std::sqrt(variance + 1e-5) * scene["weight"].toDouble() + scene["bias"].toDouble();
    return out;
}

} // namespace

static QString normObjection(const Shown& shown) {
    QString wrong =
        plain::difference("picture in batch 1", shown.find("picture in batch 1"), {normalised(shown.scene, "beside")});
    if (wrong.isEmpty())
        wrong = plain::difference("picture in batch 2", shown.find("picture in batch 2"),
                                  {normalised(shown.scene, "besideThen")});
    return wrong;
}

static const ListedOracle isListed("norm", normObjection);

} // namespace ui
