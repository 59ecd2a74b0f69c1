#include "ui/lessons/stamp/stamp_words.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString decimalInside(const cnn::Decimal& d) {
    const QString text = QString::fromStdString(d.text());
    return d.negative() ? "(" + text + ")" : text;
}

// How many stamps meet in the cell of the output where fewest do, and where most do; borders count.
struct Meetings {
    int fewest = 0, most = 0;
};
Meetings meetings(const cnn::StampWalk& walk) {
    const cnn::Tensor counts = walk.counts();
    return {static_cast<int>(counts.array().minCoeff()), static_cast<int>(counts.array().maxCoeff())};
}

QString outputSoFar(const StampPicture& p) {
    QStringList rows;
    for (int y = 0; y < p.rows(); ++y) {
        QStringList row;
        for (int x = 0; x < p.columns(); ++x) {
            const cnn::WindowStep met = p.meeting(y, x);
            const double value = p.counts ? static_cast<double>(met.terms.size()) : static_cast<double>(met.result);
            row << (p.hidesOutput(y, x) ? ui::tr("covered") : written(value));
        }
        rows << row.join(" ");
    }
    return rows.join("; ");
}

QString gridText(const cnn::Tensor& t) {
    QStringList rows;
    for (int y = 0; y < t.shape().h; ++y) {
        QStringList row;
        for (int x = 0; x < t.shape().w; ++x) row << written(static_cast<double>(t.at(0, y, x)));
        rows << row.join(" ");
    }
    return rows.join("; ");
}

// "rows 1 to 3", "row 2": where a stamp lies in the output, from 1.
QString spanOf(int first, int last, bool rows) {
    if (first == last) return (rows ? ui::tr("row %1") : ui::tr("column %1")).arg(first + 1);
    return (rows ? ui::tr("rows %1 to %2") : ui::tr("columns %1 to %2")).arg(first + 1).arg(last + 1);
}

} // namespace

QString stampPlace(const StampPicture& p) {
    if (!p.walk) return {};
    const int columns = p.task.input.shape().w;
    return ui::tr("Input row %1, column %2").arg(p.cell / columns + 1).arg(p.cell % columns + 1);
}

QString stampSentence(const StampPicture& p) {
    if (!p.walk) return p.misfit;
    const cnn::StampStep step = p.step();
    if (!p.complete()) return ui::tr("Product %1 of %2 of this stamp.").arg(p.shown).arg(p.products());
    int cut = 0, met = 0;
    for (const cnn::StampedCell& c : step.cells) {
        cut += c.cut ? 1 : 0;
        met += !c.cut && p.meeting(c.outY, c.outX).terms.size() > 1 ? 1 : 0;
    }
    if (cut == p.products()) return ui::tr("Padding cuts this whole stamp off.");
    const cnn::StampedCell &from = step.cells.front(), &to = step.cells.back();
    QString sentence = ui::tr("%1 × the kernel is added to %2, %3 of the output.")
                           .arg(written(static_cast<double>(step.input)),
                                spanOf(std::max(0, from.outY), std::min(p.rows() - 1, to.outY), true),
                                spanOf(std::max(0, from.outX), std::min(p.columns() - 1, to.outX), false));
    if (p.hidesSize()) sentence = ui::tr("%1 × the kernel is added.").arg(written(static_cast<double>(step.input)));
    if (met > 0)
        sentence += " " + (met == 1 ? ui::tr("One cell met an earlier stamp: there both are added.")
                                    : ui::tr("%n cells met earlier stamps: there they are added.", nullptr, met));
    if (cut > 0)
        sentence += " " + (cut == 1 ? ui::tr("One cell is cut off.") : ui::tr("%n cells are cut off.", nullptr, cut));
    return sentence;
}

QString stampEquation(const StampPicture& p, int index) {
    const cnn::StampedCell cell = p.step().cells[static_cast<std::size_t>(index)];
    if (cell.cut) return ui::tr("cut off");
    const StampSum sum = stampSum(p, index);
    const QString product = decimalInside(sum.input) + "×" + decimalInside(sum.weight);
    const QString left = sum.first ? product : QString::fromStdString(sum.before.text()) + " + " + product;
    const bool hidden = p.hidesOutput(cell.outY, cell.outX);
    return left + " = " + (hidden ? ui::tr("covered") : QString::fromStdString(sum.after.text()));
}

