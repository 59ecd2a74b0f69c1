#include "ui/lessons/training/dive/dive_pixel.h"

#include "ui/figure/value_grid.h"
#include "ui/lessons/training/maps/maps_layout.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int mostNear = 9; // cells across
constexpr double nearCell = 62;

} // namespace

DivePixel::DivePixel(const DivePicture& p, const QRectF& area, double font, const std::optional<CellRef>& hover)
    : DiveBody(p, area, font), m_hover(hover) {
    const cnn::Shape& s = p.values().shape();
    const cnn::ValuePlace& at = p.step().place;
    const double tall = area.height() - row();
    m_image = fittingGrid({area.left(), area.top() + row(), 0.36 * area.width(), tall}, s.h, s.w, 1e9);
    m_rows = std::min(mostNear, s.h);
    m_columns = std::min(s.c > 1 ? 5 : mostNear, s.w);
    if (s.c > 1) m_rows = std::min(5, s.h);
    m_top = std::clamp(at.y - m_rows / 2, 0, s.h - m_rows);
    m_left = std::clamp(at.x - m_columns / 2, 0, s.w - m_columns);
    const double left = m_image.right() + 32 * font, apart = 14 * font;
    const int shown = std::min(s.c, 3);
    const double wide = (area.right() - left - (shown - 1) * apart) / shown;
    for (int c = 0; c < shown; ++c)
        m_near.push_back(fittingGrid({left + c * (wide + apart), area.top() + row(), wide, tall}, m_rows, m_columns,
                                     nearCell * font));
    for (int c = 0; c < shown; ++c)
        for (int y = 0; y < m_rows; ++y)
            for (int x = 0; x < m_columns; ++x)
                m_spots.push_back({{"cell", c, m_top + y, m_left + x},
                                   gridCell(m_near[static_cast<std::size_t>(c)], m_rows, m_columns, y, x)});
    m_spots.push_back({{"cell", at.c, 0, 0}, m_image, s.h, s.w});
}

void DivePixel::paint(const Brush& to) const {
    const cnn::Tensor& image = m_picture.values();
    const cnn::Shape& s = image.shape();
    const cnn::ValuePlace& at = m_picture.step().place;
    const Ramp ramp = inputRamp(image);
    const double end = ramp == Ramp::Grey ? 1 : rampEnd(image.values(), ramp);
    to.write({m_image.left(), m_area.top(), m_image.width() + 24, row()}, m_picture.look->caption, text(), to.c.input,
             Weight::SemiBold);
    const bool coloured = s.c == 3 && ramp == Ramp::Grey;
    paintMap(to.painter, m_image, coloured ? pictureImage(image) : mapImage(mapOf(image, at.c), s.h, s.w, ramp, end));
    to.outline(m_image.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
    paintNowFrame(to.painter, to.c, gridCell(m_image, s.h, s.w, at.y, at.x), 2.5);
    const QStringList names = s.c == 3 ? QStringList{tr("red"), tr("green"), tr("blue")} : QStringList{};
    for (std::size_t c = 0; c < m_near.size(); ++c) {
        const QRectF& near = m_near[c];
        std::vector<float> values;
        for (int y = 0; y < m_rows; ++y)
            for (int x = 0; x < m_columns; ++x) values.push_back(image.at(static_cast<int>(c), m_top + y, m_left + x));
        const auto index = static_cast<qsizetype>(c);
        const QString name = index < names.size() ? names[index]
                                                  : tr("around it, rows %1 to %2, columns %3 to %4")
                                                        .arg(m_top + 1)
                                                        .arg(m_top + m_rows)
                                                        .arg(m_left + 1)
                                                        .arg(m_left + m_columns);
        to.writeFitting({near.left(), m_area.top(), near.width(), row()}, name, text(), to.c.dim);
        paintValueGrid(to.painter, to.c, near, values, m_rows, m_columns, ramp, end);
        if (static_cast<int>(c) == at.c || s.c == 1)
            paintNowFrame(to.painter, to.c, gridCell(near, m_rows, m_columns, at.y - m_top, at.x - m_left), 3.5);
        if (m_hover && m_hover->map == static_cast<int>(c))
            if (const QRectF cell = cellRect(m_spots, *m_hover); near.contains(cell.center()))
                to.outline(cell, to.c.text, 2);
    }
}

} // namespace ui
