// The sums under a channels picture: a line a channel with its partial sum, and all of them added.
#include "ui/figure/channel_brush.h"
#include "ui/figure/text_runs.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {
namespace {

constexpr double smallestText = 11;

QString tr(const char* text) {
    return QCoreApplication::translate("ChannelFigure", text);
}
QString text(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}
QString inside(const cnn::Decimal& d) {
    return QString::fromStdString(cnn::inParentheses(d));
}

// How much of a partial sum is written: the same for all channels, as much as there is room for.
enum class Detail { Terms, Products, Count };

// "0 × 0 + 1 × 1 + 3 × 2 + 4 × 3 = 19", "0 + 1 + 6 + 12 = 19" or "4 products = 19".
TextLine partialLine(const ChannelBrush& b, int c, Detail detail) {
    const cnn::WrittenSum& part = b.sums.channels[static_cast<std::size_t>(c)];
    TextLine line;
    for (std::size_t i = 0; i < part.terms.size() && detail == Detail::Terms; ++i) {
        const cnn::WrittenTerm& t = part.terms[i];
        if (i > 0) line.push_back({" + ", b.colors.dim});
        line.push_back({inside(t.input), t.padding ? b.colors.text : b.colors.input, Weight::SemiBold});
        line.push_back({" × ", b.colors.dim, Weight::Regular, 0.8});
        line.push_back({inside(t.weight), b.colors.kernel, Weight::SemiBold});
    }
    if (detail == Detail::Products)
        line.push_back({QString::fromStdString(part.productLine()).section(" = ", 0, 0), b.colors.dim});
    if (detail == Detail::Count) line.push_back({tr("%1 products").arg(part.terms.size()), b.colors.dim});
    line.push_back({" = ", b.colors.dim});
    line.push_back({b.p.hidesPartial(c) ? QString("?") : text(part.result), b.colors.text, Weight::Bold});
    return line;
}

Detail detailFor(const ChannelBrush& b, double room) {
    for (const Detail detail : {Detail::Terms, Detail::Products}) {
        const double smallest = detail == Detail::Terms ? std::max(smallestText, 14.5 * b.unit) : smallestText;
        bool fits = true;
        for (std::size_t c = 0; c < b.sums.channels.size(); ++c)
            fits = fits && lineWidth(partialLine(b, static_cast<int>(c), detail), smallest) <= room;
        if (fits) return detail;
    }
    return Detail::Count;
}

void partials(const ChannelBrush& b, const QRectF& area) {
    const int channels = b.p.channels();
    const double pitch = std::min(36 * b.unit, area.height() / channels);
    const double names = 116 * b.unit, room = area.width() - names;
    const Detail detail = detailFor(b, room);
    double y = area.center().y() - pitch * (channels - 1) / 2;
    for (int c = 0; c < channels; ++c, y += pitch) {
        const double caption = std::max(12.5, 15 * b.unit);
        drawLine(b.painter, {{b.p.channelName(c), b.colors.dim}}, area.left(), y + 0.36 * caption, caption);
        if (c >= static_cast<int>(b.sums.channels.size())) {
            drawLine(b.painter, {{tr("to come"), b.colors.dim}}, area.left() + names, y + 0.36 * caption, caption);
            continue;
        }
        const TextLine line = partialLine(b, c, detail);
        const double size = fittingSize(line, room, std::min(21 * b.unit, 0.8 * pitch), smallestText);
        drawLine(b.painter, line, area.left() + names, y + 0.36 * size, size);
    }
}

struct Column {
    TextLine term;
    QString caption;
};

// The partial sums (or, for 1 x 1 kernels, the products themselves) and the bias.
std::vector<Column> columnsOf(const ChannelBrush& b) {
    std::vector<Column> columns;
    for (int c = 0; c < b.p.channels(); ++c) {
        const auto at = static_cast<std::size_t>(c);
        const bool begun = at < b.sums.channels.size();
        TextLine term{{"…", b.colors.dim}};
        if (begun && b.p.mixesOnly()) {
            const cnn::WrittenTerm& t = b.sums.channels[at].terms[0];
            term = {{inside(t.input), b.colors.input, Weight::SemiBold},
                    {" × ", b.colors.dim, Weight::Regular, 0.72},
                    {inside(t.weight), b.colors.kernel, Weight::SemiBold}};
        } else if (begun)
            term = {{b.p.hidesPartial(c) ? QString("?") : inside(b.sums.channels[at].result), b.colors.text,
                     Weight::SemiBold}};
        columns.push_back({term, b.p.rgb || b.p.channels() < 3 ? b.p.channelName(c) : tr("ch. %1").arg(c + 1)});
    }
    columns.push_back({{{inside(b.whole.bias), b.sums.complete ? b.colors.kernel : b.colors.dim,
                         b.sums.complete ? Weight::SemiBold : Weight::Regular}},
                       tr("bias")});
    return columns;
}

void total(const ChannelBrush& b, const QRectF& area) {
    const std::vector<Column> columns = columnsOf(b);
    const TextLine plus{{" + ", b.colors.dim}}, equals{{" = ", b.colors.dim}};
    const TextLine result{{b.p.hidesResult() ? QString("?") : text(b.sums.result),
                           b.p.hidesResult() ? b.colors.dim : b.colors.now, Weight::Bold, 1.3}};
    const double caption = std::max(12.5, 13.5 * b.unit);
    const auto width = [&](const Column& c, double size) {
        return std::max(lineWidth(c.term, size), lineWidth({{c.caption, b.colors.dim}}, caption));
    };
    const auto whole = [&](double size) {
        double all = lineWidth(equals, size) + lineWidth(result, size);
        for (const Column& c : columns) all += width(c, size) + lineWidth(plus, size);
        return all - lineWidth(plus, size);
    };
    double size = 40 * b.unit;
    while (size > smallestText && whole(size) > area.width()) size *= 0.95;
    double x = area.left() + std::max(0.0, (area.width() - whole(size)) / 2);
    const double y = area.center().y() + 0.16 * size;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) x = drawLine(b.painter, plus, x, y, size);
        const double w = width(columns[i], size);
        drawLine(b.painter, columns[i].term, x + (w - lineWidth(columns[i].term, size)) / 2, y, size);
        const TextLine name{{columns[i].caption, b.colors.dim}};
        drawLine(b.painter, name, x + (w - lineWidth(name, caption)) / 2, y + 0.3 * size + 1.2 * caption, caption);
        x += w;
    }
    x = drawLine(b.painter, equals, x, y, size);
    drawLine(b.painter, result, x, y, size);
    if (!b.sums.complete)
        drawLine(b.painter, {{tr("so far"), b.colors.dim}}, x, y + 0.3 * size + 1.2 * caption, caption);
}

} // namespace

void paintChannelCard(ChannelBrush& b) {
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.setBrush(b.colors.surface);
    b.painter.drawRoundedRect(b.l.card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const double side = 26 * b.unit, ends = 10 * b.unit;
    const QRectF area = b.l.card.adjusted(side, ends, -side, -ends);
    if (b.p.mixesOnly()) {
        total(b, area);
        return;
    }
    const double cut = area.left() + area.width() * 0.54;
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.drawLine(QPointF(cut, area.top() + ends), QPointF(cut, area.bottom() - ends));
    partials(b, QRectF(area.topLeft(), QPointF(cut - side, area.bottom())));
    total(b, QRectF(QPointF(cut + side, area.top()), area.bottomRight()));
}

} // namespace ui
