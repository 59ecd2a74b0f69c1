#include "ui/lessons/model/table/model_rows.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"

#include <map>
#include <numeric>

namespace ui {
namespace {

using cnn::LayerRow;
using cnn::LayerTable;

// How many layers read each layer's output.
std::map<std::string, int> readersIn(const LayerTable& table) {
    std::map<std::string, int> readers;
    for (const LayerRow& layer : table.layers)
        for (const std::string& name : layer.reads) ++readers[name];
    return readers;
}

bool costsNothing(const LayerRow& layer) {
    return layer.isInPlace && layer.parameters == 0 && layer.multiplyAdds == 0;
}

QString nameText(const std::string& name) {
    return QString::fromStdString(name).simplified();
}

bool isFound(const ModelTable& table, int pair, const QString& text) {
    if (text.isEmpty()) return true;
    for (std::size_t side = 0; side < table.sides.size(); ++side) {
        const int at = table.row(pair, side);
        if (at < 0) continue;
        const ModelRow& row = table.sides[side].rows[static_cast<std::size_t>(at)];
        const QString title = QString::fromStdString(cnn::layerTitle(table.sides[side].layer(at).info.kind));
        for (const QString& words : {row.name, row.words, row.behind, title})
            if (words.contains(text, Qt::CaseInsensitive)) return true;
    }
    return false;
}

// Of two networks the first one's value counts, where it has the row.
double sortValue(const ModelTable& table, int pair, ModelColumn column) {
    const LayerRow* layer = table.layer(pair, 0);
    return columnValue(layer ? *layer : *table.layer(pair, 1), column);
}

QString kindOf(const ModelTable& table, int pair) {
    const LayerRow* layer = table.layer(pair, 0);
    return QString::fromStdString(cnn::layerTitle((layer ? layer : table.layer(pair, 1))->info.kind));
}

void sortShown(ModelTable& table, const ModelScene& scene) {
    if (scene.sort == ModelColumn::Layer) return;
    const bool byKind = scene.sort == ModelColumn::Kind;
    std::ranges::stable_sort(table.shown, [&](int a, int b) {
        if (scene.descending) std::swap(a, b);
        return byKind ? kindOf(table, a) < kindOf(table, b)
                      : sortValue(table, a, scene.sort) < sortValue(table, b, scene.sort);
    });
}

QString orNothing(std::size_t number) {
    return number == 0 ? QString("–") : grouped(static_cast<qint64>(number));
}

} // namespace

std::vector<ModelRow> modelRows(const LayerTable& table) {
    std::vector<ModelRow> rows;
    std::map<std::string, int> rowOf{{"", -1}};
    const auto readers = readersIn(table);
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const LayerRow& layer = table.layers[i];
        const bool follows = i > 0 && layer.reads.size() == 1 && layer.reads[0] == table.layers[i - 1].name &&
                             readers.at(layer.reads[0]) == 1;
        if (costsNothing(layer) && follows) {
            QString& behind = rows.back().behind;
            behind += (behind.isEmpty() ? "" : ", ") + layerWords(layer.info);
        } else {
            rows.push_back({nameText(layer.name), layerWords(layer.info), {}, i});
            for (const std::string& name : layer.reads) rows.back().reads.push_back(rowOf.at(name));
        }
        rowOf[layer.name] = static_cast<int>(rows.size()) - 1;
    }
    return rows;
}

std::vector<RowPair> matchedRows(const ModelSide& first, const ModelSide& second) {
    const auto likeness = [&](int a, int b) {
        const LayerRow &x = first.layer(a), &y = second.layer(b);
        if (cnn::layerRole(x.info.kind) != cnn::layerRole(y.info.kind)) return 0;
        return (x.name == y.name ? 4 : 0) + (x.info.kind == y.info.kind ? 2 : 1);
    };
    return matchedRows(static_cast<int>(first.rows.size()), static_cast<int>(second.rows.size()), likeness);
}

ModelTable modelTable(std::vector<std::shared_ptr<const ModelSubject>> subjects, const ModelScene& scene) {
    ModelTable table;
    for (auto& subject : subjects) {
        auto rows = modelRows(subject->table);
        table.sides.push_back({std::move(subject), std::move(rows)});
    }
    if (table.isPair())
        table.pairs = matchedRows(table.sides[0], table.sides[1]);
    else if (!table.sides.empty())
        for (int i = 0; i < static_cast<int>(table.sides[0].rows.size()); ++i) table.pairs.push_back({i, -1});
    for (int pair = 0; pair < static_cast<int>(table.pairs.size()); ++pair)
        if (isFound(table, pair, scene.find) && !(table.isPair() && scene.diffOnly && !table.differs(pair)))
            table.shown.push_back(pair);
    sortShown(table, scene);
    return table;
}

