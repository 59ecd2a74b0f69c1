#include "ui/lessons/channels/channel_painting.h"

#include "ui/figure/text_runs.h"
#include "ui/figure/yielding.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QRectF channelWindow(const ChannelPicture& p, const ChannelLayout& l, int channel) {
    const auto& [y, x] = p.task.window;
    const cnn::WindowStep step = p.step();
    return l.inputs[static_cast<std::size_t>(channel)].cells(y.tap(step.outY, 0), x.tap(step.outX, 0), y.kernel,
                                                             x.kernel);
}

// The output cell all this makes.
QRectF channelTarget(const ChannelPicture& p, const ChannelLayout& l) {
    if (p.hidesShape()) return l.outputs.front().rect();
    return l.outputs[static_cast<std::size_t>(p.map)].cell(p.cell / p.outputColumns(), p.cell % p.outputColumns());
}

Beam channelBeam(const ChannelLayout& l, const QRectF& from, const QRectF& to, double edgesFrom, double edgesTo) {
    const double bottom = l.card.bottom();
    return {from.topRight(),
            from.bottomRight(),
            to.topLeft(),
            to.bottomLeft(),
            QRectF(QPointF(0, 0), QPointF(edgesTo, bottom)),
            QRectF(QPointF(edgesFrom, 0), QPointF(edgesTo, bottom))};
}

template<class Visit> void forCells(const GridPlace& grid, Visit visit) {
    for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
        for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x) visit(y, x);
}

class Painting {
public:
    explicit Painting(ChannelBrush& brush)
        : b(brush), m_painter(brush.painter), m_colors(brush.colors), m_p(brush.p), m_l(brush.l),
          m_now(channelNow(brush.p, brush.l)) {
        if (m_p.walk) m_step = m_p.step();
        m_ramp = ValueRamp::of(m_p.task.input, true);
    }
    void all() {
        inputs(true);
        if (m_p.walk) beams();
        inputs(false);
        kernels();
        if (m_p.rgb && !m_p.split) colourImage();
        if (m_p.walk) {
            frames();
            pills();
            plus();
            outputs();
        } else
            misfit();
    }
    void links() {
        if (m_p.selected) outline(*m_p.selected, 2);
        if (!m_p.hover) return;
        outline(*m_p.hover, 0);
        for (const CellRef& cell : linked(m_p, *m_p.hover)) outline(cell, 0);
    }
    void passed(std::size_t frame, const QRectF& where) {
        const std::size_t partials = m_l.partials.size(),
                          inputs = m_now.frames.size() - partials - (m_p.hidesShape() ? 0 : 1);
        if (frame >= inputs && frame < inputs + partials) {
            const GridPlace& map = m_l.partials[frame - inputs];
            return map.forCellsIn(where,
                                  [&](int y, int x) { b.partialCell(map, frame - inputs, y * map.columns + x, true); });
        }
        const bool input = frame < inputs;
        const int read = m_p.first() + static_cast<int>(frame);
        const GridPlace& place = input ? m_l.inputs[index(read)] : m_l.outputs[index(m_p.map)];
        const ValueRamp ramp = ValueRamp::of(m_p.walk->output());
        place.forCellsIn(where, [&](int y, int x) {
            const int channel = input ? read : m_p.map, cell = y * place.columns + x;
            if (!input && m_p.hidesCell(channel, cell)) return;
            CellLook look = input ? inputLook(channel, y, x) : b.outputLook(channel, cell, place.side, ramp);
            if (!m_p.coloured(place.side) || (input ? look.hatched : look.empty)) {
                look.ground = m_colors.nowTint;
                look.digit = !input ? m_colors.now : look.hatched ? m_colors.text : m_colors.input;
            }
            look.border = m_colors.line;
            look.dashed = false;
            look.weight = Weight::Bold;
            const bool inner = !input || inside(y, x);
            b.cell(place, y, x,
                   !input  ? b.outputValue(channel, cell)
                   : inner ? m_p.task.input.at(channel, y, x)
                           : 0,
                   look);
        });
    }

private:
    std::size_t index(int c) const { return static_cast<std::size_t>(c); }
    bool inside(int y, int x) const {
        const cnn::Shape& in = m_p.task.input.shape();
        return y >= 0 && x >= 0 && y < in.h && x < in.w;
    }
    // Of the channels that are read, by their numbers in the input.
    bool begun(int c) const { return m_p.begun(c); }
    bool done(int c) const { return c < m_p.channel() || (c == m_p.channel() && m_p.shown % m_p.perChannel() == 0); }
    // Calls visit(channel of the input, its slice).
    template<class Visit> void forSlices(Visit visit) const {
        for (int i = 0; i < m_p.slices(); ++i) visit(m_p.first() + i, index(i));
    }
    void outline(const CellRef& cell, double outset) {
        if (cell.part == "output" && m_p.hidesShape()) return;
        if (const GridPlace* place = m_l.place(cell))
            b.grid.outline(place->cell(cell.y, cell.x), place->radius(), 2, outset);
    }

