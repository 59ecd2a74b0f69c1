// info: what a saved network is made of, and what each layer costs.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/model_file.h"
#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/layers/catalog.h"
#include "core/network/shown_networks.h"
#include "ui/lessons/model/table/model_csv.h"

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

QStringList readBy(const LayerRow& row) {
    QStringList reads;
    for (const std::string& name : row.reads) reads << (name.empty() ? QString("input") : text(name));
    return reads;
}

// All but what it reads.
QStringList costsOf(const LayerRow& row) {
    return {text(cnn::text(row.out)),
            grouped(row.parameters),
            grouped(row.multiplyAdds),
            mebibytes(row.mapBytes()),
            fieldText(row, &cnn::FieldExtent::size),
            row.rows.isAll ? QString("-") : fieldText(row, &cnn::FieldExtent::jump)};
}

QStringList cellsOf(const LayerRow& row, const std::string& before) {
    const bool isNext = row.reads.size() == 1 && row.reads[0] == before;
    return QStringList{text(row.name), text(cnn::layerTitle(row.info.kind)),
                       isNext ? QString() : readBy(row).join(", ")} +
           costsOf(row);
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

const QStringList costHeads{"output", "parameters", "multiply-adds", "MiB", "field", "jump"};

QString sumsText(const LayerTable& table) {
    return QString("%1 parameters, %2 multiply-adds a picture, %3 MiB of weights, %4 MiB of maps a picture.\n")
        .arg(grouped(table.parameters()), grouped(table.multiplyAdds()), mebibytes(table.weightBytes()),
             mebibytes(table.mapBytes()));
}

QString tableText(const LayerTable& table) {
    std::vector<QStringList> rows{QStringList{"layer", "kind", "reads"} + costHeads};
    std::string before;
    for (const LayerRow& row : table.layers) {
        rows.push_back(cellsOf(row, before));
        before = row.name;
    }
    return aligned(rows) + '\n' + sumsText(table);
}

// Rows that belong together under one another; a star where they differ.
QString comparedText(const ModelTable& table) {
    std::vector<QStringList> rows{QStringList{"layer", "network", "kind", ""} + costHeads};
    for (const int pair : table.shown)
        for (std::size_t side = 0; side < table.sides.size(); ++side)
            if (const LayerRow* row = table.layer(pair, side))
                rows.push_back(
                    QStringList{text(row->name), table.sides[side].subject->title,
                                table.sides[side].rows[static_cast<std::size_t>(table.row(pair, side))].words,
                                table.differs(pair) ? "*" : ""} +
                    costsOf(*row));
    QString all = aligned(rows) + '\n';
    for (const ModelSide& side : table.sides) all += side.subject->title + ": " + sumsText(side.subject->table);
    const auto differing =
        std::ranges::count_if(table.pairs, [&, pair = 0](const RowPair&) mutable { return table.differs(pair++); });
    return all + QString("%1 of %2 rows differ (*).\n").arg(differing).arg(table.pairs.size());
}

QString cardText(const ModelSubject& model) {
    if (!model.card) return "A network of this program: the table follows from its definition, no weights are read.\n";
    const cnn::OnnxCard& card = *model.card;
    QString lines = QString("Input %1 %2, read as %3. Output %4, %5.\n")
                        .arg(text(card.input), text(card.inputAxes), text(cnn::text(model.table.input)),
                             text(card.output), text(cnn::text(model.output)));
    lines += QString("ONNX of opset %1, IR version %2, by %3.\n")
                 .arg(card.opset)
                 .arg(card.irVersion)
                 .arg(card.producer.empty() ? QString("nobody named") : text(card.producer).simplified());
    lines += QString("A picture is given as %1. %2\n").arg(scalingText(card.scaling), text(card.scaling.reason));
    if (!card.inside.mean.empty()) lines += QString("%1 %2.\n").arg(text(card.inside.reason), insideText(card.inside));
    for (const std::string& note : card.notes) lines += text(note) + "\n";
    if (!model.classNames.isEmpty()) lines += "Classes: " + model.classNames.join(", ") + ".\n";
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

// Of the file, where it is one.
QJsonObject cardObject(const ModelSubject& model) {
    if (!model.card) return {};
    const cnn::OnnxCard& card = *model.card;
    const QJsonObject scaling{{"highest", static_cast<double>(card.scaling.highest)},
                              {"mean", numbers(card.scaling.mean)},
                              {"deviation", numbers(card.scaling.deviation)},
                              {"reason", text(card.scaling.reason)}};
    const QJsonObject inside{{"mean", numbers(card.inside.mean)}, {"deviation", numbers(card.inside.deviation)}};
    return {{"input_name", text(card.input)},
            {"input_axes", text(card.inputAxes)},
            {"output_name", text(card.output)},
            {"outputs", strings(card.outputs)},
            {"opset", card.opset},
            {"ir_version", card.irVersion},
            {"producer", text(card.producer)},
            {"scaling", scaling},
            {"preprocessing_inside", inside},
            {"notes", strings(card.notes)}};
}

QJsonObject objectOf(const ModelSubject& model) {
    const LayerTable& table = model.table;
    QJsonArray layers;
    for (const LayerRow& row : table.layers) layers << layerObject(row);
    QJsonObject all = cardObject(model);
    const QJsonObject counted{{"name", model.title},
                              {"input", extents(table.input)},
                              {"output", extents(model.output)},
                              {"classes", QJsonArray::fromStringList(model.classNames)},
                              {"layers", layers},
                              {"parameters", static_cast<qint64>(table.parameters())},
                              {"multiply_adds", static_cast<qint64>(table.multiplyAdds())},
                              {"weight_bytes", static_cast<qint64>(table.weightBytes())},
                              {"map_bytes", static_cast<qint64>(table.mapBytes())}};
    for (auto at = counted.begin(); at != counted.end(); ++at) all[at.key()] = at.value();
    return all;
}

QJsonObject comparedObject(const ModelTable& table) {
    const auto name = [&](int pair, std::size_t side) {
        const LayerRow* row = table.layer(pair, side);
        return row ? QJsonValue(text(row->name)) : QJsonValue();
    };
    QJsonArray rows;
    for (const int pair : table.shown)
        rows << QJsonObject{{"first", name(pair, 0)}, {"second", name(pair, 1)}, {"differs", table.differs(pair)}};
    return {
        {"first", objectOf(*table.sides[0].subject)}, {"second", objectOf(*table.sides[1].subject)}, {"rows", rows}};
}

// A file, or a network of the program by its name.
std::shared_ptr<const ModelSubject> subjectOf(const Arguments& a, const QString& model) {
    if (!isFile(model) && cnn::findShownNetwork(model.toStdString()))
        return std::make_shared<const ModelSubject>(shownSubject(model));
    cnn::OnnxOptions options;
    if (a.has("size")) options.size = sizeOf(a.text("size"));
    options.output = a.text("output").toStdString();
    return std::make_shared<const ModelSubject>(fileSubject(model, options));
}

void runInfo(const Arguments& a) {
    const QStringList models = a.operands();
    if (models.size() > 2) throw cnn::Error(cnn::ErrorCode::Usage, std::string("info compares two models at most."));
    if (a.has("diff") && models.size() < 2)
        throw cnn::Error(cnn::ErrorCode::Usage, std::string("--diff compares two models: name a second one."));
    if ((a.has("size") || a.has("output")) && std::ranges::none_of(models, isFile))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         std::string("--size and --output are for files that leave them open, not for the program's "
                                     "own networks."));
    std::vector<std::shared_ptr<const ModelSubject>> subjects;
    for (const QString& model : models) subjects.push_back(subjectOf(a, model));
    ModelScene scene;
    scene.diffOnly = a.has("diff");
    const ModelTable table = modelTable(subjects, scene);
    if (a.has("csv"))
        cnn::saveFile(pathFrom(a.text("csv")), table.isPair() ? comparedCsv(table) : layerCsv(subjects[0]->table));
    if (a.has("json")) {
        const QJsonObject all = table.isPair() ? comparedObject(table) : objectOf(*subjects[0]);
        printResult(QJsonDocument(all).toJson(QJsonDocument::Compact).toStdString() + "\n");
        return;
    }
    const QString shown = table.isPair() ? comparedText(table) : tableText(subjects[0]->table);
    QString cards;
    for (const auto& subject : subjects)
        cards += (table.isPair() ? subject->title + ":\n" : QString()) + cardText(*subject);
    printResult((shown + "\n" + cards).toStdString());
}

} // namespace

const Command infoCommand{
    "info",
    "MODEL...",
    "What a saved network (.onnx) is made of: a table of its layers, and what the file says or leaves open",
    "\nA row a layer: its output (channels@rows×columns), its numbers, its products for one picture, the memory of "
    "its\n"
    "map, how many pixels a value of it sees (padding included) and how many lie between the fields of neighbours.\n"
    "Then what stands in the file, what was left out or folded, and which values of a picture are assumed.\n"
    "No weight is read. MODEL may be one of the program's networks, too: vgg19, vgg16, lenet5, lenet1998, mlp, "
    "tinyvgg,\n"
    "autoencoder. With a second MODEL the rows that belong together stand under one another.\n"
    "\nExamples: convscope info vgg19.onnx\n"
    "          convscope info vgg19 --csv vgg19.csv\n"
    "          convscope info vgg16 vgg19 --diff\n"
    "          convscope info unet.onnx --size 3x256x256 --json\n",
    {{"json", "", "one JSON object instead"},
     {"csv", "FILE", "the table as CSV, exact numbers with units in the head"},
     {"diff", "", "of two networks only rows that differ"},
     sizeOption,
     outputOption},
    runInfo};

} // namespace ui
