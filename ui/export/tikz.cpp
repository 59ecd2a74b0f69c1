#include "ui/export/tikz.h"

#include "ui/export/tikz_words.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainterPath>
#include <QSet>
#include <algorithm>
#include <cmath>
#include <optional>

namespace ui {
namespace {

constexpr double pointsPerInch = 72.27; // TeX's
// Of an image that is drawn rather than kept in a file of its own; of all of them, so that LaTeX stays quick.
constexpr std::size_t mostPatches = 1000, mostOfAll = 6000;

QByteArray number(double value) {
    const QByteArray text = QByteArray::number(std::abs(value) < 5e-4 ? 0.0 : value, 'f', 3);
    qsizetype end = text.size();
    while (text[end - 1] == '0') --end;
    return text.left(text[end - 1] == '.' ? end - 1 : end);
}

QByteArray point(QPointF p) {
    return "(" + number(p.x()) + "," + number(p.y()) + ")";
}

QByteArray written(const QPainterPath& path) {
    QByteArray text;
    QPointF start;
    for (int i = 0; i < path.elementCount(); ++i) {
        const auto e = path.elementAt(i);
        const bool last = i + 1 == path.elementCount() || path.elementAt(i + 1).isMoveTo();
        if (e.isMoveTo()) {
            start = e;
            text += point(e);
        } else if (e.isLineTo()) {
            text += last && QPointF(e) == start ? " -- cycle " : "--" + point(e);
        } else {
            const QPointF second = path.elementAt(i + 1), end = path.elementAt(i + 2);
            i += 2;
            text += " .. controls " + point(e) + " and " + point(second) + " .. " + point(end);
            if ((i + 1 == path.elementCount() || path.elementAt(i + 1).isMoveTo()) && end == start)
                text += " -- cycle ";
        }
    }
    return text;
}

// Areas of one colour, from left to right and then down: runs in a row, and the same in the rows below.
struct Patch {
    QRect where;
    QRgb colour;
};

std::vector<Patch> patchesOf(const QImage& image) {
    std::vector<Patch> done, open;
    for (int y = 0; y <= image.height(); ++y) {
        std::vector<Patch> row;
        for (int x = 0; y < image.height() && x < image.width();) {
            int end = x + 1;
            while (end < image.width() && image.pixel(end, y) == image.pixel(x, y)) ++end;
            row.push_back({QRect(x, y, end - x, 1), image.pixel(x, y)});
            x = end;
        }
        for (const Patch& above : open) {
            const auto on = std::ranges::find_if(row, [&](const Patch& p) {
                return p.colour == above.colour && p.where.left() == above.where.left() &&
                       p.where.width() == above.where.width();
            });
            if (on != row.end())
                on->where.setTop(above.where.top());
            else
                done.push_back(above);
        }
        open = std::move(row);
        if (done.size() > mostPatches) return done;
    }
    return done;
}

class TikzEngine : public QPaintEngine {
public:
    TikzEngine(TikzDrawing& to, QString name, double pointsPerUnit)
        : QPaintEngine(PrimitiveTransform | PixmapTransform | PainterPaths | AlphaBlend | Antialiasing | BrushStroke |
                       ConstantOpacity | PaintOutsidePaintEvent),
          m_to(to), m_name(std::move(name)), m_unit(pointsPerUnit) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override {
        endClip();
        return true;
    }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState& s) override {
        const auto dirty = s.state();
        if (dirty & DirtyTransform) m_transform = s.transform();
        if (dirty & DirtyPen) m_pen = s.pen();
        if (dirty & DirtyBrush) m_brush = s.brush();
        if (dirty & DirtyOpacity) m_opacity = s.opacity();
        if (dirty & DirtyClipPath) clip(s.clipOperation(), m_transform.map(s.clipPath()));
        if (dirty & DirtyClipRegion) {
            QPainterPath path;
            path.addRegion(s.clipRegion());
            clip(s.clipOperation(), m_transform.map(path));
        }
        if (dirty & DirtyClipEnabled) m_clips = s.isClipEnabled();
    }
    void drawPath(const QPainterPath& path) override { put(path, m_brush); }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        QPainterPath path;
        path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
        if (mode != PolylineMode) path.closeSubpath();
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        put(path, mode == PolylineMode ? QBrush() : m_brush);
    }
    void drawEllipse(const QRectF& rect) override {
        QPainterPath path;
        path.addEllipse(rect);
        put(path, m_brush);
    }
    void drawTextItem(const QPointF& where, const QTextItem& item) override { putWords(where, item); }
    void drawPixmap(const QRectF& where, const QPixmap& pixmap, const QRectF& from) override {
        drawImage(where, pixmap.toImage(), from, {});
    }
    void drawImage(const QRectF& where, const QImage& image, const QRectF& from, Qt::ImageConversionFlags) override {
        putImage(where, image.copy(from.toAlignedRect()).convertToFormat(QImage::Format_ARGB32));
    }

private:
    void clip(Qt::ClipOperation how, const QPainterPath& path) {
        m_clips = how != Qt::NoClip;
        m_clip = how == Qt::IntersectClip && m_hasClip ? m_clip.intersected(path) : path;
        m_hasClip = m_clips;
    }
    void endClip() {
        if (m_openClip) m_to.text += "\\end{scope}\n";
        m_openClip.reset();
    }
    void openClip() {
        if (!m_clips || !m_hasClip) return endClip();
        if (m_openClip && *m_openClip == m_clip) return;
        endClip();
        m_to.text += "\\begin{scope}\\clip " + written(m_clip) + ";\n";
        m_openClip = m_clip;
    }
    // A colour is named when it is needed first; within a clip's scope it would be forgotten again.
    QByteArray colour(const QColor& c) {
        const QByteArray named = "cs" + QByteArray::number(c.rgb() & 0xffffffU, 16);
        if (!m_colours.contains(c.rgb())) {
            m_colours.insert(c.rgb());
            m_definitions += "\\definecolor{" + named + "}{RGB}{" + QByteArray::number(c.red()) + "," +
                             QByteArray::number(c.green()) + "," + QByteArray::number(c.blue()) + "}\n";
        }
        return named;
    }
    QByteArray seen(const char* what, const QColor& c) const {
        const double alpha = c.alphaF() * m_opacity;
        return alpha < 0.999 ? QByteArray(",") + what + " opacity=" + number(alpha) : QByteArray();
    }
    // A length of the figure on paper.
    double scaled(double length) const { return length * std::sqrt(std::abs(m_transform.determinant())); }
    QByteArray points(double length) const { return number(length * m_unit) + "pt"; }

