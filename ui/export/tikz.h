// A figure as TikZ, for LaTeX: paths, fills and dashes are drawn there, words are set in the document's own sans serif
// font, as wide as they are here. One of the formats of export_format.h.
#pragma once

#include "ui/export/picture_scale.h"
#include "ui/figure/figure.h"

#include <QImage>
#include <vector>

namespace ui {

struct TikzDrawing {
    QByteArray text;            // to be read with \input in a document that loads the package tikz
    std::vector<QImage> images; // those of too many pixels to be drawn: "NAME-1.png" and so on, beside the text
};
// name: of the file, without its suffix, as \includegraphics will find the images.
TikzDrawing tikzOf(const Figure& figure, const Style& style, const PictureScale& scale, const QString& name);

} // namespace ui