    // ---- input channels
    CellLook inputLook(int c, int y, int x) const {
        CellLook look{m_colors.surface, m_colors.dim, m_colors.line};
        look.hatched = !inside(y, x);
        for (std::size_t i = 0; !b.resting && i < m_step.terms.size(); ++i) {
            const cnn::Term& t = m_step.terms[i];
            if (t.c != c || t.inY != y || t.inX != x) continue;
            const bool reached = static_cast<int>(i) < m_p.shown;
            look.ground = m_colors.nowTint;
            look.digit = !reached ? m_colors.dim : look.hatched ? m_colors.text : m_colors.input;
            look.weight = reached ? Weight::Bold : Weight::Regular;
            const bool pointedAt = m_p.hover && *m_p.hover == CellRef{"input", c, y, x};
            if (showsWeight(m_l.inputs[index(c)].side, pointedAt))
                look.corner = "×" + QString::fromStdString(cnn::writtenValue(t.weight, 2));
            look.cornerColour = m_colors.kernel;
        }
        if (inside(y, x) && m_p.coloured(m_l.inputs[index(c)].side)) {
            const auto value = static_cast<double>(m_p.task.input.at(c, y, x));
            look.ground = m_p.split ? m_p.split->colour(c, value) : m_ramp.colour(value);
            look.digit = look.cornerColour = digitOn(look.ground);
        }
        look.empty = !m_p.numbers;
        return look;
    }
    void inputs(bool grounds) {
        for (int c = 0; c < m_p.channels(); ++c) {
            const GridPlace& place = m_l.inputs[index(c)];
            forCells(place, [&](int y, int x) {
                const float value = inside(y, x) ? m_p.task.input.at(c, y, x) : 0.0F;
                if (grounds)
                    b.grid.ground(place, y, x, inputLook(c, y, x));
                else
                    b.grid.digit(place, y, x, value, inputLook(c, y, x));
            });
        }
    }
    // The three channels put together again.
    void colourImage() {
        const cnn::Shape& in = m_p.task.input.shape();
        const double largest = std::max(1e-9, m_ramp.largest);
        QImage image(in.w, in.h, QImage::Format_RGB32);
        const auto level = [&](int c, int y, int x) {
            return qBound(0, qRound(255 * static_cast<double>(m_p.task.input.at(c, y, x)) / largest), 255);
        };
        for (int y = 0; y < in.h; ++y)
            for (int x = 0; x < in.w; ++x) image.setPixel(x, y, qRgb(level(0, y, x), level(1, y, x), level(2, y, x)));
        const double pixel = std::min(m_l.colourImage.width() / in.w, m_l.colourImage.height() / in.h);
        QRectF where(m_l.colourImage.topLeft(), QSizeF(pixel * in.w, pixel * in.h));
        where.moveTop(m_l.colourImage.center().y() - where.height() / 2);
        m_painter.save();
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        m_painter.drawImage(where, image.scaled(image.size() * 16));
        m_painter.restore();
        m_painter.setPen(QPen(m_colors.line, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(where);
        drawLine(m_painter, {{ui::tr("Picture"), m_colors.dim}}, where.left(), where.bottom() + 22 * b.unit,
                 std::max(12.5, 14 * b.unit));
        m_painter.setPen(QPen(m_colors.lineStrong, 1.2));
        for (const GridPlace& place : m_l.inputs)
            m_painter.drawLine(QPointF(where.right() + 6 * b.unit, where.center().y()),
                               QPointF(place.rect().left() - m_l.labels - 8 * b.unit, place.rect().center().y()));
    }
    void frames() {
        if (b.resting) return;
        forSlices([&](int c, std::size_t i) {
            if (begun(c))
                frame(m_now.frames[i]);
            else
                b.grid.dotted(channelWindow(m_p, m_l, c), m_l.inputs[index(c)].radius());
        });
        if (done(m_p.channel())) return;
        const cnn::Term& t = m_step.terms[static_cast<std::size_t>(m_p.shown - 1)];
        outline({"input", t.c, t.inY, t.inX}, 0);
        outline({"kernel", t.c - m_p.first(), t.ky, t.kx}, 0);
    }
    void frame(const NowFrame& now) { b.grid.frame(now.cells, now.width, now.radius); }

    // Each slice has its own, they meet in the plus.
    void beams() {
        for (const Beam& beam : m_now.beams)
            if (!b.resting) paintBeam(m_painter, m_colors, beam);
        const double grids = m_l.inputs.front().rect().right() + 4;
        forSlices([&](int c, std::size_t i) {
            if (!begun(c)) return;
            const QRectF slice = m_l.kernels[i].rect();
            m_painter.setFont(Style::font(30 * b.unit));
            m_painter.setPen(m_colors.text);
            m_painter.drawText(QRectF(QPointF(grids, slice.top()), QPointF(slice.left() - 5, slice.bottom())),
                               static_cast<int>(Qt::AlignCenter) | Qt::TextDontClip, "∗");
        });
    }
    QRectF target() const { return channelTarget(m_p, m_l); }
    void wire(QPointF from, QPointF to, bool live) {
        QPen pen(live ? m_colors.now : m_colors.lineStrong, live ? 2 : 1.4, Qt::SolidLine, Qt::RoundCap);
        if (!live) pen.setDashPattern({4, 4});
        m_painter.setPen(pen);
        m_painter.drawLine(from, to);
    }

    // ---- kernel, partial sums, bias
    void kernels() {
        const cnn::Tensor& kernel = m_p.task.kernels[index(m_p.map)];
        const ValueRamp ramp = ValueRamp::of(kernel);
        for (int i = 0; i < m_p.slices(); ++i)
            forCells(m_l.kernels[index(i)], [&](int y, int x) {
                const GridPlace& place = m_l.kernels[index(i)];
                b.cell(place, y, x, kernel.at(i, y, x), b.kernelLook(kernel.at(i, y, x), place.side, ramp.largest));
            });
    }
    TextLine pillText(std::size_t slice) const {
        if (m_p.hidesPartial(m_p.first() + static_cast<int>(slice))) return {{"= ?", m_colors.text, Weight::Bold}};
        const cnn::WrittenSum& part = b.sums.channels[slice];
        const QString sum = QString::fromStdString(part.result.text());
        TextLine line;
        if (part.columns == 1 && m_p.perChannel() == 1) {
            line = {{QString::fromStdString(cnn::inParentheses(part.terms[0].input)), m_colors.input},
                    {" × ", m_colors.dim, Weight::Regular, 0.8},
                    {QString::fromStdString(cnn::inParentheses(part.terms[0].weight)), m_colors.kernel},
                    {" = ", m_colors.dim}};
        } else if (m_p.perChannel() <= 4)
            line = {
                {QString::fromStdString(part.productLine()).section(" = ", 0, 0).remove(' ') + " = ", m_colors.dim}};
        line.push_back({sum, m_colors.text, Weight::Bold, 1.1});
        return line;
    }
    // The sum alone, with as many figures as there is room for.
    TextRun shortSum(std::size_t slice, double room, double pixels) const {
        TextRun sum = pillText(slice).back();
        const cnn::Decimal whole = b.sums.channels[slice].result;
        const bool asked = m_p.hidesPartial(m_p.first() + static_cast<int>(slice));
        for (int places = whole.digits() - 1; !asked && places >= 2 && lineWidth({sum}, pixels) > room; --places)
            sum.text = "≈ " + QString::fromStdString(whole.rounded(places).text());
        return sum;
    }
    void pills() {
        forSlices([&](int c, std::size_t i) {
            const QRectF pill = m_l.partialRect(i);
            if (!m_l.partials.empty()) {
                b.partialMap(m_l.partials[i], i);
                return wire(QPointF(pill.right(), pill.center().y()), towards(m_l.plus, pill), done(c));
            }
            const bool now = c == m_p.channel() && !m_p.complete();
            QPen border(begun(c) ? (now ? m_colors.now : m_colors.lineStrong) : m_colors.lineStrong, now ? 2.5 : 1.2);
            if (!begun(c)) border.setDashPattern({4, 4});
            m_painter.setPen(border);
            m_painter.setBrush(m_p.hidesPartial(c) ? m_colors.sunken : begun(c) ? m_colors.surface : m_colors.window);
            m_painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
            if (begun(c)) {
                TextLine line = pillText(i);
                const double room = pill.width() - (b.style.presenting ? 8 : 18) * b.unit;
                const double least = b.style.presenting ? 14 * b.unit : 13;
                if (lineWidth(line, least) > room) line = {shortSum(i, room, least)};
                const double size = fittingSize(line, room, (b.style.presenting ? 16 : 18) * b.unit, 12);
                drawLine(m_painter, line, pill.center().x() - lineWidth(line, size) / 2,
                         pill.center().y() + 0.36 * size, size);
            }
            wire(QPointF(pill.right(), pill.center().y()), towards(m_l.plus, pill), done(c));
        });
    }
    // Where a wire from there meets the plus.
    static QPointF towards(const QRectF& circle, const QRectF& from) {
        const QLineF line(circle.center(), QPointF(from.right(), from.center().y()));
        return line.pointAt(circle.width() / 2 / std::max(1.0, line.length()));
    }
    void plus() {
        const bool complete = m_p.complete();
        wire(QPointF(m_l.bias.rect().center().x(), m_l.bias.rect().top()),
             QPointF(m_l.plus.center().x(), m_l.plus.bottom()), complete);
        m_painter.setPen(QPen(complete ? m_colors.now : m_colors.lineStrong, 2));
        m_painter.setBrush(m_colors.surface);
        m_painter.drawEllipse(m_l.plus);
        m_painter.setPen(m_colors.text);
        m_painter.setFont(Style::font(28 * b.unit, Weight::SemiBold));
        m_painter.drawText(m_l.plus, Qt::AlignCenter, "+");
        const float bias = m_p.task.biases[index(m_p.map)];
        b.cell(m_l.bias, 0, 0, bias, {m_colors.kernelTint, m_colors.kernel, m_colors.line, Weight::SemiBold});
        const TextLine name{{ui::tr("bias"), m_colors.dim}};
        const double size = std::max(12.5, 15 * b.unit), x = m_l.bias.rect().center().x() - lineWidth(name, size) / 2;
        drawLine(m_painter, name, x, m_l.bias.rect().bottom() + 1.1 * size, size);
        m_painter.setFont(Style::font(40 * b.unit));
        m_painter.setPen(m_colors.text);
        const double half = 30 * b.unit, equals = (m_l.plus.right() + m_l.outputs.front().rect().left()) / 2;
        const double along = (equals - m_l.plus.right()) / (target().left() - m_l.plus.right());
        const double y = m_l.plus.center().y() * (1 - along) + target().center().y() * along; // in the beam
        m_painter.drawText(QRectF(equals - half, y - half, 2 * half, 2 * half), Qt::AlignCenter, "=");
    }

    // ---- output channels
    void outputs() {
        const ValueRamp ramp = ValueRamp::of(m_p.walk->output());
        if (m_p.hidesShape()) {
            for (const GridPlace& place : m_l.outputs) b.grid.covered(place.rect(), 12);
            return;
        }
        for (int m = 0; m < m_p.maps(); ++m) {
            const GridPlace& place = m_l.outputs[index(m)];
            forCells(place, [&](int y, int x) {
                const int cell = y * place.columns + x;
                if (m_p.reached(m, cell) && m_p.hidesCell(m, cell))
                    b.grid.covered(place.cell(y, x), place.radius());
                else
                    b.cell(place, y, x, b.outputValue(m, cell), b.outputLook(m, cell, place.side, ramp));
            });
        }
        if (!b.resting) frame(m_now.frames.back());
        if (m_l.mixed.side > 0) mixed();
    }
    // What the 1 x 1 convolution makes of all channels at one place.
    void mixed() {
        const cnn::Tensor values = m_p.mixed();
        const ValueRamp ramp = ValueRamp::of(values);
        const bool large = m_l.mixed.side >= 26;
        forCells(m_l.mixed, [&](int y, int x) {
            CellLook look{m_colors.window, m_colors.dim, large ? m_colors.lineStrong : m_colors.line,
                          Weight::Regular, false,        false,
                          large,           true};
            if (m_p.isMixed(y * m_l.mixed.columns + x)) {
                look = {m_colors.outputTint, m_colors.output, m_colors.line, Weight::SemiBold};
                if (m_p.coloured(m_l.mixed.side)) {
                    look.ground = ramp.colour(static_cast<double>(values.at(0, y, x)));
                    look.digit = digitOn(look.ground);
                }
                look.empty = !m_p.numbers;
            }
            b.cell(m_l.mixed, y, x, values.at(0, y, x), look);
        });
    }
    void misfit() {
        const double size = 17.5 * b.unit, width = 360 * b.unit;
        const QRectF words(m_l.zone.right() - width, m_l.zone.center().y() - 2 * size, width, 4 * size);
        m_painter.fillRect(QRectF(words.left(), words.top(), 4, words.height()), m_colors.error);
        m_painter.setFont(Style::font(size));
        m_painter.setPen(m_colors.text);
        m_painter.drawText(words.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                           m_p.misfit);
    }

    ChannelBrush& b;
    QPainter& m_painter;
    const Palette& m_colors;
    const ChannelPicture& m_p;
    const ChannelLayout& m_l;
    cnn::WindowStep m_step;
    ValueRamp m_ramp;
    NowParts m_now;
};

} // namespace

NowParts channelNow(const ChannelPicture& p, const ChannelLayout& l) {
    NowParts now;
    if (!p.walk) return now;
    const double grids = l.inputs.front().rect().right() + 4;
    const auto width = [&](const GridPlace& place) { return nowFrameWidth(place.side, l.frame.presenting); };
    for (int slice = 0; slice < p.slices() && p.begun(p.first() + slice); ++slice) {
        const int c = p.first() + slice;
        const auto i = static_cast<std::size_t>(slice);
        const QRectF window = channelWindow(p, l, c), kernel = l.kernels[i].rect().adjusted(-5, -2, 5, 2),
                     partial = l.partialRect(i);
        const GridPlace& read = l.inputs[static_cast<std::size_t>(c)];
        now.beams.push_back(channelBeam(l, window.adjusted(0, -4, 4, 4), kernel, grids, kernel.left()));
        now.beams.push_back(channelBeam(l, kernel, partial, kernel.right(), partial.left()));
        const double share = c == p.channel() || p.complete() ? 1 : 0.5;
        now.frames.push_back({window, width(read) * share, read.radius()});
    }
    for (const GridPlace& map : l.partials)
        now.frames.push_back({map.cell(p.cell / map.columns, p.cell % map.columns), 0.6 * width(map), map.radius()});
    if (p.hidesShape()) return now;
    const GridPlace& output = l.outputs[static_cast<std::size_t>(p.map)];
    const QRectF target = channelTarget(p, l);
    now.beams.push_back(
        channelBeam(l, l.plus, target.adjusted(-4, -4, 0, 4), l.plus.right(), output.rect().left() - 2));
    now.frames.push_back({target, width(output), output.radius()});
    return now;
}

void paintChannelGrids(ChannelBrush& brush) {
    Painting(brush).all();
}

void paintChannelLinks(ChannelBrush& brush) {
    Painting(brush).links();
}

void paintChannelPassed(ChannelBrush& brush, std::size_t frame, const QRectF& where) {
    Painting(brush).passed(frame, where);
}

} // namespace ui
