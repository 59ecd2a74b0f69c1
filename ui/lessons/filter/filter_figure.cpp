#include "ui/lessons/filter/filter_figure.h"

#include "ui/figure/grid_painter.h"
#include "ui/figure/kernel_look.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/filter/filter_card.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString words(float v) {
    return QString::fromStdString(cnn::writtenValue(v));
}

// One painting of the upper half; lives for the length of a paint() only.
class Painting {
public:
    Painting(QPainter& painter, const Style& style, const FilterPicture& picture, const FilterLayout& layout)
        : m_painter(painter), m_style(style), m_colors(style.colors()), m_picture(picture), m_layout(layout),
          m_unit(layout.unit) {}

    void pictures() {
        const QString size = times(m_picture.size.h, m_picture.size.w);
        label(m_layout.input, ui::tr("Input"), m_colors.input, QString("%1, %2").arg(m_picture.source, size));
        picture(m_layout.input, m_picture.input);
        if (m_picture.original) {
            label(m_layout.output, ui::tr("Input again"), m_colors.input, ui::tr("to compare"));
            picture(m_layout.output, m_picture.input);
            return;
        }
        const bool hidden = m_picture.covered == "kernel";
        label(m_layout.output, ui::tr("Output"), m_colors.output,
              hidden ? m_picture.how : QString("%1, %2").arg(m_picture.kernelName, m_picture.how));
        picture(m_layout.output, m_picture.output);
    }

    // Over the pictures only the edges, so that nothing is tinted there.
    void beams(const std::vector<Beam>& all) {
        for (const Beam& beam : all) this->beam(beam);
    }

    void marks(const std::vector<NowFrame>& frames) {
        const QRectF& pixel = frames.back().cells;
        if (m_picture.covered == "pixel") {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(m_colors.sunken);
            m_painter.drawRect(pixel);
        }
        for (const NowFrame& frame : frames) mark(frame.cells);
    }

    void scale() {
        if (m_picture.original) return;
        const QRectF at = m_layout.scale;
        paintRamp(m_painter, at, m_picture.ramp);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_colors.lineStrong, 1));
        m_painter.drawRect(at);
        // The two ends, and between them, or under them when there is no room, what really occurs.
        const TextLine low{{m_picture.low, m_colors.dim}}, high{{m_picture.high, m_colors.dim}},
            range{{m_picture.range, m_colors.text}};
        const double most = std::max(13.0, (m_layout.frame.presenting ? 15.3 : 13.5) * m_unit), gap = 12 * m_unit;
        const double size = std::min(fittingSize({low[0], high[0]}, at.width() - gap, most, 12),
                                     fittingSize(range, at.width(), most, 12));
        const double y = at.bottom() + 1.25 * size, highLeft = at.right() - lineWidth(high, size);
        const double lowRight = overBeam(low, at.left(), y, size);
        overBeam(high, highLeft, y, size);
        if (!m_picture.covered.isEmpty()) return;
        const double left = at.center().x() - lineWidth(range, size) / 2;
        const bool fits = left > lowRight + gap && left + lineWidth(range, size) < highLeft - gap;
        overBeam(range, left, fits ? y : y + 1.3 * size, size);
    }

