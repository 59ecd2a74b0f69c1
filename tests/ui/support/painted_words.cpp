#include "tests/ui/support/painted_words.h"

#include <QPaintEngine>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

struct Word {
    QString text;
    QPointF at; // where its baseline begins
    double width, size;
    std::size_t order; // of painting
};

class WordEngine : public QPaintEngine {
public:
    WordEngine() : QPaintEngine(AllFeatures) {}
    std::vector<Word> words;

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState& now) override {
        if (now.state() & DirtyTransform) m_transform = now.transform();
    }
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        if (std::abs(m_transform.m12()) > 1e-6) return; // beside an axis, turned
        const double scale = m_transform.m11();
        words.push_back({item.text(), m_transform.map(at), item.width() * scale,
                         QFontInfo(item.font()).pixelSize() * scale, words.size()});
    }
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
    Type type() const override { return User; }

private:
    QTransform m_transform;
};

class WordDevice : public QPaintDevice {
public:
    explicit WordDevice(QSizeF size) : m_size(size.toSize()) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }
    const std::vector<Word>& words() const { return m_engine.words; }

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
    mutable WordEngine m_engine;
};

// On one height; the large digits of a result may stand a little lower than the small ones before them.
bool besideEachOther(const Word& a, const Word& next) {
    const double lower = next.at.y() - a.at.y();
    const bool large = next.size >= 1.3 * a.size && lower <= 0.12 * next.size;
    const bool follows = next.order - a.order <= 2; // and nothing between but the sign under it
    const bool result = follows && lower >= 0.05 && (large || (next.size >= 0.9 * a.size && lower <= 0.22 * a.size));
    return std::abs(lower) < 0.05 || result;
}

// A sign between two pictures begins no line.
bool isSign(const QString& text) {
    return text == "×" || text == "+" || text == "=" || text == "→";
}

// Behind a result no other number follows: an equation stands to the right of another.
bool endsWithNumber(const QString& text) {
    return !text.isEmpty() && text.back().isDigit();
}
bool beginsNumber(const QString& text) {
    return !text.isEmpty() && (text.front().isDigit() || text.front() == u'−' || text.front() == '(');
}

// From left to right. What stands far apart, or was painted at another time, belongs to something else.
QStringList joined(std::vector<Word> line) {
    constexpr double farApart = 14; // font sizes
    constexpr std::size_t later = 8;
    std::ranges::stable_sort(line, [](const Word& a, const Word& b) { return a.at.x() < b.at.x(); });
    QStringList all;
    const Word* last = nullptr;
    for (const Word& word : line) {
        const double gap = last ? (word.at.x() - last->at.x() - last->width) / word.size : 0;
        const bool together = last && std::max(word.order, last->order) - std::min(word.order, last->order) <= later;
        const bool complete = last && all.back().contains('='); // no sum goes on behind it
        const bool another = complete && gap > 0.3 && endsWithNumber(all.back()) && beginsNumber(word.text);
        if (!together || gap > farApart || gap < -0.7 || another ||
            (complete && (word.text == "+" || word.text == "×")))
            all << QString();
        else if (gap > 0.12)
            all.back() += ' ';
        const bool begins = all.back().isEmpty();
        if (!begins || !isSign(word.text)) all.back() += word.text;
        last = &word;
    }
    return all;
}

} // namespace

std::vector<PaintedWord> wordsPaintedBy(const Figure& figure, const Style& style) {
    WordDevice device(figure.size());
    QPainter painter(&device);
    figure.paint(painter, style);
    painter.end();
    std::vector<PaintedWord> all;
    for (const Word& word : device.words())
        if (!word.text.trimmed().isEmpty())
            all.push_back(
                {word.text, {word.at.x(), word.at.y() - 0.72 * word.size, word.width, 0.72 * word.size}, word.size});
    return all;
}

QStringList paintedWords(const Figure& figure, const Style& style) {
    WordDevice device(figure.size());
    QPainter painter(&device);
    figure.paint(painter, style);
    painter.end();
    std::vector<std::vector<Word>> lines;
    for (const Word& word : device.words()) {
        const auto line = std::ranges::find_if(lines, [&](const auto& l) { return besideEachOther(l.back(), word); });
        if (line == lines.end())
            lines.push_back({word});
        else
            line->push_back(word);
    }
    QStringList all;
    for (const auto& line : lines) all += joined(line);
    QStringList whole; // a sum that is too long for its line goes on in the next
    for (const QString& line : all)
        if (!whole.isEmpty() && whole.back().trimmed().endsWith('+') && beginsNumber(line))
            whole.back() = whole.back().trimmed() + ' ' + line;
        else
            whole << line;
    return whole;
}

} // namespace ui