QString ModelTable::name(int pair) const {
    const int first = row(pair, 0), second = isPair() ? row(pair, 1) : -1;
    if (first < 0) return sides[1].rows[static_cast<std::size_t>(second)].name;
    const QString name = sides[0].rows[static_cast<std::size_t>(first)].name;
    if (second < 0) return name;
    const QString other = sides[1].rows[static_cast<std::size_t>(second)].name;
    return name == other ? name : name + " / " + other;
}

bool ModelTable::differs(int pair, ModelColumn column) const {
    if (!isPair()) return false;
    const int a = row(pair, 0), b = row(pair, 1);
    if (a < 0 || b < 0) return true;
    const ModelRow &x = sides[0].rows[static_cast<std::size_t>(a)], &y = sides[1].rows[static_cast<std::size_t>(b)];
    if (column == ModelColumn::Layer) return x.name != y.name;
    if (column == ModelColumn::Kind) return x.words != y.words || x.behind != y.behind;
    const LayerRow &p = sides[0].layer(a), &q = sides[1].layer(b);
    if (column == ModelColumn::Output) return p.out != q.out;
    if (column == ModelColumn::Field || column == ModelColumn::Jump) {
        const auto what = column == ModelColumn::Field ? &cnn::FieldExtent::size : &cnn::FieldExtent::jump;
        return fieldWords(p, what) != fieldWords(q, what);
    }
    return columnValue(p, column) != columnValue(q, column);
}

// A layer of another name that is the same otherwise does not differ.
bool ModelTable::differs(int pair) const {
    for (int column = 1; column < modelColumns; ++column)
        if (differs(pair, static_cast<ModelColumn>(column))) return true;
    return false;
}

double columnValue(const LayerRow& layer, ModelColumn column) {
    constexpr double all = 1e300;
    switch (column) {
    case ModelColumn::Output:
        return static_cast<double>(layer.out.perImage());
    case ModelColumn::Parameters:
        return static_cast<double>(layer.parameters);
    case ModelColumn::Work:
        return static_cast<double>(layer.multiplyAdds);
    case ModelColumn::Memory:
        return static_cast<double>(layer.mapBytes());
    case ModelColumn::Field:
        return layer.rows.isAll ? all : layer.rows.size;
    case ModelColumn::Jump:
        return layer.rows.isAll ? all : layer.rows.jump;
    default:
        return 0;
    }
}

QString ByteUnit::text(std::size_t bytes) const {
    return fixed(static_cast<double>(bytes) / (isKibi ? 1024 : 1024 * 1024), 2);
}

ByteUnit unitOf(const ModelTable& table) {
    std::size_t most = 0;
    for (const ModelSide& side : table.sides) most = std::max(most, side.subject->table.mapBytes());
    return {most < 1024 * 1024};
}

QString fieldWords(const LayerRow& layer, double cnn::FieldExtent::*what) {
    const auto one = [&](const cnn::FieldExtent& f) { return f.isAll ? tr("all") : QString::number(f.*what, 'g', 6); };
    const QString y = one(layer.rows), x = one(layer.columns);
    return y == x ? y : y + " × " + x;
}

QString cellWords(const ModelSide& side, int row, ModelColumn column, const ByteUnit& unit) {
    const LayerRow& layer = side.layer(row);
    const ModelRow& said = side.rows[static_cast<std::size_t>(row)];
    switch (column) {
    case ModelColumn::Layer:
        return said.name;
    case ModelColumn::Kind:
        return said.words;
    case ModelColumn::Output:
        return shapeWords(layer.out);
    case ModelColumn::Parameters:
        return orNothing(layer.parameters);
    case ModelColumn::Work:
        return orNothing(layer.multiplyAdds);
    case ModelColumn::Memory:
        return layer.mapBytes() == 0 ? QString("–") : unit.text(layer.mapBytes());
    case ModelColumn::Field:
        return fieldWords(layer, &cnn::FieldExtent::size);
    case ModelColumn::Jump:
        return layer.rows.isAll ? QString("–") : fieldWords(layer, &cnn::FieldExtent::jump);
    }
    return {};
}

QString columnTitle(ModelColumn column, const ByteUnit& unit) {
    switch (column) {
    case ModelColumn::Layer:
        return tr("Layer");
    case ModelColumn::Kind:
        return tr("Kind");
    case ModelColumn::Output:
        return tr("Output");
    case ModelColumn::Parameters:
        return tr("Parameters");
    case ModelColumn::Work:
        return tr("Multiply-adds");
    case ModelColumn::Memory:
        return tr("Map, %1").arg(unit.name());
    case ModelColumn::Field:
        return tr("Field");
    case ModelColumn::Jump:
        return tr("Jump");
    }
    return {};
}

} // namespace ui
