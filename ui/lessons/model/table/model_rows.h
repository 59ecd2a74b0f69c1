// The rows of the model page's table: a row a layer, with the activation behind it; of two networks the rows that
// belong together.
#pragma once

#include "ui/lessons/model/model_scene.h"
#include "ui/lessons/model/model_subject.h"
#include "ui/lessons/model/table/row_match.h"

namespace ui {

// A layer with those behind it that need no memory, no weights and no products of their own: activations, Flatten.
struct ModelRow {
    QString name, words;      // "conv1_1", "3 × 3 Conv (64), pad 1"
    QString behind;           // "ReLU"; empty: nothing
    std::size_t layer = 0;    // in the table of the subject
    std::vector<int> reads{}; // rows; -1: the input
};

// A network's rows with what they are counted from.
struct ModelSide {
    std::shared_ptr<const ModelSubject> subject;
    std::vector<ModelRow> rows;

    const cnn::LayerRow& layer(int row) const {
        return subject->table.layers[rows[static_cast<std::size_t>(row)].layer];
    }
};

struct ModelTable {
    std::vector<ModelSide> sides; // one or two
    std::vector<RowPair> pairs;   // all, in the order of the definition
    std::vector<int> shown;       // of the pairs: what is found, sorted

    bool isPair() const { return sides.size() == 2; }
    int row(int pair, std::size_t side) const {
        const RowPair& p = pairs[static_cast<std::size_t>(pair)];
        return side == 0 ? p.first : p.second;
    }
    // nullptr: that network has no row there.
    const cnn::LayerRow* layer(int pair, std::size_t side) const {
        const int at = row(pair, side);
        return at < 0 ? nullptr : &sides[side].layer(at);
    }
    QString name(int pair) const;
    // Whether the two networks differ in this column; false with one network.
    bool differs(int pair, ModelColumn column) const;
    bool differs(int pair) const;
};

std::vector<ModelRow> modelRows(const cnn::LayerTable& table);
// By name where the kind is the same, otherwise by place and kind; both keep their order.
std::vector<RowPair> matchedRows(const ModelSide& first, const ModelSide& second);
// Subjects that are there: one, or two to compare. Sorted, searched and cut down as the scene says.
ModelTable modelTable(std::vector<std::shared_ptr<const ModelSubject>> subjects, const ModelScene& scene);

// What a column holds of a layer, as a number to sort by.
double columnValue(const cnn::LayerRow& layer, ModelColumn column);
// Bytes in the unit of a table: MiB, or KiB where all maps together take less than one.
struct ByteUnit {
    bool isKibi = false;
    QString name() const { return isKibi ? "KiB" : "MiB"; }
    QString text(std::size_t bytes) const;
};
ByteUnit unitOf(const ModelTable& table);
// "268", "5 × 3", "all"
QString fieldWords(const cnn::LayerRow& layer, double cnn::FieldExtent::*what);
// As it stands in a cell; "–" where there is nothing of it.
QString cellWords(const ModelSide& side, int row, ModelColumn column, const ByteUnit& unit);
QString columnTitle(ModelColumn column, const ByteUnit& unit);

} // namespace ui
