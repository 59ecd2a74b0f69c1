#include "ui/lessons/training/dive/dive_words.h"

#include "core/layers/catalog.h"
#include "core/walk/written_number.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui {
namespace {

constexpr std::size_t mostSpoken = 25; // terms

// The layer that makes a value, below its activations.
std::size_t makerOf(const cnn::Network& network, std::size_t value) {
    std::size_t layer = value - 1;
    while (cnn::factsOf(network.layer(layer).info().kind).function && network.reads(layer)[0] > 0)
        layer = network.reads(layer)[0] - 1;
    return layer;
}

QString placeWords(const cnn::ValuePlace& at) {
    return tr("row %1, column %2").arg(at.y + 1).arg(at.x + 1);
}

bool isSinglePlace(const cnn::Shape& s) {
    return s.h * s.w == 1;
}

// So many products of a layer hold a pixel.
QString readersOf(const DivePicture& p) {
    QStringList said;
    const cnn::Network& network = *p.look->network;
    const cnn::ValuePlace& at = p.step().place;
    for (std::size_t i = 0; i < network.size(); ++i) {
        const cnn::LayerInfo info = network.layer(i).info();
        if (network.reads(i)[0] != 0 || !info.window) continue;
        const auto windows = [](const cnn::Axis& axis, int outputs, int place) {
            int count = 0;
            for (int o = 0; o < outputs; ++o)
                for (int k = 0; k < axis.kernel; ++k)
                    count += o * axis.stride - axis.padBefore + k * axis.dilation == place;
            return count;
        };
        const cnn::Shape& out = network.outputShape(i);
        const int count = windows(info.window->y, out.h, at.y) * windows(info.window->x, out.w, at.x);
        said << tr("%1 of %2 read it, for each of its %3 maps.")
                    .arg(counted(count, tr("window"), tr("windows")), QString::fromStdString(network.name(i)))
                    .arg(out.c);
    }
    return said.join(' ');
}

} // namespace

QString stepName(const DiveLook& look, const DiveStep& step) {
    if (step.value == 0) return placeWords(step.place);
    const cnn::Network& network = *look.network;
    const cnn::Shape& s = network.valueShape(step.value);
    const QString layer = QString::fromStdString(network.name(makerOf(network, step.value)));
    const bool last = step.value == network.size() || makerOf(network, network.size()) == step.value - 1;
    if (isSinglePlace(s) && last && look.classNames.size() == s.c) return look.classNames[step.place.c];
    return (isSinglePlace(s) ? tr("%1 unit %2") : tr("%1 map %2")).arg(layer).arg(step.place.c + 1);
}

QString sourceLayer(const DivePicture& p, std::size_t term) {
    const DiveStep from = sourceOf(p, term);
    return from.value == 0 ? tr("image")
                           : QString::fromStdString(p.look->network->name(makerOf(*p.look->network, from.value)));
}

QString sourceWords(const DivePicture& p, std::size_t term) {
    const DiveStep from = sourceOf(p, term);
    const cnn::Shape& s = p.look->network->valueShape(from.value);
    if (isSinglePlace(s)) return tr("unit %1").arg(from.place.c + 1);
    const QString place = placeWords(from.place);
    return s.c == 1 ? place : tr("map %1, %2").arg(from.place.c + 1).arg(place);
}

QString levelName(const DivePicture& p, int depth) {
    if (depth == 0) return {};
    switch (p.levels[static_cast<std::size_t>(depth)]) {
    case DiveLevel::Terms:
        return tr("what makes it");
    case DiveLevel::Window:
        return tr("window");
    case DiveLevel::Products:
        return tr("products");
    default:
        return tr("closed");
    }
}

QString diveName(const DivePicture& p) {
    if (p.step().value == 0) {
        const QString at = tr("Pixel in %1").arg(placeWords(p.step().place));
        const int channels = p.values().shape().c;
        return channels == 1 ? at : tr("%1, channel %2 of %3").arg(at).arg(p.step().place.c + 1).arg(channels);
    }
    const QString name = stepName(*p.look, p.step());
    if (p.share) return tr("Score of %1").arg(name);
    return p.isVector() ? name : tr("%1, %2").arg(name, placeWords(p.step().place));
}

