#include "ui/lessons/channels/channel_words.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui {
namespace {

QString at(int y, int x) {
    return tr("row %1, column %2").arg(y + 1).arg(x + 1);
}

// "channel 1: 0×0 + 1×1 + 3×2 + 4×3 = 19; channel 2: ...; 19 + 37 + 0 = 56"
QString sumText(const ChannelPicture& p) {
    const cnn::ChannelSums sums = p.sums();
    QStringList parts;
    for (int c = 0; c < static_cast<int>(sums.channels.size()); ++c) {
        QString line = QString::fromStdString(sums.channels[static_cast<std::size_t>(c)].line());
        if (p.hidesPartial(p.first() + c)) line = line.section(" = ", 0, 0) + " = ?";
        parts << p.channelName(p.first() + c) + ": " + line;
    }
    QString total = QString::fromStdString(sums.totalLine());
    if (p.hidesResult()) total = tr("the partial sums and the bias = ?");
    return (parts << total).join("; ");
}

QString soFar(const ChannelPicture& p) {
    QStringList maps;
    for (int m = 0; m <= p.map; ++m) {
        QStringList values;
        const int done = m < p.map ? p.walk->cells() : p.cell + (p.complete() ? 1 : 0);
        for (int i = 0; i < done; ++i) values << outputText(p, m, i);
        if (values.isEmpty()) continue;
        maps << (p.maps() > 1 ? tr("channel %1: %2").arg(m + 1).arg(values.join(" ")) : values.join(" "));
    }
    return maps.isEmpty() ? QString() : tr("Output so far: %1.").arg(maps.join("; "));
}

// "In 2 groups: output channel 3 reads input channels 3 to 4."
QString groupsText(const ChannelPicture& p) {
    const int first = p.first() + 1, last = p.first() + p.slices();
    return tr("In %1 groups: output channel %2 reads input %3.")
        .arg(p.task.groups)
        .arg(p.map + 1)
        .arg(first == last ? tr("channel %1 alone").arg(first) : tr("channels %1 to %2").arg(first).arg(last));
}

// "What each channel gives so far: channel 1: 19 25; channel 2: 37 43."
QString partialMapsText(const ChannelPicture& p) {
    QStringList maps;
    for (int i = 0; i < p.slices(); ++i) {
        QStringList values;
        for (int cell = 0; cell <= p.cell; ++cell)
            if (const auto sum = p.partial(i, cell))
                values << (p.hidesPartialAt(i, cell) ? QString("?") : QString::fromStdString(sum->text()));
        if (!values.isEmpty()) maps << p.channelName(p.first() + i) + ": " + values.join(' ');
    }
    return tr("What each channel gives so far: %1.").arg(maps.join("; "));
}

QString matrixText(const ChannelPicture& p) {
    QStringList row, column;
    for (const cnn::Term& term : p.step().terms) {
        row << written(term.weight);
        column << written(term.input);
    }
    return tr("As a matrix product: row %1 of W (%2) times column %3 of X (%4), plus the bias %5, is %6.")
        .arg(p.map + 1)
        .arg(row.join(" "))
        .arg(p.cell + 1)
        .arg(column.join(" "), written(p.task.biases[static_cast<std::size_t>(p.map)]), outputText(p, p.map, p.cell));
}

// Red, green and blue of a cell of the picture.
QString pictureText(const ChannelPicture& p, const QPoint& cell) {
    const auto value = [&](int c) { return written(p.split->cells->at(c, cell.y(), cell.x())); };
    return tr("Row %1, column %2 of the picture: red %3, green %4, blue %5.")
        .arg(cell.y() + 1)
        .arg(cell.x() + 1)
        .arg(value(0), value(1), value(2));
}

QString splitText(const ChannelPicture& p) {
    const cnn::Shape& s = p.split->shape();
    const cnn::Shape& in = p.task.input.shape();
    return tr("Picture: %1, %2 pixels, as %3 cells of %4. The input is rows %5 to %6, columns %7 to %8 of them.")
        .arg(p.split->name, times(p.split->photo.height(), p.split->photo.width()), times(s.h, s.w),
             times(p.split->reduction, p.split->reduction))
        .arg(p.top + 1)
        .arg(p.top + in.h)
        .arg(p.left + 1)
        .arg(p.left + in.w);
}

QString valueText(const ChannelPicture& p, const CellRef& cell) {
    const auto& [part, map, y, x] = cell;
    const cnn::Shape& in = p.task.input.shape();
    if (part == "input") {
        const bool inside = y >= 0 && x >= 0 && y < in.h && x < in.w;
        return inside ? tr("%1, %2 is %3").arg(p.channelName(map), at(y, x), written(p.task.input.at(map, y, x)))
                      : tr("Padding of %1").arg(p.channelName(map));
    }
    if (part == "kernel")
        return tr("Weight %1 of the slice for %2")
            .arg(written(p.task.kernels[static_cast<std::size_t>(p.map)].at(map, y, x)),
                 p.channelName(p.first() + map));
    return tr("Output channel %1, %2 is %3").arg(map + 1).arg(at(y, x), outputText(p, map, y * p.outputColumns() + x));
}

} // namespace

QString outputText(const ChannelPicture& p, int map, int cell) {
    if (p.hidesCell(map, cell)) return "?";
    return written(p.walk->output().at(map, cell / p.outputColumns(), cell % p.outputColumns()));
}

QString stepPlace(const ChannelPicture& p) {
    if (!p.walk) return {};
    const QString place = at(p.cell / p.outputColumns(), p.cell % p.outputColumns());
    if (p.cover == "depth") return tr("Output, %1").arg(place);
    return tr("Output channel %1, %2").arg(p.map + 1).arg(place);
}

