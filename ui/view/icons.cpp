#include "ui/view/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace ui {
namespace {

QPixmap drawn(const QByteArray& svg, const QColor& colour) {
    QByteArray coloured = svg;
    QSvgRenderer renderer(coloured.replace("currentColor", colour.name().toLatin1()));
    QPixmap pixmap(80, 80); // drawn large, shown at 20: sharp on any screen
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

QIcon icon(const QString& name, const QColor& colour, const QColor& off) {
    QFile file(":/icons/" + name + ".svg");
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray svg = file.readAll();
    QIcon result(drawn(svg, colour));
    result.addPixmap(drawn(svg, off), QIcon::Disabled);
    return result;
}

} // namespace ui
