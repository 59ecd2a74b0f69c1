// The images a network learns from: bars for the classes, and a page of the images of one class or of all.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/data/data_picture.h"

#include <optional>

namespace ui {

class DataFigure final : public Figure {
public:
    // Parts of a CellRef. classPart: map is the class, or DataPicture::allClasses. imagePart: map is the number of the
    // image on the page, y its index in the set. pagePart: y is the first image of that page.
    static constexpr const char *classPart = "class", *imagePart = "image", *pagePart = "page";
    static constexpr int variants = 4; // of an augmented image, shown beside it: those of the first epochs

    // first: which of picture->images the page begins with.
    DataFigure(QSizeF size, const Style& style, std::shared_ptr<const DataPicture> picture, std::size_t first,
               std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    void arrangeClasses(double width);
    void arrangePage(const QRectF& room);
    std::size_t perPage() const { return static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows); }
    std::size_t shown() const;
    QRectF classRow(int row) const; // 0: all of them
    QRectF tile(int number) const;
    QRectF thumbnail(int number) const;
    bool hasPage(int direction) const;
    std::size_t pageFirst(int direction) const;
    QRectF pageButton(int direction) const { return direction < 0 ? m_previous : m_next; }
    QString pageWords() const;
    QString pointedAt() const;
    void paintClasses(const Brush& brush) const;
    void paintTile(const Brush& brush, int number) const;
    void paintHead(const Brush& brush) const;

    QSizeF m_size;
    double m_unit;
    std::shared_ptr<const DataPicture> m_picture;
    std::size_t m_first;
    std::optional<CellRef> m_hover;
    double m_pad = 0, m_text = 0, m_names = 0, m_numbers = 0; // widths of the columns with names and counts
    QRectF m_classes, m_head, m_previous, m_next, m_page;
    int m_classRows = 0;  // that fit, without the row for all
    int m_firstClass = 0; // of those
    double m_rowHeight = 0;
    int m_columns = 1, m_rows = 1;
    QSizeF m_thumbnail, m_step;
};

} // namespace ui
