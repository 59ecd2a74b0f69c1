// Sixteen pictures in four rows, as they are read, as they come back, as they were, and what is still wrong; one of
// them large beside.
#pragma once

#include "ui/lessons/denoise/large_picture.h"

#include <QImage>

namespace ui {

class PicturesFigure final : public Figure {
public:
    static constexpr const char* rowPart = "row"; // of a CellRef: y is the row, x the picture
    static constexpr int rows = 4;

    PicturesFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
                   std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    void layOutRows();
    void chooseWords();
    QRectF place(int row, int picture) const;
    void paintRows(const Brush& brush) const;
    void paintWords(const Brush& brush) const;
    QString words() const;

    QSizeF m_size;
    double m_text;
    std::shared_ptr<const DenoisePicture> m_p;
    std::optional<CellRef> m_hover;
    LargePicture m_large;
    QRectF m_room;                                         // for rows and words
    double m_label = 0, m_side = 0, m_gap = 0, m_band = 0; // of the names; of a picture; between; from band to band
    int m_inBand = 16;                                     // pictures side by side
    QString m_words;                                       // of words(), those that are painted
    double m_wordsText = 0;                                // the size of their letters
    double m_misfit = 0;                                   // largest, at the end of the ramp
};

} // namespace ui
