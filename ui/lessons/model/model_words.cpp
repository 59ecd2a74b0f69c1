#include "ui/lessons/model/model_words.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"

#include <cmath>
#include <map>

namespace ui {
namespace {

using cnn::LayerRole;
using cnn::LayerRow;

QString count(std::size_t number) {
    return grouped(static_cast<qint64>(number));
}

// With more places where one would say all or nothing of what is not.
QString shareOf(std::size_t part, std::size_t all) {
    const double share = static_cast<double>(part) / static_cast<double>(all);
    int places = 1;
    while (places < 4 && part > 0 && part < all &&
           (share < 0.5 * std::pow(10, -places - 2) || share >= 1 - 0.5 * std::pow(10, -places - 2)))
        ++places;
    return fixed(100 * share, places) + QChar(0x202f) + '%';
}

bool isConvolution(const LayerRow& layer) {
    return cnn::layerRole(layer.info.kind) == LayerRole::Convolution && layer.info.window;
}

// Where the weights are and where the work is: convolutions against all the others.
void tellShares(const ModelSide& side, QStringList& said) {
    const cnn::LayerTable& table = side.subject->table;
    std::size_t weights = 0, work = 0;
    for (const LayerRow& layer : table.layers)
        if (isConvolution(layer)) {
            weights += layer.parameters;
            work += layer.multiplyAdds;
        }
    const bool both = weights > 0 && weights < table.parameters() && work > 0;
    if (both)
        said << tr("Convolutions hold %1 of the weights and do %2 of the work.")
                    .arg(shareOf(weights, table.parameters()), shareOf(work, table.multiplyAdds()));
}

// A layer that holds more than a third of all weights.
void tellLargest(const ModelSide& side, QStringList& said) {
    const cnn::LayerTable& table = side.subject->table;
    for (const ModelRow& row : side.rows) {
        const LayerRow& layer = table.layers[row.layer];
        if (side.rows.size() > 1 && 3 * layer.parameters > table.parameters())
            said << tr("%1 alone holds %2 of the weights: %3 of %4.")
                        .arg(row.name, shareOf(layer.parameters, table.parameters()), count(layer.parameters),
                             count(table.parameters()));
    }
}

// Half the rows and columns and twice the channels of an earlier one that costs the same.
bool halvesAndDoubles(const LayerRow& from, const LayerRow& to) {
    return 2 * to.out.h == from.out.h && 2 * to.out.w == from.out.w && to.out.c == 2 * from.out.c;
}

// The largest group of layers that cost exactly the same; three at least.
void tellEqualWork(const ModelSide& side, QStringList& said) {
    std::map<std::size_t, std::vector<const LayerRow*>> groups;
    for (const LayerRow& layer : side.subject->table.layers)
        if (isConvolution(layer)) groups[layer.multiplyAdds].push_back(&layer);
    const auto most = std::ranges::max_element(
        groups, {}, [](const auto& group) { return std::pair(group.second.size(), group.first); });
    if (most == groups.end() || most->second.size() < 3) return;
    const auto& layers = most->second;
    const QString sentence =
        tr("%n layers cost exactly %1 multiply-adds each.", nullptr, static_cast<int>(layers.size()))
            .arg(count(most->first));
    bool cancels = false;
    for (std::size_t i = 1; i < layers.size(); ++i) cancels = cancels || halvesAndDoubles(*layers[i - 1], *layers[i]);
    said << (cancels ? tr("%1 Halving the sides and doubling the channels cancel.").arg(sentence) : sentence);
}

// The last row that sees only a part, and the picture it is of.
void tellField(const ModelSide& side, QStringList& said) {
    const cnn::Shape& in = side.subject->table.input;
    const ModelRow* last = nullptr;
    for (const ModelRow& row : side.rows) {
        const LayerRow& layer = side.subject->table.layers[row.layer];
        if (layer.rows.isAll || layer.rows != layer.columns || layer.out.h * layer.out.w == 1) continue;
        if (layer.rows.size > 1) last = &row;
    }
    if (!last || in.h != in.w) return;
    const double field = side.subject->table.layers[last->layer].rows.size;
    const QString text = QString::number(field, 'g', 6), name = last->name;
    said << (field > in.h ? tr("The field of %1 is %2 pixels wide, the picture %3: one value can see all of it.")
                          : tr("The field of %1 is %2 pixels wide, of a picture of %3."))
                .arg(name, text)
                .arg(in.h);
}

bool isThreeByThree(const LayerRow& layer) {
    return isConvolution(layer) && layer.info.kind == "conv2d" && layer.info.window->y.extent() == 3 &&
           layer.info.window->x.extent() == 3 && layer.info.window->y.stride == 1 && layer.info.window->x.stride == 1 &&
           layer.info.setting("groups", 1) == 1;
}

// Two 3 x 3 of equally many channels in a row see what one 5 x 5 sees.
void tellTwoSmall(const ModelSide& side, QStringList& said) {
    const auto& layers = side.subject->table.layers;
    for (std::size_t r = 1; r < side.rows.size(); ++r) {
        const LayerRow &a = layers[side.rows[r - 1].layer], &b = layers[side.rows[r].layer];
        const bool isPair = isThreeByThree(a) && isThreeByThree(b) && a.info.inputs == a.info.outputs &&
                            b.info.inputs == b.info.outputs && a.info.outputs == b.info.inputs &&
                            side.rows[r].reads == std::vector{static_cast<int>(r) - 1};
        if (!isPair) continue;
        const auto c = static_cast<std::size_t>(a.info.inputs);
        const QString between = side.rows[r - 1].behind;
        const QString sentence =
            tr("%1 and %2 together see 5 × 5. One layer of 5 × 5 kernels would need %3 weights "
               "(25 C², C is %5), the two need %4 (18 C²).")
                .arg(side.rows[r - 1].name, side.rows[r].name, count(25 * c * c), count(18 * c * c))
                .arg(c);
        said << (between.isEmpty() ? sentence : tr("%1 And there is one more %2 between them.").arg(sentence, between));
        return;
    }
}

QString ratioText(std::size_t of, std::size_t to) {
    const double ratio = static_cast<double>(of) / static_cast<double>(to);
    return figures(ratio);
}

} // namespace

QStringList modelInsights(const ModelSide& side) {
    QStringList said;
    tellShares(side, said);
    tellLargest(side, said);
    tellEqualWork(side, said);
    tellField(side, said);
    tellTwoSmall(side, said);
    return said;
}

QStringList comparedInsights(const ModelTable& table) {
    const cnn::LayerTable &a = table.sides[0].subject->table, &b = table.sides[1].subject->table;
    const QString &nameA = table.sides[0].subject->title, &nameB = table.sides[1].subject->title;
    QStringList said;
    if (a.parameters() > 0 && b.parameters() > 0)
        said << tr("%1 has %2 times the parameters of %3: %4 and %5.")
                    .arg(nameB, ratioText(b.parameters(), a.parameters()), nameA, count(b.parameters()),
                         count(a.parameters()));
    if (a.multiplyAdds() > 0 && b.multiplyAdds() > 0)
        said << tr("%1 does %2 times the multiply-adds of %3: %4 and %5.")
                    .arg(nameB, ratioText(b.multiplyAdds(), a.multiplyAdds()), nameA, count(b.multiplyAdds()),
                         count(a.multiplyAdds()));
    const auto differing =
        std::ranges::count_if(table.pairs, [&, pair = 0](const RowPair&) mutable { return table.differs(pair++); });
    said << (differing == 0 ? tr("No row differs.")
                            : (differing == 1 ? tr("1 of %1 rows differs.")
                                              : tr("%n of %1 rows differ.", nullptr, static_cast<int>(differing)))
                                  .arg(table.pairs.size()));
    return said;
}

QString sumWords(const cnn::LayerTable& table, const ByteUnit& unit) {
    return tr("%1 parameters, %2 multiply-adds for one picture, %3 %5 of weights, %4 %5 of maps.")
        .arg(count(table.parameters()), count(table.multiplyAdds()), unit.text(table.weightBytes()),
             unit.text(table.mapBytes()), unit.name());
}

QString rowWords(const ModelSide& side, int at, const ByteUnit& unit) {
    const ModelRow& row = side.rows[static_cast<std::size_t>(at)];
    const LayerRow& layer = side.layer(at);
    const cnn::LayerTable& table = side.subject->table;
    QStringList said{row.behind.isEmpty() ? tr("%1, %2.").arg(row.name, row.words)
                                          : tr("%1, %2, then %3.").arg(row.name, row.words, row.behind)};
    said << tr("It gives %1.").arg(shapeWords(layer.out));
    if (layer.parameters > 0)
        said << tr("%1 parameters, %2 of all.")
                    .arg(count(layer.parameters), shareOf(layer.parameters, table.parameters()));
    if (layer.multiplyAdds > 0)
        said << tr("%1 multiply-adds, %2 of all.")
                    .arg(count(layer.multiplyAdds), shareOf(layer.multiplyAdds, table.multiplyAdds()));
    if (layer.mapBytes() > 0) said << tr("Its map takes %1 %2.").arg(unit.text(layer.mapBytes()), unit.name());
    if (layer.rows.isAll && layer.columns.isAll)
        said << tr("A value of it sees the whole input.");
    else
        said << tr("A value of it sees %1 pixels of a row of the input; fields of neighbours lie %2 apart.")
                    .arg(fieldWords(layer, &cnn::FieldExtent::size), fieldWords(layer, &cnn::FieldExtent::jump));
    return said.join(' ');
}

QString cardWords(const ModelSubject& subject) {
    if (!subject.card) return {};
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    const cnn::OnnxCard& card = *subject.card;
    QStringList said{tr("Input %1, read as %2; output %3.")
                         .arg(text(card.inputAxes), text(cnn::text(subject.table.input)), shapeWords(subject.output))};
    said << text(card.scaling.reason);
    for (const std::string& note : card.notes) said << text(note);
    if (!subject.classNames.isEmpty()) said << tr("It names its classes, %1 of them.").arg(subject.classNames.size());
    return said.join(' ');
}

} // namespace ui
