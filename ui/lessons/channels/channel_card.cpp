#include "ui/lessons/channels/channel_card.h"

#include "ui/figure/count.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double smallestText = 12;

QString text(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}
QString inside(const cnn::Decimal& d) {
    return QString::fromStdString(cnn::inParentheses(d));
}

// How much of a partial sum is written: the same for all channels, as much as there is room for.
enum class Detail { Terms, Products, Count };

// Of a slice: "0 × 0 + 1 × 1 + 3 × 2 + 4 × 3 = 19", "0 + 1 + 6 + 12 = 19" or "4 products = 19".
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
    const bool hidden = b.p.hidesPartial(b.p.first() + c);
    if (detail == Detail::Products && hidden) detail = Detail::Count;
    if (detail == Detail::Products)
        line.push_back({QString::fromStdString(part.productLine()).section(" = ", 0, 0), b.colors.dim});
    if (detail == Detail::Count)
        line.push_back({count::products(static_cast<qint64>(part.terms.size())), b.colors.dim});
    line.push_back({" = ", b.colors.dim});
    line.push_back({hidden ? QString("?") : text(part.result), b.colors.text, Weight::Bold});
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
    const int channels = b.p.slices();
    const double pitch = std::min(36 * b.unit, area.height() / channels);
    const double names = 116 * b.unit, room = area.width() - names;
    const Detail detail = detailFor(b, room);
    double y = area.center().y() - pitch * (channels - 1) / 2;
    for (int c = 0; c < channels; ++c, y += pitch) {
        const double caption = std::max(12.5, 15 * b.unit);
        drawLine(b.painter, {{b.p.channelName(b.p.first() + c), b.colors.dim}}, area.left(), y + 0.36 * caption,
                 caption);
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

// The partial sum of a channel that is begun or, of a 1 x 1 kernel, the product itself.
TextLine addend(const ChannelBrush& b, int c) {
    const cnn::WrittenSum& part = b.sums.channels[static_cast<std::size_t>(c)];
    if (!b.p.mixesOnly())
        return {
            {b.p.hidesPartial(b.p.first() + c) ? QString("?") : inside(part.result), b.colors.text, Weight::SemiBold}};
    return {{inside(part.terms[0].input), b.colors.input, Weight::SemiBold},
            {" × ", b.colors.dim, Weight::Regular, 0.72},
            {inside(part.terms[0].weight), b.colors.kernel, Weight::SemiBold}};
}

// What is added, and what is still to come: the partial sums and the bias.
struct Columns {
    std::vector<Column> added, coming;
};
Columns columnsOf(const ChannelBrush& b) {
    Columns columns;
    for (int c = 0; c < b.p.slices(); ++c) {
        const int channel = b.p.first() + c;
        const QString name = b.p.rgb || b.p.slices() < 3 ? b.p.channelName(channel) : tr("ch. %1").arg(channel + 1);
        if (static_cast<std::size_t>(c) < b.sums.channels.size())
            columns.added.push_back({addend(b, c), name});
        else
            columns.coming.push_back({{{"…", b.colors.dim}}, name});
    }
    if (b.sums.complete)
        columns.added.push_back({{{inside(b.whole.bias), b.colors.kernel, Weight::SemiBold}}, tr("bias")});
    else
        columns.coming.push_back({{{inside(b.whole.bias), b.colors.dim}}, tr("bias")});
    return columns;
}

// One painting of the total: "19 + 37 + 0 = 56"; in the middle of it "19 = 19", and beyond that, in a box of its own,
// what is still to come. Where that is too long, as weights that were learned make it, one below the other as on paper.
class Total {
public:
    Total(const ChannelBrush& brush, const QRectF& area)
        : b(brush), m_area(area), m_columns(columnsOf(brush)),
          m_caption(std::max(12.5, (brush.style.presenting ? 14 : 13.5) * brush.unit)),
          m_result{{brush.p.hidesResult() ? QString("?") : text(brush.sums.result),
                    brush.p.hidesResult() ? brush.colors.dim : brush.colors.now, Weight::Bold, 1.3}} {
        m_size = (b.style.presenting ? 24 : 40) * b.unit;
        while (m_size > smallestText && width() > m_area.width()) m_size *= 0.95;
    }
    void draw() {
        if (width() > m_area.width()) return drawBelowOneAnother();
        double x = m_area.left() + std::max(0.0, (m_area.width() - width()) / 2);
        for (std::size_t i = 0; i < m_columns.added.size(); ++i) {
            if (i > 0) x = drawLine(b.painter, sign(" + "), x, y(), m_size);
            x = column(m_columns.added[i], x, 0);
        }
        x = drawLine(b.painter, sign(" = "), x, y(), m_size);
        const double end = drawLine(b.painter, m_result, x, y(), m_size);
        if (m_columns.coming.empty()) return;
        drawLine(b.painter, {{ui::tr("so far"), b.colors.dim}}, x, below(), m_caption);
        x = std::max(end, x + lineWidth({{ui::tr("so far"), b.colors.dim}}, m_caption)) + gap();
        box(x - gap() / 2);
        for (const Column& c : m_columns.coming) x = column(c, x, 2 * b.unit) + gap(); // on no line of the equation
    }

private:
    void drawBelowOneAnother() {
        std::vector<Column> rows = m_columns.added;
        rows.insert(rows.end(), m_columns.coming.begin(), m_columns.coming.end());
        rows.push_back({m_result, m_columns.coming.empty() ? ui::tr("sum") : ui::tr("so far")});
        rows.back().term.front().size = 1;
        const double pitch = std::min(30 * b.unit, m_area.height() / static_cast<double>(rows.size()));
        const double size = std::clamp(0.7 * pitch, smallestText, std::max(smallestText, 21 * b.unit));
        double names = 0, numbers = 0;
        for (const Column& row : rows) {
            names = std::max(names, lineWidth({{row.caption, b.colors.dim}}, m_caption));
            numbers = std::max(numbers, lineWidth(row.term, size));
        }
        const double left = m_area.left() + std::max(0.0, (m_area.width() - names - numbers - 2 * gap()) / 2);
        const double right = std::min(m_area.right(), left + names + numbers + 2 * gap());
        double y = m_area.center().y() - pitch * static_cast<double>(rows.size() - 1) / 2;
        for (std::size_t i = 0; i < rows.size(); ++i, y += pitch) {
            if (i + 1 == rows.size()) b.painter.fillRect(QRectF(left, y - pitch / 2, right - left, 1), b.colors.line);
            drawLine(b.painter, {{rows[i].caption, b.colors.dim}}, left, y + 0.36 * m_caption, m_caption);
            drawLine(b.painter, rows[i].term, right - lineWidth(rows[i].term, size), y + 0.36 * size, size);
        }
    }
    double y() const { return m_area.center().y() + 0.16 * m_size; }
    double below() const { return y() + 0.3 * m_size + 1.2 * m_caption; }
    double gap() const { return 22 * b.unit; }
    TextLine sign(const QString& text) const { return {{text, b.colors.dim}}; }
    double widthOf(const Column& c) const {
        return std::max(lineWidth(c.term, m_size), lineWidth({{c.caption, b.colors.dim}}, m_caption));
    }
    double width() const {
        double all = lineWidth(sign(" = "), m_size) + lineWidth(m_result, m_size);
        for (const Column& c : m_columns.added) all += widthOf(c) + lineWidth(sign(" + "), m_size);
        for (const Column& c : m_columns.coming) all += widthOf(c) + gap();
        return all - lineWidth(sign(" + "), m_size) + (m_columns.coming.empty() ? 0 : 2 * gap());
    }
    double column(const Column& c, double x, double lower) const {
        const double w = widthOf(c);
        const TextLine name{{c.caption, b.colors.dim}};
        drawLine(b.painter, c.term, x + (w - lineWidth(c.term, m_size)) / 2, y() + lower, m_size);
        drawLine(b.painter, name, x + (w - lineWidth(name, m_caption)) / 2, below() + lower, m_caption);
        return x + w;
    }
    void box(double x) const {
        double right = x + gap() / 2;
        for (const Column& c : m_columns.coming) right += widthOf(c) + gap();
        const QRectF around(QPointF(x, y() - 1.2 * m_size), QPointF(right - gap() / 2, below() + 0.6 * m_caption));
        QPen dashed(b.colors.lineStrong, 1);
        dashed.setDashPattern({5, 5});
        b.painter.setPen(dashed);
        b.painter.setBrush(b.colors.window);
        b.painter.drawRoundedRect(around, 8, 8);
        const TextLine name{{ui::tr("to come"), b.colors.dim}};
        drawLine(b.painter, name, around.center().x() - lineWidth(name, m_caption) / 2, around.top() - 0.4 * m_caption,
                 m_caption);
    }

    const ChannelBrush& b;
    QRectF m_area;
    Columns m_columns;
    double m_caption, m_size = 0;
    TextLine m_result;
};

} // namespace

void paintChannelCard(ChannelBrush& b) {
    if (b.style.presenting) {
        if (!b.p.showsMatrix()) Total(b, b.l.card).draw(); // else there is no room, and the sums stand above
        return;
    }
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.setBrush(b.colors.surface);
    b.painter.drawRoundedRect(b.l.card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const double side = 26 * b.unit, ends = 10 * b.unit;
    const QRectF area = b.l.card.adjusted(side, ends, -side, -ends);
    if (b.p.mixesOnly() || b.l.totalOnly) {
        Total(b, area).draw();
        return;
    }
    const double cut = area.left() + area.width() * 0.54;
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.drawLine(QPointF(cut, area.top() + ends), QPointF(cut, area.bottom() - ends));
    partials(b, QRectF(area.topLeft(), QPointF(cut - side, area.bottom())));
    Total(b, QRectF(QPointF(cut + side, area.top()), area.bottomRight())).draw();
}

} // namespace ui
