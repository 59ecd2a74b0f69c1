#include "ui/lessons/channels/channel_labels.h"

#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double smallestLabel = 12;

void label(ChannelBrush& b, double x, double right, const QString& word, const QColor& colour, const QString& size) {
    TextLine line{{word, colour, Weight::Bold}, {"  " + size, b.colors.dim}};
    if (lineWidth(line, smallestLabel) > right - x) line.back().text = "  " + size.section(": ", -1); // not of how many
    const double pixels = fittingSize(line, right - x, std::max(12.5, b.l.frame.label()), smallestLabel);
    drawLine(b.painter, line, x, b.l.zone.top() - (b.style.presenting ? 9 : 18) * b.unit, pixels);
}

void labels(ChannelBrush& b) {
    const ChannelPicture& p = b.p;
    const cnn::Shape& in = p.task.input.shape();
    const GridPlace& first = b.l.inputs.front();
    const double gap = 18 * b.unit, kernelX = b.l.kernels.front().rect().left();
    // Beside a picture there is less room, and its channels are named.
    QString size = p.split ? times(in.h, in.w) : tr("%1 of %2").arg(count::channels(in.c), times(in.h, in.w));
    if (first.rows != in.h || first.columns != in.w)
        size = tr("%1, padded to %2").arg(size, times(first.rows, first.columns));
    if (p.split) label(b, b.l.frame.left, first.rect().left() - gap, tr("Picture"), b.colors.input, p.split->name);
    label(b, p.split ? first.rect().left() : b.l.frame.left, kernelX - gap, tr("Input"), b.colors.input, size);

    const auto [y, x] = p.task.window;
    const QString kernel = p.maps() == 1 || p.cover == "depth" ? tr("Kernel") : tr("Kernel %1").arg(p.map + 1);
    QString slices = times(y.kernel, x.kernel);
    if (!p.split) slices = tr("%1 of %2").arg(count::slices(p.slices()), slices);
    if (p.maps() > 1 && p.cover != "depth") slices = tr("of %1: %2").arg(p.maps()).arg(slices);
    const QString shape = !p.walk || p.hidesShape() ? (p.walk ? QString("?") : QString())
                          : p.split && p.maps() == 1
                              ? times(p.outputRows(), p.outputColumns())
                              : tr("%1 of %2").arg(count::channels(p.maps()), times(p.outputRows(), p.outputColumns()));
    const TextLine output{{tr("Output"), b.colors.output, Weight::Bold}, {"  " + shape, b.colors.dim}};
    const double width = lineWidth(output, std::max(12.5, b.l.frame.label()));
    const double outputX = std::min(b.l.outputs.front().rect().left(), b.l.frame.right - width);
    label(b, kernelX, outputX - gap, kernel, b.colors.kernel, slices);
    label(b, outputX, b.l.frame.right + 2, tr("Output"), b.colors.output, shape);
}

// Over what the 1 x 1 convolution makes: the sum of the cell that was mixed last.
void mixedName(ChannelBrush& b, double pixels) {
    const QString sum = b.p.mixedSum();
    const QRectF grid = b.l.mixed.rect();
    const TextLine name{{tr("1 × 1"), b.colors.output, Weight::SemiBold},
                        {"  " + (sum.isEmpty() ? tr("once all channels are there") : sum), b.colors.dim}};
    const double left = b.l.plus.right() + 12 * b.unit;
    const double size = fittingSize(name, b.l.frame.right - left, pixels, smallestLabel);
    drawLine(b.painter, name, std::max(left, std::min(grid.left() + 2, b.l.frame.right - lineWidth(name, size))),
             grid.top() - 9 * b.unit, size);
}

// Left of each input channel, or over the channels of a picture; over each output channel when there are several.
void channelNames(ChannelBrush& b) {
    const ChannelPicture& p = b.p;
    const double pixels = std::max(12.5, 16 * b.unit);
    for (int c = 0; c < p.channels(); ++c) {
        const QRectF grid = b.l.inputs[static_cast<std::size_t>(c)].rect();
        const bool now = p.walk && (c == p.channel() || (p.complete() && p.reads(c)));
        double x = grid.left() - b.l.labels + 2, middle = grid.center().y();
        if (p.split) {
            const QRectF& channel = b.l.channels[static_cast<std::size_t>(c)];
            x = channel.left();
            middle = channel.top() - 13 * b.unit;
        }
        const double y = middle + 0.36 * pixels;
        if (p.rgb) {
            b.painter.setPen(QPen(b.colors.line, 1));
            b.painter.setBrush(b.mark(c));
            b.painter.drawRoundedRect(QRectF(x, middle - 7 * b.unit, 14 * b.unit, 14 * b.unit), 3, 3);
            x += 21 * b.unit;
        }
        const TextLine name{
            {p.channelName(c), now ? b.colors.input : b.colors.dim, now ? Weight::SemiBold : Weight::Regular}};
        drawLine(b.painter, name, x, y, fittingSize(name, grid.left() - x - 8 * b.unit, pixels, 12));
    }
    const double small = std::max(12.5, 0.9 * pixels);
    if (b.l.mixed.side > 0) mixedName(b, small);
    if (p.maps() == 1 || p.hidesShape() || !p.walk) return;
    for (int o = 0; o < p.maps(); ++o) {
        const GridPlace& grid = b.l.outputs[static_cast<std::size_t>(o)];
        const TextLine name{{tr("channel %1").arg(o + 1), o == p.map ? b.colors.output : b.colors.dim,
                             o == p.map ? Weight::SemiBold : Weight::Regular}};
        const double x = std::min(grid.rect().left() + 2, b.l.frame.right - lineWidth(name, small));
        drawLine(b.painter, name, x, grid.rect().top() - 9 * b.unit, small);
    }
}

