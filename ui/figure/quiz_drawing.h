// The picture of a review question: grids with what is asked left blank, curves of a loss, a stack of layers. The same
// drawing on the stage, on a worksheet and in the files of learning platforms.
#pragma once

#include "core/quiz/quiz.h"
#include "ui/figure/chart.h"
#include "ui/figure/grid_painter.h"

#include <QSizeF>
#include <vector>

namespace ui {

class QuizDrawing {
public:
    // Laid out in that much room at most; text: the size of its words in pixels, which cells follow.
    QuizDrawing(cnn::QuizPicture picture, QSizeF room, double text);
    // Of one grid without a name: an option.
    QuizDrawing(const cnn::QuizPicture::Grid& grid, QSizeF room, double text);

    QSizeF size() const { return m_size; }
    // Whether there was room enough for the numbers of its grids; otherwise these are colours.
    bool isReadable() const { return m_readable; }
    // Its upper left corner at `corner`. Paints no ground.
    void paint(QPainter& painter, const Style& style, QPointF corner) const;

private:
    struct Column { // one grid: its channels under one another
        QString name;
        double width = 0;
        QString sign; // before it: "∗", "→", "="
        double signAt = 0;
        QRectF head;
        std::vector<GridPlace> channels;
    };
    void layOutGrids(double height);
    double widthWith(double side) const;
    double heightWith(double side) const;
    void placeColumns(double side);
    void layOutLines();
    void layOutLayers();
    void paintColumn(QPainter& painter, const Style& style, std::size_t index) const;
    void paintCell(GridPainter& to, const Palette& c, std::size_t index, const GridPlace& place, int channel, int y,
                   int x) const;
    void paintLines(QPainter& painter, const Style& style) const;
    void paintLayers(QPainter& painter, const Style& style) const;

    cnn::QuizPicture m_picture;
    QSizeF m_room, m_size{0, 0};
    double m_text;
    bool m_named = true, m_readable = true;
    std::vector<Column> m_columns;
    ChartPlot m_plot;
    std::vector<QPointF> m_names; // of the lines: where the piece of the line before each begins
    std::vector<QRectF> m_boxes;  // of the layers
    std::vector<QString> m_layers;
};

// The same in words: "Input, 2 × 2: 1 2; 3 4."
QString quizPictureWords(const cnn::QuizPicture& picture);
QString quizGridWords(const cnn::QuizPicture::Grid& grid);

} // namespace ui
