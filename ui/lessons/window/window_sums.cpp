#include "ui/lessons/window/window_sums.h"

#include "ui/lessons/window/window_words.h"
#include "ui/tr.h"

namespace ui {
namespace {

QString textOf(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}
QString insideSum(const cnn::Decimal& d) {
    return d.negative() ? "(" + textOf(d) + ")" : textOf(d);
}

bool listsSums(const WindowPicture& p) {
    return p.walk && p.walk->size() > 1 && p.walk->size() <= SumList::most && !p.hidesSize() && !p.uses && !p.stacked &&
           !p.fits && !p.signal;
}

// The picture as it stands at another output, all its products shown unless it is the current one.
WindowPicture at(const WindowPicture& p, int cell) {
    WindowPicture other = p;
    other.cell = cell;
    if (cell != p.cell) other.shown = p.walk->termsPerStep();
    if (p.covered == "cell" && cell != p.cell) other.covered.clear();
    return other;
}

int reachedBy(const WindowPicture& p) {
    return p.hidesKernel() ? p.walk->size() : p.cell + 1;
}

// "0×1 + 1×2".
TextLine productTerms(const Palette& c, const WindowPicture& p, const cnn::WrittenSum& sum) {
    TextLine line;
    for (const cnn::WrittenTerm& t : sum.terms) {
        if (!line.empty()) line.push_back({" + ", c.dim});
        line.push_back({insideSum(t.input), t.padding ? c.text : inkOf(c, p.inputRole)});
        line.push_back({"×", c.dim});
        line.push_back({p.hidesKernel() ? QString("?") : insideSum(t.weight), inkOf(c, p.kernelRole)});
    }
    if (sum.hasBias) line.push_back({" + " + insideSum(sum.bias), c.kernel});
    return line;
}

} // namespace

TextLine poolingTerms(const Palette& c, const WindowPicture& p, const cnn::WrittenSum& sum) {
    const bool max = sum.operation == cnn::WindowOperation::MaxPool;
    TextLine line;
    if (max || sum.complete) line.push_back({max ? "max(" : "(", c.dim});
    bool marked = false; // the first of equals wins
    for (std::size_t i = 0; i < sum.terms.size(); ++i) {
        const cnn::WrittenTerm& t = sum.terms[i];
        if (i > 0) line.push_back({max ? ", " : " + ", c.dim});
        const bool winner = max && !marked && !t.padding && t.input == sum.result && !p.hidesResult();
        marked = marked || winner;
        const QString shown = t.padding && max ? QString("–") : max ? textOf(t.input) : insideSum(t.input);
        line.push_back({shown, t.padding ? c.dim : winner ? c.now : inkOf(c, p.inputRole), Weight::SemiBold});
    }
    if (max)
        line.push_back({")", c.dim});
    else if (sum.complete)
        line.push_back({QString(") ÷ %1").arg(sum.terms.size()), c.dim});
    return line;
}

SumLine sumLineOf(const Palette& c, const WindowPicture& p, bool now) {
    const cnn::WrittenSum sum = cnn::writeSum(p.task, p.step(), p.shown);
    const QColor& ink = now ? c.now : inkOf(c, p.outputRole);
    SumLine line{p.isConvolution() ? productTerms(c, p, sum) : poolingTerms(c, p, sum), {}, {}};
    line.sign = {{QString(" %1 ").arg(sum.equals()), c.dim}};
    if (sum.none) {
        line.sign.clear();
        line.result = {{ui::tr("no number yet"), c.dim}};
    } else if (p.hidesResult())
        line.result = {{"?", c.dim, Weight::Bold}};
    else if (p.relu && p.isConvolution() && sum.complete)
        line.result = {{textOf(sum.result), c.text},
                       {QString(", max(0, %1) = ").arg(textOf(sum.result)), c.dim},
                       {sum.result.negative() ? QString("0") : textOf(sum.result), ink, Weight::Bold}};
    else
        line.result = {{textOf(sum.result), ink, Weight::Bold}};
    return line;
}

SumList sumsOf(const Palette& c, const WindowPicture& p) {
    if (!listsSums(p)) return {};
    SumList list{p.isConvolution()                                   ? ui::tr("all sums")
                 : p.task.operation == cnn::WindowOperation::MaxPool ? ui::tr("all maxima")
                                                                     : ui::tr("all means"),
                 {},
                 p.cell,
                 reachedBy(p)};
    for (int i = 0; i < p.walk->size(); ++i) {
        list.lines.push_back(sumLineOf(c, at(p, i), i == p.cell));
        if (i == p.cell) continue;
        for (TextRun& run : list.lines.back().left) // `now` is the current one's alone
            if (run.colour == c.now) run = {run.text, c.text, Weight::Bold};
    }
    return list;
}

QString sumsText(const WindowPicture& p) {
    if (!listsSums(p)) return {};
    QStringList all;
    for (int i = 0; i < reachedBy(p); ++i) all << stepSum(at(p, i));
    const int left = p.walk->size() - reachedBy(p);
    const QString words = ui::tr("All sums: %1.").arg(all.join("; "));
    return left > 0 ? words + " " + ui::tr("%n more to come.", nullptr, left) : words;
}

} // namespace ui