void arrow(QPainter& painter, QPointF from, QPointF to, double head) {
    const QLineF line(from, to);
    painter.drawLine(line);
    for (const double turn : {150.0, -150.0}) {
        QLineF wing = line;
        wing.translate(to - from);
        wing.setLength(head);
        wing.setAngle(line.angle() + turn);
        painter.drawLine(wing);
    }
}

// Circles are channels, arrows are the slices of the kernels: they can be counted. With a 1 x 1 convolution behind it
// there is a third column, each of whose channels reads all of the second.
class Diagram {
public:
    explicit Diagram(ChannelBrush& brush) : b(brush), p(brush.p), m_maps(p.cover == "depth" ? 0 : p.maps()) {}
    void draw() {
        for (const bool current : {false, true})
            for (int o = 0; o < m_maps; ++o)
                for (int c = 0; c < p.channels() && (o == p.map) == current; ++c)
                    if (c >= p.task.firstOf(o) && c < p.task.firstOf(o) + p.slices())
                        connect(place(0, c, p.channels()), place(1, o, m_maps), current);
        for (int o = 0; o < m_maps && p.mixes; ++o)
            for (int m = 0; m < m_maps; ++m) connect(place(1, o, m_maps), place(2, m, m_maps), false);
        for (int c = 0; c < p.channels(); ++c) circle(place(0, c, p.channels()), b.colors.input, p.reads(c));
        for (int o = 0; o < m_maps; ++o) circle(place(1, o, m_maps), b.colors.output, o == p.map);
        for (int m = 0; m < m_maps && p.mixes; ++m) circle(place(2, m, m_maps), b.colors.output, false);
        words();
    }

private:
    double radius() const { return 7 * b.unit; }
    double middle() const { return b.l.diagram.center().y(); }
    double pitch() const { return 90 * b.unit - radius() - 2; } // from column to column
    QPointF place(int column, int i, int n) const {
        const int columns = p.mixes ? 3 : 2;
        return {b.l.diagram.right() - radius() - 2 - (columns - 1 - column) * pitch() * 2 / columns,
                middle() + (i - (n - 1) / 2.0) * 24 * b.unit};
    }
    void connect(QPointF from, QPointF to, bool current) {
        const QLineF line(from, to);
        const double in = (radius() + 3) / line.length();
        b.painter.setPen(QPen(current ? b.colors.kernel : b.colors.lineStrong, current ? 2 : 1));
        arrow(b.painter, line.pointAt(in), line.pointAt(1 - in), 6 * b.unit);
    }
    void circle(QPointF at, const QColor& colour, bool now) {
        b.painter.setPen(QPen(colour, now ? 2.6 : 1.6));
        b.painter.setBrush(b.colors.surface);
        b.painter.drawEllipse(at, radius(), radius());
    }
    void words() {
        const QString said = m_maps == 0 ? QString("?") : count::slices(p.slices() * m_maps);
        const TextLine line{{said, b.colors.dim}};
        const double pixels = std::max(12.5, 14 * b.unit), left = place(0, 0, 1).x() - 20 * b.unit;
        drawLine(b.painter, line, left - lineWidth(line, pixels), middle() + 0.36 * pixels, pixels);
    }
    ChannelBrush& b;
    const ChannelPicture& p;
    int m_maps;
};

} // namespace

void paintChannelLabels(ChannelBrush& b) {
    StageFrame besideDiagram = b.l.frame;
    if (!b.l.diagram.isEmpty()) besideDiagram.right = b.l.diagram.left() - 26 * b.unit; // its words reach out of it
    paintHeadings(b.painter, b.style, besideDiagram, b.p.headline, b.p.line);
    if (!b.l.diagram.isEmpty()) Diagram(b).draw();
    labels(b);
    channelNames(b);
}

} // namespace ui
