#include "ui/lessons/window/sum_line.h"

#include "core/walk/channel_walk.h"
#include "ui/figure/count.h"
#include "ui/lessons/window/window_sums.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double resultSize = 1.29, lineHeight = 1.45; // 62 pixels beside terms of 48
constexpr std::size_t mostNumbers = 36;                // of which a maximum is taken one by one

// What is added or compared, each with the sign that follows it; and behind the last of them the result.
struct Parts {
    std::vector<TextLine> terms;
    TextLine end;
};

void append(TextLine& line, const TextLine& more) {
    line.insert(line.end(), more.begin(), more.end());
}

// So many parts a line; the last line ends with the result.
std::vector<TextLine> broken(const Parts& parts, std::size_t perLine) {
    std::vector<TextLine> lines;
    for (std::size_t i = 0; i < parts.terms.size(); ++i) {
        if (i % perLine == 0) lines.emplace_back();
        append(lines.back(), parts.terms[i]);
    }
    if (lines.empty()) lines.emplace_back();
    append(lines.back(), parts.end);
    return lines;
}

// Cuts a sum as it is written on one line behind its signs.
Parts partsOf(const SumLine& line) {
    Parts parts;
    TextLine term;
    for (const TextRun& run : line.left) {
        const bool sign = run.text == " + " || run.text == ", ";
        term.push_back(run);
        if (!sign) continue;
        parts.terms.push_back(std::exchange(term, {}));
    }
    parts.end = line.sign;
    append(parts.end, line.result);
    if (!term.empty()) parts.terms.push_back(term);
    return parts;
}

// "row sums 3 + 12 + (−2) = 13": of a convolution with so many products that they could not be read.
Parts rowSumsOf(const Palette& c, const SumLine& whole, const cnn::WrittenSum& sum, bool hidden) {
    Parts parts;
    const auto rows = sum.rowSums();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        TextLine term;
        if (i == 0) term.push_back({ui::tr("row sums") + ' ', c.dim, Weight::Regular, 0.7});
        const QString value = QString::fromStdString(cnn::inParentheses(rows[i]));
        term.push_back({hidden ? QString("?") : value, c.text, Weight::SemiBold});
        if (i + 1 < rows.size() || sum.hasBias) term.push_back({" + ", c.dim});
        parts.terms.push_back(term);
    }
    if (sum.hasBias)
        parts.terms.push_back({{QString::fromStdString(cnn::inParentheses(sum.bias)), c.kernel, Weight::SemiBold}});
    parts.end = partsOf(whole).end;
    return parts;
}

// "max of 49 numbers = 7".
Parts countOf(const Palette& c, const SumLine& whole, std::size_t terms) {
    const QString numbers = count::numbers(static_cast<qint64>(terms));
    return {{{{ui::tr("max of %1").arg(numbers), c.dim}}}, partsOf(whole).end};
}

double fitting(const std::vector<TextLine>& lines, QSizeF room, double wanted) {
    double pixels = std::min(wanted, room.height() / (lineHeight * static_cast<double>(lines.size())));
    for (const TextLine& line : lines) pixels = std::min(pixels, fittingSize(line, room.width(), pixels, 1));
    return pixels;
}

} // namespace

SumLines sumLines(const Palette& c, const WindowPicture& p, QSizeF room, double wanted, double good) {
    if (!p.walk || room.isEmpty()) return {};
    const cnn::WrittenSum sum = cnn::writeSum(p.task, p.step(), p.shown);
    SumLine whole = sumLineOf(c, p, true);
    whole.result.back().size = resultSize;
    if (!sum.complete && !sum.none) whole.result.push_back({"  " + ui::tr("so far"), c.dim, Weight::Regular, 0.6});
    const bool max = p.task.operation == cnn::WindowOperation::MaxPool && sum.terms.size() > mostNumbers;
    const Parts parts = max ? countOf(c, whole, sum.terms.size()) : partsOf(whole);
    const auto columns = static_cast<std::size_t>(std::max(1, sum.columns));
    std::vector<std::vector<TextLine>> ways{broken(parts, std::max<std::size_t>(1, parts.terms.size()))};
    if (parts.terms.size() > columns) ways.push_back(broken(parts, columns));
    SumLines best;
    for (const auto& lines : ways) {
        if (best.pixels >= good) break;
        const double pixels = fitting(lines, room, wanted);
        if (pixels > 1.02 * best.pixels) best = {lines, pixels, false};
    }
    if (best.pixels >= 0.85 * good || !p.isConvolution() || sum.terms.size() <= columns || columns == 1) return best;
    const Parts rows = rowSumsOf(c, whole, sum, p.hidesKernel() || p.hidesResult());
    const auto line = broken(rows, rows.terms.size());
    return {line, fitting(line, room, wanted), true};
}

void paintSumLines(QPainter& painter, const SumLines& sum, QRectF room) {
    const double pitch = lineHeight * sum.pixels;
    double y = room.center().y() - sum.height() / 2 + 0.5 * pitch + 0.36 * sum.pixels;
    for (const TextLine& line : sum.lines) {
        drawLine(painter, line, room.left(), y, sum.pixels);
        y += pitch;
    }
}

} // namespace ui