QString countsSentence(const StampPicture& p) {
    if (!p.walk || p.hidesSize()) return {};
    const auto [fewest, most] = meetings(*p.walk);
    const int k = p.task.kernel.shape().w, s = p.task.window.x.stride;
    const bool whole = k % s == 0 && p.task.kernel.shape().h % p.task.window.y.stride == 0;
    if (fewest == 1 && most == 1) return ui::tr("No stamps overlap: each cell of the output has one.");
    const QString range = ui::tr("From %1 to %2 stamps meet in a cell of the output.").arg(fewest).arg(most);
    if (s == 1 && p.task.window.y.stride == 1) return range;
    return range + " " +
           (whole ? ui::tr("The kernel's size %1 is a multiple of the stride %2: away from the border every cell gets "
                           "as many.")
                  : ui::tr("The kernel's size %1 is no multiple of the stride %2: neighbours get different numbers of "
                           "stamps, a checkerboard."))
               .arg(k)
               .arg(s);
}

QString backSentence(const StampPicture& p) {
    if (!p.walk || !p.back || p.hidesBack()) return {};
    const cnn::Tensor back = p.walk->convolvedBack();
    const auto before = written(static_cast<double>(p.task.input.at(0, 0, 0)));
    const auto after = written(static_cast<double>(back.at(0, 0, 0)));
    const auto far = (back.array() - p.task.input.array()).abs() > 1e-4F;
    if (!far.any()) return ui::tr("Here the convolution of the output happens to be the input again.");
    return ui::tr("The output, convolved with the same kernel, has the input's size but not its numbers: in row 1, "
                  "column 1 the %1 became %2. A transposed convolution is no inverse.")
        .arg(before, after);
}

QString hoverSentence(const StampPicture& p) {
    if (!p.hover || !p.walk) return {};
    const auto& [part, map, y, x] = *p.hover;
    const QString place = ui::tr("row %1, column %2").arg(y + 1).arg(x + 1);
    if (part == "input")
        return ui::tr("Input %1 is %2: its stamp is %2 × the kernel.")
            .arg(place, written(static_cast<double>(p.task.input.at(0, y, x))));
    if (part == "kernel")
        return ui::tr("Weight %1: every input value meets it once.")
            .arg(written(static_cast<double>(p.task.kernel.at(0, y, x))));
    if (part != "output" || p.hidesSize()) return {};
    if (!p.within(y, x)) return ui::tr("Padding cuts this cell off the output.");
    const auto met = static_cast<int>(p.meeting(y, x).terms.size());
    if (met == 0) return ui::tr("Output %1: no stamp has come here yet.").arg(place);
    if (p.hidesOutput(y, x)) return ui::tr("Output %1: covered.").arg(place);
    return (met == 1 ? ui::tr("Output %1, one stamp so far: %2.")
                     : ui::tr("Output %1, %n stamps so far: %2.", nullptr, met))
        .arg(place, meetingLine(p, y, x));
}

QString stampSizeLetters() {
    return QString::fromUtf8("(n − 1) × s − 2p + k + a");
}

QString stampSizeLine(const QString& n, const cnn::Axis& axis, int added, const QString& k, const QString& result) {
    return QString::fromUtf8("(%1 − 1) × %2 − 2×%3 + %4 + %5 = %6")
        .arg(n)
        .arg(axis.stride)
        .arg(axis.padBefore)
        .arg(k)
        .arg(added)
        .arg(result);
}

QString describeStamps(const StampPicture& p) {
    const cnn::Shape &in = p.task.input.shape(), &k = p.task.kernel.shape();
    QStringList parts{p.headline + ".", ui::tr("Input %1.").arg(times(in.h, in.w)),
                      ui::tr("Kernel %1.").arg(times(k.h, k.w))};
    if (!p.walk) return (parts << p.misfit).join(" ");
    parts << (p.hidesSize() ? ui::tr("Output covered.") : ui::tr("Output %1.").arg(times(p.rows(), p.columns())));
    QStringList equations;
    for (int i = 0; i < p.shown; ++i) equations << stampEquation(p, i);
    parts << stampPlace(p) + ": " + equations.join("; ") + "." << stampSentence(p);
    if (!p.hidesSize())
        parts << (p.counts ? ui::tr("Stamps so far: %1.") : ui::tr("Output so far: %1.")).arg(outputSoFar(p));
    if (p.counts) parts << countsSentence(p);
    if (p.back && !p.hidesBack())
        parts << ui::tr("Convolved back: %1.").arg(gridText(p.walk->convolvedBack())) << backSentence(p);
    if (const QString hover = hoverSentence(p); !hover.isEmpty()) parts << hover;
    return parts.join(" ");
}

} // namespace ui
