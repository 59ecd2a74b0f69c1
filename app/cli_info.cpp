// info: what a saved network is made of, and what each layer costs.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/model_file.h"
#include "core/layers/catalog.h"
#include "core/network/layer_table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace ui {
namespace {

using cnn::LayerRow;
using cnn::LayerTable;

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

// "5", "5 × 3" for rows and columns, "all"
QString fieldText(const LayerRow& row, double cnn::FieldExtent::*what) {
    const auto one = [&](const cnn::FieldExtent& f) { return f.isAll ? QString("all") : QString::number(f.*what); };
    const QString y = one(row.rows), x = one(row.columns);
    return y == x ? y : y + " × " + x;
}

QString grouped(std::size_t number) {
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(number));
}

QString mebibytes(std::size_t bytes) {
    return QString::number(static_cast<double>(bytes) / (1024 * 1024), 'f', 2);
}

QStringList cellsOf(const LayerRow& row, const std::string& before) {
    QStringList reads;
    for (const std::string& name : row.reads) reads << (name.empty() ? QString("input") : text(name));
    const bool isNext = row.reads.size() == 1 && row.reads[0] == before;
    return {text(row.name),
            text(cnn::layerTitle(row.info.kind)),
            isNext ? QString() : reads.join(", "),
            text(cnn::text(row.out)),
            grouped(row.parameters),
            grouped(row.multiplyAdds),
            mebibytes(row.mapBytes()),
            fieldText(row, &cnn::FieldExtent::size),
            row.rows.isAll ? QString("-") : fieldText(row, &cnn::FieldExtent::jump)};
}

QString aligned(const std::vector<QStringList>& rows) {
    constexpr qsizetype words = 4; // columns to the left; the others are numbers
    QString all;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (qsizetype k = 0; k < row.size(); ++k) {
            qsizetype width = 0;
            for (const QStringList& other : rows) width = std::max(width, other[k].size());
            cells << (k < words ? row[k].leftJustified(width) : row[k].rightJustified(width));
        }
        QString line = cells.join("  ");
        while (line.endsWith(' ')) line.chop(1);
        all += line + "\n";
    }
    return all;
}

QString tableText(const LayerTable& table) {
    std::vector<QStringList> rows{
        {"layer", "kind", "reads", "output", "parameters", "multiply-adds", "MiB", "field", "jump"}};
    std::string before;
    for (const LayerRow& row : table.layers) {
        rows.push_back(cellsOf(row, before));
        before = row.name;
    }
    return aligned(rows) +
           QString("\n%1 parameters, %2 multiply-adds a picture, %3 MiB of weights, %4 MiB of maps a picture.\n")
               .arg(grouped(table.parameters()), grouped(table.multiplyAdds()), mebibytes(table.weightBytes()),
                    mebibytes(table.mapBytes()));
}

QString cardText(const cnn::OnnxModel& model) {
    const cnn::OnnxCard& card = model.card;
    QString lines = QString("Input %1 %2, read as %3. Output %4, %5.\n")
                        .arg(text(card.input), text(card.inputAxes), text(cnn::text(model.network.inputShape())),
                             text(card.output), text(cnn::text(model.network.outputShape())));
    lines += QString("ONNX of opset %1, IR version %2, by %3.\n")
                 .arg(card.opset)
                 .arg(card.irVersion)
                 .arg(card.producer.empty() ? QString("nobody named") : text(card.producer).simplified());
    lines += QString("A picture is given as %1. %2\n").arg(scalingText(card.scaling), text(card.scaling.reason));
    if (!card.inside.mean.empty()) lines += QString("%1 %2.\n").arg(text(card.inside.reason), insideText(card.inside));
    for (const std::string& note : card.notes) lines += text(note) + "\n";
    if (!model.network.classNames.empty()) {
        QStringList names;
        for (const std::string& name : model.network.classNames) names << text(name);
        lines += "Classes: " + names.join(", ") + ".\n";
    }
    return lines;
}

