#include "tests/ui/support/text_watch.h"

#include <QAbstractButton>
#include <QFontMetricsF>
#include <QHash>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QScrollArea>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestText = 12, smallestInCell = 9; // pixels; the second for numbers in cells
constexpr double scaled = 0.98;                         // a figure of a hall of 1024 pixels is 1.3 % smaller
constexpr double smallestSign = 9;                      // of + and ×, which are set smaller than their numbers
constexpr double slack = 1.5;                           // pixels that ink may be beside its box, for antialiasing

QRectF inkOf(const QString& text, const QFont& font) {
    static QHash<QString, QRectF> known;
    const QString key = font.key() + text;
    if (const auto found = known.constFind(key); found != known.constEnd()) return *found;
    // Qt's rectangle has spaces at both ends in it.
    const QFontMetricsF metrics(font);
    const QString words = text.trimmed();
    const double before = metrics.horizontalAdvance(text.left(text.indexOf(words)));
    return known[key] = metrics.tightBoundingRect(words).translated(before, 0);
}

double shareInside(const QRectF& ink, const QRectF& clip) {
    const QRectF seen = ink & clip;
    if (seen.isEmpty()) return 0;
    const QRectF most = ink.adjusted(slack, slack, -slack, -slack) & ink;
    const QRectF left = most & clip;
    return most.isEmpty() ? 1 : std::min(left.width() / most.width(), left.height() / most.height());
}

class TextEngine : public QPaintEngine {
public:
    TextEngine() : QPaintEngine(AllFeatures) {}
    std::vector<ShownText> texts;

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState& now) override {
        if (now.state() & DirtyTransform) m_transform = now.transform();
        if (now.state() & DirtyBrush)
            m_opaque = now.brush().style() == Qt::SolidPattern && now.brush().color().alpha() == 255;
    }
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        if (item.text().trimmed().isEmpty()) return;
        ShownText shown;
        shown.text = item.text().trimmed();
        shown.where = m_transform.mapRect(inkOf(item.text(), item.font()).translated(at));
        shown.size = QFontInfo(item.font()).pixelSize() * std::hypot(m_transform.m11(), m_transform.m12());
        shown.turned = std::abs(m_transform.m12()) > 1e-6;
        shown.visible = shareInside(shown.where, clip());
        for (const QRectF& box : m_boxes) // the last is the one it was painted on
            if (shown.isNumber() && box.contains(shown.where.center()) &&
                box.width() < 6 * shown.where.height() + shown.where.width())
                shown.cell = std::min(box.width(), box.height());
        const auto around = [&](const QRectF& picture) { return picture.contains(shown.where.center()); };
        shown.inCell = shown.cell > 0 || (shown.isNumber() && std::ranges::any_of(m_pictures, around));
        shown.seen = shown.where & clip();
        if (shown.visible > 0) texts.push_back(shown);
    }
    void drawRects(const QRectF* rects, int count) override {
        for (int i = 0; i < count; ++i) box(m_transform.mapRect(rects[i]));
    }
    void drawRects(const QRect* rects, int count) override {
        for (int i = 0; i < count; ++i) box(m_transform.mapRect(QRectF(rects[i])));
    }
    void drawPath(const QPainterPath& path) override { box(m_transform.mapRect(path.boundingRect()), path); }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
        if (mode == PolylineMode) return;
        QPainterPath path;
        path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
        box({}, path);
    }
    void drawPixmap(const QRectF& where, const QPixmap& pixmap, const QRectF&) override {
        if (!pixmap.hasAlphaChannel()) cover(m_transform.mapRect(where));
    }
    void drawImage(const QRectF& where, const QImage& image, const QRectF&, Qt::ImageConversionFlags) override {
        m_pictures.push_back(m_transform.mapRect(where));
        if (!image.hasAlphaChannel()) cover(m_pictures.back());
    }

