#include "ui/lessons/model/table/network_drawing.h"

#include "core/layers/catalog.h"
#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double widestBlock = 64, barWidth = 7, leastWidth = 2, leastHeight = 3;
constexpr std::size_t mostSolid = 90; // more blocks than this have no depth and no gaps

bool isFlatShape(const cnn::Shape& s) {
    return s.h == 1 && s.w == 1;
}

// How wide a block is at so many pixels a channel.
double widthOf(const cnn::Shape& s, double perChannel) {
    return isFlatShape(s) ? barWidth : std::clamp(perChannel * s.c, leastWidth, widestBlock);
}

// Pixels a channel at which all blocks together are as wide as the room, or as wide as blocks get.
double perChannelFor(const std::vector<cnn::Shape>& shapes, double room) {
    double low = 0, high = widestBlock;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        double sum = 0;
        for (const cnn::Shape& s : shapes) sum += widthOf(s, middle);
        (sum > room ? high : low) = middle;
    }
    return low;
}

std::vector<cnn::Shape> shapesOf(const ModelSide& side) {
    std::vector<cnn::Shape> shapes{side.subject->table.input};
    for (int row = 0; row < static_cast<int>(side.rows.size()); ++row) shapes.push_back(side.layer(row).out);
    return shapes;
}

std::pair<QColor, QColor> colorsOf(const Palette& c, std::size_t block, cnn::LayerRole role) {
    if (block == 0) return {mix(c.surface, c.input, 0.14), c.input};
    if (role == cnn::LayerRole::Convolution || role == cnn::LayerRole::Dense) return {c.kernelTint, c.kernel};
    if (role == cnn::LayerRole::Pooling) return {c.outputTint, c.output};
    return {c.sunken, c.lineStrong};
}

// How far back blocks reach when so many share this width.
double depthOf(std::size_t blocks, double width) {
    return blocks > mostSolid ? 0 : std::clamp(width / static_cast<double>(blocks) / 4, 2.0, 8.0);
}

double leastGapOf(std::size_t blocks, double width) {
    return blocks > mostSolid ? 0 : depthOf(blocks, width) + 2;
}

} // namespace

NetworkDrawing::Scale NetworkDrawing::scaleOf(const std::vector<ModelSide>& sides, QSizeF room) {
    Scale scale;
    scale.perChannel = widestBlock;
    for (const ModelSide& side : sides) {
        const std::vector<cnn::Shape> shapes = shapesOf(side);
        for (const cnn::Shape& s : shapes)
            if (isFlatShape(s))
                scale.mostValues = std::max<double>(scale.mostValues, s.c);
            else
                scale.largestSide = std::max<double>(scale.largestSide, std::max(s.h, s.w));
        const double gaps = static_cast<double>(shapes.size()) * leastGapOf(shapes.size(), room.width());
        scale.perChannel = std::min(scale.perChannel, perChannelFor(shapes, room.width() - gaps));
    }
    return scale;
}

NetworkDrawing::NetworkDrawing(const ModelSide& side, const QRectF& area, double font, const Scale& scale)
    : m_area(area), m_font(font) {
    findBranches(side);
    place(side, scale);
    label(side);
}

void NetworkDrawing::findBranches(const ModelSide& side) {
    for (int row = 0; row < static_cast<int>(side.rows.size()); ++row)
        for (const int read : side.rows[static_cast<std::size_t>(row)].reads)
            if (read != row - 1) m_branches.emplace_back(read, row);
}

void NetworkDrawing::place(const ModelSide& side, const Scale& scale) {
    const std::vector<cnn::Shape> shapes = shapesOf(side);
    const auto count = static_cast<double>(shapes.size());
    m_depth = depthOf(shapes.size(), m_area.width());
    const double lanes = m_branches.empty() ? 0 : 2 * m_font;
    const double tall = std::max(10.0, m_area.height() - 1.5 * m_font - lanes - m_depth);
    const double middle = m_area.top() + lanes + m_depth + tall / 2;
    const double leastGap = leastGapOf(shapes.size(), m_area.width());
    const double room = m_area.width() - count * leastGap, perChannel = scale.perChannel;
    double used = 0;
    for (const cnn::Shape& s : shapes) used += widthOf(s, perChannel);
    const double squeeze = used > room ? std::max(0.05, room / used) : 1; // hundreds of layers
    const double gap = leastGap + std::clamp((room - used * squeeze) / count, 0.0, 10.0);
    double x = m_area.left() + std::max(0.0, (m_area.width() - used * squeeze - count * gap) / 2);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const cnn::Shape& s = shapes[i];
        const bool flat = isFlatShape(s);
        const double share = flat ? std::sqrt(s.c / scale.mostValues) : std::max(s.h, s.w) / scale.largestSide;
        const double high = std::max(leastHeight, tall * share), wide = squeeze * widthOf(s, perChannel);
        const auto role =
            i == 0 ? cnn::LayerRole::Other : cnn::layerRole(side.layer(static_cast<int>(i) - 1).info.kind);
        m_blocks.push_back({QRectF(x, middle - high / 2, wide, high), flat, role, {}, 0});
        x += wide + gap;
    }
}

