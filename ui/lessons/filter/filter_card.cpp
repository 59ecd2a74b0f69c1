#include "ui/lessons/filter/filter_card.h"

#include "ui/figure/grid_painter.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// One painting of the card; lives for the length of a paint() only.
class Card {
public:
    Card(QPainter& painter, const Style& style, const FilterPicture& picture, const FilterLayout& layout)
        : m_painter(painter), m_colors(style.colors()), m_picture(picture), m_layout(layout), m_grid(painter, style),
          m_unit(layout.unit), m_sum(picture.sum()),
          m_coloured(picture.ramp == Ramp::Signed || layout.kernel.side < 26) {
        for (const cnn::Term& t : picture.window.step.terms) {
            m_largestWeight = std::max(m_largestWeight, std::abs(static_cast<double>(t.weight)));
            m_largestProduct = std::max(m_largestProduct, std::abs(static_cast<double>(t.input * t.weight)));
        }
    }

    void all() {
        headings();
        for (const cnn::Term& t : m_picture.window.step.terms) {
            cell(m_layout.window, t, t.input, windowLook(t));
            cell(m_layout.kernel, t, t.weight, kernelLook(t));
            cell(m_layout.products, t, t.input * t.weight, productLook(t));
        }
        m_grid.frame(m_layout.window.cells(0, 0, m_layout.window.rows, m_layout.window.columns),
                     (m_layout.frame.presenting ? 2 : 3.5) * m_unit, m_layout.window.radius());
        pointedAt();
        signs();
        result();
    }

private:
    bool hidden(const char* what) const { return m_picture.covered == QLatin1String(what); }

    CellLook windowLook(const cnn::Term& t) const {
        CellLook look;
        look.border = m_colors.line;
        look.ground = greyRamp(static_cast<double>(t.input) / 255);
        look.digit = digitOn(look.ground);
        if (t.padding) {
            look.hatched = true;
            look.ground = m_colors.surface;
            look.digit = m_colors.dim;
        }
        return look;
    }
    CellLook kernelLook(const cnn::Term& t) const {
        if (hidden("kernel")) return coveredLook();
        CellLook look{m_colors.kernelTint, m_colors.kernel, m_colors.line, Weight::SemiBold};
        if (m_coloured) tint(look, static_cast<double>(t.weight), m_largestWeight);
        return look;
    }
    CellLook productLook(const cnn::Term& t) const {
        if (hidden("kernel") || hidden("pixel")) return coveredLook();
        CellLook look{m_colors.surface, m_colors.text, m_colors.line};
        if (m_coloured) tint(look, static_cast<double>(t.input * t.weight), m_largestProduct);
        return look;
    }
    CellLook coveredLook() const { return {m_colors.sunken, m_colors.dim, m_colors.line}; }
    static void tint(CellLook& look, double value, double largest) {
        look.ground = signedRamp(largest > 0 ? value / largest : 0);
        look.digit = digitOn(look.ground);
    }

    void cell(const GridPlace& grid, const cnn::Term& t, float value, const CellLook& look) {
        m_grid.ground(grid, t.ky, t.kx, look);
        const bool product = grid.part == "products"; // of a sum that is asked only adding up would be left
        if (grid.part == "window" || !(hidden("kernel") || (hidden("pixel") && product))) {
            m_grid.digit(grid, t.ky, t.kx, value, look);
            return;
        }
        m_painter.setFont(Style::numberFont(0.4 * grid.side));
        m_painter.setPen(look.digit);
        m_painter.drawText(grid.cell(t.ky, t.kx), Qt::AlignCenter, "?");
    }

    void headings() {
        const double size = std::max(12.0, 15.5 * m_unit);
        const auto heading = [&](double left, const QString& name, const QColor& colour, const QString& rest) {
            drawLine(m_painter, {{name, colour, Weight::SemiBold}, {"  " + rest, m_colors.dim}}, left,
                     m_layout.headings, size);
        };
        const QString extents = QString("%1 × %2").arg(m_layout.kernel.rows).arg(m_layout.kernel.columns);
        heading(m_layout.window.rect().left(), ui::tr("Window"), m_colors.input, m_picture.channel);
        heading(m_layout.kernel.rect().left(), ui::tr("Kernel"), m_colors.kernel, extents);
        heading(m_layout.products.rect().left(), ui::tr("Products"), m_colors.text, {});
        const TextLine place{{ui::tr("Row %1, column %2").arg(m_picture.probe().y() + 1).arg(m_picture.probe().x() + 1),
                              m_colors.text, Weight::SemiBold}};
        drawLine(m_painter, place, m_layout.sum.left(), m_layout.headings,
                 fittingSize(place, m_layout.sum.width(), size, 12));
    }