private:
    QRectF clip() const {
        constexpr QRectF all(-1e5, -1e5, 2e5, 2e5);
        QRectF left = systemClip().isEmpty() ? all : QRectF(systemClip().boundingRect());
        if (painter()->hasClipping()) left &= m_transform.mapRect(painter()->clipBoundingRect());
        return left;
    }
    void box(const QRectF& where, const QPainterPath& path = {}) {
        const double low = std::min(where.width(), where.height()), high = std::max(where.width(), where.height());
        if (low >= 8 && high <= 200) m_boxes.push_back(where);
        if (m_opaque) cover(where, path);
    }
    // What lies under it was never seen.
    void cover(const QRectF& where, const QPainterPath& path = {}) {
        const QRectF seen = where & clip();
        std::erase_if(texts, [&](const ShownText& text) {
            const QRectF core = text.where.marginsRemoved({0.2 * text.where.width(), 0.2 * text.where.height(),
                                                           0.2 * text.where.width(), 0.2 * text.where.height()});
            if (path.isEmpty()) return seen.contains(core);
            return clip().contains(core) && m_transform.map(path).contains(core);
        });
    }

    QTransform m_transform;
    bool m_opaque = false;
    std::vector<QRectF> m_boxes, m_pictures; // the second: maps, which are cells without lines
};

class TextDevice : public QPaintDevice {
public:
    explicit TextDevice(QSize size) : m_size(size) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }
    std::vector<ShownText>& texts() { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
        case PdmWidth:
        case PdmWidthMM:
            return m_size.width();
        case PdmHeight:
        case PdmHeightMM:
            return m_size.height();
        case PdmNumColors:
            return 1 << 24;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 96; // dots per inch
        }
    }

private:
    QSize m_size;
    mutable TextEngine m_engine;
};

// In what scrolls it may be cut: down, where one scrolls down.
bool mayScroll(const ShownText& text) {
    for (const QWidget* w = text.on; w; w = w->parentWidget())
        if (qobject_cast<const QAbstractScrollArea*>(w)) return true;
    return false;
}

QString quoted(const ShownText& text) {
    return QString("\"%1\" at %2, %3")
        .arg(text.text)
        .arg(text.where.left(), 0, 'f', 0)
        .arg(text.where.top(), 0, 'f', 0);
}

} // namespace

bool ShownText::isNumber() const {
    static const QRegularExpression number("^[≈×]?[−+-]?[0-9?.][0-9 . /]*$");
    return number.match(text).hasMatch();
}

std::vector<ShownText> textsShownOn(QWidget& widget) {
    TextDevice device(widget.size());
    QPainter painter(&device);
    widget.render(&painter);
    painter.end();
    for (ShownText& text : device.texts()) {
        text.on = widget.childAt(text.seen.center().toPoint());
        if (!text.on) text.on = &widget;
    }
    return device.texts();
}

QStringList objectionsTo(const std::vector<ShownText>& texts) {
    QStringList all;
    for (const ShownText& text : texts) {
        const bool words = std::ranges::any_of(text.text, [](QChar c) { return c.isLetterOrNumber(); });
        const double least = !words ? smallestSign : text.inCell ? smallestInCell : smallestText;
        if (text.size < scaled * least) all << QString("small %1: %2 px").arg(quoted(text)).arg(text.size);
        const auto* button = qobject_cast<const QAbstractButton*>(text.on); // that leads on, and says so
        const bool meant = button && button->text().endsWith(QChar(0x2026));
        if (text.text.endsWith(QChar(0x2026)) && text.text.size() > 1 && !meant) all << "shortened " + quoted(text);
        if (text.visible < 0.999 && !mayScroll(text))
            all << QString("cut %1: %2 % is seen").arg(quoted(text)).arg(100 * text.visible, 0, 'f', 0);
    }
    std::vector<const ShownText*> rows;
    for (const ShownText& text : texts)
        if (text.visible > 0.5) rows.push_back(&text);
    std::ranges::sort(rows, {}, [](const ShownText* t) { return t->where.top(); });
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = i + 1; j < rows.size() && rows[j]->where.top() < rows[i]->where.bottom(); ++j) {
            const QRectF both = rows[i]->where & rows[j]->where;
            if (both.width() > slack && both.height() > slack)
                all << "over one another " + quoted(*rows[i]) + " and " + quoted(*rows[j]);
        }
    return all;
}

} // namespace ui
