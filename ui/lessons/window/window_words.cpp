#include "ui/lessons/window/window_words.h"

#include "ui/figure/kernel_look.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString inWords(int n) {
    const QStringList words{tr("no"),  tr("one"),   tr("two"),   tr("three"), tr("four"), tr("five"),
                            tr("six"), tr("seven"), tr("eight"), tr("nine"),  tr("ten")};
    return n < words.size() ? words[n] : QString::number(n);
}

QString rowsInWords(int n) {
    return n == 1 ? tr("one row") : tr("%1 rows", nullptr, n).arg(inWords(n));
}
QString columnsInWords(int n) {
    return n == 1 ? tr("one column") : tr("%1 columns", nullptr, n).arg(inWords(n));
}
QString samplesInWords(int n) {
    return n == 1 ? tr("one sample") : tr("%1 samples", nullptr, n).arg(inWords(n));
}
// As a beginning of no sentence: "no product", "one product", "12 products".
QString productsInWords(int n) {
    return n == 1 ? tr("one product") : tr("%1 products", nullptr, n).arg(inWords(n));
}
QString outputsInWords(int n) {
    return n == 1 ? tr("one output") : tr("%1 outputs", nullptr, n).arg(inWords(n));
}

int newInputs(const cnn::WindowStep& before, const cnn::WindowStep& now) {
    return static_cast<int>(std::count_if(now.terms.begin(), now.terms.end(), [&](const cnn::Term& t) {
        return std::none_of(before.terms.begin(), before.terms.end(),
                            [&](const cnn::Term& b) { return b.inY == t.inY && b.inX == t.inX; });
    }));
}

QString movement(const WindowPicture& p, const cnn::WindowStep& step) {
    if (p.cell == 0)
        return p.signal ? tr("The window starts at the left end.") : tr("The window starts in the top left corner.");
    const QString down = rowsInWords(p.task.window.y.stride);
    if (step.outX == 0 && p.walk->output().shape().w > 1)
        return tr("A new row: the window is back at the left, %1 further down.").arg(down);
    const int fresh = newInputs(p.walk->at(p.cell - 1), step), all = static_cast<int>(step.terms.size());
    const int stride = p.task.window.x.stride;
    const QString right = p.signal ? samplesInWords(stride) : columnsInWords(stride);
    const QString moved =
        step.outX == 0 ? tr("The window moved %1 down").arg(down) : tr("The window moved %1 to the right").arg(right);
    if (fresh == all) return (all == 1 ? tr("%1: its input is new.") : tr("%1: all its inputs are new.")).arg(moved);
    if (fresh == 0) return tr("%1: none of its inputs is new.").arg(moved);
    return (fresh == 1 ? tr("%1: %2 of its %3 inputs is new.") : tr("%1: %2 of its %3 inputs are new.", nullptr, fresh))
        .arg(moved, inWords(fresh), inWords(all));
}

QString padding(const cnn::WindowStep& step) {
    const auto n = static_cast<int>(
        std::count_if(step.terms.begin(), step.terms.end(), [](const cnn::Term& t) { return t.padding; }));
    if (n == 0) return {};
    const auto all = static_cast<int>(step.terms.size());
    if (n == all) return " " + (all == 1 ? tr("Its input is padding.") : tr("All its inputs are padding."));
    QString words = inWords(n);
    words[0] = words[0].toUpper();
    return " " + (n == 1 ? tr("%1 of its %2 inputs is padding.") : tr("%1 of its %2 inputs are padding.", nullptr, n))
                     .arg(words, inWords(all));
}

} // namespace

QString stepPlace(const WindowPicture& p) {
    if (!p.walk) return {};
    if (p.byLayer) return p.layers == 0 ? tr("The input") : tr("Layer %1 of %2").arg(p.layers).arg(cnn::stackedLayers);
    if (p.signal) return tr("Output sample %1").arg(p.cell + 1);
    const int columns = p.walk->output().shape().w;
    return tr("Row %1, column %2").arg(p.cell / columns + 1).arg(p.cell % columns + 1);
}

QString stepSum(const WindowPicture& p) {
    const cnn::WindowStep step = p.step();
    const cnn::WrittenSum sum = cnn::writeSum(p.task, step, p.shown);
    const QString result = QString::fromStdString(sum.result.text());
    QString line = QString::fromStdString(sum.line());
    if (p.hidesKernel()) {
        QStringList terms;
        for (const cnn::WrittenTerm& t : sum.terms) terms << QString::fromStdString(t.input.text()) + "×?";
        line = terms.join(" + ") + " = " + result;
    }
    const bool relu = p.relu && p.isConvolution() && sum.complete;
    if (p.hidesResult() && !sum.none)
        return tr("%1 = covered").arg(line.section(QString(" %1 ").arg(sum.equals()), 0, -2));
    return relu ? tr("%1, max(0, %2) = %3").arg(line, result, sum.result.negative() ? "0" : result) : line;
}