    QByteArray penOptions() {
        const double width = m_pen.isCosmetic() ? std::max(1.0, m_pen.widthF()) : scaled(m_pen.widthF());
        QByteArray text =
            ",draw=" + colour(m_pen.color()) + seen("draw", m_pen.color()) + ",line width=" + points(width);
        if (m_pen.capStyle() == Qt::RoundCap) text += ",line cap=round";
        if (m_pen.capStyle() == Qt::SquareCap) text += ",line cap=rect";
        if (m_pen.joinStyle() == Qt::RoundJoin) text += ",line join=round";
        if (m_pen.joinStyle() == Qt::BevelJoin) text += ",line join=bevel";
        if (m_pen.style() != Qt::SolidLine) {
            text += ",dash pattern=";
            bool on = true;
            for (const double part : m_pen.dashPattern()) {
                text += (on ? "on " : " off ") + points(part * width);
                on = !on;
                if (on) text += " ";
            }
        }
        return text;
    }
    void put(const QPainterPath& path, const QBrush& brush) {
        const bool fills = brush.style() != Qt::NoBrush && brush.color().alpha() > 0;
        const bool strokes = m_pen.style() != Qt::NoPen && m_pen.color().alpha() > 0;
        if (path.isEmpty() || (!fills && !strokes)) return;
        openClip();
        QByteArray options;
        if (fills) options += ",fill=" + colour(brush.color()) + seen("fill", brush.color());
        if (fills && path.fillRule() == Qt::OddEvenFill) options += ",even odd rule";
        if (strokes) options += penOptions();
        m_to.text += "\\path[" + options.mid(1) + "] " + written(m_transform.map(path)) + ";\n";
    }
    void putWords(QPointF where, const QTextItem& item) {
        const QString words = item.text();
        if (words.trimmed().isEmpty() || m_pen.color().alpha() == 0) return;
        const auto text = tikzWords(words);
        if (!text) return putOutlines(where, item); // of signs that not every LaTeX has
        openClip();
        const QPointF at = m_transform.map(where), along = m_transform.map(where + QPointF(1, 0)) - at;
        const double angle = -std::atan2(along.y(), along.x()) * 180 / M_PI;
        const double size =
            scaled(item.font().pixelSize() > 0 ? item.font().pixelSize() : item.font().pointSizeF() * 96 / 72);
        QByteArray options =
            "anchor=base west,inner sep=0pt,text=" + colour(m_pen.color()) + seen("text", m_pen.color());
        if (std::abs(angle) > 0.01) options += ",rotate=" + number(angle);
        const QByteArray weight = item.font().weight() >= QFont::DemiBold ? "\\bfseries " : "";
        m_to.text += "\\node[" + options + "] at " + point(at) + " {\\cswords{" + points(scaled(item.width())) + "}{" +
                     number(size * m_unit / 10) + "}{" + weight + *text + "}};\n";
    }
    void putOutlines(QPointF where, const QTextItem& item) {
        QPainterPath path;
        path.setFillRule(Qt::WindingFill);
        path.addText(where, item.font(), item.text());
        const QPen pen = std::exchange(m_pen, QPen(Qt::NoPen));
        put(path, pen.color());
        m_pen = pen;
    }
    void putImage(const QRectF& where, const QImage& image) {
        if (image.isNull()) return;
        const auto patches = patchesOf(image);
        if (patches.size() > std::min(mostPatches, mostOfAll - m_patches)) return putFile(where, image);
        m_patches += patches.size();
        const QTransform to = QTransform::fromScale(where.width() / image.width(), where.height() / image.height()) *
                              QTransform::fromTranslate(where.left(), where.top());
        const QPen pen = std::exchange(m_pen, QPen(Qt::NoPen));
        for (const Patch& patch : patches) {
            // A little under the next ones, or the ground would shine through where two meet.
            const QRectF over =
                QRectF(patch.where).adjusted(0, 0, 0.04 * image.width() / 28, 0.04 * image.height() / 28);
            QPainterPath path;
            path.addRect(to.mapRect(over.intersected(QRectF(image.rect()))));
            put(path, QColor::fromRgba(patch.colour));
        }
        m_pen = pen;
    }
    void putFile(const QRectF& where, const QImage& image) {
        openClip();
        m_to.images.push_back(image);
        const QRectF on = m_transform.mapRect(where);
        m_to.text += "\\node[anchor=north west,inner sep=0pt] at " + point(on.topLeft()) +
                     " {\\includegraphics[width=" + points(on.width()) + ",height=" + points(on.height()) + "]{" +
                     m_name.toUtf8() + "-" + QByteArray::number(static_cast<int>(m_to.images.size())) + ".png}};\n";
    }

public:
    QByteArray m_definitions;

private:
    TikzDrawing& m_to;
    QString m_name;
    double m_unit, m_opacity = 1;
    QTransform m_transform;
    QPen m_pen;
    QBrush m_brush;
    QPainterPath m_clip;
    bool m_clips = false, m_hasClip = false;
    std::optional<QPainterPath> m_openClip;
    QSet<QRgb> m_colours;
    std::size_t m_patches = 0;
};