QJsonValue numberOrAll(const cnn::FieldExtent& f, double cnn::FieldExtent::*what) {
    return f.isAll ? QJsonValue("all") : QJsonValue(f.*what);
}

QJsonArray numbers(const std::vector<float>& values) {
    QJsonArray all;
    for (const float v : values) all << static_cast<double>(v);
    return all;
}

QJsonArray strings(const std::vector<std::string>& values) {
    QJsonArray all;
    for (const std::string& v : values) all << text(v);
    return all;
}

QJsonArray extents(const cnn::Shape& s) {
    return {s.c, s.h, s.w};
}

QJsonObject layerObject(const LayerRow& row) {
    return {{"name", text(row.name)},
            {"kind", text(row.info.kind)},
            {"reads", strings(row.reads)},
            {"output", extents(row.out)},
            {"parameters", static_cast<qint64>(row.parameters)},
            {"multiply_adds", static_cast<qint64>(row.multiplyAdds)},
            {"map_bytes", static_cast<qint64>(row.mapBytes())},
            {"field", QJsonArray{numberOrAll(row.rows, &cnn::FieldExtent::size),
                                 numberOrAll(row.columns, &cnn::FieldExtent::size)}},
            {"jump", QJsonArray{numberOrAll(row.rows, &cnn::FieldExtent::jump),
                                numberOrAll(row.columns, &cnn::FieldExtent::jump)}}};
}

QJsonObject objectOf(const cnn::OnnxModel& model, const LayerTable& table) {
    const cnn::OnnxCard& card = model.card;
    QJsonArray layers;
    for (const LayerRow& row : table.layers) layers << layerObject(row);
    const QJsonObject scaling{{"highest", static_cast<double>(card.scaling.highest)},
                              {"mean", numbers(card.scaling.mean)},
                              {"deviation", numbers(card.scaling.deviation)},
                              {"reason", text(card.scaling.reason)}};
    const QJsonObject inside{{"mean", numbers(card.inside.mean)}, {"deviation", numbers(card.inside.deviation)}};
    return {{"input", extents(table.input)},
            {"input_name", text(card.input)},
            {"input_axes", text(card.inputAxes)},
            {"output", extents(model.network.outputShape())},
            {"output_name", text(card.output)},
            {"outputs", strings(card.outputs)},
            {"opset", card.opset},
            {"ir_version", card.irVersion},
            {"producer", text(card.producer)},
            {"scaling", scaling},
            {"preprocessing_inside", inside},
            {"notes", strings(card.notes)},
            {"classes", strings(model.network.classNames)},
            {"layers", layers},
            {"parameters", static_cast<qint64>(table.parameters())},
            {"multiply_adds", static_cast<qint64>(table.multiplyAdds())},
            {"weight_bytes", static_cast<qint64>(table.weightBytes())},
            {"map_bytes", static_cast<qint64>(table.mapBytes())}};
}

void runInfo(const Arguments& a) {
    const cnn::OnnxModel model = openModel(a);
    const LayerTable table = cnn::layerTable(model.network);
    if (a.has("json"))
        printResult(QJsonDocument(objectOf(model, table)).toJson(QJsonDocument::Compact).toStdString() + "\n");
    else
        printResult((tableText(table) + "\n" + cardText(model)).toStdString());
}

} // namespace

const Command infoCommand{
    "info",
    "MODEL",
    "What a saved network (.onnx) is made of: a table of its layers, and what the file says or leaves open",
    "\nA row a layer: its output (channels@rows×columns), its numbers, its products for one picture, the memory of "
    "its\n"
    "map, how many pixels a value of it sees (padding included) and how many lie between the fields of neighbours.\n"
    "Then what stands in the file, what was left out or folded, and which values of a picture are assumed.\n"
    "\nExamples: convscope info vgg19.onnx\n"
    "          convscope info unet.onnx --size 3x256x256 --json\n",
    {{"json", "", "one JSON object instead"}, sizeOption, outputOption},
    runInfo};

} // namespace ui
