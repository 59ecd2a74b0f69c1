// receptive-field: what the units of a stack of layers see, as a table.
#include "app/cli_commands.h"
#include "app/console.h"
#include "core/base/error.h"
#include "core/walk/receptive_field.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace ui {
namespace {

constexpr int largestInput = 65536;

using Row = QStringList;

cnn::FieldStack stackOf(const Arguments& a) {
    const std::string written = a.text("layers").toStdString();
    const int asked = a.has("input") ? a.whole("input", 1, largestInput) : 0;
    const auto refuse = [](const cnn::Error& error) {
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("--layers: %1", error.message()));
    };
    const auto preset = cnn::fieldPreset(written, asked);
    if (!preset) refuse(preset.error());
    auto layers = cnn::parseFieldLayers(*preset ? (*preset)->layers : written);
    if (!layers) refuse(layers.error());
    return cnn::FieldStack::make(*std::move(layers), asked == 0 && *preset ? (*preset)->input : asked).orThrow();
}

QString layerText(const cnn::FieldStack& stack, int level) {
    return level == 0 ? QString() : QString::fromStdString(stack.layers()[static_cast<std::size_t>(level - 1)].text());
}

// Without an input there is no column of sizes.
std::vector<Row> rowsOf(const cnn::FieldStack& stack) {
    const bool sized = stack.level(0).size > 0;
    std::vector<Row> rows{{"level", "layer", "size", "field", "jump", "start"}};
    for (int i = 0; i < stack.levels(); ++i) {
        const cnn::FieldLevel& l = stack.level(i);
        rows.push_back({QString::fromStdString(l.name), layerText(stack, i), QString::number(l.size),
                        QString::number(l.field), QString::number(l.jump), QString::number(l.start, 'g', 15)});
    }
    for (Row& row : rows)
        if (!sized) row.removeAt(2);
    return rows;
}

QString table(const std::vector<Row>& rows) {
    std::vector<qsizetype> widths(static_cast<std::size_t>(rows.front().size()), 0);
    for (const Row& row : rows)
        for (std::size_t c = 0; c < widths.size(); ++c)
            widths[c] = std::max(widths[c], row[static_cast<qsizetype>(c)].size());
    QString text;
    for (const Row& row : rows) {
        QStringList cells; // words to the left, numbers to the right
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const QString& cell = row[static_cast<qsizetype>(c)];
            cells << (c < 2 ? cell.leftJustified(widths[c]) : cell.rightJustified(widths[c]));
        }
        text += cells.join("  ") + "\n";
    }
    return text;
}

QString csv(const std::vector<Row>& rows) {
    QString text;
    for (const Row& row : rows) text += row.join(',') + "\n";
    return text;
}

QString json(const cnn::FieldStack& stack) {
    QJsonArray levels;
    for (int i = 0; i < stack.levels(); ++i) {
        const cnn::FieldLevel& l = stack.level(i);
        QJsonObject level{{"level", QString::fromStdString(l.name)},
                          {"field", static_cast<qint64>(l.field)},
                          {"jump", static_cast<qint64>(l.jump)},
                          {"start", l.start}};
        if (i > 0) level["layer"] = layerText(stack, i);
        if (l.size > 0) level["size"] = l.size;
        levels << level;
    }
    return QJsonDocument(QJsonObject{{"levels", levels}}).toJson();
}

enum class Format { Table, Csv, Json };

void runReceptiveField(const Arguments& a) {
    const auto format =
        a.choice<Format>("format", {{"table", Format::Table}, {"csv", Format::Csv}, {"json", Format::Json}});
    const cnn::FieldStack stack = stackOf(a);
    const QString text = format == Format::Json  ? json(stack)
                         : format == Format::Csv ? csv(rowsOf(stack))
                                                 : table(rowsOf(stack));
    printResult(text.toStdString());
}

} // namespace

const Command receptiveFieldCommand{
    "receptive-field",
    "",
    "What the units of a stack of layers see: size, jump and start of their fields",
    "\nLayers, separated by commas: conv or pool, the kernel, then s (stride), p (padding), d (dilation) with a "
    "number\n"
    "each. A pool's stride is its kernel unless it is given. Known by name: vgg-19; lenet-5, which pads by 2 with an\n"
    "input of 28 and not at all with 32.\n"
    "size: rows and columns of the map. field: pixels a side that one unit sees. jump: pixels between neighbours.\n"
    "start: the middle of the first unit's field; the middle of the first pixel is 0.5.\n"
    "\nExample: convscope receptive-field --layers conv5p2,pool2,conv5,pool2 --input 28\n",
    {{"layers", "LAYERS", "the stack, or a name", "", Option::Required},
     {"input", "N", "rows and columns of the input (default: a name's own; else no sizes)"},
     {"format", "NAME", "table, csv or json", "table"}},
    runReceptiveField};

} // namespace ui
