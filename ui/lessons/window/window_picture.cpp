#include "ui/lessons/window/window_picture.h"

#include "core/walk/window_facts.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int longestStacked = 200;

Stack stackOf(const QString& name, const cnn::Window& window, const cnn::Shape& in) {
    Stack stack{name, cnn::stackedLengths(window.y, in.h, cnn::stackedLayers, longestStacked),
                cnn::stackedLengths(window.x, in.w, cnn::stackedLayers, longestStacked)};
    const auto both = std::min(stack.rows.size(), stack.columns.size());
    stack.rows.resize(both);
    stack.columns.resize(both);
    stack.ends = both <= cnn::stackedLayers;
    return stack;
}

cnn::Window padded(cnn::Window window, int before, int after) {
    for (cnn::Axis* axis : {&window.y, &window.x}) {
        axis->padBefore = before;
        axis->padAfter = after;
    }
    return window;
}

QString sizeText(int rows, int columns) {
    return rows == columns ? QString::number(rows) : QString("%1 × %2").arg(rows).arg(columns);
}

} // namespace

float WindowPicture::outputAt(int y, int x) const {
    const float value = walk->output().at(0, y, x);
    return relu && isConvolution() && value < 0 ? 0.0F : value;
}

bool WindowPicture::hidesOutput(int index) const {
    return covered == "map" || covered == "size" || (covered == "cell" && index >= cell);
}

int WindowPicture::finished() const {
    if (!walk || covered == "map" || hidesSize()) return 0;
    if (hidesKernel()) return walk->size();
    return covered != "cell" && shown == walk->termsPerStep() ? cell + 1 : cell;
}

std::vector<Stack> stacks(const WindowPicture& p) {
    const cnn::Shape& in = p.task.input.shape();
    const auto& [y, x] = p.task.window;
    std::vector<Stack> all{stackOf(tr("no padding"), padded(p.task.window, 0, 0), in)};
    const bool even = y.padBefore == y.padAfter && x.padBefore == x.padAfter && y.padBefore == x.padBefore;
    if (y.padBefore + y.padAfter + x.padBefore + x.padAfter > 0) {
        all.push_back(stackOf(even ? tr("padding %1").arg(y.padBefore) : tr("this padding"), p.task.window, in));
    } else {
        cnn::Window same = p.task.window;
        same.y = cnn::withSamePadding(same.y, in.h, cnn::SameRule::PyTorch);
        same.x = cnn::withSamePadding(same.x, in.w, cnn::SameRule::PyTorch);
        all.push_back(stackOf(tr("same padding"), same, in));
    }
    const auto shown = static_cast<std::size_t>(p.hidesSize() ? 1 : p.layers + 1);
    for (Stack& stack : all) {
        if (stack.rows.size() < shown) continue;
        stack.rows.resize(shown);
        stack.columns.resize(shown);
        stack.ends = false; // not yet
    }
    return all;
}

QString layerSentence(const WindowPicture& p) {
    QStringList all;
    for (const Stack& stack : stacks(p))
        all << (stack.ends ? tr("no window fits any more with %1").arg(stack.name)
                           : tr("%1 × %2 with %3").arg(stack.rows.back()).arg(stack.columns.back()).arg(stack.name));
    return all.join(", ") + ".";
}

QString stackSentence(const WindowPicture& p) {
    QStringList all;
    for (const Stack& stack : stacks(p)) {
        QStringList sizes;
        for (std::size_t i = 0; i < stack.rows.size(); ++i) sizes << sizeText(stack.rows[i], stack.columns[i]);
        all << tr("Stacked with %1: %2%3.").arg(stack.name, sizes.join(", "), stack.ends ? tr(", then it ends") : "");
    }
    return all.join(" ");
}

std::vector<PixelUses> countedUses(const WindowPicture& p) {
    const auto& [y, x] = p.task.window;
    const cnn::Shape &in = p.task.input.shape(), &out = p.walk->output().shape();
    const auto reads = [](const cnn::Axis& a, int outputs, int at) {
        int count = 0;
        for (int o = 0; o < outputs; ++o)
            for (int k = 0; k < a.kernel; ++k) count += a.tap(o, k) == at ? 1 : 0;
        return count;
    };
    const auto of = [&, y = y, x = x](int row, int column, const QString& what) {
        return PixelUses{tr("row %1, column %2, %3").arg(row + 1).arg(column + 1).arg(what), reads(y, out.h, row),
                         reads(x, out.w, column)};
    };
    std::vector<PixelUses> all{of(0, 0, tr("a corner")), of(in.h / 2, in.w / 2, tr("in the middle"))};
    if (p.hover && p.hover->part == "input" && p.hover->y >= 0 && p.hover->x >= 0 && p.hover->y < in.h &&
        p.hover->x < in.w)
        all.push_back(of(p.hover->y, p.hover->x, tr("pointed at")));
    return all;
}

QString usesSentence(const WindowPicture& p) {
    if (!p.uses || !p.walk) return {};
    const cnn::Tensor uses = cnn::windowUses(p.task.window, p.task.input.shape());
    const auto& [y, x] = p.task.window;
    const auto at = [&, y = y, x = x](int row, int column) {
        return static_cast<int>(uses.at(0, row + y.padBefore, column + x.padBefore));
    };
    const int bottom = p.task.input.shape().h - 1, right = p.task.input.shape().w - 1;
    const bool alike = at(0, 0) == at(bottom, 0) && at(0, 0) == at(0, right) && at(0, 0) == at(bottom, right);
    const bool odd = bottom % 2 == 0 && right % 2 == 0;
    const int row = (bottom + 1) / 2, column = (right + 1) / 2;
    return tr("%1 of %2 windows read %3, %4 read %5.")
        .arg(at(0, 0))
        .arg(p.walk->size())
        .arg(alike ? tr("the corner") : tr("the upper left corner"))
        .arg(at(row, column))
        .arg(odd ? tr("the middle") : tr("row %1, column %2").arg(row + 1).arg(column + 1));
}

} // namespace ui