class TikzDevice : public QPaintDevice {
public:
    TikzDevice(TikzEngine& engine, QSizeF size) : m_engine(engine), m_size(size) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override {
        constexpr int dotsPerInch = 96;
        switch (metric) {
        case PdmWidth:
            return static_cast<int>(std::ceil(m_size.width()));
        case PdmHeight:
            return static_cast<int>(std::ceil(m_size.height()));
        case PdmWidthMM:
            return qRound(m_size.width() * 25.4 / dotsPerInch);
        case PdmHeightMM:
            return qRound(m_size.height() * 25.4 / dotsPerInch);
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return dotsPerInch;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmDepth:
            return 24;
        case PdmNumColors:
            return 1 << 24;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    TikzEngine& m_engine;
    QSizeF m_size;
};

} // namespace

TikzDrawing tikzOf(const Figure& figure, const Style& style, const PictureScale& scale, const QString& name) {
    TikzDrawing drawing;
    const double unit = pointsPerInch / scale.unitsPerInch;
    TikzEngine engine(drawing, name, unit);
    TikzDevice device(engine, figure.size());
    {
        QPainter painter(&device);
        figure.paint(painter, style);
    }
    const QByteArray begin =
        "% ConvScope: read it with \\input; the document loads the package tikz.\n"
        "\\begin{tikzpicture}[x=" +
        number(unit) + "pt,y=-" + number(unit) +
        "pt]\n"
        "\\def\\cswords#1#2#3{\\resizebox{#1}{#2\\height}{\\fontsize{10pt}{10pt}\\selectfont\\sffamily#3}}\n" +
        "\\useasboundingbox (0,0) rectangle " + point({figure.size().width(), figure.size().height()}) + ";\n";
    drawing.text = begin + engine.m_definitions + drawing.text + "\\end{tikzpicture}\n";
    return drawing;
}

} // namespace ui