QString stepSentence(const ChannelPicture& p) {
    if (!p.walk) return p.misfit;
    const int channel = p.channel(), product = (p.shown - 1) % p.perChannel() + 1;
    if (product < p.perChannel())
        return tr("%1: product %2 of %3.").arg(p.channelName(channel)).arg(product).arg(p.perChannel());
    const bool one = p.slices() == 1;
    if (p.complete())
        return (p.cell == 0 && p.map > 0 ? tr("A new output channel: the same input meets the next kernel. ")
                                         : QString()) +
               (one && p.grouped()
                    ? tr("It reads %1 alone; that sum and the bias make the output.").arg(p.channelName(p.first()))
                : one         ? tr("The sum of the only channel and the bias make the output.")
                : p.grouped() ? tr("It reads group %1 alone: each of its channels meets a slice; the %2 partial sums "
                                   "and the bias "
                                   "are added.")
                                    .arg(p.first() / p.slices() + 1)
                                    .arg(p.slices())
                              : tr("Each channel meets its own slice; the %1 partial sums and the bias are added.")
                                    .arg(p.slices()));
    const QString sum =
        p.hidesPartial(channel) ? QString("?") : QString::fromStdString(p.sums().channels.back().result.text());
    const int left = p.first() + p.slices() - channel - 1;
    return tr("%1 contributes %2. Still to come: %3 and the bias.")
        .arg(p.channelName(channel), sum, count::channels(left));
}

QString hoverSentence(const ChannelPicture& p) {
    if (!p.hover) return {};
    const auto& [part, map, y, x] = *p.hover;
    if (part == "photo" || part == "channel") return pictureText(p, {x, y});
    if (!p.walk || (p.hidesShape() && part == "output")) return {};
    if (part == "bias") return tr("The bias is added once for each output of this channel, after the channels.");
    if (part == "input") {
        const auto n = static_cast<int>(p.walk->map(0).outputsFedBy(y, x).size());
        return n == 0 ? tr("%1: no window ever reaches it.").arg(valueText(p, *p.hover))
                      : (p.grouped() ? tr("%1: it feeds %2 in every output channel of its group.")
                                     : tr("%1: it feeds %2 in every output channel."))
                            .arg(valueText(p, *p.hover), count::outputs(n));
    }
    if (part == "kernel")
        return tr("%1: it takes part in %2.").arg(valueText(p, *p.hover), count::products(p.walk->cells()));
    if (part == "output")
        return (p.grouped() ? tr("%1: it reads a %2 window of every input channel of its group.")
                            : tr("%1: it reads a %2 window of every input channel."))
            .arg(valueText(p, *p.hover), times(p.task.window.y.kernel, p.task.window.x.kernel));
    const int columns = p.outputColumns();
    if (part == "matrixInput")
        return tr("X, row %1, column %2: %3.")
            .arg(y + 1)
            .arg(x + 1)
            .arg(valueText(p, {"input", p.unrolled(y, x).c, p.unrolled(y, x).inY, p.unrolled(y, x).inX}));
    if (part == "matrixOutput")
        return tr("Y, row %1, column %2: %3.")
            .arg(y + 1)
            .arg(x + 1)
            .arg(valueText(p, {"output", y, x / columns, x % columns}));
    if (part == "matrixKernel") {
        const cnn::Term term = p.unrolled(x, 0);
        const QString words = p.mixesOnly() ? tr("W, row %1, column %2: the weight of kernel %1 for %3.")
                                            : tr("W, row %1, column %2: the weight of kernel %1 for %3, %4.");
        const QString said = words.arg(y + 1).arg(x + 1).arg(p.channelName(term.c));
        return p.mixesOnly() ? said : said.arg(at(term.ky, term.kx));
    }
    return tr("The bias of output channel %1.").arg(y + 1);
}

QString described(const ChannelPicture& p) {
    const cnn::Shape& in = p.task.input.shape();
    QStringList parts{p.headline + "."};
    if (p.split) parts << splitText(p);
    parts << tr("Input %1 of %2.").arg(count::channels(in.c), times(in.h, in.w));
    if (p.cover == "depth")
        parts << tr("Kernels of %1.").arg(count::slices(p.slices()));
    else
        parts << tr("Kernel %1 of %2: %3 of %4.")
                     .arg(p.map + 1)
                     .arg(p.maps())
                     .arg(count::slices(p.slices()), times(p.task.window.y.kernel, p.task.window.x.kernel));
    if (p.grouped()) parts << groupsText(p);
    if (!p.walk) return (parts << p.misfit).join(" ");
    if (p.hidesShape())
        parts << tr("Output ?.");
    else
        parts << tr("Output %1 of %2.").arg(count::channels(p.maps()), times(p.outputRows(), p.outputColumns()));
    parts << stepPlace(p) + ": " + sumText(p) + ".";
    if (const QString values = p.hidesShape() ? QString() : soFar(p); !values.isEmpty()) parts << values;
    if (p.perMap) parts << partialMapsText(p);
    if (p.showsMixed()) {
        const QString sum = p.mixedSum();
        parts << tr("Behind it, 1 × 1: %1.").arg(sum.isEmpty() ? tr("once all channels are there") : sum);
    }
    if (p.showsMatrix() && p.complete()) parts << matrixText(p);
    if (const QString hover = hoverSentence(p); !hover.isEmpty()) parts << hover;
    return parts.join(" ");
}

} // namespace ui