private:
    // Text on a plate of the ground, through which no beam runs. Returns where it ends.
    double overBeam(const TextLine& line, double x, double y, double size) {
        m_painter.fillRect(QRectF(x - 4, y - size, lineWidth(line, size) + 8, 1.3 * size), m_colors.window);
        return drawLine(m_painter, line, x, y, size);
    }

    void label(const QRectF& where, const QString& name, const QColor& colour, const QString& rest) {
        TextLine line{{name, colour, Weight::Bold}, {"  " + rest, m_colors.dim, Weight::Regular, 0.86}};
        double size = fittingSize(line, where.width(), 19 * m_unit, 12);
        if (size < 14) { // the small print as large as the name
            line.back().size = 1;
            size = fittingSize(line, where.width(), size, 12);
        }
        drawLine(m_painter, line, where.left(), where.top() - 10 * m_unit, size);
    }

    void picture(const QRectF& where, const QImage& image) {
        if (image.isNull()) {
            m_painter.fillRect(where, m_colors.sunken);
            const TextLine line{{ui::tr("being filtered"), m_colors.dim}};
            drawLine(m_painter, line, where.center().x() - lineWidth(line, 15 * m_unit) / 2, where.center().y(),
                     15 * m_unit);
        } else if (where.width() >= image.width())
            paintMap(m_painter, where, image);
        else {
            smaller(where, image);
        }
        m_painter.setPen(QPen(m_colors.lineStrong, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
    }

    // Pixel for pixel where that can be had: scaling takes longer than filtering.
    void smaller(const QRectF& where, const QImage& image) {
        const double ratio = m_painter.device()->devicePixelRatioF();
        if (m_picture.smaller) {
            QImage small = m_picture.smaller(image, (where.size() * ratio).toSize().expandedTo({1, 1}));
            small.setDevicePixelRatio(ratio);
            m_painter.drawImage(where.topLeft(), small);
            return;
        }
        m_painter.save();
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
        m_painter.drawImage(where, image);
        m_painter.restore();
    }

    void beam(const Beam& beam) {
        QColor fill = m_colors.now, edge = m_colors.now;
        fill.setAlphaF(0.07F);
        edge.setAlphaF(0.6F);
        const auto edges = [&] {
            m_painter.setPen(QPen(edge, 1.5));
            m_painter.drawLine(beam.fromTop, beam.toTop);
            m_painter.drawLine(beam.fromBottom, beam.toBottom);
        };
        m_painter.save();
        m_painter.setClipRect(beam.room, Qt::IntersectClip);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(fill);
        m_painter.drawPolygon(QPolygonF{{beam.fromTop, beam.fromBottom, beam.toBottom, beam.toTop}});
        edges();
        m_painter.restore();
        m_painter.save();
        m_painter.setClipRect(beam.edges, Qt::IntersectClip);
        edge.setAlphaF(0.4F);
        edges();
        m_painter.restore();
    }

    // Framed in the ground's colour first, so that the mark is seen on any picture.
    void mark(const QRectF& rect) {
        const double width = 3 * m_unit, out = width / 2 + 1;
        const QRectF frame = rect.adjusted(-out, -out, out, out);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_colors.surface, width + 2.5));
        m_painter.drawRoundedRect(frame, 2, 2);
        m_painter.setPen(QPen(m_colors.now, width));
        m_painter.drawRoundedRect(frame, 2, 2);
    }

    QPainter& m_painter;
    const Style& m_style;
    const Palette& m_colors;
    const FilterPicture& m_picture;
    const FilterLayout& m_layout;
    double m_unit;
};

// The probe's window (or pixel) in a picture, not smaller than can be seen.
QRectF probedRect(const FilterPicture& p, const FilterLayout& l, const QRectF& where, int h, int w) {
    const QPoint at = p.probe();
    const QRectF rect = FilterLayout::pixels(where, p.size, at.y() - cnn::anchorOf(h), at.x() - cnn::anchorOf(w), h, w);
    const double least = 10 * l.unit;
    const double dx = std::max(0.0, least - rect.width()) / 2, dy = std::max(0.0, least - rect.height()) / 2;
    return rect.adjusted(-dx, -dy, dx, dy);
}

// From the pixels in a picture down to what stands in the card. The tint begins below the picture.
Beam beamDown(const QRectF& picture, const QRectF& from, double left, double right, double card) {
    const QRectF below = QRectF(picture.bottomLeft(), QPointF(picture.right(), card)).adjusted(-1e4, 1, 1e4, 0);
    return {from.bottomLeft(), from.bottomRight(), {left, card}, {right, card}, below, picture};
}

} // namespace

QString FilterPicture::shortSum() const {
    const cnn::Decimal result = sum().result;
    if (result.digits() <= 3) return QString::fromStdString(result.text());
    cnn::Decimal shown = result.rounded(2);
    for (int places = 3; shown == cnn::Decimal(); ++places) shown = result.rounded(places); // it is not 0
    return "≈ " + QString::fromStdString(shown.text());
}

void FilterFigure::paint(QPainter& painter, const Style& style) const {
    paintWith(painter, style, now());
}

void FilterFigure::paintWith(QPainter& painter, const Style& style, const NowParts& at) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_layout.frame, m_picture.headline, m_picture.line);
    Painting upper(painter, style, m_picture, m_layout);
    upper.pictures();
    paintFilterCardGround(painter, style, m_layout);
    upper.beams(at.beams);
    upper.scale();
    if (!at.frames.empty()) upper.marks(at.frames);
    paintFilterCard(painter, style, m_picture, m_layout);
}