    // The same place in all three grids.
    void pointedAt() {
        if (m_picture.hover && m_picture.hover != m_picture.selected)
            for (const GridPlace* grid : {&m_layout.window, &m_layout.kernel, &m_layout.products})
                m_grid.outline(grid->cell(m_picture.hover->y, m_picture.hover->x), grid->radius(), 2, 0);
        if (m_picture.selected)
            m_grid.outline(m_layout.kernel.cell(m_picture.selected->y, m_picture.selected->x), m_layout.kernel.radius(),
                           2, 2);
    }

    void signs() {
        const double size = 30 * m_unit;
        const auto between = [&](const QString& sign, double left, double right) {
            const TextLine line{{sign, m_colors.dim}};
            drawLine(m_painter, line, (left + right - lineWidth(line, size)) / 2,
                     m_layout.window.rect().center().y() + 0.36 * size, size);
        };
        between("×", m_layout.window.rect().right(), m_layout.kernel.rect().left());
        between("=", m_layout.kernel.rect().right(), m_layout.products.rect().left());
        between("→", m_layout.products.rect().right(), m_layout.sum.left());
    }

    // "sum of 9 products", the sum, and what the output makes of it; or the product that is pointed at.
    void result() {
        const QRectF at = m_layout.sum;
        const double small = std::max(12.0, 15.3 * m_unit), large = std::min(54 * m_unit, 0.36 * at.height());
        const double middle = at.center().y() + 0.36 * large;
        const auto terms = m_sum.terms.size();
        drawLine(m_painter,
                 {{terms == 1 ? ui::tr("the only product") : ui::tr("sum of %1 products").arg(terms), m_colors.dim}},
                 at.left(), middle - large - 0.1 * small, small);
        const TextLine sum{{hidden("pixel") ? "?" : m_picture.shortSum(), hidden("pixel") ? m_colors.dim : m_colors.now,
                            Weight::Bold}};
        drawLine(m_painter, sum, at.left(), middle, fittingSize(sum, at.width(), large, 12));
        const QString note = hidden("pixel")                        ? QString()
                             : m_picture.hover && !hidden("kernel") ? product()
                                                                    : m_picture.shownAs;
        const TextLine line{{note, m_colors.dim}};
        drawLine(m_painter, line, at.left(), middle + 1.6 * small, fittingSize(line, at.width(), small, 12));
    }
    QString product() const {
        const auto i = static_cast<std::size_t>(m_picture.hover->y * m_layout.kernel.columns + m_picture.hover->x);
        const auto text = [](const cnn::Decimal& d) {
            const QString t = QString::fromStdString(d.text());
            return d.negative() ? "(" + t + ")" : t;
        };
        const cnn::WrittenTerm& t = m_sum.terms[i];
        return QString("%1 × %2 = %3").arg(text(t.input), text(t.weight), QString::fromStdString(t.product.text()));
    }

    QPainter& m_painter;
    const Palette& m_colors;
    const FilterPicture& m_picture;
    const FilterLayout& m_layout;
    GridPainter m_grid;
    double m_unit;
    cnn::WrittenSum m_sum;
    bool m_coloured;
    double m_largestWeight = 0, m_largestProduct = 0;
};

} // namespace

void paintFilterCardGround(QPainter& painter, const Style& style, const FilterLayout& layout) {
    painter.setPen(QPen(style.colors().line, 1));
    painter.setBrush(style.colors().surface);
    painter.drawRoundedRect(layout.card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

void paintFilterCard(QPainter& painter, const Style& style, const FilterPicture& picture, const FilterLayout& layout) {
    Card(painter, style, picture, layout).all();
}

} // namespace ui