QString diveCost(const DivePicture& p) {
    if (p.level == DiveLevel::Pixel)
        return tr("This is what the network reads; nothing lies below it. %1").arg(readersOf(p)).trimmed();
    if (!p.made())
        return tr("%1 is a layer of another kind: how it makes this value is not taken apart here.")
            .arg(QString::fromStdString(p.look->network->name(p.layer)));
    if (p.made()->vanishes)
        return p.made()->kind == cnn::OriginKind::Share ? tr("Its share is too small to be written as a quotient.")
                                                        : tr("The products are too small to be written side by side.");
    if (!p.made()->writable) return tr("The numbers grew beyond all bounds: too large to be written.");
    return costWords(*p.maps);
}

QStringList afterwards(const DivePicture& p) {
    QStringList said;
    for (const cnn::ValueOrigin& o : p.functions)
        said << tr("%1: %2").arg(kindInSentence(o.layer.kind), QString::fromStdString(o.line()));
    if (p.share) said << tr("softmax: %1").arg(QString::fromStdString(p.share->line(4)));
    return said;
}

QString chosenProduct(const DivePicture& p) {
    const cnn::ValueOrigin* o = p.made();
    if (!o || o->kind != cnn::OriginKind::Sum || !o->writable || p.biasChosen()) return {};
    const cnn::Term& t = o->terms[p.term];
    const double truth = static_cast<double>(t.input) * static_cast<double>(t.weight);
    cnn::WrittenProduct written = o->product(p.term);
    if (written.product == cnn::Decimal() && truth != 0) // alone it need not be as short as the sum's addends
        written = cnn::writeProduct(static_cast<double>(t.input), static_cast<double>(t.weight),
                                    cnn::placesFor(std::abs(truth)));
    const bool tiny = written.product == cnn::Decimal() && truth != 0;
    const QString factors = QString::fromStdString(cnn::inside(written.first) + " × " + cnn::inside(written.second));
    if (tiny) return tr("%1, almost 0").arg(factors);
    return factors + (written.exact() ? " = " : " ≈ ") + QString::fromStdString(written.product.text());
}

QString diveHint(const DivePicture& p) {
    const bool types = p.look->learns && p.made() && p.made()->kind == cnn::OriginKind::Sum;
    const QString typed = types ? tr(" A number: another weight.") : QString();
    switch (p.level) {
    case DiveLevel::Map:
        return tr("Arrows: a neighbour. Enter: what makes it. Backspace: back.");
    case DiveLevel::Terms:
        return tr("Up, Down: a line. Left, Right: a neighbour. Enter: down. Backspace: back.") + typed;
    case DiveLevel::Window:
        return p.made()->kind == cnn::OriginKind::Sum
                   ? tr("Arrows: the window moves. Enter: its products. S: step through it. Backspace: back.")
                   : tr("Arrows: the window moves. Enter: down to the value. S: step through it. Backspace: back.");
    case DiveLevel::Products:
        return tr("Arrows: a product. Enter: down. S: step through it. Backspace: back.") + typed;
    case DiveLevel::Pixel:
        return tr("Arrows: a neighbour. Backspace: back.");
    case DiveLevel::Closed:
        return tr("Arrows: a neighbour. Backspace: back.");
    }
    return {};
}

QString diveSpoken(const DivePicture& p) {
    QStringList way;
    for (const DiveStep& step : p.path.steps) way << stepName(*p.look, step);
    if (const QString level = levelName(p, p.path.depth); !level.isEmpty()) way << level;
    QStringList said{tr("The way down: %1.").arg(way.join(" › "))};
    said << tr("%1: %2.").arg(diveName(p), written(p.value())) << diveCost(p);
    if (p.made() && p.made()->writable && p.level != DiveLevel::Map)
        said << QString::fromStdString(p.made()->line(mostSpoken)) + '.';
    for (const QString& line : afterwards(p)) said << line + '.';
    if (const QString product = chosenProduct(p); !product.isEmpty() && p.level != DiveLevel::Map)
        said << tr("Chosen: %1.").arg(product);
    if (p.biasChosen()) said << tr("Chosen: the bias.");
    return said.join(' ');
}

QString weightOwner(const cnn::Network& network, std::size_t layer, int output) {
    const bool dense = cnn::layerRole(network.layer(layer).info().kind) == cnn::LayerRole::Dense;
    return (dense ? tr("%1 unit %2") : tr("%1 kernel %2"))
        .arg(QString::fromStdString(network.name(layer)))
        .arg(output + 1);
}

} // namespace ui