// ---- motion --------------------------------------------------------------------------------------------------------

// Only where both pictures and the kernel are the same; what follows the mouse does not lag behind it.
std::unique_ptr<Motion> FilterFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const FilterFigure*>(&before);
    if (!was) return nullptr;
    const FilterPicture &p = was->m_picture, &q = m_picture;
    const bool step = !p.pointed && !q.pointed && p.input.cacheKey() == q.input.cacheKey() &&
                      p.output.cacheKey() == q.output.cacheKey() && p.covered == q.covered &&
                      p.original == q.original && p.window.task.kernel == q.window.task.kernel &&
                      was->m_layout.input == m_layout.input && was->m_layout.card == m_layout.card;
    return step ? stepBetween(*was, *this) : nullptr;
}

NowParts FilterFigure::now() const {
    const FilterLayout& l = m_layout;
    const QRectF window = probedRect(m_picture, l, l.input, l.window.rows, l.window.columns),
                 pixel = probedRect(m_picture, l, l.output, 1, 1), card = l.window.rect();
    return {{beamDown(l.input, window, card.left(), card.right(), l.card.top()),
             beamDown(l.output, pixel, l.sum.left(), l.sum.right(), l.card.top())},
            {{window, 0, 0}, {pixel, 0, 0}}};
}

void FilterFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    paintWith(painter, style, {});
}

void FilterFigure::paintNow(QPainter& painter, const Style& style, const NowParts& at) const {
    Painting upper(painter, style, m_picture, m_layout);
    upper.beams(at.beams);
    upper.scale(); // beams do not touch its words
    upper.marks(at.frames);
}

QString FilterFigure::describe() const {
    const FilterPicture& p = m_picture;
    const bool noKernel = p.covered == "kernel", noSum = p.covered == "pixel";
    QStringList parts{p.headline + ".", p.line, ui::tr("Input: %1, %2.").arg(p.source, times(p.size.h, p.size.w))};
    const cnn::Shape& k = p.window.task.kernel.shape();
    QStringList rows;
    for (int y = 0; y < k.h; ++y) {
        QStringList row;
        for (int x = 0; x < k.w; ++x) row << words(p.window.task.kernel.at(0, y, x));
        rows << row.join(' ');
    }
    parts << (noKernel ? ui::tr("The kernel is covered.")
                       : ui::tr("Kernel %1: %2, %3.").arg(times(k.h, k.w), p.kernelName, rows.join("; ")));
    if (!noKernel) parts << kernelLooksAt(p.window.task.kernel);
    if (p.original)
        parts << ui::tr("Right: the input again, to compare.");
    else
        parts << ui::tr("Output: %1, from %2 to %3; %4.")
                     .arg(p.how, p.low, p.high, noSum || noKernel ? ui::tr("covered") : p.range);
    parts << ui::tr("Row %1, column %2%3: %4.")
                 .arg(p.probe().y() + 1)
                 .arg(p.probe().x() + 1)
                 .arg(p.channel.isEmpty() ? QString() : ", " + p.channel)
                 .arg(noSum      ? ui::tr("the sum is covered")
                      : noKernel ? "= " + p.shortSum()
                                 : QString::fromStdString(p.sum().line()));
    if (!noSum && !p.shownAs.isEmpty()) parts << p.shownAs + ".";
    return parts.join(' ');
}

std::optional<CellRef> FilterFigure::cellAt(QPointF point) const {
    for (const GridPlace* grid : {&m_layout.kernel, &m_layout.window, &m_layout.products})
        if (auto cell = grid->at(point)) return cell;
    for (const auto& [part, where] : {std::pair("input", m_layout.input), std::pair("output", m_layout.output)}) {
        if (!where.contains(point)) continue;
        const QPointF in = point - where.topLeft();
        const int y = static_cast<int>(in.y() / where.height() * m_picture.size.h),
                  x = static_cast<int>(in.x() / where.width() * m_picture.size.w);
        return CellRef{part, 0, std::min(y, m_picture.size.h - 1), std::min(x, m_picture.size.w - 1)};
    }
    return std::nullopt;
}

QRectF FilterFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid : {&m_layout.kernel, &m_layout.window, &m_layout.products})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    if (cell.part != "input" && cell.part != "output") return {};
    return FilterLayout::pixels(cell.part == "input" ? m_layout.input : m_layout.output, m_picture.size, cell.y,
                                cell.x);
}

} // namespace ui