QString stepSentence(const WindowPicture& p) {
    if (!p.walk) return p.misfit;
    if (p.byLayer) return layerSentence(p);
    const cnn::WindowStep step = p.step();
    const int all = static_cast<int>(step.terms.size());
    if (p.shown < all) {
        const cnn::Term& t = step.terms[static_cast<std::size_t>(p.shown - 1)];
        if (!p.isConvolution()) return tr("Number %1 of %2: %3.").arg(p.shown).arg(all).arg(written(t.input));
        return tr("Product %1 of %2: %3 row %4, column %5.")
            .arg(p.shown)
            .arg(all)
            .arg(p.kernelName.toLower())
            .arg(t.ky + 1)
            .arg(t.kx + 1);
    }
    QString sentence = movement(p, step) + padding(step);
    if (step.winner >= 0 && !p.hidesResult()) {
        const cnn::Term& t = step.terms[static_cast<std::size_t>(step.winner)];
        sentence += " " + tr("%1 is the largest.").arg(written(t.input));
    }
    return sentence;
}

namespace {

// "Padding", or which cell it repeats.
QString fillerName(const WindowPicture& p, int y, int x) {
    const int sy = cnn::padSource(p.task.padMode, y, p.task.input.shape().h);
    const int sx = cnn::padSource(p.task.padMode, x, p.task.input.shape().w);
    if (sy < 0 || sx < 0) return tr("Padding");
    return tr("Padding that repeats input row %1, column %2, which is %3")
        .arg(sy + 1)
        .arg(sx + 1)
        .arg(written(p.task.input.at(0, sy, sx)));
}

// A dilated window reads fewer cells than it reaches over.
QString windowRead(const WindowPicture& p) {
    const auto& [rows, columns] = p.task.window;
    const QString reach = times(rows.extent(), columns.extent());
    if (rows.dilation == 1 && columns.dilation == 1) return tr("it reads a %1 window of the input.").arg(reach);
    return tr("it reads %1 inputs, spread over %2.").arg(times(rows.kernel, columns.kernel), reach);
}

} // namespace

QString hoverSentence(const WindowPicture& p) {
    if (!p.hover || !p.walk) return {};
    const auto& [part, map, y, x] = *p.hover;
    if (part == "fit") return tr("A click or a key takes this padding: 0 to 3, V for valid, S for same, F for full.");
    const cnn::Shape& in = p.task.input.shape();
    const auto valueIn = [y = y, x = x](const QString& grid, const QString& value) {
        return tr("%1 row %2, column %3 is %4").arg(grid).arg(y + 1).arg(x + 1).arg(value);
    };
    if (part == "output") {
        const bool hidden = p.hidesOutput(y * p.walk->output().shape().w + x);
        return tr("%1: %2").arg(valueIn(p.outputName, hidden ? tr("covered") : written(p.outputAt(y, x))),
                                windowRead(p));
    }
    if (part == "kernel") {
        if (p.hidesKernel()) return tr("A weight that is covered.");
        const bool weight = p.kernelRole == GridRole::Kernel;
        const QString value = written(p.task.kernel.at(0, y, x));
        const QString name = weight ? tr("Weight %1").arg(value) : valueIn(p.kernelName, value);
        if (p.hidesSize())
            return (weight ? tr("%1 takes part in every output.") : tr("%1: it takes part in every output.")).arg(name);
        const QString products = productsInWords(static_cast<int>(p.walk->inputsMetBy(y, x).size()));
        if (!weight) return tr("%1: it takes part in %2, one for each output.").arg(name, products);
        return tr("%1 takes part in %2, one for each output.").arg(name, products) + ' ' + kernelLooksAt(p.task.kernel);
    }
    const bool inside = y >= 0 && x >= 0 && y < in.h && x < in.w;
    const QString name = inside ? valueIn(p.inputName, written(p.task.input.at(0, y, x))) : fillerName(p, y, x);
    if (p.hidesSize()) return name + ".";
    const auto n = static_cast<int>(p.walk->outputsFedBy(y, x).size());
    if (n == 0) return tr("%1: no window ever reaches it.").arg(name);
    return tr("%1: it feeds %2.").arg(name, outputsInWords(n));
}

QString workSentence(const WindowPicture& p) {
    if (!p.walk || !p.isConvolution() || p.hidesSize()) return {};
    if (p.task.window.y.stride == 1 && p.task.window.x.stride == 1) return {};
    cnn::Window close = p.task.window;
    close.y.stride = close.x.stride = 1;
    const int now = cnn::windowFit(p.task.window, p.task.input.shape()).products;
    const int all = cnn::windowFit(close, p.task.input.shape()).products;
    return tr("The stride leaves %1 of %2 multiplications (%3).")
        .arg(now)
        .arg(all)
        .arg(percent(static_cast<double>(now) / all));
}

QString paddingSentence(const WindowPicture& p) {
    if (!p.isConvolution()) return {};
    const auto& [y, x] = p.task.window;
    const auto needs = [](const cnn::Axis& a) {
        return a.extent() % 2 == 0 && a.stride == 1 && a.padBefore == a.padAfter && a.padBefore > 0;
    };
    if (!needs(y) && !needs(x)) return {};
    const int total = (needs(y) ? y : x).extent() - 1;
    return tr("An even kernel cannot keep the size with equal padding: it needs %1 in all, so %2 before and %3 after.")
        .arg(total)
        .arg(total / 2)
        .arg(total - total / 2);
}

} // namespace ui
