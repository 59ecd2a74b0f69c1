#include "ui/lessons/model/table/model_csv.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"

namespace ui {
namespace {

using cnn::FieldExtent;
using cnn::LayerRow;

const QStringList layerHeads{"layer",
                             "kind",
                             "settings",
                             "reads",
                             "output channels",
                             "output rows",
                             "output columns",
                             "parameters",
                             "multiply-adds",
                             "map (bytes)",
                             "field rows (pixels)",
                             "field columns (pixels)",
                             "jump rows (pixels)",
                             "jump columns (pixels)"};

// RFC 4180: in quotes where it must be.
QString csvCell(QString text) {
    if (!text.contains(',') && !text.contains('"') && !text.contains('\n')) return text;
    return '"' + text.replace('"', "\"\"") + '"';
}

QString csvLine(const QStringList& cells) {
    QStringList written;
    for (const QString& cell : cells) written << csvCell(cell);
    return written.join(',') + '\n';
}

QString extent(const FieldExtent& field, double FieldExtent::*what) {
    return field.isAll ? QString("all") : QString::number(field.*what, 'g', 12);
}

QStringList layerCells(const LayerRow& layer) {
    QStringList reads;
    for (const std::string& name : layer.reads) reads << (name.empty() ? "input" : QString::fromStdString(name));
    return {QString::fromStdString(layer.name),
            QString::fromStdString(layer.info.kind),
            layerWords(layer.info),
            reads.join(' '),
            QString::number(layer.out.c),
            QString::number(layer.out.h),
            QString::number(layer.out.w),
            QString::number(layer.parameters),
            QString::number(layer.multiplyAdds),
            QString::number(layer.mapBytes()),
            extent(layer.rows, &FieldExtent::size),
            extent(layer.columns, &FieldExtent::size),
            extent(layer.rows, &FieldExtent::jump),
            extent(layer.columns, &FieldExtent::jump)};
}

} // namespace

std::string layerCsv(const cnn::LayerTable& table) {
    QString all = csvLine(layerHeads);
    for (const LayerRow& layer : table.layers) all += csvLine(layerCells(layer));
    return all.toStdString();
}

std::string comparedCsv(const ModelTable& table) {
    QString all = csvLine(QStringList{"row", "network", "differs"} + layerHeads);
    for (const int pair : table.shown)
        for (std::size_t side = 0; side < table.sides.size(); ++side)
            if (const LayerRow* layer = table.layer(pair, side))
                all += csvLine(QStringList{QString::number(pair + 1), table.sides[side].subject->title,
                                           table.differs(pair) ? "yes" : "no"} +
                               layerCells(*layer));
    return all.toStdString();
}

} // namespace ui
