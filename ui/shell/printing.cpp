#include "ui/shell/printing.h"

#include "core/base/error.h"
#include "ui/tr.h"

#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <algorithm>

namespace ui {

void printOn(QPagedPaintDevice& paper, const Figure& figure, const Style& style) {
    const QSizeF size = figure.size();
    QPageLayout layout = paper.pageLayout();
    layout.setOrientation(size.width() > size.height() ? QPageLayout::Landscape : QPageLayout::Portrait);
    paper.setPageLayout(layout);
    QPainter painter;
    if (!painter.begin(&paper))
        throw cnn::Error(cnn::ErrorCode::WriteFailed, cnn::Message::tr("The printer takes nothing now."));
    const QRectF room(QPointF(0, 0), QSizeF(painter.device()->width(), painter.device()->height()));
    const double scale = std::min(room.width() / size.width(), room.height() / size.height());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate((room.width() - scale * size.width()) / 2, (room.height() - scale * size.height()) / 2);
    painter.scale(scale, scale);
    painter.setClipRect(QRectF(QPointF(0, 0), size));
    figure.paint(painter, style);
}

bool printFigure(const Figure& figure, const Style& style, const QString& name, QWidget* parent) {
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(name);
    QPrintDialog dialog(&printer, parent);
    dialog.setWindowTitle(tr("Print %1").arg(name));
    if (dialog.exec() != QDialog::Accepted) return false;
    printOn(printer, figure, style);
    return true;
}

} // namespace ui