// Blocks of one size in a row share a label: the size, or of values in a row how many.
void NetworkDrawing::label(const ModelSide& side) {
    const std::vector<cnn::Shape> shapes = shapesOf(side);
    const auto words = [](const cnn::Shape& s) {
        return isFlatShape(s) ? grouped(s.c) : QString("%1 × %2").arg(s.h).arg(s.w);
    };
    for (std::size_t begin = 0, end = 0; begin < shapes.size(); begin = end) {
        for (end = begin + 1; end < shapes.size() && words(shapes[end]) == words(shapes[begin]);) ++end;
        m_blocks[begin].label = words(shapes[begin]);
        m_blocks[begin].groupRight = m_blocks[end - 1].face.right();
    }
}

void NetworkDrawing::paintBlock(QPainter& painter, const Palette& c, std::size_t i, bool hot) const {
    const Block& block = m_blocks[i];
    const auto [fill, border] = colorsOf(c, i, block.role);
    const QColor edge = hot ? c.now : border;
    const QRectF& f = block.face;
    painter.setPen(QPen(edge, hot ? 1.8 : 1));
    if (m_depth == 0 || block.isFlat) {
        painter.setBrush(hot ? c.nowTint : fill);
        painter.drawRect(f);
        return;
    }
    const double d = std::min(m_depth, f.height() / 2);
    painter.setBrush(mix(fill, border, 0.18));
    painter.drawPolygon(
        QPolygonF{f.topLeft(), f.topLeft() + QPointF(d, -d), f.topRight() + QPointF(d, -d), f.topRight()});
    painter.setBrush(mix(fill, border, 0.34));
    painter.drawPolygon(
        QPolygonF{f.topRight(), f.topRight() + QPointF(d, -d), f.bottomRight() + QPointF(d, -d), f.bottomRight()});
    painter.setBrush(hot ? c.nowTint : fill);
    painter.drawRect(f);
}

// An arc over what is skipped.
void NetworkDrawing::paintBranches(QPainter& painter, const Palette& c, const std::vector<int>& hot) const {
    painter.setBrush(Qt::NoBrush);
    for (const auto& [from, to] : m_branches) {
        const bool isHot = std::ranges::find(hot, to) != hot.end() || std::ranges::find(hot, from) != hot.end();
        const QRectF &a = m_blocks[blockOf(from)].face, &b = m_blocks[blockOf(to)].face;
        const double top = m_area.top() + 2, start = a.center().x(), end = b.center().x();
        QPainterPath path(QPointF(start, a.top() - m_depth));
        path.cubicTo({start, top}, {end, top}, {end, b.top() - m_depth - 1});
        painter.setPen(QPen(isHot ? c.now : c.lineStrong, isHot ? 1.8 : 1.2));
        painter.drawPath(path);
    }
}

void NetworkDrawing::paint(QPainter& painter, const Palette& c, const std::vector<int>& hot, bool withLabels) const {
    painter.save();
    painter.setClipRect(m_area.adjusted(-2, -2, 2, 2));
    paintBranches(painter, c, hot);
    const auto isHot = [&](std::size_t block) {
        return std::ranges::find(hot, static_cast<int>(block) - 1) != hot.end();
    };
    for (std::size_t i = 0; i < m_blocks.size(); ++i) paintBlock(painter, c, i, i > 0 && isHot(i));
    const Brush to{painter, c};
    const double pixels = std::max(12.0, 0.86 * m_font);
    const QFontMetricsF metrics(Style::numberFont(pixels));
    double free = m_area.left() - 1; // where the last label ends
    for (const Block& block : m_blocks) {
        if (block.label.isEmpty() || !withLabels) continue;
        const double wide = metrics.horizontalAdvance(block.label) + 4;
        double left = (block.face.left() + block.groupRight) / 2 - wide / 2;
        left = std::clamp(left, m_area.left(), m_area.right() - wide);
        if (left < free) continue; // there is no room for it
        to.write({left, m_area.bottom() - 1.3 * m_font, wide, 1.3 * m_font}, block.label, pixels, c.dim,
                 Weight::Regular, Qt::AlignCenter);
        free = left + wide + 4;
    }
    painter.restore();
}

int NetworkDrawing::rowAt(QPointF point) const {
    if (!m_area.contains(point)) return -1;
    for (int row = 0; row + 1 < static_cast<int>(m_blocks.size()); ++row)
        if (slot(row).contains(point)) return row;
    return -1;
}

QRectF NetworkDrawing::slot(int row) const {
    if (row < 0 || blockOf(row) >= m_blocks.size()) return {};
    const QRectF& face = m_blocks[blockOf(row)].face;
    const double left = (m_blocks[blockOf(row) - 1].face.right() + face.left()) / 2;
    const bool isLast = blockOf(row) + 1 == m_blocks.size();
    const double right =
        isLast ? face.right() + m_depth + 2 : (face.right() + m_blocks[blockOf(row) + 1].face.left()) / 2;
    return {left, m_area.top(), right - left, m_area.height()};
}

} // namespace ui
