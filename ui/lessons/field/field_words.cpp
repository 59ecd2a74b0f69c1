#include "ui/lessons/field/field_words.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QStringList>

namespace ui {
namespace {

QString inFull(double value) {
    return QString::number(value, 'g', 15).replace('-', QChar(0x2212));
}

QString place(const cnn::Interval& rows, const cnn::Interval& columns) {
    const QString down = rows.size() == 1 ? tr("row %1").arg(rows.first + 1)
                                          : tr("rows %1 to %2").arg(rows.first + 1).arg(rows.last + 1);
    const QString across = columns.size() == 1 ? tr("column %1").arg(columns.first + 1)
                                               : tr("columns %1 to %2").arg(columns.first + 1).arg(columns.last + 1);
    return down + ", " + across;
}

struct Formula {
    QString name, before, kernel, after, result;
};

// The recurrences with the numbers of one level; the kernel's own part apart, for its colour.
Formula formula(const cnn::FieldStack& stack, int level, int which) {
    const cnn::FieldLevel& below = stack.level(level - 1);
    const cnn::FieldLevel& now = stack.level(level);
    const cnn::FieldLayer& l = stack.layers()[static_cast<std::size_t>(level - 1)];
    const QString dilated = l.dilation > 1 ? QString("%1 × ").arg(l.dilation) : QString();
    switch (which) {
    case 0:
        return {"field", QString("%1 + %2(").arg(below.field).arg(dilated), QString::number(l.kernel),
                QString(" − 1) × %1").arg(below.jump), QString::number(now.field)};
    case 1:
        return {"jump", QString("%1 × ").arg(below.jump), QString::number(l.stride), {}, QString::number(now.jump)};
    default:
        return {"start", QString("%1 + (%2(").arg(inFull(below.start), dilated), QString::number(l.kernel),
                QString(" − 1) ÷ 2 − %1) × %2").arg(l.padding).arg(below.jump), inFull(now.start)};
    }
}

QString levelLine(const cnn::FieldStack& stack, int i) {
    const cnn::FieldLevel& l = stack.level(i);
    QString name = QString::fromStdString(l.name);
    if (i > 0)
        name += QString(" (%1)").arg(QString::fromStdString(stack.layers()[static_cast<std::size_t>(i - 1)].text()));
    return tr("%1: %2 × %2, field %3, jump %4, start %5")
        .arg(name)
        .arg(l.size)
        .arg(l.field)
        .arg(l.jump)
        .arg(inFull(l.start));
}

QString stackLines(const cnn::FieldStack& stack) {
    QStringList lines;
    for (int i = 0; i < stack.levels(); ++i) lines << levelLine(stack, i);
    return lines.join("; ") + ".";
}

// "3 × 3" where a dilation or a stride leaves cells of the region out; otherwise empty.
QString readOf(const cnn::FieldStack& stack, const cnn::FieldUnit& unit, int below) {
    const auto down = stack.cells(unit.level, unit.y, below), across = stack.cells(unit.level, unit.x, below);
    const auto whole = [](const std::vector<int>& cells) {
        return cells.empty() || cells.back() - cells.front() + 1 == static_cast<int>(cells.size());
    };
    if (whole(down) && whole(across)) return {};
    return QString("%1 × %2").arg(down.size()).arg(across.size());
}

QString regions(const cnn::FieldStack& stack, const cnn::FieldUnit& unit) {
    QStringList lines;
    for (int below = unit.level - 1; below >= 0; --below) {
        const auto rows = stack.region(unit.level, unit.y, below), columns = stack.region(unit.level, unit.x, below);
        const QString name = QString::fromStdString(stack.level(below).name);
        lines << (rows.empty() || columns.empty()
                      ? tr("%1: nothing").arg(name)
                      : QString("%1: %2 (%3)").arg(name, sizeOf(rows, columns), place(rows, columns)));
        if (const QString read = readOf(stack, unit, below); !read.isEmpty())
            lines.back() += tr(", of these %1").arg(read);
    }
    return lines.isEmpty() ? QString() : tr(" It sees in %1.").arg(lines.join("; "));
}

QString measurementWords(const FieldPicture& p) {
    if (!p.measured) return p.state.isEmpty() ? QString() : " " + p.state;
    const double largest = static_cast<double>(p.measured->array().maxCoeff());
    return tr(" Measured with %1, for %2: half of the gradient within %3 × %3 of %4 × %4 pixels, at most %5 % in "
              "one pixel.")
        .arg(networkWords(p.network), unitName(*p.measuredStack, p.measuredUnit))
        .arg(p.half)
        .arg(p.measuredStack->level(p.measuredUnit.level).field)
        .arg(figures(100 * largest));
}

} // namespace

QString unitName(const cnn::FieldStack& stack, const cnn::FieldUnit& unit) {
    return tr("%1, row %2, column %3")
        .arg(QString::fromStdString(stack.level(unit.level).name))
        .arg(unit.y + 1)
        .arg(unit.x + 1);
}

QString sizeOf(const cnn::Interval& rows, const cnn::Interval& columns) {
    return QString("%1 × %2").arg(rows.size()).arg(columns.size());
}

QString fieldSentence(const cnn::FieldStack& stack, const cnn::FieldUnit& unit) {
    QString words;
    if (unit.level > 0) {
        const auto rows = stack.region(unit.level, unit.y, 0), columns = stack.region(unit.level, unit.x, 0);
        const std::int64_t full = stack.level(unit.level).field;
        if (rows.empty() || columns.empty()) return tr("This unit sees nothing but padding.");
        words = tr("Sees %1 pixels of the input: %2.").arg(sizeOf(rows, columns), place(rows, columns));
        if (const QString read = readOf(stack, unit, 0); !read.isEmpty())
            words += tr(" Of these it reads %1; the others lie between.").arg(read);
        if (rows.size() < full || columns.size() < full)
            words += tr(" The rest of its %1 × %1 field lies in the padding.").arg(full);
    }
    if (unit.level < stack.last()) {
        const auto y = stack.watchers(unit.level, unit.y, unit.level + 1);
        const auto x = stack.watchers(unit.level, unit.x, unit.level + 1);
        const auto count = static_cast<qint64>(y.size() * x.size());
        const QString layer = QString::fromStdString(stack.level(unit.level + 1).name);
        words += words.isEmpty() ? "" : " ";
        words += count == 1 ? tr("1 unit of %1 sees it.").arg(layer)
                            : tr("%1 units of %2 see it.", nullptr, static_cast<int>(count)).arg(grouped(count), layer);
    }
    return words;
}

QString fieldFormula(const cnn::FieldStack& stack, int level, int which) {
    const Formula f = formula(stack, level, which);
    return f.before + f.kernel + f.after + " = " + f.result;
}

std::vector<TextLine> fieldFormulas(const cnn::FieldStack& stack, int level, const Palette& c, const QString& covered) {
    std::vector<TextLine> lines;
    for (int which = 0; level > 0 && which < 3; ++which) {
        const Formula f = formula(stack, level, which);
        const bool hidden = covered == f.name;
        TextLine line{{f.name, c.dim, Weight::Regular}, {"\t", c.dim}};
        line.push_back({f.before, c.text});
        line.push_back({f.kernel, c.kernel, Weight::SemiBold});
        line.push_back({f.after + " = ", c.text});
        line.push_back({hidden ? "?" : f.result, hidden ? c.dim : c.now, Weight::Bold});
        lines.push_back(std::move(line));
    }
    return lines;
}

QString networkWords(const cnn::EffectiveFieldSettings& s) {
    const QString seeds =
        s.equalWeights ? tr("equal weights, %1").arg(count::inputs(s.seeds)) : count::randomNetworks(s.seeds);
    return (s.relu ? tr("%1, %2, ReLU") : tr("%1, %2, no ReLU")).arg(seeds, count::channels(s.channels));
}

QString weightSum(const cnn::FieldStack& stack) {
    QStringList terms;
    for (const cnn::FieldLayer& l : stack.layers())
        if (!l.pooling) terms << QString("%1 × %1").arg(l.kernel);
    return QString("%1 = %2").arg(terms.join(" + ")).arg(stack.weightsPerChannelPair());
}

QString describeField(const FieldPicture& p) {
    const QString chosen = tr("Chosen: %1.").arg(unitName(*p.stack, p.unit));
    QString words = p.headline + ". " + stackLines(*p.stack) + ' ' + chosen;
    if (p.covered.isEmpty())
        words += regions(*p.stack, p.unit) + " " + fieldSentence(*p.stack, p.unit);
    else // what is covered is not read out
        words = p.headline + ". " + chosen + ' ' + tr("One number is covered.");
    if (p.compare && p.covered.isEmpty())
        words += tr(" Beside it: %1 Its %2 sees %3 × %3. Weights for each pair of channels: %4 against %5.")
                     .arg(stackLines(*p.compare), unitName(*p.compare, p.other))
                     .arg(p.compare->level(p.other.level).field)
                     .arg(weightSum(*p.stack), weightSum(*p.compare));
    if (!p.compare && p.covered.isEmpty()) words += measurementWords(p);
    return words;
}

} // namespace ui
