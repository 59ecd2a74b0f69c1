#include "ui/lessons/model/field/unit_picture.h"

#include "core/explain/gradient_maps.h"
#include "core/explain/value_origin.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/model/look/model_run.h"
#include "ui/lessons/training/maps/maps_picture.h"

#include <algorithm>

namespace ui {
namespace {

cnn::Interval cutTo(const cnn::Interval& cells, int count) {
    return {std::max<std::int64_t>(0, cells.first), std::min<std::int64_t>(count - 1, cells.last)};
}

// How few pixels hold so much of all.
qint64 pixelsHolding(const cnn::Tensor& shares, double part) {
    std::vector<float> sorted(shares.values().begin(), shares.values().end());
    std::ranges::sort(sorted, std::greater());
    double sum = 0;
    qint64 count = 0;
    for (const float v : sorted) {
        if (sum >= part) break;
        sum += static_cast<double>(v);
        ++count;
    }
    return count;
}

cnn::ValuePlace unitOf(const cnn::Tensor& values, const UnitWish& wish) {
    const cnn::Shape& s = values.shape();
    cnn::ValuePlace place = cnn::strongest(values);
    if (wish.map) {
        const int map = std::clamp(*wish.map, 0, s.c - 1);
        place = cnn::strongest(cnn::Tensor({1, s.h, s.w, 1}, mapOf(values, map)));
        place.c = map;
    }
    if (wish.cell) {
        place.y = std::clamp(wish.cell->first, 0, s.h - 1);
        place.x = std::clamp(wish.cell->second, 0, s.w - 1);
    }
    return place;
}

} // namespace

UnitPicture unitPicture(const TrainingMoment& moment, const UnitWish& wish) {
    const auto trace = traceOf(moment);
    const cnn::Network& network = *moment.network;
    const std::size_t layer = std::min(wish.layer, network.size() - 1), value = layer + 1;
    const cnn::Tensor& values = trace->values[value];
    const cnn::Shape &s = values.shape(), &in = network.inputShape();
    UnitPicture p;
    p.caption = moment.caption;
    p.layer = layerNotation(network, layer);
    p.image = moment.shown();
    p.maps = s.c;
    p.unit = unitOf(values, wish);
    p.value = values.at(p.unit.c, p.unit.y, p.unit.x);
    p.map = cnn::Tensor({1, s.h, s.w, 1}, mapOf(values, p.unit.c));
    p.ramp = valueRamp(network, value) == Ramp::Unsigned ? Ramp::Unsigned : Ramp::Signed;
    p.field = cnn::inputRegion(network, value, p.unit.y, p.unit.x);
    const cnn::Interval rows = cutTo(p.field.rows, in.h), columns = cutTo(p.field.columns, in.w);
    p.inside = rows.empty() || columns.empty() ? 0 : rows.size() * columns.size();
    p.seesAll = p.inside == static_cast<qint64>(in.h) * in.w;
    p.gradient = cnn::unitGradient(network, *trace, value, p.unit);
    p.arrives = p.gradient.array().maxCoeff() > 0;
    if (p.arrives) p.nineTenths = pixelsHolding(p.gradient, 0.9);
    if (moment.model) p.notes = moment.model->notes;
    return p;
}

QString unitLead(const UnitPicture& p) {
    const QString name = p.layer.section(' ', 0, 0);
    const QString unit =
        p.map.size() == 1
            ? tr("%1, value %2: %3.").arg(name).arg(p.unit.c + 1).arg(figures(static_cast<double>(p.value)))
            : tr("%1, map %2, row %3, column %4: %5.")
                  .arg(name)
                  .arg(p.unit.c + 1)
                  .arg(p.unit.y + 1)
                  .arg(p.unit.x + 1)
                  .arg(figures(static_cast<double>(p.value)));
    if (p.field.rows.empty()) return unit + ' ' + tr("No path leads from it to the picture.");
    const QString field = times(static_cast<int>(p.fieldRows()), static_cast<int>(p.fieldColumns()));
    const bool reaches = p.inside < p.fieldRows() * p.fieldColumns();
    if (p.seesAll && !reaches) return unit + ' ' + tr("It sees the whole picture.");
    if (p.seesAll)
        return unit + ' ' +
               tr("Its receptive field, %1 pixels, is larger than the picture: it sees all of it.").arg(field);
    if (reaches)
        return unit + ' ' +
               tr("Its receptive field is %1 pixels, %2 of them in the picture; the rest is padding.")
                   .arg(field, grouped(p.inside));
    return unit + ' ' + tr("Its receptive field is %1 pixels.").arg(field);
}

QString gradientWords(const UnitPicture& p) {
    if (!p.arrives)
        return tr("No gradient arrives at the picture: a ReLU on every path is at 0, so no small change of a pixel "
                  "changes this value.");
    return tr("Not all of them count the same: nine tenths of the gradient lie on %1 pixels, %2 of those it may see.")
        .arg(grouped(p.nineTenths), percent(static_cast<double>(p.nineTenths) / static_cast<double>(p.inside)));
}

} // namespace ui
