#include "ui/lessons/channels/channel_sums.h"

#include "ui/tr.h"

namespace ui {
namespace {

bool listsSums(const ChannelPicture& p) {
    return p.walk && p.walk->cells() > 1 && p.walk->cells() <= SumList::most && !p.hidesShape() && !p.split;
}

cnn::ChannelSums sumsAt(const ChannelPicture& p, int cell) {
    const int shown = cell == p.cell ? p.shown : p.walk->termsPerCell();
    return cnn::writeChannels(p.task.of(p.map), p.walk->map(p.map).at(cell), shown);
}

QString numberInside(const cnn::Decimal& d) {
    return QString::fromStdString(cnn::inParentheses(d));
}

SumLine lineOf(const Palette& c, const ChannelPicture& p, int cell) {
    const cnn::ChannelSums sums = sumsAt(p, cell);
    SumLine line;
    for (int i = 0; i < static_cast<int>(sums.channels.size()); ++i) {
        const cnn::WrittenSum& part = sums.channels[static_cast<std::size_t>(i)];
        if (i > 0) line.left.push_back({" + ", c.dim});
        if (p.mixesOnly()) {
            line.left.push_back({numberInside(part.terms[0].input), c.input});
            line.left.push_back({"×", c.dim});
            line.left.push_back({numberInside(part.terms[0].weight), c.kernel});
        } else {
            const bool hidden = p.hidesPartial(p.first() + i) && (cell == p.cell || p.cover == "map");
            line.left.push_back({hidden ? QString("?") : numberInside(part.result), c.text});
        }
    }
    if (sums.complete) line.left.push_back({" + " + numberInside(sums.bias), c.kernel});
    line.sign = {{" = ", c.dim}};
    const bool hidden = p.hidesCell(p.map, cell) || (cell == p.cell && p.hidesResult());
    line.result = {{hidden ? QString("?") : QString::fromStdString(sums.result.text()),
                    hidden           ? c.dim
                    : cell == p.cell ? c.now
                                     : c.output,
                    Weight::Bold}};
    return line;
}

} // namespace

SumList sumsOf(const Palette& c, const ChannelPicture& p) {
    if (!listsSums(p)) return {};
    SumList list{
        p.maps() > 1 ? ui::tr("all sums of channel %1").arg(p.map + 1) : ui::tr("all sums"), {}, p.cell, p.cell + 1};
    for (int i = 0; i < p.walk->cells(); ++i) list.lines.push_back(lineOf(c, p, i));
    return list;
}

QString sumsText(const ChannelPicture& p) {
    if (!listsSums(p)) return {};
    QStringList all;
    for (int i = 0; i <= p.cell; ++i) {
        QString line;
        const SumLine parts = lineOf(palette(Theme::Light), p, i);
        for (const TextLine* part : {&parts.left, &parts.sign, &parts.result})
            for (const TextRun& run : *part) line += run.text;
        all << line;
    }
    const int left = p.walk->cells() - p.cell - 1;
    const QString words = ui::tr("All sums: %1.").arg(all.join("; "));
    return left > 0 ? words + " " + ui::tr("%n more to come.", nullptr, left) : words;
}

} // namespace ui
